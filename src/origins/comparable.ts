import { hashOfWord, type Places, placesOf, plainWords } from '../core/plain-words.ts';
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
  const places = placesOf(text);
  const out = new Uint8Array(places.starts.length);
  for (const { start, end } of leftOut) out.fill(1, firstFrom(places.starts, start), firstFrom(places.starts, end));
  return new MarkedText(text, places, out);
}

/** Most texts that are compared share next to nothing: what is more than places and hashes is made when it is first asked for. */
class MarkedText implements ComparableText {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Uint32Array;
  readonly leftOut: Uint8Array;
  private readonly places: Places;
  private plain: readonly string[] | undefined;
  private readonly made = new Map<string, Uint8Array>();

  constructor(text: string, places: Places, leftOut: Uint8Array) {
    this.text = text;
    this.places = places;
    this.starts = places.starts;
    this.ends = places.ends;
    this.hashes = places.hashes;
    this.leftOut = leftOut;
  }

  get words(): readonly string[] {
    return (this.plain ??= plainWords(this.text, this.places));
  }

  get quoted(): Uint8Array {
    return this.once('quoted', () => quotedWords(this.text, this.starts));
  }

  get prose(): Uint8Array {
    return this.once('prose', () => {
      const marks = proseWords(this.text, this.hashes, this.starts);
      for (let i = 0; i < marks.length; i++) marks[i]! &= ~this.leftOut[i]!;
      return marks;
    });
  }

  get stock(): Uint8Array {
    return this.once('stock', () => {
      const marks = stockWords(this);
      for (let i = 0; i < marks.length; i++) marks[i]! |= this.leftOut[i]!;
      return marks;
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
    if (hasDigit(text, starts[i]!, ends[i]!)) particular[i] = 1;
    else if (i > 0 && isCapital(text, starts[i]!) && !BEGINS_ANEW.test(text.slice(ends[i - 1], starts[i])))
      particular[i] = 1;
  }
  return particular;
}

/** What stands before a word that must have a capital. */
const BEGINS_ANEW = /[.!?:\n“"]/u;

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? code >= 65 && code <= 90 : /^\p{Lu}/u.test(text.slice(at, at + 2));
}

function hasDigit(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 128) return /\p{N}/u.test(text.slice(start, end));
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}

/** The commonest words of English, by their hashes: about 45 of 100 words of prose, about 10 of 100 in menus and headlines. */
const SMALL_WORDS = hashSet(
  (
    'the of to and a in that is was for on with as by it its at from be been are were has have had he she they his her their ' +
    'this which who whom will would could should not but or an after before about than there when while into over more also said if so'
  ).split(' '),
);

function hashSet(words: readonly string[]): ReadonlySet<number> {
  return new Set(words.map(word => hashOfWord(word)));
}

/** Words on each side that are looked at to tell prose from furniture, within the line. */
const PROSE_REACH = 12;
/** Below this share of small words it is no prose. Between the two figures named at SMALL_WORDS. */
const PROSE_SHARE = 0.25;
/** A line of fewer words is a headline, a name or a button. */
const PROSE_LINE = 6;

function proseWords(text: string, words: Uint32Array, starts: Int32Array): Uint8Array {
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

const STOCK_BY_FIRST = Map.groupBy(STOCK_PHRASES, ([first]) => hashOfWord(first!));

/** What follows such a line is what a firm or agency says at the end of everything it publishes. */
const CLOSING_NOTE =
  /^(?:About \p{Lu}[^\n.]{1,60}|Notes? to editors?:?|Forward-looking statements|(?:Media|Press) contacts?:?)$/mu;

function stockWords(of: ComparableText): Uint8Array {
  const { text, hashes, starts } = of;
  const closing = text.search(CLOSING_NOTE);
  const stock = new Uint8Array(hashes.length);
  if (closing > 0) for (let i = hashes.length - 1; i >= 0 && starts[i]! >= closing; i--) stock[i] = 1;
  for (let i = 0; i < hashes.length; i++) {
    for (const phrase of STOCK_BY_FIRST.get(hashes[i]!) ?? []) {
      if (phrase.every((word, k) => of.words[i + k] === word)) stock.fill(1, i, i + phrase.length);
    }
  }
  return stock;
}
