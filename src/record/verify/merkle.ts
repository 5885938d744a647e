import { hash as digest } from 'node:crypto';

/** The Merkle tree of RFC 6962 over the hashes of entries, as far as it has grown: the roots of its full trees are all it keeps. */
export class Tree {
  #size = 0;
  /** From the left, each half as large as the one before or smaller. */
  readonly #peaks: { readonly leaves: number; readonly root: Uint8Array }[] = [];

  get size(): number {
    return this.#size;
  }

  /** In hexadecimal. */
  get peaks(): string[] {
    return this.#peaks.map(({ root }) => Buffer.from(root).toString('hex'));
  }

  add(entryHash: Uint8Array): void {
    this.#size++;
    let top = { leaves: 1, root: leafOf(entryHash) };
    while (this.#peaks.at(-1)?.leaves === top.leaves) {
      top = { leaves: 2 * top.leaves, root: nodeOf(this.#peaks.pop()!.root, top.root) };
    }
    this.#peaks.push(top);
  }

  root(): Buffer {
    const peaks = this.#peaks.map(({ root }) => root);
    if (peaks.length === 0) return digest('sha256', Buffer.alloc(0), 'buffer');
    return Buffer.from(peaks.reduceRight((right, left) => nodeOf(left, right)));
  }
}

/** The root that an audit path leads to from a leaf, after RFC 9162, 2.1.3.2; undefined when it is too short or too long. */
export function rootByPath(entryHash: Uint8Array, index: number, size: number, path: Uint8Array): Buffer | undefined {
  let [at, last] = [index, size - 1];
  if (at > last || path.length % 32 !== 0) return undefined;
  let root = leafOf(entryHash);
  for (let from = 0; from < path.length; from += 32) {
    const sibling = path.subarray(from, from + 32);
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = nodeOf(sibling, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else root = nodeOf(root, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : undefined;
}

const half = (count: number): number => Math.floor(count / 2);

const leaf = Buffer.alloc(33, 0);
function leafOf(entryHash: Uint8Array): Buffer {
  leaf.set(entryHash, 1);
  return digest('sha256', leaf, 'buffer');
}

const node = Buffer.alloc(65, 1);
function nodeOf(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 33);
  return digest('sha256', node, 'buffer');
}
