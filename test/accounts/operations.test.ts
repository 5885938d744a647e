// Every operation of the API, asked of a real server with accounts and a real record: what comes is what the description says, down to the fields.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { exampleDay, makeExample } from '../../src/example.ts';
import type { Told } from '../asking.ts';
import { house, NAMES } from './desk.ts';

interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<
    Record<string, { readonly headers?: object; readonly content: Readonly<Record<string, { schema?: object }>> }>
  >;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** Fields of answers that the way through them needs. */
interface Said {
  readonly id: string;
  readonly entry: number;
  readonly affected: readonly object[];
  readonly rows: readonly unknown[];
  readonly items: readonly { readonly id: string; readonly finding: string; readonly party: string }[];
  readonly next?: string;
  readonly outcomes: readonly { readonly document: string }[];
  readonly claim: { readonly words: { readonly exact: string } };
  readonly finding: { readonly restsOn: readonly string[] };
  readonly stands: string;
}

/** What an operation is sent, and for what in its path; a function of what others answered before. */
interface Asked {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: object;
  readonly etag?: string;
}

const DAY = `day=${exampleDay()}`;
const [INSTRUMENT, STATEMENT] = ['ins_straits', 'The harbour was closed on Friday, the ministry said.'];

test('every operation answers as the description says', async t => {
  const { ask, login, document, claims, accounts } = await house(t, undefined, async folder => {
    for await (const outcome of makeExample(folder, 'Clerk')) assert.equal(outcome.outcome, 'added');
  });
  const cookie = await login(NAMES.owner);
  const description = JSON.parse((await ask('/api/v1/openapi.json', { cookie })).body) as Description;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addFormat('base64', true);
  ajv.addSchema(description, 'description');
  const problem = ajv.compile({ $ref: 'description#/components/schemas/Problem' });
  const asked = new Set<string>();
  const fits = (check: ValidateFunction, value: unknown, where: string): void =>
    assert.ok(check(value), `${where}: ${ajv.errorsText(check.errors)}\n${JSON.stringify(value).slice(0, 600)}`);

  /** Asks an operation, and holds what comes against what it says. */
  async function operation(name: string, { path = {}, query, body, etag }: Asked = {}): Promise<Told> {
    const [method, template] = name.split(' ') as [string, string];
    const told = description.paths[template]?.[method.toLowerCase()];
    assert.ok(told, `${name} is described`);
    asked.add(name);
    const filled = template.replaceAll(/\{(\w+)\}/gu, (_, part: string) => encodeURIComponent(path[part] ?? ''));
    const answer = await ask(`${filled}${query === undefined ? '' : `?${query}`}`, {
      cookie,
      ...(body !== undefined && { json: body }),
      ...(etag !== undefined && { headers: { 'if-match': etag } }),
    });
    const response = told.responses[String(answer.status)];
    assert.ok(response, `${name}: ${answer.status} is not described: ${answer.body.slice(0, 300)}`);
    const type = String(answer.headers['content-type']).replace(/;.*$/u, '');
    const content = response.content[type];
    assert.ok(content, `${name}: ${type} is not described`);
    if (content.schema !== undefined) fits(ajv.compile(resolved(content.schema)), JSON.parse(answer.body), name);
    for (const header of Object.keys(response.headers ?? {}))
      assert.ok(answer.headers[header.toLowerCase()], `${name}: ${header}`);
    return answer;
  }

  const get = (path: string, more: Asked = {}): Promise<Told> => operation(`GET /api/v1/${path}`, more);
  const post = (path: string, body: object, more: Asked = {}): Promise<Told> =>
    operation(`POST /api/v1/${path}`, { ...more, body });

  // Lists, each by its first cursor as well.
  for (const name of Object.keys(description.paths)) {
    if (!/^\/api\/v1\/[a-z]+$/u.test(name) || name === '/api/v1/events') continue;
    if (!('get' in description.paths[name]!)) continue;
    const list = name.slice('/api/v1/'.length);
    const part = said(await get(list));
    const takesCursor = description.paths[name]['get'].parameters.some(one => one.name === 'cursor');
    if (!takesCursor) continue;
    const { next, items } = said(await get(list, { query: 'limit=1' }));
    if (part.items.length < 2) continue;
    assert.equal(items.length, 1, list);
    const second = said(await get(list, { query: `limit=1&cursor=${next}` }));
    assert.deepEqual(second.items[0], part.items[1], `${list}: the second by a cursor is the second of all`);
  }
  await get('origins/counted');
  // The table of events in parts, however small, is the table.
  const table = async (limit: number): Promise<string[]> => {
    const rows: unknown[] = [];
    let next: string | undefined;
    do {
      const part = said(await get('events', { query: `limit=${limit}${next === undefined ? '' : `&cursor=${next}`}` }));
      rows.push(...part.rows);
      next = part.next;
    } while (next !== undefined);
    return rows.map(row => JSON.stringify(row));
  };
  const whole = await table(2_000);
  assert.ok(whole.length > 20, `${whole.length} rows`);
  assert.deepEqual(await table(3), whole);

  // A claim: looked at, confirmed, edited, taken back; and one by hand.
  const claim = { path: { document, claim: claims[0]! } };
  let seen = await get('claims/{document}/{claim}', claim);
  for (const [part, body] of [
    ['review', { verdict: 'confirmed' }],
    ['edit', { set: { factuality: 'alleged' } }],
    ['review', { verdict: 'undo' }],
  ] as const)
    seen = await post(`claims/{document}/{claim}/${part}`, body, { ...claim, etag: etagOf(seen) });
  const words = said(seen).claim.words.exact;
  await post('documents/{document}/claims', { kind: 'act', words }, { path: { document } });

  // Documents and jobs.
  assert.equal((await post('documents', { text: STATEMENT })).status, 201);
  assert.equal((await post('documents', { text: STATEMENT })).status, 200);
  const { id: job } = said(await post('jobs', { inputs: [{ name: 'a', text: `${STATEMENT} Twice.` }] }));
  await get('jobs/{job}', { path: { job } });
  const events = await get('jobs/{job}/events', { path: { job } });
  assert.match(events.body, /^id: .*\nevent: job\ndata: /u);
  fits(
    ajv.compile(
      resolved(description.paths['/api/v1/jobs/{job}']!['get']!.responses['200']!.content['application/json']!.schema!),
    ),
    JSON.parse(/data: (.*)/u.exec(events.body)![1]!),
    'an event',
  );

  // What is judged, and the way of a finding.
  const of = { path: { instrument: INSTRUMENT }, query: DAY };
  for (const list of ['findings', 'bearings', 'scope', 'attributions', 'calendar', 'scales'])
    await get(`instruments/{instrument}/${list}`, of);
  for (const format of ['stix', 'claimreview', 'ical', 'atom'])
    await get(`instruments/{instrument}/export/${format}`, of);
  const proposed = await post('instruments/{instrument}/findings', { provision: 'prv_theft' }, of);
  const { finding } = said(proposed).items.find(({ party }) => party === 'state/sudmark')!;
  const one = { ...of, path: { ...of.path, finding } };
  const at = 'instruments/{instrument}/findings/{finding}';
  const { finding: rests } = said(await get(at, one));
  for (const bearing of rests.restsOn)
    await post('bearings/{bearing}/review', { verdict: 'accepted' }, { path: { bearing } });
  await get('bearings/{bearing}', { path: { bearing: rests.restsOn[0]! } });
  const settle = { outcome: 'withdrawn', evidence: document, why: 'They took it back.' };
  await post('sources/rate', { source: 'The Harbour Gazette', reliability: 'B' });
  let state = await post(`${at}/propose`, {}, { ...one, etag: etagOf(await get(at, one)) });
  state = await post(`${at}/review`, { verdict: 'approved' }, { ...one, etag: etagOf(state) });
  // A second person, by the same interface.
  const vera = await login(NAMES.reviewer);
  const approval = { cookie: vera, json: { verdict: 'approved' }, headers: { 'if-match': etagOf(state) } };
  assert.equal(
    (await ask(`/api/v1/instruments/${INSTRUMENT}/findings/${finding}/review?${DAY}`, approval)).status,
    200,
  );
  state = await post(`${at}/publish`, {}, { ...one, etag: etagOf(state) });
  assert.match(said(state).stands, /published by Olga/u);
  await post('bearings/{bearing}/settle', settle, { path: { bearing: rests.restsOn[0]! } });
  await get('published');

  // Agreements: what would be read in a text, what is registered of it and by hand, and what is withdrawn.
  const text =
    'Joint Statement of Norland and Sudmark on Fishing\n\nLund, 14 May 2024\n\n1. Norland and Sudmark will share their charts.\n';
  const { outcomes } = said(await post('documents', { text, name: 'joint.txt', published: '2024-05-14' }));
  const joint = { document: outcomes[0]!.document };
  const parties = ['state/norland=Norland', 'state/sudmark=Sudmark'];
  await get('documents/{document}/agreement', {
    path: joint,
    query: `parties=${encodeURIComponent(parties.join('; '))}`,
  });
  await post('instruments', { ...joint, parties, name: 'fish' });
  const fish = { path: { instrument: 'ins_fish' } };
  const registered = said(await get('instruments/{instrument}/provisions', fish));
  const charts = { path: { provision: registered.items[0]!.id } };
  const provision = { label: '2 Nets', kind: 'prohibition', bound: ['state/norland'] };
  await post('instruments/{instrument}/provisions', { provision }, fish);
  await post('provisions/{provision}/confirm', {}, charts);
  await post('instruments/{instrument}/confirm', {}, fish);
  await post('provisions/{provision}/withdraw', { why: 'It lapsed' }, charts);
  await post('instruments/{instrument}/withdraw', {}, fish);
  const agreement = { id: 'ins_banks', title: 'Accord', parties: [{ actor: 'state/norland', name: 'Norland' }] };
  await post('instruments/by-hand', { agreement });

  // Notes, what is taken back, what is no copy, and what a source corrected.
  const note = said(await post('notes', { subject: document, text: 'Asked the editor.' }));
  await post('entries/{entry}/undo', { why: 'Asked somebody else' }, { path: { entry: String(note.entry) } });
  const other = said(await get('documents'))
    .items.map(({ id }) => id)
    .find(id => id !== document)!;
  await post('documents/{document}/unlink', { other }, { path: { document } });
  await post('documents/{document}/link', { other }, { path: { document } });
  const correction = said(await post('documents/{document}/corrections', { retract: true }, { path: { document } }));
  assert.ok(correction.affected.length > 0);

  // The record, and who may come in.
  await post('record/verify', {});
  await post('record/bundle', { documents: [document] });
  await post('account/tokens', { label: 'a', scopes: ['read'], days: 1 });
  const { items } = said(await get('account/tokens'));
  await post('account/tokens/revoke', { id: items[0]!.id });
  await get('accounts');
  await post('accounts/invitations', { role: 'reader' });
  await post('accounts/change', { name: NAMES.reader, shutOut: true });
  assert.equal(accounts.named(NAMES.reader).isShutOut, true);

  const all = Object.entries(description.paths).flatMap(([path, of]) =>
    Object.keys(of).map(method => `${method.toUpperCase()} ${path}`),
  );
  assert.deepEqual(
    all.filter(name => !asked.has(name)),
    [],
    'no operation was left out',
  );

  // What is wrong is told as the description says, by every operation that takes something.
  for (const name of all) {
    const [method, template] = name.split(' ') as [string, string];
    const path = template.replaceAll(/\{\w+\}/gu, 'nothing');
    const wrong =
      method === 'POST'
        ? await ask(path, { cookie, json: { strange: 1 } })
        : await ask(`${path}?strange=1`, { cookie });
    if (wrong.status === 200) continue;
    assert.ok(wrong.status >= 400 && wrong.status < 500, `${name}: ${wrong.status}`);
    assert.match(String(wrong.headers['content-type']), /^application\/problem\+json/u, name);
    fits(problem, JSON.parse(wrong.body), name);
  }
});

const said = ({ body }: Told): Said => JSON.parse(body) as Said;

const etagOf = (told: Told): string => String(told.headers['etag']);

/** References lead into the description. */
const resolved = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"description#/components/')) as object;
