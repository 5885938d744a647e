/** The trained judge of candidates: a linear model over hashed features. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Candidate, Page } from './candidate.ts';
import { featuresOf } from './features.ts';

/** Gives each candidate of a cue the probability, 0 to 1, that it is an attribution and read right. */
export interface Judge {
  judge(page: Page, candidate: Candidate, rivals: readonly Candidate[]): number;
  /** A cue's best candidate is kept from here on. */
  readonly threshold: number;
}

/** Without trained weights: the lexicon decides. */
export const lexiconJudge: Judge = {
  judge(page, { known, frame, source, content, rule }) {
    if (!known) return 0.1;
    const named = source.words.length > 0 ? 0.2 : 0;
    const quoted = frame === 'quotation' ? (rule === 'quotation around' ? 0.25 : 0.2) : 0;
    const clause = frame === 'clause' ? 0.15 : 0;
    return 0.4 + named + quoted + clause + (page.quotationOf[content[0]!.index] ? 0.05 : 0);
  },
  threshold: 0.5,
};

/** Name of the file, below the folder `model/` of the package, that holds the trained weights. */
export const ATTRIBUTION_MODEL_FILE = 'attributions.bin';

export const SLOT_BITS = 18;
const MAGIC = 0xa7;
/** Raised whenever features change: weights of another version are refused. */
export const FEATURE_VERSION = 1;
const HEADER = 16;

/** Slot of the weight for a feature. */
export function slotOf(feature: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 13)) >>> 0) & ((1 << SLOT_BITS) - 1);
}

export interface AttributionWeights extends Judge {
  /** The features that spoke loudest for and against a candidate, with their weights. */
  explain(page: Page, candidate: Candidate, rivals: readonly Candidate[], count: number): string[];
}

/** Reads the bytes that `packWeights` made; throws a RangeError on anything else. */
export function loadAttributionWeights(packed: Uint8Array): AttributionWeights {
  const bytes = brotliDecompressSync(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (
    bytes.length !== HEADER + (1 << SLOT_BITS) ||
    view.getUint8(0) !== MAGIC ||
    view.getUint8(1) !== FEATURE_VERSION
  ) {
    throw new RangeError('these are no attribution weights of this version');
  }
  const scale = view.getFloat32(4, true);
  const threshold = view.getFloat32(8, true);
  const weights = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER, 1 << SLOT_BITS);
  const weightOf = (feature: string): number => weights[slotOf(feature)]! * scale;
  return {
    threshold,
    judge(page, candidate, rivals) {
      let sum = 0;
      for (const feature of featuresOf(page, candidate, rivals)) sum += weightOf(feature);
      return 1 / (1 + Math.exp(-sum));
    },
    explain(page, candidate, rivals, count) {
      return featuresOf(page, candidate, rivals)
        .map(feature => ({ feature, weight: weightOf(feature) }))
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .slice(0, count)
        .map(({ feature, weight }) => `${weight >= 0 ? '+' : ''}${weight.toFixed(2)} ${feature}`);
    },
  };
}

export function packWeights(weights: Float64Array, threshold: number): Uint8Array {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127 || 1;
  const bytes = new Uint8Array(HEADER + (1 << SLOT_BITS));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, MAGIC);
  view.setUint8(1, FEATURE_VERSION);
  view.setFloat32(4, scale, true);
  view.setFloat32(8, threshold, true);
  const packed = new Int8Array(bytes.buffer, HEADER);
  weights.forEach((weight, slot) => {
    packed[slot] = Math.round(weight / scale);
  });
  return brotliCompressSync(bytes);
}
