import { mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../../src/core/canonical.ts';
import { type Addition, openRecord } from '../../../src/record/index.ts';
import { clock, median, type Row, say } from './measure.ts';
import { ARTICLE, range, report } from './reports.ts';

/** How many documents are being added at once: they share a commit. */
const BATCHES = [1, 10, 50];

/**
 * Documents a second that are kept so that they survive a power cut, beside what the same disk gives bare node:sqlite and bare files for
 * the same bytes, turn by turn. Deeds keeps 4 files, 4 entries and some 60 rows of the state of each; the peers one row or one file.
 */
export async function adding(home: string, { seconds, turns }: { seconds: number; turns: number }): Promise<Row[]> {
  const rows: Row[] = [];
  for (const batch of BATCHES) {
    const measured = { deeds: [] as number[], sqlite: [] as number[], files: [] as number[] };
    for (let turn = 0; turn < turns; turn++) {
      say(`adding ${batch} at once, turn ${turn + 1} of ${turns}`);
      const place = join(home, `adding-${batch}-${turn}`);
      mkdirSync(place);
      measured.deeds.push(await deeds(join(place, 'record'), batch, seconds));
      measured.sqlite.push(await bareSqlite(join(place, 'bare.sqlite'), batch, seconds));
      measured.files.push(await bareFiles(join(place, 'files'), batch, seconds));
    }
    const [own, sqlite, files] = [median(measured.deeds), median(measured.sqlite), median(measured.files)];
    const what = `durable documents, ${batch} at once`;
    rows.push({ what, deeds: own, peer: sqlite, peerIs: 'bare node:sqlite, a row each', unit: '/s', isRate: true });
    rows.push({ what, deeds: own, peer: files, peerIs: 'bare files, a synced file each', unit: '/s', isRate: true });
  }
  return rows;
}

async function deeds(folder: string, batch: number, seconds: number): Promise<number> {
  const record = await openRecord(folder, { clock, mode: 'create' });
  const result = await rate(
    { batch, seconds },
    from => reports(from, batch),
    async additions => void (await Promise.all(additions.map(addition => record.addDocument(addition)))),
  );
  await record.close();
  return result;
}

/** Write-ahead log, synced at every commit; a batch is a transaction. */
async function bareSqlite(file: string, batch: number, seconds: number): Promise<number> {
  using database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (sequence INTEGER PRIMARY KEY, body BLOB)',
  );
  const insert = database.prepare('INSERT INTO entry (body) VALUES (?)');
  return await rate(
    { batch, seconds },
    from => reports(from, batch).map(bytesOf),
    async bodies => {
      database.exec('BEGIN IMMEDIATE');
      for (const body of bodies) insert.run(body);
      database.exec('COMMIT');
    },
  );
}

/** Each file is written, synced, renamed, and its folder synced; those of a batch at the same time. */
async function bareFiles(folder: string, batch: number, seconds: number): Promise<number> {
  mkdirSync(folder);
  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    const path = join(folder, name);
    const file = await open(`${path}.new`, 'wx');
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(`${path}.new`, path);
    const names = await open(folder, 'r');
    await names.sync();
    await names.close();
  };
  return await rate(
    { batch, seconds },
    from => reports(from, batch).map((addition, n) => [String(from + n), bytesOf(addition)] as const),
    async files => void (await Promise.all(files.map(([name, bytes]) => write(name, bytes)))),
  );
}

const reports = (from: number, size: number): Addition[] => range(size, n => report(from + n, ARTICLE));

/** What the record keeps of a document as files. */
function bytesOf({ bytes, document, reading }: Addition): Uint8Array {
  return Buffer.concat([bytes, Buffer.from(document.text), Buffer.from(canonicalJson(reading))]);
}

/** Prepares and runs batches until the runs have taken their time; gives documents per second of running. */
async function rate<T>(
  { batch, seconds }: { batch: number; seconds: number },
  prepare: (from: number) => T,
  run: (prepared: T) => Promise<void>,
): Promise<number> {
  let [done, elapsed] = [0, 0];
  while (elapsed < seconds * 1000) {
    const prepared = prepare(done);
    const start = performance.now();
    await run(prepared);
    elapsed += performance.now() - start;
    done += batch;
  }
  return (done / elapsed) * 1000;
}
