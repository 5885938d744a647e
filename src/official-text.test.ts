// Parties as people write them: who is meant by an id, a name of the record, a name of the world, and a name that nobody knows.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { addInput, loadEngine, openRecordForAdding } from './app.ts';
import { nameFor, partyIn } from './official-text.ts';

test('a party is who the record knows by the name, else who the world does, else a state; and who is named by an id is that one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-parties-'));
  const record = await openRecordForAdding(join(folder, 'record'), 'Ana');
  try {
    const text = 'Officials of Germany and Kenya met in Nairobi on 3 May 2024. Ana Korin, a lawyer, said nothing.';
    const input = { name: 'a.txt', take: async () => ({ bytes: Buffer.from(text) }) };
    for await (const outcome of addInput(record, input, {}, loadEngine())) assert.equal(outcome.outcome, 'added');
    const cases: readonly (readonly [written: string, actor: string, name: string])[] = [
      ['Germany', 'state/germany', 'Germany'],
      [' kenya ', 'state/kenya', 'kenya'],
      // No report names it; the world knows it.
      ['Japan', 'state/japan', 'Japan'],
      // A place is nobody's party: the name is taken for a state that nobody wrote of yet.
      ['Nairobi', 'state/nairobi', 'Nairobi'],
      ['Sudmark', 'state/sudmark', 'Sudmark'],
      ['Ana Korin', 'person/ana-korin', 'Ana Korin'],
      ['state/norland=Kingdom of Norland', 'state/norland', 'Kingdom of Norland'],
      ['state/germany', 'state/germany', 'Germany'],
    ];
    for (const [written, actor, name] of cases)
      assert.deepEqual(await partyIn(record, written), { actor, name }, written);
  } finally {
    await record.close();
    rmSync(folder, { recursive: true });
  }
});

test('an agreement is named by its title, cut at a word', () => {
  assert.equal(nameFor('Joint Statement of Norland and Sudmark'), 'joint-statement-of-norland-and-sudmark');
  assert.equal(nameFor('Déclaration – Élysée'), 'declaration-elysee');
  assert.equal(nameFor('共同声明'), 'text');
  const long = nameFor('word '.repeat(40));
  assert.ok(long.length <= 51 && /^(?:word-)*word$/u.test(long), long);
});
