// A process that erases the documents of a record one after the other, and says which.
// Usage: node eraser.ts FOLDER PAUSE
// PAUSE: milliseconds between two.
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRecord } from '../../src/record/index.ts';

const [folder, pause] = process.argv.slice(2);
const record = await openRecord(folder!, { clock: { now: () => new Date().toISOString() }, mode: 'write' });
for (const { id } of await record.documents()) {
  await record.decide({ kind: 'erased', by: 'anna', body: { document: id, basis: 'a court said so' } });
  writeSync(1, `${id}\n`);
  await sleep(Number(pause));
}
await record.close();
