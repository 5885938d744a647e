/** Pieces of a word that have numbers of their own: its last one to four letters, its first two and three. */
export const AFFIXES = 6;

/** Numbers that stand for one word: its form, its affixes, its row of the general vectors; 0 is unknown. */
export type WordKey = Int32Array;
export const KEY_LENGTH = 2 + AFFIXES;

/** Which words, affixes and general vectors are known; the place in each list, from 1, is the number. */
export class Lexicon {
  readonly forms: ReadonlyMap<string, number>;
  readonly affixes: readonly ReadonlyMap<string, number>[];
  readonly vectors: ReadonlyMap<string, number>;

  constructor(forms: readonly string[], affixes: readonly (readonly string[])[], vectors: readonly string[]) {
    this.forms = numbered(forms);
    this.affixes = affixes.map(numbered);
    this.vectors = numbered(vectors);
  }

  /** `form` is a plain form (signs.ts). */
  keyOf(form: string): WordKey {
    const zeroed = zeroDigits(form);
    const key = new Int32Array(KEY_LENGTH);
    key[0] = this.forms.get(zeroed) ?? 0;
    affixesOf(zeroed).forEach((affix, k) => (key[1 + k] = this.affixes[k]!.get(affix) ?? 0));
    key[1 + AFFIXES] = this.vectors.get(form) ?? 0;
    return key;
  }
}

/** All digits count as 0: the number 1987 is read like 1988. */
export function zeroDigits(form: string): string {
  return /\d/.test(form) ? form.replace(/\d/g, '0') : form;
}

export function affixesOf(zeroed: string): string[] {
  return [
    zeroed.slice(-1),
    zeroed.slice(-2),
    zeroed.slice(-3),
    zeroed.slice(-4),
    zeroed.slice(0, 2),
    zeroed.slice(0, 3),
  ];
}

function numbered(list: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [i, entry] of list.entries()) numbers.set(entry, i + 1);
  return numbers;
}
