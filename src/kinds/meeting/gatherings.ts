/** The same meeting in several reports: one gathering with its witnesses. What they tell differently is shown with who tells it, and never averaged. */
import type { Claim } from '../../core/claim.ts';
import type { Day } from '../../core/time.ts';
import type { MeetingBody } from './meeting.ts';
import type { MeetingStatus } from './mention.ts';
import { type Compared, compared, isFarApart, isOne } from './same-meeting.ts';

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
  return grouped(reports)
    .map(group => gatheringOf(group, today))
    .toSorted((a, b) => ((a.from ?? a.until ?? '9999') < (b.from ?? b.until ?? '9999') ? -1 : 1));
}

/** Each report with the first group that it belongs to, in the order of publication. */
function grouped(reports: readonly MeetingReport[]): MeetingReport[][] {
  const groups: Group[] = [];
  const index = new Index();
  for (const report of reports.toSorted(byPublication)) {
    const meeting = compared(report);
    const place = index.near(meeting).find(at => belongs(meeting, groups[at]!)) ?? groups.length;
    const group = (groups[place] ??= { meetings: [], documents: new Set() });
    group.meetings.push(meeting);
    group.documents.add(report.document);
    index.add(meeting, place);
  }
  return groups.map(({ meetings }) => meetings.map(({ report }) => report));
}

interface Group {
  readonly meetings: Compared[];
  readonly documents: Set<string>;
}

/** One document tells of a meeting once; and what two reports date to days far apart is not joined by a third that says no more than "this year". */
function belongs(meeting: Compared, { meetings, documents }: Group): boolean {
  if (documents.has(meeting.report.document)) return false;
  if (meetings.some(other => isFarApart(other, meeting))) return false;
  return meetings.some(other => isOne(other, meeting));
}

/** Which groups hold a meeting that another one can be at all: those that share a word of the series, or an actor or a side in days that may touch. */
class Index {
  private readonly groups = new Map<string, Set<number>>();

  add(meeting: Compared, group: number): void {
    for (const key of keysOf(meeting, [...(meeting.months ?? ['long']), 'any'])) {
      const known = this.groups.get(key);
      if (known === undefined) this.groups.set(key, new Set([group]));
      else known.add(group);
    }
  }

  /** In the order in which they were begun. */
  near(meeting: Compared): number[] {
    const found = new Set<number>();
    for (const key of keysOf(meeting, whensNear(meeting)))
      for (const group of this.groups.get(key) ?? []) found.add(group);
    return [...found].toSorted((a, b) => a - b);
  }
}

function* keysOf({ actors, sides, series }: Compared, whens: readonly string[]): Generator<string> {
  for (const word of series) yield `series ${word}`;
  for (const when of whens) {
    for (const actor of actors) yield `${actor} ${when}`;
    for (const side of sides) yield `side ${side} ${when}`;
  }
}

/** Where those are filed whose days may touch its own; what has no day at all is joined by its series, or calls off what has one. */
function whensNear({ months, days, report: { claim } }: Compared): string[] {
  if (months !== undefined) return [...months, 'long'];
  if (days !== undefined || claim.body.status === 'cancelled' || claim.body.status === 'postponed') return ['any'];
  return claim.when === undefined ? [] : ['long'];
}

function byPublication(a: MeetingReport, b: MeetingReport): number {
  const [first, second] = [a.published ?? '9999', b.published ?? '9999'];
  if (first !== second) return first < second ? -1 : 1;
  return a.claim.id < b.claim.id ? -1 : 1;
}

/** Reports of one meeting, in the order of their days of publication. */
export function gatheringOf(reports: readonly MeetingReport[], today: Day): Gathering {
  return {
    reports,
    origins: [...new Set(reports.map(({ origin }) => origin))],
    ...standingOf(
      reports.map(({ claim: { body, when } }) => ({ status: body.status, from: when?.from, until: when?.until })),
      today,
    ),
    contradictions: contradictionsOf(reports),
  };
}

/** What one report tells of how a meeting stands. */
export interface ToldStanding {
  readonly status: MeetingStatus;
  /** First and last day as it tells them. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
}

/** How a meeting stands by all that is told of it, in the order of the reports. */
export function standingOf(told: readonly ToldStanding[], today: Day): Pick<Gathering, 'status' | 'from' | 'until'> {
  // When it was held tells more than when it was to be held.
  const held = told.filter(({ status, from, until }) => status === 'held' && from && until);
  const dated = (held.length > 0 ? held : told).flatMap(({ from, until }) => (from && until ? [{ from, until }] : []));
  const from = dated.map(one => one.from).toSorted(descending)[0];
  const until = dated.map(one => one.until).toSorted(ascending)[0];
  const agree = from !== undefined && until !== undefined && from <= until;
  const last = agree ? until : dated.map(one => one.until).toSorted(descending)[0];
  return {
    status: statusOf(
      told.map(({ status }) => status).filter(status => status !== 'unknown'),
      last,
      today,
    ),
    from: agree ? from : undefined,
    until: agree ? until : undefined,
  };
}

const ascending = (a: string, b: string): number => (a < b ? -1 : 1);
const descending = (a: string, b: string): number => (a < b ? 1 : -1);

/** What was called off or held stays so; what was only planned is overdue when its last day is over. */
function statusOf(told: readonly MeetingStatus[], last: Day | undefined, today: Day): GatheringStatus {
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
      const by = value === undefined ? undefined : told.get(value);
      if (by !== undefined) by.push(report);
      else if (value !== undefined) told.set(value, [report]);
    }
    return told.size < 2 ? [] : [{ about, told: [...told].map(([value, by]) => ({ value, by })) }];
  };
  return [
    ...(daysDiffer(reports)
      ? on('day', ({ claim: { when } }) => (when?.from === undefined ? undefined : when.reading))
      : []),
    ...on('place', ({ claim }) => claim.body.place?.name),
    ...on('level', ({ claim }) => claim.body.level),
    ...calledOffAndHeld(reports, on),
    ...absences(reports),
  ];
}

/** A day that was planned and another on which it was held is a course of things; two days on which it was held, or planned, are a contradiction. */
function daysDiffer(reports: readonly MeetingReport[]): boolean {
  const toldAlike = Map.groupBy(reports, ({ claim }) => claim.body.status === 'held');
  return [...toldAlike.values()].some(some => {
    const dated = some.flatMap(({ claim: { when } }) => (when?.from && when.until ? [when] : []));
    const last = dated.map(({ from }) => from!).toSorted(descending)[0];
    const first = dated.map(({ until }) => until!).toSorted(ascending)[0];
    return last !== undefined && last > first!;
  });
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
  // From the longest to the shortest each must have all of the next, else some two differ.
  const sets = [...new Map(lists.map(({ names }) => [names.join('\n'), new Set(names)])).values()].toSorted(
    (a, b) => b.size - a.size,
  );
  const differ = sets.some((names, at) => at > 0 && !names.isSubsetOf(sets[at - 1]!));
  return differ
    ? [{ about: 'who attended', told: lists.map(({ report, names }) => ({ value: names.join(', '), by: [report] })) }]
    : [];
}

function namesOf({ participants }: MeetingBody): string[] {
  return participants
    .flatMap(({ party }) => (party.actor === undefined ? [] : [party.name]))
    .toSorted((a, b) => a.localeCompare(b, 'en'));
}
