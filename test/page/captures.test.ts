// A26: original captures are given out to be kept, at an address to which no cookie goes, and nothing of them is ever shown or run.
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { test, type TestContext } from 'node:test';
import { Accounts } from '../../src/accounts/accounts.ts';
import { addInput, loadEngine, openRecordForAdding } from '../../src/app.ts';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { ask, type Told } from '../asking.ts';
import { deeds } from '../command.ts';
import { browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';
import { TRACE } from './hostile-strings.ts';

const CAPTURED = `<!doctype html><title>A report</title><script>window.${TRACE}=1;document.cookie='a=b'</script><article><p>The ministry said on Monday that the talks had failed, and that there would be others before the year was over.</p></article>`;

async function record(): Promise<{ folder: string; document: string }> {
  const folder = recordFolder();
  const writing = await openRecordForAdding(folder, 'Ana');
  const input = { name: 'report.html', take: async () => ({ bytes: Buffer.from(CAPTURED) }) };
  for await (const outcome of addInput(writing, input, {}, loadEngine())) assert.equal(outcome.outcome, 'added');
  const [one] = await writing.documents();
  await writing.close();
  return { folder, document: one!.id };
}

test('the original capture comes as a file, byte by byte, from the other name of the machine, and no cookie goes there', {
  skip: withoutBrowser,
}, async t => {
  const { folder, document } = await record();
  const base = await serving(t, folder);
  const context = await (await browserFor(t)).newContext({ acceptDownloads: true });
  const page = await context.newPage();
  // A cookie of the site, such as it sets when somebody says who they are.
  await page.goto(`${base}who`);
  await page.getByLabel('Name').fill('Ana Lind');
  await page.getByRole('button', { name: 'Decide under this name' }).click();
  await page.goto(`${base}documents/${document}`);
  const asked: { url: string; cookie: string | undefined }[] = [];
  page.on('request', one => void one.allHeaders().then(({ cookie }) => asked.push({ url: one.url(), cookie })));
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'the original capture' }).click();
  const download = await coming;
  assert.match(download.suggestedFilename(), new RegExp(`^${document}\\.html$`, 'u'));
  assert.equal(readFileSync(await download.path(), 'utf8'), CAPTURED);
  assert.match(download.url(), /^http:\/\/127\.0\.0\.1:\d+\/captures\/[\w-]{43}$/u);
  assert.equal(await page.evaluate(`window.${TRACE}`), undefined);
  for (const { url, cookie } of asked) if (url.includes('/captures/')) assert.equal(cookie, undefined, url);
  const { headers, status } = await fetch(download.url());
  assert.equal(status, 200);
  assert.match(headers.get('content-security-policy')!, /^sandbox; default-src 'none'/u);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
  assert.equal(headers.get('content-type'), 'application/octet-stream');
  assert.match(headers.get('content-disposition')!, /^attachment; /u);
  assert.equal(headers.get('set-cookie'), null);

  // Should a browser show it all the same, the sandbox lets nothing run.
  const seen = watched(page, base);
  await page.route('**/captures/*', async route => {
    const answer = await route.fetch();
    const { 'content-disposition': _, ...others } = answer.headers();
    await route.fulfill({ response: answer, headers: { ...others, 'content-type': 'text/html' } });
  });
  await page.goto(download.url());
  await page.getByText('The ministry said on Monday').waitFor();
  assert.equal(await page.evaluate(`window.${TRACE}`).catch(() => undefined), undefined);
  assert.ok(!seen.some(one => one.startsWith('dialog')));
  assert.equal((await fetch(new URL(`/captures/${'a'.repeat(43)}`, download.url()))).status, 404);
});

async function guarded(context: TestContext, captures: string | undefined) {
  const { folder, document } = await record();
  const accounts = Accounts.open(folder);
  const origin = 'https://deeds.example.org';
  await accounts.join(accounts.invite('reader', undefined), 'Rita', 'nine green bottles on a wall', 'test');
  const session = await accounts.login('Rita', 'nine green bottles on a wall', 'test');
  const desk = await Desk.open({ folder, by: undefined });
  const server = await listen(desk, {
    host: 'localhost',
    port: 0,
    guarded: { accounts, origin, ...(captures !== undefined && { captures }) },
  });
  context.after(async () => {
    await server.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  const asked = (host: string, path: string, cookie?: string): Promise<Told> =>
    ask(server.port, path, { headers: { host, ...(cookie !== undefined && { cookie }) } });
  return { ask: asked, document, cookie: `__Host-deeds=${session}` };
}

test('where people have accounts captures have a name of their own, and nothing else is there', async t => {
  const { ask, document, cookie } = await guarded(t, 'https://captures.example.org');
  const [own, others] = ['deeds.example.org', 'captures.example.org'];
  const path = `/documents/${document}/capture`;
  assert.match(String((await ask(own, path)).headers['location']), /^\/login/u, 'for who is signed in');
  const { status, headers } = await ask(own, path, cookie);
  assert.equal(status, 303);
  const location = new URL(String(headers['location']));
  assert.equal(location.origin, 'https://captures.example.org');
  assert.equal((await ask(others, location.pathname)).body, CAPTURED, 'the ticket is enough');
  assert.equal((await ask(own, location.pathname, cookie)).status, 421, 'not at the name to which cookies go');
  for (const elsewhere of ['/', '/login', `/documents/${document}`, '/assets/deeds.js', '/api/v1/documents'])
    assert.equal((await ask(others, elsewhere, cookie)).status, 421, elsewhere);
});

test('without such a name none are given out; and it must be another', async t => {
  const { ask, document, cookie } = await guarded(t, undefined);
  const refused = await ask('deeds.example.org', `/documents/${document}/capture`, cookie);
  assert.match(refused.body, /captures_off/u);
  assert.doesNotMatch((await ask('deeds.example.org', `/documents/${document}`, cookie)).body, /original capture/u);
  for (const wrong of [
    ['--captures', 'https://captures.example.org'],
    ['--captures', 'https://deeds.example.org', '--origin', 'https://deeds.example.org'],
    ['--captures', 'http://captures.example.org', '--origin', 'https://deeds.example.org'],
  ]) {
    const { code, err } = deeds(['serve', '--record', 'nowhere', ...wrong]);
    assert.equal(code, 2);
    assert.match(err, /\[bad_origin\]/u);
  }
});

test('where the record lies on its machine is told to nobody who asks', async t => {
  const { folder } = await record();
  const base = await serving(t, folder, 'Ana');
  for (const path of [
    'documents/doc_0',
    'documents/doc_0/claims/clm_0',
    'board/ins_0',
    'api/v1/claims/doc_0/clm_0',
    'api/v1/instruments/ins_0/findings',
    'brief/ins_0',
  ]) {
    const answer = await fetch(base + path);
    const text = await answer.text();
    assert.ok(answer.status >= 400, path);
    assert.ok(!text.includes(folder) && !text.includes(dirname(folder)), `${path}: ${text.slice(0, 500)}`);
    assert.match(text, /has no/u, 'it is still a sentence');
  }
});
