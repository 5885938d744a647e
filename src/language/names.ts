import { feature1, feature2, feature3 } from './hash.ts';
import type { Signs } from './signs.ts';
import type { NameRange } from './words.ts';
import { OUTSIDE } from './tagger.ts';
import type { Scorer } from './weights.ts';

/** Classes of the name finder: outside, then beginning and inside of each type. */
export const NAME_CLASSES = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC'] as const;
const TYPES = ['PER', 'PER', 'ORG', 'ORG', 'LOC', 'LOC'] as const;

export const NAME_FEATURES = 56;

/** Features of word `i` of the sentence `[from, to)`; `last` and `before` are the classes of the two words before it. */
export function nameFeatures(
  s: Signs,
  tags: Uint8Array,
  from: number,
  to: number,
  i: number,
  last: number,
  before: number,
  out: Int32Array,
): number {
  const { form, shape } = s;
  const w = form[i]!;
  const p1 = i > from ? form[i - 1]! : 1;
  const p2 = i > from + 1 ? form[i - 2]! : 1;
  const n1 = i + 1 < to ? form[i + 1]! : 2;
  const n2 = i + 2 < to ? form[i + 2]! : 2;
  const t = tags[i]!;
  const tp1 = i > from ? tags[i - 1]! : OUTSIDE;
  const tp2 = i > from + 1 ? tags[i - 2]! : OUTSIDE;
  const tn1 = i + 1 < to ? tags[i + 1]! : OUTSIDE;
  const tn2 = i + 2 < to ? tags[i + 2]! : OUTSIDE;
  const shape0 = shape[i]! | (i === from ? 64 : 0);
  const shapeP = i > from ? shape[i - 1]! : OUTSIDE;
  const shapeN = i + 1 < to ? shape[i + 1]! : OUTSIDE;
  const suffix3 = s.suffix3[i]!;
  let n = 0;
  out[n++] = feature1(0, last);
  out[n++] = feature1(1, w);
  out[n++] = feature2(2, w, last);
  out[n++] = feature2(3, w, shape0);
  out[n++] = feature1(4, p1);
  out[n++] = feature1(5, n1);
  out[n++] = feature1(6, p2);
  out[n++] = feature1(7, n2);
  out[n++] = feature2(8, p1, w);
  out[n++] = feature2(9, w, n1);
  out[n++] = feature2(10, p1, n1);
  out[n++] = feature2(11, p1, p2);
  out[n++] = feature2(12, n1, n2);
  out[n++] = feature1(13, t);
  out[n++] = feature2(14, t, last);
  out[n++] = feature2(15, tp1, t);
  out[n++] = feature2(16, t, tn1);
  out[n++] = feature3(17, tp1, t, tn1);
  out[n++] = feature2(18, t, shape0);
  out[n++] = feature2(19, shape0, last);
  out[n++] = feature3(20, shapeP, shape0, shapeN);
  out[n++] = feature2(21, s.suffix2[i]!, shape0);
  out[n++] = feature2(22, suffix3, shape0);
  out[n++] = feature2(23, s.suffix4[i]!, shape0);
  out[n++] = feature2(24, s.prefix2[i]!, shape0);
  out[n++] = feature2(25, s.prefix3[i]!, shape0);
  out[n++] = feature2(26, p1, shape0);
  out[n++] = feature2(27, n1, shape0);
  out[n++] = feature2(28, p1, t);
  out[n++] = feature2(29, n1, t);
  out[n++] = feature3(30, last, before, t);
  out[n++] = feature2(31, i > from ? s.suffix3[i - 1]! : 1, t);
  out[n++] = feature2(32, i + 1 < to ? s.suffix3[i + 1]! : 2, t);
  out[n++] = feature2(33, p1, last);
  out[n++] = feature2(34, n1, last);
  out[n++] = feature3(35, tp2, tp1, t);
  out[n++] = feature3(36, t, tn1, tn2);
  out[n++] = feature3(37, last, suffix3, t);
  const g = s.listed[i]!;
  const gp = i > from ? s.listed[i - 1]! : 0;
  const gn = i + 1 < to ? s.listed[i + 1]! : 0;
  out[n++] = feature2(38, g, shape0);
  out[n++] = feature3(39, g, last, t);
  out[n++] = feature2(40, gp, t);
  out[n++] = feature2(41, gn, t);
  out[n++] = feature3(42, gp, g, gn);
  out[n++] = feature3(43, gp, last, shape0);
  out[n++] = feature3(44, g, gn, shape0);
  return n;
}

/** Can class `next` stand behind class `last`? The inside of a name needs its beginning. */
export function mayFollow(last: number, next: number): boolean {
  return next === 0 || (next & 1) === 1 || last === next || last === next - 1;
}

/** The best allowed class. */
export function bestName(scores: Float64Array, last: number): number {
  let best = 0;
  for (let c = 1; c < NAME_CLASSES.length; c++) if (scores[c]! > scores[best]! && mayFollow(last, c)) best = c;
  return best;
}

/** Finds names in tagged sentences, word by word from left to right. */
export class NameFinder {
  private readonly scorer: Scorer;
  private readonly features = new Int32Array(NAME_FEATURES);
  private readonly scores = new Float64Array(NAME_CLASSES.length);

  constructor(scorer: Scorer) {
    this.scorer = scorer;
  }

  find(signs: Signs, tags: Uint8Array, from: number, to: number, found: NameRange[]): void {
    let last = 0;
    let before = 0;
    let start = -1;
    for (let i = from; i < to; i++) {
      const n = nameFeatures(signs, tags, from, to, i, last, before, this.features);
      this.scorer.score(this.features, n, this.scores);
      const best = bestName(this.scores, last);
      if (start >= 0 && (best === 0 || (best & 1) === 1)) {
        found.push({ from: start, to: i, type: TYPES[last - 1]! });
        start = -1;
      }
      if ((best & 1) === 1) start = i;
      before = last;
      last = best;
    }
    if (start >= 0) found.push({ from: start, to, type: TYPES[last - 1]! });
  }
}
