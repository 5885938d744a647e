// Agreements of a large record: gathered beside the pages, then followed; who looks may see what was made some seconds ago, and is told so.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openRecordForAdding } from '../src/app.ts';
import { findBearing, reject } from '../src/decisions/bearings.ts';
import { review } from '../src/decisions/claims.ts';
import { makeExample } from '../src/example.ts';
import { docketOf } from '../src/judging/cases.ts';
import { originMap } from '../src/judging/origins.ts';
import { Aside } from '../src/server/aside.ts';
import { Dockets } from '../src/server/dockets.ts';
import { temporaryFolder } from './command.ts';

const by = { by: 'Ana', why: undefined };
const ID = 'ins_straits';

test('an agreement of a large record is gathered beside the pages, and then followed', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(home, 'Ana');
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
  const aside = new Aside(home);
  t.after(async () => {
    await aside.close();
    await record.close();
  });
  const dockets = new Dockets(large, aside, () => originMap(record));
  await assert.rejects(dockets.of(ID, 0), { code: 'being_gathered' });
  const first = await dockets.of(ID, 60_000);
  assert.deepEqual(first, await docketOf(record, ID));
  assert.equal(await dockets.of(ID, 0), first, 'nothing came, and it is the same');
  const { sequence } = await record.head();

  await review(record, first.held[0]!.claim, 'confirmed', { ...by, after: undefined, independent: true });
  assert.deepEqual(await dockets.recent(ID, 0), { docket: first, behind: sequence });
  const fresh = await dockets.of(ID, 0);
  assert.notEqual(fresh, first, 'who decides gets it as it is');
  assert.deepEqual(fresh, await docketOf(record, ID));

  await reject(record, await findBearing(record, fresh.held[1]!.bearing.id), by);
  const decided = await dockets.recent(ID, 0);
  assert.equal(decided.behind, undefined, 'what was decided about evidence is seen at once');
  assert.deepEqual(decided.docket, await docketOf(record, ID));

  claims = 100;
  await review(record, fresh.held[2]!.claim, 'confirmed', { ...by, after: undefined, independent: true });
  assert.equal((await dockets.recent(ID, 0)).behind, undefined, 'a small record is never behind');
});
