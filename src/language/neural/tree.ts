/**
 * The best tree by the scores of its arcs. Each word takes its best head; where that makes no tree (a circle, two roots, crossing arcs), the best
 * projective tree is found by dynamic programming (Eisner 1996), of cubic cost in the length of the sentence.
 */
export class TreeFinder {
  /** Best score of each span by shape, and where it was joined. */
  private readonly tables: readonly Float32Array[];
  private readonly joins: readonly Int16Array[];
  private readonly longest: number;
  private readonly reached: Int32Array;

  constructor(longest: number) {
    this.longest = longest;
    this.reached = new Int32Array(longest + 1);
    this.tables = Array.from({ length: 4 }, () => new Float32Array(longest * longest));
    this.joins = Array.from({ length: 3 }, () => new Int16Array(longest * longest));
  }

  /**
   * `scores[i * stride + j]` is the score of head `j` (from 1, 0 is the root) for word `i` (from 0). Writes the number of each word's head,
   * -1 for the root.
   */
  find(scores: Float32Array, stride: number, length: number, heads: Int32Array): void {
    for (let i = 0; i < length; i++) {
      let best = 0;
      for (let j = 1; j <= length; j++) if (scores[i * stride + j]! > scores[i * stride + best]!) best = j;
      heads[i] = best - 1;
    }
    if (!this.isTree(heads, length)) this.project(scores, stride, length, heads);
  }

  /** One root, no circles, no crossing arcs? */
  private isTree(heads: Int32Array, length: number): boolean {
    let roots = 0;
    for (let i = 0; i < length; i++) if (heads[i] === -1) roots++;
    if (roots !== 1) return false;
    const { reached } = this;
    reached.fill(-1, 0, length);
    for (let i = 0; i < length; i++) {
      let at = i;
      while (at >= 0 && reached[at] === -1) {
        reached[at] = i;
        at = heads[at]!;
      }
      // The way up meets itself.
      if (at >= 0 && reached[at] === i) return false;
    }
    for (let i = 0; i < length; i++) {
      const head = heads[i]!;
      const left = Math.min(i, head);
      const right = Math.max(i, head);
      for (let k = left + 1; k < right; k++) if (heads[k]! < left || heads[k]! > right) return false;
    }
    return true;
  }

  private project(scores: Float32Array, stride: number, length: number, heads: Int32Array): void {
    const n = this.longest;
    const [openRight, openLeft, closedRight, closedLeft] = this.tables as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const [joinOpen, joinRight, joinLeft] = this.joins as [Int16Array, Int16Array, Int16Array];
    for (let i = 0; i < length; i++) closedRight[i * n + i] = closedLeft[i * n + i] = 0;
    for (let width = 1; width < length; width++)
      for (let from = 0; from + width < length; from++) {
        const to = from + width;
        const at = from * n + to;
        let best = -Infinity;
        let join = from;
        for (let k = from; k < to; k++) {
          const sum = closedRight[from * n + k]! + closedLeft[(k + 1) * n + to]!;
          if (sum > best) {
            best = sum;
            join = k;
          }
        }
        openRight[at] = best + scores[to * stride + from + 1]!;
        openLeft[at] = best + scores[from * stride + to + 1]!;
        joinOpen[at] = join;
        best = -Infinity;
        for (let k = from + 1; k <= to; k++) {
          const sum = openRight[from * n + k]! + closedRight[k * n + to]!;
          if (sum > best) {
            best = sum;
            join = k;
          }
        }
        closedRight[at] = best;
        joinRight[at] = join;
        best = -Infinity;
        for (let k = from; k < to; k++) {
          const sum = closedLeft[from * n + k]! + openLeft[k * n + to]!;
          if (sum > best) {
            best = sum;
            join = k;
          }
        }
        closedLeft[at] = best;
        joinLeft[at] = join;
      }
    let root = 0;
    let best = -Infinity;
    for (let r = 0; r < length; r++) {
      const sum = closedLeft[r]! + closedRight[r * n + length - 1]! + scores[r * stride]!;
      if (sum > best) {
        best = sum;
        root = r;
      }
    }
    heads[root] = -1;
    // Spans still to be taken apart: from, to, shape (0 and 1 open, 2 and 3 closed; to the right, to the left).
    const open = [0, root, 3, root, length - 1, 2];
    while (open.length > 0) {
      const shape = open.pop()!;
      const to = open.pop()!;
      const from = open.pop()!;
      if (from === to) continue;
      const at = from * n + to;
      if (shape < 2) {
        const join = joinOpen[at]!;
        if (shape === 0) heads[to] = from;
        else heads[from] = to;
        open.push(from, join, 2, join + 1, to, 3);
      } else if (shape === 2) open.push(from, joinRight[at]!, 0, joinRight[at]!, to, 2);
      else open.push(from, joinLeft[at]!, 3, joinLeft[at]!, to, 1);
    }
  }
}
