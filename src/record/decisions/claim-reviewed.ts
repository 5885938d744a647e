import { z } from 'zod';
import { draft } from '../entry.ts';
import { claimSubject, decisionKind, fields } from './decision.ts';

const review = {
  document: fields.document,
  claim: fields.claim,
  verdict: z.enum(['confirmed', 'edited', 'rejected']),
  /** With the verdict `edited`: the whole claim as it should read. */
  edited: fields.hash.optional(),
  /** Number of the last decision about the claim that the person had seen; missing: none. */
  after: z.int().positive().optional(),
  /** Did the person decide without seeing others' decisions? Then it is a second opinion, and changes no earlier decision. */
  independent: z.boolean(),
  why: fields.why,
};
const isWhole = ({ verdict, edited }: { verdict: string; edited?: string | undefined }): boolean =>
  (verdict === 'edited') === (edited !== undefined);

export type ClaimReviewed = z.infer<typeof claimReviewed.schema>;

/** A person looked at a claim. */
export const claimReviewed = decisionKind({
  name: 'claim_reviewed',
  about: 'A claim was confirmed, edited or rejected.',
  schema: z.strictObject(review).refine(isWhole, 'an edited claim goes with the verdict "edited", and with no other'),
  subject: claimSubject,
  documents: body => [body.document],
  needs: body => ({ claims: [claimSubject(body)] }),
  content: 'edited',
  claimIn: ({ claim }) => ({ id: claim, text: undefined }),
  late: (body, by, last) =>
    body.independent || last.by === by || last.sequence === body.after
      ? undefined
      : draft(claimReviewRefused, by, { ...body, current: last.hash }),
  change: (projection, body, sequence) => projection.reviewClaim(body.document, body.claim, sequence),
  undo: (projection, body, sequence) => projection.reviewClaim(body.document, body.claim, sequence),
});

/** A decision that came too late: somebody else had decided meanwhile. It counts for nothing, and is kept. */
export const claimReviewRefused = decisionKind({
  name: 'claim_review_refused',
  about: 'A decision about a claim came after another one that its maker had not seen.',
  schema: z.strictObject({ ...review, current: fields.hash }).refine(isWhole),
  subject: claimSubject,
  documents: body => [body.document],
  needs: body => ({ claims: [claimSubject(body)] }),
  content: 'edited',
  undo: undefined,
});
