import type { Party } from '../core/actor.ts';
import { wordsIn } from '../core/plain-words.ts';

/**
 * Whether two reports may mean one speaker: one actor; one name within the other ("Xi", "Xi Jinping"); the same words in another order
 * ("Homeland Security Department"); or somebody who speaks for the other by his post (a spokesman and his firm).
 */
export function isSameParty(one: Party, other: Party): boolean {
  if (one.actor !== undefined && one.actor === other.actor) return true;
  const [x, y] = [nameWords(one.name), nameWords(other.name)];
  return isWithin(x, y) || isWithin(y, x) || speaksFor(one, y) || speaksFor(other, x);
}

function speaksFor({ capacity }: Party, name: ReadonlySet<string>): boolean {
  return capacity !== undefined && isWithin(name, nameWords(capacity));
}

function isWithin(name: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return name.size > 0 && name.isSubsetOf(other);
}

/** Words of a name that tell something. */
const EMPTY = new Set(['the', 'of', 'and', 'for', 's', 'a', 'an', 'mr', 'mrs', 'ms', 'dr']);

function nameWords(name: string): Set<string> {
  return new Set(wordsIn(name).words.filter(word => !EMPTY.has(word)));
}
