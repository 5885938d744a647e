import type { Affected, ClaimReview } from '../record/record.ts';

/** What a list says of who looked at a claim, so that what a machine read and what a person confirmed never look alike. */
export function reviewText({ state, byHand, decided, contested, last }: ClaimReview): string {
  if (decided === undefined)
    return last === undefined ? 'not reviewed' : 'not reviewed any more: what was decided was taken back';
  const { by, at, sequence, why } = decided;
  const done = byHand && last === undefined ? 'made by hand' : state;
  const dispute = contested ? '; contested: a later opinion differs' : '';
  return `${done} by ${by} on ${at.slice(0, 10)} (entry ${sequence})${why === undefined ? '' : `: ${why}`}${dispute}`;
}

export const REVIEW_COLUMNS = ['review', 'reviewed_by', 'reviewed_on', 'contested', 'by_hand', 'corrected'];

export function reviewCells(
  { state, byHand, decided, contested }: ClaimReview,
  corrections: readonly Affected[],
): string[] {
  return [
    state,
    decided?.by ?? '',
    decided?.at.slice(0, 10) ?? '',
    contested ? 'yes' : 'no',
    byHand ? 'yes' : 'no',
    [...new Set(corrections.map(({ correction }) => correction.sort))].join('; '),
  ];
}

/** "retraction of doc_… by Ana on 2016-01-02 (entry 40): a reason". */
export function correctionText({ path, correction: { sort, by, at, sequence, why } }: Affected): string {
  return `${sort} of ${path.at(-1)} by ${by} on ${at.slice(0, 10)} (entry ${sequence})${why === undefined ? '' : `: ${why}`}`;
}
