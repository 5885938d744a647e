import type { EntryKind } from '../entry.ts';

export interface KeyChanged {
  /** The public key from here on: Ed25519, 32 bytes in base64. */
  readonly key: string;
  /** By the key before, over `keyChangeText`: 64 bytes in base64. Undefined where that key was lost, or never was. */
  readonly signature: string | undefined;
}

/** Checkpoints are signed with another key from here on. */
export const keyChanged: EntryKind<KeyChanged> = {
  name: 'key_changed',
  blobs: () => [],
  documents: () => [],
  travels: false,
  apply() {},
};

/** What the old key signs for the new one. */
export function keyChangeText(record: string, key: string): string {
  return `deeds/key/1\n${record}\n${key}\n`;
}
