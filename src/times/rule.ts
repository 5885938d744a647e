import type { Span } from '../core/span.ts';
import type { TimeMention } from '../core/time.ts';

/** Where the event lies that the words near an expression speak of, seen from the publication. */
export type Tense = 'past' | 'present' | 'future';

/** What an expression means, before it is bound to its place in the text. */
export type Meaning = Omit<TimeMention, 'words' | 'rule' | 'parts'>;

/** A meaning and the words that carry it. */
export interface Reading {
  readonly span: Span;
  readonly meaning: Meaning;
}

/** What a rule may look at besides the words it matched. */
export interface Context {
  readonly text: string;
  /** The day from which "today" and "last month" count; undefined when nobody knows it. */
  readonly anchor: Temporal.PlainDate | undefined;
  /** The anchor in words: "publication on 2015-11-09". */
  readonly anchorName: string;
  /** What is known of an undated text's month of publication (1 to 12), and why. */
  readonly internalMonth: { readonly month: number; readonly reason: string } | undefined;
  /** Is the offset inside quotation marks? There "today" counts from when the words were said, which may be another day. */
  readonly quotedAt: (offset: number) => boolean;
  readonly tenseAt: (offset: number) => Tense | undefined;
  /** The mentions before this place, in the order of the text. */
  readonly earlier: readonly TimeMention[];
}

/**
 * One way of saying a time: a named value. `pattern` is a phrase; `read` gives the meaning of a match, or several readings when the
 * match holds several times, or undefined when the words turn out to mean something else.
 */
export interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
  read(match: RegExpExecArray, context: Context): Meaning | readonly Reading[] | undefined;
}
