/** Where a meeting is. */
import type { Word } from '../../language/analysis.ts';
import { followingWith, ownClause, prepositionOf } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import { settlementNamed } from '../settlement.ts';
import { isCapitalised } from './title.ts';

/** A place that hangs on one of those who meet ("talks between the ministers in Vienna", "gathering of the opposition in Riyadh"). */
export function strayPlace(head: Word, participants: readonly Word[], context: ReadingContext): Word | undefined {
  const near = followingWith(head, 'in', 'at');
  const host = near?.head;
  return near && host && isPlace(near, context) && (participants.includes(host) || context.isTime(host))
    ? near
    : undefined;
}

/** "the last summit meeting, in Wales": a place right behind the words of the meeting, wherever the tree hangs it. */
export function placeBehind(head: Word, context: ReadingContext): Word | undefined {
  const last = head.subtree().at(-1) ?? head;
  const comma = last.next?.text === ',' ? last.next : undefined;
  const preposition = (comma ?? last).next;
  const noun = preposition?.is('case') === true ? preposition.head : undefined;
  const isBehind = noun !== undefined && noun.sentence === head.sentence && noun.index > head.index;
  return isBehind && /^(?:in|at)$/u.test(prepositionOf(noun)) && isPlace(noun, context) ? noun : undefined;
}

/** "the Paris meeting": a city before the noun is where, not who. */
export function isCityBefore(head: Word, noun: Word, context: ReadingContext): boolean {
  const { actor } = context.party(head);
  return (
    head.is('compound', 'amod') &&
    head.head === noun &&
    // "the Nile Water Dialogue": a river in a longer name is no place of the meeting.
    !noun.sentence.words.some(word => word.index > head.index && word.index < noun.index && isCapitalised(word)) &&
    actor !== undefined &&
    // "The Northern Flank summit": what no table knows may be the name of the summit.
    context.actors.actor(actor)?.type === 'place' &&
    context.actors.actor(actor)?.country !== undefined
  );
}

/** A place within the word's own clause that stands with a preposition of place. */
export function placeOf(word: Word, context: ReadingContext): Word | undefined {
  return (
    ownClause(word)
      // "At Baghdad's request"
      .filter(noun => standsIn(noun) && !noun.is('nmod:poss') && !isOfTopic(noun, word, context))
      .map(settlementNamed)
      .find(noun => isPlace(noun, context))
  );
}

/** "Talks on the war in Sudan", "the session began with a silence for the victims of the bombing in Paris": where something else is. A city behind "talks on trade" may be either's, and is more often where they met. */
function isOfTopic(noun: Word, word: Word, context: ReadingContext): boolean {
  for (let at = noun.head; at && at !== word; at = at.head) {
    if (at.pos !== 'NOUN') continue;
    if (HAPPENING.has(at.lemma)) return true;
    const { actor } = context.party(noun);
    const isState = actor !== undefined && context.actors.actor(actor)?.type === 'state';
    if (isState && TOPICAL.has(prepositionOf(at))) return true;
  }
  return false;
}

const TOPICAL = new Set(['on', 'over', 'about', 'for', 'regarding', 'concerning', 'amid']);

/** What happens at a place of its own. */
const HAPPENING = new Set(
  'war crisis conflict fighting violence unrest attack bombing blast explosion shooting killing murder coup election situation drought famine flood earthquake protest clash offensive siege occupation massacre insurgency rebellion detention ceasefire truce referendum disaster outbreak blockade'.split(
    ' ',
  ),
);

/** Is the noun's preposition, or the word before it, one of place? "in Nairobi next month" is often taken for one phrase. */
function standsIn(noun: Word): boolean {
  return PLACING.has(prepositionOf(noun)) || (noun.previous !== undefined && PLACING.has(noun.previous.lower));
}

const PLACING = new Set(['in', 'at', 'to']);

export function isPlace(head: Word, context: ReadingContext): boolean {
  const party = context.party(head);
  const type = party.actor === undefined ? undefined : context.actors.actor(party.actor)?.type;
  if (type !== undefined && type !== 'unknown')
    return type === 'place' || type === 'state' || (type === 'body' && party.how !== 'pronoun');
  return context.nameOf(head)?.type === 'LOC';
}
