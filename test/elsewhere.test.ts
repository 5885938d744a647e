// What is answered in a process beside the pages is what would be answered here: the same pages, to the same people, of the same record.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Person } from '../src/accounts/policy.ts';
import { findBearing, reject } from '../src/decisions/bearings.ts';
import { makeExample } from '../src/example.ts';
import { findingId } from '../src/judging/findings.ts';
import { Desk } from '../src/server/desk.ts';
import { type Asked, routes, Site } from '../src/server/site.ts';
import { temporaryFolder } from './command.ts';

const ID = 'ins_straits';

const asking = (target: string): Asked => ({
  method: 'GET',
  host: 'localhost',
  target,
  contentType: undefined,
  accept: undefined,
  cookie: undefined,
  ifMatch: undefined,
  ifNoneMatch: undefined,
  key: undefined,
  lastEvent: undefined,
  token: undefined,
  formToken: undefined,
  place: '127.0.0.1',
  body: async () => new Uint8Array(),
});

/** Closed before its folder goes. */
async function exampleDesk(t: TestContext): Promise<Desk> {
  const closing: Desk[] = [];
  t.after(async () => await closing[0]?.close());
  const home = join(temporaryFolder(t), 'record');
  for await (const outcome of makeExample(home, 'Ana')) assert.equal(outcome.outcome, 'added');
  const desk = await Desk.open({ folder: home, by: 'Ana' });
  closing.push(desk);
  return desk;
}

test('pages and lookups of the whole record', async t => {
  const desk = await exampleDesk(t);
  const site = new Site(desk);
  const open = { person: undefined, isGuarded: false, capturesAt: undefined };
  const days = { day: '2026-03-01', from: undefined, until: undefined };
  const judged = await desk.dockets.judged(ID, days);
  const finding = /\/board\/ins_straits\/(fnd_[0-9a-f]+)/u.exec(
    String((await site.answer(asking(`/board/${ID}?day=2026-03-01`))).body),
  )![1]!;
  const bearing = judged.docket.held[0]!.bearing.id;
  const [type, ...names] = (await desk.record.actorTally())[0]!.id.split('/') as [string, ...string[]];
  const name = names.join('/');
  const parts: Readonly<Record<string, string>> = { instrument: ID, finding, bearing, file: 'brief.md', type, name };

  const whole = routes.filter(route => route.ofWhole);
  assert.ok(whole.length > 10);
  for (const { method, path, formats = [] } of whole) {
    assert.equal(method, 'GET', `${path} is looked at`);
    const address = path.replaceAll(/:(\w+)(?:\(\.\+\))?/gu, (_, part: string) => parts[part]!);
    // As of a day on which the example has something to tell, where a page can be asked for one.
    const isByDay = (await site.answer(asking(`${address}?day=2026-03-01`))).status === 200;
    const question = isByDay ? '?day=2026-03-01' : '';
    for (const format of ['', ...formats.map(name => `.${name}`)]) {
      const target = `${address}${format}${question}`;
      const here = await site.answer(asking(target));
      assert.equal(here.status, 200, target);
      const there = await desk.whole.answer(asking(target), open, true);
      // Files come as bytes of another sort of array.
      const body = there.body instanceof Uint8Array ? Buffer.from(there.body) : there.body;
      const own = here.body instanceof Uint8Array ? Buffer.from(here.body) : here.body;
      assert.deepEqual({ ...there, body }, { ...here, body: own }, target);
    }
  }

  assert.deepEqual(await desk.whole.look('bearing', bearing), await desk.lookUp('bearing', bearing));
  const asked = { instrument: ID, finding, days };
  assert.deepEqual(await desk.whole.look('finding', asked), await desk.lookUp('finding', asked));
  assert.deepEqual(await desk.whole.look('judged', asked), await desk.lookUp('judged', asked));
  assert.deepEqual(await desk.whole.look('conflicts', { limit: 3 }), await desk.lookUp('conflicts', { limit: 3 }));
  await assert.rejects(desk.whole.look('bearing', 'brg_none'), { code: 'unknown_bearing' });
  await assert.rejects(desk.whole.look('finding', { ...asked, finding: 'fnd_none' }), { code: 'page_not_found' });

  // What was decided here is seen there at once.
  await desk.write(undefined, async record =>
    reject(record, await findBearing(record, bearing), { by: 'Ana', why: undefined }),
  );
  assert.equal((await desk.whole.look('bearing', bearing)).state, 'rejected');
  const { sequence } = await desk.record.head();
  const {
    provision,
    party,
    finding: judgedAs,
  } = judged.rows.find(row => row.provision.id === judged.docket.held[0]!.bearing.provision)!;
  const changed = asking(`/board/${ID}/${findingId(provision.id, party, judgedAs.window)}?day=2026-03-01`);
  assert.match(
    String((await desk.whole.answer(changed, open, true)).body),
    new RegExp(`<ol class="log"><li value="${sequence}"><bdi>[^<]*Ana`, 'u'),
    'its history has the decision',
  );

  // Whom the server let in, and that it lets in nobody else, is told on the page.
  const person: Person = { account: 'acc_1', name: 'Bo', role: 'reader', scopes: undefined };
  const page = await desk.whole.answer(
    asking(`/board/${ID}`),
    { person, isGuarded: true, capturesAt: undefined },
    true,
  );
  assert.match(String(page.body), /<bdi>Bo<\/bdi>.*reader/u);
  const stranger = await desk.whole.answer(
    asking(`/board/${ID}`),
    { person: undefined, isGuarded: true, capturesAt: undefined },
    true,
  );
  assert.doesNotMatch(String(stranger.body), /<bdi>(?:Ana|Bo)<\/bdi>/u);
});

test('of a large record nothing else asks for what is gathered or compared over all of it', async t => {
  const desk = await exampleDesk(t);
  const record = new Proxy(desk.record, {
    get(of, name) {
      if (name === 'claimTally')
        return async () => [{ kind: 'statement', state: 'proposed', current: true, number: 1_000_000 }];
      return Reflect.get(of, name, of) as unknown;
    },
  });
  const asked: string[] = [];
  const watched = <T extends object>(of: T, names: readonly string[]): T =>
    new Proxy(of, {
      get(it, name) {
        if (names.includes(String(name))) asked.push(String(name));
        const member: unknown = Reflect.get(it, name, it);
        return typeof member === 'function' ? (member.bind(it) as unknown) : member;
      },
    });
  Object.assign(desk, {
    record,
    dockets: watched(desk.dockets, ['of', 'judged', 'recent']),
    aside: watched(desk.aside, ['calendar', 'utterances']),
  });
  const site = new Site(desk);
  const [{ id }] = (await record.documents({ limit: 1 })) as unknown as [{ id: string }];
  const [{ claim }] = (await record.claims({ document: id, limit: 1 })) as unknown as [{ claim: { id: string } }];
  const parts: Readonly<Record<string, string>> = { instrument: ID, id, document: id, claim: claim.id };
  let answered = 0;
  for (const { method, path, ofWhole } of routes) {
    const names = [...path.matchAll(/:(\w+)/gu)].map(([, name]) => name!);
    if (method !== 'GET' || ofWhole !== undefined || names.some(name => parts[name] === undefined)) continue;
    await site.answer(asking(path.replaceAll(/:(\w+)/gu, (_, name: string) => parts[name]!)));
    assert.deepEqual(asked, [], path);
    answered++;
  }
  assert.ok(answered > 30, `${answered} were asked`);
});

test('who only looks leaves alone what is being added', async t => {
  const desk = await exampleDesk(t);
  const { id } = desk.jobs.start({
    by: 'Ana',
    facts: {},
    inputs: [{ name: 'one.txt', bytes: Buffer.from('Norland and Sudmark met.') }],
  });
  await desk.whole.look('conflicts', { limit: 3 });
  assert.notEqual(desk.jobs.job(id)!.state, 'interrupted');
  assert.equal((await desk.jobs.ended(id)).state, 'done');
});

test('an original capture is the same at every moment, and is given out by the server itself', async t => {
  const desk = await exampleDesk(t);
  const site = new Site(desk);
  const { id } = (await desk.record.documents({ limit: 1 }))[0]!;
  const { sequence } = await desk.record.head();
  const past = `/as-of/${sequence}/documents/${id}`;
  const at = 'http://captures.example';
  const page = await desk.past.answer(asking(past), { person: undefined, isGuarded: true, capturesAt: at }, true);
  assert.match(String(page.body), /the original capture/u);
  const shut = await desk.past.answer(
    asking(past),
    { person: undefined, isGuarded: true, capturesAt: undefined },
    true,
  );
  assert.doesNotMatch(String(shut.body), /the original capture/u);
  const way = await site.answer(asking(`${past}/capture`));
  assert.equal(way.status, 303);
  const given = await site.answer(asking(new URL(way.headers['Location']!).pathname));
  assert.equal(given.status, 200);
  assert.equal(given.isCapture, true);
});

test('a process that was killed is started again, and who waited is told', async t => {
  const desk = await exampleDesk(t);
  const waiting = desk.whole.look('conflicts', { limit: 3 });
  desk.whole.close();
  await assert.rejects(waiting, { code: 'internal' });
  assert.ok(await desk.whole.look('conflicts', { limit: 3 }));
});
