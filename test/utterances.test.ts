// One thing said in several documents, through the verbs: its witnesses, how their wordings differ, and attributions that conflict.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { deeds, temporaryFolder } from './command.ts';

const ferry = `HARBOUR TOWN, 10 November 2015 - The last ferry to the outer islands stops running on Friday. "We asked the ministry for a fair price for the winter and we were given an ultimatum instead," Ada Ferris said in a statement. About four hundred people live on the islands, and most of them depend on the boat for food and medicine.
`;
const shares = `BELHAVEN, 11 November 2015 - Shares in Northline fell by a tenth on Tuesday as investors took fright at the row over the island route. "We asked the ministry for a fair price for the winter and we were given an ultimatum," said Karl Oduya. Analysts had expected a settlement, and the rating agency left its view unchanged.
`;

interface Listed {
  readonly conflicting: boolean;
  readonly documents: readonly string[];
  readonly origins: readonly string[];
  readonly speakers: readonly {
    readonly name: string;
    readonly documents: readonly string[];
    readonly origins: readonly string[];
  }[];
  readonly witnesses: readonly { readonly alterations: readonly object[] }[];
}

function recorded(t: TestContext, reports: Readonly<Record<string, string>>) {
  const folder = temporaryFolder(t);
  for (const [name, text] of Object.entries(reports)) writeFileSync(join(folder, name), text);
  const added = deeds(['add', ...Object.keys(reports)], { cwd: folder });
  assert.equal(added.code, 0, added.err);
  const listed = (...args: string[]): Listed[] =>
    JSON.parse(deeds(['show', ...args, '--json'], { cwd: folder }).out).items;
  return { folder, listed, text: (...args: string[]) => deeds(['show', ...args], { cwd: folder }).out };
}

test('two reports give the same words to different speakers, and a copy adds no origin', t => {
  const copy = ferry.toLowerCase().replace(/[",.-]/gu, '');
  const { listed, text } = recorded(t, { 'ferry.txt': ferry, 'copy.txt': copy, 'shares.txt': shares });
  const [first] = listed('utterances', '--about', 'ultimatum');
  assert.equal(first!.conflicting, true);
  assert.deepEqual([first!.documents.length, first!.origins.length], [3, 2]);
  const speakers = first!.speakers.map(({ name, documents, origins }) => [name, documents.length, origins.length]);
  assert.deepEqual(speakers, [
    ['Ada Ferris', 2, 1],
    ['Karl Oduya', 1, 1],
  ]);
  assert.ok(
    first!.witnesses.some(({ alterations }) => JSON.stringify(alterations).includes('"left":"instead","put":""')),
  );
  const conflict =
    /CONFLICT +the same words are attributed to Ada Ferris \(2 documents, 1 independent origin\) · Karl Oduya \(1 document, 1 independent origin\)/u;
  assert.match(text('utterances'), conflict);
  assert.match(text('statements', '--about', 'ultimatum', '--speaker', 'Ferris'), conflict);
  assert.match(text('statements', '--about', 'ultimatum', '--speaker', 'Oduya'), conflict);
});

const seeds = join(import.meta.dirname, '..', '..', 'shared', 'seeds');
const report = join(seeds, '000_42c1039568cd334a.txt');
const scraped = join(seeds, '003_4bf3c654adb11bb4.txt');
const absent =
  existsSync(report) || process.env['CI'] ? false : `the seed reports are not beside this checkout (${seeds})`;

test('a firm’s words in the seed report that another report gives to another firm', { skip: absent }, t => {
  const text = readFileSync(report, 'utf8');
  const words = /“(the primary benefit of .*?) which the cyber agreement does not prohibit/su.exec(text)![1]!;
  const other = `SAN FRANCISCO, 10 November 2015 - Northgate Security, which guards the networks of banks and laboratories, has counted eleven break-ins since the end of September. "${words}," Northgate Security said in a report to its customers. It named no firm that had been hit, and nobody in Beijing answered questions.\n`;
  const { listed } = recorded(t, {
    'seed.txt': text,
    'scraped.txt': readFileSync(scraped, 'utf8'),
    'other.txt': other,
  });
  const conflicting = listed('utterances').filter(one => one.conflicting);
  assert.equal(conflicting.length, 1, 'no other words of the seed report are in dispute');
  const speakers = conflicting[0]!.speakers.map(({ name, documents, origins }) => [
    name,
    documents.length,
    origins.length,
  ]);
  assert.deepEqual(speakers, [
    ['FireEye', 2, 1],
    ['Northgate Security', 1, 1],
  ]);
});

test('what was said is found by its words, with its witnesses, also what one report alone has; a search shows the conflict', t => {
  const { text: _, folder } = recorded(t, { 'ferry.txt': ferry, 'shares.txt': shares });
  const run = (...args: string[]): { out: string; err: string; code: number | null } =>
    deeds(['search', ...args], { cwd: folder });
  const found = run('--said', 'ultimatum ministry').out;
  assert.match(found, /said in +2 documents, 1 independent origin, 1 not established\n/u);
  assert.match(found, /CONFLICT +the same words are attributed to Ada Ferris .* · Karl Oduya /u);
  assert.match(found, /witness +Karl Oduya: /u);
  assert.match(found, /differs +without “instead”/u);
  assert.deepEqual(JSON.parse(run('--said', 'asked ministry price', '--json').out).items.length, 1);
  assert.match(run('--said', '"price fair"').out, /^(?!.*witness)/su, 'quoted words stand together');
  assert.match(run('--said', 'Ferris ultimatum').out, /^(?!.*witness)/su, 'a speaker is not what was said');
  assert.match(run('ultimatum').out, /statement: .*\n(?: .*\n)*? +CONFLICT +the same words are attributed to/u);
  const both = run('ferry', '--said', 'ultimatum');
  assert.equal(both.code, 2);
  assert.match(both.err, /words of its own/u);
});
