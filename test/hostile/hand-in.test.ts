// What the tests of hostile documents hold them to would be seen: a document is handed to readers with a fault.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CaptureProcess } from '../../src/capturing.ts';
import { limits } from '../../src/core/limits.ts';
import { type HostileCase, page, report } from './case.ts';
import { handedIn } from './hand-in.ts';

const linux = { skip: process.platform !== 'linux' };

/** A document that may take a second of the processor. */
const one: HostileCase = {
  id: 'A1',
  what: 'a page',
  file: 'page.html',
  make: () => page(report),
  seconds: 1,
  ends: ['parsed'],
};

/** It has captured a page before, so that its start is on no document's account. */
async function readerWith(
  t: TestContext,
  fault: string,
  seconds: number = limits.captureSeconds,
): Promise<CaptureProcess> {
  const reader = new CaptureProcess({ program: join(import.meta.dirname, 'faults', fault), seconds });
  t.after(() => reader.close());
  await reader.capture(one.make(), {});
  return reader;
}

test('a reader that works longer than it may is seen', linux, async t => {
  const reader = await readerWith(t, 'slow.ts');
  await assert.rejects(handedIn(one, reader), /s of the processor/u);
});

test('one that is ended for it is seen where that is no end it may have', linux, async t => {
  const reader = await readerWith(t, 'slow.ts', 1);
  await assert.rejects(handedIn(one, reader), /it ended as too_slow/u);
});

test('one that is kept waiting as long is none that works', async t => {
  await handedIn(one, await readerWith(t, 'waiting.ts'));
});
