import { contains, cover, type Span } from '../../core/span.ts';
import type { Force } from '../../attributions/attribution.ts';
import type { Word } from '../../language/analysis.ts';
import {
  agent,
  clauseOf,
  conjuncts,
  isNegated,
  nounPhrase,
  objects,
  ownClause,
  predicatePhrase,
  subject,
  tenseOf,
  withPreposition,
} from '../../language/clause.ts';
import type { Rule } from '../kind.ts';
import { isHypothetical, type ReadingContext } from '../reading-context.ts';
import {
  AMBIGUOUS_VERBS,
  CYBER_WORDS,
  DOING,
  HAPPENING,
  HOSTILE_DOERS,
  HOSTILE_NOUNS,
  HOSTILE_TARGETS,
  HOSTILE_VERBS,
  type IncidentFamily,
  SUFFERING,
  UNREALISED,
  VIOLATED,
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
}

type IncidentRule = Rule<FoundIncident>;

/** "Chinese hackers have targeted American networks since late September". */
const hostileVerb: IncidentRule = {
  name: 'hostile-verb',
  about: 'A verb of hostile conduct that is said to have happened.',
  lemmas: new Set([...HOSTILE_VERBS.keys(), ...AMBIGUOUS_VERBS.keys()]),
  read(word, context) {
    if (word.pos !== 'VERB' || !isRealised(word, context)) return undefined;
    const doer = doerOf(word);
    const targets = objects(word).filter(target => target !== doer);
    const sure = HOSTILE_VERBS.get(word.lemma);
    if (!sure && !hasHostileSign(word, doer, targets, context)) return undefined;
    if (!doer && targets.length === 0) return undefined;
    // "an attack which killed three": the deed itself is read from its noun; and no place attacks anybody.
    if (doer && (HOSTILE_NOUNS.has(doer.lemma) || isOnlyPlace(doer, context))) return undefined;
    const cyber = [doer, ...targets].some(party => party && party.subtree().some(part => CYBER_WORDS.has(part.lemma)));
    const family = cyber ? 'cyber' : (sure ?? AMBIGUOUS_VERBS.get(word.lemma)!);
    return { trigger: word, family, words: clauseSpan(word, doer), doer, targets, verb: word };
  },
};

/** "waging cyberassaults"; "suffered a data breach"; "an attack on the embassy killed three people". */
const hostileNoun: IncidentRule = {
  name: 'hostile-noun',
  about: 'A noun of hostile conduct with a verb that says it happened, or with its doer and target.',
  lemmas: new Set(HOSTILE_NOUNS.keys()),
  read(word, context) {
    if (word.pos !== 'NOUN' || word.is('compound') || isNegated(word)) return undefined;
    const verb = clauseOf(word);
    if (!verb || verb === word || !isRealised(verb, context) || underUnrealised(word, verb)) return undefined;
    const doing = DOING.has(verb.lemma) && word.is('obj', 'obl');
    const suffering = SUFFERING.has(verb.lemma) && word.is('obj');
    const happening = doing || suffering || HAPPENING.has(verb.lemma);
    const doer = doerOfNoun(word, context) ?? (doing ? subject(verb) : undefined);
    const targets = [
      ...withPreposition(word, 'on', 'against', 'at', 'into', 'of').filter(noun => noun !== doer),
      ...(suffering ? [subject(verb)].filter(w => w !== undefined) : []),
    ];
    if (!happening && !(doer && targets.length > 0)) return undefined;
    if (!doer && targets.length === 0) return undefined;
    const cyber =
      word.subtree().some(part => CYBER_WORDS.has(part.lemma) || part.lower.startsWith('cyber')) ||
      (doer && CYBER_WORDS.has(doer.lemma));
    const own = HOSTILE_NOUNS.get(word.lemma)!;
    if (
      own === 'cyber' &&
      !cyber &&
      !['cyberattack', 'cyber-attack', 'cyberassault', 'cyberespionage', 'hacking', 'hack'].includes(word.lemma)
    ) {
      // A breach or an intrusion is of many kinds; without a sign of computers it is not ours.
      if (!context.analysis.words.some(other => other.lemma === 'hacker' || other.lower.startsWith('cyber')))
        return undefined;
    }
    return {
      trigger: word,
      family: cyber ? 'cyber' : own,
      words: happening && doer ? clauseSpan(verb, doer, word) : nounPhrase(word),
      doer,
      targets: targets.flatMap(conjuncts),
      verb,
    };
  },
};

export const rules: readonly IncidentRule[] = [hostileVerb, hostileNoun];

/** Said to have happened: not denied, not conditional, not ahead, not within an undertaking, a wish or a demand. */
function isRealised(verb: Word, context: ReadingContext): boolean {
  if (isNegated(verb) || isHypothetical(verb) || tenseOf(verb) === 'future') return false;
  if (context.attributionsOver(verb).some(({ force }) => NOT_REPORTING.has(force))) return false;
  for (
    let at: Word | undefined = verb;
    at?.head && at.is('xcomp', 'acl', 'advcl', 'ccomp', 'conj', 'obl', 'nmod', 'obj');
    at = at.head
  ) {
    if (at.is('xcomp', 'acl', 'advcl', 'ccomp') && at.children('mark').some(mark => mark.lower === 'to')) return false;
    if (at.is('xcomp', 'ccomp', 'obj') && UNREALISED.has(at.head.lemma)) return false;
    if (isHypothetical(at.head)) return false;
  }
  return context.times.every(
    time =>
      time.from === undefined ||
      context.published === undefined ||
      time.from <= context.published ||
      context.timeOf(verb) !== time,
  );
}

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
  const owner = noun.child('nmod:poss') ?? withPreposition(noun, 'by', 'from')[0];
  if (owner) return owner;
  const modifiers = noun.children('amod', 'compound').flatMap(word => [word, ...word.dependents]);
  return modifiers.find(
    word => DOER_OF_COMPOUND.test(context.text.slice(word.end, word.end + 10)) || isPeople(word, context),
  );
}

/** "Chinese-led", "state-backed" */
const DOER_OF_COMPOUND = /^[-‐‑ ](?:led|backed|sponsored)\b/u;

/** "Russian airstrikes": a people's adjective says whose deed it was. */
function isPeople(word: Word, context: ReadingContext): boolean {
  return word.pos === 'ADJ' && context.party(word).actor !== undefined;
}

function hasHostileSign(
  verb: Word,
  doer: Word | undefined,
  targets: readonly Word[],
  context: ReadingContext,
): boolean {
  if (['steal', 'access', 'compromise', 'breach', 'penetrate', 'infect', 'cripple'].includes(verb.lemma)) {
    return [doer, ...targets].some(party =>
      party
        ?.subtree()
        .some(
          part =>
            CYBER_WORDS.has(part.lemma) ||
            HOSTILE_DOERS.has(part.lemma) ||
            /^(?:secret|property|information)$/u.test(part.lemma),
        ),
    );
  }
  const hostileDoer = doer !== undefined && (HOSTILE_DOERS.has(doer.lemma) || isHostileName(doer, context));
  if (verb.lemma === 'violate') return targets.some(target => VIOLATED.has(target.lemma));
  const attacked = targets.some(target => HOSTILE_TARGETS.has(target.lemma));
  if (verb.lemma === 'hit' || verb.lemma === 'fire' || verb.lemma === 'strike' || verb.lemma === 'storm')
    return hostileDoer;
  return hostileDoer || (attacked && !isSpeakerOnly(doer, context));
}

/** A state that attacks a network does something; a politician who attacks a company says something. */
function isSpeakerOnly(doer: Word | undefined, context: ReadingContext): boolean {
  if (!doer) return false;
  const { actor } = context.party(doer);
  return actor !== undefined && context.actors.actor(actor)?.type === 'person';
}

function isOnlyPlace(doer: Word, context: ReadingContext): boolean {
  const { actor } = context.party(doer);
  return (
    (actor !== undefined && context.actors.actor(actor)?.type === 'place') ||
    /^(?:neighbou?rhood|city|town|village|district|area)$/u.test(doer.lemma)
  );
}

function isHostileName(doer: Word, context: ReadingContext): boolean {
  const { actor } = context.party(doer);
  return actor !== undefined && context.actors.actor(actor)?.type === 'group';
}

function clauseSpan(verb: Word, doer: Word | undefined, extra?: Word): Span {
  const after = ownClause(verb).filter(word => word.index > verb.index && word.pos !== 'PUNCT');
  const phrase = cover([verb, ...after, ...(extra ? [nounPhrase(extra)] : [])]);
  const who = doer && doer.sentence === verb.sentence ? nounPhrase(doer) : undefined;
  if (!who || contains(phrase, who)) return phrase;
  const whole = cover([who, phrase]);
  return whole.end - whole.start <= 400 ? whole : phrase;
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
