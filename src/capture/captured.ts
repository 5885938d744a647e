import type { Document, MediaType } from '../core/document.ts';
import type { Facts } from './format.ts';

/** What a file gave: a document, the parts it holds, or, as an e-mail with attachments, both. */
export interface Captured {
  /** Undefined where the file only holds others. */
  readonly document: Document | undefined;
  readonly mediaType: MediaType;
  readonly parts: readonly Part[];
  /** What a reader should know about the file as a whole. */
  readonly notes: readonly string[];
}

/** A publication within a file, as a file of its own. */
export interface Part {
  /** Where in the file: "item 3", "attachment 1". */
  readonly place: string;
  readonly bytes: Uint8Array;
  /** What the file says of it. */
  readonly facts: Facts;
}

/** A file that is one document and holds no others. */
export function single(document: Document): Captured {
  return { document, mediaType: document.mediaType, parts: [], notes: [] };
}
