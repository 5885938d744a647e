/** Finding words of a provision in a report, whatever their forms. Offsets are UTF-16 units of the text that is searched. */
import { type Span, type Words, wordsAt } from '../core/span.ts';

interface Token extends Span {
  readonly stem: string;
}

/** Forms that no ending tells. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    broke: 'break',
    broken: 'break',
    stole: 'steal',
    stolen: 'steal',
    theft: 'steal',
    thefts: 'steal',
    held: 'hold',
    met: 'meet',
    built: 'build',
    paid: 'pay',
    gave: 'give',
    given: 'give',
    withdrew: 'withdraw',
    withdrawn: 'withdraw',
    withdrawal: 'withdraw',
    withdrawals: 'withdraw',
    kept: 'keep',
    sent: 'send',
    fell: 'fall',
    fallen: 'fall',
    rose: 'rise',
    risen: 'rise',
    shot: 'shoot',
    took: 'take',
    taken: 'take',
    made: 'make',
    said: 'say',
    left: 'leave',
    sold: 'sell',
    bought: 'buy',
    went: 'go',
    sank: 'sink',
    froze: 'freeze',
    frozen: 'freeze',
  }),
);

/** A word without the endings of English: "hackers", "hacking" and "hacked" are one. Coarse on purpose: it only compares. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = stemOf(word);
  if (stems.size >= MOST_STEMS) stems.clear();
  stems.set(word, made);
  return made;
}

/** The same words come again and again. */
const stems = new Map<string, string>();
const MOST_STEMS = 50_000;

function stemOf(word: string): string {
  const lower = word.toLowerCase().replace(/[’']s?$/u, '');
  const known = IRREGULAR.get(lower);
  if (known !== undefined) return known;
  let base = lower.replace(/ies$/u, 'y').replace(/(?<=[a-z]{3})(?:sses)$/u, 'ss');
  if (base.length > 4) base = base.replace(/(?<![su])s$/u, '');
  if (base.length > 5) base = base.replace(/(?:ing|ed|er|or|ion|ment)$/u, '');
  // "stopped" → "stopp" → "stop"; "shelled" stays "shell".
  if (/([bdgmnprt])\1$/u.test(base)) base = base.slice(0, -1);
  return base.replace(/(?<=[a-z]{3})e$/u, '').replace(/(?<=[a-z]{2})y$/u, 'i');
}

/** A text taken apart: asked for again and again, for every provision that a sentence of it may bear on, and taken apart once. */
interface Lexed {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly stems: ReadonlySet<string>;
  /** Where sentences begin, the first one left out. */
  readonly starts: readonly number[];
}

let lexed: Lexed | undefined;

function lexedOf(text: string): Lexed {
  if (lexed?.text === text) return lexed;
  const tokens = tokensOf(text, 0);
  const starts = [...text.matchAll(SENTENCE_END)].map(match => match.index + match[0].length);
  lexed = { text, tokens, stems: new Set(tokens.map(token => token.stem)), starts };
  return lexed;
}

/** What stands between two sentences, as far as full stops and empty lines tell. */
const SENTENCE_END = /[.!?][”"’)]?\s+(?=[\p{Lu}“"‘])|\n\s*\n/gu;

function tokensOf(text: string, offset: number): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:[’'][\p{L}]+)?/gu)].map(match => ({
    start: offset + match.index,
    end: offset + match.index + match[0].length,
    stem: stem(match[0]),
  }));
}

/** The words of a stretch; of one that its ends cut through, what is left of it. */
function tokensWithin({ text, tokens }: Lexed, { start, end }: Span): Token[] {
  const from = firstAt(tokens, ({ end }) => end > start);
  const until = firstAt(tokens, token => token.start >= end);
  return tokens
    .slice(from, until)
    .flatMap(token =>
      token.start >= start && token.end <= end
        ? [token]
        : tokensOf(text.slice(Math.max(token.start, start), Math.min(token.end, end)), Math.max(token.start, start)),
    );
}

/** The first place at which something holds that holds for all behind it; the length where it holds nowhere. */
function firstAt<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The words of a term; provisions have few, and each is asked for in every sentence. */
function stemsOf(term: string): readonly string[] {
  const known = terms.get(term);
  if (known !== undefined) return known;
  const made = tokensOf(term, 0).map(token => token.stem);
  if (terms.size >= MOST_STEMS) terms.clear();
  terms.set(term, made);
  return made;
}

const terms = new Map<string, readonly string[]>();

/** Words that may stand between those of a term: "broke into", "answer a request". */
const LOOSE = new Set(
  ['the', 'a', 'an', 'to', 'of', 'its', 'their', 'his', 'her', 'all', 'for', 'any', 'own', 'new'].map(stem),
);

/** Words before a term that turn it round. */
const NEGATING = new Set(['not', 'no', 'never', 'without', 'neither', 'nor', 'rather', 'hardly']);
const NEAR = 3;

/** The first place in a stretch of a text where one of the terms stands; unless `negated` is true, one that is not negated. */
export function findTerm(text: string, within: Span, terms: readonly string[], negated = false): Words | undefined {
  return findTerms(text, within, terms, negated)[0];
}

/** Is there any word of the text that a word of a term could be a form of? Asked before anything is looked for in one of its sentences. */
export const mayStandIn = (text: string, word: string): boolean => lexedOf(text).stems.has(stem(word));

/** Every such place, in the order of the text. */
export function findTerms(text: string, within: Span, terms: readonly string[], negated = false): Words[] {
  const known = lexedOf(text);
  const wanted = terms.map(stemsOf).filter(([first]) => first !== undefined && known.stems.has(first));
  if (wanted.length === 0) return [];
  const all = tokensWithin(known, within);
  const found: Words[] = [];
  for (let at = 0; at < all.length; at++) {
    for (const stems of wanted) {
      const end = matchAt(all, at, stems);
      if (end < 0 || (!negated && isNegated(text, all, at))) continue;
      found.push(wordsAt(text, { start: all[at]!.start, end: all[end]!.end }));
      break;
    }
  }
  return found;
}

function matchAt(all: readonly Token[], at: number, stems: readonly string[]): number {
  let place = at;
  for (const [index, wanted] of stems.entries()) {
    if (index > 0) {
      place++;
      while (place < all.length && LOOSE.has(all[place]!.stem) && all[place]!.stem !== wanted) place++;
    }
    if (all[place]?.stem !== wanted) return -1;
  }
  return place;
}

function isNegated(text: string, all: readonly Token[], at: number): boolean {
  return all
    .slice(Math.max(0, at - NEAR), at)
    .some(({ start, end }) => NEGATING.has(text.slice(start, end).toLowerCase()));
}

/** The sentence that a place stands in, as far as full stops tell, within `text`. */
export function sentenceAround(text: string, { start, end }: Span): Span {
  const { starts } = lexedOf(text);
  const from = starts[firstAt(starts, at => at > start) - 1] ?? 0;
  const after = /[.!?][”"’)]?(?=\s+[\p{Lu}“"‘]|\s*$)|\n\s*\n/u.exec(text.slice(end));
  return { start: from, end: after === null ? text.length : end + after.index + after[0].trimEnd().length };
}

/** The sentence after a place, in the same paragraph; undefined where there is none. */
export function sentenceAfter(text: string, { end }: Span): Span | undefined {
  const gap = /^[ \t]*\n?[ \t]*(?=\S)/u.exec(text.slice(end));
  if (gap === null) return undefined;
  const start = end + gap[0].length;
  return start >= text.length ? undefined : sentenceAround(text, { start, end: start });
}
