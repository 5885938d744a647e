// What `deeds publish` writes: opened from files in a real browser, every link followed, and nothing in it that was not published.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type DeedsRecord, openRecordForDeciding } from '../../src/app.ts';
import { accept, findBearing } from '../../src/decisions/bearings.ts';
import { proposeFinding, publishFinding, recordedRow, reviewFinding } from '../../src/decisions/findings.ts';
import { exampleDay, makeExample } from '../../src/example.ts';
import { docketOf } from '../../src/judging/cases.ts';
import { judgeInstrument, type JudgedRow } from '../../src/judging/findings.ts';
import { publishedDockets } from '../../src/judging/published.ts';
import { render } from '../../src/server/html.ts';
import { findingPages } from '../../src/server/published/findings.ts';
import { publishedSite } from '../../src/server/published/site.ts';
import { deeds, temporaryFolder } from '../command.ts';
import { axeFindings, browserFor, withoutBrowser } from './browser.ts';

const PUBLISHED = [
  ['prv_theft', 'state/sudmark'],
  ['prv_dialogue', 'state/norland'],
] as const;
/** Reviewed, and never published. */
const HELD_BACK = ['prv_grid', 'state/sudmark'] as const;

/** Names and words that stand in the record, and that no reader of the site may meet. */
const REVIEWERS = ['Ben Quillfeather', 'Ida Rosenkvist'];
const SECRET = 'The ambassador told us this over dinner.';

async function rows(record: DeedsRecord): Promise<JudgedRow[]> {
  return await judgeInstrument(record, await docketOf(record, 'ins_straits'), exampleDay());
}

const rowOf = async (record: DeedsRecord, [provision, party]: readonly [string, string]): Promise<JudgedRow> =>
  (await rows(record)).find(row => row.provision.id === provision && row.party === party)!;

/** Proposes and approves a finding; what it rests on is confirmed. */
async function reviewed(record: DeedsRecord, which: readonly [string, string]): Promise<string> {
  for (const bearing of (await rowOf(record, which)).finding.restsOn)
    await accept(record, await findBearing(record, bearing), {}, { by: REVIEWERS[0]!, why: SECRET }, 'test');
  const id = await proposeFinding(record, await rowOf(record, which), {}, { by: 'machine', why: undefined });
  for (const by of REVIEWERS)
    await reviewFinding(record, recordedRow(await rows(record), id), 'approved', { by, why: SECRET });
  return id;
}

interface Made {
  readonly folder: string;
  readonly published: readonly string[];
  readonly heldBack: string;
}

/** The worked example with two findings published by Ana Lind, and one that was reviewed only; the last test writes to it. */
let made: Made;
const home = mkdtempSync(join(tmpdir(), 'deeds-published-'));
after(() => rmSync(home, { recursive: true, force: true }));

before(async () => {
  const folder = join(home, 'record');
  for await (const outcome of makeExample(folder, 'Clerk')) assert.equal(outcome.outcome, 'added');
  const record = await openRecordForDeciding(folder, 'Clerk');
  const published: string[] = [];
  for (const which of PUBLISHED) {
    const id = await reviewed(record, which);
    await publishFinding(record, recordedRow(await rows(record), id), { by: 'Ana Lind', why: SECRET });
    published.push(id);
  }
  const heldBack = await reviewed(record, HELD_BACK);
  await record.checkpoint();
  await record.close();
  made = { folder, published, heldBack };
});

/** Every file below a folder, with its text. */
function filesIn(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' });
  return new Map(
    entries
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

/** As it stands in a page or in JSON. */
const shapes = (text: string): string[] => [
  text,
  text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&quot;'),
  JSON.stringify(text).slice(1, -1),
];

test('D14: what was published is in it, and nothing else: no draft, no unconfirmed evidence, no name of a reviewer, no reason, no text', async t => {
  const { folder, published, heldBack } = made;
  const site = join(temporaryFolder(t), 'site');
  const answer = deeds(['publish', site, '--record', folder]);
  assert.equal(answer.code, 0, answer.err);
  assert.match(answer.err, /2 published findings/u);
  const files = filesIn(site);
  // Lines of calendars are folded, and signs in them escaped.
  const all = [...files.values()]
    .join('\n')
    .replaceAll('\r\n ', '')
    .replaceAll(/\\([,;\\])/gu, '$1');
  for (const id of published) assert.ok(files.has(join('board', 'ins_straits', id, 'index.html')), id);
  assert.match(files.get(join('board', 'ins_straits', published[0]!, 'index.html'))!, /Contravened/u);
  assert.match(all, /Ana Lind/u);

  const record = await openRecordForDeciding(folder, 'Clerk');
  t.after(() => record.close());
  const docket = await docketOf(record, 'ins_straits');
  const behind = new Set(
    (await rows(record)).filter(row => row.recorded?.state === 'published').flatMap(row => row.finding.restsOn),
  );
  assert.ok(behind.size >= 3);
  const open = docket.held.filter(({ bearing }) => behind.has(bearing.id));
  const shown = new Set(open.map(({ bearing }) => bearing.document));
  const texts = new Set(docket.instrument.texts.map(({ document }) => document));
  const forbidden = [heldBack, SECRET, 'Clerk', ...REVIEWERS];
  for (const { bearing } of docket.held) if (!behind.has(bearing.id)) forbidden.push(bearing.id);
  for (const document of await record.documents()) {
    if (shown.has(document.id) || texts.has(document.id)) continue;
    forbidden.push(document.id, document.about.title ?? document.facts.name);
  }
  // Words of claims on which nothing that was published rests.
  const allowed = [
    ...open.flatMap(({ claim, bearing }) => [
      claim.claim.words.exact,
      ...bearing.elements.map(({ words }) => words?.exact ?? ''),
    ]),
    ...docket.provisions.flatMap(({ id, words }) =>
      PUBLISHED.some(([provision]) => provision === id) ? words.map(({ exact }) => exact) : [],
    ),
  ].join('\n');
  let claims = 0;
  for (const { claim } of await record.claims({ includeCopies: true })) {
    if (allowed.includes(claim.words.exact)) continue;
    forbidden.push(claim.words.exact);
    claims++;
  }
  assert.ok(claims > 20, `${claims} claims that must not be there`);
  for (const text of forbidden)
    for (const shape of shapes(text)) assert.ok(!all.includes(shape), `the site says: ${text}`);
  // Of no document the whole text.
  for (const id of shown) assert.ok(!all.includes((await record.text(id))!.trim()), id);
  assert.doesNotMatch(all, /<script|javascript:| on[a-z]+="/iu);

  // The watch sees a leak where there is one.
  assert.ok(shapes(open[0]!.claim.claim.words.exact).some(shape => all.includes(shape)));
});

test('a published finding with very much evidence has several pages, the weightiest first, and each piece once', async () => {
  const record = await openRecordForDeciding(made.folder, 'Clerk');
  try {
    const [docket] = await publishedDockets(record);
    const one = docket!.findings.find(({ behind }) => behind.length > 0)!;
    const [first] = one.behind;
    const behind = Array.from({ length: 101 }, (_, index) => {
      const bearing = { ...first!.bearing, id: `brg_${String(index).padStart(3, '0')}`, score: index / 101 };
      return { ...first!, bearing, evidence: { ...first!.evidence, bearing } };
    });
    const pages = findingPages(docket!, { ...one, behind }).map(([more, { body }]) => ({
      more: more.join('/'),
      written: render(body, ({ path }) => path),
    }));
    assert.deepEqual(
      pages.map(({ more }) => more),
      ['', 'evidence/2', 'evidence/3'],
    );
    const ids = pages.flatMap(({ written }) => [...written.matchAll(/ id="(brg_\d+)"/gu)].map(([, id]) => id));
    assert.deepEqual(ids, behind.map(({ bearing }) => bearing.id).toReversed());
    const own = `/board/${docket!.instrument.id}/${one.id}`;
    for (const [index, { written }] of pages.entries()) {
      const next = pages[index + 1];
      assert.equal(written.includes(`rel="next" href="${own}/${next?.more}"`), next !== undefined);
      if (index > 0) assert.match(written, new RegExp(`rel="prev" href="${own}[^"]*"`, 'u'));
    }
  } finally {
    await record.close();
  }
});

test('opened from a folder in a browser: every link leads somewhere, the style is there, nothing is fetched, axe-core finds nothing', {
  skip: withoutBrowser,
}, async t => {
  const { folder } = made;
  const site = join(temporaryFolder(t), 'site');
  assert.equal(deeds(['publish', site, '--record', folder]).code, 0);
  const browser = await browserFor(t);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const seen: string[] = [];
  page.on('request', request => {
    if (!request.url().startsWith(pathToFileURL(site).href)) seen.push(`asked elsewhere: ${request.url()}`);
  });
  page.on('requestfailed', request => seen.push(`not there: ${request.url()}`));
  page.on('console', message => seen.push(`console: ${message.text()}`));
  page.on('pageerror', error => seen.push(`error: ${error.message}`));

  const wanted = [pathToFileURL(join(site, 'index.html')).href];
  const known = new Set(wanted);
  for (let address = wanted.shift(); address !== undefined; address = wanted.shift()) {
    await page.goto(address);
    const place = new URL(address).pathname.slice(pathToFileURL(site).pathname.length);
    assert.equal(
      await page.evaluate('getComputedStyle(document.querySelector(".brand")).textDecorationLine'),
      'none',
      place,
    );
    seen.push(...(await axeFindings(page, undefined, false)).map(finding => `${place}: ${finding}`));
    await page.emulateMedia({ colorScheme: 'dark' });
    seen.push(...(await axeFindings(page, ['color-contrast'], false)).map(finding => `${place} in dark: ${finding}`));
    await page.emulateMedia({ colorScheme: 'light' });
    for (const width of [320, 768, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const wider = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      if (wider > 0) seen.push(`${place} is ${wider} px wider than ${width} px`);
    }
    // Also those of drawings.
    for (const link of await page.evaluate<string[]>(
      `[...document.querySelectorAll('a')].map(link => new URL(link.getAttribute('href'), location.href).href)`,
    )) {
      const url = new URL(link);
      if (url.protocol !== 'file:') continue;
      const file = fileURLToPath(new URL(url.pathname, 'file:///'));
      assert.ok(existsSync(file), `${place} leads to ${file}`);
      const id = decodeURIComponent(url.hash.slice(1));
      if (id !== '')
        assert.match(readFileSync(file, 'utf8'), new RegExp(` id="${id}"`, 'u'), `${place} leads to ${link}`);
      url.hash = '';
      if (!file.endsWith('.html') || known.has(url.href)) continue;
      known.add(url.href);
      wanted.push(url.href);
    }
  }
  assert.deepEqual(seen, []);
  const pages = [...filesIn(site).keys()].filter(path => path.endsWith('.html'));
  assert.equal(known.size, pages.length, 'every page can be reached by links');

  // A reader goes from the board to the exact words.
  await page.goto(pathToFileURL(join(site, 'index.html')).href);
  await page.getByRole('link', { name: /^Straits Joint Statement/u }).click();
  await page.getByRole('link', { name: /Sudmark.*Contravened/u }).click();
  await page.locator('.bearing .from a').first().click();
  assert.match(page.url(), /documents\/doc_[0-9a-f]+\/index\.html#words-\d+-\d+$/u);
  assert.match(await page.locator('.quoted li:target').innerText(), /Sudmark/u);
});

test('the published calendar and brief say what findings and their evidence say, each with its words, and print as they stand', {
  skip: withoutBrowser,
}, async t => {
  const { folder, published } = made;
  const site = join(temporaryFolder(t), 'site');
  assert.equal(deeds(['publish', site, '--record', folder]).code, 0);
  const { items } = JSON.parse(readFileSync(join(site, 'calendar.json'), 'utf8')) as {
    items: { state: string; what: string; from?: string; until?: string }[];
  };
  assert.ok(
    items.some(({ state, what }) => state === 'done' && /First ministerial dialogue \(Norland\)/u.test(what)),
    JSON.stringify(items),
  );
  assert.ok(items.some(({ state }) => state === 'told of'));
  // The same for calendars that people have, at the address that the server has it at; what has no day is counted.
  const own = readFileSync(join(site, 'calendar', 'ins_straits', 'calendar.ics'), 'utf8');
  const dated = items.filter(({ from, until }) => (from ?? until) !== undefined);
  assert.equal(own.match(/^BEGIN:VEVENT\r$/gmu)?.length, dated.length);
  const unfolded = own.replaceAll('\r\n ', '').replaceAll(/\\([,;\\])/gu, '$1');
  for (const { state, what } of dated) assert.ok(unfolded.includes(`SUMMARY:${state}: ${what}`), what);
  assert.equal(new Set(own.match(/^UID:.*$/gmu)).size, dated.length, 'each is one of its own');
  assert.ok(own.split('\r\n').every(line => Buffer.byteLength(line) <= 75));
  const page = await (await browserFor(t)).newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(join(site, 'calendar', 'index.html')).href);
  await page.getByRole('link', { name: 'iCalendar of Straits Joint Statement' }).waitFor();
  assert.equal(await page.locator('.agenda li').count(), items.length);
  await page.goto(pathToFileURL(join(site, 'board', 'ins_straits', 'index.html')).href);
  await page.getByRole('link', { name: 'Brief' }).click();
  const table = page.locator('.brief table');
  assert.ok(published.length === 2);
  assert.match(await table.innerText(), /Fulfilled/u);
  assert.match(await table.innerText(), /nothing published/u);
  const notes = await page.locator('.footnotes li').count();
  assert.ok(notes >= 3, String(notes));
  await page.locator('.footnotes a').first().click();
  assert.match(page.url(), /documents\/doc_[0-9a-f]+\/index\.html#words-/u);
  await page.goBack();
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.published-menu').isVisible(), false, 'the menu is not printed');
});

test('published again: the same record gives the same files, what was taken back is gone, and files of others stay', async t => {
  const { folder, published } = made;
  const site = join(temporaryFolder(t), 'site');
  assert.equal(deeds(['publish', site, '--record', folder]).code, 0);
  const first = filesIn(site);
  writeFileSync(join(site, 'CNAME'), 'findings.example\n');
  assert.equal(deeds(['publish', site, '--record', folder]).code, 0);
  const again = filesIn(site);
  assert.equal(again.get('CNAME'), 'findings.example\n');
  again.delete('CNAME');
  assert.deepEqual(again, first);

  const record = await openRecordForDeciding(folder, 'Ana Lind');
  const [publication] = await record.decisions({ kind: 'finding_published', subject: published[0]! });
  const body = { finding: published[0]!, proposal: publication!.body['proposal'], why: 'We were wrong.' };
  await record.decide({ kind: 'finding_superseded', by: 'Ana Lind', body });
  const files = await publishedSite(record);
  assert.ok(![...files.keys()].some(path => path.includes(published[0]!)));
  await record.close();
  assert.equal(deeds(['publish', site, '--record', folder]).code, 0);
  assert.ok(!existsSync(join(site, 'board', 'ins_straits', published[0]!, 'index.html')), 'the page is gone');
  assert.ok(existsSync(join(site, 'board', 'ins_straits', published[1]!, 'index.html')));
  assert.ok(existsSync(join(site, 'CNAME')));

  // Into the midst of others' files nothing is written; a folder that version control keeps is as good as empty.
  const other = join(temporaryFolder(t), 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'thesis.txt'), 'Somebody’s own work');
  for (const [folder, cwd] of [
    [other, undefined],
    ['.', other],
  ] as const) {
    const refused = deeds(['publish', folder, '--record', made.folder], cwd === undefined ? {} : { cwd });
    assert.equal(refused.code, 2);
    assert.match(
      refused.err,
      /that Deeds did not write, thesis\.txt among them; nothing was written\..*Name a folder that is empty/su,
    );
    assert.deepEqual([...filesIn(other)], [['thesis.txt', 'Somebody’s own work']]);
  }
  const kept = join(temporaryFolder(t), 'kept');
  mkdirSync(join(kept, '.git'), { recursive: true });
  assert.equal(deeds(['publish', kept, '--record', folder]).code, 0);
  // What somebody put in the place of a page to come is not written over.
  writeFileSync(join(kept, 'deeds-published.json'), JSON.stringify({ files: ['index.html'] }));
  assert.match(deeds(['publish', kept, '--record', folder]).err, /Deeds did not write it/u);
});
