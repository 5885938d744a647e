/** Words set into lines: each with its font, its place and the note that it refers to. All lengths are in points. */
import type { Face, FontRun, Fonts } from './fonts.ts';

/** Words in one face. */
export interface Piece {
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly color: string;
  /** Name of the place in the PDF that a click on it leads to. */
  readonly leadsTo?: string;
  /** How far above the line it stands; 0 by default. */
  readonly rise?: number;
}

/** Letters at their place in a line. */
export interface Fragment extends FontRun {
  readonly piece: Piece;
  readonly x: number;
  readonly width: number;
}

export type Line = readonly Fragment[];

/** Width of letters in a font and size. */
export type Measure = (run: FontRun, size: number) => number;

/** A line may end after a space, and before or after an ideograph; words from right to left stay together, for their order is the font's to set. */
const BREAKABLE =
  /[\p{Script=Arabic}\p{Script=Hebrew}]\S*(?:\s+[\p{Script=Arabic}\p{Script=Hebrew}]\S*)*|[^\S\u00a0]+|\p{Script=Han}|(?:[^\s\p{Script=Han}]|\u00a0)+/gu;

interface Box {
  readonly parts: readonly { readonly run: FontRun; readonly piece: Piece; readonly width: number }[];
  readonly width: number;
  readonly isSpace: boolean;
}

/** Lines no wider than `width`: broken at spaces, and within a word only where it is wider than a whole line. */
export function set(pieces: readonly Piece[], width: number, fonts: Fonts, measure: Measure): Line[] {
  const lines: Fragment[][] = [[]];
  let x = 0;
  for (const box of words(boxes(pieces, fonts, measure))) {
    if (box.isSpace && x === 0) continue;
    if (!box.isSpace && x + box.width > width && x > 0) {
      lines.push([]);
      x = 0;
    }
    for (const part of box.width > width ? letters(box, measure) : box.parts) {
      if (x + part.width > width && x > 0 && box.width > width) {
        lines.push([]);
        x = 0;
      }
      lines.at(-1)!.push({ ...part.run, piece: part.piece, x, width: part.width });
      x += part.width;
    }
  }
  return lines.map(joined);
}

function boxes(pieces: readonly Piece[], fonts: Fonts, measure: Measure): Box[] {
  return pieces.flatMap(
    piece =>
      piece.text.match(BREAKABLE)?.map(text => {
        const parts = fonts.runs(text, piece.face).map(run => ({ run, piece, width: measure(run, piece.size) }));
        return { parts, width: parts.reduce((sum, part) => sum + part.width, 0), isSpace: text.trim() === '' };
      }) ?? [],
  );
}

/** What stands together without a space is one word, also across faces: a note's number stays with the word before it. */
function words(all: readonly Box[]): Box[] {
  const made: Box[] = [];
  for (const box of all) {
    const last = made.at(-1);
    const isHan = /^\p{Script=Han}/u.test(box.parts[0]?.run.text ?? '');
    if (last === undefined || last.isSpace || box.isSpace || isHan) made.push(box);
    else
      made[made.length - 1] = { parts: [...last.parts, ...box.parts], width: last.width + box.width, isSpace: false };
  }
  return made;
}

function letters({ parts }: Box, measure: Measure): Box['parts'] {
  return parts.flatMap(({ run, piece }) =>
    run.rightToLeft
      ? [{ run, piece, width: measure(run, piece.size) }]
      : Array.from(run.text, text => {
          const one = { ...run, text };
          return { run: one, piece, width: measure(one, piece.size) };
        }),
  );
}

/** Neighbours of one font and piece as one, so that what is copied out of the PDF is words and not letters. */
function joined(line: readonly Fragment[]): Fragment[] {
  const made: Fragment[] = [];
  for (const one of line) {
    const last = made.at(-1);
    if (last?.piece === one.piece && last.font === one.font && last.rightToLeft === one.rightToLeft)
      made[made.length - 1] = { ...last, text: last.text + one.text, width: last.width + one.width };
    else made.push(one);
  }
  return made;
}
