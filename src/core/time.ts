import type { Words } from './span.ts';

/** A calendar day, `YYYY-MM-DD`, in the document's own place; no time zone is implied. */
export type Day = string;

export type Precision = 'day' | 'week' | 'month' | 'quarter' | 'season' | 'half' | 'year' | 'decade' | 'interval';

/**
 * When something is, as far as the words tell.
 * `stated`: the words alone fix it ("9 November 2015").
 * `worked_out`: computed from an anchor that `reason` names ("Monday", published 2015-11-09).
 * `open`: not known, because an anchor is missing; `value` then stays undefined, and `reading` says what is known ("a Monday").
 */
export type TimeStanding = 'stated' | 'worked_out' | 'open';

/** An expression of time in a text and what it means. */
export interface TimeMention {
  readonly words: Words;
  readonly type: 'DATE' | 'TIME' | 'DURATION' | 'SET';
  /** TIMEX3 value ("2015-11-09", "2015-11", "2015-W46", "P2D", "PRESENT_REF"); undefined when open. */
  readonly value: string | undefined;
  /** First and last day of the interval meant, both inclusive; undefined where that side is open or unknown. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  readonly precision: Precision | undefined;
  readonly standing: TimeStanding;
  /** For people: "2015-11-09", "November 2015", "a Monday", "since late September 2015". */
  readonly reading: string;
  /** Why this value: the anchor and the rule, in a sentence. */
  readonly reason: string;
  /** The rule that read it. */
  readonly rule: string;
  /** Of a range ("Thursday and Friday", "from 2009 to 2011"): the mentions of its two ends, which lie within `words`; of "30 days after 1 May": the length and the date. */
  readonly parts?: readonly TimeMention[];
}
