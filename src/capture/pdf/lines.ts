/** A run of words as the PDF places it; lengths in points. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Does the line end behind it? */
  readonly ends: boolean;
}

export interface Line {
  readonly page: number;
  readonly text: string;
  /** Its words, each with where it begins in `text`. */
  readonly pieces: readonly (Piece & { readonly at: number })[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of its largest letters. */
  readonly size: number;
}

/** A gap as wide as this share of a letter's height parts two words that no space stands between. */
const WORD_GAP = 0.2;

/** The lines of a page in the order in which the PDF gives its words. */
export function linesOf(page: number, pieces: readonly Piece[]): Line[] {
  const lines: Line[] = [];
  let current: Piece[] = [];
  const finish = (): void => {
    const line = lineOf(page, current);
    if (line !== undefined) lines.push(line);
    current = [];
  };
  for (const piece of pieces) {
    const last = current.findLast(({ text }) => text.trim() !== '');
    if (last !== undefined && piece.text.trim() !== '' && Math.abs(piece.y - last.y) > last.height / 2) finish();
    current.push(piece);
    if (piece.ends) finish();
  }
  finish();
  return lines;
}

function lineOf(page: number, given: readonly Piece[]): Line | undefined {
  const pieces = given.filter(({ text }) => text !== '');
  const seen = pieces.filter(({ text }) => text.trim() !== '');
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  let text = '';
  const placed: Line['pieces'][number][] = [];
  for (const piece of pieces.slice(pieces.indexOf(first))) {
    const before = placed.at(-1);
    const gap = before === undefined ? 0 : piece.x - (before.x + before.width);
    if (before !== undefined && gap > WORD_GAP * piece.height && !/\s$/u.test(text) && !/^\s/u.test(piece.text))
      text += ' ';
    placed.push({ ...piece, at: text.length });
    text += piece.text;
  }
  return {
    page,
    text: text.trimEnd(),
    pieces: placed,
    x: first.x,
    y: first.y,
    width: last.x + last.width - first.x,
    size: Math.max(...seen.map(({ height }) => height)),
  };
}
