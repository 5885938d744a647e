/** Reports to fill a record with, made and not read: what is measured is keeping them. */
import type { Addition } from '../../../src/record/index.ts';
import { sample } from '../../../src/record/sample.ts';

/** Words of a text, and how many claims stand in it. */
export interface Size {
  readonly words: number;
  readonly claims: number;
}

/** About a news article: some 3,500 characters. */
export const ARTICLE: Size = { words: 600, claims: 10 };
/** About a news agency's brief report: some 1,800 characters. */
export const BRIEF: Size = { words: 300, claims: 5 };

const VOCABULARY = 50_000;
const ACTORS = 2_000;
/** Words of a claim. */
const SAID = 12;

/**
 * A report with claims, one an equal stretch, and a fingerprint of 16 keys. Its words are of a vocabulary of 50,000, the n-th of them
 * 1/n as often as the first (Zipf's law, as in any language).
 */
export function report(number: number, { words: length, claims }: Size): Addition {
  const random = randomFrom(number);
  const words = range(length, () => wordOf(zipf(random)));
  const stretch = length / claims;
  const pieces = range(claims, n => {
    const [first, ...rest] = words.slice(n * stretch, (n + 1) * stretch);
    const said = rest.splice(0, SAID).join(' ');
    return `${first} [statement Actor${zipf(random) % ACTORS} 2015-11-${10 + n}: ${said}] ${rest.join(' ')}.`;
  });
  return sample(`Report ${number}. ${pieces.join(' ')}`, {
    published: '2015-11-09',
    fingerprint: { engine: 'bench/1', keys: keysOf(number), data: 'A'.repeat(684) },
  });
}

/** The words of a query: `count` of them, from one stretch of a brief report, so that they stand together somewhere; common and rare as they come. */
export function queryFrom(number: number, count: number): string {
  const { text } = report(number, BRIEF).document;
  const words = text
    .toLowerCase()
    .split(/[^a-z]+/u)
    .filter(word => word.length > 2);
  const from = (number * 31) % (words.length - count);
  return words.slice(from, from + count).join(' ');
}

const HARMONIC = range(VOCABULARY, n => 1 / (n + 1)).reduce<number[]>((sums, share) => {
  sums.push((sums.at(-1) ?? 0) + share);
  return sums;
}, []);

/** Rank of a word, from 0, by Zipf's law. */
function zipf(random: () => number): number {
  const at = random() * HARMONIC.at(-1)!;
  let [low, high] = [0, VOCABULARY - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (HARMONIC[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A word of its own for every rank, made of syllables. */
function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 400; rest > 0; rest = Math.floor(rest / 100)) {
    word += 'bdfgklmnpr'[rest % 10]! + 'aeiouaeiou'[Math.floor(rest / 10) % 10]! + (rest % 100 > 49 ? 's' : 't');
  }
  return word;
}

function keysOf(number: number): number[] {
  return range(16, n => (number * 2_654_435_761 + n * 40_503_000_017) % 2 ** 48);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function range<T>(size: number, make: (n: number) => T): T[] {
  return Array.from({ length: size }, (_, n) => make(n));
}
