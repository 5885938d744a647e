import type { EntryKind } from '../entry.ts';

export interface RecordCreated {
  /** Version of `docs/record-format.md`. */
  readonly format: number;
  /** A random name, so that no two records' chains share a hash. */
  readonly record: string;
  /** Public key of checkpoints: Ed25519, 32 bytes in base64. Records of format 1 have none. */
  readonly key: string | undefined;
}

/** The first entry of every record. */
export const recordCreated: EntryKind<RecordCreated> = {
  name: 'record_created',
  blobs: () => [],
  documents: () => [],
  travels: false,
  apply() {},
};
