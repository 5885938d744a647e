import { createHash, randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { canonicalJson } from '../../core/canonical.ts';
import type { Retrieval } from '../../core/fetched.ts';
import type { Clock } from '../../core/ports.ts';
import { Problem } from '../../core/problem.ts';
import type { Reading } from '../../core/reading.ts';
import { Blobs } from '../blobs.ts';
import { documentIdOf } from '../chain.ts';
import { checkClaim, checkSpans } from '../check.ts';
import type { DecisionKind, Last } from '../decisions/decision.ts';
import { type Disk, realDisk } from '../disk.ts';
import { recordCreated } from '../entries/record-created.ts';
import type { DocumentCaptured } from '../entries/document-captured.ts';
import { type Draft, draft, type Entry, jsonOf, textOf } from '../entry.ts';
import {
  prepareAddition,
  prepareContainer,
  prepareDecision,
  prepareLink,
  prepareRefusal,
  prepareText,
} from '../prepare.ts';
import { asProblem } from '../problems.ts';
import type { ActorId } from '../../core/actor.ts';
import type {
  ActorFilter,
  ActorTally,
  Added,
  Addition,
  Affected,
  Candidate,
  Checkpoint,
  Container,
  ClaimFilter,
  ClaimTally,
  Decision,
  DecisionFilter,
  DeedsRecord,
  DocumentFilter,
  DocumentId,
  DocumentOutline,
  EntryFilter,
  FingerprintKey,
  ForeignEntries,
  Found,
  Hash,
  Link,
  Moment,
  Permit,
  Origin,
  RecordedActor,
  RecordedClaim,
  RecordedDecision,
  RecordedDocument,
  RecordedLink,
  RecordedRefusal,
  Refusal,
  Reread,
  TakenOver,
} from '../record.ts';
import { SigningKey } from '../signing.ts';
import { ActorNames } from './actor-names.ts';
import { findAffected } from './affected.ts';
import { Checkpoints } from './checkpoints.ts';
import { dropState, type Mode, openDatabase } from './database.ts';
import { type Erasure, Erasures } from './erasures.ts';
import { GroupWriter } from './group-writer.ts';
import { Log } from './log.ts';
import { Subjects } from './needs.ts';
import { SqliteProjection } from './projection.ts';
import {
  countClaims,
  countDocuments,
  decisionColumns,
  findActors,
  findCandidates,
  findClaims,
  findDecidedLinks,
  findDecisions,
  findDocuments,
  findLinks,
  findOrigins,
  findOutlines,
  findRefusals,
  findTies,
  nameActors,
  tallyActors,
  tallyClaims,
} from './queries.ts';
import { fold, replay } from './replay.ts';
import { projections, projectionTables } from './schema.ts';
import { search } from './search.ts';
import { Statements } from './statements.ts';
import { takeOver } from './take-over.ts';

export interface OpenOptions {
  readonly clock: Clock;
  readonly mode: Mode;
  /** Who adds and refuses, where the call does not say; default "local". */
  readonly by?: string;
  /** For reading: the record as it was then. */
  readonly asOf?: Moment;
  /** Is it read by many for as long as it is open, and now and then written to? Then less of it is kept in memory than for adding much. */
  readonly serves?: boolean;
  /** For injecting faults. */
  readonly disk?: Disk;
}

/** Opens the record in a folder; see `Mode`. */
export async function openRecord(folder: string, options: OpenOptions): Promise<DeedsRecord> {
  const blobs = new Blobs(folder, options.disk ?? realDisk);
  const { database, isOlder } = openDatabase(folder, options, database => {
    const state = new Statements(database);
    const log = new Log(state);
    fold(log, state, new Erasures(log, blobs).blob);
  });
  try {
    if (options.mode === 'read') return reading(folder, options, database, blobs, isOlder);
    const record = new SqliteRecord({
      folder,
      options,
      database,
      state: database,
      blobs,
      log: new Log(new Statements(database)),
    });
    await record.prepare();
    return record;
  } catch (error) {
    database.close();
    throw asProblem(error, folder);
  }
}

/** The record as it is, or replayed to a moment; an older version's state is replayed, for nothing may be written. */
function reading(
  folder: string,
  options: OpenOptions,
  database: DatabaseSync,
  blobs: Blobs,
  isOlder: boolean,
): DeedsRecord {
  const [file, { asOf }] = [new Statements(database), options];
  const whole = new Log(file);
  if (asOf === undefined && !isOlder)
    return new SqliteRecord({ folder, options, database, state: database, blobs, log: whole });
  const log = new Log(file, asOf === undefined ? whole.head().sequence : lastEntry(whole, asOf, folder));
  const erasures = new Erasures(whole, blobs);
  const since = (): readonly Erasure[] => (isOlder ? [] : erasures.after(file, log.head().sequence));
  const state = replay(log, since, erasures.blob);
  return new SqliteRecord({ folder, options, database, state, blobs, log });
}

function lastEntry(log: Log, asOf: Moment, folder: string): number {
  const last = 'sequence' in asOf ? asOf.sequence : log.lastAt(asOf.instant);
  const { sequence } = log.head();
  if (last >= 1 && last <= sequence) return last;
  throw new Problem(
    'no_such_moment',
    `The record in ${folder} has no entry ${'sequence' in asOf ? last : `at or before ${asOf.instant}`}: it has entries 1 to ${sequence}, the first of ${log.at(1)?.at ?? 'never'}.`,
    'Give a later day, or the number of an entry.',
    2,
  );
}

interface Parts {
  readonly folder: string;
  readonly options: OpenOptions;
  /** The file. */
  readonly database: DatabaseSync;
  /** Where the tables of the state are: the file, or memory. */
  readonly state: DatabaseSync;
  readonly blobs: Blobs;
  readonly log: Log;
}

class SqliteRecord implements DeedsRecord {
  readonly place: string;
  readonly #options: OpenOptions;
  readonly #by: string;
  readonly #database: DatabaseSync;
  readonly #state: DatabaseSync;
  readonly #sql: Statements;
  readonly #log: Log;
  readonly #blobs: Blobs;
  readonly #subjects: Subjects;
  readonly #writer: GroupWriter;

  constructor({ folder, options, database, state, blobs, log }: Parts) {
    this.place = folder;
    this.#options = options;
    this.#by = options.by ?? 'local';
    this.#database = database;
    this.#state = state;
    this.#sql = new Statements(state);
    this.#log = log;
    this.#blobs = blobs;
    this.#subjects = new Subjects(this.#sql, folder);
    const projection = new SqliteProjection(this.#sql);
    this.#writer = new GroupWriter({ place: folder, clock: options.clock, database, log, projection, blobs });
  }

  /** Makes ready for writing: folders, the key, the first entry, and what an erasure that was cut short left. */
  async prepare(): Promise<void> {
    await this.#blobs.prepare();
    if (this.#log.head().sequence === 0) {
      const { public: key } = SigningKey.in(this.place) ?? SigningKey.make(this.place);
      this.#writer.transaction(() => {
        if (this.#log.head().sequence > 0) return;
        this.#writer.append(
          [draft(recordCreated, this.#by, { format: 2, record: randomUUID(), key })],
          () => undefined,
        );
      });
    }
    if (this.#erasures().isUnfinished(this.#sql)) this.#eraseBlobs();
  }

  async addDocument(addition: Addition): Promise<Added> {
    const before = this.#known(documentIdOf(addition.bytes));
    if (before !== undefined) return before;
    for (const { other } of addition.links) this.#subjects.document(other);
    const { documentId, blobs, drafts } = prepareAddition(addition, this.#by, other => this.#textHash(other));
    return await this.#write(blobs, () => {
      const before = this.#known(documentId);
      if (before !== undefined) return before;
      for (const { other } of addition.links) this.#subjects.document(other);
      return { documentId, added: true, sequence: this.#append(drafts, blobs) };
    });
  }

  async addContainer(container: Container): Promise<Added> {
    // Before bytes are kept: what was erased must not come back to the disk within others.
    this.#read(() => this.#subjects.mustHave({ documents: container.holds }));
    const { blobs, drafts } = prepareContainer(container, this.#by);
    const [hash] = [...blobs.keys()] as [Hash];
    // Only bytes that are there can have been recorded, and no index leads to their entry.
    const mayBeKnown = this.#blobs.has(hash);
    return await this.#write(blobs, () => {
      this.#subjects.mustHave({ documents: container.holds });
      const same = mayBeKnown ? this.#log.withBody(drafts[0]!) : undefined;
      if (same !== undefined) return { documentId: undefined, added: false, sequence: same };
      return { documentId: undefined, added: true, sequence: this.#append(drafts, blobs) };
    });
  }

  async addReading(reread: Reread): Promise<Added> {
    const { documentId } = reread;
    // Before bytes are kept: what was erased must not come back to the disk.
    this.#subjects.document(documentId);
    const { blobs, text, textHash, rest } = prepareText(reread);
    return await this.#write(blobs, () => {
      const now = this.#subjects.document(documentId);
      const drafts = now['text'] === textHash ? rest : [text, ...rest];
      const reading = drafts.at(-1)!.body as { reading: Hash };
      if (now['reading'] === reading.reading && now['text'] === textHash) return this.#known(documentId)!;
      return { documentId, added: true, sequence: this.#append(drafts, blobs) };
    });
  }

  async addLink(link: Link, permit?: Permit): Promise<Added> {
    const documentId = link.document;
    this.#subjects.document(documentId);
    this.#subjects.document(link.other);
    const text = (await this.text(documentId))!;
    const { blobs, drafts } = prepareLink(link, text, this.#textHash(link.other), link.by);
    return await this.#write(blobs, () => {
      this.#subjects.mustHave({ documents: [documentId, link.other] });
      const [{ kind, by, body }] = drafts as [Draft];
      permit?.({ kind, by, body: body as Decision['body'] }, undefined, []);
      const same = this.#sql.get(
        `SELECT link.sequence FROM link JOIN entry ON entry.sequence = link.sequence
         WHERE link.document = ? AND link.copy = ? AND entry.body = ?`,
        documentId,
        link.copy ? 1 : 0,
        canonicalJson(drafts[0]!.body),
      );
      if (same !== undefined) return { documentId, added: false, sequence: Number(same['sequence']) };
      return { documentId, added: true, sequence: this.#append(drafts, blobs) };
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

  async decide(decision: Decision): Promise<Added> {
    const { kind, blobs, drafts } = prepareDecision(decision);
    const [ours] = drafts as [Draft];
    const body = ours.body as never;
    const subject = kind.subject(body);
    this.#subjects.mustHave(kind.needs(body));
    let tooLate: Draft | undefined;
    const added = await this.#write(blobs, () => {
      this.#subjects.mustHave(kind.needs(body));
      if (decision.permit !== undefined) {
        const { entry } = decision.body as { entry?: string };
        const [takenBack] = entry === undefined ? [] : findDecisions(this.#sql, { hashes: [entry], undone: true });
        decision.permit(decision, takenBack, findDecisions(this.#sql, { subject }));
      }
      const same = this.#lastSame(ours, subject);
      if (same !== undefined) return { documentId: undefined, added: false, sequence: same };
      this.#checkSpans(kind, body, decision.content);
      const last = kind.late === undefined ? undefined : this.#lastAbout(subject);
      if (last !== undefined) tooLate = kind.late!(body, decision.by, last);
      return { documentId: undefined, added: true, sequence: this.#append([tooLate ?? ours], blobs) };
    });
    if (tooLate !== undefined) throw this.#conflict(subject, added.sequence);
    if (kind.erases) this.#eraseBlobs();
    return added;
  }

  async checkpoint(renewKey = false): Promise<Checkpoint> {
    let checkpoint: Checkpoint | undefined;
    await this.#write(new Map(), () => {
      const checkpoints = new Checkpoints(this.#log, this.place);
      checkpoint = renewKey ? undefined : checkpoints.standing();
      const added = checkpoint === undefined;
      // The note tells the time of its entry.
      const at = this.#options.clock.now();
      checkpoint ??= checkpoints.make(at, renewKey, draft =>
        this.#writer.append([draft], () => undefined, { now: () => at }),
      );
      return { documentId: undefined, added, sequence: checkpoint.size + 1 };
    });
    return checkpoint!;
  }

  async takeOver(source: ForeignEntries, by: string): Promise<TakenOver> {
    this.#mustWrite();
    const parts = { sql: this.#sql, subjects: this.#subjects, blobs: this.#blobs, writer: this.#writer };
    return await takeOver(source, by, parts);
  }

  async document(id: DocumentId): Promise<RecordedDocument | undefined> {
    return this.#read(() => findDocuments(this.#sql, { id })[0]);
  }

  async documentAt(address: string): Promise<RecordedDocument | undefined> {
    return this.#read(() => findDocuments(this.#sql, { address }).at(-1));
  }

  async documents(filter: DocumentFilter = {}): Promise<RecordedDocument[]> {
    return this.#read(() => findDocuments(this.#sql, filter));
  }

  async claims(filter: ClaimFilter = {}): Promise<RecordedClaim[]> {
    return this.#read(() => findClaims(this.#sql, filter));
  }

  async documentCount(filter: DocumentFilter = {}): Promise<number> {
    return this.#read(() => countDocuments(this.#sql, filter));
  }

  async claimCount(filter: ClaimFilter = {}): Promise<number> {
    return this.#read(() => countClaims(this.#sql, filter));
  }

  async claimTally(): Promise<ClaimTally[]> {
    return this.#read(() => tallyClaims(this.#sql));
  }

  async originCount(): Promise<number> {
    // One of each ranks first, and is no copy.
    return this.#read(() =>
      Number(this.#sql.get('SELECT count(*) AS n FROM document WHERE copy = 0 AND erased IS NULL')!['n']),
    );
  }

  async entryCount({ kind, by }: Pick<EntryFilter, 'kind' | 'by'>): Promise<number> {
    return this.#read(() => this.#log.count(kind, by));
  }

  async actorTally(): Promise<ActorTally[]> {
    return this.#read(() => tallyActors(this.#sql));
  }

  async actorNames(ids: readonly ActorId[]): Promise<Pick<RecordedActor, 'id' | 'name'>[]> {
    return this.#read(() => nameActors(this.#sql, ids));
  }

  async actors(filter: ActorFilter = {}): Promise<RecordedActor[]> {
    return this.#read(() => findActors(this.#sql, filter));
  }

  async meaning(): Promise<(actor: ActorId, document: DocumentId) => ActorId> {
    const names = this.#read(() => new ActorNames(this.#sql));
    return (actor, document) => names.meant(actor, document);
  }

  async origins(): Promise<Origin[]> {
    return this.#read(() => findOrigins(this.#sql));
  }

  async links(document?: DocumentId): Promise<RecordedLink[]> {
    return this.#read(() => findLinks(this.#sql, document));
  }

  async outlines(ids?: readonly DocumentId[]): Promise<DocumentOutline[]> {
    return this.#read(() => findOutlines(this.#sql, ids));
  }

  async ties(): Promise<{ readonly document: DocumentId; readonly other: DocumentId; readonly copy: boolean }[]> {
    return this.#read(() => findTies(this.#sql));
  }

  async decidedLinks(): Promise<RecordedLink[]> {
    return this.#read(() => findDecidedLinks(this.#sql));
  }

  async refusals(): Promise<RecordedRefusal[]> {
    return this.#read(() => findRefusals(this.#sql));
  }

  async decisions(filter: DecisionFilter = {}): Promise<RecordedDecision[]> {
    return this.#read(() => findDecisions(this.#sql, filter));
  }

  async affected(): Promise<Affected[]> {
    return this.#read(() => findAffected(this.#sql));
  }

  async search(words: string, limit = 20): Promise<Found[]> {
    return this.#read(() => search(this.#sql, words, limit));
  }

  async candidates(keys: readonly FingerprintKey[], limit = 20): Promise<Candidate[]> {
    return this.#read(() => findCandidates(this.#sql, keys, limit));
  }

  async *entries(from = 1): AsyncIterable<Entry> {
    yield* this.#log.from(from);
  }

  async lastEntries(filter: EntryFilter): Promise<Entry[]> {
    return this.#read(() => this.#log.last(filter));
  }

  async lastOtherThan(kinds: readonly string[]): Promise<number> {
    return this.#read(() => this.#log.lastOtherThan(kinds));
  }

  async head(): Promise<{ sequence: number; hash: Hash }> {
    return this.#read(() => this.#log.head());
  }

  async blob(hash: Hash): Promise<Uint8Array> {
    return this.#read(() => this.#blobs.read(hash));
  }

  async text(id: DocumentId): Promise<string | undefined> {
    const hash = this.#current(id, 'text');
    const bytes = this.#wordsIn(hash);
    return bytes === undefined ? undefined : textOf(bytes);
  }

  async reading(id: DocumentId): Promise<Reading | undefined> {
    const hash = this.#current(id, 'reading');
    const bytes = this.#wordsIn(hash);
    return bytes === undefined ? undefined : (JSON.parse(textOf(bytes)) as Reading);
  }

  async retrieval(id: DocumentId): Promise<Retrieval | undefined> {
    return this.#read(() => {
      const row = this.#sql.get('SELECT sequence FROM document WHERE id = ? AND erased IS NULL', id);
      if (row === undefined) return undefined;
      const { retrieval } = JSON.parse(this.#log.at(Number(row['sequence']))!.body) as DocumentCaptured;
      const bytes = this.#wordsIn(retrieval);
      return bytes === undefined ? undefined : (jsonOf(bytes) as Retrieval);
    });
  }

  async rebuild(): Promise<void> {
    this.#mustWrite();
    await this.#writer.idle();
    this.#writer.transaction(() => {
      dropState(this.#database);
      this.#database.exec(projections);
      fold(this.#log, this.#sql, this.#erasures().blob);
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
    await this.#writer.idle();
    if (this.#state !== this.#database && this.#state.isOpen) this.#state.close();
    if (!this.#database.isOpen) return;
    try {
      // Without waiting for those who read: all who want to write would have to wait as well.
      if (this.#options.mode !== 'read')
        this.#database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // A full disk or another process may keep the write-ahead log; the next one who opens the record reads it.
    }
    this.#database.close();
  }

  async #write(blobs: ReadonlyMap<Hash, Uint8Array>, commit: () => Added): Promise<Added> {
    this.#mustWrite();
    return await this.#writer.write(blobs, commit);
  }

  #append(drafts: readonly Draft[], blobs: ReadonlyMap<Hash, Uint8Array>): number {
    return this.#writer.append(drafts, hash => blobs.get(hash)!);
  }

  /** Words and places that a decision speaks of must stand in their text. */
  #checkSpans(kind: DecisionKind<never>, body: never, content: string | undefined): void {
    const spans = kind.spansIn?.(body);
    if (spans !== undefined) checkSpans(spans.spans, textOf(this.#blobs.read(spans.text)));
    const claim = kind.claimIn?.(body);
    if (claim === undefined || content === undefined) return;
    const text = claim.text ?? String(this.#subjects.claim(kind.subject(body))['text']);
    checkClaim(content, claim.id, textOf(this.#blobs.read(text)));
  }

  /** The last decision that changed where a claim stands, with who made it, here or where it was imported from. */
  #lastAbout(subject: string): (Last & { readonly at: string }) | undefined {
    const { last } = this.#subjects.claim(subject);
    if (last === null) return undefined;
    const decision = decisionColumns(this.#sql.get('SELECT * FROM decision WHERE sequence = ?', last!)!);
    return { ...decision, ...decision.imported };
  }

  /** The same decision by the same person, when nothing was decided about the subject since. */
  #lastSame({ kind, by, body }: Draft, subject: string): number | undefined {
    const last = this.#sql.get('SELECT * FROM decision WHERE subject = ? ORDER BY sequence DESC LIMIT 1', subject);
    if (last === undefined || last['undone'] !== null || last['kind'] !== kind || last['by'] !== by) return undefined;
    return last['body'] === canonicalJson(body) ? Number(last['sequence']) : undefined;
  }

  #conflict(subject: string, kept: number): Problem {
    const { sequence, by, at } = this.#lastAbout(subject)!;
    return new Problem(
      'review_conflict',
      `${by} decided about ${subject} on ${at.slice(0, 10)} (entry ${sequence}), which this decision had not seen. It was kept as entry ${kept}, and counts for nothing.`,
      `Look at what ${by} decided; to decide over it, say --after ${sequence}.`,
    );
  }

  #eraseBlobs(): void {
    this.#writer.transaction(() => this.#erasures().finish());
  }

  /** As the whole log has them, also for whoever looks back. */
  #erasures(): Erasures {
    return new Erasures(new Log(new Statements(this.#database)), this.#blobs);
  }

  /** Bytes of a document's blob; undefined where it was erased since it was looked up. */
  #wordsIn(hash: Hash | undefined): Uint8Array | undefined {
    return hash === undefined ? undefined : this.#read(() => this.#erasures().blob(hash));
  }

  #current(id: DocumentId, column: 'text' | 'reading'): Hash | undefined {
    const row = this.#read(() => this.#sql.get(`SELECT ${column} FROM document WHERE id = ? AND erased IS NULL`, id));
    return row === undefined || row[column] === null ? undefined : String(row[column]);
  }

  /** However many statements an answer takes, all of it is of one moment: others may be writing meanwhile. */
  #read<T>(query: () => T): T {
    try {
      if (this.#state !== this.#database || this.#database.isTransaction) return query();
      this.#database.exec('BEGIN');
      try {
        return query();
      } finally {
        this.#database.exec('COMMIT');
      }
    } catch (error) {
      throw asProblem(error, this.place);
    }
  }

  #known(documentId: DocumentId): Added | undefined {
    const row = this.#read(() => this.#sql.get('SELECT sequence, erased FROM document WHERE id = ?', documentId));
    if (row === undefined) return undefined;
    if (row['erased'] !== null) throw this.#subjects.wasErased(documentId, Number(row['erased']));
    return { documentId, added: false, sequence: Number(row['sequence']) };
  }

  #textHash(documentId: DocumentId): Hash {
    return this.#read(() => String(this.#subjects.document(documentId)['text']));
  }

  #mustWrite(): void {
    this.#writer.mustWrite();
    if (this.#options.mode !== 'read') return;
    throw new Problem(
      'record_read_only',
      `The record in ${this.place} was opened for reading only.`,
      'Open it for writing.',
    );
  }
}
