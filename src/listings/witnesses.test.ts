// Law: what is kept of witnesses, entry by entry, is what the whole record gives when it is read from nothing, now and as of any entry.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { asyncProperty, assert as holds } from 'fast-check';
import { openRecordForAdding } from '../app.ts';
import { review } from '../decisions/claims.ts';
import { makeExample } from '../example.ts';
import { testClock } from '../record/contract.ts';
import type { DeedsRecord } from '../record/index.ts';
import { history, tried } from '../record/sqlite/histories.ts';
import { openRecord } from '../record/sqlite/record.ts';
import { temporaryFolder } from '../../test/command.ts';
import { utterancesOf } from './utterances.ts';
import { nameOf, type Standing, WitnessFinder } from './witnesses.ts';

const standingOf = ({ documents, origins, speakers, isConflicting }: Standing): Standing => ({
  documents,
  origins,
  speakers,
  isConflicting,
});

/** By all that was said, read at once. */
async function fromNothing(record: DeedsRecord): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>();
  for (const utterance of await utterancesOf(record)) {
    for (const { saying } of utterance.witnesses) found.set(nameOf(saying.document, saying.id), standingOf(utterance));
  }
  return found;
}

async function kept(record: DeedsRecord, finder: WitnessFinder): Promise<Map<string, Standing>> {
  const claims = await record.claims({ includeCopies: true });
  const standings = await finder.standings(claims);
  return new Map(
    claims.flatMap(({ document, claim }, index) => {
      const standing = standings[index];
      return standing === undefined ? [] : [[nameOf(document, claim.id), standingOf(standing)] as const];
    }),
  );
}

const sorted = (of: Map<string, Standing>): unknown => [...of].toSorted(([a], [b]) => (a < b ? -1 : 1));

test('law: what is kept entry by entry is what the whole record gives', async () => {
  await holds(
    asyncProperty(history, async steps => {
      const home = mkdtempSync(join(tmpdir(), 'deeds-witnesses-'));
      try {
        const record = await openRecord(home, { clock: testClock(), mode: 'create' });
        const finder = await WitnessFinder.of(record);
        const seen: number[] = [];
        for (const step of steps) {
          await tried(step, record);
          const whole = sorted(await fromNothing(record));
          assert.deepEqual(sorted(await kept(record, await finder.follow())), whole);
          seen.push((await record.head()).sequence);
        }
        await record.close();
        for (const sequence of seen.slice(-3)) {
          const then = await openRecord(home, { clock: testClock(), mode: 'read', asOf: { sequence } });
          const whole = sorted(await fromNothing(then));
          assert.deepEqual(sorted(await kept(then, await WitnessFinder.of(then))), whole);
          await then.close();
        }
      } finally {
        rmSync(home, { recursive: true });
      }
    }),
    { numRuns: Number(process.env['HISTORIES'] ?? 15) },
  );
});

test('a list tells of a large family as it was known last, until it is weighed anew', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(home, 'Ana');
  t.after(() => record.close());
  const finder = await WitnessFinder.of(record, 2);
  const claims = await record.claims({ kind: 'statement' });
  const before = await finder.standings(claims);
  const at = before.findIndex((one, index) => claims[index]!.family !== undefined && (one?.documents.length ?? 0) > 1);
  const asked = claims.filter(({ family }) => family === claims[at]!.family).slice(0, 1);
  const known = before[claims.indexOf(asked[0]!)];
  const others = (await record.claims({ families: [claims[at]!.family!], includeCopies: true })).filter(
    one => one.claim.id !== asked[0]!.claim.id || one.document !== asked[0]!.document,
  );
  for (const one of others)
    await review(record, one, 'rejected', { by: 'Ana', why: undefined, after: undefined, independent: true });
  await finder.follow();
  const [meanwhile] = await finder.standings(asked);
  assert.deepEqual(meanwhile, known, 'as it was known last');
  await new Promise(done => setTimeout(done, 200));
  const [fresh] = await finder.standings(asked);
  const [anew] = await (await WitnessFinder.of(record)).standings(asked);
  assert.deepEqual(fresh, anew, 'and then as it is');
  assert.notDeepEqual(fresh, known);
});
