import { HOLDERS, type InCommon, mostInCommon } from '../../../src/core/in-common.ts';

const CHUNK_BITS = 20;
const CHUNK = 1 << CHUNK_BITS;
/**
 * Which documents share keys, held in memory in typed arrays: 12 bytes for each key of a document, and 2 to 4 for the table.
 * Adding and asking cost the document's own keys, whatever the size of the index; when the table doubles,
 * one document waits for it (about a second at 400,000 documents).
 */
export class CandidateIndex {
  private heads = new Int32Array(1 << 12).fill(-1);
  /** Per entry: its key, its document, and the entry before it in the same slot. */
  private readonly chunks: { keys: Uint32Array; documents: Uint32Array; before: Int32Array }[] = [];
  private entries = 0;

  /** `document`: a number of the caller's, from 0. */
  add(document: number, fingerprint: Uint32Array): void {
    while (this.entries + fingerprint.length > 2 * this.heads.length) this.grow();
    for (const key of fingerprint) {
      if (this.holders(key).length >= HOLDERS) continue;
      const entry = this.entries++;
      if (entry % CHUNK === 0) {
        this.chunks.push({
          keys: new Uint32Array(CHUNK),
          documents: new Uint32Array(CHUNK),
          before: new Int32Array(CHUNK),
        });
      }
      const chunk = this.chunks[entry >> CHUNK_BITS]!;
      chunk.keys[entry % CHUNK] = key;
      chunk.documents[entry % CHUNK] = document;
      this.hang(entry, key, chunk.before);
    }
  }

  /** The documents with most in common, at most `most`: see `mostInCommon`. */
  find(fingerprint: Uint32Array, most = 20): InCommon<number>[] {
    return mostInCommon(
      Array.from(fingerprint, key => this.holders(key)),
      most,
    );
  }

  private holders(key: number): number[] {
    const found: number[] = [];
    for (let entry = this.heads[key & (this.heads.length - 1)]!; entry >= 0; ) {
      const chunk = this.chunks[entry >> CHUNK_BITS]!;
      if (chunk.keys[entry % CHUNK] === key) found.push(chunk.documents[entry % CHUNK]!);
      entry = chunk.before[entry % CHUNK]!;
    }
    return found;
  }

  private hang(entry: number, key: number, before: Int32Array): void {
    const slot = key & (this.heads.length - 1);
    before[entry % CHUNK] = this.heads[slot]!;
    this.heads[slot] = entry;
  }

  private grow(): void {
    this.heads = new Int32Array(this.heads.length * 2).fill(-1);
    for (let entry = 0; entry < this.entries; entry++) {
      const chunk = this.chunks[entry >> CHUNK_BITS]!;
      this.hang(entry, chunk.keys[entry % CHUNK]!, chunk.before);
    }
  }
}
