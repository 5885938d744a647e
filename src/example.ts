/** The worked example: the reports of `examples/`, read into a record. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addInput, type AddOutcome, loadEngine, openRecordForAdding, packageRoot } from './app.ts';

/** Where `deeds example` and `deeds serve` make it, in the folder that they are run in. */
export const EXAMPLE_RECORD = '.deeds-example';

const REPORTS = join(packageRoot, 'examples', 'reports');

/** Reads the example reports into a record, which is made when it is not there. What is there already is not read again. */
export async function* makeExample(folder: string, by: string): AsyncGenerator<AddOutcome> {
  const engine = loadEngine();
  const record = await openRecordForAdding(folder, by);
  try {
    for (const name of readdirSync(REPORTS).toSorted()) {
      const path = join(REPORTS, name);
      yield* addInput(record, { name: path, take: async () => ({ bytes: readFileSync(path) }) }, {}, engine);
    }
    await record.checkpoint();
  } finally {
    await record.close();
  }
}
