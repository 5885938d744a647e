// Laws over random histories: the state is the fold of the log, and verify, which folds by its own code, agrees with it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { asyncProperty, assert as holds } from 'fast-check';
import type { DeedsRecord } from '../record.ts';
import { verify } from '../verify/verify.ts';
import { history, live, tried } from './histories.ts';

/** The record as its own verifier and its own replay see it. */
async function agrees(record: DeedsRecord, home: string): Promise<void> {
  const hash = await record.stateHash();
  const { problems, notices } = await verify(home);
  assert.deepEqual([problems, notices], [[], []]);
  const origins = await record.origins();
  for (const { documents, earliest } of origins) assert.ok(documents.includes(earliest));
  assert.equal(origins.length, (await record.documents({ originals: true })).length);
  for (const filter of [
    {},
    { kind: 'statement' },
    { states: ['rejected', 'edited'] },
    { standing: true, states: ['proposed'] },
    { current: true, kind: 'act' },
    { includeCopies: true },
  ] as const)
    assert.equal(await record.claimCount(filter), (await record.claims(filter)).length, JSON.stringify(filter));
  await record.rebuild();
  assert.equal(await record.stateHash(), hash);
}

test('law: after any history the rebuilt state is the live one, and verify agrees', async () => {
  await holds(
    asyncProperty(history, async steps => {
      const home = mkdtempSync(join(tmpdir(), 'deeds-law-'));
      try {
        const record = await live(home, steps);
        await agrees(record, home);
        await record.close();
      } finally {
        rmSync(home, { recursive: true });
      }
    }),
    { numRuns: Number(process.env['HISTORIES'] ?? 15) },
  );
});

test('law: what one record takes over from another leaves both sound, and the same again adds nothing', async () => {
  await holds(
    asyncProperty(history, history, history, async (here, there, afterwards) => {
      const homes = ['here', 'there'].map(name => mkdtempSync(join(tmpdir(), `deeds-${name}-`))) as [string, string];
      try {
        const [record, other] = [await live(homes[0], here), await live(homes[1], there)];
        const [{ body }, checkpoint] = [(await Array.fromAsync(other.entries()))[0]!, await other.checkpoint()];
        const entries = await Array.fromAsync(other.entries());
        const blobs = new Map<string, Uint8Array>();
        for (const hash of new Set(entries.flatMap(entry => entry.body.match(/[0-9a-f]{64}/gu) ?? []))) {
          await other.blob(hash).then(
            bytes => blobs.set(hash, bytes),
            () => {},
          );
        }
        const source = {
          record: (JSON.parse(body) as { record: string }).record,
          checkpoint: checkpoint.note,
          entries: () => entries.slice(0, checkpoint.size),
          blob: (hash: string) => blobs.get(hash),
        };
        await record.takeOver(source, 'anna');
        await agrees(record, homes[0]);
        for (const step of afterwards) {
          await tried(step, record);
        }
        await record.takeOver(source, 'anna');
        await agrees(record, homes[0]);
        await Promise.all([record.close(), other.close()]);
      } finally {
        for (const home of homes) rmSync(home, { recursive: true });
      }
    }),
    { numRuns: Number(process.env['HISTORIES'] ?? 15) },
  );
});
