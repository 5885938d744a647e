import type { Span } from '../core/span.ts';

/**
 * A text as a row of plain words, made once and compared many times. Case, punctuation, quotation marks, hyphens, apostrophes and
 * accents are gone, so that "U.S.", "u s" and "U. S." are the same two words, and a lower-cased, unpunctuated copy has the words of its original.
 */
export interface ComparableText {
  readonly text: string;
  readonly words: readonly string[];
  /** Where word i stands in `text`: UTF-16 units, end exclusive. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** A 32-bit hash of word i: unequal hashes mean unequal words, not the other way round. */
  readonly hashes: Uint32Array;
  /** 1 where word i belongs to what capture took for furniture. */
  readonly leftOut: Uint8Array;
  /** 1 where word i stands inside quotation marks. */
  readonly quoted: Uint8Array;
  /** 1 where word i stands in running prose, 0 in what looks like menus, headlines, lists and notices. */
  readonly prose: Uint8Array;
  /** 1 where word i belongs to a phrase that independent stories share by trade ("said in a statement", "all rights reserved") or to what is not read. */
  readonly stock: Uint8Array;
  /** 1 where word i has a digit, or a capital that no sentence or line asks for: what sets one event apart from another of its kind. */
  readonly particular: Uint8Array;
}

/** `leftOut`: spans that capture took for furniture. They take part as words without weight: what is left out of one text may be the report in another. */
export function comparable(text: string, leftOut: readonly Span[] = []): ComparableText {
  const { words, starts, ends } = wordsIn(text);
  const hashes = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) hashes[i] = hashOf(words[i]!);
  const out = new Uint8Array(words.length);
  for (const { start, end } of leftOut) out.fill(1, firstFrom(starts, start), firstFrom(starts, end));
  return new MarkedText(text, words, starts, ends, hashes, out);
}

/** Most texts that are compared share next to nothing: their marks are made when they are first asked for. */
class MarkedText implements ComparableText {
  readonly text: string;
  readonly words: readonly string[];
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Uint32Array;
  readonly leftOut: Uint8Array;
  private readonly made = new Map<string, Uint8Array>();

  constructor(
    text: string,
    words: readonly string[],
    starts: Int32Array,
    ends: Int32Array,
    hashes: Uint32Array,
    leftOut: Uint8Array,
  ) {
    this.text = text;
    this.words = words;
    this.starts = starts;
    this.ends = ends;
    this.hashes = hashes;
    this.leftOut = leftOut;
  }

  get quoted(): Uint8Array {
    return this.once('quoted', () => quotedWords(this.text, this.starts));
  }

  get prose(): Uint8Array {
    return this.once('prose', () => {
      const marks = proseWords(this.text, this.words, this.starts);
      return marks.map((mark, i) => mark & ~this.leftOut[i]!);
    });
  }

  get stock(): Uint8Array {
    return this.once('stock', () => {
      const marks = stockWords(this.text, this.words, this.starts);
      return marks.map((mark, i) => mark | this.leftOut[i]!);
    });
  }

  get particular(): Uint8Array {
    return this.once('particular', () => particularWords(this.text, this.starts, this.ends));
  }

  private once(name: string, make: () => Uint8Array): Uint8Array {
    let marks = this.made.get(name);
    if (marks === undefined) this.made.set(name, (marks = make()));
    return marks;
  }
}

/** The first word that begins at `offset` or after it. */
function firstFrom(starts: Int32Array, offset: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Letters, digits and marks; characters that are not seen (soft hyphen, zero-width joiners) don't part a word. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]*/gu;
const PLAIN = /^[a-z0-9]+$/u;
const NOT_A_LETTER = /[\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

/** The plain words of `text` and where they stand. The words of a text are never empty. */
export function wordsIn(text: string): { words: string[]; starts: Int32Array; ends: Int32Array } {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of text.matchAll(WORD)) {
    words.push(plainWord(match[0]));
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  return { words, starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

function plainWord(written: string): string {
  const lower = written.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFKD').replace(NOT_A_LETTER, '') || lower;
}

/** FNV-1a, 32 bits, over UTF-16 units, then mixed so that the low bits are good too. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

/** The finisher of MurmurHash3: every bit of the result depends on every bit given. */
export function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A quotation that is never closed ends with its paragraph, as the custom of newspapers is. */
function quotedWords(text: string, starts: Int32Array): Uint8Array {
  const quoted = new Uint8Array(starts.length);
  let inside = false;
  let at = 0;
  for (let i = 0; i < starts.length; i++) {
    for (; at < starts[i]!; at++) {
      const mark = text[at];
      if (mark === '“' || mark === '„' || mark === '«') inside = true;
      else if (mark === '”' || mark === '»' || mark === '\n') inside = false;
      else if (mark === '"') inside = !inside;
    }
    if (inside) quoted[i] = 1;
  }
  return quoted;
}

function particularWords(text: string, starts: Int32Array, ends: Int32Array): Uint8Array {
  const particular = new Uint8Array(starts.length);
  for (let i = 0; i < starts.length; i++) {
    const between = text.slice(i === 0 ? 0 : ends[i - 1]!, starts[i]);
    const word = text.slice(starts[i], ends[i]);
    const isName = /^\p{Lu}/u.test(word) && i > 0 && !/[.!?:\n“"]/u.test(between);
    if (isName || /\p{N}/u.test(word)) particular[i] = 1;
  }
  return particular;
}

/** The commonest words of English: about 45 of 100 words of prose, about 10 of 100 in menus and headlines. */
const SMALL_WORDS = new Set(
  (
    'the of to and a in that is was for on with as by it its at from be been are were has have had he she they his her their ' +
    'this which who whom will would could should not but or an after before about than there when while into over more also said if so'
  ).split(' '),
);

/** Words on each side that are looked at to tell prose from furniture, within the line. */
const PROSE_REACH = 12;
/** Below this share of small words it is no prose. Between the two figures named at SMALL_WORDS. */
const PROSE_SHARE = 0.25;
/** A line of fewer words is a headline, a name or a button. */
const PROSE_LINE = 6;

function proseWords(text: string, words: readonly string[], starts: Int32Array): Uint8Array {
  const prose = new Uint8Array(words.length);
  const small = new Int32Array(words.length + 1);
  for (let i = 0; i < words.length; i++) small[i + 1] = small[i]! + (SMALL_WORDS.has(words[i]!) ? 1 : 0);
  let lineStart = 0;
  while (lineStart < words.length) {
    const found = text.indexOf('\n', starts[lineStart]);
    const lineBreak = found < 0 ? text.length : found;
    let lineEnd = lineStart + 1;
    while (lineEnd < words.length && starts[lineEnd]! < lineBreak) lineEnd++;
    if (lineEnd - lineStart >= PROSE_LINE) {
      for (let i = lineStart; i < lineEnd; i++) {
        const from = Math.max(lineStart, i - PROSE_REACH);
        const to = Math.min(lineEnd, i + PROSE_REACH + 1);
        if (small[to]! - small[from]! >= PROSE_SHARE * (to - from)) prose[i] = 1;
      }
    }
    lineStart = lineEnd;
  }
  return prose;
}

/** Phrases of the trade, as plain words. A longer shared text is furniture when many documents repeat it; these are the short ones. */
const STOCK_PHRASES = [
  'said in a statement',
  'the statement said',
  'in a statement on monday',
  'said in an interview',
  'told a news conference',
  'spoke on condition of anonymity because',
  'on condition of anonymity',
  'was not authorized to speak publicly',
  'did not immediately respond to a request for comment',
  'declined to comment',
  'could not be reached for comment',
  'all rights reserved',
  'this material may not be published broadcast rewritten or redistributed',
  'the associated press contributed to this report',
  'please read our comment policy before commenting',
  'sign up for our newsletter',
  'for more information visit',
  'forward looking statements',
  'is the world s leading provider of',
  'copyright',
].map(phrase => phrase.split(' '));

const STOCK_BY_FIRST = Map.groupBy(STOCK_PHRASES, phrase => phrase[0]!);

/** What follows such a line is what a firm or agency says at the end of everything it publishes. */
const CLOSING_NOTE =
  /^(?:About \p{Lu}[^\n.]{1,60}|Notes? to editors?:?|Forward-looking statements|(?:Media|Press) contacts?:?)$/mu;

function stockWords(text: string, words: readonly string[], starts: Int32Array): Uint8Array {
  const closing = text.search(CLOSING_NOTE);
  const stock = new Uint8Array(words.length);
  if (closing > 0) for (let i = words.length - 1; i >= 0 && starts[i]! >= closing; i--) stock[i] = 1;
  for (let i = 0; i < words.length; i++) {
    for (const phrase of STOCK_BY_FIRST.get(words[i]!) ?? []) {
      if (phrase.every((word, k) => words[i + k] === word)) stock.fill(1, i, i + phrase.length);
    }
  }
  return stock;
}
