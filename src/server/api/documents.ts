/** Documents come in by HTTP: one at a time, waited for; or as a job that is looked after. */
import { z } from 'zod';
import { notAllowed } from '../../accounts/accounts.ts';
import { may } from '../../accounts/policy.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { sha256 } from '../../record/index.ts';
import type { ToAdd } from '../adder.ts';
import { to } from '../address.ts';
import { isOver, type Job, mark } from '../jobs.ts';
import { type Answer, notFound, type Visit } from '../visit.ts';
import { deciderOf } from './decider.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const said = {
  published: z.iso.date().optional().meta({ description: 'the day of publication, where it does not say itself' }),
  source: z.string().trim().min(1).max(500).optional(),
  by: z.string().optional(),
};

const report = z.strictObject({
  text: z.string().min(1).meta({ description: 'the text, or the markup, of one publication' }),
  name: z.string().min(1).max(200).default('text'),
  url: z
    .url({ protocol: /^https?$/u })
    .max(2_048)
    .optional(),
  ...said,
});

const batch = z.strictObject({
  inputs: z
    .array(
      z.union([
        z.strictObject({ name: z.string().min(1).max(200), text: z.string().min(1) }),
        z.strictObject({ name: z.string().min(1).max(200), base64: z.base64() }),
        z.strictObject({ url: z.string().min(1).max(2_048).meta({ format: 'uri' }) }),
      ]),
    )
    .max(1_000)
    .default([])
    .meta({ description: 'texts, files in base64, or addresses on the web' }),
  ...said,
});

const told = z.object({ code: z.string(), message: z.string(), next: z.string() });

/** What came of one input, or of one publication within it. */
const outcome = z.object({
  name: z.string(),
  outcome: z.enum(['added', 'already there', 'opened', 'failed']),
  document: z.string().optional(),
  problem: told.optional(),
});

const job = z.object({
  id: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'interrupted']),
  done: z.int(),
  total: z.int(),
  outcomes: z.array(outcome),
  problem: told.optional(),
});

const PATH = '/api/v1/jobs';

export const startJob = apiRoute({
  method: 'POST',
  path: PATH,
  about:
    'Begins to add texts, files and what stands at web addresses, and answers at once (202) with the job; its address stands in Location. The same Idempotency-Key begins nothing a second time.',
  body: batch,
  takesFiles: true,
  answers: job,
  status: 202,
  isOnce: true,
  needs: 'add',
  async answer(visit, _query, sent) {
    const { inputs, by: named, ...facts } = sent;
    const by = deciderOf(visit, named);
    const { files } = visit.sent;
    const taken = [
      ...files.map(({ name, bytes }) => within(lastPart(name), bytes)),
      ...inputs.map(one => toAdd(one, visit)),
    ];
    if (taken.length === 0) {
      throw new Problem(
        'nothing_to_add',
        'Neither a file nor an address nor text was sent.',
        'Choose a file, or paste text.',
        2,
      );
    }
    const same = ['job', sent, ...files.map(({ name, bytes }) => [name, sha256(bytes)])];
    const answer = await visit.desk.jobs.once(by, visit.conditions.key, same, async () => {
      const { id } = visit.desk.jobs.start({ by, facts: present(facts), inputs: taken }, mayGoOn(visit));
      return { id };
    });
    const { path } = to('api', 'v1', 'jobs', answer.id);
    return { json: visit.desk.jobs.job(answer.id) ?? answer, status: 202, headers: { Location: path } };
  },
});

export const documentApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'POST',
    path: '/api/v1/documents',
    about:
      'Adds a report, and answers when it is read: 201 where a document came of it, 200 where it was there. The same text adds nothing a second time; the same Idempotency-Key answers as it did the first time.',
    body: report,
    answers: z.object({ outcomes: z.array(outcome) }),
    status: 201,
    mayBeThere: true,
    isOnce: true,
    needs: 'add',
    async answer(visit, _query, sent) {
      const { text, name, by: named, ...facts } = sent;
      const by = deciderOf(visit, named);
      return await visit.desk.jobs.once(by, visit.conditions.key, ['document', sent], async (): Promise<Answer> => {
        const inputs = [{ name, bytes: new TextEncoder().encode(text) }];
        const started = visit.desk.jobs.start({ by, facts: present(facts), inputs }, mayGoOn(visit));
        const { outcomes, problem } = await visit.desk.jobs.ended(started.id);
        const [only] = outcomes;
        const failed = problem ?? (outcomes.length === 1 && only?.outcome === 'failed' ? only.problem : undefined);
        if (failed !== undefined) throw new Problem(failed.code, failed.message, failed.next);
        return { json: { outcomes }, status: outcomes.some(({ outcome }) => outcome === 'added') ? 201 : 200 };
      });
    },
  }),
  startJob,
  apiRoute({
    method: 'GET',
    path: PATH,
    about: 'The last jobs, the newest first.',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(limits.apiItems).default(20) }),
    answers: z.object({ items: z.array(job) }),
    async answer({ desk }, { limit }) {
      return { json: { items: desk.jobs.last(limit) } };
    },
  }),
  apiRoute({
    method: 'GET',
    path: `${PATH}/:job`,
    about: 'A job: how many of its inputs are done, and what came of each.',
    answers: job,
    answer: async visit => ({ json: jobIn(visit) }),
  }),
  apiRoute({
    method: 'GET',
    path: `${PATH}/:job/events`,
    isStream: true,
    about: 'The same as server-sent events: `job` whenever it changes, until it is over.',
    answers: job,
    async answer(visit) {
      const { id } = jobIn(visit);
      const { jobs } = visit.desk;
      return {
        async *events({ gone, last, mayStay }) {
          let seen = last ?? '';
          for (let job: Job | undefined = jobs.job(id); job !== undefined && !gone.aborted; ) {
            mayStay();
            if (mark(job) !== seen) yield { id: mark(job), event: 'job', data: job };
            seen = mark(job);
            if (isOver(job)) return;
            // At least once a second it is asked whether who listens still may.
            job = await jobs.next(id, seen, 1_000);
          }
        },
      };
    },
  }),
];

function jobIn({ desk, params }: Visit): Job {
  const job = desk.jobs.job(params['job'] ?? '');
  if (job === undefined) throw notFound(`job ${params['job']}`);
  return job;
}

/** Asked before every input: may who began it still add? */
function mayGoOn({ accounts, person }: Visit): () => void {
  return () => {
    if (accounts === undefined || person === undefined) return;
    const now = accounts.now(person);
    if (now === undefined || !may(now, 'add')) throw notAllowed();
  };
}

function toAdd(input: z.infer<typeof batch>['inputs'][number], { desk }: Visit): ToAdd {
  if ('url' in input) return addressIn(input.url, desk);
  const bytes = 'text' in input ? new TextEncoder().encode(input.text) : Buffer.from(input.base64, 'base64');
  return within(input.name, bytes);
}

/** A name without the path that some browsers send. */
const lastPart = (name: string): string => name.split(/[\\/]/u).at(-1)!.slice(0, 200) || 'file';

function within(name: string, bytes: Uint8Array): ToAdd {
  if (bytes.length <= limits.inputBytes) return { name, bytes };
  throw new Problem(
    'too_large',
    `${name} is larger than ${limits.inputBytes / 1_000_000} megabytes.`,
    'Split it, or add the part that matters.',
  );
}

/** Throws `fetching_off` where the house has no web addresses fetched, `bad_address`. */
function addressIn(given: string, { fetches }: Pick<Visit['desk'], 'fetches'>): ToAdd {
  if (!fetches) {
    throw new Problem(
      'fetching_off',
      'This server fetches no web addresses.',
      'Save the page, and add the file; or serve without --no-fetching.',
      2,
    );
  }
  const url = URL.parse(given);
  if (url !== null && /^https?:$/u.test(url.protocol)) return { address: url.href };
  throw new Problem(
    'bad_address',
    `“${given.slice(0, 200)}” is no web address.`,
    'Write it as a browser shows it: https://…',
    2,
  );
}

/** Without what was not said. */
function present<T extends Record<string, unknown>>(said: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
