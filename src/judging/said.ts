/** What the parties to an instrument say about it, in their own words: shown beside their deeds, and counted in no finding. */
import type { ActorId } from '../core/actor.ts';
import type { Instrument } from '../core/instrument.ts';
import { findTerm, sentenceAround } from '../judgement/terms.ts';
import { partyOf } from '../judgement/who.ts';
import { kinds } from '../kinds/index.ts';
import type { RecordedClaim, RecordedDocument } from '../record/index.ts';
import type { Proposed, Texts } from './bearings.ts';

export interface Said {
  readonly party: ActorId;
  readonly claim: RecordedClaim;
  readonly document: RecordedDocument;
}

/** Statements whose speaker is, or speaks for, a party, and whose sentence names the instrument or bears on a provision; copies left out. */
export async function saidByParties(
  instrument: Instrument,
  claims: readonly RecordedClaim[],
  documents: ReadonlyMap<string, RecordedDocument>,
  bearing: readonly Proposed[],
  texts: Texts,
): Promise<Said[]> {
  const speakers = new Map(kinds.map(kind => [kind.name, kind]));
  const own = new Set(instrument.texts.map(({ document }) => document));
  const spoken = claims.filter(
    ({ claim, copy, document }) => !copy && !own.has(document) && speakers.get(claim.kind)?.speaker !== undefined,
  );
  const borne = Map.groupBy(bearing, ({ document }) => document.id);
  const names = [instrument.title, ...instrument.aliases];
  const found: Said[] = [];
  for (const [id, some] of Map.groupBy(spoken, ({ document }) => document)) {
    const document = documents.get(id);
    const text = document?.copy === false ? await texts(id) : undefined;
    if (text === undefined) continue;
    for (const one of some) {
      const party = partyOf(speakers.get(one.claim.kind)!.speaker!(one.claim), text, instrument);
      if (party === undefined) continue;
      const sentence = sentenceAround(text, one.claim.words);
      const isAbout =
        findTerm(text, sentence, names, true) !== undefined ||
        borne.get(id)?.some(({ claim }) => sentenceAround(text, claim.claim.words).start === sentence.start) === true;
      if (isAbout) found.push({ party, claim: one, document: document! });
    }
  }
  return found;
}
