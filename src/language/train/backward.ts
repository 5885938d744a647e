import type { Kernel, Table } from '../neural/kernel.ts';
import { GATES, type Lstm, type LstmWeights, type Steps } from '../neural/layers.ts';

/**
 * The layers of neural/layers.ts walked backwards: from the slope of the loss over what a layer gave to its slopes over what it was given
 * and over its weights. Slopes are added to what is there.
 */
export class Backward {
  private readonly kernel: Kernel;
  private readonly turned = new Map<Table, Table>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** The table with rows and columns exchanged, as it is now. */
  turn(table: Table): Table {
    let turned = this.turned.get(table);
    if (turned === undefined) this.turned.set(table, (turned = this.kernel.table(table.columns, table.rows)));
    const { rows, columns, values } = table;
    for (let i = 0; i < rows; i++)
      for (let k = 0; k < columns; k++) turned.values[k * rows + i] = values[i * columns + k]!;
    return turned;
  }

  linear(
    rows: number,
    x: Table,
    xSlope: Table | undefined,
    weights: Table,
    outSlope: Table,
    weightsSlope: Table,
    biasSlope: Table | undefined,
  ): void {
    const { kernel } = this;
    kernel.multiply(weights.rows, x, outSlope, weightsSlope, { transposed: true, inner: rows });
    if (biasSlope !== undefined) addRows(outSlope, rows, biasSlope);
    if (xSlope !== undefined) kernel.multiply(rows, outSlope, this.turn(weights), xSlope);
  }

  /** Needs of the forward pass: the gates, cells and states that `layer` still holds. `slope.out` holds the slopes over the states. */
  lstm(
    layer: Lstm,
    slope: Lstm,
    x: Table,
    xSlope: Table | undefined,
    weights: LstmWeights,
    weightsSlope: LstmWeights,
    { rows, offsets, counts }: Steps,
  ): void {
    const { kernel } = this;
    const { size } = layer;
    slope.cells.values.fill(0, 0, rows * 2 * size);
    const last = offsets.length - 1;
    const turned = weights.recurrent.map(table => this.turn(table)) as [Table, Table];
    for (let t = last; t >= 0; t--) {
      const at = offsets[t]!;
      const before = t > 0 ? offsets[t - 1]! : 0;
      const had = t > 0 ? counts[t]! : 0;
      cellBackward(layer, slope, 0, at, counts[t]!, before, had);
      if (had === 0) continue;
      kernel.multiply(had, slope.gates, turned[0], slope.out, { aRow: at, inner: GATES * size, cRow: before });
      kernel.multiply(size, layer.out, slope.gates, weightsSlope.recurrent[0], {
        transposed: true,
        inner: had,
        columns: GATES * size,
        aRow: before,
        bRow: at,
      });
    }
    for (let t = 0; t <= last; t++) {
      const at = offsets[t]!;
      const had = t < last ? counts[t + 1]! : 0;
      const before = had > 0 ? offsets[t + 1]! : 0;
      cellBackward(layer, slope, 1, at, counts[t]!, before, had);
      if (had === 0) continue;
      kernel.multiply(had, slope.gates, turned[1], slope.out, {
        aRow: at,
        aColumn: GATES * size,
        inner: GATES * size,
        cRow: before,
        cColumn: size,
      });
      kernel.multiply(size, layer.out, slope.gates, weightsSlope.recurrent[1], {
        transposed: true,
        inner: had,
        columns: GATES * size,
        aRow: before,
        aColumn: size,
        bRow: at,
        bColumn: GATES * size,
      });
    }
    this.linear(rows, x, xSlope, weights.input, slope.gates, weightsSlope.input, weightsSlope.bias);
  }
}

/** One step of one direction: from the slopes over states and cells to those over the gates and the cells before. */
function cellBackward(
  layer: Lstm,
  slope: Lstm,
  direction: 0 | 1,
  at: number,
  count: number,
  before: number,
  had: number,
): void {
  const { size } = layer;
  const wide = 2 * size;
  const gates = layer.gates.values;
  const gateSlopes = slope.gates.values;
  const cells = layer.cells.values;
  const states = layer.out.values;
  const cellSlopes = slope.cells.values;
  const outSlopes = slope.out.values;
  for (let row = 0; row < count; row++) {
    let g = (at + row) * wide * GATES + direction * GATES * size;
    let c = (at + row) * wide + direction * size;
    let b = row < had ? (before + row) * wide + direction * size : -1;
    for (let k = 0; k < size; k++, g++, c++) {
      const forget = gates[g]!;
      const candidate = gates[g + size]!;
      const open = gates[g + 2 * size]!;
      const out = outSlopes[c]!;
      // The curve of the cell, from what was shown of it.
      const shown = states[c]! / open;
      const cell = cellSlopes[c]! + out * open * (1 - shown * shown);
      const old = b < 0 ? 0 : cells[b]!;
      gateSlopes[g] = cell * (old - candidate) * forget * (1 - forget);
      gateSlopes[g + size] = cell * (1 - forget) * (1 - candidate * candidate);
      gateSlopes[g + 2 * size] = out * shown * open * (1 - open);
      if (b >= 0) cellSlopes[b++]! += cell * forget;
    }
  }
}

/** Adds the rows up into `sum`. */
function addRows({ values, columns }: Table, rows: number, sum: Table): void {
  for (let i = 0, at = 0; i < rows; i++) for (let k = 0; k < columns; k++) sum.values[k]! += values[at++]!;
}

/** Slopes over what `rectify` made 0 are 0. */
export function rectifyBackward(out: Table, rows: number, slope: Table): void {
  const end = rows * out.columns;
  for (let i = 0; i < end; i++) if (out.values[i]! <= 0) slope.values[i] = 0;
}

/** `normal` is what `normalise` left in its input, `spread` what it divided by. */
export function normaliseBackward(
  rows: number,
  normal: Table,
  spread: Float32Array,
  scale: Table,
  outSlope: Table,
  slope: Table,
  scaleSlope: Table,
  shiftSlope: Table,
): void {
  const { columns } = normal;
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    let sum = 0;
    let along = 0;
    for (let k = 0; k < columns; k++) {
      const out = outSlope.values[from + k]!;
      const x = normal.values[from + k]!;
      scaleSlope.values[k]! += out * x;
      shiftSlope.values[k]! += out;
      const inner = out * scale.values[k]!;
      sum += inner;
      along += inner * x;
    }
    for (let k = 0; k < columns; k++) {
      const inner = outSlope.values[from + k]! * scale.values[k]!;
      slope.values[from + k]! += (inner - (sum + normal.values[from + k]! * along) / columns) / spread[row]!;
    }
  }
}

/**
 * Turns the scores of one row into the slopes of the cross entropy, `weight` times: probability, less 1 for the right class. The first
 * `count` scores are classes; what is left of the row is set to 0. Returns the loss.
 */
export function crossEntropy(
  { values, columns }: Table,
  row: number,
  count: number,
  right: number,
  weight: number,
): number {
  const from = row * columns;
  let highest = -Infinity;
  for (let c = 0; c < count; c++) if (values[from + c]! > highest) highest = values[from + c]!;
  let sum = 0;
  const score = values[from + right]!;
  for (let c = 0; c < count; c++) {
    const power = Math.exp(values[from + c]! - highest);
    values[from + c] = power;
    sum += power;
  }
  for (let c = 0; c < count; c++) values[from + c]! *= weight / sum;
  values[from + right]! -= weight;
  values.fill(0, from + count, from + columns);
  return weight * (Math.log(sum) + highest - score);
}
