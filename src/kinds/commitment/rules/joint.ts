/** Several parties that undertake something together. */
import type { Word } from '../../../language/analysis.ts';
import { conjuncts } from '../../../language/clause.ts';

const JOINT_NOUNS = new Set([
  'side',
  'party',
  'country',
  'government',
  'state',
  'nation',
  'leader',
  'minister',
  'member',
  'president',
  'participant',
  'delegation',
]);
const JOINT_DETERMINERS = new Set(['both', 'two', 'neither', 'either', 'all', 'each', 'three', 'contracting']);

/** "both sides", "the two countries", "neither country's government", "China and the United States", "we" in an official text. */
export function isJoint(head: Word): boolean {
  if (head.child('conj') && conjuncts(head).every(word => word.pos === 'PROPN')) return true;
  if (head.text === 'Parties') return true;
  const owner = head.child('nmod:poss');
  if (owner && isJoint(owner)) return true;
  return JOINT_NOUNS.has(head.lemma) && head.dependents.some(word => JOINT_DETERMINERS.has(word.lower));
}
