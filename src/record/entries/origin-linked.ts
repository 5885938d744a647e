import { type EntryKind, type ImportedFrom, jsonOf, MACHINE } from '../entry.ts';
import type { DocumentId, Hash, Link, LinkTo } from '../record.ts';

/** What a link says of the words that two documents share. */
export type LinkWords = Pick<LinkTo, 'comparison' | 'shared' | 'unshared' | 'sharedOther' | 'reason'>;

export interface OriginLinked extends Pick<Link, 'document' | 'other' | 'relation' | 'copy'>, Partial<LinkWords> {
  /** The text version of `document` that `shared` and `unshared` point into. */
  readonly text: Hash;
  /** The text version of `other` that `sharedOther` points into. */
  readonly otherText: Hash;
  /** Canonical JSON of the `LinkWords`; in format 1 they stood here themselves. */
  readonly link: Hash | undefined;
  readonly imported?: ImportedFrom;
}

/** Two documents share words; with `copy` they count as one origin, unless one of them mixes reports. */
export const originLinked: EntryKind<OriginLinked> = {
  name: 'origin_linked',
  blobs: ({ link }) => (link === undefined ? [] : [link]),
  documents: ({ document, other }): DocumentId[] => [document, other],
  travels: true,
  apply(projection, entry, body, blob) {
    const { link, document, other, text, otherText, relation, copy } = body;
    const bytes = link === undefined ? undefined : blob(link);
    if (link !== undefined && bytes === undefined) return;
    const { comparison, shared, unshared, sharedOther, reason } = (
      bytes === undefined ? body : jsonOf(bytes)
    ) as LinkWords;
    const words = { comparison, shared, unshared, sharedOther, reason };
    const madeBy = body.imported?.by ?? entry.by;
    projection.addLink(entry.sequence, entry.by, madeBy !== MACHINE, {
      document,
      other,
      text,
      otherText,
      relation,
      copy,
      ...words,
    });
  },
};
