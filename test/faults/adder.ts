// A process to be killed: adds documents to a record without end, and writes the id of each one that was acknowledged.
// Usage: node adder.ts FOLDER FIRST-NUMBER [early-ack | pause]; with early-ack it lies, so that the harness can be tested; with pause it
// takes its time.
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRecord } from '../../src/record/index.ts';
import { numbered } from './numbered.ts';

const [folder, first, way] = process.argv.slice(2);
const record = await openRecord(folder!, { clock: { now: () => new Date().toISOString() }, mode: 'create' });

/** Four at a time, as four readers would: groups of changing size share a commit. */
async function addFrom(number: number): Promise<never> {
  for (let next = number; ; next += 4) {
    const addition = numbered(next);
    if (way === 'early-ack') writeSync(1, `${next}\n`);
    await record.addDocument(addition);
    if (way !== 'early-ack') writeSync(1, `${next}\n`);
    if (way === 'pause') await sleep(200);
  }
}

await Promise.all([0, 1, 2, 3].map(offset => addFrom(Number(first) + offset)));
