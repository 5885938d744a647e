// The pages of accounts in a real browser: the first owner comes in, invites, makes a token; for everybody's eyes and hands; and hundreds of strings that mean to be markup in every name on them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { nameIn } from '../../src/who-and-when.ts';
import { axeFindings, browserFor, foreignOn, watched, withoutBrowser } from './browser.ts';
import { hostileStrings } from './hostile-strings.ts';
import { house, PASSWORD, signIn } from './house.ts';

const WIDTHS = [320, 900, 1440, 1920];

/** What axe-core finds on a page in light, dark and forced colours, and whether it is wider than its window. */
async function everywhere(page: Page, place: string): Promise<string[]> {
  const found: string[] = [];
  await page.emulateMedia({ colorScheme: 'light' });
  found.push(...(await axeFindings(page)).map(finding => `${place} in light: ${finding}`));
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await axeFindings(page, ['color-contrast'])).map(finding => `${place} in dark: ${finding}`));
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  if ((await page.evaluate<number>('document.getAnimations().length')) > 0) found.push(`${place} moves`);
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light', reducedMotion: 'no-preference' });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    if (wider > 0) found.push(`${place} is ${wider} px wider than a window of ${width} px`);
  }
  return found;
}

test('D12: the first owner comes in by the code of the console, invites a reviewer, and makes a token; no page shuts anybody out', {
  skip: withoutBrowser,
}, async t => {
  const { base, accounts } = await house(t);
  const browser = await browserFor(t);
  const page = await (await browser.newContext()).newPage();
  const seen = watched(page, base);
  const found: string[] = [];
  await page.goto(base);
  await page.waitForURL(/\/login\?next=/u);
  found.push(...(await everywhere(page, 'login')));
  await page.getByRole('link', { name: 'make the first account with it' }).click();
  found.push(...(await everywhere(page, 'join')));
  await page.getByLabel('Invitation').fill('a guess');
  await page.getByLabel('Name').fill('Olga Brandt');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByText('This invitation was used, is too old, or never was.').waitFor();
  found.push(...(await everywhere(page, 'a problem')));
  await page.goto(`${base}join`);
  await page.getByLabel('Invitation').fill(accounts.invite('owner', undefined));
  await page.getByLabel('Name').fill('Olga Brandt');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Make the account' }).click();
  await page.getByText('This record is empty.').waitFor();

  await page.getByRole('link', { name: 'Who may come in' }).click();
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const invitation = await page.locator('[role="status"] code').innerText();
  found.push(...(await everywhere(page, 'accounts')));
  await page.getByRole('link', { name: 'Olga Brandt' }).click();
  await page.getByLabel('What it is for').fill('the nightly import');
  await page.getByRole('button', { name: 'Make a token' }).click();
  assert.match(await page.locator('[role="status"] code').innerText(), /^deeds_/u);
  found.push(...(await everywhere(page, 'account')));

  // Whoever was invited comes in, sees what is theirs, and is told what is not.
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${base}join`);
  await other.getByLabel('Invitation').fill(invitation);
  await other.getByLabel('Name').fill('Ben Hale');
  await other.getByLabel('Password').fill(PASSWORD);
  await other.getByRole('button', { name: 'Make the account' }).click();
  await other.getByText('This record is empty.').waitFor();
  assert.equal(await other.getByRole('link', { name: 'Who may come in' }).count(), 0);
  await other.goto(`${base}add`);
  await other.getByText('As reviewer you do not add documents.').waitFor();
  found.push(...(await everywhere(other, 'add, for a reviewer')));
  await other.goto(`${base}accounts`);
  await other.getByText('Your role does not go so far.').waitFor();
  await other.goto(`${base}account`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(found, []);
  assert.deepEqual(seen, []);
});

test('C10, E4: names of people, tokens, files and refusals become neither markup nor script, on any page, light or dark, narrow or wide', {
  skip: withoutBrowser,
}, async t => {
  const { base, desk, accounts } = await house(t);
  const names = hostileStrings.filter(string => nameIn(string) !== undefined);
  assert.ok(names.length >= 200, `${names.length} can be names`);
  // Each name takes its time to be made, for its password's sake.
  const [owner, ...others] = names.filter((_, index) => index % 14 === 0);
  assert.ok(owner !== undefined);
  await accounts.join(accounts.invite('owner', undefined), owner, PASSWORD, 'test');
  for (const [index, name] of others.entries())
    await accounts
      .join(accounts.invite(index % 2 === 0 ? 'reader' : 'editor', undefined), name, PASSWORD, 'test')
      .catch((error: { code?: string }) => assert.equal(error.code, 'name_taken'));
  const inputs = hostileStrings.map((name, index) => ({ name, bytes: Buffer.from(`The ministry said so, ${index}.`) }));
  const job = desk.jobs.start({ by: owner, facts: { source: hostileStrings[0]! }, inputs });
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  await signIn(page, base, owner);
  const session = (await page.context().cookies()).find(({ name }) => name === '__Host-deeds')!.value;
  const person = accounts.inSession(session)!;
  for (const string of hostileStrings) {
    accounts.makeToken(person, string.slice(0, 100), ['read'], 1);
    accounts.denied(string.slice(0, 100), `GET /${string}`);
  }
  await desk.jobs.ended(job.id);
  const found: string[] = [];
  for (const path of [
    'account',
    'accounts',
    'add',
    `add/jobs/${job.id}`,
    'login',
    `login?next=${encodeURIComponent(owner)}`,
    '',
  ]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(base + path);
    found.push(...(await foreignOn(page)).map(one => `${path}: ${one}`));
    found.push(...(await everywhere(page, path)));
  }
  // As they were written, and not swallowed.
  await page.goto(`${base}account`);
  const labels = await page.locator('main li b bdi').allTextContents();
  assert.ok(labels.length >= 300, `${labels.length} labels`);
  assert.deepEqual(
    labels.filter(label => !hostileStrings.some(string => string.slice(0, 100).replaceAll('\0', '�') === label)),
    [],
  );
  // In the forms that are sent: what is refused is told as text.
  for (const string of hostileStrings.filter((_, index) => index % 20 === 0)) {
    await page.goto(`${base}login`);
    await page.getByLabel('Name').fill(string.replaceAll(/[\0\n]/gu, ' ').slice(0, 100));
    await page.getByLabel('Password').fill(string.slice(0, 200).replaceAll(/[\0\n]/gu, ' '));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('.problem').waitFor();
    found.push(...(await foreignOn(page)).map(one => `login ${string}: ${one}`));
  }
  assert.deepEqual(found, []);
  assert.deepEqual(seen, []);
});
