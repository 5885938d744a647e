import { LABEL_FEATURES, labelFeatures, MOVE_FEATURES, moveFeatures, ParseState, SHIFT } from '../parser.ts';
import type { Signs } from '../signs.ts';
import { bestOf, OUTSIDE, TAG_FEATURES, tagFeatures } from '../tagger.ts';
import { moveCosts } from './oracle.ts';
import { Perceptron } from './perceptron.ts';
import { random, shuffled } from './random.ts';

/** A sentence ready for fitting. */
export interface Example {
  readonly signs: Signs;
  readonly length: number;
  readonly tags: Uint8Array;
  readonly heads: readonly number[];
  readonly relations: Uint8Array;
}

export function fitTagger(examples: readonly Example[], classes: number, epochs: number, seed: number): Perceptron {
  const model = new Perceptron(classes, 1);
  const dice = random(seed);
  const row = new Int32Array(TAG_FEATURES);
  const scores = new Float64Array(classes);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { signs, length, tags } of shuffled(examples, dice)) {
      let tag1 = OUTSIDE;
      let tag2 = OUTSIDE;
      for (let i = 0; i < length; i++) {
        const n = tagFeatures(signs, 0, length, i, tag1, tag2, row);
        model.score(row, n, scores);
        const guess = bestOf(scores, classes);
        model.tick();
        if (guess !== tags[i]) model.update(row, n, tags[i]!, guess);
        tag2 = tag1;
        tag1 = guess;
      }
    }
  }
  return model;
}

export interface ParserFit {
  readonly moves: Perceptron;
  readonly labels: Perceptron;
}

/** How often the parser follows its own (wrong) move while it learns, from the second round on. */
const EXPLORE = 0.9;

/** `tags` are predicted tags, one array for each example: the parser learns on what it will see. */
export function fitParser(
  examples: readonly Example[],
  tags: readonly Uint8Array[],
  labelCount: number,
  epochs: number,
  seed: number,
  onEpoch?: (epoch: number, fit: ParserFit) => void,
): ParserFit {
  const moves = new Perceptron(3, 1);
  const labels = new Perceptron(labelCount, 1);
  const dice = random(seed);
  const state = new ParseState();
  const moveRow = new Int32Array(MOVE_FEATURES);
  const labelRow = new Int32Array(LABEL_FEATURES);
  const moveScores = new Float64Array(3);
  const labelScores = new Float64Array(labelCount);
  const costs = new Float64Array(3);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffled(order, dice)) {
      const { signs, length, heads, relations } = examples[e]!;
      state.start(signs, tags[e]!, 0, length);
      while (!state.done) {
        const n = moveFeatures(state, moveRow);
        moves.score(moveRow, n, moveScores);
        moveCosts(state, heads, costs);
        let guess = -1;
        let right = -1;
        let least = Infinity;
        for (let m = 0; m < 3; m++) if (costs[m]! < least) least = costs[m]!;
        for (let m = 0; m < 3; m++) {
          if (costs[m] === Infinity) continue;
          if (guess < 0 || moveScores[m]! > moveScores[guess]!) guess = m;
          if (costs[m] === least && (right < 0 || moveScores[m]! > moveScores[right]!)) right = m;
        }
        moves.tick();
        if (guess !== right) moves.update(moveRow, n, right, guess);
        const move = guess !== right && epoch > 0 && dice() < EXPLORE ? guess : right;
        if (move === SHIFT) {
          state.shift();
          continue;
        }
        const dependent = state.dependent();
        const head = state.headFor(move);
        const k = labelFeatures(state, dependent, head, labelRow);
        labels.score(labelRow, k, labelScores);
        const label = bestOf(labelScores, labelCount);
        if (heads[dependent] === head) {
          labels.tick();
          if (label !== relations[dependent]) labels.update(labelRow, k, relations[dependent]!, label);
        }
        state.attach(move, label);
      }
    }
    onEpoch?.(epoch, { moves, labels });
  }
  return { moves, labels };
}
