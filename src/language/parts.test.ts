import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { joinParts, PartReader } from './parts.ts';

const parts = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 });

test('parts come apart as they were joined', () => {
  fc.assert(
    fc.property(parts, list => {
      const reader = new PartReader(joinParts(list));
      for (const part of list) assert.deepEqual(reader.next(), part);
    }),
  );
});

test('bytes that end too early are refused', () => {
  fc.assert(
    fc.property(parts, fc.nat(), (list, cut) => {
      const bytes = joinParts(list);
      fc.pre(bytes.length > 0);
      const reader = new PartReader(bytes.subarray(0, cut % bytes.length));
      assert.throws(() => {
        for (const _ of list) reader.next();
      }, RangeError);
    }),
  );
});
