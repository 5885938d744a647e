import type { LeftOut } from '../../core/document.ts';
import { endsText, furniturePhrase, type Phrase } from '../furniture/phrases.ts';
import { functionWords, type Token, tokens } from '../furniture/words.ts';
import { articleRoots } from './article-root.ts';
import { comments, MarkupRoles } from './roles.ts';
import { leaveOutTeasers } from './teasers.ts';
import type { Line, PageText } from './text.ts';
import { ancestors, type Element, parentOf } from './tree.ts';

/** A line of the page with what tells the article from the rest. */
export interface Candidate {
  readonly line: Line;
  readonly text: string;
  readonly words: number;
  /** Share of its characters that stand in links, 0 to 1. */
  readonly links: number;
  /** Words of running sentences in it; 0 for headings, menus and lists of links. */
  readonly prose: number;
  /** Why it is no part of the article; undefined: it is. */
  why: Phrase | undefined;
}

const outside: Phrase = {
  step: 'outside the article',
  reason: 'It stands outside the part of the page that holds the running text.',
};
const linkList: Phrase = { step: 'link list', reason: 'Most of it is links to other pages.' };
const below: Phrase = { step: 'below the article', reason: 'It stands below the heading that ends the article.' };
const headline: Phrase = { step: 'headline', reason: 'It is the title of the page, kept as the title.' };
const dangling: Phrase = { step: 'heading without text', reason: 'No running text follows this heading.' };

/** The lines of a page that are not its article, each with the step that left it out. In order, not overlapping. */
export function findArticle(page: PageText, title: string | undefined): LeftOut[] {
  const english = isEnglish(page);
  const lines = page.lines.map(line => readLine(page.text, line, english));
  leaveOutByMarkup(lines);
  leaveOutTeasers(lines);
  leaveOutOutside(lines);
  leaveOutByWords(lines, title);
  leaveOutBelowEnd(lines);
  leaveOutDangling(lines);
  return toLeftOut(lines);
}

function readLine(text: string, line: Line, english: boolean): Candidate {
  const words = text.slice(line.start, line.end);
  const found = tokens(words.length > 5_000 ? words.slice(0, 5_000) : words);
  const links = line.linked / Math.max(1, line.end - line.start);
  const closed = /[.!?…。।]["'”’»)\]]{0,3}\W{0,2}$/u.test(words) || /[.!?]["'”’)]? [A-Z“"]/.test(words);
  const grammar = english ? grammarOf(found) : 1;
  const sentence = closed && grammar >= 0.15 && (found.length >= 6 || words.length > 60);
  const long = found.length >= 25 && grammar >= 0.25;
  // A word of a script without spaces has about as much as three letters of one with them.
  const prose = (sentence || long) && links < 0.5 ? Math.max(found.length, Math.floor(words.length / 12)) : 0;
  return { line, text: words, words: found.length, links, prose, why: undefined };
}

/** Share of function words; prose in English has 0.4 to 0.5. */
function grammarOf(words: readonly Token[]): number {
  return words.filter(({ word }) => functionWords.has(word)).length / Math.max(1, words.length);
}

/** Whether the long lines of a page have the little words of English; other languages share a few of them ("a", "me", "on"). */
function isEnglish(page: PageText): boolean {
  let words = 0;
  let grammar = 0;
  for (const { start, end } of page.lines) {
    if (end - start < 120) continue;
    const found = tokens(page.text.slice(start, Math.min(end, start + 2_000)));
    words += found.length;
    grammar += grammarOf(found) * found.length;
  }
  return words === 0 || grammar / words > 0.2;
}

function leaveOutByMarkup(lines: readonly Candidate[]): void {
  const collapsed = collapsedText(lines);
  for (const one of lines) {
    const { hidden } = one.line;
    if (hidden !== undefined && !collapsed.has(one)) {
      one.why = hiddenBecause(hidden);
    }
  }
  // Comments first: they may be longer than the article, and what is furniture is judged by its share of the rest.
  for (const only of [comments, undefined]) {
    const roles = new MarkupRoles(proseByElement(lines), only);
    for (const one of lines) one.why ??= roles.of(one.line.element);
  }
}

function hiddenBecause(why: string): Phrase {
  return { step: 'hidden in page', reason: `The page does not show it: ${why}.` };
}

function proseIn(lines: readonly Candidate[]): number {
  return lines.reduce((sum, one) => sum + one.prose, 0);
}

/** Share of a page's prose that must be hidden for it to be the article, which a script shows when the page has loaded. */
const HIDDEN_ARTICLE = 0.7;

/**
 * Hidden text that is read all the same: an article that a script shows, when nearly all prose of the page is hidden. A single
 * hidden paragraph is never read: anybody could plant words there that no reader sees. What the page shows elsewhere as well is a
 * copy and stays hidden.
 */
function collapsedText(lines: readonly Candidate[]): ReadonlySet<Candidate> {
  const shown = new Set(lines.filter(one => one.line.hidden === undefined).map(one => one.text));
  const hidden: Candidate[] = [];
  for (const one of lines) {
    if (one.line.hidden === undefined || shown.has(one.text)) continue;
    hidden.push(one);
    if (one.prose > 0) shown.add(one.text);
  }
  const visible = lines.filter(one => one.line.hidden === undefined);
  const article = proseIn(hidden) > (proseIn(visible) + proseIn(hidden)) * HIDDEN_ARTICLE;
  return new Set(article ? hidden : []);
}

/** Words of running sentences below each element, furniture not counted. */
function proseByElement(lines: readonly Candidate[]): Map<Element, number> {
  const prose = new Map<Element, number>();
  for (const one of lines) {
    if (one.prose === 0 || one.why !== undefined) continue;
    for (let at: Element | undefined = one.line.element; at !== undefined; at = parentOf(at)) {
      prose.set(at, (prose.get(at) ?? 0) + one.prose);
    }
  }
  return prose;
}

/** Words of a paragraph outside the article's own element that are taken for a lead or a last section when its `<article>` holds them. */
const OWN_SECTION = 40;

function leaveOutOutside(lines: readonly Candidate[]): void {
  const roots = articleRoots(proseByElement(lines));
  const homes = new Set(
    [...roots].map(root => ancestors(root).find(above => /^(?:article|main)$/.test(above.tagName)) ?? root),
  );
  const inRoot = new Map<Element, boolean>();
  const atHome = new Map<Element, boolean>();
  const title = lines.findIndex(one => one.line.element.tagName === 'h1');
  for (const [i, one] of lines.entries()) {
    if (one.why !== undefined || isInside(one.line.element, roots, inRoot)) continue;
    const section = i > title && one.prose >= OWN_SECTION && isInside(one.line.element, homes, atHome);
    if (!section) one.why = outside;
  }
}

function isInside(element: Element, roots: ReadonlySet<Element>, known: Map<Element, boolean>): boolean {
  const path: Element[] = [];
  let answer = false;
  for (let at: Element | undefined = element; at !== undefined; at = parentOf(at)) {
    const before = known.get(at);
    if (before !== undefined || roots.has(at)) {
      answer = before ?? true;
      break;
    }
    path.push(at);
  }
  for (const at of path) known.set(at, answer);
  return answer;
}

function leaveOutByWords(lines: readonly Candidate[], title: string | undefined): void {
  for (const one of lines) {
    if (one.why !== undefined) continue;
    one.why = furniturePhrase(one.text, one.words);
    if (one.why === undefined && one.prose === 0 && one.links > 0.7 && one.words > 2) one.why = linkList;
    if (one.why === undefined && (one.line.element.tagName === 'h1' || (title !== undefined && one.text === title))) {
      one.why = headline;
    }
  }
}

/** Share of the prose that may stand below the heading of other texts when the heading ends the article. */
const TAIL = 0.3;

function leaveOutBelowEnd(lines: readonly Candidate[]): void {
  const total = lines.reduce((sum, one) => sum + (one.why === undefined ? one.prose : 0), 0);
  const column = mainColumn(lines);
  const last = lines.findLastIndex(
    one => one.why === undefined && one.prose > 0 && parentOf(one.line.element) === column,
  );
  let above = 0;
  for (const [i, one] of lines.entries()) {
    // Paragraphs of the same column below the heading show that it only opens a box.
    if (i > last && above > 0 && total - above <= total * TAIL && one.prose === 0 && endsText(one.text)) {
      for (const rest of lines.slice(i)) rest.why ??= below;
      return;
    }
    if (one.why === undefined) above += one.prose;
  }
}

/** The element whose own paragraphs hold most of the running text. */
function mainColumn(lines: readonly Candidate[]): Element | undefined {
  const prose = new Map<Element, number>();
  let best: Element | undefined;
  for (const one of lines) {
    const parent = parentOf(one.line.element);
    if (one.why !== undefined || one.prose === 0 || parent === undefined) continue;
    prose.set(parent, (prose.get(parent) ?? 0) + one.prose);
    if (best === undefined || prose.get(parent)! > prose.get(best)!) best = parent;
  }
  return best;
}

/** Headings at the end with nothing below them, and short lines before the first sentence, unless they stand in its column. */
function leaveOutDangling(lines: readonly Candidate[]): void {
  const kept = lines.filter(one => one.why === undefined);
  const first = kept.findIndex(one => one.prose > 0);
  if (first < 0) return;
  const column = mainColumn(lines);
  for (const one of kept.slice(0, first)) if (parentOf(one.line.element) !== column) one.why = dangling;
  for (let i = kept.length - 1; i >= 0 && /^h\d$/.test(kept[i]!.line.element.tagName); i--) kept[i]!.why = dangling;
}

function toLeftOut(lines: readonly Candidate[]): LeftOut[] {
  const leftOut: LeftOut[] = [];
  let before: Phrase | undefined;
  for (const { line, why } of lines) {
    if (why !== undefined && before?.step === why.step) leftOut.push({ ...leftOut.pop()!, end: line.end });
    else if (why !== undefined) leftOut.push({ start: line.start, end: line.end, step: why.step, reason: why.reason });
    else
      for (const { start, end, because } of line.hiddenWithin) leftOut.push({ start, end, ...hiddenBecause(because) });
    before = why;
  }
  return lines.some(one => one.why === undefined) ? leftOut : [];
}
