import type { EntryKind } from '../entry.ts';
import type { Hash } from '../record.ts';

export interface CheckpointMade {
  /** Number of entries that it covers: all before this one. */
  readonly size: number;
  /** Root of the Merkle tree over their hashes. */
  readonly root: Hash;
  /** Roots of the full trees that `size` is made of, from the left: the next checkpoint goes on from them. */
  readonly peaks: readonly Hash[];
  /** The public key that signed it: 32 bytes in base64. */
  readonly key: string;
  /** The signed note, as a witness keeps it. */
  readonly note: string;
}

/** The record's size and root were signed. */
export const checkpointMade: EntryKind<CheckpointMade> = {
  name: 'checkpoint_made',
  blobs: () => [],
  documents: () => [],
  travels: false,
  apply() {},
};
