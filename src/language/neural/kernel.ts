import { KERNEL } from './kernel.bytes.ts';

/** Columns of every table are a multiple of this many numbers: the kernel works on two vectors of four. */
export const WIDTH = 8;

const PAGE = 65_536;
const FLOAT = 4;

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

type Cell = (size: number, gates: number, before: number, cells: number, out: number) => void;

/**
 * A piece of memory with the costly steps of the network compiled for it (kernel.wat). Tables are handed out one behind the other
 * and live as long as the kernel; the memory never grows, so they may be kept.
 */
export class Kernel {
  private readonly memory: WebAssembly.Memory;
  private readonly run: Multiply;
  private readonly step: Cell;
  private next = 0;

  /** `size` is the number of floats that all tables hold together. */
  constructor(size: number) {
    const pages = Math.ceil((size * FLOAT) / PAGE) + 1;
    this.memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const module = new WebAssembly.Module(Buffer.from(KERNEL, 'base64'));
    const instance = new WebAssembly.Instance(module, { neural: { memory: this.memory } });
    this.run = instance.exports['multiply'] as Multiply;
    this.step = instance.exports['cell'] as Cell;
  }

  /** A new table of zeros. Its columns must be a multiple of WIDTH. */
  table(rows: number, columns: number): Table {
    if (columns % WIDTH !== 0) throw new RangeError(`${columns} columns are no multiple of ${WIDTH}`);
    const values = new Float32Array(this.memory.buffer, this.next, rows * columns);
    this.next += Math.ceil((rows * columns) / WIDTH) * WIDTH * FLOAT;
    return { rows, columns, values };
  }

  /** `c += a · b`, or `c += aᵀ · b`, over parts of tables: see Part. */
  multiply(rows: number, a: Table, b: Table, c: Table, part: Part = {}): void {
    const { inner = b.rows, columns = b.columns, transposed = false } = part;
    const { aRow = 0, aColumn = 0, bRow = 0, bColumn = 0, cRow = 0, cColumn = 0 } = part;
    const aStride = a.columns * FLOAT;
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
