// Pages for everybody: by keyboard alone, with colours of one's own, without motion, with words that run from right to left, and on paper.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addInput, loadEngine, openRecordForAdding } from '../../src/app.ts';
import { exampleDay, makeExample } from '../../src/example.ts';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';

const DAY = exampleDay();
const PAGES = [
  `/board?day=${DAY}`,
  '/timeline',
  '/timeline?by=actor',
  '/timeline?by=provision',
  `/calendar?month=2026-02&day=${DAY}`,
  `/brief?day=${DAY}`,
  '/review',
];

const home = mkdtempSync(join(tmpdir(), 'deeds-everybody-'));
const folder = join(home, 'record');
after(() => rmSync(home, { recursive: true, force: true }));
before(async () => {
  if (withoutBrowser !== undefined) return;
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
});

test('by keyboard alone: from the first page to the exact words behind a finding', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  const focused = (): Promise<string> =>
    page.evaluate<string>(`document.activeElement?.textContent?.trim().replace(/\\s+/g, ' ') ?? ''`);
  /** Goes on by Tab until what has the focus says so, and opens it. */
  const open = async (what: RegExp): Promise<void> => {
    for (let steps = 0; steps < 200; steps++) {
      await page.keyboard.press('Tab');
      if (what.test(await focused())) {
        const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
        assert.notEqual(outline, 'none', `${what} shows that it has the focus`);
        await page.keyboard.press('Enter');
        await page.waitForLoadState();
        return;
      }
    }
    assert.fail(`no way by Tab to ${what}`);
  };
  await page.goto(base);
  await open(/^Board$/u);
  await page.getByRole('heading', { name: /Straits Joint Statement/u }).waitFor();
  await open(/^Sudmark on 1 No theft for gain:/u);
  await page.getByRole('heading', { name: 'Why this level' }).waitFor();
  await open(/^Scope test: 5 of 5/u);
  await page.locator('details.scope[open] table').first().waitFor();
  await open(/“.*”/u);
  await page.locator('mark#words').waitFor();
  assert.match(page.url(), /\/documents\/doc_[0-9a-f]+\?words=\d+-\d+#words$/u);
  assert.deepEqual(seen, []);
});

test('a finding goes from the machine’s proposal to what two people signed, in the browser', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana Lind', false);
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  await page.goto(`${base}board?day=${DAY}`);
  await page.getByRole('link', { name: /^Sudmark on 1 No theft for gain:/u }).click();
  const state = page.locator('.verdict-line .signed');
  assert.match(await state.innerText(), /machine proposal/u);
  // What it rests on is confirmed first: each piece by its own button.
  for (let left = 2; left > 0; left--) {
    await page
      .getByRole('button', { name: /^Confirm/u })
      .first()
      .click();
    await page.waitForLoadState();
  }
  await page.getByRole('button', { name: 'Put it into the record' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  assert.match(await state.innerText(), /machine proposal/u, 'one of two');
  await page.goto(`${base}who`);
  await page.getByLabel('Name').fill('Ben Hale');
  await page.getByRole('button', { name: 'Decide under this name' }).click();
  await page.goto(`${base}board?day=${DAY}`);
  await page.getByRole('link', { name: /^Sudmark on 1 No theft for gain:/u }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  assert.match(await state.innerText(), /approved by Ana Lind and Ben Hale/u);
  await page.getByRole('button', { name: 'Publish' }).click();
  assert.match(await state.innerText(), /published, approved by Ana Lind and Ben Hale/u);
  assert.match(await page.locator('ol.log').innerText(), /published the finding/u);
  assert.deepEqual(seen, []);
});

test('with colours of one’s own nothing is lost that colour told, and without motion nothing moves', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await browserFor(t)).newPage();
  const found: string[] = [];
  for (const path of PAGES) {
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await page.goto(new URL(path, base).href);
    found.push(...(await axeFindings(page)).map(finding => `${path}: ${finding}`));
    const moving = await page.evaluate<number>('document.getAnimations().length');
    const scroll = await page.evaluate<string>('getComputedStyle(document.documentElement).scrollBehavior');
    if (moving > 0 || scroll !== 'auto') found.push(`${path}: ${moving} move, scrolls ${scroll}`);
    // A mark of the drawing is seen on what it stands on.
    const unseen = await page.evaluate<number>(
      `[...document.querySelectorAll('.drawn .mark-at')].filter(mark => {
        const { stroke } = getComputedStyle(mark);
        return stroke === 'none' || stroke === getComputedStyle(mark.closest('svg.drawn')).backgroundColor;
      }).length`,
    );
    if (unseen > 0) found.push(`${path}: ${unseen} marks are not seen`);
  }
  assert.deepEqual(found, []);

  // Level and signature are told by a word each, never by a colour.
  await page.goto(new URL(PAGES[0]!, base).href);
  for (const cell of await page.locator('.board .cell').all()) {
    const text = (await cell.innerText()).replaceAll(/\s+/gu, ' ');
    assert.match(text, /Fulfilled|fulfilled|No |Contravened|concern|Undetermined|Not yet due|Not assessed|Noted/u);
    assert.match(text, /machine proposal|published|Noted/u);
  }
});

test('on paper: the brief is two pages, and no page prints its menu or forms', { skip: withoutBrowser }, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await browserFor(t)).newPage();
  for (const path of PAGES) {
    await page.goto(new URL(path, base).href);
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.top, .menu, form, .formats')].filter(one => one.offsetParent !== null).map(one => one.className)`,
    );
    assert.deepEqual(printed, [], path);
    // Where it is to be found again; a brief has that in its footnotes.
    const shown = await page.locator('.printed').innerText();
    if (path.startsWith('/brief')) assert.equal(await page.locator('.printed').isVisible(), false);
    else assert.equal(shown.replace(/\d+$/u, 'N'), `${path} · the record up to entry N`);
    await page.emulateMedia({ media: null });
  }
  await page.goto(`${base}brief?day=${DAY}&meeting=Second+ministerial+dialogue`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.equal([...pdf.matchAll(/\/Type\s*\/Page\b/gu)].length, 2);
});

test('words that run from right to left keep their direction within a page that does not', {
  skip: withoutBrowser,
}, async t => {
  const other = recordFolder();
  const record = await openRecordForAdding(other, 'Ana');
  const said = 'שני הצדדים יפסיקו את ההתקפות';
  const report = `The foreign minister of Norway, Lars Holm, said on Friday: “${said}”.\n\n${said}. ${said}.`;
  const input = { name: 'report.txt', take: async () => ({ bytes: Buffer.from(report) }) };
  for await (const outcome of addInput(record, input, { published: '2026-05-11' }, loadEngine()))
    assert.equal(outcome.outcome, 'added');
  const [claim] = await record.claims({ kind: 'statement' });
  assert.ok(claim, 'a statement was read');
  await record.close();
  const base = await serving(t, other, 'Ana');
  const page = await (await browserFor(t)).newPage();
  await page.goto(`${base}documents/${claim.document}`);
  const directions = await page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-text] > p')].map(one => getComputedStyle(one).direction)`,
  );
  assert.deepEqual(directions, ['ltr', 'rtl']);
  for (const path of ['/timeline', '/statements', '/review', `/documents/${claim.document}/claims/${claim.claim.id}`]) {
    await page.goto(new URL(path, base).href);
    const stray = await page.evaluate<string[]>(`(() => {
      const stray = [];
      const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { parentElement, data } = walker.currentNode;
        if (/[\\u0590-\\u05ff]/.test(data) && !parentElement.closest('bdi, [dir=auto], svg')) stray.push(data.trim().slice(0, 60));
      }
      return stray;
    })()`);
    assert.deepEqual(
      stray.filter(text => !/^\s*statement/u.test(text)),
      [],
      `${path} sets words of a document apart from its own`,
    );
  }
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
});
