/** The trained judge of candidates: a linear model over hashed features. */
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Candidate, Page } from './candidate.ts';
import { type CueFacts, cueFacts, featuresOf, type Teller, tellFeatures } from './features.ts';

/** Weighs the candidates of one cue against each other and against there being no attribution at all. */
export interface Judge {
  /**
   * A score, 0 to 1, for each of `rivals`, all of one cue: the best one's is the probability that the cue is one of an
   * attribution, the others' are less in proportion. `nested`: the cue stands inside the content of another
   * attribution ("Earnest said Obama made clear …").
   */
  judge(page: Page, rivals: readonly Candidate[], nested: boolean): number[];
  /** Candidates are kept from here on. */
  readonly threshold: number;
  /** The same for cues where the text has lost its marks. */
  readonly bareThreshold: number;
  /** The same for nested ones. */
  readonly nestedThreshold: number;
}

/** Without trained weights: the lexicon decides. */
export const lexiconJudge: Judge = {
  judge(page, rivals) {
    return rivals.map(({ known, frame, source, content, rule }) => {
      if (!known) return 0.1;
      const named = source.words.length > 0 ? 0.2 : 0;
      const quoted = frame === 'quotation' ? (rule === 'quotation around' ? 0.25 : 0.2) : 0;
      const clause = frame === 'clause' ? 0.15 : 0;
      return 0.4 + named + quoted + clause + (page.quotationOf[content[0]!.index] ? 0.05 : 0);
    });
  },
  threshold: 0.5,
  bareThreshold: 0.5,
  nestedThreshold: 0.5,
};

/**
 * Probabilities of the candidates with these sums of weights, and of none of them: a softmax in which "none" has the sum 0.
 * The numbers come in the order of `sums`; what is left to 1 is "none".
 */
export function probabilities(sums: readonly number[]): number[] {
  const largest = Math.max(0, ...sums);
  const parts = sums.map(sum => Math.exp(sum - largest));
  const total = parts.reduce((a, b) => a + b, Math.exp(-largest));
  return parts.map(part => part / total);
}

/** Name of the file, below the folder `model/` of the package, that holds the trained weights. */
export const ATTRIBUTION_MODEL_FILE = 'attributions.bin';

export const SLOT_BITS = 19;
const MAGIC = 0xa7;
/** Raised whenever features change: weights of another version are refused. */
export const FEATURE_VERSION = 5;
const HEADER = 24;

/** Turns features into slots: FNV-1a over the characters of names and values, stirred once more at the end. */
abstract class Hashing implements Teller {
  private rule = 0;
  private text = 0;

  /** What the weight in this slot is for is true. */
  protected abstract found(slot: number): void;

  /** The features told from now on are those of this candidate; where marks are lost every feature has a weight of its own. */
  begin(page: Page, { rule, cue }: Candidate): void {
    this.rule = hashOfRule(rule);
    this.text = page.bare[cue.index] ? MARKS_LOST : 0;
  }

  tell(name: string, a?: string, b?: string): void {
    this.found(slotAt(hashOf(name, a, b) ^ this.text));
  }

  withRule(name: string, a?: string, b?: string, c?: string): void {
    this.found(slotAt(hashOf(name, a, b, c) ^ this.rule ^ this.text));
  }

  both(name: string, value: string): void {
    const hash = hashOf(name, value) ^ this.text;
    this.found(slotAt(hash));
    this.found(slotAt(hash ^ this.rule));
  }
}

/** Sets apart the slots for text that has lost its marks: any number with many bits will do. */
const MARKS_LOST = 0x5bd1e995;

/** Adds up the weights of the features it is told; `take` gives the sum and begins anew. */
class Adder extends Hashing {
  private sum = 0;
  private readonly weights: Int8Array;

  constructor(weights: Int8Array) {
    super();
    this.weights = weights;
  }

  protected found(slot: number): void {
    this.sum += this.weights[slot]!;
  }

  take(): number {
    const { sum } = this;
    this.sum = 0;
    return sum;
  }
}

/** Collects the slots themselves. */
class Collector extends Hashing {
  readonly slots: number[] = [];

  protected found(slot: number): void {
    this.slots.push(slot);
  }
}

/** Slots of all that is true of `candidate`, in the order of `featuresOf`; `facts`: of its cue. */
export function slotsOf(page: Page, candidate: Candidate, facts: CueFacts): Int32Array {
  const collector = new Collector();
  collector.begin(page, candidate);
  tellFeatures(page, candidate, facts, collector);
  return Int32Array.from(collector.slots);
}

const START = 0x811c9dc5;
const EQUALS = 0x3d;
const SPACE = 0x20;

function after(state: number, characters: string): number {
  let h = state;
  for (let i = 0; i < characters.length; i++) h = Math.imul(h ^ characters.charCodeAt(i), 0x01000193);
  return h;
}

function afterOne(state: number, character: number): number {
  return Math.imul(state ^ character, 0x01000193);
}

function slotAt(state: number): number {
  const h = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 13)) >>> 0) & ((1 << SLOT_BITS) - 1);
}

function hashOf(name: string, a?: string, b?: string, c?: string): number {
  let h = stateAfterName(name);
  if (a !== undefined) h = after(h, a);
  if (b !== undefined) h = after(afterOne(h, SPACE), b);
  if (c !== undefined) h = after(afterOne(h, SPACE), c);
  return h;
}

const names = new Map<string, number>();

/** Where the hash stands after a feature's name and its "=". There are some hundred names. */
function stateAfterName(name: string): number {
  let known = names.get(name);
  if (known === undefined) names.set(name, (known = afterOne(after(START, name), EQUALS)));
  return known;
}

const rules = new Map<string, number>();

/** There are some hundred rules. */
function hashOfRule(rule: string): number {
  let known = rules.get(rule);
  if (known === undefined) {
    const h = after(START, rule);
    rules.set(rule, (known = Math.imul(h ^ (h >>> 15), 0x735a2d97)));
  }
  return known;
}

export interface AttributionWeights extends Judge {
  /** The features that spoke loudest for and against a candidate, with their weights. */
  explain(page: Page, candidate: Candidate, rivals: readonly Candidate[], count: number): string[];
}

/** What training finds: weights by slot for attributions in the outlet's own words, and for those within others' words. */
export interface Trained {
  readonly outer: Float64Array;
  readonly nested: Float64Array;
  readonly threshold: number;
  readonly bareThreshold: number;
  readonly nestedThreshold: number;
}

/** Reads the bytes that `packWeights` made; throws a RangeError on anything else. */
export function loadAttributionWeights(packed: Uint8Array): AttributionWeights {
  const bytes = brotliDecompressSync(packed);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = 1 << SLOT_BITS;
  if (bytes.length !== HEADER + 2 * size || view.getUint8(0) !== MAGIC || view.getUint8(1) !== FEATURE_VERSION) {
    throw new RangeError('these are no attribution weights of this version');
  }
  const parts = [0, 1].map(part => ({
    scale: view.getFloat32(4 + 4 * part, true),
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + HEADER + part * size, size),
  }));
  const [outer, nested] = parts as [(typeof parts)[0], (typeof parts)[0]];
  const adders = { outer: new Adder(outer.weights), nested: new Adder(nested.weights) };
  return {
    threshold: view.getFloat32(12, true),
    nestedThreshold: view.getFloat32(16, true),
    bareThreshold: view.getFloat32(20, true),
    judge(page, rivals, within) {
      const { scale } = within ? nested : outer;
      const adder = within ? adders.nested : adders.outer;
      const facts = cueFacts(rivals);
      const sums = rivals.map(candidate => {
        adder.begin(page, candidate);
        tellFeatures(page, candidate, facts, adder);
        return adder.take() * scale;
      });
      const chances = probabilities(sums);
      const any = chances.reduce((a, b) => a + b, 0);
      const best = Math.max(...chances);
      return chances.map(chance => (any * chance) / best);
    },
    explain(page, candidate, rivals, count) {
      const slots = slotsOf(page, candidate, cueFacts(rivals));
      return featuresOf(page, candidate, rivals)
        .map((feature, i) => ({ feature, weight: outer.weights[slots[i]!]! * outer.scale }))
        .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
        .slice(0, count)
        .map(({ feature, weight }) => `${weight >= 0 ? '+' : ''}${weight.toFixed(2)} ${feature}`);
    },
  };
}

/** The bytes of model/attributions.bin: a head, then both sets of weights as signed bytes, compressed. */
export function packWeights(trained: Trained): Uint8Array {
  const size = 1 << SLOT_BITS;
  const bytes = new Uint8Array(HEADER + 2 * size);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, MAGIC);
  view.setUint8(1, FEATURE_VERSION);
  view.setFloat32(12, trained.threshold, true);
  view.setFloat32(16, trained.nestedThreshold, true);
  view.setFloat32(20, trained.bareThreshold, true);
  [trained.outer, trained.nested].forEach((weights, part) => {
    let largest = 0;
    for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
    const scale = largest / 127 || 1;
    view.setFloat32(4 + 4 * part, scale, true);
    const packed = new Int8Array(bytes.buffer, HEADER + part * size, size);
    weights.forEach((weight, slot) => {
      packed[slot] = Math.round(weight / scale);
    });
  });
  return brotliCompressSync(bytes);
}
