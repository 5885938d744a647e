// docs/record-format.md is what an outsider checks a record by, so it is held to the program.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { entryHash, GENESIS } from './chain.ts';
import { entryKinds } from './entries/index.ts';
import type { Entry } from './entry.ts';
import { log, projections, projectionTables } from './sqlite/schema.ts';
import { SCHEMA_HASH, schemaHash } from './verify/database.ts';

const page = readFileSync(new URL('../../docs/record-format.md', import.meta.url), 'utf8');
const block = (language: string): string => page.split(`\`\`\`${language}\n`)[1]!.split('\n```')[0]!;

function schemaOf(sql: string): string {
  const database = new DatabaseSync(':memory:');
  database.exec(sql);
  return schemaHash(database);
}

test('the schema on the page is the one that is made, and the one that is verified', () => {
  assert.equal(schemaOf(block('sql')), schemaOf(log + projections));
  assert.equal(schemaOf(block('sql')), SCHEMA_HASH);
});

test('the entry on the page has the hash that stands there', () => {
  const entry = JSON.parse(block('json')) as Omit<Entry, 'hash' | 'previous'>;
  assert.ok(page.includes(`\`${entryHash({ ...entry, previous: GENESIS })}\``));
});

test('every kind of entry and every table is described', () => {
  for (const { name } of entryKinds) assert.match(page, new RegExp(`\\| \`${name}\` +\\|`, 'u'));
  for (const table of Object.keys(projectionTables)) assert.ok(page.includes(`\`${table}\``), table);
});
