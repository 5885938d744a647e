import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../core/canonical.ts';
import type { Clock } from '../../core/ports.ts';
import { Problem } from '../../core/problem.ts';
import type { Reading } from '../../core/reading.ts';
import { Blobs } from '../blobs.ts';
import { documentIdOf } from '../chain.ts';
import { type Disk, realDisk } from '../disk.ts';
import { applyEntry, blobsOf } from '../entries/index.ts';
import { recordCreated } from '../entries/record-created.ts';
import { type Draft, draft, type Entry } from '../entry.ts';
import { type Prepared, prepareAddition, prepareLink, prepareRefusal, prepareText } from '../prepare.ts';
import { asProblem, endsWriting } from '../problems.ts';
import type {
  ActorFilter,
  Added,
  Addition,
  Candidate,
  ClaimFilter,
  DeedsRecord,
  DocumentFilter,
  DocumentId,
  FingerprintKey,
  Hash,
  Link,
  Origin,
  RecordedActor,
  RecordedClaim,
  RecordedDocument,
  RecordedLink,
  RecordedRefusal,
  Refusal,
  Reread,
} from '../record.ts';
import { type Mode, openDatabase } from './database.ts';
import { Log } from './log.ts';
import { SqliteProjection } from './projection.ts';
import {
  findActors,
  findCandidates,
  findClaims,
  findDocuments,
  findLinks,
  findOrigins,
  findRefusals,
} from './queries.ts';
import { projections, projectionTables } from './schema.ts';
import { Statements } from './statements.ts';

export interface OpenOptions {
  readonly clock: Clock;
  readonly mode: Mode;
  /** Who adds and refuses, where the call does not say; default "local". */
  readonly by?: string;
  /** For injecting faults. */
  readonly disk?: Disk;
}

/** Changes that wait while another group is written share the next group's sync. */
const GROUP = 50;
/** Entries that `entries()` and `rebuild()` hold in memory at once. */
const PAGE = 1_000;

/** A change waiting to be committed. `commit` runs within the transaction, after the blobs are on disk. */
interface Waiting {
  readonly blobs: Prepared['blobs'];
  commit(): Added;
  done(result: Added): void;
  failed(reason: unknown): void;
}

/** Opens the record in a folder; see `Mode`. */
export async function openRecord(folder: string, options: OpenOptions): Promise<DeedsRecord> {
  const record = new SqliteRecord(folder, options, openDatabase(folder, options.mode));
  if (options.mode === 'read') return record;
  try {
    await record.prepare();
    return record;
  } catch (error) {
    await record.close();
    throw asProblem(error, folder);
  }
}

class SqliteRecord implements DeedsRecord {
  readonly place: string;
  readonly #clock: Clock;
  readonly #by: string;
  readonly #mode: Mode;
  readonly #database: DatabaseSync;
  readonly #sql: Statements;
  readonly #log: Log;
  readonly #projection: SqliteProjection;
  readonly #blobs: Blobs;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #ended: unknown;

  constructor(folder: string, options: OpenOptions, database: DatabaseSync) {
    this.place = folder;
    this.#clock = options.clock;
    this.#by = options.by ?? 'local';
    this.#mode = options.mode;
    this.#database = database;
    this.#sql = new Statements(database);
    this.#log = new Log(this.#sql);
    this.#projection = new SqliteProjection(this.#sql);
    this.#blobs = new Blobs(folder, options.disk ?? realDisk);
  }

  /** Makes ready for writing: folders, and the first entry. */
  async prepare(): Promise<void> {
    await this.#blobs.prepare();
    this.#transaction(() => {
      if (this.#log.head().sequence > 0) return;
      this.#append([draft(recordCreated, this.#by, { format: 1, record: randomUUID() })], new Map());
    });
  }

  async addDocument(addition: Addition): Promise<Added> {
    const before = this.#known(documentIdOf(addition.bytes));
    if (before !== undefined) return before;
    for (const { other } of addition.links) this.#mustKnow(other);
    const { documentId, blobs, drafts } = prepareAddition(addition, this.#by, other => this.#textHash(other));
    return await this.#write(blobs, () => {
      const before = this.#known(documentId);
      if (before !== undefined) return before;
      return { documentId, added: true, sequence: this.#append(drafts, blobs) };
    });
  }

  async addReading(reread: Reread): Promise<Added> {
    const { documentId } = reread;
    const { blobs, text, textHash, rest } = prepareText(reread);
    return await this.#write(blobs, () => {
      this.#mustKnow(documentId);
      const now = this.#sql.get('SELECT text, reading FROM document WHERE id = ?', documentId)!;
      const drafts = now['text'] === textHash ? rest : [text, ...rest];
      const reading = drafts.at(-1)!.body as { reading: Hash };
      if (now['reading'] === reading.reading && now['text'] === textHash) {
        return { documentId, added: false, sequence: this.#known(documentId)!.sequence };
      }
      return { documentId, added: true, sequence: this.#append(drafts, blobs) };
    });
  }

  async addLink(link: Link): Promise<Added> {
    const documentId = link.document;
    this.#mustKnow(documentId);
    this.#mustKnow(link.other);
    const linked = prepareLink(documentId, link, (await this.text(documentId))!, this.#textHash(link.other));
    return await this.#write(new Map(), () => {
      const same = this.#sql.get(
        'SELECT sequence FROM link WHERE document = ? AND link = ?',
        documentId,
        canonicalJson(linked.body),
      );
      if (same !== undefined) return { documentId, added: false, sequence: Number(same['sequence']) };
      return { documentId, added: true, sequence: this.#append([linked], new Map()) };
    });
  }

  async refuse(refusal: Refusal): Promise<Added> {
    const { blobs, drafts } = prepareRefusal(refusal, this.#by);
    return await this.#write(blobs, () => {
      const same = this.#sql.get(
        'SELECT sequence FROM refusal WHERE name = ? AND code = ? AND sentence = ? AND bytes IS ?',
        refusal.name,
        refusal.code,
        refusal.sentence,
        [...blobs.keys()][0] ?? null,
      );
      if (same !== undefined) return { documentId: undefined, added: false, sequence: Number(same['sequence']) };
      return { documentId: undefined, added: true, sequence: this.#append(drafts, blobs) };
    });
  }

  async document(id: DocumentId): Promise<RecordedDocument | undefined> {
    return this.#read(() => findDocuments(this.#sql, { id })[0]);
  }

  async documents(filter: DocumentFilter = {}): Promise<RecordedDocument[]> {
    return this.#read(() => findDocuments(this.#sql, filter));
  }

  async claims(filter: ClaimFilter = {}): Promise<RecordedClaim[]> {
    return this.#read(() => findClaims(this.#sql, filter));
  }

  async actors(filter: ActorFilter = {}): Promise<RecordedActor[]> {
    return this.#read(() => findActors(this.#sql, filter));
  }

  async origins(): Promise<Origin[]> {
    return this.#read(() => findOrigins(this.#sql));
  }

  async links(document?: DocumentId): Promise<RecordedLink[]> {
    return this.#read(() => findLinks(this.#sql, document));
  }

  async refusals(): Promise<RecordedRefusal[]> {
    return this.#read(() => findRefusals(this.#sql));
  }

  async candidates(keys: readonly FingerprintKey[], limit = 20): Promise<Candidate[]> {
    return this.#read(() => findCandidates(this.#sql, keys, limit));
  }

  async *entries(from = 1): AsyncIterable<Entry> {
    yield* this.#pages(from);
  }

  async head(): Promise<{ sequence: number; hash: Hash }> {
    return this.#read(() => this.#log.head());
  }

  async blob(hash: Hash): Promise<Uint8Array> {
    return this.#read(() => this.#blobs.read(hash));
  }

  async text(id: DocumentId): Promise<string | undefined> {
    return this.#read(() => {
      const row = this.#sql.get('SELECT text FROM document WHERE id = ?', id);
      if (row === undefined) return undefined;
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#blobs.read(String(row['text'])));
    });
  }

  async reading(id: DocumentId): Promise<Reading | undefined> {
    return this.#read(() => {
      const row = this.#sql.get('SELECT reading FROM document WHERE id = ?', id);
      if (row === undefined) return undefined;
      return JSON.parse(new TextDecoder().decode(this.#blobs.read(String(row['reading'])))) as Reading;
    });
  }

  async rebuild(): Promise<void> {
    this.#mustWrite();
    await this.#writing;
    this.#transaction(() => {
      for (const table of Object.keys(projectionTables)) this.#database.exec(`DROP TABLE ${table}`);
      this.#database.exec(projections);
      for (const entry of this.#pages(1)) applyEntry(this.#projection, entry, hash => this.#blobs.read(hash));
    });
  }

  async stateHash(): Promise<Hash> {
    return this.#read(() => {
      const state = createHash('sha256');
      for (const [table, key] of Object.entries(projectionTables)) {
        state.update(`${table}\n`);
        for (const row of this.#sql.iterate(`SELECT * FROM ${table} ORDER BY ${key}`)) {
          state.update(`${canonicalJson(row)}\n`);
        }
      }
      return state.digest('hex');
    });
  }

  async close(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
    if (!this.#database.isOpen) return;
    try {
      if (this.#mode !== 'read') this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // A full disk or another process may keep the write-ahead log; the next one who opens the record reads it.
    }
    this.#database.close();
  }

  #write(blobs: Prepared['blobs'], commit: () => Added): Promise<Added> {
    this.#mustWrite();
    return new Promise((done, failed) => {
      this.#waiting.push({ blobs, commit, done, failed });
      this.#writing ??= this.#writeGroups();
    });
  }

  async #writeGroups(): Promise<void> {
    // Let those who call at the same moment join the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#writeGroup(this.#waiting.splice(0, GROUP));
    this.#writing = undefined;
  }

  /** Blobs of all, then one transaction: all are acknowledged together. */
  async #writeGroup(group: readonly Waiting[]): Promise<void> {
    const outcomes: (() => void)[] = [];
    try {
      this.#mustWrite();
      await this.#blobs.keep(new Map(group.flatMap(({ blobs }) => [...blobs])));
      this.#transaction(() => {
        for (const change of group) outcomes.push(this.#commitOne(change));
      });
      for (const outcome of outcomes) outcome();
    } catch (error) {
      const problem = asProblem(error, this.place);
      if (endsWriting(problem)) this.#ended = problem;
      // What stopped the group may be the fault of one: the others still get their turn.
      if (group.length > 1) for (const change of group) await this.#writeGroup([change]);
      else group[0]!.failed(problem);
    }
  }

  #commitOne(change: Waiting): () => void {
    this.#database.exec('SAVEPOINT change');
    try {
      const result = change.commit();
      this.#database.exec('RELEASE change');
      return () => change.done(result);
    } catch (error) {
      // SQLite ends the whole transaction itself when the disk fails.
      if (!this.#database.isTransaction || asProblem(error, this.place) !== error) throw error;
      this.#database.exec('ROLLBACK TO change; RELEASE change');
      return () => change.failed(error);
    }
  }

  /** Appends and folds; gives the sequence number of the first. */
  #append(drafts: readonly Draft[], blobs: Prepared['blobs']): number {
    const entries = drafts.map(draft => {
      const entry = this.#log.append(draft, this.#clock);
      const missing = blobsOf(entry).find(hash => !blobs.has(hash));
      if (missing !== undefined)
        throw new Error(`entry ${entry.sequence} names the blob ${missing}, which was not kept`);
      applyEntry(this.#projection, entry, hash => blobs.get(hash)!);
      return entry;
    });
    return entries[0]!.sequence;
  }

  #transaction(work: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  *#pages(from: number): Iterable<Entry> {
    for (let next = from; ; ) {
      const page = this.#read(() => this.#log.page(next, PAGE));
      yield* page;
      if (page.length < PAGE) return;
      next = page.at(-1)!.sequence + 1;
    }
  }

  #read<T>(query: () => T): T {
    try {
      return query();
    } catch (error) {
      throw asProblem(error, this.place);
    }
  }

  #known(documentId: DocumentId): Added | undefined {
    const row = this.#read(() => this.#sql.get('SELECT sequence FROM document WHERE id = ?', documentId));
    return row === undefined ? undefined : { documentId, added: false, sequence: Number(row['sequence']) };
  }

  #textHash(documentId: DocumentId): Hash {
    return this.#read(() => String(this.#sql.get('SELECT text FROM document WHERE id = ?', documentId)!['text']));
  }

  #mustKnow(documentId: DocumentId): void {
    if (this.#known(documentId) !== undefined) return;
    throw new Problem(
      'unknown_document',
      `The record in ${this.place} has no document ${documentId}.`,
      'See `deeds show documents` for those it has.',
      2,
    );
  }

  #mustWrite(): void {
    if (this.#ended !== undefined) {
      const cause = this.#ended;
      throw new Problem(
        'storage_error',
        `Nothing more is written to ${this.place} after the disk reported an error.`,
        'Check the disk, run `deeds verify`, and then open the record again.',
        1,
        cause,
      );
    }
    if (this.#mode === 'read') {
      throw new Problem(
        'record_read_only',
        `The record in ${this.place} was opened for reading only.`,
        'Open it for writing.',
      );
    }
  }
}
