// Many files with one command, as a user adds them: what is said of them, and what Ctrl-C leaves.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { CaptureProcess } from '../src/capturing.ts';
import { type Answer, deeds, launcher, temporaryFolder } from './command.ts';
import { zipOf } from './hostile/zip.ts';

const report = (number: number): string =>
  `The minister said on Monday that round ${number} of the talks had failed.\n`;

/** A book of two chapters that holds the first alone. */
const book = zipOf([
  { name: 'mimetype', data: 'application/epub+zip' },
  {
    name: 'META-INF/container.xml',
    data: '<container><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
  },
  {
    name: 'book.opf',
    data: '<package><metadata/><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>',
  },
  { name: 'a.xhtml', data: `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>${report(9)}</p></body></html>` },
]);

/** Numbers of the table behind the work, by the outcome; what it says of all under "all". */
function tableOf({ err }: Answer): Record<string, number> {
  const of = /^deeds: of ([\d,]+) documents$/mu.exec(err)?.[1];
  const rows = [...err.matchAll(/^deeds: {3}(\w[\w ]*?) +([\d,]+)(?: {3}.*)?$/gmu)].map(([, row, number]) => [
    row!,
    number!,
  ]);
  return Object.fromEntries(
    [...(of === undefined ? [] : [['all', of]]), ...rows].map(([row, number]) => [
      row!,
      Number(number!.replaceAll(',', '')),
    ]),
  );
}

// What lies in a folder, and what the table and the exit code then are.
const folders: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string | Buffer>>,
  table: Readonly<Record<string, number>>,
  code: number,
  says?: RegExp,
])[] = [
  ['two reports', { 'a.txt': report(1), 'b.txt': report(2) }, { all: 2, added: 2 }, 0],
  ['a report twice', { 'a.txt': report(1), 'b.txt': report(1) }, { all: 2, added: 1, 'already there': 1 }, 0],
  [
    'a report and an empty file',
    { 'a.txt': report(1), 'b.txt': '' },
    { all: 2, added: 1, failed: 1 },
    4,
    /^deeds: {3}failed +1 {3}empty 1$/mu,
  ],
  [
    'a report and two sorts of files that cannot be read',
    {
      'a.txt': report(1),
      'b.bin': Buffer.alloc(400, 1),
      'c.zip': zipOf([{ name: 'd.zip', data: zipOf([]) }]),
      'e.txt': '',
    },
    { all: 4, added: 1, failed: 3 },
    4,
  ],
  ['nothing but files that cannot be read', { 'a.txt': '', 'b.txt': '  ' }, { all: 2, failed: 2 }, 1],
  [
    'a report and a book without its second chapter',
    { 'a.txt': report(1), 'b.epub': book },
    { all: 2, added: 1, 'added in part': 1 },
    0,
    /^deeds: {3}added in part +1 {3}chapter_missing 1$/mu,
  ],
  ['one report', { 'a.txt': report(1) }, {}, 0],
  ['one empty file', { 'a.txt': '' }, {}, 1],
];
for (const [what, files, table, code, says] of folders) {
  test(`a folder with ${what}: exit code ${code}`, t => {
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'in'));
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, 'in', name), bytes);
    const answer = deeds(['add', 'in'], { cwd: folder });
    assert.deepEqual([tableOf(answer), answer.code], [table, code], answer.err);
    if (says !== undefined) assert.match(answer.err, says);
  });
}

test('name, declared type and content are recorded, and a name that misleads is told', t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'report.pdf'), `<!doctype html><p>${report(1)}</p>`);
  deeds(['add', 'report.pdf'], { cwd: folder });
  const [line] = deeds(['show', 'documents', '--jsonl'], { cwd: folder }).out.split('\n');
  const { id } = JSON.parse(line!) as { id: string };
  const { out } = deeds(['explain', id], { cwd: folder });
  assert.match(out, /text\/html/u);
  assert.match(out, /The file is named report\.pdf, and its content is HTML\./u);
});

const MANY = 200;

/** A folder `many` with so many reports, each unlike the others. */
function many(t: TestContext): string {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'many'));
  for (let number = 0; number < MANY; number++)
    writeFileSync(join(folder, 'many', `${String(number).padStart(3, '0')}.txt`), report(number));
  return folder;
}

/** Adds the folder, and presses Ctrl-C when so many files were told to be added: as a terminal does it, for the whole group of processes. */
function interrupted(folder: string, after: number): Promise<Answer> {
  const child = spawn(process.execPath, [launcher, 'add', 'many'], { cwd: folder, detached: true });
  const answer = { out: '', err: '' };
  let pressed = false;
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    answer.out += data;
    if (pressed || added(answer.out) < after) return;
    pressed = true;
    process.kill(-child.pid!, 'SIGINT');
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => (answer.err += data));
  return new Promise(done => child.on('close', code => done({ ...answer, code })));
}

const added = (out: string): number => [...out.matchAll(/: added as /gu)].length;

test('Ctrl-C in a folder of 200 files: what was added is kept, the same command adds the rest, and none is there twice', async t => {
  const folder = many(t);
  const first = await interrupted(folder, 20);
  const kept = added(first.out);
  assert.match(first.err, /what is added is kept, and the same command continues/u);
  assert.equal(first.code, 4);
  assert.deepEqual(tableOf(first), { all: MANY, added: kept, 'not tried': MANY - kept }, first.err);
  assert.ok(kept >= 20 && kept < MANY, `${kept} were added`);
  const ids = (): string[] =>
    deeds(['show', 'documents', '--jsonl'], { cwd: folder })
      .out.trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { id: string }).id);
  assert.equal(ids().length, kept);
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);

  const second = deeds(['add', 'many'], { cwd: folder });
  assert.equal(second.code, 0, second.err);
  assert.deepEqual(tableOf(second), { all: MANY, added: MANY - kept, 'already there': kept });
  assert.equal(new Set(ids()).size, MANY);
  assert.equal(ids().length, MANY);
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);

  const third = deeds(['add', 'many'], { cwd: folder });
  assert.deepEqual([tableOf(third), third.code], [{ all: MANY, 'already there': MANY }, 0]);
});

/** Processes that this one has started, by the system's own list. */
const children = (): number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);

test('a file is not to blame when what takes it apart is ended from outside', {
  skip: process.platform !== 'linux',
}, async t => {
  const capturing = new CaptureProcess();
  t.after(() => capturing.close());
  const small = Buffer.from(report(1));
  for (const [when, bytes] of [
    ['while it waits', small],
    ['while it is busy', Buffer.from(report(1).repeat(150_000))],
  ] as const) {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      await capturing.capture(small, {});
      const [child] = children();
      const work = when === 'while it is busy' ? capturing.capture(bytes, {}) : undefined;
      // Long enough for the file to be there, and too short for its end.
      if (work !== undefined) await sleep(100);
      process.kill(child!, signal);
      if (work === undefined) await sleep(100);
      const { document } = await (work ?? capturing.capture(bytes, {}));
      assert.equal(document!.text.length, bytes.length, `${signal} ${when}`);
      assert.notEqual(children()[0], child, 'another one took its place');
    }
  }
});

test('a file that ends whatever takes it apart is refused', async t => {
  const program = join(temporaryFolder(t), 'ended.mjs');
  for (const signal of ['SIGINT', 'SIGKILL', 'SIGSEGV']) {
    writeFileSync(
      program,
      `process.on('message', () => process.kill(process.pid, '${signal}')); process.send('ready');`,
    );
    const capturing = new CaptureProcess({ program });
    t.after(() => capturing.close());
    await assert.rejects(capturing.capture(Buffer.from('x'), {}), { code: 'reader_crashed' }, signal);
  }
});
