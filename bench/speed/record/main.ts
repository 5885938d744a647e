/**
 * npm run bench:record [-- --parts A,B --large FOLDER --documents N --entries N --articles N --queries N --seconds N --turns N --record]
 *
 * How fast the record keeps, verifies, opens, searches and replays, each beside peers of the same run. The machines are noisy: quote the
 * ratios. By default with 20,000 documents in some minutes. With `--documents 200000 --entries 1000000` it takes most of an hour and 12 GB
 * of room for temporary files; `--large FOLDER` keeps that record for another run, and `--parts` runs some parts only. `--record` adds dated rows to bench/results/record.md.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { holdsRecord } from '../../../src/record/index.ts';
import { adding } from './adding.ts';
import { fill } from './filling.ts';
import type { Row } from './measure.ts';
import { opening } from './opening.ts';
import { replaying } from './replaying.ts';
import { BRIEF } from './reports.ts';
import { room } from './room.ts';
import { searching } from './searching.ts';
import { verifying } from './verifying.ts';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'adding,replaying,opening,searching,verifying' },
    /** Folder of the large record: made there if there is none, and kept. Default: a temporary one. */
    large: { type: 'string' },
    /** Brief reports in the large record, and entries that it has in all. */
    documents: { type: 'string', default: '20000' },
    entries: { type: 'string', default: '100000' },
    /** Articles in the record that is replayed. */
    articles: { type: 'string', default: '4000' },
    queries: { type: 'string', default: '600' },
    /** How long each contestant adds, a turn. */
    seconds: { type: 'string', default: '2' },
    turns: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
  },
});
const documents = Number(values.documents);
const entries = Number(values.entries);
const articles = Number(values.articles);

const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const parts = new Set(values.parts.split(','));
const rows: Row[] = [];
if (parts.has('adding')) {
  rows.push(...(await adding(home, { seconds: Number(values.seconds), turns: Number(values.turns) })));
}
if (parts.has('replaying')) {
  const small = join(home, 'small');
  rows.push(...(await replaying(small, articles)), ...room(small, articles));
}
if (parts.has('opening') || parts.has('searching') || parts.has('verifying')) {
  const large = values.large ?? join(home, 'large');
  if (!holdsRecord(large)) await fill(large, { documents, of: BRIEF, entries });
  if (parts.has('opening')) rows.push(...(await opening(large, entries)));
  if (parts.has('searching')) {
    rows.push(...(await searching(home, large, { documents, queries: Number(values.queries) })));
  }
  if (parts.has('verifying')) rows.push(...(await verifying(large)));
}

const today = Temporal.Now.plainDateISO('UTC').toString();
const lines = rows.map(({ what, deeds, peer, peerIs, unit, isRate }) => {
  const ratio = peer === undefined ? '' : (isRate ? deeds / peer : peer / deeds).toPrecision(2);
  return `| ${today} | ${what} | ${figure(deeds)} ${unit} | ${peerIs ?? ''} | ${peer === undefined ? '' : `${figure(peer)} ${unit}`} | ${ratio} |`;
});
process.stdout.write(`${lines.join('\n')}\n`);
if (values.record) {
  appendFileSync(join(import.meta.dirname, '..', '..', 'results', 'record.md'), `${lines.join('\n')}\n`);
}

function figure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}
