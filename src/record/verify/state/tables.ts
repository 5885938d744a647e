import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { Findings } from '../report.ts';

export type Row = { readonly [column: string]: unknown };

/** Compares rows of the state with what the log gives. */
export class Tables {
  readonly #database: DatabaseSync;
  readonly #findings: Findings;
  readonly #statements = new Map<string, StatementSync>();
  /** Rows that each table must have. */
  readonly #counts = new Map<string, number>();

  constructor(database: DatabaseSync, findings: Findings, tables: readonly string[]) {
    this.#database = database;
    this.#findings = findings;
    for (const table of tables) this.#counts.set(table, 0);
  }

  /** The rows that a query gives must be these, in this order; each says which table they stand in. */
  expect(sql: string, values: readonly SQLInputValue[], rows: readonly Row[], place: string): void {
    const found = this.#statement(sql).all(...values);
    if (found.length !== rows.length) {
      this.wrong(place, `it has ${found.length} rows where the log gives ${rows.length}`);
      return;
    }
    for (const [index, row] of rows.entries()) {
      const column = Object.keys(row).find(name => !isSame(row[name], found[index]![name]));
      if (column === undefined) continue;
      this.wrong(place, `"${column}" is not what the log gives`);
      return;
    }
  }

  /** Rows of a table that was checked already. */
  rows(sql: string): Row[] {
    return this.#statement(sql).all();
  }

  /** The log gives so many rows of a table (more). */
  count(table: string, rows = 1): void {
    this.#counts.set(table, this.#counts.get(table)! + rows);
  }

  /** Rows that no entry accounts for. */
  checkCounts(): void {
    for (const [table, expected] of this.#counts) {
      const count = Number(this.#statement(`SELECT count(*) AS n FROM ${table}`).get()!['n']);
      if (count !== expected) this.wrong(`table ${table}`, `it has ${count} rows where the log gives ${expected}`);
    }
  }

  wrong(place: string, how: string): void {
    this.#findings.problem(
      place,
      'state_wrong',
      `In the state that lists are read from, ${how}; the log is judged apart from it.`,
    );
  }

  /** What is no problem and should be known. */
  notice(sentence: string): void {
    this.#findings.notice(sentence);
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) this.#statements.set(sql, (statement = this.#database.prepare(sql)));
    return statement;
  }
}

/** Columns that hold JSON are given as its value: two spellings of one value are equal. */
function isSame(expected: unknown, found: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return expected === found;
  if (typeof found !== 'string') return false;
  if (JSON.stringify(expected) === found) return true;
  try {
    return isDeepStrictEqual(JSON.parse(found), expected);
  } catch {
    return false;
  }
}

/** SQLite compares text by its UTF-8 bytes. */
export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** SQLite lists numbers before text. */
export function byKey(a: number | string, b: number | string): number {
  if (typeof a === 'string') return typeof b === 'string' ? byBytes(a, b) : 1;
  return typeof b === 'string' ? -1 : a - b;
}
