/** Records as wholes: copied and put back, and carried to where another record is. */
import { fingerprint } from './origins/fingerprint.ts';
import { neighbours, relatives } from './origins/relatives.ts';
import { type DeedsRecord, exportBundle, importBundle, type TakenOver } from './record/index.ts';

export {
  backupRecord,
  holdsRecord,
  type Restored,
  restoreRecord,
  type TakenOver,
  unpackBundle,
  verifyBundle,
} from './record/index.ts';

/** Signs a record as it is now, and writes it, or what it says of some documents, into one file that anybody can check. */
export async function exportRecord(
  record: DeedsRecord,
  file: string,
  documents?: readonly string[],
): Promise<{ readonly entries: number }> {
  await record.checkpoint();
  return exportBundle(record.place, file, documents);
}

export interface Imported extends TakenOver {
  /** Pairs of a document of the bundle and one that was here, which share words. */
  readonly links: number;
}

/**
 * Takes over from a bundle what a record does not have, and compares the documents that came with those that were here: neither record
 * could know what the two share. Done again after it was stopped, it goes on.
 */
export async function importIntoRecord(
  record: DeedsRecord,
  file: string,
  by: string,
  onProgress?: (compared: number, total: number) => void,
): Promise<Imported> {
  const taken = await importBundle(file, record, by);
  const came = [...taken.documents, ...taken.shared];
  let links = 0;
  for (const [index, id] of came.entries()) {
    links += await compareWithRecord(record, id);
    onProgress?.(index + 1, came.length);
  }
  return { ...taken, links };
}

/** Links a document of the record with those that it shares words with and is not linked with yet; answers how many. */
async function compareWithRecord(record: DeedsRecord, id: string): Promise<number> {
  const [document, text] = [await record.document(id), await record.text(id)];
  if (document === undefined || text === undefined) return 0;
  const linked = (await record.links(id)).map(link => (link.document === id ? link.other : link.document));
  const passedOver = new Set([id, ...linked]);
  const others = {
    text: (other: string) => record.text(other),
    candidates: async (keys: readonly number[], limit: number) => {
      const found = await record.candidates(keys, limit + passedOver.size);
      return found.filter(({ document }) => !passedOver.has(document)).slice(0, limit);
    },
  };
  const found = relatives({ text, leftOut: document.about.leftOut }, await neighbours(others, [...fingerprint(text)]));
  for (const relative of found) await record.addLink({ document: id, ...relative });
  return found.length;
}
