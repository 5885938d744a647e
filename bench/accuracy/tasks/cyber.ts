import { readFileSync } from 'node:fs';
import { cyberRoles, cyberSorts, loadCyberWeights, readCyber } from '../../../src/kinds/incident/cyber/mentions.ts';
import { GOLD_ROLES, GOLD_SORTS } from '../../../src/kinds/incident/cyber/train/gold.ts';
import type { Task } from '../task.ts';
import { analysisOf } from './attribution.ts';

const weights = loadCyberWeights(readFileSync(new URL('../../../model/cyber.bin', import.meta.url)));

/** Benchmark `cyber`: the mentions that incidents of a reading rest on. The weights are fitted on `train`, so only other parts tell anything. */
export const task: Task = {
  name: 'cyber',
  predict({ text = '' }) {
    const events = readCyber(analysisOf(text), weights).map(({ trigger, sort, realis, parts }) => ({
      trigger: [trigger.span.start, trigger.span.end],
      realis: { actual: 'Actual', other: 'Other', generic: 'Generic' }[realis],
      subtype: GOLD_SORTS[cyberSorts.indexOf(sort)],
      arguments: parts.map(({ role, span }) => ({
        role: GOLD_ROLES[cyberRoles.indexOf(role)],
        span: [span.start, span.end],
      })),
    }));
    return { events };
  },
};
