import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markSentences } from './sentences.ts';
import { tokenize } from './tokens.ts';

/** Each line is a text; a bar stands before each sentence but the first. "/" is a line break, "//" an empty line. */
const lines = `
He met Mr. Lee.| They agreed.
The U.S. Senate voted at 5 p.m. on Monday.| It failed.
He lives in the U.S.| The others left.
“We signed it.”| He smiled.
She asked: “Will they pay?”| No one knew.
Gen. J. R. Smith of Acme Inc. said no.
It cost 3.5 million.| (That is a lot.)| Nobody paid.
Talks fail in Geneva//|GENEVA, May 3 (Agency) - Talks failed on Monday.
Main points:/|• Pay by May/|• Leave by June/|Signed in Lima
`.trim();

for (const line of lines.split('\n'))
  test(`marks ${line}`, () => {
    const text = line.replaceAll('|', '').replaceAll('/', '\n');
    const tokens = tokenize(text);
    const begins = markSentences(tokens);
    let out = '';
    let at = 0;
    tokens.starts.forEach((start, i) => {
      out += text.slice(at, i > 0 && begins[i] === 1 ? tokens.ends[i - 1] : start);
      at = out.replaceAll('|', '').length;
      if (i > 0 && begins[i] === 1) {
        const blank = text.slice(tokens.ends[i - 1], start);
        out += blank.includes('\n') ? `${blank}|` : `|${blank}`;
        at = start;
      }
    });
    out += text.slice(at);
    assert.equal(out.replaceAll('\n', '/'), line);
  });

test('a hard-wrapped text is not cut at its line breaks', () => {
  const text = `The two ministries said in a statement that the treaty of last\nApril would be put before both chambers by the end of the week\nand that the Commission in Brussels had been told about it. The\nAmbassador left before the vote was taken.`;
  const tokens = tokenize(text);
  assert.equal(
    markSentences(tokens).reduce((n, b) => n + b, 0),
    2,
  );
});
