// A23 and A24: a record that lies is refused by itself, the others are read, and what does not agree is said.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { archiveAt } from '../../src/archives/index.ts';
import { CaptureProcess } from '../../src/capturing.ts';
import { Problem } from '../../src/core/problem.ts';
import { temporaryFolder } from '../command.ts';
import { webArchives } from './cases/web-archives.ts';
import { worked } from './watch.ts';

/** Seconds of the processor, and memory beyond the bytes of the archive, in 2^20 bytes, that finding its pages may take. */
const [SECONDS, MEGABYTES] = [5, 256];

const capturing = new CaptureProcess();
after(() => capturing.close());

for (const { id, what, file, make, sound, ends = [], said = /^/u } of webArchives) {
  test(`${id} ${what}`, async t => {
    const bytes = make();
    assert.ok(Buffer.from(bytes).equals(make()), 'it is always the same');
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, file), bytes);

    const [begun, before] = [worked(), process.memoryUsage().rss];
    const { inputs } = archiveAt(join(folder, file))!;
    const outcomes = await Promise.all(inputs.map(input => input.take().catch((error: unknown) => error)));
    const seconds = (worked() - begun) / 1000;
    assert.ok(seconds < SECONDS, `${seconds} s of the processor`);
    assert.ok(process.memoryUsage().rss - before < bytes.length + MEGABYTES * 2 ** 20);
    assert.deepEqual(readdirSync(folder), [file], 'nothing is written');

    let read = 0;
    const words: string[] = [];
    const codes: string[] = [];
    for (const outcome of outcomes) {
      if (outcome instanceof Problem) codes.push(outcome.code);
      else {
        const taken = outcome as Awaited<ReturnType<(typeof inputs)[number]['take']>>;
        assert.doesNotMatch(`${taken.facts?.url}`, /^javascript:/u);
        assert.match(taken.within?.hash ?? '', /^[\da-f]{64}$/u);
        const captured = await capturing
          .capture(taken.bytes, taken.facts ?? {})
          .catch((error: unknown) => (error as Problem).code);
        if (typeof captured === 'string') codes.push(captured);
        else {
          read++;
          words.push(...captured.document!.notes);
        }
      }
    }
    assert.deepEqual({ read, codes }, { read: sound, codes: ends });
    assert.match(words.join('\n'), said);
  });
}
