/**
 * A second site in a process of its own, which only looks at the record: it answers what takes long on a large one, whole pages and what operations want to know. Pages and decisions are
 * answered meanwhile, its memory is not the server's, and both are given back when nobody has asked it for a while.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Person } from '../accounts/policy.ts';
import { Problem } from '../core/problem.ts';
import { within } from './beside.ts';
import type { Looked, Lookups } from './lookups.ts';
import type { Asked, Site, Written } from './site.ts';

/** Milliseconds that a person waits for a page before one says that it is being prepared. */
const PATIENCE = 1_500;

/** Whom the server let in, whether it lets in everybody, and where it gives out original captures. */
export interface Admitted {
  readonly person: Person | undefined;
  readonly isGuarded: boolean;
  readonly capturesAt: string | undefined;
}

/** A request without its body: nothing is sent there. */
interface Request extends Admitted {
  readonly number: number;
  readonly asked: Omit<Asked, 'body'>;
}

interface Look {
  readonly number: number;
  readonly name: keyof Lookups;
  readonly asked: unknown;
}

interface Reply {
  readonly number: number;
  readonly value?: unknown;
  readonly problem?: Pick<Problem, 'code' | 'message' | 'next' | 'exitCode'>;
}

/** A question that a process has not answered yet. */
interface Asking {
  readonly of: ChildProcess;
  readonly done: (value: never) => void;
  readonly failed: (reason: unknown) => void;
}

interface Options {
  readonly folder: string;
  readonly by: string | undefined;
  /** Milliseconds without a question after which the process is ended. */
  readonly idle: number;
  /** To all that others do on the machine. */
  readonly givesWay: boolean;
  /** Milliseconds after which a program is told to ask again; a connection does not wait for ever. */
  readonly longest: number;
  /** What is said of a page that is being prepared: with a code of those that pass. */
  readonly preparing: () => Problem;
}

export class Elsewhere {
  readonly #options: Options;
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #number = 0;
  readonly #open = new Map<number, Asking>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** `isPatient`: a program asks; a person is told soon when it takes long. */
  async answer(whole: Asked, admitted: Admitted, isPatient: boolean): Promise<Written> {
    const asked = Object.fromEntries(Object.entries(whole).filter(([name]) => name !== 'body')) as Request['asked'];
    const reply = this.#sent<Written>({ asked, ...admitted });
    // Whoever is told to wait hears no more of this question, but it is worked on.
    const written = await within(isPatient ? this.#options.longest : PATIENCE, reply);
    if (written === undefined) throw this.#options.preparing();
    return written;
  }

  /** Throws the problem that looking had, or, after so many milliseconds, that it is being prepared. */
  async look<N extends keyof Lookups>(
    name: N,
    asked: Parameters<Lookups[N]>[1],
    patience = this.#options.longest,
  ): Promise<Looked<N>> {
    const found = await within(patience, this.#sent<{ readonly found: Looked<N> }>({ name, asked }));
    if (found === undefined) throw this.#options.preparing();
    return found.found;
  }

  async #sent<T>(question: Omit<Request, 'number'> | Omit<Look, 'number'>): Promise<T> {
    clearTimeout(this.#idle);
    const child = (this.#child ??= this.#start());
    const number = ++this.#number;
    const reply = new Promise<T>((done, failed) => this.#open.set(number, { of: child, done, failed }));
    child.send({ ...question, number });
    try {
      return await reply;
    } finally {
      this.#open.delete(number);
      if (this.#open.size === 0) this.#idle = setTimeout(() => this.close(), this.#options.idle).unref();
    }
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    const { folder, by, givesWay } = this.#options;
    const env = { ...process.env, [FOLDER]: folder, ...(by !== undefined && { [BY]: by }) };
    const child = fork(import.meta.filename, [AT_WORK], { serialization: 'advanced', stdio: 'ignore', env });
    try {
      if (givesWay) setPriority(child.pid!, constants.priority.PRIORITY_LOW);
    } catch {
      // Where that is not allowed it works as everybody does.
    }
    child.on('message', ({ number, value, problem }: Reply) => {
      const asking = this.#open.get(number);
      if (problem === undefined) asking?.done(value as never);
      else asking?.failed(new Problem(problem.code, problem.message, problem.next, problem.exitCode));
    });
    child.once('exit', () => {
      if (this.#child === child) this.#child = undefined;
      const ended = new Problem(
        'internal',
        'What works this out beside the pages ended before it was done.',
        'Ask again; where that does not help, the command line does the same (deeds judge, deeds show --as-of).',
      );
      for (const { of, failed } of this.#open.values()) if (of === child) failed(ended);
    });
    // A server that ends does not wait for it.
    child.unref();
    child.channel?.unref();
    return child;
  }
}

/** The argument by which this file knows that it is to work, and what it is told by its surroundings. */
const [AT_WORK, FOLDER, BY] = ['elsewhere', 'DEEDS_ELSEWHERE_FOLDER', 'DEEDS_ELSEWHERE_BY'];

if (process.argv[2] === AT_WORK && process.send !== undefined) {
  const send = process.send.bind(process);
  process.on('disconnect', () => process.exit(0));
  // The desk knows this file, so that nothing here may wait for it while this is loaded.
  const here = siteHere();
  process.on('message', (question: Request | Look) => {
    const { number } = question;
    void (async (): Promise<void> => {
      const { site, lookedUp } = await here;
      if ('name' in question) send({ number, ...(await lookedUp(question.name, question.asked)) } satisfies Reply);
      else send({ number, value: await writtenBy(site, question) } satisfies Reply);
    })().catch(() => process.exit(1));
  });
}

async function writtenBy(site: Site, { asked, ...admitted }: Request): Promise<Written> {
  const written = await site.answer({ ...asked, body: async () => new Uint8Array() }, admitted);
  if (typeof written.body === 'function') throw new TypeError('nobody listens to events here');
  return written;
}

async function siteHere(): Promise<{
  readonly site: Site;
  readonly lookedUp: (name: keyof Lookups, asked: unknown) => Promise<Omit<Reply, 'number'>>;
}> {
  const [{ Desk }, { Site }, { lookups }, { asProblem }] = await Promise.all([
    import('./desk.ts'),
    import('./site.ts'),
    import('./lookups.ts'),
    import('../app.ts'),
  ]);
  const desk = await Desk.openToLook({ folder: process.env[FOLDER]!, by: process.env[BY] });
  return {
    site: new Site(desk),
    async lookedUp(name, asked) {
      try {
        return { value: { found: await lookups[name](desk, asked as never) } };
      } catch (error) {
        const { code, message, next, exitCode } = asProblem(error, 'this request');
        return { problem: { code, message, next, exitCode } };
      }
    },
  };
}
