import { accessSync, constants } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '../../core/problem.ts';
import { asProblem } from '../problems.ts';
import { Blobs, TableStore } from './blobs.ts';
import { entriesOf, type LogEntry, readChain } from './chain.ts';
import { Checkpoints, type KeptNote } from './checkpoints.ts';
import { ContentReader } from './contents.ts';
import { checkDatabase, type Face, openForVerifying } from './database.ts';
import { bytesOf } from './forms.ts';
import { History } from './history.ts';
import { parsed } from './json.ts';
import { Keys } from './keys.ts';
import { rootByPath } from './merkle.ts';
import { isSignedBy, type Note, noteOf } from './note.ts';
import { Findings, guarded, guardedNow, type VerifyReport } from './report.ts';

/** "DEEB", and SHA-256 over the schema of a bundle, as of a record's. */
export const BUNDLE: Face = {
  application: 0x44454542,
  version: 0,
  hash: '168e2139f4bdd65aec679756ef07cd90d65c5dea8f0a4bf9df9f256896188f35',
};

/** What a bundle says of itself. */
interface Head {
  readonly record: string;
  readonly key: Buffer;
  readonly checkpoint: Note;
  readonly isWhole: boolean;
}

/**
 * Reads a bundle, as somebody who has nothing else: are its entries those of the log whose root its checkpoint signs, and is all there
 * that they speak of, and nothing more?
 */
export async function verifyBundle(file: string): Promise<VerifyReport> {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw asProblem(error, file);
    throw new Problem('not_found', `There is no file ${file}.`, 'Check the name.', 2, error);
  }
  const findings = new Findings('the bundle');
  await guarded(findings, 'the bundle', async () => {
    using database = openForVerifying(file);
    database.exec('BEGIN');
    checkDatabase(database, BUNDLE, findings);
    guardedNow(findings, 'table bundle', () => checkEntries(database, findings));
  });
  return findings.report();
}

function checkEntries(database: DatabaseSync, findings: Findings): void {
  const head = headOf(database, findings);
  if (head === undefined) return;
  const { isWhole } = head;
  const history = new History();
  const keys = new Keys(findings);
  const checkpoints = isWhole ? new Checkpoints(findings, keys, [signedEnd(head, findings)]) : undefined;
  const proofs = new Proofs(database, head, findings);
  guardedNow(findings, 'table entry', () => {
    for (const entry of readChain(database, findings, { gaps: !isWhole })) {
      guardedNow(findings, `entry ${entry.sequence}`, () => {
        const { body } = entry;
        if (body !== undefined) {
          keys.follow({ ...entry, body });
          history.add({ ...entry, body });
        }
        if (checkpoints === undefined) proofs.check(entry);
        else checkpoints.follow(entry);
      });
    }
    checkpoints?.end();
    if (isWhole && findings.entries > head.checkpoint.size) {
      findings.problem(
        'table entry',
        'bundle_altered',
        `${findings.entries} entries stand where ${head.checkpoint.size} are signed.`,
      );
    }
  });
  proofs.checkCount();
  checkKey(head, keys, findings);
  findings.checkpoints++;
  findings.documents = history.subjects.size;
  findings.redacted = [...history.subjects.values()].filter(({ erased }) => erased !== undefined).length;
  checkContents(database, findings, history, isWhole);
}

function checkContents(database: DatabaseSync, findings: Findings, history: History, isWhole: boolean): void {
  const blobs = new Blobs(new TableStore(database), findings);
  const contents = new ContentReader(findings, blobs, history, { whole: isWhole });
  guardedNow(findings, 'table entry', () => {
    for (const entry of entriesOf(database)) {
      const body = parsed(entry.json);
      if (body !== undefined) guardedNow(findings, `entry ${entry.sequence}`, () => contents.read({ ...entry, body }));
    }
    if (isWhole) contents.end();
    for (const name of blobs.leftOver()) {
      const place = `blob ${name}`;
      findings.problem(place, 'bundle_altered', 'No entry names it.');
    }
  });
}

const NAMES = ['checkpoint', 'format', 'key', 'record', 'whole'];

/** Undefined when the bundle does not say what it is. */
function headOf(database: DatabaseSync, findings: Findings): Head | undefined {
  const rows = database.prepare('SELECT name, value FROM bundle ORDER BY name').all();
  const values = new Map(rows.map(({ name, value }) => [String(name), String(value)]));
  const wrong = (how: string): undefined => {
    findings.problem('table bundle', 'bundle_altered', how);
  };
  if ([...values.keys()].join() !== NAMES.join()) return wrong(`It does not have the names ${NAMES.join(', ')}.`);
  if (values.get('format') !== '1') return wrong('It is of a format that this verifier does not know.');
  if (!['0', '1'].includes(values.get('whole')!)) return wrong('It does not say whether it is whole.');
  const key = bytesOf(values.get('key'));
  const checkpoint = noteOf(values.get('checkpoint')!);
  const record = values.get('record')!;
  if (key?.length !== 32) return wrong('Its key is none.');
  if (checkpoint === undefined || checkpoint.signatures.length !== 1) return wrong('Its checkpoint is none.');
  if (checkpoint.origin !== `deeds/${record}`) return wrong('Its checkpoint is of another record.');
  if (!isSignedBy(checkpoint, key)) {
    findings.problem('table bundle', 'checkpoint_wrong', 'Its checkpoint is not signed by its key.');
  }
  return { record, key, checkpoint, isWhole: values.get('whole') === '1' };
}

/** A whole bundle ends where its checkpoint says. */
function signedEnd({ checkpoint, key }: Head, findings: Findings): KeptNote {
  return {
    note: checkpoint,
    compare(root, keyThere) {
      if (root === undefined) {
        findings.problem(
          'table entry',
          'chain_broken',
          `The checkpoint speaks of ${checkpoint.size} entries; some are gone.`,
        );
      } else if (!root.equals(checkpoint.root)) {
        findings.problem('table bundle', 'checkpoint_wrong', 'Its root is not that of the entries.');
      } else if (keyThere?.equals(key) !== true) {
        findings.problem('table bundle', 'checkpoint_wrong', 'Its key is not the one that signs for the record there.');
      }
    },
  };
}

/** Shows of each entry of a bundle that is not whole that it is of the log whose root is signed. */
class Proofs {
  readonly #database: DatabaseSync;
  readonly #head: Head;
  readonly #findings: Findings;
  #checked = 0;

  constructor(database: DatabaseSync, head: Head, findings: Findings) {
    this.#database = database;
    this.#head = head;
    this.#findings = findings;
  }

  check({ sequence, hash }: LogEntry): void {
    const place = `entry ${sequence}`;
    const path = this.#database.prepare('SELECT path FROM proof WHERE sequence = ?').get(sequence)?.['path'];
    if (path === undefined) {
      this.#findings.problem(place, 'proof_wrong', 'Nothing shows that it is of the log whose root is signed.');
      return;
    }
    this.#checked++;
    const { size, root } = this.#head.checkpoint;
    if (rootByPath(hash, sequence - 1, size, path as Uint8Array)?.equals(root) !== true) {
      this.#findings.problem(place, 'proof_wrong', 'Its proof does not lead to the root that is signed.');
    }
  }

  /** A proof that proves nothing is one too many. */
  checkCount(): void {
    const count = Number(this.#database.prepare('SELECT count(*) AS n FROM proof').get()!['n']);
    if (count === this.#checked) return;
    this.#findings.problem(
      'table proof',
      'bundle_altered',
      `It has ${count} rows, of which ${this.#checked} are of entries.`,
    );
  }
}

/** Is the key that signs the record's own, as far as the bundle tells? */
function checkKey({ record, key, isWhole, checkpoint }: Head, keys: Keys, findings: Findings): void {
  if (keys.record === undefined) {
    if (isWhole && checkpoint.size > 0) return;
    findings.notice(
      `Nothing in the bundle says that its key is that of the record ${record}: compare ${key.toString('base64')} with the key you know.`,
    );
  } else if (keys.record !== record) {
    findings.problem('table bundle', 'bundle_altered', 'Its first entry names another record.');
  } else if (!keys.has(key)) {
    findings.problem('table bundle', 'checkpoint_wrong', 'Its key is none of the record.');
  }
}
