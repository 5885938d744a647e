import type { Span } from '../core/span.ts';
import type { Word } from '../language/analysis.ts';

/**
 * How a source stands to its words, by the cue: the table in `lexicon.ts` says which cue has which force.
 * `reported` has no cue of its own kind: a cue the table does not know.
 */
export type Force =
  | 'said'
  | 'claimed'
  | 'denied'
  | 'vowed'
  | 'warned'
  | 'acknowledged'
  | 'apologised'
  | 'reaffirmed'
  | 'asked'
  | 'urged'
  | 'thought'
  | 'stressed'
  | 'announced'
  | 'agreed'
  | 'showed'
  | 'expected'
  | 'wanted'
  | 'praised'
  | 'criticised'
  | 'supported'
  | 'opposed'
  | 'described'
  | 'felt'
  | 'refused'
  | 'discussed'
  | 'seemed'
  | 'reported';

/** direct: at least nine tenths of the content's words stand inside quotation marks, or the words are a turn of a transcript; indirect: none do. */
export type Form = 'direct' | 'indirect' | 'mixed';

/** That somebody is said to have said, written, thought or promised something. Spans are in text order and do not overlap. */
export interface Attribution {
  /** The words that name the source, in pieces if need be; empty when it is implied ("is expected to"). */
  readonly source: readonly Span[];
  /** Head word of the source's noun phrase, for finding the actor; of "analysts, who said" it is "analysts". */
  readonly sourceHead: Word | undefined;
  /** The words that tie source and content ("had also said", "according to", ":"). Never overlaps `content`. */
  readonly cue: readonly Span[];
  /** Dictionary form of the cue: "say", "according to", "announce"; ":" in headlines and transcripts. */
  readonly cueLemma: string;
  readonly force: Force;
  /** What is said, in pieces if the cue interrupts it; quotation marks around it are included. */
  readonly content: readonly Span[];
  readonly form: Form;
  /** The parts of the content that stand inside quotation marks, marks included. */
  readonly quoted: readonly Span[];
  /** Head of "to Mr. Xi", of "told reporters". */
  readonly addressee: Word | undefined;
  /** Where or when it was said: "in a statement", "at a news conference", "after meeting with Mr. Obama". */
  readonly occasion: Span | undefined;
  /** Index, in the list this one stands in, of the innermost attribution whose content contains this one. */
  readonly within: number | undefined;
  /** Name of the rule that read it. */
  readonly rule: string;
  /** How sure the reader is that this is an attribution and read right: 0 to 1. */
  readonly score: number;
}
