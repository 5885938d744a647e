import type { Listing, ListingRow } from '../core/listing.ts';
import type { Utterance } from '../origins/utterances.ts';
import type { DeedsRecord, Found } from '../record/record.ts';
import { isTelling, UTTERANCE_COLUMNS, utteranceCells, utteranceDetails, utteranceValue } from './utterances.ts';
import { WitnessFinder } from './witnesses.ts';

/** What a search found, best first. */
export async function foundList(record: DeedsRecord, found: readonly Found[]): Promise<Listing> {
  const finder = await WitnessFinder.of(record);
  const rows: ListingRow[] = [];
  for (const one of found) rows.push(row(one, await utteranceOf(record, finder, one)));
  return {
    name: 'hits',
    columns: ['document', 'claim', 'kind', 'name', 'copy', 'published', 'words', ...UTTERANCE_COLUMNS],
    rows,
  };
}

/** What is said elsewhere too, or of others: undefined for documents, for what is nobody's words, and for what one document alone has. */
async function utteranceOf(
  record: DeedsRecord,
  finder: WitnessFinder,
  { document, claim }: Found,
): Promise<Utterance | undefined> {
  if (claim === undefined) return undefined;
  const [recorded] = await record.claims({ document, id: claim.id });
  const utterance = recorded && (await finder.utteranceOf(recorded));
  return utterance !== undefined && isTelling(utterance) ? utterance : undefined;
}

function row({ document, claim, name, copy, published, pieces }: Found, utterance: Utterance | undefined): ListingRow {
  return {
    cells: [
      document,
      claim?.id ?? '',
      claim?.kind ?? 'document',
      name,
      copy ? 'yes' : 'no',
      published ?? '',
      marked(pieces),
      ...(claim === undefined ? ['', '', ''] : utteranceCells(utterance)),
    ],
    value: {
      document,
      name,
      copy,
      ...(published !== undefined && { published }),
      ...(claim !== undefined && { claim }),
      pieces: pieces.map((words, place) => ({ words, hit: isHit(place) })).filter(({ words }) => words !== ''),
      ...(utterance !== undefined && { utterance: utteranceValue(utterance) }),
    },
    shown: {
      headline: `${claim?.kind ?? 'document'}: ${marked(pieces)}`,
      details: [
        ['document', [name, published ?? 'date open', document, ...(copy ? ['a copy'] : [])].join(' · ')],
        ['claim', claim?.id ?? ''],
        ...utteranceDetails(utterance),
      ],
    },
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
