// A finding on which very much bears: the weightiest first, the counts of the whole, and ways on that need no script.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Locator } from 'playwright-core';
import { addInput, loadEngine, openRecordForAdding } from '../../src/app.ts';
import { makeExample } from '../../src/example.ts';
import type { Held } from '../../src/judging/cases.ts';
import { weightiestFirst } from '../../src/judging/weightiest.ts';
import { foremost, isDecided, narrowedTo } from '../../src/server/parts/evidence-groups.ts';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';

const FIRMS = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Gorse', 'Hazel', 'Ivy', 'Juniper'];

/** The worked example, and sixty reports more of theft by Sudmark. */
async function largeRecord(): Promise<string> {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForAdding(folder, 'Ana');
  const engine = loadEngine();
  for (let index = 0; index < 60; index++) {
    const [firm, made] = [FIRMS[index % 10], FIRMS[Math.trunc(index / 10)]];
    const day = `2025-11-${String((index % 28) + 1).padStart(2, '0')}`;
    const text = `Hackers directed by the Sudmark government broke into the servers of ${firm} ${made} Works in the night and stole blueprints for engine number ${index}, to give Sudmark's own firms a commercial advantage, the justice ministry of Norland said.\n`;
    const input = { name: `${index}.txt`, take: async () => ({ bytes: Buffer.from(text) }) };
    for await (const outcome of addInput(record, input, { published: day, source: `Paper ${index}` }, engine))
      assert.equal(outcome.outcome, 'added');
  }
  await record.close();
  return folder;
}

const gathered = async (all: Locator, what: 'href' | 'id'): Promise<string[]> =>
  await Promise.all((await all.all()).map(async one => (await one.getAttribute(what))!));

test('a finding with very much evidence shows the weightiest of it, counts all of it, and leads to the rest page by page', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, await largeRecord(), 'Ana');
  const browser = await browserFor(t);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const seen = watched(page, base);
  await page.goto(`${base}board/ins_straits`);
  for (const address of await gathered(page.locator('a.finding'), 'href')) {
    await page.goto(new URL(address, base).href);
    if ((await page.locator('.glance').count()) > 0) break;
  }
  const finding = page.url();
  const uncounted = page.locator('.glance tr', { hasText: 'Looked at, and not counted' });
  const [decided, waiting, all] = (await uncounted.locator('td').allInnerTexts()).map(text =>
    Number.parseInt(text, 10),
  );
  assert.ok(all! >= 60, `${all} pieces`);
  assert.equal(decided! + waiting!, all);
  const told = (await (await fetch(`${finding}.json`)).json()) as { bearings: { id: string }[] };
  assert.ok(told.bearings.length >= all!, 'for programs it is whole');
  const section = page.locator('section', { has: page.getByRole('heading', { name: /^Looked at, and not counted/u }) });
  assert.equal(await section.locator('.bearing').count(), 12);
  assert.match(await section.locator('h2').innerText(), new RegExp(`12 of ${all}`, 'u'));
  // Whatever a condition names is on the page that its link leads to.
  const cited = await gathered(page.locator('.cited a[href*="#"]'), 'href');
  assert.ok(cited.length > 0);
  for (const address of new Set(cited)) {
    await page.goto(new URL(address, finding).href);
    assert.equal(await page.locator(`[id="${new URL(address, finding).hash.slice(1)}"]`).count(), 1, address);
  }

  await page.goto(finding);
  await uncounted.getByRole('link').last().click();
  const ids = new Set<string>();
  for (;;) {
    for (const id of await gathered(page.locator('.bearing'), 'id')) ids.add(id);
    const next = page.getByRole('link', { name: 'Next' });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  assert.equal(ids.size, all, 'every piece is on one of the pages');

  // On the last page of what waits, the last piece is settled: the page before it is shown, and no error.
  await page.goto(finding);
  await uncounted
    .getByRole('link')
    .nth(decided === 0 ? 0 : 1)
    .click();
  await page.getByRole('link', { name: 'Next' }).click();
  while ((await page.locator('.pager').count()) > 0)
    await page.getByRole('button', { name: 'Confirm' }).first().click();
  assert.equal(await page.locator('.bearing').count(), 40);
  assert.match(await page.locator('nav.ways').innerText(), /40 to be settled/u);
  await page.goto(finding);
  assert.equal(await section.locator('.bearing.s-confirmed').count(), 6);
  assert.equal(await section.locator('.bearing.s-proposed').count(), 6);
  assert.deepEqual(seen, []);

  const scripted = await browser.newPage({ viewport: { width: 390, height: 800 } });
  for (const address of [finding, `${finding}?part=uncounted&standing=waiting`]) {
    for (const scheme of ['light', 'dark'] as const) {
      await scripted.emulateMedia({ colorScheme: scheme });
      await scripted.goto(address);
      assert.deepEqual(await axeFindings(scripted), [], `${address} in ${scheme}`);
      assert.ok((await scripted.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0);
    }
  }
});

const held = fc.record({
  state: fc.constantFrom('proposed' as const, 'confirmed' as const, 'by hand' as const, 'rejected' as const),
  bearing: fc.record({
    id: fc.uuid(),
    scope: fc.constantFrom('in_scope', 'undetermined', 'out_of_scope'),
    grade: fc.constantFrom('W0', 'A1', 'A3'),
    attributions: fc.constant([]),
    observation: fc.constant(undefined),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  evidence: fc.record({ standing: fc.constantFrom('stands', 'retracted'), copy: fc.boolean() }),
});

/** With what the order looks at. */
const some = fc.uniqueArray(held, { selector: ({ bearing }) => bearing.id, maxLength: 40 }).map(all =>
  all.map(
    one =>
      ({
        ...one,
        evidence: { ...one.evidence, bearing: one.bearing, source: { reliability: 'C' } },
      }) as unknown as Held,
  ),
);

const ids = (held: readonly Held[]): string[] => held.map(({ bearing }) => bearing.id);

test('the order of evidence does not depend on how it came or on what was decided', () => {
  fc.assert(
    fc.property(some, all => {
      const sorted = weightiestFirst(all);
      assert.deepEqual(ids(weightiestFirst(all.toReversed())), ids(sorted));
      assert.deepEqual(ids(weightiestFirst(all.map(one => ({ ...one, state: 'confirmed' })))), ids(sorted));
      const scopes = sorted.map(({ bearing }) => ['in_scope', 'undetermined', 'out_of_scope'].indexOf(bearing.scope));
      assert.deepEqual(
        scopes,
        scopes.toSorted((a, b) => a - b),
      );
    }),
  );
});

test('of a long group as many are shown as there is room for, and both what is decided and what waits', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 2, max: 12 }), (all, most) => {
      const shown = foremost(all, most);
      assert.equal(shown.length, Math.min(all.length, most));
      for (const standing of ['decided', 'waiting'] as const) {
        const of = narrowedTo(all, standing);
        const among = narrowedTo(shown, standing);
        assert.deepEqual(among, of.slice(0, among.length), 'the first of them');
        assert.ok(among.length >= Math.min(of.length, Math.floor(most / 2)), standing);
      }
      assert.equal(narrowedTo(all, 'decided').every(isDecided), true);
    }),
  );
});
