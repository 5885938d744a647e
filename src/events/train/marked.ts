/** Sentences with their marked source, target and type, as examples for fitting. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventType, eventTypes } from '../../core/event.ts';
import type { Span } from '../../core/span.ts';
import { analyse } from '../../language/analyse.ts';
import type { LanguageModel } from '../../language/model.ts';
import { featuresOf, type Place } from '../features.ts';
import { meaningNumbers, SLOTS, slotOf, type Trained, TYPES } from '../scorer.ts';
import type { GeneralVectors } from '../vectors.ts';
import { type Example, fit, type Settings } from './fit.ts';

export interface MarkedSentence extends Example {
  readonly id: string;
  readonly place: Place;
  readonly fold: number;
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
    return [
      {
        id,
        place,
        fold: answer.fold,
        slots: Int32Array.from(featuresOf(place), slotOf),
        numbers: meaningNumbers(place, vectors),
        right: eventTypes.indexOf(answer.root),
      },
    ];
  });
}

export function spanOf(range: readonly [number, number] | null): Span | undefined {
  return range ? { start: range[0], end: range[1] } : undefined;
}

const SETTINGS: Settings = { epochs: 30, rate: 0.05, decay: 1e-5 };

export function trainedOn(marked: readonly MarkedSentence[], vectors: GeneralVectors): Trained {
  const { slots, meanings } = fit(withoutSingles(marked), TYPES, SLOTS, SETTINGS);
  return { slots, meanings, vectors };
}

/** What is true of one sentence alone tells nothing of others. */
function withoutSingles(marked: readonly MarkedSentence[]): Example[] {
  const counts = new Int32Array(SLOTS);
  for (const { slots } of marked) for (const slot of new Set(slots)) counts[slot]!++;
  return marked.map(one => ({ ...one, slots: one.slots.filter(slot => counts[slot]! > 1) }));
}
