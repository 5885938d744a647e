import { LONGEST_SENTENCE } from './boundaries.ts';
import type { LanguageModel } from './model.ts';
import type { Read } from './neural/reader.ts';
import { Questions } from './questions.ts';

/** Adverbs that the network takes for nouns where an adjective stands for a people: "with the Chinese ahead of the meeting". */
const NEVER_NOUNS = new Set(['ahead', 'afterwards', 'beforehand', 'together', 'alone', 'again']);

/** What opens a condition; asked or wondered, "if" opens what was asked, with no clause before it. */
const SUPPOSING = new Set(['if', 'unless']);

/** Parts of texts that are counted in Roman numbers: "the obligations set out in Article I". */
const NUMBERED = new Set(['article', 'annex', 'part', 'title', 'chapter', 'section', 'schedule', 'appendix', 'pillar']);

/** Words before an adverb among which the dependents that belong to its noun are looked for. */
const REACH = 20;

/** Numbers of the tags and relations that repairs look for and write. */
export interface RepairClasses {
  readonly adverb: number;
  readonly past: number;
  readonly participle: number;
  readonly plural: number;
  readonly gerund: number;
  readonly noun: number;
  /** Present tense and infinitive, which look alike. */
  readonly unmarked: ReadonlySet<number>;
  readonly adverbial: number;
  readonly oblique: number;
  readonly subject: number;
  readonly clause: number;
  readonly preposition: number;
  readonly open: number;
  readonly object: number;
  readonly and: number;
  readonly conjunct: number;
  readonly bareTime: number;
  readonly auxiliary: number;
  /** Verbs that show their time themselves, and are no infinitives for sure. */
  readonly timed: ReadonlySet<number>;
  readonly partOfName: number;
  readonly mark: number;
  readonly ofNoun: number;
  readonly besideNoun: number;
  readonly number: number;
  /** The tag of numbers. */
  readonly counted: number;
  readonly copula: number;
  readonly adverbialClause: number;
  readonly passiveHelper: number;
  readonly sufferer: number;
  readonly relative: number;
  readonly addressee: number;
  readonly apposition: number;
  readonly parataxis: number;
  readonly vocative: number;
  readonly compound: number;
  /** Infinitive, and present tense of others than "he". */
  readonly bare: number;
  readonly present: number;
  readonly presentOfOne: number;
  readonly nouns: ReadonlySet<number>;
  readonly names: ReadonlySet<number>;
  /** A name of one thing, not of many: "Post", but not "Republicans". */
  readonly nameOfOne: number;
  readonly finite: ReadonlySet<number>;
  readonly modifiers: ReadonlySet<number>;
  readonly subjects: ReadonlySet<number>;
  readonly objects: ReadonlySet<number>;
  /** Verb forms that are past and nothing else: "stole", but not "lay". */
  readonly pastOnly: ReadonlySet<string>;
  readonly questions: Questions;
}

/** Finds the classes by their names. */
export function repairClasses(model: LanguageModel): RepairClasses {
  const { tagNames, relationNames, lemmas } = model;
  const tag = (pos: string, name: string): number => tagNames.findIndex(t => t.pos === pos && t.tag === name);
  const relation = (name: string): number => relationNames.indexOf(name);
  const relations = (...names: string[]): Set<number> => new Set(names.map(relation));
  const present = tag('VERB', 'VBP');
  const past = tag('VERB', 'VBD');
  return {
    adverb: tag('ADV', 'RB'),
    past,
    participle: tag('VERB', 'VBN'),
    plural: tag('NOUN', 'NNS'),
    gerund: tag('VERB', 'VBG'),
    noun: tag('NOUN', 'NN'),
    unmarked: new Set([present, tag('VERB', 'VB')]),
    adverbial: relation('advmod'),
    oblique: relation('obl'),
    subject: relation('nsubj'),
    clause: relation('ccomp'),
    preposition: relation('case'),
    open: relation('xcomp'),
    object: relation('obj'),
    and: relation('cc'),
    conjunct: relation('conj'),
    bareTime: relation('obl:unmarked'),
    auxiliary: relation('aux'),
    timed: new Set([past, tag('VERB', 'VBZ')]),
    partOfName: relation('flat'),
    mark: relation('mark'),
    ofNoun: relation('acl'),
    besideNoun: relation('nmod'),
    number: relation('nummod'),
    counted: tag('NUM', 'CD'),
    copula: relation('cop'),
    adverbialClause: relation('advcl'),
    passiveHelper: relation('aux:pass'),
    sufferer: relation('nsubj:pass'),
    relative: relation('acl:relcl'),
    addressee: relation('iobj'),
    apposition: relation('appos'),
    parataxis: relation('parataxis'),
    vocative: relation('vocative'),
    compound: relation('compound'),
    bare: tag('VERB', 'VB'),
    present,
    presentOfOne: tag('VERB', 'VBZ'),
    nouns: new Set(tagNames.flatMap(({ pos }, i) => (pos === 'NOUN' || pos === 'PROPN' ? [i] : []))),
    names: new Set(tagNames.flatMap(({ pos }, i) => (pos === 'PROPN' ? [i] : []))),
    nameOfOne: tag('PROPN', 'NNP'),
    finite: new Set([past, present, tag('VERB', 'VBZ')]),
    modifiers: relations('amod', 'compound'),
    subjects: relations('nsubj', 'nsubj:pass', 'csubj', 'expl'),
    objects: relations('obj', 'iobj'),
    pastOnly: pastOnlyForms(lemmas),
    questions: new Questions(model),
  };
}

function pastOnlyForms(lemmas: LanguageModel['lemmas']): Set<string> {
  const bases = new Set(lemmas.values());
  const forms = [...lemmas.keys()].filter(key => key.endsWith(' VBD')).map(key => key.slice(0, -' VBD'.length));
  return new Set(forms.filter(form => !bases.has(form) && !lemmas.has(`${form} VBP`) && !lemmas.has(`${form} VB`)));
}

/** Puts right what the network reads wrongly in a way that can be told for certain. */
export function repair(forms: readonly string[], read: Read, classes: RepairClasses): void {
  const before = { heads: read.heads.slice(), relations: read.relations.slice() };
  for (let i = 0; i < forms.length; i++) {
    if (classes.unmarked.has(read.tags[i]!) && classes.pastOnly.has(forms[i]!)) read.tags[i] = classes.past;
    if (i > 0 && read.heads[i]! < 0) {
      if (read.tags[i] === classes.bare) bareWithSubject(i, read, classes);
      if (classes.nouns.has(read.tags[i]!) && !classes.names.has(read.tags[i]!))
        verbTakenForRoot(i, forms, read, classes);
    }
    if (i > 1 && NEVER_NOUNS_BUT_VERBS.has(forms[i]!)) verbTakenForNoun(i, read, classes);
    if (i > 0 && NEVER_NOUNS.has(forms[i]!)) adverbBehindPeople(i, read, classes);
    if (i > 0 && forms[i] === 'that') {
      if (TELLING_NOUNS.has(forms[i - 1]!)) clauseOfNoun(i, forms, read, classes);
      else toldClause(i, forms, read, classes);
    }
    if (i > 2 && forms[i] === 'and') {
      if (forms.slice(Math.max(0, i - REACH), i).includes('between')) secondOfBetween(i, forms, read, classes);
      joinedBeforePreposition(i, read, classes);
    }
    if (OPENING.has(forms[i]!)) nameBeforeQuotation(i, read, classes);
    if (i > 0 && forms[i] === 'i' && NUMBERED.has(forms[i - 1]!)) numberTakenForSpeaker(i, read, classes);
    if (i > 0 && read.relations[i] === classes.number) {
      if (MONTHS.has(forms[i - 1]!)) dayTakenForCount(i, read, classes);
      else if (MONTHS.has(forms[i + 1] ?? '')) dayBeforeMonth(i, read, classes);
    }
    if (i > 2 && forms[i]!.endsWith('ing')) {
      accusationBehindAgent(i, forms, read, classes);
      nameBeforeGerund(i, forms, read, classes);
    }
    if (i > 1 && read.relations[i] === classes.apposition) {
      nounTakenForApposition(i, read, classes);
      objectTakenForApposition(i, read, classes);
      subjectBehindColon(i, forms, read, classes);
    }
    if (i > 1 && read.relations[i] === classes.partOfName) surnameOfSecond(i, read, classes);
    if (i > 3 && read.relations[i] === classes.object) objectBehindComma(i, forms, read, classes);
    if (i > 3 && read.relations[i] === classes.clause) nounBehindSpeech(i, forms, read, classes);
    if (LETTING.has(forms[i]!)) clauseOfHelping(i, read, classes);
    if (i > 2 && SUPPOSING.has(forms[i]!) && read.relations[i] === classes.mark) supposedClause(i, read, classes);
    if (classes.subjects.has(read.relations[i]!)) subjectOfAuxiliary(i, read, classes);
    if (i > 1 && classes.subjects.has(read.relations[i]!)) {
      if (forms[i] === 'last' || forms[i] === 'first') adverbTakenForSubject(i, read, classes);
      if (TIMES.has(forms[i]!) && NAMING_TIME.has(forms[i - 1]!)) timeTakenForSubject(i, read, classes);
      secondSubject(i, read, classes);
      holderOfPost(i, forms, read, classes);
      someOfTheSubject(i, forms, read, classes);
      subjectBehindVerb(i, read, classes);
      subjectWithPreposition(i, forms, read, classes);
    }
    if (read.tags[i] === classes.past) {
      if (!SAID.has(forms[i]!)) participleTakenForVerb(i, read, classes);
      verbTakenForObject(i, read, classes);
      if (read.relations[i] === classes.ofNoun) verbOfNoun(i, read, classes);
      if (i > 0 && read.relations[i] === classes.adverbialClause) participleBehindSubject(i, read, classes);
    }
    if (read.relations[i] === classes.conjunct && classes.unmarked.has(read.tags[i]!))
      sharedInfinitive(i, read, classes);
    if (classes.finite.has(read.tags[i]!)) {
      nameBehindClause(i, forms, read, classes);
      verbBehindClause(i, read, classes);
    }
    classes.questions.settle(i, forms, read);
  }
  untie(read, before);
}

type Arcs = Pick<Read, 'heads' | 'relations'>;

/** Two repairs of one stretch may tie words into a ring, which is no tree: there the words hang again where the network had hung them. */
export function untie({ heads, relations }: Arcs, before: Arcs): void {
  // 0: not looked at; else the number of the climb that came by.
  const seen = new Int32Array(heads.length);
  for (let i = 0; i < heads.length; i++) {
    const climb = i + 1;
    let at = i;
    while (at >= 0 && seen[at] === 0) {
      seen[at] = climb;
      at = heads[at]!;
    }
    if (at < 0 || seen[at] !== climb) continue;
    const ring = [at];
    for (let next = heads[at]!; next !== at; next = heads[next]!) ring.push(next);
    for (const word of ring) {
      heads[word] = before.heads[word]!;
      relations[word] = before.relations[word]!;
    }
    // What hangs together now is looked at again from the beginning of the sentence; each word is put back once at most.
    const from = Math.max(0, Math.min(...ring) - LONGEST_SENTENCE);
    seen.fill(0, from, Math.max(...ring) + LONGEST_SENTENCE);
    i = from - 1;
  }
}

/** "Rebels shell a market.": what has a noun for its subject, and neither "to" nor a helper, is told in the present. */
function bareWithSubject(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  let hasSubject = false;
  for (let k = Math.max(0, i - REACH); k < i; k++) {
    if (heads[k] !== i) continue;
    if (classes.subjects.has(relations[k]!)) hasSubject = tags[k] === classes.plural || classes.nouns.has(tags[k]!);
    else if ([classes.auxiliary, classes.copula, classes.mark, classes.passiveHelper].includes(relations[k]!)) return;
  }
  if (hasSubject) tags[i] = classes.present;
}

const COUNTING =
  /^(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d[\d,.]*|dozens|several|some|his|her|its|their)$/u;

/** "Police arrest three men.", "An explosion damages a gate.": no noun has an object, nor is it renamed without a comma; it is the verb, and the noun before it does it. */
function verbTakenForRoot(
  i: number,
  forms: readonly string[],
  { tags, heads, relations }: Read,
  classes: RepairClasses,
): void {
  const doer = i - 1;
  if (heads[doer] !== i || !classes.modifiers.has(relations[doer]!) || !classes.nouns.has(tags[doer]!)) return;
  if (!COUNTING.test(forms[i + 1] ?? '')) return;
  let object = i + 1;
  while (object < Math.min(heads.length, i + REACH) && heads[object] !== i) object++;
  const isObject = relations[object] === classes.object || relations[object] === classes.apposition;
  if (heads[object] !== i || !isObject || !classes.nouns.has(tags[object]!)) return;
  for (let k = i + 1; k < object; k++) if (/^[,;:(–—-]$/u.test(forms[k]!)) return;
  for (let k = Math.max(0, i - REACH); k < doer; k++)
    if (heads[k] === i && relations[k] !== classes.oblique) heads[k] = doer;
  for (let k = object + 1; k < Math.min(heads.length, i + REACH); k++)
    if (heads[k] === i && relations[k] === classes.besideNoun) relations[k] = classes.oblique;
  relations[doer] = classes.subject;
  relations[object] = classes.object;
  tags[i] = forms[i]!.endsWith('s') && tags[i] === classes.plural ? classes.presentOfOne : classes.present;
}

/** "The dam, which Mr. Lind said would hold": verbs of which a clause without its subject is told all the same. */
const SAID = new Set(
  'said thought believed hoped claimed insisted feared argued suggested warned predicted announced told knew felt wished maintained reported vowed promised'.split(
    ' ',
  ),
);

/** "The secretary, and the chief of Harbour Logistics, Tim Rausch, met": a name between commas behind a second subject is the name of whoever that is. */
function holderOfPost(
  i: number,
  forms: readonly string[],
  { tags, heads, relations }: Read,
  classes: RepairClasses,
): void {
  const verb = heads[i]!;
  if (verb < i || forms[i - 1] !== ',' || !classes.names.has(tags[i]!)) return;
  for (let k = i - 2; k > Math.max(0, i - REACH); k--) {
    const first =
      relations[k] === classes.conjunct && classes.nouns.has(tags[k]!) && !classes.names.has(tags[k]!) ? heads[k]! : -1;
    if (first < 0 || first > k || heads[first] !== verb || !classes.subjects.has(relations[first]!)) continue;
    heads[i] = k;
    relations[i] = classes.apposition;
    return;
  }
}

/** "An unarmed mission drone": a noun right behind another, without a comma, renames nothing; the first says which. */
function nounTakenForApposition(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const first = i - 1;
  if (heads[i] !== first || tags[first] !== classes.noun || (tags[i] !== classes.noun && tags[i] !== classes.plural))
    return;
  for (let k = Math.max(0, i - REACH); k < Math.min(heads.length, i + REACH); k++)
    if (heads[k] === first && k !== i) heads[k] = i;
  heads[i] = heads[first]!;
  relations[i] = relations[first]!;
  heads[first] = i;
  relations[first] = classes.compound;
}

/** "A visit planned for May will not take place": a clause that has a helper and no subject is no clause of another verb; it is told of the subject, and that verb says which. */
function participleTakenForVerb(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const to = Math.min(heads.length, i + REACH);
  let main = -1;
  for (let k = i + 1; k < to && main < 0; k++) if (heads[k] === i && relations[k] === classes.clause) main = k;
  if (main < 0) return;
  for (let k = Math.max(0, i - REACH); k < main; k++) if (heads[k] === i && classes.objects.has(relations[k]!)) return;
  let helped = false;
  for (let k = i + 1; k < main; k++) {
    if (heads[k] !== main) continue;
    if (classes.subjects.has(relations[k]!) || relations[k] === classes.mark) return;
    helped ||= [classes.auxiliary, classes.passiveHelper, classes.copula].includes(relations[k]!);
  }
  let subject = -1;
  for (let k = Math.max(0, i - REACH); k < i; k++)
    if (heads[k] === i && classes.subjects.has(relations[k]!)) subject = k;
  if (!helped || subject < 0 || !classes.nouns.has(tags[subject]!)) return;
  heads[main] = heads[i]!;
  relations[main] = relations[i]!;
  heads[subject] = main;
  let passive = false;
  for (let k = i + 1; k < main; k++) if (heads[k] === main && relations[k] === classes.passiveHelper) passive = true;
  if (passive) relations[subject] = classes.sufferer;
  heads[i] = subject;
  relations[i] = classes.ofNoun;
  tags[i] = classes.participle;
  // What stands behind the main verb is told of it.
  for (let k = main + 1; k < Math.min(heads.length, main + REACH); k++) if (heads[k] === i) heads[k] = main;
}

/** "Has cancelled a trip to Kelo planned for May": no verb is an object; what it was taken to be told of is, and it says which. */
function verbTakenForObject(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[i]!;
  if (relations[i] !== classes.object || verb < 0 || verb > i) return;
  for (let k = verb + 1; k < i; k++) {
    if (heads[k] !== i || !classes.subjects.has(relations[k]!) || !classes.nouns.has(tags[k]!)) continue;
    heads[k] = verb;
    relations[k] = classes.object;
    heads[i] = k;
    relations[i] = classes.ofNoun;
    tags[i] = classes.participle;
    return;
  }
}

/** "Pledged to send two ships, train the crews and pay for the fuel": a bare verb goes with the infinitive, not with the past tense that governs it. */
function sharedInfinitive(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[i]!;
  if (verb < 0 || verb > i || !classes.timed.has(tags[verb]!)) return;
  for (let k = verb + 1; k < i; k++)
    if (heads[k] === i && (classes.subjects.has(relations[k]!) || relations[k] === classes.auxiliary)) return;
  for (let k = i - 1; k > verb; k--)
    if (heads[k] === verb && relations[k] === classes.open && classes.unmarked.has(tags[k]!)) {
      heads[i] = k;
      return;
    }
}

/** An adverb heads no noun phrase: in "with the Chinese ahead of the meeting" it belongs to the Chinese. */
function adverbBehindPeople(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const noun = i - 1;
  if (heads[noun] !== i || !classes.modifiers.has(relations[noun]!)) return;
  const wasNoun = classes.nouns.has(tags[i]!);
  if (!wasNoun && tags[i] !== classes.adverb) return;
  heads[noun] = heads[i]!;
  relations[noun] = wasNoun ? relations[i]! : classes.oblique;
  // What stands before belongs to the phrase, what stands behind to the adverb.
  for (let k = Math.max(0, i - REACH); k < noun; k++) if (heads[k] === i) heads[k] = noun;
  heads[i] = noun;
  relations[i] = classes.adverbial;
  tags[i] = classes.adverb;
}

/** "Between Norland and the rebel region": whoever follows "and" is the second of the two, and not another beside the talks. */
function secondOfBetween(
  and: number,
  forms: readonly string[],
  { tags, heads, relations }: Read,
  classes: RepairClasses,
): void {
  const second = heads[and]!;
  const first = second > and && relations[second] === classes.conjunct ? heads[second]! : -1;
  if (first < 0 || first >= and) return;
  for (let k = first + 1; k < and; k++) {
    if (heads[k] !== first || relations[k] !== classes.besideNoun || !classes.nouns.has(tags[k]!)) continue;
    let hasBetween = false;
    for (let c = first + 1; c < and; c++) {
      if (heads[c] === k && forms[c] === 'between') hasBetween = true;
      // It has its second already.
      if (heads[c] === k && relations[c] === classes.conjunct) return;
    }
    if (hasBetween) heads[second] = k;
  }
}

/** "Peru and Chile in Lima": no part of a name stands before the name's preposition; behind "and" it goes with the noun before that. */
function joinedBeforePreposition(and: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const joined = heads[and]!;
  // Nothing is joined to what stands behind it.
  const isJoined = classes.modifiers.has(relations[joined]!) || relations[joined] === classes.conjunct;
  const noun = joined > and && isJoined ? heads[joined]! : -1;
  if (noun <= joined || !classes.nouns.has(tags[joined]!) || !classes.nouns.has(tags[and - 1]!)) return;
  for (let k = joined + 1; k < noun; k++) {
    if (heads[k] !== noun || relations[k] !== classes.preposition) continue;
    let head = and - 1;
    while (heads[head]! >= 0 && heads[head]! < head && relations[head] === classes.partOfName) head = heads[head]!;
    heads[joined] = head;
    relations[joined] = classes.conjunct;
    // "In Lima" is told of whatever the first of the two is told of.
    if (heads[noun] === heads[head] || heads[head]! < 0) return;
    heads[noun] = relations[head] === classes.besideNoun ? heads[head]! : heads[noun]!;
    return;
  }
}

const OPENING = new Set(['“', '"', '``', '„', '«']);

/** "Stressed to Mr. Lind “grave doubts”": a name outside the marks is no part of a noun inside them; it is who is spoken to, and the noun what is said. */
function nameBeforeQuotation(mark: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  let name = mark - 1;
  while (name >= 0 && relations[name] === classes.partOfName && heads[name]! < name) name = heads[name]!;
  const noun = name < 0 ? -1 : heads[name]!;
  if (noun < mark || !classes.names.has(tags[name]!) || !classes.modifiers.has(relations[name]!)) return;
  const verb = heads[noun]!;
  let preposition = Math.max(0, name - NEAREST_SPEAKER);
  while (preposition < name && heads[preposition] !== noun) preposition++;
  if (verb < 0 || verb >= name || relations[noun] !== classes.oblique) return;
  if (preposition >= name || relations[preposition] !== classes.preposition) return;
  heads[preposition] = name;
  heads[name] = verb;
  relations[name] = classes.oblique;
  relations[noun] = classes.object;
}

/** Verbs that somebody does so that another does something. */
const LETTING = new Set('help helps helped helping let lets make makes made making watch watched see saw'.split(' '));

/** "Said his country would help nations build ports": with two clauses of one verb, side by side, the bare one is what the nations are helped to do. */
function clauseOfHelping(help: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[help]!;
  if (relations[help] !== classes.clause || verb < 0 || verb >= help) return;
  const to = Math.min(heads.length, help + REACH);
  let clause = -1;
  for (let k = help + 1; k < to && clause < 0; k++)
    if (heads[k] === verb && relations[k] === classes.clause && classes.unmarked.has(tags[k]!)) clause = k;
  if (clause < 0) return;
  let subject = -1;
  for (let k = help + 1; k < clause; k++) {
    if (heads[k] !== clause) continue;
    // "… and that the firm would build": a clause of its own.
    if (!classes.subjects.has(relations[k]!)) return;
    subject = k;
  }
  if (subject < 0) return;
  heads[clause] = help;
  relations[clause] = classes.open;
  heads[subject] = help;
  relations[subject] = classes.object;
}

/**
 * "The governments said the group had stolen millions": of two subjects of one verb the one behind it is the subject of the clause that follows, which has none.
 */
function subjectBehindVerb(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[i]!;
  if (verb < 0 || verb >= i || !classes.nouns.has(tags[i]!)) return;
  let first = false;
  for (let k = Math.max(0, verb - REACH); k < verb; k++)
    if (heads[k] === verb && classes.subjects.has(relations[k]!)) first = true;
  const to = Math.min(heads.length, i + REACH);
  let clause = -1;
  for (let k = i + 1; k < to && clause < 0; k++) if (heads[k] === verb && relations[k] === classes.clause) clause = k;
  if (!first || clause < 0) return;
  for (let k = i + 1; k < clause; k++) if (heads[k] === clause && classes.subjects.has(relations[k]!)) return;
  heads[i] = clause;
}

const TIMES = new Set(
  'week month year night weekend summer winter spring autumn fall monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
);
const NAMING_TIME = new Set(['last', 'this', 'next', 'that', 'past']);

/** "With Hale demanding an exemption and Ostria insisting …": a name taken for one more thing demanded, of which the next gerund tells. */
function nameBeforeGerund(
  i: number,
  forms: readonly string[],
  { tags, heads, relations }: Read,
  classes: RepairClasses,
): void {
  const name = i - 1;
  const thing = heads[name]!;
  const isJoined = relations[name] === classes.conjunct && classes.names.has(tags[name]!) && forms[name - 1] === 'and';
  if (!isJoined || tags[i] !== classes.gerund || relations[i] !== classes.conjunct) return;
  if (thing < 0 || relations[thing] !== classes.object || heads[thing] !== heads[i]) return;
  heads[name] = i;
  relations[name] = classes.subject;
  if (heads[name - 1] === name) heads[name - 1] = i;
}

/** "Said the city would pay if, as expected, the council agrees": what opens with "if" behind one clause that was told is its condition, and no second one. */
function supposedClause(i: number, { heads, relations }: Read, classes: RepairClasses): void {
  const clause = heads[i]!;
  if (clause < i || relations[clause] !== classes.clause) return;
  const teller = heads[clause]!;
  for (let k = i - 1; k > teller; k--) {
    if (heads[k] !== teller || relations[k] !== classes.clause) continue;
    heads[clause] = k;
    relations[clause] = classes.adverbialClause;
    return;
  }
}

/** "Set out in Article I": a number, and nobody who speaks. */
function numberTakenForSpeaker(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  if (!classes.nouns.has(tags[i - 1]!) || heads[i - 1] === i) return;
  tags[i] = classes.counted;
  relations[i] = classes.number;
  heads[i] = i - 1;
}

/** "The Parties shall, within 60 days, designate …": those who shall are those who do it. */
function subjectOfAuxiliary(i: number, { heads, relations }: Read, classes: RepairClasses): void {
  const helper = heads[i]!;
  if (helper >= 0 && relations[helper] === classes.auxiliary && heads[helper]! > helper) heads[i] = heads[helper]!;
}

/** "Chad denied it and last month called it a farce": a time is no subject where the verb has another, or shares one. */
function timeTakenForSubject(i: number, { heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[i]!;
  if (verb <= i) return;
  let hasOther = relations[verb] === classes.conjunct;
  for (let k = Math.max(0, i - REACH); k < verb && !hasOther; k++)
    hasOther = k !== i && heads[k] === verb && classes.subjects.has(relations[k]!);
  if (hasOther) relations[i] = classes.bareTime;
}

/** "The commission, which last met in June": right before its verb, and behind the subject, it says when. */
function adverbTakenForSubject(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[i]!;
  if (verb !== i + 1 || heads[i - 1] !== verb || !classes.subjects.has(relations[i - 1]!)) return;
  relations[i] = classes.adverbial;
  tags[i] = classes.adverb;
}

/** "Ministers from Peru and Chile met": of two subjects the one behind "and" goes with the noun before it. */
function secondSubject(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[i]!;
  let and = -1;
  let first = false;
  for (let k = Math.max(0, i - REACH); k < i; k++) {
    if (heads[k] === i && relations[k] === classes.and) and = k;
    if (heads[k] === verb && classes.subjects.has(relations[k]!)) first = true;
  }
  const noun = and - 1;
  if (!first || noun < 0 || verb < i || !classes.nouns.has(tags[noun]!) || !classes.nouns.has(tags[i]!)) return;
  // The head of a name of several words is its first.
  let head = noun;
  while (heads[head]! >= 0 && heads[head]! < head && relations[head] === classes.partOfName) head = heads[head]!;
  heads[i] = head;
  relations[i] = classes.conjunct;
}

const MONTHS = new Set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. aug. sep. sept. oct. nov. dec.'.split(
    ' ',
  ),
);

/** "On Dec 30 fighter jets struck": a day of a month counts nothing. */
function dayTakenForCount(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const counted = heads[i]!;
  let noun = counted;
  while (noun >= 0 && classes.modifiers.has(relations[noun]!)) noun = heads[noun]!;
  const verb = noun > i && classes.subjects.has(relations[noun]!) ? heads[noun]! : -1;
  // "The Dec. 28 meeting was put off": the day of one thing.
  if (counted < i || verb < noun || heads[i - 1] !== i || tags[noun] !== classes.plural) return;
  for (let k = Math.max(0, i - 3); k < i; k++)
    if ((heads[k] === noun || heads[k] === counted) && relations[k] === classes.preposition) heads[k] = i;
  heads[i] = verb;
  relations[i] = classes.oblique;
}

/** "On 17 October unknown persons set fire": the same, the day before its month. */
function dayBeforeMonth(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const noun = heads[i]!;
  const verb = noun > i + 1 && classes.subjects.has(relations[noun]!) ? heads[noun]! : -1;
  if (verb < noun || tags[noun] !== classes.plural) return;
  for (let k = Math.max(0, i - 3); k < i; k++)
    if (heads[k] === noun && relations[k] === classes.preposition) heads[k] = i;
  heads[i] = verb;
  relations[i] = classes.oblique;
  heads[i + 1] = i;
  relations[i + 1] = classes.besideNoun;
}

/** "13 November: Two workers were freed": in a list of days what stands behind the colon is no other word for the day. */
function subjectBehindColon(
  i: number,
  forms: readonly string[],
  { heads, relations }: Read,
  classes: RepairClasses,
): void {
  const day = heads[i]!;
  const verb = day >= 0 && day < 3 && day < i ? heads[day]! : -1;
  if (verb <= i || !forms.slice(day, i).includes(':')) return;
  let passive = false;
  for (let k = day + 1; k < verb; k++) {
    if (heads[k] !== verb) continue;
    if (classes.subjects.has(relations[k]!)) return;
    if (relations[k] === classes.passiveHelper) passive = true;
  }
  heads[i] = verb;
  relations[i] = passive ? classes.sufferer : classes.subject;
}

const ACCUSED = new Set(['accused', 'suspected', 'convicted', 'acquitted']);

/** "Accused by prosecutors of kidnapping teachers": what somebody is accused of, and not what the prosecutors are. */
function accusationBehindAgent(
  i: number,
  forms: readonly string[],
  { tags, heads, relations }: Read,
  classes: RepairClasses,
): void {
  const agent = heads[i]!;
  const verb = agent >= 0 && agent < i ? heads[agent]! : -1;
  if (verb < 0 || verb > agent || !ACCUSED.has(forms[verb]!) || forms[i - 1] !== 'of' || heads[i - 1] !== i) return;
  const by = forms.slice(verb + 1, agent).includes('by');
  if (!by || (relations[i] !== classes.besideNoun && relations[i] !== classes.ofNoun)) return;
  heads[i] = verb;
  relations[i] = classes.adverbialClause;
  relations[i - 1] = classes.mark;
  tags[i] = classes.gerund;
}

/** "The minister hosts President Ruth Wanjala": behind the verb no name renames the subject; where the verb has no object, it is the object. */
function objectTakenForApposition(i: number, { heads, relations }: Read, classes: RepairClasses): void {
  const subject = heads[i]!;
  const verb = subject >= 0 && classes.subjects.has(relations[subject]!) ? heads[subject]! : -1;
  if (verb <= subject || verb >= i) return;
  for (let k = verb + 1; k < Math.min(heads.length, verb + REACH); k++)
    if (heads[k] === verb && (classes.objects.has(relations[k]!) || relations[k] === classes.clause)) return;
  if (i - verb > NEAREST_SPEAKER / 2) return;
  heads[i] = verb;
  relations[i] = classes.object;
}

/** "Milena Horak and Davit Orbelan": the name behind "Davit" is his. */
function surnameOfSecond(i: number, { heads, relations }: Read, classes: RepairClasses): void {
  if (relations[i - 1] === classes.conjunct && heads[i - 1] === heads[i]) heads[i] = i - 1;
}

/** "The two met on Friday, their first talks in a year": what a comma parts from the verb and what goes with it is not its object, but says what that was. */
function objectBehindComma(
  i: number,
  forms: readonly string[],
  { heads, relations }: Read,
  classes: RepairClasses,
): void {
  const verb = heads[i]!;
  const comma = forms.lastIndexOf(',', i);
  if (verb < 0 || comma <= verb + 1 || heads[comma] !== i || forms.indexOf(',', verb) !== comma) return;
  // "Said on Friday, “…”": words that were said are an object behind any comma.
  for (let k = comma + 1; k < i; k++) if (heads[k] !== i && heads[heads[k]!] !== i) return;
  if (!OPENING_NOUN.has(forms[comma + 1]!)) return;
  relations[i] = classes.parataxis;
}

/** "…, the ministry said on Tuesday, a claim that engineers denied": a noun behind what was said and who said it is no words of his, but what they are. */
function nounBehindSpeech(
  i: number,
  forms: readonly string[],
  { tags, heads, relations }: Read,
  classes: RepairClasses,
): void {
  const verb = heads[i]!;
  const comma = forms.lastIndexOf(',', i);
  if (!classes.nouns.has(tags[i]!) || verb < 1 || comma <= verb || heads[comma] !== i) return;
  if (!OPENING_NOUN.has(forms[comma + 1]!)) return;
  for (let k = comma + 1; k < heads.length; k++)
    if (heads[k] === i && (relations[k] === classes.copula || classes.subjects.has(relations[k]!))) return;
  relations[i] = classes.parataxis;
}

const OPENING_NOUN = new Set(['a', 'an', 'the', 'its', 'their', 'his', 'her']);

/** Words for a part of those who were just named. */
const SOME_OF_THEM = new Set(['some', 'many', 'most', 'several', 'few', 'all', 'both', 'one', 'two', 'others', 'half']);

/** "Men of the militia, some in uniform, abducted a guard": of two subjects the one between commas tells of a part of the first. */
function someOfTheSubject(
  i: number,
  forms: readonly string[],
  { heads, relations }: Read,
  classes: RepairClasses,
): void {
  const verb = heads[i]!;
  if (verb < i || !SOME_OF_THEM.has(forms[i]!) || forms[i - 1] !== ',' || !forms.slice(i + 1, verb).includes(','))
    return;
  for (let k = Math.max(0, i - REACH); k < i; k++)
    if (heads[k] === verb && classes.subjects.has(relations[k]!)) {
      heads[i] = k;
      relations[i] = classes.apposition;
      return;
    }
}

/** Prepositions that make no count of a noun, as "about" and "over" do. */
const PLACING = new Set('in on at from to of with near by for against outside inside behind off'.split(' '));

/**
 * "A court in Port Lessing jailed him", "gunmen linked to the party shot him": a noun with a preposition is nobody's subject. It belongs to the word before the
 * preposition, and the verb to its other subject, or to the noun that the tree has hung it on.
 */
function subjectWithPreposition(i: number, forms: readonly string[], read: Read, classes: RepairClasses): void {
  const { tags, heads, relations } = read;
  const verb = heads[i]!;
  if (verb <= i || !classes.nouns.has(tags[i]!)) return;
  const from = Math.max(0, i - REACH);
  let preposition = i - 1;
  while (preposition > from && !(heads[preposition] === i && relations[preposition] === classes.preposition)) {
    // "From 20 to 30 people died": a count.
    if (heads[preposition] === i && relations[preposition] === classes.number) return;
    preposition--;
  }
  if (preposition <= from || !PLACING.has(forms[preposition]!)) return;
  let host = preposition - 1;
  while (host >= 0 && relations[host] === classes.partOfName && heads[host]! < host) host = heads[host]!;
  if (host < 0) return;
  let first = -1;
  for (let k = from; k < preposition; k++) if (heads[k] === verb && classes.subjects.has(relations[k]!)) first = k;
  const isNoun = classes.nouns.has(tags[host]!);
  if (first < 0) {
    // "[A court] in Port Lessing jailed": the tree has made the verb a clause of the noun.
    const noun = heads[verb]!;
    if (!isNoun || relations[verb] !== classes.ofNoun || noun < 0 || noun > host) return;
    heads[i] = host;
    relations[i] = classes.besideNoun;
    if (tags[verb] === classes.participle) tags[verb] = classes.past;
    if (classes.timed.has(tags[verb]!)) makePredicate(verb, noun, read, classes);
    return;
  }
  if (isNoun) {
    heads[i] = host;
    relations[i] = classes.besideNoun;
  } else if (host === first + 1 && heads[host] === verb && /(?:ed|en|wn|nt)$/u.test(forms[host]!)) {
    heads[i] = host;
    relations[i] = classes.oblique;
    heads[host] = first;
    relations[host] = classes.ofNoun;
    tags[host] = classes.participle;
  }
}

/** "Hackers linked to the party broke in": between a subject and its verb, with no comma and no word of its own before it, a participle tells of the subject. */
function participleBehindSubject(i: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const verb = heads[i]!;
  const noun = i - 1;
  if (verb <= i || heads[noun] !== verb || relations[noun] !== classes.subject || !classes.nouns.has(tags[noun]!))
    return;
  for (let k = Math.max(0, i - REACH); k < verb; k++)
    if (heads[k] === i && (classes.subjects.has(relations[k]!) || relations[k] === classes.mark)) return;
  heads[i] = noun;
  relations[i] = classes.ofNoun;
  tags[i] = classes.participle;
}

/** "The talks in Geneva collapsed on Tuesday": a past tense that hangs on the noun that opens the sentence, which has no other verb, is what the sentence says of it. */
function verbOfNoun(verb: number, read: Read, classes: RepairClasses): void {
  const { heads, relations } = read;
  const noun = heads[verb]!;
  if (noun < 0 || noun >= verb || heads[noun]! >= 0 || !classes.nouns.has(read.tags[noun]!)) return;
  for (let k = 0; k < heads.length; k++) {
    if (heads[k] === verb && (classes.subjects.has(relations[k]!) || relations[k] === classes.mark)) return;
    // Another verb of the same noun, or a copula: then one of the two is a participle.
    if (k !== verb && heads[k] === noun && classes.finite.has(read.tags[k]!)) return;
    if (heads[k] === noun && relations[k] === classes.copula) return;
  }
  makePredicate(verb, noun, read, classes);
}

/** Puts a verb where its noun stood, with the noun as its subject; what stands around the noun's own phrase goes with the verb. */
function makePredicate(verb: number, noun: number, { heads, relations }: Read, classes: RepairClasses): void {
  heads[verb] = heads[noun]!;
  relations[verb] = relations[noun]!;
  heads[noun] = verb;
  relations[noun] = classes.subject;
  for (let k = 0; k < heads.length; k++) {
    if (heads[k] !== noun) continue;
    const isBefore = k < noun && relations[k] === classes.besideNoun;
    if (k > verb || isBefore) {
      heads[k] = verb;
      if (relations[k] === classes.besideNoun) relations[k] = classes.oblique;
    }
  }
}

/** Past forms that stand before no noun: with these a verb that the treebanks hardly know is told from a part of a noun. */
const NEVER_NOUNS_BUT_VERBS = new Set(
  'stole broke took gave wrote threw drove withdrew overthrew undertook'.split(' '),
);

/**
 * "A group tied to the government stole data": where the network reads "government stole data" as one noun, the verb is put back: the government is what
 * the group is tied to, the group stole, the data are what it stole.
 */
function verbTakenForNoun(verb: number, { tags, heads, relations }: Read, classes: RepairClasses): void {
  const object = heads[verb]!;
  const before = verb - 1;
  if (object <= verb || heads[before] !== object || !classes.nouns.has(tags[verb]!)) return;
  if (!classes.modifiers.has(relations[verb]!) || !classes.modifiers.has(relations[before]!)) return;
  const link = heads[object]!;
  let subject = link;
  while (subject >= 0 && heads[subject]! >= 0 && !classes.subjects.has(relations[subject]!)) subject = heads[subject]!;
  if (subject < 0 || subject >= before || link >= before || link === subject) return;
  const above = heads[subject]!;
  if (above >= 0 && above < verb) return;
  const to = Math.min(heads.length, verb + REACH);
  for (let k = subject + 1; k < before; k++) if (heads[k] === object) heads[k] = before;
  for (let k = verb + 1; k < to; k++) if (heads[k] === link || (above < 0 && heads[k] === subject)) heads[k] = verb;
  if (!classes.nouns.has(tags[before]!)) tags[before] = classes.noun;
  tags[verb] = classes.past;
  heads[before] = link;
  relations[before] = relations[object]!;
  heads[object] = verb;
  relations[object] = classes.object;
  heads[verb] = above;
  relations[verb] = above < 0 ? relations[subject]! : classes.clause;
  heads[subject] = verb;
  if (above < 0) relations[subject] = classes.subject;
}

/** Verbs whose object is somebody who is told a clause. */
const TELLING_SOMEBODY = new Set(
  'tell tells told telling inform informs informed informing assure assures assured assuring remind reminds reminded reminding warn warns warned warning notify notified convince convinced persuade persuaded'.split(
    ' ',
  ),
);

/** "Told members of the party that he was tired": the party is not what was tired; with "that" as a mere mark the clause is what was told. */
function toldClause(that: number, forms: readonly string[], { heads, relations }: Read, classes: RepairClasses): void {
  const clause = heads[that]!;
  if (clause < that || relations[that] !== classes.mark || relations[clause] !== classes.relative) return;
  let verb = heads[clause]!;
  for (let climbed = 0; climbed < 5 && verb >= 0 && !TELLING_SOMEBODY.has(forms[verb]!); climbed++) {
    if (heads[verb]! >= verb) return;
    verb = heads[verb]!;
  }
  if (verb < 0 || !TELLING_SOMEBODY.has(forms[verb]!)) return;
  heads[clause] = verb;
  relations[clause] = classes.clause;
}

/** Nouns that a clause with "that" spells out. */
const TELLING_NOUNS = new Set(
  'claim claims assertion assertions allegation allegations accusation accusations fact belief idea notion suspicion suspicions fear fears hope hopes argument pledge promise vow rumor rumour evidence proof conclusion assurance assurances'.split(
    ' ',
  ),
);

/** "Doubts about the firm's claim that it had won": the clause is what was claimed, whatever verb stands before. */
function clauseOfNoun(
  that: number,
  forms: readonly string[],
  { heads, relations }: Read,
  classes: RepairClasses,
): void {
  const clause = heads[that]!;
  const noun = that - 1;
  if (clause < that || relations[that] !== classes.mark || relations[clause] !== classes.clause) return;
  // "Said in the belief that …" is left alone: there the clause may be what was said.
  const verb = heads[clause]!;
  const isManner = heads[noun] === verb && forms.slice(Math.max(0, noun - 3), noun).includes('in');
  if (verb < 0 || verb >= noun || isManner) return;
  heads[clause] = noun;
  relations[clause] = classes.ofNoun;
}

/**
 * A finite verb behind what was said. Without a subject it has it right behind itself: "“Is it safe?” asked the inspector". With two, one on each side of a
 * clause that has none, the first is the clause's: "The hackers stole blueprints, the ministry said".
 */
function verbBehindClause(verb: number, { heads, relations }: Read, classes: RepairClasses): void {
  const subjects: number[] = [];
  let clause = -1;
  let object = -1;
  let isClauseWithSubject = false;
  const from = Math.max(0, verb - FARTHEST_CLAUSE);
  const to = Math.min(heads.length, verb + NEAREST_SPEAKER);
  for (let k = from; k < to; k++) {
    if (heads[k] !== verb) continue;
    if (classes.subjects.has(relations[k]!)) subjects.push(k);
    if (k < verb && relations[k] === classes.clause) clause = k;
    if (k > verb && object < 0 && classes.objects.has(relations[k]!)) object = k;
  }
  if (clause < 0) return;
  if (subjects.length === 0 && object >= 0) relations[object] = classes.subject;
  for (let k = from; k < verb; k++)
    if (heads[k] === clause && classes.subjects.has(relations[k]!)) isClauseWithSubject = true;
  const [first, second] = subjects;
  if (!isClauseWithSubject && second !== undefined && first! < clause && second > clause) heads[first!] = clause;
}

/**
 * "The files lie in a safe place, Paul Kern, the deputy minister, said": the name is taken for another word for the place. It is whoever says it, where
 * nobody else does; and whoever stands behind the verb is told.
 */
function nameBehindClause(
  verb: number,
  forms: readonly string[],
  { tags, heads, relations }: Read,
  classes: RepairClasses,
): void {
  if (forms[verb - 1] !== ',') return;
  const from = Math.max(0, verb - FARTHEST_CLAUSE);
  let clause = -1;
  for (let k = from; k < verb; k++)
    if (heads[k] === verb) {
      if (relations[k] === classes.clause) clause = k;
      else if (classes.subjects.has(relations[k]!)) return;
    }
  if (clause < 0) return;
  let name = verb - 2;
  while (name > clause && !isNameBesideNoun(name, forms, { tags, heads, relations }, classes)) {
    // Up through what is said of the name, and no further than its clause.
    if (heads[name]! < 0 || heads[name]! >= name || heads[name]! <= clause) return;
    name = heads[name]!;
  }
  if (name <= clause) return;
  // "…, the environment minister, Ana Lind, said": the title stands beside the noun, and the name beside the title.
  const title = heads[name]!;
  const beside = heads[title]!;
  const isTitle = relations[name] === classes.apposition && relations[title] === classes.apposition && title > clause;
  if (isTitle && beside >= 0 && beside < title && forms.slice(beside + 1, title).includes(',')) name = title;
  heads[name] = verb;
  relations[name] = classes.subject;
  const to = Math.min(heads.length, verb + NEAREST_SPEAKER);
  for (let k = verb + 1; k < to; k++)
    if (heads[k] === verb && relations[k] === classes.subject) relations[k] = classes.addressee;
}

function isNameBesideNoun(
  i: number,
  forms: readonly string[],
  { tags, heads, relations }: Pick<Read, 'tags' | 'heads' | 'relations'>,
  { apposition, vocative, names, nouns }: RepairClasses,
): boolean {
  const head = heads[i]!;
  if (!names.has(tags[i]!) || head < 0 || head >= i || !forms.slice(head + 1, i).includes(',')) return false;
  // "“We have the cargo,” Tor Vik, the police chief, told …": behind the closing mark the speaker stands.
  if (forms[i - 1] === '"' && (forms[i - 2] === ',' || forms[i - 2] === '?' || forms[i - 2] === '!')) return true;
  return (
    relations[i] === vocative || (relations[i] === apposition && nouns.has(tags[head]!) && !names.has(tags[head]!))
  );
}

/** Words before a verb among which its clause and subject are looked for, and behind it, its speaker. */
const FARTHEST_CLAUSE = 160;
const NEAREST_SPEAKER = 12;
