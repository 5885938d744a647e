// Groups C and D of the abuse cases that are about connections, streams and forms: what comes over the wire to a real server with accounts.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { limits } from '../../src/core/limits.ts';
import { routes } from '../../src/server/site.ts';
import { needsOf } from '../../src/server/entrance.ts';
import { FORM_TOKEN, formTokenOf } from '../../src/server/form-token.ts';
import { launcher, temporaryFolder } from '../command.ts';
import { type House, house, NAMES, ORIGIN, PASSWORD } from './desk.ts';

const HOST = new URL(ORIGIN).host;

/** What the server says to bytes as they are, until it closes or so many milliseconds are over. */
async function raw(port: number, bytes: string, within: number): Promise<{ text: string; closed: boolean }> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', piece => (text += piece.toString('latin1')));
  socket.on('error', () => {});
  socket.write(bytes);
  const closed = await Promise.race([
    once(socket, 'close').then(() => true),
    new Promise<false>(over => setTimeout(() => over(false), within).unref()),
  ]);
  socket.destroy();
  return { text, closed };
}

test('C5: every form that sends something has a token of the session, and what comes without it is refused and changes nothing', async t => {
  const { ask, login, document, claims, accounts } = await house(t);
  const cookie = await login(NAMES.owner);
  const secret = cookie.split('=')[1]!;
  const field = `<input type="hidden" name="${FORM_TOKEN}" value="${formTokenOf(secret)}">`;
  let forms = 0;
  for (const { method, path } of routes) {
    if (method !== 'GET' || path.includes('/api/')) continue;
    const asked = path.replace(/:document\b|:id\b/u, document).replace(':claim', claims[0]!);
    if (asked.includes(':')) continue;
    const { body } = await ask(asked, { cookie });
    for (const { index, 0: form } of body.matchAll(/<form\b[^>]*>/gu)) {
      const isSent = /method="post"/u.test(form);
      assert.equal(body.slice(index + form.length).startsWith(field), isSent, `${path}: ${form}`);
      if (isSent) forms++;
    }
  }
  assert.ok(forms >= 10, `${forms} forms`);
  assert.doesNotMatch(
    (await ask('/account', { cookie })).body,
    new RegExp(secret, 'u'),
    'the session is not on a page',
  );

  const other = (await login(NAMES.reader)).split('=')[1]!;
  for (const formToken of [null, '', 'x', formTokenOf(other), secret])
    for (const [path, form] of [
      ['/accounts/invite', { role: 'owner' }],
      ['/accounts/change', { name: NAMES.reader, role: 'owner' }],
      ['/logout', {}],
      ['/add', { text: 'The ministry said so.' }],
    ] as const) {
      const told = await ask(path, { cookie, form, formToken });
      assert.equal(told.status, 403, `${path} ${String(formToken)}`);
      assert.match(told.body, /foreign_form/u);
    }
  assert.equal(accounts.named(NAMES.reader).role, 'reader');
  const api = `/api/v1/claims/${document}/${claims[0]}/review`;
  const decide = { cookie, json: { verdict: 'confirmed' }, headers: { 'if-match': '*' } } as const;
  assert.equal((await ask(api, { ...decide, formToken: null })).status, 403);
  assert.equal((await ask(api, decide)).status, 200, 'with it the same is done');
  // As the field of the form itself, which is how a page without script sends it.
  const sent = { role: 'reader', [FORM_TOKEN]: formTokenOf(secret) };
  assert.equal((await ask('/accounts/invite', { cookie, form: sent, formToken: null })).status, 200);
});

test('C5: who is not signed in signs in from the page that their own browser was given, and from no other', async t => {
  const { ask } = await house(t);
  const page = await ask('/login', { cookie: '' });
  const given = String(page.headers['set-cookie']);
  assert.match(given, /^__Host-deeds-form=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/u);
  const cookie = given.split(';')[0]!;
  const token = new RegExp(`name="${FORM_TOKEN}" value="([^"]+)"`, 'u').exec(page.body)![1]!;
  const form = { name: NAMES.reader, password: PASSWORD };
  const status = async (cookie: string, formToken: string | null): Promise<number> =>
    (await ask('/login', { cookie, form, formToken })).status;
  assert.equal(await status(cookie, null), 403);
  assert.equal(await status('', token), 403);
  assert.equal(await status(`__Host-deeds-form=${'g'.repeat(43)}`, token), 403);
  assert.equal(await status(cookie, token), 303);
  assert.equal((await ask('/login', { cookie })).headers['set-cookie'], undefined, 'it keeps the one that it has');
});

test('C11: smuggled, endless and slow requests are ended, and others are answered meanwhile', async t => {
  const { port, ask } = await house(t);
  const head = `POST /login HTTP/1.1\r\nHost: ${HOST}\r\n`;
  for (const bytes of [
    `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /accounts HTTP/1.1\r\n\r\n`,
    `${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!`,
    `${head}Content-Length: +5\r\n\r\nhello`,
    `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    `${head} Folded: header\r\n\r\n`,
    `GET /login HTTP/1.1\nHost: ${HOST}\nContent-Length: 1\n\n`,
    `${head}${'X: y\r\n'.repeat(10_000)}\r\n`,
    `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`,
    'nonsense\r\n\r\n',
  ]) {
    const { text, closed } = await raw(port, bytes, 5_000);
    assert.match(text, /^HTTP\/1\.1 4(?:00|31) /u, bytes.slice(0, 120));
    assert.ok(closed && !/HTTP\/1\.1 [23]/u.test(text), bytes.slice(0, 120));
  }
  // Answered in their order, each by itself.
  const twice = `GET /login HTTP/1.1\r\nHost: ${HOST}\r\n\r\nGET /review HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`;
  const { text } = await raw(port, twice, 5_000);
  assert.deepEqual(
    [...text.matchAll(/HTTP\/1\.1 (\d+)/gu)].map(([, status]) => status),
    ['200', '303'],
  );
  // A head that never ends holds up nobody, and is cut off.
  const slow = Array.from({ length: 20 }, () => raw(port, head, limits.requestHeaderSeconds * 1000 + 6_000));
  for (let n = 0; n < 5; n++) {
    const start = performance.now();
    assert.equal((await ask('/login')).status, 200);
    assert.ok(performance.now() - start < 1_000, 'others are answered');
  }
  for (const one of await Promise.all(slow)) assert.ok(one.closed, 'cut off');
});

test('C15: long and wild searches are answered or refused at once, and nobody waits for them', async t => {
  const { ask, login } = await house(t);
  const cookie = await login(NAMES.reader);
  const wild = [
    Array.from({ length: 3_000 }, (_, n) => `w${n}`).join(' '),
    '"a" '.repeat(2_000),
    '(a+)+$'.repeat(500),
    '* '.repeat(3_000),
    'NEAR(a b, 100000) OR '.repeat(300),
  ];
  for (const path of ['search?q=', 'statements?about=', 'timeline?about=', 'documents?about=', 'utterances?about='])
    for (const words of wild) {
      const start = performance.now();
      const { status } = await ask(`/${path}${encodeURIComponent(words)}`.slice(0, 30_000), { cookie });
      assert.ok(status < 500, `${path}${words.slice(0, 20)}: ${status}`);
      assert.ok(performance.now() - start < 2_000, `${path}${words.slice(0, 20)} takes longer than two seconds`);
    }
});

/** A job that goes on for a while, begun by somebody. */
async function job({ ask }: House, cookie: string): Promise<string> {
  const text =
    'The minister said on Tuesday that the treaty would be signed. Norway and Poland agreed to share radar data. ';
  const inputs = Array.from({ length: 400 }, (_, n) => ({ name: `${n}.txt`, text: `${n}. ${text.repeat(8)}` }));
  const begun = await ask('/api/v1/jobs', { cookie, json: { inputs } });
  assert.equal(begun.status, 202, begun.body);
  return `${String(begun.headers['location'])}/events`;
}

/** Somebody who listens; `ended`: whether the server ended it. */
function listening(context: TestContext, port: number, path: string, cookie: string) {
  let ended = false;
  let heard = '';
  const status = new Promise<number>((told, fail) => {
    const sent = request({ host: '127.0.0.1', port, path, headers: { host: HOST, cookie } }, answer => {
      answer.on('data', (piece: Buffer) => (heard += piece.toString()));
      answer.on('error', () => (ended = true)).on('close', () => (ended = true));
      told(answer.statusCode!);
    });
    sent.on('error', fail);
    sent.end();
    context.after(() => sent.destroy());
  });
  return { status, isEnded: () => ended, heard: () => heard };
}

test('C16, D8: of streams each has a few; who is shut out hears nothing more within two seconds, and the job that they began ends', async t => {
  const there = await house(t);
  const { port, login, accounts, ask } = there;
  const cookie = await login(NAMES.editor);
  const path = await job(there, cookie);
  const streams = Array.from({ length: limits.streamsEach }, () => listening(t, port, path, cookie));
  for (const { status } of streams) assert.equal(await status, 200);
  assert.equal(await listening(t, port, path, cookie).status, 429, 'one too many');
  const others = listening(t, port, path, await login(NAMES.owner));
  assert.equal(await others.status, 200, 'others listen all the same');
  accounts.change(NAMES.editor, { shutOut: true }, undefined);
  const owner = await login(NAMES.owner);
  for (let waited = 0; waited < 2_000 && streams.some(({ isEnded }) => !isEnded()); waited += 50)
    await new Promise(done => setTimeout(done, 50));
  assert.ok(
    streams.every(({ isEnded }) => isEnded()),
    'the streams of who is shut out are closed',
  );
  for (let waited = 0; waited < 10_000; waited += 100) {
    const { state } = JSON.parse((await ask(path.replace(/\/events$/u, ''), { cookie: owner })).body) as {
      state: string;
    };
    if (state === 'failed') return;
    await new Promise(done => setTimeout(done, 100));
  }
  assert.fail('what somebody began who is shut out goes on');
});

test('C18, D11, D16, C20: nobody comes in by another way, acts as somebody else, or asks the server to do so', async t => {
  const open = routes.filter(one => needsOf(one) === 'nothing').map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(open.toSorted(), [
    'GET /captures/:ticket',
    'GET /join',
    'GET /login',
    'POST /join',
    'POST /login',
    'POST /logout',
  ]);
  // No route takes a name by which somebody would act but their own; what a program gives as such is held against the token.
  const { ask, login, document, claims } = await house(t);
  const cookie = await login(NAMES.owner);
  for (const { method, path, fields = [] } of routes) {
    if (method !== 'POST' || !fields.includes('by')) continue;
    const asked = path.replace(':document', document).replace(':claim', claims[0]!);
    const json = {
      by: NAMES.reviewer,
      verdict: path.includes('/bearings/') ? 'accepted' : path.includes('/findings/') ? 'approved' : 'confirmed',
      text: 'So said the ministry.',
      inputs: [{ name: 'a', text: 'b' }],
      set: { factuality: 'denied' },
      kind: 'act',
      words: 'Norway',
      outcome: 'withdrawn',
      evidence: document,
      why: 'So it is.',
      reliability: 'C',
      source: 'The Harbour Gazette',
      subject: document,
      document,
      other: 'doc_1',
      agreement: { id: 'ins_a', title: 'Accord', parties: [{ actor: 'state/norland', name: 'Norland' }] },
      provision: path.endsWith('/provisions') ? { label: '1', kind: 'deliverable', bound: ['state/norland'] } : 'prv_1',
    };
    const own = Object.fromEntries(Object.entries(json).filter(([name]) => fields.includes(name)));
    const told = await ask(asked, { cookie, json: own, headers: { 'if-match': '*' } });
    assert.equal(told.status, 403, `${path}: ${told.body}`);
    assert.match(told.body, /not_you/u);
  }
});

test('C19: what clients send stands nowhere on the console, however it is written', async t => {
  const folder = temporaryFolder(t);
  const record = `${folder}/record`;
  const child = spawn(process.execPath, [launcher, 'serve', '--record', record, '--port', '0', '--by', 'Ana'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  while (!/http:\/\/localhost:\d+\//u.test(said)) await once(child.stderr, 'data');
  const port = Number(/localhost:(\d+)/u.exec(said)![1]);
  const before = said;
  const secret = 'sesame-sesame-sesame';
  for (const path of [
    '/nope%0d%0aforged',
    '/%1b%5b2Jforged',
    `/search?q=%1b%5d0;forged&secret=${secret}`,
    '/documents/%00',
  ])
    await raw(
      port,
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${secret}\r\nConnection: close\r\n\r\n`,
      5_000,
    );
  await raw(port, `GET /\x1b[2Jforged HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`, 5_000);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.equal(said, before, 'nothing more was said');
  assert.doesNotMatch(said, new RegExp(`forged|${secret}|\\u001b`, 'u'));
});

test('D15: who is shut out keeps their name on what they decided', async t => {
  const { ask, login, accounts, document, claims } = await house(t);
  const path = `/api/v1/claims/${document}/${claims[0]}`;
  const cookie = await login(NAMES.reviewer);
  const headers = { 'if-match': '*' };
  assert.equal((await ask(`${path}/review`, { cookie, json: { verdict: 'confirmed' }, headers })).status, 200);
  accounts.change(NAMES.reviewer, { shutOut: true }, undefined);
  const told = await ask(`/documents/${document}/claims/${claims[0]}`, { cookie: await login(NAMES.reader) });
  assert.match(told.body, new RegExp(`confirmed[^<]*${NAMES.reviewer}|${NAMES.reviewer}[^<]*confirmed`, 'u'));
  const again = await ask('/join', {
    form: { code: accounts.invite('owner', undefined), name: NAMES.reviewer.toUpperCase(), password: PASSWORD },
  });
  assert.match(again.body, /name_taken/u, 'nobody else can take it');
});
