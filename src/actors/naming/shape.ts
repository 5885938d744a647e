import type { Analysis, Word } from '../../language/analysis.ts';
import { withoutStops } from '../vocabulary.ts';
import type { Spelling } from '../world/gazetteer.ts';
import { isGivenName, isSurname } from '../world/people.ts';

/** A name found in the text; word numbers, `to` exclusive. Titles and articles are left outside. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly type: 'PER' | 'ORG' | 'LOC';
  /** The known things that go by this name; empty: the world table does not have it. */
  readonly spellings: readonly Spelling[];
  /** How it was found. */
  readonly source: 'world' | 'title' | 'shape' | 'model' | 'acronym' | 'again' | 'government' | 'settlement' | 'stay';
}

export interface Candidate extends Found {
  /** Higher wins where candidates overlap. */
  weight: number;
}

/** 1 for every word that stands in a stretch without capitals or punctuation. */
export function degradedWords(analysis: Analysis): Uint8Array {
  const { words } = analysis;
  const degraded = new Uint8Array(words.length);
  let at = 0;
  for (const stretch of analysis.degradation.stretches) {
    while (at < words.length && words[at]!.start < stretch.start) at++;
    while (at < words.length && words[at]!.start < stretch.end) degraded[at++] = 1;
  }
  return degraded;
}

/** The words of a text with what their letters tell. */
export class Shape {
  readonly words: readonly Word[];
  readonly names: Analysis['names'];
  private readonly degraded: Uint8Array;
  private readonly world: Uint8Array;

  constructor(analysis: Analysis) {
    this.words = analysis.words;
    this.names = analysis.names;
    this.degraded = degradedWords(analysis);
    this.world = new Uint8Array(analysis.words.length);
  }

  /** Keeps which words the world table names, for rules that must give way to it. */
  noteWorld(candidates: readonly Candidate[]): void {
    for (const { from, to, spellings } of candidates) {
      const type = spellings[0]?.known.type;
      this.world.fill(type === 'firm' || type === 'place' ? 1 : 2, from, to);
    }
  }

  /** 0: the table does not have the word; 1: a firm or a place, which people share names with; 2: a state, body or organisation. */
  inWorld(at: number): number {
    return this.world[at] ?? 0;
  }

  /** Does the word stand where capitals are lost? */
  lost(at: number): boolean {
    return this.degraded[at] === 1;
  }

  lower(at: number): string {
    return this.words[at]?.lower ?? '';
  }

  /** Without full stops: "Gen." is "gen". */
  bare(at: number): string {
    return withoutStops(this.lower(at));
  }

  capital(at: number): boolean {
    const word = this.words[at];
    return word !== undefined && /^\p{Lu}/u.test(word.text);
  }

  sameSentence(a: number, b: number): boolean {
    return this.words[a]?.sentence === this.words[b]?.sentence;
  }

  startsSentence(at: number): boolean {
    const word = this.words[at];
    return (
      word !== undefined &&
      (at === 0 || word.sentence.words[0] === word || /^["“”'‘(]$/u.test(this.words[at - 1]!.text))
    );
  }

  /** May the word be part of a name: a capital, or a proper noun where capitals are lost. */
  nameLike(at: number): boolean {
    const word = this.words[at];
    if (word === undefined || !/^\p{L}/u.test(word.text)) return false;
    if (this.lost(at))
      return (
        !functionWords.has(word.lower) && (word.pos === 'PROPN' || isGivenName(word.lower) || isSurname(word.lower))
      );
    return /^\p{Lu}/u.test(word.text) || /^(?:al|el|an)-\p{Lu}/u.test(word.text);
  }
}

export const connectors = new Set(['of', 'for', 'on', 'in', 'and', '&', 'the', 'to', 'at']);

export const particles = new Set([
  'de',
  'la',
  'le',
  'du',
  'van',
  'von',
  'der',
  'den',
  'al',
  'el',
  'bin',
  'ibn',
  'da',
  'dos',
  'di',
  'abu',
  'ul',
  'bint',
  'ben',
  'ter',
  'del',
  'y',
  "o'",
  'o’',
]);

export const functionWords = new Set(
  `the a an and or but nor if of in on at by to from with for as is are was were be been has have had do does did will would can could
  may might must shall should not no that this these those which who whom whose what when where why how he she it they we you i his her
  its their our my your him them us me there here then than so also said says say told tell after before since until while because about
  into over under between during against within without through per via near both either neither all any some each more most other such only own same too very just
  s t`.split(/\s+/u),
);

/** Surnames that look like helping verbs and small words: Theresa May, George Will. A capital where none is due tells them. */
export const surnamesLikeSmallWords = new Set(['may', 'will', 'so']);

export const placingWords = new Set(['in', 'at', 'near', 'to', 'from', 'across', 'around', 'outside', 'into', 'of']);

/** Does the hyphen at `at` touch a word on both sides? */
export function isTight(text: Shape, at: number): boolean {
  const [before, hyphen, after] = [text.words[at - 1], text.words[at]!, text.words[at + 1]];
  return (
    before !== undefined &&
    after !== undefined &&
    before.end === hyphen.start &&
    hyphen.end === after.start &&
    /^\p{L}/u.test(after.text)
  );
}
