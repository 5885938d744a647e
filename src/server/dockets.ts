/** Agreements as they are judged now: what reports hold for each is gathered once, on a large record beside the pages, and then followed entry by entry. */
import { Problem } from '../core/problem.ts';
import { type Docket, docketOf } from '../judging/cases.ts';
import { type Gathered, Gatherer } from '../judging/gathering.ts';
import type { OriginMap } from '../judging/origins.ts';
import type { DeedsRecord } from '../record/index.ts';
import { type Aside, isSmall } from './aside.ts';
import { within } from './beside.ts';

/** Agreements that are followed at most; what was asked for longest ago is gathered again when it is asked for. */
const FOLLOWED = 8;

/** Entries after which a docket is what it was, unless something else was gathered. */
const OF_CLAIMS = ['claim_reviewed', 'claim_review_refused', 'checkpoint_made', 'note_added', 'refused'];

/** A docket, and what it was made from. */
interface Known {
  readonly gathered: Gathered;
  readonly sequence: number;
  readonly docket: Promise<Docket>;
  /** Number of the last entry of the record when it was made. */
  readonly asOf: number;
  /** Until when it does for whoever looks, though claims were reviewed since: however often that is done, most of the time the processor is left to others. */
  quietUntil: number;
}

/** A docket for whoever looks; `behind`: the entry that it is as of, where claims were reviewed since. */
export interface Recent {
  readonly docket: Docket;
  readonly behind: number | undefined;
}

/** Times that making it took, and milliseconds at most, for which a docket does for whoever looks. */
const [QUIET, LONGEST_QUIET] = [30, 15_000];

export class Dockets {
  readonly #record: DeedsRecord;
  readonly #origins: () => Promise<OriginMap>;
  readonly #aside: Aside;
  readonly #gatherers = new Map<string, Gatherer>();
  readonly #gathering = new Map<string, Promise<void>>();
  readonly #dockets = new Map<string, Known>();

  constructor(record: DeedsRecord, aside: Aside, origins: () => Promise<OriginMap>) {
    this.#record = record;
    this.#aside = aside;
    this.#origins = origins;
  }

  /** As `of`, or, of a large record, as it was some seconds ago, where nothing came since but reviews of claims. */
  async recent(id: string, patience: number): Promise<Recent> {
    const known = this.#dockets.get(id);
    const isStill =
      known !== undefined &&
      Date.now() < known.quietUntil &&
      !(await isSmall(this.#record)) &&
      known.sequence === (await this.#record.lastOtherThan(OF_CLAIMS));
    if (!isStill) return { docket: await this.of(id, patience), behind: undefined };
    const { sequence } = await this.#record.head();
    return { docket: await known.docket, behind: sequence === known.asOf ? undefined : known.asOf };
  }

  /** The same object as long as it says the same. Throws `being_gathered` when it was waited for so many milliseconds. */
  async of(id: string, patience: number): Promise<Docket> {
    const start = Date.now();
    let gathered = await this.#gathered(id);
    if (gathered === undefined) {
      await within(patience, this.#gathering.get(id) ?? Promise.resolve());
      gathered = await this.#gathered(id);
    }
    if (gathered === undefined) {
      throw new Problem(
        'being_gathered',
        'All reports of this record are being held against the agreement; on a large record that takes a moment.',
        'Look again in a moment; the other pages work meanwhile.',
      );
    }
    // What was decided about single claims is in what was gathered.
    const sequence = await this.#record.lastOtherThan(OF_CLAIMS);
    const known = this.#dockets.get(id);
    if (known?.sequence === sequence && known.gathered === gathered) return await known.docket;
    const docket = this.#origins().then(origins => docketOf(this.#record, id, gathered, origins));
    const made: Known = { gathered, sequence, docket, asOf: (await this.#record.head()).sequence, quietUntil: 0 };
    this.#dockets.set(id, made);
    docket.then(
      () => (made.quietUntil = Date.now() + Math.min(LONGEST_QUIET, QUIET * (Date.now() - start))),
      () => this.#dockets.delete(id),
    );
    return await docket;
  }

  /** Undefined: it is being gathered. */
  async #gathered(id: string): Promise<Gathered | undefined> {
    let known = this.#gatherers.get(id);
    if (known === undefined || (await known.isAfresh())) {
      if (!(await isSmall(this.#record))) {
        this.#begin(id);
        return undefined;
      }
      known ??= new Gatherer(this.#record, id);
    }
    // What was asked for last goes last.
    this.#gatherers.delete(id);
    this.#gatherers.set(id, known);
    if (this.#gatherers.size > FOLLOWED) this.#forget([...this.#gatherers.keys()][0]!);
    return await known.follow();
  }

  #begin(id: string): void {
    if (this.#gathering.has(id)) return;
    const work = this.#gather(id).finally(() => this.#gathering.delete(id));
    this.#gathering.set(id, work);
    // Whoever waits for it is told; who does not, asks again.
    work.catch(() => {});
  }

  async #gather(id: string): Promise<void> {
    this.#gatherers.set(id, new Gatherer(this.#record, id, await this.#aside.gather(id)));
  }

  #forget(id: string): void {
    this.#gatherers.delete(id);
    this.#dockets.delete(id);
  }
}
