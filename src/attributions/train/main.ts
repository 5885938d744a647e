/**
 * Trains the judge of attributions and writes model/attributions.bin and its card.
 *
 *   node src/attributions/train/main.ts --data FOLDER [--language FILE] [--out FILE]
 *
 * FOLDER holds train/ and dev/, each with documents.jsonl and gold.jsonl.
 *
 * Weights are fitted on train/ alone, on every article twice: as it stands, and in small letters without punctuation. Every sixteenth article is kept
 * back and chooses the two thresholds; dev/ is only measured on. The language model must be there first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Span } from '../../core/span.ts';
import { analyse } from '../../language/analyse.ts';
import type { Analysis } from '../../language/analysis.ts';
import { decodeModel } from '../../language/model.ts';
import { type Attribution, readAttributions } from '../attributions.ts';
import { cueFacts } from '../features.ts';
import { propose } from '../propose.ts';
import { type Judge, loadAttributionWeights, packWeights, SLOT_BITS, slotsOf } from '../scorer.ts';
import { agreement, type GoldAttribution, goldWords } from './gold.ts';
import { type Choice, train } from './fit.ts';
import { stripped } from './stripped.ts';
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

/** The candidates of a cue with what annotators marked; `inside`: the cue stands in another's marked words, where they mark nothing. */
interface Labelled extends Choice {
  readonly inside: boolean;
}

function labelled(analysis: Analysis, gold: readonly GoldAttribution[]): Labelled[] {
  const { page, groups } = propose(analysis);
  const marked = goldWords(analysis, gold);
  return groups.map(rivals => {
    const facts = cueFacts(rivals);
    const labels = rivals.map(candidate => agreement(candidate, marked) ?? 0);
    const top = Math.max(...labels);
    return {
      slots: rivals.map(candidate => slotsOf(page, candidate, facts)),
      right: top < 1 ? [] : labels.flatMap((label, i) => (label >= Math.max(1, top - NEARLY_BEST) ? [i] : [])),
      inside: rivals.some(candidate => agreement(candidate, marked) === undefined),
    };
  });
}

/** Candidates whose content agrees this nearly as well as the best one's (shares of words, 0 to 1) are right too. */
const NEARLY_BEST = 0.25;
const SETTINGS = { epochs: 10, rate: 0.015, decay: 1e-5 };

/** Nested attributions cannot be measured; only sure ones are wanted. */
const NESTED_THRESHOLD = 0.35;

const THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];

/** Articles with the trees that the language model gives them, each read once. */
interface ReadDocument {
  readonly analysis: Analysis;
  readonly gold: readonly GoldAttribution[];
}

function measure(documents: readonly ReadDocument[], judge: Judge): Counts {
  return sum(
    documents.map(({ analysis, gold }) => {
      const found = readAttributions(analysis, judge).filter(one => one.within === undefined);
      return count(goldWords(analysis, found.map(asGold)), goldWords(analysis, gold));
    }),
  );
}

function figures(counts: Counts): string {
  return `F1 ${percent(f1(counts))}  precision ${percent(counts.hits / counts.found)}  recall ${percent(counts.hits / counts.marked)}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function asGold(one: Attribution): GoldAttribution {
  return { source: ranges(one.source), cue: ranges(one.cue), content: ranges(one.content) };
}

function ranges(spans: readonly Span[]): (readonly [number, number])[] {
  return spans.map(({ start, end }) => [start, end] as const);
}

function main(folder: string, language: string, out: string): void {
  const model = decodeModel(readFileSync(language));
  const trees = ({ text, gold }: Pick<MarkedDocument, 'text' | 'gold'>): ReadDocument => ({
    analysis: analyse(text, model),
    gold,
  });
  const [kept, training] = [true, false].map(held =>
    readSet(join(folder, 'train')).filter((_, i) => (i % KEPT_BACK === 0) === held),
  ) as [MarkedDocument[], MarkedDocument[]];
  const choices = (documents: readonly Pick<MarkedDocument, 'text' | 'gold'>[]): Labelled[] =>
    documents.flatMap(document => {
      const { analysis, gold } = trees(document);
      return labelled(analysis, gold);
    });
  const clean = choices(training);
  const bare = choices(training.map(stripped));
  const all = [...clean, ...bare];
  console.log(
    `${training.length} documents, ${all.length} cues, ${all.filter(one => one.right.length > 0).length} of them marked`,
  );
  // Outermost attributions are what is marked, so what stands inside one is wrong; for nested ones it is not known, and left out.
  const outer = train(all, 1 << SLOT_BITS, SETTINGS);
  const nested = train(
    clean.filter(one => !one.inside),
    1 << SLOT_BITS,
    SETTINGS,
  );
  const untried = { outer, nested, threshold: 0, bareThreshold: 0, nestedThreshold: NESTED_THRESHOLD };
  const fitted = loadAttributionWeights(packWeights(untried));
  // Of thresholds that are as good as each other, the lowest: a person can reject what is read, but not see what is not.
  const best = (documents: readonly ReadDocument[], name: string): number => {
    const tried = THRESHOLDS.map(threshold => {
      const counts = measure(documents, { ...fitted, threshold, bareThreshold: threshold });
      console.log(`${name}, threshold ${threshold.toFixed(2)}  ${figures(counts)}`);
      return { threshold, score: f1(counts) };
    });
    const top = Math.max(...tried.map(({ score }) => score));
    return tried.find(({ score }) => score >= top - AS_GOOD)!.threshold;
  };
  const weights = packWeights({
    ...untried,
    threshold: best(kept.map(trees), 'kept back'),
    bareThreshold: best(kept.map(stripped).map(trees), 'kept back, stripped'),
  });
  writeFileSync(out, weights);

  const dev = readSet(join(folder, 'dev'));
  const judge = loadAttributionWeights(weights);
  console.log(`dev  ${figures(measure(dev.map(trees), judge))}`);
  console.log(`dev, stripped  ${figures(measure(dev.map(stripped).map(trees), judge))}`);
}

/** F1 by which two thresholds differ on so few articles without meaning anything. */
const AS_GOOD = 0.01;

/** One article in so many is kept back to choose thresholds. */
const KEPT_BACK = 16;

const { values } = parseArgs({
  options: { data: { type: 'string' }, language: { type: 'string' }, out: { type: 'string' } },
});
if (values.data === undefined) throw new Error('Say where the marked documents are: --data FOLDER');
main(values.data, values.language ?? 'model/english.bin', values.out ?? 'model/attributions.bin');
