import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Findings } from './report.ts';

/** "DEED", and the schema that this verifier was written for. */
const APPLICATION = 0x44454544;
const SCHEMA = 7;
/** SHA-256 over type, name, table and SQL of every object of that schema; a test holds it to `docs/record-format.md`. */
export const SCHEMA_HASH = '268c5694a60ed54d0199e9e769396e9257a10193dfb7211bce0f56ccbc48c6e8';

export function openForVerifying(file: string): DatabaseSync {
  try {
    return open(file);
  } catch (error) {
    // Where nothing may be written there is no room for SQLite's lock files, and without a write-ahead log no need.
    if (existsSync(`${file}-wal`)) throw error;
    const frozen = pathToFileURL(file);
    frozen.searchParams.set('immutable', '1');
    return open(frozen);
  }
}

function open(where: string | URL): DatabaseSync {
  const database = new DatabaseSync(where, { readOnly: true, timeout: 10_000, defensive: true });
  database.exec('PRAGMA query_only = 1; PRAGMA trusted_schema = 0; PRAGMA cell_size_check = 1');
  // SQLite looks at the file only when it is asked something.
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
  return database;
}

/** What a database must say of itself. */
export interface Face {
  readonly application: number;
  readonly version: number;
  readonly hash: string;
}

export const RECORD: Face = { application: APPLICATION, version: SCHEMA, hash: SCHEMA_HASH };

/** Is it the database that it should be, with the triggers and tables of the format, and are its pages and indexes whole? */
export function checkDatabase(database: DatabaseSync, face: Face, findings: Findings): void {
  const place = findings.database;
  const pragma = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  if (pragma('application_id') !== face.application) {
    findings.problem(place, 'schema_altered', 'The database does not say that it is what it should be.');
  }
  if (pragma('user_version') !== face.version) {
    findings.problem(
      place,
      'schema_altered',
      `The schema is version ${String(pragma('user_version'))}; this verifier knows version ${face.version}.`,
    );
  }
  if (schemaHash(database) !== face.hash) {
    findings.problem(place, 'schema_altered', 'Tables or triggers are not those of the format.');
  }
  for (const row of database.prepare('PRAGMA integrity_check(20)').all()) {
    const answer = String(row['integrity_check']);
    if (answer !== 'ok') findings.problem(place, 'database_damaged', `SQLite finds: ${answer}.`);
  }
}

export function schemaHash(database: DatabaseSync): string {
  const hash = createHash('sha256');
  const objects = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name');
  for (const { type, name, tbl_name, sql } of objects.iterate()) {
    hash.update(JSON.stringify([type, name, tbl_name, sql]));
  }
  return hash.digest('hex');
}
