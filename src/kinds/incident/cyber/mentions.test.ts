// Words that tell of computer incidents: sentences with sort and parts written in, and what holds of every tagging.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assert as holds, array, constantFrom, property } from 'fast-check';
import { analyse } from '../../../language/analyse.ts';
import { decodeModel } from '../../../language/model.ts';
import { topicOf, triggerFeatures } from './features.ts';
import { type CyberMention, cyberSorts, loadCyberWeights, readCyber } from './mentions.ts';
import { explain, SLOTS, tag, tagsIn } from './tagger.ts';

const file = (name: string): Buffer => readFileSync(new URL(`../../../../model/${name}`, import.meta.url));
const model = decodeModel(file('english.bin'));
const weights = loadCyberWeights(file('cyber.bin'));
const mentionsOf = (text: string): CyberMention[] => readCyber(analyse(text, model), weights);

/** Text; a trigger in it; its sort; role and words of parts. */
const cases: readonly (readonly [text: string, trigger: string, sort: string, parts: Record<string, string>])[] = [
  [
    'Hackers stole the passwords of 40,000 customers of the bank in May, the company said after the data breach.',
    'stole',
    'data breach',
    { attacker: 'Hackers', data: 'passwords' },
  ],
  [
    'A phishing campaign tricked employees of the ministry into giving away their passwords, the agency warned.',
    'tricked',
    'phishing',
    { victim: 'employees' },
  ],
  ['The ransomware gang demanded 30 bitcoin from the hospital to unlock its files.', 'demanded', 'ransom', {}],
];

for (const [text, trigger, sort, parts] of cases) {
  test(`cyber: ${text}`, () => {
    const mentions = mentionsOf(text);
    const words = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
    const shown = JSON.stringify(
      mentions.map(mention => [
        words(mention.trigger.span),
        mention.sort,
        mention.parts.map(part => [part.role, words(part.span)]),
      ]),
    );
    assert.ok(
      mentions.some(mention => words(mention.trigger.span).includes(trigger) && mention.sort === sort),
      shown,
    );
    const found = mentions.flatMap(mention => mention.parts.map(part => [part.role, words(part.span)] as const));
    for (const [role, part] of Object.entries(parts))
      assert.ok(
        found.some(([as, span]) => as === role && span.includes(part)),
        shown,
      );
  });
}

test('a text about something else is not tagged', () => {
  assert.deepEqual(mentionsOf('The two ministers met in Bern on Monday and signed a treaty on fishing.'), []);
});

test('what spoke for a tag can be told', () => {
  const analysis = analyse('Hackers stole passwords from the server.', model);
  const features = triggerFeatures(analysis, topicOf(analysis))[1]!;
  const breach = 1 + 2 * cyberSorts.indexOf('data breach');
  const told = explain(features, breach, weights.triggers, 3);
  assert.equal(told.length, 3);
  assert.match(told[0]!, /^\+\d+ /u);
});

test('weights of other bytes are refused', () => {
  assert.throws(() => loadCyberWeights(file('events.bin')), RangeError);
});

test('law: whatever the weights, runs begin before they go on, and none crosses the end of a sentence', () => {
  const analysis = analyse('Hackers broke in. They stole data. Nobody saw it.', model);
  const labels = 5;
  const slot = constantFrom(...Array.from({ length: 7 }, (_, i) => i));
  const number = constantFrom(-3, -1, 0, 1, 4);
  holds(
    property(
      array(array(slot, { maxLength: 3 }), { minLength: analysis.words.length, maxLength: analysis.words.length }),
      array(number, { minLength: 7 * labels, maxLength: 7 * labels }),
      array(number, { minLength: labels * labels, maxLength: labels * labels }),
      (features, values, steps) => {
        const slots = new Float64Array(SLOTS * labels);
        slots.set(values);
        const found = tag(
          analysis,
          features.map(list => Int32Array.from(list)),
          { labels, slots, steps: Float64Array.from(steps), none: 0 },
        );
        found.forEach((label, i) => {
          if (label === 0 || label % 2 === 1) return;
          const before = found[i - 1];
          assert.ok(before === label || before === label - 1);
          assert.equal(analysis.words[i]!.sentence, analysis.words[i - 1]!.sentence);
        });
        for (const { words } of tagsIn(analysis, found))
          assert.equal(new Set(words.map(({ sentence }) => sentence)).size, 1);
      },
    ),
  );
});
