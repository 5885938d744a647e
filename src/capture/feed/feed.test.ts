import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Document, SourceRun } from '../../core/document.ts';
import { limits } from '../../core/limits.ts';
import type { Problem } from '../../core/problem.ts';
import { captureAny } from '../index.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** All items of a feed, each captured as the feed of its own that it becomes. */
async function items(feed: string | Uint8Array): Promise<{ documents: Document[]; sources: string[] }> {
  const captured = await captureAny(typeof feed === 'string' ? bytes(feed) : feed, {});
  const documents: Document[] = [];
  const sources: string[] = [];
  for (const part of captured.parts) {
    documents.push((await captureAny(part.bytes, part.facts)).document!);
    sources.push(new TextDecoder().decode(part.bytes));
  }
  return { documents, sources };
}

/** What a map says that the source holds: the text again, or a reference or an escape that stands for it. */
function isLedBack({ text, map }: Document, source: string): boolean {
  const runs = map as readonly SourceRun[];
  return runs.every(({ textStart, length, sourceStart, sourceLength }) => {
    const [shown, there] = [
      text.slice(textStart, textStart + length),
      source.slice(sourceStart, sourceStart + sourceLength),
    ];
    return length === sourceLength ? shown === there : /^[&\\<\s]/u.test(there) || shown.trim() === '';
  });
}

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Example &amp; Times</title><link>https://example.org/</link><language>en-gb</language><lastBuildDate>Tue, 10 Nov 2015 09:00:00 GMT</lastBuildDate>
<item><title>Two bridges will close</title><link>https://example.org/a</link><guid isPermaLink="false">a</guid>
<pubDate>Mon, 09 Nov 2015 23:30:00 -0500</pubDate><dc:creator>Ann Lee</dc:creator>
<description>Short.</description>
<content:encoded><![CDATA[<p>The minister said that two bridges would be <b>closed</b> &amp; repaired.</p><p>Talks go on.</p>]]></content:encoded></item>
<item><title>The mayor&#8217;s answer</title><author>ann@example.org (Bo Hill)</author><guid>https://example.org/b</guid>
<pubDate>10 Nov 2015</pubDate><description>&lt;p&gt;The mayor &amp;quot;agreed&amp;quot; to it.&lt;/p&gt;</description></item>
</channel></rss>`;

test('RSS: each item is a document with its own headline, author, day, address and words', async () => {
  const { documents, sources } = await items(RSS);
  const [a, b] = documents as [Document, Document];
  assert.equal(
    a.text,
    'Two bridges will close\n\nThe minister said that two bridges would be closed & repaired.\n\nTalks go on.',
  );
  assert.equal(b.text, 'The mayor’s answer\n\nThe mayor "agreed" to it.');
  assert.deepEqual(
    [a, b].map(one => [
      one.title,
      one.byline,
      one.source,
      one.url,
      one.published?.day,
      one.published?.basis,
      one.language?.tag,
    ]),
    [
      ['Two bridges will close', 'Ann Lee', 'Example & Times', 'https://example.org/a', '2015-11-09', 'feed', 'en-GB'],
      ['The mayor’s answer', 'Bo Hill', 'Example & Times', 'https://example.org/b', '2015-11-10', 'feed', 'en-GB'],
    ],
  );
  assert.deepEqual([a.notes, a.mediaType], [[], 'application/rss+xml']);
  assert.match(b.notes.join(), /The feed gives a summary; the whole text may stand at https:\/\/example\.org\/b\./u);
  for (const [at, document] of documents.entries()) assert.ok(isLedBack(document, sources[at]!), sources[at]!);
});

test('an item is the same document when the feed is fetched again with others', async () => {
  const later = RSS.replace('10 Nov 2015 09:00:00', '11 Nov 2015 09:00:00').replace(
    '<item>',
    '<item><title>New</title><description>Something else was said.</description></item><item>',
  );
  const [before, after] = [await items(RSS), await items(later)];
  assert.deepEqual(after.sources.slice(1), before.sources);
});

test('Atom: XHTML, text and escaped HTML; the link to the page, the day of publication before that of change', async () => {
  const { documents, sources } =
    await items(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News</title>
<entry><title type="html">Talks &amp;amp; more</title><link rel="edit" href="https://example.org/edit"/><link href="https://example.org/1"/>
<updated>2015-11-12T08:00:00Z</updated><published>2015-11-10T08:00:00Z</published><author><name>Ann Lee</name><email>a@example.org</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The minister <em>denied</em> it.</p></div></content></entry>
<entry><title>Plain</title><summary>He said &lt;no&gt;.</summary></entry></feed>`);
  const [a, b] = documents as [Document, Document];
  assert.equal(a.text, 'Talks &amp; more\n\nThe minister denied it.');
  assert.deepEqual(
    [a.url, a.byline, a.published?.day, a.source],
    ['https://example.org/1', 'Ann Lee', '2015-11-10', 'News'],
  );
  assert.deepEqual(
    a.dates.map(({ day }) => day),
    ['2015-11-10', '2015-11-12'],
  );
  assert.equal(b.text, 'Plain\n\nHe said <no>.');
  for (const [at, document] of documents.entries()) assert.ok(isLedBack(document, sources[at]!), sources[at]!);
});

test('RDF Site Summary, in an encoding of its own', async () => {
  const rdf = `<?xml version="1.0" encoding="ISO-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Blätter</title></channel>
<item rdf:about="https://example.org/1"><title>Eins</title><dc:date>2015-11-10</dc:date></item><item><title>Zwei</title></item></rdf:RDF>`;
  const { documents } = await items(Buffer.from(rdf, 'latin1'));
  assert.deepEqual(
    documents.map(({ text, source, url, published }) => [text, source, url, published?.day]),
    [
      ['Eins', 'Blätter', 'https://example.org/1', '2015-11-10'],
      ['Zwei', 'Blätter', undefined, undefined],
    ],
  );
  assert.match(documents[0]!.notes.join(), /The feed gives the headline alone/u);
});

test('JSON Feed: items by their places in the source, escapes led back', async () => {
  const feed = String.raw`{"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [
 {"id": "1", "url": "https://example.org/1", "title": "A \"word\"", "content_html": "<p>The minister said \u201cno\u201d.<\/p>", "date_published": "2015-11-10T23:00:00-05:00", "authors": [{"name": "Ann Lee"}, {"name": "Bo Hill"}]},
 {"id": "2", "content_text": "Talks\nwent on.", "tags": [[["]"]], {"a": "}"}]}]}`;
  const { documents, sources } = await items(feed);
  const [a, b] = documents as [Document, Document];
  assert.equal(a.text, 'A "word"\n\nThe minister said “no”.');
  assert.deepEqual(
    [a.byline, a.published?.day, a.source, a.url],
    ['Ann Lee, Bo Hill', '2015-11-10', 'News', 'https://example.org/1'],
  );
  assert.equal(b.text, 'Talks\nwent on.');
  for (const [at, document] of documents.entries()) assert.ok(isLedBack(document, sources[at]!), sources[at]!);
});

test('entities that a document type declares are not expanded, and nothing is fetched', async () => {
  const lol = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};&l${n};&l${n};&l${n};">`).join(
    '',
  );
  for (const subset of [
    `[<!ENTITY l0 "ha">${lol}]`,
    '[<!ENTITY l20 SYSTEM "file:///etc/passwd">]',
    'SYSTEM "http://127.0.0.1/x.dtd"',
  ]) {
    const feed = `<?xml version="1.0"?><!DOCTYPE rss ${subset}><rss><channel><item><title>A &l20; title</title></item></channel></rss>`;
    const read = await captureAny(bytes(feed), {}).catch((error: Problem) => error);
    const text = 'document' in read ? (read.document?.text ?? '') : read.message;
    assert.ok(!/haha|root:/u.test(text) && text.length < 10_000, text.slice(0, 200));
  }
});

test('a feed of a million elements, one of more items than are read, and one without any', async () => {
  const many = `<rss><channel>${'<item><title>Words</title></item>'.repeat(limits.feedItems + 5)}</channel></rss>`;
  const captured = await captureAny(bytes(many), {});
  assert.equal(captured.parts.length, limits.feedItems);
  assert.match(captured.notes.join(), /Of 1005 items the first 1000 are read/u);

  const start = performance.now();
  const deep = `<rss><channel><item><title>Words</title><description></description></item>${'<x>'.repeat(1_000_000)}</channel></rss>`;
  await assert.rejects(captureAny(bytes(deep), {}), { code: 'too_deep' });
  assert.ok(performance.now() - start < 5_000);

  await assert.rejects(captureAny(bytes('<rss><channel><title>News</title></channel></rss>'), {}), { code: 'no_text' });
  await assert.rejects(captureAny(bytes('{"version": "https://jsonfeed.org/version/1", "items": [}'), {}), {
    code: 'damaged',
  });
});
