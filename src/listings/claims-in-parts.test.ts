import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openRecordForAdding } from '../app.ts';
import { review } from '../decisions/claims.ts';
import { makeExample } from '../example.ts';
import { temporaryFolder } from '../../test/command.ts';
import { claimsInParts } from './claims-in-parts.ts';

test('in parts there is every claim once, also when some are rejected meanwhile', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(home, 'Ana');
  t.after(() => record.close());
  const all = await record.claims({ includeCopies: true });
  const found: string[] = [];
  for await (const some of claimsInParts(record, { includeCopies: true }, 3)) {
    assert.ok(some.length <= 3);
    found.push(...some.map(({ claim }) => claim.id));
    // Lists do without it from now on.
    const [first] = some;
    if (first !== undefined && found.length < 20)
      await review(record, first, 'rejected', { by: 'Ana', why: undefined, after: undefined, independent: true });
  }
  assert.deepEqual(
    found,
    all.map(({ claim }) => claim.id),
  );
});
