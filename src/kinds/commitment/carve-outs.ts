import type { Word } from '../../language/analysis.ts';
import { prepositionOf } from '../../language/clause.ts';

/** Prepositions that take something out of an undertaking, or bend it to another rule. */
const EXCEPTING = new Set([
  'except',
  'except for',
  'unless',
  'excluding',
  'other than',
  'subject to',
  'consistent with',
  'in accordance with',
  'without prejudice to',
  'save',
  'barring',
]);

/** Heads of the phrases within an undertaking that limit it ("except in self-defence", "subject to national law"). */
export function carveOuts(act: Word): Word[] {
  return act.subtree().filter(word => word.is('obl', 'nmod', 'advcl') && EXCEPTING.has(prepositionOf(word)));
}
