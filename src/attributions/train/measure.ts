/** The benchmark's own way of counting, for choosing settings while training. Sets of word numbers in, three counts out. */
import { type GoldWords, jaccard, sourcesAgree } from './gold.ts';

export interface Counts {
  hits: number;
  found: number;
  marked: number;
}

/** Pairs whose contents share half of their words, from the closest on, one to one, with agreeing sources. */
export function count(found: readonly GoldWords[], marked: readonly GoldWords[]): Counts {
  const pairs: { share: number; i: number; j: number }[] = [];
  marked.forEach((gold, i) =>
    found.forEach((one, j) => {
      const share = jaccard(gold.content, one.content);
      if (share >= 0.5) pairs.push({ share, i, j });
    }),
  );
  pairs.sort((a, b) => b.share - a.share || a.i - b.i || a.j - b.j);
  const usedI = new Set<number>();
  const usedJ = new Set<number>();
  let hits = 0;
  for (const { i, j } of pairs) {
    if (usedI.has(i) || usedJ.has(j)) continue;
    usedI.add(i);
    usedJ.add(j);
    if (sourcesAgree(marked[i]!.source, found[j]!.source)) hits++;
  }
  return { hits, found: found.length, marked: marked.length };
}

export function sum(all: readonly Counts[]): Counts {
  const total: Counts = { hits: 0, found: 0, marked: 0 };
  for (const one of all) {
    total.hits += one.hits;
    total.found += one.found;
    total.marked += one.marked;
  }
  return total;
}

export function f1({ hits, found, marked }: Counts): number {
  return found + marked === 0 ? 0 : (2 * hits) / (found + marked);
}
