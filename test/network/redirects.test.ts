// Where an answer may lead, and how far.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../src/core/limits.ts';
import { isPublic } from '../../src/network/public-address.ts';
import { type Answer, canary, fetchFrom, rawSite, refusal, site } from './site.ts';

const page: Answer = (_, response) => void response.end('the page');

const to =
  (location: string, status = 302): Answer =>
  (_, response) =>
    void response.writeHead(status, { Location: location }).end();

const refresh =
  (value: string): Answer =>
  (_, response) =>
    void response.writeHead(200, { Refresh: value }).end('this page');

test('every kind of redirect is followed, and the chain says how', async t => {
  for (const status of [301, 302, 303, 307, 308]) {
    const from = await site(t, { '/old': to('/new?a=1#part', status), '/new?a=1': page });
    const { url, asked, hops, bytes } = await fetchFrom(from, '/old');
    assert.equal(Buffer.from(bytes).toString(), 'the page');
    assert.deepEqual([asked, url], [from.address('/old'), from.address('/new?a=1')]);
    assert.deepEqual(
      hops.map(({ by, response }) => [by, response!.status]),
      [
        ['asked', status],
        ['location', 200],
      ],
    );
  }
});

test('a Refresh that does not wait is a redirect; one that reloads the page later is not', async t => {
  const from = await site(t, {
    '/new': page,
    '/a': refresh('0; url=/new'),
    '/b': refresh('3;URL="/new"'),
    '/c': refresh("0,'/new'"),
    '/d': refresh('300; url=/new'),
    '/e': refresh('0'),
    '/f': refresh('0; url=/f'),
    '/g': refresh('soon; url=/new'),
  });
  for (const path of ['/a', '/b', '/c', '/d', '/e', '/f', '/g']) {
    const expected = path < '/d' ? 'the page' : 'this page';
    const { bytes, hops } = await fetchFrom(from, path);
    assert.equal(Buffer.from(bytes).toString(), expected, path);
    assert.equal(hops.at(-1)!.by, expected === 'the page' ? 'refresh' : 'asked');
  }
});

test('what a page itself says about another page is not followed', async t => {
  const inside = await canary(t);
  const html = `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:${inside.port}/"><script>location="http://127.0.0.1:${inside.port}/"</script>`;
  const from = await site(t, { '/a': (_, response) => void response.end(html) });
  const { bytes, hops } = await fetchFrom(from, '/a');
  assert.equal(Buffer.from(bytes).toString(), html);
  assert.deepEqual([hops.length, inside.reached()], [1, 0]);
});

test('five redirects are followed, not six, and not a circle', async t => {
  const from = await site(t, {
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map(i => [`/${i}`, to(`/${i - 1}`)])),
    '/0': page,
    '/round': to('/and-round'),
    '/and-round': to('/round'),
  });
  assert.equal((await fetchFrom(from, `/${limits.redirects}`)).hops.length, limits.redirects + 1);
  for (const path of [`/${limits.redirects + 1}`, '/round']) {
    const { code, hops } = await refusal(fetchFrom(from, path));
    // The last one is the address that was not asked any more.
    assert.deepEqual([code, hops.length, hops.at(-1)!.response], ['redirect_refused', limits.redirects + 2, undefined]);
  }
});

test('each target is checked like the first address, and its reason is said', async t => {
  const targets: readonly (readonly [target: string, reason: RegExp])[] = [
    ['file:///etc/passwd', /Only http and https/u],
    ['javascript:alert(1)', /Only http and https/u],
    ['data:text/html,hello', /Only http and https/u],
    ['gopher://127.0.0.1:6379/_flush', /Only http and https/u],
    ['http://news.example.org:22/', /Port 22/u],
    ['http://user:secret@news.example.org/', /user name or a password/u],
    ['//127.0.0.1/', /private network/u],
    ['/\\127.0.0.1/', /private network/u],
    ['\\\\[::1]/', /private network/u],
    ['http:///127.0.0.1/', /private network/u],
    ['http://printer.local/', /private network/u],
    ['http://[::1', /is no web address/u],
    [`/${'a'.repeat(limits.urlCharacters)}`, /characters/u],
  ];
  for (const status of [301, 307]) {
    for (const [target, reason] of targets) {
      const from = await site(t, { '/a': to(target, status) });
      const { code, message, hops } = await refusal(fetchFrom(from, '/a', { ports: [from.port, 80] }));
      assert.equal(code, 'redirect_refused', target);
      assert.match(message, reason);
      assert.deepEqual(
        hops.map(({ connection }) => connection !== undefined),
        [true, false],
      );
    }
  }
  const from = await site(t, { '/a': refresh('0; url=http://127.0.0.1/') });
  assert.equal((await refusal(fetchFrom(from, '/a', { ports: [from.port, 80] }))).code, 'redirect_refused');
});

const resolvesInside = async (host: string): Promise<readonly string[]> =>
  host.startsWith('inside') ? ['93.184.216.34', '127.0.0.1'] : ['127.0.0.1'];

test('a name of DNS that leads inside is refused as the target of a redirect too', async t => {
  const inside = await canary(t);
  const from = await site(t, { '/a': to(`http://inside.example.org:${inside.port}/`) });
  const fetching = fetchFrom(from, '/a', { ports: [from.port, inside.port], ways: { resolve: resolvesInside } });
  const { code, message } = await refusal(fetching);
  assert.equal(code, 'redirect_refused');
  assert.match(message, /inside\.example\.org points inside a private network/u);
  assert.equal(inside.reached(), 0);
});

test('an answer that sends elsewhere and names no place, or two, is refused', async t => {
  for (const headers of ['', 'Location: /a\r\nLocation: /b\r\n']) {
    const from = await rawSite(t, `HTTP/1.1 302 Found\r\n${headers}Content-Length: 0\r\nConnection: close\r\n\r\n`);
    assert.equal((await refusal(fetchFrom(from, '/', { ignoreRobots: true }))).code, 'http_invalid');
  }
});

test('a target in letters beyond ASCII is read as UTF-8 where it is, and as it is where it is not', async t => {
  const from = await site(t, {
    '/a': to(Buffer.from('/größe').toString('latin1')),
    '/b': to('/gr\u{f6}\u{df}e'),
    '/gr%C3%B6%C3%9Fe': page,
  });
  for (const path of ['/a', '/b']) assert.equal((await fetchFrom(from, path)).url, from.address('/gr%C3%B6%C3%9Fe'));
});

test('another host on the way is asked for its own robots.txt, and is told nothing of the first', async t => {
  const other = await site(t, { '/b': page });
  const first = await site(t, { '/a': to(`http://other.example.org:${other.port}/b`) });
  const { url, hops } = await fetchFrom(first, '/a', {
    ports: [first.port, other.port],
    ways: {
      isPublic: (address, port) => port === first.port || port === other.port || isPublic(address),
    },
  });
  assert.equal(url, `http://other.example.org:${other.port}/b`);
  assert.equal(other.robotsAsked(), 1);
  assert.deepEqual(
    hops.map(hop => hop.connection!.port),
    [first.port, other.port],
  );
  assert.doesNotMatch(other.asked[0]!.headers.join('\n'), /referer|cookie|authorization|news\.example/iu);
});
