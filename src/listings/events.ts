/** Claims as political event data: a row for each who acts and each that it is done to. */
import { getCountryData, type TCountryCode } from 'countries-list';
import type { Party } from '../core/actor.ts';
import type { Claim } from '../core/claim.ts';
import type { EventCode } from '../core/event.ts';
import { kinds } from '../kinds/index.ts';
import type {
  ClaimPlace,
  ClaimState,
  DeedsRecord,
  RecordedActor,
  RecordedClaim,
  RecordedDocument,
} from '../record/record.ts';

/** "COERCE:arrest" */
export function codeText({ type, mode }: EventCode): string {
  return mode === undefined ? type : `${type}:${mode}`;
}

const names = (parties: EventCode['sources']): string => parties.map(({ name }) => name).join('; ') || 'not named';

/** "ACCUSE:allege, Norland → Veria (cyber; 87 of 100; +1.30 first=accuse)", for people. */
export function eventText(event: EventCode): string {
  const remarks = [
    event.contexts.join(', '),
    event.basis === 'kind' ? '' : `${Math.round(event.score * 100)} of 100`,
    ...event.because,
  ].filter(Boolean);
  return `${codeText(event)}, ${names(event.sources)} → ${names(event.targets)}${remarks.length > 0 ? ` (${remarks.join('; ')})` : ''}`;
}

/** One event between two, as it is exported. */
export interface EventRow {
  readonly claim: Claim;
  readonly event: EventCode;
  readonly source: Party | undefined;
  readonly target: Party | undefined;
  readonly recorded: RecordedClaim;
  readonly document: RecordedDocument | undefined;
}

type Actors = ReadonlyMap<string, RecordedActor>;
type Cell = string | number | boolean | undefined;

export interface EventColumn {
  readonly name: string;
  readonly type: 'text' | 'number' | 'boolean';
  readonly about: string;
  value(row: EventRow, actors: Actors): Cell;
}

const text = (name: string, about: string, value: EventColumn['value']): EventColumn => ({
  name,
  type: 'text',
  about,
  value,
});
const number = (name: string, about: string, value: EventColumn['value']): EventColumn => ({
  name,
  type: 'number',
  about,
  value,
});

/** The columns of `deeds export events`, in their order; those of actors come twice. An empty cell is unknown, never zero. */
export const eventColumns: readonly EventColumn[] = [
  text(
    'event_id',
    'the claim it was coded from, and the number of the pair of actors',
    ({ claim, event, source, target }) => [claim.id, pairNumber(event, source, target)].join('-'),
  ),
  text(
    'event_date',
    'first day it happened or is to happen, YYYY-MM-DD; empty where the words leave it open',
    ({ claim }) => claim.when?.from,
  ),
  text('event_date_until', 'last day', ({ claim }) => claim.when?.until),
  text('event_date_precision', 'how fine the date is', ({ claim }) => claim.when?.precision),
  text('event_date_words', 'the words of the text that tell the date', ({ claim }) => claim.when?.words.exact),
  text('event_type', 'PLOVER event type', ({ event }) => event.type),
  text('event_mode', 'PLOVER mode, where the words tell one', ({ event }) => event.mode),
  text('contexts', 'PLOVER contexts, joined by ";"', ({ event }) => event.contexts.join(';')),
  number(
    'quad_code',
    '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict',
    ({ event }) => event.quad,
  ),
  ...actorColumns('actor', 'who acts', row => row.source),
  ...actorColumns('recipient', 'whom it is done to', row => row.target),
  text('placename', 'where, as far as the claim tells', ({ event }) => event.place?.name),
  text(
    'factuality',
    'asserted, alleged, planned, promised, denied, negated or conditional',
    ({ claim }) => claim.factuality,
  ),
  text('according_to', 'whose word it is, outermost first, joined by ";"; empty: the document’s own', ({ claim }) =>
    claim.voices.map(({ name }) => name).join(';'),
  ),
  text('claim_kind', 'kind of claim', ({ claim }) => claim.kind),
  text('code_basis', 'what chose the type: kind, weights or lexicon', ({ event }) => event.basis),
  number('code_score', 'how probable the type is, 0 to 1', ({ event }) => event.score),
  text(
    'review',
    'proposed by the machine; or confirmed or edited by a person',
    ({ recorded }) => recorded.review.state,
  ),
  text('strength', 'clean or degraded text', ({ claim }) => claim.strength),
  text('words', 'the exact words', ({ claim }) => claim.words.exact),
  number(
    'start',
    'where they stand: UTF-16 units from the start of the document’s text',
    ({ claim }) => claim.words.start,
  ),
  number('end', 'where they end, exclusive', ({ claim }) => claim.words.end),
  text('document', 'id of the document', ({ recorded }) => recorded.document),
  text('origin', 'id of the origin: reports that share words count once', ({ recorded }) => recorded.origin),
  number('also_in', 'how many other documents hold the same words', ({ recorded }) => recorded.alsoIn.length),
  text('publisher', 'who published the document', ({ document }) => document?.about.source),
  text('published', 'day of publication', ({ document }) => document?.about.published?.day),
  text('url', 'where the document came from', ({ document }) => document?.about.url),
  text('headline', 'title of the document', ({ document }) => document?.about.title),
];

function actorColumns(prefix: string, about: string, party: (row: EventRow) => Party | undefined): EventColumn[] {
  return [
    text(`${prefix}_name`, `${about}: full name, as far as it is known`, row => party(row)?.name),
    text(`${prefix}_words`, 'the words of the text', row => party(row)?.words.exact),
    text(`${prefix}_id`, 'the actor in the record; empty where the words do not tell whom', row => party(row)?.actor),
    text(`${prefix}_type`, 'person, state, body, …', (row, actors) => actors.get(party(row)?.actor ?? '')?.type),
    text(`${prefix}_country`, 'ISO 3166-1 alpha-3 of the state that the actor is or belongs to', (row, actors) =>
      iso3(countryOf(party(row)?.actor, actors)),
    ),
    text(`${prefix}_capacity`, 'the post held, where the text says so', row => party(row)?.capacity),
  ];
}

/** The state that an actor is or belongs to; of a person, the one whose post it holds. */
function countryOf(id: string | undefined, actors: Actors): string | undefined {
  const actor = actors.get(id ?? '');
  const posts = actor?.posts.map(({ of }) => actors.get(of ?? '')?.country) ?? [];
  return actor?.country ?? posts.find(country => country !== undefined);
}

function iso3(code: string | undefined): string | undefined {
  return code === undefined ? undefined : getCountryData(code as TCountryCode)?.iso3;
}

function pairNumber({ sources, targets }: EventCode, source: Party | undefined, target: Party | undefined): number {
  const s = source ? sources.indexOf(source) : 0;
  const t = target ? targets.indexOf(target) : 0;
  return s * Math.max(1, targets.length) + t + 1;
}

/** What may be left out of an export of events. */
export interface EventFilter {
  readonly from?: string;
  readonly until?: string;
  /** Only from these documents. */
  readonly documents?: readonly string[];
  /** Only what a person confirmed or edited. */
  readonly reviewed?: boolean;
}

export interface EventTable {
  readonly columns: readonly EventColumn[];
  /** In the order of the columns. */
  readonly rows: readonly (readonly Cell[])[];
  /** Claims that are no event, or none that the words tell which. */
  readonly uncoded: number;
}

const REVIEWED: readonly ClaimState[] = ['confirmed', 'edited'];

/** Every claim of the record that is an event, but not what was rejected and no copies. */
export async function eventTable(record: DeedsRecord, filter: EventFilter): Promise<EventTable> {
  const { reviewed, documents: only, ...days } = filter;
  const documentFilters = only?.map(document => ({ document })) ?? [{}];
  const claims: RecordedClaim[] = [];
  for (const { name } of kinds)
    for (const document of documentFilters)
      claims.push(
        ...(await record.claims({ kind: name, ...days, ...document, ...(reviewed && { states: REVIEWED }) })),
      );
  return await tableOf(record, claims, await record.actors());
}

/** Where a part of the table ended: a kind of claim, and the last claim of it, none yet where it begins. */
export interface EventPlace {
  readonly kind: string;
  readonly after?: ClaimPlace;
}

/** The same in parts of so many claims at most; what follows begins at `next`. `actors`: those of the record. */
export async function eventPart(
  record: DeedsRecord,
  { reviewed, documents: only, ...days }: EventFilter,
  place: EventPlace | undefined,
  limit: number,
  actors: readonly RecordedActor[],
): Promise<EventTable & { readonly next: EventPlace | undefined }> {
  const { kind, after } = place ?? { kind: kinds[0]!.name, after: undefined };
  const found = await record.claims({
    kind,
    ...days,
    ...(only?.[0] !== undefined && { document: only[0] }),
    ...(reviewed && { states: REVIEWED }),
    ...(after !== undefined && { after }),
    limit: limit + 1,
  });
  const claims = found.slice(0, limit);
  const last = claims.at(-1);
  const following = kinds[kinds.findIndex(({ name }) => name === kind) + 1];
  const next =
    found.length > limit && last !== undefined
      ? { kind, after: { document: last.document, id: last.claim.id } }
      : following && { kind: following.name };
  return { ...(await tableOf(record, claims, actors)), next };
}

async function tableOf(
  record: DeedsRecord,
  found: readonly RecordedClaim[],
  known: readonly RecordedActor[],
): Promise<EventTable> {
  const claims = found.filter(({ current, review }) => current || review.state !== 'proposed');
  const actors = new Map(known.map(actor => [actor.id, actor]));
  const ids = [...new Set(claims.map(({ document }) => document))];
  const documents = new Map((await record.documents({ ids })).map(document => [document.id, document]));
  const coded = claims.flatMap(recorded => (recorded.claim.event ? [{ recorded, event: recorded.claim.event }] : []));
  const rows = coded.flatMap(({ recorded, event }) => {
    const document = documents.get(recorded.document);
    return orNone(event.sources).flatMap(source =>
      orNone(event.targets).map(
        (target): EventRow => ({ claim: recorded.claim, event, source, target, recorded, document }),
      ),
    );
  });
  return {
    columns: eventColumns,
    rows: rows.map(row => eventColumns.map(column => column.value(row, actors))),
    uncoded: claims.length - coded.length,
  };
}

function orNone(parties: readonly Party[]): readonly (Party | undefined)[] {
  return parties.length === 0 ? [undefined] : parties;
}
