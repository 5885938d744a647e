import type { Listing, ListingRow } from '../core/listing.ts';
import { Turns } from '../core/turns.ts';
import { type OriginMap, originMap } from '../judging/origins.ts';
import { type Count, countOf, family, type Independence, independence } from '../origins/independence.ts';
import { type Reuse, reuseOf } from '../origins/reuse.ts';
import type { DeedsRecord, Origin, RecordedDecision, RecordedDocument, RecordedLink } from '../record/record.ts';
import { count } from './count.ts';
import { decidedText } from './decided.ts';
import { titleOf } from './documents.ts';

/** Everything about one origin that is shown. */
export type { Count };

/** Version of the shape of what `deeds origins --json` prints; docs/json.md says what changed. */
export const ORIGINS_SCHEMA = 'deeds-origins/1';

export interface ShownOrigin {
  readonly origin: Origin;
  /** In the order of publication, unknown days last. */
  readonly documents: readonly RecordedDocument[];
  readonly independence: Independence;
  readonly sharesWith: readonly string[];
  readonly reuse: Reuse;
  /** Between its documents. */
  readonly links: readonly RecordedLink[];
  /** To documents of other origins. */
  readonly outward: readonly RecordedLink[];
  /** People who said that two documents, of which one is here, are no copies. */
  readonly unlinked: readonly RecordedDecision[];
}

/** The origins that hold the documents asked for (undefined: all), and of those every one that shares words with them, by however many steps; of them a part, which may begin behind an origin. */
export async function originsOf(
  record: DeedsRecord,
  isAsked: ((document: string) => boolean) | undefined,
  {
    offset = 0,
    limit = -1,
    after,
    largestFirst = false,
  }: {
    readonly offset?: number;
    readonly limit?: number;
    readonly after?: string;
    /** Those with most documents first, as people look for what is counted once; else in the order in which they came. */
    readonly largestFirst?: boolean;
  } = {},
  map?: OriginMap,
): Promise<{ readonly origins: ShownOrigin[]; readonly count: Count; readonly total: number }> {
  const { all, originOf, unlinked, judged } = map ?? (await originMap(record));
  const found = isAsked === undefined ? all : sharingWith(all, judged, isAsked);
  const counted = largestFirst ? found.toSorted((a, b) => b.documents.length - a.documents.length) : found;
  const shown: ShownOrigin[] = [];
  const turns = new Turns();
  const before = after === undefined ? 0 : counted.findIndex(({ id }) => id === after) + 1;
  const from = after !== undefined && before === 0 ? counted.length : before + offset;
  for (const { first: _, ...origin } of counted.slice(from, limit < 0 ? undefined : from + limit)) {
    await turns.next();
    const ordered = (await record.documents({ ids: origin.documents })).toSorted(earlierFirst);
    const isHere = (id: string): boolean => originOf.get(id) === origin.id;
    const of = new Map<number, RecordedLink>();
    for (const id of origin.documents) for (const link of await record.links(id)) of.set(link.sequence, link);
    const links = [...of.values()].toSorted((x, y) => x.sequence - y.sequence);
    const { independence, sharesWith } = judged.get(origin.id)!;
    shown.push({
      origin,
      documents: ordered,
      independence,
      sharesWith,
      reuse: ordered.length === 1 ? { kind: 'none', evidence: [] } : reuseOf(await withTexts(record, ordered)),
      links: links.filter(link => isHere(link.document) && isHere(link.other)),
      outward: links.filter(link => !(isHere(link.document) && isHere(link.other))),
      unlinked: unlinked.filter(({ subject }) => subject.split(' ').some(isHere)),
    });
  }
  const count = countOf(
    counted,
    counted.map(({ id }) => judged.get(id)!),
  );
  return { origins: shown, count, total: counted.length };
}

/** Of all origins those that hold a document asked for, and those that share words with them by however many steps. */
function sharingWith(
  all: OriginMap['all'],
  judged: OriginMap['judged'],
  isAsked: (document: string) => boolean,
): OriginMap['all'] {
  const tied = new Map([...judged].map(([id, { sharesWith }]) => [id, new Set(sharesWith)]));
  const wanted = new Set(
    all.filter(({ documents }) => documents.some(isAsked)).flatMap(({ id }) => [...family(id, tied)]),
  );
  return all.filter(({ id }) => wanted.has(id));
}

/** "3 documents, 2 independent origins": what some documents come down to, as far as these share words with each other. */
export type Counter = (documents: Iterable<string>) => string;

export async function counterOf(record: DeedsRecord, map?: OriginMap): Promise<Counter> {
  const { all, originOf, ties } = map ?? (await originMap(record));
  const byId = new Map(all.map(origin => [origin.id, origin]));
  const tiesOf = Map.groupBy(ties, ({ document }) => originOf.get(document));
  return documents => {
    const asked = new Set(documents);
    const among = [...new Set([...asked].flatMap(id => originOf.get(id) ?? []))].map(id => byId.get(id)!);
    const judged = independence(
      among,
      among.flatMap(({ id }) => tiesOf.get(id) ?? []),
    );
    return countText({ ...countOf(among, judged), documents: asked.size });
  };
}

async function withTexts(
  record: DeedsRecord,
  documents: readonly RecordedDocument[],
): Promise<{ id: string; text: string }[]> {
  const found: { id: string; text: string }[] = [];
  for (const { id } of documents) found.push({ id, text: (await record.text(id)) ?? '' });
  return found;
}

/** "7 documents, 2 independent origins, 1 not established": the number of documents never stands alone. */
export function countText({ documents, independentOrigins, notEstablished }: Count): string {
  const open = notEstablished === 0 ? '' : `, ${notEstablished} not established`;
  return `${count(documents, 'document')}, ${count(independentOrigins, 'independent origin')}${open}`;
}

export function originList(origins: readonly ShownOrigin[]): Listing {
  return {
    name: 'origins',
    columns: ['id', 'documents', 'earliest', 'members', 'reuse', 'independence', 'shares_with', 'disputed'],
    rows: origins.map(row),
  };
}

function row(one: ShownOrigin): ListingRow {
  const { origin, documents, independence, sharesWith, reuse, links, outward } = one;
  return {
    cells: [
      origin.id,
      String(documents.length),
      origin.earliest,
      documents.map(({ id }) => id).join(' '),
      reuse.kind,
      independence,
      sharesWith.join(' '),
      disputed(one)
        .map(({ subject }) => subject.replace(' ', '/'))
        .join(' '),
    ],
    value: {
      id: origin.id,
      earliest: origin.earliest,
      documents: documents.map(({ id }) => id),
      independence,
      sharesWith,
      reuse,
      links: [...links, ...outward.filter(({ copy }) => copy)],
      sharing: outward.filter(({ copy }) => !copy),
      disputed: disputed(one).map(({ subject, by, sequence, why }) => ({
        documents: subject.split(' '),
        by,
        sequence,
        why,
      })),
    },
    shown: { headline: `${origin.id}: ${count(documents.length, 'document')}, 1 origin`, details: details(one) },
  };
}

/** Decisions that two of its documents are no copies, although they count as one origin, by another document. */
function disputed({ documents, unlinked }: ShownOrigin): RecordedDecision[] {
  return unlinked.filter(({ subject }) => subject.split(' ').every(end => documents.some(({ id }) => id === end)));
}

function details({
  origin,
  documents,
  independence,
  sharesWith,
  reuse,
  links,
  outward,
  unlinked,
}: ShownOrigin): [string, string][] {
  const linksOf = (id: string): readonly RecordedLink[] => links.filter(link => link.document === id);
  return [
    ['independence', INDEPENDENCE[independence](sharesWith)],
    ...(reuse.kind === 'none' ? [] : [['reuse', reuseText(reuse)] as [string, string]]),
    ...documents.flatMap((document): [string, string][] => [
      [document.id === origin.earliest ? 'document' : 'copy', titleOf(document)],
      ...(document.id === origin.earliest ? placeOf(origin, documents) : []),
      ...linksOf(document.id).flatMap(linkDetails),
    ]),
    ...outward.flatMap((link): [string, string][] => {
      const isOwn = documents.some(({ id }) => id === link.document);
      const [own, far] = isOwn ? [link.document, link.other] : [link.other, link.document];
      const words = link.copy ? [] : sharedDetails(link);
      return [['shares words', `${own} with ${far}, of another origin: ${link.reason}`], ...words];
    }),
    ...unlinked.map(({ subject, ...decided }): [string, string] => {
      const ends = subject.split(' ');
      const areHere = ends.every(end => documents.some(({ id }) => id === end));
      return areHere
        ? [
            'DISPUTED',
            `${ends.join(' and ')} count as one origin by another document, but are no copies: ${decidedText(decided)}`,
          ]
        : ['parted', `${ends.join(' and ')} are no copies: ${decidedText(decided)}`];
    }),
  ];
}

const INDEPENDENCE: Readonly<Record<Independence, (others: readonly string[]) => string>> = {
  established: () => 'established as far as words tell: no other origin shares words with it',
  first: others => `counted, as the first by known date of those that share words: ${others.join(', ')}`,
  'not established': others =>
    `NOT ESTABLISHED: it shares words with ${others.join(', ')}, and the words don't tell who had them first`,
};

function reuseText({ kind, evidence }: Reuse): string {
  if (kind === 'copy') return 'copy: words were taken over, and no text says how';
  return `${kind}: ${evidence.map(({ document, words }) => `“${words.exact}” in ${document}`).join('; ')}`;
}

function linkDetails(link: RecordedLink): [string, string][] {
  return [
    ['why', `${link.other}: ${link.reason}`],
    ...sharedDetails(link),
    ...link.unshared.slice(0, PIECES_SHOWN).map(({ exact }): [string, string] => ['not shared', `“${exact}”`]),
    ...more('not shared', link.unshared.length - PIECES_SHOWN),
  ];
}

/** The longest pieces, in the order of the text. */
function sharedDetails({ shared }: RecordedLink): [string, string][] {
  const longest = shared.toSorted((x, y) => y.exact.length - x.exact.length).slice(0, SHARED_SHOWN);
  return [
    ...longest
      .toSorted((x, y) => x.start - y.start)
      .map(({ exact }): [string, string] => ['shared', `“${shortened(exact)}”`]),
    ...more('shared', shared.length - longest.length),
  ];
}

function more(label: string, pieces: number): [string, string][] {
  return pieces > 0 ? [[label, `and ${pieces} more pieces`]] : [];
}

/** Beginning and end of a long piece. */
function shortened(words: string): string {
  return words.length <= 240 ? words : `${words.slice(0, 120)} […] ${words.slice(-100)}`;
}

/** How the document that an origin is counted by was found. Dates decide as far as they are known, and prove no descent. */
function placeOf({ earliest }: Origin, documents: readonly RecordedDocument[]): [string, string][] {
  if (documents.length === 1) return [];
  const undated = documents.filter(document => !isDated(document)).length;
  if (undated === 0) return [['counted', 'by this one, the first by known date']];
  const known = isDated(documents.find(({ id }) => id === earliest)!)
    ? `the first by known date; ${undated} of the others have no date`
    : 'though no dates are known';
  return [['counted', `by this one, ${known}: that it came first is not established`]];
}

function isDated({ about }: RecordedDocument): boolean {
  return about.published !== undefined;
}

/** Pieces shown to people; JSON has them all. */
const [SHARED_SHOWN, PIECES_SHOWN] = [3, 8];

/** Unknown days last; then in the order they were added. */
function earlierFirst(one: RecordedDocument, other: RecordedDocument): number {
  const [x, y] = [one.about.published?.day ?? '~', other.about.published?.day ?? '~'];
  return x === y ? one.sequence - other.sequence : byName(x, y);
}

function byName(one: string, other: string): number {
  return one < other ? -1 : 1;
}
