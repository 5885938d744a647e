// C10, R23: hundreds of strings that mean to be markup, in every field that a record can hold, looked at in every view by a real browser.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { addInput, type DeedsRecord, loadEngine, openRecordForAdding } from '../../src/app.ts';
import type { Claim } from '../../src/core/claim.ts';
import { accept, rate } from '../../src/decisions/bearings.ts';
import { addByHand, edit, review } from '../../src/decisions/claims.ts';
import { proposeFinding, publishFinding, recordedRow, reviewFinding } from '../../src/decisions/findings.ts';
import { registerByHand } from '../../src/decisions/instruments.ts';
import { docketOf } from '../../src/judging/cases.ts';
import { judgeInstrument } from '../../src/judging/findings.ts';
import { kinds } from '../../src/kinds/index.ts';
import { SECURITY_HEADERS } from '../../src/server/security.ts';
import { browserFor, foreignOn, recordFolder, serving, watched, withoutBrowser } from './browser.ts';
import { hostileStrings, TRACE } from './hostile-strings.ts';

test('there are enough of them', () =>
  assert.ok(new Set(hostileStrings).size >= 300, `${new Set(hostileStrings).size}`));

/** Takes one string after the other, and begins again. */
function* inTurn(): Generator<string, never> {
  for (;;) yield* hostileStrings;
}

const asText = (shape: string): string =>
  shape.replaceAll('\0', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A page whose title, author, source and text are such strings, each paragraph a report of somebody who says one. */
function report(strings: Iterator<string>): string {
  const next = (): string => asText(strings.next().value as string);
  const data = JSON.stringify({
    '@type': 'NewsArticle',
    headline: strings.next().value,
    author: { name: strings.next().value },
  });
  const paragraphs = Array.from(
    { length: 24 },
    () => `<p>Lars Holm of the ministry of ${next()} said on Friday that “${next()}” was agreed with Poland.</p>`,
  );
  return `<!doctype html><html><head><title>${next()}</title><meta name="author" content="${next()}"><meta property="og:site_name" content="${next()}">
<link rel="canonical" href="javascript:window.${TRACE}=1"><script type="application/ld+json">${data.replaceAll('<', '\\u003c')}</script></head>
<body><nav>${next()}</nav><article><h1>${next()}</h1>${paragraphs.join('\n')}</article><footer>${next()}</footer></body></html>`;
}

/** Every text within a value replaced by such a string; numbers, and what a rule holds together, stay. */
function poisoned(value: unknown, strings: Iterator<string>): unknown {
  if (typeof value === 'string') return strings.next().value;
  if (Array.isArray(value)) return value.map(one => poisoned(one, strings));
  if (typeof value !== 'object' || value === null) return value;
  // Words must stand in the text as they are.
  if ('exact' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, poisoned(field, strings)]));
}

async function poisonedRecord(folder: string): Promise<void> {
  const engine = loadEngine();
  const record = await openRecordForAdding(folder, hostileStrings[0]!.slice(0, 100));
  const strings = inTurn();
  for (let number = 0; number < 4; number++) {
    const input = { name: `${strings.next().value}.html`, take: async () => ({ bytes: Buffer.from(report(strings)) }) };
    const facts =
      number % 2 === 0
        ? { source: strings.next().value, url: `https://example.org/?${encodeURIComponent(strings.next().value)}` }
        : {};
    for await (const outcome of addInput(record, input, facts, engine)) assert.equal(outcome.outcome, 'added');
  }
  const refused = { name: strings.next().value, take: async () => ({ bytes: new Uint8Array(0) }) };
  for await (const outcome of addInput(record, refused, {}, engine)) assert.equal(outcome.outcome, 'failed');
  await decisions(record, strings);
  await record.checkpoint();
  await record.close();
}

async function decisions(record: DeedsRecord, strings: Iterator<string, never>): Promise<void> {
  const next = (): string => strings.next().value;
  const decider = () => ({ by: next().slice(0, 100), why: next(), after: undefined, independent: true });
  for (const recorded of (await record.claims()).slice(0, 60)) {
    const change = poisoned(
      { body: recorded.claim.body, voices: recorded.claim.voices, when: recorded.claim.when },
      strings,
    ) as Partial<Claim>;
    await edit(record, recorded, { set: change, words: undefined, at: undefined }, decider());
  }
  for (const [index, recorded] of (await record.claims()).slice(60, 80).entries())
    await review(record, recorded, index % 2 === 0 ? 'confirmed' : 'rejected', decider());
  for (const { id } of await record.documents()) {
    await record.decide({ kind: 'note_added', by: next().slice(0, 100), body: { subject: id }, content: next() });
    const text = (await record.text(id))!;
    for (const { name } of kinds) {
      const words = text.slice(text.indexOf('Lars Holm'), text.indexOf('Lars Holm') + 9);
      await addByHand(
        record,
        { document: id, kind: name, words, at: text.indexOf('Lars Holm'), set: undefined },
        { by: next().slice(0, 100), why: next() },
      );
    }
  }
  for (const { id } of (await record.actors()).slice(0, 20)) {
    await record.decide({
      kind: 'actor_given_post',
      by: next().slice(0, 100),
      body: { actor: id, post: next(), why: next() },
    });
  }
  const [one] = await record.documents();
  await agreement(record, strings);
  await record.decide({
    kind: 'correction_received',
    by: next().slice(0, 100),
    body: { document: one!.id, sort: 'retraction', why: next() },
  });
}

/** An agreement whose every text is such a string, judged, signed by people of such names, and published. */
async function agreement(record: DeedsRecord, strings: Iterator<string, never>): Promise<void> {
  const next = (): string => strings.next().value;
  const decider = () => ({ by: next().slice(0, 100), why: next() });
  const [one] = await record.documents();
  const element = (...terms: string[]) => ({ says: next(), reason: next(), terms });
  await registerByHand(
    record,
    {
      id: 'ins_hostile',
      title: next(),
      form: next(),
      parties: [
        { actor: 'state/poland', name: next(), aliases: ['Poland', 'Lars Holm', next()] },
        { actor: 'state/norway', name: next(), aliases: [next()] },
      ],
      adopted: '2020-01-01',
      provisions: ['deliverable', 'prohibition', 'declaratory', 'standing_duty'].map((kind, index) => ({
        id: `prv_${index}`,
        label: next(),
        kind,
        bound: ['state/poland', 'state/norway'],
        elements: { conduct: element('agreed', 'said'), object: element(next()) },
        carveOuts: [{ element: 'purpose', says: next(), terms: ['ministry'] }],
        dueBy: { until: '2026-03-31', reading: next() },
        stipulations: [{ id: 'a', says: next(), principal: true }],
      })),
    },
    decider(),
  );
  const source = one!.about.source ?? one!.facts.name;
  await rate(
    record,
    { source, reliability: 'A', sees: ['ins_hostile'], speaksFor: undefined, primary: false },
    decider(),
  );
  const { held } = await docketOf(record, 'ins_hostile');
  assert.ok(held.length > 0, 'something bears on it');
  for (const bearing of held.slice(0, 20)) await accept(record, bearing, {}, decider(), 'test');
  const rows = async () => await judgeInstrument(record, await docketOf(record, 'ins_hostile'), '2026-06-30');
  for (const row of await rows()) {
    const id = await proposeFinding(record, row, { confidence: 'low' }, decider());
    for (let people = 0; people < 2; people++)
      await reviewFinding(record, recordedRow(await rows(), id), 'approved', decider());
    // Some rest on more than was confirmed above.
    await publishFinding(record, recordedRow(await rows(), id), decider()).catch(() => {});
  }
  assert.ok((await record.decisions({ kind: 'finding_published' })).length > 0, 'something was published');
}

test('C10: no string becomes markup or script in any field of any view', { skip: withoutBrowser }, async t => {
  const folder = recordFolder();
  await poisonedRecord(folder);
  const base = await serving(t, folder, hostileStrings[1]!.slice(0, 100));
  const browser = await browserFor(t);
  const page = await browser.newPage();
  const seen = watched(page, base);
  const visited = new Map<string, number>();
  const wanted = ['/', '/as-of/40/'];
  const known = new Set(wanted);
  for (let path = wanted.shift(); path !== undefined; path = wanted.shift()) {
    const answer = await page.goto(new URL(path, base).href);
    assert.ok(answer!.status() < 500, `${path} fails`);
    assert.deepEqual(await foreignOn(page), [], path);
    assert.deepEqual(seen, [], path);
    for (const href of await page.evaluate<string[]>(
      `[...document.querySelectorAll('main a[href^="/"], nav a[href^="/"]')].map(link => link.getAttribute('href').replace(/#.*/, ''))`,
    )) {
      const sort = href
        .replace(/\/(?:doc_|clm_|fnd_)[0-9a-f]+/gu, '/ID')
        .replace(/^\/actors\/.+/u, '/actors/ID')
        .replace(/^\/as-of\/.*/u, '/as-of')
        .replace(/\?.*/u, '?');
      if (
        known.has(href) ||
        /\.(?:json|jsonl|csv|ics|md|html|docx|pdf)(?:\?|$)|\/capture$/u.test(href) ||
        (visited.get(sort) ?? 0) >= (sort.includes('as-of') ? 2 : 3)
      )
        continue;
      visited.set(sort, (visited.get(sort) ?? 0) + 1);
      known.add(href);
      wanted.push(href);
    }
  }
  assert.ok(visited.size >= 15, [...visited.keys()].join(' '));

  // In an address, and so in the errors and forms that answer it: as the parser of a browser reads each.
  for (const string of hostileStrings) {
    const asked = encodeURIComponent(string);
    const path = [
      `/search?q=${asked}`,
      `/statements?speaker=${asked}`,
      `/statements?${asked}=1`,
      `/nothing/${asked}`,
      `/timeline?about=${asked}`,
      `/timeline?by=${asked}`,
      `/brief/ins_hostile?meeting=${asked}`,
      `/calendar?state=${asked}`,
      `/board/ins_hostile?day=${asked}`,
      `/board/ins_hostile/${asked}`,
    ][hostileStrings.indexOf(string) % 10]!;
    const text = await (await fetch(new URL(path, base))).text();
    assert.doesNotMatch(
      text.replace(/<script type="module" src="\/assets\/deeds\.js"><\/script>/u, ''),
      /<(?:script|img|svg|iframe|object|embed|style|base|video|math|template|noscript|xmp|portal)\b/iu,
      path,
    );
  }
  for (const string of hostileStrings.filter((_, index) => index % 12 === 0)) {
    await page.goto(`${base}search?q=${encodeURIComponent(string)}`);
    assert.deepEqual(await foreignOn(page), [], string);
  }
  assert.deepEqual(seen, []);
});

test('control: the watch sees a string that did become markup', { skip: withoutBrowser }, async t => {
  const faulty = createServer((_, answer) => {
    answer.writeHead(200, { ...SECURITY_HEADERS, 'Content-Type': 'text/html' });
    answer.end(`<!doctype html><title>A fault</title><main>${hostileStrings[4]}${hostileStrings[0]}</main>`);
  });
  await new Promise<void>(done => faulty.listen(0, '127.0.0.1', done));
  t.after(() => faulty.close());
  t.after(() => faulty.closeAllConnections());
  const page = await (await browserFor(t)).newPage();
  const base = `http://localhost:${(faulty.address() as AddressInfo).port}/`;
  const seen = watched(page, base);
  await page.goto(base);
  assert.notDeepEqual(await foreignOn(page), []);
  assert.ok(
    seen.some(one => one.startsWith('policy:')),
    seen.join('\n'),
  );
});
