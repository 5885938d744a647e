import type { Document } from '../core/document.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { controlNotes } from './controls.ts';
import type { Facts, Format } from './format.ts';
import { type Captured, single } from './captured.ts';
import { docx } from './docx/docx.ts';
import { epub } from './epub/epub.ts';
import { isFeed, readFeed } from './feed/feed.ts';
import { html } from './html/html.ts';
import { withLanguage } from './language.ts';
import { isMail, readMail } from './mail/mail.ts';
import { plain } from './plain/plain.ts';
import { saidOtherwise } from './said-kind.ts';
import { refuseUnread } from './unread.ts';
import { zipFiles } from '../zip.ts';

export type { Captured, Part } from './captured.ts';
export type { Facts } from './format.ts';

/** The formats that are read at once. The first that recognises a file reads it, a page after those that begin with a mark; plain text takes what is left. */
const formats: readonly Format[] = [epub, docx, html, plain];

/** Readers look for the mark of a PDF in its first 1,024 bytes. */
const PDF = /^[^]{0,1000}?%PDF-\d/;

/** Bytes that the formats may look at to recognise themselves. */
const START_BYTES = 4096;

/**
 * Turns the bytes of a file into its text, with everything that is not to be read marked and explained; or into the publications that it
 * holds. No clock, disk or network. Throws nothing but a `Problem`, with one of these codes:
 * `empty`, `too_large`, `format_not_read`, `not_text`, `too_deep`, `no_text`, `damaged`, `locked`.
 */
export async function captureAny(bytes: Uint8Array, facts: Facts = {}): Promise<Captured> {
  mustBeOfSize(bytes);
  const start = startOf(bytes);
  if (isMail(start)) return completed(await readMail(bytes, facts), facts);
  if (isFeed(start)) return completed(readFeed(bytes, facts), facts);
  if (!PDF.test(start)) return single(capture(bytes, facts));
  // Loaded by those alone who need it, for it takes a second.
  const { readPdf } = await import('./pdf/pdf.ts');
  return completed(single(await readPdf(bytes, facts)), facts);
}

/** The same, at once, for all formats that are one document and take one step. */
export function capture(bytes: Uint8Array, facts: Facts = {}): Document {
  mustBeOfSize(bytes);
  const start = startOf(bytes);
  const names = start.startsWith('PK') ? namesIn(bytes) : [];
  const format = formats.find(format => format !== plain && format.recognise(start, facts, names));
  // Packed bytes may look like the tags of a page, to whom it was said to be one.
  if (format === undefined || format === html) refuseUnread(start);
  const document = (format ?? plain).read(bytes, facts);
  if (document.text.trim() === '') {
    throw new Problem(
      'no_text',
      'This file shows no text.',
      'If it is a page that a script fills in, save it from a browser and read that.',
    );
  }
  return completedDocument(document, facts);
}

function completed(captured: Captured, facts: Facts): Captured {
  const { document, mediaType, notes } = captured;
  return document === undefined
    ? { ...captured, notes: [...saidOtherwise(mediaType, facts), ...notes] }
    : { ...captured, document: completedDocument(document, facts) };
}

/** With what no format knows better than another: the language of the words, and what is to be said of how the bytes came here. */
function completedDocument(document: Document, facts: Facts): Document {
  const { remarks = [], missing = [] } = facts;
  return withLanguage({
    ...document,
    missing: [...missing, ...document.missing],
    notes: [...remarks, ...saidOtherwise(document.mediaType, facts), ...document.notes, ...controlNotes(document.text)],
  });
}

function mustBeOfSize(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Problem('empty', 'There is nothing in this file.', 'Check how the file was made.');
  if (bytes.length <= limits.inputBytes) return;
  throw new Problem(
    'too_large',
    `This file has ${megabytes(bytes.length)}; at most ${megabytes(limits.inputBytes)} are read.`,
    'Split the file, or cut out the part that matters.',
  );
}

function megabytes(count: number): string {
  return `${(count / 1e6).toFixed(1)} MB`;
}

/** Names of the files in a ZIP archive; none where it is damaged, so that its first bytes must tell. */
function namesIn(bytes: Uint8Array): readonly string[] {
  try {
    return zipFiles(bytes, limits.archiveFiles).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** The first bytes as Latin-1: one character a byte. */
function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, START_BYTES));
}
