import type { Scorer, SparseRow } from '../weights.ts';

/**
 * An averaged perceptron that keeps a weight only for what it once got wrong: features are slots of an open hash table, the weights of
 * a feature a chain of nodes (class, weight). Averages are kept lazily (Daumé 2006): a node remembers when it last changed.
 */
export class Perceptron implements Scorer {
  readonly classes: number;
  private steps = 1;
  private keys = new Int32Array(1 << 16).fill(-1);
  private firsts = new Int32Array(1 << 16);
  private used = 0;
  private nodeClass = new Uint8Array(1 << 16);
  private nodeWeight = new Float32Array(1 << 16);
  private nodeTotal = new Float64Array(1 << 16);
  private nodeStamp = new Int32Array(1 << 16);
  private nodeNext = new Int32Array(1 << 16);
  private nodes = 1;

  private readonly probation: number;

  /** A feature gets weights only after `probation` updates asked for it: rare ones, which are most of all, cost room and teach little. */
  constructor(classes: number, probation: number) {
    this.classes = classes;
    this.probation = probation;
  }

  score(features: Int32Array, count: number, scores: Float64Array): void {
    const { keys, firsts, nodeNext, nodeClass, nodeWeight } = this;
    const mask = keys.length - 1;
    for (let c = 0; c < this.classes; c++) scores[c] = 0;
    for (let f = 0; f < count; f++) {
      const key = features[f]!;
      let slot = spread(key) & mask;
      for (;;) {
        const found = keys[slot]!;
        if (found === key) {
          for (let node = firsts[slot]!; node > 0; node = nodeNext[node]!)
            scores[nodeClass[node]!]! += nodeWeight[node]!;
          break;
        }
        if (found === -1) break;
        slot = (slot + 1) & mask;
      }
    }
  }

  /** Call once for each decision, right or wrong. */
  tick(): void {
    this.steps++;
  }

  update(features: Int32Array, count: number, right: number, wrong: number, size = 1): void {
    for (let f = 0; f < count; f++) {
      const slot = this.slotOf(features[f]!);
      if (this.firsts[slot]! <= 0 && this.firsts[slot]! > -this.probation) {
        this.firsts[slot]!--;
        continue;
      }
      this.add(slot, right, size);
      this.add(slot, wrong, -size);
    }
  }

  /** The averaged weights, in the order of the features. */
  rows(): SparseRow[] {
    const rows: SparseRow[] = [];
    for (let slot = 0; slot < this.keys.length; slot++) {
      if (this.keys[slot] === -1) continue;
      const classes: number[] = [];
      const weights: number[] = [];
      for (let node = this.firsts[slot]!; node > 0; node = this.nodeNext[node]!) {
        const average =
          (this.nodeTotal[node]! + this.nodeWeight[node]! * (this.steps - this.nodeStamp[node]!)) / this.steps;
        classes.push(this.nodeClass[node]!);
        weights.push(average);
      }
      rows.push({ feature: this.keys[slot]!, classes, weights });
    }
    return rows.sort((a, b) => a.feature - b.feature);
  }

  private add(slot: number, klass: number, delta: number): void {
    let node = this.firsts[slot]!;
    while (node > 0 && this.nodeClass[node] !== klass) node = this.nodeNext[node]!;
    if (node <= 0) {
      node = this.newNode();
      this.nodeClass[node] = klass;
      this.nodeStamp[node] = this.steps;
      this.nodeNext[node] = Math.max(0, this.firsts[slot]!);
      this.firsts[slot] = node;
    }
    this.nodeTotal[node]! += this.nodeWeight[node]! * (this.steps - this.nodeStamp[node]!);
    this.nodeStamp[node] = this.steps;
    this.nodeWeight[node]! += delta;
  }

  private newNode(): number {
    if (this.nodes === this.nodeClass.length) {
      this.nodeClass = grown(this.nodeClass);
      this.nodeWeight = grown(this.nodeWeight);
      this.nodeTotal = grown(this.nodeTotal);
      this.nodeStamp = grown(this.nodeStamp);
      this.nodeNext = grown(this.nodeNext);
    }
    return this.nodes++;
  }

  private slotOf(key: number): number {
    if (this.used * 2 >= this.keys.length) this.rehash();
    const mask = this.keys.length - 1;
    let slot = spread(key) & mask;
    while (this.keys[slot] !== key) {
      if (this.keys[slot] === -1) {
        this.keys[slot] = key;
        this.used++;
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private rehash(): void {
    const { keys, firsts } = this;
    this.keys = new Int32Array(keys.length * 2).fill(-1);
    this.firsts = new Int32Array(keys.length * 2);
    this.used = 0;
    for (let i = 0; i < keys.length; i++) if (keys[i] !== -1) this.firsts[this.slotOf(keys[i]!)] = firsts[i]!;
  }
}

function spread(key: number): number {
  const h = Math.imul(key, 0x9e3779b1);
  return (h ^ (h >>> 15)) >>> 0;
}

function grown<T extends Uint8Array | Float32Array | Float64Array | Int32Array>(old: T): T {
  const larger = new (old.constructor as new (n: number) => T)(old.length * 2);
  larger.set(old);
  return larger;
}
