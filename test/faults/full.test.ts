// A disk that fills up: what was acknowledged stays, what was not leaves nothing behind, and work goes on when there is
// space again. Real small disks are mounted in a mount namespace of their own; where that is not allowed, only the
// injected faults run. FULL_SIZES="1500 2000 …" (kB) tries other sizes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../src/core/problem.ts';
import { openRecord, verify } from '../../src/record/index.ts';
import { type Disk, realDisk } from '../../src/record/disk.ts';
import { numbered } from './numbered.ts';

const SIZES =
  process.env['FULL_SIZES']?.split(' ').map(Number) ??
  Array.from({ length: 20 }, (_, n) => 1500 + n * 110 + ((n * 37) % 100));
const filler = fileURLToPath(new URL('filler.ts', import.meta.url));

interface Filled {
  acknowledged: number;
  keptWhileFull: number;
  lostWhileFull: number;
  lostAfter: number;
  codes: string[];
  resumed: boolean;
  resumedAfterMs: number;
  problems: unknown[];
}

function withDisk(kilobytes: number, ...command: string[]): { status: number | null; stdout: string; stderr: string } {
  const disk = mkdtempSync(join(tmpdir(), 'deeds-full-'));
  try {
    const script = `mount -t tmpfs -o size=${kilobytes}k tmpfs "$0" && exec "$@"`;
    const given = [
      '--mount',
      '--map-root-user',
      'sh',
      '-c',
      script,
      disk,
      ...command.map(part => (part === 'DISK' ? disk : part)),
    ];
    const { status, stdout, stderr } = spawnSync('unshare', given, { encoding: 'utf8' });
    return { status, stdout, stderr };
  } finally {
    rmSync(disk, { recursive: true });
  }
}

function fill(kilobytes: number, fault: string): Filled {
  const { status, stdout, stderr } = withDisk(kilobytes, process.execPath, filler, 'DISK', fault);
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as Filled;
}

const canMount = withDisk(100, 'true').status === 0;
const skip = canMount
  ? false
  : 'SKIPPED: no small disk can be mounted here (unshare --mount --map-root-user); run it where it can';

test('on a full disk nothing acknowledged is lost, reading goes on, and adding goes on after space is freed', {
  skip,
}, t => {
  for (const size of SIZES) {
    const filled = fill(size, '');
    t.diagnostic(
      `${size} kB: ${filled.acknowledged} acknowledged, ${filled.keptWhileFull} there while full, went on after ${filled.resumedAfterMs} ms`,
    );
    const { codes, lostWhileFull, lostAfter, resumed, problems } = filled;
    assert.deepEqual(
      { codes, lostWhileFull, lostAfter, resumed, problems },
      { codes: ['storage_full'], lostWhileFull: 0, lostAfter: 0, resumed: true, problems: [] },
    );
    assert.ok(filled.acknowledged > 10 && filled.resumedAfterMs < 5_000);
    assert.equal(filled.keptWhileFull, filled.acknowledged - 1);
  }
});

test('the harness sees a program that acknowledges what failed', { skip }, () => {
  assert.ok(fill(SIZES[0]!, 'swallow').lostAfter > 0);
});

/** A disk on which one step fails, from its n-th time on. */
function failing(step: keyof Disk, code: string, from: number): Disk {
  let times = 0;
  const fail = async (): Promise<void> => {
    if (++times >= from) throw Object.assign(new Error(`${code}: injected`), { code });
  };
  const disk: Disk = { ...realDisk };
  return {
    ...disk,
    [step]: async (...given: [string, never]) => {
      await fail();
      return await disk[step](...given);
    },
  };
}

test('each step of keeping a blob failing, at each of its first times: one sentence, nothing half-kept', async () => {
  for (const [code, expected] of [
    ['ENOSPC', 'storage_full'],
    ['EIO', 'storage_error'],
  ] as const) {
    for (const step of ['create', 'rename', 'sync'] as const) {
      for (const from of [1, 2, 3, 5, 8]) {
        const home = mkdtempSync(join(tmpdir(), 'deeds-failing-'));
        const clock = { now: () => '2015-11-09T08:30:00.000Z' };
        await (await openRecord(home, { clock, mode: 'create' })).close();
        const codes: string[] = [];
        let kept = 0;
        try {
          const record = await openRecord(home, { clock, mode: 'write', disk: failing(step, code, from + 2) });
          for (let number = 0; number < 6; number++) {
            await record.addDocument(numbered(number)).then(
              () => kept++,
              (error: unknown) => codes.push((error as Problem).code),
            );
          }
          assert.equal((await record.documents()).length, kept, `${step} ${from}`);
          await record.close();
          const { problems, documents } = await verify(home);
          assert.deepEqual([problems, documents], [[], kept]);
          assert.deepEqual(new Set(codes), new Set([expected]), `${step} ${from}`);
          // The disk is well again and the record opened again: everything that was not kept can be added.
          const again = await openRecord(home, { clock, mode: 'write' });
          for (let number = 0; number < 6; number++) await again.addDocument(numbered(number));
          assert.equal((await again.documents()).length, 6);
          await again.close();
        } finally {
          rmSync(home, { recursive: true });
        }
      }
    }
  }
});
