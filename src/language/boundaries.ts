import type { Degraded } from './degradation.ts';
import { feature1, feature2, feature3 } from './hash.ts';
import { endsSentence, markSentences } from './sentences.ts';
import type { Signs } from './signs.ts';
import { gap, type Tokens } from './tokens.ts';

export const BOUNDARY_FEATURES = 18;

/** Longest sentence, in words, that the parser gets; longer ones are cut where a boundary is likeliest. */
export const LONGEST_SENTENCE = 160;

/** What is known of each place between two tokens. */
export interface Places {
  readonly tokens: Tokens;
  readonly signs: Signs;
  /** What the rules of print say (sentences.ts). */
  readonly marks: Uint8Array;
  /** 1 for tokens in an unpunctuated stretch. */
  readonly bare: Uint8Array;
  /** In unpunctuated stretches, the logarithm of the odds that a sentence begins with the token: what the network says. */
  readonly begins: Float32Array;
}

/** Marks the tokens that stand in unpunctuated stretches. */
export function bareTokens(tokens: Tokens, degraded: readonly Degraded[]): Uint8Array {
  const bare = new Uint8Array(tokens.count);
  let i = 0;
  for (const stretch of degraded) {
    while (i < tokens.count && tokens.starts[i]! < stretch.start) i++;
    for (; i < tokens.count && tokens.ends[i]! <= stretch.end; i++) bare[i] = stretch.unpunctuated ? 1 : 0;
  }
  return bare;
}

/** Could a sentence begin with token `i` at all? In punctuated text only behind a mark or at a new line. */
export function isCandidate(places: Places, i: number): boolean {
  const { tokens, marks, bare } = places;
  if (marks[i] === 1 || tokens.gaps[i]! >= gap.line || bare[i] === 1) return true;
  return endsSentence(tokens, i - 1) || CLOSES.test(tokens.text[tokens.ends[i - 1]! - 1]!);
}

const CLOSES = /[:;"”’'»)\]*_…=>|~-]/;

/** A new paragraph always begins a sentence. */
export function isCertain(places: Places, i: number): boolean {
  return i === 0 || places.tokens.gaps[i] === gap.paragraph;
}

/** What each feature (hash.ts) says for a boundary, in whole numbers; one that is not there says nothing. */
export type BoundaryWeights = ReadonlyMap<number, number>;

/** The BOUNDARY_FEATURES features of the place before token `i` in print; `length` is the number of words since the last boundary. */
export function boundaryFeatures(places: Places, i: number, length: number, out: Int32Array): void {
  const { tokens, signs, marks } = places;
  const { form, plainShape: shape } = signs;
  const { count } = tokens;
  const w0 = form[i]!;
  const w1 = i + 1 < count ? form[i + 1]! : 2;
  const p1 = form[i - 1]!;
  const p2 = i > 1 ? form[i - 2]! : 1;
  const since = length < 4 ? length : length < 8 ? 4 : length < 16 ? 5 : length < 30 ? 6 : 7;
  let n = 0;
  const mark = (marks[i]! << 4) | (tokens.gaps[i]! << 2) | (endsSentence(tokens, i - 1) ? 1 : 0);
  const shape0 = shape[i]!;
  const shape1 = i + 1 < count ? shape[i + 1]! : 99;
  const shapeP = shape[i - 1]!;
  out[n++] = feature1(0, mark);
  out[n++] = feature2(1, mark, shape0);
  out[n++] = feature2(2, mark, p1);
  out[n++] = feature2(3, mark, w0);
  out[n++] = feature3(4, p1, shape0, tokens.gaps[i]!);
  out[n++] = feature3(5, p1, w0, mark);
  out[n++] = feature3(6, p2, p1, mark);
  out[n++] = feature3(7, shapeP, p1, shape0);
  out[n++] = feature2(8, mark, since);
  out[n++] = feature3(9, mark, since, shape0);
  out[n++] = feature3(10, w0, w1, mark);
  out[n++] = feature3(11, p1, shape0, shape1);
  out[n++] = feature3(12, mark, shapeP, shape0);
  out[n++] = feature3(13, i > 1 ? shape[i - 2]! : 99, p1, shape0);
  out[n++] = feature2(14, p1, since);
  out[n++] = feature2(15, w0, shapeP);
  out[n++] = feature3(16, p1, w0, shape1);
  out[n] = feature2(17, p2, w0);
}

/** Cuts the text into sentences: returns the first token of each, and the number of tokens at the end. */
export class SentenceCutter {
  private readonly weights: BoundaryWeights;
  private readonly bias: number;
  private readonly features = new Int32Array(BOUNDARY_FEATURES);

  /** `bias` is added to the odds of a boundary in unpunctuated text: above 0, sentences come out shorter. */
  constructor(weights: BoundaryWeights, bias: number) {
    this.weights = weights;
    this.bias = bias;
  }

  cut(places: Places): Int32Array {
    const { tokens } = places;
    const starts: number[] = [];
    let last = 0;
    let likeliest = -1;
    let highest = -Infinity;
    const begin = (i: number): void => {
      starts.push(i);
      last = i;
      likeliest = -1;
      highest = -Infinity;
    };
    for (let i = 0; i < tokens.count; i++) {
      if (isCertain(places, i)) {
        begin(i);
        continue;
      }
      const candidate = isCandidate(places, i);
      const score = candidate ? this.judge(places, i, i - last) : tokens.gaps[i] === gap.none ? -1e9 : -1e6;
      if (score > 0) begin(i);
      else if (score >= highest && i - last > 4) {
        highest = score;
        likeliest = i;
      }
      if (i - last >= LONGEST_SENTENCE) begin(likeliest > 0 ? likeliest : i);
    }
    starts.push(tokens.count);
    return Int32Array.from(starts);
  }

  private judge(places: Places, i: number, length: number): number {
    if (places.bare[i] === 1) return places.begins[i]! + this.bias;
    boundaryFeatures(places, i, length, this.features);
    let sum = 0;
    for (const feature of this.features) sum += this.weights.get(feature) ?? 0;
    return sum;
  }
}

/** What is known of the places of a text; `begins` is needed in unpunctuated stretches only. */
export function placesOf(tokens: Tokens, signs: Signs, bare: Uint8Array, begins: Float32Array): Places {
  return { tokens, signs, marks: markSentences(tokens), bare, begins };
}
