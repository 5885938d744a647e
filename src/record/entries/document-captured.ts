import type { EntryKind } from '../entry.ts';
import type { DocumentId, Hash, RecordedDocument } from '../record.ts';

export interface DocumentCaptured {
  readonly document: DocumentId;
  readonly bytes: Hash;
  readonly length: number;
  readonly facts: RecordedDocument['facts'];
  /** Canonical JSON of the `Retrieval`, where the bytes came from the network. */
  readonly retrieval?: Hash | undefined;
  /** The body as it was sent, where content codings were taken off. */
  readonly encoded?: Hash | undefined;
}

/** Bytes came in, and how. */
export const documentCaptured: EntryKind<DocumentCaptured> = {
  name: 'document_captured',
  blobs: ({ bytes, retrieval, encoded }) => [bytes, retrieval, encoded].filter(hash => hash !== undefined),
  documents: body => [body.document],
  travels: true,
  apply(projection, entry, body) {
    projection.addDocument({
      document: body.document,
      sequence: entry.sequence,
      at: entry.at,
      by: entry.by,
      bytesHash: body.bytes,
      byteLength: body.length,
      facts: body.facts,
    });
  },
};
