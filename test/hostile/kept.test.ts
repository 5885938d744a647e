// A1 to A27: what was handed in is in the record, taken in or refused, with its bytes; and what is on no disk is not said to be.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { type AddOutcome, addInput, loadEngine, openRecordForAdding, verifyRecord } from '../../src/app.ts';
import { limits } from '../../src/core/limits.ts';
import { temporaryFolder } from '../command.ts';
import { documents } from './cases.ts';
import { all } from './size.ts';

/** All of them where DEEDS_HOSTILE=all; in short so many of each number, and none that takes seconds to take apart. */
const OF_EACH = 3;
const cases = [...Map.groupBy(documents, ({ id }) => id).values()].flatMap(same =>
  all ? same : same.filter(({ costly }) => costly !== true).slice(0, OF_EACH),
);

test(`A1 to A27: of ${cases.length} documents none is lost, each is in the record with its bytes, and the record is sound`, async t => {
  const folder = join(temporaryFolder(t), '.deeds');
  const record = await openRecordForAdding(folder, 'Otto');
  const engine = loadEngine();
  const refused: string[] = [];
  for (const { id, what, file, facts = {}, make, ends } of cases) {
    const bytes = make();
    const added = await Array.fromAsync(
      addInput(record, { name: `/in/${file}`, take: async () => ({ bytes }) }, facts, engine),
    );
    const end = ending(added[0]!);
    assert.ok(ends.includes(end), `${id} ${what}: ${end}`);
    for (const one of added) {
      assert.notEqual(ending(one), 'internal', `${id} ${what}`);
      if (one.outcome === 'failed') refused.push(`${basename(one.name)} ${one.problem.code}`);
    }
    const kept = blob(folder, bytes);
    assert.equal(existsSync(kept), bytes.length <= limits.inputBytes, `${id} ${what}`);
    if (bytes.length <= limits.inputBytes) assert.ok(readFileSync(kept).equals(bytes));
  }
  const entries = await Array.fromAsync(record.entries());
  const bodies = entries
    .filter(({ kind }) => kind === 'refused')
    .map(({ body }) => JSON.parse(body) as Record<string, string>);
  const recorded = new Set(bodies.map(body => `${body['name']} ${body['code']}`));
  assert.deepEqual(recorded, new Set(refused));
  await record.close();
  assert.deepEqual((await verifyRecord(folder)).problems, []);
});

/** In the words of `HostileCase.ends`. */
function ending(outcome: AddOutcome): string {
  if (outcome.outcome === 'failed') return outcome.problem.code;
  return outcome.outcome === 'opened' ? 'opened' : 'parsed';
}

function blob(folder: string, bytes: Uint8Array): string {
  const hash = createHash('sha256').update(bytes).digest('hex');
  return join(folder, 'blobs', 'sha256', hash.slice(0, 2), hash.slice(2));
}
