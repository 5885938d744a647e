/** Claims by HTTP: one of them, and a decision about it that must have seen the last. */
import { z } from 'zod';
import { addByHand, edit, findClaim, review, type Reviewer, undoReview } from '../../decisions/claims.ts';
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { reviewText } from '../../listings/review.ts';
import type { RecordedClaim } from '../../record/index.ts';
import { claimIn, deciderOf, etagOf } from '../pages/claims.ts';
import type { Answer } from '../visit.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const PATH = '/api/v1/claims/:document/:claim';

const verdict = z.strictObject({
  verdict: z.enum(['confirmed', 'rejected', 'undo']),
  why: z.string().trim().min(1).max(10_000).optional(),
  /** Who decides; else who the cookie names, or who serves. */
  by: z.string().optional(),
  /** A second opinion, given without having seen the first. */
  independent: z.boolean().default(false),
});

export const claimApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: PATH,
    about: 'A claim, where it stands, and who decided; its ETag changes with every decision about it.',
    answer: async visit => told(await claimIn(visit)),
  }),
  apiRoute({
    method: 'POST',
    path: `${PATH}/review`,
    about:
      'Confirms or rejects a claim, or takes the last decision about it back. If-Match names the state that was seen.',
    body: verdict,
    isConditional: true,
    needs: 'review',
    async answer(visit, _query, { verdict, why, by: given, independent }) {
      const by = deciderOf(given === undefined ? visit : { ...visit, who: given });
      const recorded = await claimIn(visit);
      if (!independent) mustHaveSeen(recorded, visit.conditions.ifMatch);
      const reviewer: Reviewer = { by, why, after: independent ? undefined : recorded.review.last, independent };
      return await visit.desk.write(visit.permit, async record => {
        if (verdict === 'undo') await undoReview(record, recorded, reviewer);
        else await review(record, recorded, verdict, reviewer);
        return told(await findClaim(record, `${recorded.document}/${recorded.claim.id}`));
      });
    },
  }),
];

const change = {
  /** A merge patch (RFC 7396) on the claim. */
  set: z.record(z.string(), z.unknown()).optional(),
  words: z.string().min(1).max(100_000).optional(),
  /** Where the words begin, in UTF-16 units. */
  at: z.number().int().min(0).optional(),
  why: z.string().trim().min(1).max(10_000).optional(),
  by: z.string().optional(),
};

export const claimChangeApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'POST',
    path: `${PATH}/edit`,
    about:
      'A claim should read otherwise; what the machine read stays beside it. If-Match names the state that was seen.',
    body: z.strictObject({ ...change, independent: z.boolean().default(false) }),
    isConditional: true,
    needs: 'review',
    async answer(visit, _query, { set, words, at, why, by: given, independent }) {
      const by = deciderOf(given === undefined ? visit : { ...visit, who: given });
      if (set === undefined && words === undefined)
        throw new Problem(
          'nothing_to_edit',
          'Nothing was said that the claim should read as.',
          'Send set, words or both.',
          2,
        );
      const recorded = await claimIn(visit);
      if (!independent) mustHaveSeen(recorded, visit.conditions.ifMatch);
      const reviewer: Reviewer = { by, why, after: independent ? undefined : recorded.review.last, independent };
      return await visit.desk.write(visit.permit, async record => {
        await edit(record, recorded, { set, words, at }, reviewer);
        return told(await findClaim(record, `${recorded.document}/${recorded.claim.id}`));
      });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/v1/documents/:document/claims',
    about: 'Adds a claim by hand, from words of a document.',
    body: z.strictObject({
      ...change,
      words: z.string().min(1).max(100_000),
      kind: z.enum(kinds.map(({ name }) => name)),
    }),
    status: 201,
    needs: 'review',
    async answer(visit, _query, { kind, set, words, at, why, by: given }) {
      const by = deciderOf(given === undefined ? visit : { ...visit, who: given });
      const document = visit.params['document']!;
      const sent = ['claim', document, kind, words, at, set, why];
      return await visit.desk.jobs.once(by, visit.conditions.key, sent, async (): Promise<Answer> => {
        const id = await visit.desk.write(visit.permit, record =>
          addByHand(record, { document, kind, words, set, at }, { by, why }),
        );
        return { json: { document, id }, status: 201 };
      });
    },
  }),
];

function told(recorded: RecordedClaim): Extract<Answer, { json: object }> {
  return { json: { ...recorded, reviewed: reviewText(recorded.review) }, etag: etagOf(recorded) };
}

/** `*` says that it was not looked at. */
function mustHaveSeen(recorded: RecordedClaim, ifMatch: string | undefined): void {
  if (ifMatch === undefined) {
    throw new Problem(
      'condition_missing',
      'It is not said which state of the claim was seen.',
      'Send If-Match with the ETag of the claim.',
    );
  }
  if (ifMatch === '*' || ifMatch === etagOf(recorded)) return;
  throw new Problem(
    'changed_meanwhile',
    `Somebody decided about ${recorded.claim.id} meanwhile: ${reviewText(recorded.review)}.`,
    'Look at the claim again, and decide then.',
  );
}
