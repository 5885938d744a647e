/** Tests that each hostile document ends as it should, within the limits, while other documents are captured beside it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { CaptureProcess } from '../../src/capturing.ts';
import { gaps } from '../../src/core/span.ts';
import { limits } from '../../src/core/limits.ts';
import { Problem } from '../../src/core/problem.ts';
import type { Captured } from '../../src/capture/index.ts';
import type { Document } from '../../src/core/document.ts';
import type { HostileCase } from './case.ts';
import { all } from './size.ts';
import { children, watched } from './watch.ts';

/** Milliseconds of the processor for which nothing else may be kept waiting. */
const BLOCKED = 250;
/** What a process can take between two looks at it, as a share of the memory that it may, and in seconds of the processor. */
const BETWEEN_LOOKS = 1.15;
const LATE = 2;
/**
 * What is held to its work is held to the clock only so that nothing waits without an end. On a machine that is busy with other things a
 * process is ended when it took four times its seconds by the clock; its start, and the messages to it, may take as much again.
 */
const CLOCK = 8;
/** Milliseconds by the clock for which this process may stand still, or another document may wait, on such a machine. */
const [STILL, WAITED] = [BLOCKED * 10, 5_000];

/** Seconds of the processor after which what goes on and on is ended in short. */
const SOON = 3;

const capturing = new CaptureProcess();
const soon = new CaptureProcess({ seconds: SOON });
const beside = new CaptureProcess();
const harmless = Buffer.from('The minister said on Monday that the talks had failed.');

before(async () => {
  await Promise.all([capturing, beside].map(one => one.capture(harmless, {})));
});
after(() => {
  for (const one of [capturing, soon, beside]) one.close();
});

/** What came of one file: what is in it, or the problem that it was refused with; whatever else is thrown fails a test. */
async function outcomeOf(one: HostileCase, bytes: Uint8Array, by: CaptureProcess): Promise<Captured | Problem> {
  try {
    return await by.capture(bytes, { name: one.file, ...one.facts });
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** How it ended, in the words of `HostileCase.ends`. */
export function endOf(outcome: Captured | Problem): string {
  if (outcome instanceof Problem) return outcome.code;
  return outcome.document === undefined ? 'opened' : 'parsed';
}

/** Hands one document in, and holds it to its ends and to the limits. */
export async function handedIn(one: HostileCase, by?: CaptureProcess): Promise<void> {
  const sooner = one.endless === true && !all;
  const bytes = one.make();
  assert.ok(one.costly === true || Buffer.from(bytes).equals(one.make()), 'it is always the same');
  const work = new AbortController();
  const others = meanwhile(work.signal);
  const { value: outcome, seen } = await watched(() =>
    outcomeOf(one, bytes, by ?? (sooner ? soon : capturing)).finally(() => work.abort()),
  );
  const waited = await others;

  const end = endOf(outcome);
  assert.ok(one.ends.includes(end), `it ended as ${end}`);
  if (seen.processor !== undefined) {
    // What is too slow, and may be, is ended at the limit, whatever it may take otherwise.
    const seconds =
      end === 'too_slow' ? (sooner ? SOON : limits.captureSeconds) + LATE : (one.seconds ?? limits.captureSeconds);
    assert.ok(seen.processor <= seconds, `${seen.processor} s of the processor`);
  }
  assert.ok(seen.seconds <= limits.captureSeconds * CLOCK, `${seen.seconds} s by the clock`);
  assert.ok(seen.megabytes <= limits.captureMegabytes * BETWEEN_LOOKS, `${seen.megabytes} MB`);
  assert.ok(seen.blocked <= BLOCKED, `blocked for ${seen.blocked} ms of the processor`);
  assert.ok(seen.away <= STILL, `stood still for ${seen.away} ms`);
  assert.ok(waited <= WAITED, `another document waited for ${waited} ms`);
  if (outcome instanceof Problem) {
    assert.notEqual(outcome.next, '');
    return;
  }
  if (outcome.document !== undefined) {
    isSound(outcome.document);
    one.holds?.(outcome.document);
  }
  one.gives?.(outcome);
}

export function handIn(cases: readonly HostileCase[]): void {
  for (const one of cases) test(`${one.id} ${one.what}`, () => handedIn(one));

  test('nothing that was started is left behind', async () => {
    for (const one of [capturing, soon, beside]) one.close();
    // What was ended has to be waited for by the system first.
    for (let turn = 0; turn < 100 && children().length > 0; turn++) await setTimeout(20);
    assert.deepEqual(children(), []);
  });
}

/** Captures a harmless document again and again until something is over, and tells how long the slowest took. */
async function meanwhile(over: AbortSignal): Promise<number> {
  let slowest = 0;
  do {
    const begun = performance.now();
    assert.equal((await beside.capture(harmless, {})).document?.text.length, harmless.length);
    slowest = Math.max(slowest, performance.now() - begun);
    await setTimeout(50, undefined, { signal: over }).catch(() => {});
  } while (!over.aborted);
  return slowest;
}

/** Whatever a document says, its parts fit its text. */
function isSound({ text, leftOut, map }: Document): void {
  let at = 0;
  for (const { start, end, step, reason } of leftOut) {
    assert.ok(start >= at && end > start && end <= text.length && step !== '' && reason !== '');
    at = end;
  }
  for (const { textStart, length } of map ?? []) assert.ok(textStart >= 0 && textStart + length <= text.length);
  assert.ok(gaps(text.length, leftOut).length <= leftOut.length + 1);
}
