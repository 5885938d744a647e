// A21 and A22: an archive that is a trap is refused before anything of it is unpacked; names in one are shown and lead nowhere.
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inputsFrom } from '../../src/cli/inputs.ts';
import { Problem } from '../../src/core/problem.ts';
import { deeds, temporaryFolder } from '../command.ts';
import { archives } from './cases/archives.ts';
import { worked } from './watch.ts';
import { zipOf } from './zip.ts';

/** Seconds of the processor that taking an archive apart may take, and memory beyond its own bytes, in 2^20 bytes. */
const [SECONDS, MEGABYTES] = [5, 256];

for (const { id, what, make, ends, holds } of archives) {
  test(`${id} ${what}`, async t => {
    const folder = temporaryFolder(t);
    const bytes = make();
    writeFileSync(join(folder, 'all.zip'), bytes);
    const [begun, before] = [worked(), process.memoryUsage().rss];
    const inputs = inputsFrom([join(folder, 'all.zip')]);
    const outcomes: string[] = [];
    for (const input of inputs.inputs) outcomes.push(await endOf(() => input.take()));
    assert.deepEqual(outcomes, ends);
    const seconds = (worked() - begun) / 1000;
    assert.ok(seconds < SECONDS, `${seconds} s of the processor`);
    assert.ok(process.memoryUsage().rss - before < bytes.length + MEGABYTES * 2 ** 20);
    assert.deepEqual(readdirSync(folder), ['all.zip'], 'nothing is written');
    holds?.(inputs);
  });
}

async function endOf(take: () => Promise<unknown>): Promise<string> {
  try {
    await take();
    return 'bytes';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return error.code;
  }
}

test('A22 names of an archive are shown without what steers a terminal, and no file is made of them', t => {
  const folder = temporaryFolder(t);
  const names = ['../../x.txt', 'a\u001b[2Jb.txt', 'a\0c.txt', 'd\u202etxt.exe'];
  writeFileSync(
    join(folder, 'all.zip'),
    zipOf([
      ...names.map(name => ({ name, data: `The minister said that ${name.length} talks had failed.` })),
      { name: '\u001be.bin', data: '\0'.repeat(99) },
    ]),
  );
  const { out, err, code } = deeds(['add', 'all.zip'], { cwd: folder });
  assert.equal(code, 4);
  assert.equal(out.match(/added as doc_/gu)?.length, names.length);
  // oxlint-disable-next-line no-control-regex
  assert.doesNotMatch(out + err, /[\0\u001b\u202e]/u);
  assert.deepEqual(readdirSync(folder).toSorted(), ['.deeds', 'all.zip']);
  assert.equal(deeds(['verify'], { cwd: folder }).code, 0);
});
