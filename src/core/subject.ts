/**
 * Do two pieces of text tell of the same? Halves of one report name the same people and things over and over; halves of two reports do
 * not. Only words are looked at, so that it works on text without capitals too.
 */

/** Words of four letters and more that stand in reports about anything. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  (
    'about after against also because been before being both could during even from have into last like made many more most much only ' +
    'other over said should since some than that their them there these they this those three through very well were what when where ' +
    'which while will with would your between under such first years year people just then told here each does'
  ).split(' '),
);

/** Days and months say when something was, not what. */
const TIMES: ReadonlySet<string> = new Set(
  (
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday ' +
    'sunday today yesterday tomorrow'
  ).split(' '),
);

/** Letters of a word that are looked at: "Syria" and "Syrian", "attack" and "attacked" are one. */
const STEM = 5;
const SHORTEST = 4;

/** The stems by which one sees what a text tells of. */
export function tellingStems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter(tellsOfSomething).map(word => word.slice(0, STEM)));
}

function tellsOfSomething(word: string): boolean {
  return word.length >= SHORTEST && !SMALL_WORDS.has(word) && !TIMES.has(word) && !/^\p{N}/u.test(word);
}

/** So many stems must be common, and such a share of the smaller set. */
const STEMS = 3;
const SHARE = { headed: 0.36, unheaded: 0.12, unknown: 0.18 };

/** `head`: how the second of them begins. A headline parts two reports; where there are lines and no headline is, one goes on. */
export function tellOfTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>, head: Head = 'unknown'): boolean {
  const common = one.intersection(other).size;
  return common >= STEMS && common >= SHARE[head] * Math.min(one.size, other.size);
}

export type Head = 'headed' | 'unheaded' | 'unknown';

/** Words of a headline, at most. */
const HEADLINE = 18;

/** Does a text begin with a line that is no sentence, and go on behind it? Unknown where it has no lines. */
export function headOf(text: string): Head {
  const [, line] = /^\s*([^\n]+)\n\s*\S/u.exec(text) ?? [];
  if (line === undefined) return 'unknown';
  const isHeadline = !/[.!?,;:…]["'”’»)\]]*\s*$/u.test(line) && line.split(/\s+/u).length <= HEADLINE;
  return isHeadline ? 'headed' : 'unheaded';
}
