import type { Kernel, Table } from './kernel.ts';

/**
 * The layers of the network, from tables to tables. Each works on the first `rows` rows and writes into a table that the caller keeps, so
 * that nothing is allocated while reading; the trainer (train/backward.ts) walks the same tables backwards.
 */

/** `out = x · weights + bias` */
export function linear(kernel: Kernel, rows: number, x: Table, weights: Table, bias: Table, out: Table): void {
  fillRows(out, rows, bias);
  kernel.multiply(rows, x, weights, out);
}

/** Sets each row to `row`. */
function fillRows({ values, columns }: Table, rows: number, row: Table): void {
  for (let i = 0; i < rows; i++) values.set(row.values, i * columns);
}

/** What is below 0 becomes 0. */
export function rectify({ values, columns }: Table, rows: number): void {
  const end = rows * columns;
  for (let i = 0; i < end; i++) if (values[i]! < 0) values[i] = 0;
}

/** Keeps a variance of 0 from dividing by 0. */
const SMALLEST_VARIANCE = 1e-5;

/**
 * Layer normalisation (Ba, Kiros & Hinton 2016): each row to mean 0 and variance 1, then stretched by `scale` and moved by `shift`. The
 * rows before that are left in `normal`, what they were divided by in `spread`.
 */
export function normalise(
  rows: number,
  x: Table,
  scale: Table,
  shift: Table,
  normal: Table,
  out: Table,
  spread: Float32Array,
): void {
  const { columns, values } = x;
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    let sum = 0;
    for (let k = 0; k < columns; k++) sum += values[from + k]!;
    const mean = sum / columns;
    let squares = 0;
    for (let k = 0; k < columns; k++) {
      const away = values[from + k]! - mean;
      squares += away * away;
    }
    const deviation = Math.sqrt(squares / columns + SMALLEST_VARIANCE);
    spread[row] = deviation;
    for (let k = 0; k < columns; k++) {
      const even = (values[from + k]! - mean) / deviation;
      normal.values[from + k] = even;
      out.values[from + k] = even * scale.values[k]! + shift.values[k]!;
    }
  }
}

/**
 * How the words of several sentences lie in a table: all first words, then all second words and so on, the longest sentence first. So a
 * recurrent layer reads the same step of all sentences at once.
 */
export interface Steps {
  readonly rows: number;
  /** First row of each step. */
  readonly offsets: Int32Array;
  /** How many sentences have a word at each step: never more than at the step before. */
  readonly counts: Int32Array;
}

/** Steps of sentences of these lengths, which must come from the longest to the shortest. */
export function stepsOf(lengths: readonly number[]): Steps {
  const longest = lengths[0] ?? 0;
  const offsets = new Int32Array(longest);
  const counts = new Int32Array(longest);
  let rows = 0;
  let active = lengths.length;
  for (let t = 0; t < longest; t++) {
    while (lengths[active - 1]! <= t) active--;
    offsets[t] = rows;
    counts[t] = active;
    rows += active;
  }
  return { rows, offsets, counts };
}

/** Weights of a recurrent layer; columns are forget gates, candidates, output gates, first those of the forward direction, then of the backward one. */
export interface LstmWeights {
  readonly input: Table;
  readonly bias: Table;
  /** For each direction. */
  readonly recurrent: readonly [Table, Table];
}

/** Gates of a cell: forget, candidate, output. */
export const GATES = 3;

/** What a recurrent layer leaves behind. `out` holds the states of both directions side by side. */
export class Lstm {
  readonly gates: Table;
  readonly cells: Table;
  readonly out: Table;
  readonly size: number;
  /** Cells before the first word: zeros. */
  private readonly none: Table;
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, rows: number, size: number) {
    this.kernel = kernel;
    this.size = size;
    this.gates = kernel.table(rows, 2 * GATES * size);
    this.cells = kernel.table(rows, 2 * size);
    this.out = kernel.table(rows, 2 * size);
    this.none = kernel.table(1, 2 * size);
  }

  /**
   * Reads `x` in both directions with long short-term memory (Hochreiter & Schmidhuber 1997) whose input gate is what the forget gate
   * leaves (Greff et al. 2017).
   */
  run(x: Table, { input, bias, recurrent }: LstmWeights, { rows, offsets, counts }: Steps): void {
    const { kernel, gates, out, size } = this;
    linear(kernel, rows, x, input, bias, gates);
    const last = offsets.length - 1;
    for (let t = 0; t <= last; t++) {
      const at = offsets[t]!;
      if (t > 0)
        kernel.multiply(counts[t]!, out, recurrent[0], gates, { aRow: offsets[t - 1]!, cRow: at, inner: size });
      this.cell(0, at, counts[t]!, t > 0 ? offsets[t - 1]! : 0, t > 0 ? counts[t]! : 0);
    }
    const right = { aColumn: size, cColumn: GATES * size, inner: size };
    for (let t = last; t >= 0; t--) {
      const at = offsets[t]!;
      const had = t < last ? counts[t + 1]! : 0;
      if (had > 0) kernel.multiply(had, out, recurrent[1], gates, { ...right, aRow: offsets[t + 1]!, cRow: at });
      this.cell(1, at, counts[t]!, had > 0 ? offsets[t + 1]! : 0, had);
    }
  }

  /** One step of one direction; the first `had` rows go on from the rows at `before`, the others begin. */
  private cell(direction: 0 | 1, at: number, count: number, before: number, had: number): void {
    const { kernel, gates, cells, out, size, none } = this;
    const column = direction * size;
    for (let row = 0; row < count; row++)
      kernel.cell(
        size,
        gates,
        column * GATES,
        row < had ? cells : none,
        row < had ? before + row : 0,
        cells,
        out,
        at + row,
        column,
      );
  }
}
