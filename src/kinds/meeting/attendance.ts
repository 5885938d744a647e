/** The list of those who take part, each once, out of all that a text tells of them. */
import type { Party } from '../../core/actor.ts';
import { postWord } from '../../actors/posts.ts';
import type { ReadingContext } from '../reading-context.ts';

export interface Participant {
  readonly party: Party;
  /** For whom the participant sits there, where the text says it. */
  readonly side?: Party;
}

/** In the order of the text; who is told of again by other words ("they", "the ambassador", the state of "the ministers of Peru") is not told twice. */
export function eachOnce(all: readonly Participant[], context: ReadingContext): Participant[] {
  const seen = new Map<string, Participant>();
  for (const participant of all) {
    const key = participant.party.actor ?? participant.party.words.exact.toLowerCase();
    const known = seen.get(key);
    if (!known || (!known.side && participant.side)) seen.set(key, participant);
  }
  const each = [...seen.values()];
  return each.filter(({ party }) => !isToldAgain(party, each, context));
}

function isToldAgain(party: Party, all: readonly Participant[], context: ReadingContext): boolean {
  const others = all.map(participant => participant.party).filter(other => other !== party);
  const named = others.filter(({ actor }) => actor !== undefined && !actor.startsWith('class/'));
  if (party.actor === undefined && /^(?:they|them|both|who|the (?:two|pair|sides|parties))$/iu.test(party.words.exact))
    return others.length >= 2;
  // "The ministers of Peru and Chile": Chile is no third.
  if (party.actor?.startsWith('state/') === true)
    return others.some(
      ({ actor, name, words }) =>
        actor?.startsWith('class/') === true &&
        words.start < party.words.start &&
        party.words.end - words.start <= name.length + 'the '.length &&
        name.includes(party.words.exact),
    );
  // "The Ambassador" beside an Ambassador Haim.
  const isUnnamed = party.actor === undefined || party.actor.startsWith('class/');
  const noun = /^(?:the |an? )?(\S+)$/iu.exec(party.name)?.[1]?.toLowerCase();
  return (
    isUnnamed &&
    noun !== undefined &&
    named.some(({ actor, capacity }) =>
      [capacity ?? '', ...(context.actors.actor(actor!)?.posts ?? []).map(({ post }) => post)].some(
        post => postWord(post) === noun,
      ),
    )
  );
}
