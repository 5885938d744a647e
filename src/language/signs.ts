import { hashOf } from './hash.ts';
import type { Tokens } from './tokens.ts';

/** How much the capitals of a sentence say. */
const casing = { kept: 0, title: 1, gone: 2 } as const;

/** What can be seen of each word from outside. */
export interface Signs {
  readonly count: number;
  /** Plain forms: small letters, simple apostrophes and quotation marks. */
  readonly forms: readonly string[];
  /** Hash of the plain form with every digit as 0. */
  readonly form: Int32Array;
  /** Capitals, digits, punctuation of the word alone: 1 to 15. */
  readonly plainShape: Uint8Array;
  /** The same in its sentence: +16 in titles, where all words are capitalised; +32 where capitals are gone. Set by `setCasing`. */
  readonly shape: Uint8Array;
}

/** The signs of all tokens; shapes as they stand, before `setCasing`. */
export function readSigns({ count, text, starts, ends }: Tokens): Signs {
  const texts: string[] = [];
  for (let i = 0; i < count; i++) texts.push(text.slice(starts[i], ends[i]));
  return signsOf(texts);
}

export function signsOf(texts: readonly string[]): Signs {
  const count = texts.length;
  const forms: string[] = [];
  const form = new Int32Array(count);
  const shape = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const plain = plainForm(texts[i]!);
    forms.push(plain);
    shape[i] = shapeOf(texts[i]!);
    form[i] = hashOf(/\d/.test(plain) ? plain.replace(/\d/g, '0') : plain);
  }
  return { count, forms, form, plainShape: shape, shape: shape.slice() };
}

/** Judges the casing of the stretch `[from, to)`, a sentence or more, and puts it into `shape`. */
export function setCasing(signs: Signs, from: number, to: number): void {
  const { plainShape, shape } = signs;
  const kept = casingOf(signs, from, to);
  for (let i = from; i < to; i++) {
    const plain = plainShape[i]!;
    shape[i] =
      kept === casing.gone ? 32 + (isCased(plain) ? SMALL : plain) : kept === casing.title ? plain + 16 : plain;
  }
}

/** "Don’t" → "don't", "“" → '"', "n t" → "n't", "u s" → "u.s.": what the trained tables know. */
export function plainForm(text: string): string {
  let plain = text.toLowerCase();
  if (/[^a-z]/.test(plain)) {
    plain = plain
      .replace(/[’‘`´]/g, "'")
      .replace(/[“”«»„]|''/g, '"')
      .replace(/[–—]/g, '--')
      .replace(/…/g, '...');
    if (/^.(?: .)+$/.test(plain)) plain = plain === 'n t' ? "n't" : `${plain.replaceAll(' ', '.')}.`;
  }
  return plain === 'nt' ? "n't" : plain;
}

const SMALL = 1;
const CAPITALISED = 2;
const CAPITALS = 3;
const MIXED = 4;
const INITIAL = 5;
const NUMBER = 6;
const DIGITS_AND_LETTERS = 7;
const MARKS = 8;
const SMALL_WITH_STOP = 9;
const CAPITALISED_WITH_STOP = 10;
const CAPITALS_WITH_STOP = 11;

/** Is a word of this shape written in capitals, two or more of them? */
export function isCapitals(shape: number): boolean {
  return shape === CAPITALS || shape === CAPITALS_WITH_STOP;
}

/** Does a word of this shape begin with a capital, or have one inside? */
export function isCapitalised(shape: number): boolean {
  return (
    isCapitals(shape) ||
    shape === CAPITALISED ||
    shape === CAPITALISED_WITH_STOP ||
    shape === INITIAL ||
    shape === MIXED
  );
}

function isCased(shape: number): boolean {
  return (
    (shape >= SMALL && shape <= INITIAL) ||
    shape === CAPITALISED_WITH_STOP ||
    shape === CAPITALS_WITH_STOP ||
    shape === SMALL_WITH_STOP
  );
}

export function shapeOf(text: string): number {
  let upper = 0;
  let lower = 0;
  let digits = 0;
  let stops = 0;
  const length = Math.min(text.length, 40);
  for (let i = 0; i < length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 97 && c <= 122) lower++;
    else if (c >= 65 && c <= 90) upper++;
    else if (c >= 48 && c <= 57) digits++;
    else if (c === 46) stops++;
    else if (c >= 128) {
      const s = text[i]!;
      const small = s.toLowerCase();
      if (s !== small) upper++;
      else if (s !== s.toUpperCase()) lower++;
      else if (/\p{L}/u.test(s)) lower++;
    }
  }
  if (upper + lower + digits === 0) return MARKS;
  if (digits > 0) return upper + lower > 0 ? DIGITS_AND_LETTERS : NUMBER;
  if (upper === 0) return stops > 0 ? SMALL_WITH_STOP : SMALL;
  if (lower === 0) return stops > 0 ? CAPITALS_WITH_STOP : upper === 1 ? INITIAL : CAPITALS;
  const first = text[0]!;
  if (upper === 1 && first !== first.toLowerCase()) return stops > 0 ? CAPITALISED_WITH_STOP : CAPITALISED;
  return MIXED;
}

/** Words that stay small where a title capitalises all others. */
const SMALL_IN_TITLES = new Set(
  "a an the of in on at by to for from with and or but nor as vs vs. via per off up over into after amid about than is are be it its not n't 's s u if".split(
    ' ',
  ),
);

/** Does a sentence show which words are names by their capitals, or are all words capitalised (a title), or all alike (gone)? */
function casingOf({ plainShape, forms }: Signs, from: number, to: number): number {
  let small = 0;
  let capitalised = 0;
  let capitals = 0;
  let isTitle = true;
  for (let i = from; i < to; i++) {
    const s = plainShape[i]!;
    if (s === SMALL || s === SMALL_WITH_STOP) {
      small++;
      isTitle &&= SMALL_IN_TITLES.has(forms[i]!);
    } else if (s === CAPITALISED || s === MIXED || s === CAPITALISED_WITH_STOP) capitalised++;
    else if (s === CAPITALS || s === INITIAL || s === CAPITALS_WITH_STOP) capitals++;
  }
  if (small > 0 && capitalised + capitals === 0) return small >= 3 ? casing.gone : casing.kept;
  if (small + capitalised === 0) return capitals >= 3 ? casing.gone : casing.kept;
  return isTitle && capitalised >= 4 && capitalised + capitals > small ? casing.title : casing.kept;
}
