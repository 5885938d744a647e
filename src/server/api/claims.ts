/** Claims by HTTP: one of them, and a decision about it that must have seen the last. */
import { z } from 'zod';
import { addByHand, edit, findClaim, review, type Reviewer, undoReview } from '../../decisions/claims.ts';
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { reviewText } from '../../listings/review.ts';
import { claimSchema } from '../../outputs/reading-schema.ts';
import type { RecordedClaim } from '../../record/index.ts';
import type { Answer, Visit } from '../visit.ts';
import { deciderOf } from './decider.ts';
import { apiRoute, type ApiRoute } from './route.ts';
import { mustHaveSeen } from './seen.ts';

const PATH = '/api/v1/claims/:document/:claim';

/** As lists have it (docs/json.md), with what its review says in words. */
const recordedClaim = z.object({
  document: z.string(),
  text: z.string().meta({ description: 'hash of the text that it points into' }),
  claim: claimSchema,
  review: z.object({
    state: z.enum(['proposed', 'confirmed', 'edited', 'rejected']),
    byHand: z.boolean(),
    contested: z.boolean(),
    last: z.int().optional().meta({ description: 'number of the last decision about it' }),
  }),
  current: z.boolean(),
  origin: z.string(),
  copy: z.boolean(),
  reviewed: z.string().meta({ description: 'who looked at it, in words' }),
});

const deciding = {
  why: z.string().trim().min(1).max(10_000).optional(),
  /** Who decides; else who the cookie names, or who serves. */
  by: z.string().optional(),
};

const opinion = {
  ...deciding,
  /** A second opinion, given without having seen the first. */
  independent: z.boolean().default(false),
  after: z.int().min(0).optional().meta({
    description:
      'number of the last decision about it that was seen (0: none), in the place of If-Match; a decision that comes too late is then kept in the log, and counts for nothing',
  }),
};

const change = {
  set: z.record(z.string(), z.unknown()).optional().meta({ description: 'a merge patch (RFC 7396) on the claim' }),
  words: z.string().min(1).max(100_000).optional(),
  at: z.int().min(0).optional().meta({ description: 'where the words begin, in UTF-16 units' }),
};

const claim = apiRoute({
  method: 'GET',
  path: PATH,
  about: 'A claim, where it stands, and who decided; its ETag changes with every decision about it.',
  answers: recordedClaim,
  hasEtag: true,
  answer: async visit => told(await claimIn(visit)),
});

export const reviewClaim = apiRoute({
  method: 'POST',
  path: `${PATH}/review`,
  about:
    'Confirms or rejects a claim, or takes the last decision about it back. If-Match names the state that was seen.',
  body: z.strictObject({ verdict: z.enum(['confirmed', 'rejected', 'undo']), ...opinion }),
  answers: recordedClaim,
  isConditional: true,
  hasEtag: true,
  needs: 'review',
  async answer(visit, _query, { verdict, ...given }) {
    const { recorded, reviewer } = await seen(visit, given);
    return await visit.desk.write(visit.permit, async record => {
      if (verdict === 'undo') await undoReview(record, recorded, reviewer);
      else await review(record, recorded, verdict, reviewer);
      return told(await findClaim(record, `${recorded.document}/${recorded.claim.id}`));
    });
  },
});

export const editClaim = apiRoute({
  method: 'POST',
  path: `${PATH}/edit`,
  about:
    'A claim should read otherwise; what the machine read stays beside it. If-Match names the state that was seen.',
  body: z.strictObject({ ...change, ...opinion }),
  answers: recordedClaim,
  isConditional: true,
  hasEtag: true,
  needs: 'review',
  async answer(visit, _query, { set, words, at, ...given }) {
    const { recorded, reviewer } = await seen(visit, given);
    if (set === undefined && words === undefined)
      throw new Problem(
        'nothing_to_edit',
        'Nothing was said that the claim should read as.',
        'Send set, words or both.',
        2,
      );
    return await visit.desk.write(visit.permit, async record => {
      await edit(record, recorded, { set, words, at }, reviewer);
      return told(await findClaim(record, `${recorded.document}/${recorded.claim.id}`));
    });
  },
});

export const addClaim = apiRoute({
  method: 'POST',
  path: '/api/v1/documents/:document/claims',
  about: 'Adds a claim by hand, from words of a document.',
  body: z.strictObject({
    ...change,
    words: z.string().min(1).max(100_000),
    kind: z.enum(kinds.map(({ name }) => name)),
    ...deciding,
  }),
  answers: z.object({ document: z.string(), id: z.string() }),
  status: 201,
  isOnce: true,
  needs: 'review',
  async answer(visit, _query, { kind, set, words, at, why, by: given }) {
    const by = deciderOf(visit, given);
    const document = visit.params['document']!;
    const sent = ['claim', document, kind, words, at, set, why];
    return await visit.desk.jobs.once(by, visit.conditions.key, sent, async (): Promise<Answer> => {
      const id = await visit.desk.write(visit.permit, record =>
        addByHand(record, { document, kind, words, set, at }, { by, why }),
      );
      return { json: { document, id }, status: 201 };
    });
  },
});

export const claimApi: readonly ApiRoute[] = [claim, reviewClaim, editClaim, addClaim];

/** The claim that an address names. */
export function claimIn({ record, params }: Pick<Visit, 'record' | 'params'>): Promise<RecordedClaim> {
  return findClaim(record, `${params['document']}/${params['claim']}`);
}

/** Changes with every decision about the claim. */
export function etagOf({ review, claim }: RecordedClaim): string {
  return `"${claim.id}-${review.last ?? 0}"`;
}

function told(recorded: RecordedClaim): Extract<Answer, { json: object }> {
  return { json: { ...recorded, reviewed: reviewText(recorded.review) }, etag: etagOf(recorded) };
}

interface Opinion {
  readonly why?: string | undefined;
  readonly by?: string | undefined;
  readonly independent: boolean;
  readonly after?: number | undefined;
}

/** The claim, and who decides about it having seen what: named by its number, or by the state of the claim. Throws `condition_missing`, `changed_meanwhile`. */
async function seen(
  visit: Visit,
  { why, by: given, independent, after }: Opinion,
): Promise<{ recorded: RecordedClaim; reviewer: Reviewer }> {
  const by = deciderOf(visit, given);
  const recorded = await claimIn(visit);
  const reviewer = { by, why, independent, after: undefined };
  if (independent) return { recorded, reviewer };
  if (after !== undefined) return { recorded, reviewer: { ...reviewer, after: after === 0 ? undefined : after } };
  mustHaveSeen(visit.conditions.ifMatch, {
    etag: etagOf(recorded),
    what: 'claim',
    changed: `Somebody decided about ${recorded.claim.id} meanwhile: ${reviewText(recorded.review)}.`,
  });
  return { recorded, reviewer: { ...reviewer, after: recorded.review.last } };
}
