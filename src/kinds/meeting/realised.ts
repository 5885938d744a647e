/** Whether a verb or a noun tells of one meeting that took place or is arranged, and not of a wish, an offer, a habit or an acquaintance. */
import type { Word } from '../../language/analysis.ts';
import {
  auxiliaries,
  isGeneral,
  isNegated,
  isPassive,
  prepositionOf,
  subject,
  withPreposition,
} from '../../language/clause.ts';
import { isOffice } from '../office.ts';
import { isHypothetical, type ReadingContext } from '../reading-context.ts';
import { callsOff } from './status.ts';

/** "are not supposed to confer", "the good fortune to meet people", "offered to meet", "often meet": no meeting, or none in particular. */
export function isUnrealised(verb: Word): boolean {
  // "Did the mayor meet the chief?"
  if (verb.is('root', 'parataxis', 'conj') && verb.sentence.words.at(-1)?.text === '?') return true;
  if (isNegated(verb) || isHypothetical(verb) || isDoubted(verb) || isHabit(verb) || isWithout(verb)) return true;
  const governor = verb.head;
  if (!governor) return false;
  const isInfinitive = verb.child('mark')?.lower === 'to';
  // "a willingness to meet": what a noun is about is no deed, unless it is a plan.
  if (verb.is('acl') && !verb.is('acl:relcl') && isInfinitive && governor.pos !== 'VERB')
    return !ARRANGED.has(governor.lemma) || hasNo(governor);
  // "has no plans to attend the conference or meet him", wherever the tree hangs the infinitive.
  if (verb.is('advcl', 'xcomp') && isInfinitive && (isWish(governor) || hasNoPlan(governor))) return true;
  const isShared = verb.is('xcomp') || (verb.is('advcl') && isInfinitive) || isSecond(verb);
  return isShared && isPredicateOf(governor) && isUnrealised(governor);
}

/** "Left without meeting him", "instead of meeting him": it did not come about. */
function isWithout(verb: Word): boolean {
  return (
    verb.tag === 'VBG' && verb.children('mark', 'case').some(({ lower }) => /^(?:without|instead|rather)$/u.test(lower))
  );
}

function isPredicateOf(word: Word): boolean {
  return word.pos === 'VERB' || word.pos === 'ADJ';
}

/** The second of two verbs that share all that stands before the first. */
function isSecond(verb: Word): boolean {
  return verb.is('conj') && verb.child('nsubj') === undefined && verb.child('aux') === undefined;
}

/** "offered to host talks", "would like to go", "willing to meet": wished for, not arranged. */
function isWish(governor: Word): boolean {
  return (
    WISHING.has(governor.lemma) ||
    (auxiliaries(governor).includes('would') && (LIKING.has(governor.lemma) || LIKING.has(stemOf(governor)))) ||
    WILLING.has(governor.lower)
  );
}

/** "honored", taken for an adjective, is the verb all the same. */
function stemOf({ lower }: Word): string {
  return lower.replace(/(?:ed|d)$/u, '');
}

const WISHING = new Set([
  'offer',
  'propose',
  'want',
  'hope',
  'wish',
  'refuse',
  'reject',
  'urge',
  'ask',
  'request',
  'invite',
  'call',
  'seek',
  'try',
  'decline',
  'need',
  'fail',
  'threaten',
  'demand',
  'suggest',
  'consider',
  'encourage',
  'persuade',
  'push',
  'long',
  'allow',
]);

const LIKING = new Set(['like', 'love', 'prefer', 'welcome', 'honor', 'honour', 'please', 'delight']);

const WILLING = new Set([
  'willing',
  'unwilling',
  'eager',
  'reluctant',
  'ready',
  'unable',
  'able',
  'open',
  'keen',
  'happy',
]);

function hasNoPlan(governor: Word): boolean {
  return governor.children('obj', 'nsubj').some(hasNo);
}

function hasNo(noun: Word): boolean {
  return noun.children('det').some(({ lower }) => lower === 'no');
}

/** Nouns whose infinitive is arranged: "an agreement to meet". */
const ARRANGED = new Set(['plan', 'agreement', 'deal', 'decision', 'arrangement', 'accord']);

/** "I don't believe I have ever met him", "denied that they had met" */
function isDoubted(verb: Word): boolean {
  const governor = verb.is('ccomp') ? verb.head : undefined;
  return governor !== undefined && ((THINKING.has(governor.lemma) && isNegated(governor)) || governor.lemma === 'deny');
}

const THINKING = new Set(['believe', 'think', 'know', 'recall', 'remember', 'say', 'suppose']);

/** "often meet", "meet every year": none of these meetings is told of. */
function isHabit(verb: Word): boolean {
  return (
    verb.children('advmod').some(({ lower }) => OFTEN.has(lower)) ||
    (verb.previous !== undefined && OFTEN.has(verb.previous.lower)) ||
    verb.children(...ADVERBIALS).some(isEvery)
  );
}

const ADVERBIALS = ['obl', 'obl:unmarked', 'obl:tmod', 'obl:npmod', 'nmod'] as const;

/** "every year", "over the years" */
function isEvery(word: Word): boolean {
  if (!PERIODS.has(word.lemma)) return false;
  const before = word.children('case', 'det').map(({ lower }) => lower);
  return (
    before.includes('every') ||
    before.includes('each') ||
    (word.tag === 'NNS' && before.join(' ') === 'over the' && word.child('amod', 'nummod') === undefined)
  );
}

/** "had met him twice", "has met her on more than one occasion", without a word of when: how often, and not which. */
export function isCounted(verb: Word, context: ReadingContext): boolean {
  if (context.timeOf(verb) !== undefined) return false;
  return (
    verb.children('advmod').some(({ lower }) => lower === 'twice') ||
    verb
      .children(...ADVERBIALS)
      .some(
        word =>
          (word.lemma === 'time' || word.lemma === 'occasion') &&
          (word.tag === 'NNS' || word.children('nummod').some(({ lower }) => lower === 'one')),
      )
  );
}

const OFTEN = new Set([
  'ever',
  'often',
  'frequently',
  'regularly',
  'routinely',
  'usually',
  'typically',
  'sometimes',
  'occasionally',
  'rarely',
  'seldom',
  'always',
  'periodically',
  'repeatedly',
  'annually',
]);

const PERIODS = new Set([
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'morning',
  'decade',
  'spring',
  'summer',
  'autumn',
  'fall',
  'winter',
]);

/**
 * "a woman he met on a trip", "there she met her future husband", "in 1891 he met a printer": of people of no office, with no day, week or month told,
 * it tells how they got to know each other. "Met with" is said of a meeting.
 */
export function isAcquaintance(verb: Word, people: readonly Word[], context: ReadingContext): boolean {
  if (verb.lemma !== 'meet' || withPreposition(verb, 'with').length > 0) return false;
  const met = verb.is('acl:relcl') ? verb.head : undefined;
  if (!verb.child('obj') && (!met || subject(verb)?.pos !== 'PRON')) return false;
  const time = context.timeOf(verb);
  if (time && context.daysOf(time) <= MONTH) return false;
  return ![...people, ...(met ? [met] : [])].some(head => isOffice(head, context) || isOfBodies(head));
}

/** Days. */
const MONTH = 31;

/** "representatives", "delegates": people who come for others. */
function isOfBodies({ tag, lemma }: Word): boolean {
  return (
    tag === 'NNS' &&
    /^(?:representative|delegate|counterpart|adviser|aide|executive|victim|survivor|relative)$/u.test(lemma)
  );
}

/** "Spain met Brazil in the final": rivals on a field or in a court. */
export function isContest(verb: Word): boolean {
  return verb
    .children('obl', 'nmod')
    .concat(verb.children('obj').flatMap(rival => rival.children('nmod')))
    .some(({ lemma }) => CONTESTS.has(lemma));
}

const CONTESTS = new Set([
  'final',
  'semifinal',
  'semi-final',
  'quarterfinal',
  'quarter-final',
  'match',
  'game',
  'playoff',
  'tournament',
  'cup',
]);

/** "The minister was met by protesters": somebody waited for him. */
export function isAwaited(verb: Word): boolean {
  return isPassive(verb) && withPreposition(verb, 'by').length > 0;
}

/** "refused talks", "called for a meeting", "a proposal for talks": wished for or turned down, not arranged. */
export function isOnlyWished(noun: Word): boolean {
  const governor = noun.head;
  // "A proposed summit": called off or held, it has another verb.
  if (noun.children('amod').some(({ lower }) => SUPPOSED.has(lower)) && !(governor && callsOff(governor))) return true;
  if (!governor) return false;
  const preposition = prepositionOf(noun) || (noun.child('mark')?.lower ?? '');
  if (noun.is('nmod') && WISH_NOUNS.has(governor.lemma) && /^(?:for|of|to|on|about)$/u.test(preposition)) return true;
  if (governor.pos !== 'VERB') return false;
  if (noun.is('obj')) return UNWANTED.has(governor.lemma) && !isCalledOff(governor);
  return noun.is('obl') && CALLING.has(governor.lemma) && prepositionOf(noun) === 'for';
}

const SUPPOSED = new Set(['proposed', 'possible', 'potential', 'hypothetical', 'prospective', 'would-be', 'future']);

/** Verbs whose object is no more than wanted or turned down. */
const UNWANTED = new Set([
  'offer',
  'propose',
  'want',
  'refuse',
  'reject',
  'urge',
  'request',
  'seek',
  'demand',
  'suggest',
  'decline',
  'need',
  'oppose',
]);

const CALLING = new Set(['call', 'push', 'press', 'ask', 'hope', 'wait', 'plead', 'appeal', 'wish', 'argue']);

function isCalledOff(verb: Word): boolean {
  return verb.dependents.some(({ lower }) => lower === 'off');
}

const WISH_NOUNS = new Set([
  'call',
  'offer',
  'proposal',
  'request',
  'invitation',
  'hope',
  'prospect',
  'possibility',
  'demand',
  'appeal',
  'idea',
  'suggestion',
  'willingness',
  'chance',
  'likelihood',
  'lack',
  'absence',
]);

/** "he meets with families": what somebody does in general, with whoever they are. */
export function isToldInGeneral(verb: Word, partners: readonly Word[]): boolean {
  return isGeneral(verb) && partners.length > 0 && partners.every(isAnybody);
}

function isAnybody({ tag, dependents }: Word): boolean {
  return tag === 'NNS' && !dependents.some(word => word.is('det', 'nummod'));
}
