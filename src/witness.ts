/**
 * A witness file: signed checkpoints of records, one behind the other, each ended by an empty line. Kept where the record's owner cannot
 * write, it shows whether the record was cut off or made anew: `deeds verify --witness`.
 */
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from './core/problem.ts';
import type { Checkpoint } from './record/index.ts';

/** A witness file opened to add to: before anything is recorded, so that nothing is recorded which it then cannot take. */
export class WitnessFile {
  readonly #name: string;
  readonly #file: number;

  constructor(name: string) {
    this.#name = name;
    const isNew = !existsSync(name);
    this.#file = this.#guarded(() => openSync(name, 'a+', 0o600));
    if (isNew) this.#guarded(() => syncFolder(dirname(name)));
  }

  /** Adds a checkpoint, unless it is the last one there; once this returns it is on the disk. */
  add({ note }: Checkpoint): void {
    this.#guarded(() => {
      const { size } = fstatSync(this.#file);
      const end = Buffer.alloc(Math.min(size, Buffer.byteLength(note) + 2));
      readSync(this.#file, end, 0, end.length, size - end.length);
      const kept = end.toString('utf8');
      if (kept.trimEnd().endsWith(note.trimEnd())) return;
      // A note that was cut short is left as it is, and does not run into this one.
      const gap = size === 0 || kept.endsWith('\n\n') ? '' : '\n\n';
      writeSync(this.#file, `${gap}${note}\n`);
      fsyncSync(this.#file);
    });
  }

  close(): void {
    closeSync(this.#file);
  }

  #guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new Problem(
        'witness_not_written',
        `The witness file ${this.#name} cannot be written (${codeOf(error)}).`,
        'Check where it lies; `deeds checkpoint --witness FILE` writes the checkpoint there later.',
        1,
        error,
      );
    }
  }
}

/** The text of a witness file. */
export function readWitness(name: string): string {
  try {
    return readFileSync(name, 'utf8');
  } catch (error) {
    throw new Problem(
      'witness_not_read',
      `The witness file ${name} cannot be read (${codeOf(error)}).`,
      'Check the name: it is the file that was given to `--witness` when the record was written.',
      2,
      error,
    );
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
