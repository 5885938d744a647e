/**
 * Two sides' own texts of one deal, clause by clause: which clauses say the same, where their words differ, and what only one side published.
 * Clauses are paired by the words they share, rare ones counting more; a pair must share more than either does with any other clause.
 */
import type { Words } from '../core/span.ts';

/** A clause of one text: its label, what kind it is, and its words. */
export interface Clause {
  readonly label: string;
  readonly kind: string;
  readonly words: Words;
}

export interface Pair {
  readonly left: Clause | undefined;
  readonly right: Clause | undefined;
  /** Share of the weight of words that both have, 0 to 1; 0 where a side has no such clause. */
  readonly alike: number;
}

/** Pairs below this share no more than the common words of such texts do. */
const LEAST_ALIKE = 0.25;

/** Pairs in the order of the left text; what only the right one has stands where it stands there. */
export function aligned(left: readonly Clause[], right: readonly Clause[]): Pair[] {
  const weight = weights([...left, ...right]);
  const [lefts, rights] = [left.map(wordsOf), right.map(wordsOf)];
  const candidates = lefts.flatMap((one, i) =>
    rights.flatMap((other, j) => {
      const share = alike(one, other, weight);
      return share >= LEAST_ALIKE ? [{ i, j, share }] : [];
    }),
  );
  candidates.sort((a, b) => b.share - a.share || Math.abs(a.i - a.j) - Math.abs(b.i - b.j) || a.i - b.i || a.j - b.j);
  const [ofLeft, ofRight] = [new Map<number, { j: number; share: number }>(), new Map<number, number>()];
  for (const { i, j, share } of candidates) {
    if (ofLeft.has(i) || ofRight.has(j)) continue;
    ofLeft.set(i, { j, share });
    ofRight.set(j, i);
  }
  return inOrder(left, right, ofLeft, ofRight);
}

function inOrder(
  left: readonly Clause[],
  right: readonly Clause[],
  ofLeft: ReadonlyMap<number, { readonly j: number; readonly share: number }>,
  ofRight: ReadonlyMap<number, number>,
): Pair[] {
  const pairs: Pair[] = [];
  let told = 0;
  /** Clauses that only the right text has, up to its clause `to`. */
  const alone = (to: number): void => {
    for (; told < to; told++) if (!ofRight.has(told)) pairs.push({ left: undefined, right: right[told], alike: 0 });
  };
  left.forEach((clause, i) => {
    const match = ofLeft.get(i);
    if (match) alone(match.j);
    pairs.push({ left: clause, right: match && right[match.j], alike: match?.share ?? 0 });
  });
  alone(right.length);
  return pairs;
}

function wordsOf({ words }: Clause): Set<string> {
  const all = words.exact.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
  return new Set(all.map(word => word.replace(/(?:['’]s|s)$/u, '')));
}

/** How much a word tells: little where most clauses have it ("the", "sides", "agree"). */
function weights(clauses: readonly Clause[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const clause of clauses) for (const word of wordsOf(clause)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return word => Math.log(1 + clauses.length / (counts.get(word) ?? 1));
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>, weight: (word: string) => number): number {
  let [shared, all] = [0, 0];
  for (const word of a) {
    all += weight(word);
    if (b.has(word)) shared += weight(word);
  }
  for (const word of b) if (!a.has(word)) all += weight(word);
  return all === 0 ? 0 : shared / all;
}
