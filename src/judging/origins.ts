/** Which origins of a record are independent: asked in one place, for lists and for judgement alike. */
import { independence, type Judged } from '../origins/independence.ts';
import type { DeedsRecord, Origin, RecordedDecision, RecordedDocument, RecordedLink } from '../record/index.ts';

/** An origin with the day of its first document; undefined: not known. */
export interface DatedOrigin extends Origin {
  readonly first: string | undefined;
}

export interface RecordedIndependence {
  readonly origins: readonly DatedOrigin[];
  /** By the id of the origin. */
  readonly judged: ReadonlyMap<string, Judged>;
  /** The id of the origin that a document belongs to. */
  readonly originOf: ReadonlyMap<string, string>;
  readonly links: readonly RecordedLink[];
  /** What people said is no copy of what. */
  readonly unlinked: readonly RecordedDecision[];
}

export async function independenceOf(
  record: DeedsRecord,
  documents: ReadonlyMap<string, RecordedDocument>,
): Promise<RecordedIndependence> {
  const origins = (await record.origins()).map(origin => ({
    ...origin,
    first: documents.get(origin.earliest)?.about.published?.day,
  }));
  const originOf = new Map(origins.flatMap(({ id, documents: some }) => some.map(one => [one, id] as const)));
  const links = await record.links();
  const unlinked = await record.decisions({ kind: 'origin_unlinked' });
  const ties = openTies(links, unlinked, originOf);
  return {
    origins,
    judged: new Map(independence(origins, ties).map(one => [one.origin, one])),
    originOf,
    links,
    unlinked,
  };
}

/**
 * Documents that share words and count as two. A link that would make one origin and does not is a mixture's, which says by itself where its words are from; and what a
 * person parted is settled.
 */
export function openTies(
  links: readonly RecordedLink[],
  unlinked: readonly RecordedDecision[],
  originOf: ReadonlyMap<string, string>,
): RecordedLink[] {
  const pairOf = (one: string, other: string): string =>
    [originOf.get(one) ?? '', originOf.get(other) ?? ''].toSorted().join(' ');
  const parted = new Set(
    unlinked.map(({ subject }) => {
      const [one, other] = subject.split(' ') as [string, string];
      return pairOf(one, other);
    }),
  );
  return links.filter(({ copy, document, other }) => !copy && !parted.has(pairOf(document, other)));
}
