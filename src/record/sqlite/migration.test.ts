// Records of version 1, made by hand as docs/record-format.md says, are read as they are and brought to this version when written to.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { canonicalJson } from '../../core/canonical.ts';
import { documentIdOf, entryHash, GENESIS, sha256 } from '../chain.ts';
import { testClock } from '../contract.ts';
import type { DeedsRecord } from '../record.ts';
import { sample } from '../sample.ts';
import { verify } from '../verify/verify.ts';
import type { Mode } from './database.ts';
import { openRecord } from './record.ts';
import { APPLICATION_ID, log } from './schema.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-migration-'));
after(() => rmSync(home, { recursive: true }));
const open = (folder: string, mode: Mode): Promise<DeedsRecord> => openRecord(folder, { clock: testClock(), mode });

/** A record of version 1: what a text is about, and what a link says, stood in the entries themselves; nobody had decided or signed anything. */
class FirstVersion {
  readonly #folder: string;
  readonly #database: DatabaseSync;
  #sequence = 0;
  #previous = GENESIS;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder);
    this.#database = new DatabaseSync(join(folder, 'record.sqlite'));
    this.#database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1; ${log}`,
    );
    // One table of that version's state, with a column that is no more, stands for all: they are thrown away.
    this.#database.exec('CREATE TABLE document (id TEXT PRIMARY KEY, was TEXT) STRICT');
    this.#database.exec('CREATE VIRTUAL TABLE document_words USING fts5(title)');
    this.#append('record_created', { format: 1, record: '0b3f6c1e-7d0a-4c52-9a55-2f1f6f0c9d11' });
  }

  add(marked: string): string {
    const { bytes, document, reading } = sample(marked);
    const id = documentIdOf(bytes);
    const { text, title, leftOut, notes } = document;
    const [textHash, readingHash] = [this.#blob(text), this.#blob(canonicalJson(reading))];
    const captured = { document: id, bytes: this.#blob(bytes), length: bytes.length, facts: { name: 'old.txt' } };
    this.#append('document_captured', captured);
    this.#append('text_made', { document: id, text: textHash, about: { title, leftOut, notes }, engine: 'old/1' });
    this.#append('fingerprint_made', { document: id, text: textHash, engine: 'old/1', keys: [1, 'two'], data: {} });
    this.#append('reading_made', { document: id, text: textHash, reading: readingHash, engine: 'old/1' });
    return id;
  }

  /** A link over the first so many units of both. */
  link(document: string, other: string, texts: readonly [string, string], length: number): void {
    const [text, otherText] = texts.map(one => sha256(Buffer.from(one)));
    this.#append('origin_linked', {
      document,
      other,
      text,
      otherText,
      relation: 'copy',
      copy: true,
      comparison: {},
      shared: [{ start: 0, end: length, exact: texts[0].slice(0, length) }],
      sharedOther: [{ start: 0, end: length }],
      unshared: [],
      reason: 'the same words',
    });
  }

  refuse(): void {
    this.#append('refused', { name: 'x.pdf', code: 'format_not_read', sentence: 'It is PDF.' });
  }

  close(): void {
    this.#database.close();
  }

  #append(kind: string, body: object): void {
    const entry = {
      sequence: ++this.#sequence,
      kind,
      at: new Date(Date.UTC(2015, 10, 1, 0, this.#sequence)).toISOString(),
      by: 'local',
      body: canonicalJson(body),
      previous: this.#previous,
    };
    this.#previous = entryHash(entry);
    this.#database
      .prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(
        entry.sequence,
        kind,
        entry.at,
        entry.by,
        entry.body,
        Buffer.from(entry.previous, 'hex'),
        Buffer.from(this.#previous, 'hex'),
      );
  }

  #blob(content: string | Uint8Array): string {
    const bytes = Buffer.from(content as string);
    const hash = sha256(bytes);
    const folder = join(this.#folder, 'blobs', 'sha256', hash.slice(0, 2));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, hash.slice(2)), bytes);
    return hash;
  }
}

const texts = ['The wire said [act China: it acted].', 'The wire said [act China: it acted] again.'] as const;

function firstVersion(name: string, documents = 0): string {
  const folder = join(home, name);
  const record = new FirstVersion(folder);
  const [wire, copy] = texts.map(text => record.add(text)) as [string, string];
  const plain = texts.map(text => sample(text).document.text) as [string, string];
  record.link(copy, wire, [plain[1], plain[0]], 'The wire said it acted'.length);
  record.refuse();
  for (let n = 0; n < documents; n++) record.add(`Report ${n}. [act China: acted ${n} times].`);
  record.close();
  return folder;
}

/** What lists show, without what is about this version alone. */
async function shown(record: DeedsRecord): Promise<unknown> {
  const claims = await record.claims({ includeCopies: true });
  return {
    claims: claims.map(({ claim, copy, origin }) => [claim.words.exact, copy, origin]),
    titles: (await record.documents()).map(({ about }) => about.title),
    reasons: (await record.links()).map(({ reason, shared }) => [reason, shared]),
    refused: (await record.refusals()).map(({ name }) => name),
    found: (await record.search('acted')).length,
  };
}

const bytesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.endsWith('-shm') && !entry.name.endsWith('-wal'))
    .map(entry => `${entry.name} ${sha256(readFileSync(join(entry.parentPath, entry.name)))}`)
    .toSorted();

test('a record of version 1 is read, with nothing written; when it is written to, it is of this version, and shows the same', async () => {
  const folder = firstVersion('first');
  const before = bytesOf(folder);
  const reader = await open(folder, 'read');
  const seen = await shown(reader);
  assert.match(JSON.stringify(seen), /"the same words".*"x.pdf"/u);
  assert.equal((await reader.origins()).length, 1);
  const then = await reader.stateHash();
  await reader.close();
  assert.deepEqual(bytesOf(folder), before);

  const writer = await open(folder, 'write');
  assert.deepEqual(await shown(writer), seen);
  assert.equal(await writer.stateHash(), then);
  await writer.rebuild();
  assert.equal(await writer.stateHash(), then);
  const [claim] = await writer.claims();
  await writer.decide({
    kind: 'claim_reviewed',
    by: 'anna',
    body: { document: claim!.document, claim: claim!.claim.id, verdict: 'confirmed', independent: false },
  });
  await writer.checkpoint();
  await writer.close();
  const { problems, documents, checkpoints } = await verify(folder);
  assert.deepEqual([problems, documents, checkpoints], [[], 2, 1]);
});

test('a process killed while it brings a record to this version has changed nothing, or all', async t => {
  const folder = firstVersion('many', 300);
  const program = `const { openRecord } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
    process.stdout.write('begun ');
    const record = await openRecord(process.argv[1], { clock: { now: () => new Date().toISOString() }, mode: 'write' });
    process.stdout.write('done');
    setInterval(() => {}, 1000);`;
  /** Kills the process so many milliseconds after it began; tells how long it took if it came to its end. */
  const migrating = async (copy: string, kill: number): Promise<number | undefined> => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', program, copy], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise(resolve => child.on('close', resolve));
    let [began, took]: (number | undefined)[] = [];
    for await (const chunk of child.stdout) {
      if (String(chunk).includes('done')) took = performance.now() - began!;
      if (took !== undefined) break;
      began ??= performance.now();
      setTimeout(() => child.kill('SIGKILL'), kill).unref();
    }
    child.kill('SIGKILL');
    await ended;
    return took;
  };
  cpSync(folder, join(home, 'measured'), { recursive: true });
  const whole = (await migrating(join(home, 'measured'), 60_000))!;
  let midway = 0;
  for (let n = 0; n < 8; n++) {
    const copy = join(home, `killed-${n}`);
    cpSync(folder, copy, { recursive: true });
    if ((await migrating(copy, ((n + 0.5) / 8) * whole)) === undefined) midway++;
    const record = await open(copy, 'write');
    assert.equal((await record.documents()).length, 302);
    assert.equal((await record.search('times')).length, 20);
    const hash = await record.stateHash();
    await record.rebuild();
    assert.equal(await record.stateHash(), hash);
    await record.close();
    assert.deepEqual((await verify(copy)).problems, []);
  }
  assert.ok(midway >= 4, 'most were killed midway');
  t.diagnostic(`${midway} of 8 killed midway, of ${Math.round(whole)} ms`);
});
