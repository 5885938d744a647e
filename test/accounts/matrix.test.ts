// Who may ask what: every route of the site with every role, from the table that the server itself answers by, and asked of a real server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Action, actionFor, actions, may, mayChange, roles, scopes } from '../../src/accounts/policy.ts';
import { decisionKinds } from '../../src/record/index.ts';
import { needsOf } from '../../src/server/entrance.ts';
import { routes } from '../../src/server/site.ts';
import { house, NAMES } from './desk.ts';

/** What each role may, written out for people; the program's own table must say the same. */
const TABLE: Readonly<Record<Action, string>> = {
  read: 'reader reviewer editor owner',
  'keep own account': 'reader reviewer editor owner',
  review: 'reviewer editor owner',
  'take back own': 'reviewer editor owner',
  verify: 'reviewer editor owner',
  "take back others'": 'editor owner',
  add: 'editor owner',
  publish: 'editor owner',
  'keep accounts': 'owner',
};

test('each role may what the table says, and nothing else', () => {
  for (const action of Object.keys(actions) as Action[]) {
    const allowed = roles.filter(role => may({ role, scopes: undefined }, action));
    assert.equal(allowed.join(' '), TABLE[action], action);
  }
});

test('a token may at most what its scope names, and never more than the role of who made it', () => {
  for (const [scope, named] of Object.entries(scopes))
    for (const role of roles)
      for (const action of Object.keys(actions) as Action[]) {
        const isNamed = (named as readonly string[]).includes(action);
        const expected = isNamed && TABLE[action].split(' ').includes(role);
        assert.equal(
          may({ role, scopes: [scope as keyof typeof scopes] }, action),
          expected,
          `${scope} ${role} ${action}`,
        );
      }
});

test('nobody changes an account that is as high as their own, but owners', () => {
  for (const own of roles)
    for (const other of roles) {
      assert.equal(mayChange({ role: own, scopes: undefined }, other), own === 'owner', `${own} ${other}`);
    }
});

test('every kind of decision has somebody who may make it, and taking back depends on whose it was', () => {
  for (const { name } of decisionKinds) {
    const action = actionFor(name, 'Vera', 'Vera');
    assert.ok(action in actions, name);
  }
  assert.equal(actionFor('undone', 'Vera', 'Vera'), 'take back own');
  assert.equal(actionFor('undone', 'Vera', 'Edda'), "take back others'");
  assert.equal(actionFor('a kind of tomorrow', 'Vera', undefined), 'keep accounts');
});

test('what is sent says whom it is for: no route is left to the default', () => {
  const silent = routes.filter(({ method, needs }) => method === 'POST' && needs === undefined).map(({ path }) => path);
  assert.deepEqual(silent, []);
});

/** A path that the route answers, whether or not there is such a thing. */
const pathOf = (path: string, document: string, claim: string): string =>
  path
    .replace(/:document\b|:id\b/u, document)
    .replace(':claim', claim)
    .replace(':type', 'state')
    .replace(/:name\(\.\+\)/u, 'nobody')
    .replaceAll(/:\w+/gu, 'nothing');

test('D1: every route with every role, and with nobody: refused where the table says so, and only there', async t => {
  const { ask, login, document, claims } = await house(t);
  const cookies = new Map<string, string>();
  for (const role of roles) cookies.set(role, await login(NAMES[role]));
  let cells = 0;
  for (const route of routes) {
    // What ends sessions or takes long is asked in tests of its own.
    if (['/logout', '/record/verify'].includes(route.path)) continue;
    const needs = needsOf(route);
    const path = pathOf(route.path, document, claims[0]!);
    for (const role of [undefined, ...roles]) {
      // An empty body reaches every check of who asks, and changes nothing.
      const told = await ask(path, {
        cookie: role === undefined ? undefined : cookies.get(role)!,
        ...(route.method === 'POST' && { json: {} }),
      });
      const expected =
        needs === 'nothing'
          ? 'let in'
          : role === undefined
            ? 'sign in'
            : TABLE[needs].split(' ').includes(role)
              ? 'let in'
              : 'refused';
      const isLogin = /login_needed/u.test(told.body) || String(told.headers['location']).startsWith('/login?');
      // A wrong password is answered by 401 as well, to those who are let in to try.
      const found =
        needs === 'nothing'
          ? 'let in'
          : isLogin
            ? 'sign in'
            : told.status === 403 && /not_allowed/u.test(told.body)
              ? 'refused'
              : 'let in';
      assert.equal(found, expected, `${route.method} ${path} as ${role ?? 'nobody'}: ${told.status}`);
      assert.ok(told.status < 500, `${route.method} ${path}: ${told.status}`);
      cells++;
    }
  }
  assert.ok(cells > 150, String(cells));
});
