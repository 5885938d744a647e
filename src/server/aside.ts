/**
 * What takes long on a large record, in a process of its own that gives way to others and is ended when it has nothing to do: whole lists for programs, what was said
 * in several documents, what all reports hold for an agreement. Pages are answered meanwhile, and its memory is not the server's. On a small record nothing is gained by that, and it is done at once.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { type DeedsRecord, openRecordForReading } from '../app.ts';
import { Problem } from '../core/problem.ts';
import { Gatherer, type State } from '../judging/gathering.ts';
import { type ListFilter, listFromRecord } from '../listings/index.ts';
import { isTelling, type Utterance, utterancesOf } from '../listings/utterances.ts';
import { outputs } from '../outputs/index.ts';

export type Task =
  | { readonly what: 'list'; readonly list: string; readonly filter: ListFilter; readonly format: string }
  | { readonly what: 'utterances' }
  | { readonly what: 'gather'; readonly instrument: string };

interface Done {
  readonly sequence: number;
  readonly body?: string;
  readonly utterances?: Utterance[];
  readonly state?: State;
  readonly problem?: { readonly code: string; readonly message: string; readonly next: string };
}

/** Claims up to which a record is small. */
const SMALL = 5_000;

/** Milliseconds without a task after which the process is ended, and its memory given back. */
const IDLE = 20_000;

/** What was said in several documents, as of an entry; `behind`: the record went on since. */
export interface Compared {
  readonly utterances: readonly Utterance[];
  readonly sequence: number;
  readonly isBehind: boolean;
}

export class Aside {
  readonly #folder: string;
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #compared: { readonly utterances: Utterance[]; readonly sequence: number } | undefined;
  #isComparing = false;
  #quietUntil = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined: the record is small, and the list is best made where it is asked for. */
  async list(record: DeedsRecord, list: string, filter: ListFilter, format: string): Promise<string | undefined> {
    if (await isSmall(record)) return undefined;
    return (await this.#run({ what: 'list', list, filter, format })).body!;
  }

  /** Undefined: a large record's documents are being compared for the first time. */
  async utterances(record: DeedsRecord): Promise<Compared | undefined> {
    const { sequence } = await record.head();
    const known = this.#compared;
    if (known?.sequence === sequence) return { ...known, isBehind: false };
    if (await isSmall(record)) {
      this.#compared = { utterances: (await utterancesOf(record)).filter(isTelling), sequence };
      return { ...this.#compared, isBehind: false };
    }
    if (Date.now() > this.#quietUntil && !this.#isComparing) void this.#compare();
    return known && { ...known, isBehind: true };
  }

  /** What the reports of a large record hold for an agreement. */
  async gather(instrument: string): Promise<State> {
    return (await this.#run({ what: 'gather', instrument })).state!;
  }

  /** However often the record changes, most of the time the processor is left to others. */
  async #compare(): Promise<void> {
    const start = Date.now();
    this.#isComparing = true;
    try {
      const { sequence, utterances } = await this.#run({ what: 'utterances' });
      this.#compared = { sequence, utterances: utterances! };
    } catch {
      // Asked for again, it is tried again.
    } finally {
      this.#quietUntil = Date.now() + 10 * (Date.now() - start);
      this.#isComparing = false;
    }
  }

  async #run(task: Task): Promise<Done> {
    const before = this.#turn;
    const work = (async (): Promise<Done> => {
      await before.catch(() => {});
      clearTimeout(this.#idle);
      const child = (this.#child ??= started());
      child.send({ ...task, folder: this.#folder });
      const ended = new AbortController();
      const [done] = (await Promise.race([
        once(child, 'message', ended),
        once(child, 'exit', ended).then(() => Promise.reject(new Error('it ended'))),
      ]).finally(() => ended.abort())) as [Done];
      this.#idle = setTimeout(() => void this.close(), IDLE).unref();
      if (done.problem !== undefined) throw new Problem(done.problem.code, done.problem.message, done.problem.next);
      return done;
    })();
    this.#turn = work.catch(() => void this.close());
    return await work;
  }

  async close(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    if (child?.exitCode !== null || !child.kill('SIGKILL')) return;
    await once(child, 'exit');
  }
}

/** The argument by which this file knows that it is to work. */
const AT_WORK = 'aside';

function started(): ChildProcess {
  const child = fork(import.meta.filename, [AT_WORK], { serialization: 'advanced', stdio: 'ignore' });
  try {
    setPriority(child.pid!, constants.priority.PRIORITY_LOW);
  } catch {
    // Where that is not allowed it works as everybody does.
  }
  // A server that ends does not wait for it.
  child.unref();
  child.channel?.unref();
  return child;
}

export async function isSmall(record: DeedsRecord): Promise<boolean> {
  const tally = await record.claimTally();
  return tally.reduce((sum, { number }) => sum + number, 0) <= SMALL;
}

async function done(task: Task & { readonly folder: string }): Promise<Done> {
  const record = await openRecordForReading(task.folder);
  try {
    const { sequence } = await record.head();
    if (task.what === 'utterances') {
      return { sequence, utterances: (await utterancesOf(record)).filter(isTelling) };
    }
    if (task.what === 'gather') {
      const gatherer = new Gatherer(record, task.instrument);
      await gatherer.follow();
      return { sequence, state: gatherer.state };
    }
    const listing = (await listFromRecord(record, task.list, task.filter))!;
    return { sequence, body: outputs.find(({ name }) => name === task.format)!.write(listing) };
  } finally {
    await record.close();
  }
}

if (process.argv[2] === AT_WORK && process.send !== undefined) {
  const send = process.send.bind(process);
  process.on('message', (task: Task & { readonly folder: string }) => {
    done(task).then(
      answer => send(answer),
      (error: unknown) => {
        const { code, message, next } =
          error instanceof Problem ? error : { code: 'internal', message: String(error), next: 'Please report it.' };
        send({ sequence: 0, problem: { code, message, next } } satisfies Done);
      },
    );
  });
  process.on('disconnect', () => process.exit(0));
}
