import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onePage, showing, streamOf } from '../../test/hostile/pdf.ts';
import { zipOf } from '../../test/hostile/zip.ts';
import type { MediaType } from '../core/document.ts';
import type { Problem } from '../core/problem.ts';
import type { Facts } from './format.ts';
import { captureAny } from './index.ts';

const SAID = 'The minister said that two bridges would be closed.';
const rss = (items: number): string =>
  `<rss version="2.0"><channel><title>News</title>${`<item><title>Bridges</title><description>${SAID}</description></item>`.repeat(items)}</channel></rss>`;

/** A small file of each kind that is read, and what it is. */
const files = {
  text: ['text/plain', SAID],
  page: ['text/html', `<!doctype html><p>${SAID}</p>`],
  pdf: ['application/pdf', onePage(streamOf(showing([SAID])))],
  word: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    zipOf([
      { name: '[Content_Types].xml', data: '<Types/>' },
      { name: '<a href>', data: 'Named so that its bytes look like those of a page.' },
      {
        name: 'word/document.xml',
        data: `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>${SAID}</w:t></w:r></w:p></w:body></w:document>`,
      },
    ]),
  ],
  mail: ['message/rfc822', `From: a@example.org\r\nSubject: Bridges\r\nMessage-ID: <1@example.org>\r\n\r\n${SAID}\r\n`],
  feed: ['application/rss+xml', rss(1)],
  feeds: ['application/rss+xml', rss(2)],
} satisfies Record<string, readonly [MediaType, string | Buffer]>;

/** What a file is, what it is named or was sent as, and what is to be said of that; nothing: that is all right. */
const cases: readonly (readonly [is: keyof typeof files, facts: string | Facts, ...notes: readonly string[]])[] = [
  // Names that are right, or promise nothing.
  ['text', 'talks.txt'],
  ['text', 'talks'],
  ['text', '-'],
  ['text', 'talks.md'],
  ['text', 'Talks of 9.11.2015'],
  ['text', 'attachment 1'],
  ['text', '.html'],
  ['page', 'talks.html'],
  ['page', 'TALKS.HTM'],
  ['page', 'talks.xhtml'],
  ['page', 'talks.php'],
  ['page', 'talks.asp'],
  ['page', 'talks.pdf.html'],
  ['pdf', 'talks.pdf'],
  ['pdf', 'talks'],
  ['word', 'talks.docx'],
  ['word', 'talks.doc'],
  ['mail', 'talks.eml'],
  ['mail', 'talks.mht'],
  ['feed', 'news.xml'],
  ['feed', 'news.rss'],
  ['feeds', 'news.atom'],

  // Names that are not.
  ['page', 'report.pdf', 'The file is named report.pdf, and its content is HTML.'],
  ['page', 'report.txt', 'The file is named report.txt, and its content is HTML.'],
  ['page', 'report.doc', 'The file is named report.doc, and its content is HTML.'],
  ['pdf', 'report.html', 'The file is named report.html, and its content is PDF.'],
  ['pdf', 'report.docx', 'The file is named report.docx, and its content is PDF.'],
  ['word', 'report.zip', 'The file is named report.zip, and its content is a Word file.'],
  ['word', 'report.html', 'The file is named report.html, and its content is a Word file.'],
  ['word', 'report.pdf', 'The file is named report.pdf, and its content is a Word file.'],
  ['text', 'report.html', 'The file is named report.html, and its content is plain text.'],
  ['text', 'report.PDF', 'The file is named report.PDF, and its content is plain text.'],
  ['text', 'photo.jpg', 'The file is named photo.jpg, and its content is plain text.'],
  ['text', 'report.eml', 'The file is named report.eml, and its content is plain text.'],
  ['mail', 'report.txt', 'The file is named report.txt, and its content is an e-mail.'],
  ['feed', 'report.html', 'The file is named report.html, and its content is a feed.'],
  ['feeds', 'report.html', 'The file is named report.html, and its content is a feed.'],

  // What a server or an e-mail said.
  ['page', { contentType: 'text/html; charset=utf-8' }],
  ['page', { contentType: 'application/xhtml+xml' }],
  ['page', { contentType: 'application/octet-stream' }],
  ['page', { contentType: '' }],
  ['word', { contentType: 'application/zip' }],
  ['word', { contentType: 'application/msword' }],
  ['feed', { contentType: 'text/xml' }],
  ['feed', { contentType: 'application/atom+xml' }],
  ['page', { contentType: 'application/PDF' }, 'It was sent as PDF (application/pdf), and its content is HTML.'],
  ['page', { contentType: 'text/plain' }, 'It was sent as plain text (text/plain), and its content is HTML.'],
  ['text', { contentType: 'image/png' }, 'It was sent as a picture (image/png), and its content is plain text.'],
  [
    'page',
    { name: 'report.pdf', contentType: 'application/pdf' },
    'The file is named report.pdf, and its content is HTML.',
    'It was sent as PDF (application/pdf), and its content is HTML.',
  ],
];
for (const [is, said, ...notes] of cases) {
  const facts = typeof said === 'string' ? { name: said } : said;
  const [mediaType, bytes] = files[is];
  test(`${is} ${JSON.stringify(said)}: ${notes.join(' ') || 'nothing to say'}`, async () => {
    const captured = await captureAny(Buffer.from(bytes), facts);
    assert.equal(captured.mediaType, mediaType, 'the content decides');
    const all = captured.document?.notes ?? captured.notes;
    assert.deepEqual(
      all.filter(note => note.includes('its content is')),
      notes,
    );
  });
}

test('what is not read is refused for what it is, whatever its name', async () => {
  const zip = zipOf([{ name: '<a href>.txt', data: SAID }]);
  await assert.rejects(
    captureAny(zip, { name: 'report.html', contentType: 'text/html' }),
    (error: unknown) =>
      (error as Problem).code === 'format_not_read' && (error as Problem).message.startsWith('ZIP archives'),
  );
});
