import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { mustBeReadable } from '../problems.ts';
import { Blobs, FolderStore } from './blobs.ts';
import { entriesOf, readChain } from './chain.ts';
import { Checkpoints } from './checkpoints.ts';
import { RecordingClock } from './clock.ts';
import { ContentReader } from './contents.ts';
import { checkDatabase, openForVerifying, RECORD } from './database.ts';
import { History } from './history.ts';
import { parsed } from './json.ts';
import { Keys } from './keys.ts';
import { Findings, guarded, guardedNow, type VerifyReport } from './report.ts';
import { State } from './state/state.ts';
import { checkWriteAheadLog } from './wal.ts';
import { notesOfWitness } from './witness.ts';

export interface VerifyOptions {
  /** Called now and then with the number of entries read so far, of `total`. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** The text of a witness file: signed checkpoints of this record that somebody else kept. */
  readonly witness?: string | undefined;
}

/** Entries between two looks at the event loop. */
const BREATH = 500;
/** Another process may be erasing: so often is looked again, and so long is waited between. */
const [LOOKS, PAUSE_MS] = [5, 50];

/**
 * Reads a whole record and says where it is not what `docs/record-format.md` says a record is. Written from that page and
 * apart from the code that writes records: what one of the two has wrong, the other finds. Changes nothing.
 *
 * The log is read twice: first each entry's place in the chain, then what it holds, which can be judged only by who knows what was
 * said behind it.
 */
export async function verify(folder: string, options: VerifyOptions = {}): Promise<VerifyReport> {
  const file = join(folder, 'record.sqlite');
  mustBeReadable(folder, file);
  for (let looks = 1; ; looks++) {
    const findings = await lookAt(folder, file, options);
    if (looks === LOOKS || !findings.missesBlobs || !isErasedSince(findings, file)) return findings.report();
  }
}

/** Blobs that are missing may have been erased while the record was read. */
function isErasedSince(findings: Findings, file: string): boolean {
  let isErased = false;
  guardedNow(findings, 'record.sqlite', () => {
    using database = openForVerifying(file);
    const erased = database.prepare("SELECT 1 FROM entry WHERE kind = 'erased' AND sequence > ? LIMIT 1");
    isErased = erased.get(findings.entries) !== undefined;
  });
  return isErased;
}

/** Whoever erases may be taking blobs away just now: waits as long as they become fewer. */
async function ended(blobs: Blobs): Promise<void> {
  let left = blobs.unfinished();
  for (let still = 0; left > 0 && still < LOOKS; ) {
    await new Promise(resolve => setTimeout(resolve, PAUSE_MS));
    const now = blobs.unfinished();
    still = now < left ? 0 : still + 1;
    left = now;
  }
}

async function lookAt(folder: string, file: string, options: VerifyOptions): Promise<Findings> {
  const findings = new Findings('record.sqlite');
  const blobs = new Blobs(new FolderStore(folder), findings);
  await guarded(findings, 'record.sqlite', async () => {
    using database = openForVerifying(file);
    // One look at one moment: entries that others append meanwhile are not seen.
    database.exec('BEGIN');
    checkWriteAheadLog(`${file}-wal`, findings);
    checkDatabase(database, RECORD, findings);
    const total = Number(database.prepare('SELECT count(*) AS n FROM entry').get()!['n']);
    const breathe = async (done: number): Promise<void> => {
      if (done % BREATH !== 0) return;
      options.onProgress?.(done, 2 * total);
      await new Promise(resolve => setImmediate(resolve));
    };

    const history = new History();
    await guarded(findings, 'table entry', () => checkChain(database, findings, history, options.witness, breathe));
    findings.documents = history.subjects.size;
    findings.redacted = [...history.subjects.values()].filter(({ erased }) => erased !== undefined).length;

    const contents = new ContentReader(findings, blobs, history, { whole: true });
    const state = new State(database, findings, blobs, history);
    let done = total;
    await guarded(findings, 'table entry', async () => {
      for (const entry of entriesOf(database)) {
        // Where the chain could not be read to its end, neither is this.
        if (entry.sequence > findings.head.sequence) break;
        const body = parsed(entry.json);
        guardedNow(findings, `entry ${entry.sequence}`, () => {
          if (body === undefined) return;
          const held = contents.read({ ...entry, body });
          if (held !== undefined) state.check({ ...entry, body }, held);
        });
        await breathe(++done);
      }
    });
    guardedNow(findings, 'the log', () => contents.end());
    guardedNow(findings, 'the state', () => state.checkRest());
    options.onProgress?.(2 * total, 2 * total);
  });
  await ended(blobs);
  guardedNow(findings, 'blobs', () => {
    for (const _ of blobs.leftOver()) findings.orphans++;
  });
  return findings;
}

/** Hashes the log again from its beginning, and compares it with every signed checkpoint. */
async function checkChain(
  database: DatabaseSync,
  findings: Findings,
  history: History,
  witness: string | undefined,
  breathe: (done: number) => Promise<void>,
): Promise<void> {
  const keys = new Keys(findings);
  const clock = new RecordingClock(findings);
  let checkpoints: Checkpoints | undefined;
  const begin = (): Checkpoints =>
    new Checkpoints(findings, keys, witness === undefined ? [] : notesOfWitness(witness, keys.record, findings));
  for (const entry of readChain(database, findings, { gaps: false })) {
    const { body } = entry;
    clock.follow(entry);
    guardedNow(findings, `entry ${entry.sequence}`, () => {
      if (body !== undefined) {
        keys.follow({ ...entry, body });
        history.add({ ...entry, body });
      }
      // The first entry tells the record's name.
      checkpoints ??= begin();
      checkpoints.follow(entry);
    });
    await breathe(findings.entries);
  }
  if (findings.entries === 0) findings.problem('table entry', 'chain_broken', 'It has no entries.');
  clock.end();
  (checkpoints ?? begin()).end();
}
