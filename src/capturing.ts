/**
 * Captures in a process of its own, which may be ended: a file made to do harm can take a parser's time and memory, and no more than that.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import type { Captured, Facts } from './capture/index.ts';
import { received, type Sent } from './capture/wire.ts';
import { limits } from './core/limits.ts';
import { Problem } from './core/problem.ts';

/** What is asked of the process. */
export interface Asked {
  readonly bytes: Uint8Array;
  readonly facts: Facts;
}

/** What it answers. */
export type Answer =
  | { readonly captured: Sent }
  | { readonly problem: Pick<Problem, 'code' | 'message' | 'next' | 'exitCode'> };

/** The first thing that it says, and all that it says as a message. */
export const READY = 'ready';

/**
 * Where it writes its answers, each behind its length in four bytes (little endian). A pipe of their own, and no message, because a message is
 * taken whole however long it is.
 */
export const ANSWERS = 4;

/** Milliseconds between two looks at the memory that it takes. */
const LOOK_EVERY = 50;
/** Bytes of a page of memory, and parts of a second, in which Linux counts. */
const [PAGE_BYTES, TICKS] = [4096, 100];
/** A machine that is busy with other things may take so many times as long. */
const PATIENCE = 4;
const MEGABYTE = 2 ** 20;

/** What a process may take for one document: seconds of the processor, megabytes (2^20 bytes); and the program that it runs. */
export interface Bounds {
  readonly seconds: number;
  readonly megabytes: number;
  readonly program: string;
}

const program = fileURLToPath(import.meta.url).replace(/capturing\.([jt]s)$/u, 'capture-child.$1');

/** One process after the other, each for as long as it behaves; one document at a time. */
export class CaptureProcess {
  readonly #bounds: Bounds;
  #child: ChildProcess | undefined;
  #ready: Promise<void> = Promise.resolve();
  #last: Promise<unknown> = Promise.resolve();

  /** The bounds are those of `limits`; tests give others. */
  constructor(bounds: Partial<Bounds> = {}) {
    this.#bounds = { seconds: limits.captureSeconds, megabytes: limits.captureMegabytes, program, ...bounds };
  }

  /** Throws the `Problem`s of `captureAny`, and `too_slow`, `too_much_memory` or `reader_crashed` where the process had to be given up. */
  capture(bytes: Uint8Array, facts: Facts): Promise<Captured> {
    const answer = this.#last.then(() => this.#capture(bytes, facts));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Ends the process; the next document would start another one. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  /** Ctrl-C ends the process too, which is no fault of the file: it is handed to another one, for this program is to decide when it stops. */
  async #capture(bytes: Uint8Array, facts: Facts): Promise<Captured> {
    for (let interrupted = 0; interrupted < INTERRUPTIONS; interrupted++) {
      try {
        return await this.#captureOnce(bytes, facts);
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
      }
    }
    throw crashed();
  }

  async #captureOnce(bytes: Uint8Array, facts: Facts): Promise<Captured> {
    // It may have been ended while nobody asked it anything.
    if (this.#child !== undefined && hasEnded(this.#child)) this.close();
    // What a large document left behind in its memory is on no other's account.
    if (this.#child !== undefined && usedBy(this.#child).bytes > (this.#bounds.megabytes * MEGABYTE) / 2) this.close();
    // Its start is on no document's time.
    if (this.#child === undefined) {
      this.#child = started(this.#bounds);
      this.#ready = readiness(this.#child);
    }
    const child = this.#child;
    hold(child);
    const answer = await this.#ready
      .then(() => this.#ask({ bytes, facts }))
      .then(opened)
      .catch((error: unknown) => {
        this.close();
        throw error;
      })
      .finally(() => release(child));
    if ('captured' in answer) return answer.captured;
    const { code, message, next, exitCode } = answer.problem;
    throw new Problem(code, message, next, exitCode);
  }

  #ask(asked: Asked): Promise<Buffer> {
    const child = this.#child!;
    const answers = answersOf(child);
    const { seconds, megabytes } = this.#bounds;
    return new Promise((resolve, reject) => {
      const [begun, before] = [Date.now(), usedBy(child).seconds];
      const giveUp = (problem: Problem | Interrupted): void => {
        finish();
        this.close();
        reject(problem);
      };
      const look = setInterval(() => {
        const used = usedBy(child);
        if (used.seconds - before > seconds || Date.now() - begun > seconds * PATIENCE * 1000) giveUp(tooSlow(seconds));
        else if (used.bytes > megabytes * MEGABYTE) giveUp(tooMuchMemory(megabytes));
      }, LOOK_EVERY);
      const onExit = (): void => giveUp(crashed());
      const onEnd = (_code: number | null, signal: NodeJS.Signals | null): void => giveUp(ended(signal));
      const answer = new Framed();
      const onData = (chunk: Buffer): void => {
        const state = answer.take(chunk);
        if (state === 'too long') onExit();
        if (state !== 'whole') return;
        finish();
        resolve(answer.bytes());
      };
      const finish = (): void => {
        clearInterval(look);
        child.off('exit', onEnd).off('error', onExit).off('message', onExit);
        answers.off('data', onData);
      };
      child.once('exit', onEnd).once('error', onExit).once('message', onExit);
      answers.on('data', onData);
      child.send(asked, error => {
        // How it ended is known when its end is told.
        if (error !== null) child.kill('SIGKILL');
      });
    });
  }
}

/** The bytes of one answer, as they come. */
class Framed {
  #head = Buffer.alloc(0);
  #body: Buffer | undefined;
  #at = 0;

  take(chunk: Buffer): 'whole' | 'more' | 'too long' {
    let rest = chunk;
    if (this.#body === undefined) {
      this.#head = Buffer.concat([this.#head, chunk]);
      if (this.#head.length < LENGTH_BYTES) return 'more';
      const length = this.#head.readUInt32LE();
      if (length > limits.answerBytes) return 'too long';
      this.#body = Buffer.alloc(length);
      rest = this.#head.subarray(LENGTH_BYTES);
    }
    if (this.#at + rest.length > this.#body.length) return 'too long';
    this.#at += rest.copy(this.#body, this.#at);
    return this.#at === this.#body.length ? 'whole' : 'more';
  }

  bytes(): Buffer {
    return this.#body!;
  }
}

/** The bytes before an answer that tell its length. */
export const LENGTH_BYTES = 4;

/** What it answered; whatever is no answer is one that broke down. */
async function opened(bytes: Buffer): Promise<{ captured: Captured } | Extract<Answer, { problem: unknown }>> {
  try {
    const answer = deserialize(bytes) as Partial<Record<'captured' | 'problem', unknown>>;
    if (isProblem(answer.problem)) return { problem: answer.problem };
    return { captured: await received(answer.captured) };
  } catch {
    throw crashed();
  }
}

function isProblem(problem: unknown): problem is Extract<Answer, { problem: unknown }>['problem'] {
  if (typeof problem !== 'object' || problem === null) return false;
  const { code, message, next, exitCode } = problem as Partial<Problem>;
  return [code, message, next].every(field => typeof field === 'string') && [1, 2, 4].includes(exitCode!);
}

/** The package, or with it all that is installed beside it: what the process may read. */
const home = dirname(dirname(fileURLToPath(import.meta.url)));
const readable = /^.*?[\\/](?:node_modules|\.pnpm)(?=[\\/])/u.exec(home)?.[0] ?? home;

/** No file but those of the program, no network, no program to start, no code made from words. */
const LOCKED_IN = [
  '--permission',
  `--allow-fs-read=${readable}`,
  '--disable-proto=delete',
  '--disallow-code-generation-from-strings',
  '--no-addons',
  '--no-experimental-sqlite',
  '--no-experimental-websocket',
];

function started({ program, megabytes }: Bounds): ChildProcess {
  return spawn(
    process.execPath,
    [`--max-old-space-size=${megabytes}`, ...LOCKED_IN, program],
    // Nothing of this process is handed on: no environment, no files, no terminal.
    { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'], env: {}, cwd: home },
  );
}

const answersOf = (child: ChildProcess): Socket => child.stdio[ANSWERS] as Socket;

/** While a document is taken apart the whole program waits for it. */
function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
  answersOf(child).ref();
}

/** An idle process keeps nobody waiting; it ends when its channel does. */
function release(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  answersOf(child).unref();
}

async function readiness(child: ChildProcess): Promise<void> {
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (message !== READY) throw ended(child.signalCode);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

/** The process was ended by what a person or a system does to a program, and no file. */
class Interrupted extends Error {}

const FROM_OUTSIDE: ReadonlySet<string> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']);

/** Processes that a file is handed to, one after the other, when each is ended from outside. */
const INTERRUPTIONS = 3;

const ended = (signal: string | null): Problem | Interrupted =>
  FROM_OUTSIDE.has(signal ?? '') ? new Interrupted() : crashed();

/** What a process has used: of the processor, and of memory; nothing where the system does not tell, and the clock and its engine must do. */
function usedBy({ pid }: ChildProcess): { readonly seconds: number; readonly bytes: number } {
  try {
    // Behind the name, which may hold anything: the fields from the third on (proc_pid_stat(5)).
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { seconds: (fields[11]! + fields[12]!) / TICKS, bytes: fields[21]! * PAGE_BYTES };
  } catch {
    return { seconds: 0, bytes: 0 };
  }
}

const instead = 'Save it in another way, for example as text, and read that.';

function tooSlow(seconds: number): Problem {
  return new Problem('too_slow', `Taking this file apart takes more than ${seconds} s.`, instead);
}

function tooMuchMemory(megabytes: number): Problem {
  return new Problem('too_much_memory', `Taking this file apart takes more than ${megabytes} MB.`, instead);
}

function crashed(): Problem {
  return new Problem('reader_crashed', 'What takes files apart broke down over this one.', instead);
}
