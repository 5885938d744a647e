import type { MediaType } from '../../core/document.ts';
import type { Piece } from '../part-map.ts';

/** A field of an item, decoded, with the way back to the feed's source. */
export interface Field {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly isMarkup: boolean;
  /** Is it meant to be less than the whole? */
  readonly isExcerpt: boolean;
}

/** One publication in a feed, in whatever format. */
export interface FeedItem {
  readonly title: Field | undefined;
  readonly body: Field | undefined;
  readonly url: string | undefined;
  readonly author: string | undefined;
  readonly language: string | undefined;
  /** As written, the best first. */
  readonly dates: readonly { readonly name: string; readonly value: string }[];
  /** UTF-16 units of the source. */
  readonly start: number;
  readonly end: number;
}

/** UTF-16 units of each piece of a feed's head that goes with every item; what is longer would grow a thousandfold, and stays behind. */
export const HEAD_PIECE = 2_000;

export interface FeedSource {
  readonly mediaType: MediaType;
  readonly title: string | undefined;
  readonly language: string | undefined;
  /** The first of them, as many as are read. */
  readonly items: readonly FeedItem[];
  /** Items in all. */
  readonly count: number;
  /** A feed with that item alone, its words as they stand. */
  alone(item: FeedItem): string;
}
