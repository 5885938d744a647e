/**
 * npm run bench:speed [-- --data DIR] [--runs N] [--record]
 *
 * Reads the articles of the attribution benchmark (PolNeAR, all visible ones) with Deeds, compromise and wink-nlp, each in a
 * process of its own on one core, turn by turn, and prints articles and words a second and peak memory. The machines are
 * noisy: quote the ratios. The peers do less: see `engines.ts` for what each is asked to do.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { engineNames, type Measurement } from './engines.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    runs: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
  },
});

const files = [
  ...['train', 'dev'].map(part => join(resolve(values.data), 'data', 'attribution', part, 'documents.jsonl')),
  join(resolve(values.data), 'documents.jsonl'),
].filter(path => existsSync(path));
if (files.length === 0) {
  console.error(
    `No articles below ${values.data}. Give the benchmark kit, or a folder with documents.jsonl, with --data DIR.`,
  );
  process.exit(2);
}

const measured = new Map<string, Measurement[]>(engineNames.map(name => [name, []]));
for (let run = 0; run < Number(values.runs); run++) {
  for (const name of engineNames) {
    const child = spawnSync(process.execPath, [join(import.meta.dirname, 'engines.ts'), name, ...files], {
      encoding: 'utf8',
    });
    if (child.status !== 0) {
      console.error(child.stderr);
      process.exit(1);
    }
    measured.get(name)!.push(JSON.parse(child.stdout) as Measurement);
  }
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const deeds = median(measured.get('deeds')!.map(({ seconds }) => seconds));
const rows = [...measured].map(([name, runs]) => {
  const seconds = median(runs.map(run => run.seconds));
  const { articles, words } = runs[0]!;
  return [
    name,
    (articles / seconds).toFixed(1),
    Math.round(words / seconds).toLocaleString('en'),
    (deeds / seconds).toFixed(2),
    median(runs.map(run => run.startSeconds)).toFixed(2),
    Math.round(median(runs.map(run => run.peakMegabytes))).toString(),
  ];
});
const header = ['engine', 'articles/s', 'words/s', 'speed ÷ deeds', 'start s', 'peak MB'];
const widths = header.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]!.length)));
for (const row of [header, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));

if (values.record) {
  const { articles, words } = measured.get('deeds')![0]!;
  const day = new Date().toISOString().slice(0, 10);
  const lines = rows.map(row => `| ${day} | ${row.join(' | ')} |`);
  appendFileSync(join(import.meta.dirname, '..', 'results', 'speed.md'), `${lines.join('\n')}\n`);
  console.log(`${articles} articles, ${words} words; rows added to bench/results/speed.md`);
}
