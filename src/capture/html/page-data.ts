import { attribute, type Element, elementsBelow, isText, type Node, textBelow } from './tree.ts';

/** One typed item of a page's JSON-LD. */
export interface JsonLdItem {
  readonly type: string;
  /** The value of a key as text: a string, the `name` or `@value` of an object, or the first of a list. */
  text(key: string): string | undefined;
}

/** What a page says about itself for machines. */
export interface PageData {
  readonly jsonLd: readonly JsonLdItem[];
  /** In the page's order, names in lower case. */
  readonly meta: readonly { readonly name: string; readonly content: string }[];
  readonly url: string | undefined;
  /** As the page says it, in whatever form. */
  readonly language: string | undefined;
  readonly titleElement: string | undefined;
  readonly h1: string | undefined;
}

export function readPageData(root: Node): PageData {
  const jsonLd: JsonLdItem[] = [];
  const meta: { name: string; content: string }[] = [];
  let url: string | undefined;
  let language: string | undefined;
  let titleElement: string | undefined;
  let h1: string | undefined;
  for (const element of elementsBelow(root)) {
    if (element.tagName === 'meta') addMeta(element, meta);
    else if (element.tagName === 'html') language = attribute(element, 'lang') ?? attribute(element, 'xml:lang');
    else if (element.tagName === 'script') addJsonLd(element, jsonLd);
    else if (element.tagName === 'link' && /\bcanonical\b/i.test(attribute(element, 'rel') ?? ''))
      url ??= webAddress(attribute(element, 'href'));
    else if (element.tagName === 'title') titleElement ??= textBelow(element, 500) || undefined;
    else if (element.tagName === 'h1') h1 ??= textBelow(element, 500) || undefined;
  }
  const said = (name: string): string | undefined => meta.find(one => one.name === name)?.content;
  return {
    jsonLd,
    meta,
    url: url ?? webAddress(said('og:url')),
    language: language ?? said('content-language') ?? said('og:locale'),
    titleElement,
    h1,
  };
}

function webAddress(value: string | undefined): string | undefined {
  return value !== undefined && /^https?:\/\/[^\s"<>]{3,2000}$/.test(value.trim()) ? value.trim() : undefined;
}

function addMeta(element: Element, meta: { name: string; content: string }[]): void {
  const name = attribute(element, 'name') ?? attribute(element, 'property') ?? attribute(element, 'http-equiv');
  const content = attribute(element, 'content')?.trim();
  if (name !== undefined && content !== undefined && content !== '')
    meta.push({ name: name.trim().toLowerCase(), content });
}

/** Items of one page; a list of products may have thousands. */
const ITEMS = 500;

function addJsonLd(script: Element, items: JsonLdItem[]): void {
  if (!/ld\+json/i.test(attribute(script, 'type') ?? '')) return;
  const source = script.childNodes
    .filter(isText)
    .map(node => node.value)
    .join('');
  let data: unknown;
  try {
    data = JSON.parse(source.replace(/^\s*<!--|-->\s*$/g, ''));
  } catch {
    // Line breaks within strings are the commonest fault.
    try {
      data = JSON.parse(source.replace(/\s+/g, ' '));
    } catch {
      return;
    }
  }
  const stack: unknown[] = [data];
  for (let next = stack.pop(); next !== undefined && items.length < ITEMS; next = stack.pop()) {
    if (Array.isArray(next)) stack.push(...next.slice(0, ITEMS).reverse());
    else if (typeof next === 'object' && next !== null) {
      const record = next as Readonly<Record<string, unknown>>;
      items.push({
        type: [record['@type']]
          .flat()
          .filter(type => typeof type === 'string')
          .join(' '),
        text: key => asText(record[key]),
      });
      for (const key of ['mainEntity', '@graph', 'mainEntityOfPage'])
        if (record[key] !== undefined) stack.push(record[key]);
    }
  }
}

function asText(value: unknown, depth = 0): string | undefined {
  if (depth > 4) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim().slice(0, 1_000);
  if (Array.isArray(value)) return value.length === 0 ? undefined : asText(value[0], depth + 1);
  if (typeof value === 'object' && value !== null) {
    const record = value as Readonly<Record<string, unknown>>;
    return asText(record['name'] ?? record['@value'], depth + 1);
  }
  return undefined;
}
