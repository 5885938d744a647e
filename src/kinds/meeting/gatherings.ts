/**
 * The same meeting in several reports: one gathering with its witnesses. What they tell differently is shown with who tells it, and never averaged.
 * Two reports are of one meeting when its series and round are the same; when their days agree and its series is the same, or they share those who
 * meet, or some of them and the place, or both sides and nothing speaks against it; and when one calls off what the other had still ahead of it.
 * A wrong join is worse than a missed one.
 */
import type { Claim } from '../../core/claim.ts';
import type { Day } from '../../core/time.ts';
import type { MeetingBody } from './meeting.ts';
import type { MeetingStatus } from './mention.ts';

/** A meeting as one document tells of it. */
export interface MeetingReport {
  readonly claim: Claim<MeetingBody>;
  readonly document: string;
  readonly origin: string;
  readonly published: Day | undefined;
}

export type GatheringStatus = MeetingStatus | 'overdue';

/** Something on which reports tell different things. */
export interface Contradiction {
  readonly about: 'day' | 'place' | 'level' | 'status' | 'who attended';
  readonly told: readonly { readonly value: string; readonly by: readonly MeetingReport[] }[];
}

export interface Gathering {
  /** In the order of their days of publication; undated ones last. */
  readonly reports: readonly MeetingReport[];
  readonly origins: readonly string[];
  /** As the latest report tells it; `overdue`: it was to be held by a day that is over, and no report tells that it was. */
  readonly status: GatheringStatus;
  /** First and last day that all dated reports allow; undefined where they allow none together, or tell none. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  readonly contradictions: readonly Contradiction[];
}

/** Gatherings in the order of their first day; `today`: the day up to which the record has news. */
export function gatherings(reports: readonly MeetingReport[], today: Day): Gathering[] {
  const groups: MeetingReport[][] = [];
  for (const report of reports.toSorted(byPublication)) {
    const group = groups.find(group => belongs(report, group));
    if (group) group.push(report);
    else groups.push([report]);
  }
  return groups
    .map(group => gatheringOf(group, today))
    .toSorted((a, b) => ((a.from ?? a.until ?? '9999') < (b.from ?? b.until ?? '9999') ? -1 : 1));
}

/** One document tells of a meeting once; and what two reports date to days far apart is not joined by a third that says no more than "this year". */
function belongs(report: MeetingReport, group: readonly MeetingReport[]): boolean {
  if (group.some(({ document }) => document === report.document)) return false;
  if (group.some(other => isShort(other, report) && apart(other, report) > WEEK && !isSameRound(other, report)))
    return false;
  return group.some(other => isOne(other, report));
}

function byPublication(a: MeetingReport, b: MeetingReport): number {
  const [first, second] = [a.published ?? '9999', b.published ?? '9999'];
  if (first !== second) return first < second ? -1 : 1;
  return a.claim.id < b.claim.id ? -1 : 1;
}

function isOne(a: MeetingReport, b: MeetingReport): boolean {
  const [one, other] = [a.claim.body, b.claim.body];
  if (sidesConflict(one, other)) return false;
  if (isSameRound(a, b)) return true;
  if (one.round !== undefined && other.round !== undefined && one.round !== other.round) return false;
  const sameSeries = isSameSeries(one, other);
  const shared = sharedActors(one, other);
  const agree = daysAgree(a, b);
  if (agree === undefined) return callsOffWhatWasAhead(a, b) && (sameSeries || shared >= 2);
  if (!agree) return false;
  if (sameSeries) return true;
  const here = one.place !== undefined && other.place !== undefined && placeOf(one) === placeOf(other);
  const elsewhere = one.place !== undefined && other.place !== undefined && !here;
  // States hold talks on several levels at a time; the same two people do not.
  const onlyStates = shared >= 2 && peopleOf(one).isDisjointFrom(peopleOf(other));
  if (onlyStates && (levelsDiffer(one, other) || othersMet(one, other))) return false;
  if (shared >= 2) return !elsewhere || isShort(a, b);
  if (shared === 1 && here && isShort(a, b)) return true;
  const bothSides = sharedSides(one, other) >= 2;
  return bothSides && !elsewhere && isShort(a, b) && !levelsDiffer(one, other) && !othersMet(one, other);
}

function isSameRound({ claim: { body: a } }: MeetingReport, { claim: { body: b } }: MeetingReport): boolean {
  return a.round !== undefined && a.round === b.round && isSameSeries(a, b);
}

/** "The Nile Water Dialogue was called off", told on a day on which another report still had it ahead. */
function callsOffWhatWasAhead(a: MeetingReport, b: MeetingReport): boolean {
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
function sidesConflict(a: MeetingBody, b: MeetingBody): boolean {
  const [first, second] = [sideNames(a), sideNames(b)];
  if (first.size < 2 || second.size < 2) return false;
  return !first.isSubsetOf(second) && !second.isSubsetOf(first) && sharedSides(a, b) < 2;
}

function sharedSides(a: MeetingBody, b: MeetingBody): number {
  return sideNames(a).intersection(sideNames(b)).size;
}

function sideNames({ sides = [] }: MeetingBody): Set<string> {
  return new Set(sides.map(({ name }) => name.toLowerCase()));
}

function levelsDiffer(a: MeetingBody, b: MeetingBody): boolean {
  return a.level !== undefined && b.level !== undefined && a.level !== b.level;
}

/** Do both name people, and none in common? */
function othersMet(a: MeetingBody, b: MeetingBody): boolean {
  const [first, second] = [peopleOf(a), peopleOf(b)];
  return first.size > 0 && second.size > 0 && first.isDisjointFrom(second);
}

function peopleOf(body: MeetingBody): Set<string> {
  return new Set([...actorsOf(body)].filter(id => id.startsWith('person/')));
}

function isSameSeries({ series: a }: MeetingBody, { series: b }: MeetingBody): boolean {
  return a !== undefined && b !== undefined && isAlike(a, b);
}

/** Milliseconds between the days of two dated reports; none where they overlap or are not told. */
function apart({ claim: { when: a } }: MeetingReport, { claim: { when: b } }: MeetingReport): number {
  if (!a?.from || !a.until || !b?.from || !b.until) return 0;
  return Math.max(0, Date.parse(b.from) - Date.parse(a.until), Date.parse(a.from) - Date.parse(b.until));
}

/** Are both told to the day, or nearly? "This year" joins nothing. */
function isShort(...reports: readonly MeetingReport[]): boolean {
  return reports.every(({ claim: { when } }) => {
    if (when?.from === undefined || when.until === undefined) return false;
    return Date.parse(when.until) - Date.parse(when.from) <= WEEK;
  });
}

/** Milliseconds. */
const WEEK = 7 * 86_400_000;

function daysAgree({ claim: a }: MeetingReport, { claim: b }: MeetingReport): boolean | undefined {
  const [first, second] = [a.when, b.when];
  if (!first?.from || !first.until || !second?.from || !second.until) return undefined;
  return first.from <= second.until && second.from <= first.until;
}

/** Actors that take part in both; those who sit for the same side count once. */
function sharedActors(a: MeetingBody, b: MeetingBody): number {
  const others = actorsOf(b);
  return [...actorsOf(a)].filter(key => others.has(key)).length;
}

function actorsOf({ participants }: MeetingBody): Set<string> {
  return new Set(participants.flatMap(({ party, side }) => party.actor ?? side?.actor ?? []));
}

function placeOf({ place }: MeetingBody): string | undefined {
  return place?.actor ?? place?.name.toLowerCase();
}

/** Names with the same words, or one with all of the other's ("dialogue on cybercrime", "Ministerial Dialogue on Cybercrime"). */
function isAlike(a: string, b: string): boolean {
  const [first, second] = [wordsOf(a), wordsOf(b)];
  return first.size > 1 && second.size > 1 && (first.isSubsetOf(second) || second.isSubsetOf(first));
}

/** In lower case, without punctuation and small words. */
function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter(word => !/^(?:the|of|on|about|for|and|their|its)$/u.test(word)));
}

function gatheringOf(reports: readonly MeetingReport[], today: Day): Gathering {
  // When it was held tells more than when it was to be held.
  const held = reports.filter(({ claim: { body, when } }) => body.status === 'held' && when?.from && when.until);
  const dated = (held.length > 0 ? held : reports).flatMap(({ claim: { when } }) =>
    when?.from && when.until ? [when] : [],
  );
  const from = dated.map(when => when.from!).toSorted(descending)[0];
  const until = dated.map(when => when.until!).toSorted(ascending)[0];
  const agree = from !== undefined && until !== undefined && from <= until;
  return {
    reports,
    origins: [...new Set(reports.map(({ origin }) => origin))],
    status: statusOf(reports, agree ? until : dated.map(when => when.until!).toSorted(descending)[0], today),
    from: agree ? from : undefined,
    until: agree ? until : undefined,
    contradictions: contradictionsOf(reports),
  };
}

const ascending = (a: string, b: string): number => (a < b ? -1 : 1);
const descending = (a: string, b: string): number => (a < b ? 1 : -1);

/** What was called off or held stays so; what was only planned is overdue when its last day is over. */
function statusOf(reports: readonly MeetingReport[], last: Day | undefined, today: Day): GatheringStatus {
  const told = reports.map(({ claim }) => claim.body.status).filter(status => status !== 'unknown');
  const latest = told.at(-1) ?? 'unknown';
  if (told.includes('held')) return 'held';
  return latest === 'scheduled' && last !== undefined && last < today ? 'overdue' : latest;
}

function contradictionsOf(reports: readonly MeetingReport[]): Contradiction[] {
  const on = (
    about: Contradiction['about'],
    valueOf: (report: MeetingReport) => string | undefined,
  ): Contradiction[] => {
    const told = new Map<string, MeetingReport[]>();
    for (const report of reports) {
      const value = valueOf(report);
      if (value !== undefined) told.set(value, [...(told.get(value) ?? []), report]);
    }
    return told.size < 2 ? [] : [{ about, told: [...told].map(([value, by]) => ({ value, by })) }];
  };
  return [
    ...(reports.some(a => reports.some(b => daysAgree(a, b) === false && isToldAlike(a, b)))
      ? on('day', ({ claim: { when } }) => (when?.from === undefined ? undefined : when.reading))
      : []),
    ...on('place', ({ claim }) => claim.body.place?.name),
    ...on('level', ({ claim }) => claim.body.level),
    ...calledOffAndHeld(reports, on),
    ...absences(reports),
  ];
}

/** A day that was planned and another on which it was held is a course of things; two days on which it was held are a contradiction. */
function isToldAlike({ claim: { body: a } }: MeetingReport, { claim: { body: b } }: MeetingReport): boolean {
  return (a.status === 'held') === (b.status === 'held');
}

/** Planned and then held is a course of things; held and called off is a contradiction. */
function calledOffAndHeld(
  reports: readonly MeetingReport[],
  on: (about: 'status', valueOf: (report: MeetingReport) => string | undefined) => Contradiction[],
): Contradiction[] {
  const told = new Set(reports.map(({ claim }) => claim.body.status));
  if (!told.has('held') || !(told.has('cancelled') || told.has('postponed'))) return [];
  return on('status', ({ claim }) =>
    /^(?:held|cancelled|postponed)$/u.test(claim.body.status) ? claim.body.status : undefined,
  );
}

/** Where two reports name two participants or more each and neither has all of the other's, each list is shown. */
function absences(reports: readonly MeetingReport[]): Contradiction[] {
  const lists = reports
    .map(report => ({ report, names: namesOf(report.claim.body) }))
    .filter(({ names }) => names.length >= 2);
  const differ = lists.some(({ names: a }) =>
    lists.some(({ names: b }) => a.some(name => !b.includes(name)) && b.some(name => !a.includes(name))),
  );
  return differ
    ? [{ about: 'who attended', told: lists.map(({ report, names }) => ({ value: names.join(', '), by: [report] })) }]
    : [];
}

function namesOf({ participants }: MeetingBody): string[] {
  return participants
    .flatMap(({ party }) => (party.actor === undefined ? [] : [party.name]))
    .toSorted((a, b) => a.localeCompare(b, 'en'));
}
