/** Which origins of a record are independent: asked in one place, for lists and for judgement alike. */
import { Turns } from '../core/turns.ts';
import { independence, type Judged } from '../origins/independence.ts';
import type { DeedsRecord, Origin, RecordedDecision } from '../record/index.ts';

/** All origins of a record, which are tied by shared words, and how they are judged; worked out from all documents and links. */
export interface OriginMap {
  /** Each with the day of its first document; undefined: not known. */
  readonly all: readonly (Origin & { readonly first: string | undefined })[];
  /** The id of the origin that a document belongs to. */
  readonly originOf: ReadonlyMap<string, string>;
  /** What people said is no copy of what. */
  readonly unlinked: readonly RecordedDecision[];
  /** Documents that share words and count as two. */
  readonly ties: readonly Tie[];
  /** By the id of the origin. */
  readonly judged: ReadonlyMap<string, Judged>;
}

interface Tie {
  readonly document: string;
  readonly other: string;
}

export async function originMap(record: DeedsRecord): Promise<OriginMap> {
  const turns = new Turns();
  const outlines = await record.outlines();
  await turns.next();
  const originOf = new Map(outlines.map(({ id, origin }) => [id, origin]));
  const all = [...Map.groupBy(outlines, ({ origin }) => origin)].map(([id, members]) => {
    const earliest = members.find(({ copy }) => !copy) ?? members[0]!;
    return { id, earliest: earliest.id, documents: members.map(({ id }) => id), first: earliest.published };
  });
  await turns.next();
  const unlinked = await record.decisions({ kind: 'origin_unlinked' });
  const pairOf = ({ document, other }: Tie): string =>
    [originOf.get(document) ?? '', originOf.get(other) ?? ''].toSorted().join(' ');
  const parted = new Set(
    unlinked.map(({ subject }) => {
      const [document, other] = subject.split(' ') as [string, string];
      return pairOf({ document, other });
    }),
  );
  // A link that would make one origin and does not is a mixture's, which says by itself where its words are from; and what a person parted is settled.
  const ties = (await record.ties()).filter(tie => !tie.copy && !parted.has(pairOf(tie)));
  await turns.next();
  return { all, originOf, unlinked, ties, judged: new Map(independence(all, ties).map(one => [one.origin, one])) };
}
