/** Which font carries which letter: names stand in briefs as they are written, in whatever script. */
import { create, type Font } from 'fontkit';
import { unpacked } from './woff.ts';

/** Bytes of a font file, by the name that packages give it: reading it is somebody else's. */
export type FontFiles = (file: string) => Uint8Array;

export type Face = 'regular' | 'bold' | 'italic';

/** Letters of one font, in the order in which they are written. */
export interface FontRun {
  readonly text: string;
  /** As the PDF registers it. */
  readonly font: string;
  /** Set from right to left, as a whole. */
  readonly rightToLeft: boolean;
}

const STYLES: Readonly<Record<Face, string>> = { regular: '400-normal', bold: '700-normal', italic: '400-italic' };
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'];
/** For whatever the text font has not: Arabic with its joined letters, then one plain font that has nearly all scripts of the world. */
const REST = [
  '@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff',
  '@fontsource/unifontex/files/unifontex-latin-400-normal.woff',
];

/** Fonts in the order in which they are asked for a letter; each is read when a letter needs it. */
function filesOf(face: Face): string[] {
  const text = SUBSETS.map(subset => `@fontsource/source-serif-4/files/source-serif-4-${subset}-${STYLES[face]}.woff`);
  return [...text, ...REST];
}

interface Opened {
  readonly bytes: Buffer;
  readonly font: Font;
}

/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** The fonts that letters are taken from, each opened once. */
export class Fonts {
  readonly #files: FontFiles;
  readonly #opened = new Map<string, Opened>();
  readonly #chosen = new Map<string, string>();

  constructor(files: FontFiles) {
    this.#files = files;
  }

  bytesOf(font: string): Buffer {
    return this.#open(font).bytes;
  }

  /** A text as runs of one font each. Marks stay with the letter before them. */
  runs(text: string, face: Face): FontRun[] {
    const runs: FontRun[] = [];
    for (const letter of text) {
      const last = runs.at(-1);
      const goesOn =
        last !== undefined && (/\p{M}/u.test(letter) || (last.rightToLeft && /[\s\u200c\u200d]/u.test(letter)));
      const font = goesOn ? last.font : this.#fontOf(face, letter);
      const rightToLeft = goesOn ? last.rightToLeft : RIGHT_TO_LEFT.test(letter);
      if (last?.font === font && last.rightToLeft === rightToLeft)
        runs[runs.length - 1] = { ...last, text: last.text + letter };
      else runs.push({ text: letter, font, rightToLeft });
    }
    return runs;
  }

  #fontOf(face: Face, letter: string): string {
    const key = `${face} ${letter}`;
    const known = this.#chosen.get(key);
    if (known !== undefined) return known;
    const point = letter.codePointAt(0)!;
    const files = filesOf(face);
    // What no font has is shown as the box that the last one has for it.
    const file = files.find(one => this.#open(one).font.hasGlyphForCodePoint(point)) ?? files.at(-1)!;
    this.#chosen.set(key, file);
    return file;
  }

  #open(file: string): Opened {
    const known = this.#opened.get(file);
    if (known !== undefined) return known;
    const bytes = unpacked(Buffer.from(this.#files(file)));
    const made = { bytes, font: create(bytes) as Font };
    this.#opened.set(file, made);
    return made;
  }
}
