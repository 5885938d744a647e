/** Logistic regression over hashed features with AdaGrad: small, dependable, the same weights on every run. */
export interface Example {
  /** Slots of the features that are true. */
  readonly slots: Int32Array;
  /** Probability wanted, 0 to 1. */
  readonly target: number;
}

export interface Settings {
  readonly epochs: number;
  readonly rate: number;
  /** Strength of the pull towards zero on each weight that an example touches. */
  readonly decay: number;
}

export function train(examples: readonly Example[], size: number, { epochs, rate, decay }: Settings): Float64Array {
  const weights = new Float64Array(size);
  const squares = new Float64Array(size).fill(1e-2);
  const order = examples.map((_, index) => index);
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
      const { slots, target } = examples[index]!;
      let sum = 0;
      for (const slot of slots) sum += weights[slot]!;
      const error = 1 / (1 + Math.exp(-sum)) - target;
      for (const slot of slots) {
        const gradient = error + decay * weights[slot]!;
        squares[slot]! += gradient * gradient;
        weights[slot]! -= (rate * gradient) / Math.sqrt(squares[slot]!);
      }
    }
  }
  return weights;
}
