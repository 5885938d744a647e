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
import type { Span } from '../../core/span.ts';
import { analyse } from '../../language/analyse.ts';
import type { Analysis } from '../../language/analysis.ts';
import { decodeModel } from '../../language/model.ts';
import { type Attribution, readAttributions } from '../attributions.ts';
import { featuresOf } from '../features.ts';
import { propose } from '../propose.ts';
import { type Judge, loadAttributionWeights, packWeights, SLOT_BITS, slotOf } from '../scorer.ts';
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
    const labels = rivals.map(candidate => agreement(candidate, marked) ?? 0);
    const top = Math.max(...labels);
    return {
      slots: rivals.map(candidate => Int32Array.from(featuresOf(page, candidate, rivals), slotOf)),
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

const THRESHOLDS = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6];

function measure(
  analyses: readonly Analysis[],
  documents: readonly Pick<MarkedDocument, 'gold'>[],
  judge: Judge,
): Counts {
  return sum(
    analyses.map((analysis, i) => {
      const found = readAttributions(analysis, judge).filter(one => one.within === undefined);
      return count(goldWords(analysis, found.map(asGold)), goldWords(analysis, documents[i]!.gold));
    }),
  );
}

function asGold(one: Attribution): GoldAttribution {
  return { source: ranges(one.source), cue: ranges(one.cue), content: ranges(one.content) };
}

function ranges(spans: readonly Span[]): (readonly [number, number])[] {
  return spans.map(({ start, end }) => [start, end] as const);
}

function main(folder: string, language: string, out: string): void {
  const model = decodeModel(readFileSync(language));
  const training = readSet(join(folder, 'train'));
  // Every other document also as it looks when capitals and punctuation are lost.
  const copies = training.filter((_, i) => i % 2 === 0).map(stripped);
  const all = [...training, ...copies].flatMap(document => labelled(analyse(document.text, model), document.gold));
  console.log(
    `${training.length} documents, ${all.length} cues, ${all.filter(one => one.right.length > 0).length} of them marked`,
  );
  // Outermost attributions are what is marked, so what stands inside one is wrong; for nested ones it is not known, and left out.
  const outer = train(all, 1 << SLOT_BITS, SETTINGS);
  const nested = train(
    all.filter(one => !one.inside),
    1 << SLOT_BITS,
    SETTINGS,
  );

  const dev = readSet(join(folder, 'dev'));
  const analyses = dev.map(document => analyse(document.text, model));
  const bare = dev.map(stripped);
  const bareAnalyses = bare.map(document => analyse(document.text, model));
  let best = { threshold: 0.5, score: -1 };
  for (const threshold of THRESHOLDS) {
    const judge = loadAttributionWeights(packWeights({ outer, nested, threshold, nestedThreshold: NESTED_THRESHOLD }));
    const counts = measure(analyses, dev, judge);
    const score = f1(counts);
    console.log(
      `threshold ${threshold.toFixed(2)}  F1 ${(100 * score).toFixed(1)}  precision ${((100 * counts.hits) / counts.found).toFixed(1)}  recall ${((100 * counts.hits) / counts.marked).toFixed(1)}  stripped: F1 ${(100 * f1(measure(bareAnalyses, bare, judge))).toFixed(1)}`,
    );
    if (score > best.score) best = { threshold, score };
  }
  writeFileSync(out, packWeights({ outer, nested, threshold: best.threshold, nestedThreshold: NESTED_THRESHOLD }));
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, language: { type: 'string' }, out: { type: 'string' } },
});
if (values.data === undefined) throw new Error('Say where the marked documents are: --data FOLDER');
main(values.data, values.language ?? 'model/english.bin', values.out ?? 'model/attributions.bin');
