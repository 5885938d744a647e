// What a site asks of programs is kept to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../src/core/limits.ts';
import { Door } from '../../src/network/index.ts';
import { type Answer, canary, CLIENT, fetchFrom, quickTime, rawSite, refusal, site, spy, waysTo } from './site.ts';

const page: Answer = (_, response) => void response.end('the page');

const robots =
  (text: string): Answer =>
  (_, response) =>
    void response.end(text);

test('an address that robots.txt closes is not asked; the line is named', async t => {
  const from = await site(t, { '/robots.txt': robots('User-agent: *\nDisallow: /private/\n'), '*': page });
  const { code, message, next, hops } = await refusal(fetchFrom(from, '/private/a'));
  assert.equal(code, 'robots_refused');
  assert.match(message, /Disallow: \/private\//u);
  assert.match(next, /browser/u);
  assert.deepEqual(hops[0]!.robots, { verdict: 'refused', rule: 'Disallow: /private/' });
  assert.deepEqual(from.asked, []);
  const { hops: open } = await fetchFrom(from, '/open');
  assert.deepEqual(open[0]!.robots, { verdict: 'allowed', rule: undefined });
});

test('the query belongs to the address', async t => {
  const from = await site(t, { '/robots.txt': robots('User-agent: *\nDisallow: /*?print=\n'), '*': page });
  assert.equal((await refusal(fetchFrom(from, '/a?print=1'))).code, 'robots_refused');
  await fetchFrom(from, '/a');
});

test('on demand it is not looked at, and the capture says so', async t => {
  const from = await site(t, { '/robots.txt': robots('User-agent: *\nDisallow: /\n'), '*': page });
  const { hops } = await fetchFrom(from, '/a', { ignoreRobots: true });
  assert.equal(hops[0]!.robots!.verdict, 'ignored');
  assert.equal(from.robotsAsked(), 0);
});

test('each hop of a redirect is asked about, a robots.txt itself is not', async t => {
  const from = await site(t, {
    '/robots.txt': robots('User-agent: *\nDisallow: /private/\n'),
    '/a': (_, response) => void response.writeHead(302, { Location: '/private/a' }).end(),
  });
  const { code, hops } = await refusal(fetchFrom(from, '/a'));
  assert.deepEqual([code, hops.length], ['robots_refused', 2]);
  assert.deepEqual(
    from.asked.map(({ path }) => path),
    ['/a'],
  );
  const own = await fetchFrom(from, '/robots.txt');
  assert.equal(own.hops[0]!.robots!.verdict, 'exempt');
});

test('a site without one allows all; one whose robots.txt cannot be had allows nothing', async t => {
  for (const [status, verdict] of [
    [404, 'none'],
    [410, 'none'],
    [403, 'none'],
    [500, 'robots_refused'],
    [503, 'robots_refused'],
  ] as const) {
    const from = await site(t, { '/robots.txt': (_, response) => void response.writeHead(status).end(), '*': page });
    if (verdict === 'none') assert.equal((await fetchFrom(from, '/a')).hops[0]!.robots!.verdict, 'none');
    else assert.equal((await refusal(fetchFrom(from, '/a'))).code, verdict, String(status));
  }
  const broken = await site(t, {
    '/robots.txt': (_, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 });
      response.write('User-agent: *\n', () => response.destroy());
    },
    '*': page,
  });
  assert.equal((await refusal(fetchFrom(broken, '/a'))).code, 'robots_refused');
  const noHttp = await rawSite(t, 'SSH-2.0-x\r\n');
  assert.equal((await refusal(fetchFrom(noHttp, '/a'))).code, 'robots_refused');
});

test('it is asked for once a day and a host, and again when it could not be had', async t => {
  let isThere = true;
  const from = await site(t, {
    '/robots.txt': (_, response) => void response.writeHead(isThere ? 200 : 503).end('User-agent: *\nAllow: /\n'),
    '*': page,
  });
  const time = quickTime();
  const door = new Door({ ...waysTo(from), ...time });
  const fetch = (path: string): ReturnType<Door['fetch']> =>
    door.fetch(from.address(path), { client: CLIENT, ports: [from.port] });
  await Promise.all([fetch('/a'), fetch('/b'), fetch('/c')]);
  await fetch('/d');
  assert.equal(from.robotsAsked(), 1);
  await time.sleep(limits.robotsHours * 60 * 60 * 1000);
  isThere = false;
  assert.equal((await refusal(fetch('/e'))).code, 'robots_refused');
  isThere = true;
  await fetch('/e');
  assert.equal(from.robotsAsked(), 3);
});

test('a robots.txt that leads inside the private network is not followed, and nothing is fetched', async t => {
  const inside = await canary(t);
  const from = await site(t, {
    '/robots.txt': (_, response) =>
      void response.writeHead(302, { Location: `http://127.0.0.1:${inside.port}/` }).end(),
    '*': page,
  });
  const { connect, begun } = spy();
  const ports = [from.port, inside.port];
  assert.equal((await refusal(fetchFrom(from, '/a', { ports, ways: { connect } }))).code, 'robots_refused');
  assert.deepEqual([from.asked, inside.reached(), begun.length], [[], 0, 1]);
});

test('of a robots.txt without end the beginning counts', async t => {
  const text = `User-agent: *\nDisallow: /private/\n${'# '.repeat(limits.robotsBytes)}\nDisallow: /\n`;
  const from = await site(t, { '/robots.txt': robots(text), '*': page });
  await fetchFrom(from, '/a');
  assert.equal((await refusal(fetchFrom(from, '/private/a'))).code, 'robots_refused');
});

test('the pause that it asks for is kept', async t => {
  const from = await site(t, { '/robots.txt': robots('User-agent: *\nCrawl-delay: 7\n'), '*': page });
  const time = quickTime();
  const door = new Door({ ...waysTo(from), ...time });
  for (const path of ['/a', '/b', '/c']) await door.fetch(from.address(path), { client: CLIENT, ports: [from.port] });
  assert.ok(time.slept() >= 10_000 && time.slept() <= 14_000, `${time.slept()}`);
});
