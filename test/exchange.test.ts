// Records copied, put back and carried, as a user does it: by the command line, on a real disk.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openRecordForAdding } from '../src/app.ts';
import { type Answer, deeds, temporaryFolder } from './command.ts';

const bridges =
  'The ministry of transport said that two bridges over the river would be closed in March. Engineers had found cracks in both, the minister told reporters. Heavy trucks must use the northern road until repairs are done. The mayor called the decision late but right.\n';
const trams =
  'The mayor announced that the city would buy forty trams by 2027. The union said that drivers had not been asked. A spokesman for the city said that talks would be held in May.\n';

const refused = ({ out, err, code }: Answer, problem: string, exit: number): void => {
  assert.match(err, new RegExp(`\\[${problem}\\]`, 'u'));
  assert.deepEqual([out, code], ['', exit]);
};

/** A folder with Ana's record of two reports, one claim confirmed, and how to work in it. */
function desk(t: TestContext): {
  readonly folder: string;
  readonly as: (name: string, ...args: string[]) => Answer;
  readonly fine: (name: string, ...args: string[]) => Answer;
  readonly list: (...args: string[]) => Record<string, string>[];
} {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'bridges.txt'), bridges);
  writeFileSync(join(folder, 'trams.txt'), trams);
  const as = (name: string, ...args: string[]): Answer => deeds([...args, '--by', name], { cwd: folder });
  const fine = (name: string, ...args: string[]): Answer => {
    const answer = as(name, ...args);
    assert.equal(answer.code, 0, answer.err);
    return answer;
  };
  const list = (...args: string[]): Record<string, string>[] =>
    deeds([...args, '--jsonl'], { cwd: folder })
      .out.split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Record<string, string>);
  fine('Ana', 'add', 'bridges.txt', 'trams.txt');
  fine('Ana', 'review', 'confirm', list('show', 'statements')[0]!['id']!, '--why', 'read it');
  return { folder, as, fine, list };
}

test('a backup is made, refused where it is older, and put back', t => {
  const { folder, as, fine, list } = desk(t);
  const run = (...args: string[]): Answer => deeds(args, { cwd: folder });
  const before = list('show', 'statements');
  assert.match(run('backup', 'copy').err, /copy holds \d+ entries and 2 documents, and was verified/u);
  assert.equal(run('verify', '--record', 'copy').code, 0);
  refused(run('backup', 'copy'), 'file_exists', 2);
  refused(run('backup', 'other', '--record', 'nowhere'), 'not_a_record', 2);
  assert.equal(existsSync(join(folder, 'other')), false);

  fine('Ana', 'note', before[0]!['document']!, 'after the backup');
  refused(run('restore', 'copy'), 'backup_older', 1);
  assert.equal(list('log', '--kind', 'note_added').length, 1, 'nothing was changed');
  const restored = run('restore', 'copy', '--older');
  const [, kept] = /What was there is now in (\S+)\.$/mu.exec(restored.err)!;
  assert.deepEqual(list('show', 'statements'), before);
  assert.equal(list('log', '--kind', 'note_added').length, 0);
  assert.equal(run('verify', '--record', kept!).code, 0);
  fine('Ana', 'note', before[0]!['document']!, 'the record goes on');
  assert.equal(list('log', '--kind', 'key_changed').length, 0, 'the key came back with it');
  assert.equal(as('Ana', 'restore', kept!, '--by', 'x').code, 2, 'restoring is nobody’s decision');
});

test('a restore drill: the record is destroyed, and the backup is the record', t => {
  const { folder, list } = desk(t);
  const run = (...args: string[]): Answer => deeds(args, { cwd: folder });
  const before = [list('log'), list('show', 'statements'), list('show', 'actors')];
  run('backup', 'copy');
  writeFileSync(join(folder, '.deeds', 'record.sqlite'), 'a coffee was spilt on it');
  refused(run('restore', 'copy'), 'backup_older', 1);
  assert.match(run('restore', 'copy', '--older').err, /verified/u);
  assert.deepEqual([list('log'), list('show', 'statements'), list('show', 'actors')], before);

  rmSync(join(folder, '.deeds'), { recursive: true });
  assert.equal(run('restore', 'copy').code, 0);
  assert.deepEqual([list('log'), list('show', 'statements'), list('show', 'actors')], before);

  const [blobs] = readdirSync(join(folder, 'copy', 'blobs'), { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  writeFileSync(join(blobs!.parentPath, blobs!.name), 'altered');
  refused(run('restore', 'copy'), 'evidence_altered', 1);
  assert.deepEqual(list('log'), before[0], 'an unsound backup changes nothing');
});

test('a record that another process has open is not replaced', async t => {
  const { folder } = desk(t);
  deeds(['backup', 'copy'], { cwd: folder });
  const record = await openRecordForAdding(join(folder, '.deeds'), 'Ben');
  refused(deeds(['restore', 'copy', '--older'], { cwd: folder }), 'record_in_use', 1);
  await record.close();
  assert.equal(deeds(['restore', 'copy', '--older'], { cwd: folder }).code, 0);
});

test('a whole bundle is checked anywhere and becomes the same record; one changed byte is found', t => {
  const { folder, fine, list } = desk(t);
  fine('Ana', 'export', '--bundle', 'all.deeds');
  assert.equal(statSync(join(folder, 'all.deeds')).mode & 0o777, 0o600);
  refused(deeds(['export', '--bundle', 'all.deeds'], { cwd: folder }), 'file_exists', 2);
  const [log, statements] = [list('log'), list('show', 'statements')];

  const elsewhere = temporaryFolder(t);
  const run = (...args: string[]): Answer => deeds(args, { cwd: elsewhere });
  cpSync(join(folder, 'all.deeds'), join(elsewhere, 'all.deeds'));
  assert.match(run('verify', '--bundle', 'all.deeds').out, /2 documents.*all is as it was recorded/u);
  assert.match(run('import', 'all.deeds').err, /is now the record that all\.deeds holds/u);
  const there = (...args: string[]): unknown[] =>
    run(...args, '--jsonl')
      .out.split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as unknown);
  assert.deepEqual(there('show', 'statements'), statements);
  assert.deepEqual(there('log'), log.slice(0, there('log').length), 'entry by entry the same');
  assert.equal(run('verify').code, 0);
  assert.equal(run('note', statements[0]!['document']!, 'x').code, 0, 'it goes on, with a key of its own');
  assert.match(run('verify').out, /all is as it was recorded/u);

  const bytes = readFileSync(join(folder, 'all.deeds'));
  for (let at = -1; (at = bytes.indexOf('forty trams', at + 1)) !== -1; ) bytes[at] = bytes[at]! ^ 1;
  writeFileSync(join(elsewhere, 'altered.deeds'), bytes);
  assert.equal(run('verify', '--bundle', 'altered.deeds').code, 1);
  refused(run('import', 'altered.deeds'), 'bundle_altered', 1);
  refused(run('import', 'altered.deeds', '--record', 'new'), 'bundle_altered', 1);
  assert.equal(existsSync(join(elsewhere, 'new')), false);
  writeFileSync(join(elsewhere, 'no-bundle'), bridges);
  refused(run('import', 'no-bundle'), 'bundle_altered', 1);
  refused(run('import', 'nowhere'), 'not_found', 2);
  refused(run('verify', '--bundle', 'all.deeds', '--witness', 'w'), 'two_things', 2);
});

test('a part of a record is taken in once, with who decided it, and compared with what is here', t => {
  const { folder, fine, list } = desk(t);
  const [confirmed] = list('show', 'statements');
  const chosen = confirmed!['document']!;
  const report = chosen === list('show', 'statements', '--about', 'bridges')[0]?.['document'] ? bridges : trams;
  fine('Ana', 'export', '--bundle', 'part.deeds', '--document', chosen);
  refused(deeds(['export', '--bundle', 'no', '--document', 'doc_0'], { cwd: folder }), 'unknown_document', 2);
  assert.equal(
    readFileSync(join(folder, 'part.deeds')).includes(report === bridges ? 'forty trams' : 'two bridges'),
    false,
    'no word of what was not chosen',
  );

  const elsewhere = temporaryFolder(t);
  mkdirSync(join(elsewhere, 'own'));
  writeFileSync(join(elsewhere, 'own', 'scraped.txt'), report.toLowerCase().replace(/[.,]/gu, ''));
  const run = (...args: string[]): Answer => deeds([...args, '--by', 'Ben'], { cwd: elsewhere });
  const there = (...args: string[]): Record<string, unknown>[] =>
    deeds([...args, '--jsonl'], { cwd: elsewhere })
      .out.split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Record<string, unknown>);
  assert.equal(run('add', 'own').code, 0);
  const bundleFile = join(folder, 'part.deeds');
  const taken = run('import', bundleFile);
  assert.match(taken.err, /1 new document, 1 decision, 1 link with documents that were here/u);
  assert.equal(there('show', 'origins').length, 1, 'the copy counts once');
  const [review] = there('log', '--kind', 'claim_reviewed');
  assert.equal(review!['by'], 'Ben', 'who took it in');
  const { imported } = review!['body'] as { imported: Record<string, string> };
  assert.equal(imported['by'], 'Ana', 'who decided it');
  assert.match(
    deeds(['show', 'statements'], { cwd: elsewhere }).out,
    /confirmed by Ana on \S+ in another record, taken over by Ben on \S+ \(entry \d+\): read it/u,
  );
  assert.equal(deeds(['verify'], { cwd: elsewhere }).code, 0);

  const entries = there('log').length;
  assert.match(run('import', bundleFile).err, /0 new documents, 0 decisions; \d+ entries known already/u);
  assert.equal(there('log').length, entries, 'a second time nothing is recorded');
  assert.match(deeds(['rebuild', '--by', 'Ben'], { cwd: elsewhere }).err, /is what it was/u);
});

test('what was erased is in no bundle, and does not come back with one', t => {
  const { folder, fine, list } = desk(t);
  fine('Ana', 'export', '--bundle', 'before.deeds');
  const [{ document }] = list('show', 'statements') as [{ document: string }];
  const words = readFileSync(join(folder, 'before.deeds'));
  fine('Ana', 'erase', document, '--basis', 'GDPR, article 17', '--yes');
  fine('Ana', 'export', '--bundle', 'after.deeds');
  const after = readFileSync(join(folder, 'after.deeds'));
  const [inBefore, inAfter] = [bridges, trams].map(report => {
    const some = report.slice(10, 60);
    return [words.includes(some), after.includes(some)];
  }) as [boolean[], boolean[]];
  assert.deepEqual([inBefore[0], inAfter[0]], [true, true], 'both are in the first');
  assert.equal([inBefore[1], inAfter[1]].filter(there => there).length, 1, 'one is in the second');
  assert.equal(deeds(['verify', '--bundle', 'after.deeds'], { cwd: folder }).code, 0);
  assert.match(fine('Ben', 'import', 'before.deeds').err, /0 new documents/u);
  assert.equal(list('show', 'documents').length, 1);
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);
});
