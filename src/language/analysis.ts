import type { Span } from '../core/span.ts';

/** Universal part of speech. */
export type Upos =
  | 'ADJ'
  | 'ADP'
  | 'ADV'
  | 'AUX'
  | 'CCONJ'
  | 'DET'
  | 'INTJ'
  | 'NOUN'
  | 'NUM'
  | 'PART'
  | 'PRON'
  | 'PROPN'
  | 'PUNCT'
  | 'SCONJ'
  | 'SYM'
  | 'VERB'
  | 'X';

/** One word of a sentence, with its place in the dependency tree (Universal Dependencies, English). */
export interface Word extends Span {
  /** Number of the word in the whole analysis, from 0. */
  readonly index: number;
  readonly sentence: Sentence;
  readonly text: string;
  readonly lower: string;
  readonly lemma: string;
  readonly pos: Upos;
  /** Penn Treebank tag: "VBD", "NNP", … */
  readonly tag: string;
  /** The word this one depends on; undefined for the root of the sentence. */
  readonly head: Word | undefined;
  /** Universal Dependencies relation to `head`, with subtype ("nsubj:pass"); "root" for the root. */
  readonly relation: string;
  /** How sure the arc is: the margin between the best and the next best decision, 0 (a toss-up) and up. */
  readonly margin: number;
  /** Direct dependents in the order of the text. */
  readonly dependents: readonly Word[];
  readonly previous: Word | undefined;
  readonly next: Word | undefined;
  /** Direct dependents with one of `relations`; "nsubj" also finds "nsubj:pass" and the like. */
  children(...relations: string[]): Word[];
  /** The first of `children(...relations)`. */
  child(...relations: string[]): Word | undefined;
  /** The word and everything below it, in the order of the text. */
  subtree(): Word[];
  /** Is the relation this one, with or without a subtype? */
  is(...relations: string[]): boolean;
}

export interface Sentence extends Span {
  readonly index: number;
  readonly words: readonly Word[];
  readonly root: Word;
}

/** A name found in the text: a person, an organisation (states and governments may be either) or a place. */
export interface Name extends Span {
  readonly type: 'PER' | 'ORG' | 'LOC';
  readonly words: readonly Word[];
}

/** What a text has lost on its way here. */
export interface Degradation {
  /** `clean`, or what is missing over most of the text. */
  readonly level: 'clean' | 'lower-cased' | 'unpunctuated' | 'lower-cased and unpunctuated';
  /** Share of the text's characters (0 to 1) that stand in degraded stretches. */
  readonly share: number;
  /** The degraded stretches, in order. */
  readonly stretches: readonly Span[];
}

export interface Analysis {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly words: readonly Word[];
  readonly names: readonly Name[];
  readonly degradation: Degradation;
  /** The word that covers `offset` (UTF-16 units), or the first one after it; undefined past the last word. */
  wordAt(offset: number): Word | undefined;
  /** The words that lie wholly within `span`. */
  wordsIn(span: Span): Word[];
}
