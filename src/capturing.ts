/**
 * Captures in a process of its own, which may be ended: a file made to do harm can take a parser's time and memory, and no more than that.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Facts } from './capture/index.ts';
import type { Document } from './core/document.ts';
import { limits } from './core/limits.ts';
import { Problem } from './core/problem.ts';

/** What is asked of the process. */
export interface Asked {
  readonly bytes: Uint8Array;
  readonly facts: Facts;
}

/** What it answers. */
export type Answer =
  | { readonly document: Document }
  | { readonly problem: Pick<Problem, 'code' | 'message' | 'next' | 'exitCode'> };

/** The first thing that it says. */
export const READY = 'ready';

/** Milliseconds between two looks at the memory that it takes. */
const LOOK_EVERY = 100;
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
  capture(bytes: Uint8Array, facts: Facts): Promise<Document> {
    const answer = this.#last.then(() => this.#capture(bytes, facts));
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Ends the process; the next document would start another one. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  async #capture(bytes: Uint8Array, facts: Facts): Promise<Document> {
    // Its start is on no document's time.
    if (this.#child === undefined) {
      this.#child = started(this.#bounds);
      this.#ready = readiness(this.#child);
    }
    const child = this.#child;
    hold(child);
    const answer = await this.#ready
      .then(() => this.#ask({ bytes, facts }))
      .catch((error: unknown) => {
        this.close();
        throw error;
      })
      .finally(() => release(child));
    if ('document' in answer) return answer.document;
    const { code, message, next, exitCode } = answer.problem;
    throw new Problem(code, message, next, exitCode);
  }

  #ask(asked: Asked): Promise<Answer> {
    const child = this.#child!;
    const { seconds, megabytes } = this.#bounds;
    return new Promise((resolve, reject) => {
      const [begun, before] = [Date.now(), usedBy(child).seconds];
      const giveUp = (problem: Problem): void => {
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
      const onMessage = (answer: unknown): void => {
        if (!isAnswer(answer)) {
          onExit();
          return;
        }
        finish();
        resolve(answer);
      };
      const finish = (): void => {
        clearInterval(look);
        child.off('exit', onExit).off('error', onExit).off('message', onMessage);
      };
      child.once('exit', onExit).once('error', onExit).once('message', onMessage);
      child.send(asked, error => {
        if (error !== null) onExit();
      });
    });
  }
}

function isAnswer(answer: unknown): answer is Answer {
  if (typeof answer !== 'object' || answer === null) return false;
  const { document, problem } = answer as { document?: Partial<Document>; problem?: Partial<Problem> };
  return typeof document?.text === 'string' || typeof problem?.code === 'string';
}

function started({ program, megabytes }: Bounds): ChildProcess {
  return spawn(
    process.execPath,
    [`--max-old-space-size=${megabytes}`, '--disallow-code-generation-from-strings', program],
    // Nothing of this process is handed on: no environment, no files, no terminal.
    { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: {} },
  );
}

/** While a document is taken apart the whole program waits for it. */
function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

/** An idle process keeps nobody waiting; it ends when its channel does. */
function release(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

async function readiness(child: ChildProcess): Promise<void> {
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (message !== READY) throw crashed();
}

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
