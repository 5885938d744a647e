import { createHash } from 'node:crypto';
import type { Entry } from './entry.ts';
import type { Hash } from './record.ts';

export const GENESIS: Hash = '0'.repeat(64);

export function sha256(bytes: Uint8Array): Hash {
  return createHash('sha256').update(bytes).digest('hex');
}

export function documentIdOf(bytes: Uint8Array): string {
  return `doc_${sha256(bytes).slice(0, 24)}`;
}

/**
 * SHA-256 over the format's name and every field of the entry, each behind its length (four bytes, big-endian), so that no
 * two different entries give the same bytes. `docs/record-format.md` has an example worked out.
 */
export function entryHash(entry: Omit<Entry, 'hash'>): Hash {
  const hash = createHash('sha256');
  const length = Buffer.alloc(4);
  const add = (field: Uint8Array): void => {
    length.writeUInt32BE(field.byteLength);
    hash.update(length).update(field);
  };
  const sequence = Buffer.alloc(8);
  sequence.writeBigUInt64BE(BigInt(entry.sequence));
  add(Buffer.from('deeds/entry/1'));
  add(Buffer.from(entry.previous, 'hex'));
  add(sequence);
  for (const text of [entry.kind, entry.at, entry.by, entry.body]) add(Buffer.from(text, 'utf8'));
  return hash.digest('hex');
}
