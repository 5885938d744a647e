/** What waits for review, by HTTP: claim by claim in its sentence, in the order in which the page Review has it. */
import { z } from 'zod';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { type QueueFilter, toReview, waiting } from '../../decisions/queue.ts';
import { kinds } from '../../kinds/index.ts';
import { claimSchema } from '../../outputs/reading-schema.ts';
import type { ClaimPlace, DeedsRecord } from '../../record/index.ts';
import { oneAsked } from '../parts/asked.ts';
import { etagOf } from './claims.ts';
import { apiRoute, type ApiRoute } from './route.ts';

/** Of the queue, what is asked for; undefined: nobody in the record has the name that is asked for. */
export async function queueFilterIn(
  query: ReadonlyMap<string, string>,
  record: DeedsRecord,
): Promise<QueueFilter | undefined> {
  const kind = oneAsked(query, 'kind', ['', ...kinds.map(({ name }) => name)]);
  const [document, actor] = [query.get('document'), query.get('actor')];
  const actors = actor === undefined ? undefined : (await record.actors({ name: actor })).map(({ id }) => id);
  if (actors?.length === 0) return undefined;
  return {
    ...(kind !== '' && { kind }),
    ...(document !== undefined && { document }),
    ...(actors !== undefined && { actor: actors }),
  };
}

/** A place in the queue as addresses have it, "doc_…/clm_…"; undefined where it names no claim. */
export function placeIn(given: string | undefined): ClaimPlace | undefined {
  const [, document, id] = /^([\w-]{1,100})\/([\w-]{1,100})$/u.exec(given ?? '') ?? [];
  return document === undefined || id === undefined ? undefined : { document, id };
}

export const placeText = ({ document, id }: ClaimPlace): string => `${document}/${id}`;

/** Has the record such a claim, however it stands? */
export async function isPlace(record: DeedsRecord, { document, id }: ClaimPlace): Promise<boolean> {
  const states = ['proposed', 'confirmed', 'edited', 'rejected'] as const;
  return (await record.claims({ document, id, states, includeCopies: true, limit: 1 })).length > 0;
}

export const queueApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/api/v1/review',
    about:
      'What nobody looked at yet, in the order of the documents and of their text, each claim in its sentence; `etag` is what a decision about it says in If-Match. A cursor stays good whatever is decided meanwhile.',
    query: z.strictObject({
      kind: z.enum(kinds.map(({ name }) => name)).optional(),
      document: z.string().max(200).optional(),
      actor: z.string().max(500).optional(),
      cursor: z.string().max(1_000).optional(),
      limit: z.coerce.number().int().min(1).max(limits.apiItems).default(20),
    }),
    answers: z.object({
      waiting: z.int().meta({ description: 'all that wait, of those that were asked for' }),
      items: z.array(
        z.object({
          document: z.string(),
          claim: claimSchema,
          etag: z.string(),
          title: z.string().meta({ description: 'of the document' }),
          headline: z.string(),
          before: z.string(),
          words: z.string(),
          after: z.string(),
        }),
      ),
      next: z.string().optional().meta({ description: 'the cursor of the next part; missing on the last' }),
    }),
    async answer({ record, query }, { cursor, limit }) {
      const filter = await queueFilterIn(query, record);
      if (filter === undefined) return { json: { waiting: 0, items: [] } };
      const after = placeIn(cursor === undefined ? undefined : Buffer.from(cursor, 'base64url').toString('utf8'));
      if (cursor !== undefined && (after === undefined || !(await isPlace(record, after))))
        throw new Problem('bad_cursor', 'This cursor leads to no claim.', 'Begin again without a cursor.');
      // One more than asked for tells whether there are more.
      const found = await toReview(record, filter, { after, limit: limit + 1 });
      const items = found.slice(0, limit).map(({ recorded, ...shown }) => ({
        document: recorded.document,
        claim: recorded.claim,
        etag: etagOf(recorded),
        ...shown,
      }));
      const last = items.at(-1);
      const next = last === undefined ? '' : placeText({ document: last.document, id: last.claim.id });
      return {
        json: {
          waiting: await waiting(record, filter),
          items,
          ...(found.length > limit && { next: Buffer.from(next).toString('base64url') }),
        },
      };
    },
  }),
];
