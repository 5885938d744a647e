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

/** Letters of a word that are looked at: "Syria" and "Syrian", "attack" and "attacked" are one. */
const STEM = 5;
const SHORTEST = 4;

/** The stems by which one sees what a text tells of. */
export function tellingStems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(
    words.filter(word => word.length >= SHORTEST && !SMALL_WORDS.has(word)).map(word => word.slice(0, STEM)),
  );
}

/** So many stems must be common, and such a share of the smaller set. */
const COMMON = { stems: 3, share: 0.18 };

export function tellOfTheSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const common = one.intersection(other).size;
  return common >= COMMON.stems && common >= COMMON.share * Math.min(one.size, other.size);
}
