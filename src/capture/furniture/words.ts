/** Words that hold English sentences together. Prose has 40 to 50 of them in a hundred, headlines 20, menus 10. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    'a an the this that these those it its he she they we you i him her them us me his their our your my mine who whom whose which what ' +
    'when where why how and or but nor so yet if because although though while since until unless before after as than of in on at by ' +
    'for with about against between into through during above below to from up down out off over under again further then once here ' +
    'there all any both each few more most other some such no not only own same too very can could will would shall should may might ' +
    'must is are was were be been being am have has had having do does did doing done s t re ve ll d m don didn doesn isn wasn weren ' +
    'won wouldn couldn shouldn aren haven hasn hadn also just even still already often never always ever much many every however ' +
    'within without upon among toward towards across behind beyond despite whether either neither per via'
  ).split(' '),
);

/** Words of running sentences that headlines and menus drop. */
export const proseWords: ReadonlySet<string> = new Set(
  (
    'the that this these those which who whom whose was were is are been being has had have would could should said told an it its they ' +
    'their them his her he she we our and but because although while'
  ).split(' '),
);

export interface Token {
  /** Lower case. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Runs of letters and digits, lower-cased. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    found.push({ word: match[0].toLowerCase(), start: match.index, end: match.index + match[0].length });
  }
  return found;
}

/** Crude English stem, so that "cyberattack" and "cyberattacks", "american" and "americans" count as one word. */
export function stem(word: string): string {
  if (word.length < 5) return word.length === 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, 3) : word;
  return word.replace(/(?:ies|ied)$/, 'y').replace(/(?:ingly|edly|ing|ed|es|ly|s)$/, '');
}
