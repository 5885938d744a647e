import type { Party } from './actor.ts';
import type { Words } from './span.ts';
import type { TimeMention } from './time.ts';

/**
 * A claim of any kind, as far as one asks what it says was done: what judgement looks at. `said`: words about words; `planned`: told of the
 * future; `done`; `not_done`: told that it was not.
 */
export interface Deed {
  readonly mode: 'said' | 'planned' | 'done' | 'not_done';
  /** Who did it, or is said to have; empty: the words name nobody. */
  readonly doers: readonly Party[];
  /** The words that tell what was done, without who says so. */
  readonly what: readonly Words[];
  readonly purpose: Words | undefined;
  /** Who says so, innermost last; empty: the document itself. */
  readonly voices: readonly Party[];
  /** Did whoever speaks deny it? */
  readonly denied: boolean;
  readonly when: TimeMention | undefined;
  /** Is the claim’s own time that of the saying, or that of the deed? */
  readonly dates: 'saying' | 'deed';
  /** Who says who did it, where the kind keeps that apart. */
  readonly attributions: readonly {
    readonly by: Party | undefined;
    readonly to: Party;
    readonly cue: Words | undefined;
  }[];
}
