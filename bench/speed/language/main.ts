/**
 * npm run bench:language [-- --data DIR] [--runs N] [--record]
 *
 * The language layer alone over the articles of the attribution benchmark (PolNeAR, its dev part), as they are and stripped to small letters
 * without punctuation, beside compromise and wink-nlp, each in a process of its own, turn by turn: words for each second of the processor, time
 * to load, memory. Then the cost of one text once, ten times and a hundred times over: it must grow with the length. The peers do less: see
 * `engines.ts`. The machines are noisy: quote the ratios.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { engineNames, type Measurement } from './engines.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks/data' },
    runs: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
  },
});
const articles = join(resolve(values.data), 'attribution', 'dev', 'documents.jsonl');
if (!existsSync(articles)) {
  console.error(`No articles at ${articles}. Give the benchmark kit's data folder with --data DIR.`);
  process.exit(2);
}

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

function measure(engine: string, file: string, style: string): Measurement {
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'engines.ts'), engine, file, style], {
    encoding: 'utf8',
  });
  if (child.status !== 0) {
    console.error(child.stderr);
    process.exit(1);
  }
  return JSON.parse(child.stdout) as Measurement;
}

const rows: string[][] = [];
for (const style of ['as they are', 'stripped']) {
  const measured = new Map(engineNames.map(name => [name, [] as Measurement[]]));
  for (let run = 0; run < Number(values.runs); run++)
    for (const name of engineNames) measured.get(name)!.push(measure(name, articles, style));
  for (const [name, runs] of measured)
    rows.push([
      style,
      name,
      Math.round(median(runs.map(({ words, seconds }) => words / seconds))).toLocaleString('en'),
      median(runs.map(({ loadSeconds }) => loadSeconds)).toFixed(2),
      Math.round(median(runs.map(({ loadedMegabytes }) => loadedMegabytes))).toString(),
      Math.round(median(runs.map(({ peakMegabytes }) => peakMegabytes))).toString(),
    ]);
}
print(['articles', 'engine', 'words/s', 'load s', 'loaded MB', 'peak MB'], rows);

/** One text of all articles, so that the hundredfold is long enough to show any cost above linear. */
const folder = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
const text = readFileSync(articles, 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .slice(0, 8)
  .map(line => (JSON.parse(line) as { text: string }).text)
  .join('\n\n');
const growth: string[][] = [];
for (const style of ['as they are', 'stripped'])
  for (const times of [1, 10, 100]) {
    const file = join(folder, 'text.jsonl');
    writeFileSync(file, JSON.stringify({ text: Array.from({ length: times }, () => text).join('\n\n') }));
    const { words, seconds } = measure('deeds', file, style);
    growth.push([style, `${times} ×`, words.toLocaleString('en'), ((1e6 * seconds) / words).toFixed(1)]);
  }
rmSync(folder, { recursive: true });
print(['one text', 'length', 'words', 'µs a word'], growth);

function print(header: string[], lines: string[][]): void {
  const widths = header.map((title, column) => Math.max(title.length, ...lines.map(line => line[column]!.length)));
  for (const line of [header, ...lines])
    console.log(line.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
}

if (values.record) {
  const day = new Date().toISOString().slice(0, 10);
  const lines = [
    ...rows.map(row => `| ${day} | ${row.join(' | ')} |`),
    ...growth.map(
      ([style, length, words, cost]) =>
        `| ${day} | ${style}, ${length} | deeds | ${cost} µs a word of ${words} | | | |`,
    ),
  ];
  appendFileSync(join(import.meta.dirname, '..', '..', 'results', 'language.md'), `${lines.join('\n')}\n`);
  console.log('rows added to bench/results/language.md');
}
