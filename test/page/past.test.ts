// The whole site as it was: every page at an entry of the past, by the slider that stands on each, with and without script.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openRecordForReading } from '../../src/app.ts';
import { makeExample } from '../../src/example.ts';
import { sections } from '../../src/server/pages/index.ts';
import { axeFindings, browserFor, serving, watched, withoutBrowser } from './browser.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-past-'));
const folder = join(home, 'record');
let entries = 0;
after(() => rmSync(home, { recursive: true, force: true }));
before(async () => {
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForReading(folder);
  entries = (await record.head()).sequence;
  await record.close();
});

/** Pages of the menu and below them, by paths without parts to be filled in. */
const paths = sections
  .flatMap(({ routes }) => routes)
  .filter(({ method, path }) => method === 'GET' && !path.includes(':'))
  .map(({ path }) => path)
  .filter(path => !['/as-of', '/login', '/join', '/account', '/accounts'].includes(path));

test('every page of the past says so, writes nothing, leads out of it by one link, and has the slider', async t => {
  const base = await serving(t, folder, 'Ana', false);
  assert.ok(paths.length >= 18, paths.join(' '));
  for (const path of paths) {
    const answer = await fetch(new URL(`/as-of/30${path}`, base));
    const page = await answer.text();
    assert.equal(answer.status, 200, path);
    assert.match(page, /The record as of <b>30<\/b> \(entry 30 of \d+\)/u, path);
    assert.match(page, new RegExp(`type="range" [^>]*min="1" max="${entries}" value="30"`, 'u'), path);
    assert.match(page, new RegExp(`<a href="${path}">Back to now</a>`, 'u'), path);
    // Who looks may say who they are also from here: that is of no moment.
    if (path !== '/who') assert.doesNotMatch(page, /method="post"/u, path);
    const now = await (await fetch(new URL(path, base))).text();
    assert.match(now, new RegExp(`type="range" [^>]*max="${entries}" value="${entries}"`, 'u'), `${path} now`);
  }
  // What was not there yet is told of within the past.
  const record = await openRecordForReading(folder);
  const [newest] = await record.documents({ newestFirst: true, limit: 1 });
  await record.close();
  const missing = await fetch(new URL(`/as-of/2/documents/${newest!.id}`, base));
  assert.equal(missing.status, 404);
  const told = await missing.text();
  assert.match(told, /The record as of <b>2<\/b>/u);
  assert.match(told, new RegExp(`<a href="/documents/${newest!.id}">Back to now</a>`, 'u'));
});

for (const javaScriptEnabled of [true, false])
  test(`the slider takes the page that one is on to another moment and back, ${javaScriptEnabled ? 'with' : 'without'} script`, {
    skip: withoutBrowser,
  }, async t => {
    const base = await serving(t, folder, 'Ana', false);
    const page = await (await (await browserFor(t)).newContext({ javaScriptEnabled })).newPage();
    const seen = watched(page, base);
    await page.goto(`${base}statements?about=Sudmark`);
    const count = async (): Promise<number> => Number.parseInt(await page.locator('.count').innerText(), 10);
    const now = await count();
    await page.getByText('As it was …').click();
    const slider = page.locator('.moments input[type="range"]');
    const { width, height } = (await slider.boundingBox())!;
    await slider.click({ position: { x: width * 0.3, y: height / 2 } });
    if (!javaScriptEnabled) await page.locator('.moments').getByRole('button', { name: 'Look' }).click();
    await page.waitForURL(/\/as-of\/\d+\/statements\?about=Sudmark$/u);
    const past = await count();
    assert.ok(past < now, `${past} of ${now}`);
    assert.equal(await page.getByRole('slider').count(), 1, 'one slider');
    // From moment to moment, by keyboard, to the last: that is now.
    await page.getByRole('slider').press('End');
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Look' }).click();
    await page.waitForURL(/\/statements\?about=Sudmark$/u);
    await page.waitForURL(url => !url.pathname.startsWith('/as-of'));
    assert.equal(await count(), now);
    // The whole site is of that moment: a link of the menu stays in it.
    await page.goto(`${base}as-of/30/`);
    await page.getByRole('link', { name: 'Documents', exact: true }).click();
    assert.match(page.url(), /\/as-of\/30\/documents$/u);
    if (javaScriptEnabled) assert.deepEqual(await axeFindings(page), []);
    assert.deepEqual(seen, []);
  });

test('verify reads everything again by a button, without script too', { skip: withoutBrowser }, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await (await browserFor(t)).newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${base}record`);
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('heading', { name: 'All is as it was recorded' }).waitFor();
  assert.match(await page.locator('.about').innerText(), new RegExp(`${entries} entries`, 'u'));
});
