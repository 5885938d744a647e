import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../core/ports.ts';
import { Problem } from '../../core/problem.ts';
import type { Blobs } from '../blobs.ts';
import { applyEntry, blobsOf } from '../entries/index.ts';
import type { BlobReader, Draft } from '../entry.ts';
import { asProblem, endsWriting } from '../problems.ts';
import type { Added, Hash } from '../record.ts';
import type { Log } from './log.ts';
import type { SqliteProjection } from './projection.ts';

/** Changes that wait while another group is written share the next group's sync. */
const GROUP = 50;

/** A change waiting to be committed. `commit` runs within the transaction, after the blobs are on disk. */
interface Waiting {
  readonly blobs: ReadonlyMap<Hash, Uint8Array>;
  commit(): Added;
  done(result: Added): void;
  failed(reason: unknown): void;
}

export interface WriterParts {
  readonly place: string;
  readonly clock: Clock;
  readonly database: DatabaseSync;
  readonly log: Log;
  readonly projection: SqliteProjection;
  readonly blobs: Blobs;
}

/**
 * The one who writes: blobs of a group of changes first, then one transaction for the group, so that fifty changes wait for
 * two syncs. Nobody waits for a group to fill: what comes while one is written makes the next.
 */
export class GroupWriter {
  readonly #parts: WriterParts;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #ended: unknown;

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Fulfilled once the change is on disk; `commit` tells what came of it, and a `Problem` that it throws undoes it alone. */
  write(blobs: ReadonlyMap<Hash, Uint8Array>, commit: () => Added): Promise<Added> {
    this.mustWrite();
    return new Promise((done, failed) => {
      this.#waiting.push({ blobs, commit, done, failed });
      this.#writing ??= this.#writeGroups();
    });
  }

  async idle(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  /** Appends and folds, within a transaction; gives the sequence number of the first. */
  append(drafts: readonly Draft[], blob: BlobReader, clock = this.#parts.clock): number {
    const { log, projection, blobs } = this.#parts;
    const sequences = drafts.map(draft => {
      const entry = log.append(draft, clock);
      // An erasure in another process may have taken a blob that was found here when the group began.
      const missing = blobsOf(entry).find(hash => !blobs.has(hash));
      if (missing !== undefined)
        throw new Error(`entry ${entry.sequence} names the blob ${missing}, which was not kept`);
      applyEntry(projection, entry, blob);
      return entry.sequence;
    });
    return sequences[0]!;
  }

  transaction(work: () => void): void {
    const { database } = this.#parts;
    database.exec('BEGIN IMMEDIATE');
    try {
      work();
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      this.#parts.projection.rolledBack();
      throw error;
    }
  }

  /** After a disk error nothing is known about what reached the disk. */
  mustWrite(): void {
    if (this.#ended === undefined) return;
    throw new Problem(
      'storage_error',
      `Nothing more is written to ${this.#parts.place} after the disk reported an error.`,
      'Check the disk, run `deeds verify`, and then open the record again.',
      1,
      this.#ended,
    );
  }

  async #writeGroups(): Promise<void> {
    // Let those who call at the same moment join the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeGroup(this.#waiting.splice(0, GROUP));
    this.#writing = undefined;
  }

  /** Blobs of all, then one transaction: all are acknowledged together. */
  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const outcomes: (() => void)[] = [];
    try {
      this.mustWrite();
      await this.#parts.blobs.keep(new Map(group.flatMap(({ blobs }) => [...blobs])));
      this.transaction(() => {
        for (const change of group) outcomes.push(this.#commitOne(change));
      });
      for (const outcome of outcomes) outcome();
    } catch (error) {
      const problem = asProblem(error, this.#parts.place);
      if (endsWriting(problem)) this.#ended = problem;
      // What stopped the group may be the fault of one: the others still get their turn.
      if (group.length > 1) for (const change of group) await this.#writeGroup([change]);
      else group[0]!.failed(problem);
    }
  }

  #commitOne(change: Waiting): () => void {
    const { database, place } = this.#parts;
    database.exec('SAVEPOINT change');
    try {
      const result = change.commit();
      database.exec('RELEASE change');
      return () => change.done(result);
    } catch (error) {
      // SQLite ends the whole transaction itself when the disk fails.
      if (!database.isTransaction || asProblem(error, place) !== error) throw error;
      database.exec('ROLLBACK TO change; RELEASE change');
      this.#parts.projection.rolledBack();
      return () => change.failed(error);
    }
  }
}
