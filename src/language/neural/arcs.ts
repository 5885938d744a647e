import type { Kernel, Table } from './kernel.ts';
import { DISTANCES, FARTHEST, type Parameters, type Sizes, wide } from './parameters.ts';

/** Scores of all arcs of one sentence: a row for each dependent, a column for each head; column 0 is the root. */
export class ArcScores {
  readonly scores: Table;
  /** What the sentence's words want of their heads, and what its heads are, the root first. */
  readonly wanted: Table;
  readonly heads: Table;
  /** The heads in columns. */
  private readonly turned: Table;
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, sizes: Sizes, longest: number) {
    this.kernel = kernel;
    this.scores = kernel.table(longest, wide(longest + 1));
    this.wanted = kernel.table(longest, sizes.arc);
    this.heads = kernel.table(longest + 1, sizes.arc);
    this.turned = kernel.table(sizes.arc, wide(longest + 1));
  }

  static size(sizes: Sizes, longest: number): number {
    return longest * wide(longest + 1) + (2 * longest + 1) * sizes.arc + sizes.arc * wide(longest + 1);
  }

  /** Scores the sentence whose `length` words stand in `rows` of the two tables. A word is never its own head. */
  run(p: Parameters, wanted: Table, heads: Table, length: number, rowOf: (word: number) => number): void {
    const { columns } = wanted;
    this.heads.values.set(p.rootHead.values, 0);
    for (let i = 0; i < length; i++) {
      const from = rowOf(i) * columns;
      this.wanted.values.set(wanted.values.subarray(from, from + columns), i * columns);
      this.heads.values.set(heads.values.subarray(from, from + columns), (i + 1) * columns);
    }
    const stride = this.turned.columns;
    for (let j = 0; j <= length; j++)
      for (let k = 0; k < columns; k++) this.turned.values[k * stride + j] = this.heads.values[j * columns + k]!;
    const { values } = this.scores;
    const distance = p.distance.values;
    for (let i = 0; i < length; i++)
      for (let j = 0; j <= length; j++) values[i * stride + j] = distance[distanceOf(i, j)]!;
    this.kernel.multiply(length, this.wanted, this.turned, this.scores, { columns: wide(length + 1) });
    for (let i = 0; i < length; i++) values[i * stride + i + 1] = -Infinity;
  }
}

/** Class of the distance between dependent `i` (from 0) and head `j` (from 1; 0 is the root). */
export function distanceOf(i: number, j: number): number {
  if (j === 0) return DISTANCES - 1;
  return Math.max(-FARTHEST, Math.min(FARTHEST, j - 1 - i)) + FARTHEST;
}
