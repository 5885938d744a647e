/** What `deeds show` lists, as columns and rows that every output can write. */
import { actorTypes } from '../core/actor.ts';
import type { KindFace } from '../core/kind.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import { Problem } from '../core/problem.ts';
import { kinds } from '../kinds/index.ts';
import type {
  ActorTally,
  ClaimFilter,
  ClaimState,
  DeedsRecord,
  RecordedActor,
  RecordedClaim,
  RecordedDecision,
  RecordedDocument,
  RecordedLink,
} from '../record/record.ts';
import { actorList } from './actors.ts';
import { affectedList } from './affected.ts';
import { claimList } from './claims.ts';
import { count } from './count.ts';
import { gatheringList } from './gatherings.ts';
import { isAsked, tellingUtteranceList, utteranceLookup, utterancesOf } from './utterances.ts';
import { Turns } from '../core/turns.ts';
import type { WitnessFinder } from './witnesses.ts';
import { documentList, type LinksByDocument } from './documents.ts';
import { counterOf, countText, originList, originsOf } from './origins.ts';
import type { OriginMap } from '../judging/origins.ts';

/** What a list may be narrowed to. */
export interface ListFilter {
  /** A part of a name or alias of an actor who plays any part. */
  readonly actor?: string;
  /** The same, but only of who speaks; also a part of the words for a speaker who is no known actor. */
  readonly speaker?: string;
  /** Words that a claim's exact words, or a document's title or text, must have. */
  readonly about?: string;
  /** Of gatherings: a part of the name of the place, of the series or of what it is called; and how it stands. */
  readonly place?: string;
  readonly series?: string;
  readonly status?: string;
  /** First and last day (inclusive) of when it happened. */
  readonly from?: string;
  readonly until?: string;
  readonly document?: string;
  /** Also claims that stand in copies of a document that is already counted. */
  readonly copies?: boolean;
  /** Where claims stand; by default all but rejected ones. */
  readonly state?: ClaimState | 'all';
}

export const states: readonly ClaimState[] = ['proposed', 'confirmed', 'edited', 'rejected'];

/** Names of the kinds of claims. */
export const kindNames: readonly string[] = kinds.map(({ name }) => name);

/** Everything that can be listed from a record; the claims' names come from the list of kinds. */
export const listNames: readonly string[] = [
  ...kinds.map(kind => kind.plural),
  'utterances',
  'gatherings',
  'documents',
  'origins',
  'actors',
  'affected',
];

/** What a list can be narrowed to. */
export function filtersOf(list: string): readonly (keyof ListFilter)[] {
  if (list === 'utterances') return ['speaker', 'about', 'document'];
  if (list === 'gatherings') return ['actor', 'place', 'status', 'series', 'from', 'until'];
  if (list === 'documents') return ['actor', 'about', 'document'];
  if (list === 'origins') return ['about', 'document'];
  if (list === 'actors') return ['actor', 'document'];
  if (list === 'affected') return ['document'];
  const speaks = kinds.some(kind => kind.plural === list && 'speaker' in kind);
  return ['actor', ...(speaks ? (['speaker'] as const) : []), 'about', 'from', 'until', 'document', 'copies', 'state'];
}

/** Which rows of a list are wanted. */
export interface Part {
  readonly limit: number;
  /** Rows passed over, from the first. */
  readonly offset?: number;
  /** Only rows behind the one with this key (`keyOf`); none where there is no such row. */
  readonly after?: string;
  /** Of documents: those that came in last first. */
  readonly newestFirst?: boolean;
}

/** A part of a list, and how many rows all of it has. */
export interface Listed extends Listing {
  readonly total: number;
}

const WHOLE: Part = { limit: -1 };

/** A list of the record by its name; undefined when there is no such list. Filters that it does not know are not looked at. */
export function listFromRecord(record: DeedsRecord, name: string, filter: ListFilter): Promise<Listed | undefined> {
  return partFromRecord(record, name, filter, WHOLE);
}

/** A part of such a list. Of claims, documents and actors no more is read than is asked for, unless they are narrowed by a name. `finder`: one that knows what it found before, of the same state of the record. */
export async function partFromRecord(
  record: DeedsRecord,
  name: string,
  filter: ListFilter,
  part: Part,
  finder?: WitnessFinder,
): Promise<Listed | undefined> {
  if (filter.document !== undefined) await documentIn(record, filter.document);
  const kind = kinds.find(kind => kind.plural === name);
  if (kind) return await claimsFrom(record, kind, filter, part, finder);
  if (name === 'documents') return await documentsFrom(record, filter, part);
  if (name === 'actors') return await actorsFrom(record, filter, part);
  if (name === 'utterances') {
    const found = (await utterancesOf(record)).filter(utterance => isAsked(utterance, filter));
    return partOf(tellingUtteranceList(found, await record.documents()), part);
  }
  if (name === 'gatherings') {
    // Keys are looked for among all.
    return part.after === undefined
      ? await gatheringList(record, filter, part)
      : partOf(await gatheringList(record, filter), part);
  }
  if (name === 'origins') {
    const { origins, count, total } = await originsFrom(record, filter, part);
    return { ...originList(origins), total, ...(total > 0 && { notes: [`${countText(count)}.`] }) };
  }
  if (name === 'affected') {
    const { document } = filter;
    const affected = await record.affected();
    return partOf(
      await affectedList(
        record,
        affected.filter(
          ({ what, path }) => document === undefined || [what, ...path].some(id => id.split('/')[0] === document),
        ),
      ),
      part,
    );
  }
  return undefined;
}

/** What names a row of a list: the id of a document, claim or actor, of a claim behind that of its document; the first claim of what is told in several; what rests on which entry. */
export function keyOf({ columns }: Listing, { cells }: ListingRow): string {
  const of = (column: string): string => cells[columns.indexOf(column)] ?? '';
  if (columns.includes('document')) return `${of('document')}/${of('id')}`;
  if (columns.includes('id')) return of('id');
  return columns.includes('entry') ? `${of('what')} ${of('path')} ${of('entry')}` : of('claims').split(' ', 1)[0]!;
}

/** A part of a list that is made as a whole. */
export function partOf(listing: Listing, { limit, offset, after }: Part): Listed {
  const total = listing.rows.length;
  const before = after === undefined ? 0 : listing.rows.findIndex(row => keyOf(listing, row) === after) + 1;
  const first = after !== undefined && before === 0 ? total : before + (offset ?? 0);
  return { ...listing, rows: listing.rows.slice(first, limit < 0 ? undefined : first + limit), total };
}

async function claimsFrom(
  record: DeedsRecord,
  kind: KindFace,
  filter: ListFilter,
  part: Part,
  finder?: WitnessFinder,
): Promise<Listed> {
  const { claims, total, undated, reported } = await claimsOf(record, kind, filter, part);
  const ids = [...new Set(claims.map(({ document }) => document))];
  const documents = claims.length === 0 ? [] : await record.documents({ ids });
  const affected = claims.length === 0 ? [] : await record.affected();
  const isSaid = 'said' in kind && claims.length > 0;
  const utteranceOf = isSaid ? await utteranceLookup(record, claims, finder) : undefined;
  const listing = claimList(kind, claims, documents, affected, utteranceOf);
  const notes = [
    ...(undated === 0 ? [] : [undatedNote(kind, undated)]),
    ...(reported === 0 ? [] : [reportedNote(kind, reported)]),
  ];
  return { ...listing, total, ...(notes.length > 0 && { notes }) };
}

async function documentsFrom(record: DeedsRecord, filter: ListFilter, part: Part): Promise<Listed> {
  const { limit, offset, after, newestFirst } = part;
  const narrowed = {
    ...(filter.about !== undefined && { about: filter.about }),
    ...((filter.document !== undefined || filter.actor !== undefined) && { ids: await idsAsked(record, filter) }),
  };
  const documents = await record.documents({
    ...narrowed,
    limit,
    ...(offset !== undefined && { offset }),
    ...(newestFirst === true && { newestFirst }),
    ...(after !== undefined && { [newestFirst === true ? 'before' : 'after']: after }),
  });
  const listing = documentList(documents, await linksOf(record, documents));
  return {
    ...listing,
    notes: erasedNotes(await record.decisions({ kind: 'erased' })),
    total: await record.documentCount(narrowed),
  };
}

/** Ids of the document, or of those in which somebody of a name is. */
async function idsAsked(record: DeedsRecord, { document, actor }: ListFilter): Promise<string[]> {
  const named =
    actor === undefined
      ? undefined
      : new Set((await record.actors({ name: actor })).flatMap(({ documents }) => documents));
  if (document === undefined) return [...(named ?? [])];
  return named === undefined || named.has(document) ? [document] : [];
}

/** So many documents' links are looked up one by one; for more it takes less to read them all. */
const FEW_DOCUMENTS = 400;

async function linksOf(record: DeedsRecord, documents: readonly RecordedDocument[]): Promise<LinksByDocument> {
  if (documents.length > FEW_DOCUMENTS) return Map.groupBy(await record.links(), link => link.document);
  const found = new Map<string, RecordedLink[]>();
  for (const { id } of documents)
    found.set(
      id,
      (await record.links(id)).filter(link => link.document === id),
    );
  return found;
}

/** By id, as they are listed. The names of the states and bodies whose posts are held are looked up. */
async function actorsFrom(record: DeedsRecord, filter: ListFilter, part: Part): Promise<Listed> {
  const { actor: name, document } = filter;
  const isNarrowed = name !== undefined || document !== undefined;
  if (isNarrowed || part.limit < 0) {
    const found = await record.actors({
      ...(name !== undefined && { name }),
      ...(document !== undefined && { document }),
    });
    const listing = actorList(found, isNarrowed ? await withOwners(record, found) : found, await counterOf(record));
    return partOf(listing, part);
  }
  const ids = (await record.actorTally()).map(({ id }) => id).toSorted();
  const before = part.after === undefined ? 0 : ids.indexOf(part.after) + 1;
  const first = part.after !== undefined && before === 0 ? ids.length : before + (part.offset ?? 0);
  const shown = await oneByOne(record, ids.slice(first, first + part.limit));
  return { ...actorList(shown, await withOwners(record, shown), await counterOf(record)), total: ids.length };
}

/** Place of an actor's type among the types, as its id begins with it. */
const rank = (id: string): number => actorTypes.indexOf(id.split('/')[0] as (typeof actorTypes)[number]);

/** Actors as people look for them: those in most documents first, then by type and id. `known`: the tally of the same state of the record. */
export async function actorsInMost(
  record: DeedsRecord,
  filter: ListFilter,
  { limit, offset = 0 }: Part,
  known?: readonly ActorTally[],
): Promise<{ readonly actors: readonly RecordedActor[]; readonly total: number }> {
  if (filter.document !== undefined) await documentIn(record, filter.document);
  const turns = new Turns();
  const isNarrowed = filter.actor !== undefined || filter.document !== undefined;
  const tally = isNarrowed
    ? (
        await record.actors({
          ...(filter.actor !== undefined && { name: filter.actor }),
          ...(filter.document !== undefined && { document: filter.document }),
        })
      ).map(({ id, documents }) => ({ id, documents: documents.length }))
    : (known ?? (await record.actorTally()));
  await turns.next();
  const ids = tally
    .toSorted((a, b) => b.documents - a.documents || rank(a.id) - rank(b.id) || (a.id < b.id ? -1 : 1))
    .slice(offset, offset + limit)
    .map(({ id }) => id);
  return { actors: await oneByOne(record, ids), total: tally.length };
}

/** Some actors are in half of all documents: between one and the next, others who ask the same process get their turn. */
async function oneByOne(record: DeedsRecord, ids: readonly string[]): Promise<RecordedActor[]> {
  const found: RecordedActor[] = [];
  const turns = new Turns();
  for (const id of ids) {
    await turns.next();
    found.push(...(await record.actors({ id })));
  }
  return found;
}

/** The names of actors, and of those whose posts they hold. */
export async function withOwners(
  record: DeedsRecord,
  actors: readonly RecordedActor[],
): Promise<readonly Pick<RecordedActor, 'id' | 'name'>[]> {
  const owners = new Set(
    actors.flatMap(({ posts, givenPosts }) => [...posts, ...givenPosts].flatMap(({ of }) => of ?? [])),
  );
  return [...actors, ...(await record.actorNames([...owners]))];
}

/** A document that is gone is not passed over in silence. */
function erasedNotes(erasures: readonly RecordedDecision[]): string[] {
  if (erasures.length === 0) return [];
  const days = [...new Set(erasures.map(({ at }) => at.slice(0, 10)))];
  return [
    `${count(erasures.length, 'document')} erased (${days.join(', ')}) ${erasures.length === 1 ? 'is' : 'are'} not listed; \`deeds log --kind erased\` says why.`,
  ];
}

/** Raises a problem when the record does not have the document. */
export async function documentIn(record: DeedsRecord, document: string): Promise<void> {
  if (await record.document(document)) return;
  throw new Problem(
    'unknown_document',
    `The record in ${record.place} has no document ${document}.`,
    'See `deeds show documents` for those it has.',
    2,
  );
}

function undatedNote({ name, plural }: KindFace, number: number): string {
  return `${count(number, name, plural)} without a day ${number === 1 ? 'is' : 'are'} not listed.`;
}

function reportedNote({ name, plural }: KindFace, number: number): string {
  return `${count(number, name, plural)} without a day of ${number === 1 ? 'its' : 'their'} own ${number === 1 ? 'is' : 'are'} listed by the day of the report.`;
}

/** Origins by what their documents say, or the one of a document. */
export async function originsFrom(
  record: DeedsRecord,
  { about, document }: ListFilter,
  part: Part & { readonly largestFirst?: boolean },
  map?: OriginMap,
): Promise<Awaited<ReturnType<typeof originsOf>>> {
  const having = about === undefined ? undefined : new Set((await record.documents({ about })).map(({ id }) => id));
  const isAsked = (id: string): boolean =>
    (document === undefined || id === document) && (having === undefined || having.has(id));
  const isNarrowed = document !== undefined || having !== undefined;
  return await originsOf(record, isNarrowed ? isAsked : undefined, part, map);
}

interface FoundClaims {
  readonly claims: readonly RecordedClaim[];
  readonly total: number;
  /** How many more there would be, were they not without a day while days were asked for. */
  readonly undated: number;
  /** How many of those found have no day of their own and are there by the day of their report. */
  readonly reported: number;
}

async function claimsOf(record: DeedsRecord, kind: KindFace, filter: ListFilter, part: Part): Promise<FoundClaims> {
  const actors = filter.actor === undefined ? undefined : await record.actors({ name: filter.actor });
  if (actors?.length === 0) return { claims: [], total: 0, undated: 0, reported: 0 };
  const always: ClaimFilter = {
    kind: kind.name,
    // A claim that an older reading proposed, and nobody's decision keeps, is no claim of the record.
    standing: true,
    ...(actors && { actor: actors.map(actor => actor.id) }),
    ...(filter.speaker !== undefined && { speaker: await speakersNamed(record, filter.speaker) }),
    ...(filter.about !== undefined && { about: filter.about }),
    ...(filter.document !== undefined && { document: filter.document }),
    ...(filter.copies && { includeCopies: true }),
    ...(filter.state !== undefined && { states: filter.state === 'all' ? states : [filter.state] }),
  };
  const days = {
    ...(filter.from !== undefined && { from: filter.from }),
    ...(filter.until !== undefined && { until: filter.until }),
  };
  const isByDay = Object.keys(days).length > 0;
  // What was said without a day being told was said by the day it was reported; deeds may have been long before.
  const orReported = isByDay && kind.speaker !== undefined;
  const wanted: ClaimFilter = { ...always, ...days, ...(orReported && { orReported }) };
  const [withoutDay, reportedThen] = [
    { ...always, undated: true },
    { ...always, undated: true, reported: days },
  ];
  const reported = orReported ? await record.claimCount(reportedThen) : 0;
  return {
    claims: await record.claims({ ...wanted, ...placed(part) }),
    total: await record.claimCount(wanted),
    undated: isByDay ? (await record.claimCount(withoutDay)) - reported : 0,
    reported,
  };
}

function placed({ limit, offset, after }: Part): ClaimFilter {
  const [document, id] = after?.split('/') ?? [];
  return {
    limit,
    ...(offset !== undefined && { offset }),
    ...(after !== undefined && { after: { document: document ?? '', id: id ?? '' } }),
  };
}

/** Whoever has a name, as an actor of the record or by the words that stand for the speaker. */
async function speakersNamed(record: DeedsRecord, name: string): Promise<NonNullable<ClaimFilter['speaker']>> {
  const actors = await record.actors({ name });
  return { name, actors: actors.flatMap(({ id, merged }) => [id, ...merged]) };
}
