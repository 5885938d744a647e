/**
 * npm run bench:memory [-- --data DIR] [--articles N] [--characters N] [--record]
 *
 * Reads N articles (10,000 unless said otherwise) in one process and prints, a tenth at a time, what is held after a full collection of
 * garbage: a reader that keeps something of every article would grow from line to line. The articles are those of the visible
 * sets of news (PolNeAR, CASIE, and the flat texts of WCXB), some 1,500, gone through again until there are N. Of each the first 1,000 characters
 * are read, or as many as --characters says (0: all), so that 10,000 take minutes: what is kept would be kept of short ones as well.
 */
import { appendFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadEngine } from '../../src/app.ts';
import { capture } from '../../src/capture/index.ts';
import { read } from '../../src/read.ts';
import { readArticles } from './engines.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    articles: { type: 'string', default: '10000' },
    characters: { type: 'string', default: '1000' },
    record: { type: 'boolean', default: false },
  },
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const files = ['attribution/train', 'attribution/dev', 'cyber/train', 'cyber/dev', 'flat-text/plain']
  .map(set => join(resolve(values.data), 'data', set, 'documents.jsonl'))
  .filter(path => existsSync(path));
if (files.length === 0) {
  console.error(`No articles below ${values.data}. Give the benchmark kit with --data DIR.`);
  process.exit(2);
}
const articles = files.flatMap(readArticles);
const engine = loadEngine();
const wanted = Number(values.articles);
const longest = Number(values.characters) || Number.POSITIVE_INFINITY;
const held: number[] = [];
let claims = 0;
for (let done = 1; done <= wanted; done++) {
  const { text, published } = articles[done % articles.length]!;
  const day = /^\d{4}-\d\d-\d\d$/u.test(published ?? '') ? published : undefined;
  claims += read(capture(Buffer.from(text.slice(0, longest)), { ...(day !== undefined && { published: day }) }), engine)
    .claims.length;
  if (done % Math.ceil(wanted / 10) !== 0) continue;
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  held.push(heapUsed / 2 ** 20);
  console.log(
    `${done.toLocaleString('en')} articles, ${claims.toLocaleString('en')} claims: ${megabytes(heapUsed)} held, ${megabytes(external)} outside the heap, ${megabytes(rss)} resident, at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
}

if (values.record) {
  const day = new Date().toISOString().slice(0, 10);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const shown = held.map(each => each.toFixed(0)).join(', ');
  appendFileSync(
    join(import.meta.dirname, '..', 'results', 'memory.md'),
    `| ${day} | ${wanted.toLocaleString('en')} (${articles.length.toLocaleString('en')} different${longest === Number.POSITIVE_INFINITY ? '' : `, ${longest.toLocaleString('en')} characters of each`}) | ${shown} | ${peak} |\n`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MB`;
}
