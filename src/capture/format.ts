import type { Document, MediaType } from '../core/document.ts';
import type { Day } from '../core/time.ts';

/** What the person or program that brings the bytes knows about them; it goes before what the bytes say. */
export interface Facts {
  /** File name; for messages only, never for deciding the format of recognisable content. */
  readonly name?: string;
  /** The outlet, ministry or firm that published it. */
  readonly source?: string;
  readonly url?: string;
  readonly published?: Day;
  /** The HTTP header, as "text/html; charset=utf-8". */
  readonly contentType?: string;
}

/** A reader for one file format. A new format is one folder that exports one of these, and one line in `index.ts`. */
export interface Format {
  readonly mediaType: MediaType;
  /** `start` is the first 4,096 bytes as Latin-1, so that every byte is one character. */
  recognise(start: string, facts: Facts): boolean;
  read(bytes: Uint8Array, facts: Facts): Document;
}
