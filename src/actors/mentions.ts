import type { Resolution } from '../core/actor.ts';
import type { Word } from '../language/analysis.ts';
import type { Draft } from './roster.ts';

/** A mention while the document is being read; word numbers, `to` exclusive. */
export interface Seen {
  readonly from: number;
  readonly to: number;
  /** Number of the word that the phrase is headed by. */
  readonly head: number;
  readonly draft: Draft | undefined;
  readonly how: Resolution;
  readonly reason: string;
  /** Stands inside another mention ("White House" in "White House press secretary Josh Earnest"). */
  readonly nested: boolean;
  readonly subject: boolean;
  readonly plural: boolean;
}

/** How many mentions back an antecedent is looked for: keeps reading linear and guesses short. */
const MEMORY = 40;
/** How many sentences back an antecedent is looked for. */
export const REACH = 3;

/** What was mentioned so far, in the order of the text. */
export class Mentions {
  private readonly words: readonly Word[];
  private readonly history: Seen[] = [];

  constructor(words: readonly Word[]) {
    this.words = words;
  }

  remember(seen: Seen): void {
    // What stands inside a longer phrase ("U.S." in "the U.S. president") is not what the text goes on about.
    for (let i = this.history.length - 1; i >= 0 && this.history[i]!.to > seen.from; i--) {
      const inner = this.history[i]!;
      if (inner.from >= seen.from && inner.to <= seen.to && inner.how !== 'pronoun')
        this.history[i] = { ...inner, nested: true };
    }
    if (seen.draft !== undefined) this.history.push(this.isBracketed(seen) ? { ...seen, nested: true } : seen);
  }

  recent(): Seen[] {
    return this.history.slice(-MEMORY);
  }

  /** "GENEVA (AFP)": what stands in brackets is told of nobody. */
  isBracketed({ from, to }: Seen): boolean {
    return this.words[from - 1]?.text === '(' && this.words[to]?.text === ')';
  }

  sentenceOf(seen: Seen): number {
    return this.words[seen.head]!.sentence.index;
  }
}
