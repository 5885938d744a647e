/** "The town of Kelo": the place that a noun for one names. */
import type { Word } from '../language/analysis.ts';
import { withPreposition } from '../language/clause.ts';

/** The name behind "town of"; the word itself where there is none. */
export function settlementNamed(word: Word): Word {
  const named = SETTLEMENTS.has(word.lemma) ? withPreposition(word, 'of')[0] : undefined;
  return named?.pos === 'PROPN' ? named : word;
}

const SETTLEMENTS = new Set([
  'city',
  'town',
  'village',
  'port',
  'district',
  'province',
  'island',
  'resort',
  'suburb',
  'hamlet',
]);
