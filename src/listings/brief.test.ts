import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeExample } from '../example.ts';
import { openRecordForReading } from '../app.ts';
import { docketOf, type Held } from '../judging/cases.ts';
import { judgeInstrument } from '../judging/findings.ts';
import { temporaryFolder } from '../../test/command.ts';
import { brief } from './brief.ts';

test('a cell cites what weighs most of much evidence and says how much there is; a brief with all its lines cites all', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForReading(home);
  t.after(() => record.close());
  const docket = await docketOf(record, 'ins_straits');
  const rows = await judgeInstrument(record, docket, '2026-03-01');
  const row = rows.find(({ finding }) => finding.restsOn.length > 0)!;
  const [first] = docket.held.filter(({ bearing }) => row.finding.restsOn.includes(bearing.id)) as [Held];
  // Twenty more like it, of two origins; people confirmed one of the last.
  const more = Array.from({ length: 20 }, (_, at): Held => {
    const words = { ...first.claim.claim.words, start: 1_000 + at, end: 1_010 + at };
    return {
      ...first,
      bearing: { ...first.bearing, id: `brg_more${at}` },
      claim: { ...first.claim, claim: { ...first.claim.claim, words } },
      evidence: { ...first.evidence, origin: at < 18 ? 'org_one' : 'org_two', confirmed: at === 17 },
    };
  });
  const restsOn = [...row.finding.restsOn, ...more.map(({ bearing }) => bearing.id)];
  const much = rows.map(one => (one === row ? { ...row, finding: { ...row.finding, restsOn } } : one));
  const crowded = { ...docket, held: [...docket.held, ...more] };
  const request = { day: '2026-03-01', meeting: undefined, since: undefined };
  const cellOf = (lines: number | undefined) => {
    const made = brief(crowded, much, [], { ...request, lines });
    const table = made.sections.find(({ heading }) => heading === 'How each provision stands')!.table;
    const line = table.find(([label]) => label!.text === row.provision.label)!;
    const cell = line.find(({ notes }) => notes.length > 3)!;
    return { cell, words: cell.notes.map(number => made.footnotes.find(note => note.number === number)!) };
  };
  const { cell, words } = cellOf(6);
  assert.match(cell.text, new RegExp(`Cited: 4 of ${restsOn.length} pieces of evidence`, 'u'));
  assert.equal(words.length, 4);
  assert.ok(words[0]!.start === 1_017 || first.evidence.confirmed, 'what people confirmed comes first');
  assert.ok(
    words.some(({ start }) => start === 1_018),
    'an origin that nothing was cited of comes before a second piece of another',
  );
  const whole = cellOf(undefined);
  assert.equal(whole.words.length, restsOn.length);
  assert.doesNotMatch(whole.cell.text, /Cited/u);
});
