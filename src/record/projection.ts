import type { Reading } from '../core/reading.ts';
import type { Entry } from './entry.ts';
import type { DocumentId, Fingerprint, Hash, Link, RecordedDocument, TextFacts } from './record.ts';

/**
 * The state that lists and filters read, from the side of the entries: what an entry may change. It only takes;
 * a fold that asked back would need a database that answers at once, and not every one does.
 */
export interface Projection {
  addDocument(row: CapturedRow): void;
  /** A text version; replaces the document's earlier one. */
  setText(row: TextRow): void;
  /** Claims and actors of a reading; replaces those of the document's earlier one. */
  setReading(row: ReadingRow): void;
  setFingerprint(document: DocumentId, fingerprint: Fingerprint): void;
  /** A link; with `copy` the origins of both become one, unless one of them mixes reports. */
  /** `decided`: a person says so, here or where it was imported from. */
  addLink(
    sequence: number,
    by: string,
    decided: boolean,
    link: Link & { readonly text: Hash; readonly otherText: Hash },
  ): void;
  addRefusal(row: RefusalRow): void;

  /** A decision, and what it makes rest on what. */
  addDecision(row: DecisionRow): void;
  /** Takes a decision back, and with it what it changed; `sequence` is that of the entry that says so. */
  undo(decision: Hash, sequence: number): void;
  /** Works out a claim's state anew, after entry `sequence` decided about it. */
  reviewClaim(document: DocumentId, claim: string, sequence: number): void;
  /** A claim made by hand: the content of the decision with this number. */
  addClaim(document: DocumentId, text: Hash, sequence: number): void;
  removeAddedClaim(document: DocumentId, claim: string): void;
  /** Works out anew which links between two documents hold, and the origins that follow. */
  weighLinks(document: DocumentId, other: DocumentId): void;
  /** Takes everything that says what a document's words are out of the state. */
  erase(document: DocumentId, sequence: number): void;
}

export interface DecisionRow {
  readonly entry: Entry;
  /** The name by which others refer to it: the hash of its entry, or of the entry it was imported from. */
  readonly hash: Hash;
  readonly subject: string;
  /** Undefined where it names no blob, or one that was erased. */
  readonly content: string | undefined;
  readonly rests: readonly (readonly [what: string, base: string])[];
}

export interface CapturedRow {
  readonly document: DocumentId;
  readonly sequence: number;
  readonly at: string;
  readonly by: string;
  readonly bytesHash: Hash;
  readonly byteLength: number;
  readonly facts: RecordedDocument['facts'];
}

export interface TextRow {
  readonly document: DocumentId;
  readonly textHash: Hash;
  readonly engine: string;
  readonly about: TextFacts;
  readonly text: string;
}

export interface ReadingRow {
  readonly document: DocumentId;
  readonly sequence: number;
  readonly readingHash: Hash;
  readonly reading: Reading;
}

export interface RefusalRow {
  readonly sequence: number;
  readonly at: string;
  readonly name: string;
  readonly code: string;
  readonly sentence: string;
  readonly bytesHash: Hash | undefined;
}
