// What single pages tell beyond their rows: attributions side by side, who says who did it, posts over time, a timeline by kind.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addInput, loadEngine, openRecordForAdding, openRecordForDeciding } from '../../src/app.ts';
import { correct } from '../../src/decisions/documents.ts';
import { makeExample } from '../../src/example.ts';
import { openingOf } from '../../src/server/parts/matrix.ts';
import { axeFindings, browserFor, recordFolder, serving, watched, withoutBrowser } from './browser.ts';

const home = mkdtempSync(join(tmpdir(), 'deeds-views-'));
const folder = join(home, 'record');
let minister = '';
after(() => rmSync(home, { recursive: true, force: true }));
before(async () => {
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForDeciding(folder, 'Ana');
  minister = (await record.actors({ name: 'Ana Korin' }))[0]!.id;
  const body = { actor: minister, post: 'ambassador', from: '2024-01-01', until: '2025-06-30', why: 'the gazette' };
  await record.decide({ kind: 'actor_given_post', by: 'Ana', body });
  await record.close();
});

test('the same words attributed to two speakers stand side by side, each with who has it so in its own words', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await browserFor(t)).newPage({ viewport: { width: 1280, height: 900 } });
  const seen = watched(page, base);
  await page.goto(`${base}utterances`);
  const sides = page.locator('.is-conflicting .speakers > li');
  assert.equal(await sides.count(), 2);
  const [one, other] = await sides.all();
  const [left, right] = [(await one!.boundingBox())!, (await other!.boundingBox())!];
  assert.ok(left.y === right.y && left.x + left.width <= right.x + 2, 'beside each other');
  for (const side of [one!, other!]) {
    assert.equal(await side.locator('.its-words').count(), await side.locator('.witnesses a').count());
    assert.match(await side.locator('.its-words').first().innerText(), /\S+ \S+ \S+/u);
  }
  // Narrow, one below the other; and each leads to where it stands.
  await page.setViewportSize({ width: 320, height: 800 });
  const [above, below] = [(await one!.boundingBox())!, (await other!.boundingBox())!];
  assert.ok(above.y + above.height <= below.y + 2 && above.x === below.x, 'below each other');
  await one!.locator('a').first().click();
  await page.waitForURL(/\/documents\/doc_[0-9a-f]+#card-clm_/u);
  assert.deepEqual(seen, []);
});

test('an incident says who names whom, by type and tier, and how firmly', async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await fetch(`${base}incidents`)).text();
  const told = [...page.matchAll(/<ul class="attributions">(.*?)<\/ul>/gsu)].map(([, list]) =>
    list!.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' '),
  );
  assert.ok(
    told.some(text => /Palisade names hackers technical operator stated/u.test(text)),
    told.join('\n'),
  );
});

test('an actor’s posts stand in the order of time, each once, with the days between which reports tell of it', {
  skip: withoutBrowser,
}, async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  await page.goto(`${base}actors/${minister}`);
  const rows = await page.locator('main table').first().locator('tbody tr').allInnerTexts();
  assert.equal(rows.filter(row => /foreign minister/u.test(row)).length, 1, rows.join('\n'));
  assert.match(rows.join('\n'), /2025-10-17\s+– 2026-02-25[\s\S]*foreign minister/u);
  assert.match(rows.join('\n'), /2024-01-01\s+– 2025-06-30[\s\S]*ambassador[\s\S]*Ana/u);
  const [told, given] = await page.locator('.span-of-time rect').all();
  const [x, end] = [Number(await told!.getAttribute('x')), Number(await given!.getAttribute('width'))];
  assert.ok(x > end, `drawn one after the other: ${x} after ${end}`);
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(seen, []);
});

test('a timeline by kind has that kind only, on the drawing and in every format', async t => {
  const base = await serving(t, folder, 'Ana', false);
  const list = (await (await fetch(`${base}timeline.json?kind=incident`)).json()) as { items: { kind: string }[] };
  const all = (await (await fetch(`${base}timeline.json`)).json()) as { items: { kind: string }[] };
  const own = all.items.filter(({ kind }) => kind === 'incident').length;
  assert.deepEqual([list.items.length, own > 0, own < all.items.length], [own, true, true]);
  assert.equal((await fetch(`${base}timeline?kind=deed`)).status, 400);
});

test('what rests on a document that was taken back is reached from Today, and leads to each of its claims', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForDeciding(folder, 'Ana');
  const claims = await record.claims({ includeCopies: true });
  const [document] = [...Map.groupBy(claims, one => one.document)].toSorted(([, a], [, b]) => b.length - a.length)[0]!;
  const why = 'The source was not who he said.';
  const { affected } = await correct(record, { ...NO_MORE, document, retract: true }, { by: 'Ana', why });
  const all = await record.affected();
  await record.close();
  const base = await serving(t, folder, 'Ana');
  const page = await (await browserFor(t)).newPage();
  const seen = watched(page, base);
  await page.goto(base);
  const things = new Set(all.map(({ what }) => what));
  assert.ok(affected.length > 5 && all.length > affected.length, 'the example has a correction of its own');
  await page.getByRole('link', { name: `${things.size} things` }).click();
  assert.equal(await page.locator('.told li').count(), all.length);
  assert.equal(await page.locator('.told', { hasText: why }).locator('li').count(), affected.length);
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [320, 768, 1440]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await axeFindings(page), [], `${scheme} ${width}`);
      assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0, String(width));
    }
  await page.locator('.told li a').first().click();
  await page.waitForURL(/\/documents\/doc_/u);
  assert.deepEqual(seen, []);
});

test('a text that its source took back says so first, as do its claims, its copies and the list of documents', async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForDeciding(folder, 'Ana');
  const all = await record.documents({});
  const copy = all.find(one => one.copy && /blueprints-reprint/u.test(one.facts.name))!;
  const original = all.find(one => !one.copy && one.origin === copy.origin)!;
  const other = all.find(one => /06-personnel/u.test(one.facts.name))!;
  const why = 'It was somebody else.';
  await correct(record, { ...NO_MORE, document: original.id, retract: true }, { by: 'Ana', why });
  const words = 'Hackers working for the Sudmark government';
  await correct(record, { ...NO_MORE, document: other.id, retract: false, words }, { by: 'Ana', why });
  await record.close();
  const base = await serving(t, folder, 'Ana');
  const shown = async (path: string): Promise<string> =>
    (await (await fetch(`${base}${path}`)).text()).replaceAll(/<[^>]+>/gu, '').replaceAll(/\s+/gu, ' ');
  const taken = await shown(`documents/${original.id}`);
  assert.match(taken, /Retracted\. Its source took it back; recorded by Ana on .*: It was somebody else\. What rests/u);
  assert.match(taken, /machine-readretracted by its source/u);
  assert.match(await shown(`documents/${copy.id}`), /A copy of what was retracted\. The source of Blueprints stolen/u);
  const inPart = await shown(`documents/${other.id}`);
  assert.match(inPart, /Corrected, in part\. Its source corrected it/u);
  assert.match(inPart, /machine-readcorrected by its source/u);
  assert.match(await shown('documents'), /Blueprints stolen from turbine maker retracted/u);
  const untouched = all.find(one => /07-grid\.html/u.test(one.facts.name))!;
  assert.doesNotMatch(await shown(`documents/${untouched.id}`), /retracted|Corrected|by its source/u);
});

test('a form that is refused keeps what was written, narrow and in the dark', { skip: withoutBrowser }, async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const base = await serving(t, folder, 'Ana');
  const page = await (await browserFor(t)).newPage({ viewport: { width: 320, height: 800 } });
  const seen = watched(page, base);
  const { items } = (await (await fetch(`${base}api/v1/review?limit=1`)).json()) as {
    items: { document: string; claim: { id: string } }[];
  };
  await page.goto(`${base}documents/${items[0]!.document}/claims/${items[0]!.claim.id}/edit`);
  const why =
    'Their own word for it is another, as the second paragraph shows: averylongwordthatgoesonandonandonandonandon';
  await page.getByLabel('Its exact words in the text').fill('words that stand nowhere');
  await page.getByLabel('Why').fill(why);
  await page.getByRole('button', { name: 'Keep the edited claim' }).click();
  await page.getByRole('heading', { name: 'What you wrote' }).waitFor();
  await page.getByText(why).waitFor();
  await page.getByText('words that stand nowhere', { exact: true }).waitFor();
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    assert.deepEqual(await axeFindings(page), [], scheme);
  }
  assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0);
  assert.deepEqual(
    seen.filter(one => !/400/u.test(one)),
    [],
  );
});

const NO_MORE = { words: undefined, at: undefined, notice: undefined, published: undefined };

const OF = ['bridge', 'harbour', 'school', 'factory', 'railway'];
const DONE = ['repaired', 'closed', 'inspected', 'painted', 'sold'];

test('who is in hundreds of claims has a page that ends: the last of each kind, and the way to the list that has all', async t => {
  const folder = recordFolder();
  const record = await openRecordForAdding(folder, 'Ana');
  const engine = loadEngine();
  const days = Array.from({ length: 25 }, (_, index) => `2026-03-${String(index + 1).padStart(2, '0')}`);
  for (const [index, day] of days.entries()) {
    const words = `${OF[index % 5]} ${index + 100} was ${DONE[Math.trunc(index / 5)]} by engineers near town number ${index * 7}`;
    const text = `Ana Korin, the foreign minister of Sudmark, said on Monday that ${words}.\n`;
    const input = { name: `${day}.txt`, take: async () => ({ bytes: Buffer.from(text) }) };
    for await (const outcome of addInput(record, input, { published: day }, engine))
      assert.equal(outcome.outcome, 'added');
  }
  const [actor] = await record.actors({ name: 'Ana Korin' });
  const all = await record.claimCount({ actor: [actor!.id], kind: 'statement' });
  await record.close();
  assert.ok(all > 20, `${all} statements`);
  const base = await serving(t, folder, 'Ana');
  const page = await (await fetch(`${base}actors/${actor!.id}`)).text();
  assert.equal([...page.matchAll(/<li><time>/gu)].length, 20);
  const [, href] = /The last 20; \d+ before them: <a href="(\/statements[^"]+)"/u.exec(page)!;
  const list = await (await fetch(new URL(href!.replaceAll('&amp;', '&'), base))).text();
  assert.match(list, new RegExp(`>${all} statements<`, 'u'));
  assert.match(page, /The last 20; 5 before them: <a href="\/documents\?actor=Ana/u);
});

test('origins begin with those that count most documents as one', async t => {
  const base = await serving(t, folder, 'Ana', false);
  const page = await (await fetch(`${base}origins`)).text();
  const sizes = page
    .split('<section class="origin"')
    .slice(1)
    .map(one => [...one.matchAll(/<li class="/gu)].length);
  assert.ok(sizes[0]! >= 3 && sizes.at(-1) === 1, sizes.join(' '));
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => b - a),
  );
});

test('whether two documents are copies is said on the page of their origin, by those who may, and can be said otherwise', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const base = await serving(t, folder, 'Ana');
  const { items } = (await (await fetch(`${base}documents.json`)).json()) as { items: { id: string; copy: boolean }[] };
  const copy = items.find(one => one.copy)!.id;
  const page = await (
    await (await browserFor(t)).newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } })
  ).newPage();
  const seen = watched(page, base);
  await page.goto(`${base}documents/${copy}`);
  await page.locator('details.lineage summary').click();
  await page.getByRole('link', { name: 'Its origin, and what it shares words with' }).click();
  assert.ok((await page.locator('.lineage li').count()) >= 2);
  const [original] = await page.getByLabel('It is no copy of').locator('option').all();
  const other = (await original!.getAttribute('value'))!;
  await page.getByLabel('Why').first().fill('Their editors say so');
  await page.getByRole('button', { name: 'Part them' }).click();
  assert.match(await page.locator('main').innerText(), /are no copies, says Ana entry \d+: Their editors say so/u);
  await page.getByLabel('It is a copy of').fill(`${base}documents/${other}`);
  await page.getByRole('button', { name: 'Join them' }).click();
  assert.match(await page.locator('main').innerText(), /are one, says Ana/u);
  await page.getByLabel('It is a copy of').fill('nothing of the kind');
  await page.getByRole('button', { name: 'Join them' }).click();
  assert.match(await page.locator('main').innerText(), /has no document/u);
  assert.deepEqual(seen, []);
});

test('a source is rated from the evidence that it gives, and what else was said of it stays', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForDeciding(folder, 'Ana');
  const body = {
    source: 'Harbour Herald',
    reliability: 'B',
    sees: ['ins_straits', 'ins_other'],
    speaksFor: 'state/norland',
  };
  await record.decide({ kind: 'source_rated', by: 'Ana', body });
  await record.close();
  const base = await serving(t, folder, 'Ana');
  const browser = await browserFor(t);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const seen = watched(page, base);
  await page.goto(`${base}board/ins_straits`);
  await page.locator('a.finding', { hasText: 'Contravened' }).click();
  await page.getByRole('link', { name: 'reliability B of Harbour Herald' }).first().click();
  assert.equal(await page.getByLabel('Speaks for').inputValue(), 'state/norland');
  assert.equal(await page.getByRole('checkbox').first().isChecked(), true);
  await page.getByLabel('Reliability').selectOption('D');
  await page.getByLabel('Why').fill('It took back three reports this year');
  await page.getByRole('button', { name: 'Rate it' }).click();
  const row = page.locator('tr', { hasText: 'Harbour Herald' });
  assert.match(await row.innerText(), /D not usually reliable rate/u);
  const last = await openRecordForDeciding(folder, 'Ana');
  t.after(() => last.close());
  const rated = (await last.decisions({ kind: 'source_rated' })).at(-1)!;
  assert.deepEqual(rated.body, {
    ...body,
    reliability: 'D',
    sees: ['ins_other', 'ins_straits'],
  });
  assert.equal(rated.why, 'It took back three reports this year');
  for (const path of ['sources', 'sources?source=Harbour+Herald']) {
    const scripted = await browser.newPage({ viewport: { width: 320, height: 800 } });
    await scripted.goto(`${base}board/ins_straits/${path}`);
    assert.deepEqual(await axeFindings(scripted), [], path);
    assert.ok((await scripted.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0);
  }
  assert.equal((await fetch(`${base}board/ins_straits/sources?source=Nobody`)).status, 404);
  assert.deepEqual(seen, []);
});

test('what became of an allegation, and that a source took a report back, is said where they are read, and reaches the finding', {
  skip: withoutBrowser,
}, async t => {
  const folder = recordFolder();
  for await (const outcome of makeExample(folder, 'Ana')) assert.equal(outcome.outcome, 'added');
  const base = await serving(t, folder, 'Ana');
  const browser = await browserFor(t);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const seen = watched(page, base);
  await page.goto(`${base}board/ins_straits`);
  await page.locator('a.finding', { hasText: 'Contravened' }).click();
  const finding = page.url();
  const against = page.locator('section', { has: page.getByRole('heading', { name: /^Evidence against/u }) });
  const first = (await against.locator('.bearing').first().getAttribute('id'))!;
  const piece = page.locator(`[id="${first}"]`);
  assert.equal(await piece.getByText('What became of it').count(), 0, 'what nobody confirmed is not settled');
  await piece.getByRole('button', { name: 'Confirm' }).click();
  await piece.getByText('What became of it').click();
  const source = await piece.locator('.from a').first().getAttribute('href');
  const document = /doc_[0-9a-f]+/u.exec(source!)![0];
  await piece.getByLabel('Outcome').selectOption('shown_false');
  await piece.getByLabel('Shown by').fill(`${base}documents/${document}`);
  await piece.locator('.settle').getByLabel('Why').fill('The inquiry says so');
  await piece.getByRole('button', { name: 'Settle it' }).click();
  assert.match(await piece.innerText(), /shown false/u);
  assert.match(await page.locator('ol.log').innerText(), /The inquiry says so/u);

  // The other report is taken back by its source: nothing is left that carries the level.
  const other = page.locator('section', { has: page.getByRole('heading', { name: /^Evidence against/u }) });
  const left = await other.locator('.bearing .from a').first().getAttribute('href');
  await page.goto(new URL(left!, base).href);
  await page.getByText('Its source took it back, or corrected it').click();
  const form = page.locator('details.by-hand', { hasText: 'Its source took it back' });
  await form.getByLabel('What it did').selectOption('retraction');
  await form.getByLabel('Why').fill('The editor wrote to us');
  await form.getByRole('button', { name: 'Record it' }).click();
  assert.match(await page.locator('.article-head').innerText(), /took (?:it|this|the report) back|retract/iu);
  await page.goto(finding);
  assert.doesNotMatch(await page.locator('.verdict-line').innerText(), /Contravened/u);
  const scripted = await browser.newPage({ viewport: { width: 320, height: 800 } });
  for (const address of [finding, new URL(left!, base).href]) {
    await scripted.goto(address);
    await scripted.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    assert.deepEqual(await axeFindings(scripted), [], address);
    assert.ok((await scripted.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0, address);
  }
  assert.deepEqual(seen, []);
});

test('what a search finds stands together document by document, and the last meeting is first', async t => {
  const folder = recordFolder();
  const record = await openRecordForAdding(folder, 'Ana');
  const engine = loadEngine();
  for (const month of ['May', 'June', 'July']) {
    const text = `Foreign Minister Rosa Diaz of Peru met with Foreign Minister Juan Soto of Chile in Lima on 5 ${month} 2025. Rosa Diaz said in Lima that Peru would buy ten ships of Chile. Juan Soto said in Lima that Chile would sell them in ${month}.\n`;
    const input = { name: `${month}.txt`, take: async () => ({ bytes: Buffer.from(text) }) };
    for await (const outcome of addInput(record, input, { published: '2025-08-01', source: month }, engine))
      assert.equal(outcome.outcome, 'added');
  }
  await record.close();
  const base = await serving(t, folder, 'Ana');
  const found = await (await fetch(`${base}search?q=lima`)).text();
  const documents = [...found.matchAll(/<a class="document" href="([^"]+)"/gu)].map(([, href]) => href);
  assert.equal(documents.length, 3);
  assert.equal(new Set(documents).size, 3, 'each once');
  const told = /(\d+) places in 3 documents/u.exec(found)!;
  assert.ok(Number(told[1]) > 3);
  assert.equal([...found.matchAll(/<p class="hit"/gu)].length, Number(told[1]));
  const few = await (await fetch(`${base}search?q=lima&limit=2`)).text();
  assert.match(few, /The first 2 places/u);
  assert.match(few, /href="\/search\?q=lima&amp;limit=8"/u);
  const meetings = await (await fetch(`${base}gatherings`)).text();
  const days = [...meetings.matchAll(/<h2 dir="auto">[^<]*(2025-\d\d-05)/gu)].map(([, day]) => day);
  assert.deepEqual(days, ['2025-07-05', '2025-06-05', '2025-05-05']);
});

/** The part of a finding's page that holds what was looked at and not counted. */
const uncounted = (page: string): string =>
  page.slice(page.indexOf('Looked at, and not counted')).split(/<\/section>|<nav|<\/main>/u)[0]!;

const bearingsIn = (page: string): string[] =>
  [...page.matchAll(/<article class="bearing[^>]* id="([^"]+)"/gu)].map(([, id]) => id!);

test('what counts for nothing in a finding has a page of its own, and a part that there is not is refused', async t => {
  const base = await serving(t, folder, 'Ana', false);
  const board = await (await fetch(`${base}board`)).text();
  const pages = await Promise.all(
    [...new Set(board.match(/\/board\/ins_straits\/fnd_[0-9a-f]+/gu))].map(async path => [
      path,
      await (await fetch(new URL(path, base))).text(),
    ]),
  );
  const [path, whole] = pages.find(([, page]) => page!.includes('Looked at, and not counted'))!;
  const own = await (await fetch(new URL(`${path}?part=uncounted`, base))).text();
  assert.ok(bearingsIn(uncounted(whole!)).length > 0);
  assert.deepEqual(bearingsIn(own), bearingsIn(uncounted(whole!)));
  assert.match(own, /Counts for nothing/u);
  assert.match(own, new RegExp(`href="${path}"`, 'u'));
  assert.equal((await fetch(new URL(`${path}?part=all`, base))).status, 400);
  assert.equal((await fetch(new URL(`${path}?part=uncounted&page=2`, base))).status, 400);
  // What a decision left empty is no address that there is not.
  const empty = await fetch(new URL(`${path}?part=rejected`, base));
  assert.equal(empty.status, 200);
  assert.match(await empty.text(), /Nothing of this is there any more/u);
});

const words = (exact: string) => [{ exact }] as unknown as Parameters<typeof openingOf>[0]['words'];

test('a provision that goes by its number says how it begins; one with a name says its name', () => {
  assert.equal(openingOf({ label: '4 Hotline', words: words('Each side will set up a hotline') }), '');
  assert.equal(
    openingOf({ label: '2', words: words('2. Both sides will\n meet  twice') }),
    'Both sides will meet twice',
  );
  const long = openingOf({ label: '2(a)', words: words(`They will ${'confer '.repeat(40)}`) });
  assert.match(long, /^They will (?:confer )+…$/u);
  assert.ok(long.length < 95, long);
  assert.equal(openingOf({ label: '3', words: [] }), '');
});
