/** How well a candidate agrees with what annotators marked: the label it is trained with. */
import type { Analysis, Word } from '../../language/analysis.ts';
import type { Candidate } from '../candidate.ts';
import { isPunctuation } from '../pieces.ts';

type Range = readonly [start: number, end: number];

export interface GoldAttribution {
  readonly source?: readonly Range[];
  readonly cue?: readonly Range[];
  readonly content: readonly Range[];
  readonly type?: string;
}

/** A marked attribution as sets of word numbers. */
export interface GoldWords {
  readonly source: ReadonlySet<number>;
  readonly cue: ReadonlySet<number>;
  readonly content: ReadonlySet<number>;
}

export function goldWords(analysis: Analysis, gold: readonly GoldAttribution[]): GoldWords[] {
  const set = (ranges: readonly Range[] = []): Set<number> => {
    const found = new Set<number>();
    for (const [start, end] of ranges) {
      for (let word = analysis.wordAt(start); word && word.start < end; word = analysis.words[word.index + 1]) {
        if (!isPunctuation(word)) found.add(word.index);
      }
    }
    return found;
  };
  return gold
    .map(one => ({ source: set(one.source), cue: set(one.cue), content: set(one.content) }))
    .filter(one => one.content.size > 0);
}

/** What the benchmark asks for: contents that share half of their words, sources that share half of the shorter one's. */
const HALF = 0.5;

/** 1 or more for a right reading (more the better the words agree), 0 for a wrong one; undefined: inside another's words, not to be judged. */
export function agreement(candidate: Candidate, gold: readonly GoldWords[]): number | undefined {
  const content = numbers(candidate.content);
  const source = numbers(candidate.source.words);
  let best = 0;
  let inside = false;
  for (const one of gold) {
    const onCue = candidate.cueWords.some(word => one.cue.has(word.index));
    const isColon = isPunctuation(candidate.cue) && one.cue.size === 0;
    if (one.content.has(candidate.cue.index)) inside = true;
    const share = jaccard(content, one.content);
    if (share < HALF || !sourcesAgree(source, one.source)) continue;
    best = Math.max(best, onCue || isColon ? 1 + share : 0.5);
  }
  return best === 0 && inside ? undefined : best;
}

export function sourcesAgree(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  if (a.size === 0 || b.size === 0) return a.size === b.size;
  return common(a, b) / Math.min(a.size, b.size) >= HALF;
}

function numbers(words: readonly Word[]): Set<number> {
  return new Set(words.filter(word => !isPunctuation(word)).map(word => word.index));
}

export function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const shared = common(a, b);
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

export function common(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared;
}
