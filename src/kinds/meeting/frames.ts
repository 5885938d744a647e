/** Nouns that stand before a meeting and mean it. */
import type { Word } from '../../language/analysis.ts';
import { prepositionOf } from '../../language/clause.ts';

/** "a round of talks", "the start of negotiations": what the sentence says of the frame it says of the talks. */
export function framed(head: Word): Word {
  return head.is('nmod') && head.head && FRAMES.has(head.head.lemma) && prepositionOf(head) === 'of' ? head.head : head;
}

const FRAMES = new Set([
  'round',
  'series',
  'set',
  'week',
  'day',
  'hour',
  'session',
  'start',
  'opening',
  'beginning',
  'end',
]);
