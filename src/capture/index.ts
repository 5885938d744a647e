import type { Document } from '../core/document.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import type { Facts, Format } from './format.ts';
import { docx } from './docx/docx.ts';
import { html } from './html/html.ts';
import { isMail, readMail } from './mail/mail.ts';
import { plain } from './plain/plain.ts';
import { refuseUnread } from './unread.ts';

export type { Facts } from './format.ts';

/** The formats that are read at once. The first that recognises a file reads it; plain text takes what is left. */
const formats: readonly Format[] = [html, docx, plain];

/** Readers look for the mark of a PDF in its first 1,024 bytes. */
const PDF = /^[^]{0,1000}?%PDF-\d/;

/** Bytes that the formats may look at to recognise themselves. */
const START_BYTES = 4096;

/**
 * Turns the bytes of one publication into its text, with everything that is not to be read marked and explained.
 * No clock, disk or network. Throws nothing but a `Problem`, with one of these codes:
 * `empty`, `too_large`, `format_not_read`, `not_text`, `too_deep`, `no_text`, `damaged`, `locked`.
 */
export async function captureAny(bytes: Uint8Array, facts: Facts = {}): Promise<Document> {
  mustBeOfSize(bytes);
  const start = startOf(bytes);
  if (isMail(start)) return await readMail(bytes, facts);
  if (!PDF.test(start)) return capture(bytes, facts);
  // Loaded by those alone who need it, for it takes a second.
  const { readPdf } = await import('./pdf/pdf.ts');
  return await readPdf(bytes, facts);
}

/** The same, at once, for all formats but PDF and e-mail, which take several steps. */
export function capture(bytes: Uint8Array, facts: Facts = {}): Document {
  mustBeOfSize(bytes);
  const start = startOf(bytes);
  const format = formats.find(format => format !== plain && format.recognise(start, facts));
  if (format === undefined) refuseUnread(start);
  const document = (format ?? plain).read(bytes, facts);
  if (document.text.trim() === '') {
    throw new Problem(
      'no_text',
      'This file shows no text.',
      'If it is a page that a script fills in, save it from a browser and read that.',
    );
  }
  return document;
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

/** The first bytes as Latin-1: one character a byte. */
function startOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, START_BYTES));
}
