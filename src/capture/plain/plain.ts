import type { Document, PublicationDate } from '../../core/document.ts';
import { byteOrderMark, declaredCharset, decode, guessEncoding } from '../decode.ts';
import type { Facts, Format } from '../format.ts';
import { findFurniture } from '../furniture/furniture.ts';
import { type Dated, dated } from '../published/dates.ts';
import { urlDay, writtenDays } from '../published/written.ts';

/** Plain text: the text is the decoded source as it stands, line ends included. Takes whatever no other format recognises. */
export const plain: Format = {
  mediaType: 'text/plain',
  recognise: () => true,
  read(bytes: Uint8Array, facts: Facts): Document {
    const encoding = byteOrderMark(bytes) ?? declaredCharset(facts.contentType) ?? guessEncoding(bytes);
    const { source, encoding: name, notes } = decode(bytes, encoding);
    const top = topLines(source);
    const { published, dates, notes: dateNotes } = datedAt(top, facts);
    return {
      text: source,
      mediaType: 'text/plain',
      encoding: name,
      title: undefined,
      byline: byline(source, top),
      source: facts.source,
      url: facts.url,
      canonicalUrl: undefined,
      language: undefined,
      published,
      dates,
      missing: [],
      leftOut: findFurniture(source),
      map: undefined,
      notes: [...notes, ...dateNotes],
    };
  },
};

/** Lines at the top of a text where its date and author stand, and the characters they may take. */
const TOP_LINES = 8;
const TOP_CHARACTERS = 2_000;

function topLines(source: string): string[] {
  return source
    .slice(0, TOP_CHARACTERS)
    .split(/[\r\n]+/)
    .slice(0, TOP_LINES)
    .map(line => line.trim());
}

/** As given, or by a line of its own near the top, or by the address; after what the format itself says, best first. */
export function datedByText(text: string, facts: Facts, said: readonly PublicationDate[] = []): Dated {
  return datedAt(topLines(text), facts, said);
}

function datedAt(top: readonly string[], facts: Facts, said: readonly PublicationDate[] = []): Dated {
  return dated([...said, ...dateline(top), ...byAddress(facts.url)], facts);
}

function dateline(top: readonly string[]): PublicationDate[] {
  for (const line of top) {
    // A day in a sentence is another day; a line that is little more than a date is a dateline.
    const date = writtenDays(line.slice(0, 200), true)[0];
    if (date === undefined || line.length > (date.end - date.start) * 4) continue;
    if (!/\b(?:last (?:modified|updated|edited)|copyright)\b|©/i.test(line))
      return [{ day: date.day, basis: 'dateline', evidence: line }];
  }
  return [];
}

function byAddress(url: string | undefined): PublicationDate[] {
  const found = url === undefined ? undefined : urlDay(url);
  return found === undefined ? [] : [{ day: found.day, basis: 'url', evidence: url!.slice(found.start, found.end) }];
}

const NAME = String.raw`\p{Lu}[\p{L}'’.-]{0,30}(?: (?:de|van|von|der|la|al|bin|Mc|\p{Lu}[\p{L}'’.-]{0,30})){1,4}`;
const BY = new RegExp(`^(?:By|BY) (${NAME}(?:(?:,| and|, and) ${NAME}){0,3})\\s{0,3}(?:[,|–—-].{0,80})?$`, 'u');
const REACHED = new RegExp(`(?:^|[\\n•·*–—-]\\s{0,3})(${NAME}) can be (?:reached|contacted) (?:at|on|via|by)\\b`, 'u');

function byline(source: string, top: readonly string[]): string | undefined {
  const above = top.map(line => BY.exec(line)?.[1]).find(name => name !== undefined);
  return above ?? REACHED.exec(source.slice(-TOP_CHARACTERS))?.[1];
}
