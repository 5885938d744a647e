/** A log-linear model over hashed features, fitted with AdaGrad: small, dependable, the same weights on every run. */
import { AdaGrad, mixedRounds } from '../../core/fitting.ts';
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
  const fitted = new AdaGrad(size, rate, decay);
  const { weights } = fitted;
  let epoch = 0;
  for (const order of mixedRounds(choices.length, epochs, 20160812)) {
    for (const index of order) {
      const { slots, right } = choices[index]!;
      const sums = slots.map(list => {
        let sum = 0;
        for (const slot of list) sum += weights[slot]!;
        return sum;
      });
      const chances = probabilities(sums);
      const mass = right.reduce((sum, i) => sum + chances[i]!, 0);
      slots.forEach((list, i) => {
        const wanted = right.includes(i) && mass > 0 ? chances[i]! / mass : 0;
        const error = chances[i]! - wanted;
        if (Math.abs(error) < SMALLEST_ERROR) return;
        for (const slot of list) fitted.step(slot, error);
      });
    }
    if (++epoch > Math.floor(epochs / 2)) fitted.take();
  }
  return fitted.mean();
}

/** Nothing is learnt from less. */
const SMALLEST_ERROR = 1e-4;
