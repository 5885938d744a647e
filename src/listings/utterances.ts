import { setImmediate as others } from 'node:timers/promises';
import type { Party } from '../core/actor.ts';
import type { KindFace } from '../core/kind.ts';
import type { Listing } from '../core/listing.ts';
import { kinds } from '../kinds/index.ts';
import type { Alteration } from '../origins/alterations.ts';
import { wordsIn } from '../origins/comparable.ts';
import {
  type Attributed,
  phrasesOf,
  type Place,
  type Saying,
  type Utterance,
  utterances,
} from '../origins/utterances.ts';
import type { DeedsRecord, RecordedClaim, RecordedDocument } from '../record/record.ts';
import { titleOf } from './documents.ts';
import { countText } from './origins.ts';

export type { Utterance };

/** The utterance that a claim is a witness of, where other documents are too, or where its attribution conflicts with another. */
export type UtteranceOf = (document: string, claim: string) => Utterance | undefined;

/** Kinds whose claims are somebody's words. */
const speaking: ReadonlyMap<string, KindFace> = new Map(
  kinds.filter((kind: KindFace) => kind.said !== undefined).map(kind => [kind.name, kind]),
);

/** Everything that the record says was said, by what was said. Reads all of it: for what one saying is part of ask a `WitnessFinder`. */
export async function utterancesOf(record: DeedsRecord): Promise<Utterance[]> {
  const sayings = await SayingReader.of(record);
  const found: Saying[] = [];
  for (const kind of speaking.keys()) {
    for (const recorded of await record.claims({ kind, includeCopies: true }))
      found.push(...(await sayings.read(recorded)));
  }
  return utterances(found);
}

/** Makes sayings of claims. */
class SayingReader {
  private readonly record: DeedsRecord;
  private readonly meaning: (actor: string, document: string) => string;
  private readonly documents = new Map<string, RecordedDocument | undefined>();

  private constructor(record: DeedsRecord, meaning: (actor: string, document: string) => string) {
    this.record = record;
    this.meaning = meaning;
  }

  static async of(record: DeedsRecord): Promise<SayingReader> {
    return new SayingReader(record, await record.meaning());
  }

  /** One, or none where the claim is not somebody's words or no claim of the record any more. */
  async read({ claim, document, origin, current, review, alsoIn }: RecordedClaim): Promise<Saying[]> {
    const kind = speaking.get(claim.kind);
    if (kind === undefined || (!current && review.state === 'proposed')) return [];
    const known = (party: Party): Party => ({ ...party, actor: party.actor && this.meaning(party.actor, document) });
    const speaker = kind.speaker?.(claim);
    const places: Place[] = [];
    for (const other of alsoIn)
      places.push({ document: other, origin: (await this.document(other))?.origin ?? origin });
    return [
      {
        id: claim.id,
        document,
        origin,
        published: (await this.document(document))?.about.published?.day,
        speaker: speaker && known(speaker),
        voices: claim.voices.map(known),
        isDegraded: claim.strength === 'degraded',
        words: kind.said!(claim),
        alsoIn: places,
      },
    ];
  }

  async document(id: string): Promise<RecordedDocument | undefined> {
    if (!this.documents.has(id)) this.documents.set(id, await this.record.document(id));
    return this.documents.get(id);
  }
}

/** Sayings looked at for one: what more of them have in common is a form of words, and those that came first stand for it. */
const MOST = 1000;

/**
 * Finds what one claim is a witness of without reading all that the record says was said: by phrases of its words, then by phrases of what has them, until nothing
 * new comes. Costs what has words in common with the claim, whatever the size of the record.
 */
export class WitnessFinder {
  private readonly record: DeedsRecord;
  private readonly sayings: SayingReader;
  private readonly found = new Map<string, Utterance>();

  private constructor(record: DeedsRecord, sayings: SayingReader) {
    this.record = record;
    this.sayings = sayings;
  }

  static async of(record: DeedsRecord): Promise<WitnessFinder> {
    return new WitnessFinder(record, await SayingReader.of(record));
  }

  /** Undefined where the claim is not somebody's words. It may be its only witness. */
  async utteranceOf(recorded: RecordedClaim): Promise<Utterance | undefined> {
    const known = this.found.get(nameOf(recorded.document, recorded.claim.id));
    if (known !== undefined) return known;
    const [own] = await this.sayings.read(recorded);
    if (own === undefined) return undefined;
    const near = new Map([[nameOf(own.document, own.id), own]]);
    const asked = new Set<string>();
    let utterance = utterances([own])[0]!;
    while (near.size < MOST) {
      const phrases = utterance.witnesses
        .flatMap(({ saying }) => phrasesOf(saying))
        .filter(phrase => !asked.has(phrase));
      if (phrases.length === 0) break;
      for (const phrase of phrases) asked.add(phrase);
      const before = near.size;
      for (const one of await this.record.claims({
        phrases: [...new Set(phrases)],
        includeCopies: true,
        limit: MOST,
      })) {
        if (near.has(nameOf(one.document, one.claim.id))) continue;
        for (const saying of await this.sayings.read(one)) near.set(nameOf(saying.document, saying.id), saying);
      }
      if (near.size === before) break;
      utterance = utterances([...near.values()]).find(({ witnesses }) =>
        witnesses.some(({ saying }) => saying.document === own.document && saying.id === own.id),
      )!;
    }
    for (const { saying } of utterance.witnesses) this.found.set(nameOf(saying.document, saying.id), utterance);
    return utterance;
  }

  async document(id: string): Promise<RecordedDocument | undefined> {
    return await this.sayings.document(id);
  }
}

const nameOf = (document: string, claim: string): string => `${document}/${claim}`;

/** So many claims are looked up one by one; for more it takes less to read all that was said. */
const FEW = 400;

/** What some claims are witnesses of. */
export async function utteranceLookup(
  record: DeedsRecord,
  claims: readonly RecordedClaim[],
  known?: WitnessFinder,
): Promise<UtteranceOf> {
  const byClaim = new Map<string, Utterance>();
  if (claims.length > FEW) {
    for (const utterance of (await utterancesOf(record)).filter(isTelling)) {
      for (const { saying } of utterance.witnesses) byClaim.set(nameOf(saying.document, saying.id), utterance);
    }
  } else {
    const finder = known ?? (await WitnessFinder.of(record));
    for (const recorded of claims) {
      // Each is a search of its own: who else asks the same process is not to wait for all of them.
      await others();
      const utterance = await finder.utteranceOf(recorded);
      if (utterance !== undefined && isTelling(utterance))
        byClaim.set(nameOf(recorded.document, recorded.claim.id), utterance);
    }
  }
  return (document, claim) => byClaim.get(nameOf(document, claim));
}

/** Utterances in whose words all the words asked for stand, also those that one document alone has; those of most documents first. */
export async function utterancesSaying(
  record: DeedsRecord,
  words: string,
  limit: number,
): Promise<{ readonly found: Utterance[]; readonly documents: RecordedDocument[] }> {
  const finder = await WitnessFinder.of(record);
  const found = new Set<Utterance>();
  for (const recorded of await record.claims({ about: words, includeCopies: true, limit: MOST })) {
    const said = speaking.get(recorded.claim.kind)?.said?.(recorded.claim) ?? [];
    if (!hasWords(said.map(({ exact }) => exact).join(' '), words)) continue;
    const utterance = await finder.utteranceOf(recorded);
    if (utterance !== undefined) found.add(utterance);
  }
  const ordered = [...found].toSorted(mostTellingFirst).slice(0, limit);
  const documents = new Set(ordered.flatMap(utterance => utterance.witnesses.map(({ saying }) => saying.document)));
  const recorded: RecordedDocument[] = [];
  for (const id of documents) recorded.push((await finder.document(id))!);
  return { found: ordered, documents: recorded };
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
export function isTelling({ documents, isConflicting }: Utterance): boolean {
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

export function utteranceCells(utterance: Utterance | undefined): string[] {
  if (utterance === undefined) return ['1', '1', ''];
  const { documents, origins, isConflicting, speakers } = utterance;
  return [String(documents.length), String(origins.length), isConflicting ? speakersText(speakers) : ''];
}

/** What a statement's list says of the same words elsewhere. */
export function utteranceDetails(utterance: Utterance | undefined): [string, string][] {
  if (utterance === undefined || !isTelling(utterance)) return [];
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
