import type { DateBasis, PublicationDate } from '../../core/document.ts';
import type { Facts } from '../format.ts';
import { type Dated, dated, daysBetween } from '../published/dates.ts';
import { machineDay, urlDay, writtenDays } from '../published/written.ts';
import type { PageData } from './page-data.ts';
import type { PageText } from './text.ts';
import { attribute, type Element, elementsBelow, type Node, textBelow } from './tree.ts';

interface Evidence extends PublicationDate {
  /** How much it is worth; the highest is taken. */
  readonly weight: number;
}

/**
 * The day a page says it was published, by the best evidence there is, and what speaks against it.
 * Never a guess: a page without a date has none. The order of the evidence was measured on htmldate's pages
 * (`bench/accuracy`, publication-date).
 */
export function findPublished(root: Node, page: PageText, data: PageData, facts: Facts): Dated {
  const monthFirst = writesMonthFirst(root, facts.url ?? data.url);
  const found = [
    ...fromJsonLd(data, monthFirst),
    ...fromMeta(data, monthFirst),
    ...fromElements(root, monthFirst),
    ...fromUrl(facts.url ?? data.url),
    ...fromText(page, data, monthFirst),
  ].sort((a, b) => b.weight - a.weight);
  const best = preferLocalDay(found);
  if (best === undefined || best.weight < WORTHLESS) return dated([], facts);
  const others = found.filter(one => one !== best && one.weight >= WORTH_TELLING);
  return dated(
    [best, ...others].map(({ day, basis, evidence }) => ({ day, basis, evidence })),
    facts,
  );
}

/**
 * A time in universal time may be on the day before or after the publisher's own; the address and the date written below the title
 * have the publisher's.
 */
function preferLocalDay(found: readonly Evidence[]): Evidence | undefined {
  const best = found[0];
  if (best === undefined || !/Z$|[+-]00:?00$/.test(best.evidence)) return best;
  const local = found.find(one => one.basis === 'url' || (one.basis === 'text' && one.weight >= NEAR_TITLE));
  return local !== undefined && daysBetween(best.day, local.day) === 1 ? local : best;
}

/** Whether the page writes 12/23 for 23 December: in English, outside the Commonwealth. */
function writesMonthFirst(root: Node, url: string | undefined): boolean {
  for (const element of elementsBelow(root)) {
    const language = attribute(element, 'lang') ?? '';
    if (element.tagName !== 'html' || language === '') continue;
    return /^en(?:[-_]us)?$/i.test(language) && !/^https?:\/\/[^/]*\.(?:uk|au|nz|in|ie|za)(?:\/|$)/.test(url ?? '');
  }
  return /^https?:\/\/[^/]*\.(?:com|org|net|gov|edu|us)(?:\/|$)/.test(url ?? '');
}

function fromJsonLd(data: PageData, monthFirst: boolean): Evidence[] {
  const found: Evidence[] = [];
  for (const item of data.jsonLd) {
    const article = /Article|Posting|Report|Review|NewsItem/i.test(item.type);
    for (const [key, weight] of [
      ['datePublished', article ? 100 : 84],
      ['dateCreated', 70],
      ['uploadDate', 45],
      ['dateModified', 30],
    ] as const) {
      const value = item.text(key);
      const day = value === undefined ? undefined : machineDay(value, monthFirst);
      if (day !== undefined) found.push({ day, basis: 'json-ld', evidence: `${key}: ${value}`, weight });
    }
  }
  return found;
}

/** Names of meta elements that give a day, with their weight. Bare "date" is often the day of the last change, so the text goes before it. */
const metaNames: ReadonlyMap<string, number> = new Map([
  ['article:published_time', 98],
  ['og:article:published_time', 98],
  ['article:published', 97],
  ['og:published_time', 97],
  ['datepublished', 96],
  ['citation_publication_date', 94],
  ['citation_online_date', 94],
  ['parsely-pub-date', 94],
  ['sailthru.date', 93],
  ['publishdate', 93],
  ['publish-date', 93],
  ['publish_date', 93],
  ['published_date', 93],
  ['publication_date', 93],
  ['pubdate', 93],
  ['article.published', 93],
  ['article:publicationdate', 93],
  ['originalpublicationdate', 93],
  ['rnews:datepublished', 93],
  ['cxenseparse:recs:publishtime', 93],
  ['cxenseparse:publishtime', 93],
  ['displaydate', 92],
  ['dc.date.issued', 57],
  ['dcterms.issued', 57],
  ['dc.date.created', 57],
  ['dcterms.created', 57],
  ['dc.date', 57],
  ['dcterms.date', 57],
  ['date', 57],
  ['created', 57],
  ['date_published', 93],
  ['article_date_original', 92],
  ['bt:pubdate', 92],
  ['article:created', 88],
  ['last-modified', 28],
  ['article:modified_time', 32],
  ['og:updated_time', 30],
  ['revised', 25],
]);

function fromMeta(data: PageData, monthFirst: boolean): Evidence[] {
  const found: Evidence[] = [];
  for (const { name, content } of data.meta) {
    const weight = metaNames.get(name);
    const day = weight === undefined ? undefined : machineDay(content, monthFirst);
    if (weight !== undefined && day !== undefined) {
      found.push({ day, basis: 'meta', evidence: `${name}: ${content.slice(0, 100)}`, weight });
    }
  }
  return found;
}

/** Evidence below this weight was right less than three times in four. */
const WORTHLESS = 34;
/** Evidence from this weight on is worth telling beside better one. */
const WORTH_TELLING = 40;

/** No web page is older. */
const FIRST_DAY = '1990-01-01';

/** Names of classes and ids that a page gives to the date of its text. */
const DATE_NAME =
  /(?:^|[\s_-])(?:(?:publish(?:ed)?|pub|post(?:ed)?|entry|article|story|news|blog|creation|created|release|submitted)[_-]{0,2}(?:date|time|on|at)|date[_-]{0,2}(?:published|posted|created|line|time|stamp)?|published|posted|dateline|timestamp|time|datum|fecha|data|byline|meta|entry-meta|post-meta|submitted|info)(?:$|[\s_-])/i;
/** Dates of other texts: comments, lists of links, the footer. */
const ELSEWHERE =
  /comment|footer|sidebar|related|recent|archive|widget|teaser|copyright|calendar|upcoming|modified|updated|similar|popular/i;

function fromElements(root: Node, monthFirst: boolean): Evidence[] {
  const found: Evidence[] = [];
  let timeElements = 0;
  let named = 0;
  const elements = [...elementsBelow(root)];
  const heading = elements.findIndex(({ tagName }) => tagName === 'h1');
  for (const [at, element] of elements.entries()) {
    const itemprop = attribute(element, 'itemprop') ?? '';
    const value = attribute(element, 'content') ?? attribute(element, 'datetime');
    if (/\bdate(?:Published|Created)\b/i.test(itemprop) && !standsElsewhere(element)) {
      add(found, 'microdata', value ?? textBelow(element, 200), /published/i.test(itemprop) ? 89 : 75, monthFirst);
    } else if (/\bdateModified\b/i.test(itemprop))
      add(found, 'microdata', value ?? textBelow(element, 200), 29, monthFirst);
    else if (
      element.tagName === 'time' ||
      (element.tagName === 'abbr' && /published/.test(attribute(element, 'class') ?? ''))
    ) {
      if (standsElsewhere(element)) continue;
      const name = `${attribute(element, 'class') ?? ''} ${attribute(element, 'pubdate') === undefined ? '' : 'published'}`;
      const weight = /publish|entry-date|posted|pubdate/i.test(name) ? 82 : 78;
      const before = found.length;
      add(
        found,
        'time-element',
        value ?? attribute(element, 'title') ?? textBelow(element, 200),
        weight - Math.min(30, timeElements),
        monthFirst,
      );
      if (found.length > before) timeElements += 5;
    } else if (named < 40) {
      const name = `${attribute(element, 'class') ?? ''} ${attribute(element, 'id') ?? ''}`;
      if (name === ' ' || !DATE_NAME.test(name.slice(0, 300)) || standsElsewhere(element)) continue;
      const text = textBelow(element, 400);
      if (text.length > 200 || OTHER_DAY.test(text)) continue;
      const before = found.length;
      const isMasthead = at < heading && WEEKDAY.test(text);
      add(found, 'text', text, (isMasthead ? MASTHEAD : 66) - Math.min(20, named), monthFirst);
      if (found.length > before) named += 2;
    }
  }
  return found;
}

/** Above the headline a paper says what day it is, which is the day on which the page was fetched. */
const WEEKDAY =
  /^\W{0,3}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\b/i;
/** Below what meta elements say, and what stands near the title. */
const MASTHEAD = 50;

function add(found: Evidence[], basis: DateBasis, value: string, weight: number, monthFirst: boolean): void {
  const day = machineDay(value, monthFirst);
  if (day !== undefined && day >= FIRST_DAY) found.push({ day, basis, evidence: value.slice(0, 120), weight });
}

function standsElsewhere(element: Element): boolean {
  let at: Element | null = element;
  for (let steps = 0; at !== null && steps < 6; steps++) {
    if (/^(?:aside|footer|nav|body)$/.test(at.tagName)) return at.tagName !== 'body';
    if (ELSEWHERE.test(`${attribute(at, 'class') ?? ''} ${attribute(at, 'id') ?? ''}`.slice(0, 300))) return true;
    const parent: Node | null = at.parentNode;
    at = parent !== null && 'tagName' in parent ? parent : null;
  }
  return false;
}

function fromUrl(url: string | undefined): Evidence[] {
  const found = url === undefined ? undefined : urlDay(url);
  return found === undefined
    ? []
    : [{ day: found.day, basis: 'url', evidence: url!.slice(found.start, found.end), weight: 80 }];
}

/** Lines below the title that are looked at for a date. */
const LINES_BELOW = 12;
/** Weight of a date written near the title. */
const NEAR_TITLE = 55;

const SAYS_PUBLISHED =
  /\b(?:published|posted|updated on|date|released|veröffentlicht|erstellt|publiziert|eingestellt|stand|publié|mis en ligne|publicado|pubblicato|geplaatst|gepubliceerd|publicerad)\b.{0,24}$/i;

/** Days on which something else happened to the page, or to a reader. */
const OTHER_DAY =
  /\b(?:last (?:edited|modified|updated|changed|visited)|page revision|(?:letzte|zuletzt) \w+|geändert|aktualisiert|registriert|joined|registered|mitglied seit|member since|copyright|©)/i;

/** A date that stands by itself near the title, or after "Published"; dates in sentences are other days. */
function fromText(page: PageText, data: PageData, monthFirst: boolean): Evidence[] {
  const found: Evidence[] = [];
  const title = titleLine(page, data);
  for (const [i, line] of page.lines.entries()) {
    const words = page.text.slice(line.start, Math.min(line.end, line.start + 300));
    if (!/\d/.test(words)) continue;
    const first = writtenDays(words, monthFirst)[0];
    if (first === undefined || first.day < FIRST_DAY) continue;
    const near = title >= 0 && i >= title - 3 && i <= title + LINES_BELOW;
    const said = SAYS_PUBLISHED.test(words.slice(0, first.start));
    const alone = standsAlone(words, first);
    if ((!said && !(alone && near)) || OTHER_DAY.test(words)) continue;
    const weight = (near ? NEAR_TITLE + 4 - Math.abs(i - title) / 4 : 38 - Math.min(10, i / 40)) + (said ? 3 : 0);
    const evidence = words.slice(Math.max(0, first.start - 30), first.end + 10);
    found.push({ day: first.day, basis: 'text', evidence, weight });
    if (found.length > 60) break;
  }
  return found;
}

/** Where the title stands among the lines: the main heading, else the line that says what the page's title says. -1: nowhere. */
function titleLine(page: PageText, data: PageData): number {
  const heading = page.lines.findIndex(line => line.element.tagName === 'h1' && line.hidden === undefined);
  if (heading >= 0) return heading;
  const titles = [data.meta.find(one => one.name === 'og:title')?.content, data.titleElement].filter(
    one => one !== undefined,
  );
  return page.lines.findIndex(line => {
    const words = page.text.slice(line.start, line.end);
    return words.length > 12 && titles.some(title => title.startsWith(words));
  });
}

/** Whether the date is at least an eighth of the line: "23 December 2016, 10:15, by Ann Lee, Berlin". */
function standsAlone(words: string, date: { start: number; end: number }): boolean {
  return (date.end - date.start) * 8 >= words.length;
}
