import { canonicalJson } from '../../core/canonical.ts';
import type { Clock } from '../../core/ports.ts';
import { entryHash, GENESIS } from '../chain.ts';
import type { Draft, Entry } from '../entry.ts';
import type { Hash } from '../record.ts';
import type { Row, Statements } from './statements.ts';

/** The log in SQLite. `append` is called within a transaction only. */
export class Log {
  readonly #sql: Statements;

  constructor(statements: Statements) {
    this.#sql = statements;
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
    const row = this.#sql.get('SELECT sequence, hash FROM entry ORDER BY sequence DESC LIMIT 1');
    if (row === undefined) return { sequence: 0, hash: GENESIS };
    return { sequence: Number(row['sequence']), hash: hex(row['hash']) };
  }

  /** At most `limit` entries from a sequence number on. */
  page(from: number, limit: number): Entry[] {
    return this.#sql.all('SELECT * FROM entry WHERE sequence >= ? ORDER BY sequence LIMIT ?', from, limit).map(asEntry);
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
