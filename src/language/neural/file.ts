import { joinParts, PartReader } from '../parts.ts';
import { Lexicon } from './lexicon.ts';
import { type ParameterName, shapesOf, type Sizes } from './parameters.ts';
import { type ByteTable, LISTED, type NetworkWeights, SHAPES } from './weights.ts';

/** The head of a network's file, as JSON: sizes and, one to a line, the words it knows. */
interface NetworkHead {
  readonly sizes: Sizes;
  readonly forms: string;
  readonly affixes: readonly string[];
  readonly vectors: string;
  readonly vectorColumns: number;
}

/**
 * The bytes of a network: the head; the tables of forms and affixes (codes, then a scale of 32 bits for each row); the codes of the general
 * vectors; then all other weights as numbers of 16 bits. Each part is preceded by its length.
 */
export function encodeNetwork(head: NetworkHead, weights: Omit<NetworkWeights, 'lexicon' | 'sizes'>): Uint8Array {
  const { forms, affixes, vectors, shapes, listed, projection, unknown, dense } = weights;
  const tables = [forms, ...affixes].flatMap(({ codes, scales }) => [bytesOf(codes), bytesOf(scales)]);
  const halves = [
    shapes,
    listed,
    projection,
    unknown,
    ...Object.keys(shapesOf(head.sizes)).map(n => dense[n as ParameterName]),
  ];
  const parts = [
    new TextEncoder().encode(JSON.stringify(head)),
    ...tables,
    bytesOf(vectors.codes),
    ...halves.map(values => bytesOf(Float16Array.from(values))),
  ];
  return joinParts(parts);
}

/** Throws a RangeError when the bytes are no network. */
export function decodeNetwork(bytes: Uint8Array): NetworkWeights {
  const reader = new PartReader(bytes);
  // The large tables stay where they stand: a second copy of them would be a third of what the program takes.
  const bytesIn = (): Int8Array => {
    const { buffer, byteOffset, byteLength } = reader.next();
    return new Int8Array(buffer, byteOffset, byteLength);
  };
  // Copies of their own, so that numbers of two and four bytes begin where they must.
  const part = (): Uint8Array<ArrayBuffer> => new Uint8Array(reader.next());
  const head = JSON.parse(new TextDecoder().decode(part())) as NetworkHead;
  const { sizes, vectorColumns } = head;
  const table = (rows: number): ByteTable => {
    const codes = bytesIn();
    const scales = new Float32Array(part().buffer);
    if (scales.length !== rows || codes.length !== rows * sizes.input) throw new RangeError('a table has a wrong size');
    return { rows, columns: sizes.input, codes, scales };
  };
  const forms = lines(head.forms);
  const affixes = head.affixes.map(lines);
  const vectors = lines(head.vectors);
  const half = (count: number): Float32Array => {
    const values = Float32Array.from(new Float16Array(part().buffer));
    if (values.length !== count) throw new RangeError('a table has a wrong size');
    return values;
  };
  const { input } = sizes;
  return {
    sizes,
    lexicon: new Lexicon(forms, affixes, vectors),
    forms: table(forms.length + 1),
    affixes: affixes.map(list => table(list.length + 1)),
    vectors: { columns: vectorColumns, codes: bytesIn() },
    shapes: half(SHAPES * input),
    listed: half(LISTED * input),
    projection: half(vectorColumns * input),
    unknown: half(input),
    dense: Object.fromEntries(
      Object.entries(shapesOf(sizes)).map(([name, [rows, columns]]) => [name, half(rows * columns)]),
    ) as Record<ParameterName, Float32Array>,
  };
}

function lines(list: string): string[] {
  return list.split('\n');
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}
