/** What the pages work at: the record open to be read, to be written to in somebody's name, and to be looked at as it was. */
import {
  type DeedsRecord,
  openRecordForAdding,
  openRecordForReading,
  openRecordForServing,
  type VerifyReport,
  verifyRecord,
} from '../app.ts';
import { type Added, type Decision, type Link, OF_EVIDENCE, OF_FINDINGS, type Permit } from '../record/index.ts';
import { limits } from '../core/limits.ts';
import { Problem } from '../core/problem.ts';
import { originMap, type OriginMap } from '../judging/origins.ts';
import { type Counter, counterOf } from '../listings/origins.ts';
import { WitnessFinder } from '../listings/witnesses.ts';
import { momentIn } from '../who-and-when.ts';
import { AgreementReader } from './agreement-reader.ts';
import { Aside, isSmall } from './aside.ts';
import { beFrugal } from './beside.ts';
import { Dockets, OF_CLAIMS } from './dockets.ts';
import { Elsewhere } from './elsewhere.ts';
import { Jobs } from './jobs.ts';
import { type Looked, type Lookups, lookups } from './lookups.ts';
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

/** Entries after which the same people are in the record and the same documents count as one. */
const OF_NO_STRUCTURE = [
  ...OF_CLAIMS,
  ...OF_EVIDENCE,
  ...OF_FINDINGS,
  'provision_registered',
  'provision_withdrawn',
  'source_rated',
  'key_changed',
  'container_captured',
];

/** Answers that are kept in memory until the structure changes. */
const KEPT_STRUCTURES = 40;

/** Milliseconds that a program waits for what takes long before it is told to ask again. */
const LONGEST = 45_000;

/** Milliseconds of quiet after which what was written is signed. */
const SIGN_AFTER = 2_000;

export class Desk {
  readonly folder: string;
  readonly by: string | undefined;
  readonly fetches: boolean;
  /** The record as it is, to be looked at. Read by the connection that writes: what that one has in memory stays good when it writes, and is there once. */
  readonly record: DeedsRecord;
  /** What takes long, beside the pages. */
  readonly aside: Aside;
  /** Agreements as they are judged now; of a large record asked only where nothing else is done. */
  readonly dockets: Dockets;
  readonly typesetter = new Typesetter();
  /** The record as it was, where it is large: its entries are put together again, which takes a minute and the memory of a whole record. */
  readonly past: Elsewhere;
  /** What is held against agreements, or report against report, over all of a large record. */
  readonly whole: Elsewhere;
  readonly agreements = new AgreementReader();
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
    const where = { folder: options.folder, by: options.by, longest: LONGEST };
    this.past = new Elsewhere({ ...where, idle: 60_000, givesWay: true, preparing: pastPrepared });
    this.whole = new Elsewhere({ ...where, idle: 900_000, givesWay: false, preparing: gathered });
    this.aside = new Aside(options.folder);
    this.dockets = new Dockets(this.record, () => this.origins(this.record));
    this.jobs = new Jobs(options.folder, mayWrite);
  }

  static async open(options: DeskOptions): Promise<Desk> {
    beFrugal();
    // Opened once to write: a record of an older version is brought to this one, and one that is not there is made.
    const by = options.by ?? 'deeds serve';
    await (await openRecordForAdding(options.folder, by)).close();
    return new Desk(options, await openRecordForServing(options.folder, by), true);
  }

  /** For a process that only looks. */
  static async openToLook(options: DeskOptions): Promise<Desk> {
    beFrugal();
    return new Desk(options, await openRecordForReading(options.folder), false);
  }

  /** Is there so much of it that what takes all of it is left to processes beside the pages? Not by such a process. */
  async isLarge(): Promise<boolean> {
    return this.#writer !== undefined && !(await isSmall(this.record));
  }

  /** What an operation or a page wants to know of the whole record; of a large one it is looked up beside the pages, and waited for so many milliseconds. */
  async lookUp<N extends keyof Lookups>(
    name: N,
    asked: Parameters<Lookups[N]>[1],
    patience?: number,
  ): Promise<Looked<N>> {
    if (await this.isLarge()) return await this.whole.look(name, asked, patience);
    const look = lookups[name] as (desk: Desk, asked: Parameters<Lookups[N]>[1]) => Promise<Looked<N>>;
    return await look(this, asked);
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
    this.whole.close();
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

const pastPrepared = (): Problem =>
  new Problem(
    'past_being_prepared',
    'The record is being put together as it was then, entry by entry; on a large record that takes half a minute.',
    'Look again in a moment; the pages of the present work meanwhile.',
  );

const gathered = (): Problem =>
  new Problem(
    'being_gathered',
    'All reports of this record are being held against agreements, or against each other; on a large record that takes a moment.',
    'Look again in a moment; the other pages work meanwhile.',
  );

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
