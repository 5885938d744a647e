/** Quotation marks: which stretches of a text stand inside them, however paragraphs open and close. One pass over the text. */
import type { Span } from '../core/span.ts';

/** A stretch inside quotation marks, marks included. */
export interface Quotation extends Span {
  /** Its number in the list of all, from 0. */
  readonly index: number;
  /** The words between the marks. */
  readonly inner: Span;
  /** Number of the paragraph it stands in, from 0. */
  readonly paragraph: number;
  /**
   * Does it go on from the quotation before it? So it is when that one's paragraph ended without a closing mark and
   * this paragraph opens with a mark: the convention of long speeches.
   */
  readonly continues: boolean;
  /** True when a closing mark stands at its end. */
  readonly closed: boolean;
}

/** Paragraphs: runs between blank lines, or lines where the text has no blank ones. */
export function paragraphs(text: string): Span[] {
  const found: Span[] = [];
  const breaks = /\n[ \t\r]*\n/u.test(text) ? /\n[ \t\r]*\n\s*/gu : /\n\s*/gu;
  let start = 0;
  for (const match of text.matchAll(breaks)) {
    if (match.index > start) found.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  if (text.length > start) found.push({ start, end: text.length });
  return found;
}

export function scanQuotations(text: string, blocks: readonly Span[] = paragraphs(text)): Quotation[] {
  const found: Quotation[] = [];
  let openAtEnd = false;
  blocks.forEach((block, paragraph) => {
    const before = found.length;
    scanParagraph(text, block, paragraph, openAtEnd, found);
    const last = found.at(-1);
    openAtEnd = found.length > before && last !== undefined && !last.closed;
  });
  return found;
}

const DOUBLE_OPEN = new Set(['“', '„', '«', '‟']);
const DOUBLE_CLOSE = new Set(['”', '»', '“']);
const SPACE_OR_OPENING = /[\s([{—–\-/:‘']/u;
const LETTER = /[\p{L}\p{N}]/u;

function scanParagraph(text: string, block: Span, paragraph: number, openBefore: boolean, found: Quotation[]): void {
  let open: { at: number; straight: boolean } | undefined;
  const push = (start: number, innerStart: number, innerEnd: number, end: number): void => {
    const first = /^\s*$/u.test(text.slice(block.start, start));
    found.push({
      index: found.length,
      start,
      end,
      inner: { start: innerStart, end: innerEnd },
      paragraph,
      continues: openBefore && first,
      closed: end > innerEnd,
    });
  };
  for (let at = block.start; at < block.end; at++) {
    const mark = text[at]!;
    const previous = at > block.start ? text[at - 1]! : ' ';
    const next = at + 1 < block.end ? text[at + 1]! : ' ';
    if (mark === '"' || (mark === "'" && next === "'") || (mark === '`' && next === '`')) {
      const width = mark === '"' ? 1 : 2;
      const after = text[at + width] ?? ' ';
      if (open) {
        // An opening-shaped mark while one is open is a new quotation whose predecessor was never closed.
        if (SPACE_OR_OPENING.test(previous) && LETTER.test(after) && open.straight && closesSoon(text, at, block.end)) {
          push(open.at, open.at + 1, trimEnd(text, open.at + 1, at), trimEnd(text, open.at + 1, at));
          open = { at, straight: true };
        } else {
          push(open.at, open.at + 1, at, at + width);
          open = undefined;
        }
      } else if (!LETTER.test(previous) || !/[\s.,;:!?)]/u.test(after)) open = { at, straight: true };
      at += width - 1;
    } else if (open ? DOUBLE_CLOSE.has(mark) && !(mark === '“' && text[open.at] === '“') : false) {
      push(open!.at, open!.at + 1, at, at + 1);
      open = undefined;
    } else if (DOUBLE_OPEN.has(mark)) {
      if (open) push(open.at, open.at + 1, trimEnd(text, open.at + 1, at), trimEnd(text, open.at + 1, at));
      open = { at, straight: false };
    } else if (!open && opensSingle(mark, previous, next)) {
      const end = endOfSingle(text, at, block.end);
      if (end !== undefined) {
        push(at, at + 1, end, end + 1);
        at = end;
      }
    }
  }
  if (open) {
    const end = trimEnd(text, open.at + 1, block.end);
    if (end > open.at + 1) push(open.at, open.at + 1, end, end);
  }
}

/** Looks a little ahead: is there an even number of straight marks left, so that this one must open? */
function closesSoon(text: string, at: number, end: number): boolean {
  const stop = Math.min(end, at + 400);
  for (let i = at + 1; i < stop; i++) {
    if (text[i] !== '"') continue;
    return !SPACE_OR_OPENING.test(text[i - 1]!);
  }
  return false;
}

function trimEnd(text: string, start: number, end: number): number {
  while (end > start && /\s/u.test(text[end - 1]!)) end--;
  return end;
}

function opensSingle(mark: string, previous: string, next: string): boolean {
  return (mark === '‘' || mark === "'") && /[\s([{—–-]/u.test(previous) && /[\p{L}\p{N}$]/u.test(next);
}

/** Longest quotation in single marks that is believed; beyond it the mark was an apostrophe. */
const LONGEST_SINGLE = 300;

/**
 * The mark that closes a quotation in single marks: no letter follows it. One after a full stop, a comma or the like is
 * surely a closing mark; the first other one may be a plural possessive ("workers’") and stands only if no sure one follows.
 */
function endOfSingle(text: string, at: number, end: number): number | undefined {
  const stop = Math.min(end, at + LONGEST_SINGLE);
  let likely: number | undefined;
  for (let i = at + 2; i < stop; i++) {
    const mark = text[i]!;
    if (mark === '"' || mark === '“' || mark === '”') break;
    if ((mark !== '’' && mark !== "'") || LETTER.test(text[i + 1] ?? ' ')) continue;
    if (/[.,!?]/u.test(text[i - 1]!)) return likely !== undefined && text[likely - 1] !== 's' ? likely : i;
    likely ??= i;
  }
  return likely;
}
