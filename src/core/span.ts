/**
 * A place in a document's text: offsets in UTF-16 units, as JavaScript strings count; `end` is exclusive;
 * `0 <= start <= end <= text.length`.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span together with the exact words that stand there, so that nobody has to trust an offset. */
export interface Words extends Span {
  readonly exact: string;
}

/** A W3C Web Annotation selector: the words, where they stand, and what stands around them. */
export interface Selector extends Words {
  readonly prefix: string;
  readonly suffix: string;
}

export function wordsAt(text: string, span: Span): Words {
  return { start: span.start, end: span.end, exact: text.slice(span.start, span.end) };
}

/** Length of `prefix` and `suffix` in UTF-16 units, enough to find a quotation again in a re-flowed text. */
const SELECTOR_CONTEXT = 32;

export function selectorAt(text: string, span: Span): Selector {
  return {
    ...wordsAt(text, span),
    prefix: text.slice(Math.max(0, span.start - SELECTOR_CONTEXT), span.start),
    suffix: text.slice(span.end, span.end + SELECTOR_CONTEXT),
  };
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The smallest span that covers all of `spans`; throws a RangeError when there are none. */
export function cover(spans: readonly Span[]): Span {
  if (spans.length === 0) throw new RangeError('cover() needs at least one span');
  return { start: Math.min(...spans.map(span => span.start)), end: Math.max(...spans.map(span => span.end)) };
}

/** `span` without white space at its ends. */
export function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start]!)) start++;
  while (end > start && /\s/u.test(text[end - 1]!)) end--;
  return { start, end };
}

/** The parts of `[0, length)` that no span of `taken` covers, in order. */
export function gaps(length: number, taken: readonly Span[]): Span[] {
  const free: Span[] = [];
  let at = 0;
  for (const span of [...taken].sort((a, b) => a.start - b.start)) {
    if (span.start > at) free.push({ start: at, end: span.start });
    at = Math.max(at, span.end);
  }
  if (at < length) free.push({ start: at, end: length });
  return free;
}
