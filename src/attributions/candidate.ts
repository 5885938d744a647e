import type { Analysis, Word } from '../language/analysis.ts';
import type { Force } from './attribution.ts';
import type { Frame } from './lexicon.ts';
import type { Quotation } from './quotation.ts';
import type { Span } from '../core/span.ts';

/** How the words that name the source were found. */
export type SourceWay =
  | 'subject'
  | 'relative pronoun'
  | 'inverted subject'
  | 'agent'
  | 'shared subject'
  | 'controller'
  | 'participle'
  | 'noun described'
  | 'possessor'
  | 'prepositional'
  | 'nearest'
  | 'before colon'
  | 'implied';

export interface Source {
  readonly words: readonly Word[];
  readonly head: Word | undefined;
  readonly way: SourceWay;
}

/** A reading that a rule proposes: one cue, one source, one content. Several compete for each cue. */
export interface Candidate {
  readonly rule: string;
  /** The word that carries the cue. */
  readonly cue: Word;
  /** All words of the cue, in text order. */
  readonly cueWords: readonly Word[];
  readonly cueLemma: string;
  readonly force: Force;
  /** Does the lexicon know the cue with this frame? What decides when no trained weights are at hand. */
  readonly known: boolean;
  readonly frame: Frame;
  readonly source: Source;
  /** Words of the content, in text order. */
  readonly content: readonly Word[];
  /** Head of the content, where the tree gives it. */
  readonly contentHead: Word | undefined;
  /** Preposition or marker between cue and content ("for", "that", "to"), or "". */
  readonly link: string;
}

/** What the rules read from: the analysis, and where its quotations and paragraphs stand. */
export interface Page {
  readonly analysis: Analysis;
  readonly quotations: readonly Quotation[];
  readonly paragraphs: readonly Span[];
  /** The quotation a word stands in, by word number. */
  readonly quotationOf: readonly (Quotation | undefined)[];
  /** How many cues of the lexicon have a source with this head (lower case): who speaks once, speaks again. */
  readonly speakers: ReadonlyMap<string, number>;
  /** Has the text lost its punctuation where the word stands? By word number. */
  readonly bare: readonly boolean[];
  /** PER, ORG or LOC of the name a word belongs to, by word number. */
  readonly nameTypeOf: readonly (string | undefined)[];
}
