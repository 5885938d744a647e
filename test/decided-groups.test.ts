// The machine never silently regroups what a person decided: whatever comes later, in whatever order, and after a rebuild.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { link, unlink } from '../src/decisions/documents.ts';
import { decidedPairs } from '../src/decisions/groups.ts';
import { originList, originsOf } from '../src/listings/origins.ts';
import { relativeOf } from '../src/origins/relatives.ts';
import type { DeedsRecord } from '../src/record/index.ts';
import { document } from './made-documents.ts';
import { addText, emptyRecord } from './texts-in-record.ts';

/** Five different texts; what is decided about the first two, and how many of the others came before that, in which order. */
const histories = fc.record({
  texts: fc.uniqueArray(document, { minLength: 5, maxLength: 5 }),
  decision: fc.constantFrom('linked', 'parted'),
  before: fc.nat(3),
  order: fc.shuffledSubarray([2, 3, 4], { minLength: 3 }),
});
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never;
type Decide = (record: DeedsRecord, one: string, other: string, decision: string) => Promise<unknown>;

const asPerson: Decide = (record, one, other, decision) =>
  (decision === 'linked' ? link : unlink)(record, one, other, { by: 'Ana', why: 'she asked both' });
/** The planted fault: the link is the machine's, which may leave it. */
const asMachine: Decide = async (record, one, other) =>
  await record.addLink({ ...(await relativeOf(record, one, other))!, document: one, copy: true });

/** What is wrong with how the record counts the two; undefined: nothing. The groups follow. */
async function told(
  { texts, decision, before, order }: History,
  decide: Decide,
): Promise<[string | undefined, string[]]> {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-decided-'));
  const record = await emptyRecord(folder);
  try {
    const ids = new Map<string, string>();
    const add = async (at: number): Promise<unknown> => ids.set(texts[at]!, await addText(record, texts[at]!));
    for (const at of [0, 1, ...order.slice(0, before)]) await add(at);
    const [one, other] = [ids.get(texts[0]!)!, ids.get(texts[1]!)!];
    await decide(record, one, other, decision);
    for (const at of order.slice(before)) await add(at);
    const found = await wrong(record, one, other, decision);
    const state = await record.stateHash();
    await record.rebuild();
    assert.equal(await record.stateHash(), state);
    return [found ?? (await wrong(record, one, other, decision)), await groupsOf(record)];
  } finally {
    await record.close();
    rmSync(folder, { recursive: true });
  }
}

async function wrong(record: DeedsRecord, one: string, other: string, decision: string): Promise<string | undefined> {
  const areOne = (await record.document(one))!.origin === (await record.document(other))!.origin;
  if (decision === 'linked') return areOne ? undefined : `${one} and ${other} were linked, and count as two`;
  if (!areOne) return undefined;
  const pair = (await decidedPairs(record, one)).find(({ documents }) => documents.includes(other));
  if (pair?.isDisputed !== true)
    return `${one} and ${other} were parted, count as one, and nobody says so when a document comes`;
  const { origins } = await originsOf(record, id => id === one);
  const row = originList(origins).rows.find(({ cells }) => cells.includes([one, other].toSorted().join('/')));
  const isShown = row?.shown.details.some(
    ([label, text]) => label === 'DISPUTED' && text.includes(one) && text.includes(other),
  );
  return isShown === true ? undefined : `${one} and ${other} were parted, count as one, and no list says so`;
}

/** The members of each origin, in an order of their own. */
async function groupsOf(record: DeedsRecord): Promise<string[]> {
  return (await record.origins()).map(({ documents }) => documents.toSorted().join(' ')).toSorted();
}

test('what a person decided stands, or its list says that it is disputed, whenever the others come', async () => {
  let disputed = 0;
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(3), async (history, otherwise) => {
      const [found, groups] = await told(history, asPerson);
      assert.equal(found, undefined);
      const again = { ...history, before: otherwise, order: history.order.toReversed() };
      assert.deepEqual((await told(again, asPerson))[1], groups);
      if (groups.length < 5) disputed++;
    }),
    { numRuns: Number(process.env['HISTORIES'] ?? 12) },
  );
  assert.ok(disputed > 0, 'some of the documents must be of one origin');
});

test('a link that a mixture may leave is seen by this test: that of the machine', async () => {
  const [pit, ferry] = [
    'The mining inspectorate of Westmark said on Tuesday that its inspectors would return to the Halden pit next week, after a pump had failed for the second time. Water had reached the third gallery in January, and the owners promised to replace every pump before the summer. Trade unions had warned of the pump twice last year, and inspectors had never gone down to the third gallery. The director told parliament that the lower shaft would stay closed until dry rock was found.',
    'The last ferry to the outer islands will stop running on Friday after the ministry of transport and the operator failed to agree on a price. About four hundred people live on the three islands, and most of them depend on the boat for food, medicine and the school run, its crew told reporters.',
  ];
  const history: History = {
    texts: [`${pit}\n\n${ferry}`, `${ferry} Nobody else did.`, pit, `${pit} It rained.`, `${ferry} It rained.`],
    decision: 'linked',
    before: 0,
    order: [2, 3, 4],
  };
  assert.match((await told(history, asMachine))[0] ?? 'nothing', /were linked, and count as two/u);
  assert.equal((await told(history, asPerson))[0], undefined);
});

test('who may not join documents joins none: it is asked within the transaction, of the person by name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-decided-'));
  const record = await emptyRecord(folder);
  try {
    const one = await addText(record, 'The ferry to the outer islands will stop on Friday.');
    const other = await addText(record, 'The mining inspectorate returned to the pit.');
    const relative = (await relativeOf(record, one, other))!;
    const { sequence } = await record.head();
    const asked: string[] = [];
    const refusing = record.addLink({ ...relative, document: one, copy: true, by: 'Ben' }, ({ kind, by }) => {
      asked.push(`${kind} by ${by}`);
      throw new Error('not he');
    });
    await assert.rejects(refusing, /not he/u);
    assert.deepEqual(asked, ['origin_linked by Ben']);
    assert.equal((await record.head()).sequence, sequence);
  } finally {
    await record.close();
    rmSync(folder, { recursive: true });
  }
});
