import { FEATURE_BITS } from './hash.ts';

/** What can judge a bundle of features: the packed weights when reading, the growing ones when training. */
export interface Scorer {
  readonly classes: number;
  /** Adds up the weights of the first `count` of `features` for each class into `scores`, which is cleared first. */
  score(features: Int32Array, count: number, scores: Float64Array): void;
}

/** The largest number of classes whose weights fit into one slot, a byte each. */
const NARROW = 4;
/** Bits of the filter for each feature: the more, the rarer a look-up in vain. */
const FILTER_BITS = 8;
/** Features that are looked up in one go. */
const LONGEST_ROW = 256;

/**
 * The weights of one linear classifier: a hash table from features to rows of (class, weight), laid out so that few look-ups
 * wait for memory: a small filter of single bits says first which features are
 * there at all (half are not); look-ups of one row of features are done side by side, not one after the other; with up to four
 * classes the weights stand in the slot itself. Nothing is allocated. Weights are whole numbers, `UNIT` for one update of the trainer.
 */
export class Weights implements Scorer {
  readonly classes: number;
  /**
   * Pairs: feature + 1 (0 is empty), then the row: with up to four classes the codes of their weights; with more, a single entry
   * (doubled, plus 1) or the row's place in `entries` (doubled).
   */
  private readonly slots: Int32Array;
  /** Rows with several entries: their length, then `weight << 8 | class` each. */
  private readonly entries: Int32Array;
  private readonly levels: Int32Array;
  private readonly filter: Uint32Array;
  /** A feature's place is its highest bits: features are hashes already, and come in order when the table is filled. */
  private readonly slotShift: number;
  private readonly slotMask: number;
  private readonly filterShift: number;
  private readonly present = new Int32Array(LONGEST_ROW);

  constructor(rows: CodedRows) {
    const { classes, features, rowEnds, rowClasses, codes, levels } = rows;
    this.classes = classes;
    // From code + 128 to weight.
    this.levels = Int32Array.from({ length: 256 }, (_, i) => (i < 128 ? -levels[128 - i]! || 0 : levels[i - 128]!));
    const bits = Math.max(8, Math.ceil(Math.log2(Math.max(1, features.length) * 1.5)));
    const filterBits = Math.min(
      FEATURE_BITS,
      Math.max(8, Math.ceil(Math.log2(Math.max(1, features.length) * FILTER_BITS))),
    );
    this.slotShift = FEATURE_BITS - bits;
    this.slotMask = 2 ** bits - 1;
    this.filterShift = FEATURE_BITS - filterBits;
    this.slots = new Int32Array(2 ** (bits + 1));
    this.filter = new Uint32Array(2 ** (filterBits - 5));
    const isNarrow = classes <= NARROW;
    this.entries = new Int32Array(isNarrow ? 0 : codes.length + features.length);
    let to = 0;
    for (let i = 0, from = 0; i < features.length; i++) {
      const feature = features[i]!;
      const bit = feature >>> this.filterShift;
      this.filter[bit >>> 5]! |= 1 << (bit & 31);
      let slot = feature >>> this.slotShift;
      while (this.slots[slot << 1] !== 0) slot = (slot + 1) & this.slotMask;
      this.slots[slot << 1] = feature + 1;
      const end = rowEnds[i]!;
      if (isNarrow) {
        let packed = 0;
        for (let e = from; e < end; e++) packed |= (codes[e]! & 255) << (rowClasses[e]! * 8);
        this.slots[(slot << 1) + 1] = packed;
      } else if (end - from === 1) {
        this.slots[(slot << 1) + 1] = (((this.levels[codes[from]! + 128]! << 8) | rowClasses[from]!) << 1) | 1;
      } else {
        this.slots[(slot << 1) + 1] = to << 1;
        this.entries[to++] = end - from;
        for (let e = from; e < end; e++) this.entries[to++] = (this.levels[codes[e]! + 128]! << 8) | rowClasses[e]!;
      }
      from = end;
    }
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    const found = this.find(features, count);
    if (this.classes <= NARROW) this.addNarrow(found, scores);
    else this.addWide(found, scores);
  }

  /** Puts the second halves of the slots of those features that are in the table into `present`; returns how many there are. */
  private find(features: Int32Array, count: number): number {
    const { filter, filterShift, slots, slotShift, slotMask, present } = this;
    let likely = 0;
    for (let f = 0; f < count; f++) {
      const feature = features[f]!;
      const bit = feature >>> filterShift;
      present[likely] = feature;
      likely += (filter[bit >>> 5]! >>> (bit & 31)) & 1;
    }
    let found = 0;
    for (let f = 0; f < likely; f++) {
      const feature = present[f]!;
      let slot = feature >>> slotShift;
      let key = slots[slot << 1]!;
      while (key !== feature + 1 && key !== 0) {
        slot = (slot + 1) & slotMask;
        key = slots[slot << 1]!;
      }
      present[found] = slots[(slot << 1) + 1]!;
      found += key === 0 ? 0 : 1;
    }
    return found;
  }

  private addNarrow(found: number, scores: Float64Array): void {
    const { present, levels } = this;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let f = 0; f < found; f++) {
      const packed = present[f]!;
      a += levels[((packed << 24) >> 24) + 128]!;
      b += levels[((packed << 16) >> 24) + 128]!;
      c += levels[((packed << 8) >> 24) + 128]!;
      d += levels[(packed >> 24) + 128]!;
    }
    scores[0] = a;
    scores[1] = b;
    if (this.classes > 2) scores[2] = c;
    if (this.classes > 3) scores[3] = d;
  }

  private addWide(found: number, scores: Float64Array): void {
    const { present, entries, classes } = this;
    for (let c = 0; c < classes; c++) scores[c] = 0;
    for (let f = 0; f < found; f++) {
      const place = present[f]!;
      if ((place & 1) === 1) {
        scores[(place >> 1) & 255]! += place >> 9;
        continue;
      }
      let at = place >> 1;
      const end = at + entries[at]!;
      while (at < end) {
        const entry = entries[++at]!;
        scores[entry & 255]! += entry >> 8;
      }
    }
  }
}

/** Rows of weights as codes, in the order of their features. */
export interface CodedRows {
  readonly classes: number;
  readonly features: Int32Array;
  /** End of each row in `rowClasses` and `codes`. */
  readonly rowEnds: Int32Array;
  readonly rowClasses: Uint8Array;
  readonly codes: Int8Array;
  /** Weight of the codes 0 to 127; negative codes are negative weights. */
  readonly levels: Float64Array;
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

/** What one update of the trainer weighs in the whole numbers that are added up when reading. */
export const UNIT = 64;

/** The whole-number weights of the codes 0 to 127, when code 1 stands for the weight `smallest`. */
function levelsFrom(smallest: number): Float64Array {
  return Float64Array.from({ length: 128 }, (_, code) =>
    code === 0 ? 0 : Math.round(UNIT * smallest * Math.exp((code - 1) / STEPS_PER_E)),
  );
}

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
  for (const n of [classes, Math.round(smallest * MILLION), kept.length, gaps.length, lengths.length, labels.length])
    head.number(n);
  return concat([head, gaps, lengths, labels, codes].map(list => list.bytes()));
}

/** The smallest weight is written in millionths. */
const MILLION = 1_000_000;

export function unpackWeights(bytes: Uint8Array): Weights {
  const head = new ByteReader(bytes, 0);
  const classes = head.number();
  const levels = levelsFrom(head.number() / MILLION);
  const count = head.number();
  const gapBytes = head.number();
  const lengthBytes = head.number();
  const entryCount = head.number();
  const gaps = new ByteReader(bytes, head.at);
  const lengths = new ByteReader(bytes, head.at + gapBytes);
  const rowClasses = bytes.subarray(head.at + gapBytes + lengthBytes, head.at + gapBytes + lengthBytes + entryCount);
  const codeBytes = bytes.subarray(
    head.at + gapBytes + lengthBytes + entryCount,
    head.at + gapBytes + lengthBytes + 2 * entryCount,
  );
  if (codeBytes.length !== entryCount) throw new RangeError('the bytes end too early');
  const codes = new Int8Array(codeBytes.buffer, codeBytes.byteOffset, entryCount);
  const features = new Int32Array(count);
  const rowEnds = new Int32Array(count);
  const limit = 2 ** FEATURE_BITS;
  let feature = -1;
  let end = 0;
  for (let i = 0; i < count; i++) {
    feature += gaps.number() + 1;
    if (feature >= limit) throw new RangeError('a feature lies outside the table');
    features[i] = feature;
    end += lengths.number();
    rowEnds[i] = end;
  }
  return new Weights({ classes, features, rowEnds, rowClasses, codes, levels });
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
