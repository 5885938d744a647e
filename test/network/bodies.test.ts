// What a body is packed in is taken off, and a body that is a trap is refused before it fills the memory.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { limits } from '../../src/core/limits.ts';
import { type Answer, fetchFrom, refusal, site } from './site.ts';

const TEXT = Buffer.from('The ministers met on Monday. '.repeat(40));

const sent =
  (coding: string | string[], body: Uint8Array): Answer =>
  (_, response) =>
    void response.writeHead(200, { 'Content-Encoding': coding, 'Content-Length': body.length }).end(body);

const packed: readonly (readonly [coding: string, body: Uint8Array])[] = [
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  ['GZip', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['deflate', deflateRawSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['zstd', zstdCompressSync(TEXT)],
  ['identity', TEXT],
  ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
  ['gzip, identity, gzip', gzipSync(gzipSync(TEXT))],
];

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('every coding that is asked for is taken off; both bodies are kept, with their hashes', async t => {
  for (const [coding, body] of packed) {
    const from = await site(t, { '/a': sent(coding, body) });
    const fetched = await fetchFrom(from, '/a');
    assert.deepEqual(Buffer.from(fetched.bytes), TEXT, coding);
    assert.deepEqual(Buffer.from(fetched.encoded), body);
    assert.deepEqual([fetched.decodedSha256, fetched.encodedSha256], [digest(TEXT), digest(body)]);
    assert.deepEqual([fetched.decodedBytes, fetched.encodedBytes], [TEXT.length, body.length]);
    assert.equal(fetched.cut, undefined);
  }
});

test('codings that are not known, too many, or damaged are refused', async t => {
  const bad: readonly (readonly [coding: string | string[], body: Uint8Array])[] = [
    ['compress', TEXT],
    ['gzip, secret', gzipSync(TEXT)],
    ['gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(TEXT)))],
    [Array.from({ length: 900 }, () => 'gzip'), TEXT],
    [Array.from({ length: 1_000 }, () => 'gzip').join(','), TEXT],
    ['gzip', TEXT],
    ['br', Buffer.alloc(1_000, 0xff)],
    ['zstd', TEXT],
    ['gzip', Buffer.concat([gzipSync(TEXT).subarray(0, 20), TEXT])],
  ];
  for (const [coding, body] of bad) {
    const from = await site(t, { '/a': sent(coding, body) });
    assert.equal((await refusal(fetchFrom(from, '/a'))).code, 'encoding_refused', String(coding).slice(0, 40));
  }
});

test('a body that swells a hundredfold is refused, whatever it is packed in, and is never whole in memory', async t => {
  const zeros = Buffer.alloc(60_000_000);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 3 };
  const bombs: readonly (readonly [coding: string, body: Uint8Array])[] = [
    ['gzip', gzipSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['br', brotliCompressSync(zeros, { params })],
    ['zstd', zstdCompressSync(zeros)],
    ['gzip, gzip', gzipSync(gzipSync(zeros))],
    ['gzip, br', brotliCompressSync(gzipSync(zeros))],
  ];
  for (const [coding, body] of bombs) {
    const from = await site(t, { '/a': sent(coding, body) });
    const before = process.memoryUsage().arrayBuffers;
    const { code, message } = await refusal(fetchFrom(from, '/a'));
    assert.equal(code, 'encoding_refused', coding);
    assert.match(message, /unpacks to more than 100 times its size/u);
    assert.ok(process.memoryUsage().arrayBuffers - before < 20_000_000, coding);
  }
});

test('a body that is longer than inputs may be, packed less tightly, is cut there', async t => {
  // Every block of random bytes comes twenty times: it packs well, and below the ratio of a trap.
  const block = randomBytes(30_000);
  const long = Buffer.concat(Array.from({ length: Math.ceil(limits.inputBytes / block.length) + 1 }, () => block));
  const from = await site(t, { '/a': sent('gzip', gzipSync(long, { level: 1 })) });
  const { bytes, cut } = await fetchFrom(from, '/a');
  assert.deepEqual([bytes.length, cut], [limits.inputBytes, 'truncated']);
});

test('a packed body without its end is kept as far as it goes', async t => {
  const long = randomBytes(100_000);
  for (const [coding, body] of [
    ['gzip', gzipSync(long)],
    ['deflate', deflateSync(long)],
    ['br', brotliCompressSync(long)],
    ['zstd', zstdCompressSync(long)],
  ] as const) {
    const from = await site(t, { '/a': sent(coding, body.subarray(0, body.length / 2)) });
    const { bytes, cut } = await fetchFrom(from, '/a');
    assert.equal(cut, 'connection_lost', coding);
    assert.deepEqual(Buffer.from(bytes), long.subarray(0, bytes.length));
  }
});
