import { alpha, bootstrapInterval, type Interval } from './alpha.ts';

/** What one person said of one claim, in the order it was said. */
export interface Opinion {
  readonly subject: string;
  readonly by: string;
  readonly verdict: string;
  /** Was it given without having seen those before it? */
  readonly unseen: boolean;
}

/** How far reviewers agree; what cannot be said is said to be so, with the reason. */
export interface Agreement {
  /** Krippendorff's alpha over the first verdict of each reviewer about each claim that at least two reviewed. */
  readonly alpha: number | 'not enough';
  /** Bootstrap over claims, 95 %. */
  readonly interval: Interval | 'not enough';
  /** Why there is too little. */
  readonly because: string | undefined;
  readonly claims: number;
  readonly reviewers: readonly string[];
  readonly opinions: number;
  /** Of the opinions that came after another person's on the same claim: how many, and how many were given without having seen it. */
  readonly later: { readonly opinions: number; readonly unseen: number };
}

/** Opinions that saw others before them agree more easily than people do: `later` says how many did not. */
export function agreement(opinions: readonly Opinion[]): Agreement {
  const bySubject = Map.groupBy(opinions, ({ subject }) => subject);
  const reviewed = [...bySubject.values()].map(firstOfEach).filter(given => given.length >= 2);
  const units = reviewed.map(given => given.map(({ verdict }) => verdict));
  const value = alpha(units);
  const interval = value === undefined ? undefined : bootstrapInterval(units);
  const later = reviewed.flatMap(given => given.slice(1));
  return {
    alpha: value ?? 'not enough',
    interval: interval ?? 'not enough',
    because: because(units.length, value, interval),
    claims: reviewed.length,
    reviewers: [...new Set(reviewed.flat().map(({ by }) => by))].toSorted(),
    opinions: reviewed.flat().length,
    later: { opinions: later.length, unseen: later.filter(({ unseen }) => unseen).length },
  };
}

function firstOfEach(opinions: readonly Opinion[]): Opinion[] {
  return [...Map.groupBy(opinions, ({ by }) => by).values()].map(([first]) => first!);
}

function because(claims: number, value: number | undefined, interval: Interval | undefined): string | undefined {
  if (claims === 0) return 'no claim was reviewed by two people';
  if (value === undefined) return 'all verdicts are the same, so that nobody can know what chance would give';
  return interval === undefined ? 'an interval needs more claims that two people reviewed' : undefined;
}
