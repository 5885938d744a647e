// Finding what is overdue: the calendar counts what stands how, leads to all of it, and lets no mass of promises hide what was missed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeExample } from '../../src/example.ts';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';

test('what is overdue is one step from the calendar, with what that means, and all of it and nothing else is there', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const base = await serving(t, folder, 'Ana');
  const page = await (await browserFor(t)).newPage({ viewport: { width: 1024, height: 900 } });
  const seen = watched(page, base);
  // The report that both sides owe by the end of 2026 is over then.
  const day = '2027-03-01';
  await page.goto(`${base}calendar?day=${day}`);
  const { items } = (await (await fetch(`${base}calendar.json?day=${day}`)).json()) as { items: { state: string }[] };
  const tally = page.getByRole('navigation', { name: 'By how it stands' });
  const states = Map.groupBy(items, ({ state }) => state);
  assert.ok(states.has('overdue') && states.size > 2, [...states.keys()].join(', '));
  for (const [state, own] of states) await tally.getByRole('link', { name: `${state} ${own.length}` }).waitFor();
  await page.getByRole('heading', { name: `Overdue ${states.get('overdue')!.length}` }).waitFor();
  await tally.getByRole('link', { name: 'overdue' }).click();
  await page.getByText('no report tells that it was held or done').waitFor();
  const shown = await page.locator('.agenda li .state').allInnerTexts();
  assert.deepEqual(new Set(shown.map(one => one.replace(/^\S+\s+/u, ''))), new Set(['overdue']));
  assert.equal(shown.length, states.get('overdue')!.length);
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [320, 1024]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await axeFindings(page), [], `${scheme} ${width}`);
      assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0, String(width));
    }
  await tally.getByRole('link', { name: 'whole calendar' }).click();
  await page.getByRole('heading', { name: 'March 2027', level: 2 }).waitFor();
  // By keyboard from the month to what was missed.
  await page.locator('main').focus();
  for (let press = 0; press < 25; press++) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate<string>('document.activeElement.textContent')).startsWith('overdue')) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForURL(/state=overdue/u);
  assert.deepEqual(seen, []);
});

test('a state that no day has, and a page that the list has not, are told, and the month of a state stays', async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const base = await serving(t, folder, 'Ana');
  assert.equal((await fetch(`${base}calendar?state=late`)).status, 400);
  assert.equal((await fetch(`${base}calendar?state=due&page=9`)).status, 400);
  const none = await (await fetch(`${base}calendar?state=cancelled`)).text();
  assert.match(none, /Nothing stands so on this day\./u);
  const month = await (await fetch(`${base}calendar?state=held&month=2026-02`)).text();
  assert.match(month, /February 2026<\/h2>/u);
});

test('Today tells first which findings are grave and whose they are, then what is late as the calendar has it', async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const base = await serving(t, folder, 'Ana');
  const page = await (await fetch(base)).text();
  const [concerns, due] = page.split('<section').slice(1) as [string, string];
  const findings = (await (await fetch(`${base}board/ins_straits.json`)).json()) as {
    items: { finding: { level: string }; label: string; partyName: string }[];
  };
  const grave = findings.items.filter(({ finding: { level } }) => level === 'contravened' || level === 'concern');
  assert.ok(grave.length > 1);
  const words = concerns.replaceAll(/<[^>]+>/gu, '');
  for (const { label, partyName } of grave) assert.ok(words.includes(`${label} · ${partyName}`), words);
  assert.match(concerns, /Contravened.*machine proposal/su);
  const { items } = (await (await fetch(`${base}calendar.json`)).json()) as {
    items: { state: string; what: string }[];
  };
  const late = items.filter(({ state }) => /^(?:overdue|silently dropped|perhaps held|day passed)$/u.test(state));
  const ahead = items.filter(({ state }) => state === 'due');
  assert.equal(/passed without news/u.test(due), late.length === 0);
  for (const { what } of [...late, ...ahead].slice(0, 6)) assert.ok(due.includes(what), what);
});
