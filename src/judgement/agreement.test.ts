import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreement, type Opinion } from './agreement.ts';

const opinion = (subject: string, by: string, verdict: string, unseen = false): Opinion => ({
  subject,
  by,
  verdict,
  unseen,
});

test('the first verdict of each reviewer counts, and only claims that two people reviewed', () => {
  const found = agreement([
    opinion('one', 'Ana', 'confirmed'),
    opinion('one', 'Ben', 'rejected', true),
    opinion('one', 'Ben', 'confirmed'),
    opinion('two', 'Ana', 'confirmed'),
    opinion('two', 'Ben', 'confirmed'),
    opinion('three', 'Ana', 'rejected'),
    opinion('three', 'Ana', 'confirmed'),
  ]);
  assert.deepEqual([found.claims, found.reviewers, found.opinions], [2, ['Ana', 'Ben'], 4]);
  assert.deepEqual(found.later, { opinions: 2, unseen: 1 });
  // Three confirmed and one rejected, one claim of two agreed on: 1 - 3 * 2 / (16 - 10).
  assert.equal(found.alpha, 0);
  assert.equal(found.interval, 'not enough');
});

test('too little is a value, with the reason', () => {
  assert.equal(agreement([]).alpha, 'not enough');
  assert.match(agreement([opinion('one', 'Ana', 'confirmed')]).because!, /by two people/u);
  const same = agreement([opinion('one', 'Ana', 'confirmed'), opinion('one', 'Ben', 'confirmed')]);
  assert.deepEqual([same.alpha, same.claims], ['not enough', 1]);
  assert.match(same.because!, /all verdicts are the same/u);
});
