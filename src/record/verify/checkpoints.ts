import type { LogEntry, ReadEntry } from './chain.ts';
import { importedOf } from './history.ts';
import type { Json } from './json.ts';
import type { Keys } from './keys.ts';
import { Tree } from './merkle.ts';
import { isSignedBy, type Note, noteOf } from './note.ts';
import type { Findings } from './report.ts';

/** Compares signed checkpoints, those in the log and those of a witness, with the log as it is. */
export class Checkpoints {
  readonly #findings: Findings;
  readonly #keys: Keys;
  readonly #tree = new Tree();
  /** Signed roots that others keep, by the size of the log that they speak of. */
  readonly #kept: readonly KeptNote[];
  #next = 0;

  constructor(findings: Findings, keys: Keys, kept: readonly KeptNote[] = []) {
    this.#findings = findings;
    this.#keys = keys;
    this.#kept = kept.toSorted((a, b) => a.note.size - b.note.size);
  }

  get size(): number {
    return this.#tree.size;
  }

  /** Takes the next entry, whose key changes `Keys` knows already. */
  follow(entry: LogEntry & { readonly body: Json | undefined }): void {
    if (this.#tree.size === 0) this.#meet();
    if (entry.kind === 'checkpoint_made' && entry.body !== undefined) this.#check(entry as ReadEntry);
    this.#tree.add(entry.hash);
    this.#meet();
  }

  /** The kept notes that speak of more than there is. */
  end(): void {
    for (; this.#next < this.#kept.length; this.#next++) {
      this.#kept[this.#next]!.compare(undefined, this.#keys.at(this.#tree.size));
    }
  }

  #check(entry: ReadEntry): void {
    if (importedOf(entry) !== undefined) return;
    const place = `entry ${entry.sequence}`;
    const { size, root, peaks, note: text } = entry.body;
    this.#findings.checkpoints++;
    const wrong = (how: string): void => this.#findings.problem(place, 'checkpoint_wrong', how);
    const there = this.#tree.root();
    if (size !== entry.sequence - 1)
      wrong(`It speaks of ${String(size)} entries where ${entry.sequence - 1} stand before it.`);
    if (root !== there.toString('hex')) wrong('Its root is not that of the entries before it.');
    if (JSON.stringify(peaks) !== JSON.stringify(this.#tree.peaks)) {
      wrong('Its peaks are not those of the entries before it.');
    }
    const note = noteOf(String(text));
    // No one else may add a signature there, so every byte of it counts.
    if (note?.origin !== `deeds/${this.#keys.record}` || note.signatures.length !== 1)
      wrong('Its note is no signed checkpoint of this record.');
    else if (note.size !== this.#tree.size || !note.root.equals(there)) wrong('Its note speaks of other entries.');
    else if (note.time !== entry.at) wrong('Its note tells another time.');
    const key = this.#keys.at(this.#tree.size);
    if (key === undefined) wrong('No key was there to sign it.');
    else if (entry.body['key'] !== key.toString('base64')) wrong('Its key is not the one that signs at this place.');
    else if (note !== undefined && !isSignedBy(note, key)) wrong('Its note is not signed by the key of the record.');
  }

  /** Compares what others keep of a log of this size. */
  #meet(): void {
    for (; this.#kept[this.#next]?.note.size === this.#tree.size; this.#next++) {
      this.#kept[this.#next]!.compare(this.#tree.root(), this.#keys.at(this.#tree.size));
    }
  }
}

/** A note from outside the log, and what is to be done when the log has come to its size. */
export interface KeptNote {
  readonly note: Note;
  /** `root` and `key` of the log at that size; the root is undefined when the log is shorter. */
  compare(root: Buffer | undefined, key: Buffer | undefined): void;
}
