/** Claims by HTTP: one of them, and a decision about it that must have seen the last. */
import { z } from 'zod';
import { findClaim, review, type Reviewer, undoReview } from '../../decisions/claims.ts';
import { Problem } from '../../core/problem.ts';
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
