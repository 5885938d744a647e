/** What is due and what was held: dates stay as imprecise as the words are, and what was announced and never heard of again is said to be so. */
import { partsOf } from '../core/instrument.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import type { Day } from '../core/time.ts';
import { Turns } from '../core/turns.ts';
import { partiesIn } from '../judgement/who.ts';
import type { Docket } from '../judging/cases.ts';
import type { JudgedRow } from '../judging/findings.ts';
import { type GatheringStatus, standingOf } from '../kinds/meeting/gatherings.ts';
import { partyName } from './findings.ts';
import type { GatheringOutline } from './gatherings.ts';
import { oneLine } from './one-line.ts';

export type CalendarState = 'held' | 'done' | 'due' | 'overdue' | 'cancelled' | 'silently dropped' | 'date open';

/** One thing that has, or should have, a day. */
export interface Appointment {
  readonly what: string;
  readonly state: CalendarState;
  readonly from: string | undefined;
  readonly until: string | undefined;
  /** For people, as the words have it: "in 2026", "a Monday". */
  readonly reading: string;
  readonly words: string;
  readonly sources: readonly string[];
  /** The claims that tell of a meeting. */
  readonly claims?: readonly { readonly document: string; readonly claim: string }[];
  /** What is due, where it is no meeting. */
  readonly row?: { readonly provision: string; readonly party: string };
}

/** Days after its last possible day before a meeting of which nothing was heard is said to be dropped. */
export const SILENCE = 30;

/** What an instrument asks for by a day, and the meetings of its parties. `outlines`: all meetings across reports. */
export async function appointments(
  docket: Docket,
  rows: readonly JudgedRow[],
  outlines: readonly GatheringOutline[],
  asOf: Day,
): Promise<Appointment[]> {
  const due = rows.flatMap(({ provision, party, finding }) =>
    partsOf(provision).flatMap((part): Appointment[] => {
      const by = part.dueBy ?? provision.dueBy;
      if (by === undefined) return [];
      const done =
        finding.level === 'fulfilled' || (finding.restsOn.length > 0 && isComplete(part.id, rows, provision.id, party));
      const state = done ? 'done' : by.until === undefined ? 'date open' : by.until < asOf ? 'overdue' : 'due';
      const what = `${provision.label}${provision.stipulations.length > 0 ? `: ${part.says}` : ''} (${partyName(docket.instrument, party)})`;
      const words = oneLine((part.words ?? provision.words[0])?.exact ?? '');
      const { from, until, reading } = by;
      return [{ what, state, from, until, reading, words, sources: [], row: { provision: provision.id, party } }];
    }),
  );
  const meetings: Appointment[] = [];
  const turns = new Turns();
  for (const outline of outlines) {
    const meeting = isOfParties(outline, docket.instrument) ? meetingAsOf(outline, asOf) : undefined;
    if (meeting !== undefined) meetings.push(meeting);
    await turns.next();
  }
  return [...due, ...meetings].toSorted((a, b) => ((a.until ?? a.from ?? '~') < (b.until ?? b.from ?? '~') ? -1 : 1));
}

function isComplete(part: string, rows: readonly JudgedRow[], provision: string, party: string): boolean {
  const row = rows.find(one => one.provision.id === provision && one.party === party);
  return (
    row?.case.evidence.some(
      ({ bearing, standing, copy }) =>
        standing === 'stands' &&
        !copy &&
        row.finding.restsOn.includes(bearing.id) &&
        bearing.parts.includes(part) &&
        (bearing.grade === 'A3' || bearing.grade === 'A4'),
    ) === true
  );
}

/** Is a party to the instrument among those who meet, or named where the meeting is told of? */
function isOfParties({ actors, names, reports, title }: GatheringOutline, { parties }: Docket['instrument']): boolean {
  if (parties.some(({ actor }) => actors.includes(actor))) return true;
  const words = [title, ...names, ...reports.map(({ words }) => words)].join(' | ');
  return partiesIn(words, { start: 0, end: words.length }, { parties }).length > 0;
}

/** A meeting by what had been published of it by a day; undefined: nothing had. */
export function meetingAsOf({ reports, title, round }: GatheringOutline, asOf: Day): Appointment | undefined {
  const told = reports.filter(({ published }) => (published ?? '') <= asOf);
  if (told.length === 0) return undefined;
  const { status, ...days } = standingOf(told, asOf);
  // When it was held tells more than when it was to be held.
  const held = told.filter(one => one.status === 'held' && one.reading !== undefined);
  const dated = held.length > 0 ? held : told.filter(({ reading }) => reading !== undefined);
  const readings = [...new Set(dated.map(({ reading }) => reading))];
  // Of days that contradict each other none is chosen.
  const [only] = readings.length === 1 ? dated : [];
  const [from, until] = [days.from ?? only?.from, days.until ?? only?.until];
  const isOneDay = from !== undefined && from === until;
  const last = until ?? from ?? dated.map(one => one.until ?? '').toSorted((a, b) => (a < b ? 1 : -1))[0];
  return {
    what: round === undefined ? title : `${title} (round ${round})`,
    state: stateOf(status, last === '' ? undefined : last, asOf),
    from,
    until,
    reading: isOneDay ? from : readings.length === 0 ? 'no day is told' : readings.slice(0, 3).join(' or '),
    words: (dated[0] ?? told[0]!).words,
    sources: [...new Set(told.map(({ document }) => document))],
    claims: told.map(({ document, claim }) => ({ document, claim })),
  };
}

function stateOf(status: GatheringStatus, last: Day | undefined, asOf: Day): CalendarState {
  if (status === 'held') return 'held';
  if (status === 'cancelled' || status === 'postponed') return 'cancelled';
  if (last === undefined) return 'date open';
  if (last >= asOf) return 'due';
  const lately = Temporal.PlainDate.from(asOf).subtract({ days: SILENCE }).toString();
  return last < lately ? 'silently dropped' : 'overdue';
}

export function calendarList(all: readonly Appointment[]): Listing {
  return {
    name: 'calendar',
    columns: ['what', 'state', 'from', 'until', 'reading', 'words', 'documents'],
    rows: all.map(
      (one): ListingRow => ({
        cells: [one.what, one.state, one.from ?? '', one.until ?? '', one.reading, one.words, one.sources.join(' ')],
        value: one,
        shown: {
          headline: `${one.state}: ${one.what} · ${one.reading}`,
          details: [
            ['words', one.words === '' ? '' : `“${one.words}”`],
            ['told by', one.sources.join(', ')],
          ],
        },
      }),
    ),
  };
}
