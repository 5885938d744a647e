import type { ComparableText } from './comparable.ts';

/** Equal words: `length` words from word `a` of one text and word `b` of the other. Counted in words, not in UTF-16 units. */
export interface Run {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** A shorter run is only taken between two others: four words in a row are shared by chance too often ("at the end of"). */
export const SHORTEST_RUN = 5;
/** Between two runs, up to this many words on each side are aligned word by word, so that a changed word doesn't hide its neighbours. */
export const BRIDGED_GAP = 12;
/** Places tried for one repeated row of words; a text of one word repeated would otherwise cost the square of its length. */
const PLACES_TRIED = 64;

/**
 * The words two texts share, as runs that nowhere overlap in either text, in order of `a`. The longest runs are taken first, so that a
 * paragraph that was moved is found as a whole; runs may therefore cross. Ties are broken by the order of `a`: ask in a fixed order of the texts.
 */
export function sharedRuns(a: ComparableText, b: ComparableText): Run[] {
  if (sameWords(a, b)) return a.words.length === 0 ? [] : [{ a: 0, b: 0, length: a.words.length }];
  const takenA = new Uint8Array(a.words.length);
  const takenB = new Uint8Array(b.words.length);
  const runs: Run[] = [];
  for (const match of longestFirst(maximalMatches(a, b))) {
    let from = 0;
    let to = match.length;
    while (from < to && (takenA[match.a + from] === 1 || takenB[match.b + from] === 1)) from++;
    let end = from;
    while (end < to && takenA[match.a + end] === 0 && takenB[match.b + end] === 0) end++;
    to = end;
    if (to - from < SHORTEST_RUN) continue;
    const run = { a: match.a + from, b: match.b + from, length: to - from };
    takenA.fill(1, run.a, run.a + run.length);
    takenB.fill(1, run.b, run.b + run.length);
    runs.push(run);
  }
  runs.sort((x, y) => x.a - y.a);
  return joined([...runs, ...bridges(a, b, runs, takenB)].sort((x, y) => x.a - y.a));
}

function sameWords(a: ComparableText, b: ComparableText): boolean {
  return a.words.length === b.words.length && a.words.every((word, i) => word === b.words[i]);
}

function longestFirst(matches: Run[]): Run[] {
  return matches.sort((x, y) => y.length - x.length || x.a - y.a || x.b - y.b);
}

/** Every row of at least SHORTEST_RUN equal words that can be made no longer on either side. */
function maximalMatches(a: ComparableText, b: ComparableText): Run[] {
  const last = a.words.length - SHORTEST_RUN;
  if (last < 0 || b.words.length < SHORTEST_RUN) return [];
  const keysA = rowKeys(a.hashes);
  const keysB = rowKeys(b.hashes);
  const size = 1 << (32 - Math.clz32(keysA.length * 2));
  const heads = new Int32Array(size).fill(-1);
  const next = new Int32Array(keysA.length).fill(-1);
  for (let i = last; i >= 0; i--) {
    const slot = keysA[i]! & (size - 1);
    next[i] = heads[slot]!;
    heads[slot] = i;
  }
  const same = (i: number, j: number): boolean => a.hashes[i] === b.hashes[j] && a.words[i] === b.words[j];
  let work = 200_000 + 100 * (a.words.length + b.words.length);
  const matches: Run[] = [];
  for (let j = 0; j < keysB.length && work > 0; j++) {
    let tried = 0;
    for (let i = heads[keysB[j]! & (size - 1)]!; i >= 0 && tried < PLACES_TRIED; i = next[i]!) {
      if (keysA[i] !== keysB[j]) continue;
      tried++;
      if (i > 0 && j > 0 && same(i - 1, j - 1)) continue;
      let length = 0;
      while (i + length < a.words.length && j + length < b.words.length && same(i + length, j + length)) length++;
      work -= length;
      if (length >= SHORTEST_RUN) matches.push({ a: i, b: j, length });
    }
  }
  return matches;
}

/** A hash of each row of SHORTEST_RUN words. */
export function rowKeys(hashes: Uint32Array): Uint32Array {
  const keys = new Uint32Array(Math.max(0, hashes.length - SHORTEST_RUN + 1));
  for (let i = 0; i < keys.length; i++) {
    let key = 0;
    for (let k = 0; k < SHORTEST_RUN; k++) key = (Math.imul(key, 0x9e3779b1) + hashes[i + k]!) | 0;
    keys[i] = key ^ (key >>> 15);
  }
  return keys;
}

/** Equal words in the short gaps between runs that follow each other in both texts. */
function bridges(a: ComparableText, b: ComparableText, runs: readonly Run[], takenB: Uint8Array): Run[] {
  const found: Run[] = [];
  for (let r = 1; r < runs.length; r++) {
    const before = runs[r - 1]!;
    const after = runs[r]!;
    const fromA = before.a + before.length;
    const fromB = before.b + before.length;
    const gapA = after.a - fromA;
    const gapB = after.b - fromB;
    if (gapA <= 0 || gapB <= 0 || gapA > BRIDGED_GAP || gapB > BRIDGED_GAP) continue;
    if (takenB.subarray(fromB, after.b).includes(1)) continue;
    found.push(...commonWords(a, b, fromA, gapA, fromB, gapB));
  }
  return found;
}

/** Longest common subsequence of two short rows of words, at most 255 each; a run a word. */
export function commonWords(
  a: ComparableText,
  b: ComparableText,
  fromA: number,
  gapA: number,
  fromB: number,
  gapB: number,
): Run[] {
  const width = gapB + 1;
  const best = new Uint8Array((gapA + 1) * width);
  for (let i = gapA - 1; i >= 0; i--) {
    for (let j = gapB - 1; j >= 0; j--) {
      best[i * width + j] =
        a.words[fromA + i] === b.words[fromB + j]
          ? best[(i + 1) * width + j + 1]! + 1
          : Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
    }
  }
  const found: Run[] = [];
  let i = 0;
  let j = 0;
  while (i < gapA && j < gapB) {
    if (a.words[fromA + i] === b.words[fromB + j]) found.push({ a: fromA + i++, b: fromB + j++, length: 1 });
    else if (best[(i + 1) * width + j]! >= best[i * width + j + 1]!) i++;
    else j++;
  }
  return found;
}

/** Runs that follow each other without a gap in both texts become one. */
function joined(runs: readonly Run[]): Run[] {
  const whole: Run[] = [];
  for (const run of runs) {
    const before = whole.at(-1);
    if (before !== undefined && before.a + before.length === run.a && before.b + before.length === run.b) {
      whole[whole.length - 1] = { ...before, length: before.length + run.length };
    } else whole.push(run);
  }
  return whole;
}
