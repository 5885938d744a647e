/** For whom somebody speaks: what is announced for one's own side is another thing than what is told of others. */
import { personNouns } from '../actors/vocabulary.ts';
import type { Actor, Party } from '../core/actor.ts';
import type { Word } from '../language/analysis.ts';
import type { ReadingContext } from './reading-context.ts';

/** I and we: whoever speaks. */
export const FIRST_PERSON = new Set(['i', 'we']);
/** "his country", "our government": the side of whoever speaks. */
export const OWN_SIDE = new Set([
  'country',
  'government',
  'administration',
  'party',
  'nation',
  'ministry',
  'company',
  'state',
  'side',
  'force',
  'army',
  'military',
  'people',
]);

/** Smaller ones that somebody speaks for as well: "her office", "our team". */
const OWN_BODIES = new Set([
  'office',
  'team',
  'department',
  'agency',
  'firm',
  'bank',
  'union',
  'group',
  'organisation',
  'organization',
  'council',
  'commission',
  'movement',
  'coalition',
  'alliance',
]);

/** Does `speaker` answer for what `bound` will do: himself, "we", his state, "his government"? */
export function speaksFor(speaker: Party, bound: Word, context: ReadingContext): boolean {
  if (FIRST_PERSON.has(bound.lower)) return true;
  const meant = context.party(bound);
  if (meant.actor !== undefined && meant.actor === speaker.actor) return true;
  // "The Government will …", says a minister of it.
  const isTheirs =
    bound.lower === 'government' &&
    bound.child('det')?.lower === 'the' &&
    bound.child('nmod', 'amod', 'compound') === undefined;
  if (isTheirs && meant.actor === undefined && MINISTERIAL.test(speaker.capacity ?? '')) return true;
  if (isSpeakerAgain(speaker, meant)) return true;
  const actor = speaker.actor === undefined ? undefined : context.actors.actor(speaker.actor);
  // "The representative of Ruvia confirmed that Ruvia would …", "Sarrin's ambassador said Sarrin would …".
  const isNameless = actor === undefined || actor.type === 'class';
  if (isNameless && SPEAKING_FOR.test(speaker.name) && bound.pos === 'PROPN' && isOf(speaker.name, meant.name))
    return true;
  if (meant.actor !== undefined && actor?.posts.some(post => post.of === meant.actor)) return true;
  const state = meant.actor === undefined ? undefined : context.actors.actor(meant.actor);
  if (isWholeCountry(state) && actor?.country !== undefined && actor.country === state?.country) return true;
  const owner = bound.child('nmod:poss');
  // "A Harbour Party government would …", says the leader of the Harbour Party.
  const named = bound.child('compound');
  const of = named && context.party(named).actor;
  const isOwn = OWN_SIDE.has(bound.lemma) || OWN_BODIES.has(bound.lemma);
  if (isOwn && of !== undefined && (of === speaker.actor || actor?.posts.some(post => post.of === of))) return true;
  return (
    isOwn &&
    owner !== undefined &&
    (/^(?:his|her|its|their|our|my)$/u.test(owner.lower) || context.party(owner).actor === speaker.actor)
  );
}

const SPEAKING_FOR =
  /\b(?:representative|ambassador|envoy|delegate|delegation|spokes(?:man|woman|person)|government|ministry|minister|president|premier|chancellor|mission)\b/iu;

/** "The representative of Ruvia", "Ruvia's envoy". */
function isOf(description: string, name: string): boolean {
  return (
    description.endsWith(` of ${name}`) ||
    description.endsWith(` for ${name}`) ||
    description.startsWith(`${name}'s `) ||
    description.startsWith(`${name}’s `)
  );
}

/** Posts in a government, and those who speak for one. */
const MINISTERIAL =
  /\b(?:minister|secretary of state|foreign secretary|home secretary|chancellor|premier|government spokes(?:man|woman|person))\b/iu;

/** "The ministry said it would pay": where neither is known by a name, the pronoun is whoever speaks; "the mayor" is no "it". */
export function isSpeakerAgain(speaker: Party, meant: Party): boolean {
  const isPerson = personNouns.has(speaker.name.toLowerCase().split(' ').at(-1)!);
  if (isPerson && /^it$/iu.test(meant.words.exact)) return false;
  return (
    speaker.actor === undefined &&
    meant.actor === undefined &&
    meant.how === 'unresolved' &&
    /^(?:it|he|she|they)$/iu.test(meant.words.exact)
  );
}

/** "the United States" as a state or as a place: the one speaks for the other's people. */
function isWholeCountry(actor: Actor | undefined): boolean {
  return (
    actor?.type === 'state' || (actor?.type === 'place' && actor.country !== undefined && actor.posts.length === 0)
  );
}
