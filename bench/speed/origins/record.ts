/**
 * npm run bench:origins:record -- [--data KIT] [--documents 10000,100000] [--folder FOLDER | --large FOLDER] [--record]
 *
 * What one more document costs a record that holds so many: a real one, filled with the corpus as `deeds add` fills it, with links, origins and made
 * sayings; and what it takes there to list what was said in several documents, and to find one saying with its witnesses. Most of the time goes into filling: at 100,000 documents
 * most of an hour, and some 4 GB of room. `--folder` says where; `--large` measures the record
 * that is in a folder, filled before, however many it holds. `--record` adds dated rows to bench/results/origins.md.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DeedsRecord, openRecord } from '../../../src/record/index.ts';
import { clock, quantile } from '../record/measure.ts';
import { Corpus, visibleTexts } from './corpus.ts';
import { added, bytesOnDisk, type Cost, filled, TURNS } from './in-record.ts';
import { askedFor } from './sayings.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/benchmarks' },
    documents: { type: 'string', default: '10000' },
    folder: { type: 'string', default: tmpdir() },
    large: { type: 'string' },
    record: { type: 'boolean', default: false },
  },
});

/** Documents that are added, when all the others are there. */
const MEASURED = 1000;

const corpus = new Corpus(visibleTexts(values.data));
const day = new Date().toISOString().slice(0, 10);
if (values.large !== undefined) {
  const record = await openRecord(values.large, { clock, mode: 'write' });
  await measured(values.large, record, (await record.documents()).length);
  await record.close();
} else {
  for (const size of values.documents.split(',').map(Number)) {
    const home = mkdtempSync(join(values.folder, 'deeds-bench-'));
    process.once('exit', () => rmSync(home, { recursive: true, force: true }));
    const record = await filled(home, corpus, size);
    await measured(home, record, size);
    await record.close();
    rmSync(home, { recursive: true, force: true });
  }
}

/** Adds so many documents more, asks, and prints a row. */
async function measured(home: string, record: DeedsRecord, size: number): Promise<void> {
  const costs: Cost[] = [];
  let [copies, found] = [0, 0];
  for (let number = size; number < size + MEASURED; number++) {
    const grown = corpus.document(number);
    const cost = await added(record, number, grown);
    costs.push(cost);
    if (grown.copyOf === undefined) continue;
    copies++;
    if (cost.copies.length > 0) found++;
  }
  const { database, all } = bytesOnDisk(home);
  const total = size + MEASURED;
  const [comparing, adding] = [costs.map(cost => cost.comparing), costs.map(cost => cost.all)];
  const memory = process.memoryUsage().rss;
  const cells = [
    total.toLocaleString('en'),
    `${quantile(comparing, 0.5).toFixed(2)} / ${quantile(comparing, 0.99).toFixed(2)}`,
    String(Math.round(costs.length / (costs.reduce((sum, { worked }) => sum + worked / TURNS, 0) / 1000))),
    `${quantile(adding, 0.5).toFixed(1)} / ${quantile(adding, 0.99).toFixed(1)}`,
    ((100 * found) / copies).toFixed(1),
    (memory / 1e6).toFixed(0),
    `${(database / 1e6).toFixed(0)} (${(database / total / 1000).toFixed(1)})`,
    `${(all / 1e6).toFixed(0)} (${(all / total / 1000).toFixed(1)})`,
    ...(await askedFor(record)),
  ];
  const row = `| ${day} | ${cells.join(' | ')} |\n`;
  process.stdout.write(row);
  if (values.record) appendFileSync(join(import.meta.dirname, '..', '..', 'results', 'origins.md'), row);
}
