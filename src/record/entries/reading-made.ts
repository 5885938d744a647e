import type { Reading } from '../../core/reading.ts';
import type { EntryKind } from '../entry.ts';
import type { DocumentId, Hash } from '../record.ts';

export interface ReadingMade {
  readonly document: DocumentId;
  readonly text: Hash;
  /** Canonical JSON of the `Reading`. */
  readonly reading: Hash;
  readonly engine: string;
}

/** A text was read into actors and claims. */
export const readingMade: EntryKind<ReadingMade> = {
  name: 'reading_made',
  blobs: body => [body.reading],
  apply(projection, entry, body, blob) {
    projection.setReading({
      document: body.document,
      sequence: entry.sequence,
      readingHash: body.reading,
      reading: JSON.parse(new TextDecoder().decode(blob(body.reading))) as Reading,
    });
  },
};
