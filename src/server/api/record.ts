/** The record as a whole by HTTP. */
import { z } from 'zod';
import { apiRoute, type ApiRoute } from './route.ts';

const problem = z.object({ place: z.string(), sentence: z.string(), code: z.string() });

/** What `deeds verify --json` says. */
const report = z.object({
  schema: z.literal('deeds-verify/1'),
  entries: z.int(),
  documents: z.int(),
  claims: z.int(),
  spans: z.int(),
  blobs: z.int(),
  bytes: z.int(),
  orphans: z.int(),
  redacted: z.int(),
  checkpoints: z.int(),
  head: z.object({ sequence: z.int(), hash: z.string() }),
  problems: z.array(problem).meta({ description: 'what was found altered, at most 100; none: all is as it was' }),
  more: z.int().meta({ description: 'problems beyond those listed' }),
  notices: z.array(z.string()),
});

export const verifyRecord = apiRoute({
  method: 'POST',
  path: '/api/v1/record/verify',
  about:
    'Reads every entry, every kept byte and every span again, and answers what is not as it was recorded. On a large record it takes minutes.',
  body: z.strictObject({}),
  answers: report,
  needs: 'verify',
  answer: async ({ desk }) => ({ json: { schema: 'deeds-verify/1', ...(await desk.verify()) } }),
});

export const recordApi: readonly ApiRoute[] = [verifyRecord];
