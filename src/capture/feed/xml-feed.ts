import { limits } from '../../core/limits.ts';
import type { Piece } from '../part-map.ts';
import { walkXml } from '../xml.ts';
import { type FeedItem, type FeedSource, type Field, HEAD_PIECE } from './feed-source.ts';

/** What may stand before the first element. Each is skipped by itself: one expression for all would try every way to share out the comments. */
const BEFORE = /(?:<!--[^]{0,2000}?-->|<\?[^>]{0,300}>|<!DOCTYPE[^>[]{0,300}>)\s{0,16}/uy;
const MOST_BEFORE = 6;

export function isXmlFeed(start: string): boolean {
  let at = /^(?:\u00ef\u00bb\u00bf|\ufeff)?\s{0,16}/u.exec(start)![0].length;
  for (let n = 0; n < MOST_BEFORE; n++) {
    BEFORE.lastIndex = at;
    if (!BEFORE.test(start)) break;
    at = BEFORE.lastIndex;
  }
  return /^<(?:rss|feed|rdf:RDF)[\s>]/u.test(start.slice(at, at + 20));
}

/** An element within an item or the feed's head. */
interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  /** Where its content begins in the source. */
  readonly inner: number;
  end: number;
  innerEnd: number;
  text: string;
  readonly pieces: Piece[];
  /** Does it hold elements, as Atom's XHTML? */
  nested: boolean;
  /** What stands in elements within it, by name: the author's name. */
  readonly within: Map<string, string>;
}

/** RSS 0.9x to 2.0, RDF Site Summary 1.0 and Atom (RFC 4287). */
export function xmlFeed(source: string): FeedSource {
  const { root, head, items, count } = new Walk(source).walked();
  const isAtom = root.name === 'feed';
  const opening = root.inner - root.start > HEAD_PIECE ? `<${root.name}>` : source.slice(root.start, root.inner);
  const headSource = head
    .filter(({ start, end }) => end - start <= HEAD_PIECE)
    .map(({ start, end }) => source.slice(start, end))
    .join('');
  const wrapped = (inner: string, item: string): string =>
    root.name === 'rss'
      ? `<channel>${inner}${item}</channel>`
      : root.name === 'feed'
        ? `${inner}${item}`
        : `<channel>${inner}</channel>${item}`;
  return {
    mediaType: isAtom ? 'application/atom+xml' : 'application/rss+xml',
    title: trimmedText(head.find(({ name }) => name === 'title')),
    language: trimmedText(head.find(({ name }) => name !== 'title')) ?? root.attributes['xml:lang'],
    items: items.map(item => itemOf(item, source, isAtom)),
    count,
    alone: item =>
      `<?xml version="1.0" encoding="UTF-8"?>\n${opening}${wrapped(headSource, source.slice(item.start, item.end))}</${root.name}>\n`,
  };
}

interface Item {
  readonly start: number;
  end: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly fields: Element[];
}

/** Nested elements that are followed; below them only the words count. */
class Walk {
  readonly #source: string;
  readonly #open: string[] = [];
  /** The first title of the feed, and its first languages. */
  readonly head: Element[] = [];
  /** As many as are read; the others are counted. */
  readonly items: Item[] = [];
  count = 0;
  root: Pick<Element, 'name' | 'attributes' | 'start' | 'inner'> = { name: 'rss', attributes: {}, start: 0, inner: 0 };
  #item: Item | undefined;
  #field: Element | undefined;
  #fieldDepth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  walked(): this {
    walkXml(this.#source, {
      open: (name, attributes, start, end) => this.#enter(name, attributes, start, end),
      close: (name, start, end) => this.#leave(name, start, end),
      words: (words, start, end) => this.#words(words, start, end),
    });
    return this;
  }

  #enter(name: string, attributes: Readonly<Record<string, string>>, start: number, inner: number): void {
    this.#open.push(name);
    if (this.#open.length === 1) this.root = { name, attributes, start, inner };
    else if (this.#item === undefined && this.#field === undefined && (name === 'item' || name === 'entry')) {
      this.#item = { start, end: inner, attributes, fields: [] };
      if (++this.count <= limits.feedItems) this.items.push(this.#item);
    } else if (this.#field !== undefined) this.#field.nested = true;
    else if (this.#item !== undefined || this.#isOfHead(name)) {
      this.#field = {
        name,
        attributes,
        start,
        inner,
        end: inner,
        innerEnd: inner,
        text: '',
        pieces: [],
        nested: false,
        within: new Map(),
      };
      this.#fieldDepth = this.#open.length;
      (this.#item?.fields ?? this.head).push(this.#field);
    }
  }

  #isOfHead(name: string): boolean {
    return /^(?:title|language|dc:language)$/u.test(name) && this.head.every(known => known.name !== name);
  }

  #leave(name: string, start: number, end: number): void {
    if (this.#field !== undefined && this.#open.length === this.#fieldDepth) {
      // An element that closes itself has its end where it began.
      this.#field.innerEnd = Math.max(this.#field.inner, Math.min(start, end));
      this.#field.end = Math.max(this.#field.inner, end);
      this.#field = undefined;
    } else if (this.#field === undefined && this.#item !== undefined && (name === 'item' || name === 'entry')) {
      this.#item.end = end;
      this.#item = undefined;
    }
    this.#open.pop();
  }

  #words(words: string, start: number, end: number): void {
    const field = this.#field;
    if (field === undefined) return;
    const inner = this.#open.at(-1)!;
    if (this.#open.length > this.#fieldDepth) field.within.set(inner, (field.within.get(inner) ?? '') + words);
    // What stands in a CDATA section is given without its marks.
    const offset = end - start === words.length ? 0 : this.#source.slice(start, end).indexOf(words);
    const [at, isVerbatim] = [start + offset, offset >= 0];
    field.pieces.push({
      start: field.text.length,
      length: words.length,
      sourceStart: isVerbatim ? at : start,
      sourceLength: isVerbatim ? words.length : end - start,
    });
    field.text += words;
  }
}

/** Where the words of an item may stand, the fullest first. */
const BODIES = [
  'content:encoded',
  'content',
  'xhtml:body',
  'description',
  'summary',
  'media:description',
  'itunes:summary',
];
const EXCERPTS = new Set(['description', 'summary', 'media:description', 'itunes:summary']);
const DATES = ['pubDate', 'published', 'dc:date', 'issued', 'updated', 'modified', 'dcterms:modified'];

function itemOf({ start, end, attributes, fields }: Item, source: string, isAtom: boolean): FeedItem {
  const named = (name: string): Element | undefined =>
    fields.find(field => field.name === name && (field.text.trim() !== '' || field.nested));
  const title = named('title');
  const body = BODIES.map(named).find(field => field !== undefined);
  return {
    title: title && trimmedField(asField(title, source, isAtom)),
    body: body && asField(body, source, isAtom),
    url: linkOf(fields, attributes),
    author: authorOf(fields),
    language: trimmedText(named('dc:language')) ?? attributes['xml:lang'],
    dates: DATES.flatMap(name => {
      const value = trimmedText(named(name));
      return value === undefined ? [] : [{ name, value }];
    }),
    start,
    end,
  };
}

function asField(element: Element, source: string, isAtom: boolean): Field {
  const isExcerpt = EXCERPTS.has(element.name);
  const isMarkup = element.name !== 'title' && (!isAtom || /html|xml/u.test(element.attributes['type'] ?? ''));
  if (!element.nested || !isMarkup) return { text: element.text, pieces: element.pieces, isMarkup, isExcerpt };
  // XHTML that stands in the feed as elements: its source is the markup.
  const text = source.slice(element.inner, element.innerEnd);
  const pieces = [{ start: 0, length: text.length, sourceStart: element.inner, sourceLength: text.length }];
  return { text, pieces, isMarkup, isExcerpt };
}

/** Without the white space around it. */
function trimmedField(field: Field): Field | undefined {
  const text = field.text.trim();
  if (text === '') return undefined;
  const before = field.text.length - field.text.trimStart().length;
  return {
    ...field,
    text,
    pieces: field.pieces
      .map(piece => ({ ...piece, start: piece.start - before }))
      .filter(({ start, length }) => start + length > 0),
  };
}

function trimmedText(element: Element | undefined): string | undefined {
  const text = element?.text.replace(/\s+/gu, ' ').trim();
  return text === undefined || text === '' ? undefined : text.slice(0, 500);
}

function linkOf(fields: readonly Element[], attributes: Readonly<Record<string, string>>): string | undefined {
  const links = fields.filter(({ name }) => name === 'link');
  const alternate = links.find(({ attributes: { rel } }) => rel === undefined || rel === 'alternate') ?? links[0];
  const guid = fields.find(({ name, attributes: { isPermaLink } }) => name === 'guid' && isPermaLink !== 'false');
  const found = [alternate?.attributes['href'], alternate?.text, guid?.text, attributes['rdf:about']];
  return found.map(value => value?.trim()).find(value => value !== undefined && /^https?:\/\/\S{3,2000}$/u.test(value));
}

/** "Ann Lee", out of "ann@example.org (Ann Lee)" too. */
function authorOf(fields: readonly Element[]): string | undefined {
  const author = fields.find(({ name }) => name === 'dc:creator') ?? fields.find(({ name }) => name === 'author');
  const words = (author?.within.get('name') ?? author?.text ?? '').replace(/\s+/gu, ' ').trim();
  const name = /\(([^()]{2,100})\)$/u.exec(words)?.[1] ?? words;
  return name === '' || name.includes('@') || name.length > 200 ? undefined : name;
}
