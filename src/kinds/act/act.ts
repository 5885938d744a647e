import type { Party } from '../../core/actor.ts';
import type { Claim, Draft, Factuality } from '../../core/claim.ts';
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
  prepositionOf,
  tenseOf,
  withPreposition,
} from '../../language/clause.ts';
import { type Kind, type Rule, readWords } from '../kind.ts';
import { isOffice, isOfficialVisit, PUBLIC_DOERS } from '../office.ts';
import { madeAt } from '../occasion.ts';
import { actorIds, isHypothetical, type ReadingContext } from '../reading-context.ts';
import { speaksFor } from '../side.ts';
import { names, oneLine, timeText } from '../show.ts';
import { deed } from './deed.ts';
import { type Deed, DEEDS, HELD_IN, LICENSED, PAYERS, PEOPLE, PRICES, UNIT_SIGNS, VAGUE_UNITS } from './lexicon.ts';

/** As of the document. `reversed`: the deed takes back what was done before. */
export type ActStatus = 'done' | 'announced' | 'under way' | 'reversed' | 'not done';

/** Any other public deed: an arrest, a law, a sanction, a withdrawal, an exercise. */
export interface ActBody {
  readonly type: string;
  readonly status: ActStatus | 'unknown';
  /** Empty: the text names nobody ("was arrested"). */
  readonly doers: readonly Party[];
  readonly targets: readonly Party[];
  readonly deed: Words;
  /** Where, as far as the words tell. */
  readonly place?: Party;
}

interface FoundAct {
  readonly verb: Word;
  readonly doers: readonly Word[];
  readonly targets: readonly Word[];
}

const UNWELCOME: Deed = { type: 'expulsion' };

const publicDeed: Rule<FoundAct> = {
  name: 'public-deed',
  about: 'A verb of public action with the object that makes it one.',
  lemmas: new Set(DEEDS.keys()),
  read(word, context) {
    if (word.pos !== 'VERB' || isUnrealised(word)) return undefined;
    if (isGeneral(word) && context.entryDay(word) === undefined) return undefined;
    const told = isUnwelcome(word) ? UNWELCOME : DEEDS.get(word.lemma)!;
    const direct = [...suffered(word, context), ...countsOf(word)].map(target => nearer(target, word, context));
    const targets =
      direct.length > 0 || !told.by ? direct : withPreposition(word, ...told.by).filter(noun => !context.isTime(noun));
    const isAsked = (target: Word): boolean =>
      isWhatIsAsked(told.type === 'law' ? target : counted(target), told, context);
    if (!targets.some(isAsked) && (told.objects || told.by)) return undefined;
    if (told.beside && !isBeside(word, told.beside)) return undefined;
    const doer = doerOf(word, context);
    const doers = doer ? conjuncts(doer) : [];
    if ([...doers, ...targets].some(({ lemma }) => NOBODY.has(lemma)) || !isMeant(word, targets, doers, context))
      return undefined;
    // A visit that lies ahead is a meeting that is due, and read as one.
    if ((doer && isOwnPlan(word, doer, context)) || (told.type === 'visit' && tenseOf(word) === 'future'))
      return undefined;
    if (told.type === 'visit' && !targets.some(place => isOfficialVisit(doers, place, context))) return undefined;
    const demanding = told.objects !== undefined && /^VB[DN]$/u.test(word.tag);
    if (!isPublic(doers, targets, told.named !== true && isPassive(word), demanding, context)) return undefined;
    return { verb: word, doers, targets: sufferers(word, targets, context) };
  },
};

/** Deeds that are done to people only. */
const TO_PEOPLE = new Set([
  'arrest',
  'conviction',
  'acquittal',
  'indictment',
  'imprisonment',
  'extradition',
  'expulsion',
]);

/**
 * "A series about Bernard Lind, who was arrested", "terms for people convicted of fraud": where the tree hangs what is told of somebody on a noun for no
 * person, whoever stands right before it.
 */
function nearer(target: Word, verb: Word, context: ReadingContext): Word {
  const opener = verb.children('nsubj').find(({ lower }) => lower === 'who') ?? (verb.is('acl') ? verb : undefined);
  if (target !== verb.head || !opener || !TO_PEOPLE.has(DEEDS.get(verb.lemma)!.type) || isPerson(target, context))
    return target;
  const before = opener.previous?.pos === 'PUNCT' ? opener.previous.previous : opener.previous;
  return before && before.index > target.index && isPerson(before, context) ? before : target;
}

/** The objects; "arrested three people and used pepper spray": beside people no thing is arrested, whatever the tree joins. */
function suffered(verb: Word, context: ReadingContext): Word[] {
  const all = objects(verb).filter(({ pos }) => pos !== 'VERB');
  const people = TO_PEOPLE.has(DEEDS.get(verb.lemma)!.type) ? all.filter(each => isPerson(each, context)) : [];
  return people.length > 0 ? people : all;
}

/** "Has withdrawn about a third of the tanks": where the tree takes "about" for a preposition. */
function countsOf(verb: Word): Word[] {
  return verb
    .children('obl')
    .filter(noun => /^(?:about|around|over|nearly)$/u.test(prepositionOf(noun)) && counted(noun) !== noun);
}

/** "About a third of the tanks", "dozens of prisoners": what is counted. */
function counted(target: Word): Word {
  const isCount = QUANTITIES.has(target.lemma) || target.pos === 'NUM' || target.pos === 'DET';
  return (isCount ? withPreposition(target, 'of')[0] : undefined) ?? target;
}

const QUANTITIES = new Set(
  'third half quarter part most some many number dozen hundred thousand majority rest all both several group'.split(
    ' ',
  ),
);

function isBeside(verb: Word, wanted: ReadonlySet<string>): boolean {
  return verb.dependents.some(({ lemma, lower }) => wanted.has(lemma) || wanted.has(lower));
}

/** "Declared two diplomats persona non grata" sends them home. */
function isUnwelcome(verb: Word): boolean {
  return (
    verb.lemma === 'declare' && verb.sentence.words.some(word => word.lower === 'persona' && word.index > verb.index)
  );
}

/** Whom a deed is done to: of "imposed sanctions on three men" the men, of "one of the men, Erik Sand" Erik Sand. */
function sufferers(verb: Word, targets: readonly Word[], context: ReadingContext): readonly Word[] {
  const isMeasure =
    DEEDS.get(verb.lemma)!.type !== 'reversal' &&
    targets.length > 0 &&
    targets.every(({ lemma }) => MEASURES.has(lemma));
  // "Boarded it": a ship, which is nobody.
  if (/^(?:boarding|interception)$/u.test(DEEDS.get(verb.lemma)!.type))
    return targets.filter(({ pos }) => pos !== 'PRON');
  // "Were denied visas", "denied the mission access": who asked for it.
  if (/^(?:refusal|grant)$/u.test(DEEDS.get(verb.lemma)!.type)) {
    const asked = askersOf(verb);
    return asked.length > 0 ? asked.flatMap(conjuncts) : targets;
  }
  const aimed = isMeasure
    ? [verb, ...targets].flatMap(word => withPreposition(word, 'on', 'against')).filter(word => !context.isTime(word))
    : [];
  return (aimed.length > 0 ? [...new Set(aimed.flatMap(conjuncts))] : targets).map(
    word =>
      // "Fined Dorran Mining $2.3 million"
      (word.pos === 'SYM' ? word.children('compound', 'nmod').find(({ pos }) => pos === 'PROPN') : undefined) ??
      (word.lemma === 'one' ? word.subtree().find(part => part.is('appos')) : undefined) ??
      // "The editor of Radio Kelo, Salma Idris"
      word.children('appos').find(part => word.pos === 'NOUN' && word.tag === 'NN' && isKnownPerson(part, context)) ??
      word,
  );
}

function isKnownPerson(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor !== undefined && context.actors.actor(actor)?.type === 'person';
}

/** Whom something is let have or refused. */
function askersOf(verb: Word): Word[] {
  // "Access to the site": to what, and not to whom.
  const isToThing = verb.children('obj').some(({ lemma }) => lemma === 'access' || lemma === 'entry');
  return [...verb.children('nsubj:pass', 'iobj'), ...(isToThing ? [] : withPreposition(verb, 'to'))];
}

/** What is laid on somebody. */
const MEASURES = new Set(
  'sanction tariff duty ban embargo restriction curb penalty fine quota blockade limit curfew freeze measure'.split(
    ' ',
  ),
);

/** "nobody has been arrested" tells of no arrest. */
const NOBODY = new Set(['nobody', 'none', 'nothing', 'anybody', 'anyone', 'whoever']);

/** Verbs that mean a public deed only beside some words: customers are charged prices, films are released, software is deployed. */
function isMeant(verb: Word, targets: readonly Word[], doers: readonly Word[], context: ReadingContext): boolean {
  // "has deported more people than anybody": a comparison.
  if (targets.some(target => target.children('amod').some(({ lower }) => lower === 'more' || lower === 'most')))
    return false;
  switch (DEEDS.get(verb.lemma)!.type) {
    case 'indictment':
      return (
        !targets.some(target => PAYERS.has(target.lemma)) &&
        !verb.children('obj', 'obl', 'advmod', 'advcl').some(({ lemma, pos }) => PRICES.has(lemma) || pos === 'SYM')
      );
    case 'release': {
      if (targets.some(({ lemma, pos }) => pos === 'NOUN' && PEOPLE.has(lemma))) return true;
      if (verb.children('nsubj', 'obj').some(({ lower }) => lower === 'which' || lower === 'that')) return false;
      // "Was detained and released"
      if (verb.is('conj') && DEEDS.get(verb.head?.lemma ?? '')?.type === 'arrest') return true;
      const heldIn = withPreposition(verb, 'from', 'on').some(noun => HELD_IN.has(noun.lemma.toLowerCase()));
      return heldIn || doers.some(doer => isOffice(doer, context));
    }
    case 'deployment':
      return (
        !targets.every(target => VAGUE_UNITS.has(target.lemma)) ||
        targets.some(target => target.children('amod', 'compound').some(({ lower }) => UNIT_SIGNS.has(lower))) ||
        doers.some(doer => isOffice(doer, context))
      );
    case 'launch':
      return !targets.every(target => UNDERTAKINGS.has(target.lemma)) || byOffice(doers, context);
    case 'signature':
      // "Signed away the climate law" puts no name under it.
      if (verb.dependents.some(word => word.is('advmod', 'compound:prt') && word.lower === 'away')) return false;
      return doers.length === 0 || !doers.every(doer => isFirm(doer, context));
    case 'opening':
    case 'closing':
      return !targets.every(target => PREMISES.has(target.lemma)) || byOffice(doers, context);
    // "Dismissed him as a clown" puts nobody out of office.
    case 'dismissal':
      return (
        !verb.dependents.some(({ lower }) => lower === 'as') &&
        withPreposition(verb, 'as').length === 0 &&
        targets.some(target => isOffice(target, context)) &&
        byOffice(doers, context)
      );
    // What gunmen and burglars take and search, they do not by right.
    case 'seizure':
    case 'search':
      return doers.length === 0
        ? DEEDS.get(verb.lemma)!.type === 'seizure'
        : doers.some(doer => isByRight(doer, context));
    // "Cut ties with a firm": firms do, too.
    case 'break of relations':
      return (
        targets.some(target => target.children('amod').some(({ lower }) => lower === 'diplomatic')) ||
        doers.some(doer => isByRight(doer, context))
      );
    // Who is fined, suspended, banned or let in is so by an office or a body; a firm suspends its staff.
    case 'suspension':
    case 'ban':
      return (
        !targets.some(target => isPerson(target, context) || LICENSED.has(target.lemma)) ||
        doers.length === 0 ||
        doers.some(doer => isByRight(doer, context) || isBody(doer, context))
      );
    // "Was appointed in 2016": somebody's career, unless it is told who put him there.
    case 'appointment':
      return doers.some(doer => isByRight(doer, context) || isBody(doer, context));
    case 'fine':
      return doers.length === 0 || doers.some(doer => isByRight(doer, context) || isBody(doer, context));
    case 'refusal':
    case 'grant':
      // "Denied access to the files would help": said, and refused to nobody.
      return (
        askersOf(verb).length > 0 &&
        verb.child('ccomp') === undefined &&
        (doers.length === 0 || doers.some(doer => isByRight(doer, context) || isOffice(doer, context)))
      );
    case 'interception':
    case 'boarding':
      return doers.length === 0 || doers.some(doer => isByRight(doer, context) || isCoastGuard(doer));
    // Whom anybody orders about is nobody's public deed; what a court orders is.
    case 'court order':
      return doers.some(({ lemma }) => COURTS.has(lemma.toLowerCase()));
    case 'questioning':
      return doers.some(({ lemma }) => OFFICERS.has(lemma.toLowerCase()));
    case 'disqualification':
      return (
        (byOffice(doers, context) || doers.some(doer => isBody(doer, context))) &&
        (verb.lemma === 'disqualify' || withPreposition(verb, 'from').length > 0)
      );
    case 'sanction':
      return verb.lemma !== 'freeze' || byOffice(doers, context);
    default:
      return true;
  }
}

function isByRight(doer: Word, context: ReadingContext): boolean {
  const { actor } = context.party(doer);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  return isPatrol(doer) || OFFICERS.has(doer.lemma.toLowerCase()) || type === 'state' || type === 'body';
}

const COURTS = new Set(['court', 'judge', 'tribunal', 'magistrate', 'justice']);

/** "A patrol boat", "a navy frigate" */
function isPatrol(doer: Word): boolean {
  return (
    /^(?:boat|ship|vessel|frigate|helicopter|plane|aircraft)$/u.test(doer.lemma) &&
    doer
      .children('compound', 'amod')
      .some(({ lower }) => /^(?:patrol|navy|naval|police|military|guard|coastguard)$/u.test(lower))
  );
}

function isBody(doer: Word, context: ReadingContext): boolean {
  const { actor, capacity } = context.party(doer);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  return capacity !== undefined || type === 'organisation' || GOVERNING.has(doer.lemma.toLowerCase());
}

/** Nouns for bodies that rule over others' doings. */
const GOVERNING = new Set(
  'regulator federation commission council president premier tribunal panel watchdog league king board'.split(' '),
);

const OFFICERS = new Set(
  'police officer agent prosecutor authority guard customs detective investigator inspector government court navy ministry agency'.split(
    ' ',
  ),
);

/** What firms open and close, too. */
const PREMISES = new Set(['office', 'camp', 'base', 'channel', 'mission']);

/** What firms launch, too. */
const UNDERTAKINGS = new Set(['program', 'programme', 'operation', 'satellite', 'investigation', 'inquiry']);

function isFirm(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  return actor !== undefined && context.actors.actor(actor)?.type === 'firm';
}

/** By nobody who is named, or by an office. */
function byOffice(doers: readonly Word[], context: ReadingContext): boolean {
  return doers.length === 0 || doers.some(doer => isOffice(doer, context));
}

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
  if (
    doers.some(
      doer => PUBLIC_DOERS.has(doer.lemma.toLowerCase()) || isCoastGuard(doer) || isOfPublic(doer) || isPatrol(doer),
    )
  )
    return true;
  return doers.length === 0 && targets.length > 0 && (passive || demanding);
}

/** "The prosecutor's office" */
function isOfPublic(doer: Word): boolean {
  return doer.lemma === 'office' && PUBLIC_DOERS.has(doer.child('nmod:poss', 'compound')?.lemma ?? '');
}

/** "The coast guard", "border guards" */
function isCoastGuard({ lemma, dependents }: Word): boolean {
  return (
    lemma === 'guard' &&
    dependents.some(
      word => word.is('compound', 'amod') && /^(?:coast|border|national|revolutionary)$/u.test(word.lower),
    )
  );
}

/**
 * Whoever does it; where a relative clause is hung on a noun that is nobody ("concerns about North Korea, which has conducted …"), the one who is
 * named right before the pronoun.
 */
function doerOf(verb: Word, context: ReadingContext): Word | undefined {
  const doer = agent(verb);
  if (isPassive(verb)) return doer;
  const pronoun = verb.children('nsubj').find(({ lower }) => lower === 'which' || lower === 'who' || lower === 'that');
  if (!pronoun || (doer && context.party(doer).actor !== undefined)) return doer;
  const before = pronoun.previous?.pos === 'PUNCT' ? pronoun.previous.previous : pronoun.previous;
  return before?.pos === 'PROPN' && context.party(before).actor !== undefined ? before : doer;
}

/** Is the object such that it makes a public deed of the verb? */
function isWhatIsAsked(target: Word, { objects: asked, people, places }: Deed, context: ReadingContext): boolean {
  return (
    asked === undefined ||
    asked.has(target.lemma.toLowerCase()) ||
    (people === true && isPerson(target, context)) ||
    (places === true && isStateOrPlace(target, context))
  );
}

function isStateOrPlace(word: Word, context: ReadingContext): boolean {
  const { actor } = context.party(word);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  return word.pos === 'PROPN' && (type === 'state' || type === 'place');
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
  // "The council voted to suspend the licence": a vote does it.
  if (mark === 'to' && isVoted(verb)) return false;
  if (isHypothetical(verb) || mark === 'to' || auxiliaries(verb).some(lemma => lemma === 'can' || lemma === 'must'))
    return true;
  if (verb.is('amod', 'compound')) return true;
  // "Will you sanction the company?"
  const isAsked = verb.is('root', 'conj', 'parataxis') && verb.sentence.words.at(-1)?.text === '?';
  if (isAsked) return true;
  // "Deport them all", "demanded that he resign": somebody's call.
  if (verb.tag === 'VB' && verb.is('root', 'parataxis', 'ccomp') && auxiliaries(verb).length === 0) return true;
  // "Asked that access be granted"
  const helpers = verb.children('aux');
  if (helpers.length === 1 && helpers[0]!.lower === 'be' && mark !== 'to') return true;
  // "they are imprisoned and turn to drugs": what is done there in general.
  const [helper] = verb.children('aux:pass');
  if (helper && /^VB[PZ]$/u.test(helper.tag) && auxiliaries(verb).length === 1 && !isHeadline(verb)) return true;
  // "nominees who would overturn the ruling", "he would sign such laws": what a side says of itself is read as its undertaking.
  if (auxiliaries(verb).includes('would') && !auxiliaries(verb).includes('have')) return true;
  // "if he is indicted or convicted": the condition holds for both.
  if (verb.is('conj') && verb.head && !verb.child('nsubj', 'nsubj:pass') && isHypothetical(verb.head)) return true;
  // "will end up passing a bill", "might consider lifting the ban"
  if (tenseOf(verb) === undefined && verb.is('xcomp', 'advcl', 'ccomp') && verb.head && isAhead(verb.head)) return true;
  // "to spend billions deporting them", "to get the bill passed": what is aimed at, in its parts.
  const under = verb.is('xcomp', 'ccomp', 'advcl') && !DONE_BY.has(mark ?? '') ? verb.head : undefined;
  const isAim = under?.child('mark')?.lower === 'to' || under?.children('nsubj', 'aux').length === 0;
  if (under?.tag === 'VB' && /^VB[GN]$/u.test(verb.tag) && isAim) return true;
  if (isSortOfPeople(verb)) return true;
  const gerund = verb.tag === 'VBG' && verb.child('aux') === undefined;
  if (gerund && mark !== undefined && !(verb.is('advcl') && DONE_BY.has(mark))) return true;
  if (gerund && verb.is('acl', 'obj', 'nmod', 'csubj', 'xcomp', 'ccomp') && !STARTING.has(verb.head?.lemma ?? ''))
    return true;
  const shared = verb.is('conj') && (verb.tag === 'VB' || gerund) && verb.child('aux') === undefined;
  return (verb.is('xcomp') && verb.tag === 'VB') || (shared && verb.head !== undefined && isUnrealised(verb.head));
}

/** What a body has voted to do is decided. */
function isVoted(verb: Word): boolean {
  const { head } = verb;
  return (
    verb.is('xcomp', 'advcl') &&
    head?.lemma === 'vote' &&
    head.pos === 'VERB' &&
    tenseOf(head) === 'past' &&
    !isNegated(head) &&
    !isHypothetical(head)
  );
}

/** "people convicted of such crimes", "all foreigners sentenced to two years": a sort of people, whoever they are. */
function isSortOfPeople(verb: Word): boolean {
  const before = verb.previous?.tag === 'NNS' || verb.previous?.lower === 'people' ? verb.previous : verb.head;
  const noun = verb.is('acl') && !verb.is('acl:relcl') && verb.tag === 'VBN' ? before : undefined;
  if (noun?.tag !== 'NNS' && noun?.lower !== 'people') return false;
  const isOpen = noun
    .children('det', 'nummod', 'nmod:poss')
    .every(({ lower }) => /^(?:all|any|every|those|some|no)$/u.test(lower));
  return isOpen && !verb.subtree().some(({ pos }) => pos === 'PROPN' || pos === 'NUM');
}

function isAhead(verb: Word): boolean {
  return verb.pos === 'VERB' && (tenseOf(verb) === 'future' || isHypothetical(verb));
}

/** Headlines put what has happened in the present. */
function isHeadline({ sentence: { index, words } }: Word): boolean {
  return index === 0 && !/[.!?]/u.test(words.at(-1)?.text ?? '');
}

/** "began putting tariffs on steel" */
const STARTING = new Set(['begin', 'start', 'continue', 'resume', 'finish', 'stop']);

function read(context: ReadingContext): Draft<ActBody>[] {
  const told: { readonly rule: string; readonly result: FoundAct }[] = [];
  for (const found of readWords([publicDeed], context)) {
    const { result } = found;
    const headline = told.findIndex(other => isHeadlineOf(other.result, result, context));
    if (headline >= 0) told[headline] = found;
    else if (!told.some(other => isToldAgain(other.result, result, context))) told.push(found);
  }
  return told.map(({ rule, result }) => claimOf(result, rule, context));
}

/** Sentences below a headline in which an article tells first what the headline says. */
const LEAD = 3;

/** "Norland and Sudova sign fishing pact", and below it "Norland and Sudova signed an agreement on Monday": the same deed, told in full. */
function isHeadlineOf(headline: FoundAct, lead: FoundAct, context: ReadingContext): boolean {
  const isLead = lead.verb.sentence.index > 0 && lead.verb.sentence.index <= LEAD;
  if (!isLead || !isHeadline(headline.verb) || typeOf(headline) !== typeOf(lead)) return false;
  if (isNegated(headline.verb) !== isNegated(lead.verb)) return false;
  // "Peru summons an envoy", and below it "Peru's foreign ministry summoned the ambassador".
  const actorsOf = (words: readonly Word[]): string[] =>
    words.flatMap(word => {
      const { actor } = context.party(word);
      const known = actor === undefined ? undefined : context.actors.actor(actor);
      const post = known?.posts.findLast(({ of }) => of !== undefined)?.of;
      const state = known?.type === 'class' ? undefined : (known?.country ?? context.actors.actor(post ?? '')?.country);
      return [actor, state].filter(each => each !== undefined);
    });
  const [to, again] = [actorsOf(headline.targets), actorsOf(lead.targets)];
  return (
    share(actorsOf(headline.doers), actorsOf(lead.doers)) && (to.length === 0 || again.length === 0 || share(to, again))
  );
}

function share(a: readonly string[], b: readonly string[]): boolean {
  return a.some(actor => b.includes(actor));
}

/** "Police arrested the man": the arrest that was told of before, by the same doer and of nobody newly named. */
function isToldAgain(first: FoundAct, again: FoundAct, context: ReadingContext): boolean {
  if (typeOf(first) !== typeOf(again)) return false;
  if (isNegated(first.verb) !== isNegated(again.verb)) return false;
  const [time, other] = [context.timeOf(first.verb), context.timeOf(again.verb)];
  if (time && other && context.timesAgree(time, other) !== true) return false;
  const name = (word: Word | undefined): string => (word ? (context.party(word).actor ?? word.lemma) : '');
  const [doer] = again.doers;
  // "The airline signed the agreement in May": whoever that is, it is told of as known.
  const isKnown = doer?.pos === 'NOUN' && isDefinite(doer) && context.party(doer).actor === undefined;
  const sameDoer = again.doers.length === 0 || isKnown || first.doers.some(known => name(known) === name(doer));
  // "He resigned in a letter": a deed that is done to nobody is told again by its doer alone; "Police arrested and questioned him" names nobody new.
  if (again.targets.length === 0)
    return first.targets.length === 0 ? sameDoer && again.doers.length > 0 : first.doers.length === 0;
  return (
    (sameDoer || first.doers.length === 0) &&
    again.targets.length > 0 &&
    again.targets.every(target => first.targets.some(known => name(known) === name(target)) || isDefinite(target))
  );
}

function typeOf({ verb, targets }: FoundAct): string {
  const { type, types } = isUnwelcome(verb) ? UNWELCOME : DEEDS.get(verb.lemma)!;
  return targets.map(target => types?.get(target.lemma)).find(found => found !== undefined) ?? type;
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
  const factuality = factualityOf(verb, context);
  const place = placeOf(verb, [...doers, ...targets], context);
  return {
    kind: 'act',
    rule,
    words: context.words(actSpan(verb, doers)),
    factuality,
    voices,
    when: context.timeOf(verb),
    ...madeAt(verb, context),
    actors: actorIds(...actors, ...suffered),
    body: {
      type: typeOf({ verb, doers, targets }),
      // Of what is denied the document does not say that it was done.
      status: factuality === 'denied' ? 'unknown' : statusOf(verb),
      doers: actors,
      targets: suffered,
      deed: context.words(cover([verb, predicatePhrase(verb)])),
      ...(place && { place }),
    },
  };
}

/** "in Brazil", "off the coast of Norway": the nearest noun phrase of place that hangs on the deed, its doer or what it is done to. */
function placeOf(verb: Word, parties: readonly Word[], context: ReadingContext): Party | undefined {
  const heads = [verb, ...parties].flatMap(word => withPreposition(word, 'in', 'at', 'near', 'off'));
  const place = heads.find(noun => !context.isTime(noun) && !parties.includes(noun) && isStateOrPlace(noun, context));
  return place && context.party(place);
}

/** By whose word it is: what somebody denies is denied, what somebody tells is alleged. */
function factualityOf(verb: Word, context: ReadingContext): Factuality {
  const own = context.factualityOf(verb);
  if (own !== 'asserted') return own;
  const over = context.attributionsOver(verb);
  if (over.some(({ force }) => force === 'denied')) return 'denied';
  return context.voicesAt(verb).length > 0 ? 'alleged' : 'asserted';
}

function statusOf(verb: Word): ActStatus {
  if (isNegated(verb)) return 'not done';
  if (tenseOf(verb) === 'future') return 'announced';
  if (verb.tag === 'VBG' && verb.child('aux')) return 'under way';
  return DEEDS.get(verb.lemma)?.reverses ? 'reversed' : 'done';
}

function actSpan(verb: Word, doers: readonly Word[]): Span {
  const phrase = cover([verb, predicatePhrase(verb)]);
  const near = [
    ...doers.filter(doer => doer.sentence === verb.sentence),
    // "Were arrested and deported": whoever suffers it stands before the first of the two.
    ...(isPassive(verb) ? [...verb.children('nsubj'), ...objects(verb).slice(0, 1)] : []),
  ].map(nounPhrase);
  const whole = cover([phrase, ...near.filter(span => !contains(phrase, span))]);
  return whole.end - whole.start <= 400 ? whole : phrase;
}

const bodyOf = (claim: Claim): ActBody => claim.body as ActBody;

export const act: Kind<ActBody> = {
  name: 'act',
  plural: 'acts',
  about:
    'Any other public deed: an arrest, an indictment, a sanction, a law, a signature, a withdrawal, an exercise, an official visit.',
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
      about:
        'done, under way, announced, reversed (it takes back what was done before) or not done, as of the document; unknown (denied, or by hand).',
      value: claim => bodyOf(claim).status,
    },
    { name: 'place', about: 'Where, as far as the words tell.', value: claim => bodyOf(claim).place?.name ?? '' },
    { name: 'deed', about: 'The deed in the exact words.', value: claim => oneLine(bodyOf(claim).deed.exact) },
  ],
  unread: words => ({ type: 'unknown', status: 'unknown', doers: [], targets: [], deed: words }),
  show(claim) {
    const { type, status, doers, targets, deed, place } = bodyOf(claim);
    return {
      headline: `${type === 'unknown' ? 'act' : `${type}, ${status}`}: ${names(doers) || 'somebody not named'}: “${oneLine(deed.exact)}”`,
      details: [
        ['when', timeText(claim.when)],
        ['to', names(targets)],
        ['place', place?.name ?? ''],
        ['according to', names(claim.voices)],
      ],
    };
  },
};
