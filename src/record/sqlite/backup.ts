import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Problem } from '../../core/problem.ts';
import { Blobs } from '../blobs.ts';
import { makeFolder, realDisk, syncNow } from '../disk.ts';
import { blobsOf } from '../entries/index.ts';
import { asProblem } from '../problems.ts';
import type { Hash } from '../record.ts';
import { KEY_FILE } from '../signing.ts';
import type { VerifyReport } from '../verify/report.ts';
import { verify } from '../verify/verify.ts';
import { FILE, holdsRecord, openDatabase } from './database.ts';
import { Erasures } from './erasures.ts';
import { Log } from './log.ts';
import { Statements } from './statements.ts';

export interface CopyOptions {
  /** Called now and then with the number of blobs copied so far, of `total`. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Copies a record as it is at one moment, while others may be writing to it, and verifies the copy; it appears under its name
 * only when it is sound. `to` must not be there.
 */
export async function backupRecord(folder: string, to: string, options: CopyOptions = {}): Promise<VerifyReport> {
  if (existsSync(to))
    throw new Problem('file_exists', `${to} is there already.`, 'Name a folder that is not there.', 2);
  const unfinished = `${to}.unfinished`;
  try {
    const report = await soundCopy(folder, unfinished, options);
    renameSync(unfinished, to);
    syncNow(dirname(resolve(to)));
    return report;
  } catch (error) {
    throw asProblem(error, to);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

export interface Restored {
  readonly report: VerifyReport;
  /** Where the record that stood there before lies now. */
  readonly before: string | undefined;
}

/**
 * Puts a backup in the place of a record: the backup is verified, copied and the copy verified before anything is moved. The
 * record that was there is kept beside it. One that has entries which the backup lacks is not replaced, unless `older` allows it,
 * and one that another process has open never is.
 */
export async function restoreRecord(
  from: string,
  folder: string,
  options: CopyOptions & { readonly older?: boolean } = {},
): Promise<Restored> {
  const there = holdsRecord(folder);
  const [unfinished, before] = [`${folder}.restoring`, `${folder}.before-${Date.now()}`];
  if (there) mayReplace(folder, from, options.older);
  try {
    const report = await soundCopy(from, unfinished, options);
    // Copying took its time.
    if (there) mayReplace(folder, from, options.older);
    if (existsSync(folder)) renameSync(folder, before);
    renameSync(unfinished, folder);
    syncNow(dirname(resolve(folder)));
    return { report, before: there ? before : undefined };
  } catch (error) {
    throw asProblem(error, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A copy that its verifier finds nothing wrong with. */
async function soundCopy(from: string, to: string, { onProgress }: CopyOptions): Promise<VerifyReport> {
  rmSync(to, { recursive: true, force: true });
  makeFolder(to);
  const { database } = openDatabase(from, { mode: 'read' }, () => {});
  try {
    let isWhole = false;
    while (!isWhole) {
      // A copy of many steps begins anew whenever somebody else has written, and so might never end; within one look nothing is seen of that.
      database.exec('BEGIN; SELECT count(*) FROM entry');
      // The database first: every blob that it names was on disk before the entry that names it.
      await backup(database, join(to, FILE));
      database.exec('COMMIT');
      isWhole = await copyBlobs(
        new Erasures(new Log(new Statements(database)), new Blobs(from, realDisk)),
        to,
        onProgress,
      );
    }
  } finally {
    database.close();
  }
  if (existsSync(join(from, KEY_FILE))) copyFileSync(join(from, KEY_FILE), join(to, KEY_FILE));
  for (const name of readdirSync(to)) syncNow(join(to, name));
  syncNow(to);
  const report = await verify(to);
  const [first] = report.problems;
  if (first === undefined) return report;
  throw new Problem(
    'copy_unsound',
    `The copy of ${from} is not sound, so it was not kept: ${first.place}: ${first.sentence}`,
    'Run `deeds verify` on what was copied, and restore another backup.',
  );
}

/**
 * Copies the blobs that a copied log names and that are not there yet. False: some were erased since the log was copied, so that a later
 * one is needed, which says so.
 */
async function copyBlobs(source: Erasures, to: string, onProgress: CopyOptions['onProgress']): Promise<boolean> {
  using database = new DatabaseSync(join(to, FILE), { readOnly: true, defensive: true });
  const log = new Log(new Statements(database));
  const target = new Blobs(to, realDisk);
  await target.prepare();
  const erasures = new Erasures(log, target);
  const names = new Set<Hash>();
  for (const entry of log.from(1)) for (const hash of blobsOf(entry)) names.add(hash);
  let isWhole = true;
  await target.keepAll(kept());
  // What was copied before its erasure.
  erasures.finish();
  return isWhole;

  function* kept(): Iterable<[Hash, Uint8Array]> {
    let done = 0;
    for (const hash of names) {
      if (!target.has(hash) && !erasures.covers(hash)) {
        const bytes = source.blob(hash);
        if (bytes === undefined) isWhole = false;
        else yield [hash, bytes];
      }
      onProgress?.(++done, names.size);
    }
  }
}

/**
 * Refuses to replace a record that another process has open, because that one would go on with files that are no longer here; and to
 * take back history that somebody may have been told of: all that is there now must be in the backup too.
 */
function mayReplace(folder: string, backup: string, older = false): void {
  const now = headOf(folder);
  if (older) return;
  if (now === undefined) {
    throw new Problem(
      'backup_older',
      `The record in ${folder} cannot be read, so nobody can say whether the backup holds all of it.`,
      'If it is to be replaced, say --older; it is then kept beside the restored one.',
    );
  }
  const { database } = openDatabase(backup, { mode: 'read' }, () => {});
  try {
    const log = new Log(new Statements(database));
    if (now.sequence === 0 || log.at(now.sequence)?.hash === now.hash) return;
    throw new Problem(
      'backup_older',
      `The record in ${folder} has ${now.sequence} entries, and the backup ends at entry ${log.head().sequence} or tells another history: what was recorded since would be gone.`,
      'If that is meant, say --older; the present record is then kept beside the restored one.',
    );
  } finally {
    database.close();
  }
}

/** Where a record ends that no other process has open; undefined where it is too damaged to say. */
function headOf(folder: string): { readonly sequence: number; readonly hash: Hash } | undefined {
  try {
    using database = new DatabaseSync(join(folder, FILE), { defensive: true });
    // Whoever has a record in WAL mode open holds a lock on it that this cannot share.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return new Log(new Statements(database)).head();
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) return undefined;
    throw new Problem(
      'record_in_use',
      `Another process has the record in ${folder} open.`,
      'End it, and restore again; nothing was changed.',
      1,
      error,
    );
  }
}

const SQLITE_BUSY = 5;
