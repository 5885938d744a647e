import type { Affected, ClaimReview } from '../record/record.ts';
import { decidedText, deciderOf } from './decided.ts';

/** What a list says of who looked at a claim, so that what a machine read and what a person confirmed never look alike. */
export function reviewText({ state, byHand, decided, contested, last }: ClaimReview): string {
  if (decided === undefined)
    return last === undefined ? 'not reviewed' : 'not reviewed any more: what was decided was taken back';
  const done = byHand && last === undefined ? 'made by hand' : state;
  const dispute = contested ? '; contested: a later opinion differs' : '';
  return `${done} ${decidedText(decided)}${dispute}`;
}

export const REVIEW_COLUMNS = ['review', 'reviewed_by', 'reviewed_on', 'contested', 'by_hand', 'corrected'];

export function reviewCells(
  { state, byHand, decided, contested }: ClaimReview,
  corrections: readonly Affected[],
): string[] {
  return [
    state,
    ...(decided === undefined ? ['', ''] : deciderOf(decided)),
    contested ? 'yes' : 'no',
    byHand ? 'yes' : 'no',
    [...new Set(corrections.map(({ correction }) => correction.sort))].join('; '),
  ];
}

/** "retraction of doc_… by Ana on 2016-01-02 (entry 40): a reason". */
export function correctionText({ path, correction }: Affected): string {
  return `${correction.sort} of ${path.at(-1)} ${decidedText(correction)}`;
}
