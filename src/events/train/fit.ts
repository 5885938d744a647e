/** A log-linear model over a few hundred true features and some hundred numbers, fitted with AdaGrad: the same weights on every run. */

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
  const weights = new Float64Array(size);
  const mean = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-2);
  const settled = Math.floor(epochs / 2);
  const order = examples.map((_, index) => index);
  let seed = 20210901;
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
      const { slots, numbers, right } = examples[index]!;
      const errors = chances(slots, numbers, weights, slotCount, classes);
      errors[right]! -= 1;
      const step = (at: number, error: number, value: number): void => {
        const gradient = error * value + decay * weights[at]!;
        squares[at]! += gradient * gradient;
        weights[at]! -= (rate * gradient) / Math.sqrt(squares[at]!);
      };
      errors.forEach((error, type) => {
        if (Math.abs(error) < 1e-4) return;
        for (const slot of slots) step(slot * classes + type, error, 1);
        numbers.forEach((value, i) => step((slotCount + i) * classes + type, error, value));
      });
    }
    // The mean over the later rounds is steadier than what the last one happens to end with.
    if (epoch >= settled) for (let i = 0; i < size; i++) mean[i]! += weights[i]! / (epochs - settled);
  }
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
