import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import { contains, cover, type Span, type Words } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import {
  agent,
  auxiliaries,
  conjuncts,
  isGeneral,
  isNegated,
  isPassive,
  nounPhrase,
  objects,
  predicatePhrase,
  tenseOf,
} from '../../language/clause.ts';
import { type Kind, type Rule, readWords } from '../kind.ts';
import { actorIds, isHypothetical, type ReadingContext } from '../reading-context.ts';
import { speaksFor } from '../side.ts';
import { names, oneLine, timeText } from '../show.ts';
import { deed } from './deed.ts';
import { DEEDS, PUBLIC_DOERS } from './lexicon.ts';

export type ActStatus = 'done' | 'announced' | 'under way' | 'not done';

/** Any other public deed: an arrest, a law, a sanction, a withdrawal, an exercise. */
export interface ActBody {
  readonly type: string;
  readonly status: ActStatus | 'unknown';
  /** Empty: the text names nobody ("was arrested"). */
  readonly doers: readonly Party[];
  readonly targets: readonly Party[];
  readonly deed: Words;
}

interface FoundAct {
  readonly verb: Word;
  readonly doers: readonly Word[];
  readonly targets: readonly Word[];
}

const publicDeed: Rule<FoundAct> = {
  name: 'public-deed',
  about: 'A verb of public action with the object that makes it one.',
  lemmas: new Set(DEEDS.keys()),
  read(word, context) {
    if (word.pos !== 'VERB' || isGeneral(word) || isUnrealised(word)) return undefined;
    const targets = objects(word);
    const { objects: demanded, people } = DEEDS.get(word.lemma)!;
    if (
      demanded &&
      !targets.some(target => demanded.has(target.lemma.toLowerCase()) || (people && isPerson(target, context)))
    )
      return undefined;
    const doer = agent(word);
    const doers = doer ? conjuncts(doer) : [];
    if (doer && isOwnPlan(word, doer, context)) return undefined;
    if (!isPublic(doers, targets, isPassive(word), demanded !== undefined && /^VB[DN]$/u.test(word.tag), context))
      return undefined;
    return { verb: word, doers, targets };
  },
};

/** What a side says that it will do is a commitment, and read as one. */
function isOwnPlan(verb: Word, doer: Word, context: ReadingContext): boolean {
  if (tenseOf(verb) !== 'future') return false;
  const speaker = context.voicesAt(verb).at(-1);
  return speaker !== undefined && speaksFor(speaker, doer, context);
}

/** Somebody known must do it, or suffer it, or it is done by an office or to people by nobody named: "the law suspended the rule" is nobody's deed. */
function isPublic(
  doers: readonly Word[],
  targets: readonly Word[],
  passive: boolean,
  /** Does the verb's object already tell that the deed is a public one ("launched a rocket")? */
  demanding: boolean,
  context: ReadingContext,
): boolean {
  if ([...doers, ...targets].some(party => context.party(party).actor !== undefined)) return true;
  if (doers.some(doer => PUBLIC_DOERS.has(doer.lemma))) return true;
  return doers.length === 0 && targets.length > 0 && (passive || demanding);
}

function isPerson(word: Word, context: ReadingContext): boolean {
  const { actor, how } = context.party(word);
  return how === 'class' || (actor !== undefined && context.actors.actor(actor)?.type === 'person');
}

/** Prepositions whose gerund tells what was done ("responded by easing sanctions"). */
const DONE_BY = new Set(['by', 'after', 'since', 'in']);

/** "agreed to withdraw", "if it withdraws", "the idea of deporting", "interest in deploying": promised, demanded or thought of, not done. */
function isUnrealised(verb: Word): boolean {
  const marker = verb.child('mark');
  const mark = marker?.lower;
  // "interest in deploying": the gerund is what the noun is about, wherever the tree hangs it.
  if (mark === 'in' && marker?.previous?.pos === 'NOUN') return true;
  if (isHypothetical(verb) || mark === 'to' || auxiliaries(verb).some(lemma => lemma === 'can' || lemma === 'must'))
    return true;
  if (verb.is('amod', 'compound')) return true;
  const gerund = verb.tag === 'VBG' && verb.child('aux') === undefined;
  if (gerund && mark !== undefined && !(verb.is('advcl') && DONE_BY.has(mark))) return true;
  if (gerund && verb.is('acl', 'obj', 'nmod', 'csubj', 'xcomp', 'ccomp') && !STARTING.has(verb.head?.lemma ?? ''))
    return true;
  const shared = verb.is('conj') && (verb.tag === 'VB' || gerund) && verb.child('aux') === undefined;
  return (verb.is('xcomp') && verb.tag === 'VB') || (shared && verb.head !== undefined && isUnrealised(verb.head));
}

/** "began putting tariffs on steel" */
const STARTING = new Set(['begin', 'start', 'continue', 'resume', 'finish', 'stop']);

function read(context: ReadingContext): Draft<ActBody>[] {
  const told: FoundAct[] = [];
  return readWords([publicDeed], context).flatMap(({ rule, result }) => {
    if (told.some(other => isToldAgain(other, result, context))) return [];
    told.push(result);
    return [claimOf(result, rule, context)];
  });
}

/** "Police arrested the man": the arrest that was told of before, by the same doer and of nobody newly named. */
function isToldAgain(first: FoundAct, again: FoundAct, context: ReadingContext): boolean {
  if (DEEDS.get(first.verb.lemma)!.type !== DEEDS.get(again.verb.lemma)!.type) return false;
  if (isNegated(first.verb) !== isNegated(again.verb)) return false;
  const [time, other] = [context.timeOf(first.verb), context.timeOf(again.verb)];
  if (time && other && context.timesAgree(time, other) !== true) return false;
  const name = (word: Word | undefined): string => (word ? (context.party(word).actor ?? word.lemma) : '');
  const sameDoer = again.doers.length === 0 || first.doers.some(doer => name(doer) === name(again.doers[0]));
  return (
    sameDoer &&
    again.targets.length > 0 &&
    again.targets.every(target => first.targets.some(known => name(known) === name(target)) || isDefinite(target))
  );
}

function isDefinite(word: Word): boolean {
  return (
    word.pos === 'PRON' || word.children('det').some(({ lower }) => /^(?:the|this|that|these|those)$/u.test(lower))
  );
}

function claimOf({ verb, doers, targets }: FoundAct, rule: string, context: ReadingContext): Draft<ActBody> {
  const actors = doers.map(doer => context.party(doer));
  const suffered = targets.map(target => context.party(target));
  const voices = context.voicesAt(verb);
  return {
    kind: 'act',
    rule,
    words: context.words(actSpan(verb, doers)),
    factuality: context.factualityOf(verb) === 'asserted' && voices.length > 0 ? 'alleged' : context.factualityOf(verb),
    voices,
    when: context.timeOf(verb),
    actors: actorIds(...actors, ...suffered),
    body: {
      type: DEEDS.get(verb.lemma)!.type,
      status: statusOf(verb),
      doers: actors,
      targets: suffered,
      deed: context.words(cover([verb, predicatePhrase(verb)])),
    },
  };
}

function statusOf(verb: Word): ActStatus {
  if (isNegated(verb)) return 'not done';
  if (tenseOf(verb) === 'future') return 'announced';
  return verb.tag === 'VBG' && verb.child('aux') ? 'under way' : 'done';
}

function actSpan(verb: Word, doers: readonly Word[]): Span {
  const phrase = cover([verb, predicatePhrase(verb)]);
  const near = [
    ...doers.filter(doer => doer.sentence === verb.sentence),
    ...(isPassive(verb) ? verb.children('nsubj') : []),
  ].map(nounPhrase);
  const whole = cover([phrase, ...near.filter(span => !contains(phrase, span))]);
  return whole.end - whole.start <= 400 ? whole : phrase;
}

const bodyOf = (claim: Claim): ActBody => claim.body as ActBody;

export const act: Kind<ActBody> = {
  name: 'act',
  plural: 'acts',
  about: 'Any other public deed: an arrest, an indictment, a sanction, a law, a signature, a withdrawal, an exercise.',
  read,
  deed,
  columns: [
    { name: 'type', about: 'arrest, sanction, law, signature, withdrawal, …', value: claim => bodyOf(claim).type },
    {
      name: 'actor',
      about: 'Who did it.',
      value: claim =>
        bodyOf(claim)
          .doers.map(party => party.name)
          .join('; '),
    },
    {
      name: 'targets',
      about: 'To whom or what.',
      value: claim =>
        bodyOf(claim)
          .targets.map(party => party.name)
          .join('; '),
    },
    {
      name: 'status',
      about: 'done, under way, announced or not done, as of the document; unknown (by hand).',
      value: claim => bodyOf(claim).status,
    },
    { name: 'deed', about: 'The deed in the exact words.', value: claim => oneLine(bodyOf(claim).deed.exact) },
  ],
  unread: words => ({ type: 'unknown', status: 'unknown', doers: [], targets: [], deed: words }),
  show(claim) {
    const { type, status, doers, targets, deed } = bodyOf(claim);
    return {
      headline: `${type === 'unknown' ? 'act' : `${type}, ${status}`}: ${names(doers) || 'somebody not named'}: “${oneLine(deed.exact)}”`,
      details: [
        ['when', timeText(claim.when)],
        ['to', names(targets)],
        ['according to', names(claim.voices)],
      ],
    };
  },
};
