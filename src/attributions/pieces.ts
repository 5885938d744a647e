/** Words and the stretches of text they make up: content and source come in pieces. */
import type { Span } from '../core/span.ts';
import type { Analysis, Word } from '../language/analysis.ts';
import type { Quotation } from './quotation.ts';

export function isPunctuation(word: Word): boolean {
  return word.pos === 'PUNCT' || !/[a-z0-9]|[\p{L}\p{N}]/iu.test(word.text);
}

/** Everything below `head` except what hangs below (or is) one of `without`. */
export function below(head: Word, without: readonly Word[] = []): Word[] {
  if (without.length === 0) return head.subtree();
  const out = new Set<Word>();
  for (const word of without) for (const part of word.subtree()) out.add(part);
  return head.subtree().filter(word => !out.has(word));
}

/** `words` that are not in `taken`. */
export function except(words: readonly Word[], taken: Iterable<Word>): Word[] {
  const out = new Set(taken);
  return words.filter(word => !out.has(word));
}

/** Without duplicates, in the order of the text. */
export function inOrder(words: Iterable<Word>): Word[] {
  return [...new Set(words)].sort((a, b) => a.index - b.index);
}

/**
 * The stretches that `words` (in text order) make up: neighbours, and words with only punctuation between them, are one.
 * Punctuation at the ends is left out, but a quotation whose words all belong to a stretch brings its marks along.
 */
export function stretches(analysis: Analysis, words: readonly Word[], quotations: readonly Quotation[] = []): Span[] {
  const solid = words.filter(word => !isPunctuation(word) || isUnit(word));
  const spans: Span[] = [];
  for (let i = 0; i < solid.length; ) {
    let j = i;
    while (j + 1 < solid.length && onlyPunctuationBetween(analysis, solid[j]!, solid[j + 1]!)) j++;
    spans.push(withMarks({ start: solid[i]!.start, end: solid[j]!.end }, quotations));
    i = j + 1;
  }
  return spans;
}

/** "18%", "$5", "40°": a sign that a number is nothing without. */
function isUnit(word: Word): boolean {
  if (/^[%‰°]$/u.test(word.text)) return /\p{N}/u.test(word.previous?.text ?? '');
  return /^\p{Sc}$/u.test(word.text) && /\p{N}/u.test(word.next?.text ?? '');
}

function onlyPunctuationBetween(analysis: Analysis, a: Word, b: Word): boolean {
  for (let at = a.index + 1; at < b.index; at++) if (!isPunctuation(analysis.words[at]!)) return false;
  return true;
}

/** Opens the stretch to the quotation marks that stand around or at the ends of it. */
function withMarks(span: Span, quotations: readonly Quotation[]): Span {
  let { start, end } = span;
  for (const quotation of quotationsAt(quotations, span)) {
    if (
      quotation.inner.start >= start - 1 &&
      quotation.start < start &&
      quotation.inner.start < end &&
      quotation.inner.end <= end + 3
    )
      start = quotation.start;
    if (quotation.start >= start && quotation.inner.end >= end && quotation.inner.end - end <= 3) end = quotation.end;
  }
  return { start, end };
}

/** The quotations that overlap `span`, by bisection: both lists are in text order. */
export function quotationsAt(quotations: readonly Quotation[], span: Span): Quotation[] {
  let low = 0;
  let high = quotations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (quotations[middle]!.end <= span.start) low = middle + 1;
    else high = middle;
  }
  const found: Quotation[] = [];
  for (; low < quotations.length && quotations[low]!.start < span.end; low++) found.push(quotations[low]!);
  return found;
}
