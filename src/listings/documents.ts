import type { Listing } from '../core/listing.ts';
import type { RecordedDocument, RecordedLink } from '../record/record.ts';
import { count } from './count.ts';

/** The links that each document was added or linked with. */
export type LinksByDocument = ReadonlyMap<string, readonly RecordedLink[]>;

/** A document on one line: title, source, day, id. */
export function titleOf(document: RecordedDocument | undefined): string {
  if (!document) return '';
  const day = document.about.published?.day;
  return [document.about.title ?? document.facts.name, document.about.source, day ?? 'date open', document.id]
    .filter(Boolean)
    .join(' · ');
}

export function documentList(documents: readonly RecordedDocument[], links: LinksByDocument): Listing {
  return {
    name: 'documents',
    columns: [
      'id',
      'name',
      'title',
      'source',
      'published',
      'date_basis',
      'media_type',
      'strength',
      'claims',
      'origin',
      'copy',
      'added',
    ],
    rows: documents.map(document => ({
      cells: [
        document.id,
        document.facts.name,
        document.about.title ?? '',
        document.about.source ?? '',
        document.about.published?.day ?? '',
        document.about.published?.basis ?? '',
        document.about.mediaType,
        document.strength,
        String(document.claims),
        document.origin,
        document.copy ? 'yes' : 'no',
        document.addedAt,
      ],
      value: { ...document, links: links.get(document.id) ?? [] },
      shown: {
        headline: titleOf(document),
        details: [
          [
            'read as',
            `${document.about.mediaType}, ${document.strength} text, ${count(document.sentences, 'sentence')}, ${count(document.claims, 'claim')}`,
          ],
          ['origin', document.copy ? `${document.origin}: a copy, counted with it` : document.origin],
          ...(links.get(document.id) ?? []).map(link => [link.relation, `${link.other}: ${link.reason}`] as const),
        ],
      },
    })),
  };
}
