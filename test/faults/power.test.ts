// The power cut at every write: whatever of the changes that were not synced reaches the disk, nothing that was acknowledged is
// lost, and nothing is half there. A program runs under strace; at each of its steps what a disk must then hold is known, and images
// are made of what it may hold. POWER_CUTS=20000 node --test test/faults/power.test.ts makes more; POWER_SEED=… repeats a run's cuts.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentIdOf, openRecord, verify } from '../../src/record/index.ts';
import { numbered } from './numbered.ts';
import { bound, sequenceOf } from './random.ts';
import { none, SimulatedDisk, subset, torn } from './simulated-disk.ts';
import { type Step, testTraced, traced } from './strace.ts';

const CUTS = Number(process.env['POWER_CUTS'] ?? 1_000);
const SEED = Number(process.env['POWER_SEED'] ?? Date.now() % 1_000_000);
/** One cut in so many is also looked at by `verify` before anybody opens the record, and filled up afterwards. */
const CLOSER = 3;
/** Most is at stake when a sync begins: so many cuts there for one at any other step. */
const AT_SYNC = 8;
const worker = fileURLToPath(new URL('worker.ts', import.meta.url));
/** Images are made in memory where that is possible. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const clock = { now: () => new Date().toISOString() };

/**
 * Command lines whose disks lose power, with $1 the program and $2 the record's folder, whose parents are new as well: a process that adds, checkpoints
 * midway and closes, and another that goes on; and two at the same time.
 */
const PROGRAMS = [
  `"$0" "$1" "$2" 0 14 checkpoint; "$0" "$1" "$2" 40 6`,
  `"$0" "$1" "$2" 100 7 & "$0" "$1" "$2" 200 7 checkpoint & wait`,
];

interface Traced {
  readonly home: string;
  readonly folder: string;
  readonly steps: readonly Step[];
}

interface Outcome {
  cuts: number;
  /** Acknowledged documents looked for, over all cuts. */
  acknowledged: number;
  lost: number;
  problems: string[];
  /** Sound records of which `verify` says, before they are opened, that a transaction was cut short. */
  cutShort: number;
}

async function trace(program: string): Promise<Traced> {
  const home = realpathSync(mkdtempSync(join(memory, 'deeds-power-')));
  const folder = join(home, 'kept', 'here', '.deeds');
  try {
    const { status, stderr, steps } = await traced(program.replaceAll('"$0"', `"${process.execPath}"`), worker, folder);
    assert.deepEqual([status, stderr], [0, '']);
    return { home, folder: folder.slice(home.length + 1), steps };
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** Opens what a cut left, as the next process would, and looks for all that was acknowledged. */
async function examine(
  folder: string,
  acknowledged: readonly number[],
  closer: boolean,
  outcome: Outcome,
): Promise<void> {
  if (closer && existsSync(join(folder, 'record.sqlite')) && acknowledged.length > 0) {
    for (const { place, sentence } of (await verify(folder)).problems) {
      if (place === 'record.sqlite-wal' && sentence.includes('After a power cut that is no loss')) outcome.cutShort++;
      else outcome.problems.push(`before opening, ${place}: ${sentence}`);
    }
  }
  const record = await openRecord(folder, { clock, mode: 'create' });
  const documents = await record.documents();
  const there = new Set(documents.map(({ id }) => id));
  outcome.acknowledged += acknowledged.length;
  outcome.lost += acknowledged.filter(number => !there.has(documentIdOf(numbered(number).bytes))).length;
  for (const document of documents) {
    try {
      const bytes = await record.blob(document.bytesHash);
      const text = await record.text(document.id);
      const reading = await record.reading(document.id);
      const whole = documentIdOf(bytes) === document.id && Buffer.from(bytes).toString() === `${text}\n`;
      if (!whole || document.claims !== 2 || reading?.claims.length !== 2) throw new Error('half there');
    } catch (error) {
      outcome.problems.push(`${document.id}: ${String(error)}`);
    }
  }
  const { sequence } = await record.head();
  if (sequence !== 4 * documents.length + 1)
    outcome.problems.push(`${sequence} entries, ${documents.length} documents`);
  // Whoever was not told adds the document again.
  if (closer) for (const number of [0, 13, 45, 100, 206]) await record.addDocument(numbered(number));
  await record.close();
  if (!closer) return;
  for (const { place, sentence } of (await verify(folder)).problems) outcome.problems.push(`${place}: ${sentence}`);
}

/** Cuts the power so many times, spread over all steps of the program that change something. */
async function cut(
  of: Traced,
  cuts: number,
  random: () => number,
  isSync?: (path: string) => boolean,
): Promise<Outcome> {
  const outcome: Outcome = { cuts: 0, acknowledged: 0, lost: 0, problems: [], cutShort: 0 };
  const place = mkdtempSync(join(memory, 'deeds-power-'));
  const disk = new SimulatedDisk(of.home, isSync);
  const acknowledged: number[] = [];
  const weightOf = ({ call, begins }: Step): number => {
    if (call.descriptor === 1) return begins ? 1 : 0;
    if (!call.path.startsWith(of.home) || call.path.endsWith('-shm')) return 0;
    return call.name === 'fsync' && begins ? AT_SYNC : 1;
  };
  const weights = of.steps.reduce((sum, step) => sum + weightOf(step), 0);
  let due = 0;
  try {
    for (const step of of.steps) {
      const { call, begins } = step;
      if (begins && call.name === 'write' && call.descriptor === 1) acknowledged.push(Number(call.data!.toString()));
      disk.take(step);
      due += (cuts * weightOf(step)) / weights;
      for (; outcome.cuts < Math.round(due); outcome.cuts++) {
        const image = join(place, 'image');
        const fate = [none, subset(random), torn(random)][Math.floor(random() * 3)]!;
        disk.image(image, fate);
        await examine(join(image, of.folder), acknowledged, outcome.cuts % CLOSER === 0, outcome).catch(error =>
          outcome.problems.push(`it cannot be opened: ${String(error)}`),
        );
        rmSync(image, { recursive: true });
      }
    }
  } finally {
    rmSync(place, { recursive: true });
  }
  return outcome;
}

testTraced(`${CUTS} times the power cut: nothing acknowledged is lost, nothing is half there`, async t => {
  const random = sequenceOf(SEED);
  let [cuts, looked, lost, cutShort] = [0, 0, 0, 0];
  const problems = new Set<string>();
  for (const program of PROGRAMS) {
    const start = performance.now();
    const of = await trace(program);
    const middle = performance.now();
    const outcome = await cut(of, CUTS / PROGRAMS.length, random);
    t.diagnostic(
      `${of.steps.length} steps; traced in ${Math.round(middle - start)} ms, cut in ${Math.round(performance.now() - middle)} ms`,
    );
    cuts += outcome.cuts;
    looked += outcome.acknowledged;
    lost += outcome.lost;
    cutShort += outcome.cutShort;
    for (const problem of outcome.problems) problems.add(problem);
  }
  t.diagnostic(
    `seed ${SEED}: ${cuts} cuts, ${looked} acknowledged documents looked for, ${lost} lost, ${problems.size} problems`,
  );
  t.diagnostic(
    `${cutShort} times of ${Math.round(cuts / CLOSER)} verify said of a record not opened since that its last transaction was cut short`,
  );
  t.diagnostic(`with 0 failures, fewer than ${bound(cuts)} of cuts lose anything (95 %, rule of three)`);
  assert.deepEqual({ lost, problems: [...problems].slice(0, 20) }, { lost: 0, problems: [] });
  assert.ok(looked > cuts, 'the cuts came too early to show anything');
});

const planted: [string, (path: string) => boolean][] = [
  ['its write-ahead log', path => !path.endsWith('-wal')],
  ['its blobs', path => !path.includes('/waiting/')],
  ["its blobs' folders", path => !/\/sha256\/..$/u.test(path)],
  ['the folder that holds the record', path => !path.endsWith('/here')],
];

testTraced('the harness sees a program that does not sync', async t => {
  const of = await trace(PROGRAMS[0]!);
  for (const [what, isSync] of planted) {
    const { cuts, acknowledged, lost, problems } = await cut(of, 60, sequenceOf(SEED), isSync);
    t.diagnostic(`planted fault, ${what}: ${cuts} cuts, ${lost} of ${acknowledged} lost, ${problems.length} problems`);
    assert.ok(lost + problems.length > 0, what);
  }
});
