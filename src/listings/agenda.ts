/** Everything of a record that has, or should have, a day: meetings as reports tell of them together, what provisions ask for, and what else somebody promised by a day. */
import type { Listing } from '../core/listing.ts';
import type { Day, TimeMention } from '../core/time.ts';
import type { Docket } from '../judging/cases.ts';
import { findingId, type JudgedRow } from '../judging/findings.ts';
import { kinds } from '../kinds/index.ts';
import type { DeedsRecord } from '../record/index.ts';
import { type Appointment, appointments, type CalendarState, SILENCE } from './calendar.ts';
import { gatheringList } from './gatherings.ts';

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

/** As of a day, in the order of days; what has none comes last. */
export async function agenda(
  record: DeedsRecord,
  judged: readonly { readonly docket: Docket; readonly rows: readonly JudgedRow[] }[],
  asOf: Day,
): Promise<AgendaItem[]> {
  const items: AgendaItem[] = [];
  for (const { docket, rows } of judged)
    for (const appointment of await appointments(record, docket, rows, asOf))
      items.push(ofInstrument(appointment, docket, rows));
  const told = new Set(items.flatMap(({ claims }) => claims.map(nameOf)));
  const others = (await meetings(record, asOf)).filter(({ claims }) => !claims.some(one => told.has(nameOf(one))));
  const texts = new Set(judged.flatMap(({ docket }) => docket.instrument.texts.map(({ document }) => document)));
  const all = [...items, ...others, ...(await promises(record, texts, asOf))];
  return all
    .map(one => perhapsHeld(one, all))
    .toSorted((a, b) => ((a.from ?? a.until ?? '~') < (b.from ?? b.until ?? '~') ? -1 : 1));
}

const nameOf = ({ document, claim }: AgendaItem['claims'][number]): string => `${document}/${claim}`;

function ofInstrument(
  { what, state, from, until, reading, claims = [], row }: Appointment,
  { instrument }: Docket,
  rows: readonly JudgedRow[],
): AgendaItem {
  const judged = rows.find(({ provision, party }) => provision.id === row?.provision && party === row.party);
  return {
    sort: row === undefined ? 'meeting' : 'provision',
    what,
    state,
    from,
    until,
    reading,
    claims,
    finding: judged && {
      instrument: instrument.id,
      id: findingId(judged.provision.id, judged.party, judged.finding.window),
    },
    contradictions: [],
  };
}

/** Nobody is said to have dropped a meeting where one that was held in its days may be it. */
function perhapsHeld(one: AgendaItem, all: readonly AgendaItem[]): AgendaItem {
  if (one.sort !== 'meeting' || (one.state !== 'overdue' && one.state !== 'silently dropped')) return one;
  const [from, until] = [one.from ?? one.until!, one.until ?? one.from!];
  const held = all.some(
    other =>
      other.sort === 'meeting' &&
      other.state === 'held' &&
      (other.from ?? other.until ?? '~') <= until &&
      (other.until ?? other.from ?? '') >= from,
  );
  return held ? { ...one, state: 'perhaps held' } : one;
}

/** The value of a row of the list of gatherings. */
interface Gathered {
  readonly title: string;
  readonly status: string;
  readonly from: Day | undefined;
  readonly until: Day | undefined;
  readonly reports: readonly { readonly document: string; readonly claim: string }[];
  readonly contradictions: readonly { readonly about: string }[];
}

async function meetings(record: DeedsRecord, asOf: Day): Promise<AgendaItem[]> {
  const { rows } = await gatheringList(record);
  const readings = new Map(
    (await record.claims({ kind: 'meeting' })).map(({ document, claim }) => [
      `${document}/${claim.id}`,
      claim.when?.reading,
    ]),
  );
  const lately = Temporal.PlainDate.from(asOf).subtract({ days: SILENCE }).toString();
  return rows.map(({ value }): AgendaItem => {
    const { title, status, from, until, reports, contradictions } = value as Gathered;
    const told = reports.map(({ document, claim }) => readings.get(`${document}/${claim}`)).find(Boolean);
    return {
      sort: 'meeting',
      what: title,
      state: stateOf(status, until ?? from, asOf, lately),
      from,
      until,
      reading: from !== undefined && from === until ? from : (told ?? 'no day is told'),
      claims: reports,
      finding: undefined,
      contradictions: contradictions.map(({ about }) => about),
    };
  });
}

function stateOf(status: string, until: Day | undefined, asOf: Day, lately: Day): AgendaState {
  if (status === 'held') return 'held';
  if (status === 'cancelled' || status === 'postponed') return 'cancelled';
  if (until === undefined) return 'date open';
  if (until >= asOf) return 'due';
  return until < lately ? 'silently dropped' : 'overdue';
}

/** What is to be done by a day outside of the registered texts. */
async function promises(record: DeedsRecord, texts: ReadonlySet<string>, asOf: Day): Promise<AgendaItem[]> {
  return (await record.claims({})).flatMap(({ document, claim, current }): AgendaItem[] => {
    const due = (claim.body as { readonly dueBy?: TimeMention }).dueBy;
    if (due === undefined || texts.has(document) || !current) return [];
    const { from, until, reading } = due;
    return [
      {
        sort: 'promise',
        what: kinds.find(({ name }) => name === claim.kind)!.show(claim).headline,
        state: until === undefined ? 'date open' : until >= asOf ? 'due' : 'day passed',
        from,
        until,
        reading,
        claims: [{ document, claim: claim.id }],
        finding: undefined,
        contradictions: [],
      },
    ];
  });
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
