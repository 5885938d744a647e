import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openRecord } from '../../../src/record/index.ts';
import { clock, quantile, type Row, say } from './measure.ts';
import { BRIEF, queryFrom, range, report } from './reports.ts';

const LIMIT = 20;

/**
 * Milliseconds of a search: queries of one, two and three words that stand together in some report, common words among them; beside bare
 * FTS5 over the same texts, which ranks documents and marks nothing.
 */
export async function searching(
  home: string,
  folder: string,
  { documents, queries }: { documents: number; queries: number },
): Promise<Row[]> {
  const asked = range(queries, n => queryFrom((n * 7919) % documents, 1 + (n % 3)));
  say(`searching ${queries} times`);
  const record = await openRecord(folder, { clock, mode: 'read' });
  const own: number[] = [];
  for (const query of asked) {
    const start = performance.now();
    await record.search(query, LIMIT);
    own.push(performance.now() - start);
  }
  await record.close();
  const bare = bareSearch(join(home, 'bare-search.sqlite'), documents, asked);
  const row = (name: string, share: number): Row => ({
    what: `search in ${documents.toLocaleString('en')} documents, ${name}`,
    deeds: quantile(own, share),
    peer: quantile(bare, share),
    peerIs: 'bare FTS5, best 20 of all documents',
    unit: 'ms',
    isRate: false,
  });
  return [row('p50', 0.5), row('p99', 0.99), row('slowest', 1)];
}

function bareSearch(file: string, documents: number, asked: readonly string[]): number[] {
  say('filling the bare index');
  using database = new DatabaseSync(file);
  database.exec(
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'porter unicode61 remove_diacritics 2'); BEGIN",
  );
  const insert = database.prepare('INSERT INTO words (text) VALUES (?)');
  for (let n = 0; n < documents; n++) insert.run(report(n, BRIEF).document.text);
  database.exec('COMMIT');
  say(`searching it ${asked.length} times`);
  const search = database.prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?');
  return asked.map(query => {
    const start = performance.now();
    search.all(
      query
        .split(' ')
        .map(word => `"${word}"`)
        .join(' '),
      LIMIT,
    );
    return performance.now() - start;
  });
}
