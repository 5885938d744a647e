import { Problem } from '../core/problem.ts';
import { type Words, wordsAt } from '../core/span.ts';

/**
 * Where a person's words stand in a text: letter for letter, but for white space, since lists show a line break as a space. They must
 * stand there once, or begin at the offset that is given.
 */
export function selected(text: string, words: string, at: number | undefined): Words {
  const parts = words.split(/\s+/u).filter(part => part !== '');
  const pattern = new RegExp(parts.map(part => RegExp.escape(part)).join('\\s+'), 'gu');
  const found = parts.length === 0 ? [] : [...text.matchAll(pattern)];
  const places = found.map(match => ({ start: match.index, end: match.index + match[0].length }));
  const wanted = at === undefined ? places : places.filter(({ start }) => start === at);
  if (wanted.length === 1) return wordsAt(text, wanted[0]!);
  if (wanted.length > 1) {
    throw new Problem(
      'words_not_unique',
      `“${excerpt(words)}” stands ${places.length} times in the text, at ${listed(places)}.`,
      'Give more of the words, or say with --at which of these offsets is meant.',
      2,
    );
  }
  throw new Problem(
    'words_not_found',
    places.length === 0
      ? `“${excerpt(words)}” does not stand in the text.`
      : `“${excerpt(words)}” does not begin at ${at}, but at ${listed(places)}.`,
    'Copy the words from the document, letter for letter.',
    2,
  );
}

/** Offsets that a message names. */
const LISTED = 10;

function listed(places: readonly { start: number }[]): string {
  const shown = places.slice(0, LISTED).map(({ start }) => start);
  return `${shown.join(', ')}${places.length > LISTED ? ', …' : ''}`;
}

function excerpt(words: string): string {
  return words.length <= 80 ? words : `${words.slice(0, 80)}…`;
}
