import type { LeftOut } from '../../core/document.ts';
import type { Span } from '../../core/span.ts';
import { endsText, furniturePhrase, opensBox, type Phrase } from './phrases.ts';
import { functionWords, tokens } from './words.ts';

/** A line with what tells prose from furniture. */
interface TextLine extends Span {
  readonly words: number;
  readonly sentence: boolean;
  phrase: Phrase | undefined;
  /** How much more likely it is part of the report than of a menu, in units of one ordinary heading. */
  score: number;
}

/** What it costs to enter or leave the report: so much must menus weigh before they are taken for menus. */
const TURN = 1.6;

/**
 * Finds the report among the lines of a flattened page: the run of lines with the best sum of scores (Viterbi over two states),
 * less the lines in it that are furniture by their own words.
 */
export function lineFurniture(text: string): LeftOut[] {
  const lines = splitLines(text);
  markBoxes(text, lines);
  scoreRepeats(text, lines);
  scoreEndings(text, lines);
  scoreComments(text, lines);
  boundShortRuns(lines);
  const inside = bestRun(lines);
  // A text without any running sentences is a short note or a list: nothing tells its lines from furniture.
  const found = inside.includes(true);
  const leftOut: LeftOut[] = [];
  let before: Phrase | undefined;
  for (const [i, line] of lines.entries()) {
    const why = line.phrase ?? (inside[i] === true || !found ? undefined : outsideReason);
    if (why !== undefined && before?.step === why.step) leftOut.push({ ...leftOut.pop()!, end: line.end });
    else if (why !== undefined) leftOut.push({ start: line.start, end: line.end, step: why.step, reason: why.reason });
    else if (line.end - line.start > ONE_LINE) for (const one of furnitureSentences(text, line)) leftOut.push(one);
    before = why;
  }
  return lines.some(line => line.phrase === undefined) ? leftOut : [];
}

/** Characters of a line above which it is taken for several paragraphs whose line breaks were lost. */
const ONE_LINE = 600;

/** Steps that whole sentences tell beyond doubt; "Read more" and its like are also said in prose. */
const SENTENCE_STEPS = new Set(['author contact', 'comment notice', 'legal notice']);

function furnitureSentences(text: string, line: Span): LeftOut[] {
  const found: LeftOut[] = [];
  let start = line.start;
  const check = (end: number) => {
    if (end - start > ONE_LINE / 2) return;
    const sentence = text.slice(start, end);
    const why = furniturePhrase(sentence, tokens(sentence).length);
    if (why !== undefined && SENTENCE_STEPS.has(why.step))
      found.push({ start, end, step: why.step, reason: why.reason });
  };
  for (const { index, 0: stop } of text.slice(line.start, line.end).matchAll(/[.!?]["”’)]{0,3}\s{1,9}/gu)) {
    check(line.start + index + stop.trimEnd().length);
    start = line.start + index + stop.length;
  }
  if (start < line.end) check(line.end);
  return found;
}

const outsideReason: Phrase = {
  step: 'outside the report',
  reason: 'It stands among menu entries, headlines of other texts or notices, away from the running text.',
};

const pastedHeadline: Phrase = {
  step: 'pasted-in headlines',
  reason: 'A headline of another text, below the heading of a box of them.',
};

/** Headlines in one box; above that it is no box. */
const BOX_LINES = 8;

/** "Top stories" within a report, and the headlines below it up to the next sentence. */
function markBoxes(text: string, lines: readonly TextLine[]): void {
  for (const [i, line] of lines.entries()) {
    if (line.words > 5 || !opensBox(tokens(text.slice(line.start, line.end)))) continue;
    const box = lines.slice(i + 1, i + 2 + BOX_LINES);
    const end = box.findIndex(one => one.sentence || one.words > 25);
    if (end < 1 || end > BOX_LINES || box.slice(0, end).some(one => one.words < 3)) continue;
    // They are left out already: they say nothing on whether the sentences above and below are one report.
    line.score = 0;
    for (const headline of box.slice(0, end)) {
      headline.phrase ??= pastedHeadline;
      headline.score = 0;
    }
  }
}

function splitLines(text: string): TextLine[] {
  const lines: TextLine[] = [];
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0];
    const start = match.index + (line.length - line.trimStart().length);
    const end = match.index + line.trimEnd().length;
    if (end > start) lines.push(readLine(text.slice(start, end), start));
  }
  return lines;
}

function readLine(line: string, start: number): TextLine {
  const found = tokens(line.length > 5_000 ? line.slice(0, 5_000) : line);
  const words = found.length;
  const grammar = found.filter(token => functionWords.has(token.word)).length / Math.max(1, words);
  const closed = /[.!?…]["'”’»)\]]{0,3}\W{0,2}$/u.test(line) || /[.!?]["'”’)]? [A-Z“"]/.test(line);
  const sentence = words >= 6 && closed && grammar >= 0.15;
  const phrase = furniturePhrase(line, words);
  return {
    start,
    end: start + line.length,
    words,
    sentence,
    phrase,
    score: score(line, words, grammar, closed, phrase),
  };
}

function score(line: string, words: number, grammar: number, closed: boolean, phrase: Phrase | undefined): number {
  if (phrase !== undefined) return -1.5;
  if (words === 0) return 0;
  const foreign = grammar < 0.05 && words > 12;
  if (closed && (grammar >= 0.15 || foreign)) return words >= 6 ? Math.min(4, words / 12 - 0.4) : 0.2;
  if (words >= 20) return grammar >= 0.25 ? 1.5 : 0.2;
  if (/^[-–—•*·▪◦‣]|^\d{1,2}[.)] /.test(line) || /[:;,]$/.test(line)) return words > 3 ? 0.1 : -0.15;
  if (words >= 10) return grammar >= 0.3 ? 0.5 : -0.1;
  return words <= 2 ? -0.5 : -0.35;
}

/** A line that stands twice is a menu, a headline of another text, or a slogan. */
function scoreRepeats(text: string, lines: TextLine[]): void {
  const seen = new Map<string, TextLine[]>();
  for (const line of lines) {
    if (line.end - line.start > 400) continue;
    const words = text.slice(line.start, line.end).toLowerCase();
    const same = seen.get(words);
    if (same === undefined) seen.set(words, [line]);
    else same.push(line);
  }
  for (const same of seen.values()) {
    if (same.length < 2) continue;
    for (const line of same) if (!line.sentence) line.score = Math.min(line.score, -0.6);
  }
}

/** Share of the prose that may stand below the heading of other texts when the heading ends the report. */
const TAIL = 0.35;

/**
 * Below "Related articles", "About the author" or "Leave a reply" the report is over, when most of the prose stands above;
 * when much prose follows, the heading only opens a box in the report.
 */
function scoreEndings(text: string, lines: TextLine[]): void {
  const prose = lines.map(proseOf);
  const total = prose.reduce((sum, words) => sum + words, 0);
  let above = 0;
  for (const [i, line] of lines.entries()) {
    if (above > 0 && endsText(text.slice(line.start, line.end))) {
      line.score = Math.min(line.score, -1);
      if (total - above <= total * TAIL) {
        for (const below of lines.slice(i + 1)) below.score = Math.min(below.score, 0) - 0.4;
        return;
      }
      for (const below of lines.slice(i + 1, i + 13)) {
        if (below.sentence) break;
        below.score -= 0.4;
      }
    }
    above += prose[i]!;
  }
}

/** What stands around each reader's comment: "Kim says:", "Reply", "2 years ago", "May 4, 2019 at 5:12 pm". */
const COMMENT_MARK =
  /^.{0,60}\b(?:says|writes):?$|^(?:reply|replies|like|upvote|report)$|^.{0,60}\b(?:(?:19|20)\d\d|at)\W{1,3}(?:at )?\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?\W{0,3}(?:reply)?$|^.{0,60}\b(?:\d+|an?) (?:years?|months?|weeks?|days?|hours?|minutes?|yrs?|mos?) ago\W{0,3}(?:reply)?$/i;

/** Comments end the report however long they are: three of their marks close together, below some prose. */
function scoreComments(text: string, lines: TextLine[]): void {
  let above = 0;
  const marks: number[] = [];
  for (const [i, line] of lines.entries()) {
    if (above >= 50 && line.end - line.start < 90 && COMMENT_MARK.test(text.slice(line.start, line.end))) marks.push(i);
    above += proseOf(line);
  }
  const first = marks.findIndex((mark, i) => (marks[i + 2] ?? Infinity) - mark <= 14);
  if (first < 0) return;
  for (const line of lines.slice(marks[first])) line.score = Math.min(line.score, 0) - 0.4;
}

/** A table or list in a report must not outweigh the report: a run of short lines costs at most so much. */
const SHORT_RUN = 1.5;

/** Share of the prose at either end where short lines weigh in full: menus stand there. */
const EDGE = 0.1;

function boundShortRuns(lines: TextLine[]): void {
  const total = lines.reduce((sum, line) => sum + proseOf(line), 0);
  let above = 0;
  let spent = 0;
  for (const line of lines) {
    above += proseOf(line);
    if (above < total * EDGE) continue;
    if (above > total * (1 - EDGE)) return;
    if (line.sentence || line.score > 0.3) spent = 0;
    else if (line.phrase === undefined && line.score < 0) {
      line.score = -Math.min(-line.score, Math.max(0, SHORT_RUN - spent));
      spent -= line.score;
    }
  }
}

/** Words of running sentences. */
function proseOf(line: TextLine): number {
  return line.sentence && line.phrase === undefined ? line.words : 0;
}

function bestRun(lines: readonly TextLine[]): boolean[] {
  let inside = 0;
  let outside = 0;
  const cameFrom: [insideFromOutside: boolean, outsideFromInside: boolean][] = [];
  for (const line of lines) {
    const entered = outside - TURN > inside;
    const left = inside - TURN > outside;
    cameFrom.push([entered, left]);
    [inside, outside] = [(entered ? outside - TURN : inside) + line.score, left ? inside - TURN : outside];
  }
  const states: boolean[] = [];
  let state = inside >= outside;
  for (let i = lines.length - 1; i >= 0; i--) {
    states[i] = state;
    const [entered, left] = cameFrom[i]!;
    if (state ? entered : left) state = !state;
  }
  return states;
}
