import { feature1, feature2, feature3 } from './hash.ts';
import type { Signs } from './signs.ts';
import type { Scorer } from './weights.ts';

/** Number that stands for "before the first word" and "behind the last". */
export const OUTSIDE = 255;

export const TAG_FEATURES = 40;

/**
 * Features of word `i` of the sentence `[from, to)`: what it looks like, its neighbours, and the two tags before it.
 * Returns how many were written to `out`.
 */
export function tagFeatures(
  s: Signs,
  from: number,
  to: number,
  i: number,
  tag1: number,
  tag2: number,
  out: Int32Array,
): number {
  const { form, shape } = s;
  const w = form[i]!;
  const p1 = i > from ? form[i - 1]! : 1;
  const p2 = i > from + 1 ? form[i - 2]! : 1;
  const n1 = i + 1 < to ? form[i + 1]! : 2;
  const n2 = i + 2 < to ? form[i + 2]! : 2;
  const shape0 = shape[i]! | (i === from ? 64 : 0);
  const shapeN = i + 1 < to ? shape[i + 1]! : OUTSIDE;
  const shapeP = i > from ? shape[i - 1]! : OUTSIDE;
  const suffix3 = s.suffix3[i]!;
  const case0 = shape0 & 32;
  let n = 0;
  out[n++] = feature1(0, case0);
  out[n++] = feature1(1, w);
  out[n++] = feature2(2, w, shape0);
  out[n++] = feature2(3, s.suffix1[i]!, shape0);
  out[n++] = feature2(4, s.suffix2[i]!, case0);
  out[n++] = feature2(5, suffix3, case0);
  out[n++] = feature2(6, s.suffix4[i]!, case0);
  out[n++] = feature1(7, s.prefix1[i]!);
  out[n++] = feature1(8, s.prefix2[i]!);
  out[n++] = feature1(9, s.prefix3[i]!);
  out[n++] = feature1(10, shape0);
  out[n++] = feature1(11, p1);
  out[n++] = feature1(12, p2);
  out[n++] = feature1(13, n1);
  out[n++] = feature1(14, n2);
  out[n++] = feature1(15, tag1);
  out[n++] = feature2(16, tag1, tag2);
  out[n++] = feature2(17, tag1, w);
  out[n++] = feature2(18, tag1, n1);
  out[n++] = feature2(19, p1, w);
  out[n++] = feature2(20, w, n1);
  out[n++] = feature2(21, p1, n1);
  out[n++] = feature2(22, tag1, suffix3);
  out[n++] = feature3(23, shapeP, shape0, shapeN);
  out[n++] = feature1(24, i > from ? s.suffix3[i - 1]! : 1);
  out[n++] = feature1(25, i + 1 < to ? s.suffix3[i + 1]! : 2);
  out[n++] = feature2(26, i + 1 < to ? s.suffix2[i + 1]! : 2, suffix3);
  out[n++] = feature3(27, tag1, tag2, w);
  out[n++] = feature2(28, tag2, w);
  out[n++] = feature2(29, tag1, shape0);
  out[n++] = feature3(30, tag1, suffix3, i + 1 < to ? s.suffix3[i + 1]! : 2);
  out[n++] = feature2(31, n1, n2);
  out[n++] = feature2(32, p1, p2);
  out[n++] = feature2(33, shape0, suffix3);
  out[n++] = feature2(34, n1, suffix3);
  out[n++] = feature2(35, s.listed[i]!, shape0);
  out[n++] = feature3(36, s.listed[i]!, tag1, case0);
  out[n++] = feature3(37, i > from ? s.listed[i - 1]! : 0, s.listed[i]!, i + 1 < to ? s.listed[i + 1]! : 0);
  return n;
}

/** Tags the sentence `[from, to)` from left to right; writes tag numbers. */
export class Tagger {
  private readonly scorer: Scorer;
  private readonly features = new Int32Array(TAG_FEATURES);
  private readonly scores: Float64Array;

  constructor(scorer: Scorer) {
    this.scorer = scorer;
    this.scores = new Float64Array(scorer.classes);
  }

  tag(signs: Signs, from: number, to: number, tags: Uint8Array): void {
    let tag1 = OUTSIDE;
    let tag2 = OUTSIDE;
    for (let i = from; i < to; i++) {
      const n = tagFeatures(signs, from, to, i, tag1, tag2, this.features);
      this.scorer.score(this.features, n, this.scores);
      const best = bestOf(this.scores, this.scorer.classes);
      tags[i] = best;
      tag2 = tag1;
      tag1 = best;
    }
  }
}

/** Number of the highest score; of equals, the first. */
export function bestOf(scores: Float64Array, count: number): number {
  let best = 0;
  for (let c = 1; c < count; c++) if (scores[c]! > scores[best]!) best = c;
  return best;
}
