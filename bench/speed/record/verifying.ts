import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { verify } from '../../../src/record/index.ts';
import { type Row, say, sizeBelow, timed } from './measure.ts';

/** Reading a whole record again, beside hashing the same bytes and nothing else, and beside what SQLite offers to check a database. */
export async function verifying(folder: string): Promise<Row[]> {
  say('verifying');
  const [elapsed, report] = await timed(() => verify(folder));
  if (report.problems.length > 0) throw new Error(`the record is not sound: ${report.problems[0]!.sentence}`);
  const [hashing, bytes] = await timed(() => hashAll(folder));
  const [checking] = await timed(() => integrityCheck(folder));
  const entries = (report.entries / elapsed) * 1000;
  const megabytes = (milliseconds: number): number => bytes / milliseconds / 1000;
  return [
    {
      what: `verify, ${report.entries.toLocaleString('en')} entries`,
      deeds: entries,
      peer: hashEntries(report.entries),
      peerIs: 'hashing as many entries',
      unit: '/s',
      isRate: true,
    },
    {
      what: `verify, ${Math.round(bytes / 1e6).toLocaleString('en')} MB`,
      deeds: megabytes(elapsed),
      peer: megabytes(hashing),
      peerIs: 'SHA-256 of the same files',
      unit: 'MB/s',
      isRate: true,
    },
    {
      what: 'verify, the whole record',
      deeds: elapsed / 1000,
      peer: checking / 1000,
      peerIs: 'PRAGMA integrity_check of its database',
      unit: 's',
      isRate: false,
    },
    { what: 'on disk, a document', deeds: sizeBelow(folder) / report.documents / 1000, unit: 'kB', isRate: false },
  ];
}

/** Answers how many bytes there were. */
function hashAll(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = readFileSync(join(entry.parentPath, entry.name));
    createHash('sha256').update(content).digest();
    bytes += content.length;
  }
  return bytes;
}

function integrityCheck(folder: string): void {
  using database = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
  database.prepare('PRAGMA integrity_check').all();
}

/** Bytes of an entry, about. */
const ENTRY_BYTES = 400;

/** Entries a second, when each is hashed with the hash of the one before. */
function hashEntries(entries: number): number {
  const body = 'x'.repeat(ENTRY_BYTES);
  const start = performance.now();
  let previous = '';
  for (let n = 0; n < entries; n++) previous = createHash('sha256').update(previous).update(body).digest('hex');
  return (entries / (performance.now() - start)) * 1000;
}
