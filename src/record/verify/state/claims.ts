import type { Blobs } from '../blobs.ts';
import type { ReadEntry } from '../chain.ts';
import type { Reading } from '../contents.ts';
import type { Added, History, Review, Subject } from '../history.ts';
import type { Json } from '../json.ts';
import { Said } from './said.ts';
import { byBytes, type Row, type Tables } from './tables.ts';

/** Claims of one reading are numbered from its entry's number times this. */
const PER_ENTRY = 2 ** 20;

/** A row of the table `claim`. */
interface Shown extends Row {
  readonly number: number;
  readonly exact: string;
  readonly claim: Json;
}

/** Where the words of a claim stand, from their first letter or digit to their last. */
export interface Core {
  readonly number: number;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A reading whose claims may be shown after another took its place. */
interface Older {
  readonly sequence: number;
  readonly text: string;
  readonly blob: string;
  /** Ids of claims about which people decided, with their places. */
  readonly reviewed: ReadonlyMap<string, number>;
}

/** Checks the tables `claim`, `claim_words`, `claim_actor` and `actor`. */
export class Claims {
  readonly #tables: Tables;
  readonly #history: History;
  readonly #blobs: Blobs;
  /** By document, as long as its last reading is not reached. */
  readonly #older = new Map<string, Older[]>();
  readonly #cores = new Map<string, readonly Core[]>();
  readonly #said: Said;

  constructor(tables: Tables, history: History, blobs: Blobs) {
    this.#tables = tables;
    this.#history = history;
    this.#blobs = blobs;
    this.#said = new Said(tables);
  }

  /** What claims have in common and come to, which is known only when all are. */
  checkAll(): void {
    this.#said.checkFamilies();
    // The table that is counted was checked row by row.
    const counted =
      'SELECT kind, state, current, count(*) AS number FROM claim WHERE counted = 1 GROUP BY kind, state, current';
    const order = 'ORDER BY kind, state, current';
    const rows = this.#tables.rows(`${counted} ${order}`);
    this.#tables.count('claim_tally', rows.length);
    this.#tables.expect(`SELECT * FROM claim_tally ${order}`, [], rows, 'table claim_tally');
  }

  /** Of a document that has links with `copy`. */
  coresOf(document: string): readonly Core[] {
    return this.#cores.get(document) ?? [];
  }

  readingMade({ sequence, body }: ReadEntry, reading: Reading | undefined, subject: Subject): void {
    if (reading === undefined) return;
    const text = String(body['text']);
    if (subject.last.get('reading_made') !== sequence) {
      this.#keep({ sequence, text, blob: String(body['reading']) }, reading, subject);
      return;
    }
    const current = reading.claims.map((claim, place) =>
      this.#shown(sequence * PER_ENTRY + place, { sequence, text }, claim, subject, { current: 1 }),
    );
    const ids = new Set(reading.claims.map(({ id }) => id));
    this.#check(subject, [...this.#earlier(subject, ids), ...current, ...this.#added(subject)]);
    this.#checkActors(subject.id, reading.actors);
  }

  /** Claims that people added to documents which were never read. */
  checkUnread(): void {
    for (const subject of this.#history.subjects.values()) {
      if (subject.erased !== undefined || subject.last.has('reading_made') || subject.added.length === 0) continue;
      this.#check(subject, this.#added(subject));
    }
  }

  #keep(entry: Omit<Older, 'reviewed'>, { claims }: Reading, { id, reviews }: Subject): void {
    if (reviews.size === 0) return;
    const reviewed = new Map<string, number>();
    for (const [place, claim] of claims.entries()) {
      if (reviews.has(String(claim['id']))) reviewed.set(String(claim['id']), place);
    }
    const known = this.#older.get(id);
    if (known === undefined) this.#older.set(id, [{ ...entry, reviewed }]);
    else known.push({ ...entry, reviewed });
  }

  /** Claims about which people decided and which the last reading does not have, as the last reading that had them gave them. */
  #earlier(subject: Subject, current: Set<unknown>): Shown[] {
    const rows: Shown[] = [];
    const done = new Set(current);
    for (const { sequence, text, blob, reviewed } of (this.#older.get(subject.id) ?? []).toReversed()) {
      const left = [...reviewed].filter(([id]) => !done.has(id));
      if (left.length === 0) continue;
      const json = this.#blobs.text(blob, `entry ${sequence}`);
      if (json === undefined) continue;
      const { claims } = JSON.parse(json) as Reading;
      for (const [id, place] of left) {
        done.add(id);
        const number = sequence * PER_ENTRY + place;
        rows.push(this.#shown(number, { sequence, text }, claims[place]!, subject, { current: 0 }));
      }
    }
    this.#older.delete(subject.id);
    return rows;
  }

  #added(subject: Subject): Shown[] {
    return subject.added.flatMap(added => {
      const json = this.#history.undone(added.hash) === undefined ? this.#textOf(added.claim, added) : undefined;
      if (json === undefined) return [];
      const number = added.sequence * PER_ENTRY;
      return [this.#shown(number, added, JSON.parse(json) as Json, subject, { current: 1, added })];
    });
  }

  #shown(
    number: number,
    { sequence, text }: { sequence: number; text: string },
    claim: Json,
    { id: document, captured, reviews }: Subject,
    { current, added }: { current: 0 | 1; added?: Added },
  ): Shown {
    const review = this.#judged(reviews.get(String(claim['id'])) ?? [], added);
    const json = review.edited === undefined ? undefined : this.#textOf(review.edited, { sequence });
    const shown = json === undefined ? claim : (JSON.parse(json) as Json);
    const words = shown['words'] as Json;
    const when = shown['when'] as Json | undefined;
    return {
      number,
      document,
      captured,
      id: claim['id'],
      sequence,
      text,
      made_by: added === undefined ? 'machine' : 'person',
      current,
      state: review.state,
      decided: review.decided,
      last: review.last,
      contested: review.contested,
      kind: shown['kind'],
      rule: shown['rule'],
      start: words['start'],
      end: words['end'],
      exact: words['exact'] as string,
      factuality: shown['factuality'],
      strength: shown['strength'],
      when_from: when?.['from'] ?? null,
      when_until: when?.['until'] ?? null,
      claim: shown,
      proposed: json === undefined ? null : claim,
    };
  }

  /** What people's decisions about a claim come to. */
  #judged(reviews: readonly Review[], added: Added | undefined) {
    const standing = reviews.filter(({ hash }) => this.#history.undone(hash) === undefined);
    const counts = standing.findLast(({ apart }) => !apart) ?? standing[0];
    const numbers = reviews.flatMap(({ sequence, hash }) => [sequence, this.#history.undone(hash) ?? 0]);
    const last = numbers.length === 0 ? null : Math.max(...numbers);
    if (counts === undefined) {
      return {
        state: added === undefined ? 'proposed' : 'confirmed',
        decided: added?.sequence ?? null,
        last,
        contested: 0,
      };
    }
    const { sequence: decided, verdict: state, edited } = counts;
    const isContested = standing.some(
      review => review.sequence > decided && (review.verdict !== state || review.edited !== edited),
    );
    return { state, decided, last, contested: isContested ? 1 : 0, edited };
  }

  #check(subject: Subject, rows: readonly Shown[]): void {
    const { id } = subject;
    const sorted = rows.toSorted((a, b) => a.number - b.number);
    this.#tables.count('claim', sorted.length);
    this.#tables.count('claim_words', sorted.length);
    this.#tables.expect('SELECT * FROM claim WHERE document = ? ORDER BY number', [id], sorted, `claims of ${id}`);
    for (const { number, claim } of sorted)
      this.#said.check(number, claim, `what claim ${String(claim['id'])} of ${id} says was said`);
    const parts: { actor: string; claim: number }[] = [];
    for (const { number, exact, claim } of sorted) {
      const place = `search words of claim ${String(claim['id'])} of ${id}`;
      this.#tables.expect('SELECT exact FROM claim_words WHERE rowid = ?', [number], [{ exact }], place);
      for (const actor of new Set(claim['actors'] as string[])) parts.push({ actor, claim: number });
    }
    parts.sort((a, b) => byBytes(a.actor, b.actor) || a.claim - b.claim);
    this.#tables.count('claim_actor', parts.length);
    this.#tables.expect(
      'SELECT actor, claim FROM claim_actor WHERE document = ? ORDER BY actor, claim',
      [id],
      parts,
      `claims of ${id}`,
    );
    if (subject.copied) this.#cores.set(id, sorted.flatMap(coreOf));
  }

  #checkActors(document: string, actors: readonly Json[]): void {
    const rows = actors.map(actor => ({ id: String(actor['id']), type: actor['type'], actor }));
    this.#tables.count('actor', rows.length);
    this.#tables.expect(
      'SELECT id, type, actor FROM actor WHERE document = ? ORDER BY id',
      [document],
      rows.sort((a, b) => byBytes(a.id, b.id)),
      `actors of ${document}`,
    );
  }

  #textOf(blob: string, { sequence }: { readonly sequence: number }): string | undefined {
    return this.#blobs.text(blob, `entry ${sequence}`);
  }
}

function coreOf({ number, text, start, exact }: Row): Core[] {
  const letters = [...String(exact).matchAll(/[\p{L}\p{N}]/gu)];
  const [first, last] = [letters[0], letters.at(-1)];
  if (first === undefined || last === undefined) return [];
  const at = Number(start);
  return [
    { number: Number(number), text: String(text), start: at + first.index, end: at + last.index + last[0].length },
  ];
}
