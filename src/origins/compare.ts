import type { Span } from '../core/span.ts';
import type { ComparableText } from './comparable.ts';
import { type Passage, passages, REWORDED } from './passages.ts';
import { type Relation, relationOf, SHORTEST_COPY, TELLING_RUN, type Verdict } from './relation.ts';
import { commonWords, type Run, sharedRuns } from './shared-runs.ts';

/** Words that stand in both texts, in the same order. Spans are UTF-16 in the text of each, end exclusive. */
export interface SharedRun {
  readonly a: Span;
  readonly b: Span;
  readonly words: number;
  /**
   * Do they say nothing of where either text comes from? All of them belong to stock phrases or furniture in both texts; or in one of them, and they
   * stand apart from the stretch of reuse: a headline from another page's margin.
   */
  readonly stock: boolean;
}

/** One side of a comparison. Counts are words. */
export interface Side {
  readonly words: number;
  /** Share of the words that stand in the other text, 0 to 1. */
  readonly containment: number;
  /** The parts that do not stand in the other text, from first to last word. */
  readonly own: readonly Span[];
  /** Words of its own that read as prose; the rest looks like menus, headlines and notices. */
  readonly ownProse: number;
}

export interface Comparison extends Verdict {
  /** Why, in a sentence. */
  readonly reason: string;
  readonly a: Side;
  readonly b: Side;
  /** In order of `a`. */
  readonly shared: readonly SharedRun[];
  /** Counts of words. */
  readonly sharedWords: number;
  readonly longestRun: number;
  /** Words of the longest stretch of reuse, in which only small changes, dropped sentences and furniture part the runs. */
  readonly longestPassage: number;
  /** Where that stretch stands; undefined when nothing is shared. */
  readonly passage: { readonly a: Span; readonly b: Span } | undefined;
  /** Stretches of shared words that don't hang together. */
  readonly passages: number;
  /** Shares of the shared words, 0 to 1, that stand inside quotation marks (in either text), and in stock phrases. */
  readonly quotedShare: number;
  readonly stockShare: number;
}

/** Compares two texts; `compare(b, a)` is the same with the sides changed. */
export function compare(a: ComparableText, b: ComparableText): Comparison {
  if (!inOrder(a, b)) return changedSides(compare(b, a));
  return compareInOrder(a, b, sharedRuns(a, b));
}

/** The same; undefined where too little is in common for a comparison to tell anything. */
export function compareIfMuch(a: ComparableText, b: ComparableText): Comparison | undefined {
  if (!inOrder(a, b)) {
    const comparison = compareIfMuch(b, a);
    return comparison && changedSides(comparison);
  }
  const runs = sharedRuns(a, b);
  return areMuch(a, b, runs) ? compareInOrder(a, b, runs) : undefined;
}

/** Are the words that two texts share enough to tell anything? What capture left out of both is not. */
function areMuch(a: ComparableText, b: ComparableText, runs: readonly Run[]): boolean {
  const isMenu = (run: Run): boolean =>
    marked(a.leftOut, run.a, run.a + run.length) + marked(b.leftOut, run.b, run.b + run.length) === 2 * run.length;
  let shared = 0;
  for (const run of runs) {
    if (isMenu(run)) continue;
    if (run.length >= TELLING_RUN) return true;
    shared += run.length;
  }
  return shared >= Math.min(SHORTEST_COPY, a.words.length);
}

function inOrder(a: ComparableText, b: ComparableText): boolean {
  return a.words.length < b.words.length || (a.words.length === b.words.length && a.text <= b.text);
}

/** A word that looks like furniture still counts a little as a text's own: the look deceives, most of all in degraded text. */
const OWN_FURNITURE = 0.15;
/** A passage may begin at the top without a text's first words: a dateline, a label such as "Update". */
const TOP = 4;

function compareInOrder(a: ComparableText, b: ComparableText, runs: readonly Run[]): Comparison {
  const found = passages(a, b, runs);
  const marks = tally(a, b, runs);
  const best = found[0];
  const sideA = side(
    a,
    runs.map(run => ({ from: run.a, to: run.a + run.length })),
  );
  const sideB = side(
    b,
    runs.map(run => ({ from: run.b, to: run.b + run.length })),
  );
  const longestRun = runs.reduce((longest, run) => Math.max(longest, run.length), 0);
  const verdict = relationOf({
    shared: marks.shared,
    sharedStock: marks.stock,
    longestRun,
    own: Math.min(sideA.own, sideB.own),
    oneIsInsideTheOther: sideA.side.own.length === 0 || sideB.side.own.length === 0,
    stretch: best && {
      words: best.words,
      unity: best.unity,
      ...tally(a, b, best.runs),
      fromTheTop: best.runs[0]!.a <= TOP || best.runs[0]!.b <= TOP,
      reworded: isReworded(best),
      particulars: particulars(a, b, best),
    },
  });
  return {
    ...verdict,
    reason: reasonFor(verdict.relation, sideA, sideB, found.length, marks),
    a: sideA.side,
    b: sideB.side,
    shared: runs.map(run => ({
      a: spanOf(a, run.a, run.a + run.length),
      b: spanOf(b, run.b, run.b + run.length),
      words: run.length,
      stock: isStock(a, b, run, best?.runs.includes(run) === true),
    })),
    sharedWords: marks.shared,
    longestRun,
    longestPassage: best?.words ?? 0,
    passage: best === undefined ? undefined : extent(a, b, best),
    passages: found.length,
    quotedShare: share(marks.quoted, marks.shared),
    stockShare: share(marks.stock, marks.shared),
  };
}

interface Weighed {
  readonly side: Side;
  /** Own words, furniture weighed less. */
  readonly own: number;
}

function side(text: ComparableText, taken: { from: number; to: number }[]): Weighed {
  const ordered = taken.sort((x, y) => x.from - y.from);
  const own: Span[] = [];
  let ownWords = 0;
  let ownProse = 0;
  let at = 0;
  const leave = (to: number): void => {
    if (to <= at) return;
    own.push(spanOf(text, at, to));
    ownWords += to - at;
    ownProse += marked(text.prose, at, to);
  };
  for (const { from, to } of ordered) {
    leave(from);
    at = to;
  }
  leave(text.words.length);
  const words = text.words.length;
  return {
    side: { words, containment: words === 0 ? 0 : (words - ownWords) / words, own, ownProse },
    own: ownProse + OWN_FURNITURE * (ownWords - ownProse),
  };
}

/** How many of the shared words are quoted (in either text) and how many belong to stock phrases. */
function tally(
  a: ComparableText,
  b: ComparableText,
  runs: readonly Run[],
): { shared: number; quoted: number; stock: number } {
  const [quotedA, quotedB, stockA, stockB] = [a.quoted, b.quoted, a.stock, b.stock];
  let [shared, quoted, stock] = [0, 0, 0];
  for (const run of runs) {
    shared += run.length;
    for (let i = 0; i < run.length; i++) {
      quoted += quotedA[run.a + i]! | quotedB[run.b + i]!;
      stock += stockA[run.a + i]! & stockB[run.b + i]!;
    }
  }
  return { shared, quoted, stock };
}

/** Is there a place where a few words stand for a few others? */
function isReworded({ runs }: Passage): boolean {
  return runs.some((run, i) => {
    const before = runs[i - 1];
    if (before === undefined) return false;
    const [inA, inB] = [run.a - before.a - before.length, run.b - before.b - before.length];
    return inA > 0 && inB > 0 && inA <= REWORDED && inB <= REWORDED;
  });
}

/**
 * Numbers and names in a passage that are the same, and those in whose place others stand. A form may have so many of them that no five words in a row
 * agree: what stands right before and behind the passage belongs to it where word for word half of it agrees.
 */
function particulars(a: ComparableText, b: ComparableText, passage: Passage): { kept: number; replaced: number } {
  const [first, last] = [passage.runs[0]!, passage.runs.at(-1)!];
  const [endA, endB] = [last.a + last.length, last.b + last.length];
  const runs = [
    ...margin(a, b, Math.max(0, first.a - MARGIN), first.a, Math.max(0, first.b - MARGIN), first.b),
    ...passage.runs,
    ...margin(a, b, endA, Math.min(a.words.length, endA + MARGIN), endB, Math.min(b.words.length, endB + MARGIN)),
  ];
  let [kept, replaced] = [0, 0];
  for (const [i, run] of runs.entries()) {
    kept += Math.min(marked(a.particular, run.a, run.a + run.length), marked(b.particular, run.b, run.b + run.length));
    const before = runs[i - 1];
    if (before === undefined) continue;
    const inA = marked(a.particular, before.a + before.length, run.a);
    const inB = marked(b.particular, before.b + before.length, run.b);
    replaced += Math.min(inA, inB);
  }
  return { kept, replaced };
}

/** So many words before and behind a passage are looked at. */
const MARGIN = 30;

/** The words that agree between two places of both texts, if they are half of them. */
function margin(a: ComparableText, b: ComparableText, fromA: number, toA: number, fromB: number, toB: number): Run[] {
  const [inA, inB] = [toA - fromA, toB - fromB];
  if (inA === 0 || inB === 0) return [];
  const common = commonWords(a, b, fromA, inA, fromB, inB);
  return 2 * common.length >= Math.min(inA, inB) ? common : [];
}

function isStock(a: ComparableText, b: ComparableText, run: Run, isInPassage: boolean): boolean {
  const [inA, inB] = [
    marked(a.stock, run.a, run.a + run.length) === run.length,
    marked(b.stock, run.b, run.b + run.length) === run.length,
  ];
  return isInPassage ? inA && inB : inA || inB;
}

function marked(marks: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += marks[i]!;
  return sum;
}

function extent(a: ComparableText, b: ComparableText, passage: Passage): { a: Span; b: Span } {
  const first = passage.runs[0]!;
  const last = passage.runs.at(-1)!;
  return { a: spanOf(a, first.a, last.a + last.length), b: spanOf(b, first.b, last.b + last.length) };
}

/** From the first unit of word `from` to the last unit of the word before `to`. */
function spanOf(text: ComparableText, from: number, to: number): Span {
  return { start: text.starts[from]!, end: text.ends[to - 1]! };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function reasonFor(
  relation: Relation,
  sideA: Weighed,
  sideB: Weighed,
  stretches: number,
  marks: { shared: number; quoted: number },
): string {
  if (relation === 'none') return `No row of five words stands in both.`;
  const closer = sideA.side.containment >= sideB.side.containment ? sideA.side : sideB.side;
  const own = closer.words - Math.round(closer.words * closer.containment);
  const percent = Math.floor(closer.containment * 100);
  const where = stretches === 1 ? 'one stretch' : `${stretches} separate stretches`;
  const ownWords =
    own === 0
      ? 'none is its own'
      : `${counted(own, 'word')} ${own === 1 ? 'is' : 'are'} its own, ${closer.ownProse} of them in prose`;
  const facts = `${percent} % of the words of one text (${marks.shared} of ${closer.words}) stand in the other in ${where}; ${ownWords}`;
  switch (relation) {
    case 'copy':
      return `${facts}.`;
    case 'partial':
      return `${facts}: a long stretch of narrative is shared, the rest is not.`;
    case 'shared quotation':
      return `${facts}; ${marks.quoted} of the shared words stand inside quotation marks: sentences are shared, the narrative is not.`;
    case 'form':
      return `${facts}; most numbers and names differ: the form is shared, filled in for another event.`;
    case 'incidental':
      return `${facts}: too little, or too common, to say anything.`;
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The same comparison seen from the other text. */
export function changedSides(comparison: Comparison): Comparison {
  return {
    ...comparison,
    a: comparison.b,
    b: comparison.a,
    shared: comparison.shared.map(run => ({ ...run, a: run.b, b: run.a })).sort((x, y) => x.a.start - y.a.start),
    passage: comparison.passage && { a: comparison.passage.b, b: comparison.passage.a },
  };
}
