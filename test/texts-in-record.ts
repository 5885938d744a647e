// For tests and measurements of origins: texts put into a record as `deeds add` puts them there, but for their claims, which take no part in it.
import { capture } from '../src/capture/index.ts';
import { fingerprint } from '../src/origins/fingerprint.ts';
import { neighbours, relatives } from '../src/origins/relatives.ts';
import { type DeedsRecord, openRecord, sha256 } from '../src/record/index.ts';
import { sample } from '../src/record/sample.ts';

/** A new record, in an empty folder. */
export function emptyRecord(folder: string): Promise<DeedsRecord> {
  return openRecord(folder, { clock: { now: () => new Date().toISOString() }, mode: 'create' });
}

/** Captures a text, compares it with those that are there, and records it; answers with its id. `comparing`: for planted faults. */
export async function addText(
  record: DeedsRecord,
  text: string,
  published?: string,
  comparing = relatives,
): Promise<string> {
  const bytes = Buffer.from(text);
  const document = capture(bytes, published === undefined ? {} : { published });
  const keys = [...fingerprint(document.text)];
  const unread = sample('');
  const { documentId } = await record.addDocument({
    ...unread,
    bytes,
    document,
    reading: { ...unread.reading, textHash: sha256(Buffer.from(document.text)) },
    fingerprint: { engine: 'texts/1', keys, data: {} },
    links: comparing(document, await neighbours(record, keys)),
  });
  return documentId!;
}
