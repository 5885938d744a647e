/** What an agreement binds its parties to by its own words, and what it is said to leave as it is. */
import { bodyNouns } from '../../../actors/vocabulary.ts';
import type { Attribution } from '../../../attributions/attribution.ts';
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
import { isHypothetical, type ReadingContext } from '../../reading-context.ts';
import { foundIn, INSTRUMENTS, phraseOf, phraseOfText } from '../found.ts';
import { APPEARANCES, NOT_UNDERTAKEN } from './acts.ts';
import { isJoint } from './joint.ts';
import type { CommitmentRule } from './rule.ts';

/** "neither country's government will conduct …"; "the Parties shall …": the words of an official text bind by themselves. */
export const textBinds: CommitmentRule = {
  name: 'text-binds',
  about:
    'Shall, will, must or "is to" said of the parties of an agreement together, or of one of them under the agreement.',
  lemmas: new Set(['shall', 'will', 'must', 'be']),
  read(modal, context) {
    const act = modal.head;
    if (!act || act.pos !== 'VERB' || isHypothetical(act)) return undefined;
    const isTo =
      modal.is('cop', 'aux') && modal.lemma === 'be' && act.tag === 'VB' && act.child('mark')?.lower === 'to';
    if (modal.lemma === 'be' ? !isTo : !modal.is('aux')) return undefined;
    const bound = act.child('nsubj', 'nsubj:outer');
    if (!bound || act.child('nsubj:pass', 'aux:pass')) return undefined;
    const isUnder = underInstrument(act, context);
    const isTerm = isUnder && isParty(bound, context);
    const isOfAll = (modal.lower === 'will' || modal.lower === 'shall' || isUnder) && isJoint(bound);
    if (!isTerm && !isOfAll) return undefined;
    // Meetings are read as meetings.
    if (modal.lower !== 'shall' && APPEARANCES.has(act.lemma) && !isNegated(act)) return undefined;
    if (NOT_UNDERTAKEN.has(act.lemma) || auxiliaries(act).includes('have')) return undefined;
    // "The two sides will meet again, he said" is somebody's forecast, not the text of an agreement.
    // What the sides themselves affirm together is.
    if (!context.attributionsOver(act).every(isAffirmedByAll)) return undefined;
    return foundIn(act, act, phraseOfText(act), bound, 'bound by text');
  },
};

function isAffirmedByAll({ force, sourceHead }: Attribution): boolean {
  return /^(?:stressed|reaffirmed|announced|agreed)$/u.test(force) && sourceHead !== undefined && isJoint(sourceHead);
}

/** Who may be bound under an agreement: whom the text names, or a body. */
function isParty(bound: Word, context: ReadingContext): boolean {
  const { actor } = context.party(bound);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  if (type === 'class') return false;
  return actor !== undefined || (bound.child('det')?.lower === 'the' && bodyNouns.has(bound.lemma));
}

/** "Under the truce, the rebels will …. The army is to …": a paragraph that begins to tell the terms goes on with them. */
function underInstrument(act: Word, context: ReadingContext): boolean {
  const { sentences } = context.analysis;
  for (let at = act.sentence.index; at >= 0; at--) {
    const sentence = sentences[at]!;
    if (context.text.slice(sentence.start, act.sentence.start).includes('\n')) return false;
    const under = sentence.words.find(word => word.lower === 'under' && word.is('case') && word.index <= act.index);
    const noun = under?.head;
    if (noun && [noun, ...noun.children('nmod')].some(isInstrument) && opensClause(under, act)) return true;
    // What somebody says in between ends the telling of the terms.
    const end = Math.min(sentence.end, act.start);
    if (context.attributions.some(({ cue }) => cue[0]!.start >= sentence.start && cue[0]!.start < end)) return false;
  }
  return false;
}

/** At the beginning of its sentence it is said of all that follows; elsewhere of its own verb. */
function opensClause(under: Word, act: Word): boolean {
  return under === under.sentence.words[0] || under.head?.head === act;
}

/** "The truce requires both sides to pull back", "the deal commits Norway to sending ships". */
export const terms: CommitmentRule = {
  name: 'terms',
  about: 'What an agreement is said to require of somebody.',
  lemmas: new Set(['require', 'oblige', 'obligate', 'commit', 'bind']),
  read(verb) {
    const instrument = subject(verb);
    const bound = verb.child('obj');
    if (verb.pos !== 'VERB' || !instrument || !isInstrument(instrument) || !bound || isNegated(verb)) return undefined;
    if (isHypothetical(verb) || auxiliaries(verb).some(lemma => lemma !== 'have' && lemma !== 'will')) return undefined;
    const act = [...verb.children('xcomp', 'advcl', 'ccomp'), ...bound.children('acl')].find(
      word => word.start > bound.start && word.child('mark')?.lower === 'to',
    );
    if (!act) return undefined;
    return { ...foundIn(verb, act, phraseOf(act), bound, 'bound by text'), instrument };
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
    if (!instrument || (!isNothing && (!(isInstrument(instrument) || isPartOfText(instrument)) || !isNegated(word))))
      return undefined;
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

/** "This undertaking does not apply to …". */
function isPartOfText(noun: Word): boolean {
  return (
    /^(?:undertaking|commitment|obligation|provision|paragraph|article)$/u.test(noun.lemma) &&
    noun.children('det').some(({ lower }) => /^(?:this|these|such|the)$/u.test(lower))
  );
}

function isInstrument(noun: Word): boolean {
  return INSTRUMENTS.has(noun.lemma);
}
