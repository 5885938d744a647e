import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machineDay, urlDay, writtenDays } from './written.ts';

// A text and the days written in it.
const written: readonly [string, ...string[]][] = [
  ['Published 9 November 2015, updated Nov. 12th, 2015', '2015-11-09', '2015-11-12'],
  ['Freitag, 23. Dezember 2016', '2016-12-23'],
  ['le 1er mai 2019', '2019-05-01'],
  ['23 de diciembre de 2016', '2016-12-23'],
  ['23.12.2016 10:15', '2016-12-23'],
  ['12/23/2016', '2016-12-23'],
  ['11/12/2016', '2016-11-12'],
  ['2016年12月23日', '2016-12-23'],
  ['31 February 2016'],
  ['version 1.2.2016.4, phone 555-12-2016'],
  ['Monday, in 2016'],
];
for (const [text, ...days] of written) {
  test(`written: ${text}`, () =>
    assert.deepEqual(
      writtenDays(text, true).map(found => found.day),
      days,
    ));
}

test('outside America the day comes first', () => assert.equal(writtenDays('11/12/2016', false)[0]?.day, '2016-12-11'));

const machine: readonly [string, string | undefined][] = [
  ['2016-12-23T23:30:00Z', '2016-12-23'],
  ['20161223', '2016-12-23'],
  ['20161223101500', '2016-12-23'],
  ['1482451200', '2016-12-23'],
  ['soon', undefined],
];
for (const [value, day] of machine) test(`machine: ${value}`, () => assert.equal(machineDay(value, true), day));

const addresses: readonly [string, string | undefined][] = [
  ['https://times.example/2016/12/23/harbour', '2016-12-23'],
  ['https://times.example/2016/dec/23/harbour', '2016-12-23'],
  ['https://times.example/news/harbour-20161223.html', '2016-12-23'],
  ['https://times.example/2016/12/harbour', undefined],
  ['https://times.example/item/20169999', undefined],
];
for (const [url, day] of addresses) test(`address: ${url}`, () => assert.equal(urlDay(url)?.day, day));
