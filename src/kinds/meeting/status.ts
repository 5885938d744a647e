/** When a meeting takes place, and whether it was held, is to be held or was called off. */
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import { auxiliaries, clauseTense, isNegated, prepositionOf, type Tense } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';
import type { MeetingStatus } from './mention.ts';

/** "a meeting in Beijing in March": a time right behind the place, wherever the tree hangs it. */
export function strayTime(place: Word, context: ReadingContext): TimeMention | undefined {
  return context.times.find(
    ({ words }) =>
      words.start > place.end && /^\s(?:(?:in|on|at)\s)?$/u.test(context.text.slice(place.end, words.start)),
  );
}

const CARRIERS = new Set([
  'participate',
  'attend',
  'hold',
  'host',
  'have',
  'join',
  'convene',
  'schedule',
  'cancel',
  'postpone',
  'begin',
  'open',
  'start',
  'conclude',
  'end',
  'take',
  'plan',
  'arrange',
  'chair',
  'prepare',
  'conduct',
  'resume',
  'slate',
  'expect',
  'set',
  'represent',
  'be',
]);

/** What talks do themselves: "the talks collapsed on Friday". */
const GOING = new Set(['collapse', 'break', 'fail', 'last', 'continue', 'stall']);

/** "Paid a visit to Oslo", "cut short a trip": whoever does so travels. */
const TRAVELLING = new Set(['pay', 'make', 'undertake', 'cut', 'complete', 'finish', 'extend']);

/** What is told of when these happen is the end of it, and not when it is. */
const ENDING = new Set(['conclude', 'end', 'finish', 'close', 'wrap']);

/** "The visit will conclude on Saturday" tells of its last day only. */
export function endsLater(verb: Word): boolean {
  return ENDING.has(verb.lemma) && clauseTense(verb) === 'future';
}

/** "flew to Paris for talks", "joined his colleagues for a meeting": when and where they come is when and where they meet. */
const COMING = new Set([
  'join',
  'gather',
  'arrive',
  'travel',
  'fly',
  'visit',
  'go',
  'come',
  'return',
  'assemble',
  'convene',
  'lead',
  'welcome',
  'host',
  'receive',
  'meet',
  'sit',
]);

const CANCELLING = new Map<string, MeetingStatus>([
  ['cancel', 'cancelled'],
  ['call', 'cancelled'],
  ['scrap', 'cancelled'],
  ['postpone', 'postponed'],
  ['delay', 'postponed'],
  ['put', 'postponed'],
  ['defer', 'postponed'],
  ['shelve', 'cancelled'],
  ['abandon', 'cancelled'],
]);

/** Does `verb` say of the meeting itself when and with whom it is? "prepare for a dialogue in December" does not. */
export function isCarrier(verb: Word, head: Word): boolean {
  if (COMING.has(verb.lemma) && head.head === verb && prepositionOf(head) === 'for') return true;
  // "The dialogue met in Beijing."
  if (verb.lemma === 'meet' && head.head === verb && head.is('nsubj')) return true;
  if (TRAVELLING.has(verb.lemma)) return head.head === verb && head.is('obj') && /^(?:visit|trip)$/u.test(head.lemma);
  if (GOING.has(verb.lemma)) return head.head === verb && head.is('nsubj');
  if (!CARRIERS.has(verb.lemma) && !CANCELLING.has(verb.lemma)) return false;
  if ((verb.lemma === 'call' || verb.lemma === 'put') && !callsOff(verb)) return false;
  return (
    head.head === verb &&
    head.is('obj', 'nsubj', 'obl') &&
    prepositionOf(head) !== 'for' &&
    prepositionOf(head) !== 'after' &&
    prepositionOf(head) !== 'before'
  );
}

/** "Has been brought forward to Wednesday", "was moved to May", "rescheduled for Friday": the day that it now has. */
export function movedTo(head: Word, context: ReadingContext): TimeMention | undefined {
  const verb = head.is('nsubj:pass', 'nsubj', 'obj') ? head.head : undefined;
  const isMoving =
    verb !== undefined &&
    (/^(?:reschedule|move|shift)$/u.test(verb.lemma) ||
      (verb.lemma === 'bring' && verb.dependents.some(({ lower }) => lower === 'forward')));
  if (!isMoving) return undefined;
  return context.times.find(
    ({ words }) =>
      words.start > verb.end &&
      words.end <= verb.sentence.end &&
      /\b(?:to|for|until)\s$/u.test(context.text.slice(Math.max(0, words.start - 7), words.start)),
  );
}

/** Does the verb call a meeting off or put it off? What is told of when that was done is not when the meeting is. */
export function callsOff(verb: Word): boolean {
  if (verb.lemma === 'call' || verb.lemma === 'put')
    return [verb, ...verb.children('obj')].some(({ dependents }) => dependents.some(({ lower }) => lower === 'off'));
  return CANCELLING.has(verb.lemma);
}

const ROUNDS = new Set(['round', 'series', 'session']);

export function statusOf(
  head: Word,
  verb: Word | undefined,
  time: TimeMention | undefined,
  context: ReadingContext,
): MeetingStatus {
  // "The talks, planned for March, were postponed": what calls it off stands above what had set it.
  // "A round of talks was called off": what is done to the round is done to the talks.
  const isPart = head.is('nmod') && prepositionOf(head) === 'of' && ROUNDS.has(head.head?.lemma ?? '');
  const whole = isPart ? head.head! : head;
  const verbs = [whole.head, verb].filter(each => each !== undefined && isCarrier(each, whole));
  const cancelled = verbs.map(each => CANCELLING.get(each!.lemma)).find(status => status !== undefined);
  if (cancelled) return cancelled;
  // "The visit will not take place"
  const happening = [whole.head, verb].find(each => each?.lemma === 'take' && each.child('obj')?.lemma === 'place');
  if (happening && isNegated(happening)) return 'cancelled';
  // "Had to be put off"
  const forced = whole.is('nsubj') && whole.head?.lemma === 'have' ? whole.head.child('xcomp') : undefined;
  if (forced && callsOff(forced)) return CANCELLING.get(forced.lemma)!;
  if (verb && isFallenThrough(verb)) return calledOffBeside(verb) ?? 'unknown';
  if (verb && endsLater(verb)) return 'unknown';
  if (time === undefined && isGotReadyFor(whole)) return 'unknown';
  const direction = time && context.direction(time);
  // "Discussed the forthcoming visit": it had not been held then.
  if (direction === undefined && whole.children('amod').some(({ lower }) => AHEAD.has(lower))) return 'scheduled';
  if (direction) return direction === 'after' ? 'scheduled' : 'held';
  return STATUS_BY_TENSE[(verb && clauseTense(verb)) ?? 'present'] ?? 'unknown';
}

const AHEAD = new Set(['forthcoming', 'upcoming', 'planned', 'scheduled', 'impending', 'coming']);

/** "Discussed preparations for the conference", "came ahead of the conference": nothing tells whether it has taken place since. */
function isGotReadyFor(noun: Word): boolean {
  if (/^(?:ahead of|before)$/u.test(prepositionOf(noun))) return true;
  const preposition = noun.child('case');
  const isFor = /^(?:for|of|to|on)$/u.test(preposition?.lower ?? '');
  // "The situation and preparations for the conference": what stands before the preposition, wherever the tree hangs it.
  return isFor && [noun.head, preposition?.previous].some(before => PREPARING.has(before?.lemma ?? ''));
}

const PREPARING = new Set([
  'preparation',
  'plan',
  'date',
  'venue',
  'agenda',
  'schedule',
  'arrangement',
  'invitation',
  'groundwork',
]);

/** "They were to have met in June": what was arranged, and by these words did not come about as arranged. */
function isFallenThrough(verb: Word): boolean {
  const helpers = auxiliaries(verb);
  const to = verb.children('mark').some(({ lower }) => lower === 'to');
  return to && helpers.includes('be') && helpers.includes('have') && helpers.indexOf('be') < helpers.indexOf('have');
}

/** "…, but she cancelled at the last minute": said beside it, of nothing else. */
export function calledOffBeside(verb: Word): MeetingStatus | undefined {
  const beside = [verb, ...(verb.head ? [verb.head] : [])]
    .flatMap(at => at.children('conj'))
    .find(
      other =>
        callsOff(other) && other.children('obj').every(({ pos, lemma }) => pos === 'PRON' || lemma === 'meeting'),
    );
  return beside && CANCELLING.get(beside.lemma);
}

/** "The commission that was due to meet on Thursday has been put off": what becomes of those who were to meet becomes of their meeting. */
export function calledOffAbove(verb: Word): MeetingStatus | undefined {
  const who = verb.is('acl:relcl', 'acl') ? verb.head : undefined;
  const above = who?.is('nsubj:pass', 'nsubj') === true ? who.head : undefined;
  return above && isDue(verb) && callsOff(above) && above.child('obj') === undefined
    ? CANCELLING.get(above.lemma)
    : undefined;
}

/** "agreed in January to hold talks": promised in January, and not yet held by what is said of it. */
export function isPromised(verb: Word): boolean {
  if (isDue(verb)) return true;
  const governor = verb.head;
  return (
    verb.is('xcomp') &&
    verb.child('mark')?.lower === 'to' &&
    verb.child('aux') === undefined &&
    governor?.pos === 'VERB' &&
    !BEGUN.has(governor.lemma)
  );
}

/** "Was due to meet her", "is scheduled to open": arranged, whichever of the words the tree takes for the verb. */
function isDue(verb: Word): boolean {
  const to = verb.child('mark')?.lower === 'to' || verb.previous?.lower === 'to';
  // "Which was to meet in May"
  const isToBe = verb.children('aux', 'cop').some(({ lower }) => /^(?:is|are|was|were)$/u.test(lower));
  if (to && isToBe && verb.tag === 'VB') return true;
  return (
    to &&
    (verb.children('mark', 'amod', 'advmod').some(({ lower }) => lower === 'due') ||
      (verb.is('xcomp', 'advcl', 'ccomp') && verb.head?.lower === 'due'))
  );
}

/** Verbs after which "to" and a verb tell what was done. */
const BEGUN = new Set([
  'fail',
  'begin',
  'start',
  'continue',
  'manage',
  'proceed',
  'come',
  'go',
  'happen',
  'get',
  'help',
  'be',
]);

/** When it takes place; of what is promised only what is said of the deed itself, not of the promise. */
export function timeOfDeed(verb: Word, context: ReadingContext): TimeMention | undefined {
  const time = context.timeOf(verb);
  const isPromises = verb.head !== undefined && isPromised(verb) && time === context.timeOf(verb.head);
  return isPromises ? undefined : time;
}

/** What was promised for a time that is over may have come about or not. */
export function promisedStatus(time: TimeMention | undefined, context: ReadingContext): MeetingStatus {
  return time && context.direction(time) === 'before' ? 'unknown' : 'scheduled';
}

const STATUS_BY_TENSE: Record<Tense, MeetingStatus> = { past: 'held', present: 'unknown', future: 'scheduled' };
