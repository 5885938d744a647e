import { canonicalJson } from '../../core/canonical.ts';
import type { Clock } from '../../core/ports.ts';
import { entryHash, GENESIS } from '../chain.ts';
import type { Draft, Entry } from '../entry.ts';
import type { EntryFilter, Hash } from '../record.ts';
import type { Row, Statements } from './statements.ts';

/** Entries that are held in memory at once. */
const PAGE = 1_000;

/** The log in SQLite, up to an entry where one is given. `append` is called within a transaction only. */
export class Log {
  readonly #sql: Statements;
  readonly #until: number;
  /** Number of the last entry that was of none of some kinds, when it was last looked for. */
  readonly #lastOther = new Map<string, number>();

  constructor(statements: Statements, until = Number.MAX_SAFE_INTEGER) {
    this.#sql = statements;
    this.#until = until;
  }

  append({ kind, by, body }: Draft, clock: Clock): Entry {
    const head = this.head();
    const open = {
      sequence: head.sequence + 1,
      kind,
      at: clock.now(),
      by,
      body: canonicalJson(body),
      previous: head.hash,
    };
    const entry = { ...open, hash: entryHash(open) };
    this.#sql.run(
      'INSERT INTO entry (sequence, kind, at, by, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
      entry.sequence,
      kind,
      entry.at,
      by,
      entry.body,
      Buffer.from(entry.previous, 'hex'),
      Buffer.from(entry.hash, 'hex'),
    );
    return entry;
  }

  head(): { sequence: number; hash: Hash } {
    const row = this.#sql.get(
      'SELECT sequence, hash FROM entry WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1',
      this.#until,
    );
    if (row === undefined) return { sequence: 0, hash: GENESIS };
    return { sequence: Number(row['sequence']), hash: hex(row['hash']) };
  }

  /** At most `limit` entries from a sequence number on. */
  page(from: number, limit: number): Entry[] {
    return this.#sql
      .all('SELECT * FROM entry WHERE sequence BETWEEN ? AND ? ORDER BY sequence LIMIT ?', from, this.#until, limit)
      .map(asEntry);
  }

  /** All entries from a sequence number on, a page at a time in memory. */
  *from(first: number): Iterable<Entry> {
    for (let next = first; ; ) {
      const page = this.page(next, PAGE);
      yield* page;
      if (page.length < PAGE) return;
      next = page.at(-1)!.sequence + 1;
    }
  }

  /** The hashes of all entries, in order. */
  *hashes(): Iterable<Hash> {
    for (const row of this.#sql.iterate('SELECT hash FROM entry WHERE sequence <= ? ORDER BY sequence', this.#until)) {
      yield hex(row['hash']);
    }
  }

  /** The last entries first. */
  last({ before, kind, by, offset, limit }: EntryFilter): Entry[] {
    return this.#sql
      .all(
        `SELECT * FROM entry WHERE sequence <= ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR by = ?3)
         ORDER BY sequence DESC LIMIT ?4 OFFSET ?5`,
        Math.min(this.#until, (before ?? Number.MAX_SAFE_INTEGER) - 1),
        kind ?? null,
        by ?? null,
        limit,
        offset ?? 0,
      )
      .map(asEntry);
  }

  count(kind: string | undefined, by: string | undefined): number {
    if (kind === undefined && by === undefined) return this.head().sequence;
    return Number(
      this.#sql.get(
        'SELECT count(*) AS n FROM entry WHERE sequence <= ?1 AND (?2 IS NULL OR kind = ?2) AND (?3 IS NULL OR by = ?3)',
        this.#until,
        kind ?? null,
        by ?? null,
      )!['n'],
    );
  }

  /** Quick where such an entry is near the end, or was at the last look. */
  lastOtherThan(kinds: readonly string[]): number {
    const key = kinds.join(' ');
    const known = this.#lastOther.get(key) ?? 0;
    const row = this.#sql.get(
      `SELECT sequence FROM entry WHERE sequence > ? AND sequence <= ? AND kind NOT IN (SELECT value FROM json_each(?))
       ORDER BY sequence DESC LIMIT 1`,
      known,
      this.#until,
      JSON.stringify(kinds),
    );
    const last = row === undefined ? known : Number(row['sequence']);
    this.#lastOther.set(key, last);
    return last;
  }

  at(sequence: number): Entry | undefined {
    return this.page(sequence, 1).find(entry => entry.sequence === sequence);
  }

  /** The entry that says just what a draft would say, whoever said it. Looks through the whole log. */
  withBody({ kind, body }: Draft): number | undefined {
    const row = this.#sql.get(
      'SELECT sequence FROM entry WHERE kind = ? AND body = ? AND sequence <= ? LIMIT 1',
      kind,
      canonicalJson(body),
      this.#until,
    );
    return row === undefined ? undefined : Number(row['sequence']);
  }

  /** The last of a kind; undefined when there is none. Quick only where it is near the end. */
  lastOf(kind: string): Entry | undefined {
    const row = this.#sql.get(
      'SELECT * FROM entry WHERE kind = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1',
      kind,
      this.#until,
    );
    return row === undefined ? undefined : asEntry(row);
  }

  /** The number of the last entry that was recorded at or before an instant; 0 when none was. */
  lastAt(instant: string): number {
    return Number(
      this.#sql.get('SELECT coalesce(max(sequence), 0) AS last FROM entry WHERE at <= ?', instant)!['last'],
    );
  }
}

function asEntry(row: Row): Entry {
  return {
    sequence: Number(row['sequence']),
    kind: String(row['kind']),
    at: String(row['at']),
    by: String(row['by']),
    body: String(row['body']),
    previous: hex(row['previous']),
    hash: hex(row['hash']),
  };
}

function hex(value: unknown): Hash {
  return Buffer.from(value as Uint8Array).toString('hex');
}
