import { createHash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verify } from '../../../src/record/index.ts';
import { type Row, say, timed } from './measure.ts';

/**
 * Reading a whole record again, beside hashing its entries, hashing its files, and what SQLite offers to check a database. All find the
 * files in memory if they fit there: hashing is run first, and is not counted that time.
 */
export async function verifying(folder: string): Promise<Row[]> {
  say('verifying');
  hashFiles(folder);
  const [elapsed, report] = await timed(() => verify(folder));
  if (report.problems.length > 0) throw new Error(`the record is not sound: ${report.problems[0]!.sentence}`);
  say('and its peers');
  const [hashing, bytes] = await timed(() => hashFiles(folder));
  const [chaining] = await timed(() => hashEntries(folder));
  const [checking] = await timed(() => integrityCheck(folder));
  const entries = (milliseconds: number): number => (report.entries / milliseconds) * 1000;
  const megabytes = (milliseconds: number): number => bytes / milliseconds / 1000;
  const what = `verify, ${report.documents.toLocaleString('en')} documents, ${report.entries.toLocaleString('en')} entries, ${Math.round(bytes / 1e6).toLocaleString('en')} MB`;
  return [
    { what, deeds: entries(elapsed), peer: entries(chaining), peerIs: 'hashing the entries', unit: '/s', isRate: true },
    {
      what,
      deeds: megabytes(elapsed),
      peer: megabytes(hashing),
      peerIs: 'SHA-256 of the files',
      unit: 'MB/s',
      isRate: true,
    },
    {
      what,
      deeds: elapsed / 1000,
      peer: checking / 1000,
      peerIs: 'PRAGMA integrity_check of the database',
      unit: 's',
      isRate: false,
    },
  ];
}

/** Answers how many bytes there were. */
function hashFiles(folder: string): number {
  const chunk = Buffer.alloc(1 << 20);
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    bytes += hashFile(join(entry.parentPath, entry.name), chunk);
  }
  return bytes;
}

/** A piece at a time: a database may be larger than what is read at once. */
function hashFile(file: string, chunk: Buffer): number {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  let bytes = 0;
  try {
    for (let size = readSync(handle, chunk); size > 0; size = readSync(handle, chunk)) {
      hash.update(chunk.subarray(0, size));
      bytes += size;
    }
  } finally {
    closeSync(handle);
  }
  hash.digest();
  return bytes;
}

/** Every entry with the hash of the one before, as bare node:sqlite gives them. */
function hashEntries(folder: string): void {
  using database = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
  for (const { previous, body } of database.prepare('SELECT previous, body FROM entry ORDER BY sequence').iterate()) {
    createHash('sha256')
      .update(previous as Uint8Array)
      .update(String(body))
      .digest();
  }
}

function integrityCheck(folder: string): void {
  using database = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
  database.prepare('PRAGMA integrity_check').all();
}
