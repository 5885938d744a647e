import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../core/problem.ts';
import { selected } from './selection.ts';

const text = 'The accord holds.\nThe accord, he said,\nwill hold (for now).';

test('words are found letter for letter, whatever white space stands between them', () => {
  assert.deepEqual(selected(text, 'he said, will', undefined), { start: 30, end: 43, exact: 'he said,\nwill' });
  assert.equal(selected(text, '(for now).', undefined).exact, '(for now).');
});

function code(words: string, at?: number): string {
  try {
    selected(text, words, at);
    return 'found';
  } catch (error) {
    return (error as Problem).code;
  }
}

test('words that stand more than once need their offset', () => {
  assert.equal(code('The accord'), 'words_not_unique');
  assert.equal(code('The accord', 18), 'found');
  assert.equal(code('The accord', 17), 'words_not_found');
  assert.equal(code('the accord'), 'words_not_found');
  assert.equal(code(' '), 'words_not_found');
});
