// No address inside a private network is ever connected to, however it is written and whoever leads there.
import assert from 'node:assert/strict';
import { hostname, networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { limits } from '../../src/core/limits.ts';
import { Door } from '../../src/network/index.ts';
import { isPublic } from '../../src/network/public-address.ts';
import { impossibleHosts, privateAnswers, privateHosts } from './private-hosts.ts';
import { canary, CLIENT, fetchFrom, quickTime, refusal, site, spy, waysTo } from './site.ts';

/** This machine's own addresses, loopback among them. */
const ownHosts = Object.values(networkInterfaces())
  .flatMap(list => list ?? [])
  .filter(({ address }) => !address.includes('%') && !address.startsWith('fe80'))
  .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));

const schemes = ['http', 'https'];

test('there are more than 120 spellings, none twice', () => {
  const all = [...privateHosts, ...impossibleHosts];
  assert.ok(privateHosts.length >= 120, `${privateHosts.length}`);
  assert.deepEqual(
    all.filter((host, i) => all.indexOf(host) !== i),
    [],
  );
});

test('as the address itself: refused, and nothing is connected to', async t => {
  const inside = await canary(t);
  const { connect, begun } = spy();
  const door = new Door({ connect, ...quickTime() });
  const wrong: string[] = [];
  for (const [hosts, code] of [
    [[...privateHosts, ...ownHosts], 'url_not_public'],
    [impossibleHosts, 'bad_url'],
  ] as const) {
    for (const host of hosts) {
      for (const scheme of schemes) {
        const url = `${scheme}://${host}:${inside.port}/`;
        const problem = await refusal(door.fetch(url, { client: CLIENT, ports: [inside.port] }));
        if (problem.code !== code) wrong.push(`${url}: ${problem.code}, not ${code}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(begun, []);
  assert.equal(inside.reached(), 0);
});

test('the name of this machine, and whatever else its own tables know, leads nowhere', async t => {
  const inside = await canary(t);
  const { connect, begun } = spy();
  const door = new Door({ connect, ...quickTime() });
  for (const host of [hostname(), 'ip6-localhost', 'ip6-loopback', 'localhost4', 'localhost6']) {
    const fetching = door.fetch(`http://${host}:${inside.port}/`, { client: CLIENT, ports: [inside.port] });
    assert.match((await refusal(fetching)).code, /^(?:url_not_public|host_not_found|fetch_timeout)$/u, host);
  }
  assert.deepEqual([begun, inside.reached()], [[], 0]);
});

test('as the target of a redirect: refused with the whole chain, and nothing is connected to', async t => {
  const inside = await canary(t);
  const targets = [...privateHosts, ...ownHosts, ...impossibleHosts].flatMap(host =>
    schemes.map(scheme => `${scheme}://${host}:${inside.port}/secret`),
  );
  const outside = await site(t, {
    '*': (request, response) => {
      const target = targets[Number(request.url!.slice(1))]!;
      // Letters beyond ASCII are sent as servers send them: as the bytes of UTF-8.
      response.writeHead(302, { Location: Buffer.from(target).toString('latin1') }).end();
    },
  });
  const { connect, begun } = spy();
  const door = new Door({ ...waysTo(outside), connect });
  const wrong: string[] = [];
  for (const [i, target] of targets.entries()) {
    const fetching = door.fetch(outside.address(`/${i}`), { client: CLIENT, ports: [outside.port, inside.port] });
    const { code, hops } = await refusal(fetching);
    const isRight = code === 'redirect_refused' && hops.length === 2 && hops[1]!.connection === undefined;
    if (!isRight) wrong.push(`${target}: ${code}, ${hops.map(({ url }) => url).join(' → ')}`);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    begun.filter(one => one !== `127.0.0.1 ${outside.port}`),
    [],
  );
  assert.equal(inside.reached(), 0);
});

test('as an answer of DNS: refused when any of the answers is private, and nothing is connected to', async t => {
  const inside = await canary(t);
  const { connect, begun } = spy();
  const open = ['93.184.216.34', '2606:2800:220:1::1'];
  for (const answer of privateAnswers) {
    for (const answers of [[answer], [...open, answer], [answer, ...open]]) {
      const door = new Door({ resolve: async () => answers, connect, ...quickTime() });
      const fetching = door.fetch(`http://news.example.org:${inside.port}/`, { client: CLIENT, ports: [inside.port] });
      assert.equal((await refusal(fetching)).code, 'url_not_public', answers.join(' '));
    }
  }
  assert.deepEqual([begun, inside.reached()], [[], 0]);
});

test('each request asks DNS once, and it is the checked answer that is connected to', async t => {
  const outside = await site(t, { '/a': (_, response) => void response.end('a page') });
  const { connect, begun } = spy();
  const answers: string[] = [];
  // An owner of a name who answers differently every time: only the first and the second answer are in the open internet.
  const resolve = async (): Promise<readonly string[]> => {
    answers.push(answers.length < 2 ? '127.0.0.1' : '127.0.0.2');
    return [answers.at(-1)!];
  };
  const door = new Door({ ...waysTo(outside), resolve, connect });
  const options = { client: CLIENT, ports: [outside.port] };
  await door.fetch(outside.address('/a'), options);
  assert.equal((await refusal(door.fetch(outside.address('/a'), options))).code, 'url_not_public');
  assert.deepEqual(answers, ['127.0.0.1', '127.0.0.1', '127.0.0.2']);
  assert.deepEqual(begun, [`127.0.0.1 ${outside.port}`, `127.0.0.1 ${outside.port}`]);
});

test('a connection that leads elsewhere than to the checked address is closed before a byte is sent', async t => {
  const inside = await canary(t);
  const { connect } = spy();
  const door = new Door({
    resolve: async () => ['93.184.216.34'],
    connect: () => connect('127.0.0.1', inside.port),
    ...quickTime(),
  });
  const fetching = door.fetch(`http://news.example.org:${inside.port}/`, { client: CLIENT, ports: [inside.port] });
  assert.equal((await refusal(fetching)).code, 'url_not_public');
  assert.equal(inside.told(), 0);
});

test('only http and https are fetched', async () => {
  const { connect, begun } = spy();
  const door = new Door({ connect, ...quickTime() });
  const schemes =
    'file:///etc/passwd ftp://example.org/ gopher://example.org/_x data:text/html,x blob:https://example.org/x ' +
    'javascript:alert(1) ws://example.org/ wss://example.org/ unix:/run/docker.sock jar:http://example.org!/ ' +
    'dict://127.0.0.1:11211/stat ldap://127.0.0.1/ tftp://127.0.0.1/x view-source:http://127.0.0.1/ about:blank';
  for (const url of schemes.split(' ')) {
    assert.equal((await refusal(door.fetch(url, { client: CLIENT }))).code, 'scheme_not_allowed', url);
  }
  assert.deepEqual(begun, []);
});

test('ports of other services are not asked', async () => {
  const { connect, begun } = spy();
  const door = new Door({ resolve: async () => ['93.184.216.34'], connect, ...quickTime() });
  for (const port of [1, 21, 22, 23, 25, 53, 110, 143, 389, 445, 2375, 3306, 5432, 6379, 9200, 11211, 27017, 65535]) {
    const { code } = await refusal(door.fetch(`http://example.org:${port}/`, { client: CLIENT }));
    assert.equal(code, 'port_not_allowed', `${port}`);
  }
  assert.deepEqual(begun, []);
});

test('what is odd in an address is read as browsers read it, and it is the result that is checked', async t => {
  const inside = await canary(t);
  const { connect, begun } = spy();
  const door = new Door({ connect, ...quickTime() });
  const { port } = inside;
  const written: readonly (readonly [url: string, code: string])[] = [
    [String.raw`http:\\127.0.0.1:${port}\secret`, 'url_not_public'],
    [String.raw`http:/\127.0.0.1:${port}/`, 'url_not_public'],
    [`http:127.0.0.1:${port}/`, 'url_not_public'],
    [`http:////127.0.0.1:${port}/`, 'url_not_public'],
    [`  http://127.0.0.1:${port}/  `, 'url_not_public'],
    [`ht\ntp://127.0.\t0.1:${port}/`, 'url_not_public'],
    [`http://127.0.0.1\r\n:${port}/`, 'url_not_public'],
    [`HTTP://127.0.0.1:${port}/`, 'url_not_public'],
    [`http://127.0.0.1:000${port}/`, 'url_not_public'],
    [String.raw`http://127.0.0.1:${port}\@example.org/`, 'url_not_public'],
    [`http://127.0.0.1:${port}#@example.org/`, 'url_not_public'],
    [`http://127.0.0.1:${port}?@example.org/`, 'url_not_public'],
    [`http://example.org@127.0.0.1:${port}/`, 'bad_url'],
    [`http://example.org:80@127.0.0.1:${port}/`, 'bad_url'],
    [`http://example.org%40127.0.0.1:${port}/`, 'bad_url'],
    [`//127.0.0.1:${port}/`, 'bad_url'],
    ['http://', 'bad_url'],
    ['http://:80/', 'bad_url'],
    ['http://127.0.0.1:99999/', 'bad_url'],
    ['', 'bad_url'],
    [`http://example.org/${'a'.repeat(64_000)}`, 'bad_url'],
    // Escapes make three characters of one.
    [`http://example.org/${'ü'.repeat(limits.urlCharacters / 2)}`, 'bad_url'],
  ];
  for (const [url, code] of written) {
    const problem = await refusal(door.fetch(url, { client: CLIENT, ports: [port] }));
    assert.equal(problem.code, code, url.slice(0, 80));
  }
  assert.deepEqual([begun, inside.reached()], [[], 0]);
});

test('a host in letters that look like others is shown in both spellings', async () => {
  const door = new Door({ resolve: async () => ['10.0.0.1'], ...quickTime() });
  const { message } = await refusal(door.fetch('http://аррӏе.example/', { client: CLIENT }));
  assert.match(message, /xn--80ak6aa92e\.example \(аррӏе\.example\)/u);
});

test('control: a door that does not look where it goes does reach the canary', async t => {
  const inside = await canary(t);
  const door = new Door({ isPublic: () => true, ...quickTime() });
  const fetched = await door.fetch(`http://127.1:${inside.port}/`, { client: CLIENT, ports: [inside.port] });
  assert.equal(Buffer.from(fetched.bytes).toString(), 'secret');
  assert.ok(inside.reached() > 0);
});

test('control: a redirect that nobody checks does reach the canary', async t => {
  const inside = await canary(t);
  const outside = await site(t, {
    '/a': (_, response) => void response.writeHead(302, { Location: `http://127.0.0.1:${inside.port}/` }).end(),
  });
  const ports = [outside.port, inside.port];
  await fetchFrom(outside, '/a', { ports, ways: { isPublic: () => true } });
  assert.ok(inside.reached() > 0);
});

test('the open internet is public', () => {
  for (const address of ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a02::1']) {
    assert.equal(isPublic(address), true, address);
  }
});
