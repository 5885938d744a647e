import { boundaryFeatures, BOUNDARY_FEATURES, isCandidate, isCertain, placesOf, type Places } from '../boundaries.ts';
import { readSigns } from '../signs.ts';
import { tokenize } from '../tokens.ts';
import { Perceptron } from './perceptron.ts';
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

export function fitBoundaries(texts: readonly Prepared[], epochs: number, seed: number): Perceptron {
  const model = new Perceptron(2, 2);
  const dice = random(seed);
  const row = new Int32Array(BOUNDARY_FEATURES);
  const scores = new Float64Array(2);
  for (let epoch = 0; epoch < epochs; epoch++)
    for (const { places, begins } of shuffled(texts, dice)) {
      let last = 0;
      // From the second round on, every second text is read as it will be later: behind the boundaries that were guessed.
      const isFollowed = epoch > 0 && dice() < 0.5;
      for (let i = 1; i < places.tokens.count; i++) {
        let guess = begins[i]!;
        if (!isCertain(places, i) && isCandidate(places, i)) {
          const n = boundaryFeatures(places, i, i - last, row);
          model.score(row, n, scores);
          guess = scores[1]! > scores[0]! ? 1 : 0;
          model.tick();
          if (guess !== begins[i]) model.update(row, n, begins[i]!, guess);
        }
        if (isFollowed ? guess === 1 : begins[i] === 1) last = i;
      }
    }
  return model;
}
