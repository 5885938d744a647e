import { existsSync, linkSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Problem } from '../../core/problem.ts';
import { Blobs } from '../blobs.ts';
import { decisionKindOf } from '../decisions/index.ts';
import { realDisk, syncNow } from '../disk.ts';
import { type CheckpointMade, checkpointMade } from '../entries/checkpoint-made.ts';
import { blobsOf, documentsOf } from '../entries/index.ts';
import type { RecordCreated } from '../entries/record-created.ts';
import type { Entry } from '../entry.ts';
import { auditPaths } from '../merkle.ts';
import { asProblem } from '../problems.ts';
import type { DeedsRecord, DocumentId, ForeignEntries, Hash, TakenOver } from '../record.ts';
import { verifyBundle } from '../verify/bundle.ts';
import type { VerifyReport } from '../verify/report.ts';
import { verify } from '../verify/verify.ts';
import { openDatabase } from './database.ts';
import { Erasures } from './erasures.ts';
import { Log } from './log.ts';
import { fold } from './replay.ts';
import { Statements } from './statements.ts';

/** "DEEB": `PRAGMA application_id` of a bundle. `docs/record-format.md` shows the schema. */
const APPLICATION_ID = 0x44454542;

const schema = `
CREATE TABLE bundle (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  body TEXT NOT NULL,
  previous BLOB NOT NULL CHECK (length(previous) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TABLE proof (
  sequence INTEGER PRIMARY KEY,
  path BLOB NOT NULL
) STRICT;

CREATE TABLE blob (
  hash TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
`;

/**
 * Writes a record, or what it says of some documents, into one file that anybody can check: all entries up to its last checkpoint, or
 * the chosen ones each with its proof that they are of that checkpoint. The file must not be there.
 */
export function exportBundle(
  folder: string,
  file: string,
  documents?: readonly DocumentId[],
): { readonly entries: number } {
  if (existsSync(file)) {
    throw new Problem('file_exists', `${file} is there already.`, 'Name another file, or remove that one first.', 2);
  }
  const { database } = openDatabase(folder, { mode: 'read' }, () => {});
  const unfinished = `${file}.unfinished`;
  try {
    rmSync(unfinished, { force: true });
    // One look at one moment, whoever writes meanwhile.
    database.exec('BEGIN');
    const entries = writeBundle(database, new Blobs(folder, realDisk), unfinished, documents);
    syncNow(unfinished);
    linkSync(unfinished, file);
    return { entries };
  } catch (error) {
    throw asProblem(error, file);
  } finally {
    rmSync(unfinished, { force: true });
    database.close();
  }
}

function writeBundle(
  record: DatabaseSync,
  blobs: Blobs,
  file: string,
  documents: readonly DocumentId[] | undefined,
): number {
  const state = new Statements(record);
  const log = new Log(state);
  const checkpoint = log.lastOf(checkpointMade.name);
  if (checkpoint === undefined) {
    throw new Problem(
      'no_checkpoint',
      'The record has no checkpoint yet, and a bundle is checked by one.',
      'Run `deeds checkpoint` first.',
    );
  }
  const { size, key, note } = JSON.parse(checkpoint.body) as CheckpointMade;
  const { record: name } = JSON.parse(log.at(1)!.body) as RecordCreated;
  const covered = new Log(state, size);
  const chosen = documents === undefined ? undefined : chosenEntries(covered, state, documents);

  // As readable as the record: by its owner only.
  writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
  using bundle = new DatabaseSync(file);
  bundle.exec(`PRAGMA application_id = ${APPLICATION_ID}; ${schema}; BEGIN`);
  const sql = new Statements(bundle);
  const facts = { format: '1', record: name, key, checkpoint: note, whole: chosen === undefined ? '1' : '0' };
  for (const [name, value] of Object.entries(facts)) sql.run('INSERT INTO bundle VALUES (?, ?)', name, value);
  const erasures = new Erasures(log, blobs);
  let entries = 0;
  for (const entry of covered.from(1)) {
    if (chosen !== undefined && !chosen.has(entry.sequence)) continue;
    entries++;
    insertEntry(sql, entry);
    for (const hash of blobsOf(entry)) {
      if (sql.get('SELECT 1 FROM blob WHERE hash = ?', hash) !== undefined) continue;
      const bytes = erasures.blob(hash);
      if (bytes !== undefined) sql.run('INSERT INTO blob VALUES (?, ?)', hash, bytes);
    }
  }
  if (chosen !== undefined) {
    const places = [...chosen].map(sequence => sequence - 1);
    for (const [place, path] of auditPaths([...covered.hashes()], places)) {
      sql.run('INSERT INTO proof VALUES (?, ?)', place + 1, Buffer.from(path.join(''), 'hex'));
    }
  }
  bundle.exec('COMMIT');
  return entries;
}

/**
 * Entries about the chosen documents (links: about two of them), what those that decide rest on, and what takes them back; the first entry
 * too, because it names the record and its key.
 */
function chosenEntries(log: Log, state: Statements, documents: readonly DocumentId[]): Set<number> {
  const wanted = new Set(documents);
  for (const document of wanted) {
    if (state.get('SELECT 1 FROM document WHERE id = ?', document) !== undefined) continue;
    throw new Problem(
      'unknown_document',
      `The record has no document ${document}.`,
      'See `deeds show documents` for those it has.',
      2,
    );
  }
  const chosen = new Set([1]);
  const byHash = new Map<Hash, Entry>();
  const decided = new Map<string, Entry[]>();
  for (const entry of log.from(1)) {
    const about = documentsOf(entry);
    if (about.length > 0 && about.every(document => wanted.has(document))) chosen.add(entry.sequence);
    const kind = decisionKindOf(entry.kind);
    if (kind === undefined) continue;
    byHash.set(entry.hash, entry);
    const subject = kind.subject(JSON.parse(entry.body) as never);
    decided.set(subject, [...(decided.get(subject) ?? []), entry]);
  }
  // What is added to the set is looked at in its turn.
  for (const sequence of chosen) {
    const entry = log.at(sequence)!;
    const kind = decisionKindOf(entry.kind);
    if (kind === undefined) continue;
    const needs = kind.needs(JSON.parse(entry.body) as never);
    for (const subject of needs.decided ?? [])
      for (const { sequence } of decided.get(subject) ?? []) chosen.add(sequence);
    for (const hash of needs.decisions ?? []) if (byHash.has(hash)) chosen.add(byHash.get(hash)!.sequence);
    for (const { sequence } of decided.get(entry.hash) ?? []) chosen.add(sequence);
  }
  return chosen;
}

function insertEntry(sql: Statements, { sequence, kind, at, by, body, previous, hash }: Entry): void {
  sql.run(
    'INSERT INTO entry (sequence, kind, at, by, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
    sequence,
    kind,
    at,
    by,
    body,
    Buffer.from(previous, 'hex'),
    Buffer.from(hash, 'hex'),
  );
}

/** Takes over from a bundle what a record does not have. A bundle in which anything is altered is refused whole. */
export async function importBundle(file: string, record: DeedsRecord, by: string): Promise<TakenOver> {
  mustBeSound(await verifyBundle(file), file);
  using bundle = new DatabaseSync(file, { readOnly: true, defensive: true });
  return await record.takeOver(new BundleEntries(bundle), by);
}

/**
 * Makes the record that a whole bundle holds, entry by entry the same, in a folder that has none; it appears there when it is complete and
 * verified. It has no signing key. Undefined, and nothing done, for a bundle that holds a part of a record only.
 */
export async function unpackBundle(file: string, folder: string): Promise<VerifyReport | undefined> {
  mustBeSound(await verifyBundle(file), file);
  using bundle = new DatabaseSync(file, { readOnly: true, defensive: true });
  const source = new BundleEntries(bundle);
  if (!source.isWhole) return undefined;
  const unfinished = `${folder}.importing`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    await unpack(source, unfinished);
    const report = await verify(unfinished);
    mustBeSound(report, file);
    mustBeEmpty(folder);
    renameSync(unfinished, folder);
    syncNow(dirname(resolve(folder)));
    return report;
  } catch (error) {
    throw asProblem(error, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function unpack(source: BundleEntries, folder: string): Promise<void> {
  const { database } = openDatabase(folder, { mode: 'create' }, () => {});
  try {
    const state = new Statements(database);
    const log = new Log(state);
    const blobs = new Blobs(folder, realDisk);
    await blobs.prepare();
    await blobs.keepAll(source.blobs());
    database.exec('BEGIN IMMEDIATE');
    for (const entry of source.entries()) insertEntry(state, entry);
    fold(log, state, new Erasures(log, blobs).blob);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

/** Makes way for a record, where there is nothing or an empty folder. */
function mustBeEmpty(folder: string): void {
  if (!existsSync(folder)) return;
  try {
    rmdirSync(folder);
  } catch (error) {
    throw new Problem('file_exists', `${folder} is there already, and not empty.`, 'Name another folder.', 2, error);
  }
}

function mustBeSound({ problems: [first] }: VerifyReport, file: string): void {
  if (first === undefined) return;
  throw new Problem(
    'bundle_altered',
    `${file} is not what was exported: ${first.place}: ${first.sentence}`,
    'Ask for it again; nothing was taken from it. `deeds verify --bundle` lists all that is wrong.',
  );
}

/** What a bundle holds, after it was verified. */
class BundleEntries implements ForeignEntries {
  readonly #sql: Statements;
  readonly #log: Log;

  constructor(bundle: DatabaseSync) {
    this.#sql = new Statements(bundle);
    this.#log = new Log(this.#sql);
  }

  get record(): string {
    return this.#fact('record');
  }

  get checkpoint(): string {
    return this.#fact('checkpoint');
  }

  get isWhole(): boolean {
    return this.#fact('whole') === '1';
  }

  entries(): Iterable<Entry> {
    return this.#log.from(1);
  }

  blob(hash: Hash): Uint8Array | undefined {
    return this.#sql.get('SELECT bytes FROM blob WHERE hash = ?', hash)?.['bytes'] as Uint8Array | undefined;
  }

  *blobs(): Iterable<[Hash, Uint8Array]> {
    for (const { hash, bytes } of this.#sql.iterate('SELECT hash, bytes FROM blob')) {
      yield [String(hash), bytes as Uint8Array];
    }
  }

  #fact(name: string): string {
    return String(this.#sql.get('SELECT value FROM bundle WHERE name = ?', name)!['value']);
  }
}
