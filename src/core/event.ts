import type { Party } from './actor.ts';
import type { Span } from './span.ts';

/** The event types of PLOVER (Political Language Ontology for Verifiable Event Records) that Deeds codes; docs/event-codes.md says what each means. */
export const eventTypes = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'COOPERATE',
  'AID',
  'YIELD',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
] as const;
export type EventType = (typeof eventTypes)[number];

/** 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. */
export type QuadClass = 1 | 2 | 3 | 4;

/** A claim as an event between actors: who does what kind of thing to whom. When it happened is the claim's own `when`. */
export interface EventCode {
  readonly type: EventType;
  readonly quad: QuadClass;
  /** What within the type, where the words tell: "meet", "arrest"; undefined where they do not. */
  readonly mode: string | undefined;
  /** What it is about, where the words tell: "military", "trade"; in the order of the codebook. */
  readonly contexts: readonly string[];
  readonly sources: readonly Party[];
  /** Empty: the words name nobody that it is done to. */
  readonly targets: readonly Party[];
  readonly place: Party | undefined;
  /** `kind`: the kind of claim leaves one type only; `weights`: trained weights chose; `lexicon`: the word list chose, where there are no weights. */
  readonly basis: 'kind' | 'weights' | 'lexicon';
  /** How probable the type is against the others that were possible, 0 to 1, in hundredths. */
  readonly score: number;
  /** What spoke loudest for the type, with its weight: "+1.30 first=condemn". */
  readonly because: readonly string[];
}

/** What a claim tells of as a deed: all that coding it needs to know, and what its kind knows already. */
export interface Deed {
  /** Who does it. */
  readonly sources: readonly Party[];
  /** Whom it is done to, where the claim says so. */
  readonly targets: readonly Party[];
  /** The words that tell it; UTF-16 offsets of the document's text. */
  readonly words: Span;
  /** Where the deed's own word starts, if the kind knows it. */
  readonly at?: number;
  /** The types that a claim of this kind can be; absent: any. */
  readonly among?: readonly EventType[];
  /** The mode, where the kind knows it better than the words beside it. */
  readonly mode?: string;
  readonly place?: Party;
  /** Only an event where it is aimed at somebody known: mere words are none. */
  readonly needsTarget?: true;
}
