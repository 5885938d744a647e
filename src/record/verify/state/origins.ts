import { headOf, tellingStems } from '../../../core/subject.ts';
import type { ReadEntry } from '../chain.ts';
import type { History, Subject } from '../history.ts';
import type { Json } from '../json.ts';
import type { Claims } from './claims.ts';
import { CopyGraph, type End, type Piece, type SharedLink } from './copies.ts';
import type { Documents } from './documents.ts';
import { byBytes, type Tables } from './tables.ts';

/** Checks the tables `link` and `claim_also`, and which documents count as one origin. */
export class Origins {
  readonly #tables: Tables;
  readonly #history: History;
  readonly #documents: Documents;
  readonly #claims: Claims;
  readonly #copies = new CopyGraph();
  readonly #links: SharedLink[] = [];
  readonly #mixed = new Set<Subject>();
  /** A document of the same origin, nearer to the one that stands for all; none for that one itself. */
  readonly #towards = new Map<Subject, Subject>();

  constructor(tables: Tables, history: History, documents: Documents, claims: Claims) {
    this.#tables = tables;
    this.#history = history;
    this.#documents = documents;
    this.#claims = claims;
  }

  linked({ sequence, by, body }: ReadEntry, link: Json | undefined): void {
    const [document, other] = [String(body['document']), String(body['other'])];
    const ends = [this.#history.subjectOf(document), this.#history.subjectOf(other)];
    if (ends.some(end => end === undefined || end.erased !== undefined)) return;
    this.#tables.count('link');
    if (link === undefined) return;
    const isCopy = body['copy'] === true && !this.#history.isUnlinked(document, other, sequence);
    const imported = body['imported'] as { by?: unknown } | undefined;
    const decided = (imported?.by ?? by) !== 'machine';
    // What is left of it is known only at the end.
    this.#tables.expect(
      'SELECT by, document, other, copy, decided, link FROM link WHERE sequence = ?',
      [sequence],
      [{ by, document, other, copy: isCopy ? 1 : 0, decided: decided ? 1 : 0, link }],
      `entry ${sequence}`,
    );
    const shared: SharedLink = {
      sequence,
      ends: [endOf(document, link['shared'], body['text']), endOf(other, link['sharedOther'], body['otherText'])],
      decided,
      telling: tellingStems((link['shared'] as { exact: string }[]).map(({ exact }) => exact).join('\n')),
      head: headOf((link['shared'] as { exact: string }[])[0]?.exact ?? ''),
    };
    if (!isCopy) {
      this.#copies.addQuoting(shared);
      return;
    }
    this.#copies.add(shared);
    this.#links.push(shared);
  }

  /** What is known only when all is read. */
  check(): void {
    this.#uniteCopies();
    const origins = new Map<Subject, Subject[]>();
    for (const subject of this.#history.subjects.values()) {
      const root = this.#rootOf(subject);
      const members = origins.get(root);
      if (members === undefined) origins.set(root, [subject]);
      else members.push(subject);
    }
    for (const members of origins.values()) {
      const founder = members.reduce((first, one) => (one.captured < first.captured ? one : first));
      const earliest = members.reduce((first, one) => (this.#byRank(one, first) < 0 ? one : first));
      for (const subject of members) {
        const row = {
          origin: `org_${founder.id.slice(4)}`,
          copy: subject === earliest ? 0 : 1,
          mixed: this.#mixed.has(subject) ? 1 : 0,
        };
        const place = `document ${subject.id}`;
        this.#tables.expect('SELECT origin, copy, mixed FROM document WHERE id = ?', [subject.id], [row], place);
        this.#checkElsewhere(subject);
      }
    }
  }

  /** Joins what links join, and checks which ends leave each link. */
  #uniteCopies(): void {
    const day = (id: string): string | null => this.#documents.factsOf(id).published;
    const left = new Map<string, Set<string>>();
    for (const subject of this.#history.subjects.values()) {
      if (!subject.copied) continue;
      const leaving = this.#copies.left(subject.id, day);
      left.set(subject.id, leaving.left);
      if (leaving.mixed) this.#mixed.add(subject);
    }
    for (const { sequence, ends } of this.#links) {
      const [one, other] = [ends[0].document, ends[1].document];
      const cut = (left.get(one)!.has(other) ? 1 : 0) + (left.get(other)!.has(one) ? 2 : 0);
      this.#tables.expect('SELECT cut FROM link WHERE sequence = ?', [sequence], [{ cut }], `entry ${sequence}`);
      if (cut !== 0) continue;
      const [root, into] = [one, other].map(id => this.#rootOf(this.#history.subjectOf(id)!));
      if (root !== into) this.#towards.set(root!, into!);
    }
  }

  /** The documents in which the claims of this one stand as well, and so which claims are counted in another. */
  #checkElsewhere(subject: Subject): void {
    const { id: document } = subject;
    const rows: { claim: number; other: string }[] = [];
    const cores = subject.copied ? this.#claims.coresOf(document) : [];
    for (const { number, text, start, end } of cores) {
      const others = new Set<string>();
      for (const { own, other } of this.#copies.of(document)) {
        if (own.text === text && own.pieces.some(piece => piece[0] <= start && end <= piece[1])) others.add(other);
      }
      for (const other of [...others].sort(byBytes)) rows.push({ claim: number, other });
    }
    this.#tables.count('claim_also', rows.length);
    this.#tables.expect(
      'SELECT claim, other FROM claim_also WHERE document = ? ORDER BY claim, other',
      [document],
      rows,
      `claims of ${document} elsewhere`,
    );
    const before = rows.filter(({ other }) => this.#byRank(this.#history.subjectOf(other)!, subject) < 0);
    this.#tables.expect(
      'SELECT number FROM claim WHERE document = ? AND counted = 0 ORDER BY number',
      [document],
      [...new Set(before.map(({ claim }) => claim))].sort((a, b) => a - b).map(number => ({ number })),
      `claims of ${document} that are counted elsewhere`,
    );
  }

  #rootOf(subject: Subject): Subject {
    let root = subject;
    for (let next; (next = this.#towards.get(root)) !== undefined; ) root = next;
    if (root !== subject) this.#towards.set(subject, root);
    return root;
  }

  /** Not mixed first, then the lowest publication day, unknown last, then clean text, then the order of capture. */
  #byRank(a: Subject, b: Subject): number {
    const mixed = Number(this.#mixed.has(a)) - Number(this.#mixed.has(b));
    if (mixed !== 0) return mixed;
    const [one, two] = [this.#documents.factsOf(a.id), this.#documents.factsOf(b.id)];
    if (one.published !== two.published) {
      return two.published === null || (one.published !== null && one.published < two.published) ? -1 : 1;
    }
    return Number(one.strength !== 'clean') - Number(two.strength !== 'clean') || a.captured - b.captured;
  }
}

function endOf(document: string, pieces: unknown, text: unknown): End {
  const spans = pieces as { start: number; end: number }[];
  return { document, pieces: spans.map(({ start, end }): Piece => [start, end]), text };
}
