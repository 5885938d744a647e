import type { Document, LeftOut } from '../core/document.ts';
import { cover, gaps, type Span, trimmed, type Words, wordsAt } from '../core/span.ts';
import { comparable } from './comparable.ts';
import { type Comparison, compare, compareIfMuch } from './compare.ts';
import { glanceFrom } from './glance.ts';
import { isTelling, type Relation } from './relation.ts';

/** What is asked of those who keep the documents. */
export interface Shelf {
  /** The documents that share most keys, most first. */
  candidates(keys: readonly number[], limit: number): Promise<readonly Omit<Neighbour, 'text'>[]>;
  text(document: string): Promise<string | undefined>;
}

/** A kept document that has words in common with a new one, whatever they are. */
export interface Neighbour extends Pick<Document, 'text' | 'leftOut'> {
  readonly document: string;
  readonly origin: string;
}

/** How a new document shares words with one that is kept; offsets are UTF-16 units, end exclusive. */
export interface Relative {
  readonly other: string;
  readonly relation: Relation;
  readonly copy: boolean;
  /** Shares from 0 to 1, and counts of words. */
  readonly comparison: {
    readonly containment: number;
    readonly containmentOther: number;
    readonly sharedWords: number;
    readonly longestRun: number;
    readonly quotedShare: number;
  };
  /** Pieces of the new document that stand in the other, where they stand there, in the same order, and what is its own. */
  readonly shared: readonly Words[];
  readonly sharedOther: readonly Span[];
  readonly unshared: readonly Words[];
  readonly reason: string;
}

/** How many documents a new one is compared with, word by word. */
const COMPARED = 20;

/** The kept documents that share most keys with a new one. */
export async function neighbours(shelf: Shelf, keys: readonly number[]): Promise<Neighbour[]> {
  const found: Neighbour[] = [];
  for (const { document, origin, leftOut } of await shelf.candidates(keys, COMPARED)) {
    const text = await shelf.text(document);
    if (text !== undefined) found.push({ document, origin, leftOut, text });
  }
  return found;
}

/**
 * Which of them share words with the new one as reports do. Words that are furniture in both take no part: a shared menu is no sign of
 * copying. Either of two documents gives the same answer about the other, so it does not matter which came first.
 */
export function relatives(document: Pick<Document, 'text' | 'leftOut'>, near: readonly Neighbour[]): Relative[] {
  const own = comparable(document.text, document.leftOut);
  const mayHaveMuchInCommon = glanceFrom(own);
  return near.flatMap(({ document: other, text, leftOut }) => {
    const theirs = comparable(text, leftOut);
    if (!mayHaveMuchInCommon(theirs)) return [];
    const comparison = compareIfMuch(own, theirs);
    return comparison !== undefined && isTelling(comparison.relation) ? [relative(document, other, comparison)] : [];
  });
}

/** Kept documents by their id. */
interface Documents extends Pick<Shelf, 'text'> {
  document(document: string): Promise<{ readonly about: Pick<Document, 'leftOut'> } | undefined>;
}

/** How one kept document shares words with another that a person names, however few they share; undefined when one of them is not kept. */
export async function relativeOf(shelf: Documents, document: string, other: string): Promise<Relative | undefined> {
  const text = await shelf.text(document);
  const own = await shelf.document(document);
  const [known, otherText] = [await shelf.document(other), await shelf.text(other)];
  if (text === undefined || own === undefined || known === undefined || otherText === undefined) return undefined;
  const comparison = compare(comparable(text, own.about.leftOut), comparable(otherText, known.about.leftOut));
  return relative({ text }, other, comparison);
}

function relative({ text }: Pick<Document, 'text'>, other: string, comparison: Comparison): Relative {
  const [shared, stock] = [comparison.shared.filter(run => !run.stock), comparison.shared.filter(run => run.stock)];
  const joined = (spans: readonly Span[]): Span[] =>
    gaps(
      text.length,
      shared.map(({ a }) => a),
    ).flatMap(gap => {
      const inside = spans.filter(span => gap.start <= span.start && span.end <= gap.end);
      return inside.length === 0 ? [] : [cover(inside)];
    });
  return {
    other,
    relation: comparison.relation,
    copy: comparison.copy,
    comparison: {
      containment: comparison.a.containment,
      containmentOther: comparison.b.containment,
      sharedWords: comparison.sharedWords,
      longestRun: comparison.longestRun,
      quotedShare: comparison.quotedShare,
    },
    shared: shared.map(({ a }) => wordsAt(text, a)),
    sharedOther: shared.map(({ b }) => b),
    unshared: joined([...comparison.a.own, ...stock.map(({ a }) => a)]).map(span => wordsAt(text, span)),
    reason: comparison.reason,
  };
}

/** Shorter differences are changes of wording, not paste. */
const PASTED_WORDS = 4;
/** So many words that read as prose, by half of them, are another report on the page and no paste. */
const REPORT = { words: 60, prose: 0.5 };

/**
 * What a degraded copy has of its own was pasted in by whatever degraded it, so it is not read: words that stand in none of the
 * documents it shares words with, and are no report of their own. A copy in good order may have paragraphs of its own that are
 * worth reading.
 */
export function pastedIn({ text }: Document, related: readonly Relative[]): LeftOut[] {
  const copied = related.find(({ relation }) => relation === 'copy');
  if (copied === undefined || !looksStripped(text)) return [];
  const { starts, prose } = comparable(text);
  const isPasted = ({ start, end }: Span): boolean => {
    const inside = prose.filter((_, i) => start <= starts[i]! && starts[i]! < end);
    const share = inside.reduce((sum, mark) => sum + mark, 0) / inside.length;
    return inside.length >= PASTED_WORDS && !(inside.length >= REPORT.words && share >= REPORT.prose);
  };
  const shared = related.flatMap(relative => relative.shared);
  return gaps(text.length, shared)
    .filter(isPasted)
    .map(span => trimmed(text, span))
    .map(({ start, end }) => ({
      start,
      end,
      step: 'pasted in',
      reason: `Stands in this scraped copy, but not in ${copied.other}, whose words it copies, nor in another document known.`,
    }));
}

/** Is most of the text without capitals? Then a machine has been at it. */
function looksStripped(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  return capitals * 50 < words;
}
