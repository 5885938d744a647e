/**
 * npm run bench:record [-- --documents N --entries N --queries N --seconds N --turns N --record]
 *
 * How fast the record keeps, verifies, opens, searches and replays, each beside peers of the same run. The machines are noisy: quote the
 * ratios. By default with 20,000 documents in some minutes; the rows in the results are with 200,000 documents and 1,000,000 entries.
 * `--record` adds dated rows to bench/results/record.md.
 */
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { adding } from './adding.ts';
import { fill } from './filling.ts';
import type { Row } from './measure.ts';
import { opening } from './opening.ts';
import { replaying } from './replaying.ts';
import { searching } from './searching.ts';
import { verifying } from './verifying.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '20000' },
    entries: { type: 'string', default: '100000' },
    queries: { type: 'string', default: '600' },
    seconds: { type: 'string', default: '2' },
    turns: { type: 'string', default: '3' },
    record: { type: 'boolean', default: false },
  },
});
const [documents, entries, queries, seconds, turns] = [
  values.documents,
  values.entries,
  values.queries,
  values.seconds,
  values.turns,
].map(Number) as [number, number, number, number, number];

const home = mkdtempSync(join(tmpdir(), 'deeds-bench-'));
process.on('SIGINT', () => process.exit(130));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));

const rows: Row[] = await adding(home, { seconds, turns });
const folder = join(home, 'full');
await fill(folder, { documents, entries });
rows.push(...(await opening(folder, entries)));
rows.push(...(await searching(home, folder, { documents, queries })));
rows.push(...(await verifying(folder)));
rows.push(...(await replaying(join(home, 'added-50-0'))));

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
