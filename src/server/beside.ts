/** A process beside the server that does one task after the other, and is ended when it has had nothing to do for a while: pages are answered meanwhile, and its memory is not the server's. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { Problem } from '../core/problem.ts';

/** The argument by which a file knows that it is to work. */
const AT_WORK = 'beside';

interface Done<A> {
  readonly answer?: A;
  readonly problem?: { readonly code: string; readonly message: string; readonly next: string };
}

export class Beside<T extends object, A> {
  readonly #file: string;
  readonly #givesWay: boolean;
  readonly #idle: number;
  #child: ChildProcess | undefined;
  #ending: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * `file`: calls `worksBeside`. `givesWay`: to all that others do on the machine. `idle`: milliseconds without a task after which the process is ended, and its memory given
   * back; default: 20 seconds.
   */
  constructor(file: string, { givesWay, idle = 20_000 }: { readonly givesWay: boolean; readonly idle?: number }) {
    this.#file = file;
    this.#givesWay = givesWay;
    this.#idle = idle;
  }

  /** Throws the problem that the task had. */
  async run(task: T): Promise<A> {
    const before = this.#turn;
    const work = (async (): Promise<A> => {
      await before.catch(() => {});
      clearTimeout(this.#ending);
      const child = (this.#child ??= this.#started());
      child.send(task);
      const ended = new AbortController();
      const [{ answer, problem }] = (await Promise.race([
        once(child, 'message', ended),
        once(child, 'exit', ended).then(() => Promise.reject(new Error('it ended'))),
      ]).finally(() => ended.abort())) as [Done<A>];
      this.#ending = setTimeout(() => void this.close(), this.#idle).unref();
      if (problem !== undefined) throw new Problem(problem.code, problem.message, problem.next);
      return answer as A;
    })();
    this.#turn = work.catch(async (error: unknown) => {
      // A problem is the task's; after anything else it is started anew.
      if (!(error instanceof Problem)) await this.close();
    });
    return await work;
  }

  #started(): ChildProcess {
    const child = fork(this.#file, [AT_WORK], { serialization: 'advanced', stdio: 'ignore' });
    try {
      if (this.#givesWay) setPriority(child.pid!, constants.priority.PRIORITY_LOW);
    } catch {
      // Where that is not allowed it works as everybody does.
    }
    // A server that ends does not wait for it.
    child.unref();
    child.channel?.unref();
    return child;
  }

  async close(): Promise<void> {
    clearTimeout(this.#ending);
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null || !child.kill('SIGKILL')) return;
    await once(child, 'exit');
  }
}

/** Node lets garbage grow by what the machine has; this is one of several programs. It costs a few hundredths of the processor. */
export function beFrugal(): void {
  setFlagsFromString('--heap-growing-percent=25');
}

/** Does what it is told, where the process was started for that. */
export function worksBeside<A>(done: (task: never) => Promise<A>): void {
  if (process.argv[2] !== AT_WORK || process.send === undefined) return;
  beFrugal();
  const send = process.send.bind(process);
  process.on('message', task => {
    // Sent by the file itself.
    done(task as never).then(
      answer => send({ answer } satisfies Done<A>),
      (error: unknown) => {
        const { code, message, next } =
          error instanceof Problem ? error : { code: 'internal', message: String(error), next: 'Please report it.' };
        send({ problem: { code, message, next } } satisfies Done<A>);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
}

/** Waits for some work, and so many milliseconds at most; undefined where it was not done by then. */
export async function within<T>(patience: number, work: Promise<T>): Promise<T | undefined> {
  const over = new AbortController();
  const waiting = sleep(patience, undefined, { signal: over.signal }).catch(() => undefined);
  return await Promise.race([work, waiting]).finally(() => over.abort());
}
