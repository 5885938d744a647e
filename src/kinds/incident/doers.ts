/** Who is said to have done it: the subject of a deed, the owner of a noun or of a weapon; and who is somebody that attacks. */
import type { ActorType } from '../../core/actor.ts';
import type { Word } from '../../language/analysis.ts';
import { agent, conjuncts, withPreposition } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import { HOSTILE_DOERS, MEANS, WEAPONS } from './lexicon.ts';

export function doerOf(verb: Word): Word | undefined {
  const doer = agent(verb);
  return doer && !doer.is('csubj') ? doer : undefined;
}

/** "Chinese-led cyberattacks", "their attacks", "attacks by militants", "Russian airstrikes". */
export function doerOfNoun(noun: Word, context: ReadingContext): Word | undefined {
  const owner =
    noun.children('nmod:poss').find(word => !context.isTime(word)) ?? withPreposition(noun, 'by', 'from')[0];
  if (owner) return owner;
  const modifiers = noun.children('amod', 'compound').flatMap(word => [word, ...word.dependents]);
  return modifiers.find(
    word =>
      DOER_OF_COMPOUND.test(context.text.slice(word.end, word.end + 10)) ||
      isPeople(word, context) ||
      (word.is('compound') && isHostile(word, context) && !WEAPONS.has(word.lemma) && !OF_SORTS.has(word.lemma)),
  );
}

/** Nouns that before another are adjectives, and say what sort of deed it was. */
const OF_SORTS = new Set(['jihadist', 'extremist', 'separatist', 'paramilitary', 'guerrilla', 'mortar', 'sniper']);

/** "Chinese-led", "state-backed" */
const DOER_OF_COMPOUND = /^[-‐‑ ](?:led|backed|sponsored)\b/u;

/** "Russian airstrikes": a people's adjective says whose deed it was. */
export function isPeople(word: Word, context: ReadingContext): boolean {
  return word.pos === 'ADJ' && context.party(word).actor !== undefined;
}

/** "A Russian missile", "a mine of the army": whose the weapon was, as far as its own words tell. */
export function ownerOf(weapon: Word, context: ReadingContext): Word | undefined {
  return (
    weapon.child('nmod:poss') ??
    weapon
      .children('amod', 'compound')
      .find(
        word => !MEANS.has(word.lemma) && (word.pos === 'PROPN' || isPeople(word, context) || isHostile(word, context)),
      )
  );
}

/** A noun for somebody who attacks, or a name of a group that does. */
export function isHostile(doer: Word, context: ReadingContext): boolean {
  return conjuncts(doer).some(
    word =>
      HOSTILE_DOERS.has(word.lemma) ||
      MEANS.has(word.lemma) ||
      actorType(word, context) === 'group' ||
      isTiedToState(word, context),
  );
}

/** "A group tied to the Iranian government", "spies working for the army": whoever acts for a state. */
export function isTiedToState(doer: Word, context: ReadingContext): boolean {
  return doer
    .children('acl')
    .filter(verb => TIES.has(verb.lemma))
    .flatMap(verb => withPreposition(verb, 'to', 'with', 'for', 'by'))
    .some(
      noun =>
        isState(noun, context) ||
        (SERVICES.has(noun.lemma) && noun.children('amod', 'compound').some(word => isStates(word, context))),
    );
}

const TIES = new Set(['tie', 'link', 'connect', 'affiliate', 'associate', 'back', 'sponsor', 'work', 'act']);

function isStates(word: Word, context: ReadingContext): boolean {
  return isPeople(word, context) || actorType(word, context) === 'state';
}

/** A state, or a service of one, that attacks a network does something; a politician who attacks a company says something. */
export function isState(doer: Word, context: ReadingContext): boolean {
  const owner = doer.child('nmod:poss');
  return (
    actorType(doer, context) === 'state' ||
    (SERVICES.has(doer.lemma) && owner !== undefined && actorType(owner, context) === 'state')
  );
}

const SERVICES = new Set(['intelligence', 'service', 'army', 'military', 'navy', 'force', 'government', 'agency']);

export function actorType(word: Word, context: ReadingContext): ActorType | undefined {
  const { actor } = context.party(word);
  return actor === undefined ? undefined : context.actors.actor(actor)?.type;
}

export function isOnlyPlace(doer: Word, context: ReadingContext): boolean {
  return (
    actorType(doer, context) === 'place' || /^(?:neighbou?rhood|city|town|village|district|area)$/u.test(doer.lemma)
  );
}
