import { readFileSync } from 'node:fs';
import { eventTypes } from '../../../src/core/event.ts';
import { type EventJudge, lexiconJudge, loadEventWeights, packWeights } from '../../../src/events/scorer.ts';
import { readMarked, trainedOn } from '../../../src/events/train/marked.ts';
import { spanOf } from '../../../src/events/train/marked.ts';
import { generalVectors } from '../../../src/events/vectors.ts';
import { analyse } from '../../../src/language/analyse.ts';
import { decodeModel } from '../../../src/language/model.ts';
import type { BenchmarkDocument, Task } from '../task.ts';

const model = decodeModel(
  readFileSync(process.env['DEEDS_MODEL'] ?? new URL('../../../model/english.bin', import.meta.url)),
);
const vectors = generalVectors(model);
/** The visible sentences, which the shipped weights were trained on: each is judged by weights that did not see its fold. */
const TRAINING = new URL(process.env['DEEDS_EVENTS'] ?? '../../../../shared/benchmarks/data/events/train', import.meta.url).pathname;
const judges = new Map<string, EventJudge>();

function typeOf({ text = '', source, target }: BenchmarkDocument, judge: EventJudge): object {
  const place = {
    analysis: analyse(text, model),
    source: spanOf(source as [number, number] | null),
    target: spanOf(target as [number, number] | null),
  };
  const chances = judge.judge(place);
  return { root: eventTypes[chances.indexOf(Math.max(...chances))] };
}

/** Benchmark `events`: the type that the product's own coder gives to a sentence with its source and target. */
export const task: Task = {
  name: 'events',
  prepare(documents) {
    const shipped = loadEventWeights(readFileSync(new URL('../../../model/events.bin', import.meta.url)), vectors);
    const seen = readMarked(TRAINING, model, vectors);
    const folds = new Map(seen.map(({ id, fold }) => [id, fold]));
    const byFold = new Map(
      [0, 1, 2, 3, 4].map(fold => [
        fold,
        loadEventWeights(
          packWeights(
            trainedOn(
              seen.filter(one => one.fold !== fold),
              vectors,
            ),
          ),
          vectors,
        ),
      ]),
    );
    for (const { id } of documents) judges.set(id, byFold.get(folds.get(id)!) ?? shipped);
  },
  predict(document) {
    return document['kind'] === 'pair' ? typeOf(document, judges.get(document.id)!) : undefined;
  },
};

/** The word list alone, as Deeds codes without its weights. */
export const peers: readonly Task[] = [
  {
    name: 'lexicon alone',
    predict: document => (document['kind'] === 'pair' ? typeOf(document, lexiconJudge) : undefined),
  },
];
