import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Upos } from './analysis.ts';
import { buildAnalysis } from './words.ts';

/** A tree by hand: word, tag, head (0 is the root), relation. */
const rows: readonly (readonly [string, string, number, string])[] = [
  ['Ms.', 'PROPN NNP', 2, 'nmod:desc'],
  ['Lee', 'PROPN NNP', 4, 'nsubj:pass'],
  ['was', 'AUX VBD', 4, 'aux:pass'],
  ['told', 'VERB VBN', 0, 'root'],
  ['lies', 'NOUN NNS', 4, 'obj'],
  ['.', 'PUNCT .', 4, 'punct'],
];
const text = 'Ms. Lee was told lies .';
const starts = Int32Array.from(rows, ([word]) => text.indexOf(word));
const tagNames = rows.map(([, tag]) => ({ pos: tag.split(' ')[0] as Upos, tag: tag.split(' ')[1]! }));

const analysis = buildAnalysis(
  {
    text,
    count: rows.length,
    starts,
    ends: Int32Array.from(rows, ([word], i) => starts[i]! + word.length),
    forms: rows.map(([word]) => word.toLowerCase()),
    tags: Uint8Array.from(rows.keys()),
    relations: Uint8Array.from(rows.keys()),
    heads: Int32Array.from(rows, ([, , head]) => head - 1),
    margins: new Float32Array(rows.length),
    sentenceStarts: Int32Array.of(0, rows.length),
    tagNames,
    relationNames: rows.map(([, , , relation]) => relation),
    lemmas: new Map([['told VBN', 'tell']]),
  },
  [{ from: 1, to: 2, type: 'PER' }],
  { level: 'clean', share: 0, stretches: [] },
);
const [sentence] = analysis.sentences;
const told = sentence!.root;

test('a rule asks the tree', () => {
  assert.equal(told.text, 'told');
  assert.equal(told.lemma, 'tell');
  assert.equal(told.head, undefined);
  assert.equal(told.child('nsubj')?.text, 'Lee');
  assert.equal(told.child('nsubj:pass')?.text, 'Lee');
  assert.equal(told.child('nsubj:outer'), undefined);
  assert.deepEqual(
    told.children('aux', 'obj').map(w => w.text),
    ['was', 'lies'],
  );
  assert.deepEqual(
    told
      .child('nsubj')!
      .subtree()
      .map(w => w.text),
    ['Ms.', 'Lee'],
  );
  assert.deepEqual(
    told.dependents.map(w => w.text),
    ['Lee', 'was', 'lies', '.'],
  );
  assert.equal(told.previous?.text, 'was');
  assert.equal(analysis.words[0]!.previous, undefined);
  assert.ok(told.child('obj')!.is('obj') && !told.child('obj')!.is('ob'));
  assert.equal(told.child('obj')!.lemma, 'lie');
});

test('places lead to words and back', () => {
  assert.equal(analysis.wordAt(0)?.text, 'Ms.');
  assert.equal(analysis.wordAt(3)?.text, 'Lee');
  assert.equal(analysis.wordAt(text.length), undefined);
  assert.deepEqual(
    analysis.wordsIn({ start: 4, end: 11 }).map(w => w.text),
    ['Lee', 'was'],
  );
  assert.deepEqual(analysis.wordsIn({ start: 5, end: 10 }), []);
  assert.deepEqual(
    analysis.names.map(n => [n.start, n.end, n.type]),
    [[4, 7, 'PER']],
  );
});
