// From an empty record to a board, in the browser: a text is added, registered as an agreement, its provisions confirmed, withdrawn and added.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';

const TEXT = `Joint Statement of Norland and Sudmark on Fishing

Lund, 14 May 2024

1. Norland and Sudmark will share their charts of the northern banks.

2. Neither side will use nets of more than two miles, except in the waters of the outer islands.

3. The two sides will set up a hotline between their coast guards by the end of 2024.
`;
const OTHER = `Joint Statement of Sudmark and Norland on Fishing

Lund, 14 May 2024

1. Neither side will use nets of more than three miles.

2. Sudmark will lend two patrol ships to Norland.
`;

/** Adds a text on the page Add, and goes on to register it. */
async function toRegister(page: Page, base: string, text: string, name: string): Promise<void> {
  await page.goto(`${base}add`);
  await page.getByLabel('Paste it').fill(text);
  await page.getByLabel('Call it').fill(name);
  await page.getByRole('button', { name: 'Add' }).click();
  const way = page.getByRole('link', { name: 'It is the text of an agreement' });
  // Without script the page of the job is looked at again.
  for (let looks = 0; looks < 60 && (await way.count()) === 0; looks++) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await way.click();
}

test('an agreement is registered from its text, and provisions are confirmed, withdrawn, taken back and added, without script', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, recordFolder(), 'Ana');
  const browser = await browserFor(t);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const seen = watched(page, base);
  await page.goto(`${base}board`);
  await page.getByRole('link', { name: 'Add the text' }).click();
  await toRegister(page, base, TEXT, 'joint.txt');
  await page.getByLabel(/Between whom it is/u).fill('Norland; state/sudmark=Sudmark');
  await page.getByRole('button', { name: 'Read it again with these parties' }).click();
  const registering = page.url();
  assert.match(await page.locator('.as-read').innerText(), /Norland state\/norland and Sudmark state\/sudmark/u);
  assert.equal(await page.getByRole('checkbox').count(), 3);
  assert.equal(await page.getByLabel('Adopted on').inputValue(), '2024-05-14');
  // One is left out; nothing is in the record before.
  assert.deepEqual(((await (await fetch(`${base}api/v1/instruments`)).json()) as { items: unknown[] }).items, []);
  await page.getByRole('checkbox').nth(2).uncheck();
  await page.getByLabel('Published by').selectOption('Norland');
  await page.getByRole('button', { name: 'Register the agreement' }).click();
  const agreement = page.url();
  assert.match(agreement, /\/board\/ins_joint-statement-of-norland-and-sudmark-on-fishing\/agreement$/u);
  assert.match(await page.locator('.count').innerText(), /2 provisions, 2 of them read by a program/u);
  assert.equal(await page.locator('article.s-proposed').count(), 2);

  await page.getByRole('button', { name: 'Confirm provision 2' }).click();
  assert.equal(await page.locator('article.s-confirmed').count(), 1);
  await page.getByRole('button', { name: 'Withdraw provision 1' }).click();
  assert.equal(await page.locator('article.bearing').count(), 1);
  await page.getByRole('button', { name: /Take it back/u }).click();
  assert.equal(await page.locator('article.bearing').count(), 2);

  // Words that do not stand in the text are refused, and what was written is kept.
  const form = page.locator('details.by-hand');
  const write = async (words: string): Promise<void> => {
    await form.locator('summary').click();
    await form.getByLabel('What it is called').fill('3 Hotline');
    await form.getByLabel('Its exact words in the text').fill(words);
    await form.getByLabel('Due by').fill('2024-12-31');
    await form.getByLabel('Conduct').fill('set up a hotline');
    await form.getByRole('button', { name: 'Add the provision' }).click();
  };
  await write('The two sides will set up a telephone');
  assert.match(await page.locator('main').innerText(), /The two sides will set up a telephone/u);
  await page.goto(agreement);
  await write('The two sides will set up a hotline between their coast guards by the end of 2024');
  const added = page.locator('article.bearing', { hasText: '3 Hotline' });
  assert.match(await added.innerText(), /due by 2024-12-31\s+✓ confirmed[\s\S]*set up a hotline/u);

  // The other side's text is another text of the same agreement.
  await toRegister(page, base, OTHER, 'other.txt');
  await page.getByRole('combobox').first().selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Read it so' }).click();
  await page.getByLabel('Published by').selectOption('Sudmark');
  await page.getByRole('button', { name: 'Register as another text of it' }).click();
  assert.equal(await page.getByRole('link', { name: 'Sudmark’s text' }).count(), 1);
  assert.equal(await page.locator('article.bearing', { hasText: 'patrol ships' }).count(), 1);
  const nets = page.locator('article.bearing', { hasText: 'two miles' });
  assert.match(await nets.innerText(), /three miles/u, 'a provision has the words of both');

  await page.getByRole('link', { name: 'How each party stands to it' }).click();
  assert.ok((await page.locator('td.cell').count()) >= 6);

  const scripted = await browser.newPage();
  for (const address of [registering, agreement])
    for (const width of [320, 390, 1024, 1680])
      for (const scheme of ['light', 'dark'] as const) {
        await scripted.setViewportSize({ width, height: 900 });
        await scripted.emulateMedia({ colorScheme: scheme });
        await scripted.goto(address);
        const wider = await scripted.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
        assert.ok(wider <= 0, `${address} is ${wider} px wider than ${width}`);
        if (width === 390) assert.deepEqual(await axeFindings(scripted), [], `${address} in ${scheme}`);
      }

  await page.goto(agreement);
  await page.getByRole('button', { name: 'Withdraw it' }).click();
  assert.match(await page.locator('main').innerText(), /No agreement is in the record yet/u);
  assert.deepEqual(seen, []);
});
