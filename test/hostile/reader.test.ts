// A28: whatever becomes of the process that takes files apart, its document is refused, and the next one is read in a fresh one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Bounds, CaptureProcess } from '../../src/capturing.ts';
import type { Document } from '../../src/core/document.ts';
import type { Problem } from '../../src/core/problem.ts';
import { temporaryFolder } from '../command.ts';
import { documents } from './cases.ts';
import { watched, worked } from './watch.ts';

const report = Buffer.from('The minister said on Monday that the talks had failed.');

function capturing(t: TestContext, bounds: Partial<Bounds> = {}): CaptureProcess {
  const process = new CaptureProcess(bounds);
  t.after(() => process.close());
  return process;
}

async function problemOf(process: CaptureProcess, bytes: Uint8Array = report): Promise<Problem | undefined> {
  try {
    await process.capture(bytes, {});
    return undefined;
  } catch (error) {
    return error as Problem;
  }
}

/** A document as it is sent, with every field; what one way does otherwise stands behind it. */
const sound = `text: 'x', mediaType: 'text/plain', encoding: 'utf-8', title: undefined, byline: undefined, source: undefined, url: undefined,
  canonicalUrl: undefined, language: undefined, published: undefined, dates: [], missing: [],
  leftOut: { rows: 0, numbers: new Map(), words: new Map() }, map: undefined, notes: []`;
const documentWith = (otherwise = ''): string =>
  `answer({ captured: { document: { ${sound}, ${otherwise} }, mediaType: 'text/plain', parts: [], notes: [] } })`;
const partWith = (otherwise = ''): string =>
  `answer({ captured: { document: undefined, mediaType: 'text/plain', parts: [{ place: 'x', bytes: new Uint8Array(1), facts: {}, ${otherwise} }], notes: [] } })`;
const numbers = (...names: string[]): string =>
  `new Map([${names.map(name => `['${name}', new Float64Array(1)]`).join(', ')}])`;

/** What a process does when it is asked, and the code with which its document is refused; undefined: it answers as it should. */
const ways: readonly (readonly [way: string, does: string, code: string | undefined])[] = [
  ['answers', documentWith(), undefined],
  ['answers a part', partWith(), undefined],
  ['loops', 'for (;;);', 'too_slow'],
  ['grows outside the heap', 'const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));', 'too_much_memory'],
  ['ends', 'process.exit(0)', 'reader_crashed'],
  ['ends after half an answer', 'write(Buffer.from([9, 0, 0, 0, 1])); process.exit(0)', 'reader_crashed'],
  ['throws', 'throw new Error("x")', 'reader_crashed'],
  ['breaks down', 'process.kill(process.pid, "SIGSEGV")', 'reader_crashed'],
  ['answers nothing', 'write(Buffer.from([0, 0, 0, 0]))', 'reader_crashed'],
  ['answers rubbish', 'write(Buffer.concat([Buffer.from([99, 0, 0, 0]), Buffer.alloc(99, 7)]))', 'reader_crashed'],
  ['says that its answer is of 4 GB', 'write(Buffer.alloc(8, 255))', 'reader_crashed'],
  ['answers without an end', 'for (;;) write(Buffer.alloc(65536))', 'reader_crashed'],
  ['answers more than it said', 'write(Buffer.from([1, 0, 0, 0, 1, 2, 3]))', 'reader_crashed'],
  ['sends a message', 'process.send({ captured: { parts: [] } })', 'reader_crashed'],
  ['answers nothing that was captured', 'answer({ captured: null })', 'reader_crashed'],
  ['answers a document alone', `answer({ document: { ${sound} } })`, 'reader_crashed'],
  ['answers what is no document', documentWith('text: 1'), 'reader_crashed'],
  ['answers a text of no type', documentWith('mediaType: 1'), 'reader_crashed'],
  ['answers notes that are none', documentWith('notes: [1]'), 'reader_crashed'],
  ['answers a lack that is none', documentWith('missing: [null]'), 'reader_crashed'],
  ['answers a language that is none', documentWith('language: { tag: {}, basis: "words" }'), 'reader_crashed'],
  ['answers an address that is none', documentWith('canonicalUrl: ["x"]'), 'reader_crashed'],
  ['answers a part that has no bytes', partWith('bytes: "x"'), 'reader_crashed'],
  ['answers a part of no place', partWith('place: 1'), 'reader_crashed'],
  ['answers a part of which it says what nobody can', partWith('facts: { published: 1 }'), 'reader_crashed'],
  ['answers a part with remarks that are none', partWith('facts: { remarks: "x" }'), 'reader_crashed'],
  [
    'answers a list that is longer than its columns',
    documentWith(`map: { rows: 1e9, numbers: ${numbers('textStart', 'length')}, words: new Map() }`),
    'reader_crashed',
  ],
  [
    'answers a list that lacks a column',
    documentWith(`map: { rows: 1, numbers: ${numbers('textStart')}, words: new Map() }`),
    'reader_crashed',
  ],
  ['answers a day that is none', documentWith("published: { day: 1, basis: 'url', evidence: '' }"), 'reader_crashed'],
  ['answers a problem without a sentence', 'answer({ problem: { code: "x" } })', 'reader_crashed'],
];

for (const [way, does, code] of ways) {
  test(`A28 a process that ${way}`, async t => {
    const program = join(temporaryFolder(t), 'reader.mjs');
    writeFileSync(
      program,
      `import { writeSync } from 'node:fs';
import { serialize } from 'node:v8';
const write = bytes => { for (let at = 0; at < bytes.length; ) at += writeSync(4, bytes, at); };
const answer = value => {
  const bytes = serialize(value);
  const head = Buffer.alloc(4);
  head.writeUInt32LE(bytes.length);
  write(Buffer.concat([head, bytes]));
};
process.on('message', () => { ${does} });
process.send('ready');`,
    );
    // What is ended for its time is ended soon; nothing else takes any.
    const reader = capturing(t, { program, seconds: code === 'too_slow' ? 0.5 : 1, megabytes: 150 });
    const { value: codes, seen } = await watched(async () =>
      [await problemOf(reader), await problemOf(reader)].map(problem => problem?.code),
    );
    assert.deepEqual(codes, [code, code]);
    assert.ok(seen.blocked < 250, `blocked for ${seen.blocked} ms`);
  });
}

test('A28 a process that was taken over can reach nothing; without its locks it could', async t => {
  const program = join(import.meta.dirname, 'faults', 'attempts.mjs');
  const free = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  assert.equal(
    free.stdout,
    'reads a file, writes a file, starts a program, starts a thread, opens the network, asks for a name, makes code from words, ' +
      'changes what all objects are, sees the environment',
    free.stderr,
  );
  const problem = await problemOf(capturing(t, { program, seconds: 5 }));
  assert.deepEqual([problem?.code, problem?.message], ['tried', '']);
});

test('A28 a large document leaves nothing to the next: memory that it left is not on its account', async t => {
  const process = capturing(t, { megabytes: 330 });
  const large = Buffer.from(`<!doctype html>${'<p>&amp;&lt;</p>'.repeat(80_000)}`);
  for (let turn = 0; turn < 2; turn++) {
    assert.ok((await process.capture(large, {})).document!.text.length > 0);
    assert.equal((await process.capture(report, {})).document?.text, report.toString());
  }
});

// What these tests look at would be seen: each is shown a fault.

test('A1 without a limit of depth a page keeps the process busy', async t => {
  const program = join(import.meta.dirname, 'faults', 'no-depth.ts');
  const deep = documents.find(({ id }) => id === 'A1')!;
  const problem = await problemOf(capturing(t, { program, seconds: 2 }), deep.make());
  assert.ok(problem !== undefined && !deep.ends.includes(problem.code), `${problem?.code}`);
});

test('A16 without a limit of memory a process takes more, and that is seen', {
  skip: process.platform !== 'linux',
}, async t => {
  const bomb = documents.find(({ id }) => id === 'A16')!;
  const reader = capturing(t, { megabytes: 700 });
  const { seen } = await watched(() => problemOf(reader, bomb.make()));
  assert.ok(seen.megabytes > 600, `${seen.megabytes}`);
});

test('a moment in which nothing else can be done is seen', async () => {
  const { seen } = await watched(async () => {
    await new Promise(done => setTimeout(done, 20));
    for (const begun = worked(); worked() < begun + 300; );
  });
  assert.ok(seen.blocked > 250, `${seen.blocked}`);
});

/** Keeps the type of what is answered in sight: a field that is added there has to be added to `sound` above. */
const fields: Record<keyof Document, true> = {
  text: true,
  mediaType: true,
  encoding: true,
  title: true,
  byline: true,
  source: true,
  url: true,
  canonicalUrl: true,
  language: true,
  published: true,
  dates: true,
  missing: true,
  leftOut: true,
  map: true,
  notes: true,
};
test('A28 the sound answer above has every field of a document', () => {
  for (const field of Object.keys(fields)) assert.ok(sound.includes(`${field}:`), field);
});
