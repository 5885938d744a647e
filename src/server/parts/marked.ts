/**
 * The text of a document with everything that is said of it marked in place. Marks may nest and cross: the text is cut wherever one begins
 * or ends, and each piece stands within all marks that cover it, the longest outermost.
 */
import type { LeftOut } from '../../core/document.ts';
import type { Span } from '../../core/span.ts';
import type { Html } from '../html.ts';
import { html } from '../html.ts';

/** A claim's words, by the number of its card. */
export interface Mark extends Span {
  readonly number: number;
  /** Id of its card. */
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  /** For those who hear the page: "statement, not reviewed". */
  readonly label: string;
}

/** Underlines that can be told apart below each other; what lies deeper is drawn like the last. */
const DEPTHS = 3;

/** What stands between two ends of a text, with its marks; `own` are words that a copy has for itself, `pointed` those that a link leads to. */
export function markedText(
  text: string,
  span: Span,
  marks: readonly Mark[],
  own: readonly Span[],
  pointed?: Span,
): Html {
  const here = marks.filter(mark => mark.start < span.end && span.start < mark.end);
  const ownHere = own.filter(one => one.start < span.end && span.start < one.end);
  const cuts = new Set([span.start, span.end]);
  for (const { start, end } of [...here, ...ownHere, ...(pointed === undefined ? [] : [pointed])]) {
    if (end <= span.start || span.end <= start) continue;
    if (start > span.start) cuts.add(start);
    if (end < span.end) cuts.add(end);
  }
  const places = [...cuts].toSorted((a, b) => a - b);
  const pieces: Html[] = [];
  for (let index = 0; index + 1 < places.length; index++) {
    const [start, end] = [places[index]!, places[index + 1]!];
    const covering = here
      .filter(mark => mark.start <= start && end <= mark.end)
      .toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.number - b.number);
    const beginning = covering.filter(mark => mark.start === start);
    const isOwn = ownHere.some(one => one.start <= start && end <= one.end);
    let piece = html`${text.slice(start, end)}`;
    if (isOwn) piece = html`<span class="own">${piece}</span>`;
    if (pointed !== undefined && pointed.start <= start && end <= pointed.end)
      piece = html`<mark class="pointed"${start === pointed.start && html` id="words"`}>${piece}</mark>`;
    for (const [depth, mark] of [...covering.entries()].toReversed()) {
      const classes = `mark k-${mark.kind} s-${mark.state} d${Math.min(depth, DEPTHS - 1)}`;
      piece = html`<span class="${classes}" data-mark="${mark.id}">${piece}</span>`;
    }
    pieces.push(html`${beginning.map(anchor)}${piece}`);
  }
  return html`${pieces}`;
}

function anchor(mark: Mark): Html {
  return html`<sup class="num k-${mark.kind} s-${mark.state}" id="at-${mark.id}" data-number="${mark.id}"><span class="visually-hidden">Claim, ${mark.label}: </span>${mark.number}</sup>`;
}

/** A piece of a document as it is shown: read, or folded away with the reason. */
export type Block =
  | { readonly read: Span }
  | { readonly leftOut: Span; readonly parts: readonly LeftOut[]; readonly words: number };

/** Paragraphs in order, and between them what was left out; neighbours that were left out are folded together. */
export function blocksOf(text: string, leftOut: readonly LeftOut[]): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let folded: LeftOut[] = [];
  const fold = (): void => {
    if (folded.length === 0) return;
    const span = { start: folded[0]!.start, end: Math.max(...folded.map(({ end }) => end)) };
    const words = text.slice(span.start, span.end).split(/\s+/u).filter(Boolean).length;
    if (words > 0) blocks.push({ leftOut: span, parts: folded, words });
    folded = [];
  };
  for (const part of leftOut.toSorted((a, b) => a.start - b.start)) {
    const between = paragraphs(text, { start: at, end: Math.max(at, part.start) });
    if (between.length > 0) {
      fold();
      blocks.push(...between.map(read => ({ read })));
    }
    if (part.end > at) folded.push({ ...part, start: Math.max(at, part.start) });
    at = Math.max(at, part.end);
  }
  fold();
  blocks.push(...paragraphs(text, { start: at, end: text.length }).map(read => ({ read })));
  return blocks;
}

/** Stretches between line breaks that have more than white space; an e-mail's hard line breaks stay within. */
function paragraphs(text: string, { start, end }: Span): Span[] {
  const found: Span[] = [];
  const within = text.slice(start, end);
  const isWrapped = /\n\s*\n/u.test(within) && /[^\n]\n[^\n]/u.test(within);
  const breaks = isWrapped ? /\n\s*\n\s*/gu : /\n+/gu;
  let at = 0;
  const take = (until: number): void => {
    const [from, to] = [start + at, start + until];
    if (text.slice(from, to).trim() !== '') found.push({ start: from, end: to });
  };
  for (const match of within.matchAll(breaks)) {
    take(match.index);
    at = match.index + match[0].length;
  }
  take(within.length);
  return found;
}
