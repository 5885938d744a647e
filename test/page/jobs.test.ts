// Long work: begun, looked after over HTTP and as events, and still there when the server was started again.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openRecordForReading } from '../../src/app.ts';
import { Desk } from '../../src/server/desk.ts';
import type { Job } from '../../src/server/jobs.ts';
import { listen } from '../../src/server/listen.ts';
import { recordFolder } from './browser.ts';

const TEXT = 'The ministry said on Monday that the talks had failed.';
const OTHER = 'Norway and Poland agreed to share radar data.';

async function serving(folder: string): Promise<{ base: string; close: () => Promise<void> }> {
  const server = await listen(await Desk.open({ folder, by: 'Ana' }), { host: 'localhost', port: 0 });
  return { base: server.address.slice(0, -1), close: () => server.close() };
}

function folderFor(context: TestContext): string {
  const folder = recordFolder();
  context.after(() => rmSync(dirname(folder), { recursive: true, force: true }));
  return folder;
}

const post = (base: string, path: string, body: object, key?: string): Promise<Response> =>
  fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base, ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  });

test('a job is begun at once, told of as it goes on, and what came of each input stays over a restart', async t => {
  const folder = folderFor(t);
  let server = await serving(folder);
  const begun = await post(server.base, '/api/v1/jobs', {
    inputs: [
      { name: 'one.txt', text: TEXT },
      { name: 'two.txt', base64: Buffer.from(OTHER).toString('base64') },
      { url: 'http://127.0.0.1:9/secret' },
    ],
  });
  assert.equal(begun.status, 202);
  const where = begun.headers.get('location')!;
  assert.match(where, /^\/api\/v1\/jobs\/job_[0-9a-f]{24}$/u);
  // The stream ends with the job.
  const events = await (await fetch(`${server.base}${where}/events`)).text();
  const told = [...events.matchAll(/^data: (.*)$/gmu)].map(([, data]) => JSON.parse(data!) as Job);
  assert.equal(told.at(-1)!.state, 'done');
  assert.ok(told.length >= 3, 'it was told of on the way');
  assert.deepEqual(
    told.map(({ done }) => done),
    told.map(({ done }) => done).toSorted((a, b) => a - b),
  );
  const job = (await (await fetch(server.base + where)).json()) as Job;
  assert.deepEqual([job.state, job.done, job.total], ['done', 3, 3]);
  assert.deepEqual(
    job.outcomes.map(({ outcome }) => outcome),
    ['added', 'added', 'failed'],
  );
  const [, , refused] = job.outcomes;
  assert.ok(
    refused?.outcome === 'failed' && /^(?:url_not_public|port_not_allowed)$/u.test(refused.problem.code),
    JSON.stringify(refused),
  );
  const page = await (await fetch(`${server.base}/add/jobs/${job.id}`)).text();
  assert.match(page, /2 documents added/u);
  assert.match(page, /one\.txt/u);
  await server.close();
  server = await serving(folder);
  assert.deepEqual(await (await fetch(server.base + where)).json(), job);
  const list = (await (await fetch(`${server.base}/api/v1/jobs`)).json()) as { items: Job[] };
  assert.deepEqual(list.items, [job]);
  assert.equal((await fetch(`${server.base}/api/v1/jobs/job_0`)).status, 404);
  await server.close();
});

test('C13: a key answers the same over a restart, and is refused for something else', async t => {
  const folder = folderFor(t);
  let server = await serving(folder);
  const first = await post(server.base, '/api/v1/documents', { text: TEXT }, 'key 1');
  assert.equal(first.status, 201);
  const answer = await first.text();
  await server.close();
  server = await serving(folder);
  const again = await Promise.all(
    Array.from({ length: 10 }, () => post(server.base, '/api/v1/documents', { text: TEXT }, 'key 1')),
  );
  for (const one of again) assert.deepEqual([one.status, await one.text()], [201, answer]);
  assert.equal((await post(server.base, '/api/v1/documents', { text: OTHER }, 'key 1')).status, 409);
  const jobs = await Promise.all(
    Array.from({ length: 5 }, () =>
      post(server.base, '/api/v1/jobs', { inputs: [{ name: 'x', text: OTHER }] }, 'key 2'),
    ),
  );
  assert.equal(new Set(jobs.map(one => one.headers.get('location'))).size, 1, 'one job');
  await (await fetch(`${server.base}${jobs[0]!.headers.get('location')!}/events`)).text();
  await server.close();
  const record = await openRecordForReading(folder);
  assert.equal(await record.documentCount(), 2);
  await record.close();
});

test('what is pasted into the page becomes a job, and an address that is none is refused', async t => {
  const folder = folderFor(t);
  const { base, close } = await serving(folder);
  const send = (fields: Record<string, string>): Promise<Response> => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return fetch(`${base}/add`, { method: 'POST', headers: { origin: base }, body: form, redirect: 'manual' });
  };
  const sent = await send({ text: TEXT, name: 'pasted' });
  assert.equal(sent.status, 303);
  const where = sent.headers.get('location')!;
  await (await fetch(`${base}/api/v1/jobs/${where.split('/').at(-1)}/events`)).text();
  assert.match(await (await fetch(base + where)).text(), /1 document added/u);
  assert.match(await (await fetch(`${base}/add`)).text(), /Lately/u);
  assert.equal((await send({ urls: 'file:///etc/passwd' })).status, 400);
  await close();
});
