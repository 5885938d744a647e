import type { ActorType } from '../../core/actor.ts';
import { contains, cover, type Span } from '../../core/span.ts';
import type { Force } from '../../attributions/attribution.ts';
import type { Analysis, Word } from '../../language/analysis.ts';
import {
  agent,
  auxiliaries,
  clauseOf,
  conjuncts,
  followingWith,
  isGeneral,
  isNegated,
  isPassive,
  nounPhrase,
  objects,
  ownClause,
  predicatePhrase,
  prepositionOf,
  subject,
  tenseOf,
  withPreposition,
} from '../../language/clause.ts';
import type { Rule } from '../kind.ts';
import { isHypothetical, type ReadingContext } from '../reading-context.ts';
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
  MEANS,
  type HostileSign,
  type IncidentFamily,
  PAST_SIGNS,
  SUFFERING,
  UNREALISED,
  UNREAL_SIGNS,
  VIOLATED,
  WEAK_NOUNS,
  WEAPONS,
} from './lexicon.ts';

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
    return family && sign ? deedOf(word, family, sign, context) : undefined;
  },
};

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
    const phrase = HOSTILE_PHRASES.get(word.lemma);
    const beside = word
      .children('compound:prt', 'obj', 'obl', 'xcomp', 'nsubj:pass')
      .concat(objects(word), withPreposition(word, 'in', 'into', 'on', 'with'))
      .filter(child => child.child('case')?.lower !== 'by');
    if (
      !phrase ||
      !beside.some(child =>
        [child, ...(NOT_USED.has(child.lemma) ? [] : child.children('compound', 'nmod'))].some(({ lemma }) =>
          phrase.beside.has(lemma),
        ),
      )
    )
      return undefined;
    return deedOf(word, phrase.family, phrase.sign, context);
  },
};

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
): FoundIncident | undefined {
  // "phishing sites", "hacked accounts": a modifier tells of no deed.
  if (word.pos !== 'VERB' || word.is('amod', 'compound') || word.lower === 'phishing' || !isRealised(word, context))
    return undefined;
  const agent = doerOf(word);
  const suffering = targetsOf(word, context).filter(target => target !== agent);
  // "The two armies exchanged fire": each did it to the other, and the words do not tell who began.
  const isMutual = MUTUAL.has(word.lemma) && agent !== undefined;
  const byWeapon = agent !== undefined && MEANS.has(agent.lemma);
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
    targets: targets.filter(({ lower }) => lower !== 'what'),
    verb: word,
  };
}

/** What two do to each other. */
const MUTUAL = new Set(['exchange', 'trade', 'swap']);

/** "A Russian missile", "a mine of the army": whose the weapon was, as far as its own words tell. */
function ownerOf(weapon: Word, context: ReadingContext): Word | undefined {
  return (
    weapon.child('nmod:poss') ??
    weapon
      .children('amod', 'compound')
      .find(
        word => !MEANS.has(word.lemma) && (word.pos === 'PROPN' || isPeople(word, context) || isHostile(word, context)),
      )
  );
}

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
    targets.some(target => target.children('det', 'nmod:poss', 'nummod').some(({ lower }) => !INDEFINITE.has(lower))) ||
    clause.some(word => word.pos === 'PROPN' || isPeople(word, context))
  );
}

/**
 * What such doers do: in the plain present, "often" or "increasingly", beside or below a verb that is put so ("the trojan works by infecting …");
 * what somebody says in the present has its own tense.
 */
export function isInGeneral(verb: Word, context: ReadingContext): boolean {
  if (isGeneral(verb)) return true;
  if (context.timeOf(verb) !== undefined) return false;
  const present = tenseOf(verb) !== 'past';
  if (present && verb.children('advmod').some(({ lower }) => HABITS.has(lower))) return true;
  const { head } = verb;
  if (!head || head.pos !== 'VERB' || context.attributionsOver(verb).length > 0) return false;
  const bare = /^VBG?$/u.test(verb.tag) && verb.child('aux') === undefined;
  if (!bare) return verb.is('conj') && /^VB[PZ]?$/u.test(verb.tag) && isGeneral(head);
  const isPart =
    verb.is('conj', 'xcomp', 'ccomp') || (verb.is('advcl') && PART_OF.has(verb.child('mark')?.lower ?? ''));
  return isPart && !DISCOVERING.has(head.lemma) && (isGeneral(head) || isPresentPassive(head));
}

const HABITS = new Set([
  'often',
  'usually',
  'typically',
  'generally',
  'increasingly',
  'regularly',
  'frequently',
  'routinely',
  'commonly',
  'sometimes',
  'always',
  'normally',
]);
/** "by infecting", "after compromising": a gerund that tells a part of what its verb tells. */
const PART_OF = new Set(['by', 'after', 'before', 'when', 'while', 'upon', 'without', 'from']);
/** Who sees a deed sees one that is done. */
const DISCOVERING = new Set([
  'show',
  'see',
  'find',
  'catch',
  'accuse',
  'blame',
  'suspect',
  'film',
  'watch',
  'describe',
]);

function isPresentPassive(verb: Word): boolean {
  const helper = verb.child('aux:pass');
  return helper !== undefined && /^VB[PZ]$/u.test(helper.tag) && auxiliaries(verb).length === 1;
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
    .filter(word => !context.isTime(word) && !isPlaceName(word, context) && !DAY_PARTS.has(word.lemma));
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
const DAY_PARTS = new Set(['morning', 'afternoon', 'evening', 'night', 'day', 'dawn', 'week', 'month']);
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
    const doing = verb !== undefined && DOING.has(verb.lemma) && word.is('obj', 'obl', 'nsubj:pass');
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
    const targets = [
      ...withPreposition(word, 'on', 'against', 'at', 'into', 'of').filter(
        noun => noun !== doer && !isMeasure(noun) && !context.isTime(noun),
      ),
      ...(suffering ? [subject(verb)].filter(w => w !== undefined) : []),
      // "An attack crippled the network"; "was killed by an airstrike".
      ...(happening && verb && (word.is('nsubj') || prepositionOf(word) === 'by')
        ? objects(verb).filter(noun => noun !== word)
        : []),
    ];
    const place = withPreposition(word, 'in', 'at', 'near', 'on')[0];
    const told = isTold(word, context) && (targets.length > 0 || place !== undefined || doer !== undefined);
    // "companies suffer attacks every day" tells of no single one.
    if (!told && verb && tenseOf(verb) === 'present' && !verb.children('aux').some(({ lemma }) => lemma === 'have'))
      return undefined;
    if (!told && verb && (isInGeneral(verb, context) || (isCountedOnly(word) && doer === undefined))) return undefined;
    if (!told && !(doer && targets.length > 0) && !(happening && (doer || targets.length > 0))) return undefined;
    return {
      trigger: word,
      family,
      words: happening && doer && verb ? clauseSpan(verb, doer, word) : nounPhrase(word),
      doer,
      targets: targets.flatMap(conjuncts),
      // A day that stands with the blaming is not the day of the deed.
      verb: accused ? word : (verb ?? word),
      ...(blaming && { blaming }),
    };
  },
};

/** Who is named as the doer, and by which verb: "blamed a group for a wave of attacks", "attributed the breach to a group", "the group is behind the attack". */
function accusedOf(noun: Word): Blame | undefined {
  let whole = noun;
  while (whole.is('nmod') && prepositionOf(whole) === 'of' && whole.head && MANY.has(whole.head.lemma))
    whole = whole.head;
  const { head } = whole;
  if (!head) return undefined;
  const preposition = prepositionOf(whole);
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
  const time = context.timeWithin(noun);
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

/** "an increase of 40 percent": no target. */
function isMeasure(noun: Word): boolean {
  return noun.pos === 'NUM' || /^(?:percent|kind|sort|type|scale|year|month|week|day|hour|war)$/u.test(noun.lemma);
}

export const rules: readonly IncidentRule[] = [hostileVerb, hostilePhrase, hostileNoun];

/** Said to have happened: not denied, not conditional, not ahead, not within an undertaking, a wish or a demand. */
function isRealised(verb: Word, context: ReadingContext): boolean {
  if (isNegated(verb) || isHypothetical(verb) || tenseOf(verb) === 'future') return false;
  // A bare form with no helper: an order, or one more thing that somebody could do.
  if (verb.tag === 'VB' && verb.is('root', 'parataxis') && auxiliaries(verb).length === 0) return false;
  if (isOnlyPossible(verb) || isAsked(verb)) return false;
  // "instead of attacking the chain", "without a shot being fired"
  if (
    verb.tag === 'VBG' &&
    verb.children('mark', 'case').some(({ lower }) => /^(?:instead|rather|without)$/u.test(lower))
  )
    return false;
  if (context.attributionsOver(verb).some(({ force }) => NOT_REPORTING.has(force))) return false;
  for (
    let at: Word | undefined = verb;
    at?.head && at.is('xcomp', 'acl', 'advcl', 'ccomp', 'conj', 'obl', 'nmod', 'obj');
    at = at.head
  ) {
    // "used malware to steal …" was done, "tried to steal …" was attempted, "planned to steal …" was not.
    const infinitive = at.is('xcomp', 'acl', 'advcl', 'ccomp') && at.children('mark').some(mark => mark.lower === 'to');
    const isAttempt = at.is('xcomp') && ATTEMPTING.has(at.head.lemma) && tenseOf(at.head) === 'past';
    if (infinitive && at.head.lemma !== 'use' && !isAttempt) return false;
    if (at.is('xcomp', 'ccomp', 'obj') && UNREALISED.has(at.head.lemma) && !isAttempt) return false;
    // "has not been used to mount attacks", "no sign that money was stolen"
    if (infinitive && isNegated(at.head)) return false;
    if (at.is('acl', 'ccomp') && at.head.children('det').some(({ lower }) => lower === 'no')) return false;
    // "Was forced to close after an attack hit its servers": what is told in the past with a subject of its own happened, whatever governs it.
    if (at.is('advcl') && at.tag === 'VBD' && at.child('nsubj')) break;
    // "That would show that the firm was hacked"
    if (at.is('ccomp') && auxiliaries(at.head).includes('would') && !auxiliaries(at.head).includes('have'))
      return false;
    // "Attackers can use the flaw to infect …"
    if (isHypothetical(at.head) || isOnlyPossible(at.head)) return false;
  }
  const time = context.timeOf(verb);
  return time === undefined || time.standing === 'open' || context.direction(time) !== 'after';
}

/** "Do these hackers have the data?" */
export function isAsked(verb: Word): boolean {
  return verb.is('root') && verb.sentence.words.at(-1)?.text === '?';
}

/** What somebody tried to do was done as far as they came: an attempt is an incident. */
const ATTEMPTING = new Set(['try', 'attempt']);

/** Somebody who denies, asks, warns, vows or agrees reports no incident. */
const NOT_REPORTING: ReadonlySet<Force> = new Set([
  'denied',
  'asked',
  'urged',
  'warned',
  'vowed',
  'agreed',
  'wanted',
  'refused',
  'expected',
  'thought',
]);

/** "agreed to curb cyberattacks", "concerns about attacks": the noun stands under something that keeps it from having happened. */
function underUnrealised(noun: Word, verb: Word): boolean {
  if (UNREALISED.has(verb.lemma)) return true;
  for (let at: Word | undefined = noun; at && at !== verb; at = at.head) {
    if (
      at !== noun &&
      /^(?:concern|fear|threat|risk|warning|possibility|danger|prevention|prospect|case|event|response|defen[cs]e|protection|fight|plan|effort)$/u.test(
        at.lemma,
      )
    )
      return true;
  }
  return false;
}

function doerOf(verb: Word): Word | undefined {
  const doer = agent(verb);
  return doer && !doer.is('csubj') ? doer : undefined;
}

/** "Chinese-led cyberattacks", "their attacks", "attacks by militants", "Russian airstrikes". */
function doerOfNoun(noun: Word, context: ReadingContext): Word | undefined {
  const owner =
    noun.children('nmod:poss').find(word => !context.isTime(word)) ?? withPreposition(noun, 'by', 'from')[0];
  if (owner) return owner;
  const modifiers = noun.children('amod', 'compound').flatMap(word => [word, ...word.dependents]);
  return modifiers.find(
    word =>
      DOER_OF_COMPOUND.test(context.text.slice(word.end, word.end + 10)) ||
      isPeople(word, context) ||
      (word.is('compound') && isHostile(word, context) && !WEAPONS.has(word.lemma) && !OF_SORTS.has(word.lemma)),
  );
}

/** Nouns that before another are adjectives, and say what sort of deed it was. */
const OF_SORTS = new Set(['jihadist', 'extremist', 'separatist', 'paramilitary', 'guerrilla', 'mortar', 'sniper']);

/** "Chinese-led", "state-backed" */
const DOER_OF_COMPOUND = /^[-‐‑ ](?:led|backed|sponsored)\b/u;

/** "Russian airstrikes": a people's adjective says whose deed it was. */
function isPeople(word: Word, context: ReadingContext): boolean {
  return word.pos === 'ADJ' && context.party(word).actor !== undefined;
}

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
        ((doer === undefined || isState(doer, context)) && targets.some(target => HOSTILE_TARGETS.has(target.lemma)))
      );
    case 'computer':
      return [doer, ...targets].some(
        party =>
          party &&
          nounsOf(party).some(
            part => CYBER_WORDS.has(part.lemma) || HOSTILE_DOERS.has(part.lemma) || HELD_BY_COMPUTERS.has(part.lemma),
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

const HELD_BY_COMPUTERS = new Set(['secret', 'property', 'information']);

/** A noun for somebody who attacks, or a name of a group that does. */
function isHostile(doer: Word, context: ReadingContext): boolean {
  return conjuncts(doer).some(
    word =>
      HOSTILE_DOERS.has(word.lemma) ||
      MEANS.has(word.lemma) ||
      actorType(word, context) === 'group' ||
      isTiedToState(word, context),
  );
}

/** "A group tied to the Iranian government", "spies working for the army": whoever acts for a state. */
function isTiedToState(doer: Word, context: ReadingContext): boolean {
  return doer
    .children('acl')
    .filter(verb => TIES.has(verb.lemma))
    .flatMap(verb => withPreposition(verb, 'to', 'with', 'for', 'by'))
    .some(
      noun =>
        isState(noun, context) ||
        (SERVICES.has(noun.lemma) && noun.children('amod', 'compound').some(word => isStates(word, context))),
    );
}

const TIES = new Set(['tie', 'link', 'connect', 'affiliate', 'associate', 'back', 'sponsor', 'work', 'act']);

function isStates(word: Word, context: ReadingContext): boolean {
  return isPeople(word, context) || actorType(word, context) === 'state';
}

/** A state, or a service of one, that attacks a network does something; a politician who attacks a company says something. */
function isState(doer: Word, context: ReadingContext): boolean {
  const owner = doer.child('nmod:poss');
  return (
    actorType(doer, context) === 'state' ||
    (SERVICES.has(doer.lemma) && owner !== undefined && actorType(owner, context) === 'state')
  );
}

const SERVICES = new Set(['intelligence', 'service', 'army', 'military', 'navy', 'force', 'government', 'agency']);

function actorType(word: Word, context: ReadingContext): ActorType | undefined {
  const { actor } = context.party(word);
  return actor === undefined ? undefined : context.actors.actor(actor)?.type;
}

function isPlaceName(word: Word, context: ReadingContext): boolean {
  return actorType(word, context) === 'place' || context.nameOf(word)?.type === 'LOC';
}

function isOnlyPlace(doer: Word, context: ReadingContext): boolean {
  return (
    actorType(doer, context) === 'place' || /^(?:neighbou?rhood|city|town|village|district|area)$/u.test(doer.lemma)
  );
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

/** Nouns that name what a deed is for. */
const AIMS = new Set(['purpose', 'aim', 'goal', 'benefit', 'motive', 'objective', 'intent', 'intention', 'motivation']);
const PURPOSE_VERBS = new Set([
  'facilitate',
  'steal',
  'obtain',
  'gain',
  'collect',
  'gather',
  'acquire',
  'disrupt',
  'destroy',
  'intimidate',
  'influence',
  'extort',
  'force',
  'weaken',
  'undermine',
  'sabotage',
  'conduct',
  'spy',
  'retaliate',
  'punish',
  'avenge',
]);

/** A purpose given for hostile conduct: "the primary benefit of the intrusions seems … to facilitate theft of intellectual property". */
export interface FoundPurpose {
  /** The deed it is given for ("intrusions"). */
  readonly deed: Word;
  readonly purpose: Span;
}

export function purposes(context: ReadingContext): FoundPurpose[] {
  return context.analysis.words.flatMap(word => {
    if (!AIMS.has(word.lemma)) return [];
    const deed = withPreposition(word, 'of', 'behind')[0];
    const verb = clauseOf(word);
    if (!deed || !HOSTILE_NOUNS.has(deed.lemma) || !verb) return [];
    const act = verb
      .subtree()
      .find(
        at =>
          at.start > word.start && PURPOSE_VERBS.has(at.lemma) && at.children('mark').some(mark => mark.lower === 'to'),
      );
    return act ? [{ deed, purpose: withoutContrast(act) }] : [];
  });
}

/** "in order to steal …": the purpose that stands with the deed itself. */
export function purposeOf(verb: Word): Span | undefined {
  const act = verb
    .children('advcl', 'xcomp')
    .find(clause => PURPOSE_VERBS.has(clause.lemma) && clause.children('mark').some(mark => mark.lower === 'to'));
  return act ? withoutContrast(act) : undefined;
}

/** The phrase up to "rather than …", "not …": what it is not for is no purpose. */
function withoutContrast(act: Word): Span {
  const phrase = predicatePhrase(act);
  const contrast = act
    .subtree()
    .find(
      word =>
        word.start > act.start &&
        ((word.lower === 'rather' && word.next?.lower === 'than') || (word.lower === 'not' && word.is('cc', 'advmod'))),
    );
  if (!contrast) return phrase;
  const last = contrast.previous?.pos === 'PUNCT' ? contrast.previous.previous : contrast.previous;
  return last && last.end > phrase.start ? { start: phrase.start, end: last.end } : phrase;
}

function isOnlyPossible(verb: Word): boolean {
  return auxiliaries(verb).some(lemma => lemma === 'can' || lemma === 'must');
}
