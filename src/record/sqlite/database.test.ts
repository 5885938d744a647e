import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { Problem } from '../../core/problem.ts';
import { testClock } from '../contract.ts';
import type { DeedsRecord } from '../record.ts';
import { sample } from '../sample.ts';
import type { Mode } from './database.ts';
import { openRecord } from './record.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-open-'));
after(() => rmSync(home, { recursive: true }));

const clock = testClock();
const open = (folder: string, mode: Mode): Promise<DeedsRecord> => openRecord(folder, { clock, mode });

async function made(name: string): Promise<string> {
  const folder = join(home, name);
  const record = await open(folder, 'create');
  await record.addDocument(sample('Xi [statement Xi: said no].'));
  await record.close();
  return folder;
}

async function refusal(folder: string, mode: Mode): Promise<Problem> {
  try {
    await (await open(folder, mode)).close();
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error;
  }
  throw new Error(`${folder} was opened`);
}

function alter(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'record.sqlite'));
  database.exec(sql);
  database.close();
}

test('a folder without a record is refused for reading and writing, and stays as it is', async () => {
  const folder = join(home, 'nothing');
  for (const mode of ['read', 'write'] as const) assert.equal((await refusal(folder, mode)).code, 'not_a_record');
  assert.equal(existsSync(folder), false);
});

test('no record is made in a folder that holds other things', async () => {
  const folder = join(home, 'letters');
  mkdirSync(folder);
  writeFileSync(join(folder, 'letter.txt'), 'Dear');
  const problem = await refusal(folder, 'create');
  assert.equal(problem.code, 'not_a_record');
  assert.match(problem.message, /letter\.txt/u);
  assert.deepEqual(readdirSync(folder), ['letter.txt']);
});

test("another program's database, and a file that is none, are refused", async () => {
  for (const [name, fill] of [
    ['foreign', (folder: string) => alter(folder, 'CREATE TABLE notes (words)')],
    ['text', (folder: string) => writeFileSync(join(folder, 'record.sqlite'), 'This is no database. '.repeat(100))],
  ] as const) {
    const folder = join(home, name);
    mkdirSync(folder);
    fill(folder);
    const before = readFileSync(join(folder, 'record.sqlite'));
    for (const mode of ['read', 'write', 'create'] as const) {
      assert.equal((await refusal(folder, mode)).code, 'not_a_record', `${name} ${mode}`);
    }
    assert.deepEqual(readFileSync(join(folder, 'record.sqlite')), before);
  }
});

test('a record of a newer Deeds is refused with both versions named', async () => {
  const folder = await made('newer');
  alter(folder, 'PRAGMA user_version = 8');
  for (const mode of ['read', 'write', 'create'] as const) {
    const problem = await refusal(folder, mode);
    assert.equal(problem.code, 'record_newer');
    assert.match(problem.message, /version 8; this one knows 7/u);
  }
});

test('a making that was cut short is taken up again', async () => {
  const folder = join(home, 'cut-short');
  mkdirSync(folder);
  writeFileSync(join(folder, 'record.sqlite'), '');
  assert.equal((await refusal(folder, 'write')).code, 'not_a_record');
  const record = await open(folder, 'create');
  assert.equal((await record.head()).sequence, 1);
  await record.close();
});

test('everything in the folder is its owner’s only', async () => {
  const folder = await made('private');
  const record = await open(folder, 'write');
  await record.addDocument(sample('More.'));
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const entry = statSync(join(folder, name));
    assert.equal((entry.mode & 0o777).toString(8), entry.isDirectory() ? '700' : '600', name);
  }
  assert.ok(existsSync(join(folder, 'record.sqlite-wal')));
  await record.close();
  assert.equal(existsSync(join(folder, 'record.sqlite-wal')), false);
});

test('the log refuses changes, removals and insertions anywhere but at its end', async () => {
  const folder = await made('guarded');
  for (const [sql, sentence] of [
    ["UPDATE entry SET by = 'x'", /never changed/u],
    ['DELETE FROM entry', /never removed/u],
    ['INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE sequence = 1', /end of the chain/u],
    ['INSERT INTO entry SELECT 9, kind, at, by, body, hash, hash FROM entry WHERE sequence = 4', /end of the chain/u],
    [
      'INSERT INTO entry SELECT 5, kind, at, by, body, previous, hash FROM entry WHERE sequence = 4',
      /end of the chain/u,
    ],
  ] as const) {
    assert.throws(() => alter(folder, sql), sentence);
  }
});

test('reading changes nothing and writing through it is refused', async () => {
  const folder = await made('read-only');
  const bytes = readFileSync(join(folder, 'record.sqlite'));
  const record = await open(folder, 'read');
  assert.equal((await record.claims()).length, 1);
  await assert.rejects(record.addDocument(sample('More.')), { code: 'record_read_only' });
  await assert.rejects(record.rebuild(), { code: 'record_read_only' });
  await record.close();
  assert.deepEqual(readFileSync(join(folder, 'record.sqlite')), bytes);
});

test('a reader sees what a writer commits meanwhile', async () => {
  const folder = await made('shared');
  const [writer, reader] = [await open(folder, 'write'), await open(folder, 'read')];
  await writer.addDocument(sample('Obama [statement Obama: said yes].'));
  assert.equal((await reader.claims()).length, 2);
  await writer.close();
  await reader.close();
});

test('two writers on one record make one chain', async () => {
  const folder = join(home, 'two-writers');
  const [one, two] = await Promise.all([open(folder, 'create'), open(folder, 'create')]);
  await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      (n % 2 === 0 ? one : two).addDocument(sample(`Number ${n % 30} [act: acted ${n}].`)),
    ),
  );
  assert.equal((await one.documents()).length, 40);
  assert.equal((await two.head()).sequence, 1 + 3 * 40);
  await one.close();
  await two.close();
});

test('the write-ahead log stays small while others read, and is small again after a look that lasted', async () => {
  const folder = join(home, 'log-size');
  const record = await open(folder, 'create');
  const megabytes = (): number => statSync(join(folder, 'record.sqlite-wal')).size / 2 ** 20;
  /** Some 64 MB in the write-ahead log, as a busy day would. */
  const write = async (): Promise<number> => {
    let largest = 0;
    for (let n = 0; n < 32; n++) {
      await record.refuse({
        name: 'x',
        code: 'x',
        sentence: `${n} ${Math.random()} ${'x'.repeat(2 ** 20)}`,
        bytes: undefined,
      });
      largest = Math.max(largest, megabytes());
    }
    return largest;
  };
  // Whoever reads entry by entry, or stays, holds nothing back.
  const reader = await open(folder, 'read');
  const entries = reader.entries()[Symbol.asyncIterator]();
  await entries.next();
  for (let n = 0; n < 2; n++) assert.ok((await write()) < 80);
  await reader.close();

  // Another program that looks at one moment for long does.
  const other = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
  other.exec('BEGIN; SELECT count(*) FROM entry');
  await write();
  assert.ok((await write()) > 100);
  other.close();
  await write();
  assert.ok(megabytes() < 80, `${megabytes()} MB`);
  await record.close();
});

test('whoever closes a record does not wait for those who read it, and keeps nobody from writing', async () => {
  const folder = await made('closing');
  const [record, other] = [await open(folder, 'write'), await open(folder, 'write')];
  const reader = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
  reader.exec('BEGIN; SELECT count(*) FROM entry');
  await record.addDocument(sample('More.'));
  const start = performance.now();
  await record.close();
  await other.addDocument(sample('Still more.'));
  await other.close();
  const took = performance.now() - start;
  reader.close();
  assert.ok(took < 5_000, `${took} ms`);
});

test('altered evidence is not handed out', async () => {
  const folder = await made('altered');
  const record = await open(folder, 'read');
  const [document] = await record.documents();
  const { textHash } = document!;
  writeFileSync(join(folder, 'blobs', 'sha256', textHash.slice(0, 2), textHash.slice(2)), 'Xi said yes.');
  await assert.rejects(record.text(document!.id), { code: 'evidence_altered' });
  await assert.rejects(record.blob('0'.repeat(64)), { code: 'evidence_altered' });
  await record.close();
});

test('a record on a disk that cannot be written is read', async t => {
  const folder = await made('frozen');
  const copy = join(home, 'frozen-copy');
  cpSync(folder, copy, { recursive: true });
  const script = `mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"`;
  const program = `const { openRecord, verify } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
    const record = await openRecord(process.argv[1], { mode: 'read' });
    process.stdout.write((await record.claims()).length + ' ' + (await verify(process.argv[1])).problems.length);`;
  const given = [
    '--mount',
    '--map-root-user',
    'sh',
    '-c',
    script,
    copy,
    process.execPath,
    '--input-type=module',
    '-e',
    program,
    copy,
  ];
  const { status, stdout, stderr } = spawnSync('unshare', given, { encoding: 'utf8' });
  if (status !== 0 && /unshare|mount/u.test(stderr || 'unshare')) {
    t.skip('SKIPPED: no read-only disk can be mounted here');
    return;
  }
  assert.equal(`${stdout}${stderr}`, '1 0');
});
