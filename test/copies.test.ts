// Copies, digests and look-alikes through the verbs: every claim is listed once, and none is lost in a document that counts as a copy.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { tellingStems } from '../src/core/subject.ts';
import { verify } from '../src/record/verify/verify.ts';
import { deeds, temporaryFolder } from './command.ts';
import { addText, emptyRecord } from './texts-in-record.ts';

const talks = `Harbour talks end with a promise

GENEVA, 3 March 2015 - Norland promised on Monday to withdraw two ships from the strait by June. Foreign Minister Anna Berg said that the decision had been taken by the whole cabinet. She met the Sudian ambassador, Karl Dorn, in Geneva on Sunday. Mr. Dorn told reporters that his government welcomed the step and would answer it in the same spirit. The strait has been closed to fishing boats since the autumn, and crews on both shores have lost much of their income.
`;
const more = `
The Sudian defence ministry denied that its own ships had ever crossed the line. Sudia pledged on Tuesday to open the northern channel to fishing boats in April. On Tuesday night hackers attacked the website of the harbour authority and stole the records of 4,000 sailors.
`;
/** The same event, told by somebody else in words of their own. */
const lookalike = `Geneva, 3 March 2015 - Norland will withdraw some of its vessels from the strait before the summer, its foreign minister said on Monday after a cabinet meeting in the capital. Ms. Berg spoke of a gesture of good will. Karl Dorn, who represents Sudia at the talks, called it overdue. Fishing crews have been kept out of the strait since October, and many have sold their boats. Norland has also promised to pay for repairs of the lighthouse.
`;
const mine = `Mine inspectors to return

OSLO, 4 March 2015 - The mining inspectorate of Westmark said on Tuesday that its inspectors would return to the Halden pit next week. Director Ole Vik told parliament that pumps had failed in January and that water had reached the third gallery. The owners, Halden Copper, promised to replace every pump before the summer. Trade unions said that they had warned of the danger twice last year and had been ignored. Parliament will hear the owners on Thursday.
`;
const digest = `Morning digest: what our readers should know today\n\n${talks}\n${mine}`;

interface Listed {
  readonly words: { readonly exact: string };
  readonly document: string;
  readonly alsoIn: readonly string[];
}

/** Adds reports in the order given; `show` lists from the record, `ids` are the documents' by name. */
function recorded(t: TestContext, reports: Readonly<Record<string, string>>, ...facts: string[]) {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'reports'));
  const names = Object.keys(reports);
  for (const name of names) writeFileSync(join(folder, 'reports', name), reports[name]!);
  const added = deeds(['add', ...names.map(name => join('reports', name)), ...facts], { cwd: folder });
  assert.equal(added.code, 0, added.err);
  const show = (...args: string[]): Listed[] =>
    deeds(['show', ...args, '--jsonl'], { cwd: folder })
      .out.split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Listed);
  const ids = new Map<string, string>();
  for (const document of show('documents') as unknown as { id: string; facts: { name: string } }[]) {
    ids.set(document.facts.name, document.id);
  }
  return { folder, show, ids };
}

const exact = (claims: readonly Listed[]): string[] => claims.map(({ words }) => words.exact);
const origins = (record: ReturnType<typeof recorded>): string[][] =>
  (record.show('origins') as unknown as { documents: string[] }[]).map(({ documents }) => documents);

test('what a longer copy adds, and a figure that a copy changed, are listed; what is shared is listed once', t => {
  const record = recorded(t, {
    'a.txt': talks,
    'longer.txt': talks + more,
    'changed.txt': talks.replace('two ships', 'ten ships'),
    'lookalike.txt': lookalike,
  });
  const { show, ids, folder } = record;
  assert.deepEqual(
    origins(record).map(({ length }) => length),
    [3, 1],
  );
  const commitments = show('commitments');
  const from = (start: RegExp): Listed[] => commitments.filter(({ words }) => start.test(words.exact));
  assert.deepEqual(
    from(/two ships/u).map(({ document, alsoIn }) => [document, alsoIn]),
    [[ids.get('a.txt'), [ids.get('longer.txt')]]],
  );
  assert.deepEqual(
    from(/ten ships/u).map(({ document, alsoIn }) => [document, alsoIn]),
    [[ids.get('changed.txt'), []]],
  );
  assert.equal(from(/northern channel/u).length, 1);
  const statements = exact(show('statements'));
  assert.equal(statements.filter(words => words.startsWith('The Sudian defence ministry denied')).length, 1);
  assert.equal(statements.filter(words => words.startsWith('Foreign Minister Anna Berg said')).length, 1);
  assert.equal(statements.filter(words => /gesture of good will/u.test(words)).length, 1);
  assert.equal(exact(show('incidents')).filter(words => /hackers attacked/u.test(words)).length, 1);
  const people = deeds(['show', 'statements'], { cwd: folder }).out;
  assert.match(people, /a\.txt[^\n]* — also in 2 other documents/u);
  assert.doesNotMatch(people, /longer\.txt[^\n]* — also in/u);
  assert.match(deeds(['verify'], { cwd: folder }).out, /all is as it was recorded/u);
});

test('a digest makes no one origin of the reports it holds, in whatever order they come', t => {
  const reports = { 'a.txt': talks, 'b.txt': mine, 'digest.txt': digest };
  for (const order of [
    ['a.txt', 'b.txt', 'digest.txt'],
    ['digest.txt', 'b.txt', 'a.txt'],
  ] as const) {
    const record = recorded(t, Object.fromEntries(order.map(name => [name, reports[name]])));
    const { show, ids, folder } = record;
    assert.equal(origins(record).length, 2);
    assert.ok(
      !origins(record).some(members => members.includes(ids.get('a.txt')!) && members.includes(ids.get('b.txt')!)),
    );
    const listed = [...show('statements'), ...show('commitments')];
    assert.ok(listed.length >= 7);
    for (const { document, alsoIn } of listed) {
      assert.notEqual(document, ids.get('digest.txt'));
      assert.deepEqual(alsoIn, [ids.get('digest.txt')]);
    }
    assert.match(deeds(['verify'], { cwd: folder }).out, /all is as it was recorded/u);
  }
});

test('a scraped digest of reports that are known is read, and so is a report in it that is not known', t => {
  const scraped = digest.toLowerCase().replace(/[.,]/gu, '');
  for (const known of [{ 'a.txt': talks, 'b.txt': mine }, { 'a.txt': talks }]) {
    const { show, ids } = recorded(t, { ...known, 'scraped.txt': scraped });
    const read = exact(show('statements', '--document', ids.get('scraped.txt')!)).join('\n');
    assert.match(read, /inspectors would return/u);
    assert.match(read, /welcomed the step/u);
  }
});

test('a dated copy of an undated report counts first, and it is said that this is not established', t => {
  const folder = temporaryFolder(t);
  deeds(['add', '-'], { cwd: folder, input: talks.replace('3 March 2015 ', '') });
  deeds(['add', '-', '--published', '2019-05-01'], {
    cwd: folder,
    input: talks.replace('3 March 2015 ', '').trimEnd(),
  });
  const { out } = deeds(['show', 'origins'], { cwd: folder });
  assert.match(out, /2 documents, 1 origin/u);
  assert.match(out, /first by known date; 1 of the others have no date: that it came first is not established/u);
});

test('a line that reports on different things have in common is furniture, and says where else it stands', t => {
  const plea = 'You can support our reporting with a gift before the summer ends.';
  const notice = 'The Gazette belongs to a trust whose board is elected by printers and typesetters.';
  const headline = 'Sudian minister promises to cut ferry fares by June';
  const framed = (report: string): string => {
    const [title, first, ...rest] = report.trim().split(/(?<=\.) (?=[A-Z])|\n\n/u);
    return `${title}\n\n${first}\n\n${headline}\n\n${rest.join(' ')}\n\n${plea}\n\n${notice}\n`;
  };
  const hospital = `Hospital wards open again

RIGA, 5 March 2015 - Two wards of the old hospital opened again on Wednesday after a winter without heating. The head of the health board, Ilze Ozola, thanked the plumbers and said that the lifts would follow in autumn. Nurses had carried patients down four flights of stairs since November. A new boiler from Daugavpils cost less than the board had feared, and the money that is left goes to the children's ward.
`;
  const trains = `No trains to the coast on Sunday

CORK, 6 March 2015 - The rail authority closed the coastal line for a day because rust had eaten into the points at Ballybeg. Buses take passengers round the bay, and bicycles travel free. Sean Daly, who drives the early train, told a radio station that he had felt the rails give in January. Engineers from Dublin measured the damage by night and found it worse than he had thought.
`;
  const reports = {
    '0.txt': framed(talks),
    '1.txt': framed(mine),
    '2.txt': framed(hospital),
    '3.txt': framed(trains),
  };
  const { show, ids, folder } = recorded(t, reports);
  const promised = show('commitments').filter(({ words }) => words.exact.includes('ferry fares'));
  const last = ids.get('3.txt')!;
  assert.deepEqual(
    promised.map(({ document }) => document).toSorted(),
    ['0.txt', '1.txt', '2.txt'].map(name => ids.get(name)!).toSorted(),
    'the first three could not know',
  );
  const explained = deeds(['explain', last], { cwd: folder }).out;
  assert.match(explained, /repeated furniture +3 of them/u);
  const others = /The same line stands in (.*), which tell of something else/u.exec(explained)![1]!;
  assert.deepEqual(
    others.split(/, | and /u).toSorted(),
    ['0.txt', '1.txt', '2.txt'].map(name => ids.get(name)!).toSorted(),
  );
});

test('reports that name the same places are two, where a digest gives each of them its headline', async t => {
  const harbour = `Harbour board to vote on fees

NORTHAVEN, 5 March 2015 - The harbour board of Northaven votes on Thursday about higher fees for cargo ships. Its chairman, Per Lind, said that cranes and quays needed repairs after two hard winters. Shippers called the fees a tax on trade and asked the transport ministry to step in before the summer season.
`;
  const island = `Island school gets a roof

NORTHAVEN, 6 March 2015 - Pupils of the island school off Northaven are back under a roof of their own. Teachers and parents laid slates for three weeks, and cargo ships had carried them out without charge. The transport ministry, which had promised a grant before two hard winters, sent nobody.
`;
  const found = tellingStems(harbour).intersection(tellingStems(island)).size;
  assert.ok(found >= 7, 'otherwise this test shows nothing');
  const apart = [`${harbour}\n${island}`, `${harbour}\n${island.replace(/^.*\n\n.* - /u, '')}`];
  const counts: number[] = [];
  for (const digest of apart) {
    const folder = temporaryFolder(t);
    const record = await emptyRecord(join(folder, 'record'));
    for (const text of [harbour, island, digest]) await addText(record, text);
    counts.push((await record.origins()).length);
    await record.close();
    assert.deepEqual((await verify(join(folder, 'record'))).problems, []);
  }
  assert.deepEqual(counts, [2, 1], 'without the headline one goes on to tell of the same');
});
