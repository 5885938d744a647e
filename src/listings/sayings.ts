/** Claims that are somebody's words, as sayings that can be compared. */
import type { Party } from '../core/actor.ts';
import type { KindFace } from '../core/kind.ts';
import { kinds } from '../kinds/index.ts';
import type { Place, Saying } from '../origins/utterances.ts';
import type { DeedsRecord, DocumentOutline, RecordedClaim } from '../record/record.ts';

/** Kinds whose claims are somebody's words. */
export const speaking: ReadonlyMap<string, KindFace> = new Map(
  kinds.filter((kind: KindFace) => kind.said !== undefined).map(kind => [kind.name, kind]),
);

/** Documents whose outlines are kept at most. */
const KEPT = 20_000;

/** Makes sayings of claims. What it knows of documents and names is of one moment. */
export class SayingReader {
  private readonly record: DeedsRecord;
  private readonly meaning: (actor: string, document: string) => string;
  private readonly documents = new Map<string, Pick<DocumentOutline, 'origin' | 'published'>>();

  private constructor(record: DeedsRecord, meaning: (actor: string, document: string) => string) {
    this.record = record;
    this.meaning = meaning;
  }

  static async of(record: DeedsRecord): Promise<SayingReader> {
    return new SayingReader(record, await record.meaning());
  }

  /** Of those that are somebody's words, and claims of the record still. */
  async readAll(claims: readonly RecordedClaim[]): Promise<Saying[]> {
    await this.prepare(claims);
    return claims.flatMap(claim => this.read(claim));
  }

  /** Looks up all their documents at once. */
  async prepare(claims: readonly RecordedClaim[]): Promise<void> {
    if (this.documents.size > KEPT) this.documents.clear();
    const missing = new Set<string>();
    for (const { document, alsoIn } of claims)
      for (const id of [document, ...alsoIn]) if (!this.documents.has(id)) missing.add(id);
    if (missing.size === 0) return;
    for (const { id, origin, published } of await this.record.outlines([...missing]))
      this.documents.set(id, { origin, published });
  }

  /** Rejected ones too, where they were asked for: whether they count is the caller's. */
  private read({ claim, document, origin, current, review, alsoIn }: RecordedClaim): Saying[] {
    const kind = speaking.get(claim.kind);
    if (kind === undefined || (!current && review.state === 'proposed')) return [];
    const known = (party: Party): Party => ({ ...party, actor: party.actor && this.meaning(party.actor, document) });
    const speaker = kind.speaker?.(claim);
    return [
      {
        id: claim.id,
        document,
        origin,
        published: this.documents.get(document)?.published,
        speaker: speaker && known(speaker),
        voices: claim.voices.map(known),
        isDegraded: claim.strength === 'degraded',
        words: kind.said!(claim),
        alsoIn: alsoIn.map(
          (other): Place => ({ document: other, origin: this.documents.get(other)?.origin ?? origin }),
        ),
      },
    ];
  }
}
