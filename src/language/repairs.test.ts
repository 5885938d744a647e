/** What repairs put right, as trees; and the law that what they leave is a tree. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { assert as holds, integer, property, tuple } from 'fast-check';
import { analyse } from './analyse.ts';
import type { Word } from './analysis.ts';
import { decodeModel, MODEL_FILE } from './model.ts';
import { untie } from './repairs.ts';

const model = decodeModel(readFileSync(new URL(`../../model/${MODEL_FILE}`, import.meta.url)));

const wordOf = (text: string, form: string): Word => analyse(text, model).words.find(word => word.lower === form)!;

const arcs: readonly (readonly [text: string, form: string, relation: string, head: string])[] = [
  ['An explosion damages a spillway gate.', 'gate', 'obj', 'damages'],
  ['Police arrest three men.', 'police', 'nsubj', 'arrest'],
  ['A visit by the minister to Norway planned for Friday will not take place.', 'visit', 'nsubj', 'take'],
  ['The talks between Peru and Chile in Lima on Friday were attended by envoys.', 'chile', 'conj', 'peru'],
  ['An unarmed mission drone was shot down on Friday.', 'mission', 'compound', 'drone'],
  ['On 17 October unknown persons set fire to the home of the candidate.', '17', 'obl', 'set'],
];

for (const [text, form, relation, head] of arcs) {
  test(`${form} is ${relation} of ${head}: ${text}`, () => {
    const word = wordOf(text, form);
    assert.ok(word.is(relation), `it is ${word.relation} of ${word.head?.text}`);
    assert.equal(word.head?.lower, head);
  });
}

const heads = (length: number) =>
  tuple(
    ...Array.from({ length }, (_, i) => tuple(integer({ min: -1, max: i - 1 }), integer({ min: -1, max: length - 1 }))),
  );

test('law: whatever repairs have tied, every word hangs on a root in the end', () => {
  holds(
    property(integer({ min: 1, max: 30 }).chain(heads), pairs => {
      const before = { heads: Int32Array.from(pairs, ([head]) => head), relations: new Uint8Array(pairs.length) };
      const after = { heads: Int32Array.from(pairs, ([, head]) => head), relations: new Uint8Array(pairs.length) };
      untie(after, before);
      for (let i = 0; i < pairs.length; i++) {
        let climbed = 0;
        for (let at = i; at >= 0; at = after.heads[at]!) assert.ok(climbed++ <= pairs.length);
      }
    }),
    { numRuns: 2000 },
  );
});
