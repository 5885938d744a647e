// What somebody who owns the files can do to a record: take out, put in, swap, repeat, cut off, make anew. `verify` finds
// everything but a history that is consistent in itself; that one is found by whoever wrote the chain's head down elsewhere.
// TAMPERINGS=1000 node --test test/faults/tampering.test.ts tries more; TAMPER_SEED=… repeats a run.
import assert from 'node:assert/strict';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { entryHash } from '../../src/record/chain.ts';
import { copyOf, testClock } from '../../src/record/contract.ts';
import { type DeedsRecord, openRecord, verify } from '../../src/record/index.ts';
import { sample } from '../../src/record/sample.ts';
import { numbered } from './numbered.ts';
import { bound, sequenceOf, wholeNumbers } from './random.ts';

const TAMPERINGS = Number(process.env['TAMPERINGS'] ?? 240);
const SEED = Number(process.env['TAMPER_SEED'] ?? Date.now() % 1_000_000);
const home = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'deeds-tampering-'));
const [sound, older, folder] = ['sound', 'older', 'tampered'].map(name => join(home, name)) as [string, string, string];
/** What somebody wrote down elsewhere when the record was whole. */
let witness: Witness;

interface Witness {
  readonly sequence: number;
  readonly hash: string;
}
type Below = (limit: number) => number;
/** Where entries wait that are moved: SQLite lets no two have one number. */
const AWAY = 1_000_000;
/** Does one thing to the record in `folder`. What changed nothing, or is not possible, says so with false. */
type Tampering = (below: Below) => boolean | Promise<boolean>;
type Value = string | number | bigint | null | Uint8Array;

before(async () => {
  const record = await openRecord(sound, { clock: testClock(), mode: 'create' });
  await fill(record, 0);
  await record.close();
  cpSync(sound, older, { recursive: true });
  const grown = await openRecord(sound, { clock: testClock(), mode: 'write' });
  await fill(grown, 100);
  witness = await grown.head();
  await grown.close();
  assert.deepEqual((await verify(sound)).problems, []);
});
after(() => rmSync(home, { recursive: true }));

async function fill(record: DeedsRecord, first: number): Promise<void> {
  for (let n = 0; n < 6; n++) await record.addDocument(numbered(first + n));
  const wire = sample(`The wire [act China 2015-11-01: acted ${first}].`, { published: '2015-11-03' });
  await record.addDocument(wire);
  const exact = `acted ${first}`;
  const link = copyOf(wire, {
    shared: [{ start: 6, end: 6 + exact.length, exact }],
    sharedOther: [{ start: 9, end: 9 + exact.length }],
  });
  await record.addDocument(sample(`Early [act China: ${exact}].`, { published: '2015-11-01', links: [link] }));
  const { documentId } = await record.addDocument(numbered(first + 2));
  await record.addReading({ ...numbered(first + 32), documentId: documentId! });
  await record.refuse({
    name: `x${first}`,
    code: 'not_text',
    sentence: 'No text.',
    bytes: Buffer.from(`kept ${first}`),
  });
  await record.refuse({ name: `y${first}`, code: 'too_large', sentence: 'Too much.', bytes: undefined });
}

/** Works on the database as somebody who took the triggers out, and puts them back. */
function asOwner<T>(work: (database: DatabaseSync) => T): T {
  using database = new DatabaseSync(join(folder, 'record.sqlite'), { defensive: false });
  const triggers = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${String(name)}`);
  try {
    return work(database);
  } finally {
    for (const { sql } of triggers) database.exec(String(sql));
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA journal_mode = WAL');
  }
}

function lengthOf(database: DatabaseSync): number {
  return Number(database.prepare('SELECT max(sequence) AS n FROM entry').get()!['n']);
}

/** Makes the chain sound again from an entry on. */
function rechain(database: DatabaseSync, from: number): void {
  const before = database.prepare('SELECT hash FROM entry WHERE sequence = ?').get(from - 1)?.['hash'];
  let previous = before === undefined ? '0'.repeat(64) : Buffer.from(before as Uint8Array).toString('hex');
  const update = database.prepare('UPDATE entry SET previous = ?, hash = ? WHERE sequence = ?');
  for (const row of database.prepare('SELECT * FROM entry WHERE sequence >= ? ORDER BY sequence').all(from)) {
    const { kind, at, by, body } = row as Record<'kind' | 'at' | 'by' | 'body', string>;
    const sequence = Number(row['sequence']);
    const hash = entryHash({ sequence, kind, at, by, body, previous });
    update.run(Buffer.from(previous, 'hex'), Buffer.from(hash, 'hex'), sequence);
    previous = hash;
  }
}

/** Moves the entries from one on by some places, up or down. */
function shift(database: DatabaseSync, from: number, by: number): void {
  database.exec(`UPDATE entry SET sequence = sequence + ${AWAY} WHERE sequence >= ${from}`);
  database.exec(`UPDATE entry SET sequence = sequence - ${AWAY} + ${by} WHERE sequence > ${AWAY}`);
}

/** Another value that looks like it: a letter or digit, a number beside it, a bit. */
function altered(value: Value, below: Below): Value {
  if (value === null) return 'x';
  if (typeof value === 'number' || typeof value === 'bigint')
    return BigInt(value) === 1n ? 0n : BigInt(value) === 0n ? 1n : BigInt(value) + 1n;
  if (typeof value !== 'string') {
    const bytes = Buffer.from(value);
    bytes[below(bytes.length)]! ^= 1 << below(8);
    return bytes;
  }
  const letters = [...value.matchAll(/[\p{L}\p{N}]/gu)];
  if (letters.length === 0) return `${value}x`;
  const { index, 0: letter } = letters[below(letters.length)]!;
  return `${value.slice(0, index)}${letter === '7' ? '3' : '7'}${value.slice(index + letter.length)}`;
}

const entryColumns = ['kind', 'at', 'by', 'body', 'previous', 'hash'];
const tables = [
  'document',
  'claim',
  'claim_also',
  'claim_actor',
  'claim_tally',
  'said',
  'said_again',
  'claim_words',
  'document_words',
  'actor',
  'fingerprint',
  'fingerprint_key',
  'link',
  'refusal',
];

/** One column of one row; tables without row ids are told apart by all their columns. */
function alterRow(
  database: DatabaseSync,
  table: string,
  columns: readonly string[] | undefined,
  below: Below,
): boolean {
  const rows = database.prepare(`SELECT * FROM ${table}`).all();
  if (rows.length === 0) return false;
  const row = rows[below(rows.length)]!;
  const names = columns ?? Object.keys(row);
  const column = names[below(names.length)]!;
  // Columns of text that are not filled take text, those of numbers are always filled.
  const where = Object.keys(row).map(name => `"${name}" IS ?`);
  const changed = database
    .prepare(`UPDATE ${table} SET "${column}" = ? WHERE ${where.join(' AND ')}`)
    .run(altered(row[column]!, below), ...whole(Object.values(row)));
  return Number(changed.changes) > 0;
}

/** Whole numbers are bound as such. */
function whole(values: readonly Value[]): Value[] {
  return values.map(value => (typeof value === 'number' ? BigInt(value) : value));
}

function pick(database: DatabaseSync, below: Below): number {
  return 1 + below(lengthOf(database));
}

function blobFiles(): string[] {
  const root = join(folder, 'blobs', 'sha256');
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
}

function twoOf<T>(list: readonly T[], below: Below): [T, T] {
  const one = below(list.length);
  return [list[one]!, list[(one + 1 + below(list.length - 1)) % list.length]!];
}

const inLog =
  (work: (database: DatabaseSync, below: Below) => boolean): Tampering =>
  below =>
    asOwner(database => work(database, below));
const sqlOn =
  (table: string, statement: string): Tampering =>
  below =>
    asOwner(database => {
      const keys = database.prepare(`SELECT * FROM ${table}`).all();
      if (keys.length === 0) return false;
      const row = keys[below(keys.length)]!;
      const where = Object.keys(row).map(name => `"${name}" IS ?`);
      return (
        Number(
          database.prepare(`${statement} WHERE ${where.join(' AND ')}`).run(...whole(Object.values(row))).changes,
        ) > 0
      );
    });

/** What is found without a witness. */
const found: Readonly<Record<string, Tampering>> = {
  'an entry deleted': inLog((database, below) => {
    database.exec(`DELETE FROM entry WHERE sequence = ${pick(database, below)}`);
    return true;
  }),
  'an entry deleted, the rest moved up': inLog((database, below) => {
    const at = pick(database, below);
    database.exec(`DELETE FROM entry WHERE sequence = ${at}`);
    shift(database, at, -1);
    return true;
  }),
  'an entry deleted, the rest moved up and chained anew': inLog((database, below) => {
    const at = 1 + pick(database, below);
    if (at > lengthOf(database)) return false;
    database.exec(`DELETE FROM entry WHERE sequence = ${at}`);
    shift(database, at, -1);
    rechain(database, at);
    return true;
  }),
  'two entries swapped': inLog((database, below) => {
    const [one, two] = twoOf([...Array(lengthOf(database)).keys()], below).map(n => n + 1) as [number, number];
    database.exec(
      `UPDATE entry SET sequence = ${AWAY} WHERE sequence = ${one}; UPDATE entry SET sequence = ${one} WHERE sequence = ${two}`,
    );
    database.exec(`UPDATE entry SET sequence = ${two} WHERE sequence = ${AWAY}`);
    return true;
  }),
  'the bodies of two entries swapped': inLog((database, below) => {
    const [one, two] = twoOf([...Array(lengthOf(database)).keys()], below).map(n => n + 1) as [number, number];
    const bodies = [one, two].map(n =>
      String(database.prepare('SELECT body FROM entry WHERE sequence = ?').get(n)!['body']),
    );
    const update = database.prepare('UPDATE entry SET body = ? WHERE sequence = ?');
    update.run(bodies[1]!, one);
    update.run(bodies[0]!, two);
    return bodies[0] !== bodies[1];
  }),
  'three entries in another order': inLog((database, below) => {
    const at = 1 + below(lengthOf(database) - 2);
    database.exec(`UPDATE entry SET sequence = sequence + ${AWAY} WHERE sequence BETWEEN ${at} AND ${at + 2}`);
    for (const n of [0, 1, 2])
      database.exec(`UPDATE entry SET sequence = ${at + ((n + 1) % 3)} WHERE sequence = ${AWAY + at + n}`);
    return true;
  }),
  'an entry put in, with a sound hash of its own': inLog((database, below) => {
    const at = pick(database, below);
    shift(database, at, 1);
    putIn(database, at);
    return true;
  }),
  'an entry put in, the rest chained anew': inLog((database, below) => {
    const at = 1 + pick(database, below);
    shift(database, at, 1);
    putIn(database, at);
    rechain(database, at);
    return true;
  }),
  'an entry repeated at the end': inLog((database, below) => {
    const [at, end] = [pick(database, below), lengthOf(database)];
    database.exec(
      `INSERT INTO entry SELECT ${end + 1}, kind, at, by, body, previous, hash FROM entry WHERE sequence = ${at}`,
    );
    return true;
  }),
  'the beginning repeated at the end, chained anew': inLog(database => {
    const end = lengthOf(database);
    database.exec(
      `INSERT INTO entry SELECT ${end + 1}, kind, at, by, body, previous, hash FROM entry WHERE sequence = 1`,
    );
    rechain(database, end + 1);
    return true;
  }),
  'a capture repeated at the end, chained anew': inLog(database => {
    const end = lengthOf(database);
    database.exec(
      `INSERT INTO entry SELECT ${end + 1}, kind, at, by, body, previous, hash FROM entry WHERE sequence = 2`,
    );
    rechain(database, end + 1);
    return true;
  }),
  'the tail cut off': inLog((database, below) => {
    database.exec(`DELETE FROM entry WHERE sequence > ${below(lengthOf(database))}`);
    return true;
  }),
  'a column of an entry changed': inLog((database, below) => alterRow(database, 'entry', entryColumns, below)),
  'a body changed and chained anew': inLog((database, below) => {
    const rows = database
      .prepare("SELECT sequence, body FROM entry WHERE kind IN ('document_captured', 'origin_linked', 'refused')")
      .all();
    const { sequence, body } = rows[below(rows.length)]!;
    database.prepare('UPDATE entry SET body = ? WHERE sequence = ?').run(altered(String(body), below), sequence!);
    rechain(database, Number(sequence));
    return true;
  }),
  'a blob deleted': below => {
    const files = blobFiles();
    unlinkSync(files[below(files.length)]!);
    return true;
  },
  'a blob replaced by another': below => {
    copyFileSync(...twoOf(blobFiles(), below));
    return true;
  },
  'two blobs swapped': below => {
    const [one, two] = twoOf(blobFiles(), below);
    renameSync(one, `${one}-`);
    renameSync(two, one);
    renameSync(`${one}-`, two);
    return true;
  },
  'a blob grown': below => {
    const files = blobFiles();
    appendFileSync(files[below(files.length)]!, ' ');
    return true;
  },
  'a blob cut': below => {
    const files = blobFiles();
    const file = files[below(files.length)]!;
    truncateSync(file, below(readFileSync(file).length));
    return true;
  },
  'a letter of a blob changed': below => {
    const files = blobFiles();
    const file = files[below(files.length)]!;
    writeFileSync(file, String(altered(readFileSync(file, 'utf8'), below)));
    return true;
  },
  'a trigger taken out': below =>
    asOwnerBare(database => {
      const triggers = ['entry_is_appended', 'entry_is_never_changed', 'entry_is_never_removed'];
      database.exec(`DROP TRIGGER ${triggers[below(3)]!}`);
      return true;
    }),
  'an index taken out': below =>
    asOwnerBare(database => {
      const indexes = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL").all();
      database.exec(`DROP INDEX ${String(indexes[below(indexes.length)]!['name'])}`);
      return true;
    }),
  ...Object.fromEntries(
    tables.flatMap(table => [
      [`a value of ${table} changed`, inLog((database, below) => alterRow(database, table, undefined, below))],
      [`a row of ${table} deleted`, sqlOn(table, `DELETE FROM ${table}`)],
    ]),
  ),
};

function asOwnerBare(work: (database: DatabaseSync) => boolean): boolean {
  using database = new DatabaseSync(join(folder, 'record.sqlite'), { defensive: false });
  return work(database);
}

/** A refusal that never was. */
function putIn(database: DatabaseSync, sequence: number): void {
  const body = '{"code":"not_text","name":"forged","sentence":"It never was."}';
  const before = database.prepare('SELECT hash FROM entry WHERE sequence = ?').get(sequence - 1)?.['hash'];
  const previous = before === undefined ? '0'.repeat(64) : Buffer.from(before as Uint8Array).toString('hex');
  const entry = { sequence, kind: 'refused', at: '2015-11-09T08:30:00.000Z', by: 'local', body, previous };
  database
    .prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(
      sequence,
      entry.kind,
      entry.at,
      entry.by,
      body,
      Buffer.from(previous, 'hex'),
      Buffer.from(entryHash(entry), 'hex'),
    );
}

async function rebuilt(): Promise<boolean> {
  const record = await openRecord(folder, { clock: testClock(), mode: 'write' });
  await record.rebuild();
  await record.close();
  return true;
}

/** A history that is consistent in itself: only a witness knows that there was another. */
const witnessed: Readonly<Record<string, Tampering>> = {
  'the tail cut off, the state made anew': async below => {
    // Whole groups of four entries, as if the last documents had never been.
    asOwner(database => {
      const captures = database
        .prepare("SELECT sequence FROM entry WHERE kind = 'document_captured' AND sequence > 2")
        .all();
      database.exec(`DELETE FROM entry WHERE sequence >= ${Number(captures[below(captures.length)]!['sequence'])}`);
    });
    return await rebuilt();
  },
  'an older copy put in its place': () => {
    rmSync(folder, { recursive: true });
    cpSync(older, folder, { recursive: true });
    return true;
  },
  'the chain made anew from the beginning, with another name and state': async () => {
    asOwner(database => {
      database.exec(
        "UPDATE entry SET body = replace(body, 'sample.txt', 'simple.txt'), by = replace(by, 'local', 'other')",
      );
      rechain(database, 1);
    });
    return await rebuilt();
  },
  'a day changed, the rest chained anew, the state made anew': async below => {
    asOwner(database => {
      const at = pick(database, below);
      database.prepare('UPDATE entry SET at = ? WHERE sequence = ?').run('2015-10-01T00:00:00.000Z', at);
      rechain(database, at);
    });
    return await rebuilt();
  },
  'a refusal put in, the rest chained anew, the state made anew': async below => {
    asOwner(database => {
      const at = 2 + below(lengthOf(database) - 1);
      shift(database, at, 1);
      putIn(database, at);
      rechain(database, at);
    });
    return await rebuilt();
  },
};

/** Does somebody who wrote the head down when the record was whole see that its history is another now? */
async function verifyWithWitness(place: string, written: Witness): Promise<boolean> {
  const record = await openRecord(place, { clock: testClock(), mode: 'read' });
  try {
    for await (const { sequence, hash } of record.entries(written.sequence)) {
      return sequence !== written.sequence || hash !== written.hash;
    }
    return true;
  } finally {
    await record.close();
  }
}

/** Tampers with a fresh copy of the sound record; gives false when nothing was changed. */
async function tamper(tampering: Tampering, below: Below): Promise<boolean> {
  rmSync(folder, { recursive: true, force: true });
  cpSync(sound, folder, { recursive: true });
  try {
    return await tampering(below);
  } catch (error) {
    // What SQLite does not let anybody do: two rows with one key, a number where text belongs.
    if ((error as { code?: string }).code === 'ERR_SQLITE_ERROR') return false;
    throw error;
  }
}

async function tryEach(
  tamperings: Readonly<Record<string, Tampering>>,
  count: number,
  sees: () => Promise<boolean>,
): Promise<{ done: number; sorts: number; unseen: string[] }> {
  const below = wholeNumbers(sequenceOf(SEED));
  const all = Object.entries(tamperings);
  const unseen: string[] = [];
  const sorts = new Set<string>();
  let done = 0;
  for (let n = 0; done < count && n < 4 * count + all.length; n++) {
    const [name, tampering] = all[n % all.length]!;
    if (!(await tamper(tampering, below))) continue;
    done++;
    sorts.add(name);
    if (!(await sees())) unseen.push(name);
  }
  return { done, sorts: sorts.size, unseen };
}

const verifies = async (): Promise<boolean> => (await verify(folder)).problems.length > 0;

test(`${TAMPERINGS} times somebody who owns the files changes them: verify finds it`, async t => {
  const { done, sorts, unseen } = await tryEach(found, TAMPERINGS, verifies);
  t.diagnostic(`seed ${SEED}: ${done} tamperings of ${sorts} sorts, ${unseen.length} not found`);
  t.diagnostic(`with 0 failures, fewer than ${bound(done)} go unseen (95 %, rule of three)`);
  assert.deepEqual(unseen, []);
  assert.equal(done, TAMPERINGS);
  if (TAMPERINGS >= 200) assert.equal(sorts, Object.keys(found).length, 'some sorts of tampering never happened');
});

const WITNESSED = Math.ceil(TAMPERINGS / 10);
test(`${WITNESSED} times a consistent history is put in its place: only a witness finds it`, async t => {
  const alone = await tryEach(witnessed, WITNESSED, verifies);
  const { done, unseen } = await tryEach(witnessed, WITNESSED, async () => await verifyWithWitness(folder, witness));
  t.diagnostic(`seed ${SEED}: ${done} other histories, ${unseen.length} not found with a witness`);
  t.diagnostic(`planted fault, no witness: ${alone.unseen.length} of ${alone.done} not found`);
  assert.deepEqual(unseen, []);
  assert.equal(alone.unseen.length, alone.done, 'a forgery was no consistent one, and shows nothing');
  assert.equal(await verifyWithWitness(sound, witness), false);
});

test('the harness tells a verifier that does not hash the content', async t => {
  const { done, unseen } = await tryEach(found, 200, async () => {
    using database = new DatabaseSync(join(folder, 'record.sqlite'), { readOnly: true });
    if (database.prepare('PRAGMA integrity_check').get()!['integrity_check'] !== 'ok') return true;
    let before: { sequence: number; hash: Buffer } = { sequence: 0, hash: Buffer.alloc(32) };
    for (const row of database.prepare('SELECT sequence, previous, hash FROM entry ORDER BY sequence').all()) {
      const [previous, hash] = ['previous', 'hash'].map(name => Buffer.from(row[name] as Uint8Array)) as [
        Buffer,
        Buffer,
      ];
      if (row['sequence'] !== before.sequence + 1 || !previous.equals(before.hash)) return true;
      before = { sequence: row['sequence'], hash };
    }
    return false;
  });
  t.diagnostic(`planted fault: ${unseen.length} of ${done} not found`);
  assert.ok(unseen.length > 0 && unseen.includes('a column of an entry changed'));
});
