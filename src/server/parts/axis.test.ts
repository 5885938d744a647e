import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { Axis, plusDays, rowsOf, ticksOf } from './axis.ts';

const days = fc
  .tuple(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 60_000 }))
  .map(([first, more]) => {
    const from = plusDays('1500-01-01', first);
    return new Axis(from, plusDays(from, more));
  });

test('two in one row never stand nearer than the gap, and no row is empty', () => {
  const stretch = fc
    .tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 40, noNaN: true }))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 40 }), fc.double({ min: 0, max: 5, noNaN: true }), (some, gap) => {
      const rows = rowsOf(some, gap);
      for (const [one, { start, end }] of some.entries())
        for (const [other, that] of some.entries())
          if (one < other && rows[one] === rows[other])
            assert.ok(end + gap <= that.start || that.end + gap <= start, `${one} and ${other}`);
      assert.deepEqual(
        [...new Set(rows)].toSorted((a, b) => a - b),
        [...new Set(rows).keys()].map((_, row) => row),
      );
    }),
  );
});

test('the parts of a line are its days, each once and in order', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 80 }), (axis, wanted) => {
      const parts = axis.parts(wanted);
      assert.equal(parts[0]!.from, axis.from);
      assert.equal(parts.at(-1)!.until, axis.until);
      for (const [index, { from, until }] of parts.entries()) {
        assert.ok(from <= until);
        if (index > 0) assert.equal(from, plusDays(parts[index - 1]!.until, 1));
      }
    }),
  );
});

test('ticks stand within the line, in order, and are never too many', () => {
  fc.assert(
    fc.property(days, axis => {
      const ticks = ticksOf(axis);
      assert.ok(ticks.length <= 11, `${axis.from} to ${axis.until}: ${ticks.length}`);
      for (const [index, { at, from, until }] of ticks.entries()) {
        assert.ok(at >= 0 && at < 100);
        assert.ok(from <= until);
        if (index > 0) assert.equal(from, plusDays(ticks[index - 1]!.until, 1));
      }
    }),
  );
});

const labels = (from: string, until: string): string =>
  ticksOf(new Axis(from, until))
    .map(({ label }) => label)
    .join(' ');

test('what people read on a line: days of a week, months of a year, years of a century', () => {
  assert.equal(labels('2026-03-09', '2026-03-12'), '2026-03-09 2026-03-10 2026-03-11 2026-03-12');
  assert.equal(labels('2025-09-01', '2026-03-31'), '2025-09 2025-10 2025-11 2025-12 2026-01 2026-02 2026-03');
  assert.equal(labels('2015-01-01', '2026-12-31'), '2015 2020 2025');
});
