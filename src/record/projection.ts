import type { Reading } from '../core/reading.ts';
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
  addLink(sequence: number, by: string, link: Link & { readonly text: Hash; readonly otherText: Hash }): void;
  addRefusal(row: RefusalRow): void;
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
