/** Adds one input at a server, by a job of its API, and waits until it is done. */
import { basename } from 'node:path';
import type { Input } from '../app.ts';
import type { Problem } from '../core/problem.ts';
import type { Outcome } from './outcomes.ts';
import type { Remote } from './remote.ts';

/** Milliseconds between two looks at a job. */
const LOOK_EVERY = 300;

export type OutcomeAt = Exclude<Outcome, { outcome: 'stopped' | 'not tried' }>;

interface RemoteJob {
  readonly id: string;
  readonly state: string;
  readonly outcomes: readonly OutcomeAt[];
  readonly problem?: Problem;
}

/** What came of it, in order; what stopped the whole job stands last, as a failure. `said`: of the publication, and who adds it. */
export async function addedAt(
  remote: Remote,
  input: Input,
  said: Readonly<Record<string, unknown>>,
): Promise<readonly OutcomeAt[]> {
  const one =
    input.onWeb === undefined
      ? { name: basename(input.name), base64: Buffer.from((await input.take()).bytes).toString('base64') }
      : { url: input.onWeb.address };
  let job = (await remote.post('/api/v1/jobs', { inputs: [one], ...said })) as RemoteJob;
  while (job.state === 'waiting' || job.state === 'running') {
    await new Promise(done => setTimeout(done, LOOK_EVERY));
    job = (await remote.get(`/api/v1/jobs/${job.id}`)).body as RemoteJob;
  }
  const failed =
    job.problem === undefined ? [] : [{ name: input.name, outcome: 'failed' as const, problem: job.problem }];
  return [...job.outcomes, ...failed];
}
