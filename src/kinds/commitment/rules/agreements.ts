/** What an agreement binds its parties to by its own words, and what it is said to leave as it is. */
import type { Word } from '../../../language/analysis.ts';
import {
  antecedent,
  auxiliaries,
  isNegated,
  nounPhrase,
  objects,
  subject,
  withPreposition,
} from '../../../language/clause.ts';
import { isHypothetical } from '../../reading-context.ts';
import { foundIn, INSTRUMENTS, phraseOf } from '../found.ts';
import { APPEARANCES, NOT_UNDERTAKEN } from './acts.ts';
import { isJoint } from './joint.ts';
import type { CommitmentRule } from './rule.ts';

/** "neither country's government will conduct …"; "the Parties shall …": the words of an official text bind by themselves. */
export const textBinds: CommitmentRule = {
  name: 'text-binds',
  about: 'Shall or will said of the parties of an agreement together, or of one of them under the agreement.',
  lemmas: new Set(['shall', 'will']),
  read(modal, context) {
    const act = modal.head;
    const bound = act?.child('nsubj');
    if (!act || act.pos !== 'VERB' || !bound || !modal.is('aux') || isHypothetical(act)) return undefined;
    const single = context.party(bound).actor !== undefined && withPreposition(act, 'under').some(isInstrument);
    if (!single && !isJoint(bound)) return undefined;
    // Meetings are read as meetings.
    if (modal.lower === 'will' && APPEARANCES.has(act.lemma) && !isNegated(act)) return undefined;
    if (NOT_UNDERTAKEN.has(act.lemma) || auxiliaries(act).includes('have')) return undefined;
    // "The two sides will meet again, he said" is somebody's forecast, not the text of an agreement.
    if (context.attributionsOver(act).length > 0) return undefined;
    return foundIn(act, act, phraseOf(act), bound, 'bound by text');
  },
};

/** What nothing in an agreement does to what it leaves as it is. */
const TOUCHING = new Set([
  'prohibit',
  'prejudice',
  'affect',
  'limit',
  'alter',
  'impair',
  'preclude',
  'prevent',
  'diminish',
  'derogate',
  'modify',
]);

/** "which the cyber agreement does not prohibit": what an agreement leaves out limits every undertaking in it. */
export const scopeNote: CommitmentRule = {
  name: 'scope-note',
  about: 'What an agreement is said not to forbid or cover.',
  lemmas: new Set([...TOUCHING, 'forbid', 'ban', 'cover', 'bar', 'outlaw', 'restrict', 'include', 'apply', 'extend']),
  read(word) {
    const told = subject(word);
    // "Nothing in this agreement shall prejudice …": the agreement does not touch it.
    const isNothing = told?.lower === 'nothing' && TOUCHING.has(word.lemma);
    const instrument = isNothing ? withPreposition(told, 'in', 'of')[0] : told;
    if (!instrument || (!isNothing && (!INSTRUMENTS.has(instrument.lemma) || !isNegated(word)))) return undefined;
    const thing = objects(word)[0] ?? withPreposition(word, 'to')[0] ?? antecedent(word);
    if (!thing || thing === instrument) return undefined;
    return {
      role: 'scope note',
      bound: undefined,
      counterparty: undefined,
      act: word,
      undertaking: nounPhrase(thing),
      cue: word,
      firmness: 'bound by text',
      instrument,
    };
  },
};

function isInstrument(noun: Word): boolean {
  return INSTRUMENTS.has(noun.lemma);
}
