/** Which type of event a deed is: a log-linear model over hashed features and the general meaning of the deed's words. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { type EventType, eventTypes } from '../core/event.ts';
import type { Word } from '../language/analysis.ts';
import { hashOf } from '../language/hash.ts';
import { featuresOf, meaningsOf, type Place } from './features.ts';
import { typesOfSense } from './lexicon.ts';
import { type GeneralVectors, together } from './vectors.ts';

/** Weighs the types of events for a deed. */
export interface EventJudge {
  readonly basis: 'weights' | 'lexicon';
  /** Probabilities of the types, in the order of `eventTypes`, given that it is one of `among`. */
  judge(place: Place, among?: readonly EventType[]): number[];
  /** The `count` things that speak loudest for a type, with their weights against the mean of all types. */
  because(place: Place, type: EventType, count: number): string[];
  /** The one of several noun phrases that is most probably the source or target, by what is told of each; undefined: most probably none is, unless `surely` one must be. */
  pick(candidates: readonly Word[], features: readonly (readonly string[])[], surely?: boolean): Word | undefined;
}

/** Name of the file, below the folder `model/` of the package, that holds the trained weights. */
export const EVENT_MODEL_FILE = 'events.bin';

const SLOT_BITS = 16;
export const SLOTS = 1 << SLOT_BITS;
export const TYPES = eventTypes.length;
const MAGIC = 0xe7;
/** Raised whenever features change: weights of another version are refused. */
const FEATURE_VERSION = 1;
const HEADER = 20;
/** Groups of words whose general meaning is weighed: the first of the chain, those below it, all of the sentence. */
export const MEANINGS = ['the deed’s word', 'the words below it', 'the sentence'] as const;
/** How strongly meanings count beside features, by which they are multiplied. */
export const MEANING_SCALE = 3;

/** Slot of the weights for a feature. */
export function slotOf(feature: string): number {
  return (hashOf(feature) >>> 0) & (SLOTS - 1);
}

/** What training finds: for each slot a weight for each type, and for each number of each meaning likewise. */
export interface Trained {
  readonly slots: Float64Array;
  readonly meanings: Float64Array;
  /** For each slot a weight for a noun phrase to be the source or target. */
  readonly picks: Float64Array;
  readonly vectors: Pick<GeneralVectors, 'columns' | 'fingerprint'>;
}

/** The numbers of a deed's meanings, one group behind the other. */
export function meaningNumbers(place: Place, vectors: GeneralVectors): Float64Array {
  const numbers = new Float64Array(MEANINGS.length * vectors.columns);
  meaningsOf(place).forEach((forms, group) =>
    together(forms, vectors).forEach((value, i) => {
      numbers[group * vectors.columns + i] = value * MEANING_SCALE;
    }),
  );
  return numbers;
}

/**
 * Reads the bytes that `packWeights` made; throws a RangeError on anything else. Where `vectors` are not those the weights were
 * fitted on, meanings are left out and features decide alone, less well: train again.
 */
export function loadEventWeights(
  packed: Uint8Array,
  vectors: GeneralVectors,
): EventJudge & { readonly complete: boolean } {
  const bytes = brotliDecompressSync(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint8(0) !== MAGIC || view.getUint8(1) !== FEATURE_VERSION)
    throw new RangeError('these are no event weights of this version');
  const columns = view.getUint16(2, true);
  const scale = view.getFloat32(8, true);
  const meaningScale = view.getFloat32(12, true);
  const count = MEANINGS.length * columns * TYPES;
  if (bytes.length !== HEADER + SLOTS * TYPES + 2 * count + SLOTS)
    throw new RangeError('these are no event weights of this version');
  const slots = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER, SLOTS * TYPES);
  const meanings = new Float64Array(count);
  for (let i = 0; i < count; i++) meanings[i] = view.getInt16(HEADER + SLOTS * TYPES + 2 * i, true) * meaningScale;
  const picks = new Int8Array(bytes.buffer, bytes.byteOffset + HEADER + SLOTS * TYPES + 2 * count, SLOTS);
  const complete = columns === vectors.columns && view.getUint32(4, true) === vectors.fingerprint;

  /** What one group of meanings adds to each type. */
  const meaningShares = (numbers: Float64Array, group: number) => {
    const adds = new Float64Array(TYPES);
    for (let i = group * columns; i < (group + 1) * columns; i++) {
      const number = numbers[i]!;
      if (number === 0) continue;
      for (let type = 0; type < TYPES; type++) adds[type]! += number * meanings[i * TYPES + type]!;
    }
    return adds;
  };
  /** What each feature and meaning adds to each type: `judge` with every part by its name. */
  const shares = (place: Place): { readonly name: string; readonly adds: Float64Array }[] => {
    const found = featuresOf(place).map(name => {
      const from = slotOf(name) * TYPES;
      return { name, adds: Float64Array.from(slots.subarray(from, from + TYPES), weight => weight * scale) };
    });
    if (!complete) return found;
    const numbers = meaningNumbers(place, vectors);
    MEANINGS.forEach((meaning, group) =>
      found.push({ name: `meaning of ${meaning}`, adds: meaningShares(numbers, group) }),
    );
    return found;
  };
  return {
    basis: 'weights',
    complete,
    judge(place, among) {
      const sums = new Float64Array(TYPES);
      for (const name of featuresOf(place)) {
        const from = slotOf(name) * TYPES;
        for (let type = 0; type < TYPES; type++) sums[type]! += slots[from + type]! * scale;
      }
      if (complete) {
        const numbers = meaningNumbers(place, vectors);
        for (let group = 0; group < MEANINGS.length; group++) {
          const adds = meaningShares(numbers, group);
          for (let type = 0; type < TYPES; type++) sums[type]! += adds[type]!;
        }
      }
      return probabilities(sums, among);
    },
    // The scale of the weights changes no choice: "none of them" stands at zero.
    pick: (candidates, features, surely) => highest(candidates, features, feature => picks[slotOf(feature)]!, surely),
    because(place, type, wanted) {
      const at = eventTypes.indexOf(type);
      return shares(place)
        .map(({ name, adds }) => ({ name, weight: adds[at]! - adds.reduce((a, b) => a + b, 0) / TYPES }))
        .toSorted((a, b) => b.weight - a.weight)
        .slice(0, wanted)
        .filter(({ weight }) => weight > 0)
        .map(({ name, weight }) => `+${weight.toFixed(2)} ${name}`);
    },
  };
}

/** Without trained weights: each sense of the deed's words votes for the types it mostly stands for, the governing words most. */
export const lexiconJudge: EventJudge = {
  basis: 'lexicon',
  judge(place, among) {
    const sums = new Float64Array(TYPES);
    for (const { weight, types } of votes(place)) for (const type of types) sums[eventTypes.indexOf(type)]! += weight;
    return probabilities(sums, among);
  },
  pick: (candidates, features, surely) => highest(candidates, features, plainWeight, surely),
  because(place, type, wanted) {
    return votes(place)
      .filter(({ types }) => types.includes(type))
      .toSorted((a, b) => b.weight - a.weight)
      .slice(0, wanted)
      .map(({ name, weight }) => `+${weight.toFixed(2)} ${name}`);
  },
};

/** Without trained weights: a subject acts, and an object or what a preposition of aim stands before is acted on. */
function plainWeight(feature: string): number {
  if (feature.startsWith('s shape=nsubj ')) return 3;
  if (/^t relation=(?:obj|nsubj:pass|iobj)$/u.test(feature)) return 2;
  return /^t preposition=(?:with|on|against|to|in|from) /u.test(feature) ? 1 : 0;
}

function highest(
  candidates: readonly Word[],
  features: readonly (readonly string[])[],
  weight: (feature: string) => number,
  surely = false,
): Word | undefined {
  let best: Word | undefined;
  let most = surely ? Number.NEGATIVE_INFINITY : 0;
  candidates.forEach((candidate, i) => {
    const sum = features[i]!.reduce((total, feature) => total + weight(feature), 0);
    if (sum > most) [best, most] = [candidate, sum];
  });
  return best;
}

function votes(
  place: Place,
): { readonly name: string; readonly weight: number; readonly types: readonly EventType[] }[] {
  return featuresOf(place).flatMap(name => {
    const [where, sense] = name.split('=') as [string, string];
    const weight = { 'first tells': 2, 'below tells': 1, 'elsewhere tells': 0.2 }[where];
    return weight === undefined ? [] : [{ name, weight, types: typesOfSense(sense.replace('!', '')) }];
  });
}

export function probabilities(sums: Float64Array, among: readonly EventType[] = eventTypes): number[] {
  let largest = Number.NEGATIVE_INFINITY;
  const open = eventTypes.map(type => among === eventTypes || among.includes(type));
  for (let type = 0; type < sums.length; type++) if (open[type]) largest = Math.max(largest, sums[type]!);
  const parts = Array.from(sums, (sum, i) => (open[i] ? Math.exp(sum - largest) : 0));
  const total = parts.reduce((a, b) => a + b, 0);
  return parts.map(part => part / total);
}

/** What one step of a weight is worth, where the largest takes `most` steps. */
function scaleTo(values: Float64Array, most: number): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return Math.fround(largest / most) || 1;
}

/** The bytes of model/events.bin: a head, the features' weights as signed bytes, the meanings' as numbers of 16 bits, those of noun phrases as signed bytes, compressed. */
export function packWeights({ slots, meanings, picks, vectors }: Trained): Uint8Array {
  const bytes = new Uint8Array(HEADER + slots.length + 2 * meanings.length + picks.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, MAGIC);
  view.setUint8(1, FEATURE_VERSION);
  view.setUint16(2, vectors.columns, true);
  view.setUint32(4, vectors.fingerprint, true);
  const scale = scaleTo(slots, 127);
  const meaningScale = scaleTo(meanings, 32767);
  view.setFloat32(8, scale, true);
  view.setFloat32(12, meaningScale, true);
  slots.forEach((weight, i) => view.setInt8(HEADER + i, Math.max(-127, Math.min(127, Math.round(weight / scale)))));
  meanings.forEach((weight, i) =>
    view.setInt16(
      HEADER + slots.length + 2 * i,
      Math.max(-32767, Math.min(32767, Math.round(weight / meaningScale))),
      true,
    ),
  );
  const pickScale = scaleTo(picks, 127);
  const from = HEADER + slots.length + 2 * meanings.length;
  picks.forEach((weight, i) => view.setInt8(from + i, Math.round(weight / pickScale)));
  return brotliCompressSync(bytes);
}
