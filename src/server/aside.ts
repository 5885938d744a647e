/**
 * What takes long on a large record, worked out beside the pages: whole lists for programs, what was said in several documents, what the calendar has. On a small record nothing
 * is gained by that, and it is done at once.
 */
import { type DeedsRecord, openRecordForReading } from '../app.ts';
import { comparedFor, type Compared as ComparedForCalendar } from '../listings/agenda.ts';
import { type ListFilter, listFromRecord } from '../listings/index.ts';
import { type Asked as AskedOfTimeline, happenings, timelineList } from '../listings/timeline.ts';
import { isTelling, type Utterance, utterancesOf } from '../listings/utterances.ts';
import { outputs } from '../outputs/index.ts';
import { Beside, worksBeside } from './beside.ts';

type Task =
  | { readonly what: 'list'; readonly list: string; readonly filter: ListFilter; readonly format: string }
  | { readonly what: 'timeline'; readonly asked: AskedOfTimeline; readonly format: string }
  | { readonly what: keyof Compared };

/** What is compared over all documents. */
interface Compared {
  readonly utterances: readonly Utterance[];
  readonly calendar: ComparedForCalendar;
}

const compare: { readonly [K in keyof Compared]: (record: DeedsRecord) => Promise<Compared[K]> } = {
  utterances: async record => (await utterancesOf(record)).filter(isTelling),
  calendar: comparedFor,
};

/** As of an entry; `isBehind`: the record went on since. */
export interface AsOf<T> {
  readonly value: T;
  readonly sequence: number;
  readonly isBehind: boolean;
}

/** Claims up to which a record is small. */
const SMALL = 5_000;

export async function isSmall(record: DeedsRecord): Promise<boolean> {
  const tally = await record.claimTally();
  return tally.reduce((sum, { number }) => sum + number, 0) <= SMALL;
}

export class Aside {
  readonly #folder: string;
  /** A process each: nobody waits for a list until all documents are compared. */
  readonly #processes: Beside<Task & In, unknown>[] = [];
  readonly #asked = this.#process(false);
  readonly #utterances: Kept<Compared['utterances']>;
  readonly #calendar: Kept<Compared['calendar']>;

  constructor(folder: string) {
    this.#folder = folder;
    const kept = <K extends keyof Compared>(what: K, givesWay: boolean): Kept<Compared[K]> => {
      // It is asked again in a while, if at all.
      const process = this.#process(givesWay, 1_000);
      return new Kept(compare[what], async () => (await process.run({ what, folder })) as Numbered<Compared[K]>);
    };
    // Takes minutes, and is looked at now and then.
    this.#utterances = kept('utterances', true);
    this.#calendar = kept('calendar', false);
  }

  /** It is started when it has something to do. */
  #process(givesWay: boolean, idle?: number): Beside<Task & In, unknown> {
    const process = new Beside<Task & In, unknown>(import.meta.filename, {
      givesWay,
      ...(idle !== undefined && { idle }),
    });
    this.#processes.push(process);
    return process;
  }

  /** Undefined: the record is small, and the list is best made where it is asked for. */
  async list(record: DeedsRecord, list: string, filter: ListFilter, format: string): Promise<string | undefined> {
    if (await isSmall(record)) return undefined;
    return (await this.#asked.run({ what: 'list', list, filter, format, folder: this.#folder })) as string;
  }

  /** All that happened, as it is asked for; undefined likewise. */
  async timeline(record: DeedsRecord, asked: AskedOfTimeline, format: string): Promise<string | undefined> {
    if (await isSmall(record)) return undefined;
    return (await this.#asked.run({ what: 'timeline', asked, format, folder: this.#folder })) as string;
  }

  /** What was said in several documents. */
  async utterances(record: DeedsRecord): Promise<AsOf<Compared['utterances']>> {
    return await this.#utterances.of(record);
  }

  /** Meetings across reports, and what is promised by a day. */
  async calendar(record: DeedsRecord): Promise<AsOf<Compared['calendar']>> {
    return await this.#calendar.of(record);
  }

  async close(): Promise<void> {
    await Promise.all(this.#processes.map(process => process.close()));
  }
}

interface Numbered<T> {
  readonly value: T;
  readonly sequence: number;
}

/** So many times what comparing took passes before it is done again: pages say as of which entry they are. */
const QUIET = 25;

/** What is compared beside the pages, as it was found last. */
class Kept<T> {
  readonly #here: (record: DeedsRecord) => Promise<T>;
  readonly #beside: () => Promise<Numbered<T>>;
  #known: Numbered<T> | undefined;
  #comparing: Promise<void> | undefined;
  #quietUntil = 0;

  constructor(here: (record: DeedsRecord) => Promise<T>, beside: () => Promise<Numbered<T>>) {
    this.#here = here;
    this.#beside = beside;
  }

  /** The first time on a large record it takes a while. */
  async of(record: DeedsRecord): Promise<AsOf<T>> {
    const { sequence } = await record.head();
    if (this.#known?.sequence !== sequence && (await isSmall(record))) {
      this.#known = { value: await this.#here(record), sequence };
    }
    if (this.#known?.sequence === sequence) return { ...this.#known, isBehind: false };
    if (Date.now() > this.#quietUntil) this.#comparing ??= this.#compare();
    if (this.#known === undefined) await this.#comparing;
    else this.#comparing?.catch(() => {});
    return { ...this.#known!, isBehind: true };
  }

  /** However often the record changes, most of the time the processor is left to others. */
  async #compare(): Promise<void> {
    const start = Date.now();
    try {
      this.#known = await this.#beside();
      this.#quietUntil = Date.now() + QUIET * (Date.now() - start);
    } finally {
      this.#comparing = undefined;
    }
  }
}

interface In {
  readonly folder: string;
}

worksBeside(async (task: Task & In): Promise<unknown> => {
  const record = await openRecordForReading(task.folder);
  try {
    if (task.what === 'list' || task.what === 'timeline') {
      const listing =
        task.what === 'list'
          ? (await listFromRecord(record, task.list, task.filter))!
          : timelineList((await happenings(record, task.asked)).all);
      return outputs.find(({ name }) => name === task.format)!.write(listing);
    }
    const { sequence } = await record.head();
    return { sequence, value: await compare[task.what](record) };
  } finally {
    await record.close();
  }
});
