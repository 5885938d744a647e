import type { Phrase } from '../furniture/phrases.ts';
import type { Candidate } from './article.ts';
import { attribute, type Element, parentOf } from './tree.ts';

const teaser: Phrase = {
  step: 'link to another text',
  reason: 'It stands in a row of boxes, each with a linked headline and the beginning of another text.',
};

/** Boxes that make a row. */
const ROW = 3;
/** Share of the boxes of a row that must be teasers: of a list of things with long descriptions only some are cut off. */
const NEARLY_ALL = 0.8;
/** Share that may stand behind it: teasers come when the article is over. */
const MOST_BEHIND = 0.2;
/** Words of running text in a box, at most: a teaser gives the beginning of a text, not the text. */
const MOST_PROSE = 80;
/** Share of the page's running text that such a row may hold; where it holds more, the row is the page. */
const MOST_OF_PAGE = 0.75;
/** Elements above a line that may be its box. */
const HIGHEST = 8;

/**
 * Leaves out rows of teasers: boxes of the same make beside each other, each with a linked headline and little text, which breaks off.
 * Sections of a list that is itself the article have linked headings and dates too, and break off nowhere.
 */
export function leaveOutTeasers(lines: readonly Candidate[]): void {
  const boxes = new Map<Element, Candidate[]>();
  for (const one of lines) {
    let height = 0;
    for (let at: Element | undefined = one.line.element; at !== undefined && height < HIGHEST; at = parentOf(at)) {
      const held = boxes.get(at);
      if (held === undefined) boxes.set(at, [one]);
      else held.push(one);
      height++;
    }
  }
  const rows = new Map<Element, Map<string, Element[]>>();
  for (const box of boxes.keys()) {
    const parent = parentOf(box);
    if (parent === undefined) continue;
    const kinds = rows.get(parent) ?? new Map<string, Element[]>();
    rows.set(parent, kinds);
    const alike = kinds.get(make(box));
    if (alike === undefined) kinds.set(make(box), [box]);
    else alike.push(box);
  }
  const upTo = proseUpTo(lines);
  const total = proseOf(lines);
  for (const kinds of rows.values()) {
    for (const row of kinds.values()) {
      if (row.length < ROW || row.filter(box => isTeaser(boxes.get(box)!)).length < row.length * NEARLY_ALL) continue;
      const held = row.flatMap(box => boxes.get(box)!);
      const behind = total - upTo.get(held.at(-1)!)!;
      if (proseOf(held) > total * MOST_OF_PAGE || behind > total * MOST_BEHIND) continue;
      for (const one of held) one.why ??= teaser;
    }
  }
}

function proseOf(lines: readonly Candidate[]): number {
  return lines.reduce((sum, one) => sum + (one.why === undefined ? one.prose : 0), 0);
}

/** For each line the running text up to its end. */
function proseUpTo(lines: readonly Candidate[]): ReadonlyMap<Candidate, number> {
  let sum = 0;
  return new Map(lines.map(one => [one, (sum += one.why === undefined ? one.prose : 0)]));
}

/** Elements of one row have the same tag and the same first class. */
function make(element: Element): string {
  return `${element.tagName} ${attribute(element, 'class')?.trim().split(/\s+/u)[0] ?? ''}`;
}

function isTeaser(held: readonly Candidate[]): boolean {
  const texts = held.filter(one => one.links < 0.5 && one.prose > 0);
  if (held.length > 12 || texts.length === 0 || texts.length > 2) return false;
  if (texts.reduce((sum, one) => sum + one.prose, 0) > MOST_PROSE) return false;
  const isHeaded = held.some(one => one.links > 0.9 && one.words >= 3 && one.prose === 0);
  return isHeaded && held.some(one => BREAKS_OFF.test(one.text));
}

const BREAKS_OFF = /(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\bread more|\bcontinue reading)\W{0,4}$/iu;
