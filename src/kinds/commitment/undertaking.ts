/** What kind of undertaking a promised act is; the ladder of findings depends on it (docs/kinds/commitment.md). */
import { contains, type Span } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import { isNegated } from '../../language/clause.ts';
import type { ReadingContext } from '../reading-context.ts';

export type UndertakingKind = 'deliverable' | 'standing_duty' | 'prohibition' | 'declaratory';

/** Promises not to do, or to do less of, something. */
const RESTRAINT = new Set([
  'refrain',
  'curb',
  'cease',
  'stop',
  'halt',
  'end',
  'avoid',
  'ban',
  'prohibit',
  'abstain',
  'desist',
  'renounce',
  'forgo',
  'suspend',
  'freeze',
  'restrain',
  'forswear',
]);

/** Do the words undertaken say themselves that something is not done ("refrain from new tests", "no new tests", "halting exports")? */
export function restrains(undertaking: string): boolean {
  const [first = ''] = undertaking.toLowerCase().split(/\s+/u);
  return (
    RESTRAINT.has(first) ||
    /^(?:not?|never)$/u.test(first) ||
    /^there (?:will|would|shall) be no\b/iu.test(undertaking) ||
    // "Fares would not go up", with nothing before the verb that opens another clause.
    /^(?:(?!\b(?:that|which|who|whom|whose|where|when|if|to|as)\b).)*?\b(?:will|would|shall) (?:not|never|no longer)\b/iu.test(
      undertaking,
    ) ||
    RESTRAINT.has(first.replace(/(?:ing|ed)$/u, '')) ||
    RESTRAINT.has(first.replace(/(?:ing|ed)$/u, 'e'))
  );
}

/** Words of attitude: noted, not rated (the G7 rule that wishes are no commitments). */
const ATTITUDE = new Set([
  'welcome',
  'affirm',
  'reaffirm',
  'recognize',
  'recognise',
  'acknowledge',
  'note',
  'support',
  'encourage',
  'appreciate',
  'commend',
  'emphasize',
  'underline',
  'stress',
  'pursue',
  'seek',
  'explore',
  'consider',
  'strive',
  'hope',
]);

/** Acts that are done once and are then done. */
const ONE_OFF = new Set([
  'host',
  'hold',
  'establish',
  'create',
  'open',
  'close',
  'send',
  'sign',
  'ratify',
  'publish',
  'release',
  'deliver',
  'build',
  'convene',
  'launch',
  'appoint',
  'adopt',
  'withdraw',
  'return',
  'pay',
  'invest',
  'provide',
  'donate',
  'hand',
  'set',
  'meet',
  'complete',
  'dismantle',
  'destroy',
  'lift',
  'impose',
  'introduce',
  'submit',
  'present',
  'visit',
  'attend',
  'buy',
  'purchase',
  'sell',
  'join',
  'repatriate',
  'free',
  'extradite',
  'reopen',
  'resume',
  'deploy',
  'transfer',
  'exchange',
]);

export function isOneOff({ lemma }: Word): boolean {
  return ONE_OFF.has(lemma);
}

/** `dueBy` makes a one-off of what would otherwise be a standing duty, and being done again and again the other way round. */
export function undertakingKind(act: Word, dueBy: TimeMention | undefined, recurs = false): UndertakingKind {
  if (isNegated(act) || isOfNobody(act) || RESTRAINT.has(act.lemma)) return 'prohibition';
  // "To recognise their diplomas within a year" is something to do.
  if (
    ATTITUDE.has(act.lemma) &&
    !(dueBy !== undefined && act.child('obj') !== undefined && /^recogni[sz]e$/u.test(act.lemma))
  )
    return 'declaratory';
  if (recurs) return 'standing_duty';
  return ONE_OFF.has(act.lemma) || dueBy !== undefined ? 'deliverable' : 'standing_duty';
}

/** "neither country's government will …": the word that denies stands within the subject. */
function isOfNobody(act: Word): boolean {
  return act.child('nsubj')?.subtree()[0]?.lower === 'neither';
}

/** Does an expression of time inside the undertaking say that it is done again and again ("every month")? */
export function recurs(undertaking: Span, context: ReadingContext): boolean {
  return context.times.some(({ type, words }) => type === 'SET' && contains(undertaking, words));
}

/** The expression of time inside the undertaking that says by when ("by 2030", "next month", "within 30 days"). */
export function dueBy(undertaking: Span, context: ReadingContext): TimeMention | undefined {
  const found = context.times.find(
    time =>
      time.words.start >= undertaking.start &&
      time.words.end <= undertaking.end &&
      !isToldBeside(time, undertaking, context) &&
      tellsWhen(time, context),
  );
  return found && countedFrom(found, context);
}

/** A limit before the verb, which counts from an event or from nothing that is told: "The Parties shall, within 60 days of signature, designate …". */
export function limitBefore(act: Word, context: ReadingContext): TimeMention | undefined {
  const found = context.times.find(time => {
    const first = context.analysis.wordAt(time.words.start);
    const isBefore = first?.sentence === act.sentence && time.words.end <= act.start;
    return isBefore && time.type === 'DURATION' && isLimit(time, context) && hangsOn(first, act);
  });
  return found && countedFrom(found, context);
}

function hangsOn(word: Word, act: Word): boolean {
  let at: Word | undefined = word;
  while (at && at !== act && !(at.pos === 'VERB' && at !== word)) at = at.head;
  return at === act;
}

/** A time that stands with the verb and outside what is undertaken: "Within 90 days of signature, the Authority will publish …". */
export function dueAtVerb(time: TimeMention, context: ReadingContext): TimeMention | undefined {
  return tellsWhen(time, context) ? countedFrom(time, context) : undefined;
}

function tellsWhen(time: TimeMention, context: ReadingContext): boolean {
  // "Will not sell the ferries, not this year": when it is not done.
  if (/\bnot\s+(?:in\s+)?$/iu.test(context.text.slice(0, time.words.start).slice(-8))) return false;
  if (/^(?:PAST|PRESENT)_REF$/u.test(time.value ?? '') || isSeason(time, context)) return false;
  if (time.type === 'DATE') return true;
  if (time.type === 'TIME' && !CLOCK.test(time.words.exact)) return true;
  return isLimit(time, context);
}

/** "Within 30 days", "no later than 48 hours after", "ten days after signature". */
function isLimit({ words }: TimeMention, context: ReadingContext): boolean {
  return (
    LIMIT.test(context.text.slice(0, words.start).slice(-16)) ||
    /^within\b/iu.test(words.exact) ||
    (/^\s+(?:after|from|following)\s/u.test(context.text.slice(words.end)) &&
      !/\bfor\s+$/iu.test(context.text.slice(0, words.start).slice(-5)))
  );
}

const LIMIT = /\b(?:within|(?:no|not)\s+later\s+than|at\s+most)\s+$/iu;

/** "From 1 May to 30 September of each year": when it holds, and no day by which anything is due. */
function isSeason({ words }: TimeMention, context: ReadingContext): boolean {
  return /^\s+(?:of|in)\s+(?:each|every)\s+year\b/iu.test(context.text.slice(words.end));
}

/** "60 days of the entry into force of this Agreement", "48 hours after the truce takes effect": with what the days are counted from. */
function countedFrom(time: TimeMention, context: ReadingContext): TimeMention {
  if (time.type === 'DATE' || time.from !== undefined) return time;
  const link = context.analysis.wordAt(time.words.end - 1)?.next;
  if (!link || !/^(?:of|after|from|following)$/u.test(link.lower) || !link.is('case', 'mark')) return time;
  const event = link.is('mark') ? link.head!.subtree().filter(word => !isBeside(word, link)) : phraseBehind(link);
  const before = LIMIT.exec(context.text.slice(0, time.words.start).slice(-16));
  const start = before ? time.words.start - before[0].trimStart().length : time.words.start;
  const end = event.findLast(({ pos }) => pos !== 'PUNCT')?.end ?? time.words.end;
  const words = context.words({ start, end });
  return {
    ...time,
    words,
    reading: words.exact.replaceAll(/\s+/gu, ' '),
    reason: `The words count it from an event, and do not tell on which day that is: ${time.reason}`,
  };
}

/** "The entry into force of this Agreement": a noun with what "of" and "into" add to it, wherever the tree hangs that. */
function phraseBehind(link: Word): Word[] {
  const { words } = link.sentence;
  const behind = words.slice(words.indexOf(link) + 1);
  const end = behind.findIndex(
    ({ pos, lower }) => !NOMINAL.has(pos) && !(pos === 'ADP' && /^(?:of|into)$/u.test(lower)) && pos !== 'VERB',
  );
  const phrase = behind.slice(0, end < 0 ? behind.length : end);
  const verb = phrase.findIndex(({ pos, tag }) => pos === 'VERB' && tag !== 'VBN');
  return verb < 0 ? phrase : phrase.slice(0, verb);
}

const NOMINAL = new Set(['NOUN', 'PROPN', 'ADJ', 'DET', 'NUM', 'PRON', 'PART']);

/** Behind a comma something else is told. */
function isBeside(word: Word, link: Word): boolean {
  const comma = word.sentence.words.find(({ text, start }) => /^[,;:]$/u.test(text) && start > link.start);
  return comma !== undefined && word.start >= comma.start;
}

/** "At a conference at 14:00": an hour alone tells no day. */
const CLOCK = /^\d{1,2}(?:[:.]\d\d)?\s*(?:(?:[ap]\.?m\.?|hours|o['’]clock|GMT|UTC|CES?T|BST|E[SD]T)\s*)?$/iu;

/** The word of an expression of time on which its others hang. */
function headOf({ words }: TimeMention, context: ReadingContext): Word | undefined {
  for (let at = context.analysis.wordAt(words.start); at; at = at.head) {
    if (!at.head || !contains(words, at.head)) return at;
  }
  return undefined;
}

/** "A task force, which will meet by March", "in four parts, the first of which falls due in June": by then something else is to be done. */
function isToldBeside(time: TimeMention, undertaking: Span, context: ReadingContext): boolean {
  const first = context.analysis.wordAt(time.words.start);
  const before = context.text.slice(0, time.words.start).slice(-12);
  // "Officers held since February", "the remains of those killed in last autumn's fighting": what was, or what something is called by.
  if (/\bsince\s+$/iu.test(before) || headOf(time, context)?.is('nmod:poss') === true) return true;
  for (let at = first; at && contains(undertaking, at); at = at.head) {
    // "Would call off the strike if an offer came by Wednesday": by then the offer is to come.
    if (
      at.is('advcl') &&
      /^(?:if|unless|once|when|until|provided)$/u.test(at.child('mark')?.lower ?? '') &&
      at.start > undertaking.start
    )
      return true;
    // "The fishermen detained in March": when something was done to a thing.
    if (
      at.is('acl') &&
      at.tag === 'VBN' &&
      at.start > undertaking.start &&
      !/\bby\s+$/iu.test(context.text.slice(0, time.words.start).slice(-4))
    )
      return true;
    // "As it pledged on 2 March": what was, is not due.
    if (at.is('advcl', 'acl:relcl') && at.tag === 'VBD' && at.start > undertaking.start) return true;
    // "The accord signed in March": unless the words say by when.
    if (
      at.is('acl') &&
      at.tag === 'VBN' &&
      at.start > undertaking.start &&
      at !== first &&
      !/\b(?:by|before|until|than)\s+$/iu.test(before)
    )
      return true;
    const opens = at.subtree()[0]!;
    if (at.is('acl:relcl') && opens.index > 0 && opens.start > undertaking.start) {
      const before = opens.text === ',' ? opens : opens.previous;
      if (before?.text === ',') return true;
    }
  }
  return false;
}
