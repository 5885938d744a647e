import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Happening } from '../../listings/timeline.ts';
import { to } from '../address.ts';
import { render } from '../html.ts';
import { Axis, plusDays } from './axis.ts';
import { drawn } from './drawn.ts';

const AXIS = new Axis('2026-01-01', '2026-12-31');

/** Something on a day, in an interval, or with an open end. */
const happening = fc
  .record({
    start: fc.integer({ min: 0, max: 300 }),
    length: fc.integer({ min: 0, max: 60 }),
    open: fc.constantFrom('none', 'none', 'from', 'until'),
    side: fc.constantFrom('words' as const, 'deeds' as const),
    headline: fc.string(),
  })
  .map(({ start, length, open, side, headline }): Happening => {
    const from = plusDays('2026-01-01', start);
    return {
      document: 'doc_1',
      claim: 'clm_1',
      kind: 'act',
      side,
      mode: side === 'words' ? 'said' : 'done',
      from: open === 'from' ? undefined : from,
      until: open === 'until' ? undefined : plusDays(from, length),
      reading: from,
      headline,
      state: 'proposed',
      actors: [],
      source: 'The Courier',
      published: undefined,
      bearing: undefined,
    };
  });

const draw = (some: readonly Happening[], axis = AXIS): string =>
  render(
    drawn(some, axis, { open: one => to('documents', one.document), zoom: days => to('timeline').with(days) }),
    address => `${address.path}${address.rest}`,
  );

test('each is drawn once, within the drawing, and two on one side never cover each other', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 12 }), some => {
      const svg = draw(some);
      assert.equal([...svg.matchAll(/class="mark-at /gu)].length, some.length);
      const height = Number(/height="(\d+(?:\.\d+)?)"/u.exec(svg)![1]);
      const bars = [
        ...svg.matchAll(/class="interval[^"]*" x="([\d.]+)%" width="([\d.]+)%" y="([\d.]+)" height="8"/gu),
      ].map(([, x, width, y]) => ({ x: Number(x), end: Number(x) + Number(width), y: Number(y) }));
      for (const [index, { x, end, y }] of bars.entries()) {
        assert.ok(x >= 0 && end <= 100.01 && y >= 0 && y + 8 <= height, `${x} ${end} ${y}`);
        for (const other of bars.slice(index + 1))
          assert.ok(other.y !== y || other.x >= end || x >= other.end, 'in one row they stand apart');
      }
    }),
  );
});

test('too many to be told apart are counted in columns, none of them lost, and each column leads nearer', () => {
  fc.assert(
    fc.property(fc.array(happening, { minLength: 301, maxLength: 400 }), some => {
      const words = some.map(one => ({ ...one, side: 'words' as const }));
      // Some begin before the line, or end behind it.
      const svg = draw(words, new Axis('2026-03-01', '2026-09-30'));
      assert.doesNotMatch(svg, /class="mark-at /u);
      const counted = [
        ...svg.matchAll(
          /class="many" href="\/timeline\?from=[\d-]+&amp;until=[\d-]+"[^>]*><title>[^<]*: (\d+)<\/title>/gu,
        ),
      ];
      assert.equal(
        counted.reduce((sum, [, number]) => sum + Number(number), 0),
        words.length,
      );
    }),
    { numRuns: 10 },
  );
});

test('a day has the sign of its side, an interval its length, and an open end says so', () => {
  const [one] = fc.sample(happening, { numRuns: 1, seed: 1 });
  const on = (from: string | undefined, until: string | undefined, side: Happening['side']): string =>
    draw([{ ...one!, from, until, side }]);
  assert.match(on('2026-03-09', '2026-03-09', 'words'), /<circle r="5"\/>/u);
  assert.match(on('2026-03-09', '2026-03-09', 'deeds'), /<rect x="-5"/u);
  assert.match(on('2026-03-01', '2026-03-31', 'deeds'), /class="interval" x="16\.\d+%" width="8\.\d+%"/u);
  assert.match(on(undefined, '2026-03-31', 'words'), /class="interval open-before"/u);
  assert.match(on('2026-03-31', undefined, 'words'), /class="interval open-after"/u);
});
