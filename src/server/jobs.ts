/**
 * Long work that people start and look after: documents being added. A job is kept on disk from its first moment, with what came of each input, so that it outlives a page that is
 * loaded again, and a server that is started again says what became of it. What programs asked with an Idempotency-Key is kept there too.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { Problem } from '../core/problem.ts';
import { type AddingTask, AT_WORK, type FromAdder, type Outcome, type Told } from './adder.ts';

/** `interrupted`: the server ended before it did; what it had acknowledged is in the record. */
export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'interrupted';

export interface Job {
  readonly id: string;
  readonly by: string;
  readonly at: string;
  readonly state: JobState;
  /** Inputs that are done, of all. */
  readonly done: number;
  readonly total: number;
  readonly outcomes: readonly Outcome[];
  /** Why all of it failed. */
  readonly problem: Told | undefined;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS job (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, by TEXT NOT NULL, at TEXT NOT NULL, state TEXT NOT NULL, done INTEGER NOT NULL,
  total INTEGER NOT NULL, outcomes TEXT NOT NULL, problem TEXT) STRICT;
CREATE TABLE IF NOT EXISTS answered (number INTEGER PRIMARY KEY, who TEXT NOT NULL, key TEXT NOT NULL, sent TEXT NOT NULL, answer TEXT NOT NULL, UNIQUE (who, key)) STRICT;
PRAGMA user_version = 1;
`;

/** Jobs and answers that are kept; the oldest go. */
const [KEPT_JOBS, KEPT_ANSWERS] = [1_000, 10_000];

/** Jobs that may wait: each holds its files in memory. */
const WAITING = 20;

/** Milliseconds without a job after which the process that adds is ended, and its memory given back. */
const IDLE = 60_000;

/** Beside this file, in whatever it was written. */
const ADDER = join(import.meta.dirname, `adder${extname(import.meta.filename)}`);

export class Jobs {
  readonly #folder: string;
  readonly #database: DatabaseSync;
  readonly #changes = new EventEmitter().setMaxListeners(0);
  readonly #pending = new Map<string, { readonly sent: string; readonly answer: Promise<unknown> }>();
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;

  /** `runs`: it is the one that does them, so that what another began before it is over; who only looks leaves them alone. */
  constructor(folder: string, runs: boolean) {
    this.#folder = folder;
    const file = join(folder, 'serving.sqlite');
    closeSync(openSync(file, 'a', 0o600));
    this.#database = new DatabaseSync(file, { timeout: 5_000, defensive: true });
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF');
    this.#database.exec(SCHEMA);
    if (runs) this.#database.exec("UPDATE job SET state = 'interrupted' WHERE state IN ('waiting', 'running')");
  }

  /** Throws `too_many_jobs`. `mayGoOn` is asked before it begins and after every input; what it throws ends the job. */
  start(task: Omit<AddingTask, 'folder'>, mayGoOn: () => void = () => {}): Job {
    if (this.#waiting >= WAITING) {
      throw new Problem('too_many_jobs', 'Too many jobs wait already.', 'Wait for one to end, and send it again.');
    }
    const id = `job_${randomBytes(12).toString('hex')}`;
    this.#database
      .prepare("INSERT INTO job (id, by, at, state, done, total, outcomes) VALUES (?, ?, ?, 'waiting', 0, ?, '[]')")
      .run(id, task.by, new Date().toISOString(), task.inputs.length);
    this.#database.prepare('DELETE FROM job WHERE number <= (SELECT max(number) FROM job) - ?').run(KEPT_JOBS);
    this.#waiting++;
    const before = this.#turn;
    this.#turn = (async (): Promise<void> => {
      await before;
      await this.#run(id, { ...task, folder: this.#folder }, mayGoOn);
      this.#waiting--;
    })();
    return this.job(id)!;
  }

  job(id: string): Job | undefined {
    const row = this.#database.prepare('SELECT * FROM job WHERE id = ?').get(id);
    return row && jobOf(row);
  }

  /** The last first. */
  last(limit: number): Job[] {
    return this.#database.prepare('SELECT * FROM job ORDER BY number DESC LIMIT ?').all(limit).map(jobOf);
  }

  /** The job when it has changed since so many inputs and outcomes, or is over; at the latest after some seconds. */
  async next(id: string, seen: string, within: number): Promise<Job | undefined> {
    const now = this.job(id);
    if (now === undefined || isOver(now) || mark(now) !== seen) return now;
    await once(this.#changes, id, { signal: AbortSignal.timeout(within) }).catch(() => {});
    return this.job(id);
  }

  /** When a job is over. */
  async ended(id: string): Promise<Job> {
    for (let job = this.job(id)!; ; job = (await this.next(id, mark(job), 1_000))!) if (isOver(job)) return job;
  }

  /** What a request with a key was answered, or is answered now and kept. Throws `key_reused` for a key that came with something else. */
  async once<T>(who: string, key: string | undefined, sent: unknown, answer: () => Promise<T>): Promise<T> {
    if (key === undefined) return await answer();
    const sum = createHash('sha256').update(JSON.stringify(sent)).digest('hex');
    const name = JSON.stringify([who, key.slice(0, 200)]);
    const known = this.#database
      .prepare('SELECT sent, answer FROM answered WHERE who = ? AND key = ?')
      .get(who, key.slice(0, 200));
    const pending = this.#pending.get(name);
    if ((known?.['sent'] ?? pending?.sent ?? sum) !== sum) {
      throw new Problem(
        'key_reused',
        'This Idempotency-Key was used for something else.',
        'Use a key of its own for each report.',
      );
    }
    if (known !== undefined) return JSON.parse(String(known['answer'])) as T;
    if (pending !== undefined) return (await pending.answer) as T;
    const made = answer();
    this.#pending.set(name, { sent: sum, answer: made });
    try {
      const answered = await made;
      this.#database
        .prepare('INSERT OR IGNORE INTO answered (who, key, sent, answer) VALUES (?, ?, ?, ?)')
        .run(who, key.slice(0, 200), sum, JSON.stringify(answered));
      this.#database
        .prepare('DELETE FROM answered WHERE number <= (SELECT max(number) FROM answered) - ?')
        .run(KEPT_ANSWERS);
      return answered;
    } finally {
      this.#pending.delete(name);
    }
  }

  async #run(id: string, task: AddingTask, mayGoOn: () => void): Promise<void> {
    try {
      mayGoOn();
      clearTimeout(this.#idle);
      const child = (this.#child ??= fork(ADDER, [AT_WORK], { serialization: 'advanced' }));
      this.#set(id, { state: 'running' });
      child.send(task);
      await this.#follow(id, child, mayGoOn);
      this.#idle = setTimeout(() => void this.#end(), IDLE).unref();
    } catch (error) {
      await this.#end();
      const { code, message, next } =
        error instanceof Problem
          ? error
          : new Problem('internal', `Adding ended: ${String(error)}`, 'Add again what is missing.');
      this.#set(id, { state: 'failed', problem: { code, message, next } });
    }
  }

  /** Keeps every outcome as it comes. */
  async #follow(id: string, child: ChildProcess, mayGoOn: () => void): Promise<void> {
    await new Promise<void>((over, fail) => {
      const exit = (): void => fail(new Error('the process that adds is gone'));
      const heard = (message: FromAdder): void => {
        try {
          const job = this.job(id)!;
          if (message.what === 'outcome') this.#set(id, { outcomes: [...job.outcomes, message.outcome] });
          else if (message.what === 'input done') {
            this.#set(id, { done: job.done + 1 });
            mayGoOn();
          } else {
            child.off('message', heard).off('exit', exit);
            this.#set(id, message.what === 'done' ? { state: 'done' } : { state: 'failed', problem: message.problem });
            over();
          }
        } catch (error) {
          child.off('message', heard).off('exit', exit);
          fail(error);
        }
      };
      child.on('message', heard).on('exit', exit);
    });
  }

  #set(id: string, to: Partial<Pick<Job, 'state' | 'done' | 'outcomes' | 'problem'>>): void {
    const now = { ...this.job(id)!, ...to };
    this.#database
      .prepare('UPDATE job SET state = ?, done = ?, outcomes = ?, problem = ? WHERE id = ?')
      .run(
        now.state,
        now.done,
        JSON.stringify(now.outcomes),
        now.problem === undefined ? null : JSON.stringify(now.problem),
        id,
      );
    this.#changes.emit(id);
  }

  async #end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null || !child.kill('SIGTERM')) return;
    await once(child, 'exit');
  }

  /** What is being added is finished; what waits is not begun. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#turn;
    await this.#end();
    this.#database.close();
  }
}

export const isOver = ({ state }: Job): boolean => state !== 'waiting' && state !== 'running';

/** Changes whenever a job does. */
export const mark = ({ state, done, outcomes }: Job): string => `${state} ${done} ${outcomes.length}`;

function jobOf(row: Readonly<Record<string, SQLOutputValue>>): Job {
  return {
    id: String(row['id']),
    by: String(row['by']),
    at: String(row['at']),
    state: String(row['state']) as JobState,
    done: Number(row['done']),
    total: Number(row['total']),
    outcomes: JSON.parse(String(row['outcomes'])) as Outcome[],
    problem: row['problem'] === null ? undefined : (JSON.parse(String(row['problem'])) as Told),
  };
}
