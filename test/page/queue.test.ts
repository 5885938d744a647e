// The whole queue by keyboard in a real browser: from part to part, passing over, coming back, narrowed by kind, document and actor.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { addInput, loadEngine, openRecordForAdding, openRecordForReading } from '../../src/app.ts';
import { waiting } from '../../src/decisions/queue.ts';
import { makeExample } from '../../src/example.ts';
import { axeFindings, browserFor, serving, watched, withoutBrowser } from './browser.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-queue-'));
const folder = join(home, 'record');
after(() => rmSync(home, { recursive: true, force: true }));
before(async () => {
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  // More statements than a part of the queue has, however the example is read.
  const record = await openRecordForAdding(folder, 'Ana');
  const engine = loadEngine();
  for (const [index, what] of [
    'bridge',
    'harbour',
    'school',
    'factory',
    'railway',
    'airport',
    'library',
    'mill',
  ].entries()) {
    const text = `Ana Korin, the foreign minister of Sudmark, said on Monday that the ${what} of town number ${index + 3} had burnt.\n`;
    const input = { name: `${what}.txt`, take: async () => ({ bytes: Buffer.from(text) }) };
    for await (const { outcome } of addInput(record, input, { published: '2026-06-01' }, engine))
      assert.equal(outcome, 'added');
  }
  await record.close();
});

async function left(filter: Parameters<typeof waiting>[1] = {}): Promise<number> {
  const record = await openRecordForReading(folder);
  const number = await waiting(record, filter);
  await record.close();
  return number;
}

interface Queue {
  readonly waiting: number;
  readonly items: readonly {
    readonly document: string;
    readonly claim: { readonly id: string };
    readonly etag: string;
  }[];
  readonly next?: string;
}

const placeOf = ({ document, claim }: Queue['items'][number]): string => `${document}/${claim.id}`;

/** Where the reviewer is: "23 of 48", how many are left, and the claim. */
async function place(page: Page): Promise<{ at: number; of: number; left: number; id: string }> {
  const text = (await page.locator('[data-position]').textContent())!;
  const [, at, of, rest] = /^(\d+) of (\d+) · (?:(\d+) to review|everything was looked at)$/u.exec(text) ?? [];
  assert.ok(at !== undefined, text);
  const id = (await page.locator('[data-card].is-current').getAttribute('data-card'))!;
  return { at: Number(at), of: Number(of), left: Number(rest ?? 0), id };
}

/** What a key leads to, also where that is another part of the queue. */
async function press(page: Page, key: string, until: (now: Awaited<ReturnType<typeof place>>) => boolean) {
  await page.keyboard.press(key);
  for (let waited = 0; waited < 10_000; waited += 20) {
    const now = await place(page).catch(() => undefined);
    if (now !== undefined && until(now)) return now;
    await new Promise(done => setTimeout(done, 20));
  }
  return assert.fail(`${key} did not lead there: ${await page.locator('[data-position]').textContent()}`);
}

test('a reviewer goes through the queue to its end by keyboard, and what was passed over comes again', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  const kind = 'statement';
  const all = await left({ kind });
  assert.ok(all > 20, `${all} wait: more than one part`);
  await page.goto(`${base}review?kind=${kind}`);
  await press(page, 'n', ({ at }) => at === 1);
  // Every third is passed over; the queue is one, whatever part is on the page.
  const passed: string[] = [];
  let now = await place(page);
  for (let step = 1; step < all; step++) {
    const before = now;
    if (step % 3 === 0) {
      passed.push(before.id);
      now = await press(page, 'n', ({ id }) => id !== before.id);
    } else now = await press(page, 'a', ({ id, left }) => id !== before.id && left === before.left - 1);
    assert.equal(now.left, all - step + passed.length, `after ${step}`);
  }
  passed.push(now.id);
  assert.equal(await left({ kind }), passed.length);
  assert.equal(new Set(passed).size, passed.length, 'nothing came twice');

  // At the end those that were passed over come again, and the last is decided.
  now = await press(page, 'n', ({ at }) => at === 1);
  assert.equal(now.of, passed.length);
  assert.equal(now.id, passed[0]);
  await press(page, 'x', ({ left }) => left === passed.length - 1);
  assert.deepEqual(seen, []);

  // Back over the beginning of a part: the last of the one before.
  const { items } = (await (await fetch(`${base}api/v1/review?limit=20`)).json()) as Queue;
  await page.goto(`${base}review?after=${placeOf(items.at(-1)!)}`);
  await press(page, 'n', ({ at }) => at === 21);
  await press(page, 'p', ({ at }) => at === 20);
  assert.deepEqual(await axeFindings(page), []);
});

test('a narrowed queue, come back to: the same part, the same claim; and all of it by one link', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  const kind = 'commitment';
  const number = await left({ kind });
  assert.ok(number >= 3 && number < (await left()), `${number} of ${await left()}`);
  await page.goto(`${base}review`);
  await page.getByLabel('Kind').selectOption(kind);
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText(`${number} claims to review`).waitFor();
  await press(page, 'n', ({ at }) => at === 1);
  const stopped = await press(page, 'n', ({ at }) => at === 2);
  assert.equal(stopped.of, number);
  // By way of another page and the menu.
  await page.getByRole('link', { name: 'Documents', exact: true }).click();
  await page.getByRole('link', { name: 'Review', exact: true }).click();
  await page.locator('[data-card].is-current').waitFor();
  assert.deepEqual(await place(page), stopped);
  assert.equal(await page.getByLabel('Kind').inputValue(), kind);
  // Edited, and back in the queue where one was.
  await page.keyboard.press('e');
  await page.getByLabel('How it is put').selectOption('alleged');
  await page.getByRole('button', { name: 'Keep the edited claim' }).click();
  await page.waitForURL(/\/review\?kind=commitment/u);
  await page.getByText(`${number - 1} claims to review`).waitFor();
  await page.getByRole('link', { name: 'all that waits' }).click();
  await page.getByText(`${await left()} claims to review`).waitFor();
  assert.deepEqual(seen, []);
});

test('without script: narrowed by document and by actor, decided there, and nobody of that name', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const context = await (await browserFor(t)).newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}review`);
  const document = (await page.locator('[data-card]').first().getAttribute('data-document'))!;
  const number = await left({ document });
  await page.goto(`${base}documents/${document}`);
  await page.getByRole('link', { name: 'review', exact: true }).click();
  const shown = page.locator('[data-card]');
  assert.equal(await shown.count(), number);
  await page.getByRole('button', { name: 'Reject' }).first().click();
  await page.waitForURL(new RegExp(`/review\\?document=${document}$`, 'u'));
  assert.equal(await shown.count(), number - 1);
  await page.goto(`${base}review?actor=Sudmark`);
  assert.ok((await shown.count()) > 0);
  await page.goto(`${base}review?actor=Nobody+of+this+name`);
  await page.getByText('Nothing of this waits.').waitFor();
  for (const wrong of ['kind=deed', 'after=-1', 'before=x%2Fy%2Fz', 'passed=20', 'order=time'])
    assert.equal((await fetch(`${base}review?${wrong}`)).status, 400, wrong);
});

test('the queue by the API: whatever two people decide meanwhile, each claim comes once, and none is left out', async t => {
  const base = await serving(t, folder, 'Ana', false);
  const ask = async (question: string): Promise<Queue> =>
    (await (await fetch(`${base}api/v1/review?${question}`)).json()) as Queue;
  const decide = async ({ document, claim, etag }: Queue['items'][number]): Promise<number> =>
    (
      await fetch(`${base}api/v1/claims/${document}/${claim.id}/review`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'if-match': etag },
        body: '{"verdict":"confirmed"}',
      })
    ).status;
  const all = (await ask('limit=200')).items.map(placeOf);
  assert.equal(all.length, await left());
  assert.ok(all.length > 20, `${all.length} wait`);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await ask(`limit=7${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    seen.push(...part.items.map(placeOf));
    // One decides about what is before, the last of the part among it, another about the first that comes.
    for (const one of [part.items[0]!, part.items.at(-1)!]) assert.equal(await decide(one), 200);
    assert.equal(await decide(part.items[0]!), 412, 'the other one did not see that');
    cursor = part.next;
  } while (cursor !== undefined);
  assert.deepEqual(seen, all);
  assert.equal((await ask('limit=1')).waiting, await left());
  // The page that stands behind a claim that is decided is still the same.
  const [first] = (await ask('limit=1')).items;
  const page = await (await fetch(`${base}review?after=${all[0]}`)).text();
  assert.equal(/data-card="([^"]+)"/u.exec(page)![1], first!.claim.id);
  assert.match(await (await fetch(`${base}review?after=doc_0/clm_0`)).text(), /data-passed="0"/u);
  for (const wrong of ['cursor=x', `cursor=${Buffer.from('doc_0/clm_0').toString('base64url')}`, 'limit=0', 'kind=x'])
    assert.equal((await fetch(`${base}api/v1/review?${wrong}`)).status, 400, wrong);
});
