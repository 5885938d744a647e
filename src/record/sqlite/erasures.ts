import type { Blobs } from '../blobs.ts';
import { blobsOf, documentsOf } from '../entries/index.ts';
import type { BlobReader } from '../entry.ts';
import type { DocumentId, Hash } from '../record.ts';
import type { Log } from './log.ts';
import type { Statements } from './statements.ts';

export interface Erasure {
  readonly document: DocumentId;
  readonly sequence: number;
}

/** Which blobs erasures took, or are still to take: those that only entries name which an erasure covers. */
export class Erasures {
  readonly #log: Log;
  readonly #blobs: Blobs;
  #covered: ReadonlyMap<Hash, ReadonlySet<DocumentId>> | undefined;
  /** The last entry of the log when `#covered` was worked out. */
  #until = 0;

  constructor(log: Log, blobs: Blobs) {
    this.#log = log;
    this.#blobs = blobs;
  }

  /** Gives the bytes of a blob; undefined once an erasure took them. Missing for any other reason, it throws. */
  readonly blob: BlobReader = hash => {
    try {
      return this.#blobs.read(hash);
    } catch (error) {
      if (!this.#blobs.has(hash) && this.covers(hash)) return undefined;
      throw error;
    }
  };

  /** Is it one that an erasure took, or is to take? Another process may have recorded that since this was last asked. */
  covers(hash: Hash): boolean {
    if (this.#coveredBlobs().has(hash)) return true;
    if (this.#log.head().sequence === this.#until) return false;
    this.#covered = undefined;
    return this.#coveredBlobs().has(hash);
  }

  /** Erasures recorded behind an entry, as the state of the whole log has them. */
  after(state: Statements, sequence: number): Erasure[] {
    return state
      .all("SELECT sequence, subject FROM decision WHERE kind = 'erased' AND sequence > ? ORDER BY sequence", sequence)
      .map(row => ({ document: String(row['subject']), sequence: Number(row['sequence']) }));
  }

  /** Was the last erasure cut short before all its blobs were gone? The document's own bytes go last. */
  isUnfinished(state: Statements): boolean {
    const rows = state.all('SELECT bytes FROM document WHERE erased IS NOT NULL');
    return rows.some(({ bytes }) => this.#blobs.has(String(bytes)));
  }

  /** Takes the blobs away. Within a transaction, so that nobody names one of them anew meanwhile. */
  finish(): void {
    const captured = new Set<Hash>();
    for (const hash of this.#coveredBlobs().keys()) {
      if (this.#isOwnBytes(hash)) captured.add(hash);
      else if (this.#blobs.has(hash)) this.#blobs.remove(hash);
    }
    for (const hash of captured) if (this.#blobs.has(hash)) this.#blobs.remove(hash);
  }

  #isOwnBytes(hash: Hash): boolean {
    return [...this.#coveredBlobs().get(hash)!].some(document => document.slice('doc_'.length) === hash.slice(0, 24));
  }

  /** Blobs that only covered entries name, each with the documents it was about. Reads the whole log, once. */
  #coveredBlobs(): ReadonlyMap<Hash, ReadonlySet<DocumentId>> {
    if (this.#covered !== undefined) return this.#covered;
    this.#until = this.#log.head().sequence;
    const erasedAt = new Map<DocumentId, number>();
    for (const { kind, body, sequence } of this.#log.from(1)) {
      if (kind === 'erased') erasedAt.set((JSON.parse(body) as { document: DocumentId }).document, sequence);
    }
    const [covered, needed] = [new Map<Hash, Set<DocumentId>>(), new Set<Hash>()];
    if (erasedAt.size > 0) {
      for (const entry of this.#log.from(1)) {
        const about = documentsOf(entry);
        const isCovered = about.some(document => entry.sequence < (erasedAt.get(document) ?? 0));
        for (const hash of blobsOf(entry)) {
          if (isCovered) covered.set(hash, new Set([...(covered.get(hash) ?? []), ...about]));
          else needed.add(hash);
        }
      }
    }
    for (const hash of needed) covered.delete(hash);
    return (this.#covered = covered);
  }
}
