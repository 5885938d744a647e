import type { Word } from '../language/analysis.ts';

/** A noun phrase as far as the words beside its noun show it; word numbers, `to` exclusive. */
export interface Phrase {
  readonly from: number;
  readonly to: number;
  /** Number of its noun. */
  readonly head: number;
}

const determiners = new Set([
  'the',
  'a',
  'an',
  'this',
  'that',
  'these',
  'those',
  'its',
  'his',
  'her',
  'their',
  'our',
  'my',
  'your',
  'some',
  'any',
  'no',
  'every',
  'each',
  'all',
  'both',
  'many',
  'several',
  'few',
  'other',
  'another',
  'most',
  'more',
]);
/** Days and months, which stand beside a phrase rather than in it. */
export const calendarWords =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:today|yesterday|tomorrow|january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|mar\.|apr\.?|jun\.|jul\.|aug\.?|sept?\.|oct\.?|nov\.?|dec\.?)$/u;

export function isDeterminer(word: Word): boolean {
  return determiners.has(word.lower) || word.pos === 'DET' || word.tag === 'PRP$';
}

/** Is the word at `at` the last noun of its phrase, and not the first part of a compound ("government officials")? */
export function endsNouns(words: readonly Word[], at: number): boolean {
  const word = words[at]!;
  const next = words[at + 1];
  if (next === undefined || next.sentence !== word.sentence) return true;
  if (/^['’]s?$/u.test(next.text)) return true;
  if (next.pos === 'NOUN') return false;
  return !(/^[-‐‑]$/u.test(next.text) && next.start === word.end);
}

/** The phrase whose noun stands at `head`: determiner, adjectives, compounds and possessors before it. */
export function phraseAt(words: readonly Word[], head: number, stopsBefore: (at: number) => boolean): Phrase {
  const sentence = words[head]!.sentence;
  let from = head;
  while (from > 0 && head - from < 14) {
    const before = words[from - 1]!;
    if (before.sentence !== sentence || stopsBefore(from - 1) || calendarWords.test(before.lower)) break;
    // "On Dec 30 fighter jets struck": a day, and no count.
    if (
      before.pos === 'NUM' &&
      calendarWords.test(words[from - 2]?.lower.replace(/^(?:dec|nov|oct|jan|mar|jun|jul)$/u, '$&.') ?? '')
    )
      break;
    if (isDeterminer(before)) {
      // "said that Chinese hackers": before a plural, "that" opens a clause.
      if (before.lower === 'that' && (words[head]!.tag !== 'NN' || before.pos === 'SCONJ')) break;
      from--;
      if (words[from - 1]?.lower === 'all' || words[from - 1]?.lower === 'both') from--;
      break;
    }
    const hyphen = /^[-‐‑]$/u.test(before.text) && before.end === words[from]!.start;
    const possessive = /^['’]s?$/u.test(before.text);
    const modifier =
      /^(?:ADJ|NOUN|PROPN|NUM)$/u.test(before.pos) ||
      ((before.tag === 'VBN' || before.tag === 'VBG') && before.is('amod', 'compound')) ||
      hyphenBefore(words, from - 1);
    if (!(hyphen || possessive || modifier)) break;
    from--;
  }
  while (from < head && (/^[-‐‑]$/u.test(words[from]!.text) || /^['’]s?$/u.test(words[from]!.text))) from++;
  return { from, to: head + 1, head };
}

function hyphenBefore(words: readonly Word[], at: number): boolean {
  return /^[-‐‑]$/u.test(words[at - 1]?.text ?? '') && words[at - 1]!.end === words[at]!.start;
}
