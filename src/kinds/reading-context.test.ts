import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadEngine } from '../app.ts';
import { capture } from '../capture/index.ts';
import { read } from '../read.ts';
import type { CommitmentBody } from './commitment/commitment.ts';
import type { StatementBody } from './statement/statement.ts';

const engine = loadEngine();
const claimsOf = (text: string) => read(capture(Buffer.from(text), { published: '2026-03-04' }), engine).claims;

test('a day that one party is bound by is not the day of another’s undertaking in the same sentence', () => {
  const claims = claimsOf(
    'Under the agreement, Kelland will open its ports by the end of June, and neither country will sink nets in the strait.',
  );
  const net = claims.find(({ body }) => (body as CommitmentBody).undertaking?.exact.startsWith('sink nets'));
  assert.ok(net, 'the second undertaking is not read');
  assert.equal(net.when, undefined);
  assert.equal((net.body as CommitmentBody).dueBy, undefined);
});

test('who goes on to do more does it on the same day', () => {
  const claims = claimsOf('The president visited the White House in September and agreed to curb attacks.');
  const agreed = claims.find(({ kind }) => kind === 'commitment');
  assert.equal(agreed?.when?.words.exact, 'September');
});

test('where people meet is not whom they meet', () => {
  const [meeting] = claimsOf('The two ministers will meet again in Geneva in September.').filter(
    ({ kind }) => kind === 'meeting',
  );
  assert.ok(meeting, 'the meeting is not read');
  assert.deepEqual(meeting.event?.targets ?? [], []);
});

test('a day alone is no occasion', () => {
  const [said] = claimsOf('Edda Brandt said on Tuesday that the service had stolen plans.');
  assert.ok(said, 'the statement is not read');
  assert.equal(said.when?.words.exact, 'Tuesday');
  assert.equal((said.body as StatementBody).occasion, undefined);
});
