/** What the parties to an instrument say about it, in their own words: shown beside their deeds, and counted in no finding. */
import type { ActorId } from '../core/actor.ts';
import { findTerm, sentenceAround } from '../judgement/terms.ts';
import { partyOf } from '../judgement/who.ts';
import { kinds } from '../kinds/index.ts';
import type { RecordedClaim, RecordedDocument } from '../record/index.ts';
import type { Agreement, Report } from './bearings.ts';

export interface Said {
  readonly party: ActorId;
  readonly claim: RecordedClaim;
  readonly document: RecordedDocument;
}

const byName = new Map(kinds.map(kind => [kind.name, kind]));

/** Statements whose speaker is, or speaks for, a party, and whose sentence names the instrument or bears on a provision (`bearing`: the claims that do). */
export function saidIn(
  { document, text, claims }: Report,
  { instrument }: Agreement,
  bearing: readonly RecordedClaim[],
): Said[] {
  const names = [instrument.title, ...instrument.aliases];
  const borne = new Set(bearing.map(({ claim }) => sentenceAround(text, claim.words).start));
  return claims.flatMap((claim): Said[] => {
    const party = partyOf(byName.get(claim.claim.kind)?.speaker?.(claim.claim), text, instrument);
    if (party === undefined) return [];
    const sentence = sentenceAround(text, claim.claim.words);
    const isAbout = borne.has(sentence.start) || findTerm(text, sentence, names, true) !== undefined;
    return isAbout ? [{ party, claim, document }] : [];
  });
}
