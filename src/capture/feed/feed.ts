import type { Document, LeftOut, PublicationDate, SourceRun } from '../../core/document.ts';
import { Problem } from '../../core/problem.ts';
import type { Captured } from '../captured.ts';
import { decode, declaredCharset, guessEncoding, whatwgName } from '../decode.ts';
import type { Facts } from '../format.ts';
import { html } from '../html/html.ts';
import { languageTag } from '../language.ts';
import { ledOn } from '../part-map.ts';
import { plain } from '../plain/plain.ts';
import { dated } from '../published/dates.ts';
import { machineDay, writtenDays } from '../published/written.ts';
import type { FeedItem, FeedSource, Field } from './feed-source.ts';
import { isJsonFeed, jsonFeed } from './json-feed.ts';
import { isXmlFeed, xmlFeed } from './xml-feed.ts';

/** A feed by its first characters: RSS, RDF, Atom or JSON Feed. */
export function isFeed(start: string): boolean {
  return isXmlFeed(start) || isJsonFeed(start);
}

/**
 * A feed holds publications: each item is one, and becomes a feed of its own with that item alone, so that it can be read without the others.
 * A feed with one item is that item.
 */
export function readFeed(bytes: Uint8Array, facts: Facts): Captured {
  const { source, encoding, notes } = decode(bytes, encodingOf(bytes, facts));
  const feed = isJsonFeed(source) ? jsonFeed(source) : xmlFeed(source);
  const [item] = feed.items;
  if (item === undefined) {
    throw new Problem('no_text', 'This feed holds no items.', 'Get it again later, or read the pages it points to.');
  }
  if (feed.count === 1) {
    const document = itemDocument(feed, item, facts);
    const whole = { ...document, encoding, notes: [...notes, ...document.notes] };
    return { document: whole, mediaType: feed.mediaType, parts: [], notes: [] };
  }
  return {
    document: undefined,
    mediaType: feed.mediaType,
    parts: feed.items.map((one, at) => ({
      place: `item ${at + 1}`,
      bytes: new TextEncoder().encode(feed.alone(one)),
      facts: { contentType: `${feed.mediaType}; charset=utf-8` },
    })),
    notes: [
      ...notes,
      ...(feed.items.length === feed.count
        ? []
        : [`Of ${feed.count} items the first ${feed.items.length} are read; the others are not.`]),
    ],
  };
}

/** What the XML declaration says goes before the guess; JSON is UTF-8. */
function encodingOf(bytes: Uint8Array, facts: Facts): string {
  const start = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^[^<]{0,20}<\?xml[^>]{0,100}\bencoding\s{0,5}=\s{0,5}["']([\w-]{1,40})/u.exec(start)?.[1];
  return (
    declaredCharset(facts.contentType) ??
    (declared === undefined ? undefined : whatwgName(declared)) ??
    guessEncoding(bytes)
  );
}

/** The headline and, below it, the words of the item: whole where the feed has them whole. */
function itemDocument(feed: FeedSource, item: FeedItem, facts: Facts): Document {
  const { title, body } = item;
  const read = body === undefined ? undefined : bodyOf(body);
  const map: SourceRun[] = [];
  let text = '';
  if (title !== undefined && read?.text.trimStart().startsWith(title.text) !== true) {
    text = title.text;
    map.push(
      ...ledOn([{ textStart: 0, length: text.length, sourceStart: 0, sourceLength: text.length }], title.pieces),
    );
    if (read !== undefined) text += '\n\n';
  }
  const leftOut: LeftOut[] = [];
  if (read !== undefined) {
    map.push(...ledOn(read.map, body!.pieces).map(run => ({ ...run, textStart: run.textStart + text.length })));
    leftOut.push(...read.leftOut.map(one => ({ ...one, start: one.start + text.length, end: one.end + text.length })));
    text += read.text;
  }
  const { published, dates, notes } = dated(datesOf(item), facts);
  return {
    text,
    mediaType: feed.mediaType,
    encoding: 'utf-8',
    title: title?.text,
    byline: item.author,
    source: facts.source ?? feed.title,
    url: facts.url ?? item.url,
    canonicalUrl: item.url,
    language: languageTag(item.language ?? feed.language),
    published,
    dates,
    missing: [],
    leftOut,
    map,
    notes: [...notes, ...onlyExcerpt(item)],
  };
}

function bodyOf({
  text,
  isMarkup,
}: Field): { text: string; map: readonly SourceRun[]; leftOut: readonly LeftOut[] } | undefined {
  if (text.trim() === '') return undefined;
  const format = isMarkup ? html : plain;
  const read = format.read(new TextEncoder().encode(text), { contentType: `${format.mediaType}; charset=utf-8` });
  const map = read.map ?? [{ textStart: 0, length: read.text.length, sourceStart: 0, sourceLength: read.text.length }];
  return { text: read.text, leftOut: read.leftOut, map: map as readonly SourceRun[] };
}

/** The day as the feed writes it, in its own time zone; a day of change is worth less than one of publication. */
function datesOf({ dates }: FeedItem): PublicationDate[] {
  return dates.flatMap(({ name, value }): PublicationDate[] => {
    const day = machineDay(value, true) ?? writtenDays(value.slice(0, 100), false)[0]?.day;
    return day === undefined ? [] : [{ day, basis: 'feed', evidence: `${name}: ${value.slice(0, 100)}` }];
  });
}

function onlyExcerpt({ body, url }: FeedItem): string[] {
  if (body?.isExcerpt === false) return [];
  const what = body === undefined ? 'The feed gives the headline alone' : 'The feed gives a summary';
  return [
    `${what}; ${url === undefined ? 'it does not say where the whole text is' : `the whole text may stand at ${url}`}.`,
  ];
}
