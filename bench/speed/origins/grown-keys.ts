import { appendFileSync, closeSync, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprintOf } from '../../../src/origins/fingerprint.ts';
import { say } from '../record/measure.ts';
import type { Corpus } from './corpus.ts';

/** Documents whose keys are written together: what a run loses when it is stopped. */
const TOGETHER = 10_000;

/**
 * The fingerprints of the first documents of a corpus, kept in two files of a folder, so that a run that was stopped goes on where it was. Their making would otherwise take most
 * of the time that an index of a million documents is filled in.
 */
export class GrownKeys {
  private readonly corpus: Corpus;
  private readonly counts: string;
  private readonly keys: string;

  constructor(corpus: Corpus, folder: string) {
    this.corpus = corpus;
    this.counts = join(folder, 'counts.u32');
    this.keys = join(folder, 'keys.u32');
  }

  /** Calls `take` with the number and the keys of each of the first `size` documents, in order. */
  each(size: number, take: (number: number, keys: Uint32Array) => void): void {
    this.makeFor(size);
    const [counts, keys] = [openSync(this.counts, 'r'), openSync(this.keys, 'r')];
    for (let from = 0; from < size; from += TOGETHER) {
      const lengths = read(counts, TOGETHER);
      const all = read(
        keys,
        lengths.reduce((sum, length) => sum + length, 0),
      );
      let at = 0;
      for (const [i, length] of lengths.entries()) {
        if (from + i < size) take(from + i, all.subarray(at, at + length));
        at += length;
      }
    }
    closeSync(counts);
    closeSync(keys);
  }

  private makeFor(size: number): void {
    let made = existsSync(this.counts) ? Math.floor(statSync(this.counts).size / (4 * TOGETHER)) * TOGETHER : 0;
    if (made >= size) return;
    this.cutTo(made);
    for (; made < size; made += TOGETHER) {
      const fingerprints = Array.from({ length: TOGETHER }, (_, i) => fingerprintOf(this.corpus.hashesOf(made + i)));
      appendFileSync(this.keys, Buffer.concat(fingerprints.map(bytesOf)));
      // The counts last: they say how many documents have their keys.
      appendFileSync(this.counts, bytesOf(Uint32Array.from(fingerprints, ({ length }) => length)));
      if ((made + TOGETHER) % 50_000 === 0) say(`keys of ${made + TOGETHER} of ${size} documents`);
    }
  }

  /** Takes away the keys of documents that are not counted. */
  private cutTo(made: number): void {
    if (!existsSync(this.keys)) return;
    let bytes = 0;
    if (made > 0) {
      const counts = openSync(this.counts, 'r');
      for (const count of read(counts, made)) bytes += 4 * count;
      closeSync(counts);
      truncateSync(this.counts, 4 * made);
    }
    truncateSync(this.keys, bytes);
  }
}

/** The next so many numbers of a file. */
function read(file: number, count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  const bytes = readSync(file, numbers);
  if (bytes !== numbers.byteLength) throw new Error(`a file of keys ends too early; delete the folder and begin again`);
  return numbers;
}

function bytesOf(numbers: Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
