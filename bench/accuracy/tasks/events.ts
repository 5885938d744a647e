import { readFileSync } from 'node:fs';
import { eventTypes } from '../../../src/core/event.ts';
import type { Span } from '../../../src/core/span.ts';
import { codebook } from '../../../src/events/codebook.ts';
import { eventIn } from '../../../src/events/events.ts';
import { type EventJudge, lexiconJudge, loadEventWeights, packWeights } from '../../../src/events/scorer.ts';
import { readMarked, readOwn, spanOf, trainedOn } from '../../../src/events/train/marked.ts';
import { generalVectors } from '../../../src/events/vectors.ts';
import { analyse } from '../../../src/language/analyse.ts';
import { decodeModel } from '../../../src/language/model.ts';
import type { BenchmarkDocument, Task } from '../task.ts';

const model = decodeModel(
  readFileSync(process.env['DEEDS_MODEL'] ?? new URL('../../../model/english.bin', import.meta.url)),
);
const vectors = generalVectors(model);
/** The visible sentences, which the shipped weights were trained on: each is judged by weights that did not see its fold. */
const TRAINING = new URL(
  process.env['DEEDS_EVENTS'] ?? '../../../../shared/benchmarks/data/events/train',
  import.meta.url,
).pathname;
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

/** A bare sentence: source and target found, too; 0 where nothing is to be coded. */
function foundIn({ text = '' }: BenchmarkDocument, judge: EventJudge): object {
  const analysis = analyse(text, model);
  const events = analysis.sentences.flatMap(sentence => eventIn(sentence, analysis, judge) ?? []);
  const best = events.toSorted((a, b) => b.score - a.score)[0];
  if (!best || best.score < SURE) return { quad: 0, source: [], target: [] };
  return { quad: codebook[best.type].quad, source: ranges(best.source), target: ranges(best.target) };
}

const ranges = (span: Span | undefined): number[][] => (span ? [[span.start, span.end]] : []);

/** Below this share a bare sentence is taken for one that tells of no event. */
const SURE = 0.4;

/** Benchmark `events`: the type that the product's own coder gives to a sentence with its source and target. */
export const task: Task = {
  name: 'events',
  prepare(documents) {
    const shipped = loadEventWeights(readFileSync(new URL('../../../model/events.bin', import.meta.url)), vectors);
    const seen = [...readMarked(TRAINING, model, vectors), ...readOwn(model, vectors)];
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
    return document['kind'] === 'pair'
      ? typeOf(document, judges.get(document.id)!)
      : foundIn(document, judges.get(document.id)!);
  },
};

/** The word list alone, as Deeds codes without its weights. */
export const peers: readonly Task[] = [
  {
    name: 'lexicon alone',
    predict: document =>
      document['kind'] === 'pair' ? typeOf(document, lexiconJudge) : foundIn(document, lexiconJudge),
  },
];
