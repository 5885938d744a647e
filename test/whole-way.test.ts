// A report goes in, a record comes out: the verbs together, as a user runs them.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readingSchema } from '../src/outputs/reading-schema.ts';
import { deeds, temporaryFolder } from './command.ts';

const examples = join(import.meta.dirname, '..', 'examples', 'reports');

/** Objects of JSON Lines. */
function lines(out: string): Record<string, never>[] {
  return out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Record<string, never>);
}

test('read prints claims with their words and rules, and touches no record', t => {
  const folder = temporaryFolder(t);
  cpSync(examples, join(folder, 'reports'), { recursive: true });
  const { out, code } = deeds(['read', 'reports'], { cwd: folder });
  assert.equal(code, 0);
  for (const heading of ['STATEMENTS', 'COMMITMENTS', 'MEETINGS', 'INCIDENTS'])
    assert.ok(out.includes(heading), heading);
  assert.equal(deeds(['show', 'documents'], { cwd: folder }).code === 0, false, 'a record was made');
});

test('the JSON of read is as its schema says, and every span holds the words it claims', () => {
  const { out } = deeds(['read', examples, '--json']);
  const { documents } = readingSchema.parse(JSON.parse(out));
  assert.ok(documents.length >= 7);
  assert.ok(documents.every(document => 'reading' in document && document.reading.claims.length > 0));
});

test('JSON Lines has the claims of JSON, one a line', () => {
  const file = join(examples, '2015-09-25-accord.html');
  const [document] = JSON.parse(deeds(['read', file, '--json']).out).documents;
  const claims = lines(deeds(['read', file, '--jsonl']).out);
  assert.deepEqual(
    claims.map(claim => claim['id']),
    document.reading.claims.map((claim: { id: string }) => claim.id),
  );
});

test('the same input gives the same output, byte for byte', () => {
  assert.equal(deeds(['read', examples, '--json']).out, deeds(['read', examples, '--json']).out);
});

test('add records everything once; the same again adds nothing and says so', t => {
  const folder = temporaryFolder(t);
  const first = deeds(['add', examples], { cwd: folder });
  assert.equal(first.code, 0, first.err);
  const before = deeds(['show', 'statements', '--json'], { cwd: folder }).out;
  const second = deeds(['add', examples], { cwd: folder });
  assert.equal(second.code, 0);
  assert.equal(second.out.match(/already in the record/gu)?.length, 7);
  assert.equal(deeds(['show', 'statements', '--json'], { cwd: folder }).out, before);
  assert.match(deeds(['verify'], { cwd: folder }).out, /all is as it was recorded/u);
});

test('copies count once: a reprint and a scraped copy join their originals, and what was pasted in yields no claims', t => {
  const folder = temporaryFolder(t);
  const added = deeds(['add', examples], { cwd: folder });
  assert.match(added.out, /not shared: “[^”]*ten gardens to see before the frost/u);
  const origins = lines(deeds(['show', 'origins', '--jsonl'], { cwd: folder }).out);
  assert.equal(origins.length, 5);
  const links: { reason: string; unshared: { exact: string }[] }[] = origins.flatMap(origin => origin['links'] ?? []);
  assert.ok(links.some(link => link.unshared.some(words => words.exact.includes('ten gardens'))));
  assert.ok(links.every(link => link.reason !== ''));
  const all = deeds(['show', 'statements', '--jsonl', '--copies'], { cwd: folder }).out;
  assert.ok(lines(all).length > lines(deeds(['show', 'statements', '--jsonl'], { cwd: folder }).out).length);
  assert.doesNotMatch(all, /ten gardens|flower show/u);
});

test('show narrows by who, what and when, and writes tables', t => {
  const folder = temporaryFolder(t);
  deeds(['add', examples], { cwd: folder });
  const show = (...args: string[]): Record<string, never>[] =>
    lines(deeds(['show', ...args, '--jsonl'], { cwd: folder }).out);
  const everything = show('statements');
  const byFirm = show('statements', '--speaker', 'CrowdStrike');
  assert.ok(byFirm.length > 0 && byFirm.length < everything.length);
  assert.ok(show('statements', '--about', 'intellectual property').length > 0);
  assert.equal(show('statements', '--from', '2030-01-01').length, 0);
  const csv = deeds(['show', 'commitments', '--csv'], { cwd: folder }).out;
  assert.match(csv, /^bound,undertaking,type/u);
});

test('show refuses what it cannot do, and says what it leaves out', t => {
  const folder = temporaryFolder(t);
  deeds(['add', '-'], { cwd: folder, input: 'The minister said that the talks had failed.\n' });
  const refused = (code: string, ...args: string[]): void => {
    const { out, err, code: exit } = deeds(['show', ...args], { cwd: folder });
    assert.match(err, new RegExp(`\\[${code}\\]`, 'u'));
    assert.deepEqual([out, exit], ['', 2]);
  };
  refused('unknown_filter', 'documents', '--from', '2015-01-01');
  refused('unknown_filter', 'actors', '--about', 'talks');
  refused('unknown_filter', 'meetings', '--speaker', 'minister');
  refused('empty_option', 'statements', '--about', '');
  refused('empty_option', 'statements', '--actor', ' ');
  refused('bad_range', 'statements', '--from', '2015-02-01', '--until', '2015-01-01');
  refused('unknown_document', 'statements', '--document', 'doc_0');
  const { out, err } = deeds(['show', 'statements', '--from', '2015-01-01'], { cwd: folder });
  assert.equal(out, 'No statements.\n');
  assert.equal(err, 'deeds: 1 statement without a day is not listed.\n');
});

test('documents, origins and actors are narrowed too; a speaker is found by an alias', t => {
  const folder = temporaryFolder(t);
  const input = 'The National Security Agency said that the talks had failed. Later the NSA said that it was sorry.\n';
  deeds(['add', '-'], { cwd: folder, input });
  deeds(['add', '-'], { cwd: folder, input: 'Boris Karlov said that the border was closed.\n' });
  const show = (...args: string[]): Record<string, never>[] =>
    lines(deeds(['show', ...args, '--jsonl'], { cwd: folder }).out);
  const [document, ...others] = show('documents', '--about', 'border');
  assert.equal(others.length, 0);
  const id = String(document?.['id']);
  assert.equal(show('documents', '--actor', 'Karlov').length, 1);
  assert.equal(show('documents', '--document', id).length, 1);
  assert.equal(show('origins', '--about', 'border').length, 1);
  assert.equal(show('origins', '--document', id).length, 1);
  assert.ok(show('actors', '--document', id).every(actor => /Karlov/u.test(String(actor['name']))));
  assert.equal(show('statements', '--speaker', 'NSA').length, 2);
  assert.equal(show('statements', '--speaker', 'karlov').length, 1);
});

test('a cell that a spreadsheet would take for a formula is made harmless', t => {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'report.txt'), 'The minister said that the talks had failed.\n');
  deeds(['add', 'report.txt', '--source', '=HYPERLINK("x")'], { cwd: folder });
  const { out } = deeds(['show', 'documents', '--csv'], { cwd: folder });
  assert.doesNotMatch(out, /(?:^|,)"?=/mu);
});

test('standard input is read and recorded', t => {
  const folder = temporaryFolder(t);
  const { out, code } = deeds(['add', '-', '--published', '2015-11-09'], {
    cwd: folder,
    input: 'The minister said on Monday that the talks had failed.\n',
  });
  assert.equal(code, 0);
  assert.match(out, /^-: added as doc_[0-9a-f]{24}: 1 statement$/mu);
});

test('of copies without a date the clean one counts, whichever came first', t => {
  const clean =
    'The ministry of transport said that two bridges over the river would be closed in March. Engineers had found cracks in both, the minister told reporters. Heavy trucks must use the northern road until repairs are done. The mayor called the decision late but right.';
  const stripped = clean.toLowerCase().replace(/[.,]/gu, '');
  for (const order of [
    [clean, stripped],
    [stripped, clean],
  ]) {
    const folder = temporaryFolder(t);
    for (const text of order) assert.equal(deeds(['add', '-'], { cwd: folder, input: text }).code, 0);
    assert.equal(lines(deeds(['show', 'origins', '--jsonl'], { cwd: folder }).out).length, 1);
    const statements = lines(deeds(['show', 'statements', '--jsonl'], { cwd: folder }).out);
    assert.ok(statements.length > 0 && statements.every(claim => claim['strength'] === 'clean'));
    assert.equal(deeds(['verify'], { cwd: folder }).code, 0);
  }
});

test('verify names what is altered, with its code', t => {
  const folder = temporaryFolder(t);
  deeds(['add', '-'], { cwd: folder, input: 'The minister said that the talks had failed.\n' });
  const kept = readdirSync(join(folder, '.deeds', 'blobs', 'sha256'), { recursive: true, encoding: 'utf8' });
  for (const name of kept.filter(name => name.length > 60))
    writeFileSync(join(folder, '.deeds', 'blobs', 'sha256', name), 'x');
  const { out, code } = deeds(['verify'], { cwd: folder });
  assert.match(out, /^blob [0-9a-f]{64}: .+ \[blob_altered\]$/mu);
  assert.match(out, /[0-9]+ found altered\.$/mu);
  assert.equal(code, 1);
});
