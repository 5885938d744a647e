import type { Party } from './actor.ts';
import type { Claim } from './claim.ts';
import type { Words } from './span.ts';

/** One column of a kind's list and CSV; `value` is plain text, empty when unknown. */
export interface Column {
  readonly name: string;
  /** What the column holds, for the documentation. */
  readonly about: string;
  value(claim: Claim): string;
}

/** A claim as a person would write it into a record. */
export interface ShownClaim {
  /** One line: who, what, when. */
  readonly headline: string;
  /** Label and text of each further line, in the order a reader wants them. */
  readonly details: readonly (readonly [label: string, text: string])[];
}

/** All that rooms other than kinds/ know of a kind of claim. None branches on its name. */
export interface KindFace {
  /** Singular, lower case: "statement". */
  readonly name: string;
  readonly plural: string;
  /** A sentence that says what a claim of this kind is. */
  readonly about: string;
  readonly columns: readonly Column[];
  show(claim: Claim): ShownClaim;
  /** The body of a claim that a person selected and no rule read: the words, and all else unknown. */
  unread(words: Words): unknown;
  /** Who speaks, where claims of this kind are somebody's words; undefined for a claim whose speaker the text does not name. */
  speaker?(claim: Claim): Party | undefined;
  /** The words said, in pieces, where claims of this kind are somebody's words. */
  said?(claim: Claim): readonly Words[];
}
