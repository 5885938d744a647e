/**
 * What a sentence of an agreed text undertakes. Such a text binds by being agreed on: "shall" and "will" of the parties, of their organs and of
 * nobody in particular; what they commit to, agree on and decide; items of lists of outcomes. What they only welcome or affirm is declaratory.
 */
import type { Sentence, Word } from '../../../language/analysis.ts';
import { bodyNouns, personNouns } from '../../../actors/vocabulary.ts';
import { auxiliaries, isPassive, prepositionOf } from '../../../language/clause.ts';
import type { Span } from '../../../core/span.ts';
import { INSTRUMENTS, withoutNumber } from '../found.ts';
import type { AuthoredSentence } from './sentence.ts';

export interface AgreedUndertaking {
  /** The word that carries what is undertaken. */
  readonly act: Word;
  /** The word that makes it an undertaking. */
  readonly cue: Word;
  readonly bound: Word | undefined;
  /** Only an attitude is declared: noted, not rated. */
  readonly declaratory: boolean;
  /** What is to be so or to be done, by whomever ("Any dispute shall be settled …"): it is undertaken that it is, and its subject is part of that. */
  readonly thing?: Word;
  /** What is undertaken, where the act does not carry it: an item that the tree does not take for a deed. */
  readonly item?: Span;
}

/** Verbs and adjectives with which parties bind themselves to what follows. */
const BINDING = new Set([
  'commit',
  'recommit',
  'rededicate',
  'agree',
  'pledge',
  'resolve',
  'resolved',
  'undertake',
  'decide',
  'determine',
  'determined',
  'dedicated',
  'intend',
  'aim',
  'continue',
  'work',
  'promise',
  'adopt',
  'launch',
  'establish',
  'mandate',
  'direct',
  'task',
  'instruct',
]);

/** Of others, these tell what they do, and not what they bind themselves to. */
const GOING_ON = new Set(['continue', 'work', 'aim', 'intend', 'remain', 'launch', 'establish', 'adopt']);

/** These do at once what they tell. */
const DOING = new Set(['adopt', 'launch', 'establish', 'mandate', 'direct', 'task', 'instruct']);

/** What others are given to do is theirs. */
const TASKING = new Set(['mandate', 'direct', 'task', 'instruct']);

/** Verbs of declaring, welcoming, asking and supporting. */
const DECLARING = new Set([
  'reaffirm',
  'affirm',
  'reconfirm',
  'confirm',
  'support',
  'reiterate',
  'call',
  'endorse',
  'underscore',
  'renew',
  'encourage',
  'underline',
  'stress',
  'request',
  'urge',
  'emphasize',
  'emphasise',
  'declare',
  'remain',
  'stand',
  'ask',
  'invite',
  'advocate',
  'propose',
  'demand',
  'need',
  'announce',
  'attach',
  'extend',
  'make',
  'put',
  'look',
  'ready',
  'participate',
  'deepen',
  'maintain',
  'carry',
  'disburse',
  'take',
  'identify',
  'act',
]);

/** Verbs of only taking notice; they declare something where it is a thing to be done ("recognise the need to …"). */
const NOTICING = new Set([
  'welcome',
  'recognize',
  'recognise',
  'note',
  'acknowledge',
  'commend',
  'express',
  'consider',
  'share',
]);
const TO_BE_DONE =
  /^(?:need|importance|necessity|urgency|commitment|responsibility|determination|support|will|intention|readiness|goal|aim|agreement|decision|establishment|launch|adoption)$/u;

/** What is, becomes or is seen is told or foretold, by whomever. */
const FORETOLD = new Set([
  'be',
  'remain',
  'stay',
  'become',
  'have',
  'see',
  'grow',
  'rise',
  'fall',
  'seem',
  'cost',
  'suffer',
  'lose',
  'happen',
  'depend',
]);

/** Preambles: why something is agreed on, not what. */
const PREAMBLE = new Set([
  'recognise',
  'recognize',
  'note',
  'recall',
  'consider',
  'acknowledge',
  'bear',
  'have',
  'believe',
  'convince',
  'realise',
  'realize',
  'express',
  'deplore',
  'regret',
  'conscious',
  'follow',
  'base',
  'desire',
  'wish',
  'seek',
  'hope',
  'welcome',
  'affirm',
  'reaffirm',
  'emphasise',
  'emphasize',
  'stress',
  'underline',
  'highlight',
]);

/** Organs of the parties, who are told what to do. */
const ORGANS = new Set([
  'authority',
  'regulator',
  'supervisor',
  'body',
  'institution',
  'minister',
  'ministry',
  'official',
  'expert',
  'government',
  'country',
  'economy',
  'member',
  'state',
  'party',
  'agency',
  'setter',
]);

export function agreedUndertaking(one: AuthoredSentence): AgreedUndertaking | undefined {
  const { main, mood, role, subject } = one;
  if (one.isHeading) return undefined;
  const ours = role === 'we' || role === 'parties' || role === 'author' || role === 'another name' || role === 'I';
  if (isFurniture(one) || (subject && (isOfSome(subject) || subject.lower === 'nothing'))) return undefined;
  if (subject && (isOfTheText(main, subject) || isState(main, subject))) return undefined;
  switch (mood) {
    case 'will':
    case 'shall':
      if (subject && !ours && !isPassive(main) && FORETOLD.has(main.lemma)) return undefined;
      if (subject && INSTRUMENTS.has(subject.lemma)) return undefined;
      if (subject && isOfThing(main, subject, role)) return { ...binding(main, main, doer(main)), thing: subject };
      return binding(main, main, subject ?? bounder(one));
    case 'must':
      return ours || (subject && ORGANS.has(subject.lemma)) ? declaring(main, subject) : undefined;
    case 'past':
    case 'present':
    case 'perfect':
    case 'progressive':
      return stated(one, ours);
    case 'listed verb':
    case 'listed infinitive':
      if (subjectlessStance(main)) return stated(one, true);
      return binding(main, main, bounder(one));
    case 'listed gerund':
      return (PREAMBLE.has(main.lemma) && !one.lead) || one.sentence.words.at(-1)?.text === ','
        ? undefined
        : binding(main, main, bounder(one));
    case 'listed noun':
      if (!one.lead || isFurniture(one.lead) || !leadBinds(one.lead)) return undefined;
      return awaitsVerb(one.lead) ? wholeItem(one) : binding(main, main, bounder(one));
    default:
      return undefined;
  }
}

/** "The Front shall:", "the ministers agreed to:": the first word of each item is the verb that is missing here. */
function awaitsVerb({ mood, sentence }: AuthoredSentence): boolean {
  return mood === 'will' || mood === 'shall' || sentence.words.at(-2)?.lower === 'to';
}

/** "Hand over a list of prisoners": what the tree takes for a noun, in full and from its first word on. */
function wholeItem(one: AuthoredSentence): AgreedUndertaking {
  const item = itemSpan(one.sentence);
  const act =
    one.sentence.words.find(({ start, lower }) => start >= item.start && lower !== 'not' && lower !== 'to') ?? one.main;
  return { ...binding(act, act, bounder(one)), item };
}

/** An item without its number and what joins it to the next. */
export function itemSpan(sentence: Sentence): Span {
  const { words } = sentence;
  const last =
    words.findLast(({ pos, lower }) => pos !== 'PUNCT' && lower !== 'and' && lower !== 'or') ?? words.at(-1)!;
  return withoutNumber({ start: words[0]!.start, end: last.end }, sentence);
}

/** Words that a heading may have: "Catch limits" over an article is nothing that is undertaken. */
const HEADING = 3;

/** "Have agreed as follows:", and headings: they open what is undertaken. */
function isFurniture({ main, lead, sentence, mood, subject }: AuthoredSentence): boolean {
  const opens = main
    .children('advcl', 'ccomp', 'obl', 'obj')
    .flatMap(word => [word, ...word.children('amod')])
    .some(({ lemma }) => lemma === 'follow' || lemma === 'following');
  if (opens) return mood === 'perfect' || mood === 'past';
  const words = sentence.words.filter(({ pos }) => pos !== 'PUNCT');
  if (isSignature(sentence) || isInCapitals(sentence)) return true;
  return (
    (!lead || isFurniture(lead)) &&
    !subject &&
    words.length <= HEADING &&
    !/[.;!]/u.test(sentence.words.at(-1)?.text ?? '')
  );
}

/** "CONCERNING THE LIMITATION OF ARTILLERY": lines of a title, and headings. */
function isInCapitals({ words }: Sentence): boolean {
  return words.length > 1 && words.every(({ text }) => !/\p{Ll}/u.test(text)) && !/[.;]/u.test(words.at(-1)!.text);
}

/** "For the Government of Norland: Ann Lind", "Done at Vik on 3 May", "In witness whereof …": those who sign, and when. */
function isSignature({ words }: AuthoredSentence['sentence']): boolean {
  const [first, second] = words;
  if (first?.lower === 'for') return words.some(({ text }) => text === ':') && !words.some(({ pos }) => pos === 'VERB');
  if (first?.lower === 'in') return second?.lower === 'witness';
  return (
    /^(?:done|signed|adopted|witnessed)$/iu.test(first?.text ?? '') && /^(?:at|in|on|by)$/u.test(second?.lower ?? '')
  );
}

/** "The obligations shall lapse", "this document shall enter into force", "paragraph 1 shall not apply": how long and for what the text holds. */
function isOfTheText(main: Word, subject: Word): boolean {
  if (main.lemma === 'bear' && main.child('obj')?.child('det')?.lower === 'no') return true;
  if (!PARTS_OF_TEXT.has(subject.lemma) && !/^(?:part|section|clause|chapter)$/u.test(subject.lemma)) return false;
  return HOLDING.has(main.lemma);
}

/** "Neither Party shall be liable", "it shall be effective upon signature": how things stand, and nothing that is to be done. */
function isState(main: Word, subject: Word): boolean {
  if (main.child('cop') === undefined) return subject.lower === 'it' && HOLDING.has(main.lemma);
  return STATES.has(main.lemma) || subject.lower === 'it';
}

const STATES = new Set([
  'liable',
  'entitled',
  'free',
  'exempt',
  'effective',
  'valid',
  'deemed',
  'authentic',
  'eligible',
  'void',
]);

const PARTS_OF_TEXT = new Set(
  'document text memorandum arrangement instrument annex paragraph article provision obligation duty right undertaking commitment amendment term condition'.split(
    ' ',
  ),
);

/** What a text and its parts do. */
const HOLDING = new Set(
  'enter lapse apply expire terminate take come remain cease begin bind prevail extend form constitute be have'.split(
    ' ',
  ),
);

/** "Several members expressed the view …", "one member reserved its position": what only some say is not agreed by all. */
function isOfSome(subject: Word): boolean {
  const among = subject.children('nmod').some(({ lemma }) => ORGANS.has(lemma));
  return (
    subject.dependents.some(({ lower }) => SOME.has(lower)) ||
    (among && /^(?:some|many|most|several|few|one|number|majority)$/u.test(subject.lower))
  );
}

const SOME = new Set(['some', 'several', 'many', 'most', 'few', 'certain', 'other', 'one']);

/** Is nobody told to do it: a thing is to be so ("the catch shall not exceed …"), or somebody or something is to be done to? */
function isOfThing(main: Word, subject: Word, role: AuthoredSentence['role']): boolean {
  return isPassive(main) || (role === 'thing' && isThing(subject));
}

function isThing({ pos, lemma }: Word): boolean {
  return pos === 'NOUN' && !ORGANS.has(lemma) && !bodyNouns.has(lemma) && !personNouns.has(lemma) && lemma !== 'side';
}

/** "Shall be verified by the Commission". */
function doer(main: Word): Word | undefined {
  return main
    .children('obl')
    .find(noun => prepositionOf(noun) === 'by' && (noun.pos === 'PROPN' || /^\p{Lu}/u.test(noun.text)));
}

/** "We commit to …", "Leaders agreed that …", "Decides to …": who speaks together, or nobody, as resolutions do. */
function stated(one: AuthoredSentence, ours: boolean): AgreedUndertaking | undefined {
  const { subject, mood, role } = one;
  const main = bindingOf(one);
  const theyBind = role === 'they' && BY_AGREEMENT.has(main.lemma);
  if (!ours && subject && !theyBind) return undefined;
  // "Mr Lee announced …" within an agreed text is told of him.
  if (role === 'another name' && (GOING_ON.has(main.lemma) || (!BINDING.has(main.lemma) && mood !== 'present')))
    return undefined;
  if (BINDING.has(main.lemma) || isCommitted(main)) {
    // "Task the Council to draw up options": it is bound to nothing by that, and they have tasked it.
    if (TASKING.has(main.lemma)) return binding(main, main, subject);
    const committed = main.children('xcomp').find(word => word.lower === 'committed');
    const act =
      committed?.children('xcomp', 'ccomp', 'advcl')[0] ??
      main.children('xcomp', 'ccomp', 'advcl').find(word => word.start > main.start);
    // "Hereby establish a Joint Commission": the verb is what is undertaken, and not the thing alone.
    const thing = DOING.has(main.lemma) ? main : main.children('obl', 'obj').find(word => word.start > main.start);
    // "agree that neither government will …": who is bound is said in the clause.
    const named = act?.is('ccomp') === true && !isPassive(act) ? act.child('nsubj') : undefined;
    // "Agreed that this undertaking does not apply to …" binds nobody to anything.
    if (named && act && !isAhead(act) && isThing(named)) return undefined;
    // "Agreed that the currency would be launched": it is undertaken that it is.
    const become = act?.is('ccomp') === true && isPassive(act) ? act.child('nsubj:pass') : undefined;
    return { ...binding(act ?? thing ?? main, main, named ?? subject), ...(become && { thing: become }) };
  }
  // "Affirmed that neither government will …": said together, it binds.
  const said = main.children('ccomp').find(clause => clause.start > main.start && isAhead(clause));
  const sayers = said?.child('nsubj');
  if (said && sayers && DECLARING.has(main.lemma) && !isThing(sayers)) return binding(said, main, sayers);
  if (main.child('cop') && /^(?:willing|prepared|ready|convinced|united|engaged|mindful)$/u.test(main.lower))
    return declaring(main, subject);
  const notices = NOTICING.has(main.lemma) && main.children('obj', 'xcomp', 'ccomp').some(isToBeDone);
  return notices || DECLARING.has(main.lemma) ? declaring(main, subject) : undefined;
}

function isAhead(clause: Word): boolean {
  return auxiliaries(clause).some(lemma => lemma === 'will' || lemma === 'shall');
}

/** "They agreed to …": of those told of before. */
const BY_AGREEMENT = new Set(['agree', 'decide', 'commit', 'resolve', 'pledge', 'undertake']);

/** "Thanked Norland for its help and undertook to repay it": what binds may come second. */
function bindingOf({ main }: AuthoredSentence): Word {
  if (BY_AGREEMENT.has(main.lemma)) return main;
  return (
    main
      .children('conj')
      .find(
        verb =>
          (BY_AGREEMENT.has(verb.lemma) || TASKING.has(verb.lemma)) && verb.tag === main.tag && !verb.child('nsubj'),
      ) ?? main
  );
}

function isToBeDone(thing: Word): boolean {
  return TO_BE_DONE.test(thing.lemma) || thing.is('xcomp') || isNecessary(thing);
}

/** "… that more must be done", "… that it is important to …". */
function isNecessary(clause: Word): boolean {
  return (
    clause.is('ccomp') &&
    (auxiliaries(clause).some(lemma => lemma === 'must' || lemma === 'should') ||
      /^(?:need|necessary|important|essential|vital|crucial|critical)$/u.test(clause.lemma))
  );
}

function isCommitted(main: Word): boolean {
  return main.lower === 'committed' || main.children('xcomp').some(word => word.lower === 'committed');
}

/** "Calls upon all states to …": a verb of stance with nobody before it. */
function subjectlessStance(main: Word): boolean {
  return main.tag !== 'VB' && (DECLARING.has(main.lemma) || BINDING.has(main.lemma));
}

/** What parties only take notice of: "welcome the report". Declared, and no undertaking of anybody. */
export function noticed({ main, role, subject, mood, isHeading }: AuthoredSentence): AgreedUndertaking | undefined {
  if (isHeading || (subject && isOfTheText(main, subject))) return undefined;
  const ours = role === 'we' || role === 'parties' || role === 'author' || role === 'another name';
  return ours && mood === 'present' && NOTICING.has(main.lemma) ? declaring(main, subject) : undefined;
}

/** Does what introduces a list bind to its items: "we will:", "agreed on the following:"? */
function leadBinds({ mood, main, role }: AuthoredSentence): boolean {
  if (mood === 'will' || mood === 'shall') return true;
  return (role === 'we' || role === 'parties') && (BINDING.has(main.lemma) || isCommitted(main));
}

/** Who is bound by an item: the subject of what introduces the list. */
function bounder({ lead }: AuthoredSentence): Word | undefined {
  if (!lead?.subject) return undefined;
  // "The Government shall:" in a text of a government's and others'.
  const isNamed = /^\p{Lu}/u.test(lead.subject.text) && lead.subject.child('det')?.lower === 'the';
  return lead.role === 'we' ||
    lead.role === 'parties' ||
    lead.role === 'author' ||
    lead.role === 'another name' ||
    isNamed
    ? lead.subject
    : undefined;
}

function binding(act: Word, cue: Word, bound: Word | undefined): AgreedUndertaking {
  return { act, cue, bound, declaratory: false };
}

function declaring(main: Word, bound: Word | undefined): AgreedUndertaking {
  return { act: main, cue: main, bound, declaratory: true };
}
