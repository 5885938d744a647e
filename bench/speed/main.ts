/**
 * npm run bench:speed [-- --data DIR] [--articles N] [--runs N] [--record]
 *
 * Reads 200 articles of the attribution benchmark, or as many as --articles says (PolNeAR, evenly spread over the 840 visible ones), with Deeds,
 * compromise and wink-nlp, each in a process of its own, turn by turn, twice through in each. Prints articles a second of the clock and of the
 * processor, the first time and warmed, words a second, and peak memory. The machines are noisy: quote the figures by CPU-second, and the ratios.
 * The peers do less: see `engines.ts` for what each is asked to do.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { engineNames, type Measurement } from './engines.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    articles: { type: 'string', default: '200' },
    runs: { type: 'string', default: '1' },
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
    const child = spawnSync(
      process.execPath,
      [join(import.meta.dirname, 'engines.ts'), name, values.articles, ...files],
      {
        encoding: 'utf8',
      },
    );
    if (child.status !== 0) {
      console.error(child.stderr);
      process.exit(1);
    }
    measured.get(name)!.push(JSON.parse(child.stdout) as Measurement);
  }
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const deeds = median(measured.get('deeds')!.map(({ warmed }) => warmed.cpuSeconds));
const rows = [...measured].map(([name, runs]) => {
  const { articles, words } = runs[0]!;
  const middle = (take: (run: Measurement) => number): number => median(runs.map(take));
  const rate = (take: (run: Measurement) => number): string => (articles / middle(take)).toFixed(1);
  return [
    name,
    rate(run => run.first.seconds),
    rate(run => run.first.cpuSeconds),
    rate(run => run.warmed.seconds),
    rate(run => run.warmed.cpuSeconds),
    Math.round(words / middle(run => run.warmed.cpuSeconds)).toLocaleString('en'),
    (deeds / middle(run => run.warmed.cpuSeconds)).toFixed(2),
    middle(run => run.startSeconds).toFixed(2),
    Math.round(middle(run => run.peakMegabytes)).toString(),
  ];
});
const header = [
  'engine',
  'first /s',
  'first /CPU-s',
  'warmed /s',
  'warmed /CPU-s',
  'words /CPU-s',
  '÷ deeds',
  'start s',
  'peak MB',
];
const widths = header.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]!.length)));
for (const row of [header, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));

if (values.record) {
  const { articles, words } = measured.get('deeds')![0]!;
  const day = new Date().toISOString().slice(0, 10);
  const lines = rows.map(row => `| ${day}, ${articles} articles, ${values.runs} turns | ${row.join(' | ')} |`);
  appendFileSync(join(import.meta.dirname, '..', 'results', 'speed.md'), `${lines.join('\n')}\n`);
  console.log(`${articles} articles, ${words} words; rows added to bench/results/speed.md`);
}
