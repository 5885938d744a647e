import { join } from 'node:path';
import { mustBeReadable } from '../problems.ts';
import { BlobReader } from './blobs.ts';
import { type ChainLink, readChain } from './chain.ts';
import { checkDatabase, openForVerifying } from './database.ts';
import { Findings, type VerifyReport } from './report.ts';
import { StateChecker } from './state.ts';
import { checkWriteAheadLog } from './wal.ts';

export interface VerifyOptions {
  /** Called now and then with the number of entries read so far, of `total`. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Entries between two looks at the event loop. */
const BREATH = 500;

/**
 * Reads a whole record and says where it is not what `docs/record-format.md` says a record is. Written from that page and
 * apart from the code that writes records: what one of the two has wrong, the other finds. Changes nothing.
 */
export async function verify(folder: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const file = join(folder, 'record.sqlite');
  mustBeReadable(folder, file);
  const findings = new Findings();
  const blobs = new BlobReader(folder, findings);
  await guarded(findings, 'record.sqlite', async () => {
    using database = openForVerifying(file);
    // One look at one moment: entries that others append meanwhile are not seen.
    database.exec('BEGIN');
    checkWriteAheadLog(`${file}-wal`, findings);
    checkDatabase(database, findings);
    const total = Number(database.prepare('SELECT count(*) AS n FROM entry').get()!['n']);
    const breathe = async (done: number): Promise<void> => {
      if (done % BREATH !== 0) return;
      options.onProgress?.(done, 2 * total);
      await new Promise(resolve => setImmediate(resolve));
    };

    const sound: ChainLink[] = [];
    await guarded(findings, 'table entry', async () => {
      for (const entry of readChain(database, findings)) {
        sound.push({ sequence: entry.sequence, kind: entry.kind, document: entry.document });
        await breathe(entry.sequence);
      }
    });

    const state = new StateChecker(database, findings, blobs, sound);
    for (const [done, link] of sound.entries()) {
      await guarded(findings, `entry ${link.sequence}`, async () => state.checkEntry(link.sequence));
      await breathe(total + done + 1);
    }
    await guarded(findings, 'state', async () => state.checkRest());
    options.onProgress?.(2 * total, 2 * total);
  });
  await guarded(findings, 'blobs', async () => blobs.countOrphans());
  return findings.report();
}

/** What is too damaged, or too strange, to be read is a finding like any other, not an end. */
async function guarded(findings: Findings, place: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('errcode' in error) {
      findings.problem('record.sqlite', 'database_damaged', `The database cannot be read here: ${error.message}.`);
    } else if ('errno' in error) {
      findings.problem(place, 'unreadable', `It cannot be read: ${error.message}.`);
    } else if (error instanceof TypeError || error instanceof SyntaxError) {
      findings.problem(place, 'entry_altered', `It does not have the fields of the format (${error.message}).`);
    } else {
      throw error;
    }
  }
}
