/** Reports to fill a record with, made and not read: what is measured is keeping them. */
import type { Addition } from '../../../src/record/index.ts';
import { sample } from '../../../src/record/sample.ts';

/** A report of about 5,000 characters with 20 claims of 10 actors and a fingerprint of 16 keys. */
export function longReport(number: number): Addition {
  const claims = range(
    20,
    n =>
      `[statement Actor${n % 10} 2015-11-${String(10 + n)}: report ${number} says for the ${n}th time that talks went on]. ${'They will be taken up again in spring, both sides said. '.repeat(3)}`,
  );
  return sample(`Report ${number}. ${claims.join('')}`, {
    published: '2015-11-09',
    fingerprint: { engine: 'bench/1', keys: keysOf(number), data: 'A'.repeat(684) },
  });
}

const VOCABULARY = 50_000;
const WORDS = 300;
const CLAIMS = 5;

/**
 * A report of 300 words of a vocabulary of 50,000, the n-th of them as often as 1/n of the first (Zipf's law, as in any language), with
 * 5 claims of 12 words.
 */
export function zipfReport(number: number): Addition {
  const random = randomFrom(number);
  const words = range(WORDS, () => wordOf(zipf(random)));
  const pieces = range(CLAIMS, n => {
    const from = (n * WORDS) / CLAIMS;
    const said = words.slice(from + 1, from + 13).join(' ');
    return `${words[from]} [statement Actor${zipf(random) % 2000} 2015-11-${10 + n}: ${said}] ${words.slice(from + 13, from + WORDS / CLAIMS).join(' ')}.`;
  });
  return sample(`Report ${number}. ${pieces.join(' ')}`, {
    published: '2015-11-09',
    fingerprint: { engine: 'bench/1', keys: keysOf(number), data: {} },
  });
}

/** The words of a query: `count` of them, from one stretch of a report, so that they stand together somewhere. */
export function queryFrom(number: number, count: number): string {
  const { text } = zipfReport(number).document;
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
