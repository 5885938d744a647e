import type { EntryKind } from '../entry.ts';
import type { Hash, Link } from '../record.ts';

export interface OriginLinked extends Link {
  /** The text version of `document` that `shared` and `unshared` point into. */
  readonly text: Hash;
}

/** Two documents share words; with `copy` they are of one origin. */
export const originLinked: EntryKind<OriginLinked> = {
  name: 'origin_linked',
  blobs: () => [],
  apply(projection, entry, body) {
    projection.addLink(entry.sequence, entry.by, body);
  },
};
