import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../app.ts';
import { capture } from '../../capture/index.ts';
import { read } from '../../read.ts';
import { commitment } from './commitment.ts';

const engine = loadEngine();

/** A text, and how its first commitment stands in a record. */
const headlines: readonly (readonly [text: string, headline: string])[] = [
  [
    'Neither country’s government will support theft of trade secrets, with the intent of giving an advantage to its firms.',
    'Neither country’s government is to: “support theft of trade secrets, with the intent of giving an advantage to its firms”',
  ],
  ['The ministry said it would pay the families by June.', 'The ministry announced: “pay the families by June”'],
  ['Norway vowed not to build bases there.', 'Norway pledged not to: “build bases there”'],
  ['Norway vowed to refrain from new tests.', 'Norway pledged: “refrain from new tests”'],
  ['Norway agreed with Poland not to share radar data.', 'Norway agreed with Poland not to: “share radar data”'],
  [
    'Norway and Poland signed a pact. Neither Party shall raise fees.',
    'Norway and Poland undertook not to: “raise fees”',
  ],
  ['Norway agreed with Poland to share radar data.', 'Norway agreed with Poland: “share radar data”'],
  // What it hangs on is not lost.
  ['The Front agreed in principle to a truce.', 'The Front agreed in principle: “a truce”'],
  [
    'Norway agreed to send two ships, subject to approval by its parliament.',
    'Norway agreed: “send two ships” (“subject to approval by its parliament”)',
  ],
  [
    'Norway pledged to close its mine, provided that Poland pays for it.',
    'Norway pledged: “close its mine” (“provided that Poland pays for it”)',
  ],
  [
    'Norway and Poland said they would contribute 600 million euros.',
    'Norway and Poland announced: “contribute 600 million euros”',
  ],
  [
    'Under the deal, Norway will lower its tariff, while Poland must open its ports.',
    'Norway undertook: “lower its tariff”',
  ],
];

for (const [text, headline] of headlines)
  test(`commitment: ${text}`, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    const first = claims.find(({ kind }) => kind === 'commitment');
    assert.equal(first && commitment.show(first).headline, headline);
  });
