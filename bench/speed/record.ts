// How fast the record keeps documents so that they survive a power cut, and how fast a record is verified, beside what the
// same disk and node:sqlite give at best in the same run.
// Usage: node bench/speed/record.ts [seconds for each row, default 3]
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Addition, openRecord, verify } from '../../src/record/index.ts';
import { sample } from '../../src/record/sample.ts';

const seconds = Number(process.argv[2] ?? 3);
const batches = [1, 10, 50];
const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
const clock = { now: () => new Date().toISOString() };

/** A report of about 5,000 characters with 20 claims of 10 actors and a fingerprint of 16 keys. */
function report(number: number): Addition {
  const claims = range(
    20,
    n =>
      `[statement Actor${n % 10} 2015-11-${String(10 + n)}: report ${number} says for the ${n}th time that talks went on]. ${'They will be taken up again in spring, both sides said. '.repeat(3)}`,
  );
  const keys = range(16, n => (number * 2_654_435_761 + n * 40_503_000_017) % 2 ** 48);
  return sample(`Report ${number}. ${claims.join('')}`, {
    published: '2015-11-09',
    fingerprint: { engine: 'bench/1', keys, data: 'A'.repeat(684) },
  });
}

/** Prepares and runs batches until the runs have taken their time; gives documents per second of running. */
async function rate<T>(size: number, prepare: (from: number) => T, run: (batch: T) => Promise<void>): Promise<number> {
  let [done, elapsed] = [0, 0];
  while (elapsed < seconds * 1000) {
    const batch = prepare(done);
    const start = performance.now();
    await run(batch);
    elapsed += performance.now() - start;
    done += size;
  }
  return Math.round((done / elapsed) * 1000);
}

function range<T>(size: number, make: (n: number) => T): T[] {
  return Array.from({ length: size }, (_, n) => make(n));
}

async function bareSqlite(size: number): Promise<number> {
  const database = new DatabaseSync(join(home, `bare-${size}.sqlite`));
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (sequence INTEGER PRIMARY KEY, body TEXT)',
  );
  const insert = database.prepare('INSERT INTO entry (body) VALUES (?)');
  const body = 'x'.repeat(8_000);
  const result = await rate(size, Number, async () => {
    database.exec('BEGIN IMMEDIATE');
    for (let n = 0; n < size; n++) insert.run(body);
    database.exec('COMMIT');
  });
  database.close();
  return result;
}

/** What the disk gives: two new files a document (text and reading), each synced, nothing else. */
async function bareFiles(size: number): Promise<number> {
  const folder = mkdtempSync(join(home, 'files-'));
  const bytes = Buffer.alloc(8_000, 'x');
  const write = async (name: string): Promise<void> => {
    const file = await open(join(folder, name), 'wx');
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
  };
  return await rate(
    size,
    from => range(2 * size, n => `${from}-${n}`),
    async names => void (await Promise.all(names.map(write))),
  );
}

async function deeds(size: number): Promise<number> {
  const record = await openRecord(join(home, `record-${size}`), { clock, mode: 'create' });
  const result = await rate(
    size,
    from => range(size, n => report(from + n)),
    async additions => void (await Promise.all(additions.map(addition => record.addDocument(addition)))),
  );
  await record.close();
  return result;
}

function sizeBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => statSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}

function bareHashing(entries: number): number {
  const body = 'x'.repeat(400);
  const start = performance.now();
  let previous = '';
  for (let n = 0; n < entries; n++) previous = createHash('sha256').update(previous).update(body).digest('hex');
  return Math.round((entries / (performance.now() - start)) * 1000);
}

try {
  console.log('Durable documents/s (20 claims each), by how many are added at once');
  console.log('at once   Deeds   two synced files   bare node:sqlite (one 8 kB row)');
  for (const size of batches) {
    const row = [await deeds(size), await bareFiles(size), await bareSqlite(size)];
    console.log(
      `${String(size).padStart(7)}${String(row[0]).padStart(8)}${String(row[1]).padStart(19)}${String(row[2]).padStart(34)}`,
    );
  }
  const folder = join(home, `record-${batches.at(-1)}`);
  const start = performance.now();
  const { entries, documents, bytes, claims, spans, problems } = await verify(folder);
  const elapsed = (performance.now() - start) / 1000;
  console.log(
    `\nVerify: ${Math.round(entries / elapsed)} entries/s, ${Math.round(claims / elapsed)} claims/s, ${(bytes / elapsed / 1e6).toFixed(1)} MB/s of blobs`,
  );
  console.log(
    `  (${entries} entries, ${documents} documents, ${spans} spans in ${elapsed.toFixed(1)} s, ${problems.length} problems; hashing alone: ${bareHashing(100_000)} entries/s)`,
  );
  console.log(
    `On disk: ${Math.round(sizeBelow(folder) / documents / 1000)} kB a document, of which blobs ${Math.round(bytes / documents / 1000)} kB`,
  );
} finally {
  rmSync(home, { recursive: true });
}
