// Over https nobody is believed who cannot show who they are; what was shown is kept.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { SecureContextOptions, TlsOptions } from 'node:tls';
import { Door } from '../../src/network/index.ts';
import { webInput } from '../../src/web.ts';
import { type Certificate, certificate } from './certificates.ts';
import { CLIENT, fetchFrom, listening, rawSite, refusal, type Site, site, waysTo } from './site.ts';

const authority = certificate({ hosts: ['An authority'], isAuthority: true });
const authorities = [authority.cert];
const options = { ignoreRobots: true, ways: { authorities } };

async function secureSite(
  t: TestContext,
  { cert, key }: Certificate,
  more: TlsOptions & SecureContextOptions = {},
): Promise<Site & { readonly names: readonly (string | false)[] }> {
  const names: (string | false)[] = [];
  const server = createServer({ cert, key, ...more }, (request, response) => {
    if (request.url === '/down') response.writeHead(302, { Location: 'http://plain.example.org:80/' }).end();
    else response.end('the page');
  });
  server.on('secureConnection', socket => names.push(socket.servername ?? false));
  server.on('tlsClientError', () => {});
  const port = await listening(t, server, '127.0.0.1');
  return {
    port,
    names,
    asked: [],
    robotsAsked: () => 0,
    address: path => `https://news.example.org:${port}${path}`,
  };
}

test('a server that shows a certificate of a known authority is believed, and what it showed is kept', async t => {
  const shown = certificate({ by: authority });
  const from = await secureSite(t, shown);
  const { bytes, hops } = await fetchFrom(from, '/', options);
  assert.equal(Buffer.from(bytes).toString(), 'the page');
  const { tls, address, port } = hops[0]!.connection!;
  assert.deepEqual([address, port], ['127.0.0.1', from.port]);
  assert.match(tls!.protocol, /^TLSv1\.[23]$/u);
  assert.match(tls!.cipher, /^TLS_/u);
  const fingerprint = new X509Certificate(shown.cert).fingerprint256.replaceAll(':', '').toLowerCase();
  assert.equal(tls!.certificateSha256, fingerprint);
  assert.deepEqual(from.names, ['news.example.org']);
});

const unbelieved: Readonly<Record<string, () => Certificate>> = {
  'signed by itself': () => certificate(),
  'signed by somebody else': () => certificate({ by: certificate({ hosts: ['Another'], isAuthority: true }) }),
  'expired yesterday': () => certificate({ by: authority, from: -30, until: -1 }),
  'valid from tomorrow': () => certificate({ by: authority, from: 1 }),
  'for another host': () => certificate({ by: authority, hosts: ['example.org'] }),
  'for hosts below it': () => certificate({ by: authority, hosts: ['*.news.example.org'] }),
  'for the address, not the name': () => certificate({ by: authority, hosts: ['127.0.0.1'] }),
  'signed by one who is no authority': () => {
    const middle = certificate({ by: authority, hosts: ['middle.example.org'] });
    const last = certificate({ by: middle });
    return { cert: last.cert + middle.cert, key: last.key };
  },
};

for (const [what, made] of Object.entries(unbelieved)) {
  test(`refused: a certificate ${what}`, async t => {
    const from = await secureSite(t, made());
    const { code, next, hops } = await refusal(fetchFrom(from, '/', options));
    assert.equal(code, 'tls_invalid');
    assert.match(next, /save the page/u);
    assert.equal(hops[0]!.response, undefined);
  });
}

test('on demand an unproven server is asked all the same, and what is wrong stays with what it gave', async t => {
  const reasons: Readonly<Record<string, RegExp>> = {
    'signed by itself': /^DEPTH_ZERO_SELF_SIGNED_CERT$/u,
    'expired yesterday': /^CERT_HAS_EXPIRED$/u,
    'for another host': /^ERR_TLS_CERT_ALTNAME_INVALID$/u,
  };
  for (const [what, reason] of Object.entries(reasons)) {
    const from = await secureSite(t, unbelieved[what]!());
    // Its robots.txt is asked for in the same way.
    const { bytes, hops } = await fetchFrom(from, '/', { ...options, ignoreRobots: false, anyCertificate: true });
    assert.equal(Buffer.from(bytes).toString(), 'the page', what);
    assert.match(hops[0]!.connection!.tls!.unproven!, reason);
    const door = new Door({ ...waysTo(from), authorities });
    const { facts } = await webInput(from.address('/'), {
      client: CLIENT,
      anyCertificate: true,
      fetch: (url, asked) => door.fetch(url, { ...asked, ports: [from.port] }),
    }).take();
    assert.match(facts!.remarks!.join(' '), /news\.example\.org could not show that it is who it says it is/u);
  }
  const sound = await secureSite(t, certificate({ by: authority }));
  const { hops } = await fetchFrom(sound, '/', { ...options, anyCertificate: true });
  assert.equal(hops[0]!.connection!.tls!.unproven, undefined);
});

test('an authority that only the test believes is not believed without the test', async t => {
  const from = await secureSite(t, certificate({ by: authority }));
  assert.equal((await refusal(fetchFrom(from, '/', { ignoreRobots: true }))).code, 'tls_invalid');
});

const byFigures = (from: Site): Site => ({ ...from, address: path => `https://127.0.0.1:${from.port}${path}` });

test('an address in figures is compared with the certificate too', async t => {
  const right = await secureSite(t, certificate({ by: authority, hosts: ['127.0.0.1'] }));
  assert.equal((await fetchFrom(byFigures(right), '/', options)).bytes.length, 8);
  const wrong = await secureSite(t, certificate({ by: authority, hosts: ['127.0.0.2'] }));
  assert.equal((await refusal(fetchFrom(byFigures(wrong), '/', options))).code, 'tls_invalid');
});

test('encryption of long ago is refused', async t => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const from = await secureSite(t, certificate({ by: authority }), old);
  assert.equal((await refusal(fetchFrom(from, '/', options))).code, 'tls_invalid');
});

const secure = (from: Site): Site => ({ ...from, address: path => `https://news.example.org:${from.port}${path}` });

test('a server that speaks no TLS, one that says nothing, and one that hangs up', async t => {
  const plain = await rawSite(t, 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na');
  assert.equal((await refusal(fetchFrom(secure(plain), '/', options))).code, 'tls_invalid');
  const silent = await rawSite(t, () => {});
  const patience = { connect: 500, headers: 1_000, idle: 1_000, total: 2_000 };
  const ways = { ...options.ways, patience };
  assert.equal((await refusal(fetchFrom(secure(silent), '/', { ...options, ways }))).code, 'fetch_timeout');
  const ended = await rawSite(t, socket => void socket.destroy());
  assert.equal((await refusal(fetchFrom(secure(ended), '/', options))).code, 'host_not_reached');
});

test('a redirect from an encrypted address to one that is not is followed, and said', async t => {
  const from = await secureSite(t, certificate({ by: authority }));
  const plain = await site(t, { '/': (_, response) => void response.end('a page in the open') });
  const ways = {
    ...options.ways,
    isPublic: (address: string) => address === '127.0.0.1',
    // Port 80 of the second host is played by a server on another port.
    connect: (host: string, port: number) => connect({ host, port: port === 80 ? plain.port : port }),
  };
  const { hops } = await fetchFrom(from, '/down', { ...options, ways, ports: [from.port, 80] });
  assert.deepEqual(
    hops.map(({ downgraded, connection }) => [downgraded, connection!.tls === undefined]),
    [
      [false, false],
      [true, true],
    ],
  );
});
