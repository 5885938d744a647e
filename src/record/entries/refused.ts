import type { EntryKind } from '../entry.ts';
import type { Hash } from '../record.ts';

export interface Refused {
  readonly name: string;
  readonly code: string;
  readonly sentence: string;
  readonly bytes: Hash | undefined;
}

/** An input was not taken in, and why. */
export const refused: EntryKind<Refused> = {
  name: 'refused',
  blobs: body => (body.bytes === undefined ? [] : [body.bytes]),
  documents: () => [],
  travels: false,
  apply(projection, entry, body) {
    projection.addRefusal({
      sequence: entry.sequence,
      at: entry.at,
      name: body.name,
      code: body.code,
      sentence: body.sentence,
      bytesHash: body.bytes,
    });
  },
};
