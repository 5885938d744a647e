import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryFolder } from '../../test/command.ts';
import { addInput, loadEngine, openRecordForAdding } from '../app.ts';
import { reviewAll } from './review-terminal.ts';

const report =
  'Boris Karlov said that the talks had failed. Anna Berg said that they went well. Carl Hall said that he was late.\n';

test('one keystroke a claim: confirm, reject, skip, take back, quit', async t => {
  const record = await openRecordForAdding(temporaryFolder(t), 'Ana');
  t.after(() => record.close());
  await Array.fromAsync(
    addInput(record, { name: 'report.txt', take: async () => ({ bytes: Buffer.from(report) }) }, {}, loadEngine()),
  );
  const told: string[] = [];
  const press = (keys: string): Promise<void> => {
    const pressed = keys.split('');
    return reviewAll(
      record,
      'Ana',
      async () => pressed.shift(),
      line => told.push(line),
    );
  };
  const states = async (): Promise<string[]> =>
    (await record.claims({ states: ['proposed', 'confirmed', 'rejected'] })).map(({ review }) => review.state);

  await press('rucxsq');
  assert.deepEqual(await states(), ['confirmed', 'proposed', 'proposed']);
  assert.ok(told.includes('     [Boris Karlov said that the talks had failed].'), told.join('\n'));
  assert.ok(told.some(line => /x|c confirms/u.test(line)));
  assert.equal(told.at(-1), '1 reviewed, 2 left.');

  await press('cr');
  assert.deepEqual(await states(), ['confirmed', 'confirmed', 'rejected']);
  assert.equal((await record.decisions({ kind: 'undone' })).length, 1);
});
