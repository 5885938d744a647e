import type { DeedsRecord, RecordedDocument } from '../record/index.ts';

/** What a person decided about two documents, beside what the record counts now. */
export interface DecidedPair {
  readonly documents: readonly [string, string];
  /** `parted`: they are no copies; `linked`: they are. */
  readonly decision: 'parted' | 'linked';
  readonly by: string;
  /** The entry that holds it. */
  readonly sequence: number;
  readonly why: string | undefined;
  /** Does the record count them otherwise? Two that were parted may be copies of one third document. */
  readonly isDisputed: boolean;
}

/** What people decided about pairs of which at least one document counts as one origin with this one. */
export async function decidedPairs(record: DeedsRecord, document: string): Promise<DecidedPair[]> {
  const own = (await record.document(document))?.origin;
  const parted = (await record.decisions({ kind: 'origin_unlinked' })).map(({ subject, by, sequence, why }) => ({
    documents: subject.split(' ') as [string, string],
    decision: 'parted' as const,
    by,
    sequence,
    why,
  }));
  const after = new Map(parted.map(({ documents, sequence }) => [documents.join(' '), sequence]));
  const linked = (await record.decidedLinks())
    .filter(
      ({ copy, sequence, ...link }) =>
        copy && sequence > (after.get([link.document, link.other].toSorted().join(' ')) ?? 0),
    )
    .map(({ document: one, other, by, sequence }) => ({
      documents: [one, other] as [string, string],
      decision: 'linked' as const,
      by,
      sequence,
      why: undefined,
    }));
  const found: DecidedPair[] = [];
  for (const pair of [...parted, ...linked]) {
    const [one, other] = await Promise.all(pair.documents.map(id => record.document(id)));
    if (one === undefined || other === undefined || ![one.origin, other.origin].includes(own!)) continue;
    found.push({ ...pair, isDisputed: (pair.decision === 'parted') === areOne(one, other) });
  }
  return found;
}

function areOne(one: RecordedDocument, other: RecordedDocument): boolean {
  return one.origin === other.origin;
}
