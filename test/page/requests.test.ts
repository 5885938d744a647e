// What the server says to requests that no page of its own would make, and what every answer says to a browser. No browser is needed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { addInput, loadEngine, openRecordForAdding, openRecordForReading, verifyRecord } from '../../src/app.ts';
import { Problem } from '../../src/core/problem.ts';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { render } from '../../src/server/html.ts';
import { problemPage } from '../../src/server/problems.ts';
import { ask as askAt, type Asking, type Told } from '../asking.ts';
import { deeds, launcher, temporaryFolder } from '../command.ts';
import { recordFolder, serving } from './browser.ts';

/** A request by the name that the server is reached by, unless the headers say otherwise. */
function ask(base: string, path: string, { method, headers = {}, body }: Asking = {}): Promise<Told> {
  const port = Number(new URL(base).port);
  return askAt(port, path, { method: method ?? 'GET', headers: { host: `localhost:${port}`, ...headers }, body });
}

const engine = loadEngine();

async function record(): Promise<{ folder: string; document: string; claim: string }> {
  const folder = recordFolder();
  const record = await openRecordForAdding(folder, 'Ana');
  const text = 'The ministry said on Monday that the talks had failed. Norway and Poland agreed to share radar data.';
  const input = { name: 'report.txt', take: async () => ({ bytes: Buffer.from(text) }) };
  for await (const outcome of addInput(record, input, { published: '2026-05-11' }, engine))
    assert.equal(outcome.outcome, 'added');
  const [first] = await record.claims();
  await record.close();
  return { folder, document: first!.document, claim: first!.claim.id };
}

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

test('every answer, errors among them, forbids scripts of others, frames, guesses of type and referrers', async t => {
  const { folder, document } = await record();
  const base = await serving(t, folder, 'Ana');
  const asked = [
    ...[
      '/',
      '/documents',
      '/documents.csv',
      '/documents.json',
      `/documents/${document}`,
      '/assets/deeds.js',
      '/as-of/1/documents',
    ].map(path => ask(base, path)),
    ask(base, '/no-such-page'),
    ask(base, '/documents/doc_000000000000000000000000'),
    ask(base, '/statements?nonsense=1'),
    ask(base, '/', { headers: { host: 'evil.example' } }),
    ask(base, '/review', { method: 'DELETE' }),
    ask(base, '/add', { method: 'POST', headers: { ...FORM, 'sec-fetch-site': 'cross-site' }, body: 'text=a' }),
    ask(base, '/api/v1/nothing'),
  ];
  for (const { headers, body, status } of await Promise.all(asked)) {
    const policy = String(headers['content-security-policy']);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "base-uri 'none'",
    ])
      assert.ok(policy.includes(part), `${status}: ${policy}`);
    assert.doesNotMatch(policy, /unsafe|\*/u);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['access-control-allow-origin'], undefined);
    assert.doesNotMatch(
      body,
      /<script(?! type="module" src="\/assets\/deeds\.js"><\/script>)|<style|\sstyle=|\son[a-z]+="/u,
    );
  }
});

test('C6: a name that is not ours is refused, whatever it leads to', async t => {
  const { folder } = await record();
  const base = await serving(t, folder);
  const { port } = new URL(base);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost',
    'localhost:1',
    `localhost.evil.example:${port}`,
    `127.0.0.1.nip.io:${port}`,
  ])
    assert.equal((await ask(base, '/', { headers: { host } })).status, 421, host);
  for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
    assert.equal((await ask(base, '/', { headers: { host } })).status, 200, host);
});

test('C5, C7: what another site sends in the owner’s name is refused and changes nothing', async t => {
  const { folder, document, claim } = await record();
  const base = await serving(t, folder, 'Ana');
  const own = base.slice(0, -1);
  const path = `/documents/${document}/claims/${claim}/review`;
  const body = form({ verdict: 'confirmed', after: '', back: '/review' });
  const strangers: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { 'sec-fetch-site': 'same-site', origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: own, 'sec-fetch-site': 'cross-site' },
    { referer: `${own}/review` },
    {},
  ];
  for (const headers of strangers)
    assert.equal(
      (await ask(base, path, { method: 'POST', headers: { ...FORM, ...headers }, body })).status,
      403,
      JSON.stringify(headers),
    );
  assert.equal(
    (await ask(base, '/', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } })).status,
    403,
    'nothing is loaded into another site’s page',
  );
  const before = await decided(folder);
  assert.equal(before, 0);
  assert.equal((await ask(base, path, { method: 'POST', headers: { ...FORM, origin: own }, body })).status, 303);
  assert.equal(await decided(folder), 1);
  assert.equal((await ask(base, `${path}?verdict=rejected`)).status, 405, 'looking changes nothing');
});

async function decided(folder: string): Promise<number> {
  const record = await openRecordForReading(folder);
  const { length } = await record.decisions({ undone: true });
  await record.close();
  return length;
}

test('C2, C3, C4: paths in disguise, strange types and fields, and bodies without end', async t => {
  const { folder, document, claim } = await record();
  const base = await serving(t, folder, 'Ana');
  const origin = base.slice(0, -1);
  for (const path of [
    '/%2e%2e%2fetc/passwd',
    '/..%5c..%5cx',
    '/documents/%00',
    '/%252e%252e/x',
    '//evil.example/',
    '/\\evil.example',
    '/Documents',
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/toString',
    '/__proto__',
    '/documents/%ff',
  ]) {
    const { status } = await ask(base, path);
    assert.ok(status === 404 || status === 400, `${path}: ${status}`);
  }
  const review = `/api/v1/claims/${document}/${claim}/review`;
  const post = (path: string, type: string, body: string): Promise<Told> =>
    ask(base, path, { method: 'POST', headers: { 'content-type': type, origin, 'if-match': '*' }, body });
  assert.equal((await post(review, 'text/plain', '{"verdict":"confirmed"}')).status, 415);
  assert.equal((await post(review, ' application/jsonx', '{"verdict":"confirmed"}')).status, 415);
  for (const body of [
    '',
    '[]',
    'null',
    '{',
    '{"verdict":"confirmed","role":"owner"}',
    '{"__proto__":{"verdict":"confirmed"}}',
    '{"verdict":1e400}',
    `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  ])
    assert.equal((await post(review, 'application/json', body)).status, 400, body.slice(0, 60));
  assert.equal(await decided(folder), 0);
  const large = await ask(base, '/add', {
    method: 'POST',
    headers: { ...FORM, origin, 'content-length': '64000001' },
  }).catch((error: Error) => error);
  if (!(large instanceof Error)) assert.equal(large.status, 413);
  assert.equal((await ask(base, '/')).status, 200);
});

test('C1, C9, C14: filters, searches and pages that nobody should ask for', async t => {
  const { folder } = await record();
  const base = await serving(t, folder, 'Ana');
  for (const words of [
    '"',
    '*^NEAR',
    "' OR 1=1 --",
    'a"b',
    'NEAR(',
    '\u0000',
    '{{7*7}}',
    'x'.repeat(5_000),
    '-',
    'AND OR NOT',
  ]) {
    for (const path of [
      `/search?q=${encodeURIComponent(words)}`,
      `/statements?about=${encodeURIComponent(words)}&speaker=${encodeURIComponent(words)}`,
    ]) {
      const { status, body } = await ask(base, path);
      assert.ok(status < 500, `${path}: ${status} ${body.slice(0, 200)}`);
    }
  }
  for (const page of ['0', '-1', '1e9', '1000000000', 'x', '1.5'])
    assert.equal((await ask(base, `/statements?page=${page}`)).status, 400, page);
  for (const path of [
    '/statements?order=rowid',
    '/statements?state=owned',
    '/statements?from=soon',
    '/as-of/soon/',
    '/as-of?moment=//evil.example',
  ])
    assert.equal((await ask(base, path)).status, 400, path);
  const { headers } = await ask(base, '/as-of?moment=1');
  assert.equal(headers.location, '/as-of/1/record');
});

test('C12: a decision that did not see the last one is refused, and says so', async t => {
  const { folder, document, claim } = await record();
  const base = await serving(t, folder);
  const path = `/api/v1/claims/${document}/${claim}`;
  const json = { 'content-type': 'application/json' };
  const etag = String((await ask(base, path)).headers.etag);
  const decide = (by: string, verdict: string, seen?: string): Promise<Told> =>
    ask(base, `${path}/review`, {
      method: 'POST',
      headers: { ...json, ...(seen !== undefined && { 'if-match': seen }) },
      body: JSON.stringify({ by, verdict }),
    });
  assert.equal((await decide('Ana', 'confirmed')).status, 428);
  const first = await decide('Ana', 'confirmed', etag);
  assert.equal(first.status, 200);
  assert.equal((JSON.parse(first.body) as { review: { state: string } }).review.state, 'confirmed');
  const late = await decide('Ben', 'rejected', etag);
  assert.equal(late.status, 412);
  assert.equal((JSON.parse(late.body) as { code: string }).code, 'changed_meanwhile');
  assert.equal(late.headers.etag, first.headers.etag, 'which state it is in now');
  assert.equal((await decide('Ben', 'rejected', String(first.headers.etag))).status, 200);
  assert.equal((await decide('machine', 'confirmed', '*')).status, 428, 'the machine decides nothing');
  assert.equal(await decided(folder), 2);
});

test('C12: what somebody wrote into a form that is refused is on the page that says so, as text', async t => {
  const { folder, document, claim } = await record();
  const base = await serving(t, folder, 'Ana');
  const origin = base.slice(0, -1);
  const path = `/documents/${document}/claims/${claim}`;
  const send = (part: string, form: Readonly<Record<string, string>>, headers = {}): Promise<Told> =>
    ask(base, `${path}/${part}`, {
      method: 'POST',
      headers: { ...FORM, 'sec-fetch-site': 'same-origin', origin, ...headers },
      body: new URLSearchParams(form).toString(),
    });
  assert.equal((await send('review', { verdict: 'confirmed', after: '' })).status, 303);
  const written = { words: 'the talks', factuality: 'alleged', why: 'So <b>he</b> said & "meant"', set: '{"x": 1}' };
  const late = await send('edit', { ...written, after: '' });
  assert.equal(late.status, 400, late.body);
  assert.match(late.body, /<h2>What you wrote<\/h2>/u);
  assert.match(late.body, /So &lt;b&gt;he&lt;\/b&gt; said &amp; /u);
  assert.doesNotMatch(late.body, /<b>he<\/b>/u);
  const ben = { cookie: 'deeds_by=Ben' };
  const conflict = await send('review', { verdict: 'rejected', after: '', why: 'I looked it up' }, ben);
  assert.equal(conflict.status, 409);
  assert.match(conflict.body, /<dt>why<\/dt><dd[^>]*>I looked it up<\/dd>/u);
  // To programs a problem as ever; and nothing of it where nothing was written.
  assert.doesNotMatch((await send('review', { verdict: 'rejected', after: '' }, ben)).body, /What you wrote/u);
  const programs = { ...ben, accept: 'application/json' };
  const json = await send('review', { verdict: 'rejected', after: '', why: 'so' }, programs);
  assert.match(String(json.headers['content-type']), /problem\+json/u);
});

test('nobody decides about the past, and it stays what it was', async t => {
  const { folder, document, claim } = await record();
  const base = await serving(t, folder, 'Ana');
  const origin = base.slice(0, -1);
  const sequence = await (async () => {
    const record = await openRecordForReading(folder);
    const head = await record.head();
    await record.close();
    return head.sequence;
  })();
  const path = `/documents/${document}/claims/${claim}`;
  const body = form({ verdict: 'confirmed', after: '', back: '//evil.example' });
  assert.equal(
    (await ask(base, `/as-of/${sequence}${path}/review`, { method: 'POST', headers: { ...FORM, origin }, body }))
      .status,
    400,
  );
  assert.equal((await ask(base, `${path}/review`, { method: 'POST', headers: { ...FORM, origin }, body })).status, 303);
  assert.match((await ask(base, path)).body, /s-confirmed/u);
  const past = await ask(base, `/as-of/${sequence}${path}`);
  assert.match(past.body, /The record as of/u);
  assert.match(past.body, /class="card k-[a-z]+ s-proposed"/u);
  assert.doesNotMatch(past.body, /<form class="decide"/u);
  for (const [, href] of past.body.matchAll(/<a [^>]*href="([^"#]+)/gu))
    assert.ok(
      href!.startsWith(`/as-of/${sequence}/`) || ['/who', path].some(now => href!.startsWith(now)),
      `${href} leads out of the past`,
    );
});

test('an address that others can reach is refused until there are accounts', async t => {
  const { folder } = await record();
  const desk = await Desk.open({ folder, by: 'Ana' });
  t.after(async () => {
    await desk.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  for (const host of ['0.0.0.0', '::', '192.0.2.7', 'example.org', '127.0.0.1.evil.example'])
    await assert.rejects(listen(desk, { host, port: 0 }), (error: Problem) => error.code === 'accounts_needed', host);
});

test('the API: lists page by page without gaps, a report added once, and a description of all of it', async t => {
  const { folder } = await record();
  const base = await serving(t, folder, 'Ana');
  const json = async <T>(path: string): Promise<T> => JSON.parse((await ask(base, path)).body) as T;
  interface List {
    readonly items: readonly { readonly id: string }[];
    readonly next?: string;
  }
  const whole = (await json<List>('/api/v1/statements')).items.map(({ id }) => id);
  const actors = (await json<List>('/api/v1/actors')).items.map(({ id }) => id);
  assert.ok(whole.length >= 1 && actors.length >= 2, `${whole.length}, ${actors.length}`);
  const found: string[] = [];
  let next: string | undefined;
  do {
    const page: List = await json<List>(`/api/v1/actors?limit=1${next === undefined ? '' : `&cursor=${next}`}`);
    assert.equal(page.items.length, 1);
    found.push(page.items[0]!.id);
    next = page.next;
  } while (next !== undefined);
  assert.deepEqual(found, actors);
  for (const wrong of ['cursor=bm90aGluZw', 'limit=0', 'limit=-1', 'limit=1000000000', 'limit=x', 'order=name'])
    assert.equal((await ask(base, `/api/v1/actors?${wrong}`)).status, 400, wrong);

  const text = 'The minister said on Tuesday that the treaty would be signed.';
  const add = (key: string, body: object): Promise<Told> =>
    ask(base, '/api/v1/documents', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
  const first = await add('one', { text, published: '2026-05-12' });
  assert.equal(first.status, 201, first.body);
  const again = await Promise.all(Array.from({ length: 20 }, () => add('one', { text, published: '2026-05-12' })));
  for (const { status, body } of again) assert.deepEqual([status, body], [201, first.body]);
  assert.equal((await add('one', { text: `${text} Again.` })).status, 409);
  assert.equal((await add('two', { text })).status, 200, 'the same text is there already');
  assert.equal((await add('three', { text: '' })).status, 400);
  assert.equal((await json<List>('/api/v1/documents')).items.length, 2);

  const description = await json<{ openapi: string; paths: Record<string, Record<string, object>> }>(
    '/api/v1/openapi.json',
  );
  assert.equal(description.openapi, '3.1.0');
  assert.ok(description.paths['/api/v1/claims/{document}/{claim}/review']!['post']);
  for (const [path, operations] of Object.entries(description.paths)) {
    if (!('get' in operations) || path.includes('{')) continue;
    assert.equal((await ask(base, path)).status, 200, path);
  }
});

test('the command serves the worked example where there is no record, and signs what was decided when it ends', async t => {
  const folder = temporaryFolder(t);
  const child = spawn(process.execPath, [launcher, 'serve', '--port', '0', '--by', 'Ana'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  let base: string | undefined;
  for await (const piece of child.stderr) {
    said += String(piece);
    base = /http:\/\/localhost:\d+\//u.exec(said)?.[0];
    if (base !== undefined) break;
  }
  assert.ok(base, said);
  const { items } = JSON.parse((await ask(base, '/statements.json')).body) as {
    items: { id: string; document: string }[];
  };
  const decided = await ask(base, `/api/v1/claims/${items[0]!.document}/${items[0]!.id}/review`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'if-match': '*' },
    body: '{"verdict":"confirmed"}',
  });
  assert.equal(decided.status, 200, decided.body);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  const report = await verifyRecord(join(folder, '.deeds-example'));
  assert.deepEqual(report.problems, []);
  assert.equal(report.checkpoints, 2, 'one of the example, one of the decision');
});

test('the worked example ends by itself for a program, and is read in a browser where that is asked for, until somebody ends it', async t => {
  const folder = temporaryFolder(t);
  const child = spawn(process.execPath, [launcher, 'example', '--page'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DISPLAY: undefined, WAYLAND_DISPLAY: undefined, DEEDS_BY: 'Ana' },
  });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  let page: string | undefined;
  for await (const piece of child.stderr) {
    said += String(piece);
    page = /http:\/\/localhost:\d+\/\S+(?=\s+\(Ctrl-C ends it\))/u.exec(said)?.[0];
    if (page !== undefined) break;
  }
  assert.ok(page, said);
  const { pathname, search } = new URL(page);
  const board = await ask(page, `${pathname}${search}`);
  assert.equal(board.status, 200);
  assert.match(board.body, /Contravened/u);
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);

  // What is there already is not read again, and without a terminal it ends.
  const again = deeds(['example'], { cwd: folder });
  assert.equal(again.code, 0, again.err);
  assert.match(again.out, /its board is at \/board\?day=/u);
});

test('a page that tells of a problem names who decides, as all others do, and nobody to a stranger at the door', async t => {
  const { folder } = await record();
  const base = await serving(t, folder, 'Ana Quill');
  for (const path of ['/nowhere', '/timeline?kind=deed']) {
    const { body } = await ask(base, path);
    assert.match(body, /Deciding as <b><bdi>Ana Quill/u, path);
    assert.doesNotMatch(body, /It can be ,/u, path);
  }
  const own = await ask(base, '/nowhere', { headers: { cookie: 'deeds_by=Ben' } });
  assert.match(own.body, /Deciding as <b><bdi>Ben/u);
  const stranger = await ask(base, '/nowhere', { headers: { host: 'elsewhere.example' } });
  assert.equal(stranger.status, 421);
  assert.doesNotMatch(stranger.body, /Quill/u);
});

test('a page that is being prepared goes by its own name, says that it comes by itself, and shows no code', () => {
  const problem = new Problem('being_gathered', 'All reports are being read.', 'Look again in a moment.');
  const page = problemPage(problem, false, 'Board');
  const body = render(page.body, ({ text }) => text);
  assert.deepEqual([page.status, page.title], [202, 'Board: in preparation']);
  assert.match(body, /<h1>Board<\/h1>/u);
  assert.match(body, /All reports are being read\..*you need do nothing/su);
  assert.doesNotMatch(body, /being_gathered/u);
  // Who wrote is told by its code what became of it.
  assert.match(
    render(problemPage(problem, true, 'Board').body, ({ text }) => text),
    /being_gathered/u,
  );
});
