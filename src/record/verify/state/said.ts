import { createHash } from 'node:crypto';
import { wordsIn } from '../../../core/plain-words.ts';
import type { Json } from '../json.ts';
import type { Tables } from './tables.ts';

/** Words in a row by which claims are found to have something in common. */
const ROW = 8;

/** Checks the tables `said` and `said_again`: rows of words that were said, and which claims have some in common. */
export class Said {
  readonly #tables: Tables;
  /** The first claim with each row, for as long as no other has it; then both are one family. */
  readonly #first = new Map<number, number>();
  /** A claim of the same family with a lower number, of those that have company. */
  readonly #lower = new Map<number, number>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  check(number: number, claim: Json, place: string): void {
    const { content } = (claim['body'] ?? {}) as { content?: unknown };
    const pieces = (Array.isArray(content) ? content : []) as ({ exact?: unknown } | null)[];
    const said = pieces.flatMap(piece => (typeof piece?.exact === 'string' ? [piece.exact] : [])).join(' ');
    const { words } = wordsIn(said);
    const rows = new Set<number>();
    for (let at = 0; at + ROW <= words.length; at++) {
      const hash = createHash('sha256').update(words.slice(at, at + ROW).join(' '));
      rows.add(hash.digest().readUIntBE(0, 6));
    }
    if (rows.size === 0) return;
    this.#tables.count('said', rows.size);
    const found = [...rows].toSorted((a, b) => a - b).map(words => ({ words, claim: number }));
    this.#tables.expect(
      'SELECT words, claim FROM said WHERE claim = ? AND words IN (SELECT value FROM json_each(?)) ORDER BY words',
      [number, JSON.stringify([...rows])],
      found,
      place,
    );
    for (const row of rows) {
      const first = this.#first.get(row);
      if (first === undefined) this.#first.set(row, number);
      else this.#join(first, number);
    }
  }

  checkFamilies(): void {
    const members = new Set([...this.#lower].flat());
    this.#tables.count('said_again', members.size);
    for (const claim of members) {
      const family = this.#lowest(claim);
      const place = `family of the claim with number ${claim}`;
      this.#tables.expect('SELECT family FROM said_again WHERE claim = ?', [claim], [{ family }], place);
    }
  }

  #join(one: number, other: number): void {
    const [x, y] = [this.#lowest(one), this.#lowest(other)];
    if (x !== y) this.#lower.set(Math.max(x, y), Math.min(x, y));
  }

  #lowest(claim: number): number {
    let lowest = claim;
    for (let lower = this.#lower.get(lowest); lower !== undefined; lower = this.#lower.get(lowest)) lowest = lower;
    for (let at = claim; at !== lowest; ) {
      const next = this.#lower.get(at)!;
      this.#lower.set(at, lowest);
      at = next;
    }
    return lowest;
  }
}
