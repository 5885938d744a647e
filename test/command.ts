import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

export interface Answer {
  readonly out: string;
  readonly err: string;
  readonly code: number | null;
}

const root = join(import.meta.dirname, '..');

/** What a user starts. */
export const launcher = join(root, 'bin', 'deeds.js');

/** Compiled modules are kept between the many processes of a run. */
const env = { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'deeds-tests') };

/** Runs `deeds` as a user does, through the launcher, in a process of its own. */
export function deeds(args: readonly string[], options: { cwd?: string; input?: string | Uint8Array } = {}): Answer {
  const { stdout, stderr, status } = spawnSync(process.execPath, [launcher, ...args], {
    env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  return { out: stdout, err: stderr, code: status };
}

/** A folder that is there for one test. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
