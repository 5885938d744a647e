// kill -9 at random moments: nothing that was acknowledged may be lost, and nothing may be half there.
// KILL_CYCLES=2000 node --test test/faults/kill.test.ts runs more cycles; KILL_SEED=… repeats a run's moments.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { documentIdOf, openRecord, verify } from '../../src/record/index.ts';
import { numbered } from './numbered.ts';
import { bound, sequenceOf } from './random.ts';

const CYCLES = Number(process.env['KILL_CYCLES'] ?? 200);
const SEED = Number(process.env['KILL_SEED'] ?? Date.now() % 1_000_000);
/** Cycles on one record: kills hit young records and grown ones. */
const CYCLES_PER_RECORD = 4;
/** Records worked on at the same time. */
const RECORDS = 2;
/** Every third kill counts from the start of the process, and may come before the record is made; the others from the first acknowledgement. */
const FROM_START_MS = 300;
const FROM_FIRST_MS = 120;
const adder = fileURLToPath(new URL('adder.ts', import.meta.url));

interface Moment {
  readonly from: 'start' | 'first acknowledgement';
  readonly afterMs: number;
}

interface Outcome {
  acknowledged: number;
  lost: number;
  problems: string[];
}

/** Starts the adder, kills it at its moment, and gives the numbers that it acknowledged. */
function killed(folder: string, first: number, moment: Moment, fault: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [adder, folder, String(first), fault], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, complaints] = ['', ''];
    let timer: NodeJS.Timeout | undefined;
    const startTimer = (): void => {
      timer ??= setTimeout(() => child.kill('SIGKILL'), moment.afterMs);
    };
    if (moment.from === 'start') startTimer();
    child.stdout.on('data', chunk => {
      output += String(chunk);
      startTimer();
    });
    child.stderr.on('data', chunk => (complaints += String(chunk)));
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      if (signal !== 'SIGKILL') reject(new Error(`the adder ended by itself: ${complaints}`));
      // A line that was cut off in the middle was not acknowledged.
      else resolve(output.split('\n').slice(0, -1).map(Number));
    });
  });
}

async function examine(folder: string, acknowledged: readonly number[]): Promise<Outcome> {
  const outcome: Outcome = { acknowledged: acknowledged.length, lost: 0, problems: [] };
  // Whatever moment it was, the next process opens the record without help.
  const record = await openRecord(folder, { clock: { now: () => new Date().toISOString() }, mode: 'create' });
  const documents = await record.documents();
  const there = new Map(documents.map(document => [document.id, document]));
  for (const number of acknowledged) {
    const { bytes, document } = numbered(number);
    const id = documentIdOf(bytes);
    const kept = there.has(id) && Buffer.from(await record.blob(there.get(id)!.bytesHash)).equals(bytes);
    if (!kept || (await record.text(id)) !== document.text || there.get(id)!.claims !== 2) outcome.lost++;
  }
  const entries = 4 * documents.length + 1;
  const head = await record.head();
  if (head.sequence !== entries) outcome.problems.push(`${head.sequence} entries for ${documents.length} documents`);
  await record.close();
  for (const { place, sentence } of (await verify(folder)).problems) outcome.problems.push(`${place}: ${sentence}`);
  return outcome;
}

/** Runs so many cycles, some records at the same time. */
async function run(cycles: number, fault: string): Promise<Outcome> {
  const total: Outcome = { acknowledged: 0, lost: 0, problems: [] };
  const random = sequenceOf(SEED);
  const moments = Array.from(
    { length: cycles },
    (_, cycle): Moment =>
      cycle % 3 === 0
        ? { from: 'start', afterMs: random() * FROM_START_MS }
        : { from: 'first acknowledgement', afterMs: random() * FROM_FIRST_MS },
  );
  const work = async (): Promise<void> => {
    while (moments.length > 0) await runOnOne(moments.splice(0, CYCLES_PER_RECORD), fault, total);
  };
  await Promise.all(Array.from({ length: RECORDS }, work));
  return total;
}

async function runOnOne(moments: readonly Moment[], fault: string, total: Outcome): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'deeds-kill-'));
  const folder = join(home, '.deeds');
  const acknowledged: number[] = [];
  try {
    for (const [n, moment] of moments.entries()) {
      acknowledged.push(...(await killed(folder, n * 100_000, moment, fault)));
      const outcome = await examine(folder, acknowledged);
      total.lost += outcome.lost;
      total.problems.push(...outcome.problems);
    }
    total.acknowledged += acknowledged.length;
  } finally {
    rmSync(home, { recursive: true });
  }
}

test(`${CYCLES} times kill -9: nothing acknowledged is lost, nothing is half there`, async t => {
  const { acknowledged, lost, problems } = await run(CYCLES, '');
  t.diagnostic(
    `seed ${SEED}: ${CYCLES} kills, ${acknowledged} documents acknowledged, ${lost} lost, ${problems.length} problems`,
  );
  t.diagnostic(`with 0 failures, fewer than ${bound(CYCLES)} of kills lose anything (95 %, rule of three)`);
  assert.deepEqual({ lost, problems }, { lost: 0, problems: [] });
  assert.ok(acknowledged > CYCLES, 'the kills came too early to show anything');
});

test('the harness sees a program that acknowledges before it commits', async t => {
  const { acknowledged, lost, problems } = await run(6, 'early-ack');
  t.diagnostic(`planted fault: ${lost} times lost of ${acknowledged} acknowledged`);
  assert.ok(lost > 0);
  assert.deepEqual(problems, []);
});

test('three processes that make and fill one record at the same moment, all killed, leave one sound chain', async t => {
  const home = mkdtempSync(join(tmpdir(), 'deeds-kill-'));
  const folder = join(home, '.deeds');
  try {
    // The second adds what the first adds: each document is there once, whoever came first.
    const acknowledged = await Promise.all(
      [0, 0, 500_000].map(first => killed(folder, first, { from: 'first acknowledgement', afterMs: 600 }, '')),
    );
    const outcome = await examine(folder, acknowledged.flat());
    t.diagnostic(`${acknowledged.map(numbers => numbers.length).join(' + ')} documents acknowledged`);
    assert.deepEqual([outcome.lost, outcome.problems], [0, []]);
  } finally {
    rmSync(home, { recursive: true });
  }
});
