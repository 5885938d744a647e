import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Gazetteer, listed, type Lists } from './gazetteer.ts';
import { bestMove, ParseState, Parser, SHIFT } from './parser.ts';
import { signsOf } from './signs.ts';
import { moveCosts } from './train/oracle.ts';
import { packWeights, unpackWeights, type Weights } from './weights.ts';

const none = new Gazetteer(Object.fromEntries(Object.keys(listed).map(name => [name, ''])) as unknown as Lists);

/** Any projective tree: each word of a stretch but one hangs, directly or not, on that one. */
function tree(length: number, dice: readonly number[]): number[] {
  const heads = Array.from({ length }, () => -1);
  let at = 0;
  const next = (n: number): number => dice[at++ % dice.length]! % n;
  const build = (from: number, to: number, head: number): void => {
    if (from >= to) return;
    const root = from + next(to - from);
    heads[root] = head;
    const left = from + next(root - from + 1);
    build(from, left, root);
    build(left, root, root);
    const right = root + 1 + next(to - root);
    build(root + 1, right, root);
    build(right, to, root);
  };
  build(0, length, -1);
  return heads;
}

const anyTree = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }))
  .map(([length, dice]) => tree(length, dice));

function stateOf(length: number): ParseState {
  const state = new ParseState();
  const signs = signsOf(
    Array.from({ length }, () => 'x'),
    none,
  );
  state.start(signs, new Uint8Array(length), 0, length);
  return state;
}

test('moves that cost nothing lead to the right tree', () => {
  fc.assert(
    fc.property(anyTree, heads => {
      const state = stateOf(heads.length);
      const costs = new Float64Array(3);
      while (!state.done) {
        moveCosts(state, heads, costs);
        const move = costs.indexOf(Math.min(...costs));
        assert.equal(costs[move], 0);
        if (move === SHIFT) state.shift();
        else state.attach(move, 0);
      }
      assert.deepEqual(Array.from(state.heads.slice(0, heads.length)), heads);
    }),
  );
});

test('the cost of a move is what the best end from there lacks more', () => {
  const reachable = (heads: readonly number[], moves: readonly number[]): number => {
    const replay = stateOf(heads.length);
    for (const move of moves)
      if (move === SHIFT) replay.shift();
      else replay.attach(move, 0);
    if (replay.done) return heads.filter((head, i) => replay.heads[i] === head).length;
    let best = 0;
    for (let move = 0; move < 3; move++)
      if (replay.allows(move)) best = Math.max(best, reachable(heads, [...moves, move]));
    return best;
  };
  fc.assert(
    fc.property(
      anyTree.filter(heads => heads.length <= 5),
      fc.array(fc.nat(2), { maxLength: 5 }),
      (heads, wishes) => {
        const state = stateOf(heads.length);
        const moves: number[] = [];
        for (const wish of wishes) {
          if (state.done || !state.allows(wish)) continue;
          if (wish === SHIFT) state.shift();
          else state.attach(wish, 0);
          moves.push(wish);
        }
        if (state.done) return;
        const costs = new Float64Array(3);
        moveCosts(state, heads, costs);
        const best = reachable(heads, moves);
        for (let move = 0; move < 3; move++)
          if (state.allows(move))
            assert.equal(best - reachable(heads, [...moves, move]), costs[move]! - Math.min(...costs));
      },
    ),
    { numRuns: 60 },
  );
});

function zero(classes: number): Weights {
  return unpackWeights(packWeights(classes, [], 1));
}

test('whatever the weights, each sentence gets one root and no circle', () => {
  const parser = new Parser(zero(3), zero(3), zero(4), 3);
  for (const length of [1, 2, 7, 300]) {
    const signs = signsOf(
      Array.from({ length }, () => 'x'),
      none,
    );
    const heads = new Int32Array(length);
    parser.parse(signs, new Uint8Array(length), 0, length, heads, new Uint8Array(length), new Float32Array(length));
    assert.equal(heads.filter(head => head === -1).length, 1);
    for (let i = 0; i < length; i++) {
      let at = i;
      for (let n = 0; n < length && at >= 0; n++) at = heads[at]!;
      assert.equal(at, -1);
    }
  }
});

test('the best move is one that is allowed', () => {
  assert.equal(bestMove(stateOf(2), Float64Array.of(-5, 9, 9)), SHIFT);
});
