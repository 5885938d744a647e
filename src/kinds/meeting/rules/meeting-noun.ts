import { contains } from '../../../core/span.ts';
import type { Word } from '../../../language/analysis.ts';
import {
  clauseOf,
  conjuncts,
  fullNounPhrase,
  prepositionOf,
  subject,
  withPreposition,
} from '../../../language/clause.ts';
import { framed } from '../frames.ts';
import { isOffice, isOfficialVisit } from '../../office.ts';
import type { ReadingContext } from '../../reading-context.ts';
import {
  type Attendance,
  MEETING_NOUNS,
  type MeetingMention,
  type MeetingRule,
  mention,
  pointsBack,
} from '../mention.ts';
import { dealersAt, isSomebody, participantsOf } from '../participants.ts';
import { isPlace } from '../places.ts';
import { readoutLine } from '../readout.ts';
import { isOnlyWished, isUnrealised } from '../realised.ts';
import { isCapitalised, statesIn, titleOf } from '../title.ts';

/** "meetings with senior Chinese officials"; "the first U.S.-China Ministerial Dialogue on Cybercrime in December". */
export const meetingNoun: MeetingRule = {
  name: 'meeting-noun',
  about: 'A noun for a meeting, with participants, a name, a place or a date around it.',
  lemmas: new Set(MEETING_NOUNS),
  read(word, context) {
    // In a name the tree may hang the noun on the name's first word ("Nile Water Dialogue").
    const inName = word.is('flat') || (word.is('appos') && word.head?.pos === 'PROPN' && isCapitalised(word));
    const head = inName && word.head ? word.head : word;
    // "a talk" is a lecture, "talks" are a meeting.
    if (word.lemma === 'talk' && word.tag === 'NN') return undefined;
    if (word.children('compound').some(({ lower }) => lower === 'press' || lower === 'news')) return undefined;
    if (!['NOUN', 'PROPN'].includes(word.pos) || head.is('compound', 'amod', 'nmod:poss') || head.head?.is('compound'))
      return undefined;
    const verb = clauseOf(head);
    // "Recalled its ambassador for consultations": at home, and with nobody who is told of.
    if (word.lemma === 'consultation' && verb && RECALLING.has(verb.lemma) && prepositionOf(head) === 'for')
      return undefined;
    // "At the meeting Peru and Chile agreed": at one that was told of before, whoever met there.
    const dealers = word.is('flat') || pointsBack(head) ? [] : dealersAt(head, context);
    if (isOnlyWished(framed(head))) return undefined;
    // What was not come to at talks tells that they were held.
    if (verb && verb !== head && dealers.length === 0 && isUnrealised(verb) && !fallsThrough(verb, head))
      return undefined;
    const title = titleOf(word, context);
    const host = gerundsSubject(word);
    const around = participantsOf(head, context);
    const stay = stayFor(head, context);
    const teller = around.length > 0 ? tellerAfter(head, context) : [];
    const comers = stay ? [subject(stay)].filter(who => who !== undefined).flatMap(conjuncts) : [];
    const participants = [
      ...host,
      ...comers.filter(who => isSomebody(who, context)),
      ...teller,
      ...(around.length > 0 ? around : dealers),
      ...statesIn(title, context),
    ];
    const told = mention(
      head,
      fullNounPhrase(head),
      {
        participants,
        title,
        isDeed: host.length > 0 || isInHeading(word, context),
        ...(stay && { place: stay, verb: stay }),
      },
      context,
    );
    // "A trip to Africa", "a campaign trip": somebody's own.
    if (word.lemma === 'trip' && (!told?.place || told.participants.length === 0 || word.child('compound')))
      return undefined;
    if (told && told.time === undefined && isInHeading(word, context)) return { ...told, ...below(context) };
    const isJourney = word.lemma === 'visit' || word.lemma === 'trip';
    // "Made the brief visit": where to and when, nothing tells.
    if (isJourney && told && !told.place && !told.time && told.status === 'held') return undefined;
    return isJourney && told?.place && isPrivate(told.participants, told.place, context) ? undefined : told;
  },
};

/** "The visit will not take place": called off, and told of. */
function fallsThrough(verb: Word, head: Word): boolean {
  return verb.lemma === 'take' && verb.child('obj')?.lemma === 'place' && head.is('nsubj') && head.head === verb;
}

/** "The minister said after talks with his counterpart": who holds an office and says so has been at them. */
function tellerAfter(head: Word, context: ReadingContext): Word[] {
  const verb = head.is('obl') && /^(?:after|following|during)$/u.test(prepositionOf(head)) ? head.head : undefined;
  const isBy = withPreposition(head, 'with').length > 0 && withPreposition(head, 'between').length === 0;
  const who = verb !== undefined && SPEAKING.has(verb.lemma) && isBy ? subject(verb) : undefined;
  return who && isOffice(who, context) ? conjuncts(who) : [];
}

const SPEAKING = new Set(['say', 'tell', 'announce', 'add', 'declare']);

/** "Was in Warsaw on Tuesday for talks": the place where somebody is for them. */
function stayFor(head: Word, context: ReadingContext): Word | undefined {
  const place = head.is('nmod', 'obl') && prepositionOf(head) === 'for' ? head.head : undefined;
  return place?.child('cop') !== undefined && /^(?:in|at)$/u.test(prepositionOf(place)) && isPlace(place, context)
    ? place
    : undefined;
}

const RECALLING = new Set(['recall', 'summon', 'withdraw', 'return', 'call']);

/** "Xi said after meeting with Obama": without an article it is a verb, whatever the tree takes it for, and who speaks has met. */
function gerundsSubject(word: Word): Word[] {
  const opener = word.previous?.lower ?? '';
  const verb = word.head;
  if (word.lower !== 'meeting' || !GERUND_OPENERS.has(opener) || !verb || verb.pos !== 'VERB') return [];
  const who = subject(verb);
  return who ? [who] : [];
}

const GERUND_OPENERS = new Set(['after', 'before', 'upon', 'since', 'while', 'when']);

/** "his visit to the park": somebody of no office, or at home. */
function isPrivate(visitors: readonly Attendance[], place: Word, context: ReadingContext): boolean {
  const heads = visitors.map(({ head }) => head);
  return heads.length > 0 && !isOfficialVisit(heads, place, context);
}

/** "Minutes of the meeting …" and below it, in a line of its own, "Dakar, 23 June 2026": where and when. */
function below(context: ReadingContext): Partial<MeetingMention> | undefined {
  const line = readoutLine(context);
  const from = line?.end ?? 0;
  const next = /^\s*\n[^\S\n]*(?<line>[^\n]{4,60})(?:\n|$)/u.exec(context.text.slice(from, from + 120));
  if (!line || !next) return undefined;
  const start = from + next[0].indexOf(next.groups!['line']!);
  const end = start + next.groups!['line']!.length;
  const time = context.times.find(
    ({ words, precision }) => words.start >= start && words.end <= end && precision === 'day',
  );
  if (!time) return undefined;
  const place = context.analysis.wordsIn({ start, end }).find(word => isPlace(word, context));
  return { time, place, ...(context.direction(time) === 'before' && { status: 'held' }) };
}

/** "Readout of the Minister's Meeting with Ms. Duarte": the heading says that they met. */
function isInHeading(word: Word, context: ReadingContext): boolean {
  const line = word.sentence.index <= 2 ? readoutLine(context) : undefined;
  return line !== undefined && contains(line, word);
}
