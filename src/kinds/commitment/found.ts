/** A commitment as a rule finds it in the tree; commitment.ts makes the claim of it. */
import { contains, cover, type Span } from '../../core/span.ts';
import type { Sentence, Word } from '../../language/analysis.ts';
import { fullNounPhrase, nounPhrase, predicatePhrase, withPreposition } from '../../language/clause.ts';
import type { UndertakingKind } from './undertaking.ts';

/** How firmly it is put. `agreed`: with another party. `pledged`: of one's own accord. `announced`: said that it will be done. */
export type Firmness = 'agreed' | 'pledged' | 'announced' | 'bound by text';

/** What a rule finds; commitment.ts makes the claim of it. */
export interface FoundCommitment {
  readonly role: 'undertaking' | 'scope note';
  /** Head of the noun phrase that names who is bound; undefined where the words do not say. */
  readonly bound: Word | undefined;
  readonly counterparty: Word | undefined;
  /** The word that carries the undertaking ("curb"), for its kind and its time. */
  readonly act: Word;
  readonly undertaking: Span;
  readonly cue: Word;
  readonly firmness: Firmness;
  /** The agreement it stands in, where the words name one. */
  readonly instrument: Word | undefined;
  /** Where the sort of text tells the kind, and not the verb. */
  readonly kind?: UndertakingKind;
  /** From a release: how probable it is that its author undertakes it, 0 to 1, and whether he says exactly what. */
  readonly probability?: number;
  readonly specificity?: 'specific' | 'vague';
}

export const FIRMNESS = new Map<string, Firmness>([
  ['agree', 'agreed'],
  ['consent', 'agreed'],
  ['decide', 'agreed'],
  ['resolve', 'agreed'],
  ['commit', 'pledged'],
  ['pledge', 'pledged'],
  ['vow', 'pledged'],
  ['promise', 'pledged'],
  ['undertake', 'pledged'],
  ['guarantee', 'pledged'],
  ['swear', 'pledged'],
  ['volunteer', 'pledged'],
]);

export const INSTRUMENTS = new Set([
  'agreement',
  'accord',
  'pact',
  'treaty',
  'deal',
  'convention',
  'protocol',
  'memorandum',
  'communique',
  'communiqué',
  'resolution',
  'truce',
  'ceasefire',
  'charter',
]);

/** What was found at `cue`, with the counterparty and the instrument that stand with it. */
export function foundIn(
  cue: Word,
  act: Word,
  undertaking: Span,
  bound: Word | undefined,
  firmness?: Firmness,
): FoundCommitment {
  const counterparty = withPreposition(cue, 'with')[0];
  const instrument = [...withPreposition(cue, 'in', 'under'), ...withPreposition(act, 'in', 'under')].find(noun =>
    INSTRUMENTS.has(noun.lemma),
  );
  return {
    role: 'undertaking',
    bound,
    counterparty,
    act,
    undertaking,
    cue,
    firmness: firmness ?? FIRMNESS.get(cue.lemma) ?? 'pledged',
    instrument,
  };
}

/** What is undertaken where a verb or, in lists, a bare noun carries it ("$2 million for the ferries"). */
export function undertakingOf(act: Word): Span {
  const span =
    act.pos === 'NOUN' || act.pos === 'PROPN' || act.pos === 'SYM' || act.pos === 'NUM'
      ? fullNounPhrase(act)
      : phraseOf(act);
  return withoutNumber(span, act.sentence);
}

/** The words of a paragraph or an item behind its number: "(a) install …", "2.3 grant …". */
export function withoutNumber({ start, end }: Span, { words }: Sentence): Span {
  if (words[0]?.start !== start) return { start, end };
  const number = words.findIndex(({ text }) => /^(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)$/u.test(text));
  const opens = number === 1 && words[0].text === '(';
  if (number !== 0 && !opens) return { start, end };
  const closes = /^[).]$/u.test(words[number + 1]?.text ?? '');
  const isNumber = closes || (!opens && words[0].text.includes('.'));
  const first = words[number + (closes ? 2 : 1)];
  return isNumber && first && first.start < end ? { start: first.start, end } : { start, end };
}

/** What is undertaken, up to a finite verb that belongs to the clause around it ("Berlin's pledge to add two ships pleased …"). */
export function phraseOf(act: Word): Span {
  const phrase = predicatePhrase(act);
  const alien = act.dependents.find(
    child =>
      child.start > act.start &&
      child.tag === 'VBD' &&
      child.children('nsubj', 'mark', 'aux').length === 0 &&
      !child.is('conj'),
  );
  const end = alien?.previous && alien.start < phrase.end ? alien.previous.end : phrase.end;
  // "Will be the first to deploy drones".
  const be = act.child('cop');
  const start = be?.lower === 'be' && be.start < phrase.start ? be.start : phrase.start;
  return { start, end: endOfUndertaking(act, end) };
}

/**
 * "Shall not station, within 15 kilometres of the river, artillery of a calibre exceeding 100 millimetres": in the words of an agreement what stands behind
 * a phrase between commas is undertaken, too, wherever the tree hangs it; what opens a condition, a clause or another thing done is not.
 */
export function phraseOfText(act: Word): Span {
  const phrase = withoutNumber(phraseOf(act), act.sentence);
  const comma = act.sentence.words.find(word => word.start >= phrase.end);
  const rest = comma?.text === ',' ? act.sentence.words.filter(word => word.start > comma.start) : [];
  const last = rest.findLast(({ pos }) => pos !== 'PUNCT');
  const isPhrase =
    rest[0] !== undefined &&
    /^(?:NOUN|PROPN|DET|ADJ|NUM)$/u.test(rest[0].pos) &&
    rest.every(
      word =>
        !/^(?:VB[DZP]|MD)$/u.test(word.tag) && !word.is('nsubj', 'nsubj:pass', 'mark') && !/^[;:]$/u.test(word.text),
    );
  return isPhrase && last && act.sentence.root === act ? { start: phrase.start, end: last.end } : phrase;
}

/** "Hand over power, a pledge he has broken twice": what is told of the undertaking is no part of it. */
function endOfUndertaking(act: Word, end: number): number {
  const summing = act.sentence.words.find(
    word =>
      word.start > act.end &&
      word.end <= end &&
      SUMMING.has(word.lemma) &&
      word.previous?.is('det') &&
      word.previous.previous?.text === ',',
  );
  // "Will lower its tariff, while Norland must open its ports": that is somebody else's part.
  const others = act.sentence.words.find(
    word =>
      word.start > act.end &&
      word.end <= end &&
      /^(?:while|whereas)$/u.test(word.lower) &&
      word.previous?.text === ',' &&
      word.is('mark') &&
      word.head?.child('nsubj', 'nsubj:pass') !== undefined,
  );
  if (others) return endOfUndertaking(act, others.previous!.previous!.end);
  // "Pledged to hire 6,000 nurses; fewer than half came": a sentence of its own begins behind the mark.
  const stop = act.sentence.words.find(word => word.text === ';' && word.start > act.end && word.end < end);
  const before = summing?.previous?.previous?.previous?.end ?? end;
  return stop?.previous ? Math.min(before, stop.previous.end) : before;
}

const SUMMING = new Set([
  'pledge',
  'promise',
  'vow',
  'commitment',
  'undertaking',
  'move',
  'step',
  'decision',
  'demand',
  'goal',
  'target',
]);

/** The words a commitment rests on: from who is bound to the end of the undertaking, unless they stand far apart. */
export function commitmentWords(commitment: FoundCommitment): Span {
  const near =
    commitment.instrument && commitment.role === 'scope note'
      ? nounPhrase(commitment.instrument)
      : commitment.bound && nounPhrase(commitment.bound);
  const core = cover([commitment.cue, commitment.undertaking]);
  // Who is bound by an item stands above its list, with all the other items between.
  const isFar = commitment.bound !== undefined && commitment.bound.sentence !== commitment.cue.sentence;
  if (!near || isFar || contains(core, near)) return core;
  const whole = cover([near, core]);
  return whole.end - whole.start <= LONGEST_CLAIM ? whole : core;
}

/** UTF-16 units; a claim that rests on more than this is no exact word any more. */
const LONGEST_CLAIM = 600;
