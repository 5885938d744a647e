// On which day an incident is told to have happened: its own, not that of who tells of it or blames somebody for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../../app.ts';
import { capture } from '../../capture/index.ts';
import { read } from '../../read.ts';

const engine = loadEngine();

const cases: readonly (readonly [text: string, day: string | undefined])[] = [
  ['Hackers stole files of a bank on 6 October by breaking into its servers.', '2015-10-06'],
  ['A judge said on Tuesday that hackers stole files of a bank on 6 October.', '2015-10-06'],
  ['Japan on Thursday blamed a Russian unit for a wave of ransomware attacks.', undefined],
  ['Three officers went on trial on Monday over the 2003 invasion of Ostria.', '2003-01-01'],
  ['January 2014: Rebels shell a market in Kelo.', '2014-01-01'],
  ['The bank confirmed the data breach on Friday.', undefined],
  ['Norway accused Russian hackers of stealing files from its parliament in May.', '2015-05-01'],
];

for (const [text, day] of cases)
  test(`${day ?? 'no day'}: ${text}`, () => {
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    assert.deepEqual(
      claims.filter(({ kind }) => kind === 'incident').map(({ when }) => when?.from),
      [day],
    );
  });

test('one attack with a day of its own is not the wave of attacks that it may belong to', () => {
  const text =
    'Japan blamed a Russian unit for a wave of ransomware attacks. According to prosecutors, the hackers encrypted servers at a clinic in May 2014.';
  const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
  const days = claims.filter(({ kind }) => kind === 'incident').map(({ when }) => when?.from);
  assert.deepEqual(days, [undefined, '2014-05-01']);
});
