import { FEATURE_BITS } from './hash.ts';

/** What can judge a bundle of features: the packed weights when reading, the growing ones when training. */
export interface Scorer {
  readonly classes: number;
  /** Adds up the weights of the first `count` of `features` for each class into `scores`, which is cleared first. */
  score(features: Int32Array, count: number, scores: Float64Array): void;
}

/**
 * The weights of one linear classifier: a hash table from features to rows of (class, weight). One look-up touches one or two lines of
 * memory; nothing is allocated. Weights are whole numbers (their scale is the same for all classes).
 */
export class Weights implements Scorer {
  readonly classes: number;
  /** Pairs: feature + 1 (0 is empty), first entry. */
  private readonly slots: Int32Array;
  /** `weight << 8 | class`, the last of a row marked by the sign of a neighbour: rows end where the next begins. */
  private readonly entries: Int32Array;
  private readonly mask: number;

  constructor(classes: number, features: Int32Array, rowEnds: Int32Array, entries: Int32Array) {
    this.classes = classes;
    let size = 1024;
    while (size < features.length * 2) size *= 2;
    this.mask = size - 1;
    this.slots = new Int32Array(size * 2);
    this.entries = new Int32Array(entries.length + features.length);
    let to = 0;
    for (let i = 0, from = 0; i < features.length; i++) {
      let slot = spread(features[i]!) & this.mask;
      while (this.slots[slot * 2] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot * 2] = features[i]! + 1;
      this.slots[slot * 2 + 1] = to;
      const end = rowEnds[i]!;
      // The row starts with its length, so that one jump finds both.
      this.entries[to++] = end - from;
      while (from < end) this.entries[to++] = entries[from++]!;
    }
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    const { slots, entries, mask, classes } = this;
    for (let c = 0; c < classes; c++) scores[c] = 0;
    for (let f = 0; f < count; f++) {
      const key = features[f]! + 1;
      let slot = spread(key - 1) & mask;
      for (;;) {
        const found = slots[slot << 1]!;
        if (found === key) {
          let at = slots[(slot << 1) + 1]!;
          const end = at + entries[at]!;
          while (at < end) {
            const entry = entries[++at]!;
            scores[entry & 255]! += entry >> 8;
          }
          break;
        }
        if (found === 0) break;
        slot = (slot + 1) & mask;
      }
    }
  }
}

function spread(feature: number): number {
  const h = Math.imul(feature, 0x9e3779b1);
  return (h ^ (h >>> 15)) >>> 0;
}

/** One weight as the trainer hands it over. */
export interface SparseRow {
  readonly feature: number;
  readonly classes: readonly number[];
  readonly weights: readonly number[];
}

/**
 * Weights are kept as one signed byte each on a logarithmic scale: small weights, which are many, keep their differences
 * (a linear byte costs 0.65 points of tagging accuracy).
 */
const STEPS_PER_E = 12;
/** Whole-number weight of the smallest step. */
const SMALLEST = 16;
const LEVELS = Float64Array.from({ length: 128 }, (_, code) =>
  code === 0 ? 0 : Math.round(SMALLEST * Math.exp((code - 1) / STEPS_PER_E)),
);

/** The byte for `weight`, given the weight that the smallest step stands for. */
function codeOf(weight: number, smallest: number): number {
  const size = Math.abs(weight) / smallest;
  const code = Math.min(127, Math.max(0, Math.round(Math.log(size) * STEPS_PER_E) + 1));
  return weight < 0 ? -code : code;
}

/**
 * Packs rows into bytes: counts, then four streams (distances between features, lengths of rows, classes, weights), so that a general
 * compressor finds each kind of number beside its like. `smallest` is the weight below which nothing is kept.
 */
export function packWeights(classes: number, rows: readonly SparseRow[], smallest: number): Uint8Array {
  const kept = rows
    .map(row => {
      const pairs = row.classes
        .map((c, i) => [c, codeOf(row.weights[i]!, smallest)] as const)
        .filter(([, code], i) => code !== 0 && Math.abs(row.weights[i]!) >= smallest);
      return { feature: row.feature, pairs };
    })
    .filter(row => row.pairs.length > 0)
    .sort((a, b) => a.feature - b.feature);
  const gaps = new ByteList();
  const lengths = new ByteList();
  const labels = new ByteList();
  const codes = new ByteList();
  let last = -1;
  for (const { feature, pairs } of kept) {
    gaps.number(feature - last - 1);
    last = feature;
    lengths.number(pairs.length);
    for (const [c, code] of pairs.sort((a, b) => a[0] - b[0])) {
      labels.byte(c);
      codes.byte(code & 255);
    }
  }
  const head = new ByteList();
  for (const n of [classes, kept.length, gaps.length, lengths.length, labels.length]) head.number(n);
  return concat([head, gaps, lengths, labels, codes].map(list => list.bytes()));
}

export function unpackWeights(bytes: Uint8Array): Weights {
  const head = new ByteReader(bytes, 0);
  const classes = head.number();
  const count = head.number();
  const gapBytes = head.number();
  const lengthBytes = head.number();
  const entryCount = head.number();
  const gaps = new ByteReader(bytes, head.at);
  const lengths = new ByteReader(bytes, head.at + gapBytes);
  let label = head.at + gapBytes + lengthBytes;
  let code = label + entryCount;
  const features = new Int32Array(count);
  const rowEnds = new Int32Array(count);
  const entries = new Int32Array(entryCount);
  const limit = 2 ** FEATURE_BITS;
  let feature = -1;
  let end = 0;
  for (let i = 0; i < count; i++) {
    feature += gaps.number() + 1;
    if (feature >= limit) throw new RangeError('a feature lies outside the table');
    features[i] = feature;
    const from = end;
    end += lengths.number();
    rowEnds[i] = end;
    for (let e = from; e < end; e++) {
      const signed = (bytes[code++]! << 24) >> 24;
      const weight = signed < 0 ? -LEVELS[-signed]! : LEVELS[signed]!;
      entries[e] = (weight << 8) | bytes[label++]!;
    }
  }
  return new Weights(classes, features, rowEnds, entries);
}

/** Bytes that grow. Numbers are written seven bits a byte, low bits first. */
export class ByteList {
  private store = new Uint8Array(1024);
  length = 0;

  byte(value: number): void {
    if (this.length === this.store.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.store);
      this.store = larger;
    }
    this.store[this.length++] = value;
  }

  number(value: number): void {
    while (value > 127) {
      this.byte((value & 127) | 128);
      value >>>= 7;
    }
    this.byte(value);
  }

  bytes(): Uint8Array {
    return this.store.slice(0, this.length);
  }
}

export class ByteReader {
  private readonly source: Uint8Array;
  at: number;

  constructor(source: Uint8Array, at: number) {
    this.source = source;
    this.at = at;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.source[this.at++];
      if (byte === undefined) throw new RangeError('the bytes end too early');
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new RangeError('a number is too long');
  }
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
