/** The trained judge of authored texts: three linear models over hashed features, each a probability. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';

/** Answers with probabilities, 0 to 1. */
export interface CommitmentJudge {
  /** Is a text with these features (`registerFeatures`) issued by one who speaks for himself? */
  release(features: readonly string[]): number;
  /** Does a sentence of such a text with these features (`featuresOf`) commit its author, or somebody for him? */
  commits(features: readonly string[]): number;
  /** Is what a sentence commits to told exactly (what, how much, where), and not only in general? */
  specific(features: readonly string[]): number;
  /** Sentences are taken from here on. */
  readonly threshold: number;
  /** The features that weighed most for and against `commits`, with their weights; empty without trained weights. */
  explain(features: readonly string[], count: number): string[];
}

/** Without trained weights: who says what he will do commits himself; figures make it exact. */
export const plainJudge: CommitmentJudge = {
  release: features => (features.some(feature => /^(?:we|author) future plain/u.test(feature)) ? 0.8 : 0.2),
  commits: features =>
    features.some(feature => /^role\+mood=(?:we|author|parties) (?:will|shall)$/u.test(feature)) ? 0.7 : 0.1,
  specific: features => (features.includes('number=true') ? 0.8 : 0.4),
  threshold: 0.5,
  explain: () => [],
};

export const SLOT_BITS = 18;
const MAGIC = 0xc7;
/** Raised whenever features change: weights of another version are refused. */
export const FEATURE_VERSION = 1;
const HEADER = 20;
const MODELS = ['release', 'commits', 'specific'] as const;

/** What training finds: weights by slot. */
export type Trained = Readonly<Record<(typeof MODELS)[number], Float64Array>> & { readonly threshold: number };

/** Slot of the weight for a feature. */
export function slotOf(feature: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < feature.length; i++) h = Math.imul(h ^ feature.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 13)) >>> 0) & ((1 << SLOT_BITS) - 1);
}

/** The probability that a sum of weights stands for. */
export function chanceOf(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

/** Reads the bytes that `packWeights` made; throws a RangeError on anything else. */
export function loadCommitmentWeights(packed: Uint8Array): CommitmentJudge {
  const bytes = brotliDecompressSync(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = 1 << SLOT_BITS;
  const expected = HEADER + MODELS.length * size;
  if (bytes.length !== expected || view.getUint8(0) !== MAGIC || view.getUint8(1) !== FEATURE_VERSION) {
    throw new RangeError('these are no commitment weights of this version');
  }
  const model = (part: number): ((feature: string) => number) => {
    const scale = view.getFloat32(4 + 4 * part, true);
    const weights = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER + part * size, size);
    return feature => weights[slotOf(feature)]! * scale;
  };
  const [release, commits, specific] = [model(0), model(1), model(2)];
  return {
    release: features => chance(release, features),
    commits: features => chance(commits, features),
    specific: features => chance(specific, features),
    threshold: view.getFloat32(16, true),
    explain(features, count) {
      return features
        .map(feature => ({ feature, weight: commits(feature) }))
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .slice(0, count)
        .map(({ feature, weight }) => `${weight >= 0 ? '+' : ''}${weight.toFixed(2)} ${feature}`);
    },
  };
}

/** The probability that the weights of features add up to. */
function chance(weight: (feature: string) => number, features: readonly string[]): number {
  return chanceOf(features.reduce((sum, feature) => sum + weight(feature), 0));
}

/** The bytes of model/commitments.bin: a head, then the three sets of weights as signed bytes, compressed. */
export function packWeights(trained: Trained): Uint8Array {
  const size = 1 << SLOT_BITS;
  const bytes = new Uint8Array(HEADER + MODELS.length * size);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, MAGIC);
  view.setUint8(1, FEATURE_VERSION);
  view.setFloat32(16, trained.threshold, true);
  MODELS.forEach((name, part) => {
    const weights = trained[name];
    const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
    const scale = largest / 127 || 1;
    view.setFloat32(4 + 4 * part, scale, true);
    const packed = new Int8Array(bytes.buffer, HEADER + part * size, size);
    weights.forEach((weight, slot) => {
      packed[slot] = Math.round(weight / scale);
    });
  });
  return brotliCompressSync(bytes);
}
