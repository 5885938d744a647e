import { contains, cover, type Span } from '../../core/span.ts';
import { personNouns, singular } from '../../actors/vocabulary.ts';
import type { Analysis, Word } from '../../language/analysis.ts';
import {
  agent,
  clauseOf,
  conjuncts,
  followingWith,
  isNegated,
  isPassive,
  nounPhrase,
  objects,
  ownClause,
  prepositionOf,
  subject,
  tenseOf,
  withPreposition,
} from '../../language/clause.ts';
import type { Rule } from '../kind.ts';
import type { ReadingContext } from '../reading-context.ts';
import { settlementNamed } from '../settlement.ts';
import {
  actorType,
  doerOf,
  doerOfNoun,
  isHostile,
  isOnlyPlace,
  isPeople,
  isState,
  isTiedToState,
  ownerOf,
} from './doers.ts';
import {
  ARMED_WORDS,
  CYBER_WORDS,
  DOING,
  BROKEN,
  CRAFT,
  FIGHTERS,
  FIGURATIVE_TARGETS,
  HAPPENING,
  HOSTILE_DOERS,
  HOSTILE_NOUNS,
  HOSTILE_PHRASES,
  HOSTILE_TARGETS,
  HOSTILE_VERBS,
  MALICIOUS_CODE,
  MEANS,
  type HostileSign,
  type IncidentFamily,
  PAST_SIGNS,
  SUFFERING,
  UNREAL_SIGNS,
  VIOLATED,
  WEAK_NOUNS,
  WEAPONS,
} from './lexicon.ts';
import { isInGeneral, isRealised, underUnrealised } from './realised.ts';

/** What the text says was done, in one place. */
export interface FoundIncident {
  readonly trigger: Word;
  readonly family: IncidentFamily;
  readonly words: Span;
  /** Who is said to have done it; undefined: nobody is named. */
  readonly doer: Word | undefined;
  readonly targets: readonly Word[];
  /** The verb that places it in time. */
  readonly verb: Word;
  /** The verb by which somebody puts it down to the doer ("blamed … for the attack"). */
  readonly blaming?: Word;
}

type IncidentRule = Rule<FoundIncident>;

/** "Chinese hackers have targeted American networks since late September". */
const hostileVerb: IncidentRule = {
  name: 'hostile-verb',
  about: 'A verb of hostile conduct that is said to have happened.',
  lemmas: new Set(HOSTILE_VERBS.keys()),
  read(word, context) {
    const { family, sign } = HOSTILE_VERBS.get(word.lemma) ?? {};
    // "Shelled out ten dollars" hits nobody.
    if (word.children('compound:prt').some(({ lower }) => lower === 'out')) return undefined;
    // A virus infects people, too.
    if (word.lemma === 'infect' && objects(word).some(({ lemma }) => PATIENTS.has(lemma))) return undefined;
    if (word.lemma === 'seize' && objects(word).some(target => isTakenAway(target, context)))
      return deedOf(word, 'abduction', 'doer', context);
    // "Entered Peru's airspace without leave"; whoever enters a country travels.
    if (word.lemma === 'enter')
      return objects(word).some(({ lemma }) => CLOSED.has(lemma)) ? deedOf(word, 'border', 'none', context) : undefined;
    // "Intruded into our waters": over a line, and into no computer.
    const over = withPreposition(word, 'into').filter(({ lemma }) => VIOLATED.has(lemma) || lemma === 'water');
    if (over.length > 0) return deedOf(word, 'border', 'none', context, over);
    return family && sign ? deedOf(word, family, sign, context) : undefined;
  },
};

const CLOSED = new Set(['airspace', 'waters', 'water']);

/** Whoever is seized is a person; a ship or a town is taken over. */
function isTakenAway(target: Word, context: ReadingContext): boolean {
  return personNouns.has(singular(target.lower)) || actorType(target, context) === 'person';
}

const PATIENTS = new Set(
  'people person patient man woman child resident worker thousand hundred dozen million animal bird mosquito'.split(
    ' ',
  ),
);

/** "shot down a warplane"; "broke into the network"; "opened fire on protesters". */
const hostilePhrase: IncidentRule = {
  name: 'hostile-phrase',
  about: 'A verb that is hostile with one word beside it.',
  lemmas: new Set(HOSTILE_PHRASES.keys()),
  read(word, context) {
    if (word.lemma === 'set') return setOnFire(word, context);
    const phrase = HOSTILE_PHRASES.get(word.lemma);
    const beside = word
      .children('compound:prt', 'obj', 'obl', 'xcomp', 'nsubj:pass')
      .concat(objects(word), withPreposition(word, 'in', 'into', 'on', 'with'))
      .filter(child => child.child('case')?.lower !== 'by');
    // "Hackers broke into three shipyards": whoever they are, they came by computer.
    const into = word.lemma === 'break' ? withPreposition(word, 'into') : [];
    const burglar = into.length > 0 ? doerOf(word) : undefined;
    if (burglar && nounsOf(burglar).some(({ lemma }) => lemma === 'hacker' || lemma === 'hacking'))
      return deedOf(word, 'cyber', 'none', context);
    if (
      !phrase ||
      !beside.some(child =>
        [child, ...(NOT_USED.has(child.lemma) ? [] : child.children('compound', 'nmod'))].some(({ lemma }) =>
          phrase.beside.has(lemma),
        ),
      )
    )
      return undefined;
    const isByCode = word.lemma === 'use' && beside.some(({ lemma }) => MALICIOUS_CODE.has(lemma));
    return deedOf(word, isByCode ? 'cyber' : phrase.family, phrase.sign, context);
  },
};

/** "Set fire to a house", "set a car on fire", "was set ablaze". */
function setOnFire(word: Word, context: ReadingContext): FoundIncident | undefined {
  const burning = word.dependents.some(({ lower }) => lower === 'ablaze' || lower === 'alight');
  const onFire = withPreposition(word, 'on').some(({ lemma }) => lemma === 'fire');
  const things = word.children('obj').some(({ lemma }) => lemma === 'fire') ? withPreposition(word, 'to') : [];
  const suffered = burning || onFire ? objects(word) : things;
  return suffered.length === 0 ? undefined : deedOf(word, 'sabotage', 'none', context, suffered.flatMap(conjuncts));
}

/** "used malware analysis", "built with a trojan builder": who uses these attacks nobody. */
const NOT_USED = new Set(
  'analysis analyst detection protection removal scanner scan research researcher expert report sample builder variant definition signature filter'.split(
    ' ',
  ),
);

function deedOf(
  word: Word,
  family: IncidentFamily,
  sign: HostileSign,
  context: ReadingContext,
  suffered = targetsOf(word, context),
): FoundIncident | undefined {
  // "phishing sites", "hacked accounts": a modifier tells of no deed.
  if (word.pos !== 'VERB' || word.is('amod', 'compound') || word.lower === 'phishing' || !isRealised(word, context))
    return undefined;
  const victims = victimsBefore(word);
  const agent = victims.length > 0 ? undefined : doerOf(word);
  const suffering = [...victims, ...suffered.filter(target => target !== agent)];
  // "The two armies exchanged fire": each did it to the other, and the words do not tell who began.
  const isMutual = MUTUAL.has(word.lemma) && agent !== undefined;
  const byWeapon = agent !== undefined && isMeans(agent);
  const doer = isMutual ? undefined : byWeapon ? ownerOf(agent, context) : agent;
  const targets = isMutual ? [] : suffering;
  if (!agent && targets.length === 0 && objects(word).length === 0) return undefined;
  if (!hasSign(sign, agent, targets, context) && !isKilledByFire(word)) return undefined;
  // "an attack which killed three": the deed itself is read from its noun; and no place attacks anybody.
  if (doer && (HOSTILE_NOUNS.has(doer.lemma) || isOnlyPlace(doer, context))) return undefined;
  // "destroying the middle class", "hijacked the debate": figures of speech.
  const isStolen = word.lemma === 'steal' && doer !== undefined && isHostile(doer, context);
  if (!isStolen && targets.length > 0 && targets.every(target => FIGURATIVE_TARGETS.has(target.lemma)))
    return undefined;
  if (!isParticular(word, agent, targets, context)) return undefined;
  const cyber =
    [agent, ...targets].some(party => party && nounsOf(party).some(part => CYBER_WORDS.has(part.lemma))) ||
    (EITHER_WAY.has(word.lemma) && isAboutComputers(context));
  return {
    trigger: word,
    family: cyber ? 'cyber' : family,
    words: clauseSpan(word, agent),
    doer,
    targets: targets.filter(({ lower }) => lower !== 'what').map(settlementNamed),
    verb: word,
  };
}

/** "Three drones shot down over Kelo", "two soldiers killed": without an object it was done to them, though the tree takes them for the doers. */
function victimsBefore(verb: Word): Word[] {
  const before = verb.child('nsubj');
  const isFinite = verb.tag === 'VBD' || (verb.tag === 'VBN' && verb.child('aux', 'aux:pass') === undefined);
  if (!before || !isFinite || !NEEDS_OBJECT.has(verb.lemma) || before.pos === 'PRON') return [];
  if (verb.child('obj', 'ccomp', 'xcomp') !== undefined || verb.is('acl:relcl', 'conj')) return [];
  // "The army shot at them", "gunmen fired": "shoot" alone needs none.
  if (verb.lemma === 'shoot' && !verb.dependents.some(({ lower }) => lower === 'down' || lower === 'dead')) return [];
  return conjuncts(before);
}

/** Verbs that tell of nothing without whom they are done to. */
const NEEDS_OBJECT = new Set(
  'kill wound injure shoot abduct kidnap hijack seize capture torch behead murder assassinate ambush'.split(' '),
);

/** What two do to each other. */
const MUTUAL = new Set(['exchange', 'trade', 'swap']);

/** "Shot down what it called a drone": the clause behind the verb that stands for whom it was done to; it names nothing but what somebody calls it. */
function freeRelative(verb: Word): Word | undefined {
  return verb
    .children('obj', 'ccomp', 'advcl')
    .find(clause => clause.index > verb.index && clause.subtree()[0]!.lower === 'what');
}

/** "Was killed by shelling", with the noun taken for a verb. */
function isKilledByFire(verb: Word): boolean {
  return verb
    .children('advcl')
    .some(({ lower, previous }) => HOSTILE_NOUNS.has(lower) && /^(?:by|in)$/u.test(previous?.lower ?? ''));
}

/**
 * One deed, not what such doers do in general ("attackers steal passwords"): somebody or something is named, counted or
 * definite, or a day is told; and it is not put in the plain present, which only headlines use of what has happened.
 */
function isParticular(verb: Word, doer: Word | undefined, targets: readonly Word[], context: ReadingContext): boolean {
  if (isInGeneral(verb, context)) return false;
  if (doer && isTiedToState(doer, context)) return true;
  const clause = [verb, ...ownClause(verb), ...(doer ? nounsOf(doer) : []), ...targets.flatMap(nounsOf)];
  // "The intruders stole passwords": those who were told of before.
  const isPointed = doer !== undefined && doer.children('det').some(({ lower }) => DEFINITE.has(lower));
  return (
    context.timeOf(verb) !== undefined ||
    (isPointed && tenseOf(verb) === 'past') ||
    // "A landmine exploded under a truck": one weapon, one deed.
    (doer !== undefined && MEANS.has(doer.lemma) && doer.tag === 'NN' && tenseOf(verb) === 'past') ||
    freeRelative(verb) !== undefined ||
    targets.some(({ pos }) => pos === 'NUM') ||
    // "Rebels shelled a village": told in the plain past, of one thing.
    (verb.tag === 'VBD' && targets.some(target => /^an?$/u.test(target.child('det')?.lower ?? ''))) ||
    targets.some(target => target.children('det', 'nmod:poss', 'nummod').some(({ lower }) => !INDEFINITE.has(lower))) ||
    clause.some(word => word.pos === 'PROPN' || isPeople(word, context))
  );
}

const INDEFINITE = new Set(['a', 'an', 'any', 'some', 'every', 'each', 'their', 'no', 'your', 'our', 'one']);

/** Whom or what a deed is done to: what a phrase is aimed at ("opened fire on protesters"), else the objects. */
function targetsOf(verb: Word, context: ReadingContext): Word[] {
  const direct = objects(verb).filter(word => !RELATIVE.has(word.lower));
  // "Gained access to the accounts"
  const entered = direct
    .filter(({ lemma }) => lemma === 'access' || lemma === 'entry')
    .flatMap(word => withPreposition(word, 'to'));
  if (entered.length > 0) return entered.flatMap(conjuncts);
  // "Opened fire with rifles on a patrol": trees hang whom it is aimed at on what it is done with.
  const aimed = [verb, ...direct, ...withPreposition(verb, 'with')]
    .flatMap(word => withPreposition(word, 'at', 'on', 'against', 'into', 'in'))
    .flatMap(word => (word.lemma === 'direction' ? withPreposition(word, 'of') : [word]))
    .filter(word => word.index > verb.index || isPassive(verb))
    .filter(word => !context.isTime(word) && !isPlaceName(word, context) && !NO_TARGETS.has(word.lemma))
    // "Fired rockets at a market in Kelo": where, though no table knows the place.
    .filter(word => prepositionOf(word) !== 'in' || word.pos !== 'PROPN');
  const robbed = TAKING.has(verb.lemma)
    ? [verb, ...direct].flatMap(word => withPreposition(word, 'from')).filter(word => !context.isTime(word))
    : [];
  if (robbed.length > 0) return robbed.flatMap(conjuncts);
  const found =
    HOSTILE_PHRASES.has(verb.lemma) && aimed.length > 0
      ? aimed.flatMap(conjuncts)
      : // Fire that is opened, and a rocket that is fired, suffer nothing.
        direct.filter(word => !USING.has(verb.lemma) || !HOSTILE_PHRASES.get(verb.lemma)!.beside.has(word.lemma));
  return found.filter(word => !context.isTime(word));
}

const RELATIVE = new Set(['which', 'that', 'who']);
/** What stands behind "in" or "on" and says when, where or how often. */
const NO_TARGETS = new Set(
  'morning afternoon evening night day dawn week month pass wave salvo volley burst sortie stage minute hour outskirt outskirts edge side retaliation response revenge attempt'.split(
    ' ',
  ),
);
/** Verbs whose object is what it is done with. */
const USING = new Set(['open', 'exchange', 'fire', 'drop', 'throw', 'use', 'gain', 'plant', 'lob', 'hurl', 'launch']);
/** Verbs of which the object is what was taken, and the one it was taken from stands behind "from". */
const TAKING = new Set([
  'steal',
  'copy',
  'exfiltrate',
  'siphon',
  'take',
  'extract',
  'harvest',
  'loot',
  'pilfer',
  'download',
  'obtain',
]);

/** "waging cyberassaults"; "suffered a data breach"; "an attack on the embassy killed three people"; "condemned the attack on the convoy". */
const hostileNoun: IncidentRule = {
  name: 'hostile-noun',
  about: 'A noun of hostile conduct with a verb that says it happened, or that is told of as one that did.',
  lemmas: new Set(HOSTILE_NOUNS.keys()),
  read(word, context) {
    if (word.pos !== 'NOUN' || word.is('compound') || isNegated(word) || isUnreal(word)) return undefined;
    const family = familyOf(word, context);
    const verb = clauseOf(word);
    if (!family || (verb && (!isRealised(verb, context) || underUnrealised(word, verb)))) return undefined;
    const doing =
      verb !== undefined && DOING.has(verb.lemma) && word.is('obj', 'obl', 'nsubj:pass') && !isOnlyBeside(word);
    const suffering = verb !== undefined && SUFFERING.has(verb.lemma) && word.is('obj');
    const { accused, blaming } = accusedOf(word) ?? {};
    const happening =
      doing ||
      suffering ||
      accused !== undefined ||
      (verb !== undefined && verb !== word && HAPPENING.has(verb.lemma) && word.is('nsubj', 'obl', 'obj'));
    const doer =
      doerOfNoun(word, context) ??
      accused ??
      (doing && verb && !isPassive(verb) ? subject(verb) : doing && verb ? agent(verb) : undefined);
    // "Trump's attacks on the judge" are words.
    if (doer && TALKED.has(word.lemma) && actorType(doer, context) === 'person') return undefined;
    if (isFigure(word)) return undefined;
    const harmed = harmedIn(word, verb);
    const targets = [
      ...withPreposition(word, 'on', 'against', 'at', 'into', 'of').filter(
        noun => noun !== doer && !isMeasure(noun) && !context.isTime(noun),
      ),
      ...(suffering ? [subject(verb)].filter(w => w !== undefined) : []),
      // "An attack crippled the network"; "was killed by an airstrike".
      ...(happening && verb && (word.is('nsubj') || prepositionOf(word) === 'by')
        ? objects(verb).filter(noun => noun !== word)
        : []),
      ...harmed,
    ];
    const place = withPreposition(word, 'in', 'at', 'near', 'on')[0];
    // "Shelling had occurred on the night of 2 April"
    const isDated =
      verb?.lemma === 'occur' && word.is('nsubj') && !pointedAt(word) && context.timeOf(verb) !== undefined;
    const told =
      isDated ||
      ((isTold(word, context) || harmed.length > 0) &&
        (targets.length > 0 || place !== undefined || doer !== undefined));
    // "companies suffer attacks every day" tells of no single one.
    if (!told && verb && tenseOf(verb) === 'present' && !verb.children('aux').some(({ lemma }) => lemma === 'have'))
      return undefined;
    if (!told && verb && (isInGeneral(verb, context) || (isCountedOnly(word) && doer === undefined))) return undefined;
    if (!told && !(doer && targets.length > 0) && !(happening && (doer || targets.length > 0))) return undefined;
    return {
      trigger: word,
      family,
      words:
        happening && doer && verb
          ? clauseSpan(verb, doer, word)
          : harmed.length > 0 && verb
            ? cover([nounPhrase(harmed[0]!), bareNoun(word)])
            : nounPhrase(word),
      doer,
      targets: targets.flatMap(conjuncts),
      // A day that stands with the blaming is not the day of the deed.
      verb: accused || (suffering && verb && TOLD_OF.has(verb.lemma)) || isOnlyCause(word) ? word : (verb ?? word),
      ...(blaming && { blaming }),
    };
  },
};

/** "Went on trial on Monday over the invasion": when somebody was tried, sued or punished for it is not when it was. */
function isOnlyCause(noun: Word): boolean {
  return noun.is('obl', 'nmod') && /^(?:over|for|because of|in response to)$/u.test(prepositionOf(noun));
}

/** The noun without what renames it or goes on behind it. */
function bareNoun(noun: Word): Span {
  return cover([
    noun,
    ...noun
      .children('nmod')
      .filter(({ index }) => index <= noun.index + LONGEST_TAIL)
      .map(nounPhrase),
  ]);
}

/** Words behind a noun within which a phrase is its own. */
const LONGEST_TAIL = 4;

/** "Were wounded in the shelling", "died in the attack", "was the target of an attack": who suffered it. */
function harmedIn(noun: Word, verb: Word | undefined): Word[] {
  const target = noun.is('nmod') && prepositionOf(noun) === 'of' ? noun.head : undefined;
  if (target && /^(?:target|victim|object)$/u.test(target.lemma) && target.child('cop')) {
    const who = target.child('nsubj');
    return who ? conjuncts(who) : [];
  }
  if (!verb || noun.head !== verb || !/^(?:in|from|by)$/u.test(prepositionOf(noun))) return [];
  if (verb.lemma === 'die') {
    const who = subject(verb);
    return who ? conjuncts(who) : [];
  }
  return HARMING.has(verb.lemma) && isPassive(verb) ? objects(verb) : [];
}

const HARMING = new Set(['kill', 'wound', 'injure', 'hurt', 'maim', 'damage', 'destroy', 'hit']);

/** "Ordered the closure a day before the shelling": what was done beside it. */
function isOnlyBeside(noun: Word): boolean {
  return /^(?:before|after|since|until|during|amid|despite|following|ahead of|prior to|over|because of|near)$/u.test(
    prepositionOf(noun),
  );
}

/** "Confirmed the breach on Friday": the day is that of the telling. */
const TOLD_OF = new Set(['confirm', 'disclose', 'report']);

/** Who is named as the doer, and by which verb: "blamed a group for a wave of attacks", "attributed the breach to a group", "the group is behind the attack". */
function accusedOf(noun: Word): Blame | undefined {
  let whole = noun;
  while (whole.is('nmod') && prepositionOf(whole) === 'of' && whole.head && MANY.has(whole.head.lemma))
    whole = whole.head;
  const { head } = whole;
  if (!head) return undefined;
  const preposition = prepositionOf(whole);
  // "The attack was the work of a gang"
  if (whole.is('nsubj') && WORKS.has(head.lemma) && head.child('cop') && !isNegated(head))
    return blamed(withPreposition(head, 'of', 'by')[0]);
  if (preposition === 'behind' && whole.children('cop').length > 0) return blamed(subject(whole));
  if (preposition === 'for' || preposition === 'of') {
    // The tree may hang it on the accused: "blamed [a group for attacks]".
    const verb = whole.is('nmod') && head.is('obj', 'nsubj:pass') ? head.head : head;
    return verb && ACCUSING.has(verb.lemma) && !isNegated(verb)
      ? blamed(verb.child('obj', 'nsubj:pass'), verb)
      : undefined;
  }
  // "Attributed the breach with some confidence to a group", whatever the tree hangs the group on.
  return ASCRIBING.has(head.lemma) && whole.is('obj', 'nsubj:pass') && !isNegated(head)
    ? blamed(withPreposition(head, 'to', 'on')[0] ?? followingWith(whole, 'to'), head)
    : undefined;
}

const WORKS = new Set(['work', 'handiwork', 'doing']);

interface Blame {
  readonly accused: Word;
  /** Undefined where the sentence itself says it ("the group is behind the attack"). */
  readonly blaming?: Word;
}

function blamed(accused: Word | undefined, blaming?: Word): Blame | undefined {
  return accused && { accused, ...(blaming && { blaming }) };
}

const ACCUSING = new Set(['blame', 'accuse', 'fault', 'condemn', 'suspect', 'convict']);
const ASCRIBING = new Set(['attribute', 'ascribe', 'trace', 'pin', 'link', 'tie']);
/** Words for many, before "of". */
const MANY = new Set([
  'wave',
  'series',
  'string',
  'spate',
  'number',
  'dozen',
  'hundred',
  'campaign',
  'rash',
  'barrage',
  'flurry',
  'set',
  'pair',
  'spree',
]);

/** "an attack on women’s rights", "a breach of the contract": nobody’s hostile deed. */
function isFigure(noun: Word): boolean {
  const aimed = withPreposition(noun, 'on', 'against');
  if (aimed.length > 0 && aimed.every(target => FIGURATIVE_TARGETS.has(target.lemma))) return true;
  const broken = withPreposition(noun, 'of');
  return /^(?:breach|violation)$/u.test(noun.lemma) && broken.some(thing => BROKEN.has(thing.lemma));
}

/** "45 percent experienced five or more breaches", "ransomware attacks have affected firms": a count, or the sort as such. */
function isCountedOnly(noun: Word): boolean {
  if (noun.tag !== 'NNS' || noun.child('nmod:poss')) return false;
  const { words } = noun.sentence;
  const isShare = words.some(
    ({ lemma, pos }) =>
      (lemma === 'percent' || lemma === '%' || lemma === 'survey' || lemma === 'poll' || lemma === 'average') &&
      pos !== 'VERB',
  );
  const isBare = noun.children('det', 'nummod').length === 0;
  return isShare || (isBare && !ownClause(noun).some(word => word.pos === 'PROPN' || word.pos === 'NUM'));
}

/** Deeds that a person also does with words. */
const TALKED = new Set(['attack', 'assault', 'strike', 'shot', 'ambush']);

/** A bare attack may be words, a bare blast an accident: what stands beside a noun says what kind of deed it is, or that it is none. */
function familyOf(noun: Word, context: ReadingContext): IncidentFamily | undefined {
  const own = HOSTILE_NOUNS.get(noun.lemma)!;
  const parts = nounsOf(noun);
  if (parts.some(part => CYBER_WORDS.has(part.lemma) || part.lower.startsWith('cyber'))) return 'cyber';
  const armed = parts.some(part => part !== noun && (WEAPONS.has(part.lemma) || ARMED_WORDS.has(part.lemma)));
  if (EITHER_WAY.has(noun.lemma) && !armed && isAboutComputers(context)) return 'cyber';
  if (WEAK_NOUNS.has(noun.lemma)) {
    if (
      armed ||
      parts.some(part => part !== noun && HOSTILE_DOERS.has(part.lemma)) ||
      (own === 'cyber' && isAboutComputers(context)) ||
      (own === 'armed' && DOING.has(noun.head?.lemma ?? ''))
    )
      return own;
    return undefined;
  }
  // An intrusion is of many kinds; without a sign of computers in the text it is not ours.
  return own === 'cyber' && noun.lemma === 'intrusion' && !isAboutComputers(context) ? undefined : own;
}

/** Which of the two a text tells more of decides what a bare "attack" in it is. */
function isAboutComputers({ analysis }: ReadingContext): boolean {
  const known = aboutComputers.get(analysis);
  if (known !== undefined) return known;
  let balance = 0;
  for (const { lemma, lower } of analysis.words) {
    if (lower.startsWith('cyber') || CYBER_WORDS.has(lemma) || lemma === 'hack') balance++;
    if (ARMED_WORDS.has(lemma)) balance--;
  }
  aboutComputers.set(analysis, balance > 0);
  return balance > 0;
}

const aboutComputers = new WeakMap<Analysis, boolean>();

/** Deeds that are done with arms or with computers. */
const EITHER_WAY = new Set(['attack', 'assault', 'hit', 'target', 'strike', 'bombard', 'raid', 'cripple']);

/** The noun with its modifiers, and what it is done to: not what is told of it in clauses. */
function nounsOf(noun: Word): Word[] {
  return [noun, ...ownClause(noun)];
}

/** "possible attacks", "any attack": nothing that happened. */
function isUnreal(noun: Word): boolean {
  return noun
    .children('amod', 'det', 'compound')
    .some(({ lower, next }) => UNREAL_SIGNS.has(lower) && next?.lower !== 'than');
}

/** Told of as one that happened: definite and single, of a past day, called recent, "after" it, "victims of" it. */
function isTold(noun: Word, context: ReadingContext): boolean {
  // "Last night's missile and drone attacks": the tree joins the attacks to the missile.
  const whole = noun.is('conj') && WEAPONS.has(noun.head?.lemma ?? '') ? noun.head! : noun;
  const time = context.timeWithin(noun) ?? context.timeWithin(whole);
  if (time && context.direction(time) !== 'after') return true;
  if (noun.children('amod').some(({ lower }) => PAST_SIGNS.has(lower))) return true;
  if (noun.is('nmod') && PAST_SIGNS.has(noun.head?.lemma ?? '')) return true;
  if (AFTER.has(prepositionOf(noun))) return true;
  const definite =
    noun.children('det').some(({ lower }) => DEFINITE.has(lower)) || noun.child('nmod:poss') !== undefined;
  return definite && noun.tag === 'NN';
}

const AFTER = new Set(['after', 'following', 'since']);
const DEFINITE = new Set(['the', 'this', 'that', 'both']);

function pointedAt(noun: Word): boolean {
  return noun.children('det').some(({ lower }) => DEFINITE.has(lower));
}

/** "an increase of 40 percent": no target. */
function isMeasure(noun: Word): boolean {
  return noun.pos === 'NUM' || /^(?:percent|kind|sort|type|scale|year|month|week|day|hour|war)$/u.test(noun.lemma);
}

/** "An exchange of fire near the temple", "a tractor hit a mine": nobody began it, or nobody is there. */
const byNobody: IncidentRule = {
  name: 'by-nobody',
  about: 'An exchange of fire, or a mine that somebody hit: a deed that the words put down to nobody.',
  lemmas: new Set(['exchange', 'hit', 'strike', 'trigger', 'step']),
  read(word, context) {
    if (word.pos === 'NOUN' && word.lemma === 'exchange') {
      const fire = withPreposition(word, 'of').find(({ lemma }) =>
        /^(?:fire|gunfire|shelling|artillery)$/u.test(lemma),
      );
      const verb = clauseOf(word);
      if (!fire || (verb && verb !== word && !isRealised(verb, context))) return undefined;
      const place =
        withPreposition(word, 'in', 'at', 'near', 'on')[0] ?? withPreposition(fire, 'in', 'at', 'near', 'on')[0];
      const dead = word.sentence.words
        .filter(at => HARMING.has(at.lemma) && at.is('acl:relcl') && at.index > word.index && isPassive(at))
        .flatMap(objects);
      if (!place && dead.length === 0 && context.timeWithin(word) === undefined) return undefined;
      return { trigger: word, family: 'armed', words: nounPhrase(word), doer: undefined, targets: dead, verb: word };
    }
    if (word.pos !== 'VERB' || isPassive(word) || !isRealised(word, context) || tenseOf(word) !== 'past')
      return undefined;
    const mine = [...word.children('obj'), ...withPreposition(word, 'on')].find(
      ({ lower, dependents }) =>
        /^(?:mines?|landmines?|tripwire|booby-trap)$/u.test(lower) && dependents.some(({ pos }) => pos === 'DET'),
    );
    const who = subject(word);
    if (!mine || !who || isWeapon(who)) return undefined;
    return {
      trigger: word,
      family: 'armed',
      words: clauseSpan(word, who),
      doer: undefined,
      targets: conjuncts(who),
      verb: word,
    };
  },
};

/** "A rocket landed near the crossing", "an explosive device struck a vehicle", "a drone crashed into a silo": the weapon tells the deed, and not whose it was. */
const weaponStrikes: IncidentRule = {
  name: 'weapon-strikes',
  about: 'A weapon that strikes, lands or goes off.',
  lemmas: new Set(['land', 'fall', 'crash', 'slam', 'strike', 'hit', 'explode', 'detonate', 'damage', 'tear', 'go']),
  read(word, context) {
    if (word.pos !== 'VERB' || word.is('amod', 'compound') || isPassive(word) || !isRealised(word, context))
      return undefined;
    const weapon = subject(word);
    if (word.lemma === 'go' && !word.children('compound:prt', 'advmod').some(({ lower }) => lower === 'off'))
      return undefined;
    if (!weapon || !isWeapon(weapon) || isInGeneral(word, context) || tenseOf(word) !== 'past') return undefined;
    const doer = ownerOf(weapon, context);
    const struck = [
      ...word.children('obj'),
      ...withPreposition(word, 'on', 'into', 'in', 'near', 'at', 'under', 'outside', 'through'),
    ].filter(noun => !context.isTime(noun) && noun !== weapon);
    // What falls near something has not hit it.
    const target = struck.find(noun => !/^(?:near|outside)$/u.test(prepositionOf(noun)));
    if (struck.length === 0 && context.timeOf(word) === undefined) return undefined;
    return {
      trigger: word,
      family: 'armed',
      words: clauseSpan(word, weapon),
      doer: doer && !isOnlyPlace(doer, context) ? doer : undefined,
      targets: target ? conjuncts(target).map(settlementNamed) : [],
      verb: word,
    };
  },
};

/** A weapon does nothing by itself; an aircraft without a crew is one. */
function isMeans(noun: Word): boolean {
  return (
    MEANS.has(noun.lemma) || noun.children('amod').some(({ lower }) => lower === 'unmanned' || lower === 'uncrewed')
  );
}

/** "Shells", "an improvised explosive device", "a drone". */
function isWeapon(noun: Word): boolean {
  if (PACKED.has(noun.lemma))
    return noun.children('amod', 'compound').some(({ lower }) => /^(?:explosive|incendiary|bomb)$/u.test(lower));
  return FLYING.has(noun.lemma);
}

/** Weapons only where a word beside them says so. */
const PACKED = new Set(['device', 'parcel', 'package', 'letter', 'balloon']);

const FLYING = new Set(
  'shell rocket missile mortar bomb drone projectile grenade landmine mine torpedo explosion blast'.split(' '),
);

export const rules: readonly IncidentRule[] = [byNobody, hostileVerb, hostilePhrase, hostileNoun, weaponStrikes];

/** Does what the sign asks for stand with the verb? */
function hasSign(
  sign: HostileSign,
  doer: Word | undefined,
  targets: readonly Word[],
  context: ReadingContext,
): boolean {
  const hostile = doer !== undefined && isHostile(doer, context);
  switch (sign) {
    case 'none':
      return true;
    case 'doer':
      return hostile;
    case 'doer or thing':
      return (
        hostile ||
        ((doer === undefined || isState(doer, context) || CROWDS.has(doer.lemma)) &&
          targets.some(target => HOSTILE_TARGETS.has(target.lemma)))
      );
    case 'computer':
      return [doer, ...targets].some(
        party =>
          party &&
          nounsOf(party).some(
            part =>
              CYBER_WORDS.has(part.lemma) ||
              (HOSTILE_DOERS.has(part.lemma) && !CRAFT.has(part.lemma)) ||
              HELD_BY_COMPUTERS.has(part.lemma),
          ),
      );
    case 'line':
      return targets.some(target => VIOLATED.has(target.lemma));
    case 'ship':
      return [doer, ...targets].some(party => party !== undefined && CRAFT.has(party.lemma));
    case 'fighters':
      return hostile || (doer === undefined && targets.some(target => FIGHTERS.has(target.lemma)));
  }
}

/** Those who attack with their hands, where it is a thing that they attack. */
const CROWDS = new Set(
  'supporter protester protestor demonstrator mob crowd youth rioter assailant thug settler man people'.split(' '),
);

const HELD_BY_COMPUTERS = new Set(['secret', 'property', 'information']);

function isPlaceName(word: Word, context: ReadingContext): boolean {
  return actorType(word, context) === 'place' || context.nameOf(word)?.type === 'LOC';
}

/** UTF-16 units; words that run on further are not one deed's any more. */
const LONGEST_CLAIM = 300;

/** From the doer, or from who suffers it, to the end of the deed's own clause. */
export function clauseSpan(verb: Word, doer: Word | undefined, extra?: Word): Span {
  const after = ownClause(verb).filter(word => word.index > verb.index && word.pos !== 'PUNCT');
  // "Shot down what it called a drone" is no claim without what it was called.
  const called = freeRelative(verb)?.subtree() ?? [];
  const phrase = cover([verb, ...after, ...called, ...(extra ? [nounPhrase(extra)] : [])]);
  const bounded = phrase.end - phrase.start <= LONGEST_CLAIM ? phrase : cover([verb, ...(extra ? [extra] : [])]);
  const who = doer && doer.sentence === verb.sentence ? doer : verb.child('nsubj:pass');
  if (!who || contains(bounded, who)) return bounded;
  const whole = cover([nounPhrase(who), bounded]);
  return whole.end - whole.start <= LONGEST_CLAIM ? whole : bounded;
}
