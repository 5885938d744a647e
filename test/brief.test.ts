// A brief on which very much bears: a line names the weightiest by footnotes, says how many there are, and stays within two pages.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fontFile, openRecordForReading } from '../src/app.ts';
import { exampleDay, makeExample } from '../src/example.ts';
import { docketOf, type Held } from '../src/judging/cases.ts';
import { findingId, judgeInstrument } from '../src/judging/findings.ts';
import { weightiestFirst } from '../src/judging/weightiest.ts';
import { brief } from '../src/listings/brief.ts';
import { fitted, pagesIn } from '../src/outputs/brief/fit.ts';
import { temporaryFolder } from './command.ts';

test('a finding with hundreds of pieces of evidence has a few footnotes, the weightiest, and the count of all', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForReading(home);
  t.after(() => record.close());
  const docket = await docketOf(record, 'ins_straits');
  const rows = await judgeInstrument(record, docket, exampleDay());
  const grave = rows.find(({ finding: { level } }) => level === 'contravened')!;
  const [first] = docket.held.filter(({ bearing }) => grave.finding.restsOn.includes(bearing.id));
  // The same report three hundred times over, each weighed otherwise and in words of its own.
  const many = Array.from({ length: 300 }, (_, index): Held => {
    const { start, exact } = first!.claim.claim.words;
    const claim = { ...first!.claim.claim, words: { start, end: start + index + 1, exact: exact.slice(0, index + 1) } };
    const bearing = { ...first!.bearing, id: `brg_${index}`, score: index / 300 };
    return { ...first!, claim: { ...first!.claim, claim }, bearing, evidence: { ...first!.evidence, bearing } };
  });
  const finding = { ...grave.finding, restsOn: many.map(({ bearing }) => bearing.id) };
  const large = { ...docket, held: [...docket.held, ...many] };
  const all = rows.map(row => (row === grave ? { ...row, finding } : row));
  const request = { day: exampleDay(), since: undefined, meeting: undefined, lines: 6 };
  const made = brief(large, all, [], request);
  const id = findingId(grave.provision.id, grave.party, finding.window);
  const lines = made.sections.flatMap(({ lines, table }) => [...lines, ...table.flat()]);
  const about = lines.filter(line => line.finding === id);
  assert.ok(about.length >= 2, 'in the table, and among the concerns');
  for (const { text, notes } of about) {
    assert.match(text, /\[the weightiest 5 of 30\d\]/u);
    assert.equal(notes.length, 5);
  }
  const cell = about[0]!;
  const cited = cell.notes.map(note => made.footnotes.find(({ number }) => number === note)!.end);
  const best = weightiestFirst(many).slice(0, 5);
  assert.deepEqual(
    cited,
    best.map(({ claim }) => claim.claim.words.end),
  );
  assert.ok(made.footnotes.length < 100, `${made.footnotes.length} footnotes`);
  const pages = pagesIn(fontFile);
  const two = await fitted(room => brief(large, all, [], { ...request, ...room }), 6, pages);
  assert.equal(await pages(two), 2);
});
