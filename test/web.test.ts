// Reports from the web, from a real server on this machine to a record on disk: how they came is kept, and they are asked for once.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type AddOutcome, addInput, type DeedsRecord, loadEngine, openRecordForAdding } from '../src/app.ts';
import { limits } from '../src/core/limits.ts';
import { Door } from '../src/network/index.ts';
import { verify } from '../src/record/verify/verify.ts';
import { webInput } from '../src/web.ts';
import { deeds, temporaryFolder } from './command.ts';
import { quickTime } from './network/site.ts';

const engine = loadEngine();

const PAGE =
  '<!doctype html><html lang="en"><head><title>Bridges</title></head><body><article><h1>Two bridges will close</h1>' +
  '<p>The minister said on Monday that two bridges would be closed, and that heavy trucks must use the northern road.</p>' +
  '<p>The mayor called the decision late. She said that the city had asked for the repairs in the spring of last year.</p></article></body></html>';

const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>' +
  '<item><title>Bridges</title><description>The minister said that two bridges would be closed on Monday.</description></item>' +
  '<item><title>Roads</title><description>The mayor said that the northern road would be repaired in May.</description></item></channel></rss>';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A site on this machine, and the way to it: the name news.example.org leads there, and nothing else does. */
async function site(t: TestContext, pages: Readonly<Record<string, Answer>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url}${request.headers['if-none-match'] === undefined ? '' : ' if changed'}`);
    const answer = pages[request.url!];
    if (answer === undefined) response.writeHead(404).end();
    else answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const door = new Door({
    resolve: async () => ['127.0.0.1'],
    isPublic: (address, asked) => address === '127.0.0.1' && asked === port,
    ...quickTime(),
  });
  return {
    asked,
    input: (path: string) =>
      webInput(`http://news.example.org:${port}${path}`, {
        client: 'deeds/test',
        fetch: (url, options) => door.fetch(url, { ...options, ports: [port] }),
      }),
  };
}

async function newRecord(t: TestContext): Promise<{ folder: string; record: DeedsRecord }> {
  const folder = join(temporaryFolder(t), '.deeds');
  const record = await openRecordForAdding(folder, 'Otto');
  return { folder, record };
}

const html: Answer = (_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE);

const added = (outcomes: readonly AddOutcome[]): Extract<AddOutcome, { outcome: 'added' }>[] =>
  outcomes.filter(outcome => outcome.outcome === 'added');

test('a page is kept with the way on which it came, packed as it was sent; the record is sound and tells it', async t => {
  const { folder, record } = await newRecord(t);
  const { input } = await site(t, {
    '/old': (_, response) => void response.writeHead(301, { Location: '/report.html' }).end(),
    '/report.html': (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Encoding': 'gzip' });
      response.end(gzipSync(PAGE));
    },
  });
  const outcomes = await Array.fromAsync(addInput(record, input('/old'), {}, engine));
  const { document } = added(outcomes)[0]!;
  const { facts, about, bytesHash } = (await record.document(document))!;
  assert.match(facts.asked!, /\/old$/u);
  assert.match(facts.url!, /\/report\.html$/u);
  assert.equal(about.url, facts.url);
  assert.deepEqual([facts.name, facts.contentType], ['report.html', 'text/html; charset=utf-8']);
  assert.equal(Buffer.from(await record.blob(bytesHash)).toString(), PAGE);
  const retrieval = (await record.retrieval(document))!;
  assert.deepEqual(
    retrieval.hops.map(({ by, response, robots }) => [by, response!.status, robots!.verdict]),
    [
      ['asked', 301, 'none'],
      ['location', 200, 'none'],
    ],
  );
  assert.equal(retrieval.decodedSha256, bytesHash);
  assert.deepEqual(await record.blob(retrieval.encodedSha256), gzipSync(PAGE));
  await record.close();
  assert.deepEqual((await verify(folder)).problems, []);
  const { out } = deeds(['explain', document, '--record', folder]);
  assert.match(out, /fetched.*\/old.*answered 301 from 127\.0\.0\.1.*not encrypted.*robots\.txt: none/u);
});

test('an address that was asked before is asked whether there is something newer; what is newer is a document of its own', async t => {
  const { record } = await newRecord(t);
  let version = 1;
  const { asked, input } = await site(t, {
    '/report': (request, response) => {
      const etag = `"${version}"`;
      if (request.headers['if-none-match'] === etag) response.writeHead(304, { ETag: etag }).end();
      else
        response.writeHead(200, { 'Content-Type': 'text/html', ETag: etag }).end(PAGE.replace('Two', `${version + 1}`));
    },
  });
  const add = (): Promise<AddOutcome[]> => Array.fromAsync(addInput(record, input('/report#top'), {}, engine));
  const first = added(await add())[0]!.document;
  const again = (await add())[0]!;
  assert.deepEqual([again.outcome, 'document' in again && again.document], ['already there', first]);
  version = 2;
  const second = added(await add())[0]!.document;
  assert.notEqual(second, first);
  assert.equal((await add())[0]!.outcome, 'already there');
  assert.deepEqual(asked, ['/robots.txt', '/report', '/report if changed', '/report if changed', '/report if changed']);
  await record.close();
});

test('a feed gives its items, each with how the feed came; it is read whole every time, so that no item is missed', async t => {
  const { folder, record } = await newRecord(t);
  const { asked, input } = await site(t, {
    '/feed.xml': (_, response) =>
      void response.writeHead(200, { 'Content-Type': 'application/rss+xml', ETag: '"1"' }).end(FEED),
  });
  const outcomes = await Array.fromAsync(addInput(record, input('/feed.xml'), {}, engine));
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    ['opened', 'added', 'added'],
  );
  for (const { document } of added(outcomes)) {
    const { facts } = (await record.document(document))!;
    const retrieval = (await record.retrieval(document))!;
    assert.equal(facts.within!.hash, retrieval.decodedSha256);
    assert.match(retrieval.asked, /feed\.xml$/u);
  }
  const head = await record.head();
  const again = await Array.fromAsync(addInput(record, input('/feed.xml'), {}, engine));
  assert.deepEqual(
    again.map(({ outcome }) => outcome),
    ['opened', 'already there', 'already there'],
  );
  assert.deepEqual(await record.head(), head);
  assert.deepEqual(asked, ['/robots.txt', '/feed.xml', '/feed.xml']);
  await record.close();
  assert.deepEqual((await verify(folder)).problems, []);
});

test('a page that broke off, or is longer than the limit, is kept and said to be a part', async t => {
  const { record } = await newRecord(t);
  const { input } = await site(t, {
    '/short': (_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Length': PAGE.length + 100 });
      response.write(PAGE, () => response.destroy());
    },
    '/long': (_, response) =>
      void response.writeHead(200, { 'Content-Type': 'text/html' }).end(PAGE + ' '.repeat(limits.inputBytes)),
  });
  for (const [path, code] of [
    ['/short', 'connection_lost'],
    ['/long', 'truncated'],
  ] as const) {
    const outcomes = await Array.fromAsync(addInput(record, input(path), {}, engine));
    assert.deepEqual(
      added(outcomes).map(({ missing }) => missing.map(one => one.code)),
      [[code]],
    );
  }
  await record.close();
});

test('what cannot be fetched is said, and nothing else stops', async t => {
  const { record } = await newRecord(t);
  const { input } = await site(t, {
    '/robots.txt': (_, r) => void r.end('User-agent: *\nDisallow: /no'),
    '/a': html,
    '/away': (_, r) => void r.writeHead(302, { Location: 'http://127.0.0.1/secret' }).end(),
    '/slow': (_, r) => void r.destroy(),
  });
  const outcomes: AddOutcome[] = [];
  for (const path of ['/gone', '/no', '/a', '/away', '/slow', '/gone']) {
    outcomes.push(...(await Array.fromAsync(addInput(record, input(path), {}, engine))));
  }
  assert.deepEqual(
    outcomes.map(outcome => ('problem' in outcome ? outcome.problem.code : outcome.outcome)),
    ['http_status', 'robots_refused', 'added', 'redirect_refused', 'host_not_reached', 'http_status'],
  );
  // What an address answered is recorded, once; that nobody answered is not.
  const refusals = await record.refusals();
  assert.deepEqual(
    refusals.map(({ name, code }) => [new URL(name).pathname, code]),
    [
      ['/gone', 'http_status'],
      ['/no', 'robots_refused'],
      ['/away', 'redirect_refused'],
    ],
  );
  assert.match(refusals[2]!.sentence, /The way there: http:\S+\/away \(302\) → http:\/\/127\.0\.0\.1\/secret\./u);
  await record.close();
});

test('on the command line an address is fetched, a private one never', () => {
  const { code, err } = deeds(['read', 'http://127.0.0.1/', 'file:///etc/passwd', 'http://localhost/']);
  assert.equal(code, 1);
  assert.match(err, /url_not_public[^]*scheme_not_allowed[^]*url_not_public/u);
});
