import nlp from 'compromise/three';
import type { Lists } from '../gazetteer.ts';

/** Lists of known names from a kept library: compromise (MIT), whose lexicon gives words by kind. */
export function readLists(): Lists {
  const { lexicon } = (nlp.model() as unknown as { one: { lexicon: Record<string, string | string[]> } }).one;
  const of = (...kinds: string[]): string =>
    Object.entries(lexicon)
      .filter(([, tags]) => kinds.some(kind => (Array.isArray(tags) ? tags.includes(kind) : tags === kind)))
      .map(([word]) => word.toLowerCase())
      .filter(word => /^[\p{L}\d .'&-]+$/u.test(word) && word.length > 1)
      .sort()
      .join('\n');
  return {
    firstName: of('FirstName', 'MaleName', 'FemaleName'),
    lastName: of('LastName'),
    person: of('Person'),
    city: of('City'),
    region: of('Region'),
    country: of('Country'),
    demonym: of('Demonym'),
    organisation: of('Organization', 'SportsTeam', 'Company'),
    title: of('Actor', 'Honorific'),
  };
}
