// Law: what is kept of witnesses, entry by entry, is what the whole record gives when it is read from nothing, now and as of any entry.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { asyncProperty, assert as holds } from 'fast-check';
import { testClock } from '../record/contract.ts';
import type { DeedsRecord } from '../record/index.ts';
import { history, tried } from '../record/sqlite/histories.ts';
import { openRecord } from '../record/sqlite/record.ts';
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
