import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gaps } from '../../core/span.ts';
import { findFurniture } from './furniture.ts';

/** Reads a text in which what is to be left out stands between ⟦ and ⟧. */
function check(marked: string): void {
  const text = marked.replace(/[⟦⟧]/g, '');
  const answer = text.split('');
  for (const { start, end } of findFurniture(text).toReversed()) {
    answer.splice(end, 0, '⟧');
    answer.splice(start, 0, '⟦');
  }
  assert.equal(answer.join(''), marked);
}

const clean = `Harbour talks to resume
The ministry said on Monday that the talks on the harbour will resume next week.
“We share what we know,” the minister said. “Home is where the ships are.”
Dockers subscribe to another view: they want the cranes back before anybody signs.
The next round:
- wages
- night shifts
Comments by the union were not read at the meeting. Read more into that if you like, he said.
Shop owners, who got 20 cranes off the quay for free, want to be consulted. What do you think of that, he asked them.
The picture by all accounts is mixed: people liked it, and others shared the view that the harbour needs readers.`;

test('clean prose loses nothing', () => check(clean));
test('a short note loses nothing', () => check('Agreed: 5 May, harbour office'));

// One line of furniture below clean prose, with the step that leaves it out.
const lines: readonly [line: string, step: string][] = [
  ['• Ann Lee can be reached at alee@times.example.', 'author contact'],
  ['Follow Ann Lee on Twitter @annlee.', 'author contact'],
  ['Please read our comment policy before commenting.', 'comment notice'],
  ['12 Comments', 'comment notice'],
  ['Share this article', 'share bar'],
  ['Facebook | Twitter | WhatsApp', 'share bar'],
  ['ADVERTISEMENT', 'advertisement'],
  ['Story continues below', 'advertisement'],
  ['Sign up for our morning briefing.', 'sign-up notice'],
  ['© 2015 The Example Times. All rights reserved.', 'legal notice'],
  ['Read more: Cranes stand still for a third day', 'link to another text'],
  ['Most read', 'link to another text'],
  ['Get 20% off your first order!', 'advertisement'],
  ['Download our free guide to the harbours of the north.', 'advertisement'],
  ['Purchases made through our links may earn us something.', 'advertisement'],
  ['The best of the harbour, delivered to your inbox', 'sign-up notice'],
  ['If you liked this story, please share it.', 'sign-up notice'],
  ['Pin this for later!', 'share bar'],
  ['What do you think?', 'comment notice'],
  ['Read more of our articles', 'link to another text'],
  ['Powered by Example Press', 'legal notice'],
  ['Image credit: Ann Lee', 'picture credit'],
  ['Contact us about your project', 'navigation'],
];
for (const [line, step] of lines) {
  test(`left out as ${step}: ${line}`, () => {
    const text = `${clean}\n${line}`;
    assert.deepEqual(
      findFurniture(text).map(one => [text.slice(one.start, one.end), one.step]),
      [[line, step]],
    );
  });
}

test('menus before and after the report, and a headline that nothing tells from them', () => {
  const more =
    'The union will send two speakers to the customs house, and they have been told not to sign anything there.';
  const report = `${clean}\n${more}\nThe minister has not said who will speak for the ministry when the talks begin, or how long they may last.`;
  const text = `Home\nWorld\nBusiness\nSport\nSearch\n${report}\nRelated articles\nFerry fares to rise\nContact us\nPrivacy`;
  const kept = gaps(text.length, findFurniture(text)).map(({ start, end }) => text.slice(start, end));
  const words = kept.join('').trim();
  assert.ok(words.startsWith('The ministry said') && words.endsWith('how long they may last.'));
  assert.doesNotMatch(words, /Sport|Related|Ferry|Contact/);
});

test('a box of headlines within the report', () =>
  check(`The ministry said on Monday that the talks on the harbour will resume next week.
⟦Top stories⟧
⟦Actress wins the lottery twice
Senator: 'He is a waste of time'
Volcano erupts near tourist resort⟧
That round of talks is the third since the minister took office in the spring.
The union said in a statement that its speakers would go to the talks.
Dockers have asked for new cranes, and for a promise that night shifts will end.`));

test('notices at the end of a report that lost its line breaks', () => {
  const sentence =
    'The ministry said on Monday that the talks on the harbour will resume next week, as Mr. Bell had asked. ';
  check(
    `${sentence.repeat(8)}⟦• Ann Lee can be reached at alee@times.example.⟧ ⟦Please read our comment policy before commenting.⟧`,
  );
});

const stream =
  'the ministry said on monday that the talks on the harbour will resume next week in the old customs house and that the union of dockers ' +
  'has been asked to send two speakers to the talks the minister told reporters that the cranes would not move before the dockers and ' +
  'the ministry had agreed on night shifts in the harbour';
const rest =
  'the union said in a statement that its speakers would go to the talks but that the ministry should not expect the dockers to work ' +
  'night shifts while the cranes of the harbour were unsafe the talks next week will be the third since the minister took office and the ' +
  'union has left the customs house without an agreement each time it was asked to sign a statement on the cranes';

test('headlines pasted into text without punctuation are left out, the sentences around them are not', () =>
  check(
    `${stream} ⟦top stories actress wins lottery jackpot twice volcano erupts near tourist resort senator slams rival budget proposal⟧ ${rest}`,
  ));
test('the end of a headline before the first sentence is left out', () =>
  check(`⟦jackpot winner buys volcano island⟧ ${stream} ${rest}`));
test('text without punctuation and without furniture loses nothing', () => check(`${stream} ${rest}`));
