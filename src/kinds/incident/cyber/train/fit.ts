/** Fits a tagger by the averaged perceptron: weights are moved only where the best sequence is a wrong one, and what is kept is their mean. */
import { mixedRounds } from '../../../../core/fitting.ts';
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
  for (const order of mixedRounds(examples.length, rounds, 7)) {
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
