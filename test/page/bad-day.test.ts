// Bad days of a reviewer, in the browser: the server goes, somebody else decides meanwhile, a session ends in the midst of a form, a record is empty.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { makeExample } from '../../src/example.ts';
import { Desk } from '../../src/server/desk.ts';
import { listen } from '../../src/server/listen.ts';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';
import { freePort, house, PASSWORD, signIn } from './house.ts';

async function example(): Promise<string> {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  return folder;
}

const current = (page: Page): ReturnType<Page['locator']> => page.locator('[data-card].is-current');

/** What the card says of the last decision, once it says something for good. */
async function outcomeOf(page: Page): Promise<string> {
  const outcome = current(page).locator('[data-outcome].is-problem');
  await outcome.waitFor();
  return await outcome.innerText();
}

test('where the server does not answer, the reviewer stays at the claim, is told that nothing was kept, and goes on when it is back', {
  skip: withoutBrowser,
}, async t => {
  const folder = await example();
  const port = await freePort();
  const start = async () => await listen(await Desk.open({ folder, by: 'Ana' }), { host: 'localhost', port });
  let server = await start();
  t.after(async () => {
    await server.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });
  const page = await (await browserFor(t)).newPage();
  await page.goto(`${server.address}review`);
  await page.keyboard.press('n');
  const first = await current(page).getAttribute('data-card');
  await server.close();
  await page.keyboard.press('a');
  assert.match(await outcomeOf(page), /does not answer, and this was not kept/u);
  assert.equal(await current(page).getAttribute('data-card'), first, 'it stays before the eyes');
  server = await start();
  await page.keyboard.press('a');
  await page.locator(`[data-card="${first}"][data-state="confirmed"]`).waitFor();
  assert.notEqual(await current(page).getAttribute('data-card'), first);
  assert.match(await page.locator('[data-position]').innerText(), /45 to review/u);
});

test('of two windows the second is told what the first decided, sees it on the card, and decides about that', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, await example(), 'Ana');
  const browser = await browserFor(t);
  const [one, other] = [await browser.newPage(), await browser.newPage()];
  const seen = watched(other, base);
  for (const page of [one, other]) {
    await page.goto(`${base}review`);
    await page.keyboard.press('n');
  }
  const claim = (await current(one).getAttribute('data-card'))!;
  await one.keyboard.press('a');
  await one.locator(`[data-card="${claim}"][data-state="confirmed"]`).waitFor();
  await other.keyboard.press('x');
  assert.match(await outcomeOf(other), /meanwhile: confirmed by Ana/u);
  const card = other.locator(`[data-card="${claim}"]`);
  assert.equal(await card.getAttribute('data-state'), 'confirmed');
  assert.match(await card.locator('[data-badge]').innerText(), /confirmed/u);
  assert.equal(await current(other).getAttribute('data-card'), claim);
  assert.match(await other.locator('[data-position]').innerText(), /45 to review/u);
  await other.keyboard.press('x');
  await other.locator(`[data-card="${claim}"][data-state="rejected"]`).waitFor();
  assert.deepEqual(seen, []);
});

test('who is signed out in the midst of a form gets back what they wrote, and a key leads to signing in and back', {
  skip: withoutBrowser,
}, async t => {
  let later = 0;
  const folder = await example();
  const { base, accounts } = await house(t, folder, () => Date.now() + later);
  await accounts.join(accounts.invite('editor', undefined), 'Edda', PASSWORD, 'test');
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  await signIn(page, base, 'Edda');
  const { items } = (await (await page.request.get(`${base}documents.json`)).json()) as { items: { id: string }[] };
  await page.goto(`${base}documents/${items[0]!.id}`);
  await page.locator('[data-by-hand] summary').click();
  await page.getByLabel('Its exact words in the text').fill('words that took me long to find');
  later = 400 * 86_400_000;
  await page.getByRole('button', { name: 'Add the claim' }).click();
  assert.match(await page.locator('main').innerText(), /Nothing of what you sent was kept/u);
  assert.match(await page.locator('.what-you-wrote').innerText(), /words that took me long to find/u);
  assert.deepEqual(await axeFindings(page), []);
  await page.locator('main').getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Name').waitFor();

  later = 0;
  await signIn(page, base, 'Edda');
  await page.goto(`${base}review?kind=statement`);
  await page.keyboard.press('n');
  later = 400 * 86_400_000;
  await page.keyboard.press('a');
  assert.match(await outcomeOf(page), /not known here, or not any more/u);
  await current(page).getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Name').fill('Edda');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${base}review?kind=statement`);
  assert.deepEqual(seen, []);
});

test('in an empty record every page of the menu says what to do, and what there is not is not found', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, recordFolder(), 'Ana');
  const page = await (await browserFor(t)).newPage({ viewport: { width: 390, height: 800 } });
  const seen = watched(page, base);
  await page.goto(base);
  const names = await page.locator('.menu a').allInnerTexts();
  assert.ok(names.length >= 15, names.join(', '));
  for (const name of names.filter(one => one !== 'Somebody else')) {
    await page.goto(base);
    await page.locator('.menu').getByRole('link', { name, exact: true }).click();
    await page.locator('main h1').waitFor();
    const told = await page.locator('main').innerText();
    assert.ok(told.length > 60, `${name}: ${told}`);
    assert.doesNotMatch(told, /undefined|NaN|\[object/u, name);
    assert.deepEqual(await axeFindings(page), [], name);
  }
  for (const path of [
    'nothing',
    'documents/doc_0',
    'board/ins_0',
    'board/ins_0/agreement',
    'documents/doc_0/agreement',
    'actors/state/nowhere',
  ]) {
    const answer = await page.goto(`${base}${path}`);
    assert.ok([400, 404].includes(answer!.status()), `${path}: ${answer!.status()}`);
    assert.match(await page.locator('main').innerText(), /You were only looking/u, path);
  }
  assert.deepEqual(seen, []);
});
