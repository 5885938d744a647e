import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from '../core/problem.ts';
import { sha256 } from './chain.ts';
import { type Disk, makeFolder, removeNow, syncNow } from './disk.ts';
import type { Hash } from './record.ts';

/** A leftover of a process that was killed may be another process's work in progress until it is this old. */
const LEFTOVER_MS = 60 * 60 * 1000;

/**
 * Bytes by their SHA-256, at `blobs/sha256/ab/cdef…`. A blob appears under its name complete and synced or not at all,
 * is never overwritten, and is hashed again whenever it is read.
 */
export class Blobs {
  readonly #root: string;
  readonly #waiting: string;
  readonly #disk: Disk;
  /** Prefixes whose folder is known to be on disk. */
  readonly #ready = new Set<string>();

  constructor(folder: string, disk: Disk) {
    this.#root = join(folder, 'blobs', 'sha256');
    this.#waiting = join(folder, 'blobs', 'waiting');
    this.#disk = disk;
  }

  /** Makes the folders, and removes what killed processes left. Only for a record that is open for writing. */
  async prepare(): Promise<void> {
    makeFolder(this.#root);
    makeFolder(this.#waiting);
    await Promise.all([dirname(this.#root), dirname(dirname(this.#root))].map(folder => this.#disk.sync(folder)));
    for (const name of readdirSync(this.#waiting)) {
      const path = join(this.#waiting, name);
      if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > LEFTOVER_MS) unlinkSync(path);
    }
  }

  /** Keeps blobs so that they survive a power cut: each file is synced, renamed, and its folder synced. */
  async keep(blobs: ReadonlyMap<Hash, Uint8Array>): Promise<void> {
    const names = [...blobs.keys()];
    await this.#prepareFolders(new Set(names.map(hash => hash.slice(0, 2))));
    await settled([...blobs].map(([hash, bytes]) => this.#keepOne(hash, bytes)));
    await settled([...new Set(names.map(hash => dirname(this.path(hash))))].map(folder => this.#disk.sync(folder)));
  }

  /** Keeps any number of blobs: so many at once that the disk is busy, and so few that little memory is held. */
  async keepAll(blobs: Iterable<readonly [Hash, Uint8Array]>): Promise<void> {
    const waiting = new Map<Hash, Uint8Array>();
    let held = 0;
    for (const [hash, bytes] of blobs) {
      waiting.set(hash, bytes);
      held += bytes.length;
      if (waiting.size < AT_ONCE && held < HELD_BYTES) continue;
      await this.keep(waiting);
      waiting.clear();
      held = 0;
    }
    await this.keep(waiting);
  }

  /** Throws `evidence_altered` when the bytes are missing or are not those that were kept. */
  read(hash: Hash): Uint8Array {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(this.path(hash));
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') throw altered(hash, 'is missing');
      throw error;
    }
    if (sha256(bytes) !== hash) throw altered(hash, 'is not what was kept');
    return bytes;
  }

  /** Is it there? Says nothing about its bytes. */
  has(hash: Hash): boolean {
    return existsSync(this.path(hash));
  }

  /** Takes bytes away that an erasure covers; the folder is synced, so that they do not come back after a power cut. */
  remove(hash: Hash): void {
    removeNow(this.path(hash));
    syncNow(dirname(this.path(hash)));
  }

  path(hash: Hash): string {
    return join(this.#root, hash.slice(0, 2), hash.slice(2));
  }

  async #prepareFolders(prefixes: ReadonlySet<string>): Promise<void> {
    const fresh = [...prefixes].filter(prefix => !this.#ready.has(prefix));
    if (fresh.length === 0) return;
    for (const prefix of fresh) makeFolder(join(this.#root, prefix));
    await this.#disk.sync(this.#root);
    for (const prefix of fresh) this.#ready.add(prefix);
  }

  async #keepOne(hash: Hash, bytes: Uint8Array): Promise<void> {
    if (existsSync(this.path(hash))) {
      this.read(hash);
      // Whoever wrote it may have been killed before its sync.
      await this.#disk.sync(this.path(hash));
      return;
    }
    const waiting = join(this.#waiting, `${process.pid}-${randomUUID()}`);
    try {
      await this.#disk.create(waiting, bytes);
      await this.#disk.rename(waiting, this.path(hash));
    } catch (error) {
      await this.#disk.remove(waiting).catch(() => {});
      throw error;
    }
  }
}

/** Blobs, and bytes of them, that are kept at once. */
const [AT_ONCE, HELD_BYTES] = [64, 32 * 1024 * 1024];

/** Waits for all of them, so that no write is still going on when the first failure is told. */
async function settled(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

function altered(hash: Hash, how: string): Problem {
  return new Problem(
    'evidence_altered',
    `The blob ${hash} ${how}, so nothing that rests on it is shown.`,
    'Run `deeds verify` to see what else is touched, and restore the blob from a backup.',
  );
}
