import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { wordsIn } from '../core/plain-words.ts';
import { comparable } from './comparable.ts';
import { type Comparison, compare, compareIfMuch } from './compare.ts';
import { FOUND_FROM_WORDS, fingerprint } from './fingerprint.ts';
import { glanceFrom } from './glance.ts';

/** Few different words, so that made texts share rows of them, in all the spellings that must not matter. */
const word = fc.constantFrom(
  'the',
  'U.S.',
  'harbour',
  "China's",
  'élan',
  'co-op',
  '“said',
  'ferry”',
  '3,000',
  'a',
  'of',
  'Ministry',
  '\n',
);
const sentence = fc.array(word, { minLength: 6, maxLength: 14 }).map(words => `${words.join(' ')}.`);
const pool = [
  'The ferry left the harbour of Bergen at nine with three hundred people and a brass band on board.',
  '“We will not pay for a bridge that nobody asked for,” the mayor of the island said.',
  'A committee of the council will look at the figures again when the accounts of the year are closed.',
  'In the market hall the price of cod has doubled since the storms of the second week of January.',
  'The ministry refused to say who had signed the order and when it had been sent to the coast guard.',
  'Home Weather Sport Sign in Subscribe',
  'Two sisters who keep the lighthouse have asked for a boat of their own and for a better stove.',
];
const report = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...pool) }, sentence), { maxLength: 9 })
  .map(lines => lines.join('\n'));
const anything = fc.oneof(
  report,
  report.map(text => text.toLowerCase().replaceAll(/[^\p{L}\p{N} ]/gu, ' ')),
  fc.string(),
);

const plain = (text: string): string => wordsIn(text).words.join(' ');
const compareTexts = (a: string, b: string): Comparison => compare(comparable(a), comparable(b));

test('shared runs are the same plain words on both sides, and spans lie in order inside their texts', () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      const { shared, a: sideA, b: sideB } = compareTexts(a, b);
      for (const run of shared) {
        assert.equal(plain(a.slice(run.a.start, run.a.end)), plain(b.slice(run.b.start, run.b.end)));
        assert.equal(wordsIn(a.slice(run.a.start, run.a.end)).words.length, run.words);
      }
      for (const [text, own, runs] of [
        [a, sideA.own, shared.map(run => run.a)],
        [b, sideB.own, shared.map(run => run.b)],
      ] as const) {
        const all = [...own, ...runs].sort((x, y) => x.start - y.start);
        let at = 0;
        for (const span of all) {
          assert.ok(at <= span.start && span.start < span.end && span.end <= text.length);
          at = span.end;
        }
        assert.equal(all.map(span => plain(text.slice(span.start, span.end))).join(' '), plain(text));
      }
    }),
  );
});

test('comparing the other way round changes the sides and nothing else', () => {
  fc.assert(
    fc.property(anything, anything, (a, b) => {
      const there = compareTexts(a, b);
      const back = compareTexts(b, a);
      assert.deepEqual(back, {
        ...there,
        a: there.b,
        b: there.a,
        shared: there.shared.map(run => ({ ...run, a: run.b, b: run.a })).sort((x, y) => x.a.start - y.a.start),
        passage: there.passage && { a: there.passage.b, b: there.passage.a },
      });
    }),
  );
});

test('every text with words is a copy of itself, and of itself in lower case without punctuation', () => {
  fc.assert(
    fc.property(report, text => {
      fc.pre(plain(text) !== '');
      assert.equal(compareTexts(text, text).relation, 'copy');
      assert.equal(compareTexts(text, plain(text)).relation, 'copy');
    }),
  );
});

test('a fingerprint is ascending, has each key once, and does not see capitals and punctuation', () => {
  fc.assert(
    fc.property(anything, text => {
      const keys = fingerprint(text);
      assert.deepEqual(keys, Uint32Array.from(new Set(keys)).sort());
      assert.deepEqual(fingerprint(plain(text)), keys);
      assert.ok(keys.length <= wordsIn(text).words.length);
    }),
  );
});

test(`texts that share ${FOUND_FROM_WORDS} words in a row are candidates of each other`, () => {
  const words = fc.array(fc.integer({ min: 0, max: 400 }).map(String), { maxLength: 40 }).map(list => list.join(' '));
  const common = fc.array(fc.integer({ min: 0, max: 400 }).map(String), { minLength: FOUND_FROM_WORDS, maxLength: 30 });
  fc.assert(
    fc.property(words, words, words, words, common, (a, b, c, d, row) => {
      const keys = new Set(fingerprint(`${a} ${row.join(' ')} ${b}`));
      assert.ok(fingerprint(`${c} ${row.join(' ')} ${d}`).some(key => keys.has(key)));
    }),
  );
});

test('hostile repetition is compared in bounded time', () => {
  const started = performance.now();
  compareTexts('a b '.repeat(40_000), `x ${'b a '.repeat(40_000)}`);
  assert.ok(performance.now() - started < 5_000);
});

test('a glance never passes over two texts that have much in common, whatever was left out of them', () => {
  const withMenus = fc.tuple(anything, fc.nat(200), fc.nat(200)).map(([text, start, length]) => {
    const [from, to] = [Math.min(start, text.length), Math.min(start + length, text.length)];
    return comparable(text, [{ start: from, end: to }]);
  });
  const seen = { yes: 0, no: 0 };
  fc.assert(
    fc.property(withMenus, withMenus, (a, b) => {
      const glance = glanceFrom(a)(b);
      seen[glance ? 'yes' : 'no']++;
      if (compareIfMuch(a, b) !== undefined) assert.ok(glance);
    }),
    { numRuns: 2000 },
  );
  assert.ok(seen.yes > 100 && seen.no > 100, JSON.stringify(seen));
});
