import type { Word } from '../../../language/analysis.ts';
import { conjuncts, isNegated, isPassive, subject, withPreposition } from '../../../language/clause.ts';
import type { ReadingContext } from '../../reading-context.ts';
import type { Span } from '../../../core/span.ts';
import type { Attendance, MeetingMention, MeetingRule } from '../mention.ts';
import { isSomebody } from '../participants.ts';

/** "Present were the ministers of …", "Mr. Roth attended": who was at the meeting that the text has just told of; by itself it tells of none. */
export const attendance: MeetingRule = {
  name: 'attendance',
  about: 'Who was present at the meeting told of before.',
  lemmas: new Set(['present', 'attendance', 'attend', 'head', 'lead', 'for', 'take', 'participate']),
  read(word, context) {
    if (word.lower === 'for') return listedFor(word, context);
    const isLed = word.lemma === 'head' || word.lemma === 'lead';
    const participants = isLed
      ? leading(word, context)
      : word.pos === 'VERB' && ATTENDING.has(word.lemma)
        ? attending(word, context)
        : present(word, context);
    return attendanceAt(word, participants);
  },
};

function attendanceAt(word: Word, participants: readonly Attendance[]): MeetingMention | undefined {
  if (participants.length === 0) return undefined;
  return {
    head: word,
    words: { start: word.sentence.start, end: word.sentence.end },
    title: undefined,
    round: undefined,
    participants,
    place: undefined,
    time: undefined,
    purpose: [],
    agenda: [],
    status: 'unknown',
    form: undefined,
    isBackground: false,
    pointsBack: true,
    isAttendance: true,
  };
}

const ATTENDING = new Set(['attend', 'take', 'participate']);

const HEADING = /^\W*(?:list of )?(?:participants|attendance|attendees|present|delegations)\W*$/iu;
const FOR_WHOM = /^(?:for|from|on behalf of) (?:the )?[^\n:;.]{2,60}:/iu;

/** "Participants / For Peru: Ms. Ana Lind, director; …": a list below its heading, a line a side. */
function listedFor(word: Word, context: ReadingContext): MeetingMention | undefined {
  const { sentence } = word;
  const textOf = ({ start, end }: Span): string => context.text.slice(start, end);
  if (sentence.words[0] !== word || !FOR_WHOM.test(textOf(sentence))) return undefined;
  let above = sentence.index - 1;
  while (
    above >= 0 &&
    sentence.index - above < LONGEST_LIST &&
    !HEADING.test(textOf(context.analysis.sentences[above]!))
  )
    above--;
  const heading = context.analysis.sentences[above];
  if (heading === undefined || !HEADING.test(textOf(heading))) return undefined;
  const colon = sentence.words.find(({ text }) => text === ':')!;
  const names = sentence.words.filter(({ index }) => index < colon.index).map(at => context.nameOf(at));
  const side = names.findLast(name => name !== undefined)?.words.at(-1) ?? colon.previous;
  const people = sentence.words.filter(at => at.index > colon.index && isListed(at, context));
  return attendanceAt(
    word,
    people.map(head => ({ head, side })),
  );
}

/** Sentences below the heading of a list that may belong to it. */
const LONGEST_LIST = 12;

/** "The executive secretary also attended", "attended the opening"; observers take no part. */
function attending(verb: Word, context: ReadingContext): Attendance[] {
  const who = subject(verb);
  const what = verb.child('obj');
  const isIn = withPreposition(verb, 'in').some(noun => !OF_A_MEETING.has(noun.lemma));
  const isHere =
    verb.lemma === 'take'
      ? what?.lemma === 'part' && !isIn
      : !isIn && (what === undefined || OF_A_MEETING.has(what.lemma));
  if (verb.pos !== 'VERB' || verb.tag !== 'VBD' || !who || !isHere || isNegated(verb)) return [];
  if (withPreposition(verb, 'as').some(({ lemma }) => lemma === 'observer' || lemma === 'guest')) return [];
  return conjuncts(who)
    .filter(head => isSomebody(head, context))
    .map(head => ({ head, side: undefined }));
}

/** "The delegation of Peru was headed by Ambassador Lind and that of Chile by Ambassador Soto": each sits for whom the delegation is. */
function leading(verb: Word, context: ReadingContext): Attendance[] {
  const delegation = verb.pos === 'VERB' && isPassive(verb) && !isNegated(verb) ? verb.child('nsubj:pass') : undefined;
  if (delegation === undefined || !/^(?:delegation|team|side)$/u.test(delegation.lemma)) return [];
  const { words } = verb.sentence;
  const found: Attendance[] = [];
  let side: Word | undefined = delegation.child('nmod:poss', 'amod');
  for (const word of words) {
    if (/^(?:delegation|team|side|that)$/u.test(word.lower))
      side = withPreposition(word, 'of')[0] ?? word.child('nmod:poss', 'amod') ?? side;
    else if (word.lower === 'by' && word.index > delegation.index) {
      const head = words.find(at => at.index > word.index && isKnownPerson(at, context));
      if (head) found.push({ head, side });
    }
  }
  return found;
}

const OF_A_MEETING = new Set(['opening', 'closing', 'meeting', 'session', 'talks']);

const LIST =
  /^(?:also )?(?:(?:present|in attendance)(?: at the (?:meeting|talks|session))? (?:were|was)|(?:those|others|also) (?:present|attending|in attendance) (?:were|included))\b/iu;
const LISTED = /^(?:NOUN|PROPN)$/u;

/** A list behind "present were", with "for Peru" before each who sits for Peru; or "Mr. Roth was also present". */
function present(word: Word, context: ReadingContext): Attendance[] {
  const { sentence } = word;
  const text = context.text.slice(sentence.start, sentence.end).replace(/^\d+\.\s+/u, '');
  if (LIST.test(text)) {
    if (sentence.words.find(({ lower }) => lower === 'present' || lower === 'attendance') !== word) return [];
    return sentence.words
      .filter(at => at.index > word.index && isListed(at, context))
      .map(head => ({ head, side: sideBefore(head, context) }));
  }
  const who = word.child('cop') && word.is('root') && !isNegated(word) ? word.child('nsubj') : undefined;
  const isPast = word.children('cop').some(({ tag }) => tag === 'VBD');
  if (word.lemma !== 'present' || !who || !isPast) return [];
  return conjuncts(who)
    .filter(head => isKnownPerson(head, context))
    .map(head => ({ head, side: undefined }));
}

/** The first word of a person's name; not of a state that a list has people for. */
function isListed(word: Word, context: ReadingContext): boolean {
  return (
    LISTED.test(word.pos) &&
    isKnownPerson(word, context) &&
    context.nameOf(word)?.words[0] === word &&
    sideAt(word, context) === undefined
  );
}

function isKnownPerson(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor?.startsWith('person/') === true;
}

/** "For Peru, Ms. Lind": the name behind the last "for" that stands before somebody in the same part of the list. */
function sideBefore(person: Word, context: ReadingContext): Word | undefined {
  for (let at = person.previous; at && at.sentence === person.sentence && at.text !== ';'; at = at.previous) {
    const side = sideAt(at, context);
    if (side !== undefined) return side;
  }
  return undefined;
}

/** The name that opens a part of the list, "for Peru" or "for the Republic of Peru", where `word` is its first word. */
function sideAt(word: Word, context: ReadingContext): Word | undefined {
  const name = context.nameOf(word);
  const before = word.previous?.lower === 'the' ? word.previous.previous : word.previous;
  const isFor = before?.lower === 'for' && /^[:;,]$|^and$/u.test(before.previous?.lower ?? '');
  return isFor && name?.words[0] === word ? name.words.at(-1) : undefined;
}
