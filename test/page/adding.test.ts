// Reports come in by the page: dropped and chosen, too many and too large, without script and where nothing is fetched.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Page } from 'playwright-core';
import { openRecordForReading } from '../../src/app.ts';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';

const SAID = 'The ministry said on Monday that the talks had failed.';
const AGREED = 'Norway and Poland agreed to share radar data.';

/** Drops files, made in the page, on its heading: anywhere on the page will do. */
async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
  const transfer = await page.evaluateHandle(
    `(() => {
      const transfer = new DataTransfer();
      for (const [name, text] of Object.entries(${JSON.stringify(files)})) transfer.items.add(new File([text], name));
      return transfer;
    })()`,
  );
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('h1', type, { dataTransfer: transfer });
}

async function documentsIn(folder: string): Promise<string[]> {
  const record = await openRecordForReading(folder);
  const documents = await record.documents({});
  await record.close();
  return documents.map(({ facts }) => facts.name).toSorted();
}

test('files are dropped anywhere on the page, twice and once more chosen, one taken out again, and what came of each is told', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  const base = await serving(t, folder, 'Ana', false);
  t.after(() => rmSync(dirname(folder), { recursive: true, force: true }));
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  await page.goto(`${base}add`);
  await drop(page, { 'one.txt': SAID, 'two.txt': AGREED });
  await drop(page, { 'three.txt': 'Nobody wants this.', 'empty.txt': '' });
  const chosen = page.locator('[data-chosen] li');
  assert.deepEqual(
    (await chosen.allInnerTexts()).map(text => text.split(/\s/u)[0]),
    ['one.txt', 'two.txt', 'three.txt', 'empty.txt'],
  );
  // While something is held above the page it shows that it can be dropped.
  await page.dispatchEvent('h1', 'dragenter', {
    dataTransfer: await page.evaluateHandle(
      `(() => { const transfer = new DataTransfer(); transfer.items.add(new File(['x'], 'x')); return transfer; })()`,
    ),
  });
  assert.equal(await page.locator('.drop.is-over').count(), 1);
  await page.getByRole('button', { name: 'Take out three.txt' }).click();
  const onDisk = join(dirname(folder), 'four.txt');
  writeFileSync(onDisk, `${SAID} ${AGREED} The minister will visit Oslo in June.`);
  await page.locator('input[type="file"]').setInputFiles(onDisk);
  assert.equal(await chosen.count(), 4, 'what is chosen comes beside what was dropped');
  assert.match(await page.locator('[data-adding]').innerText(), /^4 files to add$/u);
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: '3 documents added' }).waitFor();
  const outcomes = await page.locator('.outcomes li').allInnerTexts();
  assert.equal(outcomes.length, 4);
  assert.match(outcomes.join('\n'), /empty\.txt was not added/u);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(seen, []);
  assert.deepEqual(await documentsIn(folder), ['four.txt', 'one.txt', 'two.txt']);
});

test('what is refused is told beside the form, which keeps what was chosen and written', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  const base = await serving(t, folder, 'Ana', false);
  t.after(() => rmSync(dirname(folder), { recursive: true, force: true }));
  const page = await (await browserFor(t)).newPage();
  await page.goto(`${base}add`);
  const told = page.locator('[data-adding]');
  const add = page.getByRole('button', { name: 'Add', exact: true });
  await add.click();
  await page.getByText('Neither a file nor an address nor text was sent.').waitFor();
  await page.getByLabel('Paste it').fill(SAID);
  await page.getByLabel('One a line').fill('file:///etc/passwd');
  await add.click();
  await page.getByText('is no web address').waitFor();
  assert.match(await told.innerText(), /what you chose and wrote still stands here/u);
  assert.equal(await page.getByLabel('Paste it').inputValue(), SAID);
  // More than is taken at once is not sent at all.
  await page.locator('form[data-add]').evaluate(`document.querySelector('form[data-add]').dataset.most = '10'`);
  await drop(page, { 'large.txt': SAID });
  await add.click();
  await page.getByText('at most 1 kB are taken at once. Nothing was sent').waitFor();
  assert.deepEqual(await documentsIn(folder), []);
});

test('without script a file goes in by its field', { skip: withoutBrowser }, async t => {
  const folder = recordFolder();
  const base = await serving(t, folder, undefined, false);
  t.after(() => rmSync(dirname(folder), { recursive: true, force: true }));
  const context = await (await browserFor(t)).newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}add`);
  const onDisk = join(dirname(folder), 'report.txt');
  writeFileSync(onDisk, SAID);
  await page.locator('input[type="file"]').setInputFiles(onDisk);
  await page.getByLabel('Your name').fill('Ana Lind');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.waitForURL(/\/add\/jobs\/job_/u);
  // Whoever has no script looks again by the link, or loads the page again.
  for (let looks = 0; looks < 100 && (await page.getByRole('link', { name: 'Look again' }).count()) > 0; looks++) {
    await new Promise(done => setTimeout(done, 200));
    await page.reload();
  }
  await page.getByRole('heading', { name: '1 document added' }).waitFor();
  assert.deepEqual(await documentsIn(folder), ['report.txt']);
});

async function unfetching(context: TestContext): Promise<string> {
  const folder = recordFolder();
  const server = await listen(await Desk.open({ folder, by: 'Ana', fetches: false }), { host: 'localhost', port: 0 });
  context.after(async () => {
    await server.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  return server.address.slice(0, -1);
}

test('where the house fetches nothing the page has no field for addresses, and forms and programs are refused', async t => {
  const base = await unfetching(t);
  const page = await (await fetch(`${base}/add`)).text();
  assert.doesNotMatch(page, /name="urls"/u);
  assert.match(page, /Web addresses are not fetched here/u);
  const headers = { origin: base, accept: 'application/json' };
  const form = new URLSearchParams({ urls: 'https://example.org/' });
  const sent = await fetch(`${base}/add`, { method: 'POST', headers, body: form, redirect: 'manual' });
  const asked = await fetch(`${base}/api/v1/jobs`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ inputs: [{ url: 'https://example.org/' }] }),
  });
  for (const one of [sent, asked]) {
    assert.equal(one.status, 400);
    assert.equal(((await one.json()) as { code: string }).code, 'fetching_off');
  }
});
