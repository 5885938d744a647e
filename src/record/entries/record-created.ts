import type { EntryKind } from '../entry.ts';

export interface RecordCreated {
  /** Version of `docs/record-format.md`. */
  readonly format: number;
  /** A random name, so that no two records' chains share a hash. */
  readonly record: string;
}

/** The first entry of every record. */
export const recordCreated: EntryKind<RecordCreated> = {
  name: 'record_created',
  blobs: () => [],
  apply() {},
};
