/**
 * Trains the taggers of computer incidents and writes model/cyber.bin.
 *
 *   node src/kinds/incident/cyber/train/main.ts --data FOLDER [--language FILE] [--out FILE]
 *
 * FOLDER holds train/ with documents.jsonl and gold.jsonl. About three minutes. The language model must be there first.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { analyse } from '../../../../language/analyse.ts';
import type { Analysis, Word } from '../../../../language/analysis.ts';
import { decodeModel } from '../../../../language/model.ts';
import { roleFeatures, topicOf, triggerFeatures } from '../features.ts';
import { cyberRoles, cyberSorts, nearest } from '../mentions.ts';
import { packTaggers, slotsOf, tagsIn } from '../tagger.ts';
import { GOLD_ROLES, GOLD_SORTS } from './gold.ts';
import { type Example, fit } from './fit.ts';

type Range = readonly [start: number, end: number];

interface GoldEvent {
  readonly trigger: Range;
  readonly subtype: string;
  readonly arguments: readonly { readonly role: string; readonly span: Range }[];
}

const ROUNDS = 10;
/** How much less than nothing "none" weighs, in the perceptron's own units; chosen for more recall on dev, which is not fitted on. */
const NONE = { triggers: -26, roles: -30 };

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    language: { type: 'string', default: 'model/english.bin' },
    out: { type: 'string', default: 'model/cyber.bin' },
  },
});
if (values.data === undefined) throw new Error('Say where the marked documents are: --data FOLDER');
const folder = join(values.data, 'train');
const model = decodeModel(readFileSync(values.language));

const lines = (name: string): Record<string, unknown>[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Record<string, unknown>);

const gold = new Map(lines('gold.jsonl').map(line => [line['id'], line['events'] as GoldEvent[]]));
const documents = lines('documents.jsonl').map(({ id, text }) => ({
  analysis: analyse(String(text), model),
  events: gold.get(id) ?? [],
}));

const triggers: Example[] = [];
const roles: Example[] = [];
for (const { analysis, events } of documents) {
  const own = triggerFeatures(analysis, topicOf(analysis));
  const right = new Int32Array(analysis.words.length);
  // Where two overlap, the shorter one stands.
  for (const { trigger, subtype } of events.toSorted((a, b) => lengthOf(b.trigger) - lengthOf(a.trigger)))
    label(right, wordsIn(analysis, trigger), GOLD_SORTS.indexOf(subtype));
  triggers.push({ analysis, features: slotsOf(own), right });
  const near = nearest(analysis, tagsIn(analysis, right));
  const parts = new Int32Array(analysis.words.length);
  for (const { role, span } of events.flatMap(event => event.arguments)) {
    const words = wordsIn(analysis, span).filter(({ index }) => parts[index] === 0);
    if (GOLD_ROLES.includes(role)) label(parts, words, GOLD_ROLES.indexOf(role));
  }
  roles.push({ analysis, features: slotsOf(roleFeatures(analysis, own, near, cyberSorts)), right: parts });
}

const packed = packTaggers([
  fit(triggers, 1 + 2 * cyberSorts.length, ROUNDS, NONE.triggers),
  fit(roles, 1 + 2 * cyberRoles.length, ROUNDS, NONE.roles),
]);
writeFileSync(values.out, packed);
console.log(`${documents.length} documents, ${packed.length} bytes`);

function label(labels: Int32Array, words: readonly Word[], kind: number): void {
  words.forEach(({ index }, i) => (labels[index] = 1 + 2 * kind + (i === 0 ? 0 : 1)));
}

function wordsIn({ words }: Analysis, [start, end]: Range): Word[] {
  return words.filter(word => word.start < end && word.end > start);
}

function lengthOf([start, end]: Range): number {
  return end - start;
}
