// Groups C and D of the abuse cases, by their numbers, against a real server with accounts. Connections, streams and forms are in clients.test.ts, the matrix of roles (D1) in matrix.test.ts; what needs no accounts is in test/page/.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Accounts } from '../../src/accounts/accounts.ts';
import { openRecordForReading } from '../../src/app.ts';
import type { Problem } from '../../src/core/problem.ts';
import { permitFor } from '../../src/server/entrance.ts';
import { originIn } from '../../src/server/listen.ts';
import { addressFrom } from '../../src/server/address.ts';
import { house, NAMES, PASSWORD } from './desk.ts';

const code = (wanted: string) => (error: Problem) => error.code === wanted;
const review = (document: string, claim: string): string => `/api/v1/claims/${document}/${claim}/review`;
const head = async (folder: string): Promise<number> => {
  const record = await openRecordForReading(folder);
  const { sequence } = await record.head();
  await record.close();
  return sequence;
};

test('C1, C2, C14: no question, path or cursor gives more than a refusal', async t => {
  const { ask, login } = await house(t);
  const cookie = await login(NAMES.reader);
  const strange = [
    '/search?q=%22*%5ENEAR(',
    "/statements?actor=' OR 1=1 --",
    '/statements?state=;DROP',
    '/statements?page=-1',
    '/statements?page=1e99',
    '/api/v1/statements?limit=-1',
    '/api/v1/statements?limit=1000000000',
    '/api/v1/statements?cursor=%00',
    '/api/v1/actors?cursor=bm90aGluZw',
    '/api/v1/documents?cursor=bm90aGluZw',
    '/api/v1/origins?cursor=bm90aGluZw',
    '/documents/%2e%2e%2f',
    '/documents/%5c',
    '/documents/%00',
    '/documents/%252e',
    '//accounts',
    '/Accounts',
    '/accounts/',
    '/accounts%2finvite',
    '/./accounts',
  ];
  for (const path of strange) {
    const told = await ask(path.replaceAll(' ', '%20'), { cookie });
    assert.ok(told.status < 500, `${path}: ${told.status}`);
    assert.doesNotMatch(told.body, /Make an invitation/u, path);
  }
});

test('C3, D5: fields that nobody asked for, and names of others, are refused', async t => {
  const { ask, login, document, claims, folder } = await house(t);
  const cookie = await login(NAMES.reviewer);
  const before = await head(folder);
  for (const extra of [
    { role: 'owner' },
    { actor: 'Olga' },
    { created_at: '2001-01-01' },
    { verified: true },
    { __proto__x: 1 },
  ]) {
    const told = await ask(review(document, claims[0]!), {
      cookie,
      json: { verdict: 'confirmed', ...extra },
      headers: { 'if-match': '*' },
    });
    assert.equal(told.status, 400, JSON.stringify(extra));
  }
  const asOlga = await ask(review(document, claims[0]!), {
    cookie,
    json: { verdict: 'confirmed', by: NAMES.owner },
    headers: { 'if-match': '*' },
  });
  assert.deepEqual([asOlga.status, JSON.parse(asOlga.body).code], [403, 'not_you']);
  assert.equal(await head(folder), before);
});

test('C5: requests that another site made change nothing, signing in and out among them', async t => {
  const { ask, login, document, claims, folder } = await house(t);
  const cookie = await login(NAMES.editor);
  const before = await head(folder);
  const places = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': '', origin: 'null' },
    { 'sec-fetch-site': '', origin: 'https://evil.example' },
    { 'sec-fetch-site': '', origin: 'http://deeds.example.org' },
    // A cookie without any word of where the request comes from: a program has a token.
    { 'sec-fetch-site': '' },
  ];
  for (const place of places) {
    const headers = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== ''));
    for (const [path, json] of [
      [review(document, claims[0]!), { verdict: 'confirmed' }],
      ['/logout', {}],
      ['/login', { name: NAMES.owner, password: PASSWORD }],
    ] as const) {
      const told = await ask(path, {
        cookie,
        json,
        headers: { 'if-match': '*', 'sec-fetch-site': 'cross-site', ...headers },
      });
      assert.equal(told.status, 403, `${path} ${JSON.stringify(place)}`);
      assert.equal(told.headers['set-cookie'], undefined);
    }
  }
  assert.equal(await head(folder), before);
  assert.equal((await ask('/account', { cookie })).status, 200, 'still signed in');
});

test('C6: by another name the server is not reached', async t => {
  const { ask } = await house(t);
  for (const host of [
    'evil.example',
    'localhost',
    '127.0.0.1',
    'deeds.example.org.evil.example',
    'deeds.example.org:444',
  ])
    assert.equal((await ask('/login', { headers: { host } })).status, 421, host);
});

test('C7, C8, C17: nothing is for other origins, frames or shared caches', async t => {
  const { ask, login } = await house(t);
  const cookie = await login(NAMES.reader);
  for (const path of ['/', '/account', '/login', '/accounts', '/api/v1/statements', '/nowhere']) {
    const { headers } = await ask(path, { cookie, headers: { origin: 'https://evil.example' } });
    assert.equal(headers['access-control-allow-origin'], undefined, path);
    assert.equal(headers['cache-control'], 'no-store', path);
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/u, path);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', path);
  }
});

test('C9: after signing in one comes to a page of this site', () => {
  for (const evil of [
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '\\/evil',
    '',
  ])
    assert.equal(addressFrom(evil), undefined, evil);
  const own = addressFrom('/documents/doc_1?page=2')!;
  assert.equal(own.path + own.rest, '/documents/doc_1?page=2');
});

test('C4: who is not signed in sends no large body', async t => {
  const { ask } = await house(t);
  const told = await ask('/add', { json: { text: 'x'.repeat(2_000_000) } });
  assert.equal(told.status, 401);
});

test('C18, D2, D3: ids of the wrong sort, and of what others own, are not found', async t => {
  const { ask, login, document, claims, accounts } = await house(t);
  const cookie = await login(NAMES.owner);
  for (const path of [
    `/api/v1/claims/${claims[0]}/${document}`,
    `/api/v1/claims/doc_0/${claims[0]}`,
    `/documents/${claims[0]}`,
    `/documents/acc_1`,
  ])
    assert.equal((await ask(path, { cookie })).status, 404, path);
  const vera = accounts.inSession((await login(NAMES.reviewer)).split('=')[1]!)!;
  accounts.makeToken(vera, 'hers', ['read'], 1);
  const [hers] = accounts.tokensOf(vera);
  const told = await ask('/account/tokens/revoke', { cookie, form: { id: hers!.id } });
  assert.equal(told.status, 404);
  assert.equal(accounts.tokensOf(vera).length, 1);
});

test('D4: nobody raises themselves, and the last owner stays', async t => {
  const { ask, login, accounts } = await house(t);
  for (const name of [NAMES.reader, NAMES.reviewer, NAMES.editor]) {
    const cookie = await login(name);
    for (const [path, form] of [
      ['/accounts/change', { name, role: 'owner' }],
      ['/accounts/invite', { role: 'reader' }],
    ] as const)
      assert.equal((await ask(path, { cookie, form })).status, 403, `${name} ${path}`);
  }
  const cookie = await login(NAMES.owner);
  for (const form of [
    { name: NAMES.owner, role: 'reader' },
    { name: NAMES.owner, out: 'yes' },
  ])
    assert.match((await ask('/accounts/change', { cookie, form })).body, /last_owner/u);
  assert.equal(accounts.named(NAMES.owner).role, 'owner');
  assert.ok(accounts.refusals().length >= 6, 'what was refused is remembered');
});

test('D6: a wrong name and a wrong password are answered alike and in like time, and not for ever', async t => {
  const { ask } = await house(t);
  const attempt = async (name: string): Promise<{ ms: number; status: number; body: string }> => {
    const start = performance.now();
    const { status, body } = await ask('/login', {
      form: { name, password: 'wrong wrong wrong' },
      headers: { accept: 'application/json' },
    });
    return { ms: performance.now() - start, status, body };
  };
  const [known, unknown] = [[] as number[], [] as number[]];
  for (let n = 0; n < 8; n++) {
    const [one, other] = [await attempt(NAMES.reader), await attempt('Nobody')];
    assert.deepEqual([one.status, one.body], [other.status, other.body]);
    assert.equal(one.status, 401);
    known.push(one.ms);
    unknown.push(other.ms);
  }
  const least = Math.min(...known) / Math.min(...unknown);
  assert.ok(least > 0.4 && least < 2.5, `${least}: for a name that nobody has the same is worked`);
  for (const name of [NAMES.reader, 'Nobody']) {
    for (let n = 0; n < 3; n++) await attempt(name);
    assert.equal((await attempt(name)).status, 429, name);
  }
});

test('D7: a session is new with every login, in a cookie that no script reads, and never in an address', async t => {
  const { ask, login } = await house(t);
  const planted = `__Host-deeds=${'a'.repeat(43)}`;
  const told = await ask('/login', { cookie: planted, form: { name: NAMES.reader, password: PASSWORD } });
  const cookie = String(told.headers['set-cookie']);
  assert.match(cookie, /^__Host-deeds=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/u);
  assert.notEqual(cookie.split(';')[0], planted);
  assert.equal((await ask('/', { cookie: planted })).status, 303);
  const first = await login(NAMES.reader);
  await ask('/login', { cookie: first, form: { name: NAMES.reader, password: PASSWORD } });
  assert.equal((await ask('/', { cookie: first })).status, 303, 'the one from before is over');
  const token = (await login(NAMES.reader)).split('=')[1]!;
  assert.equal((await ask(`/?session=${token}`)).status, 303);
});

test('D8: signing out, another role, another password and being shut out hold from the next request on', async t => {
  const { ask, login, accounts } = await house(t);
  const isIn = async (cookie: string): Promise<boolean> => (await ask('/account', { cookie })).status === 200;
  const out = await login(NAMES.reader);
  await ask('/logout', { cookie: out, form: {} });
  assert.equal(await isIn(out), false);
  const changed = await login(NAMES.reviewer);
  const token = accounts.makeToken(accounts.inSession(changed.split('=')[1]!)!, 'x', ['review'], 1);
  assert.equal((await ask('/api/v1/statements', { token })).status, 200);
  accounts.change(NAMES.reviewer, { role: 'reader' }, undefined);
  assert.equal(await isIn(changed), false);
  assert.equal((await ask('/api/v1/statements', { token })).status, 401);
  const shut = await login(NAMES.editor);
  accounts.change(NAMES.editor, { shutOut: true }, undefined);
  assert.equal(await isIn(shut), false);
  assert.equal(await login(NAMES.editor), '');
  const [one, other] = [await login(NAMES.owner), await login(NAMES.owner)];
  const told = await ask('/account/password', {
    cookie: one,
    form: { before: PASSWORD, password: 'ten green bottles on a wall' },
  });
  assert.equal(told.status, 303);
  assert.deepEqual([await isIn(one), await isIn(other)], [false, false]);
  assert.equal(await isIn(String(told.headers['set-cookie']).split(';')[0]!), true);
});

test('D8: a session ends by itself, unused after twelve hours and used after a week', async t => {
  let now = Date.now();
  const { ask, login } = await house(t, () => now);
  const idle = await login(NAMES.reader);
  now += 13 * 3_600_000;
  assert.equal((await ask('/account', { cookie: idle })).status, 303);
  const used = await login(NAMES.reader);
  for (let hour = 0; hour < 7 * 24; hour += 8) {
    assert.equal((await ask('/account', { cookie: used })).status, 200, `after ${hour} hours`);
    now += 8 * 3_600_000;
  }
  assert.equal((await ask('/account', { cookie: used })).status, 303);
});

test('D9: a token is kept as a sum, may what it was made for, and ends', async t => {
  let now = Date.now();
  const { ask, login, accounts, document, claims } = await house(t, () => now);
  const vera = accounts.inSession((await login(NAMES.reviewer)).split('=')[1]!)!;
  const [reading, reviewing] = [
    accounts.makeToken(vera, 'r', ['read'], 1),
    accounts.makeToken(vera, 'w', ['review'], 1),
  ];
  assert.match(reading, /^deeds_/u);
  const decide = (token: string) =>
    ask(review(document, claims[0]!), { token, json: { verdict: 'confirmed' }, headers: { 'if-match': '*' } });
  assert.equal((await decide(reading)).status, 403);
  assert.equal((await decide(reviewing)).status, 200);
  assert.equal((await ask('/account', { token: reading })).status, 403);
  assert.throws(() => accounts.makeToken(vera, 'more', ['add'], 1), code('bad_token'));
  assert.throws(() => accounts.makeToken(accounts.withToken(reading)!, 'by a token', ['read'], 1), code('bad_token'));
  assert.ok(accounts.tokensOf(vera).every(({ used }) => used !== undefined));
  now += 86_400_001;
  assert.equal((await decide(reviewing)).status, 401);
});

test('D10, D12: an invitation is for one person, one role and a week', async t => {
  let now = Date.now();
  const { ask, accounts } = await house(t, () => now);
  const join = async (invitation: string, name: string): Promise<number> =>
    (await ask('/join', { form: { code: invitation, name, password: PASSWORD } })).status;
  const invitation = accounts.invite('reviewer', undefined);
  const both = await Promise.all([join(invitation, 'Nina'), join(invitation, 'Nils')]);
  assert.deepEqual(new Set(both), new Set([303, 410]));
  assert.equal(await join('invite_guessed', 'Nora'), 410);
  const old = accounts.invite('owner', undefined);
  now += 8 * 86_400_000;
  assert.equal(await join(old, 'Nora'), 410);
  assert.equal(accounts.all().filter(({ role }) => role === 'owner').length, 1);
  assert.throws(() => originIn('http://deeds.example.org'), code('bad_origin'));
});

const approval = (by: string, verdict = 'approved', proposal = 'p') =>
  ({
    sequence: 1,
    hash: 'h',
    kind: 'finding_reviewed',
    at: '',
    by,
    subject: 'f',
    why: undefined,
    body: { verdict, proposal },
    content: undefined,
    imported: undefined,
    undone: undefined,
  }) as const;

test('D13: two people answer for what is published; an owner alone gives a reason; all of it asked in the transaction', async t => {
  const { accounts, login } = await house(t);
  const person = async (name: string) => accounts.inSession((await login(name)).split('=')[1]!)!;
  const [editor, owner] = [await person(NAMES.editor), await person(NAMES.owner)];
  const publish = (who: typeof editor, why?: string) => ({
    kind: 'finding_published',
    by: who.name,
    body: { finding: 'f', proposal: 'p', ...(why && { why }) },
  });
  const permit = permitFor(accounts, editor);
  assert.throws(() => permit(publish(editor), undefined, []), code('four_eyes'));
  assert.throws(() => permit(publish(editor), undefined, [approval(NAMES.editor)]), code('four_eyes'));
  assert.throws(() => permit(publish(editor), undefined, [approval(NAMES.reviewer, 'returned')]), code('four_eyes'));
  assert.throws(
    () => permit(publish(editor), undefined, [approval(NAMES.reviewer, 'approved', 'another')]),
    code('four_eyes'),
  );
  assert.throws(() => permit(publish(editor, 'a reason'), undefined, []), code('four_eyes'));
  permit(publish(editor), undefined, [approval(NAMES.reviewer)]);
  assert.throws(() => permitFor(accounts, owner)(publish(owner), undefined, []), code('four_eyes'));
  permitFor(accounts, owner)(publish(owner, 'nobody else is here'), undefined, []);
  // G7: the role is asked for as it is when it is written.
  accounts.change(NAMES.editor, { role: 'reader' }, undefined);
  assert.throws(() => permit(publish(editor), undefined, [approval(NAMES.reviewer)]), code('not_allowed'));
});

test('G7, ownership: what others decided an editor takes back, and a reviewer does not; nothing is kept of what is refused', async t => {
  const { ask, login, document, claims, folder } = await house(t);
  const [vera, edda] = [await login(NAMES.reviewer), await login(NAMES.editor)];
  const decide = async (cookie: string, verdict: string): Promise<number> => {
    const { headers } = await ask(`/api/v1/claims/${document}/${claims[0]}`, { cookie });
    return (
      await ask(review(document, claims[0]!), {
        cookie,
        json: { verdict },
        headers: { 'if-match': String(headers['etag']) },
      })
    ).status;
  };
  assert.equal(await decide(edda, 'confirmed'), 200);
  const before = await head(folder);
  const signed = before;
  assert.equal(await decide(vera, 'undo'), 403);
  assert.equal(await head(folder), signed);
  assert.equal(await decide(vera, 'rejected'), 200);
  assert.equal(await decide(edda, 'undo'), 200);
});

test('C12: without the state that was seen, or with one from before, nothing is decided', async t => {
  const { ask, login, document, claims } = await house(t);
  const cookie = await login(NAMES.reviewer);
  const path = review(document, claims[0]!);
  assert.equal((await ask(path, { cookie, json: { verdict: 'confirmed' } })).status, 428);
  assert.equal(
    (await ask(path, { cookie, json: { verdict: 'confirmed' }, headers: { 'if-match': '"old"' } })).status,
    412,
  );
});

test('D17: accounts written by a newer Deeds are left alone', async t => {
  const { folder } = await house(t);
  const { DatabaseSync } = await import('node:sqlite');
  const { join } = await import('node:path');
  const database = new DatabaseSync(join(folder, 'accounts.sqlite'));
  database.exec('PRAGMA user_version = 2');
  database.close();
  assert.throws(() => Accounts.open(folder), code('accounts_newer'));
});
