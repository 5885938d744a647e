/** A log-linear model over hashed features, fitted with AdaGrad: small, dependable, the same weights on every run. */
import { probabilities } from '../scorer.ts';

/** The candidates of one cue. "None of them" is always possible too and has no features. */
export interface Choice {
  /** Slots of the features that are true, for each candidate. */
  readonly slots: readonly Int32Array[];
  /** Which candidates are right, as numbers into `slots`; empty: none is. */
  readonly right: readonly number[];
}

export interface Settings {
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull towards zero on each weight that an example touches. */
  readonly decay: number;
}

/** Weights by slot that make the right candidates likely; where several are right, their sum counts. */
export function train(choices: readonly Choice[], size: number, { epochs, rate, decay }: Settings): Float64Array {
  const weights = new Float64Array(size);
  // The mean over the later rounds is steadier than what the last one happens to end with.
  const mean = new Float64Array(size);
  const settled = Math.floor(epochs / 2);
  const squares = new Float64Array(size).fill(1e-2);
  const order = choices.map((_, index) => index);
  let seed = 20160812;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const index of order) {
      const { slots, right } = choices[index]!;
      const chances = probabilities(slots.map(list => list.reduce((sum, slot) => sum + weights[slot]!, 0)));
      const mass = right.reduce((sum, i) => sum + chances[i]!, 0);
      slots.forEach((list, i) => {
        const wanted = right.includes(i) && mass > 0 ? chances[i]! / mass : 0;
        const error = chances[i]! - wanted;
        if (Math.abs(error) < 1e-4) return;
        for (const slot of list) {
          const gradient = error + decay * weights[slot]!;
          squares[slot]! += gradient * gradient;
          weights[slot]! -= (rate * gradient) / Math.sqrt(squares[slot]!);
        }
      });
    }
    if (epoch >= settled) for (let slot = 0; slot < size; slot++) mean[slot]! += weights[slot]! / (epochs - settled);
  }
  return mean;
}
