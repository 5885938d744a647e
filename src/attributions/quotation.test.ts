import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { scanQuotations } from './quotation.ts';

/** In a case, square brackets stand around each quotation; "¶" is a paragraph break; ">" after a bracket: it continues the one before. */
const cases = [
  'He said [“yes”] and [“no.”]',
  'He said ["yes"] and ["no."]',
  '[“It’s late,”] he said. [“Let’s go.”]',
  'The workers’ union and the ’90s were loud.',
  'The workers\' union said ["it\'s over"].',
  '[“One.] ¶ >[“Two.”] ¶ End.',
  '["One.] ¶ >["Two."] ¶ End.',
  'Trump: [‘We will go all the way.’]',
  'Er sagte [„nein“] und ging.',
  'A 6" pipe burst.',
];

for (const line of cases) {
  test(line, () => {
    const text = line.replaceAll(' ¶ ', '\n\n').replaceAll(/>(?=\[)|[[\]]/gu, '');
    const found = scanQuotations(text);
    let shown = text;
    for (const one of found.toReversed()) {
      shown = `${shown.slice(0, one.start)}${one.continues ? '>' : ''}[${text.slice(one.start, one.end)}]${shown.slice(one.end)}`;
    }
    assert.equal(shown.replaceAll('\n\n', ' ¶ '), line);
  });
}

test('quotations lie in the text, in order, and do not overlap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('“', '”', '"', '‘', '’', "'", 'a', ' ', '.', '\n\n', '«', '»', '„', '``', "''"), {
        maxLength: 60,
      }),
      parts => {
        const text = parts.join('');
        let last = 0;
        for (const one of scanQuotations(text)) {
          assert.ok(one.start >= last && one.start < one.end && one.end <= text.length);
          assert.ok(one.start <= one.inner.start && one.inner.start <= one.inner.end && one.inner.end <= one.end);
          last = one.end;
        }
      },
    ),
  );
});
