import { writeFile } from 'node:fs/promises';
import { type Disk, realDisk } from '../../../src/record/disk.ts';
import { openRecord } from '../../../src/record/index.ts';
import { clock, say } from './measure.ts';
import { range, report, type Size } from './reports.ts';

/** Additions in flight. */
const AT_ONCE = 200;
/** Documents between two lines of progress. */
const PROGRESS_EVERY = 10_000;

/** A disk that is not waited for: how fast a record is filled is not what is measured then. */
export const hasty: Disk = {
  ...realDisk,
  create: (path, bytes) => writeFile(path, bytes, { flag: 'wx', mode: 0o600 }),
  sync: async () => {},
};

/** Fills a record with reports of a size, and then with refusals until it has so many entries. */
export async function fill(
  folder: string,
  { documents, of, entries }: { documents: number; of: Size; entries: number },
): Promise<void> {
  const record = await openRecord(folder, { clock, mode: 'create', disk: hasty });
  const started = Date.now();
  for (let from = 0; from < documents; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, documents - from);
    await Promise.all(range(size, n => record.addDocument(report(from + n, of))));
    if ((from + size) % PROGRESS_EVERY === 0)
      say(
        `${from + size} of ${documents} documents, ${Math.round(((from + size) / (Date.now() - started)) * 1000)} a second`,
      );
  }
  for (let { sequence } = await record.head(); sequence < entries; ) {
    const size = Math.min(AT_ONCE, entries - sequence);
    await Promise.all(
      range(size, n =>
        record.refuse({
          name: `refused-${sequence + n}.pdf`,
          code: 'format_not_read',
          sentence: 'It is PDF.',
          bytes: undefined,
        }),
      ),
    );
    sequence += size;
  }
  await record.checkpoint();
  await record.close();
}
