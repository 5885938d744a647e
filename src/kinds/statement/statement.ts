import type { Party } from '../../core/actor.ts';
import type { Claim, Draft } from '../../core/claim.ts';
import { saidIn } from '../../core/said.ts';
import { cover, overlaps, type Span, type Words } from '../../core/span.ts';
import type { TimeMention } from '../../core/time.ts';
import { verbCue } from '../../attributions/lexicon.ts';
import type { Word } from '../../language/analysis.ts';
import type { Attribution } from '../../attributions/attribution.ts';
import { OPERATIVE } from '../../attributions/resolution.ts';
import { TURN } from '../../attributions/transcript.ts';
import { cueOf } from '../../attributions/verbs.ts';
import { nounPhrase } from '../../language/clause.ts';
import { asAuthor, authorMeant } from '../author.ts';
import type { Kind } from '../kind.ts';
import { madeAt } from '../occasion.ts';
import { actorIds, type ReadingContext } from '../reading-context.ts';
import { joined, timeText } from '../show.ts';
import { deed } from './deed.ts';
import { headlineOf, TELLING } from './headline.ts';
import { cueVerb, ownQuotes, statementsIn, toldOf } from './spoken.ts';

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

function read(context: ReadingContext): Draft<StatementBody>[] {
  return statementsIn(context).map(attribution => statementOf(attribution, context));
}

function statementOf(attribution: Attribution, context: ReadingContext): Draft<StatementBody> {
  const [speaker, ...jointly] = sayers(attribution, context);
  const addressee = addresseeOf(attribution, speaker, context);
  const quoted = ownQuotes(attribution, context);
  const content = withProviso(wholeContent(attribution, addressee, context), attribution, context);
  // An organ is named once, at the head of what it resolves.
  const source = attribution.rule === OPERATIVE ? [] : attribution.source;
  const whole = cover([...source, ...attribution.cue, ...attribution.content, ...content]);
  const cueWord = context.analysis.wordAt(attribution.cue[0]!.start);
  const told = toldOf(attribution, context);
  const over = context
    .attributionsOver(whole)
    .filter(outer => outer !== attribution && toldOf(outer, context)?.saying !== 'unsaid');
  const voices = over.flatMap(outer => context.speakerOf(outer) ?? []);
  // "Her office denied a report that she had offered to resign": whoever denies that something was said does not say that it was.
  const isDeniedOfIt = [attribution, ...over].some(one => isDenied(one, context));
  return {
    kind: 'statement',
    rule: attribution.rule,
    words: context.words(whole),
    factuality: told?.saying === 'ahead' ? 'planned' : isDeniedOfIt ? 'denied' : 'asserted',
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
      content: content.map(part => context.words(part)),
      quoted: quoted.map(part => context.words(part)),
    },
  };
}

/** Who said it, first; in a text of several, "the Ministers" and "the Authority" are whom it calls so. */
function sayers(attribution: Attribution, context: ReadingContext): [first: Party | undefined, ...others: Party[]] {
  const speaker = context.speakerOf(attribution);
  if (attribution.rule === TURN) return [speaker];
  const head = attribution.sourceHead;
  const type = speaker?.actor === undefined ? undefined : context.actors.actor(speaker.actor)?.type;
  // "The Authority", where nothing of its name is told here but that it is one.
  const isUnnamed = type === undefined || type === 'class' || speaker?.name.toLowerCase() === head?.lower;
  const author = head && isUnnamed ? authorMeant(head, context) : undefined;
  const [first, ...others] = author?.parties.map(party => asAuthor(head!, party, author, context)) ?? [];
  if (first) return [first, ...others];
  // "Tove Haug, president and chief executive" is one.
  const more = context.speakersOf(attribution).slice(1);
  return [
    speaker,
    ...more.filter(({ actor, name }) => name !== speaker?.name && (actor === undefined || actor !== speaker?.actor)),
  ];
}

/** "Rejected the claim" denies it; "rejected a request" refuses it, and denies nothing. */
function isDenied(attribution: Attribution, context: ReadingContext): boolean {
  const verb = cueVerb(attribution, context);
  const object = verb?.child('obj');
  // "Denied a report that …": the noun alone would only tell.
  const isOfNoun = attribution.rule.startsWith('clause of a noun');
  const denies = attribution.force === 'denied' || (isOfNoun && DENYING.has(verb?.lemma ?? ''));
  return denies && !(object && REQUESTS.has(object.lemma) && (isOfNoun || attribution.rule.startsWith('object')));
}

const DENYING = new Set(['deny', 'reject', 'dismiss', 'refute', 'dispute']);

const REQUESTS = new Set(
  'request appeal demand call offer bid proposal plan application invitation petition amendment bill motion deal compromise treaty agreement ceasefire truce budget candidate visa resolution draft text'.split(
    ' ',
  ),
);

/** To whom it was said. "Saying he hopes": a pronoun of subjects opens what is said, and nobody tells himself. */
function addresseeOf(
  { addressee, cue }: Attribution,
  speaker: Party | undefined,
  context: ReadingContext,
): Party | undefined {
  if (addressee === undefined || /^(?:which|that|what)$/u.test(addressee.lower) || SUBJECTS.has(addressee.lower))
    return undefined;
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
  const spokenOf = antecedent(attribution, context);
  if (spokenOf) return [spokenOf, ...content.slice(isRelative(content[0]!, context) ? 1 : 0)];
  const asked = first && whoIsCalledOn(attribution, context);
  if (asked && asked.start < first.start) return [{ start: asked.start, end: first.end }, ...rest];
  if (first === undefined || last === undefined || first.start <= last.end) return content;
  if (told && !addressee && told.is('obj', 'iobj') && told.start > last.end && told.end < first.start)
    return [{ start: told.subtree()[0]!.start, end: first.end }, ...rest];
  const between = analysis.wordsIn({ start: last.end, end: first.start });
  // "Said the decision, the fourth this year, was needed": the tree hangs on the cue what the clause is about.
  const about = between.find(
    word => word.is('nsubj', 'obj') && word.head?.end === last.end && word !== attribution.sourceHead && word !== told,
  );
  if (
    about &&
    !/quotation/u.test(attribution.rule) &&
    between.every(word => about.subtree().includes(word) || isTied(word))
  )
    return [{ start: about.subtree()[0]!.start, end: first.end }, ...rest];
  const noun = between.at(-1);
  const isStance = noun !== undefined && between.length <= FEW && between[0]!.sentence === noun.sentence;
  return isStance && STANCES.has(noun.lemma) ? [{ start: between[0]!.start, end: first.end }, ...rest] : content;
}

/** "The army, which she said had left": what she said is of the army. */
function antecedent({ rule, content, cue, sourceHead }: Attribution, context: ReadingContext): Span | undefined {
  if (!/^(?:that-clause|put in|to the end)/u.test(rule) || content.length === 0) return undefined;
  const verb = context.analysis.wordAt(cue.at(-1)!.start);
  const first = context.analysis.wordAt(content[0]!.start);
  if (!verb || !first || RELATIVE.test(verb.child('nsubj')?.lower ?? '')) return undefined;
  const pronoun = RELATIVE.test(first.lower) ? first : undefined;
  const clause = pronoun?.head ?? verb.child('ccomp') ?? (first.is('aux', 'aux:pass', 'cop') ? first.head : first);
  const own = clause?.child('nsubj', 'nsubj:pass');
  const isOpen = own === undefined || own === pronoun || (RELATIVE.test(own.lower) && own.start < cue[0]!.start);
  if (!clause || clause.start < verb.start || !isOpen) return undefined;
  // The relative clause is the saying with what is said below it, or what is said with the saying put in; or only its pronoun tells of it.
  const relative = [verb, clause].find(word => word.is('acl:relcl'));
  const noun = relative?.head ?? (own && own !== pronoun ? nounBefore(own) : undefined);
  return noun && noun !== sourceHead && noun.end <= cue[0]!.start ? nounPhrase(noun) : undefined;
}

/** "The plants, which": the noun right before a relative pronoun. */
function nounBefore(pronoun: Word): Word | undefined {
  const before = pronoun.previous?.text === ',' ? pronoun.previous.previous : pronoun.previous;
  return before?.pos === 'NOUN' || before?.pos === 'PROPN' ? before : undefined;
}

const RELATIVE = /^(?:who|whom|which|that)$/u;

function isRelative(piece: Span, context: ReadingContext): boolean {
  return RELATIVE.test(context.words(piece).exact);
}

/** "Called on the minister to resign": from whom he called on on, that is what was said. */
function whoIsCalledOn({ cue, rule }: Attribution, context: ReadingContext): Word | undefined {
  const verb = context.analysis.wordAt(cue.at(-1)!.start);
  if (verb?.lemma !== 'call' || !rule.startsWith('infinitive')) return undefined;
  return verb
    .children('obl')
    .map(noun => noun.child('case'))
    .find(link => link !== undefined && /^(?:on|upon)$/u.test(link.lower) && link.start > verb.start);
}

/**
 * "Does not rule out a rise, should prices go on climbing", "committed to a cut, provided that others follow": what the words are made to hang on is
 * said with them, wherever the tree hangs it.
 */
function withProviso(content: readonly Span[], { cue, quoted }: Attribution, context: ReadingContext): readonly Span[] {
  const last = content.at(-1);
  const word = last && context.analysis.wordsIn(last).at(-1);
  if (!last || !word || last.start < cue[0]!.start || quoted.length > 0) return content;
  const next = word.next?.text === ',' ? word.next.next : word.next;
  if (!next || next.sentence !== word.sentence) return content;
  const clause = PROVISOS[next.lower]?.(next);
  const words = clause?.subtree().filter(part => part.start >= next.start) ?? [];
  // "…, if it is passed, and left": a verb behind comma and "and" is as likely the speaker's own.
  const stop = words.findIndex(part => part.text === ',' && part.next?.is('cc'));
  const end = words.slice(0, stop < 0 ? undefined : stop).findLast(({ pos }) => pos !== 'PUNCT')?.end;
  if (end === undefined) return content;
  return [...content.slice(0, -1), { start: last.start, end }];
}

const clauseOf = (mark: Word): Word | undefined => (mark.is('mark') && mark.head?.is('advcl') ? mark.head : undefined);

/** What opens a proviso, and the word that its words hang on. */
const PROVISOS: Readonly<Record<string, (word: Word) => Word | undefined>> = {
  if: clauseOf,
  unless: clauseOf,
  provided: word => (word.child('ccomp') ? word : clauseOf(word)),
  providing: word => (word.child('ccomp') ? word : clauseOf(word)),
  subject: word => (word.next?.lower === 'to' ? word : undefined),
  should: word =>
    word.is('aux') && word.head && (word.head.child('nsubj')?.start ?? 0) > word.start ? word.head : undefined,
};

/** Small words and marks around what a clause is about: "accused Ivo Brandt of …". */
function isTied(word: Word): boolean {
  return word.pos === 'PUNCT' || word.is('mark', 'case') || word.lower === 'of';
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
