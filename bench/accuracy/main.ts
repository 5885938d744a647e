/**
 * npm run bench:accuracy -- TASK --data DIR [--set NAME] [--scorers DIR] [--predictions FILE] [--record]
 *
 * Runs Deeds over a benchmark folder and prints the scorer's tables. DIR is the kit (with data/ and score/ below it), or any
 * folder of the same format: a folder of sets, or one set with documents.jsonl[.gz] and gold.jsonl[.gz]. Peers that a task names
 * are scored in the same run. --record adds the figures to bench/results/accuracy.md.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { BenchmarkDocument, Task } from './task.ts';

/** Every task of the kit; those without a file in tasks/ are not there yet. */
const known = [
  'attribution',
  'events',
  'cyber',
  'commitments',
  'body',
  'flat-text',
  'publication-date',
  'time',
  'copies',
  'actors',
  'language',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    set: { type: 'string' },
    scorers: { type: 'string' },
    predictions: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});

const asked = positionals.length === 0 ? known : positionals;
for (const name of asked) await run(name);

async function run(name: string): Promise<void> {
  if (!known.includes(name)) return fail(`There is no task "${name}". The tasks are: ${known.join(', ')}.`);
  const file = new URL(`tasks/${name}.ts`, import.meta.url);
  if (!existsSync(file)) {
    console.log(`${name}: not there yet.`);
    return;
  }
  const sets = setsOf(name, resolve(values.data)).filter(
    set => values.set === undefined || basename(set) === values.set,
  );
  if (sets.length === 0)
    return fail(`${name}: no set with documents.jsonl below ${values.data}. Give the folder with --data DIR.`);
  const { task, peers = [] } = (await import(file.href)) as { task: Task; peers?: readonly Task[] };
  for (const set of sets) for (const reader of [task, ...peers]) await score(name, reader, set);
}

function isSet(path: string): boolean {
  return ['documents.jsonl', 'documents.jsonl.gz'].some(file => existsSync(join(path, file)));
}

/** The kit's data/TASK/*, a folder TASK/*, a folder of sets, or a set itself. */
function setsOf(name: string, folder: string): string[] {
  for (const candidate of [join(folder, 'data', name), join(folder, name), folder]) {
    if (!existsSync(candidate)) continue;
    if (isSet(candidate)) return [candidate];
    const below = readdirSync(candidate)
      .map(child => join(candidate, child))
      .filter(isSet);
    if (below.length > 0) return below;
  }
  return [];
}

async function score(name: string, task: Task, set: string): Promise<void> {
  const documents = jsonLines(set, 'documents');
  const started = performance.now();
  await task.prepare?.(documents);
  const predictions = documents.flatMap(document => {
    const answer = task.predict(document);
    return answer === undefined ? [] : [JSON.stringify({ id: document.id, ...answer })];
  });
  const seconds = (performance.now() - started) / 1000;
  const folder = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
  try {
    const file = values.predictions ?? join(folder, 'predictions.jsonl');
    writeFileSync(file, `${predictions.join('\n')}\n`);
    const reader = task.name === name ? 'deeds' : task.name;
    console.log(`${name} / ${basename(set)} / ${reader}: ${documents.length} documents in ${seconds.toFixed(1)} s`);
    const scorer = scorerOf(name, set);
    if (!scorer) return fail(`No scorer score/${name}.mjs found; give its folder with --scorers DIR.`);
    process.stdout.write(scored(scorer, set, file));
    if (values.record) record(`${name} / ${basename(set)}`, reader, scored(scorer, set, file, '--json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function scored(scorer: string, set: string, predictions: string, ...more: string[]): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [scorer, '--data', set, '--predictions', predictions, ...more],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  process.stderr.write(stderr);
  if (status !== 0) process.exitCode = 1;
  return stdout;
}

/** One row: day, set, reader, and every metric of the scorer's first table with its 95 % interval, in percent where it is a share. */
function record(set: string, reader: string, result: string): void {
  const { metrics } = JSON.parse(result) as {
    metrics: Record<string, { value: number | null; low?: number; high?: number }>;
  };
  const cells = Object.entries(metrics)
    .filter(([, { value }]) => value !== null)
    .map(
      ([metric, { value, low, high }]) =>
        `${metric} ${figure(metric, value!)}${low === undefined ? '' : ` [${figure(metric, low)}, ${figure(metric, high)}]`}`,
    );
  const day = new Date().toISOString().slice(0, 10);
  appendFileSync(
    join(import.meta.dirname, '..', 'results', 'accuracy.md'),
    `| ${day} | ${set} | ${reader} | ${cells.join('; ')} |\n`,
  );
}

function figure(metric: string, value: number | undefined): string {
  return isCount(metric) ? (value ?? 0).toFixed(3) : ((value ?? 0) * 100).toFixed(1);
}

/** The one metric of the kit that is a number of sources, not a share. */
function isCount(metric: string): boolean {
  return metric.endsWith('mean error a story');
}

/** score/TASK.mjs in the folder given, or in the nearest folder above the set, or in the kit beside this checkout. */
function scorerOf(name: string, set: string): string | undefined {
  const places: string[] = values.scorers ? [resolve(values.scorers)] : [];
  for (let at = set; dirname(at) !== at; at = dirname(at)) places.push(join(at, 'score'));
  places.push(resolve('../shared/benchmarks/score'));
  return places.map(place => join(place, `${name}.mjs`)).find(path => existsSync(path));
}

function jsonLines(set: string, name: string): BenchmarkDocument[] {
  const plain = join(set, `${name}.jsonl`);
  const text = existsSync(plain)
    ? readFileSync(plain, 'utf8')
    : gunzipSync(readFileSync(`${plain}.gz`)).toString('utf8');
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as BenchmarkDocument);
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
