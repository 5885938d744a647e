import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { AdaGrad, mixedRounds } from './fitting.ts';

const orders = (count: number, rounds: number, seed: number): number[][] =>
  [...mixedRounds(count, rounds, seed)].length === rounds
    ? Array.from(mixedRounds(count, rounds, seed), order => [...order])
    : [];

test('each round goes through every example once, and the same seed gives the same rounds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 5 }), fc.nat(), (count, rounds, seed) => {
      const found = orders(count, rounds, seed);
      assert.equal(found.length, rounds);
      for (const order of found)
        assert.deepEqual(
          order.toSorted((a, b) => a - b),
          Array.from({ length: count }, (_, i) => i),
        );
      assert.deepEqual(orders(count, rounds, seed), found);
    }),
  );
});

test('rounds differ from each other', () => {
  const [first, second] = orders(20, 2, 7);
  assert.notDeepEqual(first, second);
});

test('a weight goes against the error, and the mean is that of what was taken', () => {
  const fitted = new AdaGrad(2, 0.1, 0);
  fitted.step(0, -1);
  const early = fitted.weights[0]!;
  assert.ok(early > 0);
  assert.equal(fitted.weights[1], 0);
  fitted.take();
  fitted.step(0, -1);
  fitted.take();
  assert.equal(fitted.mean()[0], (early + fitted.weights[0]!) / 2);
});
