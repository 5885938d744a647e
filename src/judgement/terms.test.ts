/** Where words of a provision stand in a report, and which sentence a place belongs to. */
import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { findTerms, sentenceAfter, sentenceAround, stem } from './terms.ts';

const at = (text: string, words: string): { start: number; end: number } => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

test('a claim that begins where its sentence begins belongs to that sentence, and not to the one before', () => {
  const text = 'Norland banned the trade. Sudmark stole the plans. It denies it.';
  for (const words of ['Sudmark stole', 'stole the plans', 'Sudmark stole the plans']) {
    const { start, end } = sentenceAround(text, at(text, words));
    equal(text.slice(start, end), 'Sudmark stole the plans.', words);
  }
  const first = sentenceAround(text, at(text, 'Norland banned'));
  equal(text.slice(first.start, first.end), 'Norland banned the trade.');
  const after = sentenceAfter(text, first)!;
  equal(text.slice(after.start, after.end), 'Sudmark stole the plans.');
});

test('a paragraph begins a sentence, also without a full stop before it and without a capital', () => {
  const text = 'Talks in Port Alma\n\nthe two sides met.';
  const { start, end } = sentenceAround(text, at(text, 'the two'));
  equal(text.slice(start, end), 'the two sides met.');
});

test('terms are found whatever their forms, unless they are negated', () => {
  const text = 'Hackers broke into the mill, did not steal its drawings, and never opened the hotline.';
  const found = (terms: string[], negated = false): string[] =>
    findTerms(text, { start: 0, end: text.length }, terms, negated).map(({ exact }) => exact);
  deepEqual(found(['break into', 'theft', 'open']), ['broke into']);
  deepEqual(found(['theft', 'drawing', 'open hotline'], true), ['steal', 'drawings', 'opened the hotline']);
  deepEqual(found([]), []);
  deepEqual(found(['…', 'ships']), []);
});

/** As simple as can be: every word of the stretch against every term of one word. */
function plainly(text: string, { start, end }: { start: number; end: number }, terms: readonly string[]): number[] {
  return [...text.slice(start, end).matchAll(/[\p{L}\p{N}]+(?:[’'][\p{L}]+)?/gu)]
    .filter(([word]) => terms.some(term => stem(term) === stem(word)))
    .map(({ index }) => start + index);
}

test('law: a stretch is read as if it stood alone, wherever its ends cut, whichever text was read before', () => {
  const words = fc.constantFrom('stole', 'plans', 'Sudmark’s', 'the', 'attack', 'attacked', 'don’t', '. ', ', ', ' ');
  const texts = fc.array(words, { maxLength: 30 }).map(all => all.join(' '));
  fc.assert(
    fc.property(texts, texts, fc.nat(120), fc.nat(120), (text, other, a, b) => {
      const within = { start: Math.min(a, b, text.length), end: Math.min(Math.max(a, b), text.length) };
      const terms = ['theft', 'attacks', 'Sudmark'];
      findTerms(other, { start: 0, end: other.length }, terms);
      const found = findTerms(text, within, terms, true).map(({ start }) => start);
      deepEqual(found, plainly(text, within, terms));
    }),
  );
});
