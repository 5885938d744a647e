/** Everything of a record that has, or should have, a day: meetings as reports tell of them together, what provisions ask for, and what else somebody promised by a day. */
import type { Listing } from '../core/listing.ts';
import type { Day, TimeMention } from '../core/time.ts';
import { Turns } from '../core/turns.ts';
import type { Docket } from '../judging/cases.ts';
import { findingId, type JudgedRow } from '../judging/findings.ts';
import { kinds } from '../kinds/index.ts';
import type { DeedsRecord } from '../record/index.ts';
import { type Appointment, appointments, type CalendarState, meetingAsOf } from './calendar.ts';
import { claimsInParts } from './claims-in-parts.ts';
import { type GatheringOutline, gatheringOutlines } from './gatherings.ts';

/**
 * `perhaps held`: its days are over, and a meeting that was held in them may be it. `day passed`: somebody promised it by a day that is over,
 * and nobody judges what came of it.
 */
export type AgendaState = CalendarState | 'perhaps held' | 'day passed';

export const agendaStates: readonly AgendaState[] = [
  'held',
  'perhaps held',
  'done',
  'due',
  'overdue',
  'silently dropped',
  'day passed',
  'cancelled',
  'date open',
];

export interface AgendaItem {
  readonly sort: 'meeting' | 'provision' | 'promise';
  readonly what: string;
  readonly state: AgendaState;
  /** First and last day on which it may be; one day only where both are the same. */
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  /** As the words have it: "in 2026", "a Monday". */
  readonly reading: string;
  /** Where its words are. */
  readonly claims: readonly { readonly document: string; readonly claim: string }[];
  readonly finding: { readonly instrument: string; readonly id: string } | undefined;
  /** What reports tell differently: "day", "place". */
  readonly contradictions: readonly string[];
}

/** What is compared over all of a record for its calendar. */
export interface Compared {
  /** All meetings across reports. */
  readonly outlines: readonly GatheringOutline[];
  readonly promises: readonly PromisedBy[];
}

/** Something that is to be done by a day, outside of texts that are registered. */
export interface PromisedBy extends Pick<TimeMention, 'from' | 'until' | 'reading'> {
  readonly document: string;
  readonly claim: string;
  readonly what: string;
}

/** As of a day, in the order of days; what has none comes last. */
export async function agenda(
  judged: readonly { readonly docket: Docket; readonly rows: readonly JudgedRow[] }[],
  { outlines, promises }: Compared,
  asOf: Day,
): Promise<AgendaItem[]> {
  const items: AgendaItem[] = [];
  const turns = new Turns();
  for (const { docket, rows } of judged)
    for (const appointment of await appointments(docket, rows, outlines, asOf))
      items.push(ofInstrument(appointment, docket, rows));
  const told = new Set(items.flatMap(({ claims }) => claims.map(nameOf)));
  for (const outline of outlines) {
    const meeting = outline.reports.some(one => told.has(nameOf(one))) ? undefined : meetingAsOf(outline, asOf);
    if (meeting !== undefined) items.push({ ...itemOf(meeting), contradictions: outline.contradictions });
    await turns.next();
  }
  const texts = new Set(judged.flatMap(({ docket }) => docket.instrument.texts.map(({ document }) => document)));
  items.push(...promises.filter(({ document }) => !texts.has(document)).map(one => promised(one, asOf)));
  return perhapsHeld(items).toSorted((a, b) => ((a.from ?? a.until ?? '~') < (b.from ?? b.until ?? '~') ? -1 : 1));
}

const nameOf = ({ document, claim }: AgendaItem['claims'][number]): string => `${document}/${claim}`;

const itemOf = ({ what, state, from, until, reading, claims = [] }: Appointment): AgendaItem => ({
  sort: 'meeting',
  what,
  state,
  from,
  until,
  reading,
  claims,
  finding: undefined,
  contradictions: [],
});

function ofInstrument(appointment: Appointment, { instrument }: Docket, rows: readonly JudgedRow[]): AgendaItem {
  const { row } = appointment;
  if (row === undefined) return itemOf(appointment);
  const judged = rows.find(({ provision, party }) => provision.id === row.provision && party === row.party);
  return {
    ...itemOf(appointment),
    sort: 'provision',
    finding: judged && {
      instrument: instrument.id,
      id: findingId(judged.provision.id, judged.party, judged.finding.window),
    },
  };
}

/** Nobody is said to have dropped a meeting where one that was held in its days may be it. */
function perhapsHeld(all: readonly AgendaItem[]): AgendaItem[] {
  const held = all
    .flatMap(({ sort, state, from, until }) =>
      sort === 'meeting' && state === 'held' && (from ?? until) !== undefined
        ? [{ from: from ?? until!, until: until ?? from! }]
        : [],
    )
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  // The last day of any that begins no later than each.
  const lasts: Day[] = [];
  for (const { until } of held) lasts.push(until > (lasts.at(-1) ?? '') ? until : lasts.at(-1)!);
  const isHeldWithin = (from: Day, until: Day): boolean => {
    let [low, high] = [0, held.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (held[middle]!.from > until) high = middle;
      else low = middle + 1;
    }
    return low > 0 && lasts[low - 1]! >= from;
  };
  return all.map(one => {
    const [from, until] = [one.from ?? one.until, one.until ?? one.from];
    const isMissed = one.sort === 'meeting' && (one.state === 'overdue' || one.state === 'silently dropped');
    if (!isMissed || from === undefined || until === undefined) return one;
    return isHeldWithin(from, until) ? { ...one, state: 'perhaps held' } : one;
  });
}

/** Reads every meeting and every commitment of a record. */
export async function comparedFor(record: DeedsRecord): Promise<Compared> {
  return { outlines: await gatheringOutlines(record), promises: await promisesOf(record) };
}

/** What is to be done by a day, in all documents: of what is said, only a commitment says by when. */
async function promisesOf(record: DeedsRecord): Promise<PromisedBy[]> {
  const found: PromisedBy[] = [];
  const commitment = kinds.find(({ name }) => name === 'commitment')!;
  for await (const some of claimsInParts(record, { kind: 'commitment' })) {
    for (const { document, claim, current } of some) {
      const due = (claim.body as { readonly dueBy?: TimeMention }).dueBy;
      if (due === undefined || !current) continue;
      const { from, until, reading } = due;
      found.push({ document, claim: claim.id, what: commitment.show(claim).headline, from, until, reading });
    }
  }
  return found;
}

function promised({ document, claim, what, from, until, reading }: PromisedBy, asOf: Day): AgendaItem {
  return {
    sort: 'promise',
    what,
    state: until === undefined ? 'date open' : until >= asOf ? 'due' : 'day passed',
    from,
    until,
    reading,
    claims: [{ document, claim }],
    finding: undefined,
    contradictions: [],
  };
}

export function agendaList(all: readonly AgendaItem[]): Listing {
  return {
    name: 'agenda',
    columns: ['what', 'sort', 'state', 'from', 'until', 'when', 'contradictions', 'claims', 'finding'],
    rows: all.map(one => ({
      cells: [
        one.what,
        one.sort,
        one.state,
        one.from ?? '',
        one.until ?? '',
        one.reading,
        one.contradictions.join('; '),
        one.claims.map(({ document, claim }) => `${document}/${claim}`).join(' '),
        one.finding?.id ?? '',
      ],
      value: one,
      shown: { headline: `${one.state}: ${one.what} · ${one.reading}`, details: [] },
    })),
  };
}
