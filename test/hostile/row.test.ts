// A29 and A30: hostile documents one after the other, after which others are captured as fast as before; and one document twice.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { type AddOutcome, addInput, loadEngine, openRecordForAdding } from '../../src/app.ts';
import { CaptureProcess } from '../../src/capturing.ts';
import { Problem } from '../../src/core/problem.ts';
import { temporaryFolder } from '../command.ts';
import { page, report } from './case.ts';
import { documents } from './cases.ts';
import { all } from './size.ts';
import { children, watched } from './watch.ts';

/** A thousand where DEEDS_HOSTILE=all. */
const DOCUMENTS = all ? 1_000 : 100;
/** Harmless pages that are captured before and after. */
const PAGES = 50;
/** Share of the speed before that is left after. */
const LEFT = 0.5;

const capturing = new CaptureProcess();
after(() => capturing.close());

/** Harmless pages for each second of the processor, or by the clock where the system does not tell; the best of three times. */
async function speed(): Promise<number> {
  let best = 0;
  for (let turn = 0; turn < 3; turn++) {
    const { seen } = await watched(async () => {
      for (let n = 0; n < PAGES; n++) await capturing.capture(page(report.repeat(20)), { name: `${n}.html` });
    });
    best = Math.max(best, PAGES / (seen.processor ?? seen.seconds));
  }
  return best;
}

test(`A29 ${DOCUMENTS} hostile documents in a row: each has its end, and nothing is slower or left behind after them`, async () => {
  const before = await speed();
  const short = documents.filter(({ costly }) => costly !== true);
  for (let n = 0; n < DOCUMENTS; n++) {
    // Each by another one than its neighbour in the list, so that what one leaves behind meets another sort.
    const one = short[(n * 37) % short.length]!;
    const end = await capturing.capture(one.make(), { name: one.file, ...one.facts }).then(
      ({ document }) => (document === undefined ? 'opened' : 'parsed'),
      (error: unknown) => (error instanceof Problem ? error.code : String(error)),
    );
    assert.ok(one.ends.includes(end), `${n}: ${one.id} ${one.what}: ${end}`);
  }
  const then = await speed();
  assert.ok(then >= before * LEFT, `${before} pages a second before, ${then} after`);
  assert.ok(children().every(({ state }) => state !== 'Z') && children().length <= 1);
});

test('A30 one document twice is one, and two that differ in a byte are two, of which one copies the other', async t => {
  const folder = join(temporaryFolder(t), '.deeds');
  const record = await openRecordForAdding(folder, 'Otto');
  const engine = loadEngine();
  const blobs = (): number =>
    readdirSync(join(folder, 'blobs', 'sha256'), { recursive: true }).filter(name => String(name).length > 60).length;
  const bytes = Buffer.from(
    Array.from(
      { length: 12 },
      (_, n) => `The minister said on Monday that round ${n} of the talks on the harbour had failed again.`,
    ).join('\n'),
  );
  const add = async (name: string, given: Uint8Array): Promise<AddOutcome> => {
    const outcomes = await Array.fromAsync(
      addInput(record, { name, take: async () => ({ bytes: given }) }, {}, engine),
    );
    assert.equal(outcomes.length, 1);
    return outcomes[0]!;
  };
  const first = await add('a.txt', bytes);
  const kept = blobs();
  const again = await add('b.txt', bytes);
  assert.deepEqual([first.outcome, again.outcome, blobs() - kept], ['added', 'already there', 0]);
  const changed = Buffer.from(bytes);
  changed[changed.length - 1] = 0x21;
  const other = await add('c.txt', changed);
  assert.ok(first.outcome === 'added' && other.outcome === 'added');
  assert.notEqual(other.document, first.document);
  assert.deepEqual(
    other.copies.map(({ of }) => of),
    [first.document],
  );
  await record.close();
});
