/** Sentences with their marked source, target and type, as examples for fitting. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventType, eventTypes } from '../../core/event.ts';
import type { Span } from '../../core/span.ts';
import { analyse } from '../../language/analyse.ts';
import type { Analysis, Word } from '../../language/analysis.ts';
import type { LanguageModel } from '../../language/model.ts';
import { featuresOf, type Place } from '../features.ts';
import { candidatesIn, phraseOf, sourceFeatures, targetFeatures } from '../picking.ts';
import { unmarked } from '../marks.ts';
import { meaningNumbers, SLOTS, slotOf, type Trained, TYPES } from '../scorer.ts';
import type { GeneralVectors } from '../vectors.ts';
import { type Choice, train } from '../../attributions/train/fit.ts';
import { type Example, fit, type Settings } from './fit.ts';

export interface MarkedSentence extends Example {
  readonly id: string;
  readonly place: Place;
  readonly fold: number;
  /** Which noun phrase is the source, and which the target. */
  readonly choices: readonly Choice[];
}

interface Line {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly source: readonly [number, number] | null;
  readonly target: readonly [number, number] | null;
  readonly root: EventType;
  readonly fold: number;
}

export function readMarked(folder: string, model: LanguageModel, vectors: GeneralVectors): MarkedSentence[] {
  const lines = (name: string): Line[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Line);
  const gold = new Map(lines('gold.jsonl').map(line => [line.id, line]));
  return lines('documents.jsonl').flatMap(({ id, text, source, target, kind }) => {
    const answer = gold.get(id);
    if (kind !== 'pair' || !answer) return [];
    const place = { analysis: analyse(text, model), source: spanOf(source), target: spanOf(target) };
    return [markedSentence(id, answer.fold, place, answer.root, vectors)];
  });
}

/** No fold: never left out, and never measured. */
const OWN = -1;

/** The sentences of our own, in sentences.txt. */
export function readOwn(model: LanguageModel, vectors: GeneralVectors): MarkedSentence[] {
  return readFileSync(new URL('sentences.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map((line, i) => {
      const [marked, type] = line.split(' => ') as [string, EventType];
      const { text, source, target } = unmarked(marked);
      return markedSentence(`own-${i}`, OWN, { analysis: analyse(text, model), source, target }, type, vectors);
    });
}

function markedSentence(
  id: string,
  fold: number,
  place: Place,
  type: EventType,
  vectors: GeneralVectors,
): MarkedSentence {
  return {
    id,
    place,
    fold,
    choices: choicesOf(place),
    slots: Int32Array.from(featuresOf(place), slotOf),
    numbers: meaningNumbers(place, vectors),
    right: eventTypes.indexOf(type),
  };
}

export function spanOf(range: readonly [number, number] | null): Span | undefined {
  return range ? { start: range[0], end: range[1] } : undefined;
}

const PICKING: Settings = { epochs: 12, rate: 0.05, decay: 1e-4 };
const SETTINGS: Settings = { epochs: 30, rate: 0.05, decay: 1e-5 };

export function trainedOn(marked: readonly MarkedSentence[], vectors: GeneralVectors): Trained {
  const { slots, meanings } = fit(withoutSingles(marked), TYPES, SLOTS, SETTINGS);
  const picks = train(
    marked.flatMap(({ choices }) => choices),
    SLOTS,
    PICKING,
  );
  return { slots, meanings, picks, vectors };
}

/** What is true of one sentence alone tells nothing of others. */
function withoutSingles(marked: readonly MarkedSentence[]): Example[] {
  const counts = new Int32Array(SLOTS);
  for (const { slots } of marked) for (const slot of new Set(slots)) counts[slot]!++;
  return marked.map(one => ({ ...one, slots: one.slots.filter(slot => counts[slot]! > 1) }));
}

/** The noun phrases that a source or target may be, with those that are right: as many words shared as the benchmark asks for. */
function choicesOf({ analysis, source, target }: Place): Choice[] {
  const sentence = analysis.sentences.reduce((longest, one) =>
    one.words.length > longest.words.length ? one : longest,
  );
  const candidates = candidatesIn(sentence);
  const right = (span: Span | undefined, among: readonly Word[]): number[] =>
    among.flatMap((head, i) => (span && sharedWords(analysis, phraseOf(head), span) >= HALF ? [i] : []));
  const sources = right(source, candidates);
  const actor = sources[0] === undefined ? undefined : candidates[sources[0]];
  const others = candidates.filter(head => head !== actor);
  return [
    { slots: candidates.map(head => slotsOf(sourceFeatures(head, sentence))), right: sources },
    { slots: others.map(head => slotsOf(targetFeatures(head, actor, sentence))), right: right(target, others) },
  ];
}

const slotsOf = (features: readonly string[]): Int32Array => Int32Array.from(features, slotOf);

const HALF = 0.5;

/** Jaccard index of the words of two spans, 0 to 1. */
export function sharedWords(analysis: Analysis, a: Span, b: Span): number {
  const words = (span: Span): Set<Word> => new Set(analysis.wordsIn(span).filter(({ pos }) => pos !== 'PUNCT'));
  const [first, second] = [words(a), words(b)];
  const shared = [...first].filter(word => second.has(word)).length;
  return shared === 0 ? 0 : shared / (first.size + second.size - shared);
}
