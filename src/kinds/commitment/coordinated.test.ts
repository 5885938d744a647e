// What is undertaken in one breath: the undertakings that a sentence holds, between slashes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../app.ts';
import { capture } from '../../capture/index.ts';
import { read } from '../../read.ts';
import type { CommitmentBody } from './commitment.ts';

const engine = loadEngine();

const cases: readonly (readonly [text: string, undertakings: string])[] = [
  [
    'Norway agreed to cut emissions by half and to share data with Chad.',
    'cut emissions by half / share data with Chad',
  ],
  [
    'Norway pledged to send two ships, train the crews and pay for the fuel.',
    'send two ships / train the crews / pay for the fuel',
  ],
  ['Norway vowed not to build bases and not to send troops.', 'build bases / send troops'],
  ['Norway agreed not to develop, test or sell such weapons.', 'develop, test or sell such weapons'],
  ['Norway agreed to draft and enforce common rules.', 'draft and enforce common rules'],
  // A sentence of its own behind a semicolon is no part of it.
  ['Norway pledged to hire 600 nurses; fewer than half came.', 'hire 600 nurses'],
  ['Norway vowed to defend its waters and called on others to help.', 'defend its waters'],
];

test('each in a chain is bound to what is joined to its own verb', () => {
  const text = 'Under the truce, Norway will withdraw its troops, and Chad will lift its siege and let in trucks.';
  const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
  const found = claims.flatMap(({ kind, body }) => (kind === 'commitment' ? [body as CommitmentBody] : []));
  assert.deepEqual(
    found.map(({ bound, undertaking }) => `${bound?.name}: ${undertaking.exact}`),
    ['Norway: withdraw its troops', 'Chad: lift its siege', 'Chad: let in trucks'],
  );
});

for (const [text, undertakings] of cases)
  test(`${undertakings}: ${text}`, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    const found = claims.flatMap(claim =>
      claim.kind === 'commitment' ? [(claim.body as CommitmentBody).undertaking.exact] : [],
    );
    assert.equal(found.join(' / '), undertakings);
  });
