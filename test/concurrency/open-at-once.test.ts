// A record that several processes have open at once: two add documents, one looks, one signs checkpoints and empties the write-ahead log, and
// it is verified meanwhile. Every answer is of one moment, and every moment is one at which some document was just added whole.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { documentIdOf, openRecord, verify } from '../../src/record/index.ts';
import { numbered } from '../faults/numbered.ts';
import type { Look } from './looker.ts';

/** Documents that each of two processes adds; the last of the first are the first of the second. */
const [EACH, SHARED] = [Number(process.env['DOCUMENTS'] ?? 80), 20];

const home = mkdtempSync(join(tmpdir(), 'deeds-at-once-'));
const clock = { now: () => new Date().toISOString() };
const started: ChildProcess[] = [];
after(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

/** Starts a program beside this test or in `faults/`; `lines` are those that it has written so far. */
function start(program: string, ...args: string[]): { child: ChildProcess; lines: string[]; ended: Promise<void> } {
  const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', line => lines.push(line));
  return { child, lines, ended: new Promise(resolve => child.on('close', () => resolve())) };
}

const reading = (folder: string, sequence?: number): ReturnType<typeof openRecord> =>
  openRecord(folder, { clock, mode: 'read', ...(sequence !== undefined && { asOf: { sequence } }) });

/** What cannot have been so, in sentences. */
function oddities(looks: readonly Look[]): string[] {
  return looks.flatMap((look, n) => {
    const { from, until, ends, documents, claims, odd, found, actors } = look;
    const before = looks[n - 1];
    const say = (isOdd: boolean, sentence: string): string[] => (isOdd ? [`look ${n}: ${sentence}`] : []);
    return [
      ...say(from < (before?.until ?? 0) || until < from, `entries went back to ${from}`),
      ...say(!['record_created', 'reading_made', 'checkpoint_made'].includes(ends), `the last entry was a ${ends}`),
      ...say(odd > 0, `${odd} documents with other than two claims`),
      ...say(claims % 2 !== 0 || claims > 2 * documents, `${claims} claims of ${documents} documents`),
      ...say(documents < (before?.documents ?? 0), `${documents} documents`),
      ...say(found[0] !== found[1], `one search found ${found[0]} documents and ${found[1]} claims of them`),
      ...say(actors[0] !== actors[1], `one list has an actor in ${actors.join(' and another in ')} of all documents`),
    ];
  });
}

/** A state that was looked at while others wrote is that of one of the moments between. */
async function statesThatNeverWere(folder: string, looks: readonly Look[]): Promise<string[]> {
  const found: string[] = [];
  for (const { from, until, state } of looks) {
    const states = new Set<string>();
    for (let sequence = from; sequence <= until && !states.has(state); sequence++) {
      const record = await reading(folder, sequence);
      states.add(await record.stateHash());
      await record.close();
    }
    if (!states.has(state)) found.push(`a state seen between the entries ${from} and ${until} never was`);
  }
  return found;
}

interface Run {
  readonly folder: string;
  readonly looks: readonly Look[];
  readonly checkpoints: number;
  readonly verified: number;
  readonly problems: readonly string[];
}

/** Fills a record with two processes while others look. */
async function run(name: string, each: number, ...way: readonly string[]): Promise<Run> {
  const folder = join(home, name);
  const signer = await openRecord(folder, { clock, mode: 'create' });
  const looker = start('looker.ts', folder, ...way);
  while (looker.lines.length === 0) await sleep(5);
  const writers = [0, each - SHARED].map(first =>
    start('../faults/worker.ts', folder, String(first), String(each), 'checkpoint'),
  );
  const written = new AbortController();
  let [checkpoints, verified] = [0, 0];
  const problems: string[] = [];
  const signing = async (): Promise<void> => {
    using database = new DatabaseSync(join(folder, 'record.sqlite'), { timeout: 10_000 });
    while (!written.signal.aborted) {
      await signer.checkpoint();
      database.exec('PRAGMA wal_checkpoint(PASSIVE)');
      checkpoints++;
      await sleep(40);
    }
  };
  const verifying = async (): Promise<void> => {
    while (!written.signal.aborted) {
      problems.push(...(await verify(folder)).problems.map(({ place, sentence }) => `${place}: ${sentence}`));
      verified++;
      await sleep(10);
    }
  };
  const [signs, verifies] = [signing(), verifying()];
  await Promise.all(writers.map(({ ended }) => ended));
  written.abort();
  await Promise.all([signs, verifies]);
  const seen = looker.lines.length;
  while (looker.lines.length < seen + 2) await sleep(5);
  looker.child.kill('SIGKILL');
  await looker.ended;
  await signer.close();

  const record = await reading(folder);
  const [first, second] = writers.map(({ lines }) => lines.map(Number));
  assert.deepEqual([first!.length, second!.length], [each, each], 'all were acknowledged');
  for (const number of new Set([...first!, ...second!]))
    assert.ok(await record.document(documentIdOf(numbered(number).bytes)), `${number} is there`);
  assert.equal((await record.documents()).length, 2 * each - SHARED, 'each is there once');
  await record.close();
  problems.push(...(await verify(folder)).problems.map(({ place, sentence }) => `${place}: ${sentence}`));
  return { folder, looks: looker.lines.map(line => JSON.parse(line) as Look), checkpoints, verified, problems };
}

test('every answer is of one moment, while two processes add, another signs, and verify looks on', async t => {
  const { folder, looks, checkpoints, verified, problems } = await run('sound', EACH);
  const meanwhile = looks.filter(({ from, until }) => from < until);
  assert.deepEqual(problems, []);
  assert.deepEqual(oddities(looks), []);
  assert.deepEqual(await statesThatNeverWere(folder, meanwhile.slice(0, 6)), []);
  assert.ok(meanwhile.length > 10 && checkpoints > 3 && verified > 1, 'they met');
  t.diagnostic(
    `${looks.length} looks, ${meanwhile.length} while others wrote; ${checkpoints} checkpoints; verified ${verified} times; 0 problems`,
  );
});

test('the harness sees each thing that cannot have been so', async () => {
  const { folder, looks } = await run('sound again', 24);
  const [before, last] = [looks.at(-2)!, looks.at(-1)!];
  const planted: Partial<Look>[] = [
    { from: last.from - 1 },
    { ends: 'text_made' },
    { odd: 1 },
    { claims: last.claims - 1 },
    { claims: last.claims + 2 },
    { documents: last.documents - 1 },
    { found: [last.found[0], last.found[1] - 1] },
    { actors: [last.actors[0]!, last.actors[1]! - 1] },
  ];
  assert.deepEqual(oddities([before, last]), []);
  for (const fault of planted)
    assert.ok(oddities([before, { ...last, ...fault }]).length > 0, `${JSON.stringify(fault)} goes unseen`);
  const other = looks.find(({ state }) => state !== last.state)!.state;
  assert.deepEqual(await statesThatNeverWere(folder, [last]), []);
  assert.equal((await statesThatNeverWere(folder, [{ ...last, state: other }])).length, 1);
});

test('the harness sees a look that is put together from two moments', async t => {
  const { looks } = await run('torn', 40, 'torn');
  const found = oddities(looks);
  assert.ok(found.length > 0);
  t.diagnostic(`planted fault: ${found.length} oddities, such as: ${found[0]}`);
});
