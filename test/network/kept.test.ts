// How a page came is kept whole: it is asked for again only when it changed, and a web archive can be written of it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { archiveAt } from '../../src/archives/index.ts';
import type { Fetched, HeaderField } from '../../src/core/fetched.ts';
import { temporaryFolder } from '../command.ts';
import { type Answer, fetchFrom, site } from './site.ts';

const PAGE =
  '<!doctype html><title>Bridges</title><p>The minister said that two bridges would be closed on Monday.</p>';

const versioned: Answer = (request, response) => {
  const isSame = request.headers['if-none-match'] === '"1"';
  response.writeHead(isSame ? 304 : 200, { ETag: '"1"', 'Last-Modified': 'Mon, 09 Nov 2015 12:00:00 GMT' });
  response.end(isSame ? undefined : PAGE);
};

test('an address that is known is asked whether there is something newer', async t => {
  const from = await site(t, { '/a': versioned });
  const first = await fetchFrom(from, '/a');
  assert.deepEqual(first.validators, { etag: '"1"', lastModified: 'Mon, 09 Nov 2015 12:00:00 GMT' });
  const again = await fetchFrom(from, '/a', { known: first.validators });
  assert.deepEqual([again.notModified, again.bytes.length, again.cut], [true, 0, undefined]);
  assert.match(from.asked[1]!.headers.join('\n'), /If-None-Match\n"1"\nIf-Modified-Since\nMon, 09 Nov 2015/u);
  const newer = await fetchFrom(from, '/a', { known: { etag: '"0"' } });
  assert.deepEqual([newer.notModified, Buffer.from(newer.bytes).toString()], [false, PAGE]);
});

test('only the address that gave a mark of its version is told it', async t => {
  const from = await site(t, {
    '/old': (_, response) => void response.writeHead(302, { Location: '/a' }).end(),
    '/a': versioned,
  });
  const first = await fetchFrom(from, '/old');
  const again = await fetchFrom(from, '/old', { known: { ...first.validators, url: first.url } });
  assert.equal(again.notModified, true);
  const tells = from.asked.map(({ path, headers }) => [path, headers.includes('If-None-Match')]);
  assert.deepEqual(tells, [
    ['/old', false],
    ['/a', false],
    ['/old', false],
    ['/a', true],
  ]);
});

test('all that a web archive wants is there: written as WARC, what came is read back byte for byte', async t => {
  const from = await site(t, {
    '/old': (_, response) => void response.writeHead(301, { Location: '/a' }).end(),
    '/a': (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip', 'X-Odd': 'a  b' });
      response.end(gzipSync(PAGE));
    },
  });
  const fetched = await fetchFrom(from, '/old');
  const path = join(temporaryFolder(t), 'page.warc');
  writeFileSync(path, warcOf(fetched));
  const { inputs } = archiveAt(path)!;
  assert.deepEqual(
    inputs.map(({ name }) => name),
    [`${path}/${fetched.url}`],
  );
  const { bytes, facts } = await inputs[0]!.take();
  assert.equal(Buffer.from(bytes).toString(), PAGE);
  assert.deepEqual([facts?.url, facts?.contentType], [fetched.url, 'text/html']);
  assert.equal(Date.parse(facts?.capturedAt ?? ''), Date.parse(fetched.hops[1]!.at));
});

/** Requests and responses of all hops as records of a web archive (ISO 28500, 6.3 and 6.5), each pair concurrent. */
function warcOf({ hops, encoded }: Fetched): Buffer {
  let number = 0;
  const record = (type: string, url: string, at: string, address: string, content: Uint8Array): Uint8Array[] => {
    number += 1;
    const head = [
      'WARC/1.1',
      `WARC-Type: ${type}`,
      `WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}>`,
      `WARC-Date: ${at}`,
      `WARC-Target-URI: ${url}`,
      `WARC-IP-Address: ${address}`,
      `WARC-Block-Digest: sha256:${createHash('sha256').update(content).digest('hex')}`,
      `Content-Type: application/http; msgtype=${type}`,
      `Content-Length: ${content.length}`,
    ];
    return [Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content, Buffer.from('\r\n\r\n')];
  };
  return Buffer.concat(
    hops.flatMap(({ url, at, method, request, connection, response }, i) => {
      const { pathname, search } = new URL(url);
      const asked = message(`${method} ${pathname}${search} HTTP/1.1`, request);
      const { httpVersion, status, reason, headers } = response!;
      // The body is kept without the chunks it was sent in.
      const said = headers.filter(([name]) => name.toLowerCase() !== 'transfer-encoding');
      const answer = message(`HTTP/${httpVersion} ${status} ${reason}`, said);
      const body = i === hops.length - 1 ? encoded : new Uint8Array();
      return [
        ...record('request', url, at, connection!.address, asked),
        ...record('response', url, at, connection!.address, Buffer.concat([answer, body])),
      ];
    }),
  );
}

function message(first: string, fields: readonly HeaderField[]): Buffer {
  return Buffer.from([first, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'), 'latin1');
}
