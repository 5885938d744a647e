import type { Degraded } from './degradation.ts';

/**
 * The text cut into tokens, as parallel arrays. Every character that is not white space stands in exactly one token;
 * tokens are in order and never overlap. Offsets are UTF-16 units, end exclusive.
 *
 * The cuts follow the English treebanks (UD EWT, GUM): clitics are tokens ("do" "n't", "China" "'s"), hyphened compounds
 * are cut ("second" "-" "in" "-" "command") unless they start with a prefix ("co-founder", "pre-war"), and
 * abbreviations keep their full stop ("U.S.", "Mr.").
 */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** What stands before each token: one of the `gap` values. */
  readonly gaps: Uint8Array;
}

/** What stands before a token. */
export const gap = { none: 0, blank: 1, line: 2, paragraph: 3 } as const;

/** Cuts `text` into tokens; in stretches that `degraded` covers, clitics and initials without punctuation are put together. */
export function tokenize(text: string, degraded: readonly Degraded[] = []): Tokens {
  const out = new TokenList(text);
  let stretch = 0;
  let at = 0;
  while (at < text.length) {
    if (kindAt(text, at) === SPACE) {
      at++;
      continue;
    }
    let end = at + 1;
    while (end < text.length && kindAt(text, end) !== SPACE) end++;
    while (stretch < degraded.length && degraded[stretch]!.end <= at) stretch++;
    const here = degraded[stretch];
    if (here !== undefined && here.start <= at && here.unpunctuated) end = cutBareChunk(out, at, end);
    else cutChunk(out, at, end);
    at = end;
  }
  return out.finish();
}

class TokenList {
  readonly text: string;
  private starts: Int32Array;
  private ends: Int32Array;
  private count = 0;

  constructor(text: string) {
    this.text = text;
    const guess = (text.length >> 2) + 16;
    this.starts = new Int32Array(guess);
    this.ends = new Int32Array(guess);
  }

  add(start: number, end: number): void {
    if (this.count === this.starts.length) {
      const starts = new Int32Array(this.count * 2);
      const ends = new Int32Array(this.count * 2);
      starts.set(this.starts);
      ends.set(this.ends);
      this.starts = starts;
      this.ends = ends;
    }
    this.starts[this.count] = start;
    this.ends[this.count++] = end;
  }

  finish(): Tokens {
    const { text, count } = this;
    const starts = this.starts.slice(0, count);
    const ends = this.ends.slice(0, count);
    const gaps = new Uint8Array(count);
    for (let i = 0, from = 0; i < count; from = ends[i]!, i++)
      gaps[i] = i === 0 ? gap.paragraph : gapOf(text, from, starts[i]!);
    return { text, count, starts, ends, gaps };
  }
}

function gapOf(text: string, from: number, to: number): number {
  if (from === to) return gap.none;
  let lines = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || c === 0x2028 || c === 0x0b || c === 0x0c || (c === 13 && text.charCodeAt(i + 1) !== 10)) lines++;
    else if (c === 0x2029) lines += 2;
  }
  return lines === 0 ? gap.blank : lines === 1 ? gap.line : gap.paragraph;
}

// ---- kinds of character ----

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const MARK = 4;
const UNKNOWN = 255;

/** Kinds of the first 65,536 code units, filled as they are met. */
const kinds = new Uint8Array(65536).fill(UNKNOWN);

function kindAt(text: string, at: number): number {
  if (at >= text.length) return SPACE;
  const unit = text.charCodeAt(at);
  const known = kinds[unit]!;
  if (known !== UNKNOWN) return known;
  if (unit >= 0xd800 && unit <= 0xdbff) return kindOf(text.slice(at, at + 2));
  if (unit >= 0xdc00 && unit <= 0xdfff) return at > 0 && isHigh(text, at - 1) ? kindAt(text, at - 1) : OTHER;
  return (kinds[unit] = kindOf(String.fromCharCode(unit)));
}

function kindOf(character: string): number {
  if (/^\p{L}/u.test(character)) return LETTER;
  if (/^\p{N}/u.test(character)) return DIGIT;
  if (/^[\p{M}\u200d\u200c]/u.test(character)) return MARK;
  if (/^[\s\u0085\u200b\ufeff]/u.test(character)) return SPACE;
  return OTHER;
}

function isHigh(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isWordKind(kind: number): boolean {
  return kind === LETTER || kind === DIGIT || kind === MARK;
}

// ---- one chunk between blanks ----

const WEB = /^(?:https?:\/\/|www\.|ftp:\/\/)\S/i;
const MAIL = /^[\w.%+-]{1,80}@[\w-]{1,80}\.[\w.-]{1,80}$/;
const FILE =
  /^[\w#%+-][\w#%+.-]{0,120}\.(?:com|org|net|gov|edu|mil|io|uk|de|fr|cn|ru|jp|info|eu|doc|docx|xls|xlsx|pdf|html?|txt|exe|php|jpg|png|ppt)$/i;
const PHONE = /^\d{1,4}(?:-\d{2,5}){1,3}-\d{4}$|^\d{3}-\d{4}$|^\d{1,2}-\d{1,2}-\d{4}$/;
const ISO_DATE = /^\d{4}-\d\d-\d\d(?:T[\d:.]{1,20}Z?)?$/;
const FACES = /^(?:[:;=]-?[()DPpO/|*]|\^_\^|<3)$/;

function cutChunk(out: TokenList, start: number, end: number): void {
  const { text } = out;
  let at = start;
  // Opening punctuation, then the body, then closing punctuation: addresses and numbers are whole between them.
  while (at < end && !isWordKind(kindAt(text, at)) && !opensWord(text, at, end)) {
    const to = punctuationEnd(text, at, end, start);
    out.add(at, to);
    at = to;
  }
  if (at >= end) return;
  if (end - at <= 2048) {
    let bodyEnd = end;
    while (bodyEnd > at && isTrailing(text.charCodeAt(bodyEnd - 1))) bodyEnd--;
    const body = text.slice(at, bodyEnd);
    if (WEB.test(body) || MAIL.test(body) || FILE.test(body) || PHONE.test(body) || ISO_DATE.test(body)) {
      out.add(at, bodyEnd);
      at = bodyEnd;
    }
  }
  while (at < end) {
    const kind = kindAt(text, at);
    if (isWordKind(kind) || opensWord(text, at, end)) {
      const to = wordEnd(text, at, end);
      addWord(out, at, to);
      at = to;
    } else {
      const to = punctuationEnd(text, at, end, start);
      out.add(at, to);
      at = to;
    }
  }
}

/** Characters that may end a sentence or a bracket behind an address. */
function isTrailing(unit: number): boolean {
  return '.,;:!?)]}>"\'’”»…'.includes(String.fromCharCode(unit));
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019;
}

/** A mark that belongs to the word behind it: "'90s", "'s", "@name", "#topic". */
function opensWord(text: string, at: number, end: number): boolean {
  const unit = text.charCodeAt(at);
  if (isApostrophe(unit)) {
    if (at + 1 >= end) return false;
    if (kindAt(text, at + 1) === DIGIT)
      return at + 2 < end && kindAt(text, at + 2) === DIGIT && !(at + 4 < end && kindAt(text, at + 4) === DIGIT);
    return cliticEnd(text, at, end) > 0;
  }
  if (unit === 0x40 || unit === 0x23)
    return at + 1 < end && kindAt(text, at + 1) === LETTER && (at === 0 || !isWordKind(kindAt(text, at - 1)));
  return false;
}

/** End of a clitic that starts with the apostrophe at `at` and is not followed by a letter; 0 when there is none. */
function cliticEnd(text: string, at: number, end: number): number {
  let to = at + 1;
  while (to < end && to < at + 4 && isWordKind(kindAt(text, to))) to++;
  return to - at <= 3 && CLITICS.has(text.slice(at + 1, to).toLowerCase()) ? to : 0;
}

const CLITICS = new Set(['s', 'm', 'd', 're', 've', 'll', 'em']);

/** Prefixes that the treebanks leave joined to their word. */
const PREFIXES = new Set(
  'e co re pre post non anti pro semi multi mid ex un sub inter intra counter cross pan proto psycho ultra neo meta pseudo quasi vice trans bi tri mini micro macro socio electro geo bio al-'.split(
    ' ',
  ),
);

function wordEnd(text: string, start: number, end: number): number {
  let at = start + 1;
  if (isHigh(text, start) && at < end) at++;
  const first = text.charCodeAt(start);
  if (isApostrophe(first) && kindAt(text, at) !== DIGIT) return cliticEnd(text, start, end);
  while (at < end) {
    const kind = kindAt(text, at);
    if (isWordKind(kind)) {
      // "10am", "5km": the unit is a word of its own.
      if (kind === LETTER && kindAt(text, at - 1) === DIGIT && isUnit(text, start, at, end)) return at;
      at++;
      continue;
    }
    if (at + 1 >= end) break;
    const unit = text.charCodeAt(at);
    const before = kindAt(text, at - 1);
    const after = kindAt(text, at + 1);
    if (isApostrophe(unit) || unit === 0x60) {
      if (before === DIGIT ? after === LETTER : isWordKind(before) && after === LETTER) at++;
      else break;
    } else if (unit === 0x2e /* . */) {
      if (before === DIGIT && after === DIGIT) at++;
      else if (
        after === LETTER &&
        endsWithInitial(text, start, at) &&
        (kindAt(text, at + 2) !== LETTER || at + 2 >= end)
      )
        at++;
      else if (after === LETTER && isLower(text, at + 1) && !endsWithInitial(text, start, at)) at++;
      else break;
    } else if (unit === 0x2c /* , */) {
      if (before === DIGIT && after === DIGIT && threeDigits(text, at + 1, end)) at++;
      else break;
    } else if (unit === 0x3a || unit === 0x2f /* : / */) {
      if (before === DIGIT && after === DIGIT) at++;
      else break;
    } else if (unit === 0x26 /* & */) {
      if (before === LETTER && after === LETTER && (at - start <= 2 || isUpper(text, at + 1))) at++;
      else break;
    } else if (unit === 0x5f /* _ */) {
      at++;
    } else if (unit === 0x2d /* - */) {
      if (after === LETTER && at - start <= 8 && PREFIXES.has(text.slice(start, at).toLowerCase())) at++;
      else break;
    } else break;
  }
  if (at < end && text.charCodeAt(at) === 0x2e && text.charCodeAt(at + 1) !== 0x2e && keepsStop(text, start, at)) at++;
  return at;
}

function isUpper(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (!(c >= 128)) return c >= 65 && c <= 90;
  const s = text[at]!;
  return s !== s.toLowerCase();
}

function isLower(text: string, at: number): boolean {
  return kindAt(text, at) === LETTER && !isUpper(text, at);
}

/** Does the word up to `at` end in a single letter, alone or behind a full stop ("U", "U.S")? */
function endsWithInitial(text: string, start: number, at: number): boolean {
  return kindAt(text, at - 1) === LETTER && (at - 1 === start || text.charCodeAt(at - 2) === 0x2e);
}

function threeDigits(text: string, at: number, end: number): boolean {
  let n = 0;
  while (at + n < end && n < 4 && kindAt(text, at + n) === DIGIT) n++;
  return n === 3;
}

const UNITS = new Set('am pm km kg mm cm mph lb lbs mg ml ft hrs mi kw mw gb mb'.split(' '));

function isUnit(text: string, start: number, at: number, end: number): boolean {
  if (kindAt(text, start) !== DIGIT) return false;
  let to = at;
  while (to < end && to < at + 5 && kindAt(text, to) === LETTER) to++;
  return UNITS.has(text.slice(at, to).toLowerCase()) && (to >= end || !isWordKind(kindAt(text, to)));
}

/** Words that are written with a full stop wherever they stand. */
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms dr prof rev fr hon st ste mt ft gen col lt maj capt cpl sgt pvt adm cmdr brig gov lt sen rep reps sens pres amb sec ' +
    'jr sr esq inc ltd co corp bros llc plc dept univ assn natl intl approx est vs etc al ca cf viz ' +
    'jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun ' +
    'ave blvd rd hwy apt vol nos pp ed eds figs ph ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ' +
    'messrs mlle mme sgts gens supt det insp ofc dist atty asst assoc exec min max tel ext attn yrs hrs mins oz lb lbs'
  ).split(' '),
);

/** Abbreviations that are also words: they keep the stop only where a capital or a digit follows. */
const ABBREVIATIONS_BEFORE_NAMES = new Set(
  'no nos fig art sec op ch pt par cl reg rep sun sat mar may mass miss ill ind wash min max ed det dist ore ark del est al mo la pa col fr jun jul ca'.split(
    ' ',
  ),
);

function keepsStop(text: string, start: number, at: number): boolean {
  if (at - start > 8) return false;
  const word = text.slice(start, at);
  const lower = word.toLowerCase();
  let next = at + 1;
  while (next < text.length && next < at + 4 && kindAt(text, next) === SPACE) next++;
  if (ABBREVIATIONS_BEFORE_NAMES.has(lower) && next < text.length) {
    const kind = kindAt(text, next);
    if (lower === 'al') return true;
    return kind === DIGIT
      ? lower !== 'may'
      : isUpper(text, next) && isUpper(text, start) && lower !== 'no' && lower !== 'may';
  }
  if (ABBREVIATIONS.has(lower)) return true;
  if (lower.length > 2 && lower.includes('.')) return /^(?:\p{L}\.)+\p{L}$/u.test(lower) || lower === 'ph.d';
  // One capital: an initial in a name ("John A. Smith"), not the pronoun and not the end of a list.
  return word.length === 1 && word !== 'I' && isUpper(text, start) && next > at + 1 && isUpper(text, next)
    ? true
    : word.length === 1 && isUpper(text, start) && text.charCodeAt(at + 1) !== 0x20 && isUpper(text, at + 1);
}

/** Adds a word, cut before its clitics. */
function addWord(out: TokenList, start: number, end: number): void {
  const { text } = out;
  const cuts: number[] = [];
  let to = end;
  for (;;) {
    const from = cliticStart(text, start, to);
    if (from <= start) break;
    cuts.push(from);
    to = from;
  }
  if (cuts.length === 0 && end - start <= 8) {
    const cut = FUSED.get(text.slice(start, end).toLowerCase());
    if (cut !== undefined) cuts.push(start + cut);
  }
  let at = start;
  for (let i = cuts.length - 1; i >= 0; i--) {
    out.add(at, cuts[i]!);
    at = cuts[i]!;
  }
  out.add(at, end);
}

/** Where the last clitic of `[start, end)` begins ("n't", "'s", "'ll", …); -1 when there is none. */
function cliticStart(text: string, start: number, end: number): number {
  if (end - start < 3) return -1;
  const quote = (at: number): boolean => isApostrophe(text.charCodeAt(at)) || text.charCodeAt(at) === 0x60;
  const unit = (at: number): number => text.charCodeAt(at) | 32;
  if (quote(end - 2)) {
    const c = unit(end - 1);
    if (c === 0x74) return unit(end - 3) === 0x6e && end - start > 3 ? end - 3 : -1;
    return c === 0x73 || c === 0x6d || c === 0x64 ? end - 2 : -1;
  }
  if (
    end - start > 3 &&
    quote(end - 3) &&
    ((unit(end - 1) === 0x6c && unit(end - 2) === 0x6c) ||
      (unit(end - 1) === 0x65 && (unit(end - 2) === 0x72 || unit(end - 2) === 0x76)))
  )
    return end - 3;
  return -1;
}

/** Two words written as one: how many letters the first one has. */
const FUSED: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ['gonna', 3],
  ['wanna', 3],
  ['gotta', 3],
  ['dont', 2],
  ['didnt', 3],
  ['doesnt', 4],
  ['isnt', 2],
  ['wasnt', 3],
  ['arent', 3],
  ['werent', 4],
  ['havent', 4],
  ['hasnt', 3],
  ['hadnt', 3],
  ['couldnt', 5],
  ['wouldnt', 5],
  ['shouldnt', 6],
  ['im', 1],
  ['ive', 1],
  ['youre', 3],
  ['youve', 3],
  ['theyre', 4],
  ['theyve', 4],
  ['thats', 4],
  ['theres', 5],
  ['whats', 4],
]);

/** End of the run of punctuation or the symbol at `at`. */
function punctuationEnd(text: string, at: number, end: number, chunkStart: number): number {
  const unit = text.charCodeAt(at);
  let to = at + 1;
  if (unit === 0x2e || unit === 0x21 || unit === 0x3f) {
    while (to < end && '.!?'.includes(text[to]!)) to++;
    return to;
  }
  if (unit < 128) {
    if (at === chunkStart && end - at <= 3 && FACES.test(text.slice(at, end))) return end;
    if ("-=_*~+#<>|`'^".includes(text[at]!)) while (to < end && text.charCodeAt(to) === unit) to++;
    // '' is a closing quotation mark; ' before a letter is an opening one.
    return unit === 0x27 && to - at > 2 ? at + 2 : to;
  }
  if ('—–…·•’‘'.includes(text[at]!)) {
    while (to < end && text.charCodeAt(to) === unit && to - at < 64) to++;
    return to;
  }
  if (isHigh(text, at) && to < end) to++;
  // Emoji sequences and combining marks stay with the sign they modify.
  while (to < end) {
    const next = text.charCodeAt(to);
    if (kindAt(text, to) === MARK || (next >= 0xfe00 && next <= 0xfe0f)) {
      const joiner = next === 0x200d;
      to += isHigh(text, to) ? 2 : 1;
      if (joiner && to < end && kindAt(text, to) === OTHER) to += isHigh(text, to) && to + 1 < end ? 2 : 1;
    } else break;
  }
  return Math.min(to, end);
}

// ---- text whose punctuation is gone ----

const BARE_NOT = new Set(
  'don didn doesn isn wasn aren weren haven hasn hadn couldn wouldn shouldn mustn needn won can ain mightn'.split(' '),
);

/** Runs of single letters that were one abbreviation: "u s" is one word, "U.S." without its stops. */
const BARE_INITIALS = new Set([
  'u s',
  'u k',
  'u n',
  'd c',
  'e u',
  'p m',
  'e g',
  'u s a',
  'n y',
  'l a',
  'u a e',
  'u s s r',
  'd p r k',
  'p l a',
  'h r',
  'j p',
  'j d',
  'j k',
]);

/** Cuts a chunk of an unpunctuated stretch; may take in the chunks behind it ("don t", "u s"). Returns where it stopped. */
function cutBareChunk(out: TokenList, start: number, end: number): number {
  const { text } = out;
  const nextEnd = (from: number): number =>
    text.charCodeAt(from) === 0x20 &&
    from + 1 < text.length &&
    kindAt(text, from + 1) === LETTER &&
    (from + 2 >= text.length || kindAt(text, from + 2) === SPACE)
      ? from + 2
      : -1;
  if (end - start === 1 && kindAt(text, start) === LETTER) {
    let best = -1;
    for (let to = nextEnd(end), n = 0; to > 0 && n < 3; to = nextEnd(to), n++)
      if (BARE_INITIALS.has(text.slice(start, to).toLowerCase())) best = to;
    if (best > 0) {
      out.add(start, best);
      return best;
    }
  }
  if (end - start >= 3 && end - start <= 7) {
    const to = nextEnd(end);
    if (to > 0 && (text.charCodeAt(to - 1) | 32) === 0x74 && BARE_NOT.has(text.slice(start, end).toLowerCase())) {
      out.add(start, end - 1);
      out.add(end - 1, to);
      return to;
    }
  }
  cutChunk(out, start, end);
  return end;
}
