import { DatabaseSync } from 'node:sqlite';
import { applyEntry } from '../entries/index.ts';
import type { BlobReader } from '../entry.ts';
import type { DocumentId } from '../record.ts';
import type { Log } from './log.ts';
import { SqliteProjection } from './projection.ts';
import { projections } from './schema.ts';
import { Statements } from './statements.ts';

/** Folds a log into the tables of the state, which must be empty. */
export function fold(log: Log, state: Statements, blob: BlobReader): void {
  const projection = new SqliteProjection(state);
  for (const entry of log.from(1)) applyEntry(projection, entry, blob);
}

/**
 * The state as it was after the last entry of a log, in memory: what was shown then. A document erased since then has no
 * words any more in any view.
 */
export function replay(
  log: Log,
  erasedSince: () => readonly { document: DocumentId; sequence: number }[],
  blob: BlobReader,
): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(projections);
    database.exec('BEGIN');
    const state = new Statements(database);
    fold(log, state, blob);
    const projection = new SqliteProjection(state);
    // Only now: what was erased while the log was read is missing from the fold.
    for (const { document, sequence } of erasedSince()) {
      if (state.get('SELECT 1 FROM document WHERE id = ?', document) !== undefined)
        projection.erase(document, sequence);
    }
    database.exec('COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
