import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfter } from './retry-after.ts';

const NOW = Date.parse('2015-11-09T12:00:00Z');

const asked = (value: string | undefined): number | undefined =>
  retryAfter(
    { httpVersion: '1.1', status: 429, reason: '', headers: value === undefined ? [] : [['Retry-After', value]] },
    NOW,
  );

test('seconds and dates, never less than nothing and never more than a day', () => {
  const cases: readonly (readonly [value: string | undefined, milliseconds: number | undefined])[] = [
    [undefined, undefined],
    ['', undefined],
    ['0', 0],
    ['120', 120_000],
    [' 120 ', 120_000],
    ['99999999', 86_400_000],
    ['Mon, 09 Nov 2015 12:00:30 GMT', 30_000],
    ['Monday, 09-Nov-15 12:00:30 GMT', 30_000],
    ['Mon, 09 Nov 2015 11:00:00 GMT', 0],
    ['soon', undefined],
  ];
  for (const [value, milliseconds] of cases) assert.equal(asked(value), milliseconds, String(value));
});
