/** Verbs of undertaking: with an infinitive, a clause, a noun, or money and help. */
import { bodyNouns, personNouns, postHeads } from '../../../actors/vocabulary.ts';
import { nounCue } from '../../../attributions/lexicon.ts';
import type { Span } from '../../../core/span.ts';
import type { Word } from '../../../language/analysis.ts';
import {
  agent,
  auxiliaries,
  conjuncts,
  fullNounPhrase,
  isNegated,
  isPassive,
  predicatePhrase,
  subject,
  withPreposition,
} from '../../../language/clause.ts';
import { isHypothetical, type ReadingContext } from '../../reading-context.ts';
import { speaksFor } from '../../side.ts';
import { FIRMNESS, foundIn, INSTRUMENTS, phraseOf } from '../found.ts';
import { infinitiveAfter, infinitiveOf } from './infinitives.ts';
import { isJoint } from './joint.ts';
import type { CommitmentRule } from './rule.ts';
import { DEEDS, HELP, MONEY } from './what-is-given.ts';

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
export const promiseToDo: CommitmentRule = {
  name: 'promise-to-do',
  about: 'A verb of undertaking with an infinitive: who does the verb is bound to do the infinitive.',
  lemmas: new Set(FIRMNESS.keys()),
  read(word, context) {
    if (word.pos !== 'VERB' || !isDone(word)) return undefined;
    const act = infinitiveOf(word, context) ?? infinitiveAfter(word, context);
    // "Committed 150 million, to be paid out over four years": the money is what was promised.
    if (!act || isOfThing(word, act)) return undefined;
    const bound = committed(word) ?? promiser(word, context);
    if (!bound || isNoParty(bound) || leavesOutObject(word, act)) return undefined;
    if (ONLY_JOINTLY.has(word.lemma) && !isJoint(bound)) return undefined;
    return foundIn(word, act, phraseOf(act), bound);
  },
};

function isOfThing(verb: Word, act: Word): boolean {
  const thing = verb.child('obj');
  return (
    thing !== undefined &&
    thing.start > verb.start &&
    thing.end < act.start &&
    isPassive(act) &&
    act.subtree()[0]?.text === ','
  );
}

/** Words and texts undertake nothing: "assurances that they remained committed". */
function isNoParty(bound: Word): boolean {
  return (
    bound.pos === 'NOUN' &&
    (INSTRUMENTS.has(bound.lemma) ||
      (nounCue(bound.lemma) !== undefined && !personNouns.has(bound.lemma)) ||
      TEXTS.has(bound.lemma))
  );
}

const TEXTS = new Set([
  'assurance',
  'law',
  'bill',
  'text',
  'draft',
  'document',
  'plan',
  'policy',
  'programme',
  'program',
  'clause',
  'article',
]);

/** "The law commits the state to end coal": whoever is committed, and not what commits him; money is committed by somebody. */
function committed(verb: Word): Word | undefined {
  const object = verb.lemma === 'commit' ? verb.child('obj') : undefined;
  // What an agreement commits its parties to is told as its terms.
  if (INSTRUMENTS.has(subject(verb)?.lemma ?? '')) return undefined;
  if (!object || object.start < verb.start || /sel(?:f|ves)$/u.test(object.lower)) return undefined;
  return object.pos !== 'SYM' && !MONEY.has(object.lemma) && object.child('nummod') === undefined ? object : undefined;
}

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
  if (isGivenTo(verb)) return agent(verb);
  const isInside =
    verb.is('acl:relcl') &&
    before !== undefined &&
    before.pos !== 'PRON' &&
    told !== undefined &&
    !conjuncts(told).includes(before);
  const near = isInside && told.index < before.index ? before : (told ?? before);
  const clause = verb.is('conj') ? verb.head : undefined;
  const far = clause?.is('ccomp') && clause.head ? subject(clause.head) : undefined;
  return near && far && context.party(near).actor === undefined && context.party(far).actor !== undefined ? far : near;
}

/** "We were promised reform": whoever is promised something is not bound to it. */
function isGivenTo(verb: Word): boolean {
  return /^(?:promise|pledge|guarantee|offer|vow)$/u.test(verb.lemma) && isPassive(verb);
}

/** The noun that stands right before the verb and its auxiliaries, where the tree gives the verb no subject. */
function nounRightBefore(verb: Word): Word | undefined {
  let at = verb.previous;
  while (at && (at.pos === 'AUX' || at.pos === 'ADV')) at = at.previous;
  if (!at || at.sentence !== verb.sentence) return undefined;
  // A capital tells a name that the language model does not know.
  return ['NOUN', 'PROPN', 'PRON'].includes(at.pos) || /^\p{Lu}\p{Ll}/u.test(at.text) ? at : undefined;
}

/** What is announced with "that" and "will" binds like a promise; announced with an infinitive it is a plan. */
const PROMISING_THAT = new Set([...FIRMNESS.keys(), 'announce', 'assure']);

/** "vowed that his country would not be the first to …". */
export const promiseThat: CommitmentRule = {
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
    // "Promised that families would be informed", "that there would be no dismissals": whoever promises sees to it.
    const whole =
      speaker && SEEN_TO.has(word.lemma)
        ? stateSeenTo(act, word.lemma !== 'assure' && answersFor(speaker, context))
        : undefined;
    if (speaker && whole && !isGivenTo(word)) return foundIn(word, act, whole, speaker);
    if (!speaker || !bound) return undefined;
    // "The minister promised that he would …": the pronoun is nearly always the one who promises.
    const isWeather = bound.lower === 'it' && (personNouns.has(speaker.lemma) || /^(?:he|she)$/u.test(speaker.lower));
    if (isPronoun(bound)) return isWeather ? undefined : foundIn(word, act, phraseOf(act), speaker, firmness);
    return speaksFor(context.party(speaker), bound, context)
      ? foundIn(word, act, phraseOf(act), bound, firmness)
      : undefined;
  },
};

/** Verbs by which one answers for what will be, whoever does it. */
const SEEN_TO = new Set(['promise', 'pledge', 'vow', 'guarantee', 'undertake', 'swear', 'assure']);

/** "The mayor vowed that fares would not go up": of somebody in office or a body; what analysts promise of prices is a forecast. */
function answersFor(speaker: Word, context: ReadingContext): boolean {
  const { actor, capacity } = context.party(speaker);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  const isBody = type === 'state' || type === 'body' || type === 'firm' || type === 'organisation';
  return (
    capacity !== undefined ||
    isBody ||
    bodyNouns.has(speaker.lemma) ||
    (postHeads.has(speaker.lemma) && speaker.tag !== 'NNS')
  );
}

/** The whole of a clause about what is to become of something: without its "that". */
function stateSeenTo(act: Word, isAnswering: boolean): Span | undefined {
  const about = act.child('nsubj');
  if (act.child('cop') && !act.child('expl')) return undefined;
  const isThing = isAnswering && about?.pos === 'NOUN' && !personNouns.has(about.lemma) && !bodyNouns.has(about.lemma);
  const thing = act.child('nsubj:pass') ?? act.child('expl') ?? (isThing ? about : undefined);
  if (!thing || (isPronoun(thing) && !act.child('expl'))) return undefined;
  // "That no staff will be dismissed and that it will build the turbine" is two things.
  const others = new Set(act.children('conj').flatMap(other => other.subtree()));
  const words = act
    .subtree()
    .filter(word => word.start >= thing.subtree()[0]!.start && word.pos !== 'PUNCT' && !others.has(word));
  return { start: words[0]!.start, end: words.at(-1)!.end };
}

/** "agreed to a ceasefire", "agreed on a code of conduct". */
export const agreedOn: CommitmentRule = {
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
    const bound = subject(word);
    if (bound && isNoParty(bound)) return undefined;
    if (/^(?:some|any|every)(?:one|body)$/u.test(subject(word)?.lower ?? '')) return undefined;
    // "Commits $4 billion to the ferries" gives the money.
    const given = word.child('obj');
    if (word.lemma === 'commit' && given && given.start > word.start && !/self$|selves$/u.test(given.lower))
      return undefined;
    if (!thing || thing.child('det')?.lower === 'that' || thing.child('det')?.lower === 'this') return undefined;
    return foundIn(word, thing, fullNounPhrase(thing), subject(word));
  },
};

/** "pledged $40 million for a rescue centre", "has promised support". */
export const pledgedThing: CommitmentRule = {
  name: 'pledged-thing',
  about: 'A verb of undertaking with money or help as its object.',
  lemmas: new Set(['pledge', 'commit', 'promise', 'offer']),
  read(word, context) {
    const thing = word.child('obj');
    if (word.pos !== 'VERB' || !isDone(word) || word.child('xcomp') || !thing || thing.start < word.start)
      return undefined;
    const money =
      thing.tag === '$' ||
      thing.pos === 'SYM' ||
      MONEY.has(thing.lemma) ||
      thing.children('nummod', 'compound').some(({ lemma }) => MONEY.has(lemma)) ||
      // "NOK 4 billion", by the code of its currency.
      (/^\p{Lu}{3}$/u.test(thing.text) && /\p{N}/u.test(thing.next?.text ?? ''));
    // "Pledged 1,000 officers", "promised an inquiry".
    const isDeed =
      (word.lemma === 'promise' || word.lemma === 'pledge') &&
      (DEEDS.has(thing.lemma) ||
        (thing.pos === 'NOUN' && thing.child('nummod') !== undefined && !context.isTime(thing)));
    if (!money && !isDeed && (word.lemma === 'offer' || word.lemma === 'commit' || !HELP.has(thing.lemma)))
      return undefined;
    const bound = isGivenTo(word) ? agent(word) : subject(word);
    return bound
      ? foundIn(
          word,
          thing,
          {
            start: fullNounPhrase(thing).start,
            end: (isGivenTo(word) ? fullNounPhrase(thing) : predicatePhrase(word)).end,
          },
          bound,
        )
      : undefined;
  },
};

function isPronoun(word: Word): boolean {
  return word.pos === 'PRON';
}

function isFutureClause(act: Word): boolean {
  return auxiliaries(act).some(lemma => ['will', 'would', 'shall'].includes(lemma));
}
