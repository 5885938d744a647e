// Claims as political event data: what the CSV says, the Parquet says too, and both rest on words that stand in the text.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parquetReadObjects } from 'hyparquet';
import { eventColumns } from '../src/listings/events.ts';
import { deeds } from './command.ts';

const folder = mkdtempSync(join(tmpdir(), 'deeds-events-'));
after(() => rmSync(folder, { recursive: true }));
const record = join(folder, 'record');
const text =
  'Police in Warsaw arrested two men on Friday. Poland expelled three Russian diplomats. The prime ministers of Norway and Poland met in Bern on Monday.';
writeFileSync(join(folder, 'report.txt'), text);
deeds(['add', join(folder, 'report.txt'), '--published', '2025-03-10', '--record', record, '--by', 'Ada']);

/** The rows of a CSV without quoted cells, by column. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head, ...lines] = csv.trimEnd().split('\r\n');
  const names = head!.split(',');
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])));
}

const csv = deeds(['export', 'events', '--record', record]);
const file = join(folder, 'events.parquet');
const written = deeds(['export', 'events', '--record', record, '--parquet', file]);

test('export events: a row an event, with codes, actors, countries and days', () => {
  assert.equal(csv.code, 0, csv.err);
  const rows = rowsOf(csv.out);
  assert.deepEqual(
    Object.keys(rows[0]!),
    eventColumns.map(({ name }) => name),
  );
  const arrest = rows.find(row => row['event_mode'] === 'arrest')!;
  assert.equal(arrest['event_type'], 'COERCE');
  assert.equal(arrest['quad_code'], '4');
  assert.equal(arrest['event_date'], '2025-03-07');
  assert.equal(arrest['actor_name'], 'police');
  assert.equal(arrest['review'], 'proposed');
  const expulsion = rows.find(row => row['event_type'] === 'SANCTION')!;
  assert.equal(expulsion['actor_country'], 'POL');
  assert.equal(expulsion['recipient_country'], 'RUS');
  assert.equal(expulsion['event_date'], '');
});

test('export events: the words of every row stand in the text where it says', () => {
  for (const row of rowsOf(csv.out)) assert.equal(text.slice(Number(row['start']), Number(row['end'])), row['words']);
});

test('export events: Parquet, read back by another program’s reader, holds what the CSV holds', async () => {
  assert.equal(written.code, 0, written.err);
  const bytes = readFileSync(file);
  const read = await parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  });
  const asText = read.map(row =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')])),
  );
  assert.deepEqual(asText, rowsOf(csv.out));
  assert.equal(typeof read[0]!['quad_code'], 'number');
});

test('export events: nothing is written over, and nothing is exported when only what was reviewed is asked for', () => {
  const again = deeds(['export', 'events', '--record', record, '--parquet', file]);
  assert.equal(again.code, 2);
  assert.match(again.err, /file_exists/u);
  assert.deepEqual(rowsOf(deeds(['export', 'events', '--record', record, '--reviewed']).out), []);
});
