import { createHash, hash as digestOf } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Findings } from './report.ts';

/** Where blobs are kept. */
export interface Store {
  /** Undefined when it is not there. */
  read(hash: string): Uint8Array | undefined;
  /** SHA-256 and number of the bytes that are kept under this name, without holding them all at once. */
  digest(hash: string): { readonly hash: string; readonly length: number } | undefined;
  has(hash: string): boolean;
  /** The names of all. */
  names(): Iterable<string>;
}

/** The blobs that entries name, each hashed when it is read. */
export class Blobs {
  readonly #store: Store;
  readonly #findings: Findings;
  readonly #named = new Set<string>();
  /** Those that entries name which an erasure covers, with the first such entry. */
  readonly #covered = new Map<string, string>();

  constructor(store: Store, findings: Findings) {
    this.#store = store;
    this.#findings = findings;
  }

  /** Hashes a blob that an entry names; gives its length in bytes, undefined when it is missing or altered. */
  check(hash: string, place: string): number | undefined {
    const found = this.#store.digest(hash);
    if (found === undefined) return this.#miss(hash, place);
    return this.#judge(hash, found.hash, found.length, place) ? found.length : undefined;
  }

  /** As `check`, and gives the bytes as UTF-8 text. */
  text(hash: string, place: string): string | undefined {
    const bytes = this.#store.read(hash);
    if (bytes === undefined) return this.#miss(hash, place);
    const isSound = this.#judge(hash, digestOf('sha256', bytes), bytes.length, place);
    return isSound ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : undefined;
  }

  /** An entry that an erasure covers names it: it is gone, unless another entry names it too. */
  cover(hash: string, place: string): void {
    if (!this.#covered.has(hash)) this.#covered.set(hash, place);
  }

  /** How many are there that an erasure should have taken? */
  unfinished(): number {
    return this.#coveredStill().length;
  }

  /** What an erasure should have taken, and the names that no entry names. */
  *leftOver(): Iterable<string> {
    for (const [hash, by] of this.#coveredStill()) {
      const place = `blob ${hash}`;
      this.#findings.problem(
        place,
        'erasure_unfinished',
        `An erasure behind ${by} should have taken it, and it is there. It ends when the record is next opened for writing.`,
      );
    }
    for (const name of this.#store.names()) if (!this.#named.has(name) && !this.#covered.has(name)) yield name;
  }

  #coveredStill(): [hash: string, by: string][] {
    return [...this.#covered].filter(([hash]) => !this.#named.has(hash) && this.#store.has(hash));
  }

  #miss(hash: string, by: string): undefined {
    if (this.#named.has(hash)) return;
    this.#named.add(hash);
    const place = `blob ${hash}`;
    this.#findings.missesBlobs = true;
    this.#findings.problem(place, 'blob_missing', `It is missing; ${by} names it.`);
  }

  #judge(hash: string, digest: string, length: number, by: string): boolean {
    const isNew = !this.#named.has(hash);
    this.#named.add(hash);
    if (isNew) {
      this.#findings.blobs++;
      this.#findings.bytes += length;
    }
    if (digest === hash) return true;
    const place = `blob ${hash}`;
    if (isNew) this.#findings.problem(place, 'blob_altered', `Its bytes are not those that ${by} names.`);
    return false;
  }
}

const CHUNK = 1 << 20;

/** Files at `blobs/sha256/ab/cdef…`. */
export class FolderStore implements Store {
  readonly #folder: string;
  readonly #chunk = Buffer.alloc(CHUNK);

  constructor(record: string) {
    this.#folder = join(record, 'blobs', 'sha256');
  }

  read(hash: string): Uint8Array | undefined {
    return ifThere(() => readFileSync(this.#path(hash)));
  }

  digest(hash: string): { hash: string; length: number } | undefined {
    const file = ifThere(() => openSync(this.#path(hash), 'r'));
    if (file === undefined) return undefined;
    try {
      let length = readSync(file, this.#chunk);
      // A file gives all it has: most blobs are read at once.
      if (length < CHUNK) return { hash: digestOf('sha256', this.#chunk.subarray(0, length)), length };
      const digest = createHash('sha256').update(this.#chunk);
      for (let read = -1; read !== 0; length += read) {
        read = readSync(file, this.#chunk);
        digest.update(this.#chunk.subarray(0, read));
      }
      return { hash: digest.digest('hex'), length };
    } finally {
      closeSync(file);
    }
  }

  has(hash: string): boolean {
    return existsSync(this.#path(hash));
  }

  *names(): Iterable<string> {
    if (!existsSync(this.#folder)) return;
    for (const { name } of readdirSync(this.#folder, { withFileTypes: true }).filter(entry => entry.isDirectory())) {
      for (const rest of readdirSync(join(this.#folder, name))) yield name + rest;
    }
  }

  #path(hash: string): string {
    return join(this.#folder, hash.slice(0, 2), hash.slice(2));
  }
}

function ifThere<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** The table `blob` of a bundle. */
export class TableStore implements Store {
  readonly #database: DatabaseSync;
  readonly #read: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#read = database.prepare('SELECT bytes FROM blob WHERE hash = ?');
  }

  read(hash: string): Uint8Array | undefined {
    return this.#read.get(hash)?.['bytes'] as Uint8Array | undefined;
  }

  digest(hash: string): { hash: string; length: number } | undefined {
    const bytes = this.read(hash);
    return bytes && { hash: digestOf('sha256', bytes), length: bytes.length };
  }

  has(hash: string): boolean {
    return this.read(hash) !== undefined;
  }

  *names(): Iterable<string> {
    for (const { hash } of this.#database.prepare('SELECT hash FROM blob ORDER BY hash').iterate()) yield String(hash);
  }
}
