import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from './report.ts';

const CHUNK = 1 << 20;

/** Blobs at `blobs/sha256/ab/cdef…`, each hashed once. */
export class BlobReader {
  readonly #folder: string;
  readonly #findings: Findings;
  readonly #named = new Set<string>();
  readonly #chunk = Buffer.alloc(CHUNK);

  constructor(folder: string, findings: Findings) {
    this.#folder = join(folder, 'blobs', 'sha256');
    this.#findings = findings;
  }

  /** Hashes a blob that an entry names; gives its length in bytes, undefined when it is missing or altered. */
  check(hash: unknown, place: string): number | undefined {
    const path = this.#path(hash, place);
    if (path === undefined) return undefined;
    const digest = createHash('sha256');
    let length = 0;
    const file = openSync(path, 'r');
    try {
      for (let read = -1; read !== 0; ) {
        read = readSync(file, this.#chunk);
        digest.update(this.#chunk.subarray(0, read));
        length += read;
      }
    } finally {
      closeSync(file);
    }
    return this.#judge(String(hash), digest.digest('hex'), length, place) ? length : undefined;
  }

  /** As `check`, and gives the bytes as UTF-8 text. */
  text(hash: unknown, place: string): string | undefined {
    const path = this.#path(hash, place);
    if (path === undefined) return undefined;
    const bytes = readFileSync(path);
    const digest = createHash('sha256').update(bytes).digest('hex');
    return this.#judge(String(hash), digest, bytes.length, place) ? bytes.toString('utf8') : undefined;
  }

  countOrphans(): void {
    if (!existsSync(this.#folder)) return;
    for (const { name: prefix } of readdirSync(this.#folder, { withFileTypes: true }).filter(entry =>
      entry.isDirectory(),
    )) {
      for (const rest of readdirSync(join(this.#folder, prefix))) {
        if (!this.#named.has(prefix + rest)) this.#findings.orphans++;
      }
    }
  }

  #path(hash: unknown, place: string): string | undefined {
    if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/u.test(hash)) {
      this.#findings.problem(place, 'entry_altered', 'It names a blob by something that is no SHA-256.');
      return undefined;
    }
    const path = join(this.#folder, hash.slice(0, 2), hash.slice(2));
    if (existsSync(path)) return path;
    this.#findings.problem(`blob ${hash}`, 'blob_missing', `It is missing; ${place} names it.`);
    this.#named.add(hash);
    return undefined;
  }

  #judge(hash: string, digest: string, length: number, place: string): boolean {
    const isNew = !this.#named.has(hash);
    this.#named.add(hash);
    if (isNew) {
      this.#findings.blobs++;
      this.#findings.bytes += length;
    }
    if (digest === hash) return true;
    if (isNew) {
      this.#findings.problem(`blob ${hash}`, 'blob_altered', `Its bytes are not those that ${place} names.`);
    }
    return false;
  }
}
