/** The tables of the record that hold fingerprints, by the record's own code, without the rest of a record. */
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteProjection } from '../../../src/record/sqlite/projection.ts';
import { findCandidates } from '../../../src/record/sqlite/queries.ts';
import { projections } from '../../../src/record/sqlite/schema.ts';
import { Statements } from '../../../src/record/sqlite/statements.ts';
import { say } from '../record/measure.ts';
import type { GrownKeys } from './grown-keys.ts';

/** Bits of a document's number; the 32 of a key and these make a number that JSON and SQLite keep exactly. */
const DOCUMENT_BITS = 21;
/** Rows of one statement, and statements of one transaction. */
const [ROWS, COMMITTED] = [10_000, 50];

export class KeyTable {
  private readonly file: string;
  private readonly database: DatabaseSync;
  private readonly sql: Statements;
  private readonly projection: SqliteProjection;
  private isFilledInOrder = false;

  constructor(folder: string) {
    this.file = join(folder, 'keys.sqlite');
    this.database = new DatabaseSync(this.file);
    this.database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -262144; PRAGMA wal_autocheckpoint = 16000',
    );
    const isNew = this.database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'document'").get() === undefined;
    if (isNew) this.database.exec(projections);
    this.database.exec('BEGIN');
    this.sql = new Statements(this.database);
    this.projection = new SqliteProjection(this.sql);
  }

  find(keys: Uint32Array): number[] {
    return findCandidates(this.sql, [...keys], 20).map(({ document }) => Number.parseInt(document.slice(4), 16));
  }

  /** Committed every 200 documents, unless it is to stay as it was filled. */
  add(number: number, keys: Uint32Array): void {
    this.addDocument(number);
    this.projection.setFingerprint(idOf(number), { engine: 'bench/1', keys: [...keys], data: {} });
    if (number % 200 === 199 && !this.isFilledInOrder) this.commit();
  }

  /**
   * Adds the first `size` documents of a corpus, their keys in ascending order: what a million documents would take days for on a busy machine is done in some minutes, and goes on
   * where a stopped run was. Pages of the table are then fuller than if documents had come one after the other.
   */
  addInOrder(grown: GrownKeys, size: number): void {
    this.isFilledInOrder = true;
    // Said when all is there, so that it is not looked at again.
    if (Number(Object.values(this.database.prepare('PRAGMA user_version').get()!)[0]) === size) return;
    const kept = Number(this.sql.get('SELECT coalesce(max(sequence), 0) AS n FROM document')!['n']);
    if (kept > size) throw new Error(`${this.file} holds more than ${size} documents: delete it`);
    const pairs: Float64Array = new Float64Array(80 * size);
    let count = 0;
    grown.each(size, (number, keys) => {
      for (const key of keys) pairs[count++] = key * 2 ** DOCUMENT_BITS + number + 1;
      if (number < kept) return;
      this.addDocument(number);
      this.sql.run(
        'INSERT INTO fingerprint (document, engine, data) VALUES (?, ?, ?)',
        idOf(number),
        'bench/1',
        JSON.stringify({ data: {}, keys: [...keys] }),
      );
      if (number % 5000 === 4999) this.commit();
      if (number % 100_000 === 99_999) say(`${number + 1} of ${size} documents named`);
    });
    this.commit();
    const sorted = pairs.subarray(0, count).sort();
    const last = this.sql.get('SELECT key, document FROM fingerprint_key ORDER BY key DESC, document DESC LIMIT 1');
    let from = 0;
    if (last !== undefined) {
      const pair = Number(last['key']) * 2 ** DOCUMENT_BITS + Number(last['document']);
      from = sorted.findLastIndex(one => one <= pair) + 1;
    }
    for (let at = from; at < count; at += ROWS) {
      this.sql.run(
        `INSERT INTO fingerprint_key (key, document) SELECT value >> ${DOCUMENT_BITS}, value & ${2 ** DOCUMENT_BITS - 1} FROM json_each(?)`,
        `[${sorted.subarray(at, at + ROWS).join(',')}]`,
      );
      if ((at - from) % (ROWS * COMMITTED) === 0) this.commit();
      if (Math.trunc(at / 5e6) !== Math.trunc((at + ROWS) / 5e6)) say(`${at + ROWS} of ${count} keys in the table`);
    }
    this.database.exec(`COMMIT; PRAGMA user_version = ${size}; PRAGMA wal_checkpoint(TRUNCATE); BEGIN`);
  }

  bytesOnDisk(): number {
    if (!this.isFilledInOrder) this.database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE); BEGIN');
    return statSync(this.file).size;
  }

  /** What was filled in order stays, without the documents that were measured; anything else is removed. */
  close(): void {
    this.database.exec('ROLLBACK');
    this.database.close();
    if (!this.isFilledInOrder) rmSync(this.file);
  }

  private addDocument(number: number): void {
    const facts = { name: 'corpus', url: undefined, source: undefined, published: undefined, capturedAt: undefined };
    const row = { document: idOf(number), sequence: number + 1, at: '', by: '', bytesHash: '', byteLength: 0 };
    this.projection.addDocument({ ...row, facts: { ...facts, mediaType: 'text/plain', encoding: 'UTF-8' } });
  }

  private commit(): void {
    this.database.exec('COMMIT; BEGIN');
  }
}

function idOf(number: number): string {
  return `doc_${number.toString(16).padStart(24, '0')}`;
}
