/** For whom those who meet sit there: states and bodies, and what the words of ministers and officials say they are of. */
import type { Party } from '../../core/actor.ts';
import type { Word } from '../../language/analysis.ts';
import { slug } from '../../actors/identity.ts';
import { demonymOf } from '../../actors/world/gazetteer.ts';
import { conjuncts, prepositionOf } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import type { Attendance } from './mention.ts';

/** Each side once, in the order of the text; empty where the words tell of none. */
export function sidesOf(participants: readonly Attendance[], context: ReadingContext): Party[] {
  const sides = participants.flatMap(({ head, side }) =>
    side ? [context.party(side)] : context.parties(head).flatMap(party => sidesOfOne(head, party, context)),
  );
  return [...new Map(sides.map(party => [party.name, party])).values()];
}

function sidesOfOne(head: Word, own: Party, context: ReadingContext): Party[] {
  const actor = own.actor === undefined ? undefined : context.actors.actor(own.actor);
  if (actor && STANDING_FOR_THEMSELVES.has(actor.type)) return [own];
  const post = actor?.posts.findLast(({ of }) => of !== undefined);
  const owner = post?.of === undefined ? undefined : context.actors.actor(post.of);
  if (actor && owner)
    return [
      {
        words: own.words,
        actor: owner.id,
        name: owner.name,
        capacity: undefined,
        how: 'description',
        reason: `${actor.name} is ${post!.post} of ${owner.name}`,
      },
    ];
  // "Chinese and American officials", "the ministers of Peru and Chile", "Foreign Minister Lars Holm of Norway"
  return head
    .children('amod', 'compound', 'nmod:poss', 'nmod')
    .filter(word => word.is('nmod:poss') || !word.is('nmod') || /^(?:of|from|for)$/u.test(prepositionOf(word)))
    .flatMap(conjuncts)
    .flatMap(word => {
      const party = context.party(word);
      const type = party.actor === undefined ? undefined : context.actors.actor(party.actor)?.type;
      return type !== undefined && STANDING_FOR_THEMSELVES.has(type) ? [party] : byDemonym(word, context);
    });
}

/** "Chinese … officials": the state that an adjective means, where the text names nobody by it. */
function byDemonym(word: Word, context: ReadingContext): Party[] {
  const state = /^\p{Lu}/u.test(word.text) ? demonymOf(word.text)?.state : undefined;
  if (!state) return [];
  const id = `state/${slug(state.name)}`;
  return [
    {
      words: context.words(word),
      actor: context.actors.actor(id)?.id,
      name: state.name,
      capacity: undefined,
      how: 'demonym',
      reason: `“${word.text}” is of ${state.name}`,
    },
  ];
}

const STANDING_FOR_THEMSELVES: ReadonlySet<string> = new Set(['state', 'place', 'organisation', 'group']);
