import { readFileSync } from 'node:fs';
import { type Judge, loadAttributionWeights, readAttributions } from '../../../src/attributions/attributions.ts';
import type { Span } from '../../../src/core/span.ts';
import { analyse } from '../../../src/language/analyse.ts';
import type { Analysis } from '../../../src/language/analysis.ts';
import { decodeModel } from '../../../src/language/model.ts';
import type { Task } from '../task.ts';

const model = decodeModel(
  readFileSync(process.env['DEEDS_MODEL'] ?? new URL('../../../model/english.bin', import.meta.url)),
);

export const judge: Judge = loadAttributionWeights(
  readFileSync(new URL('../../../model/attributions.bin', import.meta.url)),
);

export function analysisOf(text: string): Analysis {
  return analyse(text, model);
}

const ranges = (spans: readonly Span[]): [number, number][] => spans.map(({ start, end }) => [start, end]);

/** The annotators mark no attribution within another's content, so only the outermost are handed in. */
export const task: Task = {
  name: 'attribution',
  predict({ text = '' }) {
    const attributions = readAttributions(analysisOf(text), judge)
      .filter(one => one.within === undefined)
      .map(one => ({ source: ranges(one.source), cue: ranges(one.cue), content: ranges(one.content) }));
    return { attributions };
  },
};
