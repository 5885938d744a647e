import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { brotliCompressSync, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { temporaryFolder } from '../../test/command.ts';
import { pageRecord, type WarcRecord, waczOf, warcOf } from '../../test/hostile/warc.ts';
import { zipOf } from '../../test/hostile/zip.ts';
import { Problem } from '../core/problem.ts';
import type { Taken } from '../intake.ts';
import { archiveAt } from './index.ts';

const PAGE = '<!doctype html><p>The minister said on Monday that the café would close.</p>';
const OTHER = '<!doctype html><p>The mayor said no.</p>';
const other = (more: Partial<WarcRecord> = {}): WarcRecord =>
  pageRecord(OTHER, { url: 'https://news.example/other', ...more });

interface Read {
  readonly name: string;
  /** The page, or the code of the problem. */
  readonly page: string;
  readonly taken: Taken | undefined;
}

/** What is in an archive, as it is read. */
async function readIn(t: TestContext, file: string, bytes: Uint8Array): Promise<{ all: Read[]; passedOver: unknown }> {
  const path = join(temporaryFolder(t), file);
  writeFileSync(path, bytes);
  const { inputs, passedOver } = archiveAt(path)!;
  const all: Read[] = [];
  for (const input of inputs) {
    const name = input.name.slice(path.length + 1);
    try {
      const taken = await input.take();
      all.push({ name, page: Buffer.from(taken.bytes).toString(), taken });
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      all.push({ name, page: error.code, taken: undefined });
    }
  }
  return { all, passedOver: [...passedOver].filter(([, number]) => number > 0) };
}

const pages = ({ all }: { all: readonly Read[] }): string[] => all.map(({ page }) => page);

const RECORDS: readonly WarcRecord[] = [
  { type: 'warcinfo', body: 'software: by hand\r\n' },
  { type: 'request', url: 'https://news.example/report', body: 'GET /report HTTP/1.1\r\nHost: news.example\r\n\r\n' },
  pageRecord(PAGE),
  other(),
  pageRecord('x', { url: 'https://news.example/x.png', body: 'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx' }),
  pageRecord('', {
    url: 'https://news.example/gone',
    body: 'HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nx',
  }),
  { type: 'revisit', url: 'https://news.example/report', body: 'HTTP/1.1 200 OK\r\n\r\n' },
  { type: 'metadata', body: 'fetchTimeMs: 1\r\n' },
];

for (const [how, file, bytes] of [
  ['as it is', 'a.warc', warcOf(RECORDS)],
  ['packed record by record', 'a.warc.gz', warcOf(RECORDS, true)],
  ['packed as a whole', 'a.warc.gz', gzipSync(warcOf(RECORDS))],
  ['partly packed', 'a.warc', Buffer.concat([warcOf(RECORDS.slice(0, 3)), warcOf(RECORDS.slice(3), true)])],
] as const) {
  test(`a web archive ${how}: its pages are read, all else is counted`, async t => {
    const read = await readIn(t, file, bytes);
    assert.deepEqual(pages(read), [PAGE, OTHER]);
    assert.deepEqual(read.passedOver, [
      ['picture, style or script', 1],
      ['answer without a page', 1],
      ['record of a page that had not changed', 1],
    ]);
    const [first] = read.all;
    assert.equal(first?.name, 'https://news.example/report');
    assert.match(first.taken!.within!.place, /^record 3 at byte \d+$/u);
    assert.deepEqual(
      [first.taken!.within!.name, first.taken!.within!.hash],
      [file, createHash('sha256').update(bytes).digest('hex')],
    );
    const { url, capturedAt, contentType, remarks } = first.taken!.facts!;
    assert.deepEqual(
      { url, capturedAt, contentType, remarks },
      {
        url: 'https://news.example/report',
        capturedAt: '2015-11-09T12:00:00Z',
        contentType: 'text/html; charset=utf-8',
        remarks: [],
      },
    );
  });
}

/** An answer with further fields, as it went over the wire. */
function sent(fields: string, body: Buffer): WarcRecord {
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n${fields}\r\n`);
  return { type: 'response', url: 'https://news.example/report', body: Buffer.concat([head, body]) };
}

const bytes = Buffer.from(PAGE);
const chunked = (body: Buffer): Buffer =>
  Buffer.concat([
    ...[body.subarray(0, 10), body.subarray(10)].flatMap(piece => [
      Buffer.from(`${piece.length.toString(16)};x=y\r\n`),
      piece,
      Buffer.from('\r\n'),
    ]),
    Buffer.from('0\r\nExpires: never\r\n\r\n'),
  ]);
const ways: readonly (readonly [how: string, record: WarcRecord])[] = [
  ['in chunks', sent('Transfer-Encoding: chunked\r\n', chunked(bytes))],
  ['in chunks, that the writer took apart', sent('Transfer-Encoding: chunked\r\n', bytes)],
  ['gzip', sent('Content-Encoding: gzip\r\n', gzipSync(bytes))],
  ['gzip, that the writer unpacked', sent('Content-Encoding: gzip\r\n', bytes)],
  ['br', sent('content-encoding: br\r\n', brotliCompressSync(bytes))],
  ['zstd', sent('Content-Encoding: zstd\r\n', zstdCompressSync(bytes))],
  ['deflate without what stands around it', sent('Content-Encoding: deflate\r\n', deflateRawSync(bytes))],
  ['gzip in chunks', sent('Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n', chunked(gzipSync(bytes)))],
  ['br and gzip', sent('Content-Encoding: br, gzip\r\n', gzipSync(brotliCompressSync(bytes)))],
  [
    'with lines that end in a line feed',
    { ...pageRecord(PAGE), body: `HTTP/1.0 200 OK\nContent-Type: text/html\n\n${PAGE}` },
  ],
];
for (const [how, record] of ways) {
  test(`a page that was sent ${how} is read as the reader's browser had it`, async t => {
    const read = await readIn(t, 'a.warc', warcOf([record]));
    assert.deepEqual(pages(read), [PAGE]);
    if (!how.includes('line feed')) assert.deepEqual(read.all[0]!.taken!.facts!.remarks, []);
  });
}

test('a resource is read with the type that its record gives, and a picture is passed over', async t => {
  const read = await readIn(
    t,
    'a.warc',
    warcOf([
      {
        type: 'resource',
        url: 'https://news.example/a.txt',
        body: 'He said no.',
        contentType: 'text/plain; charset=utf-8',
      },
      { type: 'resource', url: 'https://news.example/a.png', body: 'x', contentType: 'image/png' },
      { type: 'conversion', url: 'https://news.example/a', body: 'He said no.', contentType: 'text/plain' },
    ]),
  );
  assert.deepEqual(pages(read), ['He said no.']);
  assert.equal(read.all[0]!.taken!.facts!.contentType, 'text/plain; charset=utf-8');
  assert.deepEqual(read.passedOver, [
    ['picture, style or script', 1],
    ['converted copy of a page', 1],
  ]);
});

test('a digest that does not fit is said, in whatever way it is written; one that cannot be checked is not', async t => {
  const sha256 = createHash('sha256').update(bytes).digest();
  const digests: readonly (readonly [digest: string, fits: boolean])[] = [
    [`sha256:${sha256.toString('hex')}`, true],
    [`sha256:${sha256.toString('base64')}`, true],
    [`sha-256:${sha256.toString('hex').toUpperCase()}`, true],
    ['md5:d41d8cd98f00b204e9800998ecf8427e', true],
    [`sha256:${'0'.repeat(64)}`, false],
    ['sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', false],
  ];
  const read = await readIn(t, 'a.warc', warcOf(digests.map(([digest]) => pageRecord(PAGE, { digest }))));
  const said = read.all.map(({ taken }) => taken!.facts!.remarks!.length === 0);
  assert.deepEqual(
    said,
    digests.map(([, fits]) => fits),
  );
  assert.match(read.all.at(-1)!.taken!.facts!.remarks!.join(), /digest .* does not fit its bytes/u);
});

test('behind a damaged record the others are found again', async t => {
  const damaged = warcOf([other()], true);
  damaged.fill(0xff, 40, 80);
  const wrongSum = warcOf([other()], true);
  wrongSum[wrongSum.length - 8]! ^= 1;
  const archives = [
    Buffer.concat([warcOf([pageRecord(PAGE)], true), damaged, warcOf([other(), pageRecord(PAGE)], true)]),
    Buffer.concat([warcOf([pageRecord(PAGE)], true), wrongSum, warcOf([other(), pageRecord(PAGE)], true)]),
    warcOf([pageRecord(PAGE), other({ says: '3' }), other(), pageRecord(PAGE)]),
    warcOf([pageRecord(PAGE), other({ says: '99999999' }), other(), pageRecord(PAGE)]),
    Buffer.concat([warcOf([pageRecord(PAGE)]), Buffer.from('no record'), warcOf([other(), pageRecord(PAGE)])]),
  ];
  for (const archive of archives)
    assert.deepEqual(pages(await readIn(t, 'a.warc', archive)), [PAGE, 'damaged', OTHER, PAGE]);
  // The last one cut short: what came before is whole.
  const cut = warcOf([pageRecord(PAGE), other()], true);
  assert.deepEqual(pages(await readIn(t, 'a.warc.gz', cut.subarray(0, -30))), [PAGE, 'damaged']);
});

test('an archive that is packed as a whole and too large for that says what to do', async t => {
  const path = join(temporaryFolder(t), 'a.warc.gz');
  writeFileSync(path, gzipSync(warcOf(Array.from({ length: 25 }, () => pageRecord('x'.repeat(1_000_000))))));
  const { inputs } = archiveAt(path)!;
  assert.equal(inputs.length, 1);
  await assert.rejects(inputs[0]!.take(), { code: 'damaged', message: /unpack it with gunzip/u });
});

test('a WACZ gives the pages of its archives, and says whether they have the digest that it lists', async t => {
  const warc = warcOf(RECORDS, true);
  for (const [digest, said] of [
    [undefined, /has the digest .* lists; who signed that list was not checked/u],
    [`sha256:${'0'.repeat(64)}`, /does not have the digest .* one of the two was altered/u],
    ['none', /does not have the digest/u],
  ] as const) {
    const read = await readIn(t, 'a.wacz', waczOf(warc, digest));
    assert.deepEqual(pages(read), [PAGE, OTHER]);
    assert.equal(read.all[0]!.name, 'archive/data.warc.gz/https://news.example/report');
    for (const { taken } of read.all) assert.match(taken!.facts!.remarks!.join('\n'), said);
    assert.equal(read.all[0]!.taken!.within!.hash, createHash('sha256').update(warc).digest('hex'));
  }
  const unlisted = zipOf([
    { name: 'archive/data.warc.gz', data: warc },
    { name: 'datapackage.json', data: '{"resources": "none"}' },
  ]);
  for (const { taken } of (await readIn(t, 'a.wacz', unlisted)).all)
    assert.match(taken!.facts!.remarks!.join('\n'), /gives no digest/u);
});

test('an Office file, a book and a text are no archives', t => {
  const folder = temporaryFolder(t);
  for (const [name, content] of [
    ['a.docx', zipOf([{ name: '[Content_Types].xml', data: '<Types/>' }])],
    ['a.epub', zipOf([{ name: 'mimetype', data: 'application/epub+zip' }])],
    ['a.txt', 'He said no.'],
    ['a.gz', gzipSync('He said no.')],
  ] as const) {
    writeFileSync(join(folder, name), content);
    assert.equal(archiveAt(join(folder, name)), undefined, name);
  }
  assert.equal(archiveAt(folder), undefined);
  assert.equal(archiveAt(join(folder, 'none')), undefined);
});
