// Files that hold others: feeds (B17, B18), books (A21) and e-mails (A25).
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { limits } from '../../../src/core/limits.ts';
import type { HostileCase } from '../case.ts';
import { page, report } from '../case.ts';
import { said, sized, time } from '../size.ts';
import { type ZipEntry, zipOf } from '../zip.ts';

const many = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join('');

const rss = (inside: string, before = ''): Buffer =>
  Buffer.from(`<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>News</title>${inside}</channel></rss>`);
const item = (words: string): string => `<item><title>Talks</title><description>${words}</description></item>`;

/** Entities of which each is ten of the one before. */
const LAUGHS = many(12, n => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`);

const feed = (id: 'B17' | 'B18', what: string, ends: readonly string[], make: () => Buffer): HostileCase => ({
  id,
  what: `a feed ${what}`,
  file: 'feed.xml',
  make,
  ends,
});

/** Nothing of this machine, and nothing that grew, is in what is read. */
const NOTHING_EXPANDED: Pick<HostileCase, 'holds'> = {
  holds: ({ text }) => assert.ok(text.length < 5_000 && !/haha|root:/u.test(text), text.slice(0, 200)),
};

/** What the parts of a feed take together is no more than so many times what the feed takes. */
const GROWTH = 20;
const noGrowth = (make: () => Buffer): Pick<HostileCase, 'make' | 'gives'> => ({
  make,
  gives({ parts }) {
    const bytes = parts.reduce((sum, part) => sum + part.bytes.length, 0);
    assert.ok(parts.length <= limits.feedItems && bytes <= make().length * GROWTH, `${bytes} bytes`);
  },
});

const json = (inside: string): Buffer =>
  Buffer.from(`{"version":"https://jsonfeed.org/version/1.1","title":"News",${inside}}`);

const feeds: readonly HostileCase[] = [
  {
    ...feed('B17', 'whose entities grow to 10^12 words', ['parsed', 'format_not_read', 'no_text'], () =>
      rss(item('He said &l12; no.'), `<!DOCTYPE rss [<!ENTITY l0 "ha">${LAUGHS}]>`),
    ),
    ...NOTHING_EXPANDED,
  },
  {
    ...feed('B17', `with one entity of ${said(100_000)} letters, ${said(100_000)} times`, ['parsed'], () =>
      rss(item('&a;'.repeat(sized(100_000))), `<!DOCTYPE rss [<!ENTITY a "${'ha'.repeat(sized(50_000))}">]>`),
    ),
    holds: ({ text }) => assert.ok(text.length < 500_000),
  },
  {
    ...feed('B17', 'with an entity that is a file of this machine', ['parsed'], () =>
      rss(item('He said &f; no.'), '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
    ),
    ...NOTHING_EXPANDED,
  },
  {
    ...feed('B17', 'with a document type of its own somewhere else', ['parsed'], () =>
      rss(item('He said &f; no.'), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">'),
    ),
    ...NOTHING_EXPANDED,
  },
  { ...feed('B18', `of ${said(1_000_000)} items`, ['opened'], () => rss('<item/>'.repeat(sized(1_000_000)))) },
  {
    ...feed('B18', `of ${said(300_000)} items with words`, ['opened'], () => rss(item('x').repeat(sized(300_000)))),
    costly: true,
    ...time,
  },
  feed('B18', 'of 1,000,000 elements in each other', ['too_deep'], () => rss('<x>'.repeat(1_000_000))),
  feed('B18', 'of 500,000 items in each other', ['too_deep'], () => rss('<item>'.repeat(500_000))),
  {
    ...feed('B18', 'whose name is long and would stand in each of its items', ['opened'], () => rss('')),
    ...noGrowth(() => rss(`<title>${'News '.repeat(20_000)}</title>${item('He said no.').repeat(1_000)}`)),
  },
  {
    ...feed('B18', 'that has 100,000 names', ['opened'], () => rss('')),
    ...noGrowth(() => rss(`${'<title>News</title>'.repeat(100_000)}${item('He said no.').repeat(1_000)}`)),
  },
  {
    ...feed('B18', 'with one tag that is long and would stand around each of its items', ['opened'], () => rss('')),
    ...noGrowth(() =>
      Buffer.from(
        `<rss ${many(20_000, n => `a${n}="x" `)}><channel>${item('He said no.').repeat(1_000)}</channel></rss>`,
      ),
    ),
  },
  {
    ...feed('B18', 'with 4,000,000 references in one item', ['parsed', 'too_large', 'too_much_memory'], () =>
      rss(item('&lt;'.repeat(4_000_000))),
    ),
    costly: true,
  },
  {
    ...feed('B18', `with ${said(300_000)} authors of one item`, ['parsed'], () =>
      rss(`<item><title>Talks</title>${'<author><name>Ann</name></author>'.repeat(sized(300_000))}</item>`),
    ),
    ...time,
  },
  {
    ...feed('B18', `in JSON, of ${said(1_000_000)} items`, ['opened'], () =>
      json(`"items":[{}${',{}'.repeat(sized(1_000_000) - 1)}]`),
    ),
    ...time,
    file: 'feed.json',
  },
  {
    ...feed('B18', 'in JSON, of 5,000,000 lists in each other', ['parsed', 'damaged', 'too_much_memory'], () =>
      json(`"x":${'['.repeat(5_000_000)}${']'.repeat(5_000_000)},"items":[{"content_text":"He said no."}]`),
    ),
    file: 'feed.json',
    costly: true,
  },
  {
    ...feed('B18', 'in JSON, whose name is long and would stand in each of its items', ['opened'], () => json('')),
    ...noGrowth(() =>
      Buffer.from(
        `{"version":"https://jsonfeed.org/version/1.1","title":"${'News '.repeat(20_000)}","items":[{"title":"Talks"}${',{"title":"Talks"}'.repeat(999)}]}`,
      ),
    ),
    file: 'feed.json',
  },
  {
    ...feed('B18', 'in JSON, with __proto__ and constructor', ['parsed'], () =>
      json(
        '"__proto__":{"title":"PWNED"},"items":[{"__proto__":{"title":"PWNED","x":1},"constructor":{"prototype":{"x":1}},"content_text":"He said no."}]',
      ),
    ),
    file: 'feed.json',
    holds({ text, title }) {
      assert.doesNotMatch(`${text} ${title}`, /PWNED/u);
      assert.equal(({} as { x?: unknown }).x, undefined);
    },
  },
];

const CHAPTER = `<html xmlns="http://www.w3.org/1999/xhtml"><body>${report}</body></html>`;
const CONTAINER =
  '<container><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>';

interface Book {
  readonly chapters: readonly Omit<ZipEntry, 'mode'>[];
  /** In the manifest, and in the list of what is read. */
  readonly items?: string;
  readonly spine?: string;
  readonly said?: string;
  readonly doctype?: string;
}

function bookOf({ chapters, items, spine, said = '', doctype = '' }: Book): Buffer {
  const manifest = items ?? chapters.map(({ name }, n) => `<item id="c${n}" href="${String(name)}"/>`).join('');
  const read = spine ?? chapters.map((_, n) => `<itemref idref="c${n}"/>`).join('');
  const opf = `${doctype}<package xmlns:dc="x"><metadata><dc:title>A book</dc:title>${said}</metadata><manifest>${manifest}</manifest><spine>${read}</spine></package>`;
  return zipOf([
    // Unpacked and first, as the standard has it: a block that is stored.
    { name: 'mimetype', data: 'application/epub+zip', packed: deflateRawSync('application/epub+zip', { level: 0 }) },
    { name: 'META-INF/container.xml', data: CONTAINER },
    { name: 'book.opf', data: opf },
    ...chapters,
  ]);
}

const book = (what: string, ends: readonly string[], make: () => Book): HostileCase => ({
  id: 'A21',
  what: `a book ${what}`,
  file: 'book.epub',
  make: () => bookOf(make()),
  ends,
});

const sound = { name: 'a.xhtml', data: CHAPTER };
/** The sound chapter is read once, and of whatever else is missing it is said. */
const oneRead = (missing: number): Pick<HostileCase, 'holds'> => ({
  holds(document) {
    assert.equal(document.text.split('two bridges would be closed').length, 2);
    assert.equal(document.missing.length, missing);
  },
});

const books: readonly HostileCase[] = [
  {
    ...book('of 45 MB of paragraphs in 100 kB', ['too_slow', 'too_much_memory', 'too_large'], () => ({
      chapters: [sound, { name: 'b.xhtml', data: '<p>x'.repeat(11_000_000) }],
    })),
    costly: true,
  },
  book('of 1,000 chapters that unpack to 60 MB', ['too_large'], () => ({
    chapters: Array.from({ length: 1_000 }, (_, n) => ({ name: `${n}.xhtml`, data: 'x '.repeat(30_000) })),
  })),
  {
    ...book('with a chapter that says 100 bytes and unpacks to 100 MB', ['parsed'], () => ({
      chapters: [
        sound,
        { name: 'b.xhtml', data: '', packed: deflateRawSync(Buffer.alloc(100_000_000), { level: 1 }), says: 100 },
      ],
    })),
    ...oneRead(1),
  },
  {
    ...book(
      'with a chapter that says 40 MB and has 10 bytes, a locked one, and one whose sum is wrong',
      ['parsed'],
      () => ({
        chapters: [
          sound,
          { name: 'b.xhtml', data: 'He said no', says: 40_000_000 },
          { name: 'c.xhtml', data: CHAPTER, broken: 'locked' },
          { name: 'd.xhtml', data: CHAPTER, broken: 'wrong' },
        ],
      }),
    ),
    ...oneRead(3),
  },
  {
    ...book(`that names one chapter ${said(500_000)} times`, ['parsed'], () => ({
      chapters: [sound],
      spine: '<itemref idref="c0"/>'.repeat(sized(500_000)),
    })),
    ...oneRead(0),
  },
  {
    ...book(`that names ${said(200_000)} chapters that are not there`, ['parsed'], () => ({
      chapters: [sound],
      items: `<item id="c0" href="a.xhtml"/>${many(sized(200_000), n => `<item id="x${n}" href="x${n}.xhtml"/>`)}`,
      spine: `<itemref idref="c0"/>${many(sized(200_000), n => `<itemref idref="x${n}"/>`)}`,
    })),
    ...time,
    holds: ({ missing }) =>
      assert.ok(missing.at(-1)!.sentence.startsWith(`${(sized(200_000) - 100).toLocaleString('en')} more chapters`)),
  },
  {
    ...book('whose chapters are files of this machine', ['parsed'], () => ({
      chapters: [sound],
      items:
        '<item id="c0" href="a.xhtml"/><item id="x" href="../../../etc/passwd"/><item id="y" href="file:///etc/passwd"/>',
      spine: '<itemref idref="c0"/><itemref idref="x"/><itemref idref="y"/>',
    })),
    ...oneRead(2),
  },
  {
    ...book(`with ${said(200_000)} days, and as many authors`, ['parsed'], () => ({
      chapters: [sound],
      said: '<dc:date>2015-11-09</dc:date><dc:creator>Ann Lee</dc:creator>'.repeat(sized(200_000)),
    })),
    holds: ({ byline, dates }) => assert.ok(byline!.length < 10_000 && dates.length < 1_000),
  },
  {
    ...book('with entities that grow', ['parsed'], () => ({
      chapters: [
        sound,
        { name: 'b.xhtml', data: `<!DOCTYPE html [<!ENTITY l0 "ha">${LAUGHS}]><html><body><p>&l12;</p></body></html>` },
      ],
      doctype: `<!DOCTYPE package [<!ENTITY l0 "ha">${LAUGHS}]>`,
      said: '<dc:creator>&l12;</dc:creator>',
    })),
    holds: ({ text, byline }) => assert.ok(!/haha/u.test(`${text} ${byline}`)),
  },
  {
    ...book('with a chapter of 100,000 elements in each other', ['parsed'], () => ({
      chapters: [sound, { name: 'b.xhtml', data: '<div>'.repeat(100_000) }],
    })),
    ...oneRead(1),
  },
  book('of more files than are taken from one archive', ['damaged'], () => ({
    chapters: Array.from({ length: limits.archiveFiles }, (_, n) => ({ name: `${n}.xhtml`, data: 'x' })),
  })),
];

const HEAD = 'From: Ann <ann@example.org>\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n';

/** A message with parts, each a head, an empty line and what is in it. */
function mailOf(parts: readonly string[], boundary = 'b', subject = 'Talks'): string {
  const content = parts.map(part => `--${boundary}\r\n${part}\r\n`).join('');
  return `${HEAD}Subject: ${subject}\r\nContent-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n${content}--${boundary}--\r\n`;
}

const TEXT = 'Content-Type: text/plain\r\n\r\nThe minister said on Monday that two bridges would be closed.';
const attachment = (name: string, type: string, words: string | Buffer): string =>
  `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(words).toString('base64')}`;

const mail = (what: string, ends: readonly string[], make: () => string): HostileCase => ({
  id: 'A25',
  what: `an e-mail ${what}`,
  file: 'message.eml',
  make: () => Buffer.from(make()),
  ends,
});

/** Each message lies in the next, as a message or as a file. */
function nested(depth: number, asFile: boolean): string {
  let message = `${HEAD}Subject: innermost\r\n${TEXT}\r\n`;
  for (let n = 0; n < depth; n++) {
    const inner = asFile
      ? attachment('m.eml', 'application/octet-stream', message)
      : `Content-Type: message/rfc822\r\n\r\n${message}`;
    message = mailOf([TEXT, inner], `b${n}`, `message ${n}`);
  }
  return message;
}

const mails: readonly HostileCase[] = [
  mail('in an e-mail, ten deep, as messages', ['parsed'], () => nested(10, false)),
  mail('in an e-mail, ten deep, as files', ['parsed'], () => nested(10, true)),
  mail('in an e-mail, 1,000 deep, as messages', ['parsed', 'damaged', 'too_deep'], () => nested(1_000, false)),
  {
    ...mail('with 10,000 attachments', ['parsed'], () =>
      mailOf([
        TEXT,
        ...Array.from({ length: 10_000 }, (_, n) =>
          attachment(`${n}.txt`, 'text/plain', `The mayor said no to plan ${n}.`),
        ),
      ]),
    ),
    costly: true,
    gives({ parts, document }) {
      assert.equal(parts.length, limits.mailAttachments);
      assert.match(document!.notes.join('\n'), /and 9895 more/u);
    },
  },
  {
    ...mail(`with ${said(300_000)} parts that are empty`, ['parsed', 'too_slow', 'too_much_memory'], () =>
      mailOf([TEXT, ...Array.from({ length: sized(300_000) }, () => '\r\n')]),
    ),
    costly: true,
    ...time,
  },
  {
    ...mail('with attachments whose names lead elsewhere', ['parsed'], () =>
      mailOf([
        TEXT,
        ...['../../x.txt', '/etc/passwd', 'CON', '\u202etxt.exe', 'x'.repeat(100_000)].map(name =>
          attachment(name, 'text/plain', `The mayor said no to ${name.length} plans.`),
        ),
      ]),
    ),
    gives: ({ parts }) => assert.equal(parts.length, 5),
  },
  {
    ...mail('with a page of 100,000 elements in each other, a PDF that is none, and an archive', ['parsed'], () =>
      mailOf([
        TEXT,
        attachment('a.html', 'text/html', page('<div>'.repeat(100_000))),
        attachment('a.pdf', 'application/pdf', '%PDF-1.7 garbage'),
        attachment('a.zip', 'application/zip', zipOf([{ name: 'a.txt', data: Buffer.alloc(60_000_000) }])),
      ]),
    ),
    gives: ({ parts }) => assert.equal(parts.length, 3),
  },
  {
    ...mail('with 100 feeds of 1,000 items', ['parsed'], () =>
      mailOf([
        TEXT,
        ...Array.from({ length: 100 }, (_, n) =>
          attachment(`${n}.xml`, 'application/rss+xml', rss(item(`x${n}`).repeat(1_000))),
        ),
      ]),
    ),
    // A hundred thousand documents are handed in one by one then; that nothing is kept waiting is held elsewhere.
    costly: true,
  },
];

export const holders: readonly HostileCase[] = [...feeds, ...books, ...mails];
