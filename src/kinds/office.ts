/** Who acts for a state or a body, and who travels for one. */
import type { Word } from '../language/analysis.ts';
import type { ReadingContext } from './reading-context.ts';

/** A state, a body, a group, somebody who is given a post, or the noun for one. */
export function isOffice(word: Word, context: ReadingContext): boolean {
  const noun = word.lemma.toLowerCase();
  if (PUBLIC_DOERS.has(noun) || ENVOYS.has(noun)) return true;
  const { actor, capacity } = context.party(word);
  const known = actor === undefined ? undefined : context.actors.actor(actor);
  return (
    capacity !== undefined ||
    known?.type === 'state' ||
    known?.type === 'body' ||
    known?.type === 'group' ||
    (known?.posts.length ?? 0) > 0
  );
}

/** Whoever travels does so for a state or a body, and not within it: a candidate's stop and a scholar's journey are none. */
export function isOfficialVisit(visitors: readonly Word[], place: Word, context: ReadingContext): boolean {
  const to = countryOf(place, context);
  return visitors.some(visitor => {
    const from = countryOf(visitor, context);
    return isOffice(visitor, context) && (from === undefined || from !== to);
  });
}

/** The country that somebody is of or holds a post of, or that a place lies in, as an ISO 3166-1 alpha-2 code; undefined: not told. */
function countryOf(word: Word, context: ReadingContext): string | undefined {
  const { actor } = context.party(word);
  const known = actor === undefined ? undefined : context.actors.actor(actor);
  const office = known?.posts.map(({ of }) => of).find(of => of !== undefined);
  return known?.country ?? (office === undefined ? undefined : context.actors.actor(office)?.country);
}

/** Doers whose deeds are public though nobody is named. */
export const PUBLIC_DOERS = new Set([
  'police',
  'policeman',
  'officer',
  'authority',
  'government',
  'parliament',
  'court',
  'judge',
  'jury',
  'ministry',
  'minister',
  'president',
  'prosecutor',
  'army',
  'military',
  'navy',
  'troop',
  'force',
  'lawmaker',
  'regime',
  'administration',
  'official',
  'state',
  'country',
  'side',
  'party',
  'council',
]);

/** Nouns for those who travel for a state or a body. */
const ENVOYS = new Set([
  'delegation',
  'envoy',
  'ambassador',
  'diplomat',
  'inspector',
  'negotiator',
  'mission',
  'chancellor',
  'secretary',
  'premier',
  'leader',
  'king',
  'queen',
  'prince',
  'pope',
  'emperor',
  'commander',
  'general',
  'admiral',
  'commissioner',
  'senator',
  'governor',
  'chief',
  'team',
]);
