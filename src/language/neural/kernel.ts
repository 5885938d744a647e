import { KERNEL } from './kernel.bytes.ts';

/** Columns of every table are a multiple of this many numbers: the kernel works on two vectors of four. */
export const WIDTH = 8;

const PAGE = 65_536;
const FLOAT = 4;
const SHORT = 2;

/** Numbers in rows and columns, in the kernel's memory; `values[row * columns + column]`. */
export interface Table {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

type Multiply = (
  rows: number,
  columns: number,
  inner: number,
  a: number,
  aRow: number,
  aStep: number,
  b: number,
  bRow: number,
  c: number,
  cRow: number,
) => void;

type Quantise = (
  rows: number,
  columns: number,
  a: number,
  aRow: number,
  q: number,
  qRow: number,
  steps: number,
  most: number,
) => void;

type Product = (
  rows: number,
  columns: number,
  pairs: number,
  a: number,
  aRow: number,
  steps: number,
  b: number,
  units: number,
  c: number,
  cRow: number,
) => void;

type Cell = (size: number, gates: number, before: number, cells: number, out: number) => void;

/**
 * Largest whole numbers that what is read and the weights are rounded to; a sum of LONGEST_SUM products of them fits into 32 bits. On the dev parts no
 * figure moves by more than a hundredth of a point (`npm run train:evaluate`).
 */
const MOST_READ = 4_095;
const MOST_WEIGHT = 2_047;
const LONGEST_SUM = 256;

/** A table of weights in whole numbers of 16 bits, in the order in which `product` of kernel.wat reads them. */
interface Packed {
  /** Address of the whole numbers. */
  readonly codes: number;
  /** Address of what each column's numbers are to be multiplied with. */
  readonly units: number;
}

/**
 * A piece of memory with the costly steps of the network compiled for it (kernel.wat). Tables are handed out one behind the other
 * and live as long as the kernel; the memory never grows, so they may be kept.
 */
export class Kernel {
  private readonly memory: WebAssembly.Memory;
  private readonly run: Multiply;
  private readonly step: Cell;
  private readonly quantise: Quantise;
  private readonly product: Product;
  private readonly packed = new Map<Table, Packed>();
  /** Where rows stand in whole numbers while they are multiplied, and their steps. */
  private readonly rounded: number;
  private readonly steps: number;
  private readonly mostRows: number;
  private next = 0;

  /** `size` is the number of floats that all tables hold together; `packedRows` the most rows that are multiplied with packed tables at once. */
  constructor(size: number, packedRows = 0) {
    const rounding = (packedRows * LONGEST_SUM) / 2 + packedRows;
    const pages = Math.ceil(((size + rounding) * FLOAT) / PAGE) + 1;
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const module = new WebAssembly.Module(Buffer.from(KERNEL, 'base64'));
    const instance = new WebAssembly.Instance(module, { neural: { memory: this.memory } });
    this.run = instance.exports['multiply'] as Multiply;
    this.step = instance.exports['cell'] as Cell;
    this.quantise = instance.exports['quantise'] as Quantise;
    this.product = instance.exports['product'] as Product;
    this.mostRows = packedRows;
    this.rounded = this.take((packedRows * LONGEST_SUM) / 2);
    this.steps = this.take(packedRows);
  }

  /** A new table of zeros. Its columns must be a multiple of WIDTH. */
  table(rows: number, columns: number): Table {
    if (columns % WIDTH !== 0) throw new RangeError(`${columns} columns are no multiple of ${WIDTH}`);
    return { rows, columns, values: new Float32Array(this.memory.buffer, this.take(rows * columns), rows * columns) };
  }

  /**
   * From now on products with `b` are worked out in whole numbers of 16 bits, which is twice as fast. Each column is rounded by itself. Takes half as
   * much memory as the table again, and a float for each column; what `b` holds later is not seen.
   */
  pack(b: Table): void {
    const { rows, columns, values } = b;
    if (rows > LONGEST_SUM || rows % 2 !== 0) throw new RangeError(`a table of ${rows} rows cannot be packed`);
    const codes = new Int16Array(this.memory.buffer, this.take((rows * columns) / 2), rows * columns);
    const units = new Float32Array(this.memory.buffer, this.take(columns), columns);
    for (let j = 0; j < columns; j++) {
      let largest = 0;
      for (let k = 0; k < rows; k++) largest = Math.max(largest, Math.abs(values[k * columns + j]!));
      units[j] = largest / MOST_WEIGHT;
      const first = (j - (j % WIDTH)) * rows + 2 * (j % WIDTH);
      if (largest > 0)
        for (let k = 0; k < rows; k++)
          codes[first + (k >> 1) * 2 * WIDTH + (k & 1)] = Math.round(
            (values[k * columns + j]! * MOST_WEIGHT) / largest,
          );
    }
    this.packed.set(b, { codes: codes.byteOffset, units: units.byteOffset });
  }

  /** `c += a · b`, or `c += aᵀ · b`, over parts of tables: see Part. With a packed `b`, all of it and nothing transposed. */
  multiply(rows: number, a: Table, b: Table, c: Table, part: Part = {}): void {
    const { inner = b.rows, columns = b.columns, transposed = false } = part;
    const { aRow = 0, aColumn = 0, bRow = 0, bColumn = 0, cRow = 0, cColumn = 0 } = part;
    const aStride = a.columns * FLOAT;
    const packed = this.packed.get(b);
    if (packed !== undefined) {
      this.multiplyPacked(
        rows,
        inner,
        addressOf(a, aRow, aColumn),
        aStride,
        packed,
        columns,
        addressOf(c, cRow, cColumn),
        c.columns * FLOAT,
      );
      return;
    }
    this.run(
      rows,
      columns,
      inner,
      addressOf(a, aRow, aColumn),
      transposed ? FLOAT : aStride,
      transposed ? aStride : FLOAT,
      addressOf(b, bRow, bColumn),
      b.columns * FLOAT,
      addressOf(c, cRow, cColumn),
      c.columns * FLOAT,
    );
  }

  private multiplyPacked(
    rows: number,
    inner: number,
    a: number,
    aRow: number,
    { codes, units }: Packed,
    columns: number,
    c: number,
    cRow: number,
  ): void {
    if (rows > this.mostRows) throw new RangeError(`${rows} rows are more than the ${this.mostRows} there is room for`);
    this.quantise(rows, inner, a, aRow, this.rounded, inner * SHORT, this.steps, MOST_READ);
    this.product(rows, columns, inner / 2, this.rounded, inner * SHORT, this.steps, codes, units, c, cRow);
  }

  /**
   * One step of `size` cells: reads raw gates at row and column of `gates` and the cells of row `beforeRow` of `before`, writes cells and
   * states to row `row`; the gates are left as they are after their curves. All columns count from `column`, those of the gates from `gate`.
   */
  cell(
    size: number,
    gates: Table,
    gate: number,
    before: Table,
    beforeRow: number,
    cells: Table,
    out: Table,
    row: number,
    column: number,
  ): void {
    this.step(
      size * FLOAT,
      addressOf(gates, row, gate),
      addressOf(before, beforeRow, column),
      addressOf(cells, row, column),
      addressOf(out, row, column),
    );
  }

  /** Address of `floats` new numbers, which begin at whole vectors. */
  private take(floats: number): number {
    const at = this.next;
    this.next += Math.ceil(floats / WIDTH) * WIDTH * FLOAT;
    return at;
  }
}

/** Which parts of three tables are multiplied: where each part begins, and its size where that is not the whole of `b`. */
export interface Part {
  /** How many columns of `a` meet rows of `b`. */
  readonly inner?: number;
  /** Columns of `b` and `c`; a multiple of WIDTH. */
  readonly columns?: number;
  /** Rows of `a` are read as columns. */
  readonly transposed?: boolean;
  readonly aRow?: number;
  readonly aColumn?: number;
  readonly bRow?: number;
  readonly bColumn?: number;
  readonly cRow?: number;
  readonly cColumn?: number;
}

function addressOf({ values, columns }: Table, row: number, column: number): number {
  return values.byteOffset + (row * columns + column) * FLOAT;
}
