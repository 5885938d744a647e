import type { Table } from '../neural/kernel.ts';

/** How long the means of slope and squared slope remember (Kingma & Ba 2015; the second shorter, as Dozat & Manning 2017 have it). */
const MEAN = 0.9;
const SQUARE = 0.95;
const LEAST = 1e-8;

/** A table of weights that is changed as a whole. */
export class Moments {
  private readonly table: Table;
  private readonly slope: Table;
  private readonly means: Float32Array;
  private readonly squareMeans: Float32Array;

  constructor(table: Table, slope: Table) {
    this.table = table;
    this.slope = slope;
    this.means = new Float32Array(table.values.length);
    this.squareMeans = new Float32Array(table.values.length);
  }

  /** Sum of the squared slopes. */
  squares(): number {
    let sum = 0;
    for (const x of this.slope.values) sum += x * x;
    return sum;
  }

  /** `step` counts from 1; slopes are taken `scale` times. */
  update(rate: number, step: number, scale: number): void {
    const { values } = this.slope;
    descend(this.table.values, values, this.means, this.squareMeans, 0, values.length, rate, step, scale);
    values.fill(0);
  }
}

/** Rows that few batches touch go on from each touch for one step only, and so take larger ones. */
const SELDOM = 3;

/** A large table of which each batch touches a few rows: only these are changed. Row 0 stands for what is unknown. */
export class SparseTable {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
  private readonly slopes: Float32Array;
  private readonly means: Float32Array;
  private readonly squareMeans: Float32Array;
  private readonly isTouched: Uint8Array;
  private touched: number[] = [];

  constructor(rows: number, columns: number, dice: () => number) {
    this.rows = rows;
    this.columns = columns;
    this.values = Float32Array.from({ length: rows * columns }, () => dice() - 0.5);
    this.slopes = new Float32Array(rows * columns);
    this.means = new Float32Array(rows * columns);
    this.squareMeans = new Float32Array(rows * columns);
    this.isTouched = new Uint8Array(rows);
  }

  /** Adds the slopes that stand at `from` to those of `row`. */
  add(row: number, slopes: Float32Array, from: number): void {
    if (this.isTouched[row] === 0) {
      this.isTouched[row] = 1;
      this.touched.push(row);
    }
    const { columns } = this;
    for (let k = 0, at = row * columns; k < columns; k++) this.slopes[at++]! += slopes[from + k]!;
  }

  squares(): number {
    const { columns, slopes } = this;
    let sum = 0;
    for (const row of this.touched)
      for (let k = 0, at = row * columns; k < columns; k++, at++) sum += slopes[at]! * slopes[at]!;
    return sum;
  }

  update(rate: number, step: number, scale: number): void {
    const { columns, values, slopes, means, squareMeans } = this;
    for (const row of this.touched) {
      const from = row * columns;
      descend(values, slopes, means, squareMeans, from, from + columns, SELDOM * rate, step, scale);
      slopes.fill(0, from, from + columns);
      this.isTouched[row] = 0;
    }
    this.touched = [];
  }
}

function descend(
  values: Float32Array,
  slopes: Float32Array,
  means: Float32Array,
  squareMeans: Float32Array,
  from: number,
  to: number,
  rate: number,
  step: number,
  scale: number,
): void {
  const meanScale = 1 / (1 - MEAN ** step);
  const squareScale = 1 / (1 - SQUARE ** step);
  for (let i = from; i < to; i++) {
    const slope = slopes[i]! * scale;
    const mean = MEAN * means[i]! + (1 - MEAN) * slope;
    const square = SQUARE * squareMeans[i]! + (1 - SQUARE) * slope * slope;
    means[i] = mean;
    squareMeans[i] = square;
    values[i]! -= (rate * mean * meanScale) / (Math.sqrt(square * squareScale) + LEAST);
  }
}
