// Official texts by the command line: read, added, joined by the other side's text, compared and confirmed.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deeds } from './command.ts';

const norland = `Joint Statement of Norland and Sudmark on Fishing

Lund, 14 May 2024

1. Norland and Sudmark will share their charts of the northern banks.

2. Neither side will use nets of more than two miles, except in the waters of the outer islands.

3. The two sides will set up a hotline between their coast guards by the end of 2024.
`;
const sudmark = `Joint Statement of Sudmark and Norland on Fishing

Lund, 14 May 2024

1. Neither side will use nets of more than three miles.

2. Sudmark and Norland will share their charts of the northern banks.

3. Sudmark will lend two patrol ships to Norland.
`;
const parties = ['--party', 'state/norland=Norland', '--party', 'state/sudmark=Sudmark'];

function desk(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-official-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'norland.txt'), norland);
  writeFileSync(join(folder, 'sudmark.txt'), sudmark);
  writeFileSync(
    join(folder, 'nobody.txt'),
    'We will share our charts.\nWe will meet again.\nWe agree to open a port.\n',
  );
  const call = (...args: string[]): ReturnType<typeof deeds> => deeds(args, { cwd: folder });
  const run = (...args: string[]): string => {
    const { code, out, err } = call(...args);
    assert.equal(code, 0, `${args.join(' ')}: ${err}`);
    return out + err;
  };
  const list = (...args: string[]): Record<string, unknown>[] =>
    (JSON.parse(call(...args, '--json').out) as { items: Record<string, unknown>[] }).items;
  return { call, run, list };
}

test('an official text becomes provisions that say that a program read them, until a person confirms them', t => {
  const { run, list } = desk(t);
  assert.match(
    run('instrument', 'add', 'norland.txt', '--id', 'fish', ...parties, '--by', 'Ana'),
    /3 provisions, read/u,
  );
  assert.match(run('instrument', 'show', 'ins_fish'), /read by deeds.*confirmed by nobody/u);
  const [charts, nets, hotline] = list('instrument', 'show', 'ins_fish') as [
    Record<string, never>,
    Record<string, never>,
    Record<string, never>,
  ];
  assert.deepEqual([charts['kind'], nets['kind'], hotline['kind']], ['standing_duty', 'prohibition', 'deliverable']);
  assert.deepEqual(nets['bound'], ['state/norland', 'state/sudmark']);
  assert.equal((nets['carveOuts']![0] as { element: string }).element, 'territory');
  assert.equal((hotline['dueBy']! as { until: string }).until, '2024-12-31');
  assert.equal(list('instrument', 'show')[0]!['adopted'], '2024-05-14');

  assert.match(run('instrument', 'confirm', 'prv_fish_2', '--by', 'Ben'), /1 provision confirmed/u);
  assert.deepEqual(
    list('instrument', 'show', 'ins_fish').map(({ readBy }) => readBy === undefined),
    [false, true, false],
  );
  assert.match(run('instrument', 'confirm', 'ins_fish', '--by', 'Ben'), /2 provisions confirmed/u);
  assert.doesNotMatch(run('instrument', 'show', 'ins_fish'), /confirmed by nobody/u);
  assert.match(run('verify'), /all is as it was recorded/u);
  assert.match(run('rebuild'), /is what it was/u);
});

test('the other side’s text joins the provisions that it has too, and adds those that only it has', t => {
  const { run, list } = desk(t);
  run('instrument', 'add', 'norland.txt', '--id', 'fish', ...parties, '--of', 'state/norland', '--by', 'Ana');
  const said = run('instrument', 'add', 'sudmark.txt', '--to', 'ins_fish', '--of', 'state/sudmark', '--by', 'Ana');
  assert.match(said, /2 provisions stand in this text too, 1 only in it, 1 not in it/u);
  const provisions = list('instrument', 'show', 'ins_fish') as Record<string, never>[];
  assert.deepEqual(
    provisions.map(({ words }) => words!['length']),
    [2, 2, 1, 1],
  );
  assert.deepEqual(provisions.at(-1)!['bound'], ['state/sudmark']);
  assert.equal((list('instrument', 'show')[0] as Record<string, never>)['texts']!['length'], 2);
  run('verify');
});

test('two texts are compared clause by clause, with the words in which they differ', t => {
  const { run, list } = desk(t);
  const rows = list('instrument', 'compare', 'norland.txt', 'sudmark.txt');
  assert.deepEqual(
    rows.map(row => row['standing']).toSorted((a, b) => String(a).localeCompare(String(b))),
    ['differs', 'differs', 'only left', 'only right'],
  );
  assert.match(run('instrument', 'compare', 'norland.txt', 'sudmark.txt'), /“two” → “three”/u);
  assert.match(run('instrument', 'read', 'norland.txt'), /except +“except in the waters of the outer islands”/u);
});

test('a text that does not say between whom it is, is not guessed at', t => {
  const { call } = desk(t);
  const { code, err } = call('instrument', 'add', 'nobody.txt', '--by', 'Ana');
  assert.equal(code, 2);
  assert.match(err, /no_parties/u);
  assert.match(call('instrument', 'read', 'nobody.txt', '--party', 'Norland').err, /bad_party/u);
});
