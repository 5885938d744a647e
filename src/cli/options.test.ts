import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../core/problem.ts';
import { endOf } from './options.ts';

test('a month or a year means its first day from where a list begins, and its last where it ends', () => {
  assert.equal(endOf('2015-09', 'first', '--from'), '2015-09-01');
  assert.equal(endOf('2015-09', 'last', '--until'), '2015-09-30');
  assert.equal(endOf('2016-02', 'last', '--until'), '2016-02-29');
  assert.equal(endOf('2015', 'first', '--from'), '2015-01-01');
  assert.equal(endOf('2015', 'last', '--until'), '2015-12-31');
  assert.equal(endOf('2015-09-25', 'last', '--until'), '2015-09-25');
});

test('what is no day, month or year is wrong usage', () => {
  for (const wrong of ['2015-13', '15-09', 'September', '2015-02-30', '0009-01']) {
    assert.throws(
      () => endOf(wrong, 'first', '--from'),
      (error: unknown) => error instanceof Problem && error.code === 'bad_date',
      wrong,
    );
  }
});
