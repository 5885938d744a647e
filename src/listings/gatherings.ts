/** Meetings across reports: who tells of them, what they tell differently, what is overdue, and what was said, undertaken and done there. */
import type { Claim } from '../core/claim.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import type { Words } from '../core/span.ts';
import { Turns } from '../core/turns.ts';
import {
  type Gathering,
  gatheringOf,
  gatherings,
  type GatheringStatus,
  type MeetingReport,
  type ToldStanding,
} from '../kinds/meeting/gatherings.ts';
import type { MeetingBody } from '../kinds/meeting/meeting.ts';
import type { DeedsRecord, RecordedClaim, RecordedDocument } from '../record/record.ts';
import { count } from './count.ts';
import { titleOf } from './documents.ts';
import { type GatheringFilter, isAsked, isWithin } from './gathering-filter.ts';
import { inPartsOf, madeThere, type Outcome, outcomesOf, partiesOf, sidesIn, stands } from './made-there.ts';
import { oneLine } from './one-line.ts';
import { type Counter, counterOf } from './origins.ts';

/** A row as programs get it. */
export interface GatheringValue {
  readonly title: string;
  readonly status: GatheringStatus;
  /** First and last day that its reports allow together. */
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly place: string | undefined;
  readonly participants: readonly string[];
  readonly sides: readonly string[];
  readonly series: string | undefined;
  readonly round: number | undefined;
  readonly level: string | undefined;
  readonly origins: readonly string[];
  readonly reports: readonly {
    readonly document: string;
    readonly origin: string;
    readonly published: string | undefined;
    readonly claim: string;
    readonly title: string;
    readonly status: string;
    readonly day: string | undefined;
  }[];
  readonly contradictions: readonly {
    readonly about: string;
    readonly told: readonly { readonly value: string; readonly by: readonly string[] }[];
  }[];
  /** The heading that makes a document its readout. */
  readonly readouts: readonly { readonly document: string; readonly words: Words }[];
  /** What was said, undertaken or done there, and the words that say that it was there. */
  readonly outcomes: readonly {
    readonly document: string;
    readonly id: string;
    readonly kind: string;
    readonly words: Words;
    readonly says: Words;
  }[];
}

/** A meeting as it is looked for in a list, with the names of the claims that tell of it: little beside all that they tell. */
export interface GatheringOutline {
  /** In the order of their days of publication; `reading`: the time as its words have it; `words`: what tells of the meeting, on one line. */
  readonly reports: readonly (ToldStanding & {
    readonly document: string;
    readonly claim: string;
    readonly published: string | undefined;
    readonly reading: string | undefined;
    readonly words: string;
  })[];
  readonly status: GatheringStatus;
  readonly from: string | undefined;
  readonly until: string | undefined;
  readonly title: string;
  readonly round: number | undefined;
  readonly contradictions: readonly string[];
  /** Everybody who takes part, and their sides, by id; and by name, as the rest in lower case. */
  readonly actors: readonly string[];
  readonly names: readonly string[];
  readonly places: readonly string[];
  /** What its series, or it itself, is called. */
  readonly series: readonly string[];
}

/** Every meeting that the record tells of, in the order of their first days; copies count with their original. Compares all meetings of a record. */
export async function gatheringOutlines(record: DeedsRecord): Promise<GatheringOutline[]> {
  const published = new Map((await record.outlines()).map(outline => [outline.id, outline.published]));
  const reports = (await record.claims({ kind: 'meeting' })).filter(stands);
  return gatherings(
    reports.map(claim => reportOf(claim, published.get(claim.document))),
    await lastDay(record),
  ).map(outlineOf);
}

const reportOf = ({ claim, document, origin }: RecordedClaim, published: string | undefined): MeetingReport => ({
  claim: claim as Claim<MeetingBody>,
  document,
  origin,
  published,
});

function outlineOf({ reports, status, from, until, contradictions }: Gathering): GatheringOutline {
  const bodies = reports.map(({ claim }) => claim.body);
  const parties = bodies.flatMap(partiesOf);
  return {
    reports: reports.map(({ document, published, claim: { id, body, when, words } }) => ({
      document,
      claim: id,
      published,
      status: body.status,
      from: when?.from,
      until: when?.until,
      reading: when?.reading,
      words: oneLine(words.exact),
    })),
    status,
    from,
    until,
    title: calledOf(fullestOf(reports).claim.body),
    round: bodies.find(({ round }) => round !== undefined)?.round,
    contradictions: contradictions.map(({ about }) => about),
    actors: [...new Set(parties.flatMap(({ actor }) => actor ?? []))],
    names: lower(parties.map(({ name }) => name)),
    places: lower(bodies.flatMap(({ place }) => (place === undefined ? [] : [place.name, place.words.exact]))),
    series: lower(bodies.flatMap(({ series, title }) => [series ?? '', title.exact])),
  };
}

const lower = (names: readonly string[]): string[] => [
  ...new Set(names.filter(Boolean).map(name => oneLine(name).toLowerCase())),
];

/** Meetings from `offset` on, at most `limit`; negative: all. */
interface Some {
  readonly limit: number;
  readonly offset?: number;
  /** The latest first, as people look; those without a day last either way. */
  readonly latestFirst?: boolean;
}

/** What is at hand already: all outlines, and what counts documents. */
interface Known {
  readonly outlines?: readonly GatheringOutline[];
  readonly counter?: Counter;
}

/** Every meeting that the record tells of, or those that are asked for. */
export async function gatheringList(
  record: DeedsRecord,
  filter: GatheringFilter = {},
  { limit, offset = 0, latestFirst = false }: Some = { limit: -1 },
  known: Known = {},
): Promise<Listing & { readonly total: number }> {
  const today = await lastDay(record);
  const named =
    filter.actor === undefined ? undefined : new Set((await record.actors({ name: filter.actor })).map(({ id }) => id));
  const isByDay = filter.from !== undefined || filter.until !== undefined;
  const narrowed = (known.outlines ?? (await gatheringOutlines(record))).filter(one => isAsked(one, filter, named));
  const found = isByDay ? narrowed.filter(one => isWithin(one, filter)) : narrowed;
  const sorted = latestFirst ? byLastDay(found) : found;
  const undated = isByDay ? narrowed.filter(({ from, until }) => from === undefined && until === undefined).length : 0;
  const overdue = found.filter(({ status }) => status === 'overdue').length;
  const notes = [
    ...(overdue > 0
      ? [`${count(overdue, 'meeting')} should have been held by ${today}, and nothing in the record tells that it was.`]
      : []),
    ...(undated > 0 ? [`${count(undated, 'meeting')} without a day ${undated === 1 ? 'is' : 'are'} not listed.`] : []),
  ];
  return {
    name: 'gatherings',
    columns: [
      'title',
      'status',
      'from',
      'until',
      'place',
      'participants',
      'sides',
      'series',
      'round',
      'level',
      'documents',
      'origins',
      'contradictions',
      'readouts',
      'outcomes',
      'claims',
    ],
    rows: await rowsOf(record, sorted.slice(offset, limit < 0 ? undefined : offset + limit), today, known.counter),
    total: found.length,
    ...(notes.length > 0 && { notes }),
  };
}

function byLastDay(found: readonly GatheringOutline[]): readonly GatheringOutline[] {
  const dayOf = ({ from, until }: GatheringOutline): string => until ?? from ?? '';
  return found.toSorted((a, b) => (dayOf(a) === dayOf(b) ? 0 : dayOf(a) < dayOf(b) ? 1 : -1));
}

/** With all that their reports tell, as the record has it now: a report that was rejected since tells nothing. */
async function rowsOf(
  record: DeedsRecord,
  shown: readonly GatheringOutline[],
  today: string,
  counter: Counter | undefined,
): Promise<ListingRow[]> {
  if (shown.length === 0) return [];
  const ids = [...new Set(shown.flatMap(({ reports }) => reports.map(({ document }) => document)))];
  const documents = new Map((await record.documents({ ids })).map(document => [document.id, document]));
  const turns = new Turns();
  const found: Gathering[] = [];
  const claims = new Map<string, RecordedClaim>();
  for (const some of inPartsOf(ids)) {
    for (const one of await record.claims({ documents: some, kind: 'meeting' }))
      claims.set(`${one.document}/${one.claim.id}`, one);
    await turns.next();
  }
  for (const { reports } of shown) {
    const told = reports
      .map(({ document, claim }) => claims.get(`${document}/${claim}`))
      .filter(one => one !== undefined && stands(one))
      .map(one => reportOf(one!, documents.get(one!.document)?.about.published?.day));
    if (told.length > 0) found.push(gatheringOf(told, today));
    await turns.next();
  }
  const counted = counter ?? (await counterOf(record));
  const made = await madeThere(record, found);
  // Only what stands in a readout is the meeting's for who says or undertakes it.
  const inReadouts = found
    .flatMap(({ reports }) => reports)
    .filter(({ claim }) => claim.body.readout !== undefined)
    .flatMap(({ document, claim }) => [claim, ...(made.get(document) ?? []).map(({ claim }) => claim)]);
  const actors = new Set(inReadouts.flatMap(({ actors }) => actors));
  const sideOf = await sidesIn(record, [...actors]);
  return found.map(one => row(one, outcomesOf(one, made, sideOf), documents, counted));
}

/** The day of the record's last entry: up to then it may have news. */
async function lastDay(record: DeedsRecord): Promise<string> {
  const { sequence } = await record.head();
  for await (const { at } of record.entries(sequence)) return at.slice(0, 10);
  return '0000-01-01';
}

function row(
  gathering: Gathering,
  outcomes: readonly Outcome[],
  documents: ReadonlyMap<string, RecordedDocument>,
  counted: Counter,
): ListingRow {
  const { reports, origins, status, from, until, contradictions } = gathering;
  const fullest = fullestOf(reports);
  const { place, level } = fullest.claim.body;
  const bodies = reports.map(({ claim }) => claim.body);
  const people = namesIn(bodies.flatMap(body => body.participants.map(({ party }) => party.name)));
  const sides = namesIn(bodies.flatMap(body => (body.sides ?? []).map(({ name }) => name)));
  const series = bodies.find(body => body.series !== undefined)?.series;
  const round = bodies.find(body => body.round !== undefined)?.round;
  const readouts = reports.filter(({ claim }) => claim.body.readout !== undefined);
  const called = calledOf(fullest.claim.body);
  const day = from === undefined ? (fullest.claim.when?.reading ?? '') : from === until ? from : `${from} to ${until}`;
  return {
    cells: [
      called,
      status,
      from ?? '',
      until ?? '',
      place?.name ?? '',
      people.join('; '),
      sides.join('; '),
      series ?? '',
      round === undefined ? '' : String(round),
      level ?? '',
      String(new Set(reports.map(({ document }) => document)).size),
      String(origins.length),
      contradictions.map(({ about }) => about).join('; '),
      [...new Set(readouts.map(({ document }) => document))].join(' '),
      outcomes.map(({ claim }) => claim.id).join(' '),
      reports.map(({ document, claim }) => `${document}/${claim.id}`).join(' '),
    ],
    value: {
      title: called,
      status,
      from,
      until,
      place: place?.name,
      participants: people,
      sides,
      series,
      round,
      level,
      origins,
      reports: reports.map(({ document, origin, published, claim }) => ({
        document,
        origin,
        published,
        claim: claim.id,
        title: shortTitle(documents.get(document)),
        status: claim.body.status,
        day: claim.when?.reading,
      })),
      contradictions: contradictions.map(({ about, told }) => ({
        about,
        told: told.map(({ value, by }) => ({ value, by: by.map(({ document, claim }) => `${document}/${claim.id}`) })),
      })),
      readouts: readouts.map(({ document, claim }) => ({ document, words: claim.body.readout! })),
      outcomes: outcomes.map(({ document, claim, says }) => ({
        document,
        id: claim.id,
        kind: claim.kind,
        words: claim.words,
        says,
      })),
    } satisfies GatheringValue,
    shown: {
      headline: [called, day, place?.name ?? '', status].filter(Boolean).join(' · '),
      details: [
        ['participants', people.join('; ')],
        ['sides', sides.join('; ')],
        ['level', level ?? ''],
        ['round', round === undefined ? '' : `${round}${series === undefined ? '' : ` of the ${series}`}`],
        ['told in', counted(reports.map(({ document }) => document))],
        ...contradictions.flatMap(({ about, told }) =>
          told.map(
            ({ value, by }) =>
              [
                'CONFLICT',
                `${about}: ${value} (${by.map(({ document }) => titleOf(documents.get(document))).join('; ')})`,
              ] as const,
          ),
        ),
        ...reports.map(
          ({ claim, document }) =>
            [
              'report',
              `${claim.body.status}${claim.when ? `, ${claim.when.reading}` : ''}: ${titleOf(documents.get(document))} · ${claim.id}`,
            ] as const,
        ),
        ...readouts.map(
          ({ document, claim }) =>
            [
              'readout',
              `${titleOf(documents.get(document))}, by its heading “${oneLine(claim.body.readout!.exact)}”`,
            ] as const,
        ),
        ...outcomes.map(
          ({ claim, says }) =>
            [
              'made there',
              `${claim.kind}: “${oneLine(claim.words.exact)}”, by the words “${oneLine(says.exact)}” · ${claim.id}`,
            ] as const,
        ),
      ],
    },
  };
}

/** What a person calls a report by: its title or file, and who published it. */
function shortTitle(document: RecordedDocument | undefined): string {
  if (document === undefined) return '';
  const { about, facts, id } = document;
  return [about.title ?? facts.name ?? id, about.source].filter(Boolean).join(' · ');
}

/** The report that tells most. */
const fullestOf = (reports: readonly MeetingReport[]): MeetingReport =>
  reports.toSorted((a, b) => weight(b.claim.body) - weight(a.claim.body))[0]!;

/** Its name, or those who meet, or whatever it is called by. */
function calledOf({ title, participants, named }: MeetingBody): string {
  const who = participants.map(({ party }) => party.name).join(', ');
  return named || who === '' ? oneLine(title.exact) : who;
}

function weight({ named, participants, place }: MeetingBody): number {
  return Number(named) * 2 + participants.length + Number(place !== undefined);
}

function namesIn(names: readonly string[]): string[] {
  return [...new Map(names.map(name => [name.toLowerCase(), name])).values()];
}
