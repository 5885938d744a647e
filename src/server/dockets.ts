/** Agreements as they are judged now: what reports hold for each is gathered once, and then followed entry by entry. */
import { type Docket, docketOf } from '../judging/cases.ts';
import { judgeInstrument, type JudgedRow } from '../judging/findings.ts';
import { type Gathered, Gatherer } from '../judging/gathering.ts';
import type { OriginMap } from '../judging/origins.ts';
import type { DeedsRecord } from '../record/index.ts';
import { isSmall } from './aside.ts';

/** As of which day is judged, and in which window; without one, in that of each provision. Days are YYYY-MM-DD. */
export interface DaysAsked {
  readonly day: string;
  readonly from: string | undefined;
  readonly until: string | undefined;
}

export interface Judged {
  readonly docket: Docket;
  readonly rows: readonly JudgedRow[];
  /** The day as of which it is judged: what is due by then. */
  readonly day: string;
  /** The entry that it is as of, where claims were reviewed since: those who only look get what was made some seconds ago. */
  readonly behind: number | undefined;
}

/** Agreements that are followed at most; what was asked for longest ago is gathered again when it is asked for. */
const FOLLOWED = 8;

/** Entries after which a docket is what it was, unless something else was gathered. */
export const OF_CLAIMS = ['claim_reviewed', 'claim_review_refused', 'checkpoint_made', 'note_added', 'refused'];

/** Milliseconds for which a docket does for whoever looks, though claims were reviewed since. */
const RECENT = 30_000;

/** Milliseconds, and so many times what making it took, that pass before it is made anew: however often claims are reviewed, most of the time the processor is left to others. */
const [LEAST, QUIET] = [10_000, 15];

/** Days and windows for which a docket that is made anew is judged before it is shown. */
const JUDGED_ANEW = 3;

/** A docket, and what it was made from. */
interface Made {
  readonly docket: Docket;
  readonly gathered: Gathered;
  readonly sequence: number;
  /** Number of the last entry of the record when it was made. */
  readonly asOf: number;
  /** When making it began, and how long it took, in milliseconds. */
  readonly at: number;
  readonly took: number;
  /** For which days it was asked, the last ones last. */
  readonly asked: Map<string, DaysAsked>;
}

export class Dockets {
  readonly #record: DeedsRecord;
  readonly #origins: () => Promise<OriginMap>;
  readonly #gatherers = new Map<string, Gatherer>();
  readonly #made = new Map<string, Made>();
  readonly #making = new Map<string, Promise<Made>>();
  readonly #next = new Map<string, Promise<Made>>();

  constructor(record: DeedsRecord, origins: () => Promise<OriginMap>) {
    this.#record = record;
    this.#origins = origins;
  }

  /** The same object as long as it says the same. */
  async of(id: string): Promise<Docket> {
    return (await this.#now(id)).docket;
  }

  /** As the record has it now: for whoever decides, and for programs. */
  async judged(id: string, asked: DaysAsked): Promise<Judged> {
    return await judgedBy(this.#record, await this.#now(id), asked, undefined);
  }

  /** As `judged`, or, of a large record, as it was some seconds ago, where nothing came since but reviews of claims; meanwhile it is made anew. */
  async recent(id: string, asked: DaysAsked): Promise<Judged> {
    const known = this.#made.get(id);
    const age = Date.now() - (known?.at ?? 0);
    const isStill =
      known !== undefined &&
      age < RECENT &&
      !(await isSmall(this.#record)) &&
      known.sequence === (await this.#record.lastOtherThan(OF_CLAIMS));
    if (!isStill) return await this.judged(id, asked);
    // Whoever looks does not wait for it, and is told what is wrong when there is nothing to show any more.
    if (age > Math.max(LEAST, QUIET * known.took)) this.#now(id).catch(() => {});
    const { sequence } = await this.#record.head();
    return await judgedBy(this.#record, known, asked, sequence === known.asOf ? undefined : known.asOf);
  }

  /** One at a time: all who ask while it is made get the next one, which has what came meanwhile. */
  async #now(id: string): Promise<Made> {
    const next = this.#next.get(id);
    if (next !== undefined) return await next;
    const making = this.#making.get(id);
    if (making === undefined) return await this.#begin(id);
    const after = making
      .catch(() => {})
      .then(() => {
        this.#next.delete(id);
        return this.#begin(id);
      });
    this.#next.set(id, after);
    return await after;
  }

  #begin(id: string): Promise<Made> {
    const made = this.#follow(id).finally(() => this.#making.delete(id));
    this.#making.set(id, made);
    return made;
  }

  async #follow(id: string): Promise<Made> {
    const at = Date.now();
    const gathered = await this.#gatherer(id).follow();
    // What was decided about single claims is in what was gathered.
    const sequence = await this.#record.lastOtherThan(OF_CLAIMS);
    const before = this.#made.get(id);
    if (before?.sequence === sequence && before.gathered === gathered) return before;
    const { sequence: asOf } = await this.#record.head();
    const docket = await docketOf(this.#record, id, gathered, await this.#origins());
    const asked = [...(before?.asked.values() ?? [])].slice(-JUDGED_ANEW);
    for (const one of asked) await rowsOf(this.#record, docket, one);
    const made: Made = { docket, gathered, sequence, asOf, at, took: Date.now() - at, asked: new Map() };
    this.#made.set(id, made);
    return made;
  }

  #gatherer(id: string): Gatherer {
    const known = this.#gatherers.get(id) ?? new Gatherer(this.#record, id);
    // What was asked for last goes last.
    this.#gatherers.delete(id);
    this.#gatherers.set(id, known);
    if (this.#gatherers.size > FOLLOWED) {
      const [oldest] = this.#gatherers.keys();
      this.#gatherers.delete(oldest!);
      this.#made.delete(oldest!);
    }
    return known;
  }
}

const keyOf = ({ day, from = '', until = '' }: DaysAsked): string => `${day} ${from} ${until}`;

async function judgedBy(
  record: DeedsRecord,
  { docket, asked: known }: Made,
  asked: DaysAsked,
  behind: number | undefined,
): Promise<Judged> {
  const key = keyOf(asked);
  known.delete(key);
  known.set(key, asked);
  return { docket, rows: await rowsOf(record, docket, asked), day: asked.day, behind };
}

/** A docket is of one state of the record: judged once for each day and window. */
const judgedRows = new WeakMap<Docket, Map<string, Promise<readonly JudgedRow[]>>>();

export async function rowsOf(record: DeedsRecord, docket: Docket, asked: DaysAsked): Promise<readonly JudgedRow[]> {
  const known = judgedRows.get(docket) ?? new Map<string, Promise<readonly JudgedRow[]>>();
  judgedRows.set(docket, known);
  const { day, from, until } = asked;
  const window = from === undefined && until === undefined ? undefined : { from, until };
  const key = keyOf(asked);
  const rows = known.get(key) ?? judgeInstrument(record, docket, day, window);
  known.set(key, rows);
  rows.catch(() => known.delete(key));
  return await rows;
}
