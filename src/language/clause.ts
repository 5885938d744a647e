/**
 * What a rule asks of the tree: who does it, to what, with which prepositions, when in tense, denied or not.
 * All functions answer from Universal Dependencies relations and know their usual detours (conjunction, control,
 * relative clauses, passives), so that a rule can be written in the words of grammar.
 */
import type { Span } from '../core/span.ts';
import type { Sentence, Word } from './analysis.ts';

/** The word and what is coordinated with it ("Johnson and Lynch"), in the order of the text. */
export function conjuncts(word: Word): Word[] {
  return [word, ...word.children('conj').flatMap(conjuncts)];
}

/** The first word of the coordination that `word` belongs to. */
export function coordinationHead(word: Word): Word {
  return word.is('conj') && word.head ? coordinationHead(word.head) : word;
}

const RELATIVE_PRONOUNS = new Set(['who', 'which', 'that', 'whom']);

/** How many clauses up a missing subject is looked for; deeper detours are guesses. */
const SUBJECT_DETOURS = 4;

/**
 * Who the predicate is said of: its own subject, or the one it shares through conjunction, control
 * ("agreed to curb"), a participle ("hackers targeting …") or a relative clause. Conjuncts are not spread out.
 */
export function subject(predicate: Word, detours = SUBJECT_DETOURS): Word | undefined {
  const own = ownSubject(predicate);
  if (own) return RELATIVE_PRONOUNS.has(own.lower) ? (antecedent(predicate) ?? nounBefore(own) ?? own) : own;
  const head = predicate.head;
  if (!head || detours === 0) return undefined;
  if (predicate.is('conj')) {
    const told = toldBefore(predicate, head);
    if (told) return subject(told, detours - 1);
    return isPredicate(head) ? subject(head, detours - 1) : undefined;
  }
  // "accused Russia of meddling", "was arrested for spying": whoever is accused is said to have done it.
  const accused = isAccusation(predicate) ? accusedBy(head) : undefined;
  if (accused) return accused;
  // "That they remained committed": what remains something has no object that could.
  if (predicate.is('xcomp'))
    return (
      (LASTING.has(head.lemma) ? undefined : head.child('obj')) ??
      (isPredicate(head) ? subject(head, detours - 1) : nominalController(head, detours))
    );
  if (
    predicate.is('acl') &&
    isGerundOf(predicate) &&
    head.is('obj', 'nsubj:pass') &&
    ACCUSING.has(head.head?.lemma ?? '')
  )
    return head;
  if (isVerbOfSentence(predicate)) return head;
  // "Ostria was the largest donor, promising 400 million": of whom it is said that he was it.
  if (predicate.is('acl') && predicate.tag === 'VBG' && head.child('cop') && predicate.children('punct').length > 0)
    return ownSubject(head) ?? head;
  if (predicate.is('acl'))
    return predicate.tag === 'VBN' || predicate.child('mark') ? nominalController(head, detours) : head;
  if (predicate.is('advcl', 'parataxis')) return subject(head, detours - 1);
  return undefined;
}

/** "Peru is expelling two men, the minister said, and has closed a crossing": what goes on behind the speaker is what was told before him, where no quotation marks close it. */
function toldBefore(predicate: Word, speech: Word): Word | undefined {
  const inside = speech.children('ccomp').find(({ index }) => index < speech.index);
  const told =
    inside ?? (speech.is('parataxis') && speech.head && speech.head.index < speech.index ? speech.head : undefined);
  const helped = predicate.child('aux') !== undefined && predicate.child('nsubj') === undefined;
  if (!told || !isPredicate(told) || !helped || predicate.child('cc')?.previous?.text !== ',') return undefined;
  const speaker = speech.child('nsubj');
  const isQuoted = predicate.sentence.words.some(
    ({ text, index }) => index < speech.index && /^(?:["“”]|''|``)$/u.test(text),
  );
  return isQuoted || speaker === undefined || speaker.index < told.index || told.child('nsubj') === undefined
    ? undefined
    : told;
}

const LASTING = new Set(['remain', 'stay', 'seem', 'appear', 'become']);

/** Whom a verb blames: its object, or whom somebody "lashed out at". */
function accusedBy(verb: Word): Word | undefined {
  const blamed = verb.child('obj', 'nsubj:pass') ?? (verb.is('acl') && verb.tag === 'VBN' ? verb.head : undefined);
  return blamed ?? verb.children('obl').find(noun => /^(?:at|against)$/u.test(noun.child('case')?.lower ?? ''));
}

/** Verbs of which the object is said to have done what a gerund behind it tells, even where the tree hangs it on the object. */
const ACCUSING = new Set(
  'accuse suspect convict blame criticize criticise condemn acquit indict fault arrest jail sentence thank praise'.split(
    ' ',
  ),
);

/** Of these a day that follows is that of what somebody is accused of; whoever is arrested for something is arrested on a day. */
const BLAMING = new Set(['accuse', 'suspect', 'blame', 'fault']);

/** A gerund after "of" or "for" that hangs on a verb with an object. */
function isAccusation(predicate: Word): boolean {
  return predicate.is('advcl', 'xcomp', 'obl') && isGerundOf(predicate);
}

function isGerundOf(predicate: Word): boolean {
  const isGerund = predicate.tag === 'VBG' || predicate.child('aux')?.lower === 'having';
  return isGerund && predicate.children('mark', 'case').some(mark => mark.lower === 'of' || mark.lower === 'for');
}

/** "…, who agreed": where the tree does not say whom a relative pronoun takes up, the noun right before it. */
function nounBefore(pronoun: Word): Word | undefined {
  const before = pronoun.previous?.pos === 'PUNCT' ? pronoun.previous.previous : pronoun.previous;
  return before && before.sentence === pronoun.sentence && (before.pos === 'NOUN' || before.pos === 'PROPN')
    ? before
    : undefined;
}

/** The subject the tree gives the predicate itself; of two, the nearer one ("said Monday that it will send …"). */
function ownSubject(predicate: Word): Word | undefined {
  const inner = predicate.children('nsubj', 'csubj');
  const subjects = inner.length > 0 ? inner : predicate.children('nsubj:outer');
  // "Peru and Chile each recalled their envoys"
  const named = subjects.filter(({ lower }) => !/^(?:each|both|all)$/u.test(lower));
  const before = (named.length > 0 ? named : subjects).filter(word => word.index < predicate.index);
  // A name before an auxiliary, or before a verb in the third person, is nobody called upon ("Mr. Lee will …", "Ostria, as guarantor, undertakes …").
  const called = predicate
    .children('vocative')
    .find(word => word.index < predicate.index && (predicate.child('aux') !== undefined || predicate.tag === 'VBZ'));
  return before.at(-1) ?? subjects[0] ?? called;
}

/** Who a noun's infinitive is about: the possessor ("China's pledge to …") or the subject of the verb that governs the noun. */
function nominalController(noun: Word, detours: number): Word | undefined {
  const possessor = noun.child('nmod:poss');
  if (possessor) return possessor;
  const verb = noun.head;
  return verb && noun.is('obj', 'obl') && isPredicate(verb) && detours > 0 ? subject(verb, detours - 1) : undefined;
}

/** The noun a relative clause hangs on. */
export function antecedent(predicate: Word): Word | undefined {
  const clause = coordinationHead(predicate);
  return clause.is('acl:relcl') ? clause.head : undefined;
}

/** What is done something to: direct objects, the subject of a passive, or the antecedent of "which X does not prohibit". */
export function objects(predicate: Word): Word[] {
  const own = sharesPassive(predicate) ? undefined : predicate.child('obj');
  if (own && RELATIVE_PRONOUNS.has(own.lower)) {
    const noun = antecedent(predicate);
    return noun ? [noun] : [];
  }
  if (own) return conjuncts(own);
  const passive = predicate.child('nsubj:pass');
  if (passive) return conjuncts(RELATIVE_PRONOUNS.has(passive.lower) ? (antecedent(predicate) ?? passive) : passive);
  const head = predicate.head;
  if (predicate.is('acl') && predicate.tag === 'VBN' && head && !isVerbOfSentence(predicate)) return [head];
  const shared = head && sharesPassive(predicate) ? head.child('nsubj:pass') : undefined;
  return shared ? conjuncts(RELATIVE_PRONOUNS.has(shared.lower) ? (antecedent(head!) ?? shared) : shared) : [];
}

/** Who does it: the subject of an active verb, "by …" of a passive one. */
export function agent(predicate: Word): Word | undefined {
  if (!isPassive(predicate)) return subject(predicate);
  return predicate.children('obl').find(word => word.child('case')?.lower === 'by');
}

/** "Police in Kelo detained a man.": a participle with an object, hung on the noun that the whole sentence is taken for, is the sentence's verb. */
function isVerbOfSentence(predicate: Word): boolean {
  const object = predicate.child('obj');
  return (
    predicate.is('acl') &&
    /^VB[ND]$/u.test(predicate.tag) &&
    predicate.head?.is('root') === true &&
    object !== undefined &&
    object.index > predicate.index &&
    object.pos !== 'NUM' &&
    predicate.sentence.words.at(-1)?.text === '.' &&
    !GIVING.has(predicate.lemma)
  );
}

/** What has an object in the passive, too: "a man given a medal", "people denied visas". */
const GIVING = new Set(
  'give send grant award hand offer pay ask teach deny refuse charge fine show tell call name elect owe'.split(' '),
);

export function isPassive(predicate: Word): boolean {
  return (
    predicate.child('aux:pass', 'nsubj:pass') !== undefined ||
    (predicate.tag === 'VBN' && predicate.is('acl') && !predicate.is('acl:relcl') && !isVerbOfSentence(predicate)) ||
    // "Workers held hostage by rebels", whatever the tree hangs it on: a participle without "have" tells what was done to somebody.
    (predicate.tag === 'VBN' && predicate.is('advcl') && predicate.child('aux', 'nsubj') === undefined) ||
    sharesPassive(predicate)
  );
}

/** "Were detained and released a day later": the second of two participles shares the helper of the first, and what is done to somebody. */
function sharesPassive(predicate: Word): boolean {
  const first = predicate.is('conj') ? predicate.head : undefined;
  return (
    first?.tag === 'VBN' &&
    (predicate.tag === 'VBN' || (predicate.tag === 'VBD' && !OF_ONESELF.has(predicate.lemma))) &&
    first.child('aux:pass') !== undefined &&
    predicate.child('nsubj', 'aux') === undefined &&
    // "… and extradited the following year": when, and not whom.
    predicate.children('obj').every(({ lemma }) => /^(?:day|week|month|year)$/u.test(lemma))
  );
}

/** "Was shot and died": what nobody does to another, though it looks like a participle. */
const OF_ONESELF = new Set(
  'die resign return leave flee go fall escape collapse arrive remain appear plead confess survive say become decide agree try begin refuse'.split(
    ' ',
  ),
);

/**
 * Nouns that hang on `word` with one of the prepositions ("with", "in"), conjuncts not spread out; where none does, the one whose preposition
 * stands right behind the word ("condemned the attack on the embassy"), wherever the tree hangs it.
 */
export function withPreposition(word: Word, ...prepositions: string[]): Word[] {
  const own = word.children('obl', 'nmod').filter(noun => prepositions.includes(prepositionOf(noun)));
  const behind = word.next?.is('case') === true ? word.next.head : undefined;
  const isBehind =
    behind !== undefined &&
    behind.index > word.index &&
    behind.is('obl', 'nmod') &&
    prepositions.includes(prepositionOf(behind));
  return own.length === 0 && isBehind ? [behind] : own;
}

/**
 * The first noun after `word`, within the clause and `FAR` words, that stands with one of the prepositions: where long
 * sentences hang a phrase on the wrong word, its place in the text still tells.
 */
export function followingWith(word: Word, ...prepositions: string[]): Word | undefined {
  let at = word.next;
  for (let distance = 0; at && at.sentence === word.sentence && distance < FAR; distance++, at = at.next) {
    if (isPredicate(at) && at.child('nsubj')) return undefined;
    if (at.child('case') && prepositions.includes(prepositionOf(at))) return at;
  }
  return undefined;
}

const FAR = 12;

/** The preposition of a noun phrase in lower case, several words joined by a space ("ahead of"); empty without one. */
export function prepositionOf(noun: Word): string {
  return noun
    .children('case')
    .filter(word => word.tag !== 'POS')
    .flatMap(word => [word, ...word.children('fixed')])
    .map(word => word.lower)
    .join(' ');
}

const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'nt', 'neither', 'nor', 'no', 'hardly']);

/** "does not prohibit", "never agreed", "neither government will conduct", "no agreement was signed". */
export function isNegated(predicate: Word): boolean {
  const subjects = predicate.children('nsubj').slice(0, 1);
  return (
    [predicate, ...subjects, ...predicate.children('aux')].some(bearsNegation) ||
    subjects.some(({ lower }) => NOBODY.has(lower)) ||
    isDeniedBeforeTo(predicate) ||
    predicate.dependents.some(isNoOccasion)
  );
}

/** Subjects of whom nothing is said to be so: "neither has confirmed it", "none of them came". */
const NOBODY = new Set(['neither', 'none', 'nobody', 'nothing']);

function bearsNegation(word: Word): boolean {
  return word.dependents.some(child => isNegation(child) && !isBeforeTo(child, word));
}

/** "not", "never", "no longer". */
function isNegation(word: Word): boolean {
  if (/^(?:longer|more)$/u.test(word.lower))
    return word.is('advmod') && word.dependents.some(({ lower }) => lower === 'no');
  return NEGATIONS.has(word.lower) && word.is('advmod', 'det', 'cc:preconj', 'cc');
}

/** "Pledged never to sell": what stands right before "to" denies the selling, wherever the tree hangs it. */
function isBeforeTo(negation: Word, verb: Word): boolean {
  return negation.index > verb.index && negation.next?.lower === 'to' && negation.next.is('mark');
}

function isDeniedBeforeTo(infinitive: Word): boolean {
  const to = infinitive.child('mark');
  const before = to?.lower === 'to' ? to.previous : undefined;
  return (
    before !== undefined && before.sentence === infinitive.sentence && before.pos !== 'CCONJ' && isNegation(before)
  );
}

/** "At no time", "under no circumstances", whatever the tree takes them for. */
function isNoOccasion(noun: Word): boolean {
  return (
    /^(?:time|point|stage|circumstance|condition|way|account|case)$/u.test(noun.lemma) &&
    noun.child('case') !== undefined &&
    noun.child('det')?.lower === 'no'
  );
}

/** Modal or auxiliary lemmas of the predicate in text order: ["will"], ["have"], ["would", "have"]. */
export function auxiliaries(predicate: Word): string[] {
  return predicate.children('aux').map(word => AUXILIARY_FORMS.get(word.lower) ?? word.lemma);
}

const AUXILIARY_FORMS = new Map([
  ["'ll", 'will'],
  ['’ll', 'will'],
  ['wo', 'will'],
  ['ca', 'can'],
  ["'d", 'would'],
]);

const FUTURE = new Set(['will', 'shall']);
/** "is slated to represent", "plans to send": the verb itself says that the rest lies ahead. */
const PROSPECTIVE = new Set([
  'slate',
  'schedule',
  'plan',
  'expect',
  'intend',
  'set',
  'prepare',
  'aim',
  'due',
  'slated',
  'scheduled',
  'expected',
  'poised',
  'ready',
  'go',
]);

export type Tense = 'past' | 'present' | 'future';

/** Words from the beginning of a sentence within which an adverbial counts as fronted ("On Thursday and Friday, Mr. Lee will …"). */
const FRONT = 6;

/**
 * The predicate that an adverbial such as an expression of time belongs to. A fronted one goes with the first finite clause
 * after it, whatever the tree says: parsers often hang that clause on the adverbial.
 */
export function predicateOfAdverbial(word: Word): Word | undefined {
  const { words } = word.sentence;
  const place = word.index - words[0]!.index;
  const before = words.slice(0, place);
  if (place < FRONT && !before.some(other => isPredicate(other) || other.is('nsubj'))) {
    const first = words
      .slice(place + 1)
      .find(
        other =>
          isFinite(other) && (!other.is('acl') || (other.head !== undefined && other.head.index <= word.index + 3)),
      );
    if (first) return first;
  }
  // "said Monday that it will send …": what stands right after a verb and before a clause goes with the verb.
  const left = word.child('case')?.previous ?? word.children('det', 'amod')[0]?.previous ?? word.previous;
  if (word.head && word.head.index > word.index && left && left.sentence === word.sentence && isPredicate(left))
    return left;
  // "the September meeting", "last year's summit": it belongs to the noun, not to the clause.
  if (word.is('compound', 'nmod:poss') && word.head) return undefined;
  // "The 2012 massacre", a year taken for a count.
  if (word.is('nummod') && word.head?.pos === 'NOUN') return undefined;
  // "The floods of March 2025".
  if (word.is('nmod') && prepositionOf(word) === 'of' && word.head?.pos === 'NOUN') {
    // "On the night of 2 October": the night is when.
    return PARTS_OF_DAY.has(word.head.lemma) && word.head.is('obl', 'obl:unmarked')
      ? predicateOfAdverbial(word.head)
      : undefined;
  }
  const owner = word.head && clauseOf(word.head);
  // "Accused the guard of firing at a ship on 10 August": a day behind what somebody is accused of is the day of that.
  const accused = owner && BLAMING.has(owner.lemma) ? [owner, ...owner.children('obj')] : [];
  const deed = accused
    .flatMap(({ dependents }) => dependents)
    .find(other => isGerundOf(other) && other.index > owner!.index && other.index < word.index);
  return deed ?? owner;
}

const PARTS_OF_DAY = new Set(['night', 'evening', 'morning', 'afternoon', 'day', 'weekend', 'week', 'eve', 'dawn']);

function isFinite(word: Word): boolean {
  return (
    isPredicate(word) &&
    (word.child('nsubj', 'csubj', 'aux', 'cop') !== undefined || /^(?:VBD|VBZ|VBP)$/u.test(word.tag))
  );
}

/** The tense of the clause an adverbial belongs to; undefined where no verb tells ("meeting next month"). */
export function tenseAt(word: Word): Tense | undefined {
  const predicate = predicateOfAdverbial(word);
  return predicate && clauseTense(predicate);
}

/** Is it put in the plain present, which tells what is done in general, outside a headline (a first line without a full stop)? */
export function isGeneral(predicate: Word): boolean {
  const { index, words } = predicate.sentence;
  const headline = index === 0 && !/[.!?]/u.test(words.at(-1)?.text ?? '');
  return /^VB[ZP]$/u.test(predicate.tag) && auxiliaries(predicate).length === 0 && !headline;
}

/** The tense of a predicate, or of the clause it hangs on when it shows none itself ("agreed to curb"). */
export function clauseTense(predicate: Word): Tense | undefined {
  for (let at: Word | undefined = predicate; at; at = at.head) {
    const tense = isPredicate(at) ? tenseOf(at) : undefined;
    if (tense) return tense;
  }
  return undefined;
}

/** The tense a predicate itself shows. */
export function tenseOf(predicate: Word): Tense | undefined {
  const helpers = auxiliaries(predicate);
  if (helpers.some(lemma => FUTURE.has(lemma))) return 'future';
  if (helpers.includes('would') && !helpers.includes('have')) return 'future';
  if (helpers.includes('have')) return 'past';
  const finite = [...predicate.children('aux', 'cop'), predicate].find(word => /^(?:VBD|VBZ|VBP)$/u.test(word.tag));
  if (PROSPECTIVE.has(predicate.lemma) && (isPassive(predicate) || finite === predicate) && predicate.child('xcomp')) {
    return 'future';
  }
  const governor = predicate.head;
  if (predicate.is('xcomp') && governor && PROSPECTIVE.has(governor.lemma)) return 'future';
  if (finite) return finite.tag === 'VBD' ? 'past' : 'present';
  // "The crossing opened": a participle with a subject and no helper is a past tense that was taken for one.
  if (predicate.tag === 'VBN' && helpers.length === 0 && predicate.child('nsubj') && !isPassive(predicate))
    return 'past';
  // "Will ratify the treaty and join the pact": a bare verb shares the auxiliary of the one it is joined to.
  if (
    predicate.is('conj') &&
    predicate.tag === 'VB' &&
    governor &&
    !predicate.child('nsubj') &&
    tenseOf(governor) === 'future'
  )
    return 'future';
  if (predicate.is('xcomp', 'conj') && governor) return undefined;
  return predicate.tag === 'VBN' && predicate.is('acl') ? 'past' : undefined;
}

/** Does the word carry a clause: a verb, or an adjective or noun with a copula? */
export function isPredicate(word: Word): boolean {
  return (
    word.pos === 'VERB' ||
    word.child('cop') !== undefined ||
    (word.pos === 'AUX' && word.child('nsubj') !== undefined) ||
    // "offered to host talks": behind "to" stands a verb, whatever it was taken for.
    word.child('mark')?.tag === 'TO'
  );
}

/** The predicate whose clause a word belongs to (itself, if it is one). */
export function clauseOf(word: Word): Word | undefined {
  for (let at: Word | undefined = word; at; at = at.head) if (isPredicate(at)) return at;
  return undefined;
}

/** Everything below `word` that belongs to its own clause: nothing inside a relative, adverbial or complement clause. */
export function ownClause(word: Word): Word[] {
  return word.dependents.flatMap(child =>
    isPredicate(child) && child.is('acl', 'advcl', 'ccomp', 'conj', 'parataxis', 'appos')
      ? []
      : [child, ...ownClause(child)],
  );
}

/** Relations that a noun phrase is complete without. */
const LOOSE = ['acl:relcl', 'appos', 'parataxis', 'punct', 'cc', 'conj', 'discourse'];

/** The noun phrase of `head` without relative clauses, appositions and conjuncts; a leading preposition and the possessive 's are left out. */
export function nounPhrase(head: Word): Span {
  return span(
    head,
    head.dependents.filter(
      child => !child.is(...LOOSE, 'case', 'cop', 'nsubj', 'csubj', 'aux', 'mark', 'advcl', 'expl'),
    ),
  );
}

/** The noun phrase with everything that belongs to it, relative clauses, appositions and conjuncts included. */
export function fullNounPhrase(head: Word): Span {
  return span(
    head,
    head.dependents.filter(child => !child.is('case', 'punct', 'cop', 'nsubj', 'csubj', 'aux', 'mark', 'cc')),
  );
}

/** The words of a clause from `predicate` on: objects, adverbials and complements, without its subject, auxiliaries and marker. */
export function predicatePhrase(predicate: Word): Span {
  return span(
    predicate,
    predicate.dependents.filter(
      child =>
        !child.is('nsubj', 'csubj', 'aux', 'mark', 'punct', 'cc', 'conj', 'parataxis', 'discourse') &&
        child.start > predicate.start,
    ),
  );
}

function span(head: Word, children: readonly Word[]): Span {
  let { start, end } = head;
  for (const child of children) {
    for (const word of child.subtree()) {
      if (word.start < start) start = word.start;
      if (word.end > end) end = word.end;
    }
  }
  return { start, end };
}

/** The sentence's predicates in text order. */
export function predicates(sentence: Sentence): Word[] {
  return sentence.words.filter(isPredicate);
}
