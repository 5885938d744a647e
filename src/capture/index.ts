import type { Document } from '../core/document.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import type { Facts, Format } from './format.ts';
import { html } from './html/html.ts';
import { plain } from './plain/plain.ts';
import { refuseUnread } from './unread.ts';

export type { Facts } from './format.ts';

/** The formats that are read. The first that recognises a file reads it; plain text takes what is left. */
const formats: readonly Format[] = [html, plain];

/** Bytes that the formats may look at to recognise themselves. */
const START_BYTES = 4096;

/**
 * Turns the bytes of one publication into its text, with everything that is not to be read marked and explained.
 * Pure: no clock, disk or network. Throws nothing but a `Problem`, with one of these codes:
 * `empty`, `too_large`, `format_not_read`, `not_text`, `too_deep`, `no_text`.
 */
export function capture(bytes: Uint8Array, facts: Facts = {}): Document {
  if (bytes.length === 0) throw new Problem('empty', 'There is nothing in this file.', 'Check how the file was made.');
  if (bytes.length > limits.inputBytes) {
    throw new Problem(
      'too_large',
      `This file has ${megabytes(bytes.length)}; at most ${megabytes(limits.inputBytes)} are read.`,
      'Split the file, or cut out the part that matters.',
    );
  }
  const start = latin1(bytes.subarray(0, START_BYTES));
  refuseUnread(start);
  const format = formats.find(format => format.recognise(start, facts)) ?? plain;
  const document = format.read(bytes, facts);
  if (document.text.trim() === '') {
    throw new Problem(
      'no_text',
      'This file shows no text.',
      'If it is a page that a script fills in, save it from a browser and read that.',
    );
  }
  return document;
}

function megabytes(count: number): string {
  return `${(count / 1e6).toFixed(1)} MB`;
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
