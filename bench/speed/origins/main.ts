/**
 * npm run bench:origins -- [--data KIT] [--documents 10000,100000] [--engines memory,table,minhash] [--record]
 *
 * How long it takes to compare one more document with all that are there, to name its copies and to keep what finds it: on corpora grown
 * from the visible benchmark texts, at several sizes, beside MinHash with LSH. Texts are made anew when they are asked for, which is not counted; keeping them is
 * measured by bench:record. Speed and recall are of the last 2,000 documents (or the last tenth): does a copy find a document of its origin? `--record` adds dated rows to bench/results/origins.md.
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
import { type Engine, inMemory, inTable, minhash } from './engines.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    documents: { type: 'string', default: '10000,100000' },
    engines: { type: 'string', default: 'memory,table' },
    record: { type: 'boolean', default: false },
  },
});

/** Documents that are compared, when all the others are there. */
const MEASURED = 2000;

const corpus = new Corpus(visibleTexts(values.data));
const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const makers: Readonly<Record<string, () => Engine>> = {
  memory: inMemory,
  table: () => inTable(home),
  minhash,
};

const day = new Date().toISOString().slice(0, 10);
for (const size of values.documents.split(',').map(Number)) {
  for (const name of values.engines.split(',')) {
    const row = `| ${day} | ${measured(makers[name]!(), size).join(' | ')} |\n`;
    rmSync(join(home, 'keys.sqlite'), { force: true });
    process.stdout.write(row);
    if (values.record) appendFileSync(join(import.meta.dirname, '..', '..', 'results', 'origins.md'), row);
  }
}

/** Cells of a row. */
function measured(engine: Engine, size: number): string[] {
  const from = size - Math.min(MEASURED, size / 10);
  const before = memoryInUse();
  const [times, found, seen] = [[] as number[], { copies: 0, right: 0, strangers: 0, named: 0 }, new Set<number>()];
  let [keys, known, worked] = [0, 0, 0];
  for (let number = 0; number < size; number++) {
    if (number < 20_000) {
      for (const key of fingerprintOf(corpus.hashesOf(number))) {
        keys++;
        if (seen.has(key)) known++;
        else seen.add(key);
      }
    }
    if (number % 50_000 === 49_999) say(`${engine.name}: ${number + 1} of ${size}`);
    if (number < from) {
      if ('hashes' in engine.fill) engine.fill.hashes(number, corpus.hashesOf(number));
      else engine.fill.text(number, corpus.document(number).text);
      continue;
    }
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
  seen.clear();
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
    ((100 * (keys - known)) / keys).toFixed(0),
  ];
  engine.close();
  return row;
}

/** Bytes of what is still needed. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
