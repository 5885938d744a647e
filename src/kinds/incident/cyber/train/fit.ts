/** Fits a tagger by the averaged perceptron: weights are moved only where the best sequence is a wrong one, and what is kept is their mean. */
import type { Analysis } from '../../../../language/analysis.ts';
import { SLOTS, tag, type TaggerWeights } from '../tagger.ts';

export interface Example {
  readonly analysis: Analysis;
  readonly features: readonly Int32Array[];
  /** The right label of each word. */
  readonly right: Int32Array;
}

/** The same examples give the same weights. `none` as in `TaggerWeights`, for the tagger that comes of it. */
export function fit(examples: readonly Example[], labels: number, rounds: number, none: number): TaggerWeights {
  const slots = new Float64Array(SLOTS * labels);
  const steps = new Float64Array(labels * labels);
  const [slotSums, stepSums] = [new Float64Array(slots.length), new Float64Array(steps.length)];
  let moment = 1;
  const move = (weights: Float64Array, sums: Float64Array, at: number, by: number): void => {
    weights[at]! += by;
    sums[at]! += by * moment;
  };
  const order = examples.map((_, index) => index);
  let seed = 7;
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 4294967296;
  };
  for (let round = 0; round < rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const index of order) {
      const { analysis, features, right } = examples[index]!;
      const found = tag(analysis, features, { labels, slots, steps, none: 0 });
      analysis.words.forEach((word, i) => {
        const [good, bad] = [right[i]!, found[i]!];
        if (good !== bad) {
          for (const slot of features[i]!) {
            move(slots, slotSums, slot * labels + good, 1);
            move(slots, slotSums, slot * labels + bad, -1);
          }
        }
        if (i === 0 || word.sentence !== word.previous?.sentence) return;
        const [goodStep, badStep] = [right[i - 1]! * labels + good, found[i - 1]! * labels + bad];
        if (goodStep === badStep) return;
        move(steps, stepSums, goodStep, 1);
        move(steps, stepSums, badStep, -1);
      });
      moment++;
    }
  }
  return {
    labels,
    slots: slots.map((weight, i) => weight - slotSums[i]! / moment),
    steps: steps.map((weight, i) => weight - stepSums[i]! / moment),
    none,
  };
}
