import type { Reading } from '../../core/reading.ts';
import { type EntryKind, jsonOf } from '../entry.ts';
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
  documents: body => [body.document],
  travels: true,
  apply(projection, entry, body, blob) {
    const reading = blob(body.reading);
    if (reading === undefined) return;
    projection.setReading({
      document: body.document,
      sequence: entry.sequence,
      readingHash: body.reading,
      reading: jsonOf(reading) as Reading,
    });
  },
};
