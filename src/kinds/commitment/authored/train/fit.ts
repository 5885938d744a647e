/** Logistic regression over hashed features, fitted with AdaGrad: small, dependable, the same weights on every run. */
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
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-2);
  const settled = Math.floor(epochs / 2);
  const order = examples.map((_, index) => index);
  let seed = 20160702;
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
      const { slots, yes, weight } = examples[index]!;
      const error = weight * (chanceOf(sumOf(weights, slots)) - Number(yes));
      for (const slot of slots) {
        const gradient = error + decay * weights[slot]!;
        squares[slot]! += gradient * gradient;
        weights[slot]! -= (rate * gradient) / Math.sqrt(squares[slot]!);
      }
    }
    if (epoch >= settled) for (let slot = 0; slot < size; slot++) mean[slot]! += weights[slot]! / (epochs - settled);
  }
  return mean;
}

export function sumOf(weights: Float64Array, slots: Int32Array): number {
  let sum = 0;
  for (const slot of slots) sum += weights[slot]!;
  return sum;
}
