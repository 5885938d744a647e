import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OMISSION } from './lexicon.ts';

for (const told of [
  'The ministry complained that it has still not been given access to the radar.',
  'Norland has yet to publish its quota.',
  'The hotline was so far not tested.',
  'The two have not yet met.',
])
  test(`told as not done: ${told}`, () => assert.match(told, OMISSION));

for (const told of ['Norland gave access to the radar on Friday.', 'The yet larger exercise was held in May.'])
  test(`told as done: ${told}`, () => assert.doesNotMatch(told, OMISSION));
