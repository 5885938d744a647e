/** What a text says of a meeting in one place, put together around its word and the verb that carries it. */
import { cover, type Span } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import { auxiliaries, clauseOf, nounPhrase, predicatePhrase, prepositionOf } from '../../language/clause.ts';
import type { Rule } from '../kind.ts';
import type { ReadingContext } from '../reading-context.ts';
import { type MeetingForm, formOf } from './form.ts';
import { framed } from './frames.ts';
import { carriersParticipants } from './participants.ts';
import { isCityBefore, isPlace, placeBehind, placeOf, strayPlace } from './places.ts';
import {
  calledOffAbove,
  calledOffBeside,
  callsOff,
  endsLater,
  isCarrier,
  isPromised,
  movedTo,
  promisedStatus,
  statusOf,
  strayTime,
  timeOfDeed,
} from './status.ts';
import { roundOf, titleOf } from './title.ts';

export type MeetingStatus = 'scheduled' | 'held' | 'cancelled' | 'postponed' | 'unknown';

export interface Attendance {
  readonly head: Word;
  /** For whom: "represent the U.S." */
  readonly side: Word | undefined;
}

/** What the text says of a meeting in one place. */
export interface MeetingMention {
  readonly head: Word;
  readonly words: Span;
  /** Its proper name ("U.S.-China Ministerial Dialogue on Cybercrime"), where the words are one. */
  readonly title: Span | undefined;
  /** "first" → 1 */
  readonly round: number | undefined;
  readonly participants: readonly Attendance[];
  readonly place: Word | undefined;
  readonly time: TimeMention | undefined;
  readonly purpose: readonly Span[];
  readonly agenda: readonly Span[];
  readonly status: MeetingStatus;
  /** By telephone or video, where the words tell. */
  readonly form: MeetingForm | undefined;
  /** "The talks had been postponed twice": what became of it before what the text goes on to tell. */
  readonly isBackground: boolean;
  /** "the meeting", "that event": points back to one already spoken of. */
  readonly pointsBack: boolean;
  /** "Present were …": tells who was there, and nothing else. */
  readonly isAttendance?: boolean;
}

export type MeetingRule = Rule<MeetingMention>;

export const MEETING_NOUNS = [
  'meeting',
  'talk',
  'talks',
  'dialogue',
  'summit',
  'conference',
  'consultation',
  'negotiation',
  'session',
  'roundtable',
  'gathering',
  'forum',
  'discussion',
  'visit',
  'trip',
];

interface Parts {
  readonly participants: readonly Word[];
  readonly side?: Word;
  readonly place?: Word;
  readonly purpose?: readonly Span[];
  readonly agenda?: readonly Span[];
  readonly title?: Span | undefined;
  /** The verb that places the meeting in time, where it is not the head's own clause. */
  readonly verb?: Word;
  /** The noun stands for a verb: it says that they met. */
  readonly isDeed?: boolean;
}

/** "prepare for the first dialogue on crime in December": a time right behind the words of the meeting is its time, whatever the tree hangs it on. */
function timeBehind(head: Word, context: ReadingContext): TimeMention | undefined {
  return strayTime(head.subtree().at(-1) ?? head, context);
}

/** Puts together what is told of a meeting around its word, and around the verb that carries it ("will hold … in December"). */
export function mention(head: Word, words: Span, parts: Parts, context: ReadingContext): MeetingMention | undefined {
  const outer = framed(head);
  const below = carrierBelow(head);
  const verb = parts.verb ?? below ?? clauseOf(outer);
  const ownVerb =
    verb !== head && verb && (verb === below || isCarrier(verb, outer) || verb.head === head) ? verb : undefined;
  const before = head.children('compound', 'amod').find(word => isCityBefore(word, head, context));
  const place =
    parts.place ??
    placeOf(head, context) ??
    before ??
    (ownVerb && placeOf(ownVerb, context)) ??
    whereAt(head, context) ??
    strayPlace(head, parts.participants, context) ??
    (head.pos === 'VERB' ? undefined : placeBehind(head, context));
  const promised = [verb, ownVerb].some(at => at !== undefined && isPromised(at));
  const told =
    (head.pos === 'VERB'
      ? undefined
      : (context.timeWithin(head) ?? context.timeWithin(outer) ?? timeBehind(head, context))) ??
    (verb === head ? timeOfDeed(head, context) : undefined) ??
    (ownVerb && !callsOff(ownVerb) && !endsLater(ownVerb) ? timeOfDeed(ownVerb, context) : undefined) ??
    (place && (strayTime(place, context) ?? (whereAt(head, context) && timeOfStay(head, context))));
  const moved = movedTo(outer, context);
  const time = moved ?? inCalendar(told, head, context);
  const title = titleOf(head, context);
  const carriers = [...new Set([ownVerb, below && clauseOf(outer)])].filter(
    at => at !== undefined && (at === ownVerb || isCarrier(at, outer)),
  );
  const participants = [
    ...parts.participants,
    ...(parts.verb ? [] : carriers.flatMap(at => carriersParticipants(at!, outer, context))),
  ];
  const purpose = parts.purpose ?? (ownVerb ? purposeOf(ownVerb, head) : verb === head ? purposeOf(head, head) : []);
  if (
    !isTold(
      {
        head,
        verb,
        time,
        place,
        title,
        participants,
        agenda: parts.agenda !== undefined,
        carried: ownVerb !== undefined || parts.isDeed === true,
      },
      context,
    )
  )
    return undefined;
  return {
    head,
    words,
    title,
    round: roundOf(head),
    participants: unique(participants).map(participant => ({ head: participant, side: parts.side })),
    place,
    time,
    purpose,
    agenda: parts.agenda ?? [],
    status:
      moved && context.direction(moved) !== 'before'
        ? 'scheduled'
        : promised
          ? (calledOffAbove(verb!) ?? calledOffBeside(verb!) ?? promisedStatus(time, context))
          : statusOf(head, verb, time, context),
    form: formOf(head, ownVerb),
    isBackground: verb !== undefined && callsOff(verb) && verb.children('aux').some(({ lower }) => lower === 'had'),
    pointsBack: pointsBack(head),
  };
}

/** "Travelled to Lima on Monday, where he met the mayor": the place that the clause is about, before the time that stands between. */
function whereAt(verb: Word, context: ReadingContext): Word | undefined {
  const where = verb.children('advmod', 'mark').find(({ lower }) => lower === 'where');
  let before = where?.previous?.pos === 'PUNCT' ? where.previous.previous : where?.previous;
  while (before && before.sentence === verb.sentence && (context.isTime(before) || before.lower === 'on'))
    before = before.previous;
  return before && before.sentence === verb.sentence && isPlace(before, context) ? before : undefined;
}

/** "On Monday he travelled to Lima, where he met the mayor": whoever meets somebody where he has come to meets him then. */
function timeOfStay(verb: Word, context: ReadingContext): TimeMention | undefined {
  const coming = verb.head && clauseOf(verb.head);
  return coming && COMING.has(coming.lemma) ? context.timeOf(coming) : undefined;
}

const COMING = new Set(['travel', 'fly', 'go', 'come', 'arrive', 'head', 'return', 'visit']);

/** In a calendar of events the day above the entry is its day, also where the entry tells how long it lasts ("to Nov 27"). */
function inCalendar(time: TimeMention | undefined, head: Word, context: ReadingContext): TimeMention | undefined {
  const isLastDay =
    time !== undefined &&
    /(?:^|[\s(])(?:to|until|till|through)\s$/u.test(
      context.text.slice(Math.max(0, time.words.start - 9), time.words.start),
    );
  return (time === undefined && isEntry(head)) || isLastDay ? (context.dayAbove(head) ?? time) : time;
}

/** Is the meeting what its sentence tells of? What is spoken of, got ready for or to be gone to on a day takes place on another. */
function isEntry(head: Word): boolean {
  const outer = framed(head);
  const verb = outer.head;
  if (outer.is('root') || verb === undefined) return true;
  return verb.is('root') && outer.is('obj', 'nsubj') && !auxiliaries(verb).includes('would');
}

/** "talks that will be held in Geneva in February", "the session, scheduled to be held in Geneva": the clause that hangs on the noun says when and where. */
function carrierBelow(head: Word): Word | undefined {
  const own = head.children('acl:relcl', 'acl').find(verb => HOLDING.has(verb.lemma)) ?? participleBehind(head);
  const arranged = own && own.tag === 'VBN' ? own.child('xcomp') : undefined;
  return arranged && HOLDING.has(arranged.lemma) ? arranged : own;
}

/** "Their third meeting, held in Lima in May, …", "the session of the commission on fisheries, scheduled for May": a participle behind the comma, whatever the tree hangs it on. */
function participleBehind(head: Word): Word | undefined {
  const last = head.subtree().filter(({ index }) => index < head.index + LONGEST_NAME);
  for (const word of [head, ...last]) {
    const participle = word.next?.text === ',' ? word.next.next : word.next;
    if (participle?.tag === 'VBN' && HOLDING.has(participle.lemma) && participle.child('nsubj', 'aux') === undefined)
      return participle.is('advcl', 'acl') ? participle : undefined;
  }
  return undefined;
}

/** Words of a meeting's own phrase within which a participle behind a comma is told of it. */
const LONGEST_NAME = 10;

const HOLDING = new Set(['hold', 'host', 'schedule', 'convene', 'chair', 'plan', 'set', 'call']);

interface Told {
  readonly head: Word;
  readonly verb: Word | undefined;
  readonly time: TimeMention | undefined;
  readonly place: Word | undefined;
  readonly title: Span | undefined;
  readonly participants: readonly Word[];
  readonly agenda: boolean;
  /** Is there a verb that says of it that it takes place ("held talks")? */
  readonly carried: boolean;
}

/**
 * Is enough told for it to be one meeting and not meetings in general? Somebody who can be named must take part, or it has a
 * name or points back; and unless two known parties met, it must be tied to a time or a place.
 */
function isTold(
  { head, verb, time, place, title, participants, agenda, carried }: Told,
  context: ReadingContext,
): boolean {
  // "They held a call": two, where the text tells who they are.
  const people = participants.flatMap(participant => context.parties(participant));
  const known = people.filter(({ actor, how }) => actor !== undefined || how === 'class').length;
  const tied = time !== undefined || place !== undefined;
  if (verb === head && people.length >= 2 && known >= 1) return true;
  if (carried && people.length >= 2 && known >= 2 && head.tag !== 'NNS') return true;
  // "at the Nile Water Dialogue": a name of its own and a preposition of presence say that it takes place.
  if (title !== undefined && (PRESENCE.has(prepositionOf(head)) || roundOf(head) !== undefined)) return true;
  // "The talks were called off", "the Nile Water Dialogue began": which ones, its name or the text before it tells.
  if (carried && (title !== undefined || (head.pos === 'NOUN' && pointsBack(head)))) return true;
  // "agreed at the meeting": which one, the text before it tells.
  if (head.pos === 'NOUN' && pointsBack(head) && MADE_AT.has(prepositionOf(framed(head)))) return true;
  // "The two leaders met for almost four hours": who they are, the text before it tells.
  if (verb === head && (head.tag === 'VBD' || tied) && participants.some(isPair)) return true;
  if (!tied) return false;
  // "The mission met the chair on 22 October": known from before, and on a day.
  if (verb === head && participants.length >= 2 && isOnADay(time, context) && participants.every(pointsBack))
    return true;
  // "The board will meet on Friday"
  if (verb === head && time !== undefined && participants.some(who => SITTING.has(who.lemma) && pointsBack(who)))
    return true;
  // "negotiations in January", "talks in Vienna on Friday": whoever takes part.
  const isOwnTime = time !== undefined && (context.timeWithin(head) === time || timeBehind(head, context) === time);
  if (HIGH_TALKS.has(head.lemma) && time !== undefined && (carried || isOwnTime)) return true;
  if (time !== undefined && place !== undefined && (participants.length > 0 || head.tag === 'NN')) return true;
  // "after a week of talks in Cairo"
  if (HIGH_TALKS.has(head.lemma) && place !== undefined && PRESENCE.has(prepositionOf(framed(head)))) return true;
  if (head.tag === 'NNS' && known === 0 && !title) return false;
  return known > 0 || title !== undefined || agenda || isEvent(head);
}

/** "The two leaders", "both ministers": so many, all of them meant. */
function isPair(who: Word): boolean {
  const { lower } = who.child('nummod') ?? who.child('det') ?? who;
  return who.tag === 'NNS' && PAIRS.has(lower) && (lower === 'both' || pointsBack(who));
}

const PAIRS = new Set(['two', 'three', 'four', 'both']);

function isOnADay(time: TimeMention | undefined, context: ReadingContext): boolean {
  return time !== undefined && context.daysOf(time) <= 1;
}

/** Bodies that meet by themselves. */
const SITTING = new Set(
  'board committee commission council cabinet parliament assembly panel commissioner court bench'.split(' '),
);

/** Prepositions by which a text ties what was said or agreed to a meeting it has told of. */
const MADE_AT = new Set(['at', 'during', 'after', 'following']);

const PRESENCE = new Set(['at', 'during', 'after', 'before', 'ahead of', 'following', 'since']);

const HIGH_TALKS = new Set(['talk', 'talks', 'negotiation', 'summit', 'consultation', 'conference']);

/** "next month's meeting", "that event next month": a definite event with its time may be one told of elsewhere in the text. */
function isEvent(head: Word): boolean {
  return head.pos === 'NOUN' && head.tag === 'NN' && pointsBack(head);
}

/** "to advance implementation …": what a meeting is for; the first infinitive after the verb, wherever the tree hangs it. */
function purposeOf(verb: Word, head: Word): Span[] {
  const purpose = verb.subtree().find(
    word =>
      word.pos === 'VERB' &&
      word.start > head.start &&
      // "On dates to be agreed", "were to have been held": what is to happen to something is no aim.
      word.child('aux:pass') === undefined &&
      isPurpose(word, verb) &&
      !callsOff(word) &&
      word.children('mark').some(mark => mark.lower === 'to'),
  );
  if (!purpose) return [];
  const phrase = predicateSpan(purpose, undefined);
  return [
    purpose.is('compound', 'amod') && purpose.head
      ? { start: purpose.start, end: cover([phrase, nounPhrase(purpose.head)]).end }
      : phrase,
  ];
}

/** Not an infinitive that belongs to something told of the meeting ("a plan to meet officials who want to …"). */
function isPurpose(infinitive: Word, verb: Word): boolean {
  for (let at: Word | undefined = infinitive; at && at !== verb; at = at.head)
    // "Collapsed after delegates failed to agree", "who wants to meet": an aim of somebody else's deed.
    if (at.is('acl', 'ccomp', 'conj', 'parataxis') || (at.is('advcl') && at.child('nsubj') !== undefined)) return false;
  return true;
}

export function predicateSpan(verb: Word, first: Word | undefined): Span {
  const phrase = predicatePhrase(verb);
  return first ? cover([nounPhrase(first), phrase]) : phrase;
}

export function pointsBack(head: Word): boolean {
  return (
    head.dependents.some(word => word.is('det', 'nmod:poss') && /^(?:the|that|this|those|these)$/u.test(word.lower)) ||
    head.child('nmod:poss') !== undefined
  );
}

function unique(words: readonly Word[]): Word[] {
  return [...new Set(words)].sort((a, b) => a.index - b.index);
}
