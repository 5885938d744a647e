// The n-th call of the kernel fails: nothing acknowledged is lost, the error is told as a problem, nothing is half kept, and the
// next process opens the record and goes on. CALLS=all node --test test/faults/calls.test.ts tries every n; without it some are
// drawn, and CALLS_SEED=… draws the same again.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { documentIdOf, openRecord, verify } from '../../src/record/index.ts';
import { numbered } from './numbered.ts';
import { bound, sequenceOf, wholeNumbers } from './random.ts';
import { run, testTraced, traced } from './strace.ts';

const DRAWN = 80;
const SEED = Number(process.env['CALLS_SEED'] ?? Date.now() % 1_000_000);
const DOCUMENTS = 6;
/** Runs at the same time. */
const SLOTS = 2;
const [worker, predictable] = ['worker.ts', 'predictable.ts'].map(name =>
  fileURLToPath(new URL(name, import.meta.url)),
) as [string, string];
/** One thread beside the main one, so that the n-th call is the same one each time. */
const env = { UV_THREADPOOL_SIZE: '1' };
const errors: Readonly<Record<string, readonly string[]>> = {
  write: ['EIO', 'ENOSPC'],
  pwrite64: ['EIO', 'ENOSPC'],
  fsync: ['EIO', 'ENOSPC'],
  fdatasync: ['EIO', 'ENOSPC'],
  rename: ['EIO', 'ENOSPC'],
  openat: ['EIO', 'ENOSPC', 'EMFILE'],
  mkdir: ['ENOSPC'],
  ftruncate: ['EIO'],
  unlink: ['EIO'],
};

/** Which call fails; counted apart for the database's files and for the blobs, which are the work of two threads. */
interface Fault {
  readonly part: 'database' | 'blobs';
  readonly call: string;
  readonly error: string;
  readonly n: number;
}

interface Outcome {
  readonly fault: Fault;
  readonly reached: boolean;
  readonly acknowledged: number;
  readonly lost: number;
  /** Documents of which an error was told, and which are there all the same: after a failed sync nobody knows. */
  readonly there: number;
  readonly problems: readonly string[];
  readonly codes: readonly string[];
}

function partOf(path: string): Fault['part'] {
  return path.includes('/.deeds/blobs') ? 'blobs' : 'database';
}

const command = (folder: string, fault: string): string[] => [
  process.execPath,
  '--import',
  predictable,
  worker,
  folder,
  '0',
  String(DOCUMENTS),
  fault,
];

/** All faults there are, and the paths below `home` that the program uses. */
async function look(home: string): Promise<{ faults: Fault[]; paths: string[] }> {
  const { status, stderr, steps } = await traced(
    'UV_THREADPOOL_SIZE=1 exec "$@"',
    ...command(join(home, '.deeds'), ''),
  );
  assert.deepEqual([status, stderr], [0, '']);
  rmSync(home, { recursive: true });
  const paths = new Set<string>();
  const counts = new Map<string, number>();
  for (const { call, begins } of steps) {
    if (!begins || !call.path.startsWith(home)) continue;
    paths.add(call.path);
    const key = `${partOf(call.path)} ${call.name} ${call.thread}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const faults = new Map<string, Fault>();
  for (const [key, count] of counts) {
    const [part, call] = key.split(' ') as [Fault['part'], string];
    for (const error of errors[call] ?? []) {
      for (let n = 1; n <= count; n++) faults.set(`${part} ${call} ${error} ${n}`, { part, call, error, n });
    }
  }
  return { faults: [...faults.values()], paths: [...paths] };
}

async function tryOne(home: string, paths: readonly string[], fault: Fault, planted: string): Promise<Outcome> {
  const folder = join(home, '.deeds');
  const log = `${home}.log`;
  mkdirSync(home);
  try {
    const { call, error, n, part } = fault;
    const watched = paths.filter(path => partOf(path) === part).flatMap(path => ['-P', path]);
    const options = ['-f', '--seccomp-bpf', ...watched, '-o', log, '-e', `trace=${call}`, '-e', 'signal=none'];
    const inject = ['-e', `inject=${call}:error=${error}:when=${n}`];
    const ended = await run('strace', [...options, ...inject, ...command(folder, planted)], env);
    const reached = readFileSync(log, 'utf8').includes('(INJECTED)');
    return { fault, reached, ...(await examine(folder, ended)) };
  } finally {
    rmSync(home, { recursive: true });
    rmSync(log, { force: true });
  }
}

async function examine(
  folder: string,
  { status, stdout, stderr }: { status: number | null; stdout: string; stderr: string },
): Promise<Omit<Outcome, 'fault' | 'reached'>> {
  const problems: string[] = [];
  const acknowledged = stdout.split('\n').slice(0, -1).map(Number);
  if (status !== 0) problems.push(`the program ended with ${status}: ${stderr.slice(0, 300)}`);
  const complaints = stderr
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(
      line => JSON.parse(line) as { number: number | 'open' | 'close'; name: string; code: string; message: string },
    );
  for (const { number, name, code, message } of complaints) {
    // A database that cannot be opened for writing SQLite opens for reading.
    const isClear =
      code === 'storage_full' || code === 'storage_error' || (number === 'open' && code === 'record_read_only');
    if (name !== 'Problem' || !isClear) problems.push(`${number}: ${name} ${code} ${message}`);
  }
  const opened = complaints.every(({ number }) => number !== 'open');
  const told = new Set([...acknowledged, ...complaints.map(({ number }) => number)]);
  const all = Array.from({ length: DOCUMENTS }, (_, number) => number);
  for (const number of all) if (opened && !told.has(number)) problems.push(`nothing was said of ${number}`);

  const record = await openRecord(folder, { clock: { now: () => new Date().toISOString() }, mode: 'create' });
  const documents = new Map((await record.documents()).map(document => [document.id, document]));
  const isThere = async (number: number): Promise<boolean> => {
    const { bytes, document } = numbered(number);
    const kept = documents.get(documentIdOf(bytes));
    if (kept === undefined) return false;
    const whole = Buffer.from(await record.blob(kept.bytesHash)).equals(bytes) && kept.claims === 2;
    if (!whole || (await record.text(kept.id)) !== document.text) problems.push(`${number} is half there`);
    return true;
  };
  const there = new Set<number>();
  for (const number of all) if (await isThere(number)) there.add(number);
  const { sequence } = await record.head();
  if (sequence !== 4 * documents.size + 1) problems.push(`${sequence} entries for ${documents.size} documents`);
  for (const { place, sentence } of (await verify(folder)).problems) problems.push(`${place}: ${sentence}`);
  // The disk is well again: all that was not kept can be added.
  for (const number of all) await record.addDocument(numbered(number));
  if ((await record.documents()).length !== DOCUMENTS) problems.push('it did not go on');
  await record.close();
  for (const { place, sentence } of (await verify(folder)).problems) problems.push(`afterwards, ${place}: ${sentence}`);
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(number => !there.has(number)).length,
    there: [...there].filter(number => !acknowledged.includes(number)).length,
    problems,
    codes: [...new Set(complaints.map(({ number, code }) => (number === 'open' ? `${code} at opening` : code)))],
  };
}

/** Tries `choose`n faults, some at the same time. */
async function tryAll(choose: (faults: readonly Fault[]) => readonly Fault[], planted = ''): Promise<Outcome[]> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'deeds-calls-')));
  try {
    const homes = Array.from({ length: SLOTS }, (_, slot) => join(place, `slot${slot}`));
    mkdirSync(homes[0]!);
    const { faults, paths } = await look(homes[0]!);
    const waiting = [...choose(faults)];
    const outcomes: Outcome[] = [];
    const work = async (home: string): Promise<void> => {
      const own = paths.map(path => path.replace(homes[0]!, home));
      for (let fault = waiting.pop(); fault !== undefined; fault = waiting.pop()) {
        outcomes.push(await tryOne(home, own, fault, planted));
      }
    };
    await Promise.all(homes.map(work));
    return outcomes;
  } finally {
    rmSync(place, { recursive: true });
  }
}

function drawn(faults: readonly Fault[]): Fault[] {
  const below = wholeNumbers(sequenceOf(SEED));
  const left = [...faults];
  return Array.from({ length: Math.min(DRAWN, left.length) }, () => left.splice(below(left.length), 1)[0]!);
}

const all = process.env['CALLS'] === 'all';
testTraced(`${all ? 'every' : `some ${DRAWN}`} n-th call fails: nothing is lost, and the error is told`, async t => {
  let count = 0;
  const outcomes = await tryAll(faults => {
    count = faults.length;
    return all ? faults : drawn(faults);
  });
  const reached = outcomes.filter(outcome => outcome.reached);
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const lost = sum(outcome => outcome.lost);
  const told = Map.groupBy(
    reached.flatMap(({ codes }) => (codes.length === 0 ? ['nothing'] : codes)),
    code => code,
  );
  t.diagnostic(
    `seed ${SEED}: ${outcomes.length} of ${count} faults, ${reached.length} reached, ${sum(({ acknowledged }) => acknowledged)} acknowledged, ${lost} lost`,
  );
  t.diagnostic(`told: ${[...told].map(([code, { length }]) => `${code} ${length}`).join(', ')}`);
  t.diagnostic(`${sum(({ there }) => there)} documents there of which an error was told`);
  t.diagnostic(`with 0 failures, fewer than ${bound(reached.length)} of faults lose anything (95 %, rule of three)`);
  const problems = outcomes.flatMap(({ fault, problems }) =>
    problems.map(problem => `${fault.part} ${fault.call} ${fault.n} ${fault.error}: ${problem}`),
  );
  assert.deepEqual({ lost, problems: problems.slice(0, 20) }, { lost: 0, problems: [] });
  assert.ok(reached.length > 0.9 * outcomes.length, 'too many faults were never reached');
});

testTraced('the harness sees a program that acknowledges what failed', async t => {
  const outcomes = await tryAll(
    faults =>
      faults.filter(({ part, call, error, n }) => part === 'blobs' && call === 'rename' && error === 'EIO' && n <= 4),
    'swallow',
  );
  const lost = outcomes.reduce((total, outcome) => total + outcome.lost, 0);
  t.diagnostic(`planted fault: ${lost} lost in ${outcomes.length} runs`);
  assert.ok(lost > 0);
});
