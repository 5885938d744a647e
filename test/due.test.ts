// What falls due in a record that holds more than a page can tell one by one: the nearest, and every month with its count.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { addInput, loadEngine, openRecordForAdding } from '../src/app.ts';
import { dueOf, dueOnes } from '../src/listings/due.ts';
import { temporaryFolder } from './command.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August'];

test('of many that are due the nearest stand one by one, and the months from there on with their counts', async t => {
  const record = await openRecordForAdding(join(temporaryFolder(t), 'record'), 'Ana');
  t.after(() => record.close());
  const engine = loadEngine();
  for (const [index, month] of MONTHS.entries())
    for (const what of ['a hotline', 'a register'].slice(0, 1 + (index % 2))) {
      const text = `Norland and Sudmark agreed to set up ${what} in port ${index} by 15 ${month} 2026.\n`;
      const input = { name: `${index}${what}.txt`, take: async () => ({ bytes: Buffer.from(text) }) };
      for await (const one of addInput(record, input, { published: '2025-06-01' }, engine))
        assert.equal(one.outcome, 'added');
    }
  const all = await record.claimCount({ kind: 'commitment', dueFrom: '2026-01-01' });
  assert.equal(all, 12);
  const ahead = await dueOnes(record, { dueFrom: '2026-02-20' });
  assert.deepEqual(ahead.rows.map(dueOf), ['2026-03-15', '2026-04-15', '2026-04-15']);
  assert.deepEqual(
    ahead.months.map(({ month, counts: [count] }) => `${month}: ${count}`),
    [3, 4, 5, 6, 7, 8].map(month => `2026-0${month}: ${month % 2 === 0 ? '2 commitments' : '1 commitment'}`),
  );
  assert.equal(ahead.total, 9);
  const past = await dueOnes(record, { dueBefore: '2026-07-01' });
  assert.deepEqual(
    past.months.map(({ month }) => month),
    ['2026-06', '2026-05', '2026-04', '2026-03', '2026-02', '2026-01'],
  );
  assert.deepEqual(past.rows.map(dueOf), ['2026-06-15', '2026-06-15', '2026-05-15']);
  // Of few, all stand one by one, and no months.
  const few = await dueOnes(record, { dueFrom: '2026-06-01' });
  assert.deepEqual([few.total, few.rows.length, few.months], [5, 5, []]);
});
