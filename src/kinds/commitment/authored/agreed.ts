/**
 * What a sentence of an agreed text undertakes. Such a text binds by being agreed on: "shall" and "will" of the parties, of their organs and of
 * nobody in particular; what they commit to, agree on and decide; items of lists of outcomes. What they only welcome or affirm is declaratory.
 */
import type { Word } from '../../../language/analysis.ts';
import { auxiliaries, isPassive } from '../../../language/clause.ts';
import type { AuthoredSentence } from './sentence.ts';

export interface AgreedUndertaking {
  /** The word that carries what is undertaken. */
  readonly act: Word;
  /** The word that makes it an undertaking. */
  readonly cue: Word;
  readonly bound: Word | undefined;
  /** Only an attitude is declared: noted, not rated. */
  readonly declaratory: boolean;
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
  const ours = role === 'we' || role === 'parties' || role === 'author' || role === 'another name' || role === 'I';
  switch (mood) {
    case 'will':
    case 'shall':
      if (subject && !ours && !isPassive(main) && FORETOLD.has(main.lemma)) return undefined;
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
      return PREAMBLE.has(main.lemma) && !one.lead ? undefined : binding(main, main, bounder(one));
    case 'listed noun':
      return one.lead && leadBinds(one.lead) ? binding(main, main, bounder(one)) : undefined;
    default:
      return undefined;
  }
}

/** "We commit to …", "Leaders agreed that …", "Decides to …": who speaks together, or nobody, as resolutions do. */
function stated({ main, subject, mood, role }: AuthoredSentence, ours: boolean): AgreedUndertaking | undefined {
  if (!ours && subject) return undefined;
  // "Mr Lee announced …" within an agreed text is told of him.
  if (role === 'another name' && (GOING_ON.has(main.lemma) || (!BINDING.has(main.lemma) && mood !== 'present')))
    return undefined;
  if (BINDING.has(main.lemma) || isCommitted(main)) {
    const act = main.children('xcomp', 'ccomp', 'advcl').find(word => word.start > main.start);
    const thing = main.children('obl', 'obj').find(word => word.start > main.start);
    // "agree that neither government will …": who is bound is said in the clause.
    const named = act?.is('ccomp') === true && !isPassive(act) ? act.child('nsubj') : undefined;
    return binding(act ?? thing ?? main, main, named ?? subject);
  }
  if (main.child('cop') && /^(?:willing|prepared|ready|convinced|united|engaged|mindful)$/u.test(main.lower))
    return declaring(main, subject);
  const notices = NOTICING.has(main.lemma) && main.children('obj', 'xcomp', 'ccomp').some(isToBeDone);
  return notices || DECLARING.has(main.lemma) ? declaring(main, subject) : undefined;
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
export function noticed({ main, role, subject, mood }: AuthoredSentence): AgreedUndertaking | undefined {
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
  return lead &&
    (lead.role === 'we' || lead.role === 'parties' || lead.role === 'author' || lead.role === 'another name')
    ? lead.subject
    : undefined;
}

function binding(act: Word, cue: Word, bound: Word | undefined): AgreedUndertaking {
  return { act, cue, bound, declaratory: false };
}

function declaring(main: Word, bound: Word | undefined): AgreedUndertaking {
  return { act: main, cue: main, bound, declaratory: true };
}
