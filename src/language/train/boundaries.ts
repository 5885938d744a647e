import {
  boundaryFeatures,
  BOUNDARY_FEATURES,
  type BoundaryWeights,
  isCandidate,
  isCertain,
  placesOf,
  type Places,
} from '../boundaries.ts';
import { readSigns } from '../signs.ts';
import { tokenize } from '../tokens.ts';
import { random, shuffled } from './random.ts';
import type { TreeSentence } from './treebank.ts';

/** A text and the offsets where its sentences begin. */
export interface CutText {
  readonly text: string;
  readonly begins: ReadonlySet<number>;
}

/** Puts the sentences of each document together again; paragraphs are set off by an empty line, in every second document by a line break. */
export function documentsOf(sentences: readonly TreeSentence[]): CutText[] {
  const documents: CutText[] = [];
  let text = '';
  let begins = new Set<number>();
  const close = (): void => {
    if (text !== '') documents.push({ text, begins });
    text = '';
    begins = new Set();
  };
  for (const s of sentences) {
    if (s.opens === 'document') close();
    else text += s.opens === 'sentence' ? ' ' : documents.length % 2 === 0 ? '\n\n' : '\n';
    begins.add(text.length);
    text += s.text;
  }
  close();
  return documents;
}

/** A text as a scraper leaves it: words in small letters, one blank between them, nothing else. */
export function stripText({ text, begins }: CutText): CutText {
  let out = '';
  const moved = new Set<number>();
  const edges = [...begins].sort((a, b) => a - b);
  let edge = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    if (out !== '') out += ' ';
    let isFirst = false;
    while (edge < edges.length && edges[edge]! < match.index + match[0].length) {
      isFirst = true;
      edge++;
    }
    if (isFirst) moved.add(out.length);
    out += match[0].toLowerCase();
  }
  return { text: out, begins: moved };
}

export interface Prepared {
  readonly places: Places;
  readonly begins: Uint8Array;
}

/** A printed text for the classifier. */
export function prepare({ text, begins }: CutText): Prepared {
  const tokens = tokenize(text, []);
  const signs = readSigns(tokens);
  return {
    places: placesOf(tokens, signs, new Uint8Array(tokens.count), new Float32Array(0)),
    begins: Uint8Array.from({ length: tokens.count }, (_, i) => (begins.has(tokens.starts[i]!) ? 1 : 0)),
  };
}

/** Weights below this are dropped: they would cost room and change nothing. */
const SMALLEST = 0.05;
/** Whole numbers that one update weighs in the file. */
const UNIT = 64;

/** Learns where sentences begin in print: an averaged perceptron. */
export function fitBoundaries(texts: readonly Prepared[], epochs: number, seed: number): BoundaryWeights {
  const model = new Perceptron();
  const dice = random(seed);
  const row = new Int32Array(BOUNDARY_FEATURES);
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { places, begins } of shuffled(texts, dice)) {
      let last = 0;
      // From the second round on, every second text is read as it will be later: behind the boundaries that were guessed.
      const isFollowed = epoch > 0 && dice() < 0.5;
      for (let i = 1; i < places.tokens.count; i++) {
        let guess = begins[i]!;
        if (!isCertain(places, i) && isCandidate(places, i)) {
          boundaryFeatures(places, i, i - last, row);
          guess = model.score(row) > 0 ? 1 : 0;
          model.tick();
          if (guess !== begins[i]) model.update(row, begins[i]! - guess);
        }
        if (isFollowed ? guess === 1 : begins[i] === 1) last = i;
      }
    }
  const averages = model.averages().filter(([, weight]) => Math.abs(weight) >= SMALLEST);
  return new Map(averages.map(([feature, weight]) => [feature, Math.sign(weight) * rounded(Math.abs(weight))]));
}

/** Weights as whole numbers, each a twelfth part of e larger than the one below: so there are few different ones, and small ones keep their differences. */
function rounded(weight: number): number {
  const step = Math.round(Math.log(weight / SMALLEST) * 12) / 12;
  return Math.round(UNIT * SMALLEST * Math.exp(step));
}

/** A feature gets a weight only after this many updates asked for it: rare ones, which are most of all, cost room and teach little. */
const PROBATION = 2;

interface Cell {
  asked: number;
  weight: number;
  /** Sum of the weights at all steps up to `stamp`. */
  total: number;
  stamp: number;
}

/** An averaged perceptron of two classes. Averages are kept lazily (Daumé 2006): a weight remembers when it last changed. */
class Perceptron {
  private readonly cells = new Map<number, Cell>();
  private steps = 1;

  score(features: Int32Array): number {
    let sum = 0;
    for (const feature of features) sum += this.cells.get(feature)?.weight ?? 0;
    return sum;
  }

  /** Call once for each decision, right or wrong. */
  tick(): void {
    this.steps++;
  }

  update(features: Int32Array, by: number): void {
    for (const feature of features) {
      let cell = this.cells.get(feature);
      if (cell === undefined) this.cells.set(feature, (cell = { asked: 0, weight: 0, total: 0, stamp: this.steps }));
      if (++cell.asked <= PROBATION) continue;
      cell.total += cell.weight * (this.steps - cell.stamp);
      cell.stamp = this.steps;
      cell.weight += by;
    }
  }

  /** The averaged weights, in the order of the features. */
  averages(): [feature: number, weight: number][] {
    const { steps } = this;
    return Array.from(this.cells, ([feature, { weight, total, stamp }]): [number, number] => [
      feature,
      (total + weight * (steps - stamp)) / steps,
    ]).sort((a, b) => a[0] - b[0]);
  }
}
