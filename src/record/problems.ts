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

const nodeCodes: Record<string, 'full' | 'io' | 'readonly'> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EIO: 'io',
  EMFILE: 'io',
  ENFILE: 'io',
  EROFS: 'readonly',
  EACCES: 'readonly',
  EPERM: 'readonly',
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
    default:
      return error;
  }
}

/** After these nothing is known about what reached the disk, so the record takes no more writes until it is opened again. */
export function endsWriting(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'storage_error' || error.code === 'record_damaged');
}
