import type { Span } from '../../core/span.ts';
import { type Head, tellOfTheSame } from '../../core/subject.ts';
import type { Day } from '../../core/time.ts';
import type { DocumentId } from '../record.ts';

/** What a document has in common with another that it counts as a copy of, or that is one of it. */
export interface Part {
  readonly other: DocumentId;
  readonly published: Day | undefined;
  /** Did a person say that the two are copies? Then no other document changes it. */
  readonly decided: boolean;
  /** Where the common words stand in the document whose parts are asked about, and in the other; UTF-16 units. */
  readonly pieces: readonly Span[];
  readonly there: readonly Span[];
  /** What their words tell of: `tellingStems` of all pieces. */
  readonly telling: () => ReadonlySet<string>;
  /** How the pieces begin. */
  readonly head: () => Head;
}

/** What is known of two other documents. */
export interface Known {
  /** Is there a link with `copy` between them? */
  linked(one: DocumentId, other: DocumentId): boolean;
  /** UTF-16 units of `other` that stand in `one` by links without `copy`. */
  shared(one: DocumentId, other: DocumentId): number;
}

export interface Leaving {
  readonly left: ReadonlySet<DocumentId>;
  /** Does the document mix parts that have nothing to do with each other? */
  readonly mixed: boolean;
}

/** Two parts are about the same words when so much of the smaller is in both. */
const SAME_WORDS = 0.3;
/** Two parts of so much of all that is shared have SAME_WORDS in common by necessity: a wire story has a thousand copies. */
const LARGE = (1 + SAME_WORDS) / 2;

/**
 * The parts that a document leaves: links with them make no one origin. First, an excerpt may consist mostly of a sentence that another
 * story quotes: the whole, which has as much in common with that story and is no copy of it, tells. Then a digest of two
 * reports shares words with both and is no reason to count the two as one. It stays with the part it has most of, and with what
 * hangs together with that. A document may be what two parts were cut from when it is known to be older than both, or when both tell of the
 * same, the more so where the second begins with a headline of its own, and less so where it begins with none. What a person linked is never left. The answer does not depend on the order of `parts`, each of another document.
 */
export function partsLeft(parts: readonly Part[], published: Day | undefined, known: Known): Leaving {
  const most = sizeOf(merged(parts.flatMap(({ pieces }) => pieces)));
  const sized = parts.map(part => {
    const size = sizeOf(part.pieces);
    return { ...part, size, large: size >= LARGE * most };
  });
  const isOlder = (part: Part): boolean =>
    published !== undefined && part.published !== undefined && published < part.published;
  const quotes = (part: (typeof sized)[number], whole: (typeof sized)[number]): boolean => {
    if (whole.size <= part.size) return false;
    const shared = known.shared(whole.other, part.other);
    return shared > 0 && shared >= sizeOf(part.there) && !known.linked(whole.other, part.other);
  };
  const apart = (x: (typeof sized)[number], y: (typeof sized)[number]): boolean =>
    x !== y &&
    !(x.large && y.large) &&
    common(x.pieces, y.pieces) < SAME_WORDS * Math.min(x.size, y.size) &&
    !(isOlder(x) && isOlder(y)) &&
    !known.linked(x.other, y.other) &&
    !tellOfTheSame(x.telling(), y.telling(), (beginsBehind(x, y) ? x : y).head());

  const [quoting, rest] = [new Set<DocumentId>(), [] as typeof sized];
  for (const part of sized) {
    if (!part.decided && sized.some(whole => quotes(part, whole))) quoting.add(part.other);
    else rest.push(part);
  }
  const kept: typeof sized = [];
  const mixedIn = new Set<DocumentId>();
  const torn = rest.filter(part => rest.some(other => apart(part, other)));
  const inOrder = torn.sort(
    (x, y) => Number(y.decided) - Number(x.decided) || y.size - x.size || (x.other < y.other ? -1 : 1),
  );
  for (const part of inOrder) {
    if (!part.decided && kept.some(other => apart(part, other))) mixedIn.add(part.other);
    else kept.push(part);
  }
  // A copy of what is left goes with it.
  const goesWith = (x: (typeof sized)[number], y: (typeof sized)[number]): boolean =>
    known.linked(x.other, y.other) && common(x.pieces, y.pieces) >= SAME_WORDS * Math.min(x.size, y.size);
  const leftParts = torn.filter(part => mixedIn.has(part.other));
  for (const part of rest) {
    if (part.decided || kept.some(other => other === part || goesWith(part, other))) continue;
    if (leftParts.some(other => goesWith(part, other))) mixedIn.add(part.other);
  }
  return { left: quoting.union(mixedIn), mixed: mixedIn.size > 0 };
}

function beginsBehind(one: Part, other: Part): boolean {
  return one.pieces[0]!.start > other.pieces[0]!.start;
}

/** UTF-16 units in all; the pieces don't overlap. */
export function sizeOf(pieces: readonly Span[]): number {
  return pieces.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** UTF-16 units that are in both; the pieces of one part are in order and don't overlap. */
function common(one: readonly Span[], other: readonly Span[]): number {
  let sum = 0;
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [x, y] = [one[i]!, other[j]!];
    sum += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
    if (x.end < y.end) i++;
    else j++;
  }
  return sum;
}

/** Pieces in order, those that touch or overlap made one. */
export function merged(pieces: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const { start, end } of pieces.toSorted((x, y) => x.start - y.start || x.end - y.end)) {
    const last = whole.at(-1);
    if (last !== undefined && start <= last.end)
      whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else whole.push({ start, end });
  }
  return whole;
}

/** From the first letter or digit of some words to the last: a copy's punctuation may differ. Undefined when there are none. */
export function coreOf(words: Span & { readonly exact: string }): Span | undefined {
  const found = /[\p{L}\p{N}](?:.*[\p{L}\p{N}])?/su.exec(words.exact);
  if (found === null) return undefined;
  const start = words.start + found.index;
  return { start, end: start + found[0].length };
}
