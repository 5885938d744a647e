import type { Facts } from '../format.ts';
import type { PageData } from './page-data.ts';
import { attribute, elementsBelow, type Node, textBelow } from './tree.ts';

export interface Metadata {
  readonly title: string | undefined;
  readonly byline: string | undefined;
  readonly source: string | undefined;
}

/** Title, author and outlet as the page gives them; what the bringer of the page knows goes first. */
export function findMetadata(root: Node, data: PageData, facts: Facts): Metadata {
  const source =
    facts.source ?? fromMeta(data, 'og:site_name') ?? publisher(data) ?? fromMeta(data, 'application-name');
  return { title: title(data, source), byline: byline(root, data), source };
}

function fromMeta(data: PageData, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = data.meta
      .find(one => one.name === name)
      ?.content.replace(/\s+/g, ' ')
      .trim();
    if (found !== undefined && found !== '') return found.slice(0, 500);
  }
  return undefined;
}

function fromJsonLd(data: PageData, key: string): string | undefined {
  const items = data.jsonLd.filter(item => /Article|Posting|Report|NewsItem/i.test(item.type));
  return items.map(item => item.text(key)).find(value => value !== undefined);
}

function publisher(data: PageData): string | undefined {
  return fromJsonLd(data, 'publisher');
}

function title(data: PageData, source: string | undefined): string | undefined {
  const found =
    fromJsonLd(data, 'headline') ??
    fromMeta(data, 'og:title', 'twitter:title', 'dc.title', 'citation_title') ??
    data.h1 ??
    data.titleElement;
  return found === undefined ? undefined : withoutSource(decodeTwice(found), source);
}

/** "Talks to resume – The Example Times" without the outlet. */
function withoutSource(title: string, source: string | undefined): string {
  if (source === undefined) return title;
  for (const dash of [' - ', ' – ', ' — ', ' | ', ' :: ', ' » ']) {
    const cut = title.lastIndexOf(dash);
    if (
      cut > 0 &&
      title
        .slice(cut + dash.length)
        .trim()
        .toLowerCase() === source.toLowerCase()
    )
      return title.slice(0, cut).trim();
  }
  return title;
}

/** JSON-LD stands in a script, where browsers decode no character references; many pages write them all the same. */
function decodeTwice(text: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ' };
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(amp|quot|apos|lt|gt|nbsp));/gi,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
      return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : whole;
    },
  );
}

function byline(root: Node, data: PageData): string | undefined {
  const named = [
    fromJsonLd(data, 'author'),
    fromMeta(data, 'author', 'article:author', 'parsely-author', 'dc.creator', 'byl', 'citation_author'),
  ];
  for (const one of named) {
    const name = one === undefined ? undefined : personName(one);
    if (name !== undefined) return name;
  }
  for (const element of elementsBelow(root)) {
    const marked =
      /\bauthor\b/i.test(`${attribute(element, 'rel') ?? ''} ${attribute(element, 'itemprop') ?? ''}`) ||
      /(?:^|[\s_-])(?:byline|author-name|author)(?:$|[\s_-])/i.test((attribute(element, 'class') ?? '').slice(0, 300));
    if (!marked) continue;
    const name = personName(textBelow(element, 200));
    if (name !== undefined) return name;
  }
  return undefined;
}

/** A name without "By"; undefined for addresses, empty ones and whole sentences. */
function personName(text: string): string | undefined {
  const name = text
    .replace(/^\W{0,3}(?:(?:written|posted|published) )?by\s*:?\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (name === '' || name.length > 100 || /https?:|@|\d{4}/.test(name) || name.split(' ').length > 14) return undefined;
  return name;
}
