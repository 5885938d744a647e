/**
 * The short names that an official text gives those it is between: 'the Maritime Authority of Hale ("the Authority")', 'the Government of Varda and the
 * Government of Ostria (hereinafter "the Parties")', '…, together "the Participants"'.
 */
import { paragraphs } from '../attributions/quotation.ts';
import type { Span } from '../core/span.ts';

export interface DefinedTerm {
  /** The short name without "the", as the text writes it. */
  readonly term: string;
  /** The names it stands for, each without what sets it off; several where it stands for all together. */
  readonly names: readonly Span[];
  /** From the first name to the end of the definition. */
  readonly says: Span;
}

/** UTF-16 units from the start of a text within which it says what it calls whom. */
const OPENING = 2500;

const DEFINITION =
  /(?<opens>,?\s*\((?:[^()"“”'‘’\n]{0,60}\s)?|,?\s*(?:hereinafter|hereafter|together|collectively|jointly)\b[^()"“”'‘’\n]{0,60}\s)["“'‘](?:the\s+)?(?<term>\p{Lu}[\p{L}&-]*(?:\s+\p{Lu}[\p{L}&-]*){0,3})["”'’]\s*\)?/gu;

/** Every short name defined in the opening of `text`, in the order of the text. */
export function definedTerms(text: string): DefinedTerm[] {
  return paragraphs(text)
    .filter(({ start }) => start < OPENING)
    .flatMap(paragraph => inParagraph(paragraph, text));
}

function inParagraph({ start, end }: Span, text: string): DefinedTerm[] {
  const found: DefinedTerm[] = [];
  let from = start;
  for (const match of text.slice(start, end).matchAll(DEFINITION)) {
    const at = start + match.index;
    const term = match.groups!['term']!.replaceAll(/\s+/gu, ' ');
    const stop = at + match[0].length;
    const phrase = nameBefore({ start: from, end: at }, text);
    const before = found.flatMap(({ names }) => names);
    // "A ("the Bank") and B ("the Fund"), together "the Lenders"": no name of its own, and so all those before it.
    const own =
      phrase === undefined ? [] : isPlural(term) ? namesIn(phrase, text) : namesWithArticles(phrase, text).slice(-1);
    // What has a name of its own that is no party's stands for nobody.
    const names = phrase === undefined && isPlural(term) ? before : own;
    if (names.length > 0) found.push({ term, names, says: { start: names[0]!.start, end: stop } });
    from = stop;
  }
  return found;
}

function isPlural(term: string): boolean {
  return term.endsWith('s');
}

/** Small words within a name, and between several. */
const NAME =
  /(?:\b[Tt]he\s+)?\p{Lu}[\p{L}\d.'’-]*(?:,?\s+(?:(?:of|for|and|the|de|la|on|in|&)\s+){0,3}\p{Lu}[\p{L}\d.'’-]*)*,?\s*$/u;

function nameBefore(span: Span, text: string): Span | undefined {
  const words = text.slice(span.start, span.end);
  const name = NAME.exec(words);
  if (!name) return undefined;
  const exact = name[0].replace(/[\s,]+$/u, '');
  // Behind another definition: "and the Selvin Port Company".
  const lead = /^(?:and\s+)?(?:[Tt]he\s+)?/u.exec(exact)![0].length;
  const start = span.start + name.index + lead;
  const isParty = exact.length > lead && !OF_TEXTS.test(exact.slice(lead));
  return isParty ? { start, end: span.start + name.index + exact.length } : undefined;
}

/** 'This Memorandum of Understanding ("MoU")', 'the Loma Agreement ("the Agreement")': texts and things are no parties. */
const OF_TEXTS =
  /^this\b|\b(?:agreement|memorandum|treaty|convention|protocol|accord|arrangement|statement|declaration|contract|act|law|regulation|regulations|resolution|charter|statute|code|programme|program|project|plan|fund|facility|initiative|annex|schedule|services|goods|products|territory|area|zone|period)$|^(?:memorandum|agreement|treaty|convention|protocol|declaration|charter|statute|code|plan|law|act) (?:of|on|for)\b/iu;

/** "The Ministers of Transport of Varda, Ostria and Hale" stand for their states. */
const OFFICE_HOLDERS =
  /^(?:\p{Lu}\p{L}*\s+)*(?:Governments|Ministers|Presidents|Heads|Leaders|Representatives|Authorities)(?:\s+(?:of|for)\s+\p{Lu}[\p{L}]*(?:,?\s+(?:and\s+)?\p{Lu}\p{L}*)*?)?\s+of\s+(?:the\s+)?(?=\p{Lu})/u;

/** The names in a row of them; of those who hold an office, whose they are. */
export function namesIn(row: Span, text: string): Span[] {
  const holders = OFFICE_HOLDERS.exec(text.slice(row.start, row.end))?.[0].length ?? 0;
  const names = { start: row.start + holders, end: row.end };
  const byArticle = namesWithArticles(names, text);
  return byArticle.length > 1 ? byArticle : cutAt(/,\s*(?:and\s+)?|\s+and\s+/giu, names, text);
}

/** Names that have an article each are told apart by it: "the Ministry of Trade and Industry and the Port of Vik" are two. */
export function namesWithArticles(row: Span, text: string): Span[] {
  return cutAt(/(?:,\s*(?:and\s+)?|\s+and\s+)the\s+/giu, row, text);
}

function cutAt(link: RegExp, { start, end }: Span, text: string): Span[] {
  const row = text.slice(start, end);
  const links = [...row.matchAll(link)];
  const starts = [0, ...links.map(({ index, 0: words }) => index + words.length)];
  return starts.flatMap((from, i) => {
    const words = row.slice(from, links[i]?.index ?? row.length).replace(/[\s,]+$/u, '');
    return words === '' ? [] : [{ start: start + from, end: start + from + words.length }];
  });
}
