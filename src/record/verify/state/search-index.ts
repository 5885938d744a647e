import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { Tables } from './tables.ts';

/** The version of FTS5's tables (sqlite.org/fts5.html, "FTS5 Data Structures"), which an index made by the format has. */
const VERSION = 4;

/**
 * Checks what SQLite's own check of a search index passes over in the tables behind it: values of another sort, and pages of a
 * segment that are named before its first or out of order.
 */
export function checkSearchIndex(database: DatabaseSync, index: string, tables: Tables): void {
  const wrong = (table: string): void => tables.wrong(`table ${index}_${table}`, 'it is not as SQLite makes it');
  const config = database.prepare(`SELECT k, v FROM ${index}_config`).all();
  if (config.length !== 1 || config[0]!['k'] !== 'version' || config[0]!['v'] !== VERSION) wrong('config');
  const sizes = database.prepare(`SELECT 1 FROM ${index}_docsize WHERE typeof(sz) <> 'blob' LIMIT 1`);
  if (sizes.get() !== undefined) wrong('docsize');
  const segments = new Set<number>();
  let last = 0;
  const pages = database.prepare(
    `SELECT segid, typeof(term) AS sort, length(term) AS length, typeof(pgno) AS number, pgno FROM ${index}_idx ORDER BY segid, term`,
  );
  for (const row of pages.iterate()) {
    // The lowest bit says whether the page has an index of its own.
    const [own, page] = [Number(row['segid']), Math.floor(Number(row['pgno']) / 2)];
    if (!segments.has(own)) last = 0;
    segments.add(own);
    // A segment's first page has no word before it.
    const isFirst = row['length'] === 0;
    if (row['sort'] !== 'blob' || row['number'] !== 'integer' || page <= last || (isFirst && page !== 1)) {
      wrong('idx');
      return;
    }
    last = page;
  }
  // Rows of data bear the number of their segment in the digits above the 37th.
  const there = database
    .prepare(`SELECT DISTINCT id >> 37 AS segid FROM ${index}_data WHERE id > 10 ORDER BY segid`)
    .all();
  if (
    !isDeepStrictEqual(
      there.map(({ segid }) => segid),
      [...segments],
    )
  )
    wrong('idx');
}
