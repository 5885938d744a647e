import type { Listing } from '../core/listing.ts';
import { kinds } from '../kinds/index.ts';
import type { Affected, DeedsRecord, RecordedClaim, RecordedDocument } from '../record/record.ts';
import { deciderOf } from './decided.ts';
import { titleOf } from './documents.ts';
import { correctionText } from './review.ts';

/** What rests on corrected documents, each with the way down to it in words that people know. */
export async function affectedList(record: DeedsRecord, affected: readonly Affected[]): Promise<Listing> {
  const names = affected.length === 0 ? undefined : await Names.of(record);
  return {
    name: 'affected',
    columns: ['what', 'path', 'sort', 'by', 'on', 'entry', 'why'],
    rows: affected.map(one => ({
      cells: [
        one.what,
        one.path.join(' < '),
        one.correction.sort,
        ...deciderOf(one.correction),
        String(one.correction.sequence),
        one.correction.why ?? '',
      ],
      value: one,
      shown: {
        headline: names!.of(one.what),
        details: [
          ['id', one.what],
          ...one.path.map(base => ['rests on', names!.of(base)] as const),
          ['because of', correctionText(one)],
        ],
      },
    })),
  };
}

/** What ids are called in the record. */
class Names {
  readonly #documents: ReadonlyMap<string, RecordedDocument>;
  readonly #claims: ReadonlyMap<string, RecordedClaim>;

  private constructor(documents: readonly RecordedDocument[], claims: readonly RecordedClaim[]) {
    this.#documents = new Map(documents.map(document => [document.id, document]));
    this.#claims = new Map(claims.map(claim => [`${claim.document}/${claim.claim.id}`, claim]));
  }

  static async of(record: DeedsRecord): Promise<Names> {
    const states = ['proposed', 'confirmed', 'edited', 'rejected'] as const;
    return new Names(await record.documents(), await record.claims({ includeCopies: true, states }));
  }

  of(id: string): string {
    const document = this.#documents.get(id);
    if (document !== undefined) return titleOf(document);
    const claim = this.#claims.get(id)?.claim;
    const kind = kinds.find(({ name }) => name === claim?.kind);
    return claim === undefined || kind === undefined ? id : `${kind.name}: ${kind.show(claim).headline}`;
  }
}
