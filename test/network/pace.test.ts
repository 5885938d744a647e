// No site is asked too much, and one that asks for a pause gets it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { limits } from '../../src/core/limits.ts';
import { Door } from '../../src/network/index.ts';
import { Pace } from '../../src/network/pace.ts';
import { type Answer, CLIENT, fetchFrom, quickTime, refusal, site, spy, waysTo } from './site.ts';

const tooMany =
  (retryAfter: string, status = 429): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'Retry-After': retryAfter }).end();

test('of ten thousand addresses of one site at most two are asked at once, and a second lies between two', async t => {
  let running = 0;
  let most = 0;
  let now = 0;
  const pace = new Pace({
    clock: { now: () => new Date(now).toISOString() },
    sleep: async milliseconds => {
      await setImmediate();
      now += milliseconds;
    },
  });
  const starts: number[] = [];
  const turn = async (host: string): Promise<void> =>
    await pace.turn(host, 'first', async () => {
      starts.push(now);
      running += 1;
      most = Math.max(most, running);
      // Longer than until the next may start.
      for (let i = 0; i < 5; i++) await setImmediate();
      running -= 1;
    });
  await Promise.all(Array.from({ length: 10_000 }, () => turn('news.example.org')));
  assert.equal(most, limits.hostAtOnce);
  const gaps = starts.slice(1).map((start, i) => start - starts[i]!);
  assert.ok(Math.min(...gaps) >= limits.hostSeconds * 1000, `${Math.min(...gaps)}`);
  t.diagnostic(`${gaps.length} pauses, the shortest of ${Math.min(...gaps)} ms`);
});

test('a site that is asked a thousand times keeps nobody else waiting', async () => {
  const pace = new Pace({ clock: quickTime().clock, sleep: () => new Promise(() => {}) });
  const done: string[] = [];
  for (let i = 0; i < 1_000; i++) void pace.turn('busy.example.org', 'first', async () => void done.push('busy'));
  await pace.turn('other.example.org', 'first', async () => void done.push('other'));
  assert.deepEqual(done, ['busy', 'other']);
});

test('a task that fails gives its turn back', async () => {
  const pace = new Pace(quickTime());
  const fails = (): Promise<void> => pace.turn('a', 'first', async () => Promise.reject(new Error('no')));
  for (let i = 0; i < 5; i++) await assert.rejects(fails, /no/u);
});

test('a site that says 429 with a long pause is not asked again before it is over', async t => {
  for (const [value, status] of [
    ['120', 429],
    ['120', 503],
    [new Date(Date.now() + 120_000).toUTCString(), 429],
  ] as const) {
    const from = await site(t, { '/a': tooMany(value, status), '/b': (_, response) => void response.end('b') });
    const time = quickTime();
    const { connect, begun } = spy();
    const door = new Door({ ...waysTo(from), ...time, connect });
    const fetch = (path: string): ReturnType<Door['fetch']> =>
      door.fetch(from.address(path), { client: CLIENT, ports: [from.port] });
    const first = await refusal(fetch('/a'));
    assert.equal(first.code, 'http_status');
    assert.match(first.message, /asks to be left alone for 1[012]\d s/u);
    const before = begun.length;
    const second = await refusal(fetch('/b'));
    assert.equal(second.code, 'asked_to_wait');
    assert.match(second.message, /until 20\d\d-/u);
    assert.equal(begun.length, before);
    await time.sleep(121_000);
    assert.equal(Buffer.from((await fetch('/b')).bytes).toString(), 'b');
  }
});

test('a short pause is waited for', async t => {
  let times = 0;
  const from = await site(t, {
    '/a': (request, response) => (++times === 1 ? tooMany('20')(request, response) : void response.end('a')),
  });
  const time = quickTime();
  const door = new Door({ ...waysTo(from), ...time });
  const options = { client: CLIENT, ports: [from.port] };
  await refusal(door.fetch(from.address('/a'), options));
  await door.fetch(from.address('/a'), options);
  assert.ok(time.slept() >= 15_000, `${time.slept()}`);
});

test('a pause that no clock understands is none, and nobody is believed who wants years', async t => {
  for (const value of ['soon', '-5', '1e9', '']) {
    const from = await site(t, { '/a': tooMany(value) });
    assert.equal((await refusal(fetchFrom(from, '/a'))).code, 'http_status', value);
  }
  const from = await site(t, { '/a': tooMany('999999999999') });
  assert.match((await refusal(fetchFrom(from, '/a'))).message, /left alone for 86400 s/u);
});

test('a redirect on the same site waits for no turn of its own; one to another site does for the first', async t => {
  const from = await site(t, {
    '/a': (_, response) => void response.writeHead(302, { Location: '/b' }).end(),
    '/b': (_, response) => void response.end('b'),
  });
  const time = quickTime();
  const door = new Door({ ...waysTo(from), ...time });
  await door.fetch(from.address('/a'), { client: CLIENT, ports: [from.port] });
  assert.equal(time.slept(), 0);
});
