import type { ReadEntry } from './chain.ts';
import { bytesOf } from './forms.ts';
import { importedOf } from './history.ts';
import { isSignature } from './note.ts';
import type { Findings } from './report.ts';

/** Which key signs checkpoints, as the log says so far: the one it began with, and those that came after it. */
export class Keys {
  readonly #findings: Findings;
  /** Each with the number of the entry from which on it holds. */
  readonly #keys: { readonly since: number; readonly key: Buffer }[] = [];
  /** The record's name. */
  record: string | undefined;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  follow(entry: ReadEntry): void {
    if (importedOf(entry) !== undefined) return;
    if (entry.kind === 'record_created') {
      this.record = String(entry.body['record']);
      this.#hold(entry);
    } else if (entry.kind === 'key_changed') this.#change(entry);
  }

  /** The key that signs for a log of `size` entries. */
  at(size: number): Buffer | undefined {
    return this.#keys.findLast(({ since }) => since <= size)?.key;
  }

  has(key: Buffer): boolean {
    return this.#keys.some(known => known.key.equals(key));
  }

  #hold({ sequence, body }: ReadEntry): void {
    const key = bytesOf(body['key']);
    if (key?.length === 32) this.#keys.push({ since: sequence, key });
  }

  #change(entry: ReadEntry): void {
    const { sequence, body } = entry;
    const place = `entry ${sequence}`;
    const before = this.at(sequence);
    if (body['signature'] === undefined) {
      this.#findings.notice(
        before === undefined
          ? `From entry ${sequence} on, checkpoints are signed; that the key is the owner's, nobody vouches in the log.`
          : `The signing key was changed in entry ${sequence} without the key before: nobody vouches that the new one is the old owner's.`,
      );
    } else {
      const signature = bytesOf(body['signature']);
      const text = `deeds/key/1\n${this.record}\n${String(body['key'])}\n`;
      if (before === undefined || signature === undefined || !isSignature(signature, text, before)) {
        this.#findings.problem(place, 'entry_altered', 'The change of key is not signed by the key before.');
      }
    }
    this.#hold(entry);
  }
}
