import type { LeftOut } from '../../core/document.ts';
import { opensBox } from './phrases.ts';
import { functionWords, proseWords, stem, type Token, tokens } from './words.ts';

/** A text needs so many words before its lack of punctuation says anything. */
const ENOUGH_WORDS = 60;

/** Whether a text lost its punctuation and line breaks, so that only its words are left to tell prose from furniture. */
export function isStream(text: string): boolean {
  const words = text.match(/\S+/g)?.length ?? 0;
  if (words < ENOUGH_WORDS) return false;
  const stops = text.match(/[.!?](?=\s|["'”’)]|$)/g)?.length ?? 0;
  const breaks = text.trim().match(/\n+/g)?.length ?? 0;
  return stops < words / 150 && breaks < words / 60;
}

/** What one word says for the report (above 0) or against it (below). */
const weights = { proseWord: 0.8, functionWord: 0.5, furnitureWord: -2, phraseWord: -3 } as const;

/** Share of the writer's own density of function words at which a passage is as likely a menu as the report. */
const POOR = 0.75;

/** What is left of a word's weight against the report when the report uses it more than once. */
const RECURRING = 0.5;

/** Evidence that it takes to begin or end the report within a stream. */
const TURN = 5;

/**
 * Finds the report in a stream of words: menus and notices have few function words and words of their own; headlines that were
 * pasted in use words that the rest of the report does not (lexical cohesion, after Halliday and Hasan 1976).
 */
export function streamFurniture(text: string): LeftOut[] {
  const stream = tokens(text);
  const stems = stream.map(token => stem(token.word));
  const steps: Step[] = stream.map(() => undefined);
  markBoxes(stream, stems, steps);
  const free = stream.flatMap((_, i) => (steps[i] === undefined ? [i] : []));
  const phrases = phraseWords(text, stream);
  const content = contentWeight(stream);
  const scores = free.map(i => weight(stream[i]!.word, phrases[i]!, content));
  // A second look, when most menus are gone: which words does the report use more than once?
  const first = bestSpans(scores);
  const counts = countStems(free.flatMap((i, at) => (first[at] === true ? [stems[i]!] : [])));
  const again = free.map((i, at) => {
    const recurs = scores[at] === content && (counts.get(stems[i]!) ?? 0) > 1;
    return recurs ? content * RECURRING : scores[at]!;
  });
  const inside = bestSpans(again);
  keepDoubtful(
    inside,
    free.map(i => stream[i]!.word),
    free.map(i => phrases[i]!),
  );
  for (const [at, i] of free.entries()) if (inside[at] === false) steps[i] = 'outside the report';
  markHeadlinesBefore(stream, stems, steps);
  return steps.includes(undefined) ? toLeftOut(stream, steps) : [];
}

type Step = 'outside the report' | 'pasted-in headlines' | undefined;

/** Spans of fewer words are left out only if they say themselves what they are, or are nothing but names. */
const DOUBTFUL_WORDS = 200;
/** Function words in a hundred that even a headline has. */
const HEADLINE_GRAMMAR = 0.18;

/** Puts short spans back that have neither the words nor the grammar of furniture: a first sentence is often as terse as a headline. */
function keepDoubtful(inside: boolean[], words: readonly string[], phrases: readonly boolean[]): void {
  for (let i = 0; i < words.length; i++) {
    if (inside[i] !== false) continue;
    let end = i;
    while (end < words.length && inside[end] === false) end++;
    const span = words.slice(i, end);
    const telling = span.filter((word, at) => phrases[i + at] === true || furnitureWords.has(word)).length;
    const grammar = span.filter(word => functionWords.has(word) || proseWords.has(word)).length / span.length;
    if (span.length < DOUBTFUL_WORDS && telling * 50 <= span.length && grammar > HEADLINE_GRAMMAR)
      inside.fill(true, i, end);
    i = end;
  }
}

const reasons: Readonly<Record<NonNullable<Step>, string>> = {
  'outside the report': 'Its words are those of menus, headlines or notices, not of running sentences.',
  'pasted-in headlines': 'Headlines of other texts: words that nothing else in this text takes up.',
};

/**
 * What a word without grammar says against the report: so much that a passage with `POOR` of the function words of the middle of the
 * stream is worth nothing. Writers differ: lists of products are as poor in function words as another page's menus.
 */
function contentWeight(stream: readonly Token[]): number {
  let grammar = 0;
  let content = 0;
  for (const { word } of stream.slice(Math.floor(stream.length * 0.25), Math.ceil(stream.length * 0.65))) {
    if (proseWords.has(word)) grammar += weights.proseWord;
    else if (functionWords.has(word)) grammar += weights.functionWord;
    else content++;
  }
  return -Math.min(0.45, Math.max(0.12, (grammar / Math.max(1, content)) * POOR));
}

function weight(word: string, phrase: boolean, content: number): number {
  if (phrase) return weights.phraseWord;
  if (furnitureWords.has(word)) return weights.furnitureWord;
  if (proseWords.has(word)) return weights.proseWord;
  if (functionWords.has(word)) return weights.functionWord;
  return content;
}

/** Words that pages use about themselves. */
const furnitureWords: ReadonlySet<string> = new Set(
  (
    'menu login logout subscribe newsletter newsletters cookies cookie privacy copyright tweet pinterest linkedin facebook instagram whatsapp ' +
    'youtube tiktok telegram rss sitemap faq faqs blog checkout cart wishlist navigation homepage breadcrumb disclaimer unsubscribe ' +
    'advertisement sponsored permalink pingback trackback comments reply tags categories archives posted careers webinar webinars signup ' +
    'ebook ebooks dropdown toggle trending previous javascript browser captcha recaptcha pricing'
  ).split(' '),
);

const phrasePattern = new RegExp(
  `\\b(?:${[
    'all rights reserved',
    'terms of (?:use|service)|terms (?:and )?conditions|privacy (?:and )?(?:cookies? )?(?:policy|notice|statement)|cookies? (?:policy|settings|preferences)',
    'skip to (?:main )?content|skip to (?:footer|navigation)|main (?:menu|navigation)|open menu|close menu|search for|search search',
    '(?:log|sign) (?:in|out|up)(?: (?:log|sign) (?:in|up))?|create (?:an )?account|forgot (?:your )?password|my account',
    'about us|contact us|follow us|get started|learn more|read more|load more|view all|see all|show more|see more|get in touch|our team',
    'request a demo|book a (?:demo|call)|free trial|try for free|start free|add to cart|shop now|buy now|shop all',
    'leave a (?:reply|comment)|cancel reply|post (?:a )?comment|your email address|required fields are marked|save my name|notify me of',
    'share this|share on|click to share|print this|copy link|back to top|table of contents|min(?:ute)?s? read|reading time',
    '(?:related|recent|latest|popular|top|featured|trending|more|similar|other) (?:articles?|posts?|stories|news|headlines)|related (?:content|topics|reading)',
    'you (?:may|might) also (?:like|enjoy)|recommended for you|most (?:read|popular|viewed)|previous (?:post|article)|next (?:post|article)|read next|up next',
    'sign up for|subscribe to|join our|newsletter|in your inbox|to your inbox|never miss',
    'about the author|written by|(?:please )?read our comment policy(?: before commenting)?|can be reached at',
    'powered by|skip ad|site map|social media links|quick links|customer (?:stories|support|service)|case studies|help center',
  ].join('|')})\\b`,
  'gi',
);

function phraseWords(text: string, stream: readonly Token[]): boolean[] {
  const marks: boolean[] = stream.map(() => false);
  let at = 0;
  for (const match of text.matchAll(phrasePattern)) {
    const end = match.index + match[0].length;
    while (at < stream.length && stream[at]!.end <= match.index) at++;
    for (let i = at; i < stream.length && stream[i]!.start < end; i++) marks[i] = true;
  }
  return marks;
}

/** Viterbi over two states: the spans whose sum of weights, less `TURN` for each end within the stream, is greatest. */
function bestSpans(scores: readonly number[]): boolean[] {
  let inside = 0;
  let outside = 0;
  const entered: boolean[] = [];
  const left: boolean[] = [];
  for (const [i, score] of scores.entries()) {
    entered[i] = outside - TURN > inside;
    left[i] = inside - TURN > outside;
    [inside, outside] = [(entered[i] ? outside - TURN : inside) + score, left[i] ? inside - TURN : outside];
  }
  const kept: boolean[] = [];
  let state = inside >= outside;
  for (let i = scores.length - 1; i >= 0; i--) {
    kept[i] = state;
    if (state ? entered[i] : left[i]) state = !state;
  }
  return kept;
}

function countStems(stems: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of stems) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words looked at after an opener; a box has up to a dozen headlines. */
const BOX_WORDS = 160;

/** Evidence that a first or boxed-in run of words belongs to other texts; about four words that nothing else takes up. */
const FOREIGN = 3;

/**
 * Marks the headlines after an opener ("top stories …"): the longest run in which words that nothing else takes up outweigh the
 * report's own and the little words headlines do without.
 */
function markBoxes(stream: readonly Token[], stems: readonly string[], steps: Step[]): void {
  const counts = countStems(stems);
  for (let i = 0; i < stream.length; i++) {
    const opener = openerLength(stream, i);
    if (opener === 0) continue;
    const run = foreignRun(stream, stems, counts, steps, i + opener, BOX_WORDS);
    if (run === 0) continue; // "the most popular" is prose
    const end = i + opener + run;
    steps.fill('pasted-in headlines', i, end);
    i = end - 1;
  }
}

/** Words at the beginning of a report that may be the end of a headline cut off from another text. */
const FIRST_WORDS = 24;

/** Marks a foreign headline before the first sentence of each part of the report. */
function markHeadlinesBefore(stream: readonly Token[], stems: readonly string[], steps: Step[]): void {
  const counts = countStems(stems.filter((_, i) => steps[i] === undefined));
  for (let i = 0; i < stream.length; i++) {
    if (steps[i] !== undefined || (i > 0 && steps[i - 1] !== 'outside the report')) continue;
    steps.fill('pasted-in headlines', i, i + foreignRun(stream, stems, counts, steps, i, FIRST_WORDS));
  }
}

function openerLength(stream: readonly Token[], i: number): number {
  for (const length of [4, 3, 2]) {
    const words = stream.slice(i, i + length);
    if (words.length === length && opensBox(words)) return length;
  }
  return 0;
}

/** Length in words of the foreign run that begins at `from`; 0 when there is none. */
function foreignRun(
  stream: readonly Token[],
  stems: readonly string[],
  counts: ReadonlyMap<string, number>,
  steps: readonly Step[],
  from: number,
  limit: number,
): number {
  const until = Math.min(stream.length, from + limit);
  const here = new Map<string, number>();
  for (let i = from; i < until; i++) here.set(stems[i]!, (here.get(stems[i]!) ?? 0) + 1);
  let sum = 0;
  let best = FOREIGN;
  let length = 0;
  for (let i = from; i < until && steps[i] === undefined; i++) {
    const word = stream[i]!.word;
    if (proseWords.has(word)) sum -= 1.4;
    else if (functionWords.has(word)) sum -= 0.1;
    else if (counts.get(stems[i]!)! > here.get(stems[i]!)!) sum -= 1.3;
    else sum += 1;
    if (sum > best) {
      best = sum;
      length = i + 1 - from;
    }
    if (sum < best - 12) break;
  }
  return length;
}

function toLeftOut(stream: readonly Token[], steps: readonly Step[]): LeftOut[] {
  const leftOut: LeftOut[] = [];
  for (let i = 0; i < stream.length; i++) {
    const step = steps[i];
    if (step === undefined) continue;
    const start = stream[i]!.start;
    while (i + 1 < stream.length && steps[i + 1] === step) i++;
    leftOut.push({ start, end: stream[i]!.end, step, reason: reasons[step] });
  }
  return leftOut;
}
