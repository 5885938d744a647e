// Law: looking back at any entry shows exactly what was shown then.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { asyncProperty, assert as holds } from 'fast-check';
import { testClock } from '../contract.ts';
import type { DeedsRecord, Moment } from '../record.ts';
import { sample } from '../sample.ts';
import { lastingHistory, tried } from './histories.ts';
import { openRecord } from './record.ts';

const states = ['proposed', 'confirmed', 'edited', 'rejected'] as const;

/** Everything that lists and pages are made of. */
async function shown(record: DeedsRecord): Promise<unknown> {
  return {
    documents: await record.documents(),
    claims: await record.claims({ states, includeCopies: true }),
    counted: await record.claims(),
    actors: await record.actors(),
    origins: await record.origins(),
    links: await record.links(),
    refusals: await record.refusals(),
    decisions: await record.decisions({ undone: true }),
    affected: await record.affected(),
    found: await record.search('acted'),
    state: await record.stateHash(),
  };
}

interface Seen {
  readonly sequence: number;
  readonly at: string;
  readonly shown: unknown;
}

async function see(record: DeedsRecord): Promise<Seen> {
  const { sequence } = await record.head();
  const at = (await Array.fromAsync(record.entries(sequence)))[0]!.at;
  return { sequence, at, shown: await shown(record) };
}

const opened = (home: string, asOf: Moment): Promise<DeedsRecord> =>
  openRecord(home, { clock: testClock(), mode: 'read', asOf });

async function mustBeShownAgain(home: string, seen: Iterable<Seen>): Promise<void> {
  for (const then of seen) {
    for (const moment of [{ sequence: then.sequence }, { instant: then.at }]) {
      const record = await opened(home, moment);
      assert.deepEqual(await shown(record), then.shown, JSON.stringify(moment));
      await record.close();
    }
  }
}

test('law: as of any entry, or of its time, all is shown as it was shown then', async () => {
  await holds(
    asyncProperty(lastingHistory, async steps => {
      const home = mkdtempSync(join(tmpdir(), 'deeds-as-of-'));
      try {
        const record = await openRecord(home, { clock: testClock(), mode: 'create' });
        const seen = new Map<number, Seen>();
        for (const step of steps) {
          await tried(step, record);
          const now = await see(record);
          seen.set(now.sequence, now);
        }
        await mustBeShownAgain(home, seen.values());
        await record.rebuild();
        await record.close();
        await mustBeShownAgain(home, [...seen.values()].slice(-1));
      } finally {
        rmSync(home, { recursive: true });
      }
    }),
    { numRuns: Number(process.env['HISTORIES'] ?? 10) },
  );
});

test('what was erased since is not shown as of any entry, and all else is', async t => {
  const home = mkdtempSync(join(tmpdir(), 'deeds-as-of-'));
  t.after(() => rmSync(home, { recursive: true }));
  const record = await openRecord(home, { clock: testClock(), mode: 'create' });
  const { documentId } = await record.addDocument(sample('Secret [act China: acted].'));
  await record.addDocument(sample('Kept [act Xi: stayed].'));
  const { sequence } = await record.head();
  await record.decide({ kind: 'erased', by: 'anna', body: { document: documentId!, basis: 'a court said so' } });
  await record.close();
  const then = await opened(home, { sequence });
  assert.deepEqual(
    (await then.claims()).map(({ claim }) => claim.words.exact),
    ['stayed'],
  );
  assert.doesNotMatch(JSON.stringify(await shown(then)), /Secret|China/u);
  await then.close();
});
