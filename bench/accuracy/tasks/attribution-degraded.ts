/**
 * Attributions on copies that lost their capitals and punctuation, beside the clean articles, in one run.
 *
 *   node bench/accuracy/tasks/attribution-degraded.ts --data FOLDER [--scorers DIR] [--record]
 *
 * FOLDER holds documents.jsonl and gold.jsonl (the kit's data/attribution/dev). A copy has every letter small, and one space for all that is neither
 * letter nor digit, as careless scrapers leave texts; gold goes along word by word, and its types (direct, mixed, indirect) stay those of the clean
 * article. Scored with the kit's scorer. What is asked: two thirds of the clean attribution F1.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { GoldAttribution } from '../../../src/attributions/train/gold.ts';
import { stripped } from '../../../src/attributions/train/stripped.ts';
import { task } from './attribution.ts';

interface Marked {
  readonly id: string;
  readonly text: string;
  readonly attributions: readonly GoldAttribution[];
}

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks/data/attribution/dev' },
    scorers: { type: 'string', default: '../shared/benchmarks/score' },
    record: { type: 'boolean', default: false },
  },
});
if (!existsSync(join(values.data, 'gold.jsonl'))) {
  console.error(`No gold.jsonl in ${values.data}. Give the folder of a set with --data FOLDER.`);
  process.exit(2);
}

const clean = readSet(values.data);
const copies = clean.map(({ id, text, attributions }): Marked => {
  const copy = stripped({ text, gold: attributions });
  return {
    id,
    text: copy.text,
    attributions: copy.gold.map((one, i) => {
      const type = attributions[i]!.type;
      return type === undefined ? one : { ...one, type };
    }),
  };
});

const [before, after] = [scored(clean), scored(copies)] as const;
const names = Object.keys(before).filter(name => / F1$|^recall .* speaker$/u.test(name));
for (const name of names)
  console.log(`${name.padEnd(36)} clean ${percent(before[name])}  degraded ${percent(after[name])}`);
const share = (after['attribution F1']?.value ?? 0) / (before['attribution F1']?.value ?? 1);
console.log(`degraded attribution F1 is ${percent({ value: share })} % of clean; asked: 66.7`);

if (values.record) {
  const day = new Date().toISOString().slice(0, 10);
  const cells = names.map(name => `${name} ${percent(after[name])}`).join('; ');
  const row = `| ${day} | attribution / dev, lower-cased and unpunctuated | deeds | ${cells}; share of the clean attribution F1 (${percent(before['attribution F1'])}) ${percent({ value: share })} |\n`;
  appendFileSync(join(import.meta.dirname, '..', '..', 'results', 'accuracy.md'), row);
}

interface Figure {
  readonly value: number | null;
}

function scored(documents: readonly Marked[]): Record<string, Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'deeds-degraded-'));
  try {
    const write = (name: string, lines: readonly object[]): string => {
      const file = join(folder, name);
      writeFileSync(file, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
      return file;
    };
    write(
      'documents.jsonl',
      documents.map(({ id, text }) => ({ id, text })),
    );
    write(
      'gold.jsonl',
      documents.map(({ id, attributions }) => ({ id, attributions })),
    );
    const predictions = write(
      'predictions.jsonl',
      documents.map(({ id, text }) => ({ id, ...task.predict({ id, text }) })),
    );
    const scorer = join(resolve(values.scorers), 'attribution.mjs');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [scorer, '--data', folder, '--predictions', predictions, '--json'],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    process.stderr.write(stderr);
    return (JSON.parse(stdout) as { metrics: Record<string, Figure> }).metrics;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readSet(folder: string): Marked[] {
  const lines = (name: string): Record<string, unknown>[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Record<string, unknown>);
  const gold = new Map(lines('gold.jsonl').map(line => [line['id'], line['attributions'] as GoldAttribution[]]));
  return lines('documents.jsonl').map(line => ({
    id: String(line['id']),
    text: String(line['text']),
    attributions: gold.get(line['id']) ?? [],
  }));
}

function percent(figure: Figure | undefined): string {
  return (100 * (figure?.value ?? 0)).toFixed(1);
}
