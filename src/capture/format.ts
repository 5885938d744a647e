import type { Document, MediaType, Missing } from '../core/document.ts';
import type { Day } from '../core/time.ts';

/** What the person or program that brings the bytes knows about them; it goes before what the bytes say. */
export interface Facts {
  /** File name; for messages only, never for deciding the format of recognisable content. */
  readonly name?: string;
  /** The outlet, ministry or firm that published it. */
  readonly source?: string;
  readonly url?: string;
  /** The web address that was asked for it, where `url` is the one that answered. */
  readonly asked?: string;
  readonly published?: Day;
  /** ISO 8601 instant at which the bytes were taken from their place, where that is not now. */
  readonly capturedAt?: string;
  /** What a reader should know about how it came here, in sentences. */
  readonly remarks?: readonly string[];
  /** What of it did not come along. */
  readonly missing?: readonly Missing[];
  /** The HTTP header, as "text/html; charset=utf-8". */
  readonly contentType?: string;
}

/** A reader for one file format. A new format is one folder that exports one of these, and one line in `index.ts`. */
export interface Format {
  readonly mediaType: MediaType;
  /** `start` is the first 4,096 bytes as Latin-1, so that every byte is one character; `names` are those of the files in a ZIP archive. */
  recognise(start: string, facts: Facts, names: readonly string[]): boolean;
  read(bytes: Uint8Array, facts: Facts): Document;
}
