import type { Degraded } from './degradation.ts';
import type { Guide } from './parser.ts';
import { feature1, feature2, feature3, feature4 } from './hash.ts';
import { endsSentence, markSentences } from './sentences.ts';
import type { Signs } from './signs.ts';
import { gap, type Tokens } from './tokens.ts';
import type { Scorer } from './weights.ts';

export const BOUNDARY_FEATURES = 80;

/** Longest sentence, in words, that the parser gets; longer ones are cut where a boundary is likeliest. */
export const LONGEST_SENTENCE = 160;

/** What the classifier needs to know of each place between two tokens. */
export interface Places {
  readonly tokens: Tokens;
  readonly signs: Signs;
  /** Tags of the whole text read as if it were one sentence; only in unpunctuated stretches. */
  readonly tags: Uint8Array;
  /** What the rules of print say (sentences.ts). */
  readonly marks: Uint8Array;
  /** 1 for tokens in an unpunctuated stretch. */
  readonly bare: Uint8Array;
  readonly clauses: Clauses;
  readonly arcs: Arcs;
}

/** Where finite verbs and subordinating words stand, seen from each token: a sentence needs one verb more than it has subordinators. */
interface Clauses {
  /** Finite verbs before the token. */
  readonly verbs: Int32Array;
  /** Last finite verb and last subordinator before the token; -1 is none. */
  readonly lastVerb: Int32Array;
  readonly lastLink: Int32Array;
  /** First of each at or behind the token; the number of tokens is none. */
  readonly nextVerb: Int32Array;
  readonly nextLink: Int32Array;
}

/**
 * What the guide (parser.ts) makes of an unpunctuated stretch read as if it were one sentence. Where two sentences meet, hardly
 * anything but the arc between their verbs leads across.
 */
export interface Arcs {
  /** How many arcs lead over the place before each token. */
  readonly over: Uint8Array;
  /** The longest of them: its head, its dependent, and how sure the guide was. */
  readonly head: Int32Array;
  readonly dependent: Int32Array;
  readonly sure: Uint8Array;
}

/** Longest piece that the guide reads at once. */
const PIECE = 120;

/** Reads the unpunctuated stretches with the guide, piece by piece. */
export function arcsOf(guide: Guide, signs: Signs, tags: Uint8Array, bare: Uint8Array): Arcs {
  const n = bare.length;
  const arcs = {
    over: new Uint8Array(n),
    head: new Int32Array(n),
    dependent: new Int32Array(n),
    sure: new Uint8Array(n),
  };
  for (let from = 0; from < n; ) {
    if (bare[from] === 0) {
      from++;
      continue;
    }
    let to = from;
    while (to < n && bare[to] === 1 && to - from < PIECE) to++;
    const heads = guide.parse(signs, tags, from, to);
    for (let k = 0; k < to - from; k++) {
      if (heads[k]! < 0) continue;
      const dependent = to - 1 - k;
      const head = to - 1 - heads[k]!;
      const left = Math.min(dependent, head);
      const right = Math.max(dependent, head);
      for (let i = left + 1; i <= right; i++) {
        const longest = Math.abs(arcs.head[i]! - arcs.dependent[i]!);
        arcs.over[i]!++;
        if (arcs.over[i]! > 1 && right - left <= longest) continue;
        arcs.head[i] = head;
        arcs.dependent[i] = dependent;
        arcs.sure[i] = guide.sure[k]!;
      }
    }
    from = to;
  }
  return arcs;
}

export const tagKind = { other: 0, finite: 1, link: 2 } as const;

/** Which tags are finite verbs, and which open a subordinate clause. */
export function tagKinds(tagNames: readonly { readonly pos: string; readonly tag: string }[]): Uint8Array {
  return Uint8Array.from(tagNames, ({ pos, tag }) => {
    if (/^(?:VBD|VBZ|VBP|MD)$/.test(tag)) return tagKind.finite;
    return pos === 'SCONJ' || /^(?:WDT|WP|WP\$|WRB|TO)$/.test(tag) ? tagKind.link : tagKind.other;
  });
}

function clausesOf(tags: Uint8Array, kinds: Uint8Array): Clauses {
  const n = tags.length;
  const verbs = new Int32Array(n);
  const lastVerb = new Int32Array(n);
  const lastLink = new Int32Array(n);
  const nextVerb = new Int32Array(n);
  const nextLink = new Int32Array(n);
  let count = 0;
  let verb = -1;
  let link = -1;
  for (let i = 0; i < n; i++) {
    verbs[i] = count;
    lastVerb[i] = verb;
    lastLink[i] = link;
    const kind = kinds[tags[i]!];
    if (kind === tagKind.finite) {
      count++;
      verb = i;
    } else if (kind === tagKind.link) link = i;
  }
  verb = link = n;
  for (let i = n - 1; i >= 0; i--) {
    const kind = kinds[tags[i]!];
    if (kind === tagKind.finite) verb = i;
    else if (kind === tagKind.link) link = i;
    nextVerb[i] = verb;
    nextLink[i] = link;
  }
  return { verbs, lastVerb, lastLink, nextVerb, nextLink };
}

/** Marks the tokens that stand in unpunctuated stretches. */
export function bareTokens(tokens: Tokens, degraded: readonly Degraded[]): Uint8Array {
  const bare = new Uint8Array(tokens.count);
  let i = 0;
  for (const stretch of degraded) {
    while (i < tokens.count && tokens.starts[i]! < stretch.start) i++;
    for (; i < tokens.count && tokens.ends[i]! <= stretch.end; i++) bare[i] = stretch.unpunctuated ? 1 : 0;
  }
  return bare;
}

/** Could a sentence begin with token `i` at all? In punctuated text only behind a mark or at a new line. */
export function isCandidate(places: Places, i: number): boolean {
  const { tokens, marks, bare } = places;
  if (marks[i] === 1 || tokens.gaps[i]! >= gap.line || bare[i] === 1) return true;
  return endsSentence(tokens, i - 1) || CLOSES.test(tokens.text[tokens.ends[i - 1]! - 1]!);
}

const CLOSES = /[:;"”’'»)\]*_…=>|~-]/;

/** A new paragraph always begins a sentence. */
export function isCertain(places: Places, i: number): boolean {
  return i === 0 || places.tokens.gaps[i] === gap.paragraph;
}

/** Features of the place before token `i`; `length` is the number of words since the last boundary. */
export function boundaryFeatures(places: Places, i: number, length: number, out: Int32Array): number {
  const { tokens, signs, tags, marks, bare } = places;
  const { form, plainShape: shape } = signs;
  const { count } = tokens;
  const w0 = form[i]!;
  const w1 = i + 1 < count ? form[i + 1]! : 2;
  const p1 = form[i - 1]!;
  const p2 = i > 1 ? form[i - 2]! : 1;
  const since = length < 4 ? length : length < 8 ? 4 : length < 16 ? 5 : length < 30 ? 6 : 7;
  let n = 0;
  if (bare[i] === 1) {
    const t0 = tags[i]!;
    const t1 = i + 1 < count ? tags[i + 1]! : 255;
    const t2 = i + 2 < count ? tags[i + 2]! : 255;
    const q1 = tags[i - 1]!;
    const q2 = i > 1 ? tags[i - 2]! : 255;
    const q3 = i > 2 ? tags[i - 3]! : 255;
    const w2 = i + 2 < count ? form[i + 2]! : 2;
    const line = tokens.gaps[i]!;
    out[n++] = feature1(100, since);
    out[n++] = feature1(101, line);
    out[n++] = feature1(102, w0);
    out[n++] = feature1(103, p1);
    out[n++] = feature2(104, p1, w0);
    out[n++] = feature2(105, w0, w1);
    out[n++] = feature2(106, p2, p1);
    out[n++] = feature2(107, q1, t0);
    out[n++] = feature3(108, q2, q1, t0);
    out[n++] = feature3(109, q1, t0, t1);
    out[n++] = feature4(110, q2, q1, t0, t1);
    out[n++] = feature2(111, p1, t0);
    out[n++] = feature2(112, q1, w0);
    out[n++] = feature3(113, q1, w0, w1);
    out[n++] = feature3(114, p1, t0, t1);
    out[n++] = feature2(115, w0, since);
    out[n++] = feature3(116, q1, t0, since);
    out[n++] = feature4(117, q1, t0, t1, t2);
    out[n++] = feature4(118, q3, q2, q1, t0);
    out[n++] = feature3(119, w0, t1, t2);
    out[n++] = feature3(120, p2, p1, t0);
    out[n++] = feature3(121, w0, w1, w2);
    out[n++] = feature2(122, signs.suffix3[i - 1]!, t0);
    out[n++] = feature2(123, p2, p1);
    out[n++] = feature3(124, q2, q1, w0);
    out[n++] = feature1(125, w1);
    out[n++] = feature1(126, p2);
    out[n++] = feature3(127, w1, t0, q1);
    const { verbs, lastVerb, lastLink, nextVerb, nextLink } = places.clauses;
    const from = i - length;
    const had = Math.min(3, verbs[i]! - verbs[from]!);
    // A subordinator behind the last verb still waits for its own.
    const waits = lastLink[i]! >= from && lastLink[i]! > lastVerb[i]! ? 1 : 0;
    const sinceVerb = had === 0 ? 7 : Math.min(6, i - lastVerb[i]!);
    const ahead = Math.min(8, nextVerb[i]! - i);
    const linked = nextLink[i]! < nextVerb[i]! ? 1 : 0;
    const view = ahead * 2 + linked;
    const { arcs } = places;
    const over = Math.min(4, arcs.over[i]!);
    const headTag = tags[arcs.head[i]!]!;
    const lowTag = tags[arcs.dependent[i]!]!;
    const turn = arcs.head[i]! < i ? 0 : 1;
    // Does the arc end right at this place? Then it binds its neighbours.
    const touch =
      (Math.max(arcs.head[i]!, arcs.dependent[i]!) === i ? 1 : 0) +
      (Math.min(arcs.head[i]!, arcs.dependent[i]!) === i - 1 ? 2 : 0);
    const crossing = ((over * 2 + turn) * 4 + touch) * 8 + arcs.sure[i]!;
    out[n++] = feature1(150, crossing);
    out[n++] = feature3(151, over, q1, t0);
    out[n++] = feature4(152, over * 2 + turn, touch, headTag, lowTag);
    out[n++] = feature4(153, over * 2 + turn, touch, t0, view);
    out[n++] = feature3(154, crossing, had * 2 + waits, linked);
    out[n++] = feature3(155, over, w0, touch);
    out[n++] = feature3(156, over, p1, touch);
    out[n++] = feature4(157, headTag, lowTag, w0, turn);
    out[n++] = feature4(158, over, arcs.sure[i]!, headTag, lowTag);
    out[n++] = feature4(159, over, had * 2 + waits, view, t0);
    const state = (had * 2 + waits) * 8 + sinceVerb;
    out[n++] = feature2(130, had, waits);
    out[n++] = feature2(131, state, t0);
    out[n++] = feature3(132, state, q1, t0);
    out[n++] = feature3(133, had * 2 + waits, view, t0);
    out[n++] = feature3(134, view, q1, t0);
    out[n++] = feature2(135, view, w0);
    out[n++] = feature2(136, state, w0);
    out[n++] = feature2(137, state, p1);
    out[n++] = feature4(138, had * 2 + waits, view, q1, t0);
    out[n++] = feature3(139, state, view, since);
    out[n++] = feature4(140, view, q1, t0, t1);
    return n;
  }
  const mark = (marks[i]! << 4) | (tokens.gaps[i]! << 2) | (endsSentence(tokens, i - 1) ? 1 : 0);
  const shape0 = shape[i]!;
  const shape1 = i + 1 < count ? shape[i + 1]! : 99;
  const shapeP = shape[i - 1]!;
  out[n++] = feature1(0, mark);
  out[n++] = feature2(1, mark, shape0);
  out[n++] = feature2(2, mark, p1);
  out[n++] = feature2(3, mark, w0);
  out[n++] = feature3(4, p1, shape0, tokens.gaps[i]!);
  out[n++] = feature3(5, p1, w0, mark);
  out[n++] = feature3(6, p2, p1, mark);
  out[n++] = feature3(7, shapeP, p1, shape0);
  out[n++] = feature2(8, mark, since);
  out[n++] = feature3(9, mark, since, shape0);
  out[n++] = feature3(10, w0, w1, mark);
  out[n++] = feature3(11, p1, shape0, shape1);
  out[n++] = feature3(12, mark, shapeP, shape0);
  out[n++] = feature3(13, i > 1 ? shape[i - 2]! : 99, p1, shape0);
  out[n++] = feature2(14, p1, since);
  out[n++] = feature2(15, w0, shapeP);
  out[n++] = feature3(16, p1, w0, shape1);
  out[n++] = feature2(17, p2, w0);
  return n;
}

/** Cuts the text into sentences: returns the first token of each, and the number of tokens at the end. */
export class SentenceCutter {
  private readonly scorer: Scorer;
  private readonly bias: number;
  private readonly features = new Int32Array(BOUNDARY_FEATURES);
  private readonly scores = new Float64Array(2);

  /** `bias` is added to the score of a boundary in unpunctuated text: above 0, sentences come out shorter. */
  constructor(scorer: Scorer, bias: number) {
    this.scorer = scorer;
    this.bias = bias;
  }

  cut(places: Places): Int32Array {
    const { tokens } = places;
    const starts: number[] = [];
    let last = 0;
    let likeliest = -1;
    let highest = -Infinity;
    const begin = (i: number): void => {
      starts.push(i);
      last = i;
      likeliest = -1;
      highest = -Infinity;
    };
    for (let i = 0; i < tokens.count; i++) {
      if (isCertain(places, i)) {
        begin(i);
        continue;
      }
      const candidate = isCandidate(places, i);
      const score = candidate ? this.judge(places, i, i - last) : tokens.gaps[i] === gap.none ? -1e9 : -1e6;
      if (score > 0) begin(i);
      else if (score >= highest && i - last > 4) {
        highest = score;
        likeliest = i;
      }
      if (i - last >= LONGEST_SENTENCE) begin(likeliest > 0 ? likeliest : i);
    }
    starts.push(tokens.count);
    return Int32Array.from(starts);
  }

  private judge(places: Places, i: number, length: number): number {
    const n = boundaryFeatures(places, i, length, this.features);
    this.scorer.score(this.features, n, this.scores);
    return this.scores[1]! - this.scores[0]! + (places.bare[i] === 1 ? this.bias : 0);
  }
}

/** The rules' marks and the bare tokens of a text, for the classifier. */
export function placesOf(
  tokens: Tokens,
  signs: Signs,
  tags: Uint8Array,
  bare: Uint8Array,
  kinds: Uint8Array,
  guide: Guide,
): Places {
  return {
    tokens,
    signs,
    tags,
    marks: markSentences(tokens),
    bare,
    clauses: clausesOf(tags, kinds),
    arcs: arcsOf(guide, signs, tags, bare),
  };
}
