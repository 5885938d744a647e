/** Claims by HTTP: one of them, and a decision about it that must have seen the last. */
import { findClaim, review, type Reviewer, undoReview } from '../../decisions/claims.ts';
import { Problem } from '../../core/problem.ts';
import { reviewText } from '../../listings/review.ts';
import type { RecordedClaim } from '../../record/index.ts';
import { claimIn, deciderOf, etagOf } from '../pages/claims.ts';
import type { Answer, Route, Visit } from '../visit.ts';

const PATH = '/api/v1/claims/:document/:claim';

export const claimApi: readonly Route[] = [
  { method: 'GET', path: PATH, answer: async visit => told(await claimIn(visit)) },
  { method: 'POST', path: `${PATH}/review`, fields: ['verdict', 'why', 'by', 'independent'], answer: decide },
];

function told(recorded: RecordedClaim): Extract<Answer, { json: object }> {
  return { json: { ...recorded, reviewed: reviewText(recorded.review) }, etag: etagOf(recorded) };
}

/** A decision goes with If-Match, the ETag of the claim as it was seen; `*` says that it was not looked at. */
async function decide(visit: Visit): Promise<Answer> {
  const { sent, desk, conditions } = visit;
  const by = sent.fields.has('by') ? deciderOf({ ...visit, who: sent.fields.get('by') }) : deciderOf(visit);
  const recorded = await claimIn(visit);
  const independent = sent.fields.get('independent') === 'true';
  if (conditions.ifMatch === undefined && !independent) {
    throw new Problem(
      'condition_missing',
      'It is not said which state of the claim was seen.',
      'Send If-Match with the ETag of the claim.',
    );
  }
  if (!independent && conditions.ifMatch !== '*' && conditions.ifMatch !== etagOf(recorded)) {
    throw new Problem(
      'changed_meanwhile',
      `Somebody decided about ${recorded.claim.id} meanwhile: ${reviewText(recorded.review)}.`,
      'Look at the claim again, and decide then.',
    );
  }
  const why = sent.fields.get('why')?.trim() ?? '';
  const reviewer: Reviewer = {
    by,
    why: why === '' ? undefined : why,
    after: independent ? undefined : recorded.review.last,
    independent,
  };
  const verdict = sent.fields.get('verdict');
  return await desk.write(async record => {
    if (verdict === 'confirmed' || verdict === 'rejected') await review(record, recorded, verdict, reviewer);
    else if (verdict === 'undo') await undoReview(record, recorded, reviewer);
    else throw new Problem('unknown_field', 'A verdict is confirmed, rejected or undo.', 'Send one of these.');
    return told(await findClaim(record, `${recorded.document}/${recorded.claim.id}`));
  });
}
