import type { From, ReadEntry } from './chain.ts';
import { pairOf } from './forms.ts';
import { isObject, type Json } from './json.ts';

/** A `claim_reviewed`. */
export interface Review {
  readonly sequence: number;
  readonly hash: string;
  readonly verdict: string;
  /** Blob of the claim as it should read. */
  readonly edited: string | undefined;
  /** Did the person decide without others' decisions in sight, or in another record? Then it is a second opinion. */
  readonly apart: boolean;
}

/** A `claim_added`. */
export interface Added {
  readonly sequence: number;
  readonly hash: string;
  readonly id: string;
  readonly text: string;
  /** Blob of the claim. */
  readonly claim: string;
}

/** What the whole log says of a document. */
export interface Subject {
  readonly id: string;
  readonly captured: number;
  /** The last entry of each kind of which only the last counts. */
  readonly last: Map<string, number>;
  /** The last `erased`. */
  erased: number | undefined;
  /** Has it a link with `copy`? */
  copied: boolean;
  /** Reviews of its claims, by the claim's id, in their order. */
  readonly reviews: Map<string, Review[]>;
  readonly added: Added[];
}

/**
 * What the log says as a whole: which of a document's entries are the last, what was erased, taken back and decided. An entry
 * cannot be judged without what stands behind it, so this is gathered before. It holds little, for there may be millions.
 */
export class History {
  readonly subjects = new Map<string, Subject>();
  /** `undone` entries by the hash of what they take back; the last where there are more. */
  readonly #undone = new Map<string, number>();
  /** `origin_unlinked` by the pair of documents. */
  readonly #unlinked = new Map<string, { readonly sequence: number; readonly hash: string }[]>();

  add(entry: ReadEntry): void {
    const { sequence, kind, body } = entry;
    if (kind === 'undone') this.#undone.set(String(body['entry']), sequence);
    const { document, other } = body;
    if (typeof document !== 'string') return;
    if (kind === 'document_captured' && !this.subjects.has(document)) {
      this.subjects.set(document, {
        id: document,
        captured: sequence,
        last: new Map(),
        erased: undefined,
        copied: false,
        reviews: new Map(),
        added: [],
      });
    }
    const subject = this.subjects.get(document);
    if (kind === 'origin_unlinked') {
      const pair = pairOf(document, String(other));
      const known = this.#unlinked.get(pair);
      const unlinking = { sequence, hash: identityOf(entry) };
      if (known === undefined) this.#unlinked.set(pair, [unlinking]);
      else known.push(unlinking);
    }
    if (subject === undefined) return;
    switch (kind) {
      case 'text_made':
      case 'fingerprint_made':
      case 'reading_made':
        subject.last.set(kind, sequence);
        break;
      case 'origin_linked':
        if (body['copy'] !== true) break;
        subject.copied = true;
        if (this.subjects.has(String(other))) this.subjects.get(String(other))!.copied = true;
        break;
      case 'erased':
        subject.erased = sequence;
        break;
      case 'claim_added': {
        const { id, text, claim } = body;
        subject.added.push({
          sequence,
          hash: identityOf(entry),
          id: String(id),
          text: String(text),
          claim: String(claim),
        });
        break;
      }
      case 'claim_reviewed': {
        const { claim, verdict, edited, independent } = body;
        const review = {
          sequence,
          hash: identityOf(entry),
          verdict: String(verdict),
          edited: typeof edited === 'string' ? edited : undefined,
          apart: independent === true || importedOf(entry) !== undefined,
        };
        const known = subject.reviews.get(String(claim));
        if (known === undefined) subject.reviews.set(String(claim), [review]);
        else known.push(review);
      }
    }
  }

  subjectOf(document: unknown): Subject | undefined {
    return this.subjects.get(String(document));
  }

  /** Is an entry covered by an erasure behind it: is it about the same document? */
  isCovered({ sequence, kind, body }: ReadEntry): boolean {
    const about = [body['document'], body['other'], ...held(body)];
    if (kind === 'note_added') about.push(String(body['subject']).split('/')[0]);
    return about.some(document => {
      const erased = typeof document === 'string' ? this.subjects.get(document)?.erased : undefined;
      return erased !== undefined && erased > sequence;
    });
  }

  /** The `undone` entry that takes a decision back, given the decision's own hash. */
  undone(hash: string): number | undefined {
    return this.#undone.get(hash);
  }

  /** Hashes of what was taken back, and the entries that did it. */
  get undoings(): ReadonlyMap<string, number> {
    return this.#undone;
  }

  /** Is a link between two documents one without `copy`, by a person's word behind it? */
  isUnlinked(one: string, other: string, link: number): boolean {
    const unlinkings = this.#unlinked.get(pairOf(one, other)) ?? [];
    return unlinkings.some(({ sequence, hash }) => sequence > link && this.undone(hash) === undefined);
  }
}

/** The documents that a container holds. */
export function held({ holds }: Json): readonly unknown[] {
  return Array.isArray(holds) ? holds : [];
}

/** Where an entry came from, when that is another record. */
export function importedOf({ body }: ReadEntry): From | undefined {
  return isObject(body['imported']) ? (body['imported'] as unknown as From) : undefined;
}

/** The hash that others name an entry by: the one it had where it was first written. */
export function identityOf(entry: ReadEntry): string {
  const hash: unknown = importedOf(entry)?.hash;
  return typeof hash === 'string' ? hash : Buffer.from(entry.hash).toString('hex');
}
