import { cover } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import { conjuncts, isNegated } from '../../language/clause.ts';
import { type FoundCommitment, phraseOf } from './found.ts';

/**
 * What is undertaken in one breath, each for itself: "agreed to cut emissions and to share data" is two undertakings, which are kept or broken
 * apart. What stands with "or", under one "not" or before one object ("develop, test or sell weapons") is one.
 */
export function coordinated(found: FoundCommitment): FoundCommitment[] {
  const { act, role } = found;
  if (role !== 'undertaking' || act.pos !== 'VERB') return [found];
  const more = conjuncts(act)
    .slice(1)
    .filter(other => other.tag === 'VB' && other.children('nsubj', 'nsubj:pass', 'csubj').length === 0);
  if (more.length === 0) return [found];
  if (more.some(isAlternative) || lacksObject(act, more) || (isNegated(act) && !more.every(isNegated)))
    return [{ ...found, undertaking: cover([found.undertaking, ...more.map(phraseOf)]) }];
  return [found, ...more.map(other => ({ ...found, act: other, undertaking: phraseOf(other) }))];
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
