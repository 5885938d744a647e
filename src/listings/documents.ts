import type { Listing } from '../core/listing.ts';
import type { Origin, RecordedDocument, RecordedLink } from '../record/record.ts';
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

export function originList(
  origins: readonly Origin[],
  documents: readonly RecordedDocument[],
  links: LinksByDocument,
): Listing {
  const copyLinks = (id: string): readonly RecordedLink[] => (links.get(id) ?? []).filter(link => link.copy);
  const byId = new Map(documents.map(document => [document.id, document]));
  return {
    name: 'origins',
    columns: ['id', 'documents', 'earliest', 'members'],
    rows: origins.map(origin => ({
      cells: [origin.id, String(origin.documents.length), origin.earliest, origin.documents.join(' ')],
      value: { ...origin, links: origin.documents.flatMap(copyLinks) },
      shown: {
        headline: `${origin.id}: ${count(origin.documents.length, 'document')}, 1 origin`,
        details: origin.documents.flatMap(id => [
          [id === origin.earliest ? 'document' : 'copy', titleOf(byId.get(id))] as const,
          ...(id === origin.earliest ? placeOf(origin, member => byId.get(member)?.about.published !== undefined) : []),
          ...copyLinks(id).flatMap(link => [
            origin.documents.includes(link.other)
              ? (['why', link.reason] as const)
              : (['shares words', `with ${link.other}, of another origin: ${link.reason}`] as const),
            ...link.unshared.slice(0, UNSHARED_SHOWN).map(words => ['not shared', `“${words.exact}”`] as const),
            ...(link.unshared.length > UNSHARED_SHOWN
              ? [['not shared', `and ${link.unshared.length - UNSHARED_SHOWN} more pieces`] as const]
              : []),
          ]),
        ]),
      },
    })),
  };
}

/** How the document that an origin is counted by was found. Dates decide as far as they are known, and prove no descent. */
function placeOf({ earliest, documents }: Origin, isDated: (id: string) => boolean): [string, string][] {
  if (documents.length === 1) return [];
  const undated = documents.filter(id => !isDated(id)).length;
  if (undated === 0) return [['counted', 'by this one, the first by known date']];
  const known = isDated(earliest)
    ? `the first by known date; ${undated} of the others have no date`
    : 'though no dates are known';
  return [['counted', `by this one, ${known}: that it came first is not established`]];
}

/** Pieces of a copy's own words shown to people; JSON has them all. */
const UNSHARED_SHOWN = 8;
