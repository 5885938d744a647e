/**
 * The record as it was, where it is large: its entries are put together again in a process of its own, which answers all that is asked of the past. That takes a minute and the memory of a
 * whole record; pages of the present are answered meanwhile, and both are given back when nobody looks back any more.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Person } from '../accounts/policy.ts';
import { Problem } from '../core/problem.ts';
import { within } from './beside.ts';
import type { Asked, Site, Written } from './site.ts';

/** Milliseconds without a question after which the process is ended. */
const IDLE = 60_000;

/** Milliseconds that a person waits for the record to be put together before a page says so. Programs wait for the answer. */
const PATIENCE = 1_500;

/** A request without its body: nothing is sent to the past. `person`: whom the server let in. */
interface Question {
  readonly number: number;
  readonly asked: Omit<Asked, 'body'>;
  readonly person: Person | undefined;
}

interface Reply {
  readonly number: number;
  readonly written: Omit<Written, 'body'> & { readonly body: string | Uint8Array };
}

export class Past {
  readonly #folder: string;
  readonly #by: string | undefined;
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #number = 0;
  readonly #open = new Map<number, { done: (written: Written) => void; failed: (reason: unknown) => void }>();

  constructor(folder: string, by: string | undefined) {
    this.#folder = folder;
    this.#by = by;
  }

  /** `mayWait`: a person looks, who is told soon when it takes long (`past_being_prepared`). */
  async answer(whole: Asked, person: Person | undefined, mayWait: boolean): Promise<Written> {
    const asked = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== 'body')) as Question['asked'];
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    const number = ++this.#number;
    const reply = new Promise<Written>((done, failed) => this.#open.set(number, { done, failed }));
    child.send({ number, asked, person } satisfies Question);
    try {
      if (!mayWait) return await reply;
      // Whoever is told to wait hears no more of this question, but it is worked on.
      reply.catch(() => {});
      const written = await within(PATIENCE, reply);
      if (written !== undefined) return written;
      throw new Problem(
        'past_being_prepared',
        'The record is being put together as it was then, entry by entry; on a large record that takes half a minute.',
        'Look again in a moment; the pages of the present work meanwhile.',
      );
    } finally {
      this.#open.delete(number);
      if (this.#open.size === 0) this.#idle = setTimeout(() => this.close(), IDLE).unref();
    }
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const env = { ...process.env, [FOLDER]: this.#folder, ...(this.#by !== undefined && { [BY]: this.#by }) };
    const child = fork(import.meta.filename, [AT_WORK], { serialization: 'advanced', stdio: 'ignore', env });
    try {
      setPriority(child.pid!, constants.priority.PRIORITY_LOW);
    } catch {
      // Where that is not allowed it works as everybody does.
    }
    child.on('message', ({ number, written }: Reply) => this.#open.get(number)?.done(written));
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
      const ended = new Problem(
        'internal',
        'The record as it was could not be put together.',
        'Ask again; where that does not help, `deeds show --as-of` does the same.',
      );
      for (const { failed } of this.#open.values()) failed(ended);
    });
    // A server that ends does not wait for it.
    child.unref();
    child.channel?.unref();
    return child;
  }
}

/** The argument by which this file knows that it is to work, and what it is told by its surroundings. */
const [AT_WORK, FOLDER, BY] = ['past', 'DEEDS_PAST_FOLDER', 'DEEDS_PAST_BY'];

if (process.argv[2] === AT_WORK && process.send !== undefined) {
  const send = process.send.bind(process);
  process.on('disconnect', () => process.exit(0));
  // The desk knows this file, so that nothing here may wait for it while this is loaded.
  const site = siteOfPast();
  process.on('message', ({ number, asked, person }: Question) => {
    void (async (): Promise<void> => {
      const { body, ...written } = await (await site).answer({ ...asked, body: async () => new Uint8Array() }, person);
      if (typeof body === 'function') throw new TypeError('the past sends no events');
      send({ number, written: { ...written, body } } satisfies Reply);
    })().catch(() => process.exit(1));
  });
}

async function siteOfPast(): Promise<Site> {
  const [desk, site] = await Promise.all([import('./desk.ts'), import('./site.ts')]);
  return new site.Site(await desk.Desk.openToLook({ folder: process.env[FOLDER]!, by: process.env[BY] }));
}
