import { feature1, feature2, feature3 } from './hash.ts';
import type { Signs } from './signs.ts';
import type { NameRange } from './words.ts';
import { OUTSIDE } from './tagger.ts';
import type { Scorer } from './weights.ts';

/** Classes of the name finder: outside, then beginning and inside of each type. */
export const NAME_CLASSES = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC'] as const;
const TYPES = ['PER', 'PER', 'ORG', 'ORG', 'LOC', 'LOC'] as const;

export const NAME_FEATURES = 64;

/** For each word of a run of proper nouns where the run begins and ends (end exclusive); elsewhere the word itself. */
export interface Runs {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Finds the runs of proper nouns in the sentence `[from, to)`; `proper` says which tags are proper nouns. Writes to `runs`. */
export function findRuns(tags: Uint8Array, proper: Uint8Array, from: number, to: number, runs: Runs): void {
  for (let i = from; i < to; ) {
    let end = i + 1;
    if (proper[tags[i]!] === 1) while (end < to && proper[tags[end]!] === 1) end++;
    for (let k = i; k < end; k++) {
      runs.from[k - from] = i;
      runs.to[k - from] = end;
    }
    i = end;
  }
}

/** Which tags are proper nouns. */
export function properTags(tagNames: readonly { readonly tag: string }[]): Uint8Array {
  return Uint8Array.from(tagNames, ({ tag }) => (tag === 'NNP' || tag === 'NNPS' ? 1 : 0));
}

/** Features of word `i` of the sentence `[from, to)`; `last` and `before` are the classes of the two words before it. */
export function nameFeatures(
  s: Signs,
  tags: Uint8Array,
  runs: Runs,
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
  const runFrom = runs.from[i - from]!;
  const runTo = runs.to[i - from]!;
  const first = form[runFrom]!;
  const final = form[runTo - 1]!;
  const beforeRun = runFrom > from ? form[runFrom - 1]! : 1;
  const behindRun = runTo < to ? form[runTo]! : 2;
  const place = (i === runFrom ? 0 : i === runTo - 1 ? 1 : 2) + (runTo - runFrom > 3 ? 4 : runTo - runFrom) * 4;
  out[n++] = feature2(45, place, shape0);
  out[n++] = feature3(46, final, place, last);
  out[n++] = feature2(47, final, t);
  out[n++] = feature2(48, first, t);
  out[n++] = feature2(49, beforeRun, t);
  out[n++] = feature2(50, behindRun, t);
  out[n++] = feature3(51, beforeRun, behindRun, place);
  out[n++] = feature3(52, runFrom > from ? tags[runFrom - 1]! : OUTSIDE, runTo < to ? tags[runTo]! : OUTSIDE, place);
  out[n++] = feature3(53, beforeRun, runFrom > from + 1 ? form[runFrom - 2]! : 1, t);
  out[n++] = feature3(54, s.listed[runTo - 1]!, place, t);
  out[n++] = feature3(55, s.listed[runFrom]!, place, t);
  out[n++] = feature2(56, s.suffix3[runTo - 1]!, place);
  out[n++] = feature3(57, runTo < to ? tags[runTo]! : OUTSIDE, behindRun, last);
  out[n++] = feature3(58, beforeRun, last, shape0);
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
  private readonly proper: Uint8Array;
  private runs = { from: new Int32Array(64), to: new Int32Array(64) };
  private readonly features = new Int32Array(NAME_FEATURES);
  private readonly scores = new Float64Array(NAME_CLASSES.length);

  constructor(scorer: Scorer, proper: Uint8Array) {
    this.scorer = scorer;
    this.proper = proper;
  }

  find(signs: Signs, tags: Uint8Array, from: number, to: number, found: NameRange[]): void {
    if (to - from > this.runs.from.length)
      this.runs = { from: new Int32Array((to - from) * 2), to: new Int32Array((to - from) * 2) };
    findRuns(tags, this.proper, from, to, this.runs);
    let last = 0;
    let before = 0;
    let start = -1;
    for (let i = from; i < to; i++) {
      const n = nameFeatures(signs, tags, this.runs, from, to, i, last, before, this.features);
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
