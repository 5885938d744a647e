import type { CoverageStated } from '../core/finding.ts';

/** A source that could see such conduct, and the origins of its documents in the window. */
export interface AbleSource {
  readonly name: string;
  /** Does it speak for a party to the instrument? What a party prints of itself covers nothing. */
  readonly ofParty: boolean;
  /** Origins that are its own: of copies of others' reports none is. */
  readonly origins: readonly string[];
}

/** So many sources that are no party must have been read, and such a share of all that could see it, for coverage to be substantial. */
const SUBSTANTIAL = { sources: 3, share: 2 / 3 };

/**
 * How far somebody would have seen it. Copies and the parties' own documents add nothing; without a list of who could see such
 * conduct (`listed`), nobody knows what was not read, and coverage is limited at most.
 */
export function coverageOf(sources: readonly AbleSource[], listed: boolean): CoverageStated {
  const able = sources.filter(({ ofParty }) => !ofParty);
  const read = able.filter(({ origins }) => origins.length > 0).map(({ name }) => name);
  const unread = able.filter(({ origins }) => origins.length === 0).map(({ name }) => name);
  // One story under many names is one pair of eyes.
  const eyes = new Set(able.flatMap(({ origins }) => origins)).size;
  const told = `${read.length} of ${able.length} sources able to see it were read in the window`;
  if (read.length === 0)
    return { level: 'none', read, unread, why: listed ? told : 'no source was read in the window' };
  if (!listed) return { level: 'limited', read, unread, why: 'nobody has listed which sources could see such conduct' };
  const isSubstantial =
    Math.min(read.length, eyes) >= SUBSTANTIAL.sources && read.length >= SUBSTANTIAL.share * able.length;
  return { level: isSubstantial ? 'substantial' : 'limited', read, unread, why: told };
}
