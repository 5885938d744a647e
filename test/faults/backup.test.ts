// Backups made while another process writes without pause, and restored elsewhere: each is a whole record that has all that was
// acknowledged before it began. BACKUPS sets how many.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  backupRecord,
  type DeedsRecord,
  documentIdOf,
  type Moment,
  openRecord,
  restoreRecord,
} from '../../src/record/index.ts';
import { numbered } from './numbered.ts';

const BACKUPS = Number(process.env['BACKUPS'] ?? 10);

const home = mkdtempSync(join(tmpdir(), 'deeds-backup-'));
after(() => rmSync(home, { recursive: true, force: true }));

const clock = { now: () => new Date().toISOString() };
const reading = (folder: string, asOf?: Moment): Promise<DeedsRecord> =>
  openRecord(folder, { clock, mode: 'read', ...(asOf && { asOf }) });

/** A process that adds documents to a record, and the numbers of those that it acknowledged so far. */
function writing(folder: string): { readonly acknowledged: readonly number[]; stop(): Promise<void> } {
  const acknowledged: number[] = [];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'adder.ts'), folder, '0', 'pause'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout }).on('line', line => acknowledged.push(Number(line)));
  const ended = new Promise<void>(resolve => child.on('close', () => resolve()));
  return {
    acknowledged,
    stop: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

async function missing(folder: string, numbers: readonly number[]): Promise<number> {
  const record = await reading(folder);
  const known = await Promise.all(numbers.map(number => record.document(documentIdOf(numbered(number).bytes))));
  await record.close();
  return known.filter(document => document === undefined).length;
}

test(`${BACKUPS} backups while another process writes, each restored elsewhere`, async t => {
  const live = join(home, 'live');
  const writer = writing(live);
  t.after(() => writer.stop());
  while (writer.acknowledged.length < 20) await sleep(10);
  const made: { readonly folder: string; readonly entries: number; readonly head: string; readonly state: string }[] =
    [];
  for (let n = 0; n < BACKUPS; n++) {
    await sleep(Math.random() * 150);
    const before = [...writer.acknowledged];
    const [backup, restored] = [join(home, `backup-${n}`), join(home, `restored-${n}`)];
    const { problems } = await backupRecord(live, backup);
    const { report } = await restoreRecord(backup, restored);
    assert.deepEqual([problems, report.problems], [[], []]);
    assert.equal(await missing(restored, before), 0, 'all that was acknowledged before it began');
    const record = await reading(restored);
    const { sequence, hash } = await record.head();
    made.push({ folder: restored, entries: sequence, head: hash, state: await record.stateHash() });
    await record.close();
  }
  await writer.stop();
  assert.ok(made.at(-1)!.entries > made[0]!.entries, 'the writer went on meanwhile');
  for (const { entries, head, state } of made) {
    const then = await reading(live, { sequence: entries });
    assert.equal((await then.head()).hash, head, 'a beginning of the same log');
    assert.equal(await then.stateHash(), state, 'what the record was at that entry');
    await then.close();
  }
  t.diagnostic(`${BACKUPS} backups of ${made[0]!.entries} to ${made.at(-1)!.entries} entries, 0 with anything missing`);
});

test('the harness sees a copy that is no backup: the database without its write-ahead log', async t => {
  const live = join(home, 'other');
  const writer = writing(live);
  t.after(() => writer.stop());
  while (writer.acknowledged.length < 20) await sleep(10);
  const before = [...writer.acknowledged];
  const copy = join(home, 'copy');
  mkdirSync(copy);
  copyFileSync(join(live, 'record.sqlite'), join(copy, 'record.sqlite'));
  await writer.stop();
  const lost = await missing(copy, before).catch(() => before.length);
  assert.ok(lost > 0);
  t.diagnostic(`planted fault: ${lost} of ${before.length} missing`);
});
