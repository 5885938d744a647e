import { auxiliaries, isNegated, isPassive, objects } from '../../language/clause.ts';
import type { Word } from '../../language/analysis.ts';

/** Was it said? What "is expected to announce" tells lies ahead; "declined to say", "would not say whether" and "may say" tell of nothing that was said. */
export type Saying = 'said' | 'ahead' | 'unsaid';

export interface Told {
  readonly saying: Saying;
  /** The verbs and adjectives that the verb of saying hangs on, the outermost first: "is expected" in "is expected to announce". */
  readonly governors: readonly Word[];
}

/** Who does this to a verb does not do what the verb tells. */
const WITHHOLDING = words(
  'decline refuse fail avoid hesitate neglect omit forget unable unwilling reluctant stop resist refrain yet stopped impossible',
);

/** What hangs on these is still to come, if it comes at all; "promised to tell" is a promise, and told as one. */
const LOOKING_AHEAD = words(
  'expect expected plan intend want hope wish prepare prepared due set schedule scheduled slate likely unlikely ready mean aim seek promise pledge vow agree threaten propose need like love supposed bound poise poised',
);

/** Who is asked, told or allowed to say something has not said it. */
const DIRECTING = words(
  'ask urge call invite order tell require request demand beg press free allow permit entitle authorise authorize',
);

/** Of these a "not" is itself a word on the matter: "did not deny", "did not rule out". */
const MEANT_WITH_NOT = words(
  'deny rule exclude dispute object hide doubt contest question dismiss reject oppose mince',
);

/** Auxiliaries of what may be said, not of what was. */
const HEDGES = new Set(['may', 'might', 'should', 'must', 'could', 'would']);
/** "Would later say", "would only say": here it was said. */
const LATER = new Set(['later', 'only', 'repeatedly', 'often']);
/** Subjects that nobody is behind. */
const NOBODY = new Set(['none', 'nobody', 'neither', 'nothing']);

/** How the verb of a cue stands to what was said. A quotation was said, whatever its verb is hedged with. */
export function toldBy(verb: Word, isQuoted: boolean): Told {
  const governors: Word[] = [];
  let top = sharing(verb);
  for (let head = governorOf(top); head !== undefined && governors.length < DEEPEST; head = governorOf(top)) {
    governors.unshift(head);
    top = head;
  }
  // "Would neither confirm nor deny": the second shares what is said of the first.
  const isPair = top !== verb && governors.length === 0 && isNegated(sharing(verb)) && !isMeantWithNot(sharing(verb));
  if (isPair || isOneOfPair(verb)) return { saying: 'unsaid', governors };
  if (isAskedOf(verb) || isLeftUndone(top) || isSupposed(top) || isAskedAbout(top) || isOnlyWeighed(verb))
    return { saying: 'unsaid', governors };
  const chain = [...governors, verb];
  const withheld = chain.filter(word => isWithheld(word, word === verb)).length % 2 === 1;
  if (withheld || governors.some(word => DIRECTING.has(word.lemma))) return { saying: 'unsaid', governors };
  if (governors.some(word => LOOKING_AHEAD.has(word.lemma) && !isHabit(word))) {
    // "He wants her to say": it is not hers yet, and never his. "Had been expected to say": and then it came otherwise.
    const isOthers = governors.some(word => !isPassive(word) && objects(word).length > 0);
    const isPast = governors.some(word => word.children('aux').some(({ lower }) => lower === 'had'));
    return { saying: isOthers || isPast ? 'unsaid' : 'ahead', governors };
  }
  const helpers = auxiliaries(top);
  if (
    !isQuoted &&
    helpers.some(lemma => HEDGES.has(lemma)) &&
    !top.children('advmod').some(({ lower }) => LATER.has(lower))
  )
    return { saying: 'unsaid', governors };
  // "Shall inform", in a treaty: it is to be said, by whoever will have to.
  if (helpers.includes('shall') && verb.child('nsubj')?.pos !== 'PRON') return { saying: 'unsaid', governors };
  const isAhead = helpers.some(lemma => lemma === 'will' || lemma === 'shall') && !isMeantWithNot(verb);
  return { saying: isAhead ? 'ahead' : 'said', governors };
}

/** "Asked whether Ruvia would join, the envoy replied": put to him, and not by him. */
function isAskedOf(verb: Word): boolean {
  return verb.lemma === 'ask' && verb === verb.sentence.words[0] && /^VB[ND]$/u.test(verb.tag);
}

/** "Likes to say that …" is said again and again; "would like to say" is not. */
function isHabit(word: Word): boolean {
  return /^(?:like|love)$/u.test(word.lemma) && /^VB[ZP]$/u.test(word.tag) && auxiliaries(word).length === 0;
}

/** "Stopped short of announcing", "left without saying", "refrained from naming". */
function isLeftUndone(verb: Word): boolean {
  const link = verb.children('mark', 'case').find(({ lower }) => LEAVING.has(lower));
  if (verb.tag !== 'VBG' || !link) return false;
  if (link.lower !== 'of' && link.lower !== 'from') return true;
  const before = link.previous;
  return before !== undefined && /^(?:short|shy|instead|refrain|stop|abstain|fall|shrink)$/u.test(before.lemma);
}

/** "Did not rule out asking …", "considered telling them": it is weighed, and not yet said. "Would have decided … and demanded": it never was. */
function isOnlyWeighed(verb: Word): boolean {
  const { head } = verb;
  if (!head || head.index > verb.index || verb.child('nsubj', 'aux') !== undefined) return false;
  if (verb.tag === 'VBG')
    return (
      verb.is('xcomp', 'ccomp', 'advcl', 'obj') &&
      verb.child('mark') === undefined &&
      WEIGHING.has(head.lemma) &&
      verb.previous?.text !== ','
    );
  // "His refusal to say who paid", "the failure to tell residents".
  if (verb.is('acl') && verb.child('mark')?.lower === 'to') return NOT_DOING.has(head.lemma);
  const helpers = auxiliaries(head);
  return verb.is('conj') && /^VB[DN]$/u.test(verb.tag) && helpers.includes('would') && helpers.includes('have');
}

const NOT_DOING = words('refusal failure reluctance unwillingness inability hesitation duty obligation right demand');

const WEIGHING = words(
  'rule avoid consider contemplate resist oppose favour favor suggest recommend propose risk deny mull',
);

/** "If the minister says …", "unless they insist", "except where the Commission has declared a drought": it is only supposed. */
function isSupposed(verb: Word): boolean {
  const opens = verb.children('mark', 'advmod').map(({ lower }) => lower);
  return (
    verb.is('advcl') &&
    (opens.some(mark => mark === 'if' || mark === 'unless') || (opens.includes('where') && verb.tag !== 'VBD'))
  );
}

/** "Does the ministry undertake to …?", "what did she say?": a question about a saying tells of none. */
function isAskedAbout(verb: Word): boolean {
  const subject = verb.child('nsubj');
  const helper = verb.child('aux');
  const isQuestion = verb.sentence.words.slice(-2).some(({ text }) => text === '?');
  return isQuestion && subject !== undefined && helper !== undefined && helper.index < subject.index;
}

const LEAVING = new Set(['of', 'from', 'without', 'instead']);

/** The first of two bare verbs joined by "or" and "nor", whose auxiliaries, "not" and governing verb both have. */
function sharing(verb: Word): Word {
  const { head } = verb;
  const isJoined = verb.is('conj') && verb.children('cc').some(({ lower }) => lower === 'or' || lower === 'nor');
  const isBare = verb.tag === 'VB' && verb.child('nsubj', 'aux', 'mark') === undefined;
  return isJoined && isBare && head?.tag === 'VB' ? head : verb;
}

/** "Neither confirm nor deny": one of two opposites that are both withheld. */
function isOneOfPair(verb: Word): boolean {
  return [verb, ...verb.children('conj')].some(
    word => /^(?:deny|confirm)$/u.test(word.lemma) && word.children('cc').some(({ lower }) => lower === 'nor'),
  );
}

/** Longer chains are misread trees. */
const DEEPEST = 3;

/** The word whose complement the verb is, with "to" or as a participle: "refused to say", "began saying", "was quick to say". */
function governorOf(word: Word): Word | undefined {
  const { head } = word;
  if (head === undefined || head.index > word.index || word.child('nsubj') !== undefined) return undefined;
  const isInfinitive = word.child('mark')?.lower === 'to';
  const goesOn = head.lemma === 'go' && head.children('advmod', 'compound:prt').some(({ lower }) => lower === 'on');
  const isOpen = word.is('xcomp') || (isInfinitive && word.is('advcl', 'csubj') && (head.pos === 'ADJ' || goesOn));
  return isOpen && (head.pos === 'VERB' || head.pos === 'ADJ' || head.pos === 'AUX') ? head : undefined;
}

function isWithheld(word: Word, isVerb: boolean): boolean {
  const isNot = (isNegated(word) || NOBODY.has(word.child('nsubj')?.lower ?? '')) && !(isVerb && isMeantWithNot(word));
  const withholds =
    !isVerb && (WITHHOLDING.has(word.lemma) || word.children('advmod').some(({ lower }) => lower === 'yet'));
  return isNot !== withholds;
}

function isMeantWithNot(word: Word): boolean {
  return MEANT_WITH_NOT.has(word.lemma) && isNegated(word);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
