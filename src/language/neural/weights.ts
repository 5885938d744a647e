import { LIST_BITS } from '../gazetteer.ts';
import { type Lexicon } from './lexicon.ts';
import type { ParameterName, Sizes } from './parameters.ts';

/** Shapes of words (signs.ts) and lists of names (gazetteer.ts) that have numbers of their own. */
export const SHAPES = 64;
export const LISTED = 2 * LIST_BITS;

/** Codes of the general vectors: this many are one standard deviation. */
export const VECTOR_UNIT = 24;

/** A large table in bytes: the number at `[row, column]` is its code times the scale of its row. */
export interface ByteTable {
  readonly rows: number;
  readonly columns: number;
  readonly codes: Int8Array;
  readonly scales: Float32Array;
}

/** All that a network has learned. */
export interface NetworkWeights {
  readonly sizes: Sizes;
  readonly lexicon: Lexicon;
  readonly forms: ByteTable;
  readonly affixes: readonly ByteTable[];
  /** General vectors: a row for each number of the lexicon; row 0 is zeros. */
  readonly vectors: { readonly columns: number; readonly codes: Int8Array };
  /** Rows of `sizes.input` numbers. */
  readonly shapes: Float32Array;
  readonly listed: Float32Array;
  readonly projection: Float32Array;
  /** Stands for a word without general vector. */
  readonly unknown: Float32Array;
  readonly dense: Readonly<Record<ParameterName, Float32Array>>;
}

/** Rounds a table to bytes, each row by itself. */
export function byteTable(values: Float32Array, columns: number): ByteTable {
  const rows = values.length / columns;
  const codes = new Int8Array(values.length);
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    let largest = 0;
    for (let k = 0; k < columns; k++) largest = Math.max(largest, Math.abs(values[from + k]!));
    const scale = Math.fround(largest / 127);
    scales[row] = scale;
    if (scale > 0) for (let k = 0; k < columns; k++) codes[from + k] = Math.round(values[from + k]! / scale);
  }
  return { rows, columns, codes, scales };
}
