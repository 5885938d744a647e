import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import { contains, cover, type Span, type Words } from '../../core/span.ts';
import type { Word } from '../../language/analysis.ts';
import {
  agent,
  conjuncts,
  isNegated,
  isPassive,
  nounPhrase,
  objects,
  predicatePhrase,
  tenseOf,
} from '../../language/clause.ts';
import { type Kind, type Rule, readWords } from '../kind.ts';
import { actorIds, isHypothetical, type ReadingContext } from '../reading-context.ts';
import { names, oneLine, timeText } from '../show.ts';
import { DEEDS } from './lexicon.ts';

export type ActStatus = 'done' | 'announced' | 'under way' | 'not done';

/** Any other public deed: an arrest, a law, a sanction, a withdrawal, an exercise. */
export interface ActBody {
  readonly type: string;
  readonly status: ActStatus;
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

const deed: Rule<FoundAct> = {
  name: 'public-deed',
  about: 'A verb of public action with the object that makes it one.',
  lemmas: new Set(DEEDS.keys()),
  read(word, context) {
    if (word.pos !== 'VERB' || isHypothetical(word) || isUnrealised(word)) return undefined;
    const targets = objects(word);
    const { objects: demanded } = DEEDS.get(word.lemma)!;
    if (demanded && !targets.some(target => demanded.has(target.lemma))) return undefined;
    const doer = agent(word);
    const doers = doer ? conjuncts(doer) : [];
    // Somebody known must do it, or suffer it: "the law suspended the rule" is nobody's deed.
    if (![...doers, ...targets].some(party => context.party(party).actor !== undefined)) return undefined;
    return { verb: word, doers, targets };
  },
};

/** "agreed to withdraw", "called on Iran to release": what is promised or demanded is not yet a deed. */
function isUnrealised(verb: Word): boolean {
  return (
    verb.children('mark').some(mark => mark.lower === 'to') ||
    (verb.is('xcomp') && verb.tag === 'VB') ||
    (verb.is('conj') && verb.head !== undefined && verb.tag === 'VB' && isUnrealised(verb.head))
  );
}

function read(context: ReadingContext): Draft<ActBody>[] {
  return readWords([deed], context).map(({ rule, result }) => claimOf(result, rule, context));
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
      about: 'done, under way, announced or not done, as of the document.',
      value: claim => bodyOf(claim).status,
    },
    { name: 'deed', about: 'The deed in the exact words.', value: claim => oneLine(bodyOf(claim).deed.exact) },
  ],
  show(claim) {
    const { type, status, doers, targets, deed } = bodyOf(claim);
    return {
      headline: `${type}, ${status}: ${names(doers) || 'somebody not named'}: “${oneLine(deed.exact)}”`,
      details: [
        ['when', timeText(claim.when)],
        ['to', names(targets)],
        ['according to', names(claim.voices)],
      ],
    };
  },
};
