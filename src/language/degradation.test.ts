import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { describeDegradation, findDegraded } from './degradation.ts';

const clean = `The Foreign Ministry said on Tuesday that both delegations had agreed on a plan, but it gave no details. "We will meet again in May," Ms. Ortega told reporters in Lima. `;
const bare = clean.toLowerCase().replace(/[^a-z ]/g, '');
const small = clean.toLowerCase();

function levelOf(text: string): string {
  return describeDegradation(text, findDegraded(text)).level;
}

test('clean text has no degraded stretches', () => {
  assert.deepEqual(findDegraded(clean.repeat(20)), []);
  assert.deepEqual(findDegraded('the meeting, he said'), []);
});

test('says what is missing', () => {
  assert.equal(levelOf(bare.repeat(3)), 'lower-cased and unpunctuated');
  assert.equal(levelOf(small.repeat(6)), 'lower-cased');
  assert.equal(levelOf(clean.replace(/[^A-Za-z ]/g, '').repeat(6)), 'unpunctuated');
  assert.equal(levelOf('police arrest two men after raid in harbour'), 'lower-cased and unpunctuated');
});

test('a text may be degraded before and clean at its end', () => {
  const before = bare.repeat(4);
  const stretches = findDegraded(before + clean.repeat(4));
  assert.equal(stretches.length, 1);
  assert.equal(stretches[0]!.start, 0);
  assert.ok(Math.abs(stretches[0]!.end - before.length) < 10);
  const after = findDegraded(clean.repeat(4) + before);
  assert.equal(after.length, 1);
  assert.equal(after[0]!.end, (clean.repeat(4) + before).trimEnd().length);
});

test('stretches are in order, apart, and inside the text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(clean, bare, small, '\n\n', '😀 ', 'x'.repeat(300)), { maxLength: 20 }),
      parts => {
        const text = parts.join('');
        let at = 0;
        for (const { start, end } of findDegraded(text)) {
          assert.ok(start >= at && end > start && end <= text.length);
          at = end;
        }
        const { share } = describeDegradation(text, findDegraded(text));
        assert.ok(share >= 0 && share <= 1);
      },
    ),
  );
});
