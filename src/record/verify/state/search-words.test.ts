import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Findings } from '../report.ts';
import { checkSearchWords } from './search-words.ts';
import { Tables } from './tables.ts';

/** What is found in an index of two documents after somebody changed the pages behind it. */
function found(t: { after(done: () => void): void }, harm: string): { problems: readonly string[]; bySqlite: unknown } {
  const database = new DatabaseSync(':memory:', { defensive: false });
  t.after(() => database.close());
  database.exec(
    `CREATE VIRTUAL TABLE document_words USING fts5(title, text, tokenize = 'porter unicode61 remove_diacritics 2');
     INSERT INTO document_words (rowid, title, text) VALUES (74, 'report', 'report on bridges'), (75, 'roads', 'the roads are closed');`,
  );
  database.exec(harm);
  const findings = new Findings('record.sqlite');
  checkSearchWords(database, 'document_words', new Tables(database, findings, []));
  return {
    problems: findings.report().problems.map(({ code, place }) => `${code} at ${place}`),
    bySqlite: database.prepare('PRAGMA integrity_check').get()!['integrity_check'],
  };
}

const inPages = (from: string, to: string): string =>
  `UPDATE document_words_data SET block = CAST(replace(CAST(block AS TEXT), '${from}', '${to}') AS BLOB) WHERE instr(block, CAST('${from}' AS BLOB))`;

test('an index that is as its texts are is sound', t => {
  assert.deepEqual(found(t, ''), { problems: [], bySqlite: 'ok' });
});

test('a word that is spelled otherwise in the index is found, also where SQLite finds nothing', t => {
  const wrong = ['state_wrong at table document_words'];
  // Both places of the word change alike: in the sum that SQLite compares they cancel each other out.
  assert.deepEqual(found(t, inPages('report', 'repord')), { problems: wrong, bySqlite: 'ok' });
  assert.deepEqual(found(t, inPages('bridg', 'bridh')).problems, wrong);
});

test('places that are missing, or too many, are found', t => {
  const wrong = ['state_wrong at table document_words'];
  for (const harm of [
    "UPDATE document_words_content SET c1 = 'the roads are open' WHERE id = 75",
    'DELETE FROM document_words_content WHERE id = 75',
  ]) {
    assert.deepEqual(found(t, harm).problems, wrong, harm);
  }
});
