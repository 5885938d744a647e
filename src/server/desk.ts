/** What the pages work at: the record open to be read, to be written to in somebody's name, and to be looked at as it was. */
import { setFlagsFromString } from 'node:v8';
import {
  type DeedsRecord,
  openRecordForAdding,
  openRecordForReading,
  openRecordForServing,
  type VerifyReport,
  verifyRecord,
} from '../app.ts';
import type { Added, Decision, Link, Permit } from '../record/index.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { originMap, type OriginMap } from '../judging/origins.ts';
import { type Counter, counterOf } from '../listings/origins.ts';
import { WitnessFinder } from '../listings/witnesses.ts';
import { momentIn } from '../who-and-when.ts';
import { AgreementReader } from './agreement-reader.ts';
import { Aside, isSmall } from './aside.ts';
import { Dockets } from './dockets.ts';
import { Jobs } from './jobs.ts';
import { Past } from './past.ts';
import { Typesetter } from './typesetter.ts';

export interface DeskOptions {
  readonly folder: string;
  /** Who decides where nobody says otherwise; undefined: each is asked. */
  readonly by: string | undefined;
  /** Are web addresses fetched that people add? Default: yes. */
  readonly fetches?: boolean;
}

/** Past moments that are kept open; each is a copy of the state in memory. */
const KEPT_MOMENTS = 2;

/** Entries that change nothing about who is in the record and which documents count as one. */
const OF_NO_STRUCTURE = ['claim_reviewed', 'claim_review_refused', 'checkpoint_made', 'note_added', 'refused'];

/** Answers that are kept in memory until the structure changes. */
const KEPT_STRUCTURES = 40;

/** Milliseconds of quiet after which what was written is signed. */
const SIGN_AFTER = 2_000;

/** Node lets garbage grow by what the machine has; a server stays for long, and is one of several programs. It costs a few hundredths of the processor. */
const FRUGAL = '--heap-growing-percent=25';

export class Desk {
  readonly folder: string;
  readonly by: string | undefined;
  readonly fetches: boolean;
  /** The record as it is, to be looked at. Read by the connection that writes: what that one has in memory stays good when it writes, and is there once. */
  readonly record: DeedsRecord;
  /** What takes long, beside the pages. */
  readonly aside: Aside;
  /** Agreements as they are judged now. */
  readonly dockets: Dockets;
  readonly typesetter = new Typesetter();
  readonly agreements = new AgreementReader();
  /** The record as it was, where it is large. */
  readonly past: Past;
  /** What people asked to be done and look after. */
  readonly jobs: Jobs;
  readonly #past = new Map<string, Promise<DeedsRecord>>();
  readonly #left = new Set<Promise<DeedsRecord>>();
  readonly #structures = new Map<string, Promise<unknown>>();
  #structureOf = 0;
  #finder: Promise<WitnessFinder> | undefined;
  /** Undefined: it is only looked at. */
  readonly #writer: DeedsRecord | undefined;
  #signing: NodeJS.Timeout | undefined;

  private constructor(options: DeskOptions, record: DeedsRecord, mayWrite: boolean) {
    this.folder = options.folder;
    this.by = options.by;
    this.fetches = options.fetches !== false;
    this.#writer = mayWrite ? record : undefined;
    this.record = lookedAt(record);
    this.past = new Past(options.folder, options.by);
    this.aside = new Aside(options.folder);
    this.dockets = new Dockets(this.record, this.aside, () => this.origins(this.record));
    this.jobs = new Jobs(options.folder);
  }

  static async open(options: DeskOptions): Promise<Desk> {
    setFlagsFromString(FRUGAL);
    // Opened once to write: a record of an older version is brought to this one, and one that is not there is made.
    const by = options.by ?? 'deeds serve';
    await (await openRecordForAdding(options.folder, by)).close();
    return new Desk(options, await openRecordForServing(options.folder, by), true);
  }

  /** For a process that only looks, and at nothing but the past. */
  static async openToLook(options: DeskOptions): Promise<Desk> {
    return new Desk(options, await openRecordForReading(options.folder), false);
  }

  /** Would it take long to put the record together again? Not for who does nothing else. */
  async isLarge(): Promise<boolean> {
    return this.#writer !== undefined && !(await isSmall(this.record));
  }

  /** The record as it was: a day, an instant or the number of an entry. */
  async asOf(moment: string): Promise<DeedsRecord> {
    const meant = momentIn(moment);
    if (meant === undefined) {
      throw new Problem(
        'bad_moment',
        `“${moment}” is no day, instant or number of an entry.`,
        'Write 2015-11-09, 2015-11-09T08:30:00Z or 17.',
        2,
      );
    }
    // A day that is not over may still get entries.
    const isOver = 'sequence' in meant || meant.instant < new Date().toISOString();
    const key = isOver ? moment : `${moment} up to ${(await this.record.head()).sequence}`;
    const kept = this.#past.get(key);
    if (kept !== undefined) return await kept;
    const opened = openRecordForReading(this.folder, meant);
    this.#past.set(key, opened);
    opened.catch(() => this.#past.delete(key));
    for (const [oldest, record] of [...this.#past].slice(0, -KEPT_MOMENTS)) {
      this.#past.delete(oldest);
      this.#leave(record);
    }
    return await opened;
  }

  /** Closes a past moment when nobody can be looking at it any more. */
  #leave(record: Promise<DeedsRecord>): void {
    this.#left.add(record);
    setTimeout(() => void this.#closeLeft(record), limits.requestSeconds * 1000).unref();
  }

  async #closeLeft(record: Promise<DeedsRecord>): Promise<void> {
    if (!this.#left.delete(record)) return;
    await record.then(record => record.close()).catch(() => {});
  }

  /** What follows from documents and links alone, and not from reviews of claims: worked out once until some of them change. */
  async structure<T>(record: DeedsRecord, name: string, make: (record: DeedsRecord) => Promise<T>): Promise<T> {
    if (record !== this.record) return await make(record);
    const sequence = await record.lastOtherThan(OF_NO_STRUCTURE);
    if (sequence !== this.#structureOf) this.#structures.clear();
    this.#structureOf = sequence;
    const known = this.#structures.get(name) as Promise<T> | undefined;
    if (known !== undefined) {
      // What was asked for last goes last.
      this.#structures.delete(name);
      this.#structures.set(name, known);
      return await known;
    }
    const made = make(record);
    this.#structures.set(name, made);
    made.catch(() => this.#structures.delete(name));
    if (this.#structures.size > KEPT_STRUCTURES) this.#structures.delete([...this.#structures.keys()][0]!);
    return await made;
  }

  /** Which origins there are, as `structure` keeps it. */
  async origins(record: DeedsRecord): Promise<OriginMap> {
    return await this.structure(record, 'origins', originMap);
  }

  /** Counts what documents come down to, as `structure` keeps it. */
  async counter(record: DeedsRecord): Promise<Counter> {
    return await this.structure(record, 'counter', async record => counterOf(record, await this.origins(record)));
  }

  /** Finds who else has the words of a claim, and keeps what it found until an entry touches it. */
  async witnesses(record: DeedsRecord): Promise<WitnessFinder> {
    if (record !== this.record) return await WitnessFinder.of(record);
    this.#finder ??= WitnessFinder.of(record);
    return await (await this.#finder).follow();
  }

  /** Does something to the record, and signs it when all is quiet. `permit` is asked within the transaction of every decision; undefined: everybody may decide. */
  async write<T>(permit: Permit | undefined, work: (record: DeedsRecord) => Promise<T>): Promise<T> {
    const record = this.#writer;
    if (record === undefined) throw new TypeError('nothing is written where the record is only looked at');
    try {
      return await work(permit === undefined ? record : permitted(record, permit));
    } finally {
      clearTimeout(this.#signing);
      this.#signing = setTimeout(() => void record.checkpoint().catch(() => {}), SIGN_AFTER);
    }
  }

  /** `witness`: signed checkpoints that somebody else kept, to be compared with. */
  verify(witness?: string): Promise<VerifyReport> {
    return verifyRecord(this.folder, witness);
  }

  /** Signs what is not signed yet, and closes all. */
  async close(): Promise<void> {
    clearTimeout(this.#signing);
    this.past.close();
    await this.aside.close();
    await this.typesetter.close();
    await this.agreements.close();
    await this.jobs.close();
    for (const record of this.#past.values()) this.#left.add(record);
    for (const record of this.#left) await this.#closeLeft(record);
    await this.#writer?.checkpoint();
    await this.#writer?.close();
  }
}

/** The same record, by which nothing can be written. */
function lookedAt(record: DeedsRecord): DeedsRecord {
  return new Proxy(record, {
    get(of, name) {
      if (typeof name === 'string' && WRITING.has(name)) throw new TypeError(`${name} is nothing that looking does`);
      const member: unknown = Reflect.get(of, name, of);
      return typeof member === 'function' ? (member.bind(of) as unknown) : member;
    },
  });
}

const WRITING: ReadonlySet<string> = new Set<keyof DeedsRecord>([
  'addDocument',
  'addContainer',
  'addReading',
  'addLink',
  'refuse',
  'decide',
  'checkpoint',
  'takeOver',
  'rebuild',
  'close',
]);

/** The same record, by which every decision is permitted first. */
function permitted(record: DeedsRecord, permit: Permit): DeedsRecord {
  const decide = (decision: Decision): Promise<Added> => record.decide({ ...decision, permit });
  const addLink = (link: Link): Promise<Added> => record.addLink(link, permit);
  return new Proxy(record, {
    get(of, name) {
      if (name === 'decide') return decide;
      if (name === 'addLink') return addLink;
      // Those that would go around it.
      if (typeof name === 'string' && UNPERMITTED.has(name))
        throw new TypeError(`${name} is nothing that a person's request does`);
      const member: unknown = Reflect.get(of, name, of);
      return typeof member === 'function' ? (member.bind(of) as unknown) : member;
    },
  });
}

const UNPERMITTED: ReadonlySet<string> = new Set(['takeOver', 'addReading', 'rebuild']);
