/**
 * npm run bench:capture [-- --data DIR] [--runs N] [--record]
 *
 * Captures the web pages of the body benchmark (AEB and WCXB) with Deeds, Readability and defuddle, and a PDF of 200 pages with
 * Deeds and bare pdf.js, each in a process of its own on one core, turn by turn, and prints pages and megabytes a second and peak memory. The machines
 * are noisy: quote the ratios. How well each finds the article is told by `bench:accuracy -- body`, in one run as well.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { htmlNames, type Measurement, pdfNames } from './engines.ts';
import { pdfOf } from './pdf.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    runs: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
  },
});

const PDF_PAGES = 200;

const files = ['aeb', 'wcxb'].flatMap(set =>
  ['documents.jsonl', 'documents.jsonl.gz']
    .map(name => join(resolve(values.data), 'data', 'body', set, name))
    .filter(path => existsSync(path)),
);
if (files.length === 0) {
  console.error(`No pages below ${values.data}. Give the benchmark kit with --data DIR.`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
try {
  const pdf = join(folder, 'report.pdf');
  writeFileSync(pdf, pdfOf(PDF_PAGES));
  report('HTML', htmlNames, files);
  report('PDF', pdfNames, [pdf]);
} finally {
  rmSync(folder, { recursive: true });
}

function report(what: string, names: readonly string[], inputs: readonly string[]): void {
  const measured = new Map<string, Measurement[]>(names.map(name => [name, []]));
  for (let run = 0; run < Number(values.runs); run++) {
    for (const name of names) {
      const child = spawnSync(process.execPath, [join(import.meta.dirname, 'engines.ts'), name, ...inputs], {
        encoding: 'utf8',
      });
      if (child.status !== 0) throw new Error(`${name} failed: ${child.stderr.slice(-500)}`);
      measured.get(name)!.push(JSON.parse(child.stdout) as Measurement);
    }
  }
  const own = median(measured.get(names[0]!)!.map(({ seconds }) => seconds));
  const rows = [...measured].map(([name, runs]) => {
    const seconds = median(runs.map(run => run.seconds));
    const { pages, megabytes } = runs[0]!;
    return [
      name,
      String(pages),
      (pages / seconds).toFixed(1),
      (megabytes / seconds).toFixed(2),
      (own / seconds).toFixed(2),
      median(runs.map(run => run.startSeconds)).toFixed(2),
      Math.round(median(runs.map(run => run.peakMegabytes))).toString(),
    ];
  });
  const header = [what, 'pages', 'pages/s', 'MB/s', 'speed ÷ deeds', 'start s', 'peak MB'];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]!.length)));
  for (const row of [header, ...rows]) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  if (!values.record) return;
  const day = new Date().toISOString().slice(0, 10);
  const lines = rows.map(row => `| ${day} | ${row.join(' | ')} |`);
  appendFileSync(join(import.meta.dirname, '..', '..', 'results', 'capture.md'), `${lines.join('\n')}\n`);
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}
