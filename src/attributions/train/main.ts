/**
 * Trains the judge of attributions and writes model/attributions.bin and its card.
 *
 *   node src/attributions/train/main.ts FOLDER      FOLDER holds train/ and dev/, each with documents.jsonl and gold.jsonl
 *
 * Weights are fitted on train/ alone; dev/ chooses the threshold. The language model must be there first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis } from '../../language/analysis.ts';
import { type Attribution, readAttributions } from '../attributions.ts';
import { featuresOf } from '../features.ts';
import { pageOf, propose } from '../propose.ts';
import { type Judge, loadAttributionWeights, packWeights, SLOT_BITS, slotOf } from '../scorer.ts';
import { agreement, type GoldAttribution, goldWords } from './gold.ts';
import { type Example, train } from './logistic.ts';
import { count, f1, sum } from './measure.ts';

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
      const slots = Int32Array.from(new Set(featuresOf(page, candidate, rivals).map(slotOf)));
      found.push({ slots, target, weight: 1 });
    });
  }
  return found;
}
