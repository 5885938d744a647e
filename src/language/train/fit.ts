import { bestMove, LABEL_FEATURES, labelFeatures, MOVE_FEATURES, moveFeatures, ParseState, SHIFT } from '../parser.ts';
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

/**
 * The right class must win by so much (in updates), or the weights are changed: what is only just right on the data it was learned
 * from is often wrong elsewhere.
 */
const margins = { tags: 4, labels: 4 };

/** One step of learning: the best wrong class must lose by `margin`. */
export function teach(
  model: Perceptron,
  row: Int32Array,
  count: number,
  scores: Float64Array,
  right: number,
  margin: number,
): void {
  let rival = right === 0 ? 1 : 0;
  for (let c = 0; c < model.classes; c++) if (c !== right && scores[c]! > scores[rival]!) rival = c;
  if (scores[right]! - scores[rival]! < margin) model.update(row, count, right, rival);
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
        teach(model, row, n, scores, tags[i]!, margins.tags);
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

/** What the guide found in a sentence, numbered from its end. */
export interface Hints {
  readonly heads: Int32Array;
  readonly sure: Uint8Array;
}

/** How often the parser follows its own (wrong) move while it learns, from the second round on. */
const EXPLORE = 0.9;

/**
 * Teaches the parser. `tags` are predicted tags, one array for each example: it learns on what it will see. With `hints`, the parser proper,
 * guided and with relations; without, the guide itself, which reads backwards and knows no relations.
 */
export function fitParser(
  examples: readonly Example[],
  tags: readonly Uint8Array[],
  hints: readonly Hints[] | undefined,
  labelCount: number,
  epochs: number,
  seed: number,
  onEpoch?: (epoch: number, fit: ParserFit) => void,
): ParserFit {
  const isGuide = hints === undefined;
  const moves = new Perceptron(3, isGuide ? 1 : 0);
  const labels = new Perceptron(labelCount, 1);
  const dice = random(seed);
  const state = new ParseState();
  state.labelled = !isGuide;
  const moveRow = new Int32Array(MOVE_FEATURES);
  const labelRow = new Int32Array(LABEL_FEATURES);
  const moveScores = new Float64Array(3);
  const labelScores = new Float64Array(labelCount);
  const costs = new Float64Array(3);
  const order = examples.map((_, i) => i);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const e of shuffled(order, dice)) {
      const { signs, length, relations } = examples[e]!;
      const heads = isGuide ? mirrored(examples[e]!.heads) : examples[e]!.heads;
      state.start(signs, tags[e]!, 0, length, isGuide);
      if (hints !== undefined) state.follow(hints[e]!.heads, hints[e]!.sure, true);
      while (!state.done) {
        const n = moveFeatures(state, moveRow);
        moves.score(moveRow, n, moveScores);
        moveCosts(state, heads, costs);
        const guess = bestMove(state, moveScores);
        let least = Infinity;
        for (let m = 0; m < 3; m++) if (costs[m]! < least) least = costs[m]!;
        let right = -1;
        for (let m = 0; m < 3; m++)
          if (costs[m] === least && (right < 0 || moveScores[m]! > moveScores[right]!)) right = m;
        moves.tick();
        if (costs[guess]! > least) moves.update(moveRow, n, right, guess);
        const move = costs[guess]! > least && (epoch === 0 || dice() >= EXPLORE) ? right : guess;
        if (move === SHIFT) {
          state.shift();
          continue;
        }
        if (isGuide) {
          state.attach(move, 0);
          continue;
        }
        const dependent = state.dependent();
        const head = state.headFor(move);
        const k = labelFeatures(state, dependent, head, labelRow);
        labels.score(labelRow, k, labelScores);
        const label = bestOf(labelScores, labelCount);
        if (heads[dependent] === head) {
          labels.tick();
          teach(labels, labelRow, k, labelScores, relations[dependent]!, margins.labels);
        }
        state.attach(move, label);
      }
    }
    onEpoch?.(epoch, { moves, labels });
  }
  return { moves, labels };
}

function mirrored(heads: readonly number[]): number[] {
  const n = heads.length;
  return heads.map((_, i) => {
    const head = heads[n - 1 - i]!;
    return head < 0 ? -1 : n - 1 - head;
  });
}
