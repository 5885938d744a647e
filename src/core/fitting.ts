/** What the trainers of small models share: examples in an order that is mixed anew each round but never differs between runs, and AdaGrad's step. */

/** `rounds` orders of the numbers 0 to `count` - 1, each mixed on from the one before; the same `seed` gives the same orders. The list is the same one each time. */
export function* mixedRounds(count: number, rounds: number, seed: number): Generator<readonly number[]> {
  const order = Array.from({ length: count }, (_, index) => index);
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  for (let round = 0; round < rounds; round++) {
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    yield order;
  }
}

/** Weights fitted with AdaGrad (Duchi, Hazan and Singer 2011), a slot at a time, with a pull towards zero on each slot that is touched. */
export class AdaGrad {
  readonly weights: Float64Array;
  private readonly squares: Float64Array;
  private readonly rate: number;
  private readonly decay: number;
  private readonly sums: Float64Array;
  private summed = 0;

  /** `decay`: strength of the pull towards zero. */
  constructor(size: number, rate: number, decay: number) {
    this.weights = new Float64Array(size);
    this.squares = new Float64Array(size).fill(1e-2);
    this.sums = new Float64Array(size);
    this.rate = rate;
    this.decay = decay;
  }

  /** `error`: how far the score that the slot adds to is above what it should be. */
  step(slot: number, error: number): void {
    const gradient = error + this.decay * this.weights[slot]!;
    this.squares[slot]! += gradient * gradient;
    this.weights[slot]! -= (this.rate * gradient) / Math.sqrt(this.squares[slot]!);
  }

  /** Takes the weights as they stand into the mean. */
  take(): void {
    this.summed++;
    for (let slot = 0; slot < this.weights.length; slot++) this.sums[slot]! += this.weights[slot]!;
  }

  /** The mean of what was taken: steadier than what the last round happens to end with. */
  mean(): Float64Array {
    return this.sums.map(sum => sum / this.summed);
  }
}
