import { cover } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { conjuncts, coordinationHead, isNegated } from '../../language/clause.ts';
import { type FoundCommitment, phraseOf } from './found.ts';

/**
 * What is undertaken in one breath, each for itself: "agreed to cut emissions and to share data" is two undertakings, which are kept or broken
 * apart. What stands with "or", under one "not" or before one object ("develop, test or sell weapons") is one.
 */
export function coordinated(found: FoundCommitment): FoundCommitment[] {
  const { act, role } = found;
  if (role !== 'undertaking' || act.pos !== 'VERB') return [found];
  const more = joinedTo(act).filter(other => other.tag === 'VB');
  if (more.length === 0) return [found];
  if (more.some(isAlternative) || lacksObject(act, more) || (isNegated(act) && !more.every(isNegated)))
    return [{ ...found, undertaking: cover([found.undertaking, ...more.map(phraseOf)]) }];
  return [found, ...more.map(other => ({ ...found, act: other, undertaking: phraseOf(other) }))];
}

/**
 * What is joined to the act and done by the same: "the rebels will leave and the army will lift its siege and let in trucks" has the letting in for the army's,
 * though the tree joins all three to the first.
 */
function joinedTo(act: Word): Word[] {
  const all = conjuncts(coordinationHead(act)).toSorted((a, b) => a.index - b.index);
  const after = all.filter(other => other.index > act.index);
  const next = after.findIndex(other => other.child('nsubj', 'nsubj:pass', 'nsubj:outer', 'csubj') !== undefined);
  const own = next < 0 ? after : after.slice(0, next);
  return own.filter(other => act.child('nsubj') !== undefined || conjuncts(act).includes(other));
}

function isAlternative(word: Word): boolean {
  return word.children('cc').some(({ lower }) => lower === 'or' || lower === 'nor');
}

/** "enact and enforce laws": the object of the last is the object of all. */
function lacksObject(act: Word, more: readonly Word[]): boolean {
  return isBare(act) && more.some(other => !isBare(other));
}

function isBare(word: Word): boolean {
  return word.children('obj', 'obl', 'xcomp', 'ccomp', 'advcl').length === 0;
}
