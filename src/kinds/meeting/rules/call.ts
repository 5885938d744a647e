import type { Word } from '../../../language/analysis.ts';
import {
  conjuncts,
  followingWith,
  fullNounPhrase,
  isPassive,
  subject,
  withPreposition,
} from '../../../language/clause.ts';
import { isOffice } from '../../office.ts';
import type { ReadingContext } from '../../reading-context.ts';
import { isByWire, isCallNoun } from '../form.ts';
import { type MeetingRule, mention, pointsBack, predicateSpan } from '../mention.ts';
import { isSomebody, participantsOf } from '../participants.ts';
import { isAwaited, isCounted, isUnrealised } from '../realised.ts';

/** "Spoke by telephone with the premier", "phoned the chancellor"; of office-holders "spoke with" alone will do. */
export const speak: MeetingRule = {
  name: 'speak',
  about: 'Somebody speaks with somebody by telephone or video, or one who holds an office with another.',
  lemmas: new Set(['speak', 'talk', 'phone', 'telephone', 'call']),
  read(word, context) {
    if (word.pos !== 'VERB' || isPassive(word) || isUnrealised(word) || isCounted(word, context) || isAwaited(word))
      return undefined;
    const isSpoken = word.lemma === 'speak' || word.lemma === 'talk';
    const partners = (isSpoken ? spokenWith(word) : called(word)).filter(partner => !context.isTime(partner));
    const who = subject(word);
    if (!who) return undefined;
    const participants = [who, ...partners].flatMap(conjuncts);
    if (!participants.every(head => isSomebody(head, context) && !PRESS.has(head.lemma))) return undefined;
    const isTogether = partners.length === 0 && isSpoken && conjuncts(who).length + context.parties(who).length > 2;
    if (partners.length === 0 && !isTogether) return undefined;
    // "The two leaders spoke by phone"
    const isOfOffice = participants.every(
      head => isOneOfOffice(head, context) || (isTogether && POSTS.test(head.lower)),
    );
    const someOfOffice = isOfOffice || participants.some(head => isOneOfOffice(head, context));
    if (isByWire(word) ? !someOfOffice : !isOfOffice || partners.length === 0) return undefined;
    return mention(word, predicateSpan(word, who), { participants }, context);
  },
};

const POSTS = /^(?:leaders|presidents|ministers|premiers|chancellors|officials|sides)$/u;

/** Whoever speaks to these gives an interview. */
const PRESS = new Set(
  'reporter journalist correspondent editor broadcaster newspaper radio television station'.split(' '),
);

/** "Spoke by phone with Voss": trees hang whom he spoke with on the telephone. */
function spokenWith(verb: Word): Word[] {
  const partners = withPreposition(verb, 'with', 'to');
  const near = followingWith(verb, 'with', 'to');
  return partners.length > 0 || !near ? partners : [near];
}

/** "Called the chancellor on Friday to congratulate her": not what somebody is called, nor what he is called on to do. */
function called(verb: Word): Word[] {
  const whom = verb.children('obj');
  if (verb.lemma !== 'call') return whom;
  const beside = verb.children('xcomp', 'ccomp', 'compound:prt', 'obl:arg');
  const isNaming = beside.some(word => word.pos !== 'VERB' || !TELLING.has(word.lemma));
  const isFor = withPreposition(verb, 'for', 'on', 'to', 'in').some(noun => noun.index < (whom[0]?.index ?? 0));
  return isNaming || isFor || whom.length !== 1 ? [] : whom;
}

/** What one calls somebody to do. */
const TELLING = new Set(
  'offer congratulate discuss ask tell express thank convey warn inform wish urge assure say apologise apologize brief explain protest demand reaffirm'.split(
    ' ',
  ),
);

/** One who holds an office, or a state or body; not "reporters", "officials" or "lawmakers" in general. */
function isOneOfOffice(head: Word, context: ReadingContext): boolean {
  if (head.lemma === 'counterpart') return true;
  if (head.pos === 'PRON')
    return context.parties(head).every(({ actor }) => actor !== undefined && holdsPost(actor, context));
  return head.tag !== 'NNS' && isOffice(head, context);
}

function holdsPost(id: string, context: ReadingContext): boolean {
  return (context.actors.actor(id)?.posts.length ?? 0) > 0;
}

/** "Held a phone call with the premier", "in a telephone conversation, the chancellor told the president that …", "the call lasted an hour". */
export const callNoun: MeetingRule = {
  name: 'call-noun',
  about: 'A noun for a call or conversation by telephone or video, with those who hold it.',
  lemmas: new Set(['call', 'conversation', 'teleconference', 'videoconference', 'conference']),
  read(word, context) {
    if (word.pos !== 'NOUN' || word.is('compound')) return undefined;
    const verb = word.head;
    if (verb?.pos === 'VERB' && isUnrealised(verb)) return undefined;
    // "A telephone conversation took place between …", whatever the tree hangs them on.
    const happened = word.is('nsubj') && verb?.lemma === 'take' ? peopleBetween(word, context) : [];
    const around = [...participantsOf(word, context), ...withPreposition(word, 'to', 'from'), ...happened].filter(
      head => isSomebody(head, context),
    );
    const said = word.is('obl') && verb?.pos === 'VERB' ? tellersIn(verb, context) : [];
    const isHad = word.is('obj') && verb !== undefined && HAVING.has(verb.lemma);
    if (!isCallNoun(word) && !pointsBack(word) && !(word.lemma === 'call' && isHad && around.length > 0))
      return undefined;
    // "The call for a truce", "calls to leave": a demand.
    if (word.lemma === 'call' && !isCallNoun(word) && isDemand(word)) return undefined;
    const holder = isHad ? subject(verb) : undefined;
    const others = [...said, ...(holder && isSomebody(holder, context) ? conjuncts(holder) : [])];
    const participants = new Set(new Set(around).size > 1 ? around : [...others, ...around]);
    return mention(word, fullNounPhrase(word), { participants: [...participants] }, context);
  },
};

/** The people named behind "between" in the sentence of the noun. */
function peopleBetween(noun: Word, context: ReadingContext): Word[] {
  const { words } = noun.sentence;
  const between = words.find(({ lower, index }) => lower === 'between' && index > noun.index);
  return words.filter(
    word =>
      between !== undefined &&
      word.index > between.index &&
      context.party(word).actor?.startsWith('person/') === true &&
      context.party(word).actor !== context.party(word.previous!).actor,
  );
}

const HAVING = new Set(['hold', 'have', 'make', 'take', 'place', 'receive']);

function isDemand(noun: Word): boolean {
  return noun.children('acl').length > 0 || withPreposition(noun, 'for', 'on', 'by').some(({ pos }) => pos !== 'PROPN');
}

/** "In a phone call the chancellor told the president": who tells, and whom. */
function tellersIn(verb: Word, context: ReadingContext): Word[] {
  const who = subject(verb);
  const whom = [
    ...verb.children('iobj'),
    ...(TOLD.has(verb.lemma) ? verb.children('obj') : []),
    ...withPreposition(verb, 'with', 'to'),
  ];
  return [...(who ? [who] : []), ...whom]
    .flatMap(conjuncts)
    .filter(head => isSomebody(head, context) && !context.isTime(head));
}

const TOLD = new Set(['tell', 'inform', 'assure', 'urge', 'warn', 'ask', 'thank', 'congratulate', 'brief']);
