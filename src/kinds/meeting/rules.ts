/** How single mentions of a meeting are read; merge.ts joins the mentions that mean the same one. */
import { contains, cover, type Span, trimmed } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import type { Word } from '../../language/analysis.ts';
import {
  clauseOf,
  clauseTense,
  conjuncts,
  followingWith,
  fullNounPhrase,
  isNegated,
  isPassive,
  nounPhrase,
  ownClause,
  predicatePhrase,
  prepositionOf,
  subject,
  type Tense,
  withPreposition,
} from '../../language/clause.ts';
import type { Rule } from '../kind.ts';
import { isHypothetical, type ReadingContext } from '../reading-context.ts';

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
  /** "the meeting", "that event": points back to one already spoken of. */
  readonly pointsBack: boolean;
}

type MeetingRule = Rule<MeetingMention>;

const MEETING_NOUNS = [
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
];

/** "Lavrov met with Kerry in Geneva on Friday"; "representatives for both countries meet in Washington". */
const meet: MeetingRule = {
  name: 'meet',
  about: 'The verb meet, with those who meet as subject, object or after with.',
  lemmas: new Set(['meet', 'confer', 'convene']),
  read(word, context) {
    if (word.pos !== 'VERB' || isUnrealised(word)) return undefined;
    const others = [...withPreposition(word, 'with'), ...word.children('obj')].filter(other => !context.isTime(other));
    if (others.length === 0) others.push(...strayPartner(word, context));
    // "meet the criteria": what is met must be somebody.
    if (others.some(other => !isSomebody(other, context))) return undefined;
    const first = nearerSubject(word, context) ?? subject(word);
    const participants = [...(first ? [first] : []), ...others].flatMap(conjuncts);
    if (participants.length === 0 || !participants.every(head => isSomebody(head, context))) return undefined;
    return mention(word, predicateSpan(word, first), { participants }, context);
  },
};

/** "… catch up with officials before representatives for both countries meet": who stands after the last "before" meets. */
function nearerSubject(verb: Word, context: ReadingContext): Word | undefined {
  const far = subject(verb);
  if (!far || far.sentence !== verb.sentence) return undefined;
  const between = verb.sentence.words.filter(word => word.index > far.index && word.index < verb.index);
  const opener = between.findLastIndex(word => CLAUSE_OPENERS.has(word.lower));
  return opener < 0
    ? undefined
    : between.slice(opener + 1).find(word => /^NNP?S$/u.test(word.tag) && isSomebody(word, context));
}

const CLAUSE_OPENERS = new Set(['before', 'after', 'when', 'while', 'until', 'once', 'as']);

/** "are not supposed to confer", "the good fortune to meet people": no meeting, or none in particular. */
function isUnrealised(verb: Word): boolean {
  if (isNegated(verb) || isHypothetical(verb) || (verb.is('acl') && verb.child('mark')?.lower === 'to')) return true;
  return verb.is('xcomp') && verb.head !== undefined && isUnrealised(verb.head);
}

/** "met in the afternoon with Xi": trees often hang the partner on the time or the place before it. */
function strayPartner(word: Word, context: ReadingContext): Word[] {
  const partner = followingWith(word, 'with', 'between', 'among');
  const host = partner?.head;
  return host && (context.isTime(host) || DAY_PARTS.has(host.lemma) || isPlace(host, context)) ? [partner] : [];
}

const DAY_PARTS = new Set([
  'morning',
  'afternoon',
  'evening',
  'night',
  'day',
  'week',
  'weekend',
  'month',
  'sideline',
  'margin',
]);

/** "Obama welcomed world leaders to the White House for a working dinner." */
const receive: MeetingRule = {
  name: 'receive',
  about: 'Somebody receives somebody at a place, or for talks.',
  lemmas: new Set(['welcome', 'host', 'receive', 'bring']),
  read(word, context) {
    if (word.pos !== 'VERB' || isNegated(word) || isHypothetical(word)) return undefined;
    if (word.lemma === 'bring' && !word.dependents.some(child => child.lower === 'together')) return undefined;
    const guest = word.child('obj');
    const host = subject(word);
    const near = followingWith(word, 'to', 'at', 'in');
    const place = near && isPlace(near, context) ? near : undefined;
    const occasion = followingWith(word, 'for');
    const isOccasion = occasion !== undefined && (MEETING_NOUNS.includes(occasion.lemma) || MEALS.has(occasion.lemma));
    if (!guest || !isSomebody(guest, context) || guest.pos === 'PRON' || !(place || isOccasion)) return undefined;
    const participants = [...(host && isSomebody(host, context) ? conjuncts(host) : []), ...conjuncts(guest)];
    return mention(word, predicateSpan(word, host), { participants, ...(place && { place }) }, context);
  },
};
const MEALS = new Set(['dinner', 'lunch', 'breakfast', 'banquet', 'reception']);

/** "meetings with senior Chinese officials"; "the first U.S.-China Ministerial Dialogue on Cybercrime in December". */
const meetingNoun: MeetingRule = {
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
    if (verb && verb !== head && (isHypothetical(verb) || isNegated(verb) || isOnlyWished(verb))) return undefined;
    const title = titleOf(word, context);
    const host = gerundsSubject(word);
    const participants = [...host, ...participantsOf(head, context), ...statesIn(title, context)];
    return mention(head, fullNounPhrase(head), { participants, title, isDeed: host.length > 0 }, context);
  },
};

/** "Xi said after meeting with Obama": without an article it is a verb, whatever the tree takes it for, and who speaks has met. */
function gerundsSubject(word: Word): Word[] {
  const opener = word.previous?.lower ?? '';
  const verb = word.head;
  if (word.lower !== 'meeting' || !GERUND_OPENERS.has(opener) || !verb || verb.pos !== 'VERB') return [];
  const who = subject(verb);
  return who ? [who] : [];
}

const GERUND_OPENERS = new Set(['after', 'before', 'upon', 'since', 'while', 'when']);

/** "offered to host new talks": wished for, not arranged. */
function isOnlyWished(verb: Word): boolean {
  return verb.is('xcomp', 'advcl', 'acl') && verb.child('mark')?.lower === 'to' && WISHING.has(verb.head?.lemma ?? '');
}

const WISHING = new Set([
  'offer',
  'propose',
  'want',
  'hope',
  'refuse',
  'urge',
  'ask',
  'call',
  'seek',
  'try',
  'decline',
  'need',
  'fail',
  'threaten',
]);

/** The states in a meeting's name ("U.S.-China Ministerial Dialogue"). */
function statesIn(title: Span | undefined, context: ReadingContext): Word[] {
  if (!title) return [];
  return context.actors.mentions.flatMap(({ words, actor }) => {
    const state = actor !== undefined && context.actors.actor(actor)?.type === 'state';
    return state && contains(title, words) ? (context.analysis.wordAt(words.start) ?? []) : [];
  });
}

/** "That event next month": a pointing word and a time make an event a meeting already spoken of. */
const pointedEvent: MeetingRule = {
  name: 'pointed-event',
  about: 'A general noun that points to a meeting the text has spoken of.',
  lemmas: new Set(['event', 'gathering', 'occasion']),
  read(word, context) {
    if (!word.children('det').some(det => /^(?:that|this|the)$/u.test(det.lower)) || word.is('compound'))
      return undefined;
    const verb = clauseOf(word);
    const summit =
      verb?.is('xcomp') || verb?.child('xcomp')
        ? [verb, ...(verb?.children('xcomp') ?? [])].find(at => at && MEETING_NOUNS.includes(at.lemma))
        : undefined;
    return mention(word, nounPhrase(word), { participants: summit ? participantsOf(summit, context) : [] }, context);
  },
};

/** "Chinese President Xi Jinping visited the White House in September." */
const visit: MeetingRule = {
  name: 'visit',
  about: 'Somebody with a public part visits a seat of government or a country.',
  lemmas: new Set(['visit']),
  read(word, context) {
    if (word.pos !== 'VERB' || isNegated(word) || isHypothetical(word)) return undefined;
    const visitor = subject(word);
    const place = word.child('obj');
    if (!visitor || !place || !isSomebody(visitor, context) || !isPlace(place, context)) return undefined;
    return mention(word, predicateSpan(word, visitor), { participants: conjuncts(visitor), place }, context);
  },
};

/** "will send its second-in-command to Beijing this week to discuss cybersecurity concerns with the Chinese". */
const sentToDiscuss: MeetingRule = {
  name: 'sent-to-discuss',
  about: 'Somebody is sent or travels somewhere in order to discuss something with somebody.',
  lemmas: new Set(['send', 'dispatch', 'travel', 'fly', 'go', 'arrive', 'come', 'head', 'return']),
  read(word, context) {
    if (word.pos !== 'VERB' || isNegated(word) || isHypothetical(word)) return undefined;
    const talk = word
      .subtree()
      .find(at => TALKING.has(at.lemma) && at.pos === 'VERB' && at.is('advcl', 'xcomp', 'acl'));
    const near = followingWith(word, 'to', 'in');
    const place =
      withPreposition(word, 'to', 'in', 'for').find(noun => isPlace(noun, context)) ??
      (near && isPlace(near, context) ? near : placeOf(word, context));
    const traveller = SENDING.has(word.lemma) ? word.child('obj') : subject(word);
    const partner = talk && (withPreposition(talk, 'with')[0] ?? followingWith(talk, 'with'));
    if (!talk || !partner || !place) return undefined;
    return mention(
      word,
      predicateSpan(word, traveller),
      {
        participants: [...(traveller ? [traveller] : []), partner].flatMap(conjuncts),
        place,
        purpose: [predicateSpan(talk, undefined)],
      },
      context,
    );
  },
};
const SENDING = new Set(['send', 'dispatch']);
const TALKING = new Set(['discuss', 'negotiate', 'confer', 'consult', 'talk', 'meet']);

/** "Johnson and Lynch are slated to represent the U.S. at next month's meeting in Washington." */
const represent: MeetingRule = {
  name: 'represent',
  about: 'Who represents whom at a meeting.',
  lemmas: new Set(['represent', 'lead']),
  read(word, context) {
    const event = withPreposition(word, 'at', 'in', 'to', 'during').find(noun => MEETING_NOUNS.includes(noun.lemma));
    const who = subject(word);
    const side = word.child('obj');
    if (!event || !who || !side || isNegated(word) || isHypothetical(word)) return undefined;
    if (word.lemma === 'lead' && side.lemma !== 'delegation') return undefined;
    return mention(event, predicateSpan(word, who), { participants: conjuncts(who), side, verb: word }, context);
  },
};

/** "Counterterrorism and Coast Guard conduct at sea are also on the agenda this week in China." */
const onTheAgenda: MeetingRule = {
  name: 'on-the-agenda',
  about: 'What is said to be on the agenda.',
  lemmas: new Set(['agenda']),
  read(word, context) {
    const items = subject(word);
    if (!items || word.child('case')?.lower !== 'on' || isNegated(word)) return undefined;
    return mention(
      word,
      cover([fullNounPhrase(items), predicateSpan(word, undefined)]),
      { participants: [], agenda: listItems({ start: phraseStart(word), end: agendaEnd(word) }, context) },
      context,
    );
  },
};

/** "talks were cancelled", "postponed a summit with …" are read by status(), so they need no rule of their own. */
export const rules: readonly MeetingRule[] = [
  represent,
  meet,
  receive,
  meetingNoun,
  pointedEvent,
  visit,
  sentToDiscuss,
  onTheAgenda,
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

/** Puts together what is told of a meeting around its word, and around the verb that carries it ("will hold … in December"). */
function mention(head: Word, words: Span, parts: Parts, context: ReadingContext): MeetingMention | undefined {
  const outer = framed(head);
  const verb = parts.verb ?? carrierBelow(head) ?? clauseOf(outer);
  const ownVerb = verb !== head && verb && (isCarrier(verb, outer) || verb.head === head) ? verb : undefined;
  const before = head.children('compound', 'amod').find(word => isCityBefore(word, head, context));
  const place =
    parts.place ??
    placeOf(head, context) ??
    before ??
    (ownVerb && placeOf(ownVerb, context)) ??
    strayPlace(head, parts.participants, context);
  const promised = [verb, ownVerb].some(at => at !== undefined && isPromised(at));
  const time =
    (head.pos === 'VERB' ? undefined : (context.timeWithin(head) ?? context.timeWithin(outer))) ??
    (verb === head ? timeOfDeed(head, context) : undefined) ??
    (ownVerb && timeOfDeed(ownVerb, context)) ??
    (place && strayTime(place, context));
  const title = titleOf(head, context);
  const participants = [
    ...parts.participants,
    ...(ownVerb && !parts.verb ? carriersParticipants(ownVerb, outer, context) : []),
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
    status: promised ? promisedStatus(time, context) : statusOf(head, verb, time, context),
    pointsBack: pointsBack(head),
  };
}

/** "a round of talks", "the start of negotiations": what the sentence says of the frame it says of the talks. */
function framed(head: Word): Word {
  return head.is('nmod') && head.head && FRAMES.has(head.head.lemma) && prepositionOf(head) === 'of' ? head.head : head;
}

const FRAMES = new Set([
  'round',
  'series',
  'set',
  'week',
  'day',
  'hour',
  'session',
  'start',
  'opening',
  'beginning',
  'end',
]);

/** "talks that will be held in Geneva in February": the clause that hangs on the noun says when and where. */
function carrierBelow(head: Word): Word | undefined {
  return head.children('acl:relcl', 'acl').find(verb => HOLDING.has(verb.lemma));
}

const HOLDING = new Set(['hold', 'host', 'schedule', 'convene', 'chair', 'plan', 'set']);

/** "a meeting in Beijing in March": a time right behind the place, wherever the tree hangs it. */
function strayTime(place: Word, context: ReadingContext): TimeMention | undefined {
  return context.times.find(
    ({ words }) =>
      words.start > place.end && /^\s(?:(?:in|on|at)\s)?$/u.test(context.text.slice(place.end, words.start)),
  );
}

/** A place that hangs on one of those who meet ("talks between the ministers in Vienna", "gathering of the opposition in Riyadh"). */
function strayPlace(head: Word, participants: readonly Word[], context: ReadingContext): Word | undefined {
  const near = followingWith(head, 'in', 'at');
  const host = near?.head;
  return near && host && isPlace(near, context) && (participants.includes(host) || context.isTime(host))
    ? near
    : undefined;
}

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
  const known = participants.filter(participant => {
    const party = context.party(participant);
    return party.actor !== undefined || party.how === 'class';
  }).length;
  const tied = time !== undefined || place !== undefined;
  if (verb === head && participants.length >= 2 && known >= 1) return true;
  if (carried && participants.length >= 2 && known >= 2 && head.tag !== 'NNS') return true;
  // "at the Nile Water Dialogue": a name of its own and a preposition of presence say that it takes place.
  if (title !== undefined && (PRESENCE.has(prepositionOf(head)) || roundOf(head) !== undefined)) return true;
  if (!tied) return false;
  // "negotiations in January", "talks in Vienna on Friday": whoever takes part.
  if (HIGH_TALKS.has(head.lemma) && time !== undefined && (carried || context.timeWithin(head) === time)) return true;
  if (time !== undefined && place !== undefined && (participants.length > 0 || head.tag === 'NN')) return true;
  // "after a week of talks in Cairo"
  if (HIGH_TALKS.has(head.lemma) && place !== undefined && PRESENCE.has(prepositionOf(framed(head)))) return true;
  if (head.tag === 'NNS' && known === 0 && !title) return false;
  return known > 0 || title !== undefined || agenda || isEvent(head);
}

const PRESENCE = new Set(['at', 'during', 'after', 'before', 'ahead of', 'following', 'since']);
const HIGH_TALKS = new Set(['talk', 'talks', 'negotiation', 'summit', 'consultation', 'conference']);

/** "next month's meeting", "that event next month": a definite event with its time may be one told of elsewhere in the text. */
function isEvent(head: Word): boolean {
  return head.pos === 'NOUN' && head.tag === 'NN' && pointsBack(head);
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
]);

/** Does `verb` say of the meeting itself when and with whom it is? "prepare for a dialogue in December" does not. */
function isCarrier(verb: Word, head: Word): boolean {
  if (COMING.has(verb.lemma) && head.head === verb && prepositionOf(head) === 'for') return true;
  if (!CARRIERS.has(verb.lemma) && !CANCELLING.has(verb.lemma)) return false;
  if (verb.lemma === 'call' && !verb.dependents.some(child => child.lower === 'off')) return false;
  return (
    head.head === verb &&
    head.is('obj', 'nsubj', 'obl') &&
    prepositionOf(head) !== 'for' &&
    prepositionOf(head) !== 'after' &&
    prepositionOf(head) !== 'before'
  );
}

function carriersParticipants(verb: Word, head: Word, context: ReadingContext): Word[] {
  if (head.is('nsubj')) return [];
  const who = isPassive(verb) ? undefined : subject(verb);
  // "held a meeting in the morning with delegates"
  const partners = head.is('obj') ? withPreposition(verb, 'with').filter(noun => !context.isTime(noun)) : [];
  return [...(who ? [who] : []), ...partners].filter(party => isSomebody(party, context)).flatMap(conjuncts);
}

/** Those named around a noun: "with officials", "between A and B", "involving officials from …", "U.S.-China", "Obama's meeting". */
function participantsOf(noun: Word, context: ReadingContext): Word[] {
  const around = [
    ...withPreposition(noun, 'with', 'between', 'among', 'involving'),
    ...(COLLECTIVE.has(noun.lemma) ? withPreposition(noun, 'of') : []),
    ...withPreposition(framed(noun), 'with', 'between'),
    ...(withPreposition(noun, 'with', 'between').length === 0 ? strayPartner(noun, context) : []),
    ...noun
      .children('acl')
      .filter(verb => verb.lemma === 'involve')
      .flatMap(verb => verb.children('obj')),
    ...noun
      .children('nmod:poss', 'compound', 'amod', 'nmod')
      .filter(word => !word.child('case') || word.is('nmod:poss')),
    ...noun.children('acl:relcl').flatMap(verb => subject(verb) ?? []),
  ];
  return around
    .flatMap(word => [...conjuncts(word), ...word.children('compound')])
    .filter(head => isSomebody(head, context) && !context.isTime(head) && !isCityBefore(head, noun, context));
}

/** Nouns whose "of" names those who gather ("a meeting of foreign ministers"). */
const COLLECTIVE = new Set(['meeting', 'gathering', 'summit', 'conference', 'session']);

/** "the Paris meeting": a city before the noun is where, not who. */
function isCityBefore(head: Word, noun: Word, context: ReadingContext): boolean {
  const { actor } = context.party(head);
  return (
    head.is('compound', 'amod') &&
    head.head === noun &&
    // "the Nile Water Dialogue": a river in a longer name is no place of the meeting.
    !noun.sentence.words.some(word => word.index > head.index && word.index < noun.index && isCapitalised(word)) &&
    actor !== undefined &&
    context.actors.actor(actor)?.type === 'place'
  );
}

/** Lower-cased words that may stand within a name. */
const WITHIN_NAMES = new Set(['and', 'of', 'on', 'for', 'the', '-', '–', '&']);

/** A capitalised noun with more capitalised words around it is the meeting's name. */
function titleOf(head: Word, context: ReadingContext): Span | undefined {
  if (head.pos === 'VERB' || !isCapitalised(head)) return undefined;
  const first = grown(head, word => word.previous, context);
  const last = grown(head, word => word.next, context);
  return first === head && last === head ? undefined : { start: first.start, end: last.end };
}

/** The last capitalised word that is reached from `head` in one direction, over the small words that names hold. */
function grown(head: Word, step: (word: Word) => Word | undefined, context: ReadingContext): Word {
  let edge = head;
  for (let at = step(head); at && at.sentence === head.sentence; at = step(at)) {
    if (isCapitalised(at) && at.tag !== 'POS' && !context.isTime(at)) edge = at;
    else if (!WITHIN_NAMES.has(at.lower)) break;
  }
  return edge;
}

function isCapitalised(word: Word): boolean {
  return /^\p{Lu}/u.test(word.text);
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

function roundOf(head: Word): number | undefined {
  for (const word of [head, framed(head)].flatMap(noun => noun.children('amod', 'nummod'))) {
    const spelled = ORDINALS.indexOf(word.lower);
    if (spelled >= 0) return spelled + 1;
    const digits = /^(\d{1,3})(?:st|nd|rd|th)$/u.exec(word.lower)?.[1];
    if (digits) return Number(digits);
  }
  return undefined;
}

/** "to advance implementation …": what a meeting is for; the first infinitive after the verb, wherever the tree hangs it. */
function purposeOf(verb: Word, head: Word): Span[] {
  const purpose = verb
    .subtree()
    .find(
      word =>
        word.pos === 'VERB' &&
        word.start > head.start &&
        isPurpose(word, verb) &&
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
    if (at.is('acl', 'ccomp', 'conj', 'parataxis')) return false;
  return true;
}

function predicateSpan(verb: Word, first: Word | undefined): Span {
  const phrase = predicatePhrase(verb);
  return first ? cover([nounPhrase(first), phrase]) : phrase;
}

/** The items of a list by its commas and its last "and": a long list is where trees go wrong most. */
function listItems(list: Span, context: ReadingContext): Span[] {
  const text = context.text.slice(list.start, list.end);
  const items: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(/,\s*(?:and\s+)?|\s+and\s+/gu)) {
    items.push({ start: list.start + start, end: list.start + match.index });
    start = match.index + match[0].length;
  }
  items.push({ start: list.start + start, end: list.end });
  return items.map(item => trimmed(context.text, item)).filter(item => item.end > item.start);
}

function phraseStart(agenda: Word): number {
  return Math.min(
    ...agenda
      .children('nsubj', 'csubj')
      .flatMap(item => item.subtree())
      .map(word => word.start),
  );
}

/** Where the list of subjects ends: before the copula. */
function agendaEnd(agenda: Word): number {
  return agenda.child('cop')?.previous?.end ?? agenda.start;
}

function statusOf(
  head: Word,
  verb: Word | undefined,
  time: TimeMention | undefined,
  context: ReadingContext,
): MeetingStatus {
  const cancelled = verb && isCarrier(verb, head) ? CANCELLING.get(verb.lemma) : undefined;
  if (cancelled) return cancelled;
  const direction = time && context.direction(time);
  if (direction) return direction === 'after' ? 'scheduled' : 'held';
  return STATUS_BY_TENSE[(verb && clauseTense(verb)) ?? 'present'] ?? 'unknown';
}

/** "agreed in January to hold talks": promised in January, and not yet held by what is said of it. */
function isPromised(verb: Word): boolean {
  const governor = verb.head;
  return (
    verb.is('xcomp') &&
    verb.child('mark')?.lower === 'to' &&
    verb.child('aux') === undefined &&
    governor?.pos === 'VERB' &&
    !BEGUN.has(governor.lemma)
  );
}

/** Verbs after which "to" and a verb tell what was done. */
const BEGUN = new Set(['begin', 'start', 'continue', 'manage', 'proceed', 'come', 'go', 'happen', 'get', 'help', 'be']);

/** When it takes place; of what is promised only what is said of the deed itself, not of the promise. */
function timeOfDeed(verb: Word, context: ReadingContext): TimeMention | undefined {
  const time = context.timeOf(verb);
  const isPromises = verb.head !== undefined && isPromised(verb) && time === context.timeOf(verb.head);
  return isPromises ? undefined : time;
}

/** What was promised for a time that is over may have come about or not. */
function promisedStatus(time: TimeMention | undefined, context: ReadingContext): MeetingStatus {
  return time && context.direction(time) === 'before' ? 'unknown' : 'scheduled';
}

const STATUS_BY_TENSE: Record<Tense, MeetingStatus> = { past: 'held', present: 'unknown', future: 'scheduled' };

function pointsBack(head: Word): boolean {
  return (
    head.dependents.some(word => word.is('det', 'nmod:poss') && /^(?:the|that|this|those|these)$/u.test(word.lower)) ||
    head.child('nmod:poss') !== undefined
  );
}

/** A place within the word's own clause that stands with a preposition of place. */
function placeOf(word: Word, context: ReadingContext): Word | undefined {
  return ownClause(word).find(noun => standsIn(noun) && isPlace(noun, context));
}

/** Is the noun's preposition, or the word before it, one of place? "in Nairobi next month" is often taken for one phrase. */
function standsIn(noun: Word): boolean {
  return PLACING.has(prepositionOf(noun)) || (noun.previous !== undefined && PLACING.has(noun.previous.lower));
}

const PLACING = new Set(['in', 'at', 'to']);

function isPlace(head: Word, context: ReadingContext): boolean {
  const party = context.party(head);
  const type = party.actor === undefined ? undefined : context.actors.actor(party.actor)?.type;
  if (type !== undefined && type !== 'unknown')
    return type === 'place' || type === 'state' || (type === 'body' && party.how !== 'pronoun');
  return context.nameOf(head)?.type === 'LOC';
}

/** A named actor, a pronoun for people, or a noun for people or their bodies; "a number of ministers" is ministers. */
export function isSomebody(head: Word, context: ReadingContext): boolean {
  const party = context.party(head);
  if (party.actor !== undefined || party.how === 'class') return true;
  if (context.nameOf(head) !== undefined) return true;
  if (QUANTITIES.has(head.lemma)) return withPreposition(head, 'of').some(noun => isSomebody(noun, context));
  return (
    /^(?:he|she|they|we|i|him|her|them|us|who|both|two|sides?|parties)$/u.test(head.lower) || PEOPLE.has(head.lemma)
  );
}

const QUANTITIES = new Set([
  'number',
  'group',
  'range',
  'dozen',
  'hundred',
  'member',
  'series',
  'team',
  'delegation',
  'some',
  'all',
]);

/** Nouns for those who meet. */
const PEOPLE = new Set([
  'representative',
  'official',
  'leader',
  'minister',
  'delegation',
  'diplomat',
  'envoy',
  'negotiator',
  'counterpart',
  'president',
  'chancellor',
  'lawmaker',
  'executive',
  'delegate',
  'ambassador',
  'commander',
  'general',
  'chief',
  'director',
  'secretary',
  'governor',
  'mayor',
  'senator',
  'adviser',
  'expert',
  'activist',
  'journalist',
  'relative',
  'family',
  'wife',
  'husband',
  'widow',
  'survivor',
  'student',
  'business',
  'businessman',
  'company',
  'organisation',
  'organization',
  'opposition',
  'rebel',
  'government',
  'council',
  'committee',
  'cabinet',
  'authority',
  'ally',
  'partner',
  'premier',
  'king',
  'prince',
  'pope',
  'bishop',
  'elder',
  'refugee',
  'investor',
  'member',
  'team',
  'troop',
  'soldier',
  'staff',
]);

function unique(words: readonly Word[]): Word[] {
  return [...new Set(words)].sort((a, b) => a.index - b.index);
}
