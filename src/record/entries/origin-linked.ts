import type { EntryKind } from '../entry.ts';
import type { Link } from '../record.ts';

/** Two documents share words; with `copy` they are of one origin. */
export const originLinked: EntryKind<Link> = {
  name: 'origin_linked',
  blobs: () => [],
  apply(projection, entry, body) {
    projection.addLink(entry.sequence, entry.by, body);
  },
};
