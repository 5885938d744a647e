// Documents are erased by one process while others verify the record, look back, read texts and make a backup: what is erased is gone for them,
// and nothing else is.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { backupRecord, documentIdOf, openRecord, verify } from '../../src/record/index.ts';
import { numbered } from '../faults/numbered.ts';

const DOCUMENTS = Number(process.env['ERASED'] ?? 12);
const PAUSE_MS = 200;
const home = mkdtempSync(join(tmpdir(), 'deeds-erased-'));
after(() => rmSync(home, { recursive: true, force: true }));
const clock = { now: () => new Date().toISOString() };
const ids = Array.from({ length: DOCUMENTS }, (_, n) => documentIdOf(numbered(n).bytes));

async function filled(name: string): Promise<string> {
  const folder = join(home, name);
  const record = await openRecord(folder, { clock, mode: 'create' });
  await Promise.all(ids.map((_, n) => record.addDocument(numbered(n))));
  await record.close();
  return folder;
}

/** Does works again and again while another process erases all documents. Gives how often each was done. */
async function whileErasing(folder: string, works: readonly ((round: number) => Promise<void>)[]): Promise<number[]> {
  const args = [join(import.meta.dirname, 'eraser.ts'), folder, String(PAUSE_MS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const done = new AbortController();
  child.on('close', () => done.abort());
  const rounds = works.map(async work => {
    let round = 0;
    for (; !done.signal.aborted; round++) {
      await work(round);
      await sleep(1);
    }
    return round;
  });
  return await Promise.all(rounds).finally(() => child.kill('SIGKILL'));
}

interface Outcome {
  /** How often it was verified, looked back to, read and backed up. */
  readonly rounds: readonly number[];
  /** What each of them was troubled by, in sentences. */
  readonly troubles: { readonly [who in 'verify' | 'lookBack' | 'read' | 'backup']: string[] };
}

async function run(folder: string): Promise<Outcome> {
  const troubles: Outcome['troubles'] = { verify: [], lookBack: [], read: [], backup: [] };
  const works: { [who in keyof Outcome['troubles']]: (round: number) => Promise<void> } = {
    async verify() {
      const { problems } = await verify(folder);
      troubles.verify.push(...problems.map(({ place, sentence }) => `${place}: ${sentence}`));
    },
    async lookBack() {
      const then = await openRecord(folder, { clock, mode: 'read', asOf: { sequence: 4 * DOCUMENTS + 1 } });
      for (const { id, claims } of await then.documents()) {
        assert.equal(claims, 2);
        await then.text(id);
        await then.reading(id);
      }
      await then.close();
    },
    async read() {
      for (const { id } of await reader.documents()) {
        await reader.text(id);
        await reader.reading(id);
      }
    },
    backup: async round => void (await backupRecord(folder, `${folder}-backup-${round}`)),
  };
  const reader = await openRecord(folder, { clock, mode: 'read' });
  const rounds = await whileErasing(
    folder,
    Object.entries(works).map(
      ([who, work]) =>
        round =>
          work(round).catch((error: Error) => void troubles[who as keyof typeof troubles].push(error.message)),
    ),
  );
  await reader.close();
  return { rounds, troubles };
}

test('whoever verifies, looks back, reads or makes a backup is not troubled by erasures meanwhile', async t => {
  const folder = await filled('sound');
  const { rounds, troubles } = await run(folder);
  assert.deepEqual(troubles, { verify: [], lookBack: [], read: [], backup: [] });
  const { problems, redacted } = await verify(folder);
  assert.deepEqual([problems, redacted], [[], DOCUMENTS]);
  assert.ok(
    rounds.every(times => times > 0),
    rounds.join(),
  );
  t.diagnostic(
    `${DOCUMENTS} documents erased; meanwhile verified ${rounds[0]} times, looked back ${rounds[1]} times, ${rounds[3]} backups`,
  );
});

test('what is missing and was not erased is found meanwhile by each of them', async () => {
  const folder = await filled('robbed');
  // Erased last, so that it is missing to the end.
  const record = await openRecord(folder, { clock, mode: 'read' });
  const { textHash } = (await record.documents()).at(-1)!;
  await record.close();
  unlinkSync(join(folder, 'blobs', 'sha256', textHash.slice(0, 2), textHash.slice(2)));
  const { troubles } = await run(folder);
  for (const [who, said] of Object.entries(troubles)) assert.match(said[0] ?? '', /is missing/u, who);
});
