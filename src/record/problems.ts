import { accessSync, constants } from 'node:fs';
import { Problem } from '../core/problem.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html), as `errcode & 0xff`. */
const sqliteCodes: Record<number, 'busy' | 'full' | 'io' | 'readonly' | 'damaged'> = {
  5: 'busy',
  6: 'busy',
  8: 'readonly',
  10: 'io',
  11: 'damaged',
  13: 'full',
  14: 'io',
  26: 'damaged',
};

const nodeCodes: Record<string, 'full' | 'io' | 'readonly' | 'misplaced'> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'io',
  EMFILE: 'io',
  ENFILE: 'io',
  EROFS: 'readonly',
  EACCES: 'readonly',
  EPERM: 'readonly',
  EEXIST: 'misplaced',
  EISDIR: 'misplaced',
  ENOTDIR: 'misplaced',
};

/** Says in a sentence what a disk or database error means for the record; anything else comes back as it is. */
export function asProblem(error: unknown, place: string): unknown {
  if (error instanceof Problem || !(error instanceof Error)) return error;
  const { code, errcode } = error as { code?: string; errcode?: number };
  const sort = errcode === undefined ? nodeCodes[code ?? ''] : sqliteCodes[errcode & 0xff];
  switch (sort) {
    case 'full':
      return new Problem(
        'storage_full',
        `The disk that holds ${place} is full; what was being added was not kept.`,
        'Free some space on that disk, or move the record to a larger one, and add it again. Nothing acknowledged was lost.',
        1,
        error,
      );
    case 'io':
      return new Problem(
        'storage_error',
        `The disk that holds ${place} reported an error (${error.message}); what was being added was not kept.`,
        'Check the disk, then run `deeds verify` before adding anything more.',
        1,
        error,
      );
    case 'busy':
      return new Problem(
        'record_busy',
        `Another process has been writing to ${place} for more than ten seconds.`,
        'Wait until it is done, or stop it, and try again.',
        1,
        error,
      );
    case 'readonly':
      return new Problem(
        'record_read_only',
        `${place} cannot be written: ${error.message}.`,
        'Give yourself the right to write there, or name another folder.',
        1,
        error,
      );
    case 'damaged':
      return new Problem(
        'record_damaged',
        `The database in ${place} is damaged: ${error.message}.`,
        'Run `deeds verify` to see where, and restore a backup.',
        1,
        error,
      );
    case 'misplaced':
      return new Problem(
        'record_damaged',
        `In ${place} a file stands where a folder should be, or a folder where a file should be: ${error.message}.`,
        'Run `deeds verify` to see where, and restore a backup.',
        1,
        error,
      );
    default:
      return error;
  }
}

/** Looks whether a record's database is there and may be read, and says in a sentence when it is not. */
export function mustBeReadable(folder: string, file: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (error) {
    throw notOpened(folder, error);
  }
}

/** Says why there is no record to open in a folder; what is no such reason is a problem of the disk. */
export function notOpened(folder: string, error: unknown): unknown {
  const { code } = error as { code?: string };
  if (code === 'ENOENT') return notARecord(folder, 'it holds none');
  // A path through a file: what is named, or a folder above it, is none.
  if (code === 'ENOTDIR' || code === 'EEXIST') return notARecord(folder, 'that is a file, or lies below one');
  if (code === 'EACCES' || code === 'EPERM') {
    return new Problem(
      'not_permitted',
      `The record in ${folder} may not be read by this user.`,
      'Ask its owner for the right to read it, or name another record with --record.',
      1,
      error,
    );
  }
  return asProblem(error, folder);
}

export function notARecord(folder: string, why: string): Problem {
  return new Problem(
    'not_a_record',
    `There is no record in ${folder}: ${why}.`,
    'Name the folder that `deeds add` made (by default .deeds), or let `deeds add` make one in an empty folder.',
    2,
  );
}

/** After these nothing is known about what reached the disk, so the record takes no more writes until it is opened again. */
export function endsWriting(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'storage_error' || error.code === 'record_damaged');
}
