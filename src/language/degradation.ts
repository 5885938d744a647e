import type { Span } from '../core/span.ts';
import type { Degradation } from './analysis.ts';

/** A stretch of text that has lost its capitals, its punctuation, or both. */
export interface Degraded extends Span {
  readonly lowerCased: boolean;
  readonly unpunctuated: boolean;
}

/** So many words without one capital and without one mark of punctuation are no accident. */
const LONG_RUN = 40;
/** So many words that lack only one of the two: long sentences without a name (or without a comma) are common. */
const VERY_LONG_RUN = 80;
/** A whole text of fewer words than `LONG_RUN` needs at least this many. */
const SHORT_TEXT = 6;

/**
 * The degraded stretches of `text`, in order. A text may be clean at its end and degraded before, or the other way round: each run
 * is judged by itself. Capitals and punctuation are looked for word by word, so the cost is linear.
 */
export function findDegraded(text: string): Degraded[] {
  const lower = new Run(LONG_RUN, VERY_LONG_RUN);
  const bare = new Run(VERY_LONG_RUN, VERY_LONG_RUN);
  const both = new Run(LONG_RUN, LONG_RUN);
  let words = 0;
  let afterStop = false;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const end = index + word.length;
    const known = word.length <= LONGEST_WORD;
    const capital = !known || HAS_CAPITAL.test(word);
    const mark = !known || HAS_MARK.test(word);
    const letters = known && HAS_LETTER.test(word);
    words++;
    // A sentence that starts with a small letter proves that capitals are gone.
    if (afterStop && letters && !capital) lower.proof = true;
    lower.add(index, end, !capital, letters);
    bare.add(index, end, !mark, letters);
    both.add(index, end, !capital && !mark, letters);
    afterStop = known && ENDS_SENTENCE.test(word);
  }
  const isShort = words >= SHORT_TEXT && words < LONG_RUN;
  return merge(
    [...lower.finish(isShort ? words : 0), ...both.finish(isShort ? words : 0)],
    [...bare.finish(0), ...both.found],
  );
}

const WORD = /\S+/g;
const LONGEST_WORD = 60;
const HAS_CAPITAL = /\p{Lu}/u;
const HAS_LETTER = /\p{L}/u;
const HAS_MARK = /[.,;:!?"“”‘()—–…]|['’]/u;
const ENDS_SENTENCE = /\p{L}{3}[.!?]$/u;

/** Collects runs of words for which something holds. */
class Run {
  readonly found: Span[] = [];
  proof = false;
  private readonly withProof: number;
  private readonly without: number;
  private start = -1;
  private end = 0;
  private words = 0;
  private broken = false;

  constructor(withProof: number, without: number) {
    this.withProof = withProof;
    this.without = without;
  }

  add(start: number, end: number, holds: boolean, counts: boolean): void {
    if (!holds) {
      this.broken = true;
      this.close();
    } else if (counts) {
      if (this.start < 0) this.start = start;
      this.end = end;
      this.words++;
    }
  }

  /** The runs; a short text of `whole` words (0: the text is not short) that was never broken counts as a run too. */
  finish(whole: number): Span[] {
    if (whole > 0 && !this.broken && this.words >= SHORT_TEXT) this.found.push({ start: this.start, end: this.end });
    else this.close();
    return this.found;
  }

  private close(): void {
    if (this.words >= (this.proof ? this.withProof : this.without))
      this.found.push({ start: this.start, end: this.end });
    this.start = -1;
    this.words = 0;
    this.proof = false;
  }
}

/** What a reader is told about the stretches. */
export function describeDegradation(text: string, stretches: readonly Degraded[]): Degradation {
  let lower = 0;
  let bare = 0;
  let any = 0;
  for (const s of stretches) {
    const length = s.end - s.start;
    any += length;
    if (s.lowerCased) lower += length;
    if (s.unpunctuated) bare += length;
  }
  const half = text.length / 2;
  const level =
    lower > half && bare > half
      ? 'lower-cased and unpunctuated'
      : lower > half
        ? 'lower-cased'
        : bare > half
          ? 'unpunctuated'
          : 'clean';
  return {
    level,
    share: text.length === 0 ? 0 : any / text.length,
    stretches: stretches.map(({ start, end }) => ({ start, end })),
  };
}

/** A piece of this many characters at the edge of a stretch that lacks both is the clean text beside it. */
const SPLINTER = 300;

/** Stretches where one or both hold, cut where that changes. */
function merge(lowerCased: readonly Span[], unpunctuated: readonly Span[]): Degraded[] {
  const lower = union(lowerCased);
  const bare = union(unpunctuated);
  const edges = [...new Set([...lower, ...bare].flatMap(s => [s.start, s.end]))].sort((a, b) => a - b);
  const out: Degraded[] = [];
  let i = 0;
  let j = 0;
  for (let k = 0; k + 1 < edges.length; k++) {
    const start = edges[k]!;
    const end = edges[k + 1]!;
    while (i < lower.length && lower[i]!.end <= start) i++;
    while (j < bare.length && bare[j]!.end <= start) j++;
    const isLower = i < lower.length && lower[i]!.start <= start;
    const isBare = j < bare.length && bare[j]!.start <= start;
    if (isLower || isBare) out.push({ start, end, lowerCased: isLower, unpunctuated: isBare });
  }
  const lacksBoth = (s: Degraded | undefined): boolean => s !== undefined && s.lowerCased && s.unpunctuated;
  return out.filter((s, k) => {
    const beside = [out[k - 1], out[k + 1]].some(n => lacksBoth(n) && (n!.end === s.start || n!.start === s.end));
    return lacksBoth(s) || !beside || s.end - s.start >= SPLINTER;
  });
}

function union(spans: readonly Span[]): Span[] {
  const out: { start: number; end: number }[] = [];
  for (const s of [...spans].sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last !== undefined && s.start <= last.end) last.end = Math.max(last.end, s.end);
    else out.push({ ...s });
  }
  return out;
}
