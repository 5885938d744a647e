import { mkdtempSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openRecord } from '../../../src/record/index.ts';
import { clock, median, type Row, say } from './measure.ts';
import { longReport, range } from './reports.ts';

/** How many documents are being added at once: they share a commit. */
const BATCHES = [1, 10, 50];

/** Bytes of the row, and of each file, that the peers write for a document. */
const BODY = 8_000;

/**
 * Documents a second that are kept so that they survive a power cut, beside what the same disk gives bare node:sqlite (WAL, FULL, one
 * row a document, a batch a transaction) and bare files (text and reading, each synced), turn by turn. A document is the report of
 * 20 claims: 4 files, 4 entries, and some 90 rows of the state.
 */
export async function adding(home: string, { seconds, turns }: { seconds: number; turns: number }): Promise<Row[]> {
  const rows: Row[] = [];
  for (const batch of BATCHES) {
    const measured = { deeds: [] as number[], sqlite: [] as number[], files: [] as number[] };
    for (let turn = 0; turn < turns; turn++) {
      say(`adding ${batch} at once, turn ${turn + 1} of ${turns}`);
      measured.deeds.push(await deeds(join(home, `added-${batch}-${turn}`), batch, seconds));
      measured.sqlite.push(await bareSqlite(join(home, `bare-${batch}-${turn}.sqlite`), batch, seconds));
      measured.files.push(await bareFiles(mkdtempSync(join(home, 'files-')), batch, seconds));
    }
    const [own, sqlite, files] = [median(measured.deeds), median(measured.sqlite), median(measured.files)];
    const what = `durable documents/s, ${batch} at once`;
    rows.push({ what, deeds: own, peer: sqlite, peerIs: 'bare node:sqlite', unit: '/s', isRate: true });
    rows.push({ what, deeds: own, peer: files, peerIs: 'two bare synced files', unit: '/s', isRate: true });
  }
  return rows;
}

async function deeds(folder: string, batch: number, seconds: number): Promise<number> {
  const record = await openRecord(folder, { clock, mode: 'create' });
  const result = await rate(
    { batch, seconds },
    from => range(batch, n => longReport(from + n)),
    async additions => void (await Promise.all(additions.map(addition => record.addDocument(addition)))),
  );
  await record.close();
  return result;
}

async function bareSqlite(file: string, batch: number, seconds: number): Promise<number> {
  using database = new DatabaseSync(file);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE entry (sequence INTEGER PRIMARY KEY, body TEXT)',
  );
  const insert = database.prepare('INSERT INTO entry (body) VALUES (?)');
  const body = 'x'.repeat(BODY);
  return await rate({ batch, seconds }, Number, async () => {
    database.exec('BEGIN IMMEDIATE');
    for (let n = 0; n < batch; n++) insert.run(body);
    database.exec('COMMIT');
  });
}

async function bareFiles(folder: string, batch: number, seconds: number): Promise<number> {
  const bytes = Buffer.alloc(BODY, 'x');
  const write = async (name: string): Promise<void> => {
    const file = await open(join(folder, name), 'wx');
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
  };
  return await rate(
    { batch, seconds },
    from => range(2 * batch, n => `${from}-${n}`),
    async names => void (await Promise.all(names.map(write))),
  );
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
