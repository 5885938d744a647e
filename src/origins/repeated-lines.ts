import { type Document, type LeftOut, readable } from '../core/document.ts';
import { tellingStems, tellOfTheSame } from '../core/subject.ts';
import { wordsIn } from '../core/plain-words.ts';
import { comparable } from './comparable.ts';
import { compare } from './compare.ts';
import { isTelling } from './relation.ts';
import type { Neighbour, Relative } from './relatives.ts';

/** Reports without anything else in common in which a line must stand before it is taken for furniture. */
const REPORTS = 3;
/** Words of such a line: fewer stand anywhere by chance, more are a paragraph. */
const [FEWEST, MOST] = [3, 40];

/**
 * Lines of a new document that other reports of the record have as well, although they tell of something else: headlines of other texts,
 * slogans, pleas. Each names the reports. A paper also repeats sentences on what went before, and these say something: a running sentence is left out only
 * where the reports tell of different things, and nothing else in the text takes up its words. Spans are UTF-16 units of the text; in order.
 */
export function repeatedLines(
  document: Pick<Document, 'text' | 'title' | 'leftOut'>,
  near: readonly Neighbour[],
  related: readonly Relative[],
): LeftOut[] {
  const strangers = near.filter(one => {
    const relative = related.find(({ other }) => other === one.document);
    return relative === undefined || (!relative.copy && haveOnlyLinesInCommon(document, one));
  });
  const reports = strangers.filter((one, at) => strangers.findIndex(({ origin }) => origin === one.origin) === at);
  if (reports.length < REPORTS) return [];
  const lines = reports.map(({ document: other, text, leftOut }) => ({
    document: other,
    has: new Set([...linesOf(text)].map(({ words }) => words)),
    tellsOfTheSame: tellOfTheSame(...stemsWithoutCommonLines(document, { text, leftOut })),
  }));
  const found: LeftOut[] = [];
  const headline = /\S/u.exec(document.text)?.index;
  for (const { start, end, words, line } of linesOf(readable(document.text, document.leftOut))) {
    // Two papers may give their reports one headline.
    if (start === headline || line === document.title) continue;
    const having = lines.filter(({ has }) => has.has(words));
    const others = (isSentence(line) ? having.filter(one => !one.tellsOfTheSame) : having).map(one => one.document);
    if (others.length < REPORTS) continue;
    if (isSentence(line) && isTakenUp(line, document.text.slice(0, start) + document.text.slice(end))) continue;
    found.push({
      start,
      end,
      step: 'repeated furniture',
      reason: `The same line stands in ${named(others)}, which tell of something else.`,
    });
  }
  return found;
}

/** Short reports may have so many lines in common that they look related; without these lines they are not. */
function haveOnlyLinesInCommon(one: Readable, other: Readable): boolean {
  const [own, theirs] = withoutCommonLines(one, other);
  return !isTelling(compare(comparable(own), comparable(theirs)).relation);
}

function stemsWithoutCommonLines(one: Readable, other: Readable): [Set<string>, Set<string>] {
  const [own, theirs] = withoutCommonLines(one, other);
  return [tellingStems(own), tellingStems(theirs)];
}

/** What is read of both, but for the lines that stand in both. */
function withoutCommonLines(one: Readable, other: Readable): [string, string] {
  const [lines, theirs] = [[...linesOf(one.text)], [...linesOf(other.text)]];
  const has = new Set(theirs.map(({ words }) => words));
  const common = new Set(lines.map(({ words }) => words).filter(words => has.has(words)));
  const without = ({ text, leftOut }: Readable, found: readonly LineOfText[]): string =>
    readable(
      readable(text, leftOut),
      found.filter(({ words }) => common.has(words)),
    );
  return [without(one, lines), without(other, theirs)];
}

type Readable = Pick<Document, 'text' | 'leftOut'>;

interface LineOfText {
  readonly start: number;
  readonly end: number;
  readonly line: string;
  /** Its words alone, in lower case. */
  readonly words: string;
}

function* linesOf(text: string): Generator<LineOfText> {
  for (const { 0: whole, index } of text.matchAll(/[^\r\n]+/gu)) {
    const line = whole.trim();
    if (line.length > MOST * 20) continue;
    const { words } = wordsIn(line);
    if (words.length < FEWEST || words.length > MOST) continue;
    const start = index + whole.indexOf(line);
    yield { start, end: start + line.length, line, words: words.join(' ') };
  }
}

/** Does it end as sentences do, and is longer than most slogans? */
function isSentence(line: string): boolean {
  return /[.!?…]["'”’»)\]]{0,3}$/u.test(line) && line.split(/\s+/u).length > 6;
}

/** Does the rest of the text speak of more than one thing that the line speaks of? */
function isTakenUp(line: string, rest: string): boolean {
  return tellingStems(line).intersection(tellingStems(rest)).size > 1;
}

/** "doc_a, doc_b and doc_c", and how many more. */
function named(documents: readonly string[]): string {
  const [shown, more] = [documents.slice(0, REPORTS), documents.length - REPORTS];
  return more > 0 ? `${shown.join(', ')} and ${more} more` : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
