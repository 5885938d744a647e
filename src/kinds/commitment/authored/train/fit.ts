/** Logistic regression over hashed features, fitted with AdaGrad: small, dependable, the same weights on every run. */
import { AdaGrad, mixedRounds } from '../../../../core/fitting.ts';
import { chanceOf } from '../scorer.ts';

export interface Example {
  readonly slots: Int32Array;
  readonly yes: boolean;
  /** How much it counts; 1 where all count alike. */
  readonly weight: number;
}

export interface Settings {
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull towards zero on each weight that an example touches. */
  readonly decay: number;
}

/** Weights by slot; the mean over the later half of the rounds, which is steadier than what the last one ends with. */
export function fit(examples: readonly Example[], size: number, { epochs, rate, decay }: Settings): Float64Array {
  const fitted = new AdaGrad(size, rate, decay);
  let epoch = 0;
  for (const order of mixedRounds(examples.length, epochs, 20160702)) {
    for (const index of order) {
      const { slots, yes, weight } = examples[index]!;
      const error = weight * (chanceOf(sumOf(fitted.weights, slots)) - Number(yes));
      for (const slot of slots) fitted.step(slot, error);
    }
    if (++epoch > Math.floor(epochs / 2)) fitted.take();
  }
  return fitted.mean();
}

export function sumOf(weights: Float64Array, slots: Int32Array): number {
  let sum = 0;
  for (const slot of slots) sum += weights[slot]!;
  return sum;
}
