// Two texts a case: is the second sentence the first commitment said again, or another one?
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../app.ts';
import { capture } from '../../capture/index.ts';
import { read } from '../../read.ts';
import type { CommitmentBody } from './commitment.ts';

const engine = loadEngine();
const bodiesOf = (text: string): CommitmentBody[] =>
  read(capture(Buffer.from(text), { published: '2015-11-09' }), engine).claims.flatMap(claim =>
    claim.kind === 'commitment' ? [claim.body as CommitmentBody] : [],
  );

const again: readonly (readonly [text: string, times: number])[] = [
  ['Germany pledged to expand its military. Germany has pledged to bolster its military, officials said.', 1],
  ['Norway pledged to send two ships to the gulf. Norway promised to send these ships.', 1],
  ['Norway pledged to send two ships to the gulf. Norway pledged to send doctors to Chad.', 2],
  ['Canada pledged to give $40 million to Chad. Canada pledged to give $60 million to Chad.', 2],
  ['Norway pledged to cut its emissions. Poland pledged to cut its emissions.', 2],
];
for (const [text, times] of again)
  test(`${times === 1 ? 'one commitment' : 'two commitments'}: ${text}`, () => {
    const bodies = bodiesOf(text);
    assert.equal(bodies.length, times, JSON.stringify(bodies.map(({ undertaking }) => undertaking.exact)));
    assert.equal(bodies.flatMap(({ restated = [] }) => restated).length, 2 - times);
  });

const voices: readonly (readonly [text: string, saidBy: string])[] = [
  ['The prime minister of Norway, Ida Berg, said her country would send two ships to the gulf.', 'the party itself'],
  ['Norway agreed with Poland to open a hotline.', 'the document'],
];
for (const [text, saidBy] of voices)
  test(`${saidBy}: ${text}`, () => {
    assert.deepEqual(
      bodiesOf(text).map(body => body.saidBy),
      [saidBy],
    );
  });
