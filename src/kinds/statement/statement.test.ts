import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadEngine } from '../../app.ts';
import { capture } from '../../capture/index.ts';
import { read } from '../../read.ts';
import { statement } from './statement.ts';

const engine = loadEngine();
const lines = readFileSync(new URL('headlines.cases.txt', import.meta.url), 'utf8').split('\n');

for (const line of lines.filter(each => each.trim() !== '' && !each.startsWith('#'))) {
  const [marked = '', headline] = line.split(' => ');
  const text = marked.replaceAll(' ¶ ', '\n\n');
  test(`headline: ${text}`, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    const first = claims.find(claim => claim.kind === 'statement');
    assert.equal(first && statement.show(first).headline, headline);
  });
}

test('in lower-cased text without punctuation a statement says that it is weaker', () => {
  const text =
    'the finance minister maria soto said on monday that the budget was ready and that the plan would go to parliament in may';
  const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
  const statements = claims.filter(claim => claim.kind === 'statement');
  assert.ok(statements.length > 0 && statements.every(claim => claim.strength === 'degraded'));
});

for (const [text, factuality] of [
  ['Ivo Brandt said that the dam would stay.', 'asserted'],
  ['Ivo Brandt will tell parliament on Friday that the dam is safe.', 'planned'],
  ['Ivo Brandt is expected to announce on Friday that the dam is safe.', 'planned'],
  ['Ivo Brandt denied that the dam had failed.', 'denied'],
  ['The ministry denied a report that Ivo Brandt had offered to pay for the dam.', 'denied'],
] as const)
  test(`${factuality}: ${text}`, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    const said = claims.filter(claim => claim.kind === 'statement').map(claim => claim.factuality);
    assert.deepEqual([...new Set(said)], [factuality]);
  });
