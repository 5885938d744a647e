import type { Listing, ListingRow } from '../core/listing.ts';
import type { Output } from './index.ts';

export const INDENT = '     ';
const LABEL_WIDTH = 20;

/** For people at a terminal: a headline a line, details below it; what is unknown is not printed. */
export const text: Output = {
  name: 'text',
  about: 'for people (the default)',
  write(listing) {
    if (listing.rows.length === 0) return `No ${listing.name}.\n`;
    return `${listing.rows.map(numbered).join('\n')}\n`;
  },
};

function numbered(row: ListingRow, index: number): string {
  const number = `${row.number ?? index + 1}.`.padStart(4);
  const details = row.shown.details.filter(([, value]) => value !== '').map(([label, value]) => labelled(label, value));
  return [`${number} ${visible(row.shown.headline)}`, ...details].join('\n');
}

/** A detail as a line: its label and, in a column, its value. */
export function labelled(label: string, value: string): string {
  return `${INDENT}${label.padEnd(LABEL_WIDTH - 1)} ${visible(value)}`;
}

/** The numbered rows of a listing under a heading, as `deeds read` prints them. */
export function section(listing: Listing): string {
  return `${listing.name.toUpperCase()} (${listing.rows.length})\n${text.write(listing)}`;
}

/**
 * Control, direction and invisible characters of a hostile text must not steer a terminal or hide words, so they are shown
 * as U+ numbers. Line breaks within a value become spaces.
 */
export function visible(value: string): string {
  return value
    .replace(/[^\S\uFEFF]+/gu, ' ')
    .replace(
      /[\p{Cc}\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\u3164\uFEFF\u{E0000}-\u{E007F}]/gu,
      char => `[U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}
