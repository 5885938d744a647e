import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as holds, jsonValue, property } from 'fast-check';
import { canonicalJson } from './canonical.ts';

test('keys are sorted by UTF-16 units at every depth, and nothing is padded', () => {
  assert.equal(canonicalJson({ b: [1, { d: 'x', c: true }], a: null }), '{"a":null,"b":[1,{"c":true,"d":"x"}]}');
  // RFC 8785, section 3.2.3: sorted by UTF-16 units, not by code points.
  assert.equal(canonicalJson({ '\u{1f600}': 1, '\ufb33': 2, '\u20ac': 3, '1': 4 }), '{"1":4,"€":3,"😀":1,"\ufb33":2}');
});

test('a field that is undefined is as if it were not there', () => {
  assert.equal(canonicalJson({ a: undefined, b: 1 }), '{"b":1}');
});

test('what JSON would change or drop silently is refused with its place', () => {
  const cases: [unknown, string][] = [
    [{ a: { b: Number.NaN } }, '$.a.b'],
    [[1, undefined], '$[1]'],
    [{ when: new Date(0) }, '$.when'],
    [{ words: 'half \ud83d' }, '$.words'],
    [{ n: 1n }, '$.n'],
  ];
  for (const [value, place] of cases) {
    assert.throws(
      () => canonicalJson(value),
      (error: Error) => error instanceof TypeError && error.message.startsWith(place),
    );
  }
});

test('law: reading back and writing again gives the same bytes, whatever the order of the keys', () => {
  holds(
    property(jsonValue({ noUnicodeString: false }), value => {
      const once = canonicalJson(value);
      assert.equal(canonicalJson(JSON.parse(once)), once);
      assert.deepEqual(JSON.parse(once), JSON.parse(JSON.stringify(value)));
    }),
  );
});
