import type { Line } from './lines.ts';

export interface PlacedLine {
  /** Where the line begins in the text. */
  readonly start: number;
  readonly line: Line;
}

/** A line that stands this many letter heights below the one before begins a paragraph. */
const PARAGRAPH_GAP = 1.7;
/** Letters that differ by this share are of another sort: a heading, a footnote. */
const SIZE_STEP = 0.1;
/** A line shorter than this share of the widest ends its paragraph where it also ends a sentence. */
const SHORT = 0.8;

/** Lines as text: those of one paragraph joined by a space, paragraphs apart by an empty line, across pages too. */
export function paragraphs(lines: readonly Line[]): { readonly text: string; readonly lines: readonly PlacedLine[] } {
  const widest = Math.max(0, ...lines.map(({ width }) => width));
  let text = '';
  const placed: PlacedLine[] = [];
  for (const line of lines) {
    const before = placed.at(-1)?.line;
    if (before !== undefined) {
      if (begins(before, line, widest)) text += '\n\n';
      // A word that was parted at the end of a line is one word again. (The line is looked at, for the text would be looked through from its start.)
      else if (/\p{Ll}[-\u00ad]$/u.test(before.text) && /^\p{Ll}/u.test(line.text)) text = text.slice(0, -1);
      else text += ' ';
    }
    placed.push({ start: text.length, line });
    text += line.text;
  }
  return { text, lines: placed };
}

function begins(before: Line, line: Line, widest: number): boolean {
  const ended = /[.!?:;”"')\]]$/u.test(before.text);
  if (Math.abs(before.size - line.size) > SIZE_STEP * before.size) return true;
  if (before.page !== line.page) return ended || !/^\p{Ll}/u.test(line.text);
  const gap = before.y - line.y;
  if (gap < 0 || gap > PARAGRAPH_GAP * Math.max(before.size, line.size)) return true;
  return ended && before.width < SHORT * widest;
}
