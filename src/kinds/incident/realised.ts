/** Whether a deed is said to have happened, once, and not in general, in fear, in plan or in denial. */
import type { Force } from '../../attributions/attribution.ts';
import type { Word } from '../../language/analysis.ts';
import { auxiliaries, isGeneral, isNegated, tenseOf } from '../../language/clause.ts';
import { isHypothetical, type ReadingContext } from '../reading-context.ts';
import { UNREALISED } from './lexicon.ts';

/** Said to have happened: not denied, not conditional, not ahead, not within an undertaking, a wish or a demand. */
export function isRealised(verb: Word, context: ReadingContext): boolean {
  if (isNegated(verb) || isHypothetical(verb) || tenseOf(verb) === 'future') return false;
  // A bare form with no helper: an order, or one more thing that somebody could do.
  if (verb.tag === 'VB' && verb.is('root', 'parataxis') && auxiliaries(verb).length === 0) return false;
  if (isOnlyPossible(verb) || isAsked(verb)) return false;
  // "instead of attacking the chain", "without a shot being fired"
  if (
    verb.tag === 'VBG' &&
    verb.children('mark', 'case').some(({ lower }) => /^(?:instead|rather|without)$/u.test(lower))
  )
    return false;
  if (context.attributionsOver(verb).some(({ force }) => NOT_REPORTING.has(force))) return false;
  for (
    let at: Word | undefined = verb;
    at?.head && at.is('xcomp', 'acl', 'advcl', 'ccomp', 'conj', 'obl', 'nmod', 'obj');
    at = at.head
  ) {
    // "used malware to steal …" was done, "tried to steal …" was attempted, "planned to steal …" was not.
    const infinitive = at.is('xcomp', 'acl', 'advcl', 'ccomp') && at.children('mark').some(mark => mark.lower === 'to');
    const isAttempt = at.is('xcomp') && ATTEMPTING.has(at.head.lemma) && tenseOf(at.head) === 'past';
    if (infinitive && at.head.lemma !== 'use' && !isAttempt) return false;
    if (at.is('xcomp', 'ccomp', 'obj') && UNREALISED.has(at.head.lemma) && !isAttempt) return false;
    // "has not been used to mount attacks", "no sign that money was stolen"
    if (infinitive && isNegated(at.head)) return false;
    if (at.is('acl', 'ccomp') && at.head.children('det').some(({ lower }) => lower === 'no')) return false;
    // "Was forced to close after an attack hit its servers": what is told in the past with a subject of its own happened, whatever governs it.
    if (at.is('advcl') && at.tag === 'VBD' && at.child('nsubj')) break;
    // "That would show that the firm was hacked"
    if (at.is('ccomp') && auxiliaries(at.head).includes('would') && !auxiliaries(at.head).includes('have'))
      return false;
    // "Attackers can use the flaw to infect …"
    if (isHypothetical(at.head) || isOnlyPossible(at.head)) return false;
  }
  const time = context.timeOf(verb);
  return time === undefined || time.standing === 'open' || context.direction(time) !== 'after';
}

/** "Do these hackers have the data?" */
export function isAsked(verb: Word): boolean {
  return verb.is('root') && verb.sentence.words.at(-1)?.text === '?';
}

/** What somebody tried to do was done as far as they came: an attempt is an incident. */
const ATTEMPTING = new Set(['try', 'attempt']);

/** Somebody who denies, asks, warns, vows or agrees reports no incident. */
const NOT_REPORTING: ReadonlySet<Force> = new Set([
  'denied',
  'asked',
  'urged',
  'warned',
  'vowed',
  'agreed',
  'wanted',
  'refused',
  'expected',
  'thought',
]);

/** "agreed to curb cyberattacks", "concerns about attacks": the noun stands under something that keeps it from having happened. */
export function underUnrealised(noun: Word, verb: Word): boolean {
  if (UNREALISED.has(verb.lemma)) return true;
  for (let at: Word | undefined = noun; at && at !== verb; at = at.head) {
    if (
      at !== noun &&
      /^(?:concern|fear|threat|risk|warning|possibility|danger|prevention|prospect|case|event|response|defen[cs]e|protection|fight|plan|effort)$/u.test(
        at.lemma,
      )
    )
      return true;
  }
  return false;
}

/**
 * What such doers do: in the plain present, "often" or "increasingly", beside or below a verb that is put so ("the trojan works by infecting …");
 * what somebody says in the present has its own tense.
 */
export function isInGeneral(verb: Word, context: ReadingContext): boolean {
  if (isGeneral(verb)) return context.entryDay(verb) === undefined;
  if (context.timeOf(verb) !== undefined) return false;
  const present = tenseOf(verb) !== 'past';
  if (present && verb.children('advmod').some(({ lower }) => HABITS.has(lower))) return true;
  const { head } = verb;
  if (!head || head.pos !== 'VERB' || context.attributionsOver(verb).length > 0) return false;
  const bare = /^VBG?$/u.test(verb.tag) && verb.child('aux') === undefined;
  if (!bare) return verb.is('conj') && /^VB[PZ]?$/u.test(verb.tag) && isGeneral(head);
  const isPart =
    verb.is('conj', 'xcomp', 'ccomp') || (verb.is('advcl') && PART_OF.has(verb.child('mark')?.lower ?? ''));
  return isPart && !DISCOVERING.has(head.lemma) && (isGeneral(head) || isPresentPassive(head));
}

const HABITS = new Set([
  'often',
  'usually',
  'typically',
  'generally',
  'increasingly',
  'regularly',
  'frequently',
  'routinely',
  'commonly',
  'sometimes',
  'always',
  'normally',
]);
/** "by infecting", "after compromising": a gerund that tells a part of what its verb tells. */
const PART_OF = new Set(['by', 'after', 'before', 'when', 'while', 'upon', 'without', 'from']);
/** Who sees a deed sees one that is done. */
const DISCOVERING = new Set([
  'show',
  'see',
  'find',
  'catch',
  'accuse',
  'blame',
  'suspect',
  'film',
  'watch',
  'describe',
]);

function isPresentPassive(verb: Word): boolean {
  const helper = verb.child('aux:pass');
  return helper !== undefined && /^VB[PZ]$/u.test(helper.tag) && auxiliaries(verb).length === 1;
}

function isOnlyPossible(verb: Word): boolean {
  return auxiliaries(verb).some(lemma => lemma === 'can' || lemma === 'must');
}
