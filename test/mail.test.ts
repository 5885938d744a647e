// E-mails in a record: what is attached becomes documents of its own, each of which says where it lay.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, type TestContext, test } from 'node:test';
import {
  type AddOutcome,
  addInput,
  type DeedsRecord,
  loadEngine,
  openRecordForAdding,
  verifyRecord,
} from '../src/app.ts';
import { inputsFrom } from '../src/cli/inputs.ts';
import { sha256 } from '../src/record/index.ts';
import { deeds, temporaryFolder } from './command.ts';
import { zipOf } from './hostile/zip.ts';

let engine: ReturnType<typeof loadEngine>;
before(() => {
  engine = loadEngine();
});

const file = (type: string, name: string, bytes: string | Buffer): string =>
  `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(bytes).toString('base64')}\r\n`;
const mail = (subject: string, words: string, ...files: readonly string[]): string =>
  `From: Press desk <press@example.org>\r\nSubject: ${subject}\r\nDate: Mon, 09 Nov 2015 09:00:00 +0000\r\nMessage-ID: <${subject}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${words}\r\n${files.join('')}--b--\r\n`;

const TRAMS = 'The mayor announced that the city would buy forty trams.';
const HARBOUR = 'A spokesman said that the harbour had been reopened.';
const inner = mail('harbour', HARBOUR, file('text/plain', 'trams.txt', TRAMS))
  .replaceAll('"b"', '"c"')
  .replaceAll('--b', '--c');
const outer = mail(
  'two reports',
  'The desk sends two reports.',
  file('image/png', 'plan.png', 'x'),
  file('message/rfc822', 'harbour.eml', inner),
);

async function desk(t: TestContext): Promise<{ folder: string; path: string; record: DeedsRecord }> {
  const folder = temporaryFolder(t);
  const record = await openRecordForAdding(join(folder, '.deeds'), 'Ana');
  t.after(() => record.close());
  const path = join(folder, 'reports.eml');
  writeFileSync(path, outer);
  return { folder, path, record };
}

/** Adds a file, and stops as on Ctrl-C once so many documents were told of. */
async function add(record: DeedsRecord, path: string, atMost = Infinity): Promise<string[]> {
  const outcomes: AddOutcome[] = [];
  const [input] = inputsFrom([path]).inputs;
  for await (const outcome of addInput(record, input!, {}, engine)) if (outcomes.push(outcome) >= atMost) break;
  return outcomes.map(({ name, outcome }) => `${name.slice(path.length)}: ${outcome}`);
}

test('what is attached says in which file it lay, and where; of a message in a message too', async t => {
  const { folder, path, record } = await desk(t);
  await add(record, path);
  const documents = await record.documents();
  assert.deepEqual(
    documents.map(({ facts, about }) => [facts.name, about.mediaType, facts.contentType, facts.within]),
    [
      ['reports.eml', 'message/rfc822', undefined, undefined],
      [
        'harbour.eml',
        'message/rfc822',
        'message/rfc822',
        { name: 'reports.eml', hash: sha256(Buffer.from(outer)), place: 'attachment 2' },
      ],
      [
        'trams.txt',
        'text/plain',
        'text/plain',
        { name: 'harbour.eml', hash: documents[1]!.bytesHash, place: 'attachment 1' },
      ],
    ],
  );
  assert.deepEqual(await Promise.all(documents.map(async ({ id }) => (await record.text(id))!.trim())), [
    'The desk sends two reports.',
    HARBOUR,
    TRAMS,
  ]);
  assert.deepEqual(documents[0]!.about.notes, ['What is attached is not read: plan.png.']);
  await record.close();
  assert.deepEqual((await verifyRecord(join(folder, '.deeds'))).problems, []);
});

// After how many documents the work was stopped, and what the same command then says of each.
const resumed: readonly (readonly [after: number, then: readonly string[]])[] = [
  [1, [': already there', '/harbour.eml: added', '/harbour.eml/trams.txt: added']],
  [2, [': already there', '/harbour.eml: already there', '/harbour.eml/trams.txt: added']],
  [3, [': already there', '/harbour.eml: already there', '/harbour.eml/trams.txt: already there']],
];
for (const [after, then] of resumed) {
  test(`an e-mail of three documents, stopped after ${after}, is completed when it is added again`, async t => {
    const { path, record } = await desk(t);
    assert.equal((await add(record, path, after)).length, after);
    assert.equal((await record.documents()).length, after);
    assert.deepEqual(await add(record, path), then);
    assert.equal((await record.documents()).length, 3);
  });
}

// What is attached beside a text, and what becomes of it; the message and the text are there whatever it is.
const unread: readonly (readonly [what: string, attachment: string, says: RegExp, code: number])[] = [
  ['a picture', file('image/png', 'plan.png', 'x'), /^$/u, 0],
  [
    'a spreadsheet',
    file(
      'application/octet-stream',
      'figures.xlsx',
      zipOf([
        { name: '[Content_Types].xml', data: '<x/>' },
        { name: 'xl/workbook.xml', data: '<x/>' },
      ]),
    ),
    /figures\.xlsx: .*\[format_not_read\]/u,
    4,
  ],
  ['a file of rubbish', file('application/octet-stream', 'x.bin', Buffer.alloc(500, 1)), /x\.bin: .*\[not_text\]/u, 4],
];
for (const [what, attachment, says, code] of unread) {
  test(`${what} among what is attached takes nothing else with it`, t => {
    const folder = temporaryFolder(t);
    const message = mail('reports', HARBOUR, attachment, file('text/plain', 'trams.txt', TRAMS));
    writeFileSync(join(folder, 'mail.eml'), message);
    const answer = deeds(['add', 'mail.eml'], { cwd: folder });
    assert.equal(answer.code, code, answer.err);
    assert.match(answer.out, /^mail\.eml: added as [^\n]*\n(?:.*\n)*mail\.eml\/trams\.txt: added as /u);
    assert.match(
      answer.err
        .split('\n')
        .filter(line => !/^deeds: (?:of| {2})/u.test(line))
        .join('\n')
        .trim(),
      says,
    );
  });
}

test('an erasure says in whose bytes the words of an attachment stay', async t => {
  const { folder, path, record } = await desk(t);
  await add(record, path);
  const [mail, message, text] = (await record.documents()).map(({ id }) => id);
  await record.close();
  const says = (id: string): string => deeds(['erase', id, '--basis', 'GDPR Art. 17'], { cwd: folder }).err;
  assert.match(says(text!), new RegExp(`stays: ${message}, ${mail}, in whose bytes it lies; erase those too`, 'u'));
  assert.match(says(message!), new RegExp(`stays: ${mail}, in whose bytes it lies; erase that too`, 'u'));
  assert.doesNotMatch(says(mail!), /in whose bytes/u);
});
