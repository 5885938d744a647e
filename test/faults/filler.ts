// Runs on a small disk of its own: fills it with a record, looks at what is left, frees some space and goes on.
// Usage: node filler.ts FOLDER [swallow]; with swallow it acknowledges what failed, so that the harness can be tested.
// Prints one line of JSON.
import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Addition, documentIdOf, openRecord, verify } from '../../src/record/index.ts';
import { numbered } from './numbered.ts';

const [disk, fault] = process.argv.slice(2);
const folder = join(disk!, 'record');
const ballast = join(disk!, 'ballast');
writeFileSync(ballast, Buffer.alloc(400_000));
const open = { clock: { now: () => new Date().toISOString() }, mode: 'create' } as const;
let record = await openRecord(folder, open);

const acknowledged: Addition[] = [];
const codes = new Set<string>();

async function add(addition: Addition): Promise<boolean> {
  try {
    await record.addDocument(addition);
    acknowledged.push(addition);
    return true;
  } catch (error) {
    codes.add((error as { code?: string }).code ?? String(error));
    if (fault === 'swallow') acknowledged.push(addition);
    return false;
  }
}

let next = 0;
for (let full = false; !full; next += 3) {
  const kept = await Promise.all([next, next + 1, next + 2].map(number => add(numbered(number))));
  full = kept.every(added => !added);
}

const keptWhileFull = (await record.documents()).length;
const lost = async (): Promise<number> => {
  let count = 0;
  for (const { bytes } of acknowledged) {
    const document = await record.document(documentIdOf(bytes));
    if (document === undefined || (await record.blob(document.bytesHash)).length !== bytes.length) count++;
  }
  return count;
};
const lostWhileFull = await lost();
const problemsWhileFull = (await verify(folder)).problems;

unlinkSync(ballast);
const start = performance.now();
const resumed = await add(numbered(next));
const resumedAfterMs = Math.round(performance.now() - start);
await record.close();
record = await openRecord(folder, open);
const lostAfter = await lost();
await record.close();
const problemsAfter = (await verify(folder)).problems;

process.stdout.write(
  `${JSON.stringify({
    acknowledged: acknowledged.length,
    keptWhileFull,
    lostWhileFull,
    lostAfter,
    codes: [...codes],
    resumed,
    resumedAfterMs,
    problems: [...problemsWhileFull, ...problemsAfter],
  })}\n`,
);
