// The calendar of a record: nobody is said to have dropped a meeting that may have been held, and what has no day stands on none.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { addInput, loadEngine, openRecordForAdding } from '../src/app.ts';
import { type AgendaItem, agenda, comparedFor } from '../src/listings/agenda.ts';
import { temporaryFolder } from './command.ts';

const engine = loadEngine();

/** What the calendar has after some reports, each with its day of publication. */
async function after(
  t: TestContext,
  reports: readonly (readonly [day: string, text: string])[],
  asOf: string,
): Promise<AgendaItem[]> {
  const record = await openRecordForAdding(join(temporaryFolder(t), 'record'), 'Ana');
  t.after(() => record.close());
  for (const [index, [published, text]] of reports.entries()) {
    const input = { name: `report ${index}.txt`, take: async () => ({ bytes: Buffer.from(text) }) };
    for await (const outcome of addInput(record, input, { published }, engine))
      assert.equal(outcome.outcome, 'added', text);
  }
  return await agenda([], await comparedFor(record), asOf);
}

const PLANNED = ['2026-02-10', 'The defence ministers of Norway and Poland will meet in Oslo in March 2026.'] as const;
const states = (all: readonly AgendaItem[]): string[] =>
  all.filter(({ sort }) => sort === 'meeting').map(({ state, reading }) => `${state}: ${reading}`);

const promises = (all: readonly AgendaItem[]): string[] =>
  all.filter(({ sort }) => sort === 'promise').map(({ state }) => state);

test('a meeting is due, overdue, and after a month of silence dropped; its days stay as imprecise as they were told', async t => {
  assert.deepEqual(states(await after(t, [PLANNED], '2026-03-20')), ['due: March 2026']);
  assert.deepEqual(states(await after(t, [PLANNED], '2026-04-10')), ['overdue: March 2026']);
  const dropped = await after(t, [PLANNED], '2026-06-30');
  assert.deepEqual(states(dropped), ['silently dropped: March 2026']);
  assert.deepEqual([dropped[0]!.from, dropped[0]!.until], ['2026-03-01', '2026-03-31']);
});

test('where a meeting was held in those days it may be the one that was planned; one in other days is not', async t => {
  const elsewhere = ['2026-03-13', 'The finance ministers of Spain and Chile met in Madrid on 12 March 2026.'] as const;
  const later = ['2026-05-21', 'The finance ministers of Spain and Chile met in Madrid on 20 May 2026.'] as const;
  assert.ok(states(await after(t, [PLANNED, elsewhere], '2026-06-30')).includes('perhaps held: March 2026'));
  assert.ok(states(await after(t, [PLANNED, later], '2026-06-30')).includes('silently dropped: March 2026'));
});

test('what somebody promised by a day is due, and when it is over nobody says that it was not done', async t => {
  const promise = [
    '2026-05-11',
    'Norway’s foreign minister, Lars Holm, said that his country would send two ships by June 2026.',
  ] as const;
  assert.deepEqual(promises(await after(t, [promise], '2026-05-20')), ['due']);
  assert.deepEqual(promises(await after(t, [promise], '2026-09-01')), ['day passed']);
});
