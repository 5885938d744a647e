// Runs programs under strace, for the harnesses that look at, or spoil, what a program asks of the disk.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

const CI = process.env['CI'] === 'true';

function whyNot(): string | undefined {
  if (process.platform !== 'linux') return 'strace is there on Linux only';
  const { status, error, stderr } = spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true'], {
    encoding: 'utf8',
  });
  if (status === 0) return undefined;
  return error === undefined
    ? `strace cannot trace here (${stderr.trim().split('\n')[0]}); allow ptrace, in a container with --cap-add=SYS_PTRACE`
    : 'strace is not there; install it: apt-get install strace';
}
const missing = whyNot();

/** A test that needs strace: skipped by name where there is none, and failed where CI=true. */
export function testTraced(name: string, work: (t: TestContext) => Promise<void>): void {
  test(name, { skip: CI || missing === undefined ? false : `SKIPPED: ${missing}` }, async t => {
    assert.ok(missing === undefined, missing ?? '');
    await work(t);
  });
}

/** Calls that change a disk, and those that could without this harness knowing how. */
const CHANGING =
  'openat,write,pwrite64,fsync,fdatasync,ftruncate,?rename,?renameat,?renameat2,?unlink,?unlinkat,?mkdir,?mkdirat,' +
  '?open,?creat,writev,?pwritev,?pwritev2,?truncate,?fallocate,?rmdir,?link,?linkat,?symlink,?symlinkat,?copy_file_range,?sendfile,?io_uring_enter';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function run(command: string, given: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, given, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', chunk => (stdout += String(chunk)));
    child.stderr.on('data', chunk => (stderr += String(chunk)));
    child.on('error', reject);
    child.on('close', status => resolve({ status, stdout, stderr }));
  });
}

/** A call of the kernel, by the text that strace gives; paths and data as they are. */
export interface Call {
  readonly thread: string;
  readonly name: string;
  /** The path that the first descriptor stands for, or the first path given. */
  readonly path: string;
  /** Where a rename goes. */
  readonly to: string | undefined;
  readonly flags: string;
  readonly data: Buffer | undefined;
  /** Offset of a pwrite, length of a truncation. */
  readonly number: number | undefined;
  /** 1 for a write to the standard output. */
  readonly descriptor: number | undefined;
  /** What the call gave; −1 when it failed or never ended. */
  result: number;
}

/** The beginning or the end of a call, in the order in which they happened. */
export interface Step {
  readonly call: Call;
  readonly begins: boolean;
}

/** Runs a shell command line under strace and gives every step that could change a disk. */
export async function traced(commandLine: string, ...given: string[]): Promise<Ended & { steps: Step[] }> {
  const place = mkdtempSync(join(tmpdir(), 'deeds-strace-'));
  const output = join(place, 'trace');
  try {
    const options = [
      '-f',
      '-y',
      '-xx',
      '-s',
      '100000000',
      '--seccomp-bpf',
      '-e',
      `trace=${CHANGING}`,
      '-e',
      'signal=none',
    ];
    const ended = await run('strace', [...options, '-o', output, 'sh', '-c', commandLine, 'sh', ...given]);
    return { ...ended, steps: stepsOf(readFileSync(output, 'latin1')) };
  } finally {
    rmSync(place, { recursive: true });
  }
}

function stepsOf(trace: string): Step[] {
  const steps: Step[] = [];
  const open = new Map<string, Call>();
  for (const line of trace.split('\n')) {
    const [, thread, rest] = /^(\d+) +(.*)$/u.exec(line) ?? [];
    if (thread === undefined || rest!.startsWith('+++') || rest!.startsWith('---')) continue;
    if (rest!.startsWith('<... ')) {
      const call = open.get(thread);
      if (call === undefined) continue;
      open.delete(thread);
      call.result = resultOf(rest!);
      steps.push({ call, begins: false });
      continue;
    }
    const call = callOf(thread, rest!);
    steps.push({ call, begins: true });
    if (rest!.endsWith('<unfinished ...>')) {
      open.set(thread, call);
      continue;
    }
    call.result = resultOf(rest!);
    steps.push({ call, begins: false });
  }
  return steps;
}

function resultOf(line: string): number {
  const at = line.lastIndexOf(') ');
  return Number(/^\)\s+= (-?\d+)/u.exec(line.slice(at))?.[1] ?? -1);
}

/** Escaped strings and the paths behind descriptors, then the numbers at the end. */
function callOf(thread: string, line: string): Call {
  const name = line.slice(0, line.indexOf('('));
  const strings = [...line.matchAll(/"((?:\\x[0-9a-f]{2})*)"/gu)].map(match => unescaped(match[1]!));
  const [, descriptor, behind] = /^\w+\((\d+)<((?:\\x[0-9a-f]{2})*)/u.exec(line) ?? [];
  const isWrite = descriptor !== undefined;
  return {
    thread,
    name,
    path: isWrite ? unescaped(behind!).toString() : (strings[0]?.toString() ?? ''),
    to: isWrite ? undefined : strings[1]?.toString(),
    flags: name === 'openat' ? (/(O_[A-Z_|]+)/u.exec(line)?.[1] ?? '') : '',
    data: isWrite ? strings[0] : undefined,
    number: numberOf(name, line),
    descriptor: isWrite ? Number(descriptor) : undefined,
    result: -1,
  };
}

function numberOf(name: string, line: string): number | undefined {
  if (name !== 'pwrite64' && name !== 'ftruncate') return undefined;
  const found = /, (\d+)(?:\)\s+= | <unfinished)/u.exec(line.slice(-120));
  assert.ok(found !== null, line.slice(-120));
  return Number(found[1]);
}

function unescaped(escaped: string): Buffer {
  return Buffer.from(escaped.replaceAll('\\x', ''), 'hex');
}
