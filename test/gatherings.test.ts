// One meeting in several reports, by the command line: witnesses, contradictions, what is overdue, what was undertaken there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deeds } from './command.ts';

interface Row {
  readonly title: string;
  readonly status: string;
  readonly from?: string;
  readonly origins: readonly string[];
  readonly reports: readonly object[];
  readonly contradictions: readonly { readonly about: string; readonly told: readonly { readonly value: string }[] }[];
  readonly participants: readonly string[];
  readonly outcomes: readonly { readonly kind: string; readonly says: { readonly exact: string } }[];
  readonly readouts: readonly { readonly words: { readonly exact: string } }[];
}

const reports: Readonly<Record<string, readonly [published: string, text: string]>> = {
  'harbour.txt': [
    '2015-11-09',
    'LIMA, Nov 9 - Foreign Minister Rosa Diaz of Peru met with Foreign Minister Juan Soto of Chile in Lima on Monday. At the meeting, Peru and Chile agreed to share flight data. Chile agreed on Sunday to close a mine.\n',
  ],
  'valley.txt': [
    '2015-11-10',
    'Chile and its neighbour drew closer this week, the newspaper wrote. Foreign Minister Rosa Diaz of Peru met with Foreign Minister Juan Soto of Chile in Santiago on Monday, officials in the region told reporters.\n',
  ],
  'plan.txt': [
    '2015-11-11',
    'Ministers from Norway and Poland will hold the third Bergen Fisheries Dialogue in Oslo next week.\n',
  ],
};

test('a meeting that two reports tell of is one, with both witnesses and what they tell differently; a planned one becomes overdue', t => {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-gatherings-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, [published, text]] of Object.entries(reports)) {
    writeFileSync(join(folder, name), text);
    const { code, err } = deeds(['add', name, '--published', published, '--by', 'Ana'], { cwd: folder });
    assert.equal(code, 0, err);
  }
  const rows = (JSON.parse(deeds(['show', 'gatherings', '--json'], { cwd: folder }).out) as { items: Row[] }).items;
  const lima = rows.find(row => row.from === '2015-11-09')!;
  assert.ok(lima, JSON.stringify(rows));
  assert.equal(lima.reports.length, 2);
  assert.equal(lima.origins.length, 2);
  assert.equal(lima.status, 'held');
  assert.deepEqual(
    lima.contradictions.map(({ about, told }) => [about, told.map(({ value }) => value)]),
    [['place', ['Lima', 'Santiago']]],
  );
  assert.deepEqual(
    lima.outcomes.map(({ kind, says }) => [kind, says.exact]),
    [['commitment', 'At the meeting']],
  );
  const dialogue = rows.find(row => row.title.includes('Bergen'))!;
  assert.equal(dialogue.status, 'overdue');
  const { out, err } = deeds(['show', 'gatherings'], { cwd: folder });
  assert.match(out, /CONFLICT +place: Lima/u);
  assert.match(err, /1 meeting should have been held/u);
});

/** Reads texts into a record and gives the list of gatherings as rows. */
function gathered(t: TestContext, texts: Readonly<Record<string, readonly [published: string, text: string]>>): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-gatherings-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, [published, text]] of Object.entries(texts)) {
    writeFileSync(join(folder, name), `${text}\n`);
    const { code, err } = deeds(['add', name, '--published', published, '--by', 'Ana'], { cwd: folder });
    assert.equal(code, 0, err);
  }
  return (JSON.parse(deeds(['show', 'gatherings', '--json'], { cwd: folder }).out) as { items: Row[] }).items;
}

test('a round of talks that one report plans and two tell of as held is one meeting, held, with three witnesses', t => {
  const rows = gathered(t, {
    'planned.txt': [
      '2016-01-12',
      'Peru and Chile named their delegations for the first round of the ministerial dialogue on fishing, which is scheduled for February.',
    ],
    'held.txt': [
      '2016-02-04',
      'Peru and Chile held the first round of the ministerial dialogue on fishing in Lima on 3 February.',
    ],
    'seen.txt': [
      '2016-02-05',
      'On 3 February the ministers of Peru and Chile met in Lima for the first round of their dialogue on fishing, which a reporter of the Courier visited.',
    ],
    'second.txt': [
      '2016-02-06',
      'Peru and Chile will hold the second round of the dialogue on fishing in Santiago in May.',
    ],
  });
  assert.deepEqual(
    rows.map(({ status, reports, from }) => [status, reports.length, from]),
    [
      ['held', 3, '2016-02-03'],
      ['overdue', 1, '2016-05-01'],
    ],
  );
});

test('talks of the same states on another level, or of other states, are other meetings', t => {
  const rows = gathered(t, {
    'leaders.txt': ['2016-02-04', 'The presidents of Peru and Chile met in Lima on Wednesday.'],
    'experts.txt': ['2016-02-05', 'Experts from Peru and Chile held technical talks in Lima on Wednesday.'],
    'others.txt': ['2016-02-05', 'The ministers of Norway and Poland met in Oslo on Wednesday.'],
  });
  assert.deepEqual(
    rows.map(({ reports }) => reports.length),
    [1, 1, 1],
  );
});

test('a dialogue that is called off by its name is cancelled, with both reports', t => {
  const rows = gathered(t, {
    'planned.txt': ['2016-01-12', 'Egypt and Sudan will hold the Nile Water Dialogue in Cairo on 20 January.'],
    'off.txt': ['2016-01-15', 'The Nile Water Dialogue was called off on Thursday, officials said.'],
  });
  assert.deepEqual(
    rows.map(({ status, reports, from }) => [status, reports.length, from]),
    [['cancelled', 2, '2016-01-20']],
  );
});

test('a readout is known by its heading, and what it says is tied to the meeting by it', t => {
  const rows = gathered(t, {
    'readout.txt': [
      '2016-02-04',
      'Readout of Minister Holm’s Meeting with Minister Duarte\n\nForeign Minister Lars Holm of Norway met with Foreign Minister Ana Duarte of Chile in Oslo on Wednesday. Norway and Chile agreed to open a hotline.',
    ],
    'later.txt': ['2016-02-06', 'Norway will send two ships to the strait, the prime minister said.'],
  });
  const oslo = rows.find(({ from }) => from === '2016-02-03')!;
  assert.ok(oslo, JSON.stringify(rows));
  assert.equal(oslo.readouts[0]?.words.exact, 'Readout of Minister Holm’s Meeting with Minister Duarte');
  assert.deepEqual(
    [...new Set(oslo.outcomes.map(({ says }) => says.exact))],
    ['Readout of Minister Holm’s Meeting with Minister Duarte'],
  );
});

test('gatherings are narrowed by who takes part, place, status, series and days', t => {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-gatherings-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(
    join(folder, 'news.txt'),
    'Egypt and Sudan will hold the second Nile Water Dialogue in Cairo in December.\n\nForeign Minister Lars Holm met with Ms. Duarte in Vienna on Friday.\n\nPoland and Norway held talks in Oslo in May.\n',
  );
  assert.equal(deeds(['add', 'news.txt', '--published', '2015-11-09', '--by', 'Ana'], { cwd: folder }).code, 0);
  const places = (...filter: readonly string[]): string[] =>
    (
      JSON.parse(deeds(['show', 'gatherings', '--json', ...filter], { cwd: folder }).out) as {
        items: { place: string }[];
      }
    ).items
      .map(({ place }) => place)
      .toSorted();
  assert.deepEqual(places(), ['Cairo', 'Oslo', 'Vienna']);
  assert.deepEqual(places('--actor', 'norway'), ['Oslo']);
  assert.deepEqual(places('--actor', 'duarte'), ['Vienna']);
  assert.deepEqual(places('--place', 'vien'), ['Vienna']);
  assert.deepEqual(places('--status', 'held'), ['Oslo', 'Vienna']);
  assert.deepEqual(places('--series', 'nile water'), ['Cairo']);
  assert.deepEqual(places('--from', '2015-11-01', '--until', '2015-11-30'), ['Vienna']);
  const wrong = deeds(['show', 'meetings', '--place', 'Oslo'], { cwd: folder });
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /cannot be narrowed by --place/u);
});
