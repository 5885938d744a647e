import type { ActorId, Party } from './actor.ts';
import type { EventCode } from './event.ts';
import type { Words } from './span.ts';
import type { TimeMention } from './time.ts';

/** How a claim is put: never more than the words bear. */
export const factualities = ['asserted', 'alleged', 'planned', 'promised', 'denied', 'negated', 'conditional'] as const;
export type Factuality = (typeof factualities)[number];

/** Text strength: `degraded` text lost its capitals or punctuation, so its claims are weaker. */
export type Strength = 'clean' | 'degraded';

/** By whose word something is claimed: a chain from the outlet inwards ("Earnest said Obama made clear …"). */
export type Voice = Party;

/**
 * A claim as a kind's reader gives it, before it has an id. `B` is the kind's own body.
 * Every party, time and piece of a body carries the words it rests on.
 */
export interface Draft<B> {
  readonly kind: string;
  /** Name of the rule that read it. */
  readonly rule: string;
  /** The exact words the claim rests on. */
  readonly words: Words;
  readonly factuality: Factuality;
  /** Outermost first; empty: the document itself says so. */
  readonly voices: readonly Voice[];
  /** When it happened, or is to happen; undefined: the words do not say. */
  readonly when: TimeMention | undefined;
  /** The words that say at which meeting it was said, undertaken or done ("at the talks on Tuesday"); absent where none say so. */
  readonly madeAt?: Words;
  /** Everybody who plays a part, for lists and filters; the body says which part. */
  readonly actors: readonly ActorId[];
  readonly body: B;
}

/** A claim: a draft with its content-derived id and the strength of the text it was read from. */
export interface Claim<B = unknown> extends Draft<B> {
  /** `clm_` and 24 hexadecimal digits of SHA-256 over text hash, kind, words and body: reading twice adds nothing. */
  readonly id: string;
  readonly strength: Strength;
  /** The claim as an event between actors; absent where it is none, or the words do not tell which. */
  readonly event?: EventCode;
}
