import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alpha, bootstrapInterval } from './alpha.ts';

/** One line an observer, one column a unit; a dot is a value that is missing. */
function units(...observers: string[]): string[][] {
  return Array.from(observers[0]!, (_, unit) => observers.map(values => values[unit]!).filter(value => value !== '.'));
}

const rounded = (value: number | undefined): string => value!.toFixed(3);

// The worked examples of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), with their published results.
test('A: binary data, two observers', () => {
  // 4 of 10 units differ; 14 zeros and 6 ones: 1 - 19 * 4 / (14 * 6).
  assert.equal(rounded(alpha(units('0100000010', '1110010000'))), '0.095');
});

test('B: nominal data, two observers', () => {
  // 9 of 12 units agree; a, b, c, d, e stand 4, 6, 6, 6, 2 times: (23 * 18 - 104) / (24 * 23 - 104).
  assert.equal(rounded(alpha(units('aabbdcccedda', 'babbbccceddd'))), '0.692');
});

const published = units('123321412...', '1233224125.3', '.3332342251.', '12332441251.');

test('C: nominal data, four observers, values missing', () => {
  assert.equal(rounded(alpha(published)), '0.743');
});

test('agreement throughout is 1, and against each other is below 0', () => {
  assert.equal(
    alpha([
      ['a', 'a'],
      ['b', 'b', 'b'],
    ]),
    1,
  );
  assert.ok(
    alpha([
      ['a', 'b'],
      ['b', 'a'],
    ])! < 0,
  );
});

test('where nothing can be said, nothing is', () => {
  assert.equal(alpha([]), undefined);
  assert.equal(alpha([['a'], ['b']]), undefined, 'no unit has two values');
  assert.equal(
    alpha([
      ['a', 'a'],
      ['a', 'a'],
    ]),
    undefined,
    'all values are the same',
  );
});

test('the interval holds alpha, is the same each time, and is not given for a few units', () => {
  const interval = bootstrapInterval(published)!;
  assert.ok(interval.low < 0.743 && 0.743 < interval.high && interval.high <= 1);
  assert.deepEqual(bootstrapInterval(published), interval);
  assert.equal(bootstrapInterval(published.slice(0, 9)), undefined);
});
