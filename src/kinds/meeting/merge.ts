/** Which mentions in one document mean the same meeting. A wrong join is worse than a missed one. */
import { contains, type Span } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import type { ReadingContext } from '../reading-context.ts';
import { MEETING_NOUNS, type MeetingMention } from './mention.ts';

/** Groups of mentions, each in the order of the text; groups in the order of their first mention. */
export function mergeMentions(mentions: readonly MeetingMention[], context: ReadingContext): MeetingMention[][] {
  const groups: MeetingMention[][] = [];
  for (const mention of mentions.toSorted((a, b) => a.words.start - b.words.start)) {
    const group = groups.findLast(group => sameMeeting(group, mention, context));
    if (group) group.push(mention);
    else groups.push([mention]);
  }
  return groups;
}

function sameMeeting(group: readonly MeetingMention[], mention: MeetingMention, context: ReadingContext): boolean {
  if (group.some(other => contradict(other, mention, context))) return false;
  return group.some(other => evidence(other, mention, context) >= ENOUGH);
}

/** Two signs that do not depend on each other. */
const ENOUGH = 2;
/** Sentences within which "after meeting with Mr. Obama" may mean the meeting just told of. */
const NEARBY = 3;

function contradict(a: MeetingMention, b: MeetingMention, context: ReadingContext): boolean {
  if (isAnother(b.head)) return true;
  if (a.time && b.time && context.timesAgree(a.time, b.time) === false) return true;
  if (a.place && b.place && !samePlace(a.place, b.place, context)) return true;
  if (a.round && b.round && a.round !== b.round) return true;
  if (a.title && b.title && !sharesName(a.title, b.title, context)) return true;
  return (a.status === 'held' && b.status === 'scheduled') || (a.status === 'scheduled' && b.status === 'held');
}

/** Has each of two names a word of the other's beside the noun for a meeting ("the Nile Dialogue", "the Nile Water Dialogue")? */
function sharesName(a: Span, b: Span, { text }: ReadingContext): boolean {
  const wordsOf = (title: Span): string[] =>
    (text.slice(title.start, title.end).match(/[\p{L}\p{N}.]{2,}/gu) ?? [])
      .map(word => word.toLowerCase())
      .filter(word => !MEETING_NOUNS.includes(word) && !/^(?:the|of|on|and|for)$/u.test(word));
  const others = new Set(wordsOf(b));
  return wordsOf(a).some(word => others.has(word));
}

/** "He will also meet …", "in a separate meeting": the words say that it is another one. */
function isAnother(head: Word): boolean {
  if (head.pos === 'VERB')
    return head.children('advmod').some(({ lower }) => /^(?:also|separately|later|then)$/u.test(lower));
  if (head.children('amod', 'det').some(({ lower }) => /^(?:another|separate|subsequent|other)$/u.test(lower)))
    return true;
  return head.is('obj') && head.head?.pos === 'VERB' && isAnother(head.head);
}

function evidence(a: MeetingMention, b: MeetingMention, context: ReadingContext): number {
  if (isWithin(b.head, a) || renames(b.head, a)) return ENOUGH;
  const time = a.time && b.time && context.timesAgree(a.time, b.time) ? 1 : 0;
  const place = a.place && b.place && samePlace(a.place, b.place, context) ? 1 : 0;
  const people = sharedParticipants(a, b, context);
  const near = b.head.sentence.index - a.head.sentence.index <= NEARBY ? 1 : 0;
  const undated = !a.time || !b.time;
  return (
    time +
    place +
    Math.min(people, 2) +
    (b.pointsBack && (time || near || place) ? 1 : 0) +
    (isBare(b) && (near || a.head.lemma === b.head.lemma) ? 1 : 0) +
    (undated && near && people > 0 ? 1 : 0)
  );
}

/** "the Nile Dialogue, a forum in Cairo": another word for the same. */
function renames(head: Word, { words }: MeetingMention): boolean {
  return head.is('appos') && head.head !== undefined && contains(words, head.head);
}

/** "the talks": definite words that tell nothing of their own. */
function isBare({ pointsBack, participants, time, place }: MeetingMention): boolean {
  return pointsBack && participants.length === 0 && !time && !place;
}

/** "visits Kurdistan, where he will meet …": told within what is told of the visit. */
function isWithin(head: Word, outer: MeetingMention): boolean {
  for (let at: Word | undefined = head; at; at = at.head) {
    if (at.is('acl:relcl', 'advcl') && at.children('advmod', 'mark').some(({ lower }) => lower === 'where'))
      return (
        at.head !== undefined && (at.head === outer.place || at.head === outer.head || at.head.head === outer.place)
      );
  }
  return false;
}

/** The same place, or a city and its country. */
function samePlace(a: Word, b: Word, context: ReadingContext): boolean {
  const [first, second] = [context.party(a), context.party(b)];
  if (first.actor !== undefined && first.actor === second.actor) return true;
  if (first.name.toLowerCase() === second.name.toLowerCase()) return true;
  const [one, other] = [countryOf(a, context), countryOf(b, context)];
  if (!one || one !== other) return false;
  return isState(a, context) || isState(b, context) || isSeat(a, context) || isSeat(b, context);
}

function isState(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor !== undefined && context.actors.actor(actor)?.type === 'state';
}

/** A building or body that stands in the capital ("the White House"). */
function isSeat(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor !== undefined && context.actors.actor(actor)?.type === 'body';
}

function countryOf(word: Word, context: ReadingContext): string | undefined {
  const { actor } = context.party(word);
  return actor === undefined ? undefined : context.actors.actor(actor)?.country;
}

/** Participants that are the same actor, or stand for the same country. */
function sharedParticipants(a: MeetingMention, b: MeetingMention, context: ReadingContext): number {
  const keys = (mention: MeetingMention): Set<string> =>
    new Set(
      mention.participants.flatMap(({ head }) => {
        const party = context.party(head);
        return [countryOf(head, context), party.actor].filter(key => key !== undefined);
      }),
    );
  const others = keys(b);
  return [...keys(a)].filter(key => others.has(key)).length;
}
