import type { ActorId, ActorMention, Party } from '../core/actor.ts';
import type { Factuality } from '../core/claim.ts';
import { contains, type Span, type Words, wordsAt } from '../core/span.ts';
import type { Day, TimeMention } from '../core/time.ts';
import type { ActorReading } from '../actors/actors.ts';
import { speechVerbs } from '../actors/vocabulary.ts';
import { TURN } from '../attributions/transcript.ts';
import type { Attribution } from '../attributions/attribution.ts';
import type { CyberMention } from './incident/cyber/mentions.ts';
import type { Analysis, Name, Sentence, Word } from '../language/analysis.ts';
import {
  auxiliaries,
  conjuncts,
  isNegated,
  isPredicate,
  nounPhrase,
  ownClause,
  predicateOfAdverbial,
  subject,
  tenseOf,
} from '../language/clause.ts';
import { saidTogether, speakerHead } from './speaker-head.ts';
import { inFull, meantByDescription } from './description.ts';
import { FIRST_PERSON } from './side.ts';
import { isLabelOfSpeaker } from './speaker-label.ts';
import { personNouns } from '../actors/vocabulary.ts';
import { type CommitmentJudge, plainJudge } from './commitment/authored/scorer.ts';

/** Can a pronoun mean what a noun does: "it" no person, "he" no spokeswoman? */
function canBe({ tag, lower }: Word, pronoun: string, type: string | undefined): boolean {
  if (!/^NNP?$/u.test(tag)) return false;
  const isPerson = personNouns.has(lower) || type === 'PER';
  if (pronoun === 'it') return !isPerson;
  return isPerson && !(pronoun === 'he' ? /woman$/u : /[^o]man$/u).test(lower);
}

/** Everything that is known about a document when the kinds begin to read it. */
export class ReadingContext {
  readonly text: string;
  readonly analysis: Analysis;
  /** Day of publication; undefined when it is not known. */
  readonly published: Day | undefined;
  readonly actors: ActorReading;
  readonly times: readonly TimeMention[];
  readonly attributions: readonly Attribution[];
  /** Tells what the author of a release undertakes. */
  readonly commitmentJudge: CommitmentJudge;
  /** The lemma of every word, by its number: every kind asks for all of them. */
  readonly lemmas: readonly string[];
  /** Words that tell of computer incidents, as the taggers found them. */
  readonly cyber: readonly CyberMention[];
  /** The same times on a stand-in day of publication: only to tell which open ones can be the same. */
  readonly #standIns: ReadonlyMap<number, TimeMention>;
  readonly #standInDay: Day | undefined;
  // Looked up for every word a rule is tried on, so made once: reading must stay linear in the length of the text.
  readonly #timesByOwner = new Map<Word, TimeMention[]>();
  readonly #timesByFirstWord = new Map<number, TimeMention>();
  readonly #timeWords = new Set<number>();
  #dayLinesKept: readonly TimeMention[] | undefined;
  #isDigest: boolean | undefined;
  readonly #attributionsByWord = new Map<number, Attribution[]>();
  readonly #mentionsByStart = new Map<number, ActorMention>();
  readonly #nameByWord = new Map<number, Name>();

  constructor(parts: {
    analysis: Analysis;
    published: Day | undefined;
    actors: ActorReading;
    times: readonly TimeMention[];
    attributions: readonly Attribution[];
    /** By default the one that needs no weights. */
    commitmentJudge?: CommitmentJudge;
    cyber?: readonly CyberMention[];
    /** Where no day of publication is known: the times as they would be on a day that stands in for it. */
    standIn?: { readonly day: Day; readonly times: readonly TimeMention[] };
  }) {
    this.text = parts.analysis.text;
    this.analysis = parts.analysis;
    this.published = parts.published;
    this.actors = parts.actors;
    this.times = parts.times;
    this.attributions = parts.attributions;
    this.commitmentJudge = parts.commitmentJudge ?? plainJudge;
    this.lemmas = parts.analysis.words.map(word => word.lemma);
    this.cyber = parts.cyber ?? [];
    this.#standIns = new Map(parts.standIn?.times.map(time => [time.words.start, time]));
    this.#standInDay = parts.standIn?.day;
    this.#index();
  }

  #index(): void {
    for (const time of this.times) {
      const words = this.analysis.wordsIn(time.words);
      for (const word of words) this.#timeWords.add(word.index);
      const first = words[0] ?? this.analysis.wordAt(time.words.start);
      if (first && !this.#timesByFirstWord.has(first.index)) this.#timesByFirstWord.set(first.index, time);
      const head = words.find(word => !word.head || !words.includes(word.head)) ?? first;
      const owner = head && isPlaced(time) && !isPartOfTitle(time, first) ? predicateOfAdverbial(head) : undefined;
      const dated = owner && isCountedFrom(owner, time, this.text) ? owner.head : owner;
      if (dated) append(this.#timesByOwner, dated, time);
    }
    for (const attribution of this.attributions) {
      for (const part of attribution.content) {
        for (const word of this.analysis.wordsIn(part)) append(this.#attributionsByWord, word.index, attribution);
      }
    }
    for (const mention of this.actors.mentions) {
      // Of mentions that begin together the shortest: a modifier is asked for alone.
      const before = this.#mentionsByStart.get(mention.words.start);
      if (!before || before.words.end > mention.words.end) this.#mentionsByStart.set(mention.words.start, mention);
    }
    for (const name of this.analysis.names) for (const word of name.words) this.#nameByWord.set(word.index, name);
  }

  words(span: Span): Words {
    return wordsAt(this.text, span);
  }

  /** Who is meant by the noun phrase of `head`; of a modifier ("Chinese-led", "U.S.-China"), who is meant by it alone. */
  party(head: Word): Party {
    const here = head.pos === 'ADJ' || head.is('compound', 'amod') ? this.#mentionsByStart.get(head.start) : undefined;
    const alone = here?.words.end === head.end ? here : undefined;
    const actor = alone?.actor === undefined ? undefined : this.actors.actor(alone.actor);
    if (!alone || !actor) {
      const counted = this.#counted(head);
      if (counted !== undefined) return counted;
      const party = this.actors.party(head);
      return meantByDescription(head, party, this) ?? party;
    }
    return {
      words: alone.words,
      actor: actor.id,
      name: actor.name,
      capacity: undefined,
      how: alone.how,
      reason: alone.reason,
    };
  }

  /** "Two of its directors": a count is nobody without those of whom it is told. */
  #counted(head: Word): Party | undefined {
    if (head.pos !== 'NUM' && !COUNTS.has(head.lower)) return undefined;
    const whole = head.children('nmod').find(noun => noun.child('case')?.lower === 'of');
    if (!whole) return undefined;
    const words = this.words({ start: head.start, end: nounPhrase(whole).end });
    const name = words.exact.replace(/\s+/gu, ' ');
    return {
      words,
      actor: undefined,
      name,
      capacity: undefined,
      how: 'unresolved',
      reason: `“${name}”: some of those, without their names`,
    };
  }

  /** The same, with each of those who are meant by "the two presidents" or "they" where the text names them. */
  parties(head: Word): Party[] {
    const parties = this.actors.parties(head);
    return parties.length > 1 ? parties : [this.party(head)];
  }

  /** The name a word belongs to, as the language layer found it. */
  nameOf(word: Word): Name | undefined {
    return this.#nameByWord.get(word.index);
  }

  /** The attributions whose content holds `span`, outermost first. */
  attributionsOver(span: Span): Attribution[] {
    const word = this.analysis.wordAt(span.start);
    const over = (word && this.#attributionsByWord.get(word.index)) ?? [];
    return over
      .filter(attribution => attribution.content.some(part => contains(part, span)))
      .sort((a, b) => contentLength(b) - contentLength(a));
  }

  /** By whose word the text at `span` is said, outermost first; empty: the document's own. "We reaffirm that …" is said by whoever speaks around it. */
  voicesAt(span: Span): Party[] {
    const voices = this.attributionsOver(span)
      .filter(({ rule, sourceHead }) => rule === TURN || !FIRST_PERSON.has(sourceHead?.lower ?? ''))
      .filter(one => one.rule !== 'colon' || one.quoted.length > 0 || isLabelOfSpeaker(one, this))
      .flatMap(attribution => this.speakerOf(attribution) ?? []);
    // "I think I'll go", he said: one voice.
    return voices.filter((voice, i) => {
      const before = voices[i - 1];
      return voice.actor === undefined ? voice.name !== before?.name : voice.actor !== before?.actor;
    });
  }

  /** Who an attribution names as its source; undefined when the source is only implied. */
  speakerOf(attribution: Attribution): Party | undefined {
    const head = speakerHead(attribution, this);
    if (head === undefined) return undefined;
    if (this.isTime(head)) return this.#besideTime(attribution);
    const party = this.party(head);
    const isOpen = party.actor === undefined && /^(?:it|he|she)$/u.test(head.lower);
    const told = isOpen ? this.#toldBefore(attribution) : undefined;
    return this.#inInterview(attribution) ?? this.#inOwnWords(attribution) ?? told ?? inFull(head, party, this);
  }

  /** "The memo states that …. It recommends …", "The minister said …. He added …": who has no name and speaks in the sentence before, goes on to speak. */
  #toldBefore({ sourceHead: it, within, quoted: words }: Attribution): Party | undefined {
    const { sentences } = this.analysis;
    const around = within === undefined ? undefined : this.attributions[within];
    const before = sentences[it!.sentence.index - 1];
    const told = this.attributions.filter(
      ({ sourceHead, rule, quoted, within: outer }) =>
        before !== undefined &&
        sourceHead !== undefined &&
        outer === undefined &&
        sourceHead.index < it!.index &&
        rule !== TURN &&
        (sourceHead.sentence === before || quoted.some(part => contains(part, before))),
    );
    // Of several who speak in one sentence whoever it is about goes on.
    const last = told.every(({ sourceHead }) => sourceHead === told[0]!.sourceHead)
      ? told[0]
      : told.find(({ sourceHead: who }) => who!.is('nsubj', 'nsubj:pass') && who!.head === who!.sentence.root);
    // "A note admits as much: the post, it says, “could not be filled”": within its words, where words are quoted.
    const isPutIn = around?.sourceHead?.sentence === it!.sentence && words.length > 0;
    const source = around === undefined ? last : isPutIn ? around : undefined;
    const head = source && speakerHead(source, this);
    if (!head || this.#breaksParagraph(head, it!)) return undefined;
    if (head.lower === it!.lower) return this.#again(this.speakerOf(source), it!);
    return canBe(head, it!.lower, this.nameOf(head)?.type) && !head.child('conj')
      ? this.#again(this.speakerOf(source), it!)
      : undefined;
  }

  #again(party: Party | undefined, it: Word): Party | undefined {
    return (
      party && {
        ...party,
        words: this.words(it),
        how: 'pronoun',
        reason: `“${it.text}” fits “${party.words.exact.replaceAll(/\s+/gu, ' ')}”, whose words are told before`,
      }
    );
  }

  #breaksParagraph(from: Word, to: Word): boolean {
    return /\n\s*\n/u.test(this.text.slice(from.start, to.start));
  }

  /** "Chad denied it and last month called it a farce": where a time was taken for the speaker, whoever the verb is said of. */
  #besideTime({ cue }: Attribution): Party | undefined {
    const verb = this.analysis.wordAt(cue[0]!.start);
    const speaker = verb && subject(verb);
    return speaker && !this.isTime(speaker) ? this.party(speaker) : undefined;
  }

  /** The speaker, and the others of "Norway and Poland said", as far as they are named as the source. */
  speakersOf(attribution: Attribution): Party[] {
    const speaker = this.speakerOf(attribution);
    const head = speakerHead(attribution, this);
    if (speaker === undefined || head === undefined) return [];
    const together = saidTogether(head).slice(1);
    const others =
      together.length > 0
        ? together
        : conjuncts(head)
            .slice(1)
            .filter(word => attribution.source.some(part => contains(part, word)));
    return [speaker, ...others.map(word => this.party(word))];
  }

  /** "I think …" inside somebody's words is thought by whoever speaks them. */
  #inOwnWords({ sourceHead, within }: Attribution): Party | undefined {
    if (within === undefined || !/^(?:I|me|my|mine)$/iu.test(sourceHead!.text)) return undefined;
    const speaker = this.speakerOf(this.attributions[within]!);
    return (
      speaker && {
        ...speaker,
        words: this.words(sourceHead!),
        how: 'pronoun',
        reason: `“${sourceHead!.text}” stands in the words of ${speaker.name}`,
      }
    );
  }

  /** Who "Q:" and "A:" are. Answers are given by the only person that the first sentence names, or the only one before the questions. */
  #inInterview({ rule, source, sourceHead }: Attribution): Party | undefined {
    if (rule !== TURN || !/^(?:[QA]|Question|Answer)$/iu.test(sourceHead!.text)) return undefined;
    const words = this.words(source[0]!);
    const unnamed = (name: string, reason: string): Party => ({
      words,
      actor: undefined,
      name,
      capacity: undefined,
      how: 'unresolved',
      reason,
    });
    if (/^q/iu.test(words.exact)) return unnamed('the questioner', 'whoever asks in the interview');
    const [only, ...others] = this.#introducedBefore(words.start);
    return only && others.length === 0
      ? { ...only, words, how: 'description', reason: `gives the answers: no one else is introduced before them` }
      : unnamed('the person interviewed', 'before the answers nobody is introduced, or several people are');
  }

  /** The people named in the first sentence, if it is one person; else all who are named before the first turn of the interview. */
  #introducedBefore(turn: number): Party[] {
    const first = this.attributions.find(({ rule }) => rule === TURN)?.source[0]?.start ?? turn;
    const named = (end: number): Party[] => {
      const parties = this.analysis.names
        .filter(name => name.type === 'PER' && name.end <= end)
        .map(name => this.party(name.words.at(-1)!))
        .filter(({ actor }) => actor !== undefined);
      return [...new Map(parties.map(party => [party.actor, party])).values()];
    };
    const title = named(Math.min(first, this.analysis.sentences[0]!.end));
    return title.length === 1 ? title : named(first);
  }

  /** The expression of time that says when `predicate` happens: in its own clause, else in the clause it shares one with. */
  timeOf(predicate: Word): TimeMention | undefined {
    const own = this.#timesByOwner.get(predicate);
    if (own) return this.#finer(nearest(own, predicate), own);
    // "Two were killed and five wounded on Saturday": a participle without a helper of its own shares what stands behind it with the first.
    const gapped = predicate
      .children('conj')
      .find(verb => verb.tag === 'VBN' && predicate.child('aux:pass') && !verb.child('aux', 'aux:pass'));
    const shared = gapped && this.#timesByOwner.get(gapped);
    if (shared) return this.#finer(nearest(shared, gapped), shared);
    const entry = this.entryDay(predicate);
    if (entry) return entry;
    const head = predicate.head;
    // "visited the White House in September and agreed to curb …"; "agreed in May to send …"; but who is another does it on another day.
    const isShared =
      predicate.is('xcomp') ||
      (predicate.is('conj') &&
        predicate.child('nsubj', 'nsubj:pass') === undefined &&
        !hasSince(predicate) &&
        !isPerfectBesidePast(predicate)) ||
      // "At 4 a.m. detected five aircraft entering its airspace": what is seen is done when it is seen.
      (predicate.is('acl') &&
        predicate.tag === 'VBG' &&
        head?.is('obj') === true &&
        SEEING.has(head.head?.lemma ?? '')) ||
      // "Stole the files on 6 October by breaking into the servers": one deed, and one day.
      (predicate.is('advcl') && predicate.tag === 'VBG' && predicate.child('mark')?.lower === 'by') ||
      // "Three died on Friday when police fired at a crowd": past beside past, at one time.
      (predicate.is('advcl') &&
        predicate.tag === 'VBD' &&
        head?.tag === 'VBD' &&
        predicate.children('advmod', 'mark').some(({ lower }) => lower === 'when'));
    const sharing = predicate.is('acl') ? head?.head : head;
    return sharing && isShared && isPredicate(sharing) ? this.timeOf(sharing) : undefined;
  }

  /** "On 11 March this year": of two that stand side by side the day, and not the year. */
  #finer(nearest: TimeMention | undefined, all: readonly TimeMention[]): TimeMention | undefined {
    if (nearest === undefined) return undefined;
    const beside = all.find(
      other => Math.abs(nearest.words.start - other.words.end) <= 1 && this.daysOf(other) < this.daysOf(nearest),
    );
    return beside ?? nearest;
  }

  /**
   * Can two times be the same, or one lie within the other? Open ones ("Thursday", "next month") are tried out on a stand-in
   * day, on which both count from the same publication. Undefined: not to be told, as of "today" and "21 July" in a text without a date.
   */
  timesAgree(a: TimeMention, b: TimeMention): boolean | undefined {
    const bothOpen = a.standing === 'open' && b.standing === 'open';
    const [first, second] = bothOpen ? [this.#standIn(a), this.#standIn(b)] : [a, b];
    if (!first.from || !first.until || !second.from || !second.until) return undefined;
    const agree = first.from <= second.until && second.from <= first.until;
    return !agree && bothOpen && namesMonth(a) !== namesMonth(b) ? undefined : agree;
  }

  /** Does a time lie before or after the day of publication? Open ones are tried out on the stand-in day. */
  direction(time: TimeMention): 'before' | 'after' | undefined {
    const placed = time.standing === 'open' ? this.#standIn(time) : time;
    const published = time.standing === 'open' ? this.#standInDay : this.published;
    if (!published) return undefined;
    if (placed.from && placed.from > published) return 'after';
    return placed.until && placed.until < published ? 'before' : undefined;
  }

  /** Days that a time may span; infinite when one of its ends is not told. */
  daysOf(time: TimeMention): number {
    const { from, until } = this.#standIn(time);
    return from && until ? (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1 : Number.POSITIVE_INFINITY;
  }

  #standIn(time: TimeMention): TimeMention {
    return this.#standIns.get(time.words.start) ?? time;
  }

  /** The expression of time inside a noun phrase ("next month's meeting", "a dialogue … in December"). */
  timeWithin(noun: Word): TimeMention | undefined {
    const inside = [noun, ...ownClause(noun)].toSorted((a, b) => a.index - b.index);
    for (const word of inside) {
      const time = this.#timesByFirstWord.get(word.index);
      if (time && isPlaced(time) && !isOfOther(word, noun)) return time;
    }
    return undefined;
  }

  /**
   * "June 2021: The army shells two camps": the day that heads the entry of a chronicle and dates what its sentences tell plainly, in the present or the past;
   * undefined where no day heads the line, or the predicate is not what its sentence tells.
   */
  entryDay(predicate: Word): TimeMention | undefined {
    if (!isToldPlainly(predicate)) return undefined;
    const heading = this.#entryHeading(predicate.sentence);
    // Who commented on it may have done so later.
    const isComment = speechVerbs.has(predicate.lemma) && tenseOf(predicate) === 'past';
    if (isComment && heading !== undefined && predicate.sentence.index - heading.index > 1) return undefined;
    const first = heading?.words.find(({ pos }) => pos !== 'PUNCT');
    const time = heading === undefined ? this.#sectionDay(predicate) : first && this.#timesByFirstWord.get(first.index);
    return time !== undefined && time.type === 'DATE' && this.direction(time) !== 'after' ? time : undefined;
  }

  /** The day above the word in a digest: three days or more that stand alone in their lines, one after the other. */
  #sectionDay(word: Word): TimeMention | undefined {
    this.#isDigest ??= isInOrder(this.#dayLines);
    return this.#isDigest ? this.dayAbove(word) : undefined;
  }

  /** The sentence at the head of the line of `sentence` that is nothing but a time. */
  #entryHeading(sentence: Sentence): Sentence | undefined {
    const { sentences } = this.analysis;
    const follows = (at: number): boolean =>
      at > 0 && !this.text.slice(sentences[at - 1]!.end, sentences[at]!.start).includes('\n');
    let at = sentence.index;
    while (follows(at) && sentence.index - at < LONGEST_ENTRY) at--;
    const heading = sentences[at]!;
    if (at === sentence.index || follows(at)) return undefined;
    return heading.words.every(word => word.pos === 'PUNCT' || this.isTime(word)) ? heading : undefined;
  }

  /** In a calendar, the day that stands alone in a line above the word; undefined where the text is none, or the word stands above its first day. */
  dayAbove(word: Word): TimeMention | undefined {
    const lines = this.#dayLines;
    let [from, to] = [0, lines.length];
    while (from < to) {
      const middle = Math.floor((from + to) / 2);
      if (lines[middle]!.words.end <= word.start) from = middle + 1;
      else to = middle;
    }
    return lines[from - 1];
  }

  /** Days that stand alone in their lines; of a single one nothing hangs, it is the document's date. */
  get #dayLines(): readonly TimeMention[] {
    return (this.#dayLinesKept ??= alone(this.text, this.times));
  }

  /** Does the word belong to an expression of time ("Tuesday", "yesterday's")? */
  isTime(word: Word): boolean {
    return this.#timeWords.has(word.index);
  }

  /** How a predicate is put, before anybody's voice is weighed: negated, conditional, planned or asserted. */
  factualityOf(predicate: Word): Factuality {
    if (isNegated(predicate)) return 'negated';
    if (isHypothetical(predicate)) return 'conditional';
    return tenseOf(predicate) === 'future' ? 'planned' : 'asserted';
  }
}

const SEEING = new Set(['detect', 'see', 'spot', 'observe', 'catch', 'film', 'find', 'record', 'track', 'notice']);

/** Three days or more, one after the other, forwards or backwards. */
function isInOrder(lines: readonly TimeMention[]): boolean {
  const days = lines.map(({ from }) => from!);
  const rises = days.every((day, i) => i === 0 || day > days[i - 1]!);
  const falls = days.every((day, i) => i === 0 || day < days[i - 1]!);
  return days.length >= FEWEST_DAYS && (rises || falls);
}

/** Fewer days that stand alone are dates of the text and of others beside it. */
const FEWEST_DAYS = 3;

/** Sentences of an entry that the day at its head dates. */
const LONGEST_ENTRY = 12;

/** What its sentence tells, in the plain present or past: neither what has been done since nor what lies ahead. */
function isToldPlainly(predicate: Word): boolean {
  const isTold = predicate.is('root') || (predicate.is('conj', 'parataxis') && predicate.head?.is('root') === true);
  const helpers = auxiliaries(predicate);
  // "Are due to meet", "is to meet": arranged then.
  if (isTold && predicate.tag === 'VB' && predicate.children('cop', 'aux').some(({ tag }) => /^VB[PZ]$/u.test(tag)))
    return true;
  return isTold && helpers.every(lemma => lemma === 'be') && !/^VBG?$/u.test(predicate.tag);
}

/** "Signed a truce in 2020 but has since been accused": later than what it is joined to. */
function hasSince(predicate: Word): boolean {
  return predicate.children('advmod').some(({ lower }) => /^(?:since|later|then)$/u.test(lower));
}

/** "Said on Tuesday and has closed a crossing": what has been done is not dated by what was done then. */
function isPerfectBesidePast(predicate: Word): boolean {
  const has = predicate.children('aux').some(({ lower }) => lower === 'has' || lower === 'have');
  return has && predicate.head?.tag === 'VBD';
}

function alone(text: string, times: readonly TimeMention[]): readonly TimeMention[] {
  const lines = times.filter(({ type, precision, from, words }) => {
    // The hours above the entries of a live report are no calendar.
    if (type !== 'DATE' || precision !== 'day' || from === undefined) return false;
    const start = text.lastIndexOf('\n', words.start) + 1;
    const end = text.indexOf('\n', words.end);
    const rest = text.slice(start, words.start) + text.slice(words.end, end < 0 ? undefined : end);
    return !/[\p{L}\p{N}]/u.test(rest.replace(WEEKDAY, ''));
  });
  return new Set(lines.map(({ from }) => from)).size > 1 ? lines : [];
}

const WEEKDAY = /(?:mon|tues|wednes|thurs|fri|satur|sun)day/iu;

const COUNTS = new Set([
  'some',
  'many',
  'most',
  'several',
  'all',
  'few',
  'half',
  'third',
  'quarter',
  'dozens',
  'tens',
  'scores',
  'hundreds',
  'thousands',
]);

function namesMonth({ words }: TimeMention): boolean {
  return MONTH.test(words.exact);
}

const MONTH = /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]+|\.|\b)/iu;

/** "Gave them two days to leave, a day after Peru expelled its envoy": the day counts from the expulsion, and is that of the rest. */
function isCountedFrom(predicate: Word, time: TimeMention, text: string): boolean {
  const isBehind = predicate.is('advcl') && predicate.start > time.words.end;
  return isBehind && /^\s(?:after|before|since)\b/u.test(text.slice(time.words.end, time.words.end + 8));
}

/** "The Action Plan on Rail Safety 2026-2030", "Vision 2040": years right behind a name's capital are its own. */
function isPartOfTitle({ words }: TimeMention, first: Word | undefined): boolean {
  const before = first?.previous;
  const isYears = /^\d{4}(?:\s?[-–—/]\s?\d{2,4})?$/u.test(words.exact);
  return (
    isYears &&
    before !== undefined &&
    before.sentence === first!.sentence &&
    before.pos === 'PROPN' &&
    /^\p{Lu}\p{Ll}/u.test(before.text) &&
    !MONTH.test(before.text)
  );
}

/** Does a time say when, and not only how long? "within hours of the meeting" does, "for two days" does not. */
function isPlaced(time: TimeMention): boolean {
  return (
    time.type !== 'DURATION' ||
    time.from !== undefined ||
    time.until !== undefined ||
    /\b(?:within|after|before)\b/u.test(time.reading)
  );
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const HEDGES = new Set(['may', 'might', 'could', 'should']);
const CONDITIONS = new Set(['if', 'unless', 'whether']);

/** "could attack", "if talks fail": nothing is said to have happened. */
export function isHypothetical(predicate: Word): boolean {
  if (auxiliaries(predicate).some(lemma => HEDGES.has(lemma))) return true;
  return predicate.children('mark').some(mark => CONDITIONS.has(mark.lower));
}

/** The ids of the parties that are resolved, each once. */
export function actorIds(...parties: readonly (Party | undefined)[]): ActorId[] {
  return [...new Set(parties.flatMap(party => (party?.actor === undefined ? [] : [party.actor])))];
}

function nearest(times: readonly TimeMention[], word: Word): TimeMention | undefined {
  const distance = (time: TimeMention): number =>
    Math.min(Math.abs(time.words.start - word.end), Math.abs(word.start - time.words.end));
  return times.toSorted((a, b) => distance(a) - distance(b))[0];
}

function contentLength(attribution: Attribution): number {
  return attribution.content.reduce((sum, part) => sum + part.end - part.start, 0);
}

/** "Talks since the ceasefire of 3 November", "the first meeting after last year's war": the time of something else that the noun is set against. */
function isOfOther(time: Word, noun: Word): boolean {
  for (let at: Word | undefined = time; at && at !== noun; at = at.head) {
    const isSetAgainst = at.children('case').some(({ lower }) => SETTING_APART.has(lower));
    if (isSetAgainst && (at.pos === 'NOUN' || at.pos === 'PROPN')) return true;
  }
  return false;
}

const SETTING_APART = new Set(['since', 'after', 'before', 'following', 'despite', 'until']);
