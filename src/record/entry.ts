import type { Projection } from './projection.ts';
import type { DocumentId, Hash } from './record.ts';

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

/** Who made an entry that no person did: what machines do is told apart from what people do. */
export const MACHINE = 'machine';

/** The entry of another record that an entry was imported from; it stands in the body, as `imported`. */
export interface ImportedFrom extends Pick<Entry, 'sequence' | 'at' | 'by' | 'previous' | 'hash'> {
  readonly record: string;
}

/** Bytes of a blob that an entry names; undefined once an erasure took them. */
export type BlobReader = (hash: Hash) => Uint8Array | undefined;

/**
 * All that the record knows of a kind of entry. Adding a kind is one file in `entries/` or `decisions/` and one line in its
 * list. `B` is the body as an object; it must survive canonical JSON.
 */
export interface EntryKind<B> {
  readonly name: string;
  /** Every blob that the body names: synced to disk before the entry is. */
  blobs(body: B): readonly Hash[];
  /** The documents it is about: the erasure of any of them takes the entry's blobs away, unless others name them too. */
  documents(body: B): readonly DocumentId[];
  /** May it be taken over by another record? What speaks of one record and its file alone stays there. */
  readonly travels: boolean;
  /**
   * What the entry changes in the state: calls of `projection` only, decided by the entry and its blobs alone, so that
   * replaying gives the same state. `blob` gives the bytes of those that `blobs` names.
   */
  apply(projection: Projection, entry: Entry, body: B, blob: BlobReader): void;
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

/** A blob of canonical JSON, as a value. */
export function jsonOf(bytes: Uint8Array): unknown {
  return JSON.parse(textOf(bytes));
}

/** A blob of UTF-8, as text; a byte order mark is a character like any other. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}
