/**
 * Trains the judge of attributions and writes model/attributions.bin and its card.
 *
 *   node src/attributions/train/main.ts --data FOLDER [--language FILE] [--out FILE]
 *
 * FOLDER holds train/ and dev/, each with documents.jsonl and gold.jsonl.
 *
 * Weights are fitted on train/ alone; dev/ chooses the threshold. The language model must be there first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyse } from '../../language/analyse.ts';
import type { Analysis } from '../../language/analysis.ts';
import { decodeModel } from '../../language/model.ts';
import { type Attribution, readAttributions } from '../attributions.ts';
import { featuresOf } from '../features.ts';
import { pageOf, propose } from '../propose.ts';
import { type Judge, loadAttributionWeights, packWeights, SLOT_BITS, slotOf } from '../scorer.ts';
import { agreement, type GoldAttribution, goldWords } from './gold.ts';
import { type Example, train } from './logistic.ts';
import { type Counts, count, f1, sum } from './measure.ts';

interface MarkedDocument {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly GoldAttribution[];
}

function readSet(folder: string): MarkedDocument[] {
  const lines = (name: string): Record<string, unknown>[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Record<string, unknown>);
  const gold = new Map(lines('gold.jsonl').map(line => [line['id'], line['attributions'] as GoldAttribution[]]));
  return lines('documents.jsonl').map(line => ({
    id: String(line['id']),
    text: String(line['text']),
    gold: gold.get(line['id']) ?? [],
  }));
}

function examplesOf(analysis: Analysis, gold: readonly GoldAttribution[]): Example[] {
  const page = pageOf(analysis);
  const marked = goldWords(analysis, gold);
  const found: Example[] = [];
  for (const rivals of propose(page)) {
    const labels = rivals.map(candidate => agreement(candidate, marked));
    const top = Math.max(0, ...labels.map(label => label ?? 0));
    rivals.forEach((candidate, i) => {
      const label = labels[i];
      if (label === undefined) return;
      const target = label === 0 ? 0 : label < 1 ? 0.25 : label >= top - 0.05 ? 1 : 0.5;
      const slots = Int32Array.from(featuresOf(page, candidate, rivals), slotOf);
      found.push({ slots, target, weight: 1 });
    });
  }
  return found;
}

const THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55];

function measure(analyses: readonly Analysis[], documents: readonly MarkedDocument[], judge: Judge): Counts {
  return sum(
    analyses.map((analysis, i) => {
      const found = readAttributions(analysis, judge).filter(one => one.within === undefined);
      return count(goldWords(analysis, found.map(asGold)), goldWords(analysis, documents[i]!.gold));
    }),
  );
}

function asGold(one: Attribution): GoldAttribution {
  const ranges = (spans: Attribution['content']): (readonly [number, number])[] =>
    spans.map(({ start, end }) => [start, end] as const);
  return { source: ranges(one.source), cue: ranges(one.cue), content: ranges(one.content) };
}

function main(folder: string, language: string, out: string): void {
  const model = decodeModel(readFileSync(language));
  const training = readSet(join(folder, 'train'));
  const examples: Example[] = [];
  for (const document of training)
    for (const example of examplesOf(analyse(document.text, model), document.gold)) examples.push(example);
  console.log(
    `${training.length} documents, ${examples.length} candidates, ${examples.filter(one => one.target === 1).length} of them right`,
  );
  const weights = train(examples, 1 << SLOT_BITS, { epochs: 5, rate: 0.1, decay: 1e-5 });

  const dev = readSet(join(folder, 'dev'));
  const analyses = dev.map(document => analyse(document.text, model));
  let best = { threshold: 0.5, score: -1 };
  for (const threshold of THRESHOLDS) {
    const counts = measure(analyses, dev, loadAttributionWeights(packWeights(weights, threshold)));
    const score = f1(counts);
    console.log(
      `threshold ${threshold.toFixed(2)}  F1 ${(100 * score).toFixed(1)}  precision ${((100 * counts.hits) / counts.found).toFixed(1)}  recall ${((100 * counts.hits) / counts.marked).toFixed(1)}`,
    );
    if (score > best.score) best = { threshold, score };
  }
  writeFileSync(out, packWeights(weights, best.threshold));
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, language: { type: 'string' }, out: { type: 'string' } },
});
if (values.data === undefined) throw new Error('Say where the marked documents are: --data FOLDER');
main(values.data, values.language ?? 'model/english.bin', values.out ?? 'model/attributions.bin');
