import { bodyNouns, personNouns } from '../../actors/vocabulary.ts';
import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import { saidIn } from '../../core/said.ts';
import { contains, cover, overlaps, type Span, type Words } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import { nounCue, verbCue } from '../../attributions/lexicon.ts';
import type { Word } from '../../language/analysis.ts';
import { coordinationHead, isGeneral, isPassive } from '../../language/clause.ts';
import type { Attribution } from '../../attributions/attribution.ts';
import { TURN } from '../../attributions/transcript.ts';
import { cueOf } from '../../attributions/verbs.ts';
import type { Kind } from '../kind.ts';
import { madeAt } from '../occasion.ts';
import { actorIds, type ReadingContext } from '../reading-context.ts';
import { joined, nameWithPost, oneLine, quotedWords, timeText } from '../show.ts';
import { deed } from './deed.ts';
import { type Told, toldBy } from './saying.ts';

/** Who said what, to whom, and how. */
export interface StatementBody {
  /** Undefined when the text names nobody ("it was announced that …"). */
  readonly speaker?: Party;
  /** Who says it together with the speaker ("Norway and Poland said"). */
  readonly jointly?: readonly Party[];
  readonly addressee?: Party;
  /** "in a statement", "after meeting with Mr. Obama". */
  readonly occasion?: Words;
  readonly cue: Words;
  /** What the cue says of the speech: "said", "claimed", "denied", "vowed", … */
  readonly force: Attribution['force'];
  /** Are the words given within quotation marks: all (`direct`), none (`indirect`) or some (`mixed`). */
  readonly quotation: Attribution['form'];
  /** The words said, in pieces where the text interrupts them. */
  readonly content: readonly Words[];
  /** The pieces that stand within quotation marks. */
  readonly quoted: readonly Words[];
}

/**
 * Forces of what is thought, wished, liked, shown or agreed on rather than said: without quoted words they make no statement.
 * What was agreed is read as a commitment.
 */
const UNSPOKEN: ReadonlySet<Attribution['force']> = new Set([
  'thought',
  'felt',
  'wanted',
  'expected',
  'seemed',
  'showed',
  'supported',
  'opposed',
  'agreed',
  'discussed',
  'refused',
]);

function read(context: ReadingContext): Draft<StatementBody>[] {
  const said = context.attributions.filter(attribution => isStatement(attribution, context));
  const others = toldByOthers(said, context);
  return said
    .filter(attribution => !others.has(attribution))
    .filter(attribution => !said.some(other => isToldTwice(attribution, other) || isNearerCue(other, attribution)))
    .map(attribution => statementOf(attribution, context));
}

/**
 * Those whose words another one tells, too. "Continued to insist that …" is told by the insisting, not once more by the continuing; but what
 * is rejected in "promised to reject the deal" is told by the promise.
 */
function toldByOthers(said: readonly Attribution[], context: ReadingContext): ReadonlySet<Attribution> {
  const byVerb = new Map(said.map(attribution => [cueVerb(attribution, context), attribution]));
  const found = new Set<Attribution>();
  for (const attribution of said) {
    const told = toldOf(attribution, context);
    for (const governor of told?.governors ?? []) {
      const outer = byVerb.get(governor);
      if (outer !== undefined) found.add(told!.saying === 'ahead' ? attribution : outer);
    }
  }
  return found;
}

/** One verb of one speaker tells one thing: of two readings of it the likelier is kept. */
function isToldTwice(one: Attribution, other: Attribution): boolean {
  return (
    one !== other &&
    one.sourceHead !== undefined &&
    one.sourceHead === other.sourceHead &&
    one.cue[0]!.start === other.cue[0]!.start &&
    one.content.some(part => other.content.some(others => overlaps(part, others))) &&
    (one.score < other.score || (one.score === other.score && one.content[0]!.start > other.content[0]!.start))
  );
}

/** "An officer who spoke to us acknowledged that …": of two cues before one content the nearer tells it, where the farther one takes it by place alone. */
function isNearerCue(nearer: Attribution, { rule, cue, content }: Attribution): boolean {
  return (
    /end/u.test(rule) &&
    !/end/u.test(nearer.rule) &&
    nearer.cue[0]!.start > cue.at(-1)!.end &&
    nearer.cue.at(-1)!.end <= content[0]!.start &&
    nearer.content.some(part => overlaps(part, content[0]!))
  );
}

/** The parts that this statement's own marks set off; inside another's quotation the marks are the other's. */
function ownQuotes({ quoted, within, cue }: Attribution, context: ReadingContext): readonly Span[] {
  const outer = within === undefined ? undefined : context.attributions[within];
  const isOthers = (part: Span): boolean =>
    outer !== undefined && outer.quoted.some(other => contains(other, part) && contains(other, cue[0]!));
  return quoted.filter(part => !isOthers(part));
}

function isStatement(attribution: Attribution, context: ReadingContext): boolean {
  const { content, cue, sourceHead, force } = attribution;
  if (content.length === 0 || cue.length === 0 || sourceHead?.lower === 'you') return false;
  // A reporter's question is nobody's word on anything; the answer is.
  if (attribution.rule === TURN) return !isQuestioner(attribution, context);
  const isQuoted = ownQuotes(attribution, context).length > 0;
  // "She said she hoped they would “choose peace”": what is thought and wished within her words is told by them.
  if (attribution.within !== undefined && UNSPOKEN.has(force)) return false;
  if (isOfAnotherClause(attribution, context) || isFormula(attribution, context)) return false;
  if (toldOf(attribution, context)?.saying === 'unsaid') return false;
  if (attribution.rule === 'colon' && !isQuoted && !isLabelOfSpeaker(attribution, context)) return false;
  // Words that nobody is named for ("requests for help") are somebody's statement only when they are quoted as said.
  if (sourceHead === undefined) return isQuoted && CLAUSE_FORCES.has(force);
  if (isQuoted) return true;
  if (UNSPOKEN.has(force) || isStance(attribution) || isOnlyDone(attribution, context)) return false;
  // "We believe …": these words are already those of whoever speaks here.
  if (FIRST_PERSON.has(sourceHead.lower)) return false;
  if (content.flatMap(part => context.analysis.wordsIn(part)).length < 2) return false;
  return isClause(attribution)
    ? force !== 'reported' || isSomebody(sourceHead, context)
    : isSpoken(attribution, context);
}

/** The verb of a cue; undefined where the cue is a noun or a mark. */
function cueVerb({ cue }: Attribution, { analysis }: ReadingContext): Word | undefined {
  return cue.flatMap(piece => analysis.wordsIn(piece)).findLast(word => word.pos === 'VERB');
}

/** Whether it was said, as the verb of the cue tells. */
function toldOf(attribution: Attribution, context: ReadingContext): Told | undefined {
  const verb = cueVerb(attribution, context);
  return verb && toldBy(verb, ownQuotes(attribution, context).length > 0);
}

/**
 * "The ministry claimed that the army was not there and blamed rebels": a saying in the past behind "and" is as likely the ministry's, whatever the
 * tree joins it to; whose it is the words do not tell.
 */
function isOfAnotherClause(attribution: Attribution, context: ReadingContext): boolean {
  const verb = cueVerb(attribution, context);
  if (attribution.within === undefined || verb?.is('conj') !== true || verb.tag !== 'VBD') return false;
  if (verb.child('nsubj', 'aux') !== undefined) return false;
  const outer = cueVerb(context.attributions[attribution.within]!, context);
  const clause = coordinationHead(verb);
  // "Said it was not bound by the deal and vowed to fight on": of either it is the same.
  if (clause.child('nsubj', 'nsubj:pass')?.pos === 'PRON') return false;
  return outer !== undefined && clause.is('ccomp') && clause.head === outer && outer.tag === 'VBD';
}

/** What reports say of everybody they do not name; and what is denied by no one in particular ("a party that denies climate change"). */
function isFormula(attribution: Attribution, context: ReadingContext): boolean {
  const { content, sourceHead } = attribution;
  if (
    /^(?:not )?to be (?:named|identified|quoted)\b|^not be (?:named|identified)\b/iu.test(
      context.words(cover(content)).exact,
    )
  )
    return true;
  const verb = cueVerb(attribution, context);
  return (
    verb?.is('acl:relcl') === true &&
    isGeneral(verb) &&
    sourceHead?.child('det')?.lower.match(/^(?:an?|any|every|no)$/u) !== null
  );
}

/** A cue without words: a thing that is made or handed in, a talk held, somebody meant, a noun of speech that its verb does not utter. */
function isOnlyDone(attribution: Attribution, context: ReadingContext): boolean {
  const { rule, cueLemma, content } = attribution;
  const words = content.flatMap(part => context.analysis.wordsIn(part));
  if (/^(?:speak|talk|refer)$/u.test(cueLemma)) return true;
  if (
    / by order|^by order|end of the sentence/u.test(rule) &&
    !words.some(({ pos }) => pos === 'VERB' || pos === 'AUX')
  )
    return true;
  if (/of a noun with its verb/u.test(rule)) {
    const light = attribution.cue.flatMap(piece => context.analysis.wordsIn(piece)).find(({ pos }) => pos === 'VERB');
    return light === undefined || light.tag === 'VBN' || isPassive(light) || !UTTERING.has(light.lemma);
  }
  if (!/^(?:object|passive subject)/u.test(rule) || !HANDED_OUT.has(cueLemma)) return false;
  return !words.some(({ lemma }) => nounCue(lemma) !== undefined);
}

/** Verbs that give a noun of speech its voice: "made a promise", "voiced concern", "condemned the attack". */
const UTTERING = new Set(
  'make give issue offer have express voice repeat renew reiterate publish deliver release send sign announce post write add level lodge raise launch state declare read utter circulate condemn denounce deplore welcome praise reject deny dismiss hail applaud criticise criticize'.split(
    ' ',
  ),
);

/** What is issued, submitted or published may be a visa, a plan or a map: nothing is said by that, unless it is a text that speaks. */
const HANDED_OUT = new Set('issue submit publish release broadcast sign file present offer undertake post'.split(' '));

function isQuestioner({ source }: Attribution, { text }: ReadingContext): boolean {
  return /^Q(?:uestion)?$/iu.test(text.slice(source[0]!.start, source[0]!.end));
}

const FIRST_PERSON = new Set(['i', 'we', 'me', 'us', 'my', 'our', 'mine', 'ours']);

/** Is a whole clause told, not a thing or a deed? */
function isClause({ rule, force }: Attribution): boolean {
  return /that|clause|sentence|quotation|according|colon|put in/u.test(rule) && CLAUSE_FORCES.has(force);
}

/** Forces whose clause is told whoever its subject is: reports reveal, letters warn. "The flaw allows", "the law offers" tell nothing. */
const CLAUSE_FORCES: ReadonlySet<Attribution['force']> = new Set([
  'said',
  'claimed',
  'denied',
  'warned',
  'announced',
  'stressed',
  'reaffirmed',
  'apologised',
  'asked',
  'reported',
]);

/** Everything else is said only by people and bodies, and by a cue that the table knows. */
function isSpoken({ force, sourceHead }: Attribution, context: ReadingContext): boolean {
  return force !== 'reported' && sourceHead !== undefined && isSomebody(sourceHead, context);
}

function isSomebody(head: Word, context: ReadingContext): boolean {
  // "The foreign ministry denied any part in it": a body speaks, whatever it is called in full.
  return (
    context.party(head).actor !== undefined ||
    head.pos === 'PRON' ||
    // Where capitals are lost, what is taken for a name may be any noun.
    (head.pos === 'PROPN' && /^\p{Lu}/u.test(head.text)) ||
    bodyNouns.has(head.lemma)
  );
}

/** "Minister: the dam is safe" is said by the minister; "Norland: ten held after protest" and "Ferry disaster: what we know" by nobody. */
function isLabelOfSpeaker({ sourceHead, source }: Attribution, context: ReadingContext): boolean {
  const head = sourceHead!;
  const { actor } = context.party(head);
  const type = actor === undefined ? undefined : context.actors.actor(actor)?.type;
  const isWhole = source.length === 1 && source[0]!.start === head.sentence.start;
  if (type !== undefined) return isWhole && type !== 'place' && type !== 'state';
  return isWhole && (personNouns.has(head.lemma) || bodyNouns.has(head.lemma));
}

/** "criticised the plan", "did not name the companies", "the breach was reported": a thing is spoken of, but no words are told. */
function isStance({ rule, force }: Attribution): boolean {
  return /^(?:object|passive subject)/u.test(rule) && !TELLING_OF_THINGS.has(force);
}

/** "announced a ceasefire", "denied the charge": here the thing is what was said. */
const TELLING_OF_THINGS: ReadonlySet<Attribution['force']> = new Set([
  'announced',
  'denied',
  'acknowledged',
  'apologised',
  'reaffirmed',
  'warned',
  'vowed',
  'claimed',
]);

function statementOf(attribution: Attribution, context: ReadingContext): Draft<StatementBody> {
  const speaker = context.speakerOf(attribution);
  const jointly = attribution.rule === TURN ? [] : context.speakersOf(attribution).slice(1);
  const addressee = addresseeOf(attribution, speaker, context);
  const quoted = ownQuotes(attribution, context);
  const whole = cover([...attribution.source, ...attribution.cue, ...attribution.content]);
  const cueWord = context.analysis.wordAt(attribution.cue[0]!.start);
  const told = toldOf(attribution, context);
  const voices = context
    .attributionsOver(whole)
    .filter(outer => outer !== attribution)
    .flatMap(outer => context.speakerOf(outer) ?? []);
  return {
    kind: 'statement',
    rule: attribution.rule,
    words: context.words(whole),
    factuality: told?.saying === 'ahead' ? 'planned' : attribution.force === 'denied' ? 'denied' : 'asserted',
    voices,
    when: cueWord && timeSaid(attribution, cueWord, context),
    ...madeAt(cueWord, context),
    actors: actorIds(speaker, ...jointly, addressee),
    body: {
      ...(speaker && { speaker }),
      ...(jointly.length > 0 && { jointly }),
      ...(addressee && { addressee }),
      ...(attribution.occasion &&
        !isTimeAlone(attribution.occasion, context) && { occasion: context.words(attribution.occasion) }),
      cue: context.words(cueAlone(attribution, told?.governors ?? [])),
      force: attribution.force,
      quotation: quoted.length === 0 && attribution.rule !== TURN ? 'indirect' : attribution.form,
      content: wholeContent(attribution, addressee, context).map(part => context.words(part)),
      quoted: quoted.map(part => context.words(part)),
    },
  };
}

/** To whom it was said. "Saying he hopes": a pronoun of subjects opens what is said, and nobody tells himself. */
function addresseeOf(
  { addressee, cue }: Attribution,
  speaker: Party | undefined,
  context: ReadingContext,
): Party | undefined {
  if (addressee === undefined || SUBJECTS.has(addressee.lower)) return undefined;
  // "He argued the firm had lied": only verbs of telling are said to somebody without "to" or "with".
  const isTold = TELLING.test(context.words(cover(cue)).exact) || addressee.child('case') !== undefined;
  if (!isTold && addressee.is('obj', 'iobj')) return undefined;
  const party = context.party(addressee);
  return party.actor !== undefined && party.actor === speaker?.actor ? undefined : party;
}

const SUBJECTS = new Set(['he', 'she', 'they', 'we', 'i']);

/** The cue as one run of words, with those it hangs on ("was forced to admit"): of "sometimes they say" only what stands behind the speaker. */
function cueAlone({ cue: own, source }: Attribution, governors: readonly Word[]): Span {
  const cue = [...governors.flatMap(cueOf), ...own].toSorted((a, b) => a.start - b.start);
  const last = cue.at(-1)!;
  const from = cue.findLastIndex((piece, i) =>
    source.some(part => part.start >= piece.end && part.end <= (cue[i + 1]?.start ?? piece.end)),
  );
  return cover([...cue.slice(from + 1), last]);
}

/**
 * What is said, from its first word on. "Expressed doubt that it was safe": what is said is the doubt, not that it was safe. "Argued the firm,
 * which …, had lied": who is spoken to by the tree, but not by the verb, is spoken of.
 */
function wholeContent(
  attribution: Attribution,
  addressee: Party | undefined,
  context: ReadingContext,
): readonly Span[] {
  const { cue, content, addressee: told } = attribution;
  const { analysis } = context;
  const [first, ...rest] = content;
  const last = cue.at(-1);
  if (first === undefined || last === undefined || first.start <= last.end) return content;
  if (told && !addressee && told.is('obj', 'iobj') && told.start > last.end && told.end < first.start)
    return [{ start: told.subtree()[0]!.start, end: first.end }, ...rest];
  const between = analysis.wordsIn({ start: last.end, end: first.start });
  // "Said the decision, the fourth this year, was needed": the tree hangs on the cue what the clause is about.
  const about = between.find(
    word => word.is('nsubj', 'obj') && word.head?.end === last.end && word !== attribution.sourceHead && word !== told,
  );
  if (about && between.every(word => word === about || about.subtree().includes(word) || word.pos === 'PUNCT'))
    return [{ start: about.subtree()[0]!.start, end: first.end }, ...rest];
  const noun = between.at(-1);
  const isStance = noun !== undefined && between.length <= FEW && between[0]!.sentence === noun.sentence;
  return isStance && STANCES.has(noun.lemma) ? [{ start: between[0]!.start, end: first.end }, ...rest] : content;
}

/** Words of a stance: "little or no doubt". */
const FEW = 4;
const STANCES = new Set(
  'doubt skepticism scepticism concern fear hope regret disappointment confidence optimism pessimism surprise alarm outrage anger worry unease suspicion belief disbelief certainty satisfaction dissatisfaction support opposition denial'.split(
    ' ',
  ),
);

/** A time inside the words said is theirs, not the saying's. */
function timeSaid(attribution: Attribution, cue: Word, context: ReadingContext): TimeMention | undefined {
  const time = context.timeOf(cue);
  return time && !isOfDeed(time, attribution, context) && !attribution.content.some(part => overlaps(part, time.words))
    ? time
    : undefined;
}

/** "Condemned the attack on the port on 2 March": the day may well be the attack's, and the words do not tell. */
function isOfDeed(time: TimeMention, attribution: Attribution, context: ReadingContext): boolean {
  const verb = cueVerb(attribution, context);
  const object = verb?.child('obj');
  if (!verb || !object || object.start < verb.start || time.words.start < object.end) return false;
  const force = verbCue(verb.lemma)?.force;
  return force === 'criticised' || force === 'praised' || force === 'opposed';
}

/** "told reporters", but "said to reporters". */
const TELLING =
  /\b(?:tell|told|inform|informed|assure|assured|remind|reminded|warn|warned|ask|asked|urge|urged|promise|promised|advise|advised|notify|notified|brief|briefed|show|showed)$/u;

function inOneBreath(parties: readonly Party[]): string {
  const all = parties.map(nameWithPost);
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)!}`;
}

/** The statement as one would write it in a record. */
function headlineOf(claim: Claim): string {
  const body = bodyOf(claim);
  const { speaker, jointly = [], addressee, cue } = body;
  const name = speaker ? inOneBreath([speaker, ...jointly]) : 'Somebody not named';
  if (/^according to/iu.test(cue.exact)) return `According to ${name}${toldText(body, true)}`;
  // "Ms. Lind’s promise to pay": the cue is a noun of the speaker's.
  if (/of a noun(?! with its verb)|possess/u.test(claim.rule)) return `${name}: ${oneLine(cue.exact)}${toldText(body)}`;
  if (claim.rule === TURN) return `${name}: ${joined(body.content)}`;
  const isNamed = addressee !== undefined && contains(cue, addressee.words);
  const to = addressee && !isNamed ? `${TELLING.test(cue.exact) ? '' : ' to'} ${addressee.name}` : '';
  return `${name} ${cueText(cue.exact)}${to}${toldText(body)}`;
}

/** In headlines and transcripts a mark stands for the verb; "he left, saying …" is told as "said". */
function cueText(cue: string): string {
  if (!/\p{L}/u.test(cue)) return 'said';
  return oneLine(cue)
    .replace(/^(?:when|while|as|after|before)\s+(?=\p{L})/iu, '')
    .replace(/^\p{L}+ing\b/u, toldBefore);
}

/** Past of a verb of telling from its participle. */
function toldBefore(participle: string): string {
  const stem = participle.slice(0, -3);
  return IRREGULAR.get(stem) ?? (/[^aeiou]y$/u.test(stem) ? `${stem.slice(0, -1)}ied` : `${stem}ed`);
}

const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    say: 'said',
    tell: 'told',
    writ: 'wrote',
    speak: 'spoke',
    swear: 'swore',
    think: 'thought',
    find: 'found',
    mak: 'made',
    giv: 'gave',
    putt: 'put',
    hold: 'held',
    read: 'read',
    foresee: 'foresaw',
    show: 'showed',
  }),
);

/** What opens a clause that goes on from its verb without a pause. */
const GOES_ON = /^(?:that|to|if|whether|what|who|when|where|why|how|not)\b/iu;

/**
 * The words said as a record gives them: in quotation marks only where the text has them. Reported words are the reporter's and
 * follow without marks, after a colon where they did not follow the cue in the text either.
 */
function toldText({ cue, addressee, quotation, content }: StatementBody, apart = false): string {
  const words = joined(content);
  if (quotation === 'direct') return `: ${quotedWords(words)}`;
  if (apart) return `: ${words}`;
  const before = Math.max(cue.end, addressee?.words.end ?? 0);
  const follows = content[0]!.start - before === 1 || (content[0]!.start > cue.end && GOES_ON.test(words));
  return `${follows ? ' ' : ': '}${words}`;
}

const bodyOf = (claim: Claim): StatementBody => claim.body as StatementBody;

/** "on Tuesday" tells when, and no occasion. */
function isTimeAlone({ start, end }: Span, { times, text }: ReadingContext): boolean {
  return times.some(
    ({ words }) =>
      words.start >= start && words.end === end && /^(?:(?:on|in|at)\s+)?$/iu.test(text.slice(start, words.start)),
  );
}

export const statement: Kind<StatementBody> = {
  name: 'statement',
  plural: 'statements',
  about: 'Who is said to have said what, to whom, when and in what capacity: directly quoted, in part, or reported.',
  read,
  deed,
  columns: [
    {
      name: 'speaker',
      about: 'Full name of who said it, as far as the text tells.',
      value: claim =>
        [bodyOf(claim).speaker, ...(bodyOf(claim).jointly ?? [])].flatMap(party => party?.name ?? []).join('; '),
    },
    {
      name: 'capacity',
      about: 'The post the speaker is given in the text.',
      value: claim => bodyOf(claim).speaker?.capacity ?? '',
    },
    {
      name: 'force',
      about: 'What the cue says of the speech: said, claimed, denied, vowed, …',
      value: claim => bodyOf(claim).force,
    },
    { name: 'quotation', about: 'direct, mixed or indirect.', value: claim => bodyOf(claim).quotation },
    { name: 'content', about: 'The words said.', value: claim => joined(bodyOf(claim).content) },
    { name: 'addressee', about: 'To whom it was said.', value: claim => bodyOf(claim).addressee?.name ?? '' },
    { name: 'occasion', about: 'Where or how it was said.', value: claim => bodyOf(claim).occasion?.exact ?? '' },
  ],
  speaker: claim => bodyOf(claim).speaker,
  said: saidIn,
  unread: words => ({
    cue: { start: words.start, end: words.start, exact: '' },
    force: 'said',
    quotation: 'indirect',
    content: [words],
    quoted: [],
  }),
  show(claim) {
    const { speaker, occasion, quotation } = bodyOf(claim);
    return {
      headline: headlineOf(claim),
      details: [
        [
          claim.factuality === 'planned' ? 'to be said' : 'said',
          [timeText(claim.when), occasion?.exact ?? ''].filter(Boolean).join('; '),
        ],
        ['quotation', quotation],
        ['speaker', speaker ? speaker.reason : 'the text names nobody'],
      ],
    };
  },
};
