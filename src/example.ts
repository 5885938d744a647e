/** The worked example: the case of `examples/case`, two sides' texts and the reports on them, in a record of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addInput, type AddOutcome, type DeedsRecord, loadEngine, openRecordForAdding, packageRoot } from './app.ts';
import { type Rating, rate } from './decisions/bearings.ts';
import { correct } from './decisions/documents.ts';
import { registerByHand } from './decisions/instruments.ts';

/** Where `deeds example` and `deeds serve` make it, in the folder that they are run in. */
export const EXAMPLE_RECORD = '.deeds-example';

const CASE = join(packageRoot, 'examples', 'case');

/** What people would decide in the case: `examples/case/case.json`. */
interface CaseFile {
  /** The day as of which it is judged, and the meeting that its brief prepares. */
  readonly day: string;
  readonly published: string;
  readonly sources: readonly Rating[];
  /** By the names of their files. */
  readonly retracted: readonly { readonly document: string; readonly notice: string; readonly why: string }[];
}

/** The day as of which the case is judged. */
export function exampleDay(): string {
  return (json('case.json') as CaseFile).day;
}

/** Reads the case into a record, which is made when it is not there, and registers its agreement. What is there already is not read again. */
export async function* makeExample(folder: string, by: string): AsyncGenerator<AddOutcome> {
  const given = json('case.json') as CaseFile;
  const engine = loadEngine();
  const record = await openRecordForAdding(folder, by);
  try {
    for (const [part, facts] of [
      ['texts', { published: given.published }],
      ['reports', {}],
    ] as const)
      for (const name of readdirSync(join(CASE, part)).toSorted()) {
        const path = join(CASE, part, name);
        yield* addInput(record, { name: path, take: async () => ({ bytes: readFileSync(path) }) }, facts, engine);
      }
    await registerByHand(record, json('instrument.json'), { by, why: undefined });
    for (const rating of given.sources) await rate(record, rating, { by, why: undefined });
    await retract(record, given, by);
    await record.checkpoint();
  } finally {
    await record.close();
  }
}

const json = (name: string): object => JSON.parse(readFileSync(join(CASE, name), 'utf8')) as object;

async function retract(record: DeedsRecord, { retracted }: CaseFile, by: string): Promise<void> {
  const ids = new Map((await record.documents()).map(({ id, facts }) => [facts.name, id]));
  for (const { document, notice, why } of retracted) {
    const correction = { retract: true, words: undefined, at: undefined, published: undefined };
    await correct(record, { ...correction, document: ids.get(document)!, notice: ids.get(notice)! }, { by, why });
  }
}
