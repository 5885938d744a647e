import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { type FeedItem, type FeedSource, type Field, HEAD_PIECE } from './feed-source.ts';
import { elements, members, stringPieces } from './json-places.ts';

export function isJsonFeed(start: string): boolean {
  return /^(?:\u00ef\u00bb\u00bf|\ufeff)?\s{0,16}\{[^]{0,3000}?"version"\s{0,9}:\s{0,9}"https?:(?:\\?\/){2}jsonfeed\.org(?:\\?\/)version/u.test(
    start,
  );
}

/** JSON Feed 1 and 1.1. */
export function jsonFeed(source: string): FeedSource {
  mustBeJson(source);
  const head = members(source, source.indexOf('{'));
  const value = (name: string): string | undefined => {
    const place = head.get(name);
    return place === undefined ? undefined : textOf(source, place);
  };
  const list = head.get('items');
  const items = (list === undefined || source[list.start] !== '[' ? [] : elements(source, list.start)).filter(
    ({ start }) => source[start] === '{',
  );
  const opening = ['version', 'title', 'language']
    .flatMap(name => {
      const place = head.get(name);
      return place === undefined || place.end - place.start > HEAD_PIECE
        ? []
        : [`${JSON.stringify(name)}:${source.slice(place.start, place.end)}`];
    })
    .join(',');
  return {
    mediaType: 'application/feed+json',
    title: value('title'),
    language: value('language'),
    items: items.slice(0, limits.feedItems).map(place => itemOf(source, place)),
    count: items.length,
    alone: item => `{${opening},"items":[${source.slice(item.start, item.end)}]}\n`,
  };
}

/** The places of values are found by a scan that takes sound JSON for granted. */
function mustBeJson(source: string): void {
  try {
    JSON.parse(source);
  } catch (error) {
    throw new Problem(
      'damaged',
      `This feed is no sound JSON (${(error as Error).message.slice(0, 200)}).`,
      'Get it again.',
      1,
      error,
    );
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function itemOf(source: string, { start, end }: Place): FeedItem {
  const fields = members(source, start);
  const text = (name: string): string | undefined => {
    const place = fields.get(name);
    return place === undefined ? undefined : textOf(source, place);
  };
  const field = (name: string, isMarkup: boolean, isExcerpt: boolean): Field | undefined => {
    const place = fields.get(name);
    if (place === undefined || textOf(source, place) === undefined) return undefined;
    return { text: textOf(source, place)!, pieces: stringPieces(source, place), isMarkup, isExcerpt };
  };
  const authors = fields.get('authors') ?? fields.get('author');
  const url = text('url') ?? text('external_url');
  return {
    title: field('title', false, false),
    body: field('content_html', true, false) ?? field('content_text', false, false) ?? field('summary', false, true),
    url: url !== undefined && /^https?:\/\/\S{3,2000}$/u.test(url) ? url : undefined,
    author: authors === undefined ? undefined : namesIn(source, authors),
    language: text('language'),
    dates: ['date_published', 'date_modified'].flatMap(name => {
      const value = text(name);
      return value === undefined ? [] : [{ name, value }];
    }),
    start,
    end,
  };
}

function namesIn(source: string, { start }: Place): string | undefined {
  const people = source[start] === '[' ? elements(source, start) : [{ start, end: start }];
  const names = people
    .filter(person => source[person.start] === '{')
    .map(person => members(source, person.start).get('name'))
    .flatMap(place => (place === undefined ? [] : [textOf(source, place)]));
  return names.filter(name => name !== undefined).join(', ') || undefined;
}

/** A string's value; undefined for other values and for none. */
function textOf(source: string, { start, end }: Place): string | undefined {
  if (source[start] !== '"') return undefined;
  const value = (JSON.parse(source.slice(start, end)) as string).toWellFormed();
  return value.trim() === '' ? undefined : value;
}
