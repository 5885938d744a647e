import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Problem } from '../../core/problem.ts';
import { syncNow } from '../disk.ts';
import { asProblem, mustBeReadable, notARecord, notOpened } from '../problems.ts';
import { APPLICATION_ID, log, projections, SCHEMA_VERSION } from './schema.ts';

/** `read` never changes the record; `write` needs one that is there; `create` makes it when it is not. */
export type Mode = 'read' | 'write' | 'create';

export const FILE = 'record.sqlite';

/** Is there a record in a folder, sound or not? */
export const holdsRecord = (folder: string): boolean => existsSync(join(folder, FILE));
const BUSY_MS = 10_000;

/** The write-ahead log goes into the database when it has so many pages: some 64 MB. */
const [WAL_PAGES, PAGE_BYTES] = [16_000, 4096];

/** Kibibytes of pages that a connection keeps in memory: adding touches far more of a record at once than reading does, and a server stays for long and is one of several programs. */
const CACHES = { read: 65_536, write: 262_144, serve: 24_576 } as const;

/** What every connection must answer; opening fails when one does not. */
const pragmas: Readonly<Record<string, string | number>> = {
  synchronous: 2,
  trusted_schema: 0,
  cell_size_check: 1,
  foreign_keys: 1,
  recursive_triggers: 1,
  // A change among others is rolled back from memory: otherwise every page that it touches is written to a temporary file too.
  temp_store: 2,
};

export interface Opened {
  readonly database: DatabaseSync;
  /** Are the tables of the state those of an older version? Only when reading: they are then not to be asked. */
  readonly isOlder: boolean;
}

/**
 * Opens the database of a record folder. For writing its schema is brought to the newest version: `refold` fills the new tables
 * of the state from the log, in the same transaction, so that a process killed midway has changed nothing.
 */
export function openDatabase(
  folder: string,
  { mode, serves = false }: { readonly mode: Mode; readonly serves?: boolean | undefined },
  refold: (database: DatabaseSync) => void,
): Opened {
  const file = join(folder, FILE);
  if (mode === 'create') makeRecordFolder(folder, file);
  mustBeReadable(folder, file);
  if (mode !== 'read') mustBeWritable(folder);
  let database: DatabaseSync | undefined;
  try {
    database = mode === 'read' ? connectReading(file) : connect(file, false, CACHES[serves ? 'serve' : 'write']);
    const version = schemaVersion(database, folder, mode);
    if (mode !== 'read') {
      setPragma(database, 'journal_mode', 'wal', 'wal');
      // Fewer, larger checkpoints; see the measurements in the design.
      setPragma(database, 'wal_autocheckpoint', WAL_PAGES, WAL_PAGES);
      // What a long look by somebody else has let it grow to is given back at the first chance.
      setPragma(database, 'journal_size_limit', WAL_PAGES * PAGE_BYTES, WAL_PAGES * PAGE_BYTES);
      if (version < SCHEMA_VERSION) migrate(database, folder, refold);
    }
    return { database, isOlder: mode === 'read' && version < SCHEMA_VERSION };
  } catch (error) {
    database?.close();
    const { errcode } = error as { errcode?: number };
    if (errcode === 26) throw notARecord(folder, `${FILE} is no database`);
    throw asProblem(error, folder);
  }
}

function connect(file: string | URL, readOnly: boolean, cache: number): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly, timeout: BUSY_MS, defensive: true });
  try {
    for (const [name, value] of Object.entries(pragmas)) setPragma(database, name, value, value);
    setPragma(database, 'cache_size', -cache, -cache);
    if (readOnly) setPragma(database, 'query_only', 1, 1);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A record on a read-only disk has no place for SQLite's lock files; without a write-ahead log none are needed. */
function connectReading(file: string): DatabaseSync {
  try {
    const database = connect(file, true, CACHES.read);
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    if ((errcode !== 8 && errcode !== 14) || existsSync(`${file}-wal`)) throw error;
    const frozen = pathToFileURL(file);
    frozen.searchParams.set('immutable', '1');
    return connect(frozen, true, CACHES.read);
  }
}

function setPragma(database: DatabaseSync, name: string, value: string | number, expected: string | number): void {
  database.exec(`PRAGMA ${name} = ${value}`);
  const answer = pragma(database, name);
  if (answer !== expected) {
    throw new Problem(
      'record_unsafe',
      `SQLite answers ${String(answer)} for ${name} and not ${expected}, so what is added might not survive a power cut.`,
      'Use a local disk and the Node that Deeds brings along.',
    );
  }
}

function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** The schema's version; 0 for a record whose making was cut short. */
function schemaVersion(database: DatabaseSync, folder: string, mode: Mode): number {
  const application = pragma(database, 'application_id');
  const version = Number(pragma(database, 'user_version'));
  if (application !== APPLICATION_ID) {
    const empty = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()!['n'] === 0;
    if (mode === 'create' && application === 0 && version === 0 && empty) return 0;
    throw notARecord(folder, empty ? `${FILE} is empty` : `${FILE} is another program's database`);
  }
  if (version > SCHEMA_VERSION) {
    throw new Problem(
      'record_newer',
      `The record in ${folder} was written by a newer Deeds (its schema is version ${version}; this one knows ${SCHEMA_VERSION}).`,
      'Use that newer version; this one has changed nothing.',
    );
  }
  return version;
}

/** All in one transaction; the log of an older version stays as it is. */
function migrate(database: DatabaseSync, folder: string, refold: (database: DatabaseSync) => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    // Another process may have done it while this one waited.
    const version = schemaVersion(database, folder, 'create');
    if (version === 0) database.exec(log);
    if (version < SCHEMA_VERSION) {
      dropState(database);
      database.exec(projections);
      refold(database);
    }
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** Drops every table but the log, whatever version it is of; a search index takes the tables behind it along. */
export function dropState(database: DatabaseSync): void {
  const tables = database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'entry' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC",
  );
  for (const { name } of tables.all()) database.exec(`DROP TABLE IF EXISTS "${String(name)}"`);
}

/** SQLite itself says only that it cannot open a database on a read-only disk. */
function mustBeWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw asProblem(error, folder);
  }
}

function makeRecordFolder(folder: string, file: string): void {
  try {
    const isNew = making(folder);
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size !== undefined && size > 0) return;
    const others = readdirSync(folder).filter(name => name !== 'blobs');
    if (size === undefined && others.length > 0) {
      throw notARecord(folder, `it holds other files (${others.slice(0, 3).join(', ')})`);
    }
    // Made here, so that the database and all that SQLite puts beside it are its owner's only.
    closeSync(openSync(file, 'a', 0o600));
    // Nothing stands in the database before all names on the way to it are on disk, whichever process made them.
    syncNow(folder);
    syncName(folder, isNew);
  } catch (error) {
    throw asProblem(error, folder);
  }
}

/**
 * Makes the folder, for its owner only, and those above it; tells whether it is new. One by one, because Node's recursive
 * making hides why it fails, and never ends below /proc.
 */
function making(folder: string): boolean {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.unshift(at);
  try {
    // A folder is made when the names of all above it are on disk, so that whoever finds it need not ask.
    for (const [index, path] of missing.entries()) {
      syncName(dirname(path), index > 0);
      makeOne(path);
    }
  } catch (error) {
    throw notMade(folder, error);
  }
  if (!statSync(folder).isDirectory()) throw notARecord(folder, 'that is a file');
  return missing.length > 0;
}

function makeOne(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    const made = (error as { code?: string }).code === 'EEXIST' && existsSync(path);
    if (!made) throw error;
  }
}

function notMade(folder: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOTDIR' || code === 'EEXIST') return notOpened(folder, error);
  if (code !== 'ENOENT' && code !== 'ENAMETOOLONG' && code !== 'ELOOP') return asProblem(error, folder);
  return new Problem('record_read_only', `${folder} cannot be made: ${message}.`, 'Name another folder.', 1, error);
}

/** Where the name is not of our making, it may stand in a folder that this user cannot read or that cannot be synced. */
function syncName(folder: string, isOurs: boolean): void {
  try {
    syncNow(dirname(resolve(folder)));
  } catch (error) {
    if (isOurs || !['EACCES', 'EPERM', 'EINVAL', 'EROFS', 'ENOTSUP'].includes((error as { code: string }).code))
      throw error;
  }
}
