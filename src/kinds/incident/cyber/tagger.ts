/** Tags runs of words: a linear model over hashed features with weights for what follows what, and the best sequence by Viterbi's method. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Span } from '../../../core/span.ts';
import type { Analysis, Word } from '../../../language/analysis.ts';
import { hashOf } from '../../../language/hash.ts';

/**
 * Weights for words that are of none of the classes (label 0), begin a run of class c (1 + 2c) or go on with one (2 + 2c).
 * By slot, then label; `steps` by label before, then label.
 */
export interface TaggerWeights {
  readonly labels: number;
  readonly slots: Float64Array | Int8Array;
  readonly steps: Float64Array;
  /** Added to the sum of label 0: less than nothing finds more. */
  readonly none: number;
}

/** A run of words of one class. */
export interface Tag {
  readonly class: number;
  readonly words: readonly Word[];
  readonly span: Span;
}

export const SLOT_BITS = 18;
export const SLOTS = 1 << SLOT_BITS;

export function slotsOf(features: readonly (readonly string[])[]): Int32Array[] {
  return features.map(list => Int32Array.from(list, feature => (hashOf(feature) >>> 0) & (SLOTS - 1)));
}

/** The label of each word. No run crosses the end of a sentence. */
export function tag(
  { words }: Analysis,
  features: readonly Int32Array[],
  { labels, slots, steps, none }: TaggerWeights,
): Int32Array {
  const count = words.length;
  const best = new Float64Array(count * labels);
  const from = new Int8Array(count * labels);
  for (let i = 0; i < count; i++) {
    const sums = new Float64Array(labels);
    sums[0] = none;
    for (const slot of features[i]!)
      for (let label = 0; label < labels; label++) sums[label]! += slots[slot * labels + label]!;
    const isFirst = i === 0 || words[i]!.sentence !== words[i - 1]!.sentence;
    for (let label = 0; label < labels; label++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let before = 0; before < labels; before++) {
        if (!follows(isFirst ? 0 : before, label)) continue;
        const sum = (i === 0 ? 0 : best[(i - 1) * labels + before]!) + (isFirst ? 0 : steps[before * labels + label]!);
        if (sum > most) {
          most = sum;
          from[i * labels + label] = before;
        }
        if (i === 0) break;
      }
      best[i * labels + label] = most + sums[label]!;
    }
  }
  const found = new Int32Array(count);
  if (count === 0) return found;
  let label = 0;
  for (let other = 1; other < labels; other++)
    if (best[(count - 1) * labels + other]! > best[(count - 1) * labels + label]!) label = other;
  for (let i = count - 1; i >= 0; i--) {
    found[i] = label;
    label = from[i * labels + label]!;
  }
  return found;
}

/** A run is gone on with only where it was begun. */
function follows(before: number, label: number): boolean {
  return label === 0 || label % 2 === 1 || before === label || before === label - 1;
}

export function tagsIn({ words }: Analysis, labels: Int32Array): Tag[] {
  const found: Tag[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label % 2 === 0) continue;
    let last = i;
    while (labels[last + 1] === label + 1) last++;
    found.push({
      class: (label - 1) / 2,
      words: words.slice(i, last + 1),
      span: { start: words[i]!.start, end: words[last]!.end },
    });
  }
  return found;
}

/** The features that spoke loudest for a label against none, with their weights. */
export function explain(
  features: readonly string[],
  label: number,
  { labels, slots }: TaggerWeights,
  count: number,
): string[] {
  return features
    .map(name => {
      const at = ((hashOf(name) >>> 0) & (SLOTS - 1)) * labels;
      return { name, weight: slots[at + label]! - slots[at]! };
    })
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, count)
    .map(({ name, weight }) => `${weight >= 0 ? '+' : ''}${weight} ${name}`);
}

const MAGIC = 0xc7;
/** Raised whenever features change: weights of another version are refused. */
const FEATURE_VERSION = 1;
const HEADER = 4;

/** The bytes of model/cyber.bin: a head, then for each tagger its sizes, steps and slots, the latter as signed bytes; compressed. */
export function packTaggers(taggers: readonly TaggerWeights[]): Uint8Array {
  const parts = taggers.map(({ labels, slots, steps, none }) => {
    let largest = 0;
    for (const weight of slots) largest = Math.max(largest, Math.abs(weight));
    const scale = largest / 127 || 1;
    const bytes = new Uint8Array(8 + 4 * steps.length + slots.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, labels, true);
    view.setFloat32(4, none / scale, true);
    steps.forEach((weight, i) => view.setFloat32(8 + 4 * i, weight / scale, true));
    slots.forEach((weight, i) => view.setInt8(8 + 4 * steps.length + i, Math.round(weight / scale)));
    return bytes;
  });
  const bytes = new Uint8Array(HEADER + parts.reduce((sum, { length }) => sum + length, 0));
  bytes.set([MAGIC, FEATURE_VERSION, taggers.length]);
  let at = HEADER;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return brotliCompressSync(bytes);
}

/** Reads what `packTaggers` made, weights in units of a signed byte; throws a RangeError on anything else. */
export function unpackTaggers(packed: Uint8Array): TaggerWeights[] {
  const bytes = brotliDecompressSync(packed);
  if (bytes[0] !== MAGIC || bytes[1] !== FEATURE_VERSION)
    throw new RangeError('these are no tagger weights of this version');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = HEADER;
  return Array.from({ length: bytes[2]! }, () => {
    const labels = view.getUint32(at, true);
    const none = view.getFloat32(at + 4, true);
    const steps = Float64Array.from({ length: labels * labels }, (_, i) => view.getFloat32(at + 8 + 4 * i, true));
    at += 8 + 4 * steps.length;
    const slots = new Int8Array(bytes.buffer, bytes.byteOffset + at, SLOTS * labels);
    at += slots.length;
    return { labels, none, steps, slots };
  });
}
