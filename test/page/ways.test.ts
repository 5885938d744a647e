// The ways of the four users of product.md in a real browser, each from adding a file to a brief on paper: the desk officer, the monitor, the fact-checker and the researcher.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { exampleDay, makeExample } from '../../src/example.ts';
import { deeds } from '../command.ts';
import { browserFor, serving, watched, withoutBrowser } from './browser.ts';

const DAY = exampleDay();
const home = mkdtempSync(join(tmpdir(), 'deeds-ways-'));
const example = join(home, 'example');
after(() => rmSync(home, { recursive: true, force: true }));
before(async () => {
  if (withoutBrowser !== undefined) return;
  for await (const outcome of makeExample(example, 'Ana')) assert.equal(outcome.outcome, 'added');
});

interface Walk {
  readonly folder: string;
  readonly base: string;
  readonly page: Page;
  readonly seen: string[];
}

/** The worked example for one user alone, in a browser that nobody used before. */
async function walk(context: TestContext, name: string): Promise<Walk> {
  const folder = join(home, name);
  cpSync(example, folder, { recursive: true });
  const base = await serving(context, folder, undefined, false);
  const page = await (await browserFor(context)).newPage({ viewport: { width: 1280, height: 900 } });
  return { folder, base, page, seen: watched(page, base) };
}

/** A report goes in by the page, in somebody's name. */
async function add(
  { page, base }: Walk,
  who: string,
  files: Readonly<Record<string, string>>,
  facts: { readonly published: string; readonly source: string },
): Promise<void> {
  await page.goto(`${base}add`);
  await page
    .locator('input[type="file"]')
    .setInputFiles(
      Object.entries(files).map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })),
    );
  await page.getByLabel('Day of publication').fill(facts.published);
  await page.getByLabel('Source').fill(facts.source);
  if ((await page.getByLabel('Your name').count()) > 0) await page.getByLabel('Your name').fill(who);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const number = Object.keys(files).length;
  await page.getByRole('heading', { name: `${number} document${number === 1 ? '' : 's'} added` }).waitFor();
}

/** The brief as it comes out of a printer: its pages, with the text that stands on it. */
async function printed({ page, base }: Walk, meeting: string): Promise<{ pages: number; text: string }> {
  await page.goto(base);
  await page.getByRole('link', { name: 'Brief', exact: true }).click();
  await page.getByLabel('For the meeting').fill(meeting);
  await page.getByLabel('As of').fill(DAY);
  await page.getByRole('button', { name: 'Write' }).click();
  await page.getByRole('heading', { name: new RegExp(`^${meeting}: `, 'u') }).waitFor();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  await page.emulateMedia({ media: 'print' });
  const text = await page.locator('main').innerText();
  await page.emulateMedia({ media: null });
  return { pages: [...pdf.matchAll(/\/Type\s*\/Page\b/gu)].length, text };
}

test('the desk officer adds what came this morning, sees what is due and what changed, and takes two pages into the meeting', {
  skip: withoutBrowser,
}, async t => {
  const way = await walk(t, 'desk');
  const { page, base, seen } = way;
  const said = 'Sudmark opened a hotline for cyber incidents on 3 June';
  await add(
    way,
    'Dora Lund',
    { 'courier.txt': `${said}, and staffs it day and night.` },
    { published: '2026-06-05', source: 'The Courier' },
  );
  await page.getByRole('link', { name: 'Read it' }).click();
  await page.locator('[data-card]').first().waitFor();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.locator('.new').getByText('The Courier, 2026-06-05').waitFor();
  // What the report changes on the board, in its own words.
  await page.goto(`${base}board?day=${DAY}`);
  await page.getByRole('link', { name: /^Sudmark on 4 Hotline:/u }).click();
  await page.locator('.evidence').getByText(said).first().waitFor();
  await page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await page.getByRole('heading', { name: 'Calendar' }).waitFor();
  const brief = await printed(way, 'Second ministerial dialogue');
  assert.equal(brief.pages, 2);
  for (const part of [
    'What was agreed',
    'How each provision stands',
    'Open concerns',
    'What each side last said',
    'Due and overdue',
    'Where sources disagree',
  ])
    assert.match(brief.text, new RegExp(part, 'u'));
  assert.match(brief.text, new RegExp(said, 'u'), 'what came this morning is in it');
  // Every footnote is an address that leads to the words.
  await page.locator('.footnotes a').filter({ hasText: said }).click();
  assert.equal(await page.locator('mark#words').innerText(), said);
  assert.deepEqual(seen, []);
});

test('the monitor adds evidence, reviews it, has it signed by two, publishes it as a site, and prints the published brief', {
  skip: withoutBrowser,
}, async t => {
  const way = await walk(t, 'monitor');
  const { page, base, folder, seen } = way;
  await add(
    way,
    'Mona Berg',
    {
      'herald.txt':
        'Norland’s prosecutors answered a request for assistance in the investigation of the attack on the grid on 2 June.',
    },
    { published: '2026-06-04', source: 'Harbour Herald' },
  );
  await page.getByRole('link', { name: 'Review what was read' }).click();
  await page.locator('[data-card]').first().waitFor();
  await page.waitForLoadState();
  await page.keyboard.press('n');
  await page.locator('[data-card].is-current').waitFor();
  await page.keyboard.press('a');
  await page.locator('[data-badge].s-confirmed').first().waitFor();
  await page.goto(`${base}board?day=${DAY}`);
  await page.getByRole('link', { name: /^Norland on 3 First ministerial dialogue:/u }).click();
  const state = page.locator('.verdict-line .signed');
  for (let left = await page.getByRole('button', { name: /^Confirm/u }).count(); left > 0; left--) {
    await page
      .getByRole('button', { name: /^Confirm/u })
      .first()
      .click();
    await page.waitForLoadState();
  }
  await page.getByRole('button', { name: 'Put it into the record' }).click();
  const finding = page.url();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.goto(`${base}who`);
  await page.getByLabel('Name').fill('Nils Aune');
  await page.getByRole('button', { name: 'Decide under this name' }).click();
  await page.goto(finding);
  if ((await page.getByRole('button', { name: 'Publish' }).count()) === 0)
    await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('button', { name: 'Publish' }).click();
  assert.match(await state.innerText(), /published/u);
  const brief = await printed(way, 'Annual report');
  assert.match(brief.text, /1 published/u);
  assert.deepEqual(seen, []);

  const site = join(home, 'monitor-site');
  const answer = deeds(['publish', site, '--record', folder]);
  assert.equal(answer.code, 0, answer.err);
  const reader = await (await browserFor(t)).newPage();
  await reader.goto(pathToFileURL(join(site, 'index.html')).href);
  await reader.getByRole('link', { name: /^Straits Joint Statement/u }).click();
  await reader.getByRole('link', { name: 'Brief' }).click();
  assert.match(await reader.locator('.brief').innerText(), /3 First ministerial dialogue · Norland: Fulfilled/u);
  const pdf = (await reader.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.ok([...pdf.matchAll(/\/Type\s*\/Page\b/gu)].length >= 1);
});

test('the fact-checker adds two reports that have one sentence of two people, finds who said it first, and prints what is disputed', {
  skip: withoutBrowser,
}, async t => {
  const way = await walk(t, 'checker');
  const { page, base, seen } = way;
  const words = 'the ferry terminal will never again be lit by borrowed generators from the mainland';
  await add(
    way,
    'Fay Roth',
    { 'gazette.txt': `Ana Korin, Sudmark’s foreign minister, said on Tuesday: “I promise that ${words}.”` },
    { published: '2026-06-03', source: 'Sudmark Gazette' },
  );
  await add(
    way,
    'Fay Roth',
    { 'post.txt': `Tor Vik, Norland’s police chief, said on Wednesday: “I promise that ${words}.”` },
    { published: '2026-06-04', source: 'Port Times' },
  );
  await page.getByRole('link', { name: 'Statements', exact: true }).click();
  await page.getByLabel('Words', { exact: true }).fill('borrowed generators');
  await page.getByRole('button', { name: 'Show' }).click();
  assert.match(await page.locator('.rows').innerText(), /Conflict: the same words are attributed to/u);
  await page.getByRole('link', { name: /Said in several documents/u }).click();
  const conflict = page.locator('.is-conflicting').filter({ hasText: 'borrowed generators' });
  assert.deepEqual((await conflict.locator('.speakers b').allInnerTexts()).toSorted(), ['Ana Korin', 'Tor Vik']);
  // The earliest of them, in its own page, with the words in their place.
  await conflict.getByRole('link', { name: 'Sudmark Gazette, 2026-06-03' }).first().click();
  await page.locator('[data-card].is-current').waitFor();
  assert.match(await page.locator('[data-text]').innerText(), /Ana Korin, Sudmark’s foreign minister/u);
  await page.goto(`${base}search?q=${encodeURIComponent('"borrowed generators"')}`);
  assert.ok((await page.locator('.hits li').count()) >= 2);
  await page.getByRole('link', { name: 'Origins', exact: true }).click();
  await page.locator('.origin').first().waitFor();
  const brief = await printed(way, 'Who said it');
  assert.match(brief.text, /Where sources disagree/u);
  assert.deepEqual(seen, []);
});

test('the researcher adds a batch, takes lists and events as tables, looks at the record as it was, verifies it, and prints the brief', {
  skip: withoutBrowser,
}, async t => {
  const way = await walk(t, 'researcher');
  const { page, base, folder, seen } = way;
  const batch = Object.fromEntries(
    ['Aldmoor', 'Brevik', 'Carnow', 'Dunholt'].map((town, index) => [
      `${town}.txt`,
      `Police in ${town} arrested ${index + 2} men on ${index + 2} June. The interior minister of Norland, Per Dahl, said the men of ${town} had stolen data.`,
    ]),
  );
  await add(way, 'Rosa Kern', batch, { published: '2026-06-09', source: 'Westland Monitor' });
  await page.getByRole('link', { name: 'Acts', exact: true }).click();
  const download = async (name: string): Promise<string> => {
    const address = await page.getByRole('link', { name, exact: true }).getAttribute('href');
    return await (await fetch(new URL(address!, base))).text();
  };
  const [head, ...rows] = (await download('CSV')).trim().split('\n');
  assert.match(head!, /^id,|,id,/u);
  assert.ok(rows.filter(row => /2026-06-0\d/u.test(row)).length >= 4, rows.join('\n'));
  // Each row leads to its words by its span.
  const { items } = JSON.parse(await download('JSON')) as {
    items: { words: { exact: string; start: number; end: number }; document: string }[];
  };
  const last = items.findLast(({ words }) => /arrested/u.test(words.exact))!;
  const source = (await (await fetch(`${base}documents/${last.document}.json`)).json()) as { text: string };
  assert.equal(source.text.slice(last.words.start, last.words.end), last.words.exact);
  const events = join(home, 'events.csv');
  const answer = deeds(['export', 'events', '--record', folder]);
  assert.equal(answer.code, 0, answer.err);
  writeFileSync(events, answer.out);
  assert.match(readFileSync(events, 'utf8'), /2026-06-0\d/u);
  // As it was before the batch, entry by entry; and that nothing was altered since.
  await page.getByRole('link', { name: 'Record', exact: true }).click();
  await page.getByLabel('Day, instant or entry').fill('102');
  await page.locator('.record-tools').getByRole('button', { name: 'Look' }).last().click();
  await page.getByText('The record as of 102').waitFor();
  await page.getByRole('link', { name: 'Acts', exact: true }).click();
  assert.equal(await page.getByText('Aldmoor').count(), 0);
  await page.getByRole('link', { name: 'Back to now' }).click();
  await page.getByText('Aldmoor').first().waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Record', exact: true }).click();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByRole('heading', { name: 'All is as it was recorded' }).waitFor();
  const brief = await printed(way, 'Data appendix');
  assert.equal(brief.pages, 2);
  assert.deepEqual(seen, []);
});
