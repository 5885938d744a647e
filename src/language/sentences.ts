import { gap, type Tokens } from './tokens.ts';

/**
 * Where sentences may begin by the rules of print: full stops, line breaks, quotation marks, bullets. 1 for a token that begins one.
 * The boundary classifier (boundaries.ts) takes these marks as one of its signs and decides.
 */
export function markSentences(tokens: Tokens): Uint8Array {
  const { text, count, starts, ends, gaps } = tokens;
  const begins = new Uint8Array(count);
  const wrapped = isHardWrapped(text);
  for (let i = 0; i < count; i++) {
    if (i === 0 || gaps[i] === gap.paragraph) begins[i] = 1;
    else if (gaps[i] === gap.line)
      begins[i] = endsSentence(tokens, i - 1) || (!wrapped && !startsSmall(tokens, i)) ? 1 : 0;
    else if (endsSentence(tokens, i - 1) && !isCloser(text, starts[i]!, ends[i]!, gaps[i]!))
      begins[i] = opensSentence(tokens, i) ? 1 : 0;
  }
  return begins;
}

/** Does a sentence end with token `i`: a full stop or the like, or brackets and quotation marks that close behind one? */
export function endsSentence(tokens: Tokens, i: number): boolean {
  const { text, starts, ends, gaps } = tokens;
  let at = i;
  while (at > 0 && i - at < 4 && isCloser(text, starts[at]!, ends[at]!, gaps[at]!)) at--;
  const last = text.charCodeAt(ends[at]! - 1);
  return last === 0x2e || last === 0x21 || last === 0x3f || (last === 0x2026 && starts[at]! + 1 === ends[at]);
}

function isCloser(text: string, start: number, end: number, gapBefore: number): boolean {
  const unit = text.charCodeAt(start);
  if (unit === 0x29 || unit === 0x5d || unit === 0x201d || unit === 0x2019 || unit === 0xbb) return end - start <= 2;
  return gapBefore === gap.none && (unit === 0x22 || unit === 0x27) && end - start <= 2;
}

function startsSmall(tokens: Tokens, i: number): boolean {
  return /^[\p{Ll},;:)]/u.test(tokens.text.slice(tokens.starts[i], tokens.starts[i]! + 2));
}

/** Words that begin a sentence far more often than they follow an abbreviation inside one. */
const OPENERS = new Set(
  'the a an he she it they we i you this that these those there in on at but and however when while if as after before since for from his her their our its no not what who why how'.split(
    ' ',
  ),
);

/** Abbreviations that stand before a name or a number and so never end a sentence. */
const TITLES = new Set(
  'mr mrs ms dr prof rev gen col lt maj capt cpl sgt adm cmdr brig gov sen sens rep reps pres st mt ft vs no nos fig messrs'.split(
    ' ',
  ),
);

function opensSentence(tokens: Tokens, i: number): boolean {
  const { text, starts, ends } = tokens;
  let at = i;
  while (at < tokens.count - 1 && /^["'“‘([*•·–—-]/u.test(text[starts[at]!]!) && at - i < 3) at++;
  const first = text.slice(starts[at], starts[at]! + 2);
  if (!/^[\p{Lu}\p{Lt}\p{N}]/u.test(first) && at === i) return false;
  const before = text.slice(starts[i - 1], ends[i - 1]);
  if (before.length > 1 && before.endsWith('.') && /\p{L}/u.test(before)) {
    if (TITLES.has(before.slice(0, -1).toLowerCase())) return false;
    return OPENERS.has(text.slice(starts[at], ends[at]).toLowerCase());
  }
  return !/^\p{Ll}/u.test(first);
}

/** Are the lines of the text cut at a fixed width, so that a line break means nothing? */
function isHardWrapped(text: string): boolean {
  let lines = 0;
  let wide = 0;
  let open = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length && text.charCodeAt(i) !== 10) continue;
    const length = i - from;
    if (length > 100) return false;
    if (length > 0) {
      lines++;
      if (length >= 50) {
        wide++;
        const last = text.charCodeAt(i - 1);
        if (last !== 0x2e && last !== 0x21 && last !== 0x3f) open++;
      }
    }
    from = i + 1;
  }
  return lines >= 4 && wide >= lines * 0.5 && open >= wide * 0.5;
}
