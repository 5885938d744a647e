import type { Span } from './span.ts';
import type { Day } from './time.ts';

/** How a document's publication date is known. `given`: the person who added it said so. */
export type DateBasis =
  | 'given'
  | 'json-ld'
  | 'meta'
  | 'microdata'
  | 'time-element'
  | 'url'
  | 'mail-header'
  | 'feed'
  | 'metadata'
  | 'dateline'
  | 'text'
  | 'internal';

export interface PublicationDate {
  readonly day: Day;
  readonly basis: DateBasis;
  /** The words or markup it was taken from. */
  readonly evidence: string;
}

/** What language a text is in, and how that is known: its markup says so, or its words look like it. */
export interface DocumentLanguage {
  /** BCP 47, as "en" or "en-GB". */
  readonly tag: string;
  readonly basis: 'markup' | 'words';
}

/** Something that the bytes should hold and the text has not: the document was captured in part. */
export interface Missing {
  /** "truncated", "page_damaged", "chapter_missing", "suspect_capture". */
  readonly code: string;
  /** For people: what is missing, and why. */
  readonly sentence: string;
}

/** A part of the text that is not read, and why: page furniture is never left out silently. */
export interface LeftOut extends Span {
  /** The step that left it out ("navigation", "link list", "pasted-in headlines", "unshared with the earliest copy"). */
  readonly step: string;
  /** A sentence that says why. */
  readonly reason: string;
}

/**
 * A run of text that stands in the source as it is. `text[textStart + i]` came from `source[sourceStart + i]`
 * for `i < length` when `sourceLength === length`; otherwise the whole run came from the `sourceLength` units at `sourceStart`
 * (a character reference, collapsed white space).
 */
export interface SourceRun {
  readonly textStart: number;
  readonly length: number;
  readonly sourceStart: number;
  readonly sourceLength: number;
  /** The file or field within the bytes that the source is ("word/document.xml", "item 3 description"); undefined: the bytes themselves. */
  readonly part?: string;
}

/** Where a run of text stands on a page of a PDF. */
export interface PageBox {
  readonly textStart: number;
  readonly length: number;
  /** From 1. */
  readonly page: number;
  /** Lower left corner, width and height in points (1/72 inch), from the lower left corner of the page. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The format the bytes were recognised as, by content, not by file name. */
export type MediaType =
  | 'text/plain'
  | 'text/html'
  | 'application/pdf'
  | 'message/rfc822'
  | 'application/epub+zip'
  | 'application/rss+xml'
  | 'application/atom+xml'
  | 'application/feed+json'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * One captured publication, as text. `text` is ground truth for reading and never changes: every span points into it.
 * It holds everything the source shows, furniture included; `leftOut` says which parts are not read.
 */
export interface Document {
  readonly text: string;
  readonly mediaType: MediaType;
  /** WHATWG name of the encoding the bytes were decoded with; of a PDF, which has many, "none". */
  readonly encoding: string;
  readonly title: string | undefined;
  readonly byline: string | undefined;
  /** The outlet, ministry or firm that published it. */
  readonly source: string | undefined;
  /** Where it was published: as given, else as the page itself says. */
  readonly url: string | undefined;
  /** The address that the page gives as its own; another outlet's where the page is a copy that says so. */
  readonly canonicalUrl: string | undefined;
  readonly language: DocumentLanguage | undefined;
  readonly published: PublicationDate | undefined;
  /** All that speaks of the day of publication, the best first, the one that was taken among it. */
  readonly dates: readonly PublicationDate[];
  /** What the bytes should hold and the text has not; empty: it is whole. */
  readonly missing: readonly Missing[];
  readonly leftOut: readonly LeftOut[];
  /** From text back to the decoded source (UTF-16 units), to its parts or to the pages, in order of `textStart`; undefined: the text is the source. */
  readonly map: readonly SourceRun[] | readonly PageBox[] | undefined;
  /** What a reader should know about the capture ("3 bytes were no valid UTF-8 and were replaced"). */
  readonly notes: readonly string[];
}

/**
 * The text with everything that is not read turned into line breaks of the same length: offsets stay, and no sentence runs
 * across what was left out. `unread` is in order of `start`.
 */
export function readable(text: string, unread: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of unread) {
    if (end <= at) continue;
    result += text.slice(at, Math.max(at, start)) + '\n'.repeat(end - Math.max(at, start));
    at = end;
  }
  return result + text.slice(at);
}
