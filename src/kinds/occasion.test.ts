// At which meeting something was undertaken or said, where the words say so. A text with {A …} around the words that say it; without them none may be told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../app.ts';
import { capture } from '../capture/index.ts';
import { read } from '../read.ts';
import type { MeetingBody } from './meeting/meeting.ts';

const engine = loadEngine();

const texts: readonly string[] = [
  'Peru and Chile held talks in Lima on Friday. {A At the talks}, they agreed to share flight data.',
  'Peru and Chile agreed {A at a summit in Lima} on Friday to end the dispute.',
  'Foreign Minister Lars Holm {A met with his Polish counterpart in Vienna on Friday} and agreed to open a hotline.',
  '{A After meeting with Ms. Duarte in Oslo on Friday}, Mr. Holm vowed to cut emissions.',
  'Ministers from Peru and Chile met in Lima on Friday. In a statement issued {A after the meeting}, the ministers pledged to end the fishing dispute.',
  'The ministers met in Lima on Friday. Peru will open a port, the foreign minister said {A at the end of the talks}.',
  '{A Following their meeting in Oslo on Friday}, the ministers promised to reopen the border.',
  // Beside a meeting, before it, for it, or for the next one: not there.
  'Ministers of Peru and Chile met in Lima on Friday. Peru pledged on Thursday to open a port.',
  'Norway agreed to raise the matter at the summit in Oslo in December.',
  'Ahead of the talks in Lima on Friday, Peru pledged to open a port.',
  'Peru and Chile agreed on Friday to hold talks in Lima.',
  'Mr. Holm vowed in an interview to cut emissions.',
];

for (const marked of texts) {
  test(`made at: ${marked.slice(0, 100)}`, () => {
    const text = marked.replace(/\{A ([^}]+)\}/u, '$1');
    const { claims } = read(capture(Buffer.from(text), { published: '2015-11-09' }), engine);
    const made = claims.filter(({ kind }) => kind === 'commitment' || kind === 'statement');
    const told = [...new Set(made.flatMap(({ madeAt }) => madeAt?.exact ?? []))];
    const answer = /\{A ([^}]+)\}/u.exec(marked)?.[1];
    assert.ok(made.length > 0, 'no commitment and no statement is read');
    assert.deepEqual(told, answer === undefined ? [] : [answer]);
    for (const { madeAt } of made) {
      if (!madeAt) continue;
      assert.equal(text.slice(madeAt.start, madeAt.end), madeAt.exact);
      const mentions = claims.flatMap(({ kind, body }) => (kind === 'meeting' ? (body as MeetingBody).mentions : []));
      assert.ok(
        mentions.some(({ start, end }) => start < madeAt.end && madeAt.start < end),
        'the words are no place at which the text speaks of a meeting',
      );
    }
  });
}
