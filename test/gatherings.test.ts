// One meeting in several reports, by the command line: witnesses, contradictions, what is overdue, what was undertaken there.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deeds } from './command.ts';

interface Row {
  readonly title: string;
  readonly status: string;
  readonly from?: string;
  readonly origins: readonly string[];
  readonly reports: readonly object[];
  readonly contradictions: readonly { readonly about: string; readonly told: readonly { readonly value: string }[] }[];
  readonly outcomes: readonly string[];
}

const reports: Readonly<Record<string, readonly [published: string, text: string]>> = {
  'harbour.txt': [
    '2015-11-09',
    'LIMA, Nov 9 - Peru and Chile agreed on Monday to share flight data. Foreign Minister Rosa Diaz of Peru met with Foreign Minister Juan Soto of Chile in Lima on Monday.\n',
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
  assert.equal(lima.outcomes.length, 1);
  const dialogue = rows.find(row => row.title.includes('Bergen'))!;
  assert.equal(dialogue.status, 'overdue');
  const { out, err } = deeds(['show', 'gatherings'], { cwd: folder });
  assert.match(out, /CONFLICT +place: Lima/u);
  assert.match(err, /1 meeting should have been held/u);
});
