import type { Hash } from './record.ts';
import type { Projection } from './projection.ts';

/** One line of the log. It is never changed and never removed. */
export interface Entry {
  /** 1, 2, 3, … without gaps. */
  readonly sequence: number;
  readonly kind: string;
  /** ISO 8601 instant in UTC, by the recording machine's clock; the order is the sequence, never the time. */
  readonly at: string;
  /** Who did it: a person, or "machine". */
  readonly by: string;
  /** Canonical JSON. */
  readonly body: string;
  /** Hash of the entry before, zeros for the first. */
  readonly previous: Hash;
  readonly hash: Hash;
}

/**
 * All that the record knows of a kind of entry. Adding a kind is one file in `entries/` and one line in its list.
 * `B` is the body as an object; it must survive canonical JSON.
 */
export interface EntryKind<B> {
  readonly name: string;
  /** Every blob that the body names: synced to disk before the entry is. */
  blobs(body: B): readonly Hash[];
  /**
   * What the entry changes in the state: calls of `projection` only, decided by the entry and its blobs alone, so that
   * replaying gives the same state. `blob` gives the bytes of those that `blobs` names.
   */
  apply(projection: Projection, entry: Entry, body: B, blob: (hash: Hash) => Uint8Array): void;
}

/** An entry on its way into the log. */
export interface Draft {
  readonly kind: string;
  readonly by: string;
  readonly body: unknown;
}

export function draft<B>(kind: EntryKind<B>, by: string, body: B): Draft {
  return { kind: kind.name, by, body };
}
