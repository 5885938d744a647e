import { ArcScores, distanceOf } from '../neural/arcs.ts';
import { Encoder } from '../neural/encoder.ts';
import { Kernel, type Table } from '../neural/kernel.ts';
import { linear, rectify, type Steps, stepsOf } from '../neural/layers.ts';
import { byteTable, type ByteTable, LISTED, type NetworkWeights, SHAPES, VECTOR_UNIT } from '../neural/weights.ts';
import { AFFIXES, KEY_LENGTH, type WordKey } from '../neural/lexicon.ts';
import {
  lstmWeights,
  makeParameters,
  parameterCount,
  type Parameters,
  shapesOf,
  type Sizes,
  wide,
} from '../neural/parameters.ts';
import { Backward, crossEntropy, normaliseBackward, rectifyBackward } from './backward.ts';
import { Moments, SparseTable } from './adam.ts';

/** Words as the network sees them. */
export interface Words {
  readonly length: number;
  readonly keys: readonly WordKey[];
  readonly shapes: Uint8Array;
  readonly listed: Int32Array;
}

/** A piece of a text without punctuation; 1 for words with which a sentence begins. */
export interface Stream extends Words {
  readonly begins: Uint8Array;
}

/** A sentence as the network learns from it. The head of the root is -1. */
export interface Example extends Words {
  readonly tags: Uint8Array;
  readonly heads: readonly number[];
  readonly relations: Uint8Array;
  readonly names: Uint8Array;
  /** How much the sentence counts: 1 with gold, less without. */
  readonly weight: number;
  /** How much a name counts beside a tag. */
  readonly nameWeight: number;
}

/** Shares of what is left out while learning, so that no clue is relied on alone. */
export interface Dropout {
  /** Of the numbers between the layers. */
  readonly layers: number;
  /** Of what arcs, relations and names see. */
  readonly heads: number;
  /** Of known forms, which are then read by their affixes; half as many of the general vectors. */
  readonly words: number;
}

interface Losses {
  tags: number;
  arcs: number;
  relations: number;
  names: number;
}

/** Rows of a batch; a longer one is refused. */
const MOST_ROWS = 1_800;
const LONGEST = 160;

/** The network while it learns. */
export class LearningNetwork {
  readonly sizes: Sizes;
  readonly parameters: Parameters;
  readonly forms: SparseTable;
  readonly affixes: readonly SparseTable[];
  readonly shapes: Table;
  readonly listed: Table;
  readonly projection: Table;
  readonly unknown: Table;
  private readonly kernel: Kernel;
  /** What the batch says of each weight: set by `slopesOf`, used up by `learn`. */
  readonly slopes: Parameters;
  private readonly inputSlopes: {
    readonly shapes: Table;
    readonly listed: Table;
    readonly projection: Table;
    readonly unknown: Table;
  };
  private readonly moments: readonly Moments[];
  private readonly encoder: Encoder;
  private readonly slope: Encoder;
  private readonly backward: Backward;
  private readonly arcs: ArcScores;
  private readonly arcSlopes: { readonly wanted: Table; readonly heads: Table };
  /** What dependent and head are together, and the scores of the relations. */
  private readonly pairs: Table;
  private readonly pairSlopes: Table;
  private readonly relations: Table;
  private readonly vectors: Table;
  private readonly general: Int8Array;
  private readonly dice: () => number;
  private readonly masks = new Map<Float32Array, Uint8Array>();

  /** `general` holds the codes of the general vectors, a row for each number of the lexicon; row 0 is zeros. */
  constructor(
    sizes: Sizes,
    vocabulary: { readonly forms: number; readonly affixes: readonly number[] },
    general: { readonly codes: Int8Array; readonly columns: number },
    dice: () => number,
  ) {
    this.sizes = sizes;
    this.general = general.codes;
    this.dice = dice;
    const { input } = sizes;
    const fixed = (SHAPES + LISTED + general.columns + 1) * input;
    const kernel = new Kernel(
      5 * parameterCount(sizes) +
        4 * fixed +
        2 * Encoder.size(sizes, MOST_ROWS) +
        2 * ArcScores.size(sizes, LONGEST) +
        MOST_ROWS * (general.columns + 2 * sizes.relation + wide(sizes.relations)) +
        100_000,
    );
    this.kernel = kernel;
    this.parameters = makeParameters(kernel, sizes);
    this.slopes = makeParameters(kernel, sizes);
    this.shapes = kernel.table(SHAPES, input);
    this.listed = kernel.table(LISTED, input);
    this.projection = kernel.table(general.columns, input);
    this.unknown = kernel.table(1, input);
    this.inputSlopes = {
      shapes: kernel.table(SHAPES, input),
      listed: kernel.table(LISTED, input),
      projection: kernel.table(general.columns, input),
      unknown: kernel.table(1, input),
    };
    this.beginWeights();
    this.forms = new SparseTable(vocabulary.forms + 1, input, dice);
    this.affixes = vocabulary.affixes.map(count => new SparseTable(count + 1, input, dice));
    this.moments = [
      ...Object.keys(this.parameters).map(
        name => new Moments(this.parameters[name as keyof Parameters], this.slopes[name as keyof Parameters]),
      ),
      new Moments(this.shapes, this.inputSlopes.shapes),
      new Moments(this.listed, this.inputSlopes.listed),
      new Moments(this.projection, this.inputSlopes.projection),
      new Moments(this.unknown, this.inputSlopes.unknown),
    ];
    this.encoder = new Encoder(kernel, sizes, MOST_ROWS);
    this.slope = new Encoder(kernel, sizes, MOST_ROWS);
    this.backward = new Backward(kernel);
    this.arcs = new ArcScores(kernel, sizes, LONGEST);
    this.arcSlopes = { wanted: kernel.table(LONGEST, sizes.arc), heads: kernel.table(LONGEST + 1, sizes.arc) };
    this.pairs = kernel.table(MOST_ROWS, sizes.relation);
    this.pairSlopes = kernel.table(MOST_ROWS, sizes.relation);
    this.relations = kernel.table(MOST_ROWS, wide(sizes.relations));
    this.vectors = kernel.table(MOST_ROWS, general.columns);
  }

  /** Weights to begin with: random, as wide as their inputs ask (Glorot & Bengio 2010); recurrent ones a little smaller. */
  private beginWeights(): void {
    const uniform = (table: Table, width: number): void => {
      for (let i = 0; i < table.values.length; i++) table.values[i] = (2 * this.dice() - 1) * width;
    };
    for (const [name, [rows, columns]] of Object.entries(shapesOf(this.sizes))) {
      const table = this.parameters[name as keyof Parameters];
      if (name.endsWith('Scale')) table.values.fill(1);
      else if (name === 'bias1' || name === 'bias2') {
        // Cells remember at first.
        const { state } = this.sizes;
        for (const from of [0, 3 * state]) table.values.fill(1, from, from + state);
      } else if (/^(?:forward|backward)/.test(name)) uniform(table, 1.3 / Math.sqrt(rows));
      else if (rows > 1) uniform(table, Math.sqrt(6 / (rows + columns)));
      else if (name.startsWith('root')) uniform(table, 0.3);
    }
    uniform(this.shapes, 0.5);
    uniform(this.listed, 0.2);
    uniform(this.projection, Math.sqrt(3 / this.projection.rows));
  }

  /** Learns from a batch, which together has at most MOST_ROWS words: the longest sentence first. Returns the mean losses of a word. */
  learn(batch: readonly Example[], dropout: Dropout, rate: number, step: number): Losses {
    const losses = this.slopesOf(batch, dropout);
    this.update(rate, step);
    return losses;
  }

  /** The same with pieces of text without punctuation; the longest first. */
  learnStream(batch: readonly Stream[], dropout: Dropout, rate: number, step: number): number {
    const loss = this.streamSlopes(batch, dropout);
    this.update(rate, step);
    return loss;
  }

  /** Adds the slopes of the loss over the batch to the slopes of all weights. */
  slopesOf(batch: readonly Example[], dropout: Dropout): Losses {
    const { encoder, slope, parameters: p, slopes: d, backward } = this;
    const pass = this.begin(batch, dropout);
    const { rows, steps } = pass;
    encoder.run(p, steps, pass.drop);
    const losses = { ...this.classSlopes(batch, steps), arcs: 0, relations: 0 };
    for (const [b, example] of batch.entries())
      losses.arcs += this.arcSlopesOf(example, b, steps, example.weight / rows);
    losses.relations = this.relationSlopes(batch, steps, dropout.heads);
    const out = encoder.output;
    const outSlope = slope.output;
    backward.linear(rows, encoder.name, slope.name, p.name2, encoder.names, d.name2, d.name2Bias);
    pass.undrop(encoder.name, slope.name, true);
    backward.linear(rows, out, outSlope, p.name1, slope.name, d.name1, d.name1Bias);
    backward.linear(rows, out, outSlope, p.above, slope.above, d.above, d.aboveBias);
    backward.linear(rows, out, outSlope, p.below, slope.below, d.below, d.belowBias);
    backward.linear(rows, encoder.dependents, slope.dependents, p.arc, slope.wanted, d.arc, d.arcBias);
    pass.undrop(encoder.dependents, slope.dependents, true);
    backward.linear(rows, out, outSlope, p.dependent, slope.dependents, d.dependent, d.dependentBias);
    pass.undrop(encoder.heads, slope.heads, true);
    backward.linear(rows, out, outSlope, p.head, slope.heads, d.head, d.headBias);
    backward.linear(rows, out, outSlope, p.tag, encoder.tags, d.tag, d.tagBias);
    this.encoderSlopes(batch, pass);
    return losses;
  }

  streamSlopes(batch: readonly Stream[], dropout: Dropout): number {
    const { encoder, slope, parameters: p, slopes: d } = this;
    const pass = this.begin(batch, dropout);
    const { rows, steps } = pass;
    encoder.runStream(p, steps, pass.drop);
    let loss = 0;
    eachWord(batch, steps, ({ begins }, t, row) => {
      loss += crossEntropy(encoder.begins, row, 2, begins[t]!, 1 / rows);
    });
    this.backward.linear(rows, encoder.output, slope.output, p.begin, encoder.begins, d.begin, d.beginBias);
    this.encoderSlopes(batch, pass);
    return loss;
  }

  /** Puts the words of a batch in place and clears what the slopes of its tables are added to. */
  private begin(batch: readonly Words[], dropout: Dropout): Pass {
    const { encoder, slope } = this;
    const steps = stepsOf(batch.map(words => words.length));
    const { rows } = steps;
    const drops = new Map<Table, { readonly kept: Uint8Array; readonly share: number }>();
    for (const table of [
      slope.words,
      slope.input,
      slope.middle,
      slope.first.out,
      slope.second.out,
      slope.output,
      slope.dependents,
      slope.heads,
      slope.wanted,
      slope.below,
      slope.above,
      slope.name,
    ])
      table.values.fill(0, 0, rows * table.columns);
    return {
      steps,
      rows,
      unknown: this.embed(batch, steps, dropout.words),
      drop: table => {
        const share = table === encoder.input || table === encoder.middle ? dropout.layers : dropout.heads;
        drops.set(table, { kept: this.drop(table, rows, share), share });
      },
      undrop: (table, tableSlope, rectified) => {
        const { kept, share } = drops.get(table)!;
        const scale = 1 / (1 - share);
        for (let i = 0; i < kept.length; i++) tableSlope.values[i]! *= kept[i]! * scale;
        if (rectified) rectifyBackward(table, rows, tableSlope);
      },
    };
  }

  /** From the slopes over the output down to the words. */
  private encoderSlopes(batch: readonly Words[], { rows, steps, unknown, undrop }: Pass): void {
    const { encoder, slope, parameters: p, slopes: d, backward } = this;
    const { first, middle, second, input } = encoder;
    normaliseBackward(
      rows,
      encoder.outputNormal,
      encoder.outputSpread,
      p.outputScale,
      slope.output,
      slope.second.out,
      d.outputScale,
      d.outputShift,
    );
    backward.lstm(second, slope.second, middle, slope.middle, lstmWeights(p, 2), lstmWeights(d, 2), steps);
    undrop(middle, slope.middle, false);
    slope.first.out.values.set(slope.middle.values.subarray(0, rows * middle.columns));
    backward.lstm(first, slope.first, input, slope.input, lstmWeights(p, 1), lstmWeights(d, 1), steps);
    undrop(input, slope.input, false);
    normaliseBackward(
      rows,
      encoder.wordsNormal,
      encoder.inputSpread,
      p.inputScale,
      slope.input,
      slope.words,
      d.inputScale,
      d.inputShift,
    );
    this.embedBackward(batch, steps, unknown);
  }

  /** Tags and names: their scores become slopes. */
  private classSlopes(batch: readonly Example[], steps: Steps): { readonly tags: number; readonly names: number } {
    const { tags, names } = this.encoder;
    const losses = { tags: 0, names: 0 };
    eachWord(batch, steps, (example, t, row) => {
      const weight = example.weight / steps.rows;
      losses.tags += crossEntropy(tags, row, this.sizes.tags, example.tags[t]!, weight);
      losses.names += crossEntropy(names, row, this.sizes.names, example.names[t]!, weight * example.nameWeight);
    });
    return losses;
  }

  private arcSlopesOf({ length, heads }: Example, b: number, { offsets }: Steps, weight: number): number {
    const { arcs, arcSlopes, encoder, slope, parameters: p, slopes: d, kernel } = this;
    arcs.run(p, encoder.wanted, encoder.heads, length, word => offsets[word]! + b);
    const { scores } = arcs;
    let loss = 0;
    for (let i = 0; i < length; i++) {
      loss += crossEntropy(scores, i, length + 1, heads[i]! + 1, weight);
      for (let j = 0; j <= length; j++) d.distance.values[distanceOf(i, j)]! += scores.values[i * scores.columns + j]!;
    }
    const { columns } = arcSlopes.wanted;
    arcSlopes.wanted.values.fill(0, 0, length * columns);
    arcSlopes.heads.values.fill(0, 0, (length + 1) * columns);
    kernel.multiply(length, scores, arcs.heads, arcSlopes.wanted, { inner: length + 1 });
    kernel.multiply(length + 1, scores, arcs.wanted, arcSlopes.heads, { transposed: true, inner: length });
    for (let i = 0; i < length; i++) {
      const to = (offsets[i]! + b) * columns;
      for (let k = 0; k < columns; k++) {
        slope.wanted.values[to + k]! += arcSlopes.wanted.values[i * columns + k]!;
        slope.heads.values[to + k]! += arcSlopes.heads.values[(i + 1) * columns + k]!;
      }
    }
    for (let k = 0; k < columns; k++) d.rootHead.values[k]! += arcSlopes.heads.values[k]!;
    return loss;
  }

  /** Relations are learned on the right arcs. */
  private relationSlopes(batch: readonly Example[], steps: Steps, share: number): number {
    const { encoder, slope, parameters: p, slopes: d, kernel, backward, pairs, pairSlopes, relations } = this;
    const { rows, offsets } = steps;
    const { columns } = pairs;
    eachWord(batch, steps, ({ heads }, t, row, b) => {
      const head = heads[t]!;
      const above = head < 0 ? p.rootAbove.values : encoder.above.values;
      const from = head < 0 ? 0 : (offsets[head]! + b) * columns;
      for (let k = 0; k < columns; k++)
        pairs.values[row * columns + k] = encoder.below.values[row * columns + k]! + above[from + k]!;
    });
    rectify(pairs, rows);
    this.drop(pairs, rows, share);
    linear(kernel, rows, pairs, p.relation, p.relationBias, relations);
    let loss = 0;
    eachWord(batch, steps, (example, t, row) => {
      loss += crossEntropy(relations, row, this.sizes.relations, example.relations[t]!, example.weight / rows);
    });
    pairSlopes.values.fill(0, 0, rows * columns);
    backward.linear(rows, pairs, pairSlopes, p.relation, relations, d.relation, d.relationBias);
    // What was dropped is 0, as what was rectified.
    rectifyBackward(pairs, rows, pairSlopes);
    const scale = 1 / (1 - share);
    eachWord(batch, steps, ({ heads }, t, row, b) => {
      const head = heads[t]!;
      const above = head < 0 ? d.rootAbove.values : slope.above.values;
      const from = head < 0 ? 0 : (offsets[head]! + b) * columns;
      for (let k = 0; k < columns; k++) {
        const x = pairSlopes.values[row * columns + k]! * scale;
        slope.below.values[row * columns + k]! += x;
        above[from + k]! += x;
      }
    });
    return loss;
  }

  /** Drops a share of the numbers and makes up for it in the others; returns 1 for each that is kept. */
  private drop({ values, columns }: Table, rows: number, share: number): Uint8Array {
    let store = this.masks.get(values);
    if (store === undefined) this.masks.set(values, (store = new Uint8Array(values.length)));
    const kept = store.subarray(0, rows * columns);
    const scale = 1 / (1 - share);
    for (let i = 0; i < kept.length; i++) {
      kept[i] = share > 0 && this.dice() < share ? 0 : 1;
      values[i] = kept[i] === 0 ? 0 : values[i]! * scale;
    }
    return kept;
  }

  /** Fills the rows of the words; returns for each row whether its form (1) or its general vector (2) was left out. */
  private embed(batch: readonly Words[], steps: Steps, share: number): Uint8Array {
    const { encoder, vectors, general, forms, affixes, shapes, listed } = this;
    const { columns, values } = encoder.words;
    const unknown = new Uint8Array(steps.rows);
    const add = (from: Float32Array, number: number, row: number): void => {
      for (let k = 0, at = number * columns; k < columns; k++) values[row * columns + k]! += from[at++]!;
    };
    values.fill(0, 0, steps.rows * columns);
    eachWord(batch, steps, (example, t, row) => {
      const key = example.keys[t]!;
      const vector = key[KEY_LENGTH - 1]!;
      if (share > 0 && this.dice() < share) unknown[row]! |= 1;
      if (vector === 0 || (share > 0 && this.dice() < share / 2)) unknown[row]! |= 2;
      add(forms.values, (unknown[row]! & 1) !== 0 ? 0 : key[0]!, row);
      for (let a = 0; a < AFFIXES; a++) add(affixes[a]!.values, key[1 + a]!, row);
      add(shapes.values, example.shapes[t]!, row);
      for (let bits = example.listed[t]!, bit = 0; bits !== 0; bits >>>= 1, bit++)
        if ((bits & 1) !== 0) add(listed.values, bit, row);
      if ((unknown[row]! & 2) !== 0) {
        add(this.unknown.values, 0, row);
        vectors.values.fill(0, row * vectors.columns, (row + 1) * vectors.columns);
      } else {
        const from = vector * vectors.columns;
        for (let k = 0; k < vectors.columns; k++)
          vectors.values[row * vectors.columns + k] = general[from + k]! / VECTOR_UNIT;
      }
    });
    this.kernel.multiply(steps.rows, vectors, this.projection, encoder.words);
    return unknown;
  }

  private embedBackward(batch: readonly Words[], steps: Steps, unknown: Uint8Array): void {
    const { slope, vectors, forms, affixes, inputSlopes } = this;
    const { columns, values } = slope.words;
    const add = (to: Float32Array, number: number, row: number): void => {
      for (let k = 0, at = number * columns; k < columns; k++) to[at++]! += values[row * columns + k]!;
    };
    eachWord(batch, steps, (example, t, row) => {
      const key = example.keys[t]!;
      forms.add((unknown[row]! & 1) !== 0 ? 0 : key[0]!, values, row * columns);
      for (let a = 0; a < AFFIXES; a++) affixes[a]!.add(key[1 + a]!, values, row * columns);
      add(inputSlopes.shapes.values, example.shapes[t]!, row);
      for (let bits = example.listed[t]!, bit = 0; bits !== 0; bits >>>= 1, bit++)
        if ((bits & 1) !== 0) add(inputSlopes.listed.values, bit, row);
      if ((unknown[row]! & 2) !== 0) add(inputSlopes.unknown.values, 0, row);
    });
    this.backward.linear(
      steps.rows,
      vectors,
      undefined,
      this.projection,
      slope.words,
      inputSlopes.projection,
      undefined,
    );
  }

  /** Goes on from what another of the same sizes and lexicon has learned, as its file has it. */
  startFrom({ forms, affixes, shapes, listed, projection, unknown, dense }: NetworkWeights): void {
    unpack(this.forms, forms);
    this.affixes.forEach((table, k) => {
      unpack(table, affixes[k]!);
    });
    this.shapes.values.set(shapes);
    this.listed.values.set(listed);
    this.projection.values.set(projection);
    this.unknown.values.set(unknown);
    for (const [name, table] of Object.entries(this.parameters))
      table.values.set(dense[name as keyof NetworkWeights['dense']]);
  }

  /** All that is learned, for the file. */
  weights(): Omit<NetworkWeights, 'lexicon' | 'sizes'> {
    const { input } = this.sizes;
    return {
      forms: byteTable(this.forms.values, input),
      affixes: this.affixes.map(table => byteTable(table.values, input)),
      vectors: { columns: this.vectors.columns, codes: this.general },
      shapes: this.shapes.values,
      listed: this.listed.values,
      projection: this.projection.values,
      unknown: this.unknown.values,
      dense: Object.fromEntries(
        Object.entries(this.parameters).map(([name, table]) => [name, table.values]),
      ) as NetworkWeights['dense'],
    };
  }

  /** Changes all weights by their slopes, which are then 0 again. Slopes that are steep together are cut down to `STEEPEST`. */
  private update(rate: number, step: number): void {
    const sparse = [this.forms, ...this.affixes];
    let squares = 0;
    for (const part of [...this.moments, ...sparse]) squares += part.squares();
    const scale = Math.min(1, STEEPEST / Math.sqrt(squares + 1e-12));
    for (const part of [...this.moments, ...sparse]) part.update(rate, step, scale);
  }
}

function unpack({ values }: SparseTable, { codes, scales, columns }: ByteTable): void {
  for (let i = 0; i < codes.length; i++) values[i] = codes[i]! * scales[Math.floor(i / columns)]!;
}

/** What is kept of the way forward through one batch for the way back. */
interface Pass {
  readonly steps: Steps;
  readonly rows: number;
  /** For each row whether its form (1) or its general vector (2) was left out. */
  readonly unknown: Uint8Array;
  readonly drop: (table: Table) => void;
  /** Slopes over a table as they were before numbers were dropped and, if it was rectified, before that. */
  readonly undrop: (table: Table, tableSlope: Table, rectified: boolean) => void;
}

/** Length of the slope over all weights that one step may have. */
const STEEPEST = 5;

/** Calls `visit` for each word of the batch with its place in the sentence, its row and the number of its sentence. */
function eachWord<W extends Words>(
  batch: readonly W[],
  { offsets }: Steps,
  visit: (example: W, t: number, row: number, b: number) => void,
): void {
  batch.forEach((example, b) => {
    for (let t = 0; t < example.length; t++) visit(example, t, offsets[t]! + b, b);
  });
}
