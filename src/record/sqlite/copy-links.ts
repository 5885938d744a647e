import { canonicalJson } from '../../core/canonical.ts';
import type { Span } from '../../core/span.ts';
import type { Head } from '../../core/subject.ts';
import { originUnlinked } from '../decisions/origin-unlinked.ts';
import type { DocumentId, Hash, Link, OriginId } from '../record.ts';
import { LinkWords } from './link-words.ts';
import { coreOf, merged, type Part, partsLeft, sizeOf } from './mixture.ts';
import type { Statements } from './statements.ts';

export type LinkBody = Link & { readonly text: Hash; readonly otherText: Hash };

/** A link with `copy`, seen from one of its ends. */
interface Neighbour {
  readonly sequence: number;
  readonly other: DocumentId;
  readonly published: string | undefined;
  /** Did a person say so? */
  readonly decided: boolean;
  /** This end's bit in `link.cut`. */
  readonly bit: 1 | 2;
  readonly cut: number;
  /** Where the shared pieces stand at this end, and in which text version. */
  readonly pieces: readonly Span[];
  readonly text: Hash;
  /** Where they stand at the other end. */
  readonly there: readonly Span[];
  /** What the words of the pieces tell of. */
  readonly telling: () => ReadonlySet<string>;
  /** How they begin. */
  readonly head: () => Head;
}

/** SQL's columns by which documents of one origin are ranked: what comes first counts. */
export function rankOf(document: string): string {
  return `${document}.mixed, ${document}.published IS NULL, coalesce(${document}.published, ''), ${document}.strength IS NOT 'clean', ${document}.sequence`;
}

/** SQL that tells of a row of `claim` whether its words stand in a document that ranks before its own. */
const STANDS_BEFORE = `EXISTS (SELECT 1 FROM claim_also JOIN document AS before ON before.id = claim_also.other
  JOIN document AS own ON own.id = claim.document
  WHERE claim_also.claim = claim.number AND (${rankOf('before')}) < (${rankOf('own')}))`;

/** SQL for the documents that have links with `copy` to one. */
function copiesOf(document: string): string {
  return `SELECT other AS id FROM link WHERE copy = 1 AND document = ${document}
    UNION SELECT document FROM link WHERE copy = 1 AND other = ${document}`;
}

/** Links between documents, the origins they make, and the claims that stand in more than one document. */
export class CopyLinks {
  readonly #sql: Statements;
  readonly #words: LinkWords;
  /** Documents that rank otherwise than before, or whose claims stand elsewhere than before: which of their claims count is to be worked out. */
  readonly #unsettled = new Set<DocumentId>();

  constructor(statements: Statements) {
    this.#sql = statements;
    this.#words = new LinkWords(statements);
  }

  /** Entries were rolled back. */
  forget(): void {
    this.#words.forget();
    this.#unsettled.clear();
  }

  add(sequence: number, by: string, decided: boolean, link: LinkBody): void {
    this.#sql.run(
      'INSERT INTO link (sequence, by, document, other, copy, decided, link) VALUES (?, ?, ?, ?, ?, ?, ?)',
      sequence,
      by,
      link.document,
      link.other,
      link.copy ? 1 : 0,
      decided ? 1 : 0,
      canonicalJson(link),
    );
    const { document, other } = link;
    if (document === other) return;
    if (!link.copy) {
      this.#weigh(this.#between(document, other));
      this.#settle();
      return;
    }
    this.#unite(document, other);
    for (const [end, far] of [
      [document, other],
      [other, document],
    ] as const) {
      for (const neighbour of this.#neighbours(end, far)) {
        if (neighbour.sequence === sequence) this.#addAlso(end, neighbour);
      }
    }
    // What both are parts of may have left one of them.
    const leaving = this.#between(document, other).filter(
      id =>
        this.#sql.get(
          'SELECT 1 FROM link WHERE (document = ?1 AND cut & 1) OR (other = ?1 AND cut & 2) LIMIT 1',
          id,
        ) !== undefined,
    );
    this.#weigh([document, other, ...leaving]);
    this.#settle(document, other);
  }

  /** Which links between two documents hold, now that a person said something about them. */
  weighAgain(document: DocumentId, other: DocumentId): void {
    const subject = originUnlinked.subject({ document, other });
    for (const [one, two] of [
      [document, other],
      [other, document],
    ] as const) {
      this.#sql.run(
        `UPDATE link SET cut = 0, copy = json_extract(link, '$.copy') AND NOT EXISTS (
           SELECT 1 FROM decision WHERE kind = 'origin_unlinked' AND subject = ? AND undone IS NULL AND sequence > link.sequence
         ) WHERE document = ? AND other = ?`,
        subject,
        one,
        two,
      );
      this.#sql.run('DELETE FROM claim_also WHERE document = ? AND other = ?', one, two);
      for (const neighbour of this.#neighbours(one, two)) this.#addAlso(one, neighbour);
    }
    this.#weigh([document, other, ...this.#between(document, other)]);
    this.#divide([document, other]);
    this.#settle(document, other);
  }

  /** The document's text changed, or its day: its day may tell whether it was there before others. */
  documentChanged(document: DocumentId): void {
    this.#rankAgain(document);
    this.#weigh([document, ...this.#neighbours(document).map(({ other }) => other)]);
    this.#settle(document);
  }

  /** Its text may count as degraded now, and rank elsewhere. */
  rankChanged(document: DocumentId): void {
    this.#rankAgain(document);
    this.#settle(document);
  }

  /** Takes out all links of a document; the others' origins are made anew without it. */
  removeAll(document: DocumentId): void {
    const linked = this.#sql
      .all(
        'SELECT other AS id FROM link WHERE document = ?1 UNION SELECT document FROM link WHERE other = ?1',
        document,
      )
      .map(row => String(row['id']));
    this.#sql.run('DELETE FROM link WHERE document = ?1 OR other = ?1', document);
    this.#sql.run('DELETE FROM claim_also WHERE other = ?', document);
    this.#weigh([document, ...linked]);
    this.#divide([document, ...linked]);
    this.#settle(...linked);
  }

  /** Notes for the claims of a document (or for one of them) in which other documents their words stand. */
  findElsewhere(document: DocumentId, claim?: number): void {
    const neighbours = this.#neighbours(document);
    for (const neighbour of neighbours) this.#addAlso(document, neighbour, claim);
    if (neighbours.length > 0) this.#settle(document);
  }

  /** Works out which claims count where they stand: those of these documents, and of others in which these stand as well. */
  #settle(...documents: readonly DocumentId[]): void {
    for (const document of documents) this.#unsettled.add(document);
    for (const document of this.#unsettled) {
      this.#sql.run(
        `UPDATE claim SET counted = 1 - counted
         WHERE (document = ?1 OR number IN (SELECT claim FROM claim_also WHERE other = ?1)) AND counted = ${STANDS_BEFORE}`,
        document,
      );
    }
    this.#unsettled.clear();
  }

  /** Of two origins the one whose first document was added first keeps its name. */
  #unite(a: DocumentId, b: DocumentId): void {
    const [one, two] = [this.#place(a).origin, this.#place(b).origin];
    if (one === two) return;
    const founded = (origin: OriginId): number => this.#place(`doc_${origin.slice('org_'.length)}`).sequence;
    const [kept, given] = founded(one) < founded(two) ? [one, two] : [two, one];
    this.#sql.run('UPDATE document SET origin = ? WHERE origin = ?', kept, given);
    // One of each ranked first; of the two one does now.
    const [, ...others] = this.#sql.all(
      `SELECT id FROM document WHERE origin = ? AND copy = 0 ORDER BY ${rankOf('document')}`,
      kept,
    );
    for (const { id } of others) this.#sql.run('UPDATE document SET copy = 1 WHERE id = ?', id!);
  }

  /** The links with `copy` of a document (with one other), seen from it. */
  #neighbours(document: DocumentId, other?: DocumentId): Neighbour[] {
    const rows = this.#sql.all(
      `SELECT link.sequence, link.cut, link.decided, link.document, document.published, document.id AS far FROM link
       JOIN document ON document.id = iif(link.document = ?1, link.other, link.document)
       WHERE link.copy = 1 AND (link.document = ?1 OR link.other = ?1) AND link.document <> link.other
         AND (?2 IS NULL OR document.id = ?2)
       ORDER BY link.sequence`,
      document,
      other ?? null,
    );
    return rows.map(row => {
      const sequence = Number(row['sequence']);
      const link = this.#words.of(sequence);
      const isFirst = row['document'] === document;
      return {
        sequence,
        other: String(row['far']),
        published: row['published'] === null ? undefined : String(row['published']),
        decided: row['decided'] === 1,
        bit: isFirst ? 1 : 2,
        cut: Number(row['cut']),
        pieces: isFirst ? link.shared : link.sharedOther,
        text: isFirst ? link.text : link.otherText,
        there: isFirst ? link.sharedOther : link.shared,
        telling: link.telling,
        head: link.head,
      };
    });
  }

  /** Notes which claims of `document` have all their words, unbroken, in the neighbour. */
  #addAlso(document: DocumentId, { other, pieces, text }: Neighbour, claim?: number): void {
    const claims = this.#sql.all(
      'SELECT number, start, exact FROM claim WHERE document = ?1 AND text = ?2 AND (?3 IS NULL OR number = ?3)',
      document,
      text,
      claim ?? null,
    );
    for (const row of claims) {
      const start = Number(row['start']);
      const core = coreOf({ start, end: start, exact: String(row['exact']) });
      if (core === undefined || !pieces.some(piece => piece.start <= core.start && core.end <= piece.end)) continue;
      this.#sql.run(
        'INSERT OR IGNORE INTO claim_also (claim, document, other) VALUES (?, ?, ?)',
        Number(row['number']),
        document,
        other,
      );
    }
  }

  /** The documents that have links with `copy` to both. */
  #between(one: DocumentId, other: DocumentId): DocumentId[] {
    return this.#sql
      .all(`SELECT id FROM (${copiesOf('?1')}) INTERSECT SELECT id FROM (${copiesOf('?2')})`, one, other)
      .map(row => String(row['id']))
      .filter(id => id !== one && id !== other);
  }

  /** Works out anew which links these documents leave as mixtures, and the origins that follow. */
  #weigh(documents: readonly DocumentId[]): void {
    let changed = false;
    for (const document of new Set(documents)) changed = this.#leaveParts(document) || changed;
    if (changed) this.#divide(documents);
  }

  #leaveParts(document: DocumentId): boolean {
    const neighbours = this.#neighbours(document);
    const own = this.#sql.get('SELECT published, mixed FROM document WHERE id = ?', document)!;
    const parts = new Map<DocumentId, Part>();
    for (const { other, published, decided, pieces, there, telling, head } of neighbours) {
      const known = parts.get(other);
      parts.set(other, {
        other,
        published,
        decided: decided || known?.decided === true,
        pieces: merged([...(known?.pieces ?? []), ...pieces]),
        there: merged([...(known?.there ?? []), ...there]),
        telling: known === undefined ? telling : () => known.telling().union(telling()),
        head: known?.head ?? head,
      });
    }
    if (parts.size < 2 && neighbours.every(({ cut, bit }) => (cut & bit) === 0) && own['mixed'] === 0) return false;
    const { left, mixed } = partsLeft(
      [...parts.values()],
      own['published'] === null ? undefined : String(own['published']),
      {
        linked: (one, other) => this.#areLinked(one, other),
        shared: this.#sharedAmong([...parts.keys()]),
      },
    );
    let changed = false;
    for (const { sequence, other, bit, cut } of neighbours) {
      const now = left.has(other) ? cut | bit : cut & ~bit;
      if (now === cut) continue;
      changed = true;
      this.#sql.run('UPDATE link SET cut = ? WHERE sequence = ?', now, sequence);
    }
    this.#sql.run('UPDATE document SET mixed = ? WHERE id = ?', mixed ? 1 : 0, document);
    if (mixed !== (own['mixed'] === 1)) this.#unsettled.add(document);
    return changed;
  }

  #areLinked(one: DocumentId, other: DocumentId): boolean {
    const sql = 'SELECT 1 FROM link WHERE copy = 1 AND document = ? AND other = ?';
    return this.#sql.get(sql, one, other) !== undefined || this.#sql.get(sql, other, one) !== undefined;
  }

  /** Units of the other that stand in the one, by links without `copy` among these documents. */
  #sharedAmong(documents: readonly DocumentId[]): (one: DocumentId, other: DocumentId) => number {
    const rows = this.#sql.all(
      `SELECT link FROM link WHERE copy = 0 AND document IN (SELECT value FROM json_each(?1))
       AND other IN (SELECT value FROM json_each(?1))`,
      JSON.stringify(documents),
    );
    const pieces = new Map<string, readonly Span[]>();
    for (const row of rows) {
      const { document, other, shared, sharedOther } = JSON.parse(String(row['link'])) as LinkBody;
      const [here, there] = [`${document} ${other}`, `${other} ${document}`];
      pieces.set(here, [...(pieces.get(here) ?? []), ...sharedOther]);
      pieces.set(there, [...(pieces.get(there) ?? []), ...shared]);
    }
    return (one, other) => sizeOf(merged(pieces.get(`${one} ${other}`) ?? []));
  }

  /** Makes the origins of these documents, and of all they are linked with, anew. */
  #divide(documents: readonly DocumentId[]): void {
    const touched = `SELECT origin FROM document WHERE id IN (
      SELECT value FROM json_each(?1)
      UNION SELECT other FROM link WHERE copy = 1 AND document IN (SELECT value FROM json_each(?1))
      UNION SELECT document FROM link WHERE copy = 1 AND other IN (SELECT value FROM json_each(?1)))`;
    const members = `SELECT id FROM document WHERE origin IN (${touched})`;
    const list = JSON.stringify(documents);
    const joins = this.#sql.all(
      `SELECT document, other FROM link WHERE copy = 1 AND cut = 0 AND document IN (${members}) AND other IN (${members})`,
      list,
    );
    const all = this.#sql.all(`${members} ORDER BY sequence`, list).map(row => String(row['id']));
    // Every document is its own origin first; then they are united as links come.
    for (const id of all) {
      this.#sql.run('UPDATE document SET origin = ?, copy = 0 WHERE id = ?', `org_${id.slice('doc_'.length)}`, id);
    }
    for (const row of joins) this.#unite(String(row['document']), String(row['other']));
  }

  /**
   * All documents of an origin but the one that ranks first are copies. One document ranks otherwise than before: only where it was the first itself are
   * all the others asked.
   */
  #rankAgain(document: DocumentId): void {
    const { origin } = this.#place(document);
    const first = String(this.#sql.get('SELECT id FROM document WHERE origin = ? AND copy = 0', origin)!['id']);
    const among = first === document ? 'origin = ?1' : 'id IN (?2, ?3)';
    const now = String(
      this.#sql.get(
        `SELECT id, ?1, ?2, ?3 FROM document WHERE ${among} ORDER BY ${rankOf('document')} LIMIT 1`,
        origin,
        first,
        document,
      )!['id'],
    );
    if (now === first) return;
    this.#sql.run('UPDATE document SET copy = 1 WHERE id = ?', first);
    this.#sql.run('UPDATE document SET copy = 0 WHERE id = ?', now);
  }

  #place(document: DocumentId): { sequence: number; origin: OriginId } {
    const row = this.#sql.get('SELECT sequence, origin FROM document WHERE id = ?', document)!;
    return { sequence: Number(row['sequence']), origin: String(row['origin']) };
  }
}
