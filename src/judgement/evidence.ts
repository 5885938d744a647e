/** What the rules look at: a bearing with what the record knows of its document, source and origin. */
import type { ActorId } from '../core/actor.ts';
import { type Attribution, type Bearing, type Grade, grades, type Reliability, tiers } from '../core/finding.ts';
import type { Day } from '../core/time.ts';

/** What became of what was said. Only what stands counts. */
export type Standing = 'stands' | 'retracted' | 'corrected' | 'withdrawn' | 'shown_false' | 'shown_out_of_scope';

export interface Evidence {
  readonly bearing: Bearing;
  /** Did a person confirm the bearing? */
  readonly confirmed: boolean;
  readonly standing: Standing;
  /** All documents of an origin count once; undefined: no lineage known, which adds nothing. */
  readonly origin: string | undefined;
  /** Do its words stand in a document that ranks before it? Then it adds nothing. */
  readonly copy: boolean;
  /** Does the origins room say that it shares words with an earlier one? */
  readonly sharesWords: boolean;
  readonly source: {
    readonly name: string;
    readonly reliability: Reliability;
    /** The party that the source speaks for; undefined: for none of the instrument's parties. */
    readonly speaksFor: ActorId | undefined;
  };
  /** When the act was, as far as the words tell; both days inclusive. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  /** When the document was published. */
  readonly published: Day | undefined;
}

/** Grades above words. */
export const isDeed = ({ bearing }: Evidence): boolean => bearing.grade !== 'W0';

export const atLeast = (grade: Grade, lowest: Grade): boolean => grades.indexOf(grade) >= grades.indexOf(lowest);

/** A to C: what may carry a finding. */
export const isReliable = ({ source }: Evidence): boolean => source.reliability <= 'C';

/** A party speaking of itself is not an independent origin; nor is an outlet quoting it. */
export const isOwnWord = (evidence: Evidence, party: ActorId): boolean =>
  evidence.source.speaksFor === party || evidence.bearing.ownWord;

/** The origins of some evidence, as far as they may be counted. */
export interface OriginCount {
  readonly independent: number;
  readonly notEstablished: number;
  /** Names of those that count or may. */
  readonly origins: readonly string[];
}

/**
 * Origins that carry the evidence. An origin whose own observation is shown counts; of all others together one counts, and only where
 * none of the first kind is there: they may be its echo. The party's own word, copies and documents without a lineage add nothing.
 */
export function countOrigins(evidence: readonly Evidence[], party: ActorId): OriginCount {
  const countable = evidence.filter(
    one => !one.copy && one.origin !== undefined && isReliable(one) && !isOwnWord(one, party),
  );
  const seen = new Set(
    countable
      .filter(({ bearing, sharesWords }) => bearing.observation !== undefined && !sharesWords)
      .map(({ origin }) => origin!),
  );
  const all = new Set(countable.map(({ origin }) => origin!));
  const independent = Math.max(seen.size, all.size > 0 ? 1 : 0);
  return { independent, notEstablished: all.size - independent, origins: [...all].toSorted() };
}

/** How much an attribution weighs against another: a court before a government before a firm before nobody named; then the tier. */
const TYPES = ['technical', 'unofficial_policy', 'official_policy', 'legal', 'self'] as const;

/** Standing of an attribution, for comparing two: higher is better founded. */
export function weight({ identified, type, tier }: Attribution): number {
  const who = ['nobody', 'unnamed', 'named'].indexOf(identified);
  const how = type === undefined ? 0 : TYPES.indexOf(type) + 1;
  const whom = tier === undefined ? 0 : tiers.indexOf(tier) + 1;
  return who * 100 + how * 10 + whom;
}

/** Standing of what somebody reports: by grade, then by the reliability of the source. */
export function reportWeight({ bearing, source }: Evidence): number {
  return grades.indexOf(bearing.grade) * 10 + (5 - 'ABCDEF'.indexOf(source.reliability));
}
