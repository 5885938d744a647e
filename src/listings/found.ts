import type { Listing } from '../core/listing.ts';
import type { Found } from '../record/record.ts';

/** What a search found, best first. */
export function foundList(found: readonly Found[]): Listing {
  return {
    name: 'hits',
    columns: ['document', 'claim', 'kind', 'name', 'copy', 'published', 'words'],
    rows: found.map(({ document, claim, name, copy, published, pieces }) => ({
      cells: [
        document,
        claim?.id ?? '',
        claim?.kind ?? 'document',
        name,
        copy ? 'yes' : 'no',
        published ?? '',
        marked(pieces),
      ],
      value: {
        document,
        name,
        copy,
        ...(published !== undefined && { published }),
        ...(claim !== undefined && { claim }),
        pieces: pieces.map((words, place) => ({ words, hit: isHit(place) })).filter(({ words }) => words !== ''),
      },
      shown: {
        headline: `${claim?.kind ?? 'document'}: ${marked(pieces)}`,
        details: [
          ['document', [name, published ?? 'date open', document, ...(copy ? ['a copy'] : [])].join(' · ')],
          ['claim', claim?.id ?? ''],
        ],
      },
    })),
  };
}

/** Hits and what stands between them take turns, what stands between them first. */
const isHit = (place: number): boolean => place % 2 === 1;

/** Hits stand between asterisks. */
function marked(pieces: readonly string[]): string {
  return pieces
    .map((words, place) => (isHit(place) ? `*${words}*` : words))
    .join('')
    .replace(/\s+/gu, ' ');
}
