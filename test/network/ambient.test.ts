// What surrounds a program – variables, files with passwords, earlier answers – changes nothing about what is asked, where, and with which words.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { launcher, temporaryFolder } from '../command.ts';
import { certificate } from './certificates.ts';
import { canary, CLIENT, fetchFrom, listening, site, waysTo } from './site.ts';
import { Door } from '../../src/network/index.ts';

/** Runs Node in surroundings of its own, without blocking the servers of this process. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ out: string; err: string }> {
  const child = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { out, err };
}

/** Surroundings that lead every client that heeds them to a proxy, and hand it a password. */
function surroundings(home: string, port: number): Record<string, string> {
  const proxy = `http://someone:secret@127.0.0.1:${port}`;
  writeFileSync(join(home, '.netrc'), 'machine news.example.org login someone password secret\n');
  writeFileSync(join(home, '.npmrc'), `proxy=${proxy}\n`);
  writeFileSync(join(home, '.curlrc'), `proxy=${proxy}\n`);
  return {
    HOME: home,
    USERPROFILE: home,
    NODE_USE_ENV_PROXY: '1',
    ...Object.fromEntries(
      ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map(name => [name, proxy]),
    ),
    NO_PROXY: '',
    no_proxy: '',
  };
}

const fetchOnce = join(import.meta.dirname, 'fetch-once.ts');

test('a proxy and a password that lie about are not used', async t => {
  const proxy = await canary(t);
  const from = await site(t, { '/a': (_, response) => void response.end('the page') });
  const env = surroundings(temporaryFolder(t), proxy.port);
  const { out, err } = await run([fetchOnce, from.address('/a')], env);
  assert.equal(out, 'the page\n', err);
  assert.equal(proxy.reached(), 0);
  assert.doesNotMatch(from.asked[0]!.headers.join('\n'), /authorization|someone|secret|c29tZW9uZT/iu);
});

test('control: in these surroundings a client that heeds them does reach the proxy', async t => {
  const proxy = await canary(t);
  const env = surroundings(temporaryFolder(t), proxy.port);
  await run(['-e', 'fetch("http://nobody.invalid/").catch(() => {})'], env);
  assert.equal(proxy.reached(), 1);
});

test('on the command line too', async t => {
  const proxy = await canary(t);
  const env = surroundings(temporaryFolder(t), proxy.port);
  const { err } = await run([launcher, 'read', 'http://nobody.invalid/report', 'https://nobody.invalid/report'], env);
  assert.match(err, /host_not_found|fetch_timeout/u);
  assert.equal(proxy.reached(), 0);
});

test('no variable makes an unknown certificate believed', async t => {
  const server = createServer(certificate(), (_, response) => void response.end('the page'));
  server.on('tlsClientError', () => {});
  const port = await listening(t, server, '127.0.0.1');
  const env = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
  const { out } = await run([fetchOnce, `https://news.example.org:${port}/`], env);
  assert.equal(out, 'tls_invalid\n');
});

test('what is sent is this, and nothing else', async t => {
  const from = await site(t, { '*': (_, response) => void response.end('the page') });
  const { hops } = await fetchFrom(from, '/a?b=c#d');
  const sent = [
    'Host',
    `news.example.org:${from.port}`,
    'User-Agent',
    CLIENT,
    'Accept',
    'text/html, application/xhtml+xml, application/pdf, text/plain;q=0.9, */*;q=0.5',
    'Accept-Language',
    'en, *;q=0.5',
    'Accept-Encoding',
    'gzip, deflate, br, zstd',
    'Connection',
    'close',
  ];
  assert.deepEqual(from.asked, [{ path: '/a?b=c', headers: sent }]);
  assert.deepEqual(hops[0]!.request.flat(), sent);
});

test('a cookie that is given is never brought back', async t => {
  const from = await site(t, {
    '/a': (_, response) => void response.writeHead(302, { 'Set-Cookie': 'who=someone; Path=/', Location: '/b' }).end(),
    '/b': (_, response) => void response.end('the page'),
  });
  const door = new Door(waysTo(from));
  for (const path of ['/a', '/b']) await door.fetch(from.address(path), { client: CLIENT, ports: [from.port] });
  assert.equal(from.asked.length, 3);
  for (const { headers } of from.asked) assert.doesNotMatch(headers.join('\n'), /cookie|referer|who=/iu);
});
