import { ArcScores } from './arcs.ts';
import { Encoder } from './encoder.ts';
import { Kernel, type Table } from './kernel.ts';
import { linear, rectify, type Steps } from './layers.ts';
import { AFFIXES, KEY_LENGTH } from './lexicon.ts';
import { makeParameters, parameterCount, type ParameterName, type Parameters, wide } from './parameters.ts';
import { LISTED, type NetworkWeights, SHAPES, VECTOR_UNIT } from './weights.ts';

/** Words whose vectors are kept, with 512 bytes each; when there are more, all are forgotten and looked up anew. */
const MOST_KNOWN = 12_000;

/** Floats that a table of weights and its packed copy take, for each of its floats; the rest is for the units of its columns. */
const PACKED_TOO = 1.6;

/** Where a word stands in a name that the lists know; 0 where in none. */
export const KNOWN = { first: 1, inside: 2 } as const;

/** What is seen of the words of a text. */
export interface Seen {
  /** Plain forms (signs.ts). */
  readonly forms: readonly string[];
  readonly shape: Uint8Array;
  readonly listed: Int32Array;
  /** Words of names that stand for an organisation and nothing else, as far as the lists know (KNOWN). */
  readonly known?: Uint8Array;
}

/** One trained network at work: from words to the scores of tags, arcs, relations, names and beginnings. */
export class Member {
  readonly encoder: Encoder;
  readonly arcs: ArcScores;
  readonly relations: Table;
  private readonly weights: NetworkWeights;
  private readonly kernel: Kernel;
  private readonly parameters: Parameters;
  private readonly pairs: Table;
  private readonly projection: Table;
  private readonly general: Table;
  private readonly projected: Table;
  private readonly known = new Map<string, Float32Array>();

  /** No sentence, and no sentences read together, may have more than `longest` words. */
  constructor(weights: NetworkWeights, longest: number) {
    const { sizes } = weights;
    this.weights = weights;
    const { columns } = weights.vectors;
    const kernel = new Kernel(
      PACKED_TOO * parameterCount(sizes) +
        Encoder.size(sizes, longest) +
        ArcScores.size(sizes, longest) +
        (longest + 1) * (sizes.relation + wide(sizes.relations)) +
        (columns + 1) * (sizes.input + 1) +
        1_000,
      longest,
    );
    this.kernel = kernel;
    this.parameters = makeParameters(kernel, sizes);
    for (const [name, values] of Object.entries(weights.dense))
      this.parameters[name as ParameterName].values.set(values);
    for (const table of Object.values(this.parameters)) if (table.rows > 1) kernel.pack(table);
    this.encoder = new Encoder(kernel, sizes, longest);
    this.arcs = new ArcScores(kernel, sizes, longest);
    this.pairs = kernel.table(longest, sizes.relation);
    this.relations = kernel.table(longest, wide(sizes.relations));
    this.projection = kernel.table(columns, sizes.input);
    this.projection.values.set(weights.projection);
    this.general = kernel.table(1, columns);
    this.projected = kernel.table(1, sizes.input);
  }

  /** Puts word number `word` into a row. */
  fill({ forms, shape, listed }: Seen, word: number, row: number): void {
    const { values, columns } = this.encoder.words;
    const { shapes, listed: lists } = this.weights;
    const at = row * columns;
    values.set(this.vectorOf(forms[word]!), at);
    for (let k = 0, s = (shape[word]! % SHAPES) * columns; k < columns; k++) values[at + k]! += shapes[s++]!;
    for (let bits = listed[word]!, bit = 0; bits !== 0 && bit < LISTED; bits >>>= 1, bit++)
      if ((bits & 1) !== 0) for (let k = 0, s = bit * columns; k < columns; k++) values[at + k]! += lists[s++]!;
  }

  read(steps: Steps): void {
    this.encoder.run(this.parameters, steps);
  }

  readStream(steps: Steps): void {
    this.encoder.runStream(this.parameters, steps);
  }

  /** Scores the arcs of one sentence of those that were read. */
  scoreArcs(length: number, rowOf: (word: number) => number): void {
    this.arcs.run(this.parameters, this.encoder.wanted, this.encoder.heads, length, rowOf);
  }

  /** Scores the relations of all rows; `headRows` is the row of each row's head, -1 for a root. */
  scoreRelations(rows: number, headRows: Int32Array): void {
    const { encoder, pairs, parameters: p } = this;
    const { columns } = pairs;
    for (let row = 0; row < rows; row++) {
      const head = headRows[row]!;
      const above = head < 0 ? p.rootAbove.values : encoder.above.values;
      let a = head < 0 ? 0 : head * columns;
      for (let k = 0, at = row * columns; k < columns; k++, at++)
        pairs.values[at] = encoder.below.values[at]! + above[a++]!;
    }
    rectify(pairs, rows);
    linear(this.kernel, rows, pairs, p.relation, p.relationBias, this.relations);
  }

  /** What stands for a word wherever it occurs: its form, its affixes and its general vector. */
  private vectorOf(form: string): Float32Array {
    const had = this.known.get(form);
    if (had !== undefined) return had;
    const { lexicon, forms, affixes, vectors, unknown } = this.weights;
    const { columns } = forms;
    const key = lexicon.keyOf(form);
    const row = this.projected;
    const general = key[KEY_LENGTH - 1]!;
    if (general === 0) row.values.set(unknown);
    else {
      for (let k = 0; k < vectors.columns; k++)
        this.general.values[k] = vectors.codes[general * vectors.columns + k]! / VECTOR_UNIT;
      row.values.fill(0);
      this.kernel.multiply(1, this.general, this.projection, row);
    }
    const vector = row.values.slice();
    for (let t = 0; t <= AFFIXES; t++) {
      const table = t === 0 ? forms : affixes[t - 1]!;
      const scale = table.scales[key[t]!]!;
      for (let k = 0, at = key[t]! * columns; k < columns; k++) vector[k]! += table.codes[at++]! * scale;
    }
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(form, vector);
    return vector;
  }
}
