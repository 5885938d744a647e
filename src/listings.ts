/** What `deeds show` and `deeds read` list, as columns and rows that every output can write. */
import type { Actor } from './core/actor.ts';
import type { Claim } from './core/claim.ts';
import type { KindFace } from './core/kind.ts';
import type { Listing, ListingRow } from './core/listing.ts';
import { Problem } from './core/problem.ts';
import type { Reading } from './core/reading.ts';
import { kinds } from './kinds/index.ts';
import type {
  DeedsRecord,
  Origin,
  RecordedActor,
  RecordedClaim,
  RecordedDocument,
  RecordedLink,
} from './record/record.ts';

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
}

/** Everything that can be listed from a record; the claims' names come from the list of kinds. */
export const listNames: readonly string[] = [...kinds.map(kind => kind.plural), 'documents', 'origins', 'actors'];

/** What a list can be narrowed to. */
export function filtersOf(list: string): readonly (keyof ListFilter)[] {
  if (list === 'documents') return ['actor', 'about', 'document'];
  if (list === 'origins') return ['about', 'document'];
  if (list === 'actors') return ['actor', 'document'];
  const speaks = kinds.some(kind => kind.plural === list && 'speaker' in kind);
  return ['actor', ...(speaks ? (['speaker'] as const) : []), 'about', 'from', 'until', 'document', 'copies'];
}

/** A list of the record by its name; undefined when there is no such list. Filters that it does not know are not looked at. */
export async function listFromRecord(
  record: DeedsRecord,
  name: string,
  filter: ListFilter,
): Promise<Listing | undefined> {
  if (filter.document !== undefined) await mustKnow(record, filter.document);
  const kind = kinds.find(kind => kind.plural === name);
  if (kind) {
    const { claims, undated } = await claimsOf(record, kind, filter);
    const listing = claimList(kind, claims, claims.length === 0 ? [] : await record.documents());
    return undated === 0 ? listing : { ...listing, notes: [undatedNote(kind, undated)] };
  }
  if (name === 'documents') {
    const documents = await documentsOf(record, filter);
    return documentList(documents, documents.length === 0 ? new Map() : await linksByDocument(record));
  }
  if (name === 'origins') {
    const origins = await originsOf(record, filter);
    if (origins.length === 0) return originList([], [], new Map());
    return originList(origins, await record.documents(), await linksByDocument(record));
  }
  if (name === 'actors') {
    return actorList(
      await record.actors({
        ...(filter.actor !== undefined && { name: filter.actor }),
        ...(filter.document !== undefined && { document: filter.document }),
      }),
    );
  }
  return undefined;
}

async function mustKnow(record: DeedsRecord, document: string): Promise<void> {
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

/** Origins that hold a document which the filter lets through. */
async function originsOf(record: DeedsRecord, filter: ListFilter): Promise<Origin[]> {
  const origins = await record.origins();
  if (filter.about === undefined && filter.document === undefined) return origins;
  const wanted = new Set((await documentsOf(record, filter)).map(document => document.origin));
  return origins.filter(({ id }) => wanted.has(id));
}

type LinksByDocument = ReadonlyMap<string, readonly RecordedLink[]>;

async function linksByDocument(record: DeedsRecord): Promise<LinksByDocument> {
  return Map.groupBy(await record.links(), link => link.document);
}

/** The claims of one reading, kind by kind, as `deeds read` shows them. */
export function listsOfReading(reading: Reading): Listing[] {
  return kinds.map(kind => ({
    name: kind.plural,
    columns: claimColumns(kind),
    rows: reading.claims.filter(claim => claim.kind === kind.name).map(claim => claimRow(kind, claim)),
  }));
}

interface FoundClaims {
  readonly claims: readonly RecordedClaim[];
  /** How many more there would be, were they not without a day while days were asked for. */
  readonly undated: number;
}

async function claimsOf(record: DeedsRecord, kind: KindFace, filter: ListFilter): Promise<FoundClaims> {
  const actors = filter.actor === undefined ? undefined : await record.actors({ name: filter.actor });
  if (actors?.length === 0) return { claims: [], undated: 0 };
  const always = {
    kind: kind.name,
    ...(actors && { actor: actors.map(actor => actor.id) }),
    ...(filter.about !== undefined && { about: filter.about }),
    ...(filter.document !== undefined && { document: filter.document }),
    ...(filter.copies && { includeCopies: true }),
  };
  const days = {
    ...(filter.from !== undefined && { from: filter.from }),
    ...(filter.until !== undefined && { until: filter.until }),
  };
  const speaks = await speakerTest(record, kind, filter.speaker);
  const claims = (await record.claims({ ...always, ...days })).filter(speaks);
  if (Object.keys(days).length === 0) return { claims, undated: 0 };
  const withoutDay = (await record.claims(always)).filter(
    ({ claim: { when } }) => when?.from === undefined && when?.until === undefined,
  );
  return { claims, undated: withoutDay.filter(speaks).length };
}

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

const COMMON_COLUMNS = ['when', 'from', 'until', 'factuality', 'according_to', 'strength', 'words', 'rule', 'id'];
const RECORD_COLUMNS = ['document', 'start', 'end', 'source', 'published'];

function claimColumns(kind: KindFace): string[] {
  return [...kind.columns.map(column => column.name), ...COMMON_COLUMNS];
}

function claimCells(kind: KindFace, claim: Claim): string[] {
  return [
    ...kind.columns.map(column => column.value(claim)),
    claim.when?.reading ?? '',
    claim.when?.from ?? '',
    claim.when?.until ?? '',
    claim.factuality,
    claim.voices.map(voice => voice.name).join('; '),
    claim.strength,
    claim.words.exact,
    claim.rule,
    claim.id,
  ];
}

function claimRow(kind: KindFace, claim: Claim): ListingRow {
  const shown = kind.show(claim);
  return {
    cells: claimCells(kind, claim),
    value: claim,
    shown: {
      headline: shown.headline,
      details: [
        ...shown.details,
        ['words', `“${claim.words.exact.replace(/\s+/gu, ' ')}” [${claim.words.start}–${claim.words.end}]`],
        ['rule', claim.strength === 'degraded' ? `${claim.rule}, on degraded text` : claim.rule],
      ],
    },
  };
}

function claimList(kind: KindFace, claims: readonly RecordedClaim[], documents: readonly RecordedDocument[]): Listing {
  const byId = new Map(documents.map(document => [document.id, document]));
  return {
    name: kind.plural,
    columns: [...claimColumns(kind), ...RECORD_COLUMNS],
    rows: claims.map(({ claim, document, origin, copy, alsoIn }): ListingRow => {
      const source = byId.get(document);
      const row = claimRow(kind, claim);
      return {
        cells: [
          ...row.cells,
          document,
          String(claim.words.start),
          String(claim.words.end),
          source?.about.source ?? '',
          source?.about.published?.day ?? '',
        ],
        value: { ...claim, document, origin, copy, alsoIn },
        shown: {
          headline: row.shown.headline,
          details: [
            ...row.shown.details,
            [
              'document',
              `${titleOf(source)}${alsoIn.length > 0 ? ` — also in ${count(alsoIn.length, 'other document')}` : ''}`,
            ],
          ],
        },
      };
    }),
  };
}

function titleOf(document: RecordedDocument | undefined): string {
  if (!document) return '';
  const day = document.about.published?.day;
  return [document.about.title ?? document.facts.name, document.about.source, day ?? 'date open', document.id]
    .filter(Boolean)
    .join(' · ');
}

function documentList(documents: readonly RecordedDocument[], links: LinksByDocument): Listing {
  return {
    name: 'documents',
    columns: [
      'id',
      'name',
      'title',
      'source',
      'published',
      'date_basis',
      'media_type',
      'strength',
      'claims',
      'origin',
      'copy',
      'added',
    ],
    rows: documents.map(document => ({
      cells: [
        document.id,
        document.facts.name,
        document.about.title ?? '',
        document.about.source ?? '',
        document.about.published?.day ?? '',
        document.about.published?.basis ?? '',
        document.about.mediaType,
        document.strength,
        String(document.claims),
        document.origin,
        document.copy ? 'yes' : 'no',
        document.addedAt,
      ],
      value: { ...document, links: links.get(document.id) ?? [] },
      shown: {
        headline: titleOf(document),
        details: [
          [
            'read as',
            `${document.about.mediaType}, ${document.strength} text, ${count(document.sentences, 'sentence')}, ${count(document.claims, 'claim')}`,
          ],
          ['origin', document.copy ? `${document.origin}: a copy, counted with it` : document.origin],
          ...(links.get(document.id) ?? []).map(link => [link.relation, `${link.other}: ${link.reason}`] as const),
        ],
      },
    })),
  };
}

function originList(
  origins: readonly Origin[],
  documents: readonly RecordedDocument[],
  links: LinksByDocument,
): Listing {
  const copyLinks = (id: string): readonly RecordedLink[] => (links.get(id) ?? []).filter(link => link.copy);
  const byId = new Map(documents.map(document => [document.id, document]));
  return {
    name: 'origins',
    columns: ['id', 'documents', 'earliest', 'members'],
    rows: origins.map(origin => ({
      cells: [origin.id, String(origin.documents.length), origin.earliest, origin.documents.join(' ')],
      value: { ...origin, links: origin.documents.flatMap(copyLinks) },
      shown: {
        headline: `${origin.id}: ${count(origin.documents.length, 'document')}, 1 origin`,
        details: origin.documents.flatMap(id => [
          [id === origin.earliest ? 'document' : 'copy', titleOf(byId.get(id))] as const,
          ...(id === origin.earliest ? placeOf(origin, member => byId.get(member)?.about.published !== undefined) : []),
          ...copyLinks(id).flatMap(link => [
            origin.documents.includes(link.other)
              ? (['why', link.reason] as const)
              : (['shares words', `with ${link.other}, of another origin: ${link.reason}`] as const),
            ...link.unshared.slice(0, UNSHARED_SHOWN).map(words => ['not shared', `“${words.exact}”`] as const),
            ...(link.unshared.length > UNSHARED_SHOWN
              ? [['not shared', `and ${link.unshared.length - UNSHARED_SHOWN} more pieces`] as const]
              : []),
          ]),
        ]),
      },
    })),
  };
}

/** How the document that an origin is counted by was found. Dates decide as far as they are known, and prove no descent. */
function placeOf({ earliest, documents }: Origin, isDated: (id: string) => boolean): [string, string][] {
  if (documents.length === 1) return [];
  const undated = documents.filter(id => !isDated(id)).length;
  if (undated === 0) return [['counted', 'by this one, the first by known date']];
  const known = isDated(earliest)
    ? `the first by known date; ${undated} of the others have no date`
    : 'though no dates are known';
  return [['counted', `by this one, ${known}: that it came first is not established`]];
}

/** Pieces of a copy's own words shown to people; JSON has them all. */
const UNSHARED_SHOWN = 8;

function actorList(actors: readonly RecordedActor[]): Listing {
  return {
    name: 'actors',
    columns: ['id', 'name', 'type', 'country', 'posts', 'aliases', 'documents'],
    rows: actors.map(actor => ({
      cells: [
        actor.id,
        actor.name,
        actor.type,
        actor.country ?? '',
        postsOf(actor),
        actor.aliases.join('; '),
        String(actor.documents.length),
      ],
      value: actor,
      shown: {
        headline: `${actor.name} (${actor.type})`,
        details: [
          ['posts', postsOf(actor)],
          ['also called', actor.aliases.join('; ')],
          ['id', actor.id],
          ['in', count(actor.documents.length, 'document')],
        ],
      },
    })),
  };
}

function postsOf(actor: Actor | RecordedActor): string {
  return [...new Set(actor.posts.map(post => post.post))].join('; ');
}

/** "2 statements", "1 act": how many claims there are of each kind that has any, by the plural of its name. */
export function countedClaims(claims: Readonly<Record<string, number>>): string[] {
  return kinds.flatMap(({ name, plural }) => (claims[plural] ? [count(claims[plural], name, plural)] : []));
}

/** "1 document", "2 documents". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
