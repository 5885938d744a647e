// Files that hold publications and are none themselves: each line of `holders` passes the whole contract, on a real disk.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, type TestContext, test } from 'node:test';
import {
  type AddOutcome,
  addInput,
  type DeedsRecord,
  loadEngine,
  openRecordForAdding,
  openRecordForDeciding,
  verifyRecord,
} from '../src/app.ts';
import { inputsFrom } from '../src/cli/inputs.ts';
import { erase } from '../src/decisions/documents.ts';
import { exportRecord, importIntoRecord, unpackBundle } from '../src/exchange.ts';
import { sha256 } from '../src/record/index.ts';
import { temporaryFolder } from './command.ts';
import { pageRecord, waczOf, warcOf } from './hostile/warc.ts';
import { zipOf } from './hostile/zip.ts';

// Words that stand in one publication each, so that they can be looked for.
const BRIDGES = 'The minister said that two bridges would be closed for repairs.';
const TRAMS = 'The mayor announced that the city would buy forty trams.';

const page = (words: string): string => `<!doctype html><title>News</title><p>${words}</p>`;
const item = (words: string): string =>
  `<item><title>News</title><description>${words}</description><pubDate>Mon, 09 Nov 2015 09:00:00 GMT</pubDate></item>`;
const feed = (...words: readonly string[]): string =>
  `<rss version="2.0"><channel><title>Example Times</title>${words.map(item).join('')}</channel></rss>`;
const mail = (...words: readonly string[]): string =>
  [
    'From: desk@example.org\r\nSubject: Two reports\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="b"\r\n',
    ...words.map(
      (said, n) =>
        `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="${n + 1}.txt"\r\n\r\n${said}\r\n`,
    ),
    '--b--\r\n',
  ].join('\r\n');
const web = (packed: boolean): Buffer =>
  warcOf([pageRecord(page(BRIDGES)), pageRecord(page(TRAMS), { url: 'https://news.example/trams' })], packed);

/** Each holds the two publications above. Bytes are kept of what a reader saw as one file; archives are only how files were carried. */
const holders: readonly [what: string, file: string, bytes: string | Buffer, kept: boolean][] = [
  ['a feed (RSS)', 'news.xml', feed(BRIDGES, TRAMS), true],
  ['a feed in which an item stands twice', 'news.xml', feed(BRIDGES, TRAMS, BRIDGES), true],
  [
    'a feed (JSON Feed)',
    'news.json',
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Example Times',
      items: [BRIDGES, TRAMS].map((content_text, id) => ({ id: String(id), content_text })),
    }),
    true,
  ],
  ['an e-mail without words of its own', 'mail.eml', mail(BRIDGES, TRAMS), true],
  ['an e-mail with a feed attached', 'mail.eml', mail(feed(BRIDGES, TRAMS)), true],
  ['a web archive (WARC)', 'web.warc', web(false), false],
  ['a web archive packed record by record', 'web.warc.gz', web(true), false],
  ['a web archive in a package (WACZ)', 'web.wacz', waczOf(web(true)), false],
  [
    'a ZIP archive',
    'all.zip',
    zipOf([
      { name: 'a/bridges.txt', data: BRIDGES },
      { name: 'trams.txt', data: TRAMS },
    ]),
    false,
  ],
  ['a feed in a ZIP archive', 'all.zip', zipOf([{ name: 'news.xml', data: feed(BRIDGES, TRAMS) }]), false],
];

let engine: ReturnType<typeof loadEngine>;
before(() => {
  engine = loadEngine();
});

async function add(record: DeedsRecord, path: string): Promise<AddOutcome[]> {
  const outcomes: AddOutcome[] = [];
  for (const input of inputsFrom([path]).inputs)
    for await (const outcome of addInput(record, input, {}, engine)) outcomes.push(outcome);
  return outcomes;
}

const tally = (outcomes: readonly AddOutcome[], outcome: string): number =>
  outcomes.filter(one => one.outcome === outcome).length;

/** Documents with what is known of each, without the entries that a record numbers for itself. */
async function holdings(record: DeedsRecord): Promise<unknown> {
  const documents = (await record.documents()).map(({ id, facts, bytesHash, textHash, readingHash }) => ({
    id,
    facts,
    bytesHash,
    textHash,
    readingHash,
  }));
  return { documents, claims: (await record.claims()).map(({ document, claim }) => [document, claim.id]) };
}

/** Everything under a folder, as it lies on the disk. */
function bytesBelow(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Buffer.concat(files.map(({ parentPath, name }) => readFileSync(join(parentPath, name))));
}

const isSound = async (folder: string): Promise<void> => {
  const { problems, orphans } = await verifyRecord(folder);
  assert.deepEqual([problems, orphans], [[], 0]);
};

const bundleOf = async (record: DeedsRecord, file: string): Promise<string> => {
  await exportRecord(record, file);
  return file;
};

async function opened(t: TestContext, name = '.deeds'): Promise<{ folder: string; record: DeedsRecord; home: string }> {
  const home = temporaryFolder(t);
  const folder = join(home, name);
  const record = await openRecordForAdding(folder, 'Ana');
  t.after(() => record.close());
  return { folder, record, home };
}

for (const [what, file, bytes, kept] of holders) {
  test(`${what}: added twice it is there once; erased, carried and rebuilt as a record must be`, async t => {
    const { folder, record, home } = await opened(t);
    const path = join(home, file);
    writeFileSync(path, bytes);
    assert.equal(tally(await add(record, path), 'added'), 2);
    const [head, state] = [await record.head(), await record.stateHash()];
    const again = await add(record, path);
    assert.deepEqual([tally(again, 'added'), tally(again, 'failed')], [0, 0]);
    assert.deepEqual([await record.head(), await record.stateHash()], [head, state], 'nothing was added');
    const hash = sha256(Buffer.from(bytes));
    if (kept) assert.deepEqual(Buffer.from(await record.blob(hash)), Buffer.from(bytes));
    else await assert.rejects(record.blob(hash), { code: 'evidence_altered' });
    await isSound(folder);

    // Elsewhere: once as the same record, once within a record of somebody else.
    const before = await holdings(record);
    const bundle = await bundleOf(record, join(home, 'all.bundle'));
    const copy = join(home, 'copy');
    await unpackBundle(bundle, copy);
    const same = await openRecordForDeciding(copy, 'Ben');
    assert.deepEqual([await same.stateHash(), await holdings(same)], [await record.stateHash(), before]);
    if (kept) assert.deepEqual(Buffer.from(await same.blob(hash)), Buffer.from(bytes));
    await same.close();
    const other = await opened(t);
    await importIntoRecord(other.record, bundle, 'Ben');
    assert.deepEqual(await holdings(other.record), before);
    if (kept) assert.deepEqual(Buffer.from(await other.record.blob(hash)), Buffer.from(bytes));
    await isSound(other.folder);

    // Erased here: the words are gone from the disk, and stay away whatever comes in.
    const trams = (await record.documents({ about: 'trams' }))[0]!.id;
    await erase(record, trams, 'GDPR Art. 17', { by: 'Ana', why: undefined });
    const gone = [await holdings(record), await record.stateHash()];
    await record.rebuild();
    const retried = await add(record, path);
    assert.deepEqual(
      retried.flatMap(one => (one.outcome === 'failed' ? [one.problem.code] : [])),
      ['erased'],
    );
    await importIntoRecord(record, bundle, 'Ana');
    assert.deepEqual([await holdings(record), await record.stateHash()], gone);
    await assert.rejects(record.blob(hash), { code: 'evidence_altered' });
    await record.close();
    assert.equal(bytesBelow(join(folder, 'blobs')).includes(TRAMS), false, 'the words are nowhere among the bytes');
    assert.equal(bytesBelow(join(folder, 'blobs')).includes(BRIDGES), true);
    await isSound(folder);
  });
}

test('a newer feed with an item that was erased: its other items come in, and the feed itself is not kept', async t => {
  const { folder, record, home } = await opened(t);
  const path = join(home, 'news.xml');
  writeFileSync(path, feed(BRIDGES, TRAMS));
  await add(record, path);
  await erase(record, (await record.documents({ about: 'trams' }))[0]!.id, 'GDPR Art. 17', {
    by: 'Ana',
    why: undefined,
  });
  writeFileSync(path, feed('The harbour was reopened, a spokesman said.', BRIDGES, TRAMS));
  const outcomes = (await add(record, path)).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes, ['opened', 'added', 'already there', 'failed']);
  await record.close();
  assert.equal(bytesBelow(join(folder, 'blobs')).includes(TRAMS), false);
  await isSound(folder);
});

test('a bundle with a feed whose items are all here brings no bytes that nothing names', async t => {
  const [theirs, ours] = [await opened(t), await opened(t)];
  writeFileSync(join(theirs.home, 'news.xml'), feed(BRIDGES, TRAMS));
  writeFileSync(join(ours.home, 'news.xml'), feed(TRAMS, BRIDGES));
  await add(theirs.record, join(theirs.home, 'news.xml'));
  await add(ours.record, join(ours.home, 'news.xml'));
  await importIntoRecord(ours.record, await bundleOf(theirs.record, join(theirs.home, 'b')), 'Ana');
  await erase(ours.record, (await ours.record.documents({ about: 'trams' }))[0]!.id, 'GDPR Art. 17', {
    by: 'Ana',
    why: undefined,
  });
  await ours.record.close();
  assert.equal(bytesBelow(join(ours.folder, 'blobs')).includes(TRAMS), false);
  await isSound(ours.folder);
});
