/**
 * How commitments are read in news and in official texts. Precision first: predictions, wishes, demands, other
 * people's obligations, history and hypotheticals give nothing.
 */
import type { Attribution } from '../../attributions/attribution.ts';
import type { Word } from '../../language/analysis.ts';
import {
  antecedent,
  auxiliaries,
  conjuncts,
  fullNounPhrase,
  isNegated,
  nounPhrase,
  objects,
  predicatePhrase,
  prepositionOf,
  subject,
  withPreposition,
} from '../../language/clause.ts';
import type { Rule } from '../kind.ts';
import { isHypothetical, type ReadingContext } from '../reading-context.ts';
import { speaksFor } from '../side.ts';
import { FIRMNESS, type FoundCommitment, foundIn, INSTRUMENTS, phraseOf } from './found.ts';
import { isConditional } from './conditions.ts';
import { dueBy, undertakingKind } from './undertaking.ts';

type CommitmentRule = Rule<FoundCommitment>;

/** Verbs that only bind when several parties, or a side, decide together ("both sides decided to …"). */
const ONLY_JOINTLY = new Set(['decide', 'resolve']);

/** Words over a commissive verb that make it no commitment of anybody: demands, wishes, refusals, attempts. */
const UNDONE_BY = new Set([
  'urge',
  'ask',
  'call',
  'want',
  'demand',
  'refuse',
  'fail',
  'decline',
  'press',
  'pressure',
  'expect',
  'hope',
  'likely',
  'need',
  'have',
  'try',
  'force',
  'request',
  'wish',
  'reluctant',
  'unwilling',
  'willing',
  'ready',
  'convince',
  'persuade',
  'invite',
  'require',
  'seek',
]);

/** The commissive word must itself have happened: not "could agree", "will agree", "urged China to agree", "has not agreed". */
function isDone(word: Word): boolean {
  if (isNegated(word) || isHypothetical(word) || word.children('mark').some(mark => UNDOING.has(mark.lower)))
    return false;
  // An imperative, or a noun taken for a verb ("Promise to add soldiers is met with relief").
  if (word.tag === 'VB' && word.child('aux') === undefined) return false;
  if (auxiliaries(word).some(lemma => ['will', 'would', 'shall', 'can', 'must', 'do'].includes(lemma))) return false;
  for (let at: Word | undefined = word; at?.is('xcomp', 'conj', 'acl'); at = at.head) {
    if (at.head && at.is('xcomp', 'acl') && UNDONE_BY.has(at.head.lemma)) return false;
  }
  return true;
}

/** "to agree", "until it agrees", "stopped short of committing". */
const UNDOING = new Set(['to', 'until', 'of', 'without', 'from', 'against', 'before']);

/** "Xi … agreed to curb cyberattacks"; "both sides committed to refrain from …". */
const promiseToDo: CommitmentRule = {
  name: 'promise-to-do',
  about: 'A verb of undertaking with an infinitive: who does the verb is bound to do the infinitive.',
  lemmas: new Set(FIRMNESS.keys()),
  read(word, context) {
    if (word.pos !== 'VERB' || !isDone(word)) return undefined;
    const act = infinitiveOf(word, context) ?? infinitiveAfter(word, context);
    if (!act) return undefined;
    const bound = promiser(word, context);
    if (!bound || leavesOutObject(word, act)) return undefined;
    if (ONLY_JOINTLY.has(word.lemma) && !isJoint(bound)) return undefined;
    return foundIn(word, act, phraseOf(act), bound);
  },
};

/** "a hotline that they had agreed to open": what is undertaken stands before the verb, so its words here would be half of it. */
function leavesOutObject(verb: Word, act: Word): boolean {
  const told = act.child('obj', 'xcomp', 'ccomp') ?? act.children('obl').find(noun => noun.child('case'));
  return verb.is('acl:relcl') && told === undefined;
}

/** "Moscow said the jet had been attacked and vowed to respond": where the nearer subject is nobody, the farther one promises. */
function promiser(verb: Word, context: ReadingContext): Word | undefined {
  const before = nounRightBefore(verb);
  const told = subject(verb);
  // "The 2 percent that members committed to spend": the members, not what they spend.
  const isInside = verb.is('acl:relcl') && before !== undefined && before.pos !== 'PRON' && told !== undefined;
  const near = isInside && told.index < before.index ? before : (told ?? before);
  const clause = verb.is('conj') ? verb.head : undefined;
  const far = clause?.is('ccomp') && clause.head ? subject(clause.head) : undefined;
  return near && far && context.party(near).actor === undefined && context.party(far).actor !== undefined ? far : near;
}

/** The noun that stands right before the verb and its auxiliaries, where the tree gives the verb no subject. */
function nounRightBefore(verb: Word): Word | undefined {
  let at = verb.previous;
  while (at && (at.pos === 'AUX' || at.pos === 'ADV')) at = at.previous;
  if (!at || at.sentence !== verb.sentence) return undefined;
  // A capital tells a name that the language model does not know.
  return ['NOUN', 'PROPN', 'PRON'].includes(at.pos) || /^\p{Lu}\p{Ll}/u.test(at.text) ? at : undefined;
}

/** The infinitive after the verb; parsers often hang it on a noun between ("agreed with Vietnam to open …"). */
function infinitiveOf(verb: Word, context: ReadingContext): Word | undefined {
  // "Undertakes no obligation to …" undertakes nothing.
  if (verb.child('obj')?.child('det')?.lower === 'no') return undefined;
  const between = [...withPreposition(verb, 'with'), ...verb.children('obj')].flatMap(noun => noun.children('acl'));
  // "Agreed in Vienna on July 14 to limit …": with nothing beside it but with whom, when and where, the infinitive is what was agreed.
  const plain = verb
    .children('obj', 'obl')
    .every(noun => prepositionOf(noun) === 'with' || (noun.is('obl') && isSetting(noun, context)));
  return [...verb.children('xcomp', 'ccomp'), ...between, ...(plain ? verb.children('advcl') : [])].find(
    child => child.start > verb.start && child.children('mark').some(mark => mark.lower === 'to'),
  );
}

function isSetting(noun: Word, context: ReadingContext): boolean {
  if (context.isTime(noun)) return true;
  return (
    /^(?:in|at|after|during)$/u.test(prepositionOf(noun)) &&
    (context.nameOf(noun) !== undefined || EVENTS.has(noun.lemma))
  );
}

const EVENTS = new Set([
  'meeting',
  'summit',
  'talk',
  'talks',
  'negotiation',
  'conference',
  'session',
  'hour',
  'statement',
]);

/** Words over which "to" and its verb are looked for after a pledge, where the tree hangs them elsewhere. */
const NEAR = 4;

/** "Berlin's pledge last month to add …": the infinitive that follows, over an expression of time or an adverb. */
function infinitiveAfter(word: Word, context: ReadingContext): Word | undefined {
  let at = word.next;
  for (let steps = 0; at && at.sentence === word.sentence && steps < NEAR; steps++, at = at.next) {
    if (at.lower === 'to') {
      const verb = at.next?.pos === 'ADV' ? at.next.next : at.next;
      return verb?.tag === 'VB' ? verb : undefined;
    }
    if (!context.isTime(at) && at.pos !== 'ADV' && at.lower !== 'on' && at.lower !== 'in') return undefined;
  }
  return undefined;
}

/** What is announced with "that" and "will" binds like a promise; announced with an infinitive it is a plan. */
const PROMISING_THAT = new Set([...FIRMNESS.keys(), 'announce']);

/** "vowed that his country would not be the first to …". */
const promiseThat: CommitmentRule = {
  name: 'promise-that',
  about: 'A verb of undertaking with a clause in the future, said of the speaker or of the side he speaks for.',
  lemmas: PROMISING_THAT,
  read(word, context) {
    if (word.pos !== 'VERB' || !isDone(word)) return undefined;
    const act = word.children('ccomp').find(child => child.start > word.start && isFutureClause(child));
    if (!act) return undefined;
    const firmness = word.lemma === 'announce' ? 'announced' : undefined;
    const speaker = subject(word);
    const bound = subject(act);
    if (!speaker || !bound) return undefined;
    // "The minister promised that he would …": the pronoun is nearly always the one who promises.
    if (isPronoun(bound)) return foundIn(word, act, phraseOf(act), speaker, firmness);
    return speaksFor(context.party(speaker), bound, context)
      ? foundIn(word, act, phraseOf(act), bound, firmness)
      : undefined;
  },
};

/** "China's pledge to cut emissions"; "a commitment by both governments to share …". */
const promiseNoun: CommitmentRule = {
  name: 'promise-noun',
  about: 'A noun of undertaking with an owner and an infinitive.',
  lemmas: new Set([
    'pledge',
    'promise',
    'vow',
    'commitment',
    'undertaking',
    'agreement',
    'accord',
    'pact',
    'deal',
    'memorandum',
    'assurance',
    'guarantee',
    'announcement',
  ]),
  read(word, context) {
    if (word.pos !== 'NOUN' || isNegated(word)) return undefined;
    const act =
      word.children('acl').find(child => child.children('mark').some(mark => mark.lower === 'to')) ??
      infinitiveAfter(word, context);
    if (!act) return undefined;
    // "Berlin's pledge to …, and an earlier announcement to …": what is coordinated has one owner.
    const owner = word.child('nmod:poss') ?? (word.is('conj') ? word.head?.child('nmod:poss') : undefined);
    const bound =
      owner && !isPronoun(owner) ? owner : (withPreposition(word, 'by', 'between', 'of')[0] ?? maker(word) ?? owner);
    if (!bound || (BARGAINS.has(word.lemma) && isCompany(bound, context))) return undefined;
    const isBargain = BARGAINS.has(word.lemma);
    const found = foundIn(word, act, phraseOf(act), bound, isBargain ? 'agreed' : undefined);
    return isBargain ? { ...found, instrument: found.instrument ?? word } : found;
  },
};

/** What firms make every day to buy and sell things. */
const BARGAINS = new Set(['agreement', 'accord', 'pact', 'deal', 'memorandum']);

function isCompany(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor !== undefined && context.actors.actor(actor)?.type === 'firm';
}

/** "reaffirmed its commitment", "made a promise": the subject of the verb that the noun is object of. */
function maker(noun: Word): Word | undefined {
  const verb = noun.head;
  const MAKING = [
    'make',
    'give',
    'reaffirm',
    'repeat',
    'renew',
    'offer',
    'sign',
    'reach',
    'strike',
    'conclude',
    'seal',
    'announce',
    'honor',
    'honour',
    'keep',
    'join',
    'adopt',
  ];
  return verb && noun.is('obj') && MAKING.includes(verb.lemma) && !isNegated(verb) ? subject(verb) : undefined;
}

/** "agreed to a ceasefire", "agreed on a code of conduct". */
const agreedOn: CommitmentRule = {
  name: 'agreed-on',
  about: 'A verb of undertaking with the thing undertaken as a noun.',
  lemmas: new Set(['agree', 'commit']),
  read(word) {
    if (word.pos !== 'VERB' || !isDone(word)) return undefined;
    // "someone committed to his views"
    if (word.is('acl') && word.tag === 'VBN') return undefined;
    const thing = withPreposition(word, 'to', 'on', 'upon').find(
      noun => noun.start > word.start && noun.pos === 'NOUN',
    );
    if (/^(?:some|any|every)(?:one|body)$/u.test(subject(word)?.lower ?? '')) return undefined;
    if (!thing || thing.child('det')?.lower === 'that' || thing.child('det')?.lower === 'this') return undefined;
    return foundIn(word, thing, fullNounPhrase(thing), subject(word));
  },
};

/** "pledged $40 million for a rescue centre", "has promised support". */
const pledgedThing: CommitmentRule = {
  name: 'pledged-thing',
  about: 'A verb of undertaking with money or help as its object.',
  lemmas: new Set(['pledge', 'commit', 'promise', 'offer']),
  read(word) {
    const thing = word.child('obj');
    if (word.pos !== 'VERB' || !isDone(word) || word.child('xcomp') || !thing || thing.start < word.start)
      return undefined;
    const money =
      thing.tag === '$' ||
      thing.pos === 'SYM' ||
      MONEY.has(thing.lemma) ||
      thing.children('nummod', 'compound').some(({ lemma }) => MONEY.has(lemma));
    const isDeed = (word.lemma === 'promise' || word.lemma === 'pledge') && DEEDS.has(thing.lemma);
    if (!money && !isDeed && (word.lemma === 'offer' || word.lemma === 'commit' || !HELP.has(thing.lemma)))
      return undefined;
    const bound = subject(word);
    return bound
      ? foundIn(word, thing, { start: fullNounPhrase(thing).start, end: predicatePhrase(word).end }, bound)
      : undefined;
  },
};

const MONEY = new Set([
  'million',
  'billion',
  'bn',
  'dollar',
  'euro',
  'pound',
  'yen',
  'yuan',
  'rouble',
  'ruble',
  'crore',
]);
const HELP = new Set([
  'support',
  'help',
  'aid',
  'assistance',
  'cooperation',
  'co-operation',
  'money',
  'fund',
  'troop',
  'soldier',
  'weapon',
  'backing',
  'relief',
  'investment',
  'reform',
  'protection',
]);

/** What is done by whoever promises it: "promised an inquiry". */
const DEEDS = new Set(
  'inquiry enquiry investigation probe vote election referendum review cut reform crackdown bill law compensation withdrawal release ceasefire truce audit amnesty refund rebate inspection'.split(
    ' ',
  ),
);

/** Ways of saying that bind more than "said": the speaker answers for what follows. */
const FIRM_FORCES: ReadonlySet<Attribution['force']> = new Set(['vowed', 'warned', 'stressed', 'reaffirmed', 'agreed']);
const FIRM_CUES: ReadonlySet<string> = new Set([
  'make clear',
  'assure',
  'insist',
  'declare',
  'reiterate',
  'reaffirm',
  'pledge',
  'promise',
  'announce',
]);

/** "Obama made clear that the United States would judge China … based on its actions". */
const declaredCourse: CommitmentRule = {
  name: 'declared-course',
  about: 'What somebody firmly says that he, or the side he speaks for, will do.',
  lemmas: new Set(['will', 'would', 'shall', "'ll", '’ll']),
  read(modal, context) {
    const act = modal.head;
    if (!act || !modal.is('aux') || act.pos !== 'VERB' || act.child('aux:pass', 'nsubj:pass') || isHypothetical(act))
      return undefined;
    if (auxiliaries(act).includes('have') || NOT_UNDERTAKEN.has(act.lemma)) return undefined;
    const bound = act.child('nsubj');
    if (!bound) return undefined;
    const over = context.attributionsOver(act).at(-1);
    const speaker = over && context.speakerOf(over);
    const own = speaker !== undefined && speaksFor(speaker, bound, context);
    if (isUnreal(act) || (isConditional(act, act) && !own)) return undefined;
    const binds =
      (over !== undefined && own && isFirm(over)) ||
      ((own || isText(bound, over)) && (isDeliverable(act, context) || isUndertaken(act))) ||
      isGift(act, bound, context);
    return binds ? foundIn(act, act, phraseOf(act), bound, 'announced') : undefined;
  },
};

/** "We will continue to …" in nobody's mouth: whoever issues the text speaks. */
function isText(bound: Word, over: Attribution | undefined): boolean {
  return over === undefined && (bound.lower === 'we' || /^(?:Government|Ministry)$/u.test(bound.text));
}

/** "Would send troops if it were asked", "would have helped if it could": nothing is offered. */
function isUnreal(act: Word): boolean {
  return act
    .children('advcl')
    .some(
      clause =>
        isHypothetical(clause) &&
        clause.dependents.concat(clause).some(({ lower }) => /^(?:were|could|had)$/u.test(lower)),
    );
}

/** "The United States will provide $100 million": a state or body that will give something, whoever reports it. */
function isGift(act: Word, bound: Word, context: ReadingContext): boolean {
  const { actor } = context.party(bound);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  if (!(type === 'state' || type === 'body' || type === 'organisation') || !GIVING.has(act.lemma)) return false;
  return objects(act).some(
    thing =>
      thing.tag === '$' || MONEY.has(thing.lemma) || HELP.has(thing.lemma) || thing.child('nummod') !== undefined,
  );
}

const GIVING = new Set([
  'provide',
  'send',
  'contribute',
  'donate',
  'give',
  'deploy',
  'withdraw',
  'pay',
  'supply',
  'deliver',
  'grant',
  'allocate',
  'spend',
  'invest',
  'release',
  'extend',
  'accept',
  'resettle',
  'take',
]);

/** Said of oneself, doing this is more than a forecast; with "continue to", it is what is continued that counts. */
function isUndertaken(act: Word): boolean {
  const continued = act.lemma === 'continue' || act.lemma === 'keep' ? (act.child('xcomp') ?? act) : act;
  if (APPEARANCES.has(continued.lemma) || NOT_UNDERTAKEN.has(continued.lemma))
    return continued !== act && continued.lemma === 'try';
  return UNDERTAKEN.has(continued.lemma) || continued !== act || (isNegated(act) && REFUSED.has(act.lemma));
}

const UNDERTAKEN = new Set([
  'help',
  'support',
  'work',
  'protect',
  'defend',
  'ensure',
  'strengthen',
  'increase',
  'cut',
  'reduce',
  'double',
  'triple',
  'expand',
  'assist',
  'comply',
  'honour',
  'honor',
  'respect',
  'implement',
  'cooperate',
  'share',
  'apply',
  'enforce',
  'maintain',
  'bring',
  'accelerate',
  'extend',
  'train',
  'equip',
  'arm',
  'curb',
  'refrain',
  'suspend',
  'halt',
  'freeze',
  'cease',
  'limit',
  'restrict',
  'dismantle',
  'abandon',
  'restore',
  'resume',
  'disclose',
  'respond',
  'spare',
  'step',
  'abide',
  'uphold',
  'fund',
  'finance',
  'give',
  'supply',
  'lower',
  'strike',
  'judge',
  'compensate',
  'repay',
  'reimburse',
  'replace',
  'eliminate',
  'halve',
  'rebuild',
  'repair',
  'phase',
  'stop',
  'tighten',
]);
const REFUSED = new Set([
  'allow',
  'tolerate',
  'accept',
  'permit',
  'recognise',
  'recognize',
  'sign',
  'use',
  'attack',
  'negotiate',
  'surrender',
  'rest',
  'build',
  'sell',
  'buy',
  'take',
  'raise',
]);

/** Plainly said, only what can be delivered counts: a thing done once, or dated; not who goes where to speak with whom. */
function isDeliverable(act: Word, context: ReadingContext): boolean {
  if (APPEARANCES.has(act.lemma) || (act.lemma === 'send' && objects(act).some(sent => !isThing(sent, context))))
    return false;
  return undertakingKind(act, dueBy(predicatePhrase(act), context)) === 'deliverable';
}

/** Meetings and travels are read as meetings. */
const APPEARANCES = new Set([
  'meet',
  'visit',
  'attend',
  'travel',
  'go',
  'come',
  'speak',
  'talk',
  'discuss',
  'return',
  'arrive',
  'participate',
  'hold',
  'host',
  'join',
  'run',
  'vote',
  'continue',
  'try',
]);

function isThing(word: Word, context: ReadingContext): boolean {
  const party = context.party(word);
  return (
    word.pos === 'NOUN' &&
    party.actor === undefined &&
    party.how !== 'class' &&
    !/^(?:his|her|its|their)$/u.test(word.child('nmod:poss')?.lower ?? '')
  );
}

function isFirm(attribution: Attribution): boolean {
  return FIRM_FORCES.has(attribution.force) || FIRM_CUES.has(attribution.cueLemma);
}

/** What one will be, have, see or lose is a prediction, not an undertaking. */
const NOT_UNDERTAKEN = new Set([
  'be',
  'have',
  'see',
  'lose',
  'win',
  'fall',
  'rise',
  'grow',
  'become',
  'need',
  'know',
  'find',
  'suffer',
  'get',
  'face',
  'cost',
  'seem',
  'remain',
  'like',
  'want',
  'die',
  'feel',
  'understand',
  'think',
  'believe',
  'happen',
  // "I would suggest", "I will say": said, and so done with.
  'suggest',
  'say',
  'tell',
  'argue',
  'add',
  'note',
  'urge',
  'advise',
  'recommend',
  'guess',
  'imagine',
  'hope',
  'love',
  'prefer',
  'hate',
  // "Will not hesitate to list more": a threat, and no word on what will be done.
  'hesitate',
]);

/** "neither country's government will conduct …"; "the Parties shall …": the words of an official text bind by themselves. */
const textBinds: CommitmentRule = {
  name: 'text-binds',
  about: 'Shall or will said of the parties of an agreement together, or of one of them under the agreement.',
  lemmas: new Set(['shall', 'will']),
  read(modal, context) {
    const act = modal.head;
    const bound = act?.child('nsubj');
    if (!act || act.pos !== 'VERB' || !bound || !modal.is('aux') || isHypothetical(act)) return undefined;
    const single = context.party(bound).actor !== undefined && withPreposition(act, 'under').some(isInstrument);
    if (!single && !isJoint(bound)) return undefined;
    // Meetings are read as meetings.
    if (modal.lower === 'will' && APPEARANCES.has(act.lemma) && !isNegated(act)) return undefined;
    if (NOT_UNDERTAKEN.has(act.lemma) || auxiliaries(act).includes('have')) return undefined;
    // "The two sides will meet again, he said" is somebody's forecast, not the text of an agreement.
    if (context.attributionsOver(act).length > 0) return undefined;
    return foundIn(act, act, phraseOf(act), bound, 'bound by text');
  },
};

/** What nothing in an agreement does to what it leaves as it is. */
const TOUCHING = new Set([
  'prohibit',
  'prejudice',
  'affect',
  'limit',
  'alter',
  'impair',
  'preclude',
  'prevent',
  'diminish',
  'derogate',
  'modify',
]);

/** "which the cyber agreement does not prohibit": what an agreement leaves out limits every undertaking in it. */
const scopeNote: CommitmentRule = {
  name: 'scope-note',
  about: 'What an agreement is said not to forbid or cover.',
  lemmas: new Set([...TOUCHING, 'forbid', 'ban', 'cover', 'bar', 'outlaw', 'restrict', 'include', 'apply', 'extend']),
  read(word) {
    const told = subject(word);
    // "Nothing in this agreement shall prejudice …": the agreement does not touch it.
    const isNothing = told?.lower === 'nothing' && TOUCHING.has(word.lemma);
    const instrument = isNothing ? withPreposition(told, 'in', 'of')[0] : told;
    if (!instrument || (!isNothing && (!INSTRUMENTS.has(instrument.lemma) || !isNegated(word)))) return undefined;
    const thing = objects(word)[0] ?? withPreposition(word, 'to')[0] ?? antecedent(word);
    if (!thing || thing === instrument) return undefined;
    return {
      role: 'scope note',
      bound: undefined,
      counterparty: undefined,
      act: word,
      undertaking: nounPhrase(thing),
      cue: word,
      firmness: 'bound by text',
      instrument,
    };
  },
};

export const rules: readonly CommitmentRule[] = [
  promiseToDo,
  promiseThat,
  agreedOn,
  pledgedThing,
  promiseNoun,
  scopeNote,
  textBinds,
  declaredCourse,
];

function isInstrument(noun: Word): boolean {
  return INSTRUMENTS.has(noun.lemma);
}

function isPronoun(word: Word): boolean {
  return word.pos === 'PRON';
}

function isFutureClause(act: Word): boolean {
  return auxiliaries(act).some(lemma => ['will', 'would', 'shall'].includes(lemma));
}

const JOINT_NOUNS = new Set([
  'side',
  'party',
  'country',
  'government',
  'state',
  'nation',
  'leader',
  'minister',
  'member',
  'president',
  'participant',
  'delegation',
]);
const JOINT_DETERMINERS = new Set(['both', 'two', 'neither', 'either', 'all', 'each', 'three', 'contracting']);

/** "both sides", "the two countries", "neither country's government", "China and the United States", "we" in an official text. */
function isJoint(head: Word): boolean {
  if (head.child('conj') && conjuncts(head).every(word => word.pos === 'PROPN')) return true;
  if (head.text === 'Parties') return true;
  const owner = head.child('nmod:poss');
  if (owner && isJoint(owner)) return true;
  return JOINT_NOUNS.has(head.lemma) && head.dependents.some(word => JOINT_DETERMINERS.has(word.lower));
}
