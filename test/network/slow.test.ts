// Servers that take their time, or never end: nobody waits longer than the limits say, and what came is kept.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../src/core/limits.ts';
import type { Patience } from '../../src/network/ways.ts';
import { fetchFrom, rawSite, refusal, site } from './site.ts';

/** The real limits would take the tests too long; what is counted is the same. A busy machine may stand still for some tenths of a second. */
const patience: Patience = { connect: 1_000, headers: 700, idle: 700, total: 3_000 };
const options = { ignoreRobots: true, ways: { patience } };

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n';

/** What a server goes on sending, a piece every so many milliseconds. */
function drip(socket: NodeJS.WritableStream, piece: string, milliseconds: number): void {
  const timer = setInterval(() => socket.write(piece), milliseconds);
  socket.on('close', () => clearInterval(timer));
}

test('one that takes the connection and never answers', async t => {
  const from = await rawSite(t, () => {});
  const { code, message, hops } = await refusal(fetchFrom(from, '/', options));
  assert.equal(code, 'fetch_timeout');
  assert.match(message, /did not answer within 0\.7 s/u);
  assert.ok(hops[0]!.request.length > 0 && hops[0]!.response === undefined);
});

test('one whose headers come a byte at a time', async t => {
  const from = await rawSite(t, socket => {
    socket.write(`${HEAD}X-Slow: `);
    drip(socket, 'x', 20);
  });
  const begun = performance.now();
  assert.equal((await refusal(fetchFrom(from, '/', options))).code, 'fetch_timeout');
  assert.ok(performance.now() - begun < patience.total * 3);
});

test('one that says 100 Continue for ever', async t => {
  const from = await rawSite(t, socket => drip(socket, 'HTTP/1.1 100 Continue\r\n\r\n', 5));
  assert.match((await refusal(fetchFrom(from, '/', options))).code, /^(?:http_invalid|fetch_timeout)$/u);
});

test('one whose body stops: what came is kept, and said to be a part', async t => {
  const from = await rawSite(t, socket => void socket.write(`${HEAD}Content-Length: 100\r\n\r\nthe first part`));
  const { bytes, cut } = await fetchFrom(from, '/', options);
  assert.deepEqual([Buffer.from(bytes).toString(), cut], ['the first part', 'timeout']);
});

test('one whose body comes a byte at a time, faster than it would be idle: the whole time has an end', async t => {
  const from = await rawSite(t, socket => {
    socket.write(`${HEAD}Content-Length: 100000\r\n\r\n`);
    drip(socket, 'x', 20);
  });
  const begun = performance.now();
  const { bytes, cut } = await fetchFrom(from, '/', options);
  assert.equal(cut, 'timeout');
  assert.ok(bytes.length > 5, `${bytes.length}`);
  assert.ok(performance.now() - begun < patience.total * 3);
});

test('one that sends headers and then nothing', async t => {
  const from = await rawSite(t, socket => void socket.write(`${HEAD}Content-Length: 5\r\n\r\n`));
  const { code, hops } = await refusal(fetchFrom(from, '/', options));
  assert.deepEqual([code, hops[0]!.response!.status], ['fetch_timeout', 200]);
});

test('one whose chunks never end is cut off where inputs are', async t => {
  const piece = `100000\r\n${'x'.repeat(0x100000)}\r\n`;
  const from = await rawSite(t, socket => {
    socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    const more = (): void => {
      while (socket.write(piece)) if (socket.destroyed) return;
    };
    socket.on('drain', more);
    more();
  });
  const { bytes, cut } = await fetchFrom(from, '/', { ignoreRobots: true });
  assert.deepEqual([bytes.length, cut], [limits.inputBytes, 'truncated']);
});

test('one that breaks off: what came is kept; when nothing came, it is said', async t => {
  const half = await rawSite(t, `${HEAD}Content-Length: 100\r\n\r\nthe first part`);
  const { bytes, cut } = await fetchFrom(half, '/', options);
  assert.deepEqual([Buffer.from(bytes).toString(), cut], ['the first part', 'connection_lost']);
  for (const said of [`${HEAD}Content-Length: 100\r\n\r\n`, 'HTTP/1.1 200 O', '']) {
    const none = await rawSite(t, said);
    assert.equal((await refusal(fetchFrom(none, '/', options))).code, 'host_not_reached', said);
  }
});

test('one that nobody answers for: the next address of the host is tried', async t => {
  const from = await site(t, { '/a': (_, response) => void response.end('the page') });
  const ways = {
    resolve: async () => ['127.0.0.2', '127.0.0.1'],
    isPublic: (address: string) => address.startsWith('127.0.0.'),
  };
  const { hops } = await fetchFrom(from, '/a', { ways });
  assert.equal(hops[0]!.connection!.address, '127.0.0.1');
});

test('a resolver that never answers, a host that there is not, a port where nobody listens', async t => {
  const from = await site(t, {});
  const never = { ...options.ways, resolve: () => new Promise<never>(() => {}) };
  assert.equal((await refusal(fetchFrom(from, '/', { ...options, ways: never }))).code, 'fetch_timeout');
  const none = { resolve: () => Promise.reject(new Error('ENOTFOUND')) };
  assert.equal((await refusal(fetchFrom(from, '/', { ways: none }))).code, 'host_not_found');
  assert.equal((await refusal(fetchFrom(from, '/', { ways: { resolve: async () => [] } }))).code, 'host_not_found');
  const closed = { ...from, address: () => 'http://news.example.org:1/' };
  assert.equal(
    (await refusal(fetchFrom(closed, '/', { ports: [1], ways: { isPublic: () => true } }))).code,
    'host_not_reached',
  );
});

test('what redirects take of the time is gone for those after them', async t => {
  const from = await site(t, {
    '*': (request, response) => {
      const next = Number(request.url!.slice(1)) + 1;
      setTimeout(() => response.writeHead(302, { Location: `/${next}` }).end(), 300);
    },
  });
  const short = { patience: { ...patience, total: 1_000 } };
  const { code, hops } = await refusal(fetchFrom(from, '/1', { ignoreRobots: true, ways: short }));
  assert.equal(code, 'fetch_timeout');
  assert.ok(hops.length <= 5, `${hops.length}`);
});
