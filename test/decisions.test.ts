// What people decide, the whole way: review, conflict, undo, looking back, correction, erasure, verify; as a user runs it.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Answer, deeds, temporaryFolder } from './command.ts';

const report =
  'The ministry of transport said that two bridges over the river would be closed in March. Engineers had found cracks in both, the minister told reporters. Heavy trucks must use the northern road until repairs are done. The mayor called the decision late but right.\n';
const scraped = report.toLowerCase().replace(/[.,]/gu, '');

type Value = Record<string, unknown> & { id: string; document: string; review: Review };
interface Review {
  readonly state: string;
  readonly decided?: { readonly by: string; readonly sequence: number; readonly why?: string };
  readonly contested: boolean;
  readonly last?: number;
  readonly proposed?: { readonly words: { readonly exact: string } };
}

/** A record with a report and its scraped copy, and how Ana and Ben work on it. */
function desk(t: TestContext): {
  readonly folder: string;
  readonly as: (name: string, ...args: string[]) => Answer;
  readonly fine: (name: string, ...args: string[]) => string;
  readonly list: (...args: string[]) => Value[];
} {
  const folder = temporaryFolder(t);
  writeFileSync(join(folder, 'report.txt'), report);
  writeFileSync(join(folder, 'scraped.txt'), scraped);
  const as = (name: string, ...args: string[]): Answer => deeds([...args, '--by', name], { cwd: folder });
  const fine = (name: string, ...args: string[]): string => {
    const { out, err, code } = as(name, ...args);
    assert.equal(code, 0, err);
    return out;
  };
  fine('Ana', 'add', 'report.txt', '--published', '2016-02-01', '--witness', 'witness.txt');
  fine('Ana', 'add', 'scraped.txt', '--witness', 'witness.txt');
  const list = (...args: string[]): Value[] =>
    deeds([...args, '--jsonl'], { cwd: folder })
      .out.split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Value);
  return { folder, as, fine, list };
}

const refused = ({ out, err, code }: Answer, problem: string, exit: number): void => {
  assert.match(err, new RegExp(`\\[${problem}\\]`, 'u'));
  assert.deepEqual([out, code], ['', exit]);
};

test('review, conflict, undo, looking back, correction, erasure, verify', t => {
  const { folder, as, fine, list } = desk(t);
  const statements = list('show', 'statements');
  assert.ok(statements.length >= 2 && statements.every(({ review }) => review.state === 'proposed'));
  const [first, second] = statements as [Value, Value];
  const subject = `${first.document}/${first.id}`;
  const before = Number(list('log').at(-1)!['sequence']);

  fine('Ana', 'review', 'confirm', first.id, '--why', 'read it');
  const late = as('Ben', 'review', 'reject', subject);
  refused(late, 'review_conflict', 1);
  const confirmed = list('show', 'statements').find(({ id }) => id === first.id)!.review;
  assert.deepEqual([confirmed.state, confirmed.decided?.by, confirmed.decided?.why], ['confirmed', 'Ana', 'read it']);
  assert.match(
    deeds(['show', 'statements'], { cwd: folder }).out,
    /review +confirmed by Ana on \d{4}-\d\d-\d\d \(entry \d+\): read it/u,
  );
  assert.match(deeds(['show', 'statements'], { cwd: folder }).out, /review +not reviewed$/mu);

  fine('Ben', 'review', 'reject', subject, '--after', String(confirmed.last));
  assert.equal(
    list('show', 'statements').some(({ id }) => id === first.id),
    false,
  );
  assert.equal(list('show', 'statements', '--state', 'rejected').length, 1);
  refused(as('Ana', 'review', 'undo', subject), 'not_yours', 1);
  fine('Ben', 'review', 'undo', subject);
  fine('Eva', 'review', 'reject', subject, '--independent');
  assert.equal(list('show', 'statements', '--state', 'confirmed')[0]!.review.contested, true);

  fine(
    'Ana',
    'review',
    'edit',
    second.id,
    '--set',
    '{"factuality":"alleged"}',
    '--words',
    'Engineers had found cracks in both',
  );
  const edited = list('show', 'statements', '--state', 'edited')[0]!;
  assert.equal((edited['words'] as { exact: string }).exact, 'Engineers had found cracks in both');
  assert.ok(edited.review.proposed!.words.exact.length > 0);

  const then = deeds(['show', 'statements', '--as-of', String(before)], { cwd: folder });
  assert.doesNotMatch(then.out, /confirmed|edited/u);
  assert.match(then.err, new RegExp(`as of entry ${before},`, 'u'));
  refused(deeds(['log', '--as-of', '1999-01-01'], { cwd: folder }), 'no_such_moment', 2);
  refused(deeds(['log', '--as-of', 'soon'], { cwd: folder }), 'bad_moment', 2);

  const corrected = fine('Ana', 'correct', first.document, '--retract', '--why', 'withdrawn');
  assert.match(corrected, /rests on .*report\.txt/u);
  assert.deepEqual(
    list('show', 'affected').map(({ what }) => what),
    [...new Set(list('show', 'affected').map(({ what }) => what))],
  );
  assert.match(deeds(['show', 'statements'], { cwd: folder }).out, /CORRECTED +retraction of doc_\w+ by Ana/u);
  const [copy] = list('show', 'documents')
    .map(({ id }) => id)
    .filter(id => id !== first.document) as [string];
  assert.ok(
    list('show', 'affected').some(({ what }) => String(what).startsWith(copy)),
    'its copy is affected too',
  );

  refused(as('Ana', 'erase', copy, '--basis', 'GDPR, article 17'), 'not_confirmed', 2);
  fine('Ana', 'erase', copy, '--basis', 'GDPR, article 17', '--yes', '--witness', 'witness.txt');
  const documents = deeds(['show', 'documents'], { cwd: folder });
  assert.match(documents.err, /1 document erased \(\d{4}-\d\d-\d\d\) is not listed/u);
  refused(as('Ana', 'note', copy, 'still here?'), 'erased', 1);
  assert.equal(as('Ana', 'add', 'scraped.txt').code, 1, 'what was erased is not taken in again');

  const verified = deeds(['verify', '--witness', 'witness.txt'], { cwd: folder });
  assert.match(verified.out, /1 of them erased.*all is as it was recorded/u);
  assert.match(verified.out, /^Witnessed: 3 checkpoints/mu);
  assert.match(fine('Ana', 'review', 'agreement'), /^alpha .*\n95 % interval .*\nclaims +1 /u);
});

test('a record that was rolled back is found by the witness file, and by nothing else', t => {
  const { folder, fine, list } = desk(t);
  cpSync(join(folder, '.deeds'), join(folder, 'old'), { recursive: true });
  fine('Ana', 'note', list('show', 'documents')[0]!.id, 'new', '--witness', 'witness.txt');
  rmSync(join(folder, '.deeds'), { recursive: true });
  cpSync(join(folder, 'old'), join(folder, '.deeds'), { recursive: true });
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);
  const { out, code } = deeds(['verify', '--witness', 'witness.txt'], { cwd: folder });
  assert.match(out, /\[history_rolled_back\]/u);
  assert.equal(code, 1);
});

test('claims by hand, notes, links, actors and decisions by JSON are recorded, listed and taken back', t => {
  const { folder, as, fine, list } = desk(t);
  const [one, two] = list('show', 'documents').map(({ id }) => id) as [string, string];
  const byHand = [
    'review',
    'add',
    '--document',
    one,
    '--kind',
    'act',
    '--words',
    'Heavy trucks must use the northern road',
  ];
  const name = fine('Ana', ...byHand).trim();
  assert.match(name, new RegExp(`^${one}/clm_[0-9a-f]{24}$`, 'u'));
  refused(as('Ben', ...byHand), 'claim_known', 2);
  refused(as('Ana', 'review', 'add', '--document', one, '--kind', 'act', '--words', 'the'), 'words_not_unique', 2);
  assert.match(deeds(['show', 'acts'], { cwd: folder }).out, /rule +by hand[\s\S]+review +made by hand by Ana/u);

  fine('Ana', 'note', name, 'Ask the ministry.');
  assert.equal(list('log', '--about', name).length, 2);
  fine('Ana', 'unlink', one, two);
  assert.equal(list('show', 'origins').length, 2);
  fine('Ana', 'undo', String(list('log', '--kind', 'origin_unlinked')[0]!['sequence']));
  assert.equal(list('show', 'origins').length, 1);
  fine('Ana', 'unlink', one, two);
  fine('Ana', 'link', two, one, '--why', 'the same words');
  assert.equal(list('show', 'origins').length, 1);

  const [actor, other] = list('show', 'actors').map(({ id }) => id) as [string, string];
  fine('Ana', 'actor', 'post', actor, 'first of its kind', '--from', '2015-01-01');
  fine('Ana', 'actor', 'merge', other, actor);
  assert.match(deeds(['show', 'actors'], { cwd: folder }).out, /first of its kind, 2015-01-01 to …/u);
  const split = fine('Ana', 'actor', 'split', actor, '--document', one, '--name', 'Another One').trim();
  assert.ok(list('show', 'actors').some(({ id }) => id === split));

  const instrument = { instrument: 'ins_accord', title: 'The accord', parties: [actor], texts: [{ document: one }] };
  writeFileSync(join(folder, 'accord.json'), JSON.stringify(instrument));
  fine('Ana', 'decide', 'instrument_registered', '--body', 'accord.json');
  refused(as('Ana', 'decide', 'erased', '--body', 'accord.json'), 'unknown_kind', 2);
  fine('Ana', 'correct', one, '--words', 'Heavy trucks');
  assert.ok(list('show', 'affected').some(({ what }) => what === name));
  // Of the copy only what tells of the trucks, too, is affected; how it is read without full stops is the reader's.
  const affected = list('show', 'affected').map(({ what }) => String(what));
  assert.ok(affected.some(what => what.startsWith(one)));
  assert.ok(affected.every(what => what.startsWith(one) || what.startsWith(two)));
  assert.match(deeds(['log'], { cwd: folder }).out, /Ana: registered the instrument ins_accord: The accord/u);
  assert.match(deeds(['rebuild'], { cwd: folder }).err, /is what it was/u);
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);
});

test('search marks what it found; refusals, names and signatures are in the log', t => {
  const { folder, as, fine, list } = desk(t);
  assert.match(
    deeds(['search', 'bridge', 'closed'], { cwd: folder }).out,
    /two \*bridges\* over the river would be \*closed\*/u,
  );
  assert.ok(list('search', 'cracks').some(({ claim }) => claim !== undefined));
  writeFileSync(join(folder, 'paper.pdf'), '%PDF-1.7\n');
  assert.equal(as('Ben', 'add', 'paper.pdf').code, 1);
  const [refusal] = list('log', '--kind', 'refused', '--by', 'Ben');
  assert.equal((refusal!['body'] as { name: string }).name, 'paper.pdf');
  refused(as('machine', 'add', 'report.txt'), 'bad_name', 2);
  refused(as(' ', 'checkpoint'), 'bad_name', 2);
  const note = fine('Ana', 'checkpoint', '--new-key', '--witness', 'witness.txt');
  const witness = readFileSync(join(folder, 'witness.txt'), 'utf8');
  assert.ok(witness.endsWith(`${note}\n`));
  assert.equal(statSync(join(folder, 'witness.txt')).mode & 0o777, 0o600);
  fine('Ana', 'checkpoint', '--witness', 'witness.txt');
  assert.equal(readFileSync(join(folder, 'witness.txt'), 'utf8'), witness, 'the same checkpoint is kept once');
  refused(as('Ana', 'checkpoint', '--witness', 'nowhere/witness.txt'), 'witness_not_written', 1);
  assert.match(deeds(['verify', '--witness', 'witness.txt'], { cwd: folder }).out, /Witnessed: 3 checkpoints/u);
});
