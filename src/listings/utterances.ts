import type { Party } from '../core/actor.ts';
import type { KindFace } from '../core/kind.ts';
import type { Listing } from '../core/listing.ts';
import { kinds } from '../kinds/index.ts';
import type { Alteration } from '../origins/alterations.ts';
import { type Attributed, type Saying, type Utterance, utterances } from '../origins/utterances.ts';
import type { DeedsRecord, RecordedDocument } from '../record/record.ts';
import { count } from './count.ts';
import { titleOf } from './documents.ts';

/** The utterance that a claim is a witness of, where other documents are too, or where its attribution conflicts with another. */
export type UtteranceOf = (document: string, claim: string) => Utterance | undefined;

/** Everything that the record says was said, by what was said. */
export async function utterancesOf(record: DeedsRecord): Promise<Utterance[]> {
  const speaking = kinds.filter((kind: KindFace) => kind.said !== undefined);
  const documents = new Map((await record.documents()).map(document => [document.id, document]));
  const meant = new Map((await record.actors()).flatMap(({ id, merged }) => merged.map(other => [other, id] as const)));
  const known = (party: Party): Party => ({ ...party, actor: meant.get(party.actor ?? '') ?? party.actor });
  const sayings: Saying[] = [];
  for (const kind of speaking) {
    for (const recorded of await record.claims({ kind: kind.name, includeCopies: true })) {
      const { claim, document, origin } = recorded;
      if (!recorded.current && recorded.review.state === 'proposed') continue;
      const speaker = kind.speaker?.(claim);
      sayings.push({
        id: claim.id,
        document,
        origin,
        published: documents.get(document)?.about.published?.day,
        speaker: speaker && known(speaker),
        voices: claim.voices.map(known),
        isDegraded: claim.strength === 'degraded',
        words: kind.said!(claim),
        alsoIn: recorded.alsoIn.map(other => ({ document: other, origin: documents.get(other)?.origin ?? origin })),
      });
    }
  }
  return utterances(sayings);
}

export function utteranceLookup(found: readonly Utterance[]): UtteranceOf {
  const byClaim = new Map<string, Utterance>();
  for (const utterance of found.filter(isTelling)) {
    for (const { saying } of utterance.witnesses) byClaim.set(`${saying.document}/${saying.id}`, utterance);
  }
  return (document, claim) => byClaim.get(`${document}/${claim}`);
}

/** Has it more than one document to stand on, or more than one speaker? */
export function isTelling({ documents, isConflicting }: Utterance): boolean {
  return documents.length > 1 || isConflicting;
}

/** "3 documents, 2 origins": how often words stand somewhere never goes without what it comes down to. */
function standing({ documents, origins }: Pick<Attributed, 'documents' | 'origins'>): string {
  return `${count(documents.length, 'document')}, ${count(origins.length, 'independent origin')}`;
}

function speakersText(speakers: readonly Attributed[]): string {
  return speakers.map(speaker => `${speaker.name} (${standing(speaker)})`).join(' · ');
}

export const UTTERANCE_COLUMNS = ['said_in_documents', 'said_in_origins', 'conflicting_attribution'];

export function utteranceCells(utterance: Utterance | undefined): string[] {
  if (utterance === undefined) return ['1', '1', ''];
  const { documents, origins, isConflicting, speakers } = utterance;
  return [String(documents.length), String(origins.length), isConflicting ? speakersText(speakers) : ''];
}

/** What a statement's list says of the same words elsewhere. */
export function utteranceDetails(utterance: Utterance | undefined): [string, string][] {
  if (utterance === undefined) return [];
  return [
    ...(utterance.documents.length > 1 ? [['said in', standing(utterance)] as [string, string]] : []),
    ...conflictDetail(utterance),
  ];
}

function conflictDetail({ isConflicting, speakers }: Utterance): [string, string][] {
  return isConflicting ? [['CONFLICT', `the same words are attributed to ${speakersText(speakers)}`]] : [];
}

/** As JSON has it beside a claim. */
export function utteranceValue({ documents, origins, speakers, isConflicting }: Utterance): object {
  return { documents, origins, speakers, conflicting: isConflicting };
}

/** Utterances with several witnesses: those with conflicting attributions first, then those in most documents. */
export function utteranceList(found: readonly Utterance[], documents: readonly RecordedDocument[]): Listing {
  const byId = new Map(documents.map(document => [document.id, document]));
  const ordered = found
    .filter(isTelling)
    .toSorted(
      (x, y) =>
        Number(y.isConflicting) - Number(x.isConflicting) ||
        y.documents.length - x.documents.length ||
        (x.wording < y.wording ? -1 : 1),
    );
  return {
    name: 'utterances',
    columns: ['wording', 'documents', 'origins', 'conflicting', 'speakers', 'claims'],
    ...(ordered.length < found.length && {
      notes: ['What one document alone says that somebody said is not listed here: see `deeds show statements`.'],
    }),
    rows: ordered.map(utterance => ({
      cells: [
        utterance.wording,
        String(utterance.documents.length),
        String(utterance.origins.length),
        utterance.isConflicting ? 'yes' : 'no',
        speakersText(utterance.speakers),
        utterance.witnesses.map(({ saying }) => `${saying.document}/${saying.id}`).join(' '),
      ],
      value: {
        wording: utterance.wording,
        ...utteranceValue(utterance),
        witnesses: utterance.witnesses.map(({ saying, alterations }) => ({
          claim: saying.id,
          document: saying.document,
          origin: saying.origin,
          ...(saying.published !== undefined && { published: saying.published }),
          ...(saying.speaker !== undefined && { speaker: saying.speaker.name }),
          words: saying.words,
          alterations,
        })),
      },
      shown: {
        headline: `“${utterance.wording.replace(/\s+/gu, ' ')}”`,
        details: [
          ['said in', standing(utterance)],
          ...conflictDetail(utterance),
          ...utterance.witnesses.flatMap(({ saying, alterations }) => [
            [
              'witness',
              `${saying.speaker?.name ?? 'nobody named'}: ${titleOf(byId.get(saying.document))} · ${saying.id}`,
            ] as const,
            ...alterations.map(one => ['differs', alterationText(one)] as const),
          ]),
        ],
      },
    })),
  };
}

function alterationText({ left, put }: Alteration): string {
  if (put === '') return `without “${left}”`;
  if (left === '') return `with “${put}” put in`;
  return `“${put}” for “${left}”`;
}

/** Of the utterances those that a document, words or a speaker's name were asked for. */
export function isAsked(
  { witnesses, wording, speakers }: Utterance,
  asked: { readonly document?: string; readonly about?: string; readonly speaker?: string },
): boolean {
  return (
    (asked.document === undefined || witnesses.some(({ saying }) => saying.document === asked.document)) &&
    (asked.about === undefined || has(wording, asked.about)) &&
    (asked.speaker === undefined || speakers.some(({ name }) => has(name, asked.speaker!)))
  );
}

function has(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}
