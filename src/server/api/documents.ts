/** Documents come in by HTTP: one at a time, waited for; or as a job that is looked after. */
import { z } from 'zod';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import type { ToAdd } from '../adder.ts';
import { isOver, type Job, mark } from '../jobs.ts';
import { deciderOf } from '../pages/claims.ts';
import { addressIn, mayGoOn } from '../pages/add.ts';
import { type Answer, notFound, type Visit } from '../visit.ts';
import { to } from '../address.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const facts = {
  published: z.iso.date().optional(),
  source: z.string().trim().min(1).max(500).optional(),
};
const url = z.url({ protocol: /^https?$/u }).max(2_048);

const report = z.strictObject({
  /** The text, or the markup, of one publication. */
  text: z.string().min(1),
  name: z.string().min(1).max(200).default('text'),
  ...facts,
  url: url.optional(),
  by: z.string().optional(),
});

const job = z.strictObject({
  /** Texts, files in base64, or addresses on the web. */
  inputs: z
    .array(
      z.union([
        z.strictObject({ name: z.string().min(1).max(200), text: z.string().min(1) }),
        z.strictObject({ name: z.string().min(1).max(200), base64: z.base64() }),
        z.strictObject({ url }),
      ]),
    )
    .min(1)
    .max(1_000),
  ...facts,
  by: z.string().optional(),
});

function given(visit: Visit, by: string | undefined): string {
  return deciderOf(by === undefined ? visit : { ...visit, who: by });
}

const PATH = '/api/v1/jobs';

export const documentApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'POST',
    path: '/api/v1/documents',
    about:
      'Adds a report, and answers when it is read. The same text adds nothing a second time; the same Idempotency-Key answers as it did the first time.',
    body: report,
    needs: 'add',
    async answer(visit, _query, sent) {
      const { text, name, by: named, ...said } = sent;
      const by = given(visit, named);
      return await visit.desk.jobs.once(by, visit.conditions.key, ['document', sent], async (): Promise<Answer> => {
        const inputs = [{ name, bytes: new TextEncoder().encode(text) }];
        const started = visit.desk.jobs.start({ by, facts: present(said), inputs }, mayGoOn(visit));
        const { outcomes, problem } = await visit.desk.jobs.ended(started.id);
        const [only] = outcomes;
        const failed = problem ?? (outcomes.length === 1 && only?.outcome === 'failed' ? only.problem : undefined);
        if (failed !== undefined) throw new Problem(failed.code, failed.message, failed.next);
        return { json: { outcomes }, status: outcomes.some(({ outcome }) => outcome === 'added') ? 201 : 200 };
      });
    },
  }),
  apiRoute({
    method: 'POST',
    path: PATH,
    about:
      'Begins to add texts, files and what stands at web addresses, and answers at once (202) with the job; its address stands in Location. The same Idempotency-Key begins nothing a second time.',
    body: job,
    status: 202,
    needs: 'add',
    async answer(visit, _query, sent) {
      const { inputs, by: named, ...said } = sent;
      const by = given(visit, named);
      const answer = await visit.desk.jobs.once(by, visit.conditions.key, ['job', sent], async () => {
        const { id } = visit.desk.jobs.start(
          { by, facts: present(said), inputs: inputs.map(one => toAdd(one, visit)) },
          mayGoOn(visit),
        );
        return { id };
      });
      const { path } = to('api', 'v1', 'jobs', answer.id);
      return { json: visit.desk.jobs.job(answer.id) ?? answer, status: 202, headers: { Location: path } };
    },
  }),
  apiRoute({
    method: 'GET',
    path: PATH,
    about: 'The last jobs, the newest first.',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(limits.apiItems).default(20) }),
    async answer({ desk }, { limit }) {
      return { json: { items: desk.jobs.last(limit) } };
    },
  }),
  apiRoute({
    method: 'GET',
    path: `${PATH}/:job`,
    about: 'A job: how many of its inputs are done, and what came of each.',
    answer: async visit => ({ json: jobIn(visit) }),
  }),
  apiRoute({
    method: 'GET',
    path: `${PATH}/:job/events`,
    isStream: true,
    about: 'The same as server-sent events: `job` whenever it changes, until it is over.',
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

export function jobIn({ desk, params }: Visit): Job {
  const job = desk.jobs.job(params['job'] ?? '');
  if (job === undefined) throw notFound(`job ${params['job']}`);
  return job;
}

function toAdd(input: z.infer<typeof job>['inputs'][number], { desk }: Visit): ToAdd {
  if ('url' in input) return addressIn(input.url, desk);
  const bytes = 'text' in input ? new TextEncoder().encode(input.text) : Buffer.from(input.base64, 'base64');
  if (bytes.length <= limits.inputBytes) return { name: input.name, bytes };
  throw new Problem(
    'too_large',
    `${input.name} is larger than ${limits.inputBytes / 1_000_000} megabytes.`,
    'Split it, or add the part that matters.',
  );
}

/** Without what was not said. */
function present<T extends Record<string, unknown>>(said: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
}
