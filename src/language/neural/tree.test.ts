import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { TreeFinder } from './tree.ts';

const LONGEST = 12;
const finder = new TreeFinder(LONGEST);

function found(scores: Float32Array, length: number): number[] {
  const heads = new Int32Array(length);
  finder.find(scores, length + 1, length, heads);
  return Array.from(heads);
}

/** All trees of `length` words with one root and no crossing arcs, however bad. */
function allTrees(length: number): number[][] {
  const out: number[][] = [];
  const heads = Array.from({ length }, () => -1);
  const fill = (i: number): void => {
    if (i === length) {
      if (isProjectiveTree(heads)) out.push([...heads]);
      return;
    }
    for (let head = -1; head < length; head++) {
      if (head === i) continue;
      heads[i] = head;
      fill(i + 1);
    }
  };
  fill(0);
  return out;
}

function isProjectiveTree(heads: readonly number[]): boolean {
  if (heads.filter(head => head === -1).length !== 1) return false;
  const isAbove = (top: number, word: number): boolean => {
    let at = word;
    for (let n = 0; n <= heads.length && at >= 0; n++) {
      if (at === top) return true;
      at = heads[at]!;
    }
    return false;
  };
  const root = heads.indexOf(-1);
  return heads.every((head, word) => {
    if (!isAbove(root, word)) return false;
    if (head < 0) return true;
    for (let k = Math.min(word, head) + 1; k < Math.max(word, head); k++) if (!isAbove(head, k)) return false;
    return true;
  });
}

const sum = (scores: Float32Array, heads: readonly number[]): number =>
  heads.reduce((total, head, i) => total + scores[i * (heads.length + 1) + head + 1]!, 0);

const anyScores = fc.integer({ min: 1, max: 5 }).chain(length =>
  fc.record({
    length: fc.constant(length),
    scores: fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: length * (length + 1), maxLength: length * (length + 1) })
      .map(list =>
        Float32Array.from(list, (score, at) =>
          (at % (length + 1)) - 1 === Math.floor(at / (length + 1)) ? -Infinity : score,
        ),
      ),
  }),
);

test('no tree without crossing arcs has a better score', () => {
  const trees = new Map([1, 2, 3, 4, 5].map(length => [length, allTrees(length)]));
  fc.assert(
    fc.property(anyScores, ({ length, scores }) => {
      const heads = found(scores, length);
      assert.ok(isProjectiveTree(heads), `${heads.join(' ')} is no tree`);
      const best = Math.max(...trees.get(length)!.map(tree => sum(scores, tree)));
      assert.equal(sum(scores, heads), best);
    }),
  );
});

test('long sentences give trees, whatever the scores', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 156, maxLength: 156 }), list => {
      const scores = Float32Array.from(list);
      for (let i = 0; i < LONGEST; i++) scores[i * (LONGEST + 1) + i + 1] = -Infinity;
      assert.ok(isProjectiveTree(found(scores, LONGEST)));
    }),
  );
});
