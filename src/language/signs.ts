import type { Gazetteer } from './gazetteer.ts';
import { hashOf } from './hash.ts';
import type { Tokens } from './tokens.ts';

/** How much the capitals of a sentence say. */
export const casing = { kept: 0, title: 1, gone: 2 } as const;

/**
 * What can be seen of each word from outside, as numbers: its form, its beginnings and endings, its shape. Arrays are shared by tagger,
 * parser and name finder, which only mix these numbers into features.
 */
export interface Signs {
  readonly count: number;
  /** Plain forms: small letters, simple apostrophes and quotation marks. */
  readonly forms: readonly string[];
  /** Hash of the plain form with every digit as 0. */
  readonly form: Int32Array;
  readonly prefix1: Int32Array;
  readonly prefix2: Int32Array;
  readonly prefix3: Int32Array;
  readonly suffix1: Int32Array;
  readonly suffix2: Int32Array;
  readonly suffix3: Int32Array;
  readonly suffix4: Int32Array;
  /** Capitals, digits, punctuation of the word alone: 1 to 15. */
  readonly plainShape: Uint8Array;
  /** The same in its sentence: +16 in titles, where all words are capitalised; +32 where capitals are gone. Set by `setCasing`. */
  readonly shape: Uint8Array;
  /** Lists of known names that the word stands in (gazetteer.ts). */
  readonly listed: Int32Array;
}

/** The signs of all tokens; shapes as they stand, before `setCasing`. */
export function readSigns(tokens: Tokens, gazetteer: Gazetteer): Signs {
  const { count, text, starts, ends } = tokens;
  const texts: string[] = [];
  for (let i = 0; i < count; i++) texts.push(text.slice(starts[i], ends[i]));
  return signsOf(texts, gazetteer);
}

export function signsOf(texts: readonly string[], gazetteer: Gazetteer): Signs {
  const count = texts.length;
  const forms: string[] = [];
  const form = new Int32Array(count);
  const prefix1 = new Int32Array(count);
  const prefix2 = new Int32Array(count);
  const prefix3 = new Int32Array(count);
  const suffix1 = new Int32Array(count);
  const suffix2 = new Int32Array(count);
  const suffix3 = new Int32Array(count);
  const suffix4 = new Int32Array(count);
  const shape = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const plain = plainForm(texts[i]!);
    forms.push(plain);
    shape[i] = shapeOf(texts[i]!);
    const zeroed = /\d/.test(plain) ? plain.replace(/\d/g, '0') : plain;
    const n = zeroed.length;
    form[i] = hashOf(zeroed);
    prefix1[i] = hashOf(zeroed, 0, Math.min(n, 1));
    prefix2[i] = hashOf(zeroed, 0, Math.min(n, 2));
    prefix3[i] = hashOf(zeroed, 0, Math.min(n, 3));
    suffix1[i] = hashOf(zeroed, Math.max(0, n - 1), n);
    suffix2[i] = hashOf(zeroed, Math.max(0, n - 2), n);
    suffix3[i] = hashOf(zeroed, Math.max(0, n - 3), n);
    suffix4[i] = hashOf(zeroed, Math.max(0, n - 4), n);
  }
  return {
    count,
    forms,
    form,
    prefix1,
    prefix2,
    prefix3,
    suffix1,
    suffix2,
    suffix3,
    suffix4,
    plainShape: shape,
    shape: shape.slice(),
    listed: gazetteer.look(forms),
  };
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
