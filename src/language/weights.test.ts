import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { packWeights, UNIT, unpackWeights, type SparseRow } from './weights.ts';

const rowsOfWeights = fc
  .uniqueArray(
    fc.record({
      feature: fc.integer({ min: 0, max: 2 ** 26 - 1 }),
      pairs: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.double({ min: -90, max: 90, noNaN: true })), {
        selector: pair => pair[0],
        minLength: 1,
      }),
    }),
    { selector: row => row.feature, maxLength: 50 },
  )
  .map(rows =>
    rows.map(
      ({ feature, pairs }): SparseRow => ({ feature, classes: pairs.map(p => p[0]), weights: pairs.map(p => p[1]) }),
    ),
  );

test('packed weights come back within a twentieth; what is too small comes back as nothing', () => {
  fc.assert(
    fc.property(rowsOfWeights, rows => {
      const weights = unpackWeights(packWeights(7, rows, 0.5));
      const scores = new Float64Array(7);
      for (const { feature, classes, weights: right } of rows) {
        weights.score(Int32Array.of(feature), 1, scores);
        classes.forEach((c, i) => {
          const expected = Math.abs(right[i]!) < 0.5 ? 0 : right[i]! * UNIT;
          assert.ok(Math.abs(scores[c]! - expected) <= Math.abs(expected) * 0.05 + 1, `${scores[c]} for ${expected}`);
        });
      }
      weights.score(Int32Array.of(12345), rows.some(r => r.feature === 12345) ? 0 : 1, scores);
      assert.deepEqual(
        [...scores],
        Array.from({ length: 7 }, () => 0),
      );
    }),
  );
});
