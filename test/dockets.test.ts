// Agreements of a large record: gathered once, and then followed; who looks may see what was made some seconds ago, and is told so.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openRecordForAdding } from '../src/app.ts';
import { findBearing, reject } from '../src/decisions/bearings.ts';
import { review } from '../src/decisions/claims.ts';
import { makeExample } from '../src/example.ts';
import { docketOf } from '../src/judging/cases.ts';
import { originMap } from '../src/judging/origins.ts';
import { Dockets } from '../src/server/dockets.ts';
import { temporaryFolder } from './command.ts';

const by = { by: 'Ana', why: undefined };
const ID = 'ins_straits';
const asked = { day: '2026-03-01', from: undefined, until: undefined };

test('an agreement of a large record is gathered once, and then followed', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(home, 'Ana');
  t.after(() => record.close());
  let claims = 1_000_000;
  // The same record, which says that it has so many claims.
  const large = new Proxy(record, {
    get(of, name) {
      if (name === 'claimTally')
        return async () => [{ kind: 'statement', state: 'proposed', current: true, number: claims }];
      const member: unknown = Reflect.get(of, name, of);
      return typeof member === 'function' ? (member.bind(of) as unknown) : member;
    },
  });
  const dockets = new Dockets(large, () => originMap(record));
  const first = await dockets.of(ID);
  assert.deepEqual(first, await docketOf(record, ID));
  assert.equal(await dockets.of(ID), first, 'nothing came, and it is the same');
  const looked = await dockets.recent(ID, asked);
  assert.equal(looked.docket, first);
  assert.equal(looked.behind, undefined);
  const { sequence } = await record.head();

  await review(record, first.held[0]!.claim, 'confirmed', { ...by, after: undefined, independent: true });
  const { docket, behind } = await dockets.recent(ID, asked);
  assert.equal(docket, first, 'whoever looks gets what is there');
  assert.equal(behind, sequence, 'and is told as of which entry it is');
  const fresh = await dockets.judged(ID, asked);
  assert.notEqual(fresh.docket, first, 'who decides gets it as it is');
  assert.deepEqual(fresh.docket, await docketOf(record, ID));
  assert.equal(fresh.behind, undefined);
  const [one, other] = await Promise.all([dockets.of(ID), dockets.of(ID)]);
  assert.equal(one, other, 'who asks at the same time gets the same');

  await reject(record, await findBearing(record, fresh.docket.held[1]!.bearing.id), by);
  const decided = await dockets.recent(ID, asked);
  assert.equal(decided.behind, undefined, 'what was decided about evidence is seen at once');
  assert.deepEqual(decided.docket, await docketOf(record, ID));

  claims = 100;
  await review(record, fresh.docket.held[2]!.claim, 'confirmed', { ...by, after: undefined, independent: true });
  assert.equal((await dockets.recent(ID, asked)).behind, undefined, 'a small record is never behind');
});

test('a record that went on is never shown as it was longer than half a minute ago', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(home, 'Ana');
  t.after(() => record.close());
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const large = new Proxy(record, {
    get(of, name) {
      if (name === 'claimTally')
        return async () => [{ kind: 'statement', state: 'proposed', current: true, number: 1_000_000 }];
      const member: unknown = Reflect.get(of, name, of);
      return typeof member === 'function' ? (member.bind(of) as unknown) : member;
    },
  });
  const dockets = new Dockets(large, () => originMap(record));
  const { docket } = await dockets.recent(ID, asked);
  await review(record, docket.held[0]!.claim, 'confirmed', { ...by, after: undefined, independent: true });
  t.mock.timers.setTime(Date.now() + 31_000);
  const { docket: fresh, behind } = await dockets.recent(ID, asked);
  assert.equal(behind, undefined);
  assert.deepEqual(fresh, await docketOf(record, ID));
});
