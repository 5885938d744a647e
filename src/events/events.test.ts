// The coder of events: sentences with the answer written in (cases.txt and the examples of the codebook), and what holds of every answer.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { array, assert as holds, double, property, subarray } from 'fast-check';
import { type EventType, eventTypes } from '../core/event.ts';
import { analyse } from '../language/analyse.ts';
import { decodeModel } from '../language/model.ts';
import { codebook, contexts, told } from './codebook.ts';
import { eventIn, generalVectors, lexiconJudge, loadEventWeights } from './events.ts';
import type { Place } from './features.ts';
import { unmarked } from './marks.ts';
import { probabilities, TYPES } from './scorer.ts';

const file = (name: string): Buffer => readFileSync(new URL(`../../model/${name}`, import.meta.url));
const model = decodeModel(file('english.bin'));
const judge = loadEventWeights(file('events.bin'), generalVectors(model));

function placeOf(marked: string): Place {
  const { text, source, target } = unmarked(marked);
  return { analysis: analyse(text, model), source, target };
}

function best(place: Place, among?: readonly EventType[]): EventType {
  const chances = judge.judge(place, among);
  return eventTypes[chances.indexOf(Math.max(...chances))]!;
}

const cases = readFileSync(new URL('cases.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'));

for (const line of cases) {
  test(`events: ${line}`, () => {
    const [sentence, answer] = line.split(' => ') as [string, string];
    const [type, mode] = answer.split(':') as [EventType, string?];
    const place = placeOf(sentence);
    assert.equal(best(place), type, judge.because(place, best(place), 5).join('; '));
    const lemmas = place.analysis.words.flatMap(({ lemma, lower }) => [lemma, lower]);
    if (mode !== undefined) assert.equal(told(codebook[type].modes, lemmas)[0]?.name, mode);
  });
}

for (const [type, { examples }] of Object.entries(codebook)) {
  for (const example of examples) {
    test(`events: the codebook’s example of ${type}: ${example}`, () => {
      const place = placeOf(example.replaceAll('{', '{T ').replace('[', '{S ').replace(']', '}'));
      assert.equal(best(place), type, judge.because(place, best(place), 5).join('; '));
    });
  }
}

test('the weights were fitted on the language model that is there', () => {
  assert.ok(
    judge.complete,
    'model/events.bin was fitted on other word vectors: node src/events/train/main.ts --data FOLDER',
  );
});

test('without weights the word list decides', () => {
  const place = placeOf('{S Norland} condemned {T Sudova}.');
  const chances = lexiconJudge.judge(place);
  assert.equal(eventTypes[chances.indexOf(Math.max(...chances))], 'ACCUSE');
  assert.deepEqual(lexiconJudge.because(place, 'ACCUSE', 1), ['+2.00 first tells=accuse']);
});

test('weights of other bytes are refused', () => {
  assert.throws(() => loadEventWeights(file('attributions.bin'), generalVectors(model)), RangeError);
});

test('source and target are found in a bare sentence', () => {
  const text = 'Norland accused Sudova of reading its mail.';
  const analysis = analyse(text, model);
  const found = eventIn(analysis.sentences[0]!, analysis, judge)!;
  assert.equal(text.slice(found.source!.start, found.source!.end), 'Norland');
  assert.equal(text.slice(found.target!.start, found.target!.end), 'Sudova');
  assert.equal(found.type, 'ACCUSE');
});

test('law: probabilities are a distribution over the types that are open, and only over them', () => {
  const sums = array(double({ min: -80, max: 80, noNaN: true }), { minLength: TYPES, maxLength: TYPES });
  holds(
    property(sums, subarray([...eventTypes], { minLength: 1 }), (values, among) => {
      const chances = probabilities(Float64Array.from(values), among);
      assert.ok(Math.abs(chances.reduce((a, b) => a + b, 0) - 1) < 1e-9);
      chances.forEach((chance, i) => assert.ok(among.includes(eventTypes[i]!) ? chance >= 0 : chance === 0));
    }),
  );
});

test('the codebook names no mode or context twice, and every type has a quad class', () => {
  for (const { modes, quad } of Object.values(codebook)) {
    assert.equal(new Set(modes.map(({ name }) => name)).size, modes.length);
    assert.ok(quad >= 1 && quad <= 4);
  }
  assert.equal(new Set(contexts.map(({ name }) => name)).size, contexts.length);
});
