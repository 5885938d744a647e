// `deeds origins`: what the documents come down to, and what people decide about it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deeds, temporaryFolder } from './command.ts';

const wire = `HARBOUR TOWN (AP) - The last ferry to the outer islands will stop running on Friday after the ministry of transport and the operator failed to agree on a price for the winter. About four hundred people live on the three islands, and most of them depend on the boat for food, medicine and the school run.

"We asked the ministry for a fair price and we were given an ultimatum," Ada Ferris, who runs the ferry company, said in a statement. The ministry said that its offer still stood until the end of the month.
`;
const papers = {
  'wire.txt': wire,
  'gazette.txt': wire.replace(' (AP)', ''),
  'short.txt': wire.split('\n\n')[0]!,
  'shares.txt': `Shares in Northline fell by a tenth on Tuesday as investors took fright at the row over the island route, which brings in less than a fiftieth of its income. "We asked the ministry for a fair price and we were given an ultimatum," Ada Ferris said. Analysts had expected a settlement, and the rating agency left its view of the bonds unchanged.\n`,
  'apples.txt': `Growers expect a poor apple harvest after frost in May killed most of the blossom, their association said on Monday. Cider makers have begun to buy abroad, and the price of a bottle may rise by a tenth before the winter.\n`,
};
const days = {
  'wire.txt': '2015-11-08',
  'gazette.txt': '2015-11-09',
  'short.txt': '2015-11-10',
  'shares.txt': '2015-11-11',
  'apples.txt': '2015-11-11',
};

interface Shown {
  readonly count: { readonly documents: number; readonly independentOrigins: number; readonly notEstablished: number };
  readonly items: readonly {
    readonly documents: readonly string[];
    readonly independence: string;
    readonly reuse: { readonly kind: string };
  }[];
}

function recorded(t: TestContext, order: readonly (keyof typeof papers)[]) {
  const folder = temporaryFolder(t);
  const ids = new Map<string, string>();
  const add = (name: keyof typeof papers): string => {
    writeFileSync(join(folder, name), papers[name]);
    const { out, err } = deeds(['add', name, '--published', days[name]], { cwd: folder });
    ids.set(name, /doc_[0-9a-f]{24}/u.exec(out)?.[0] ?? err);
    return out;
  };
  for (const name of order) add(name);
  return {
    add,
    id: (name: keyof typeof papers) => ids.get(name)!,
    run: (...args: string[]) => deeds(args, { cwd: folder }),
    json: (...args: string[]): Shown => JSON.parse(deeds(['origins', ...args, '--json'], { cwd: folder }).out),
  };
}

test('copies, a story that shares a quotation and one that shares nothing, in whatever order they came', t => {
  for (const order of [
    ['wire.txt', 'gazette.txt', 'short.txt', 'shares.txt', 'apples.txt'],
    ['shares.txt', 'short.txt', 'apples.txt', 'gazette.txt', 'wire.txt'],
  ] as const) {
    const { id, run, json } = recorded(t, order);
    const text = run('origins').out;
    assert.match(text, /^5 documents, 2 independent origins, 1 not established\n/u);
    const { count, items } = json();
    assert.deepEqual(count, { documents: 5, independentOrigins: 2, notEstablished: 1 });
    const ferry = items.find(({ documents }) => documents.includes(id('wire.txt')))!;
    assert.deepEqual(ferry.documents, [id('wire.txt'), id('gazette.txt'), id('short.txt')], 'in order of publication');
    assert.deepEqual([ferry.independence, ferry.reuse.kind], ['first', 'wire copy']);
    assert.match(text, /reuse +wire copy: “\(AP\)” in doc_/u);
    assert.match(text, /NOT ESTABLISHED: it shares words with org_/u);
    assert.match(text, /shared +“We asked the ministry for a fair price and we were given an ultimatum/u);
    assert.deepEqual(json(id('apples.txt')).count, { documents: 1, independentOrigins: 1, notEstablished: 0 });
    assert.deepEqual(json(id('shares.txt')).count, { documents: 4, independentOrigins: 1, notEstablished: 1 });
  }
});

test('a person parts two stories; two copies that a person parted are never joined in silence', t => {
  const { add, id, run, json } = recorded(t, ['wire.txt', 'gazette.txt', 'shares.txt']);
  run('unlink', id('wire.txt'), id('shares.txt'), '--why', 'our reporter heard it herself');
  assert.deepEqual(json().count, { documents: 3, independentOrigins: 2, notEstablished: 0 });
  assert.match(run('origins').out, /parted +doc_.* are no copies: by .*our reporter heard it herself/u);
  run('unlink', id('wire.txt'), id('gazette.txt'), '--why', 'two reporters at one desk');
  assert.equal(json().items.length, 3);
  const told = add('short.txt');
  const joined = json().items.some(
    ({ documents }) => documents.includes(id('wire.txt')) && documents.includes(id('gazette.txt')),
  );
  assert.equal(/DISPUTED +doc_.* count as one origin by another document/u.test(run('origins').out), joined);
  const decided = /parted doc_.* and doc_.* \(entry \d+: two reporters at one desk\)/u;
  assert.match(told, decided, 'whoever adds a document is told what it bears on');
  assert.equal(/DISPUTED/u.test(told), joined);
});

test('a document that the record does not have is said to be so', t => {
  const { code, err } = recorded(t, ['apples.txt']).run('origins', 'doc_000000000000000000000000');
  assert.equal(code, 2);
  assert.match(err, /has no document doc_0/u);
});
