import { hash } from 'node:crypto';
import type { Hash } from './record.ts';

/**
 * The Merkle tree of RFC 6962 over entry hashes, kept as its peaks: roots of the full subtrees that its size is made of, from
 * the left, so that a tree of a million entries goes on from twenty hashes.
 */
export class MerkleTree {
  #size: number;
  readonly #peaks: string[];

  constructor(size = 0, peaks: readonly Hash[] = []) {
    this.#size = size;
    this.#peaks = [...peaks];
  }

  get size(): number {
    return this.#size;
  }

  get peaks(): readonly Hash[] {
    return this.#peaks;
  }

  add(entryHash: Hash): void {
    this.#peaks.push(leafOf(entryHash));
    this.#size++;
    // As many full trees of equal size end here as the size has zero bits at its end.
    for (let size = this.#size; size % 2 === 0; size /= 2) {
      const right = this.#peaks.pop()!;
      this.#peaks.push(nodeOf(this.#peaks.pop()!, right));
    }
  }

  root(): Hash {
    if (this.#size === 0) return hash('sha256', '');
    return this.#peaks.reduceRight((right, left) => nodeOf(left, right));
  }
}

/** For some places (from 0) in a tree, the hashes from the leaf upwards that lead to its root. */
export function auditPaths(entryHashes: readonly Hash[], places: readonly number[]): Map<number, Hash[]> {
  const paths = new Map(places.map(place => [place, [] as Hash[]]));
  const walk = (from: number, until: number, wanted: readonly number[]): Hash => {
    if (until - from === 1) return leafOf(entryHashes[from]!);
    const middle = from + 2 ** Math.floor(Math.log2(until - from - 1));
    const [inLeft, inRight] = [wanted.filter(place => place < middle), wanted.filter(place => place >= middle)];
    const [left, right] = [walk(from, middle, inLeft), walk(middle, until, inRight)];
    for (const place of inLeft) paths.get(place)!.push(right);
    for (const place of inRight) paths.get(place)!.push(left);
    return nodeOf(left, right);
  };
  if (entryHashes.length > 0) walk(0, entryHashes.length, places);
  return paths;
}

function leafOf(entryHash: Hash): Hash {
  return hash('sha256', Buffer.from(`00${entryHash}`, 'hex'));
}

function nodeOf(left: Hash, right: Hash): Hash {
  return hash('sha256', Buffer.from(`01${left}${right}`, 'hex'));
}
