import type { EntryKind } from '../entry.ts';
import type { Hash, Link } from '../record.ts';

export interface OriginLinked extends Link {
  /** The text version of `document` that `shared` and `unshared` point into. */
  readonly text: Hash;
  /** The text version of `other` that `sharedOther` points into. */
  readonly otherText: Hash;
}

/** Two documents share words; with `copy` they count as one origin, unless one of them mixes reports. */
export const originLinked: EntryKind<OriginLinked> = {
  name: 'origin_linked',
  blobs: () => [],
  apply(projection, entry, body) {
    projection.addLink(entry.sequence, entry.by, body);
  },
};
