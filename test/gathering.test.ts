// Law: what reports hold for an agreement is the same whether it was followed entry by entry or is gathered anew, whatever people and files did in between.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { addInput, type DeedsRecord, loadEngine, openRecordForAdding } from '../src/app.ts';
import { undo } from '../src/decisions/any.ts';
import { accept, findBearing, reject } from '../src/decisions/bearings.ts';
import { addByHand, edit, review } from '../src/decisions/claims.ts';
import { erase, link, unlink } from '../src/decisions/documents.ts';
import { register, withdraw } from '../src/decisions/instruments.ts';
import { makeExample } from '../src/example.ts';
import { type Gathered, Gatherer } from '../src/judging/gathering.ts';
import { instruments, provisions, type RecordedDocument } from '../src/record/index.ts';
import { temporaryFolder } from './command.ts';

const by = { by: 'Ana', why: 'to see' };
const seen = { ...by, after: undefined, independent: true };
const ID = 'ins_straits';

/** All of it as a value that can be compared. */
const told = ({ documents, set, ...rest }: Gathered): object => ({
  ...rest,
  documents: [...documents],
  set: [...set].toSorted(([a], [b]) => (a < b ? -1 : 1)),
});

async function add(record: DeedsRecord, name: string, text: string, published = '2026-03-02'): Promise<string> {
  const input = { name, take: async () => ({ bytes: Buffer.from(text), facts: {} }) };
  const facts = { name, published, source: name };
  for await (const outcome of addInput(record, input, facts, loadEngine()))
    if (outcome.outcome === 'added') return outcome.document;
  throw new Error(`${name} was not added`);
}

const THEFT =
  'Hackers directed by the Sudmark government stole trade secrets of Dovrin Mills on 1 March, the Norland police said.\n';

const GRID =
  'Hackers in the pay of the Sudmark government attacked the power grid of Norland on 27 February, the grid operator said on Monday in Port Alma.\n';

type Step = readonly [what: string, act: (record: DeedsRecord, held: Gathered) => Promise<unknown>];

const documentNamed = async (record: DeedsRecord, name: string): Promise<RecordedDocument> =>
  (await record.documents()).find(({ facts }) => facts.name === name)!;

/** Each changes what is gathered, but what people decide about bearings, which is looked up whenever a case is made. */
const steps: readonly Step[] = [
  ['a claim is rejected', (record, { proposed }) => review(record, proposed[0]!.claim, 'rejected', seen)],
  ['that is taken back', async record => undo(record, (await record.head()).sequence, by)],
  [
    'another is edited',
    (record, { proposed }) =>
      edit(record, proposed[1]!.claim, { set: { rule: 'by eye' }, words: undefined, at: undefined }, seen),
  ],
  [
    'a bearing is accepted',
    async (record, { proposed }) => accept(record, await findBearing(record, proposed[2]!.bearing.id), {}, by, 'test'),
  ],
  [
    'a bearing is rejected',
    async (record, { proposed }) => reject(record, await findBearing(record, proposed[3]!.bearing.id), by),
  ],
  ['a report comes', record => add(record, 'one.txt', THEFT)],
  ['a copy of it comes', record => add(record, 'two.txt', `From our partners.\n\n${THEFT}`)],
  [
    'they are said to be two',
    async record =>
      unlink(record, (await documentNamed(record, 'one.txt')).id, (await documentNamed(record, 'two.txt')).id, by),
  ],
  [
    'and one again',
    async record =>
      link(record, (await documentNamed(record, 'one.txt')).id, (await documentNamed(record, 'two.txt')).id, by),
  ],
  [
    'an earlier one comes, of which both are copies',
    record => add(record, 'zero.txt', `Port Alma.\n\n${THEFT}`, '2026-03-01'),
  ],
  [
    'a claim is made by hand',
    async record => {
      const { id } = await documentNamed(record, 'one.txt');
      const words = 'stole trade secrets of Dovrin Mills';
      return await addByHand(record, { document: id, kind: 'incident', words, set: undefined, at: undefined }, by);
    },
  ],
  ['another report comes', record => add(record, 'three.txt', GRID)],
  ['and a copy of that', record => add(record, 'four.txt', `From our partners.\n\n${GRID}`)],
  [
    'by a link of its copy it becomes a copy of the first',
    async record =>
      link(record, (await documentNamed(record, 'one.txt')).id, (await documentNamed(record, 'four.txt')).id, by),
  ],
  ['a provision is withdrawn', record => withdraw(record, 'prv_theft', by)],
  ['that is taken back', async record => undo(record, (await record.head()).sequence, by)],
  [
    'a report turns out to be the text of another agreement',
    async record => {
      const [{ value }] = (await instruments(record)) as [Awaited<ReturnType<typeof instruments>>[number]];
      const { id } = await documentNamed(record, 'one.txt');
      const other = { ...value, id: 'ins_other', title: 'Other', texts: [{ document: id, by: undefined }] };
      return await register(record, other, [], by);
    },
  ],
  ['that agreement is withdrawn', record => withdraw(record, 'ins_other', by)],
  [
    'a report is erased',
    async record => erase(record, (await documentNamed(record, 'one.txt')).id, 'a court order', by),
  ],
];

test('following comes to the same as gathering anew, after each of all that can happen', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(home, 'Ana');
  t.after(() => record.close());
  const follower = new Gatherer(record, ID);
  let held = await follower.follow();
  assert.ok(held.proposed.length > 5 && held.said.length > 0 && held.sentences.all > 0);
  for (const [what, act] of steps) {
    const before = JSON.stringify(told(held));
    await act(record, held);
    held = await follower.follow();
    const anew = told(await new Gatherer(record, ID).follow());
    assert.deepEqual(told(held), anew, what);
    assert.equal(
      JSON.stringify(told(held)) === before,
      what === 'a bearing is rejected',
      `is anything seen of it: ${what}`,
    );
  }
});

test('a decision about one claim costs its own document, and an agreement of others nothing', async t => {
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(home, 'Ana');
  t.after(() => record.close());
  const read: string[] = [];
  const watched = new Proxy(record, {
    get(of, name) {
      if (name === 'text') return (id: string) => (read.push(id), of.text(id));
      const member: unknown = Reflect.get(of, name, of);
      return typeof member === 'function' ? (member.bind(of) as unknown) : member;
    },
  });
  const gatherer = new Gatherer(watched, ID);
  const { proposed, documents } = await gatherer.follow();
  assert.equal(read.length, documents.size);
  read.length = 0;
  await gatherer.follow();
  assert.deepEqual(read, []);
  const { claim, document } = proposed[0]!;
  await review(record, claim, 'confirmed', seen);
  await gatherer.follow();
  assert.deepEqual(read, [document.id]);
  read.length = 0;
  const [{ value }] = (await provisions(record, ID)) as [Awaited<ReturnType<typeof provisions>>[number]];
  await withdraw(record, value.id, by);
  await gatherer.follow();
  assert.equal(read.length, documents.size, 'another agreement is held against all');
});
