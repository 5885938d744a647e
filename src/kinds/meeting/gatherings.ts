/**
 * The same meeting in several reports: one gathering with its witnesses. What they tell differently is shown with who tells it, and never averaged.
 * Two reports are of one meeting when its name and round are the same, or when their days agree and they share those who meet, or some of them and
 * the place. A wrong join is worse than a missed one.
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
    const group = groups.find(
      group => group.every(other => other.document !== report.document) && group.some(other => isOne(other, report)),
    );
    if (group) group.push(report);
    else groups.push([report]);
  }
  return groups
    .map(group => gatheringOf(group, today))
    .toSorted((a, b) => ((a.from ?? a.until ?? '9999') < (b.from ?? b.until ?? '9999') ? -1 : 1));
}

function byPublication(a: MeetingReport, b: MeetingReport): number {
  const [first, second] = [a.published ?? '9999', b.published ?? '9999'];
  if (first !== second) return first < second ? -1 : 1;
  return a.claim.id < b.claim.id ? -1 : 1;
}

function isOne(a: MeetingReport, b: MeetingReport): boolean {
  const [one, other] = [a.claim.body, b.claim.body];
  const sameSeries = one.series !== undefined && other.series !== undefined && isAlike(one.series, other.series);
  if (sameSeries && one.round !== undefined && other.round !== undefined) return one.round === other.round;
  if (one.round !== undefined && other.round !== undefined && one.round !== other.round) return false;
  if (daysAgree(a, b) !== true) return false;
  if (sameSeries) return true;
  const shared = sharedActors(one, other);
  const here = one.place !== undefined && other.place !== undefined && placeOf(one) === placeOf(other);
  const elsewhere = one.place !== undefined && other.place !== undefined && !here;
  return shared >= 2 ? !elsewhere || isShort(a, b) : shared === 1 && here && isShort(a, b);
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

/** Names with the same words; capitals and punctuation are no difference. */
function isAlike(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function gatheringOf(reports: readonly MeetingReport[], today: Day): Gathering {
  const dated = reports.flatMap(({ claim: { when } }) => (when?.from && when.until ? [when] : []));
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
    ...(reports.some(a => reports.some(b => daysAgree(a, b) === false))
      ? on('day', ({ claim: { when } }) => (when?.from === undefined ? undefined : when.reading))
      : []),
    ...on('place', ({ claim }) => claim.body.place?.name),
    ...on('level', ({ claim }) => claim.body.level),
    ...calledOffAndHeld(reports, on),
    ...absences(reports),
  ];
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
