import type { Decided } from '../record/record.ts';

/** "by Ana on 2016-01-02 (entry 40): a reason"; of what was imported also where it was decided, and who took it over. */
export function decidedText(decided: Decided): string {
  const [by, day] = deciderOf(decided);
  const { sequence, why, imported } = decided;
  const entry =
    imported === undefined
      ? ` (entry ${sequence})`
      : ` in another record, taken over by ${decided.by} on ${decided.at.slice(0, 10)} (entry ${sequence})`;
  return `by ${by} on ${day}${entry}${why === undefined ? '' : `: ${why}`}`;
}

/** The person who decided, and the day, in this record or in the one it came from. */
export function deciderOf({ by, at, imported }: Decided): [by: string, day: string] {
  return [imported?.by ?? by, (imported?.at ?? at).slice(0, 10)];
}
