import { type Kernel, type Table, WIDTH } from './kernel.ts';
import { linear, Lstm, normalise, rectify, type Steps } from './layers.ts';
import { lstmWeights, type Parameters, type Sizes, wide } from './parameters.ts';

/** What the trainer does to a table on its way to the next layer; a reader does nothing. */
export type Between = (table: Table, rows: number) => void;

const nothing: Between = () => {};

/**
 * From words to what every question is asked of: two recurrent layers read the sentence in both directions; on top of them stand the
 * tags, the arcs (what a word is as a dependent and as a head; biaffine attention, Dozat & Manning 2017), the relations and the names.
 */
export class Encoder {
  /** One row for each word; filled by the caller. */
  readonly words: Table;
  readonly wordsNormal: Table;
  readonly input: Table;
  readonly first: Lstm;
  /** What the second layer reads of the first. */
  readonly middle: Table;
  readonly second: Lstm;
  readonly outputNormal: Table;
  readonly output: Table;
  readonly tags: Table;
  readonly dependents: Table;
  readonly heads: Table;
  /** Dependents, turned so that their product with a head is the score of the arc. */
  readonly wanted: Table;
  readonly below: Table;
  readonly above: Table;
  readonly name: Table;
  readonly names: Table;
  /** Does a sentence begin here? Scores of no and yes, in text that has lost its punctuation. */
  readonly begins: Table;
  readonly inputSpread: Float32Array;
  readonly outputSpread: Float32Array;
  private readonly kernel: Kernel;

  constructor(kernel: Kernel, sizes: Sizes, rows: number) {
    const { input, state, arc, relation, name } = sizes;
    this.kernel = kernel;
    this.words = kernel.table(rows, input);
    this.wordsNormal = kernel.table(rows, input);
    this.input = kernel.table(rows, input);
    this.first = new Lstm(kernel, rows, state);
    this.middle = kernel.table(rows, 2 * state);
    this.second = new Lstm(kernel, rows, state);
    this.outputNormal = kernel.table(rows, 2 * state);
    this.output = kernel.table(rows, 2 * state);
    this.tags = kernel.table(rows, wide(sizes.tags));
    this.dependents = kernel.table(rows, arc);
    this.heads = kernel.table(rows, arc);
    this.wanted = kernel.table(rows, arc);
    this.below = kernel.table(rows, relation);
    this.above = kernel.table(rows, relation);
    this.name = kernel.table(rows, name);
    this.names = kernel.table(rows, wide(sizes.names));
    this.begins = kernel.table(rows, WIDTH);
    this.inputSpread = new Float32Array(rows);
    this.outputSpread = new Float32Array(rows);
  }

  /** How many floats the tables of an encoder take. */
  static size(sizes: Sizes, rows: number): number {
    const { input, state, arc, relation, name, tags, names } = sizes;
    const columns =
      3 * input + 2 * (2 * state * 5) + 6 * state + 3 * arc + 2 * relation + name + wide(tags) + wide(names) + WIDTH;
    return (rows + 1) * columns;
  }

  /** Reads sentences: fills all tables but `begins`. */
  run(p: Parameters, steps: Steps, between: Between = nothing): void {
    const { kernel, output } = this;
    const { rows } = steps;
    this.encode(p, steps, between);
    linear(kernel, rows, output, p.tag, p.tagBias, this.tags);
    linear(kernel, rows, output, p.dependent, p.dependentBias, this.dependents);
    rectify(this.dependents, rows);
    between(this.dependents, rows);
    linear(kernel, rows, output, p.head, p.headBias, this.heads);
    rectify(this.heads, rows);
    between(this.heads, rows);
    linear(kernel, rows, this.dependents, p.arc, p.arcBias, this.wanted);
    linear(kernel, rows, output, p.below, p.belowBias, this.below);
    linear(kernel, rows, output, p.above, p.aboveBias, this.above);
    linear(kernel, rows, output, p.name1, p.name1Bias, this.name);
    rectify(this.name, rows);
    between(this.name, rows);
    linear(kernel, rows, this.name, p.name2, p.name2Bias, this.names);
  }

  /** Reads a stream of words without punctuation: fills `begins`. */
  runStream(p: Parameters, steps: Steps, between: Between = nothing): void {
    this.encode(p, steps, between);
    linear(this.kernel, steps.rows, this.output, p.begin, p.beginBias, this.begins);
  }

  private encode(p: Parameters, steps: Steps, between: Between): void {
    const { words, wordsNormal, input, first, middle, second, outputNormal, output } = this;
    const { rows } = steps;
    normalise(rows, words, p.inputScale, p.inputShift, wordsNormal, input, this.inputSpread);
    between(input, rows);
    first.run(input, lstmWeights(p, 1), steps);
    middle.values.set(first.out.values.subarray(0, rows * middle.columns));
    between(middle, rows);
    second.run(middle, lstmWeights(p, 2), steps);
    normalise(rows, second.out, p.outputScale, p.outputShift, outputNormal, output, this.outputSpread);
  }
}
