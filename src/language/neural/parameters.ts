import { type Kernel, type Table, WIDTH } from './kernel.ts';
import { GATES, type LstmWeights } from './layers.ts';

/** How wide each part of the network is. All but the numbers of classes are multiples of WIDTH. */
export interface Sizes {
  /** Numbers that stand for a word on its way in. */
  readonly input: number;
  /** Cells of a recurrent layer, for each direction. */
  readonly state: number;
  /** What the arcs see of a head, and of a dependent. */
  readonly arc: number;
  /** What the relations see of both. */
  readonly relation: number;
  /** What the names see of a word. */
  readonly name: number;
  readonly tags: number;
  readonly relations: number;
  readonly names: number;
}

/** Classes of distance between dependent and head that have a score of their own: up to 16 words to the left, to the right; the root. */
export const FARTHEST = 16;
export const DISTANCES = 2 * FARTHEST + 2;

/** Shape of each table of weights: rows and columns. The order is that of the file. */
export function shapesOf(sizes: Sizes) {
  const { input, state, arc, relation, name } = sizes;
  const both = 2 * state;
  return {
    inputScale: [1, input],
    inputShift: [1, input],
    input1: [input, both * GATES],
    bias1: [1, both * GATES],
    forward1: [state, state * GATES],
    backward1: [state, state * GATES],
    input2: [both, both * GATES],
    bias2: [1, both * GATES],
    forward2: [state, state * GATES],
    backward2: [state, state * GATES],
    outputScale: [1, both],
    outputShift: [1, both],
    tag: [both, wide(sizes.tags)],
    tagBias: [1, wide(sizes.tags)],
    dependent: [both, arc],
    dependentBias: [1, arc],
    head: [both, arc],
    headBias: [1, arc],
    rootHead: [1, arc],
    arc: [arc, arc],
    arcBias: [1, arc],
    distance: [1, wide(DISTANCES)],
    below: [both, relation],
    belowBias: [1, relation],
    above: [both, relation],
    aboveBias: [1, relation],
    rootAbove: [1, relation],
    relation: [relation, wide(sizes.relations)],
    relationBias: [1, wide(sizes.relations)],
    name1: [both, name],
    name1Bias: [1, name],
    name2: [name, wide(sizes.names)],
    name2Bias: [1, wide(sizes.names)],
    begin: [both, WIDTH],
    beginBias: [1, WIDTH],
  } as const satisfies Record<string, readonly [rows: number, columns: number]>;
}

export type ParameterName = keyof ReturnType<typeof shapesOf>;
export type Parameters = Readonly<Record<ParameterName, Table>>;

/** Rounded up to whole vectors. */
export function wide(columns: number): number {
  return Math.ceil(columns / WIDTH) * WIDTH;
}

/** Tables of zeros for all weights. */
export function makeParameters(kernel: Kernel, sizes: Sizes): Parameters {
  const tables = Object.entries(shapesOf(sizes)).map(([name, [rows, columns]]) => [name, kernel.table(rows, columns)]);
  return Object.fromEntries(tables) as Parameters;
}

/** How many floats all weights take. */
export function parameterCount(sizes: Sizes): number {
  return Object.values(shapesOf(sizes)).reduce((sum, [rows, columns]) => sum + rows * columns, 0);
}

export function lstmWeights(p: Parameters, layer: 1 | 2): LstmWeights {
  return layer === 1
    ? { input: p.input1, bias: p.bias1, recurrent: [p.forward1, p.backward1] }
    : { input: p.input2, bias: p.bias2, recurrent: [p.forward2, p.backward2] };
}
