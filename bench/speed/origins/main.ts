/**
 * npm run bench:origins -- [--data KIT] [--documents 10000,100000] [--engines memory,table,table-in-order,minhash] [--folder FOLDER] [--record]
 *
 * How long it takes to compare one more document with all that are there, to name its copies and to keep what finds it: on corpora grown
 * from the visible benchmark texts, at several sizes, beside MinHash with LSH. Texts are made anew when they are asked for, which is not counted; keeping them is
 * measured by bench:record. Speed and recall are of the last 2,000 documents (or the last tenth): does a copy find a document of its origin? `--folder` keeps the keys of the
 * corpus, and what `table-in-order` has filled, so that a run that was stopped goes on. `--record` adds dated rows to bench/results/origins.md.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fingerprint, fingerprintOf } from '../../../src/origins/fingerprint.ts';
import { quantile, say } from '../record/measure.ts';
import { Corpus, type Grown, visibleTexts } from './corpus.ts';
import { processorTime, TURNS } from './in-record.ts';
import { type Engine, inMemory, inTable, inTableFilledInOrder, minhash } from './engines.ts';
import { GrownKeys } from './grown-keys.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    documents: { type: 'string', default: '10000,100000' },
    engines: { type: 'string', default: 'memory,table' },
    folder: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});

/** Documents that are compared, when all the others are there. */
const MEASURED = 2000;

const corpus = new Corpus(visibleTexts(values.data));
const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const grown = new GrownKeys(corpus, values.folder ?? home);
const makers: Readonly<Record<string, () => Engine>> = {
  memory: inMemory,
  table: () => inTable(home),
  'table-in-order': () => inTableFilledInOrder(values.folder ?? home),
  minhash,
};

const day = new Date().toISOString().slice(0, 10);
for (const size of values.documents.split(',').map(Number)) {
  for (const name of values.engines.split(',')) {
    const row = `| ${day} | ${measured(makers[name]!(), size).join(' | ')} |\n`;
    process.stdout.write(row);
    if (values.record) appendFileSync(join(import.meta.dirname, '..', '..', 'results', 'origins.md'), row);
  }
}

/** Cells of a row. */
function measured(engine: Engine, size: number): string[] {
  const from = size - Math.min(MEASURED, size / 10);
  const before = memoryInUse();
  const [times, found] = [[] as number[], { copies: 0, right: 0, strangers: 0, named: 0 }];
  let worked = 0;
  engine.give(corpus, grown, from);
  say(`${engine.name}: asked about ${size - from} documents`);
  for (let number = from; number < size; number++) {
    const document = corpus.document(number);
    const { text, copyOf } = document;
    if (fingerprint(text).toString() !== fingerprintOf(corpus.hashesOf(number)).toString())
      throw new Error(`the hashes of document ${number} are not those of its text`);
    const others = new Map<number, Grown>();
    const documentOf = (other: number): Grown => {
      if (!others.has(other)) others.set(other, corpus.document(other));
      return others.get(other)!;
    };
    const copies = engine.ask(number, document, documentOf);
    const turns: number[] = [];
    const began = processorTime();
    for (let turn = 0; turn < TURNS; turn++) {
      const start = performance.now();
      engine.ask(number, document, documentOf);
      turns.push(performance.now() - start);
    }
    const asked = processorTime();
    engine.keep(number, document);
    worked += (asked - began) / TURNS + processorTime() - asked;
    times.push(Math.min(...turns));
    const origin = copyOf ?? number;
    const isOfOrigin = (other: number): boolean => other === origin || corpus.document(other).copyOf === origin;
    found.named += copies.length;
    found.strangers += copies.filter(other => !isOfOrigin(other)).length;
    if (copyOf === undefined) continue;
    found.copies++;
    if (copies.some(isOfOrigin)) found.right++;
  }
  const megabytes = (memoryInUse() - before) / 1e6;
  const row = [
    engine.name,
    size.toLocaleString('en'),
    quantile(times, 0.5).toFixed(2),
    quantile(times, 0.99).toFixed(2),
    Math.round((times.length / worked) * 1000).toLocaleString('en'),
    Math.max(0, megabytes).toFixed(0),
    (engine.bytesOnDisk() / 1e6).toFixed(0),
    ((100 * found.right) / found.copies).toFixed(1),
    ((100 * found.strangers) / Math.max(1, found.named)).toFixed(2),
    (100 * shareOfNewKeys(Math.min(size, 20_000))).toFixed(0),
  ];
  engine.close();
  return row;
}

/** Of the keys of the first documents, those that none before had: 1 when no two share a word, near 0 when one text is repeated. */
function shareOfNewKeys(documents: number): number {
  const seen = new Set<number>();
  let all = 0;
  grown.each(documents, (_, keys) => {
    all += keys.length;
    for (const key of keys) seen.add(key);
  });
  return seen.size / all;
}

/** Bytes of what is still needed. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
