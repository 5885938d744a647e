/**
 * Are two reports of one meeting? When its series and round are the same; when their days agree and its series is the same, or they share those who
 * meet, or some of them and the place, or both sides and nothing speaks against it; and when one calls off what the other had still ahead of it.
 * A wrong join is worse than a missed one.
 */
import type { MeetingReport } from './gatherings.ts';

/** A report with what is compared, worked out once. */
export interface Compared {
  readonly report: MeetingReport;
  /** Those who take part; who sits for a side and is not known himself is that side. */
  readonly actors: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  /** Names in lower case. */
  readonly sides: ReadonlySet<string>;
  /** Words of the series. */
  readonly series: ReadonlySet<string>;
  readonly place: string | undefined;
  /** First and last day; undefined where either is not told. */
  readonly days: Days | undefined;
  /** Is it told to the day, or nearly? "This year" joins nothing. */
  readonly isShort: boolean;
  /** The months that a short one touches, as YYYY-MM. */
  readonly months: ReadonlySet<string> | undefined;
}

interface Days {
  readonly from: string;
  readonly until: string;
}

/** Milliseconds. */
const WEEK = 7 * 86_400_000;

export function compared(report: MeetingReport): Compared {
  const { participants, sides = [], series, place } = report.claim.body;
  const { from, until } = report.claim.when ?? {};
  const actors = new Set(participants.flatMap(({ party, side }) => party.actor ?? side?.actor ?? []));
  const days = from === undefined || until === undefined ? undefined : { from, until };
  const isShort = days !== undefined && Date.parse(days.until) - Date.parse(days.from) <= WEEK;
  return {
    report,
    actors,
    people: new Set([...actors].filter(id => id.startsWith('person/'))),
    sides: new Set(sides.map(({ name }) => name.toLowerCase())),
    series: wordsOf(series ?? ''),
    place: place?.actor ?? place?.name.toLowerCase(),
    days,
    isShort,
    months: isShort ? new Set([days.from.slice(0, 7), days.until.slice(0, 7)]) : undefined,
  };
}

export function isOne(a: Compared, b: Compared): boolean {
  if (sidesConflict(a, b)) return false;
  if (isSameRound(a, b)) return true;
  const [one, other] = [a.report.claim.body, b.report.claim.body];
  if (one.round !== undefined && other.round !== undefined && one.round !== other.round) return false;
  const sameSeries = isSameSeries(a, b);
  const shared = shares(a.actors, b.actors);
  const agree = daysAgree(a, b);
  if (agree === undefined) return callsOffWhatWasAhead(a, b) && (sameSeries || shared >= 2);
  if (!agree) return false;
  if (sameSeries) return true;
  const here = a.place !== undefined && a.place === b.place;
  const elsewhere = a.place !== undefined && b.place !== undefined && !here;
  const bothShort = a.isShort && b.isShort;
  // States hold talks on several levels at a time; the same two people do not.
  const onlyStates = shared >= 2 && a.people.isDisjointFrom(b.people);
  if (onlyStates && (levelsDiffer(a, b) || othersMet(a, b))) return false;
  if (shared >= 2) return !elsewhere || bothShort;
  if (shared === 1 && here && bothShort) return true;
  const bothSides = shares(a.sides, b.sides) >= 2;
  return bothSides && !elsewhere && bothShort && !levelsDiffer(a, b) && !othersMet(a, b);
}

/** Told to days more than a week apart, and no round of a series that would be the same: what a third report cannot join. */
export function isFarApart(a: Compared, b: Compared): boolean {
  return a.isShort && b.isShort && !isSameRound(a, b) && apart(a.days!, b.days!) > WEEK;
}

function isSameRound(a: Compared, b: Compared): boolean {
  const [{ round }, other] = [a.report.claim.body, b.report.claim.body];
  return round !== undefined && round === other.round && isSameSeries(a, b);
}

/** "The Nile Water Dialogue was called off", told on a day on which another report still had it ahead. */
function callsOffWhatWasAhead({ report: a }: Compared, { report: b }: Compared): boolean {
  const off = [a, b].find(({ claim }) => claim.body.status === 'cancelled' || claim.body.status === 'postponed');
  const ahead = off === a ? b : a;
  const until = ahead.claim.when?.until;
  return (
    off !== undefined &&
    off.claim.when === undefined &&
    ahead.claim.body.status === 'scheduled' &&
    until !== undefined &&
    off.published !== undefined &&
    off.published <= until
  );
}

/** Are two sides or more told of in both, and not the same ones? Where one tells of some of the other's, they do not differ. */
function sidesConflict({ sides: a }: Compared, { sides: b }: Compared): boolean {
  return a.size >= 2 && b.size >= 2 && shares(a, b) < 2;
}

function levelsDiffer({ report: a }: Compared, { report: b }: Compared): boolean {
  const [one, other] = [a.claim.body.level, b.claim.body.level];
  return one !== undefined && other !== undefined && one !== other;
}

/** Do both name people, and none in common? */
function othersMet({ people: a }: Compared, { people: b }: Compared): boolean {
  return a.size > 0 && b.size > 0 && a.isDisjointFrom(b);
}

/** Names with the same words, or one with all of the other's ("dialogue on cybercrime", "Ministerial Dialogue on Cybercrime"). */
function isSameSeries({ series: a }: Compared, { series: b }: Compared): boolean {
  return a.size > 1 && b.size > 1 && (a.isSubsetOf(b) || b.isSubsetOf(a));
}

/** Undefined where either has no days. */
function daysAgree({ days: a }: Compared, { days: b }: Compared): boolean | undefined {
  return a && b && a.from <= b.until && b.from <= a.until;
}

/** Milliseconds between; none where they overlap. */
const apart = (a: Days, b: Days): number =>
  Math.max(0, Date.parse(b.from) - Date.parse(a.until), Date.parse(a.from) - Date.parse(b.until));

function shares(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let number = 0;
  for (const one of a) if (b.has(one)) number++;
  return number;
}

/** In lower case, without punctuation and small words. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter(word => !/^(?:the|of|on|about|for|and|their|its)$/u.test(word)));
}
