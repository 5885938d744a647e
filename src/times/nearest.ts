import type { Context, Tense } from './rule.ts';

/** How many times farther a date may lie that agrees with the tense before one that disagrees is preferred: "in December it fell", read in November, is last year's. */
const AGAINST_TENSE = 12;
/** Reports look back more than forward: without a tense the future weighs a little more. */
const NO_TENSE = 1.2;

/**
 * Of dates that the same words could mean, the one that the tense and the distance from the anchor (days, or any other unit) speak for.
 */
export function nearest<T>(
  candidates: readonly T[],
  distance: (candidate: T) => number,
  tense: Tense | undefined,
): T | undefined {
  const cost = (candidate: T): number => {
    const far = distance(candidate);
    if (tense === 'past') return far <= 0 ? -far : far * AGAINST_TENSE;
    if (tense === 'future') return far >= 0 ? far : -far * AGAINST_TENSE;
    return far <= 0 ? -far : far * NO_TENSE;
  };
  let best: T | undefined;
  for (const candidate of candidates) if (best === undefined || cost(candidate) < cost(best)) best = candidate;
  return best;
}

/** The day, or undefined where the calendar has none such (31 June). */
export function dayOf(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  return day <= first.daysInMonth ? first.with({ day }) : undefined;
}

export function daysFrom(anchor: Temporal.PlainDate, date: Temporal.PlainDate): number {
  return anchor.until(date, { largestUnit: 'days' }).days;
}

/** "the past tense of the clause", for reasons. */
export function tenseInWords(tense: Tense | undefined): string {
  return tense === undefined ? 'no verb nearby tells the direction' : `the clause is in the ${tense}`;
}

/** The text just before a match, as far as rules need it to judge the match. */
export function textBefore(context: Context, match: RegExpExecArray): string {
  return context.text.slice(Math.max(0, match.index - 40), match.index);
}

/** The text just after a match, as far as rules need it to judge the match. */
export function textAfter(context: Context, match: RegExpExecArray): string {
  const end = match.index + match[0].length;
  return context.text.slice(end, end + 100);
}

/** Why an expression stays open when there is no anchor. */
export const NO_ANCHOR = 'it counts from a publication date that is not known';
