// One byte of a record changed: verify finds every change that changes anything anybody could read from the record.
// FLIPS=10000 node --test test/faults/flip.test.ts makes more; FLIP_SEED=… repeats a run.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { openRecord, verify } from '../../src/record/index.ts';
import { numbered } from './numbered.ts';
import { bound } from './random.ts';

const FLIPS = Number(process.env['FLIPS'] ?? 500);
let seed = Number(process.env['FLIP_SEED'] ?? Date.now() % 1_000_000);
// In memory where that is possible.
const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'deeds-flip-'));
const folder = join(home, '.deeds');

before(async () => {
  const record = await openRecord(folder, { clock: { now: () => '2015-11-09T08:30:00.000Z' }, mode: 'create' });
  await Promise.all(Array.from({ length: 24 }, (_, n) => record.addDocument(numbered(n * 5))));
  await record.refuse({ name: 'x', code: 'not_text', sentence: 'It is no text.', bytes: Buffer.from('kept') });
  await record.close();
});
after(() => rmSync(home, { recursive: true }));

function random(below: number): number {
  // Park and Miller's minimal standard.
  seed = (seed * 48_271 + 11) % 2_147_483_647;
  return seed % below;
}

/** Everything that can be read from the database, hashed; "unreadable" when it cannot be. */
function dump(): string {
  try {
    using database = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
    const hash = createHash('sha256');
    for (const pragma of ['application_id', 'user_version', 'encoding']) {
      hash.update(JSON.stringify(database.prepare(`PRAGMA ${pragma}`).get()));
    }
    const objects = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all();
    hash.update(JSON.stringify(objects));
    for (const { type, name } of objects) {
      // Pages of the search index: what they say is read below, word by word. (They hold marks that no search looks at.)
      if (type !== 'table' || String(name).endsWith('_words_data')) continue;
      for (const row of database.prepare(`SELECT * FROM "${String(name)}"`).iterate()) hash.update(JSON.stringify(row));
    }
    for (const index of ['claim_words', 'document_words']) {
      database.exec(`CREATE VIRTUAL TABLE temp.${index}_seen USING fts5vocab(main, ${index}, instance)`);
      for (const row of database.prepare(`SELECT * FROM ${index}_seen`).iterate()) hash.update(JSON.stringify(row));
    }
    const searches = "SELECT count(*), sum(rowid) FROM claim_words WHERE claim_words MATCH 'promise'";
    hash.update(JSON.stringify(database.prepare(searches).get()));
    return hash.digest('hex');
  } catch {
    return 'unreadable';
  }
}

function filesBelow(path: string): string[] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map(name => join(path, name))
    .filter(name => statSync(name).isFile());
}

function setByte(file: string, at: number, byte: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.of(byte), 0, 1, at);
  closeSync(handle);
}

interface Tally {
  changing: number;
  found: number;
  unseen: string[];
}

/** Flips one bit or changes one byte at a time, and asks `finds` each time that a value changed. */
async function flips(count: number, finds: () => Promise<boolean>): Promise<Tally> {
  const tally: Tally = { changing: 0, found: 0, unseen: [] };
  const truth = dump();
  const database = join(folder, 'record.sqlite');
  const blobs = filesBelow(join(folder, 'blobs'));
  const originals = new Map([database, ...blobs].map(file => [file, readFileSync(file)]));
  for (let n = 0; n < count; n++) {
    const file = n % 4 === 3 ? blobs[random(blobs.length)]! : database;
    const original = originals.get(file)!;
    const [at, change] = [random(original.length), n % 2 === 0 ? 1 << random(8) : 1 + random(255)];
    setByte(file, at, original[at]! ^ change);
    try {
      if (file === database && dump() === truth) continue;
      tally.changing++;
      if (await finds()) tally.found++;
      else tally.unseen.push(`${file.slice(folder.length + 1)} at ${at} xor ${change}`);
    } finally {
      setByte(file, at, original[at]!);
    }
  }
  return tally;
}

test(`${FLIPS} single bytes changed: verify finds every change of a value`, async t => {
  const start = seed;
  assert.deepEqual((await verify(folder)).problems, []);
  const { changing, found, unseen } = await flips(FLIPS, async () => (await verify(folder)).problems.length > 0);
  t.diagnostic(`seed ${start}: ${FLIPS} bytes changed, ${changing} changed a value, ${found} found`);
  t.diagnostic(`with 0 failures, fewer than ${bound(changing)} of such changes go unseen (95 %, rule of three)`);
  assert.deepEqual(unseen, []);
  assert.ok(changing > FLIPS / 3, 'too few changes changed anything');
  assert.deepEqual((await verify(folder)).problems, []);
});

test("SQLite's own integrity check alone would miss most: the harness tells a weak verifier from a sound one", async t => {
  const { changing, found } = await flips(40, async () => {
    try {
      using database = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
      return database.prepare('PRAGMA integrity_check').get()!['integrity_check'] !== 'ok';
    } catch {
      return true;
    }
  });
  t.diagnostic(`planted fault: ${found} of ${changing} found`);
  assert.ok(found < changing);
});

test('single bytes of the write-ahead log changed: verify finds each that drops an acknowledged document', async t => {
  const live = join(home, 'live');
  const record = await openRecord(live, { clock: { now: () => '2015-11-09T08:30:00.000Z' }, mode: 'create' });
  for (let n = 0; n < 12; n++) await record.addDocument(numbered(n));
  const crashed = join(home, 'crashed');
  const log = readFileSync(join(live, 'record.sqlite-wal'));
  const [frame, frames] = [24 + 4096, Math.floor((log.length - 32) / (24 + 4096))];
  let dropping = 0;
  for (let n = 0; n < 30; n++) {
    rmSync(crashed, { recursive: true, force: true });
    mkdirSync(crashed);
    symlinkSync(join(live, 'blobs'), join(crashed, 'blobs'));
    cpSync(join(live, 'record.sqlite'), join(crashed, 'record.sqlite'));
    const harmed = Buffer.from(log);
    // The last frame is left alone: without it the log looks as if the last write had been cut short.
    const at = n < 8 ? n * 4 : random(32 + (frames - 1) * frame);
    harmed[at]! ^= 1 << random(8);
    writeFileSync(join(crashed, 'record.sqlite-wal'), harmed);
    const { documents, problems } = await verify(crashed);
    if (documents === 12) continue;
    dropping++;
    assert.ok(
      problems.some(({ place }) => place === 'record.sqlite-wal' || place === 'record.sqlite'),
      `byte ${at} of the log`,
    );
  }
  t.diagnostic(`30 bytes of ${frames} frames changed, ${dropping} dropped documents, all found`);
  assert.ok(dropping > 20);
  await record.close();
});
