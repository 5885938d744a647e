import type { EntryKind } from '../entry.ts';
import type { DocumentId, Fingerprint, Hash } from '../record.ts';

export interface FingerprintMade extends Fingerprint {
  readonly document: DocumentId;
  readonly text: Hash;
}

/** What finds copies of a text was worked out. Kept in the log, because the record cannot work it out again. */
export const fingerprintMade: EntryKind<FingerprintMade> = {
  name: 'fingerprint_made',
  blobs: () => [],
  documents: body => [body.document],
  travels: true,
  apply(projection, _entry, body) {
    projection.setFingerprint(body.document, { engine: body.engine, keys: body.keys, data: body.data });
  },
};
