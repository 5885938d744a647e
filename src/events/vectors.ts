import { hashOf } from '../language/hash.ts';
import type { LanguageModel } from '../language/model.ts';

/** What words mean in general, as directions of length 1: the language model's table, read only. */
export interface GeneralVectors {
  readonly columns: number;
  /** Tells one table from another: weights that were fitted on one mean nothing with another. */
  readonly fingerprint: number;
  /** `form` is a word in lower case; undefined: not in the table. */
  of(form: string): Float64Array | undefined;
}

export function generalVectors({ network: { vectors, lexicon } }: LanguageModel): GeneralVectors {
  const { columns, codes } = vectors;
  const known = new Map<number, Float64Array>();
  return {
    columns,
    fingerprint: hashOf(`${columns} ${codes.length} ${codes.subarray(columns, 5 * columns).join(' ')}`) >>> 0,
    of(form) {
      const row = lexicon.vectors.get(form);
      if (row === undefined) return undefined;
      const before = known.get(row);
      if (before) return before;
      const made = unit(Float64Array.from(codes.subarray(row * columns, (row + 1) * columns)));
      known.set(row, made);
      return made;
    },
  };
}

/** The direction that several words have together; all zeros when none is known. */
export function together(forms: readonly string[], vectors: GeneralVectors): Float64Array {
  const sum = new Float64Array(vectors.columns);
  for (const form of forms) {
    const vector = vectors.of(form);
    if (vector) for (let i = 0; i < sum.length; i++) sum[i]! += vector[i]!;
  }
  return unit(sum);
}

function unit(vector: Float64Array): Float64Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  return vector.map(value => value / length);
}
