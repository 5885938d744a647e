/** Several parties that undertake something together. */
import type { Word } from '../../../language/analysis.ts';
import { conjuncts } from '../../../language/clause.ts';
import { PARTY_NOUNS } from '../../party-nouns.ts';

const JOINT_DETERMINERS = new Set(['both', 'two', 'neither', 'either', 'all', 'each', 'three', 'contracting']);

/** "both sides", "the two countries", "neither country's government", "China and the United States", "we" in an official text. */
export function isJoint(head: Word): boolean {
  if (head.child('conj') && conjuncts(head).every(word => word.pos === 'PROPN')) return true;
  if (head.text === 'Parties') return true;
  const owner = head.child('nmod:poss');
  if (owner && isJoint(owner)) return true;
  return PARTY_NOUNS.has(head.lemma) && head.dependents.some(word => JOINT_DETERMINERS.has(word.lower));
}
