// Files that are something else than they say (A25 to A27).
import assert from 'node:assert/strict';
import type { HostileCase } from '../case.ts';
import { page, report } from '../case.ts';
import { onePage, showing, streamOf } from '../pdf.ts';
import { said, sized, time } from '../size.ts';
import { zipOf } from '../zip.ts';

const WORDS = 'The minister said on Monday that two bridges would be closed.';
const pdf = (): Buffer => onePage(streamOf(showing([WORDS])));

export const files: readonly HostileCase[] = [
  {
    id: 'A25',
    what: 'a PDF that is a page and an archive as well',
    file: 'all.html',
    make: () =>
      Buffer.concat([
        Buffer.from('<!doctype html><p>Shown to some.</p><!--\n'),
        pdf(),
        Buffer.from('-->'),
        zipOf([{ name: 'a.txt', data: 'x' }]),
      ]),
    // Like every reader of PDF files: its mark in the first kilobyte decides.
    ends: ['parsed', 'damaged'],
  },
  {
    id: 'A25',
    what: 'a page that is called a PDF',
    file: 'page.pdf',
    facts: { contentType: 'application/pdf' },
    make: () => page(report),
    ends: ['parsed'],
    holds: ({ mediaType }) => assert.equal(mediaType, 'text/html'),
  },
  {
    id: 'A25',
    what: 'a PDF that is called a page',
    file: 'report.html',
    facts: { contentType: 'text/html' },
    make: pdf,
    ends: ['parsed'],
    holds: ({ mediaType }) => assert.equal(mediaType, 'application/pdf'),
  },
  {
    id: 'A25',
    what: 'a program that is called a text',
    file: 'program.txt',
    make: () =>
      Buffer.concat([
        Buffer.from('\x7fELF\x02\x01\x01\0', 'latin1'),
        Buffer.from(Array.from({ length: 5_000 }, (_, n) => (n * 89) % 256)),
      ]),
    ends: ['not_text'],
  },
  {
    id: 'A25',
    what: 'an archive that is called a Word file',
    file: 'report.docx',
    make: () => zipOf([{ name: 'word/notes.txt', data: 'x' }]),
    ends: ['format_not_read'],
  },
  {
    id: 'A25',
    what: 'a Word file whose directory says less than it unpacks to',
    file: 'report.docx',
    make: () =>
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: `<w:document><w:t>${'x'.repeat(60_000_000)}</w:t></w:document>`, says: 100 },
      ]),
    ends: ['too_large', 'damaged', 'no_text'],
  },
  {
    id: 'A25',
    what: 'a Word file of 1,000,000 nested elements',
    file: 'deep.docx',
    make: () =>
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: `<w:document>${'<w:p>'.repeat(1_000_000)}<w:t>He said no.</w:t>` },
      ]),
    ends: ['parsed', 'too_deep', 'no_text', 'too_slow'],
  },
  {
    id: 'A25',
    what: 'a Word file with entities that grow',
    file: 'laughs.docx',
    make: () =>
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        {
          name: 'word/document.xml',
          data: `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, n) => `<!ENTITY a${n} "&a${n - 1};&a${n - 1};">`).join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]><w:document><w:p><w:t>&a29;&f; he said.</w:t></w:p></w:document>`,
        },
      ]),
    ends: ['parsed'],
    holds: ({ text }) => assert.ok(text.length < 200 && !text.includes('root:')),
  },
  {
    id: 'A25',
    what: 'an e-mail of 50,000 parts, one in the other',
    file: 'parts.eml',
    make: () =>
      Buffer.from(
        `From: a@example.org\r\nSubject: x\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n${Array.from({ length: 50_000 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`).join('')}Content-Type: text/plain\r\n\r\nHe said no.\r\n`,
      ),
    ends: ['parsed', 'damaged', 'too_deep', 'no_text'],
  },
  {
    id: 'A25',
    what: `an e-mail of one header with ${said(300_000)} names, and as many encoded words that grow`,
    file: 'header.eml',
    costly: true,
    ...time,
    make: () =>
      Buffer.from(
        `From: a@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: ${'=?utf-8?Q?=41?= '.repeat(sized(300_000))}\r\nTo: ${'a@example.org, '.repeat(sized(300_000))}\r\n\r\nHe said no.\r\n`,
      ),
    ends: ['parsed', 'damaged', 'too_slow', 'too_much_memory', 'too_large'],
  },
  {
    id: 'A26',
    what: 'a drawing with a script in it',
    file: 'drawing.svg',
    make: () =>
      Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" onload="PWNED()"><script>PWNED()</script><text>He said no.</text></svg>',
      ),
    // Nobody shows it as a page: its source is a text like any other.
    ends: ['parsed', 'format_not_read', 'no_text'],
    holds: ({ mediaType }) => assert.equal(mediaType, 'text/plain'),
  },
  {
    id: 'A26',
    what: 'XML that includes files',
    file: 'include.xml',
    make: () =>
      Buffer.from(
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/>&f; he said.</x>',
      ),
    ends: ['parsed', 'format_not_read'],
    holds: ({ text }) => assert.doesNotMatch(text, /root:/u),
  },
  {
    id: 'A27',
    what: 'what every virus scanner knows (EICAR)',
    file: 'eicar.com',
    // In two halves, so that no scanner takes this file for it.
    make: () =>
      Buffer.from([String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-`, 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')),
    ends: ['parsed'],
  },
];
