// Whatever is put in, the answer is a sentence, a code and an exit code; the rest is still done, and nothing is half-kept.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deeds, temporaryFolder } from './command.ts';

const launcher = join(import.meta.dirname, '..', 'bin', 'deeds.js');
/** Runs a line of shell in a folder; $DEEDS is the command. */
function shell(line: string, cwd: string): { out: string; err: string; code: number | null } {
  const env = { ...process.env, DEEDS: `${process.execPath} ${launcher}` };
  const { stdout, stderr, status } = spawnSync('bash', ['-c', `set -o pipefail; ${line}`], {
    cwd,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { out: stdout, err: stderr, code: status };
}

const report = 'The minister said on Monday that the talks had failed.\n';
/** A sentence, what to do next, and the code in brackets. */
const problem = (code: string): RegExp => new RegExp(`^deeds: .+\\.( .+\\.)+ \\[${code}\\]$`, 'mu');

test('an empty file', t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'empty.txt'), '');
  const { out, err, code } = deeds(['read', 'empty.txt'], { cwd: folder });
  assert.match(err, problem('empty'));
  assert.equal(out, '');
  assert.equal(code, 1);
});

test('a binary file', t => {
  const folder = temporaryFolder(t);
  writeFileSync(
    join(folder, 'photo.txt'),
    Uint8Array.from({ length: 4096 }, (_, index) => (index * 89) % 256),
  );
  const { err, code } = deeds(['read', 'photo.txt'], { cwd: folder });
  assert.match(err, problem('not_text'));
  assert.equal(code, 1);
});

test('a PDF that is none is named as one', () => {
  const { err, code } = deeds(['read', '-'], { input: '%PDF-1.7\n%âãÏÓ\n1 0 obj\n' });
  assert.match(err, problem('damaged'));
  assert.equal(code, 1);
});

test('text in another encoding is read, and the encoding named', t => {
  const folder = temporaryFolder(t);
  writeFileSync(
    join(folder, 'latin.txt'),
    Buffer.from('The président said on Monday that the café talks had failed, officials in Zürich said.\n', 'latin1'),
  );
  const { out, code } = deeds(['read', 'latin.txt', '--json'], { cwd: folder });
  assert.equal(code, 0);
  assert.match(JSON.parse(out).documents[0].about.encoding, /windows-1252|iso-8859-1/iu);
  assert.doesNotMatch(out, /\uFFFD/u);
});

test('50 MB of one line are refused at once, with the limit', t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'long.txt'), Buffer.alloc(50_000_000, 'words '));
  const started = performance.now();
  const { err, code } = deeds(['read', 'long.txt'], { cwd: folder });
  assert.match(err, problem('too_large'));
  assert.equal(code, 1);
  assert.ok(performance.now() - started < 10_000);
});

test('a folder with one unreadable file: the rest is read and recorded, exit code 4', t => {
  const folder = temporaryFolder(t);
  const reports = join(folder, 'reports');
  mkdirSync(reports);
  writeFileSync(join(reports, 'a.txt'), report);
  writeFileSync(join(reports, 'b.txt'), '');
  writeFileSync(join(reports, 'c.txt'), 'The ambassador said on Tuesday that the border was closed.\n');
  // Root reads everything, so the unreadable file is one that cannot be read by anybody: a directory entry that vanished would be racy.
  chmodSync(join(reports, 'b.txt'), 0o000);
  const added = deeds(['add', 'reports'], { cwd: folder });
  assert.equal(added.code, 4);
  assert.match(added.err, /b\.txt: .+ \[(?:not_permitted|empty)\]/u);
  assert.equal(added.out.match(/added as doc_/gu)?.length, 2);
  const documents = deeds(['show', 'documents', '--jsonl'], { cwd: folder });
  assert.equal(documents.out.trim().split('\n').length, 2);
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);
});

test('standard input whose writer is slow is waited for', t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'a.txt'), report);
  const { out, code } = shell('(sleep 1; cat a.txt) | $DEEDS read -', folder);
  assert.match(out, /STATEMENTS \(1\)/u);
  assert.equal(code, 0);
});

test('standard input is read once', () => {
  const { err, code } = deeds(['read', '-', '-'], { input: report });
  assert.match(err, problem('stdin_twice'));
  assert.equal(code, 2);
});

for (const endless of ['$DEEDS read /dev/zero', 'cat /dev/zero | $DEEDS read -']) {
  test(`what has no end is read to the limit: ${endless}`, { skip: !existsSync('/dev/zero') }, t => {
    const { err, code } = shell(endless, temporaryFolder(t));
    assert.match(err, problem('too_large'));
    assert.notEqual(code, 0);
  });
}

test('a named pipe is read when it is named, and passed over below a folder', {
  skip: process.platform === 'win32',
}, t => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'in'));
  execFileSync('mkfifo', [join(folder, 'in', 'pipe')]);
  writeFileSync(join(folder, 'in', '.hidden'), report);
  symlinkSync('..', join(folder, 'in', 'link'));
  writeFileSync(join(folder, 'a.txt'), report);
  assert.match(shell('cat a.txt > in/pipe & $DEEDS read in/pipe', folder).out, /STATEMENTS \(1\)/u);
  const { err, code } = deeds(['read', 'in'], { cwd: folder });
  assert.match(err, /^deeds: There is nothing to read in in\.$/mu);
  assert.match(err, /^deeds: Passed over: 1 hidden file, 1 symbolic link, 1 named pipe\.$/mu);
  assert.equal(code, 0);
});

test('a name that is not UTF-8 is said to be so', { skip: process.platform !== 'linux' }, t => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'in'));
  writeFileSync(Buffer.concat([Buffer.from(join(folder, 'in', 'caf')), Buffer.from([0xe9])]), report);
  const { err, code } = deeds(['read', 'in'], { cwd: folder });
  assert.match(err, problem('name_not_utf8'));
  assert.equal(code, 1);
});

test('a reader that goes away ends the reading, but not the adding', t => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'many'));
  for (let number = 10; number < 40; number++)
    writeFileSync(
      join(folder, 'many', `${number}.txt`),
      `The minister said on Monday that round ${number} had failed.\n`,
    );
  assert.equal(shell('$DEEDS add many | head -1', folder).code, 0);
  assert.equal(deeds(['show', 'documents', '--jsonl'], { cwd: folder }).out.trim().split('\n').length, 30);
  const read = shell('$DEEDS read many --json | head -1', folder);
  assert.deepEqual([read.err, read.code], ['', 0]);
});

test('a full disk on standard output is a problem like any other', { skip: !existsSync('/dev/full') }, t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'a.txt'), report);
  const { err, code } = shell('$DEEDS read a.txt > /dev/full', folder);
  assert.match(err, problem('output_full'));
  assert.equal(err.trim().split('\n').length, 1);
  assert.equal(code, 1);
});

test('Ctrl-C: what was added is kept, the rest is told to be not tried, exit code 4', async t => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'many'));
  for (let number = 100; number < 500; number++)
    writeFileSync(
      join(folder, 'many', `${number}.txt`),
      `The minister said on Monday that round ${number} had failed.\n`,
    );
  const child = spawn(process.execPath, [launcher, 'add', 'many', '--json'], { cwd: folder });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    if (out === '') child.kill('SIGINT');
    out += data;
  });
  child.stderr.resume();
  const code = await new Promise(done => child.on('close', done));
  const outcomes = out
    .trim()
    .split('\n')
    .map(line => (JSON.parse(line) as { outcome: string }).outcome);
  assert.equal(code, 4);
  assert.equal(outcomes.length, 400);
  assert.deepEqual([...new Set(outcomes)], ['added', 'not tried']);
});

test('a date given for what is already in the record is not used, and that is said', t => {
  const folder = temporaryFolder(t);
  deeds(['add', '-', '--published', '2015-11-09'], { cwd: folder, input: report });
  const same = deeds(['add', '-', '--published', '2015-11-09'], { cwd: folder, input: report });
  assert.doesNotMatch(same.out, /not used/u);
  const { out } = deeds(['add', '-', '--published', '2016-11-09', '--source', 'Herald'], {
    cwd: folder,
    input: report,
  });
  assert.match(out, /published: the record has 2015-11-09; what was given now \(2016-11-09\) was not used/u);
  assert.match(out, /source: the record has none; what was given now \(Herald\) was not used/u);
});

test('a file that is not there', () => {
  const { err, code } = deeds(['read', 'no-such-report.txt']);
  assert.match(err, problem('not_found'));
  assert.equal(code, 1);
});

for (const date of ['soon', '2015-02-31', '09.11.2015', '0215-11-09', '']) {
  test(`a date that is no date: ${JSON.stringify(date)}`, () => {
    const { out, err, code } = deeds(['read', '-', '--published', date], { input: report });
    assert.match(err, problem('bad_date'));
    assert.equal(out, '');
    assert.equal(code, 2);
  });
}

test('an address that is no address', () => {
  const { err, code } = deeds(['read', '-', '--url', 'example'], { input: report });
  assert.match(err, problem('bad_url'));
  assert.equal(code, 2);
});

test('a verb or an option that is not there is wrong usage', () => {
  assert.equal(deeds(['reed', 'x.txt']).code, 2);
  assert.equal(deeds(['read', '-', '--pubished', '2015-11-09'], { input: report }).code, 2);
  assert.equal(deeds(['show', 'quotes']).code, 2);
  assert.equal(deeds(['show', 'statements', '--json', '--csv']).code, 2);
});

test('a folder that holds no record', t => {
  const { err, code } = deeds(['show', 'statements'], { cwd: temporaryFolder(t) });
  assert.match(err, problem('not_a_record'));
  assert.notEqual(code, 0);
});

for (const [record, code] of [
  ['a.txt', 'not_a_record'],
  ['a.txt/below', 'not_a_record'],
  ['', 'empty_option'],
] as const) {
  test(`a record that can be none: ${JSON.stringify(record)}`, t => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'a.txt'), report);
    for (const args of [['add', 'a.txt', 'a.txt'], ['show', 'documents'], ['verify']]) {
      const answer = deeds([...args, '--record', record], { cwd: folder });
      assert.match(answer.err, problem(code));
      assert.equal(answer.err.trim().split('\n').length, 1, 'said once');
      assert.equal(answer.code, 2);
    }
  });
}

test('a record that may not be read is not said to be none', { skip: process.getuid?.() === 0 }, t => {
  const folder = temporaryFolder(t);
  deeds(['add', '-'], { cwd: folder, input: report });
  chmodSync(join(folder, '.deeds'), 0o000);
  for (const args of [['show', 'documents'], ['verify']])
    assert.match(deeds(args, { cwd: folder }).err, problem('not_permitted'));
  chmodSync(join(folder, '.deeds'), 0o700);
});

test('a record whose folders are no folders is damaged, and that is said once', t => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, '.deeds'));
  writeFileSync(join(folder, '.deeds', 'blobs'), '');
  writeFileSync(join(folder, 'a.txt'), report);
  const { err, code } = deeds(['add', 'a.txt', 'a.txt'], { cwd: folder });
  assert.match(err, problem('record_damaged'));
  assert.equal(err.trim().split('\n').length, 1);
  assert.equal(code, 1);
});

test('hostile characters of a text do not reach the terminal', () => {
  const { out } = deeds(['read', '-'], { input: 'The minister said that \u001B[2Jthe talks \u202Ehad failed.\n' });
  assert.ok(!out.includes('\u001B') && !out.includes('\u202E'));
});

test('parse shows hostile characters as numbers too', () => {
  const { out } = deeds([
    'parse',
    'The \u061Cminister\u00AD said\u2060 that \u3164the talks\uFEFF had \u180Efailed\u202E.',
  ]);
  assert.match(out, /\[U\+202E\]/u);
  assert.doesNotMatch(out, /[\u00AD\u061C\u180E\u202E\u2060\u3164\uFEFF]/u);
});
