/**
 * A text as a row of plain words: case, punctuation, quotation marks, hyphens, apostrophes and accents are gone, so that "U.S.", "u s" and "U. S." are the
 * same two words, and a lower-cased, unpunctuated copy has the words of its original.
 */

/** Letters, digits and marks; characters that are not seen (soft hyphen, zero-width joiners) don't part a word. */
const WORD_HERE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]*/uy;
const PLAIN = /^[a-z0-9]+$/u;
const NOT_A_LETTER = /[\p{M}\u00AD\u200B-\u200D\u2060\uFEFF]/gu;

/** Where word i stands in a text (UTF-16 units, end exclusive), and a 32-bit hash of its plain form. */
export interface Places {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Uint32Array;
  /** Are all its words of ASCII letters and digits? */
  readonly areAscii: boolean;
}

/** For each ASCII code that belongs to words its small form, else 0. */
const SMALL = Uint8Array.from({ length: 128 }, (_, code) => {
  const small = String.fromCharCode(code).toLowerCase();
  return PLAIN.test(small) ? small.charCodeAt(0) : 0;
});

/** Is it one of the quotation marks, dashes and spaces beyond ASCII that texts are full of? None of them is a part of a word. */
const isMark = (code: number): boolean => code === 0xa0 || (code >= 0x2010 && code <= 0x205f);

/** The words of `text`, found in one pass that makes no strings: a record compares some twenty texts with every one that comes. */
export function placesOf(text: string): Places {
  makeRoom((text.length + 1) >> 1);
  let count = 0;
  let areAscii = true;
  for (let at = 0; at < text.length; ) {
    let end = at;
    let code = text.charCodeAt(at);
    let hash = FNV_START;
    while (code < 128 && SMALL[code] !== 0) {
      hash = Math.imul(hash ^ SMALL[code]!, FNV_PRIME);
      end++;
      code = end < text.length ? text.charCodeAt(end) : 0;
    }
    if (code >= 128 && !isMark(code)) {
      // A letter beyond ASCII, perhaps.
      WORD_HERE.lastIndex = at;
      const written = WORD_HERE.exec(text)?.[0];
      if (written === undefined) {
        at += text.codePointAt(at)! > 0xffff ? 2 : 1;
        continue;
      }
      end = at + written.length;
      hash = fnv(plainWord(written));
      areAscii = false;
    } else if (end === at) {
      at++;
      continue;
    }
    room.starts[count] = at;
    room.ends[count] = end;
    room.hashes[count] = mixed(hash);
    count++;
    at = end;
  }
  const { starts, ends, hashes } = room;
  return { starts: starts.slice(0, count), ends: ends.slice(0, count), hashes: hashes.slice(0, count), areAscii };
}

/** Where words are put while they are counted; used again for every text. */
let room = { starts: new Int32Array(0), ends: new Int32Array(0), hashes: new Uint32Array(0) };

function makeRoom(words: number): void {
  if (words <= room.starts.length) return;
  room = { starts: new Int32Array(words), ends: new Int32Array(words), hashes: new Uint32Array(words) };
}

/** A hash of each plain word of a text, in order. */
export function wordHashes(text: string): Uint32Array {
  return placesOf(text).hashes;
}

/** The plain words of `text` and where they stand. The words of a text are never empty. */
export function wordsIn(text: string): { words: string[]; starts: Int32Array; ends: Int32Array } {
  const places = placesOf(text);
  return { words: plainWords(text, places), starts: places.starts, ends: places.ends };
}

export function plainWords(text: string, { starts, ends, areAscii }: Places): string[] {
  const words: string[] = [];
  const small = areAscii ? text.toLowerCase() : '';
  // Other characters may have small forms of another length.
  const isAligned = areAscii && small.length === text.length;
  for (let i = 0; i < starts.length; i++) {
    words.push(isAligned ? small.slice(starts[i], ends[i]) : plainWord(text.slice(starts[i], ends[i])));
  }
  return words;
}

function plainWord(written: string): string {
  const lower = written.toLowerCase();
  if (PLAIN.test(lower)) return lower;
  return lower.normalize('NFKD').replace(NOT_A_LETTER, '') || lower;
}

const [FNV_START, FNV_PRIME] = [0x811c9dc5, 0x01000193];

/** A 32-bit hash of a plain word: unequal hashes mean unequal words, not the other way round. */
export const hashOfWord = (word: string): number => mixed(fnv(word));

/** FNV-1a, 32 bits, over UTF-16 units; `mixed` makes its low bits good too. */
function fnv(word: string): number {
  let hash = FNV_START;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), FNV_PRIME);
  return hash;
}

/** The finisher of MurmurHash3: every bit of the result depends on every bit given. */
export function mixed(hash: number): number {
  let h = hash ^ (hash >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
