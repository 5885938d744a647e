import type { Claim } from '../core/claim.ts';
import type { KindFace } from '../core/kind.ts';
import type { Listing, ListingRow } from '../core/listing.ts';
import type { Reading } from '../core/reading.ts';
import { kinds } from '../kinds/index.ts';
import type { Affected, RecordedClaim, RecordedDocument } from '../record/record.ts';
import { count } from './count.ts';
import { oneLine } from './one-line.ts';
import { codeText, eventText } from './events.ts';
import { titleOf } from './documents.ts';
import { UTTERANCE_COLUMNS, type UtteranceOf, utteranceCells, utteranceDetails, utteranceValue } from './utterances.ts';
import { correctionText, REVIEW_COLUMNS, reviewCells, reviewText } from './review.ts';

/** The claims of one reading, kind by kind, as `deeds read` shows them. */
export function listsOfReading(reading: Reading): Listing[] {
  return kinds.map(kind => ({
    name: kind.plural,
    columns: claimColumns(kind),
    rows: reading.claims.filter(claim => claim.kind === kind.name).map(claim => claimRow(kind, claim)),
  }));
}

const COMMON_COLUMNS = [
  'when',
  'from',
  'until',
  'factuality',
  'according_to',
  'made_at',
  'event',
  'strength',
  'words',
  'rule',
  'id',
];
const RECORD_COLUMNS = ['document', 'start', 'end', 'source', 'published'];

function claimColumns(kind: KindFace): string[] {
  return [...kind.columns.map(column => column.name), ...COMMON_COLUMNS];
}

function claimCells(kind: KindFace, claim: Claim): string[] {
  return [
    ...kind.columns.map(column => column.value(claim)),
    claim.when?.reading ?? '',
    claim.when?.from ?? '',
    claim.when?.until ?? '',
    claim.factuality,
    claim.voices.map(voice => voice.name).join('; '),
    claim.madeAt === undefined ? '' : oneLine(claim.madeAt.exact),
    claim.event ? codeText(claim.event) : '',
    claim.strength,
    claim.words.exact,
    claim.rule,
    claim.id,
  ];
}

/** What a claim from a text without capitals or punctuation is worth, wherever it is shown. */
const WEAKER = 'weaker: the text has lost its capitals or its punctuation here, so who said what may be misread';

function claimRow(kind: KindFace, claim: Claim): ListingRow {
  const shown = kind.show(claim);
  return {
    cells: claimCells(kind, claim),
    value: claim,
    shown: {
      headline: shown.headline,
      details: [
        ...shown.details,
        ['put as', putAs(claim)],
        ['made at', claim.madeAt === undefined ? '' : `“${oneLine(claim.madeAt.exact)}”`],
        ['event', claim.event ? eventText(claim.event) : ''],
        ['words', `“${claim.words.exact.replace(/\s+/gu, ' ')}” [${claim.words.start}–${claim.words.end}]`],
        ['rule', claim.rule],
        ['strength', claim.strength === 'degraded' ? WEAKER : ''],
      ],
    },
  };
}

/** "alleged, by the word of Iran": how the text puts it, and whose word it is when it is not the document's own. */
function putAs({ factuality, voices }: Claim): string {
  return voices.length === 0
    ? factuality
    : `${factuality}, by the word of ${voices.map(({ name }) => name).join(', who tells of ')}`;
}

export function claimList(
  kind: KindFace,
  claims: readonly RecordedClaim[],
  documents: readonly RecordedDocument[],
  affected: readonly Affected[],
  utteranceOf: UtteranceOf = () => undefined,
): Listing {
  const corrections = Map.groupBy(affected, ({ what }) => what);
  const byId = new Map(documents.map(document => [document.id, document]));
  return {
    name: kind.plural,
    columns: [
      ...claimColumns(kind),
      ...RECORD_COLUMNS,
      ...REVIEW_COLUMNS,
      ...(kind.said === undefined ? [] : UTTERANCE_COLUMNS),
    ],
    rows: claims.map(({ claim, document, origin, copy, alsoIn, review, current }): ListingRow => {
      const source = byId.get(document);
      const row = claimRow(kind, claim);
      const corrected = corrections.get(`${document}/${claim.id}`) ?? [];
      const utterance = utteranceOf(document, claim.id);
      return {
        cells: [
          ...row.cells,
          document,
          String(claim.words.start),
          String(claim.words.end),
          source?.about.source ?? '',
          source?.about.published?.day ?? '',
          ...reviewCells(review, corrected),
          ...(kind.said === undefined ? [] : utteranceCells(utterance)),
        ],
        value: {
          ...claim,
          document,
          origin,
          copy,
          alsoIn,
          current,
          review,
          corrections: corrected.map(({ path, correction }) => ({ ...correction, path })),
          ...(utterance !== undefined && { utterance: utteranceValue(utterance) }),
        },
        shown: {
          headline: row.shown.headline,
          details: [
            ...row.shown.details,
            [
              'document',
              `${titleOf(source)}${alsoIn.length > 0 ? ` — also in ${count(alsoIn.length, 'other document')}, counted once` : ''}`,
            ],
            ...utteranceDetails(utterance),
            ['id', claim.id],
            ['review', reviewText(review)],
            ...(current ? [] : [['reading', 'the present reading does not have this claim any more'] as const]),
            ...corrected.map(one => ['CORRECTED', correctionText(one)] as const),
          ],
        },
      };
    }),
  };
}
