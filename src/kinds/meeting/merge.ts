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
  const newcomers = newcomersOf(mention, group, context);
  return group.some(other => evidence(other, mention, newcomers, context) >= ENOUGH);
}

/** Two signs that do not depend on each other. */
const ENOUGH = 2;
/** Sentences within which "after meeting with Mr. Obama" may mean the meeting just told of. */
const NEARBY = 3;

function contradict(a: MeetingMention, b: MeetingMention, context: ReadingContext): boolean {
  if (b.isAttendance) return isOff(a) || a.status === 'scheduled';
  if (isAnother(b.head)) return true;
  // Two entries of a calendar below one day.
  if (a.time && a.time === b.time && isAbove(a) && isAbove(b) && a.head.sentence !== b.head.sentence) return true;
  if (a.time && b.time && context.timesAgree(a.time, b.time) === false) return true;
  if (a.place && b.place && !samePlace(a.place, b.place, context)) return true;
  if (a.round && b.round && a.round !== b.round) return true;
  if (a.title && b.title && !sharesName(a.title, b.title, context)) return true;
  // Who spoke by telephone and who met did so on two occasions; "the talks" may be either.
  if (a.form !== b.form && !isBare(b)) return true;
  // What had been put off before is none that is due.
  if ([a, b].some(each => each.isBackground) && [a, b].some(({ status }) => status === 'scheduled')) return true;
  // "A meeting with the mayor had to be put off": none that was held.
  if (isIndefinite(b.head) && b.participants.length > 0 && isOff(b) !== isOff(a)) return true;
  const held = [a, b].find(({ status }) => status === 'held');
  const planned = [a, b].find(({ status }) => status === 'scheduled');
  return held !== undefined && planned !== undefined && !isOneDay(a, b, context);
}

function isOff({ status }: MeetingMention): boolean {
  return status === 'cancelled' || status === 'postponed';
}

function isAbove({ time, head }: MeetingMention): boolean {
  return time !== undefined && time.words.end <= head.sentence.start;
}

/** "were to meet on Thursday … as they met that day": on one and the same day what was planned came about. */
function isOneDay(a: MeetingMention, b: MeetingMention, context: ReadingContext): boolean {
  const [one, other] = [a.time, b.time];
  if (!one || !other || context.timesAgree(one, other) !== true) return false;
  return context.daysOf(one) <= 1 && context.daysOf(other) <= 1;
}

/**
 * Has each of two names a word of the other's beside the noun for a meeting ("the Nile Dialogue", "the Nile Water Dialogue"), or is one the
 * other's initials? What a name holds of places only ("the Vienna conference") tells it from no other.
 */
function sharesName(a: Span, b: Span, context: ReadingContext): boolean {
  const [first, second] = [namingWords(a, context), namingWords(b, context)];
  if (first.length === 0 || second.length === 0) return true;
  return first.some(word => second.includes(word)) || abbreviates(first, second) || abbreviates(second, first);
}

/** "The Nile Water Dialogue … the Nile Water Dialogue": a name with words of its own, told again. */
function hasSameName(a: MeetingMention, b: MeetingMention, context: ReadingContext): boolean {
  if (!a.title || !b.title) return false;
  const [first, second] = [namingWords(a.title, context), namingWords(b.title, context)];
  return first.length > 0 && (first.join(' ') === second.join(' ') || abbreviates(second, first));
}

/** The words of a name in lower case, without the noun for a meeting, small words, days and places. */
function namingWords(title: Span, context: ReadingContext): string[] {
  return context.analysis
    .wordsIn(title)
    .filter(word => /[\p{L}\p{N}]{2}/u.test(word.text) && !context.isTime(word))
    .filter(word => !isCity(word, context))
    .map(({ lower }) => lower)
    .filter(lower => !MEETING_NOUNS.includes(lower) && !/^(?:the|of|on|and|for)$/u.test(lower));
}

function isCity(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor !== undefined && context.actors.actor(actor)?.type === 'place';
}

/** "the NWD" stands for "the Nile Water Dialogue"; the noun for a meeting may be part of the letters or not. */
function abbreviates(short: readonly string[], long: readonly string[]): boolean {
  const initials = long.map(word => word[0]).join('');
  return initials.length > 1 && short.some(word => word.startsWith(initials) && word.length <= initials.length + 1);
}

/** "He will also meet …", "in a separate meeting": the words say that it is another one. */
function isAnother(head: Word): boolean {
  if (head.pos === 'VERB')
    return head.children('advmod').some(({ lower }) => /^(?:also|separately|later|then|instead)$/u.test(lower));
  if (head.children('amod', 'det').some(({ lower }) => /^(?:another|separate|subsequent|other)$/u.test(lower)))
    return true;
  return head.is('obj') && head.head?.pos === 'VERB' && isAnother(head.head);
}

/** Signs that two mentions are of one meeting. `newcomers`: those whom the text has not told of as meeting there before the second. */
function evidence(a: MeetingMention, b: MeetingMention, newcomers: readonly Word[], context: ReadingContext): number {
  if (b.isAttendance && b.head.sentence.index - a.head.sentence.index <= NEARBY) return ENOUGH;
  if (isWithin(b.head, a) || renames(b.head, a) || hasSameName(a, b, context)) return ENOUGH;
  const time =
    a.time && b.time && saysWhen(a, context) && saysWhen(b, context) && context.timesAgree(a.time, b.time) ? 1 : 0;
  const place = a.place && b.place && samePlace(a.place, b.place, context) ? 1 : 0;
  const people = sharedParticipants(a, b, context);
  const near = b.head.sentence.index - a.head.sentence.index <= NEARBY ? 1 : 0;
  const undated = !a.time || !b.time;
  const nobodyNew = newcomers.length === 0;
  // "Met the minister and had dinner with the ambassadors": with others; "his counterpart" may be named later.
  const isWithOthers =
    b.head.pos === 'VERB' &&
    new Set(a.participants.map(({ head }) => context.party(head).actor)).size > 1 &&
    a.participants.every(({ head }) => isNamed(head, context)) &&
    b.participants.some(({ head }) => !newcomers.includes(head));
  const isIntroduced =
    (isIndefinite(b.head) || isWithOthers) && newcomers.some(head => context.party(head).actor !== undefined);
  const sameNoun = isSameSort(a.head.lemma, b.head.lemma);
  return (
    time +
    place +
    Math.min(people, 2) +
    (b.pointsBack && (time || near || place) ? 1 : 0) +
    (isBare(b) && (near || sameNoun) ? 1 : 0) +
    // "The president met with his counterpart … In the talks with Mr. Lind, …"; but "also held a meeting with Mr. Kowal" brings in somebody else.
    (undated && near && people > 0 && (!isIntroduced || people > 1) ? 1 : 0) +
    (nobodyNew && near && (time || place) ? 1 : 0) +
    (nobodyNew && near && sameNoun && b.pointsBack ? 1 : 0) +
    // "peace talks in Oslo … the parties came to Oslo for talks"
    (place && undated && sameNoun && b.head.lemma !== 'visit' && !isIntroduced ? 1 : 0)
  );
}

/** Does the time say of which meeting this is? "Next year", "in the first quarter" fit many. */
function saysWhen({ time }: MeetingMention, context: ReadingContext): boolean {
  return time !== undefined && (time.standing === 'open' || context.daysOf(time) <= MONTH);
}

/** Days. */
const MONTH = 31;

/** Those of a mention who are not told of in the group, nor named by words that point back ("they", "both sides", "the ministers"). */
function newcomersOf(
  { participants }: MeetingMention,
  group: readonly MeetingMention[],
  context: ReadingContext,
): Word[] {
  const known = group.flatMap(({ participants }) => participants.map(({ head }) => head));
  if (known.length === 0) return [];
  const keys = new Set(known.flatMap(head => keysOf(head, context)));
  return participants
    .map(({ head }) => head)
    .filter(
      head =>
        !pointsToPeople(head) &&
        !keysOf(head, context).some(key => keys.has(key)) &&
        (context.party(head).actor !== undefined || !known.some(({ lemma }) => lemma === head.lemma)),
    );
}

function isNamed(head: Word, context: ReadingContext): boolean {
  const { actor, how } = context.party(head);
  return actor !== undefined && how !== 'class';
}

function pointsToPeople(head: Word): boolean {
  if (/^(?:they|them|their|both|two|we|us|our)$/u.test(head.lower)) return true;
  return head.tag === 'NNS' && head.children('det').some(({ lower }) => /^(?:the|both|these)$/u.test(lower));
}

/** "the Nile Dialogue, a forum in Cairo": another word for the same. */
function renames(head: Word, { words }: MeetingMention): boolean {
  return head.is('appos') && head.head !== undefined && contains(words, head.head);
}

/** "The ministers conferred … the meeting", "a summit … the meeting", "talks … the negotiations"; but a conference is no visit. */
function isSameSort(a: string, b: string): boolean {
  return a === b || (b === 'meeting' && a !== 'visit') || (TALKS.has(a) && TALKS.has(b));
}

const TALKS = new Set(['talk', 'talks', 'negotiation', 'consultation', 'discussion', 'dialogue', 'meet', 'confer']);

/** "a joint meeting" */
function isIndefinite(head: Word): boolean {
  return head.children('det').some(({ lower }) => lower === 'a' || lower === 'an');
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
    new Set(mention.participants.flatMap(({ head }) => keysOf(head, context)));
  const others = keys(b);
  return [...keys(a)].filter(key => others.has(key)).length;
}

/** The actor that a participant is, and the country he stands for. */
function keysOf(head: Word, context: ReadingContext): string[] {
  return [countryOf(head, context), ...context.parties(head).map(({ actor }) => actor)].filter(
    key => key !== undefined,
  );
}
