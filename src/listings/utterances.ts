import type { Listing } from '../core/listing.ts';
import { wordsIn } from '../core/plain-words.ts';
import { joinedWords } from '../core/said.ts';
import type { Alteration } from '../origins/alterations.ts';
import { type Attributed, type Saying, type Utterance, utterances } from '../origins/utterances.ts';
import type { DeedsRecord, RecordedClaim, RecordedDocument } from '../record/record.ts';
import { claimsInParts } from './claims-in-parts.ts';
import { titleOf } from './documents.ts';
import { countText } from './origins.ts';
import { SayingReader, speaking } from './sayings.ts';
import { nameOf, type Standing, WitnessFinder } from './witnesses.ts';

export type { Utterance };

/** The utterance that a claim is a witness of, where other documents are too, or where its attribution conflicts with another. */
export type UtteranceOf = (document: string, claim: string) => Standing | undefined;

/** Everything that the record says was said, by what was said. Reads all of it: for what one saying is part of ask a `WitnessFinder`. */
export async function utterancesOf(record: DeedsRecord): Promise<Utterance[]> {
  const sayings = await SayingReader.of(record);
  const found: Saying[] = [];
  for (const kind of speaking.keys())
    for await (const some of claimsInParts(record, { kind, includeCopies: true }))
      found.push(...(await sayings.readAll(some)));
  return utterances(found);
}

/** So many claims are looked up family by family; for more it takes less to read all that was said. */
const FEW = 2_000;

/** What some claims are witnesses of. */
export async function utteranceLookup(
  record: DeedsRecord,
  claims: readonly RecordedClaim[],
  known?: WitnessFinder,
): Promise<UtteranceOf> {
  const byClaim = new Map<string, Standing>();
  if (claims.length > FEW) {
    for (const utterance of (await utterancesOf(record)).filter(isTelling)) {
      for (const { saying } of utterance.witnesses) byClaim.set(nameOf(saying.document, saying.id), utterance);
    }
  } else {
    const finder = known ?? (await WitnessFinder.of(record));
    for (const [index, standing] of (await finder.standings(claims)).entries()) {
      const { document, claim } = claims[index]!;
      if (standing !== undefined && isTelling(standing)) byClaim.set(nameOf(document, claim.id), standing);
    }
  }
  return (document, claim) => byClaim.get(nameOf(document, claim));
}

/** Claims that are looked at for words that were said: those that came first stand for the rest. */
const MOST = 1_000;

/** Utterances in whose words all the words asked for stand, also those that one document alone has; those of most documents first. */
export async function utterancesSaying(
  record: DeedsRecord,
  words: string,
  limit: number,
): Promise<{ readonly found: Utterance[]; readonly documents: RecordedDocument[] }> {
  const claims = await record.claims({ about: words, includeCopies: true, limit: MOST });
  const saying = claims.filter(({ claim }) => {
    const said = speaking.get(claim.kind)?.said?.(claim) ?? [];
    return hasWords(joinedWords(said), words);
  });
  const found = await (await WitnessFinder.of(record)).utterancesOf(saying);
  const ordered = found.toSorted(mostTellingFirst).slice(0, limit);
  const ids = new Set(ordered.flatMap(utterance => utterance.witnesses.map(({ saying }) => saying.document)));
  return { found: ordered, documents: await record.documents({ ids: [...ids] }) };
}

/** The search finds a claim by all its words, the speaker's name too: the words asked for must be among those said. Word forms are alike. */
function hasWords(said: string, asked: string): boolean {
  const has = new Set(stemsOf(said));
  return stemsOf(asked).every(stem => has.has(stem));
}

function stemsOf(text: string): string[] {
  return wordsIn(text).words.map(word => word.replace(/(?:ing|ed|es|s|e)$/u, ''));
}

/** Has it more than one document to stand on, or more than one speaker? */
export function isTelling({ documents, isConflicting }: Pick<Standing, 'documents' | 'isConflicting'>): boolean {
  return documents.length > 1 || isConflicting;
}

/**
 * "3 documents, 1 independent origin, 1 not established": how often words stand somewhere never goes without what it comes down to. All that have the same words may have
 * them from one of them, so that one origin is counted and of the others it is not established, as in the list of origins.
 */
function standing({ documents, origins }: Pick<Attributed, 'documents' | 'origins'>): string {
  return sameWordsText(documents.length, origins.length);
}

/** The same from the numbers alone. */
export function sameWordsText(documents: number, origins: number): string {
  return countText({ documents, independentOrigins: Math.min(origins, 1), notEstablished: Math.max(origins - 1, 0) });
}

function speakersText(speakers: readonly Attributed[]): string {
  return speakers.map(speaker => `${speaker.name} (${standing(speaker)})`).join(' · ');
}

export const UTTERANCE_COLUMNS = ['said_in_documents', 'said_in_origins', 'conflicting_attribution'];

export function utteranceCells(utterance: Standing | undefined): string[] {
  if (utterance === undefined) return ['1', '1', ''];
  const { documents, origins, isConflicting, speakers } = utterance;
  return [String(documents.length), String(origins.length), isConflicting ? speakersText(speakers) : ''];
}

/** What a statement's list says of the same words elsewhere. */
export function utteranceDetails(utterance: Standing | undefined): [string, string][] {
  if (utterance === undefined || !isTelling(utterance)) return [];
  return [
    ...(utterance.documents.length > 1 ? [['said in', standing(utterance)] as [string, string]] : []),
    ...conflictDetail(utterance),
  ];
}

function conflictDetail({ isConflicting, speakers }: Standing): [string, string][] {
  return isConflicting ? [['CONFLICT', `the same words are attributed to ${speakersText(speakers)}`]] : [];
}

/** As JSON has it beside a claim. */
export function utteranceValue({ documents, origins, speakers, isConflicting }: Standing): object {
  return { documents, origins, speakers, conflicting: isConflicting };
}

/** Those with conflicting attributions first, then those in most documents. */
function mostTellingFirst(x: Utterance, y: Utterance): number {
  return (
    Number(y.isConflicting) - Number(x.isConflicting) ||
    y.documents.length - x.documents.length ||
    (x.wording < y.wording ? -1 : 1)
  );
}

/** Utterances with several witnesses. */
export function tellingUtteranceList(found: readonly Utterance[], documents: readonly RecordedDocument[]): Listing {
  const telling = found.filter(isTelling);
  const notes = ['What one document alone says that somebody said is not listed here: see `deeds show statements`.'];
  return { ...utteranceList(telling, documents), ...(telling.length < found.length && { notes }) };
}

/** `documents`: at least those of the witnesses. */
export function utteranceList(found: readonly Utterance[], documents: readonly RecordedDocument[]): Listing {
  const byId = new Map(documents.map(document => [document.id, document]));
  return {
    name: 'utterances',
    columns: ['wording', 'documents', 'origins', 'conflicting', 'speakers', 'claims'],
    rows: found.toSorted(mostTellingFirst).map(utterance => ({
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
          ...(utterance.isConflicting
            ? conflictDetail(utterance)
            : utterance.speakers.map(speaker => ['speaker', `${speaker.name} (${standing(speaker)})`] as const)),
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
