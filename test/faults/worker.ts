// A process that adds documents to a record, four at a time, and ends; it writes the number of each that was acknowledged.
// Usage: node worker.ts FOLDER FIRST COUNT [checkpoint|swallow]
// With checkpoint the write-ahead log goes into the database midway, as it does by itself after 16,000 pages. With swallow it acknowledges
// what failed, so that the harness can be tested. Errors go to stderr as lines of JSON.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DeedsRecord } from '../../src/record/index.ts';
import { openRecord } from '../../src/record/index.ts';
import { numbered } from './numbered.ts';

const [folder, first, count, fault] = process.argv.slice(2);
const end = Number(first) + Number(count);

function complain(number: number | 'open' | 'close', error: unknown): void {
  const { name, code, message } = error as { name: string; code?: string; message: string };
  writeSync(2, `${JSON.stringify({ number, name, code, message })}\n`);
}

async function addFrom(record: DeedsRecord, number: number): Promise<void> {
  for (let next = number; next < end; next += 4) {
    if (fault === 'checkpoint' && next === Number(first) + 8) {
      using database = new DatabaseSync(join(folder!, 'record.sqlite'));
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
    }
    try {
      await record.addDocument(numbered(next));
      writeSync(1, `${next}\n`);
    } catch (error) {
      complain(next, error);
      if (fault === 'swallow') writeSync(1, `${next}\n`);
    }
  }
}

try {
  const record = await openRecord(folder!, { clock: { now: () => new Date().toISOString() }, mode: 'create' });
  await Promise.all([0, 1, 2, 3].map(offset => addFrom(record, Number(first) + offset)));
  await record.close().catch((error: unknown) => complain('close', error));
} catch (error) {
  complain('open', error);
}
