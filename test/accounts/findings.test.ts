// The way of a finding where people have accounts: by the forms of its page and by the API, which are one; and files that a program sends as a browser does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleDay, makeExample } from '../../src/example.ts';
import { house, NAMES } from './desk.ts';

async function example(folder: string): Promise<void> {
  for await (const outcome of makeExample(folder, 'Clerk')) assert.equal(outcome.outcome, 'added');
}

interface Finding {
  readonly finding: { readonly provision: string; readonly party: string; readonly restsOn: readonly string[] };
  readonly recorded?: { readonly id: string; readonly state: string };
}

test('a finding is proposed, confirmed, approved and published: each role as far as it goes, by form and by program', async t => {
  const { ask, login, accounts } = await house(t, undefined, example);
  const of = `/api/v1/instruments/ins_straits/findings`;
  const asked = `day=${exampleDay()}`;
  const [vera, edda, rita] = [await login(NAMES.reviewer), await login(NAMES.editor), await login(NAMES.reader)];
  const person = accounts.inSession(edda.split('=')[1]!)!;
  const token = accounts.makeToken(person, 'a program', ['review'], 1);

  // All of one provision at once, and again with the same key: it is done once.
  const headers = { 'idempotency-key': 'one' };
  const propose = () => ask(`${of}?${asked}`, { cookie: vera, json: { provision: 'prv_theft' }, headers });
  const proposed = await propose();
  assert.equal(proposed.status, 201, proposed.body);
  assert.deepEqual((await propose()).body, proposed.body);
  const { items } = JSON.parse(proposed.body) as { items: { finding: string; headline: string; party: string }[] };
  const id = items.find(({ party }) => party === 'state/sudmark')!.finding;
  assert.match(items[0]!.headline, / · .*: /u);
  assert.equal((await ask(`${of}?${asked}`, { cookie: rita, json: {} })).status, 403);

  const one = `${of}/${id}`;
  const page = `/board/ins_straits/${id}`;
  const shown = async (): Promise<{ etag: string; body: Finding; proposal: string }> => {
    const told = await ask(`${one}?${asked}`, { cookie: rita });
    assert.equal(told.status, 200, told.body);
    const html = (await ask(`${page}?${asked}`, { cookie: vera })).body;
    const proposal = /name="proposal" value="([^"]*)"/u.exec(html)![1]!;
    return { etag: String(told.headers['etag']), body: JSON.parse(told.body) as Finding, proposal };
  };
  const { etag, body, proposal } = await shown();
  assert.equal(body.recorded?.state, 'proposed');
  assert.equal(etag, `"${id}-${proposal}"`, 'what the page shows is the state that the API names');

  // Neither says blindly what was seen.
  assert.equal((await ask(`${one}/review?${asked}`, { cookie: vera, json: { verdict: 'approved' } })).status, 428);
  const late = { cookie: vera, form: { verdict: 'approved', proposal: 'another' } };
  assert.equal((await ask(`${page}/sign?${asked}`, late)).status, 412);

  // Evidence by the form, approval by a program: it is Edda's token. Who did not see the last decision does not decide over it.
  const [piece] = body.finding.restsOn;
  const seenBefore = (await ask(`/api/v1/bearings/${piece}`, { cookie: rita })).headers['etag'];
  const form = `${page}/bearings/${piece}?${asked}`;
  assert.equal(
    (await ask(form, { cookie: edda, form: { verdict: 'rejected', seen: String(seenBefore) } })).status,
    303,
  );
  const tooLate = await ask(form, { cookie: vera, form: { verdict: 'accepted', seen: String(seenBefore) } });
  assert.equal(tooLate.status, 412);
  assert.match(tooLate.body, /Edda decided about .* meanwhile; it is rejected now/u);
  const json = { cookie: vera, json: { verdict: 'accepted' }, headers: { 'if-match': String(seenBefore) } };
  assert.equal((await ask(`/api/v1/bearings/${piece}/review`, json)).status, 412);
  const shownNow = (await ask(`${page}?${asked}`, { cookie: vera })).body;
  assert.ok(
    shownNow.includes(
      String((await ask(`/api/v1/bearings/${piece}`, { cookie: rita })).headers['etag']).replaceAll('"', '&quot;'),
    ),
  );
  for (const bearing of body.finding.restsOn) {
    const told = await ask(`${page}/bearings/${bearing}?${asked}`, { cookie: vera, form: { verdict: 'accepted' } });
    assert.equal(told.status, 303, told.body);
    assert.equal(told.headers['location'], `${page}?${asked}#${bearing}`);
  }
  await ask(`${page}/sign?${asked}`, { cookie: vera, form: { verdict: 'proposed', proposal } });
  const now = await shown();
  assert.notEqual(now.etag, etag, 'another proposal is another state');
  const approve = { token, json: { verdict: 'approved' }, headers: { 'if-match': now.etag } };
  assert.equal((await ask(`${one}/review?${asked}`, approve)).status, 200);
  assert.equal((await ask(`${one}/review?${asked}`, { ...approve, headers: { 'if-match': etag } })).status, 412);
  const returned = await ask(`${page}/sign?${asked}`, {
    cookie: vera,
    form: { verdict: 'returned', proposal: now.proposal },
  });
  assert.match(returned.body, /return_without_reason/u);

  // A reviewer publishes neither by form nor by program; nor does a token that was made for reviewing.
  const publish = { verdict: 'published', proposal: now.proposal };
  assert.equal((await ask(`${page}/sign?${asked}`, { cookie: vera, form: publish })).status, 403);
  const seen = { 'if-match': now.etag };
  assert.equal((await ask(`${one}/publish?${asked}`, { cookie: vera, json: {}, headers: seen })).status, 403);
  assert.equal((await ask(`${one}/publish?${asked}`, { token, json: {}, headers: seen })).status, 403);
  assert.ok(accounts.refusals().some(({ what }) => what.includes('publish')));
  // Edda alone has approved it: two must have.
  const tooFew = await ask(`${page}/sign?${asked}`, { cookie: edda, form: publish });
  assert.equal(tooFew.status, 400);
  assert.match(tooFew.body, /not_reviewed/u);
  const approval = { cookie: vera, form: { verdict: 'approved', proposal: now.proposal } };
  assert.equal((await ask(`${page}/sign?${asked}`, approval)).status, 303);
  assert.equal((await ask(`${page}/sign?${asked}`, { cookie: edda, form: publish })).status, 303);
  assert.equal((await shown()).body.recorded?.state, 'published');
});

test('what comes too late by a form is kept in the log, and a program that says what it saw by number gets the same', async t => {
  const { ask, login, document, claims } = await house(t);
  const [vera, edda] = [await login(NAMES.reviewer), await login(NAMES.editor)];
  const form = `/documents/${document}/claims/${claims[0]}/review`;
  const api = `/api/v1/claims/${document}/${claims[0]}/review`;
  assert.equal((await ask(form, { cookie: vera, form: { verdict: 'confirmed', after: '' } })).status, 303);
  const late = await ask(form, { cookie: edda, form: { verdict: 'rejected', after: '' } });
  assert.equal(late.status, 409);
  assert.match(late.body, /review_conflict/u);
  const program = await ask(api, { cookie: edda, json: { verdict: 'rejected', after: 0 } });
  assert.deepEqual([program.status, JSON.parse(program.body).code], [409, 'review_conflict']);
  const refused = await ask('/record.json?kind=claim_review_refused', { cookie: vera });
  assert.equal((JSON.parse(refused.body) as { items: object[] }).items.length, 2);
  assert.equal((await ask(api, { cookie: edda, json: { verdict: 'rejected' } })).status, 428, 'neither was said');
  const strange = { cookie: edda, json: { set: { factuality: 'perhaps' }, after: 0 } };
  assert.match((await ask(api.replace(/review$/u, 'edit'), strange)).body, /invalid_claim/u);
});

test('files come in as a browser sends them, from a program with a token', async t => {
  const { ask, login, accounts } = await house(t);
  const edda = accounts.inSession((await login(NAMES.editor)).split('=')[1]!)!;
  const token = accounts.makeToken(edda, 'a program', ['add'], 1);
  const form = new FormData();
  form.append('files', new Blob(['The minister said on Tuesday that the port would close.']), 'C:\\reports\\port.txt');
  form.append('source', 'Harbour Gazette');
  const bytes = Buffer.from(await new Response(form).bytes());
  const type = `multipart/form-data; boundary=${/^--([^\r]+)/u.exec(bytes.toString())![1]!}`;
  const begun = await ask('/api/v1/jobs', {
    method: 'POST',
    token,
    raw: bytes.toString(),
    headers: { 'content-type': type },
  });
  assert.equal(begun.status, 202, begun.body);
  const { id } = JSON.parse(begun.body) as { id: string };
  for (let n = 0; n < 200; n++) {
    const job = JSON.parse((await ask(`/api/v1/jobs/${id}`, { token })).body) as {
      state: string;
      outcomes: { name: string; outcome: string }[];
    };
    if (job.state === 'done') {
      assert.deepEqual(
        job.outcomes.map(({ name, outcome }) => [name, outcome]),
        [['port.txt', 'added']],
      );
      return;
    }
    await new Promise(done => setTimeout(done, 100));
  }
  assert.fail('the job did not end');
});
