// Whatever is put in, the answer is a sentence, a code and an exit code; the rest is still done, and nothing is half-kept.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deeds, temporaryFolder } from './command.ts';

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

test('a PDF is named as one', () => {
  const { err, code } = deeds(['read', '-'], { input: '%PDF-1.7\n%âãÏÓ\n1 0 obj\n' });
  assert.match(err, problem('format_not_read'));
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

test('a file that is not there', () => {
  const { err, code } = deeds(['read', 'no-such-report.txt']);
  assert.match(err, problem('not_found'));
  assert.equal(code, 1);
});

for (const date of ['soon', '2015-02-31', '09.11.2015', '']) {
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

test('hostile characters of a text do not reach the terminal', () => {
  const { out } = deeds(['read', '-'], { input: 'The minister said that \u001B[2Jthe talks \u202Ehad failed.\n' });
  assert.doesNotMatch(out, /[\u001B\u202E]/u);
});
