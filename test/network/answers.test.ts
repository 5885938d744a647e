// Answers that are no HTTP, or that two readers would understand differently, are refused as a whole.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../src/core/limits.ts';
import { fetchFrom, rawSite, refusal } from './site.ts';

const options = { ignoreRobots: true };
const OK = 'HTTP/1.1 200 OK\r\n';

const unsound: Readonly<Record<string, string>> = {
  'no HTTP at all': 'SSH-2.0-OpenSSH_9.6\r\n',
  'HTTP of a version that there is not': 'HTTP/3.7 200 OK\r\nContent-Length: 1\r\n\r\na',
  'a length and chunks': `${OK}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`,
  'chunks and a length': `${OK}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n1\r\na\r\n0\r\n\r\n`,
  'two lengths': `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
  'a list of lengths': `${OK}Content-Length: 1, 2\r\n\r\nab`,
  'a length below nothing': `${OK}Content-Length: -1\r\n\r\na`,
  'a length with a sign': `${OK}Content-Length: +1\r\n\r\na`,
  'a length in another system': `${OK}Content-Length: 0x1\r\n\r\na`,
  'a length beyond all numbers': `${OK}Content-Length: 99999999999999999999999\r\n\r\na`,
  'more than the length says': `${OK}Content-Length: 1\r\nConnection: close\r\n\r\nabc`,
  'two transfer codings': `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`,
  'a transfer coding twice': `${OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n`,
  'a transfer coding that there is not': `${OK}Transfer-Encoding: identity\r\n\r\na`,
  'chunks in HTTP/1.0': 'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n',
  'a chunk whose size is no number': `${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\na\r\n0\r\n\r\n`,
  'a chunk that is longer than it says': `${OK}Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n`,
  'a chunk of more bytes than there are': `${OK}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\na`,
  'lines that end in LF alone': 'HTTP/1.1 200 OK\nContent-Length: 1\n\na',
  'a header line that ends in CR alone': `${OK}A: b\rContent-Length: 1\r\n\r\na`,
  'a header that goes on in the next line': `${OK}A: b\r\n c\r\nContent-Length: 1\r\n\r\na`,
  'a blank before the colon': `${OK}Content-Length : 1\r\n\r\na`,
  'a header without a name': `${OK}: b\r\nContent-Length: 1\r\n\r\na`,
  'NUL in a header': `${OK}A: b\0c\r\nContent-Length: 1\r\n\r\na`,
  'a header of a megabyte': `${OK}A: ${'b'.repeat(1_000_000)}\r\nContent-Length: 1\r\n\r\na`,
  'ten thousand headers': `${OK}${'A: b\r\n'.repeat(10_000)}Content-Length: 1\r\n\r\na`,
  'more headers than the limit, in few bytes': `${OK}${'A: b\r\n'.repeat(limits.headerFields)}Content-Length: 1\r\n\r\na`,
  'a status of four digits': 'HTTP/1.1 2000 OK\r\nContent-Length: 1\r\n\r\na',
  'a part of what was asked for (206)':
    'HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-0/9\r\nContent-Length: 1\r\n\r\na',
  'not modified (304), though nobody asked': 'HTTP/1.1 304 Not Modified\r\n\r\n',
  'another protocol (101)': 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'that it will answer, a hundred times': `${'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(100)}${OK}Content-Length: 1\r\n\r\na`,
};

for (const [what, said] of Object.entries(unsound)) {
  test(`refused: ${what}`, async t => {
    const from = await rawSite(t, said);
    const { code, next } = await refusal(fetchFrom(from, '/', options));
    assert.equal(code, 'http_invalid');
    assert.match(next, /save the page/u);
  });
}

const sound: Readonly<Record<string, readonly [said: string, body: string]>> = {
  'chunks with extensions and trailers': [
    `${OK}Transfer-Encoding: Chunked\r\n\r\n1;a=b\r\na\r\n1\r\nb\r\n0\r\nX: y\r\n\r\n`,
    'ab',
  ],
  'HTTP/1.0 without a length': ['HTTP/1.0 200 OK\r\n\r\nall until the end', 'all until the end'],
  'HTTP/1.1 without a length': [`${OK}\r\nall until the end`, 'all until the end'],
  'no words after the status': ['HTTP/1.1 200 \r\nContent-Length: 1\r\n\r\na', 'a'],
  'an interim answer': [`HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${OK}Content-Length: 1\r\n\r\na`, 'a'],
  nothing: [`${OK}Content-Length: 0\r\n\r\n`, ''],
};

for (const [what, [said, body]] of Object.entries(sound)) {
  test(`taken: ${what}`, async t => {
    const from = await rawSite(t, said);
    const { bytes, cut } = await fetchFrom(from, '/', options);
    assert.deepEqual([Buffer.from(bytes).toString(), cut], [body, undefined]);
  });
}

test('an answer that is no page is refused with its status, and what to do', async t => {
  for (const [status, next] of [
    [403, /browser/u],
    [404, /browser/u],
    [410, /browser/u],
    [451, /browser/u],
    [429, /later/u],
    [500, /later/u],
    [503, /later/u],
    [599, /later/u],
    [999, /later/u],
  ] as const) {
    const from = await rawSite(t, `HTTP/1.1 ${status} X\r\nContent-Length: 1\r\n\r\na`);
    const problem = await refusal(fetchFrom(from, '/', options));
    assert.equal(problem.code, 'http_status');
    assert.match(problem.message, new RegExp(` ${status}\\b`, 'u'));
    assert.match(problem.next, next);
    assert.equal(problem.hops[0]!.response!.status, status);
  }
});
