import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { tokenize } from './tokens.ts';

/** A line of text with a bar wherever a word ends: that, and nothing else, must be cut. */
const lines = `
Mr.| Lee| did|n't| sign| the| U.S.|-|China| pact|.
China|'s| second|-|in|-|command| said| “|we|’ll| talk|”| (|again|)|.
At| 10:30| a.m.| on| 11/28/2000| they| paid| $|1,200.50|,| i.e.| 5|%|.
Gen.| J.| R.| Smith| of| AT&T| and| the| co-founder| left|.
See| https://example.org/a-b?c=1|,| or| mail| a.b@example.org|.
He| said| Yes|.|No|.
the| 1990s| and| the| ’90s|...| can|not| wait|!!
They|'ve| met| the| Joneses|'| lawyer|;| it|'s| over|.
Q3| grew| by| 5|km| at| 5|pm|.
Sant'Egidio| and| O'Neill| don|'t|x
`.trim();

/** The same for text whose punctuation is gone. */
const bareLines = `
the| u s| and| the| u k| do|n t| agree| on| it
he| wo|n t| say| china| s| plan
`.trim();

function cut(line: string, unpunctuated: boolean): string {
  const text = line.replaceAll('|', '');
  const { count, starts, ends } = tokenize(text, [
    { start: 0, end: text.length, lowerCased: unpunctuated, unpunctuated },
  ]);
  let out = '';
  for (let i = 0; i < count; i++)
    out += (i === 0 ? '' : '|') + text.slice(i === 0 ? 0 : ends[i - 1], starts[i]) + text.slice(starts[i], ends[i]);
  return out;
}

for (const line of lines.split('\n').slice(0, -1)) test(`cuts ${line}`, () => assert.equal(cut(line, false), line));
for (const line of bareLines.split('\n')) test(`cuts bare ${line}`, () => assert.equal(cut(line, true), line));

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        '\ud83d',
        '\ude00',
        "'",
        '’',
        '.',
        'n',
        't',
        '-',
        'U',
        ' ',
        '\n',
        '5',
        ',',
        '&',
        '@',
        'http://',
        '\u0301',
        'ש',
      ),
      { maxLength: 60 },
    )
    .map(parts => parts.join('')),
);

test('tokens cover everything but white space, in order', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, unpunctuated) => {
      const { count, starts, ends } = tokenize(text, [{ start: 0, end: text.length, lowerCased: true, unpunctuated }]);
      let at = 0;
      for (let i = 0; i < count; i++) {
        assert.ok(starts[i]! >= at && ends[i]! > starts[i]!);
        assert.equal(text.slice(at, starts[i]).replace(/[\s\u0085\u200b\ufeff]/gu, ''), '');
        at = ends[i]!;
      }
      assert.equal(text.slice(at).replace(/[\s\u0085\u200b\ufeff]/gu, ''), '');
    }),
    { numRuns: 500 },
  );
});

test('a megabyte without a blank takes no longer than its length asks for', () => {
  for (const piece of ['a', '-', "a'", '.', '1,', '😀', 'a-b.', "'s", '\ud800', 'a.', '@a', '(']) {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const before = performance.now();
    assert.ok(tokenize(text).count > 0);
    assert.ok(performance.now() - before < 3000, piece);
  }
});
