// The way of a reviewer in a real browser: from a report that is pasted to claims that are accepted by keyboard, and every page on the way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addInput, loadEngine, openRecordForAdding, openRecordForReading } from '../../src/app.ts';
import { makeExample } from '../../src/example.ts';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';

const REPORT = `Norway’s foreign minister, Lars Holm, told reporters in Warsaw on Friday that his country would send two ships by June.

Norway and Poland agreed to share radar data. The two ministers will meet again in Oslo in September 2026.`;

test('a reviewer pastes a report, and accepts, rejects and takes back its claims by keyboard', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  const base = await serving(t, folder);
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);

  await page.goto(base);
  await page.getByText('This record is empty.').waitFor();
  await page.getByRole('link', { name: 'Add a report' }).click();
  await page.getByLabel('Paste it').fill(REPORT);
  await page.getByLabel('Day of publication').fill('2026-05-11');
  await page.getByLabel('Source').fill('Harbor Post');
  // What is over before the page listens is shown as over.
  await page.route('**/api/v1/jobs/*/events', async route => {
    await new Promise(done => setTimeout(done, 5_000));
    await route.continue();
  });
  await page.getByRole('button', { name: 'Add' }).click();
  // Nobody said yet who adds: nothing is sent without a name, and what was written stays.
  assert.equal(await page.evaluate('document.activeElement.name'), 'by');
  assert.equal(await page.getByLabel('Paste it').inputValue(), REPORT);
  await page.getByLabel('Your name').fill('Ana Lind');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByText('1 document added').waitFor();
  await page.getByText('Deciding as Ana Lind').waitFor();

  await page.getByRole('link', { name: 'Review what was read' }).click();
  const cards = page.locator('[data-card]');
  const number = await cards.count();
  assert.ok(number >= 4, `${number} claims`);
  const states = async (): Promise<(string | null)[]> =>
    await Promise.all((await cards.all()).map(card => card.getAttribute('data-state')));
  const become = async (index: number, state: string): Promise<void> =>
    await page.locator(`[data-card] >> nth=${index} >> css=[data-badge].s-${state}`).waitFor();
  await page.keyboard.press('n');
  assert.match(
    (await page.locator('[data-position]').textContent())!,
    new RegExp(`^1 of ${number} · ${number} to review`, 'u'),
  );
  await page.keyboard.press('a');
  await become(0, 'confirmed');
  await page.locator('[data-card].is-current >> nth=0').waitFor();
  await page.keyboard.press('x');
  await become(1, 'rejected');
  await page.keyboard.press('k');
  await page.keyboard.press('u');
  await become(1, 'proposed');
  assert.deepEqual((await states()).slice(0, 3), ['confirmed', 'proposed', 'proposed']);
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');

  // The reading view: a claim of one's own from words that are selected.
  await page.locator('[data-card] .from a >> nth=0').click();
  await page.locator('[data-text]').waitFor();
  await page.evaluate(`(() => {
    const walker = document.createTreeWalker(document.querySelector('[data-text]'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode.data.includes('Norway and Poland')) break;
    const range = document.createRange();
    range.setStart(walker.currentNode, 0);
    range.setEnd(walker.currentNode, 'Norway and Poland'.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  })()`);
  await page.keyboard.press('c');
  assert.equal(await page.locator('[data-selected]').inputValue(), 'Norway and Poland');
  assert.equal(await page.locator('[data-selected-at]').inputValue(), String(REPORT.indexOf('Norway and Poland')));
  await page.getByLabel('Kind').selectOption('act');
  await page.getByRole('button', { name: 'Add the claim' }).click();
  await page.locator('[data-card].k-act').waitFor();

  // Edited, by the form that works without script: what the machine read stays beside it.
  await page.locator('[data-card].k-commitment [data-edit] >> nth=0').click();
  await page.getByLabel('How it is put').selectOption('alleged');
  await page.getByLabel('Why').fill('It is only said');
  await page.getByRole('button', { name: 'Keep the edited claim' }).click();
  await page.locator('[data-card].s-edited').waitFor();

  assert.deepEqual(seen, []);
  const record = await openRecordForReading(folder);
  const decisions = await record.decisions({ undone: true });
  await record.close();
  assert.deepEqual(
    decisions.map(({ kind, by, body, undone }) => [kind, by, body['verdict'], undone !== undefined]),
    [
      ['claim_reviewed', 'Ana Lind', 'confirmed', false],
      ['claim_reviewed', 'Ana Lind', 'rejected', true],
      ['undone', 'Ana Lind', undefined, false],
      ['claim_added', 'Ana Lind', undefined, false],
      ['claim_reviewed', 'Ana Lind', 'edited', false],
    ],
  );
});

test('a reviewer moves the ends of a claim by keyboard and by hand, names who is meant, and has keys of their own', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  const engine = loadEngine();
  const writing = await openRecordForAdding(folder, 'Ana');
  const input = { name: 'report.txt', take: async () => ({ bytes: Buffer.from(REPORT) }) };
  for await (const outcome of addInput(writing, input, { published: '2026-05-11' }, engine))
    assert.equal(outcome.outcome, 'added');
  const [agreed] = (await writing.claims({ kind: 'commitment' })).filter(({ claim }) =>
    /radar/u.test(claim.words.exact),
  );
  assert.ok(agreed);
  await writing.close();
  const base = await serving(t, folder, 'Ana');
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);

  // The words begin a word later, and end a word earlier: by arrow key, and by dragging.
  await page.goto(`${base}documents/${agreed.document}/claims/${agreed.claim.id}/edit`);
  const words = page.locator('[data-span-words]');
  const begin = page.getByRole('slider', { name: 'Where the words begin' });
  await begin.press('ArrowRight');
  const shorter = agreed.claim.words.exact.replace(/^\S+\s+/u, '');
  assert.equal(await words.inputValue(), shorter);
  const end = page.getByRole('slider', { name: 'Where the words end' });
  await end.press('ArrowLeft');
  assert.equal(await words.inputValue(), shorter.replace(/\s+\S+$/u, ''));
  const [from, to] = [(await end.boundingBox())!, (await page.locator('[data-span] mark').boundingBox())!];
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 3, from.y + from.height / 2, { steps: 8 });
  await page.mouse.up();
  const dragged = await words.inputValue();
  assert.ok(dragged.length < shorter.length && shorter.startsWith(dragged), dragged);

  // Who is bound, from those that the record knows, and a word of the kind's own.
  assert.ok((await page.locator('#known-actors option').count()) >= 3);
  await page.locator('input[name="field.bound"]').fill('Poland');
  await page.getByLabel('Why').fill('Poland alone');
  await page.getByRole('button', { name: 'Keep the edited claim' }).click();
  await page.locator(`#card-${agreed.claim.id}.s-edited`).waitFor();
  const record = await openRecordForReading(folder);
  const [edited] = await record.claims({ document: agreed.document, id: agreed.claim.id });
  await record.close();
  const { words: kept, body, actors } = edited!.claim;
  assert.deepEqual([kept.exact, REPORT.slice(kept.start, kept.end)], [dragged, dragged]);
  const { bound } = body as { bound: { name: string; actor?: string; reason: string } };
  assert.deepEqual([bound.name, bound.reason], ['Poland', 'as Ana named it']);
  assert.ok(bound.actor !== undefined && actors.includes(bound.actor), actors.join(' '));

  // Keys of one's own: f accepts, and what had f has a.
  await page.goto(`${base}review`);
  const waiting = await page.locator('[data-card]').count();
  await page.keyboard.press('?');
  await page.locator('input[data-key="a"]').fill('f');
  await page.getByRole('button', { name: 'Close' }).click();
  assert.equal(await page.locator('[data-card] .yes kbd').first().innerText(), 'f');
  await page.keyboard.press('n');
  await page.keyboard.press('a');
  await page.keyboard.press('j');
  assert.match(
    (await page.locator('[data-position]').textContent())!,
    new RegExp(`^2 of ${waiting} · ${waiting} to`, 'u'),
  );
  const second = await page.locator('[data-card].is-current').getAttribute('data-card');

  // Whoever comes back goes on where they stopped, with the same keys.
  await page.goto(`${base}documents`);
  await page.goto(`${base}review`);
  assert.equal(await page.locator('[data-card].is-current').getAttribute('data-card'), second);
  await page.keyboard.press('f');
  await page.locator(`[data-card="${second}"] [data-badge].s-confirmed`).waitFor();

  // Off, and on again.
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Turn keys off' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  const before = await page.locator('[data-position]').textContent();
  await page.keyboard.press('f');
  await page.keyboard.press('j');
  assert.equal(await page.locator('[data-position]').textContent(), before);
  assert.deepEqual(seen, []);
});

/** From a telephone to a wall. */
const WIDTHS = [320, 768, 1440, 1920];

test('every page of the worked example: nothing that axe-core finds, in light and dark; nothing wider than its window; useful without script', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const base = await serving(t, folder, 'Ana');
  const browser = await browserFor(t);
  const paths = await pagesOf(base);
  assert.ok(paths.length >= 20, paths.join(' '));

  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const seen = watched(page, base);
  const findings: string[] = [];
  for (const path of paths) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(new URL(path, base).href);
    findings.push(...(await axeFindings(page)).map(finding => `${path} in light: ${finding}`));
    // Of all that axe-core looks at, dark changes the colours only.
    await page.emulateMedia({ colorScheme: 'dark' });
    findings.push(...(await axeFindings(page, ['color-contrast'])).map(finding => `${path} in dark: ${finding}`));
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (wider > 0) findings.push(`${path} is ${wider} px wider than a window of ${width} px`);
    }
  }
  assert.deepEqual(findings, []);
  assert.deepEqual(seen, []);

  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.goto(new URL(paths.find(path => /^\/documents\/doc_[0-9a-f]+$/u.test(path))!, base).href);
  const lines = await page.evaluate<number[]>(CHARACTERS_A_LINE);
  const mean = lines.reduce((sum, line) => sum + line, 0) / lines.length;
  assert.ok(mean >= 60 && mean <= 72, `${mean} characters a line in the reading view: ${lines.join(' ')}`);

  const bare = await browser.newContext({ javaScriptEnabled: false });
  const plain = await bare.newPage();
  for (const path of paths) {
    await plain.goto(new URL(path, base).href);
    const text = await plain.locator('main').innerText();
    assert.ok(text.length > 40, `${path} says nothing without script`);
  }
  // A claim is accepted by its button, and the page comes back to its place.
  await plain.goto(`${base}review`);
  const before = await plain.locator('[data-card]').count();
  await plain.getByRole('button', { name: 'Accept' }).first().click();
  await plain.waitForURL(/\/review$/u);
  assert.match(await plain.locator('[data-position]').innerText(), /^\d+ claims to review/u);
  assert.ok(before > 0);
  const record = await openRecordForReading(folder);
  assert.equal((await record.decisions({ kind: 'claim_reviewed', by: 'Ana' })).length, 1);
  await record.close();
});

/** Of each line of the text that another one follows, without the numbers of claims. */
const CHARACTERS_A_LINE = `[...document.querySelectorAll('[data-text] > p')].flatMap(paragraph => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const lines = [];
  let [characters, bottom] = [0, undefined];
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement.closest('sup')) continue;
    for (let at = 0; at < walker.currentNode.length; at++) {
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + 1);
      const rect = range.getBoundingClientRect();
      if (rect.width > 0 && bottom !== undefined && rect.bottom > bottom + 10) {
        lines.push(characters);
        characters = 0;
      }
      if (rect.width > 0) bottom = rect.bottom;
      characters++;
    }
  }
  return lines;
})`;

/** One page of every sort that can be reached from the first one by links, and an error. */
async function pagesOf(base: string): Promise<string[]> {
  const found = new Map<string, string>();
  const wanted = ['/'];
  for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
    const sort = path
      .replace(/\/(?:doc_|clm_|fnd_)[0-9a-f]+/gu, '/ID')
      .replace(/^\/actors\/.+/u, '/actors/ID')
      .replace(/^\/as-of\/\d+/u, '/as-of/N')
      .replace(/\?.*/u, '?');
    if (found.has(sort)) continue;
    found.set(sort, path);
    const page = await (await fetch(new URL(path, base))).text();
    for (const [, href] of page.matchAll(/<a [^>]*href="(\/[^"#]*)/gu))
      if (!/\.(?:json|jsonl|csv|ics|md|html|docx|pdf)(?:\?|$)|\/capture$/u.test(href!))
        wanted.push(href!.replaceAll('&amp;', '&'));
  }
  return [...found.values(), '/nothing-of-the-kind', '/search?q=hotline', '/search?q=nothingatall'];
}
