import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Document, SourceRun } from '../../core/document.ts';
import { gaps } from '../../core/span.ts';
import { mapFaults } from '../map-faults.ts';
import { capture } from '../index.ts';

/** The files of a book, by their names. */
type Files = Readonly<Record<string, string | Uint8Array>>;

const CONTAINER = (root = 'OEBPS/content.opf'): string =>
  `<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="${root}" media-type="application/oebps-package+xml"/></rootfiles></container>`;

/** A book as the standard has it: its kind first and unpacked. */
function book(files: Files): Uint8Array {
  const packed: Zippable = { mimetype: [strToU8('application/epub+zip'), { level: 0 }] };
  for (const [name, content] of Object.entries({ 'META-INF/container.xml': CONTAINER(), ...files }))
    packed[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(packed);
}

const chapter = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Chapter</title></head><body>${body}</body></html>`;

const opf = (manifest: string, spine: string, metadata = ''): string =>
  `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>${metadata}</metadata>
<manifest>${manifest}</manifest><spine>${spine}</spine></package>`;

const item = (id: string, href: string, more = ''): string =>
  `<item id="${id}" href="${href}" media-type="application/xhtml+xml" ${more}/>`;
const read = (...ids: readonly string[]): string => ids.map(id => `<itemref idref="${id}"/>`).join('');

const WORDS =
  '<dc:title>Report on the talks</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Hill</dc:creator>' +
  '<dc:publisher>Example Institute</dc:publisher><dc:language>en-us</dc:language><dc:date>2015-11-09</dc:date>';

/** A report of two chapters, listed the wrong way round. */
const REPORT: Files = {
  'OEBPS/content.opf': opf(
    item('b', 'b.xhtml') + item('nav', 'nav.xhtml', 'properties="nav"') + item('a', 'text/a.xhtml'),
    read('nav', 'a', 'b'),
    WORDS,
  ),
  'OEBPS/nav.xhtml': chapter('<nav epub:type="toc"><ol><li><a href="text/a.xhtml">First</a></li></ol></nav>'),
  'OEBPS/text/a.xhtml': chapter('<h1>First</h1><p>The minister said &#8220;no&#8221;&#160;to &amp; about it.</p>'),
  'OEBPS/b.xhtml': chapter('<h1>Second</h1><p>Talks   went\non.</p>'),
};

const sourceOf = (files: Files) => (part: string | undefined) => {
  const file = files[part ?? ''];
  return file === undefined ? undefined : new TextDecoder().decode(typeof file === 'string' ? strToU8(file) : file);
};

/** The words that are read, line by line. */
const wordsOf = ({ text, leftOut }: Document): string[] =>
  gaps(text.length, leftOut)
    .map(({ start, end }) => text.slice(start, end))
    .join('')
    .split(/\n+/u)
    .filter(line => line !== '');

test('EPUB 3: chapters in the order of the spine, the list of contents left out, with what the package says', () => {
  const document = capture(book(REPORT));
  assert.equal(document.text, 'First\n\nFirst\n\nThe minister said “no” to & about it.\n\nSecond\n\nTalks went on.');
  assert.deepEqual(document.leftOut.slice(0, 1), [
    { start: 0, end: 5, step: 'table of contents', reason: 'The book says that this is its list of contents.' },
  ]);
  assert.deepEqual(
    [document.title, document.byline, document.source, document.language, document.mediaType],
    [
      'Report on the talks',
      'Ann Lee, Bo Hill',
      'Example Institute',
      { tag: 'en-US', basis: 'markup' },
      'application/epub+zip',
    ],
  );
  assert.deepEqual(document.dates, [{ day: '2015-11-09', basis: 'metadata', evidence: 'dc:date: 2015-11-09' }]);
  assert.deepEqual([document.published, document.missing, document.notes], [document.dates[0], [], []]);
  assert.deepEqual(mapFaults(document, sourceOf(REPORT)), []);
  assert.deepEqual(
    [...new Set((document.map as readonly SourceRun[]).map(({ part }) => part))],
    ['OEBPS/nav.xhtml', 'OEBPS/text/a.xhtml', 'OEBPS/b.xhtml'],
  );
});

test('EPUB 2: a package with prefixes, an NCX as the list of contents, dates of several events', () => {
  const files: Files = {
    'META-INF/container.xml': CONTAINER('book.opf'),
    'book.opf': `<?xml version="1.0"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf" version="2.0"><opf:metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Old &amp; new</dc:title><dc:creator opf:role="aut">Ann Lee</dc:creator><dc:language>de</dc:language>
<dc:date opf:event="modification">2019-01-02</dc:date><dc:date opf:event="publication">2010-03-04</dc:date></opf:metadata>
<opf:manifest><opf:item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/><opf:item id="one" href="one.html" media-type="application/xhtml+xml"/></opf:manifest>
<opf:spine toc="ncx"><opf:itemref idref="one"/></opf:spine><opf:guide><opf:reference type="toc" href="one.html"/></opf:guide></opf:package>`,
    'toc.ncx':
      '<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src="one.html"/></navPoint></navMap></ncx>',
    'one.html': chapter('<p>He left.</p>'),
  };
  const document = capture(book(files));
  assert.deepEqual([document.text, document.title, document.byline], ['He left.', 'Old & new', 'Ann Lee']);
  assert.deepEqual(
    [document.published?.day, document.dates.map(({ day }) => day)],
    ['2010-03-04', ['2010-03-04', '2019-01-02']],
  );
  assert.equal(document.language?.tag, 'de');
  assert.deepEqual(mapFaults(document, sourceOf(files)), []);
});

test('paths with %20, steps up, a fragment, and a package in a folder of its own', () => {
  const files: Files = {
    'META-INF/container.xml': CONTAINER('a/b/package.opf'),
    'a/b/package.opf': opf(item('x', '../my%20text/one%26two.xhtml#start') + item('y', './y.xhtml'), read('x', 'y')),
    'a/my text/one&two.xhtml': chapter('<p>Up and down.</p>'),
    'a/b/y.xhtml': chapter('<p>Here.</p>'),
  };
  const document = capture(book(files));
  assert.equal(document.text, 'Up and down.\n\nHere.');
  assert.deepEqual(document.missing, []);
  assert.deepEqual(mapFaults(document, sourceOf(files)), []);
});

test('a list of contents among other properties, a spine item that is not linear, and one that the book does not have', () => {
  const files: Files = {
    'OEBPS/content.opf': opf(
      item('n', 'n.xhtml', 'properties="scripted nav"') + item('a', 'a.xhtml') + item('z', 'z.xhtml'),
      '<itemref idref="a"/><itemref idref="z" linear="no"/><itemref idref="n"/><itemref idref="nobody"/>',
    ),
    'OEBPS/n.xhtml': chapter('<nav><ol><li><a href="a.xhtml">List</a></li></ol></nav>'),
    'OEBPS/a.xhtml': chapter('<p>Words.</p>'),
    'OEBPS/z.xhtml': chapter('<p>An answer to a question.</p>'),
  };
  const document = capture(book(files));
  assert.equal(document.text, 'Words.\n\nAn answer to a question.\n\nList');
  assert.deepEqual(wordsOf(document), ['Words.', 'An answer to a question.']);
  // The spine names something that the manifest does not have.
  assert.deepEqual(
    document.missing.map(({ sentence }) => sentence),
    ['The chapter nobody is not there, or damaged.'],
  );
});

test('a chapter that is missing, one that is damaged and one that is locked are told, and the others are read', () => {
  const ENCRYPTION = `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>
<enc:CipherData><enc:CipherReference URI="OEBPS/locked%20one.xhtml"/></enc:CipherData></enc:EncryptedData></encryption>`;
  const files: Files = {
    'OEBPS/content.opf': opf(
      ['a', 'gone', 'hurt', 'locked%20one', 'b'].map(name => item(name, `${name}.xhtml`)).join(''),
      read('a', 'gone', 'hurt', 'locked%20one', 'b'),
    ),
    'OEBPS/a.xhtml': chapter('<p>First.</p>'),
    'OEBPS/hurt.xhtml': chapter(`<p>${'Words that are lost. '.repeat(50)}</p>`),
    'OEBPS/locked one.xhtml': chapter('<p>A secret.</p>'),
    'OEBPS/b.xhtml': chapter('<p>Last.</p>'),
    'META-INF/encryption.xml': ENCRYPTION,
  };
  const bytes = book(files);
  const at = Buffer.from(bytes).indexOf('OEBPS/hurt.xhtml') + 'OEBPS/hurt.xhtml'.length;
  bytes.fill(0xff, at + 10, at + 30);
  const document = capture(bytes);
  assert.equal(document.text, 'First.\n\nLast.');
  assert.deepEqual(
    document.missing.map(({ code, sentence }) => [code, sentence]),
    [
      ['chapter_missing', 'The chapter OEBPS/gone.xhtml is not there, or damaged.'],
      ['chapter_missing', 'The chapter OEBPS/hurt.xhtml is not there, or damaged.'],
      ['chapter_missing', 'The chapter OEBPS/locked one.xhtml is locked.'],
    ],
  );
  assert.deepEqual(mapFaults(document, sourceOf(files)), []);
});

const refused: readonly [what: string, files: Files, code: string][] = [
  [
    'a book whose chapters are all damaged or gone',
    { 'OEBPS/content.opf': opf(item('a', 'a.xhtml'), read('a')) },
    'damaged',
  ],
  ['a book without a package', { 'OEBPS/a.xhtml': chapter('<p>Words.</p>') }, 'damaged'],
  ['a container that names nothing', { 'META-INF/container.xml': '<container/>' }, 'damaged'],
  [
    'a book that is locked as a whole',
    {
      ...REPORT,
      'META-INF/encryption.xml': ['OEBPS/nav.xhtml', 'OEBPS/text/a.xhtml', 'OEBPS/b.xhtml'].reduce(
        (all, name) => `${all}<CipherReference URI="${name}"/>`,
        '<encryption>',
      ),
    },
    'locked',
  ],
  [
    'a book of pictures',
    { 'OEBPS/content.opf': opf(item('a', 'a.xhtml'), read('a')), 'OEBPS/a.xhtml': chapter('<img src="a.png"/>') },
    'no_text',
  ],
  [
    'a chapter that nests too deep, and no other',
    {
      'OEBPS/content.opf': opf(item('a', 'a.xhtml'), read('a')),
      'OEBPS/a.xhtml': chapter(`${'<div>'.repeat(600)}words`),
    },
    'damaged',
  ],
];
for (const [what, files, code] of refused) {
  test(`refuses ${what}: ${code}`, () => {
    assert.throws(() => capture(book(files)), { code });
  });
}

test('a book whose archive was packed without its kind first, or packed with it, is a book all the same', () => {
  const names = Object.entries({ 'META-INF/container.xml': CONTAINER(), ...REPORT });
  const files = Object.fromEntries(names.map(([name, content]) => [name, strToU8(content)]));
  const first = capture(book(REPORT)).text;
  const last = zipSync({ ...files, mimetype: [strToU8('application/epub+zip'), { level: 0 }] });
  const packed = zipSync({ mimetype: [strToU8('application/epub+zip'), { level: 9 }], ...files });
  const without = zipSync(files);
  for (const bytes of [last, packed, without]) {
    assert.deepEqual([capture(bytes).text, capture(bytes).mediaType], [first, 'application/epub+zip']);
  }
});

test('a book in another encoding leads back to the decoded chapter', () => {
  const page = chapter('<p>Der Minister sagte „nein“ – über alles.</p>').replace('UTF-8', 'utf-16');
  const files: Files = {
    'OEBPS/content.opf': opf(item('a', 'a.xhtml'), read('a')),
    'OEBPS/a.xhtml': Buffer.from(`\ufeff${page}`, 'utf16le'),
  };
  const document = capture(book(files));
  assert.equal(document.text, 'Der Minister sagte „nein“ – über alles.');
  assert.deepEqual(
    mapFaults(document, () => page),
    [],
  );
});

/** Bodies of chapters with what makes text and source differ. */
const body = fc
  .array(
    fc.constantFrom(
      '<p>',
      '</p>',
      '<br/>',
      '<b>',
      '</b>',
      '&amp;',
      '&#160;',
      '&#x201C;',
      '&bogus;',
      '<!-- c -->',
      '<![CDATA[x]]>',
      'The talks went on. ',
      ' \r\n ',
      'naïve 😀',
      '<p/>',
      '<title/>',
      '<script/>',
    ),
    { maxLength: 25 },
  )
  .map(pieces => chapter(pieces.join('')));

test('every character of a book leads back to the XHTML of its chapter, or was set between chapters and lines', () => {
  fc.assert(
    fc.property(fc.array(body, { minLength: 1, maxLength: 5 }), chapters => {
      const files: Record<string, string> = {
        'OEBPS/content.opf': opf(
          chapters.map((_, n) => item(`c${n}`, `c${n}.xhtml`)).join(''),
          read(...chapters.map((_, n) => `c${n}`)),
        ),
      };
      for (const [n, page] of chapters.entries()) files[`OEBPS/c${n}.xhtml`] = page;
      let document: Document;
      try {
        document = capture(book(files));
      } catch {
        return;
      }
      assert.deepEqual(mapFaults(document, sourceOf(files)), []);
    }),
    { numRuns: 200 },
  );
});

test('an element that XHTML closes in itself swallows nothing of the chapter', () => {
  const files: Files = {
    'OEBPS/content.opf': opf(item('a', 'a.xhtml'), read('a')),
    'OEBPS/a.xhtml': `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head><body><p>One.</p><a id="page2"/><p>Two.</p><![CDATA[Three.]]></body></html>`,
  };
  assert.deepEqual(wordsOf(capture(book(files))), ['One.', 'Two.', 'Three.']);
});
