/** What `deeds show` lists, as columns and rows that every output can write. */
import type { KindFace } from '../core/kind.ts';
import type { Listing } from '../core/listing.ts';
import { Problem } from '../core/problem.ts';
import { kinds } from '../kinds/index.ts';
import type { ClaimState, DeedsRecord, RecordedClaim, RecordedDecision, RecordedDocument } from '../record/record.ts';
import { actorList } from './actors.ts';
import { affectedList } from './affected.ts';
import { claimList } from './claims.ts';
import { count } from './count.ts';
import { gatheringList } from './gatherings.ts';
import { isAsked, tellingUtteranceList, utteranceLookup, utterancesOf } from './utterances.ts';
import { documentList, type LinksByDocument } from './documents.ts';
import { counterOf, countText, originList, originsOf } from './origins.ts';

/** What a list may be narrowed to. */
export interface ListFilter {
  /** A part of a name or alias of an actor who plays any part. */
  readonly actor?: string;
  /** The same, but only of who speaks; also a part of the words for a speaker who is no known actor. */
  readonly speaker?: string;
  /** Words that a claim's exact words, or a document's title or text, must have. */
  readonly about?: string;
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
  if (list === 'gatherings') return [];
  if (list === 'documents') return ['actor', 'about', 'document'];
  if (list === 'origins') return ['about', 'document'];
  if (list === 'actors') return ['actor', 'document'];
  if (list === 'affected') return ['document'];
  const speaks = kinds.some(kind => kind.plural === list && 'speaker' in kind);
  return ['actor', ...(speaks ? (['speaker'] as const) : []), 'about', 'from', 'until', 'document', 'copies', 'state'];
}

/** A list of the record by its name; undefined when there is no such list. Filters that it does not know are not looked at. */
export async function listFromRecord(
  record: DeedsRecord,
  name: string,
  filter: ListFilter,
): Promise<Listing | undefined> {
  if (filter.document !== undefined) await documentIn(record, filter.document);
  const kind = kinds.find(kind => kind.plural === name);
  if (kind) {
    const { claims, undated, reported } = await claimsOf(record, kind, filter);
    const [documents, affected] = claims.length === 0 ? [[], []] : [await record.documents(), await record.affected()];
    const isSaid = 'said' in kind && claims.length > 0;
    const utteranceOf = isSaid ? await utteranceLookup(record, claims) : undefined;
    const listing = claimList(kind, claims, documents, affected, utteranceOf);
    const notes = [
      ...(undated === 0 ? [] : [undatedNote(kind, undated)]),
      ...(reported === 0 ? [] : [reportedNote(kind, reported)]),
    ];
    return notes.length === 0 ? listing : { ...listing, notes };
  }
  if (name === 'utterances') {
    const found = (await utterancesOf(record)).filter(utterance => isAsked(utterance, filter));
    return tellingUtteranceList(found, await record.documents());
  }
  if (name === 'gatherings') return gatheringList(record);
  if (name === 'documents') {
    const documents = await documentsOf(record, filter);
    const listing = documentList(documents, documents.length === 0 ? new Map() : await linksByDocument(record));
    return { ...listing, notes: erasedNotes(await record.decisions({ kind: 'erased' })) };
  }
  if (name === 'origins') {
    const asked = new Set((await documentsOf(record, filter)).map(({ id }) => id));
    const { origins, count } = await originsOf(record, ({ id }) => asked.has(id));
    return { ...originList(origins), ...(origins.length > 0 && { notes: [`${countText(count)}.`] }) };
  }
  if (name === 'actors') {
    return actorList(
      await record.actors({
        ...(filter.actor !== undefined && { name: filter.actor }),
        ...(filter.document !== undefined && { document: filter.document }),
      }),
      await record.actors({}),
      await counterOf(record),
    );
  }
  if (name === 'affected') {
    const { document } = filter;
    const affected = await record.affected();
    return affectedList(
      record,
      affected.filter(
        ({ what, path }) => document === undefined || [what, ...path].some(id => id.split('/')[0] === document),
      ),
    );
  }
  return undefined;
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

async function documentsOf(record: DeedsRecord, filter: ListFilter): Promise<RecordedDocument[]> {
  const documents = await record.documents(filter.about === undefined ? {} : { about: filter.about });
  const named =
    filter.actor === undefined
      ? undefined
      : new Set((await record.actors({ name: filter.actor })).flatMap(actor => actor.documents));
  return documents.filter(
    ({ id }) => (filter.document === undefined || id === filter.document) && (named?.has(id) ?? true),
  );
}

async function linksByDocument(record: DeedsRecord): Promise<LinksByDocument> {
  return Map.groupBy(await record.links(), link => link.document);
}

interface FoundClaims {
  readonly claims: readonly RecordedClaim[];
  /** How many more there would be, were they not without a day while days were asked for. */
  readonly undated: number;
  /** How many of those found have no day of their own and are there by the day of their report. */
  readonly reported: number;
}

async function claimsOf(record: DeedsRecord, kind: KindFace, filter: ListFilter): Promise<FoundClaims> {
  const actors = filter.actor === undefined ? undefined : await record.actors({ name: filter.actor });
  if (actors?.length === 0) return { claims: [], undated: 0, reported: 0 };
  const always = {
    kind: kind.name,
    ...(actors && { actor: actors.map(actor => actor.id) }),
    ...(filter.about !== undefined && { about: filter.about }),
    ...(filter.document !== undefined && { document: filter.document }),
    ...(filter.copies && { includeCopies: true }),
    ...(filter.state !== undefined && { states: filter.state === 'all' ? states : [filter.state] }),
  };
  const days = {
    ...(filter.from !== undefined && { from: filter.from }),
    ...(filter.until !== undefined && { until: filter.until }),
  };
  const speaks = await speakerTest(record, kind, filter.speaker);
  const claims = (await record.claims({ ...always, ...days })).filter(isThere).filter(speaks);
  if (Object.keys(days).length === 0) return { claims, undated: 0, reported: 0 };
  const withoutDay = (await record.claims(always))
    .filter(({ claim: { when } }) => when?.from === undefined && when?.until === undefined)
    .filter(isThere)
    .filter(speaks);
  // What was said without a day being told was said by the day it was reported; deeds may have been long before.
  const reported = kind.speaker === undefined ? [] : await reportedWithin(record, withoutDay, filter);
  return {
    claims: [...claims, ...reported],
    undated: withoutDay.length - reported.length,
    reported: reported.length,
  };
}

async function reportedWithin(
  record: DeedsRecord,
  claims: readonly RecordedClaim[],
  { from, until }: ListFilter,
): Promise<RecordedClaim[]> {
  const days = new Map((await record.documents()).map(({ id, about }) => [id, about.published?.day]));
  return claims.filter(({ document }) => {
    const day = days.get(document);
    return day !== undefined && (from === undefined || day >= from) && (until === undefined || day <= until);
  });
}

/** A claim that an older reading proposed, and nobody's decision keeps, is no claim of the record. */
const isThere = ({ current, review }: RecordedClaim): boolean => current || review.state !== 'proposed';

/** Does somebody of this name speak in a claim, as an actor of the record or by the words that stand for the speaker? */
async function speakerTest(
  record: DeedsRecord,
  kind: KindFace,
  name: string | undefined,
): Promise<(recorded: RecordedClaim) => boolean> {
  if (name === undefined) return () => true;
  const ids = new Set((await record.actors({ name })).map(actor => actor.id));
  const wanted = name.toLowerCase();
  return ({ claim }) => {
    const speaker = kind.speaker?.(claim);
    if (!speaker) return false;
    return (speaker.actor !== undefined && ids.has(speaker.actor)) || speaker.name.toLowerCase().includes(wanted);
  };
}
