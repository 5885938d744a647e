/** A log-linear model over a few hundred true features and some hundred numbers, fitted with AdaGrad: the same weights on every run. */
import { AdaGrad, mixedRounds } from '../../core/fitting.ts';

export interface Example {
  /** Slots of the features that are true. */
  readonly slots: Int32Array;
  /** Numbers of the meanings. */
  readonly numbers: Float64Array;
  /** The right class. */
  readonly right: number;
}

export interface Settings {
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull towards zero on each weight that an example touches. */
  readonly decay: number;
}

export interface Fitted {
  /** By slot, then class. */
  readonly slots: Float64Array;
  /** By number, then class. */
  readonly meanings: Float64Array;
}

export function fit(
  examples: readonly Example[],
  classes: number,
  slotCount: number,
  { epochs, rate, decay }: Settings,
): Fitted {
  const numberCount = examples[0]!.numbers.length;
  const size = (slotCount + numberCount) * classes;
  const fitted = new AdaGrad(size, rate, decay);
  let epoch = 0;
  for (const order of mixedRounds(examples.length, epochs, 20210901)) {
    for (const index of order) {
      const { slots, numbers, right } = examples[index]!;
      const errors = chances(slots, numbers, fitted.weights, slotCount, classes);
      errors[right]! -= 1;
      errors.forEach((error, type) => {
        if (Math.abs(error) < 1e-4) return;
        for (const slot of slots) fitted.step(slot * classes + type, error);
        numbers.forEach((value, i) => fitted.step((slotCount + i) * classes + type, error * value));
      });
    }
    if (++epoch > Math.floor(epochs / 2)) fitted.take();
  }
  const mean = fitted.mean();
  return { slots: mean.slice(0, slotCount * classes), meanings: mean.slice(slotCount * classes) };
}

function chances(
  slots: Int32Array,
  numbers: Float64Array,
  weights: Float64Array,
  slotCount: number,
  classes: number,
): Float64Array {
  const sums = new Float64Array(classes);
  for (const slot of slots) for (let type = 0; type < classes; type++) sums[type]! += weights[slot * classes + type]!;
  numbers.forEach((value, i) => {
    const from = (slotCount + i) * classes;
    for (let type = 0; type < classes; type++) sums[type]! += weights[from + type]! * value;
  });
  const largest = Math.max(...sums);
  const parts = sums.map(sum => Math.exp(sum - largest));
  const total = parts.reduce((a, b) => a + b, 0);
  return parts.map(part => part / total);
}
