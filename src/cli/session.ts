/** How a verb opens the record: to read it, as it is or was, or to write to it in somebody's name. */
import type { Command } from 'commander';
import {
  type DeedsRecord,
  type Moment,
  openRecordForAdding,
  openRecordForDeciding,
  openRecordForReading,
} from '../app.ts';
import { Problem } from '../core/problem.ts';
import { likelyName, LONGEST_NAME, momentIn, nameIn } from '../who-and-when.ts';
import { WitnessFile } from '../witness.ts';
import { say } from './messages.ts';
import { withRecord, wordsOf } from './options.ts';

export interface ReadingOptions {
  readonly record: string;
  readonly asOf?: string;
}

export interface WritingOptions {
  readonly record: string;
  readonly by?: string;
  readonly witness?: string;
}

/** The options of a verb that reads a record. */
export function withReading(command: Command): Command {
  return withRecord(command).option(
    '--as-of <moment>',
    'the record as it was: a day (YYYY-MM-DD), an instant, or the number of an entry',
  );
}

/** The options of a verb that writes to a record. */
export function withWriting(command: Command): Command {
  return withRecord(command)
    .option('--by <name>', 'who decides; else DEEDS_BY from the environment, else the name you are logged in by')
    .option('--witness <file>', 'also keep the signed checkpoint in this file');
}

/** Opens a record for a verb that reads, says which moment it looks at, and closes it whatever comes. */
export async function reading<T>(options: ReadingOptions, work: (record: DeedsRecord) => Promise<T>): Promise<T> {
  const moment = options.asOf === undefined ? undefined : momentOf(options.asOf);
  const record = await openRecordForReading(options.record, moment);
  try {
    if (moment !== undefined) await sayMoment(record);
    return await work(record);
  } finally {
    await record.close();
  }
}

async function sayMoment(record: DeedsRecord): Promise<void> {
  const { sequence } = await record.head();
  for await (const { at } of record.entries(sequence)) {
    say(`deeds: as of entry ${sequence}, ${at}; what was recorded after it is not shown, nor what was erased since.`);
  }
}

/** Opens a record that must be there to decide in somebody's name. What was decided is signed, also when the verb then fails. */
export function deciding<T>(
  options: WritingOptions,
  work: (record: DeedsRecord, by: string) => Promise<T>,
): Promise<T> {
  return writing(options, openRecordForDeciding, work);
}

/** The same for a record that is made when it is not there. */
export function adding<T>(options: WritingOptions, work: (record: DeedsRecord, by: string) => Promise<T>): Promise<T> {
  return writing(options, openRecordForAdding, work);
}

async function writing<T>(
  options: WritingOptions,
  open: (folder: string, by: string) => Promise<DeedsRecord>,
  work: (record: DeedsRecord, by: string) => Promise<T>,
): Promise<T> {
  const by = nameOf(options.by);
  const witness = options.witness === undefined ? undefined : new WitnessFile(wordsOf(options.witness, '--witness'));
  try {
    const record = await open(options.record, by);
    try {
      const [outcome] = await Promise.allSettled([work(record, by)]);
      if (outcome.status === 'fulfilled') {
        await sign(record, witness);
        return outcome.value;
      }
      // A review that came too late is kept, and so belongs under a checkpoint; a broken disk takes none, and is the problem to tell of.
      await sign(record, witness).catch(() => {});
      throw outcome.reason;
    } finally {
      await record.close();
    }
  } finally {
    witness?.close();
  }
}

async function sign(record: DeedsRecord, witness: WitnessFile | undefined): Promise<void> {
  const checkpoint = await record.checkpoint();
  witness?.add(checkpoint);
}

/** Who decides: as said, as the environment says, or as the operating system knows. */
export function nameOf(given: string | undefined): string {
  const said = given ?? likelyName();
  const name = nameIn(said);
  if (name !== undefined) return name;
  throw new Problem(
    'bad_name',
    said.trim() === ''
      ? 'Nobody is named who decides.'
      : `${JSON.stringify(said.trim().slice(0, LONGEST_NAME))} is not taken as the name of somebody who decides.`,
    `Say who with --by NAME: one line of at most ${LONGEST_NAME} characters, and not "machine".`,
    2,
  );
}

/** A moment of the record, as a person writes it: a whole day in UTC, an instant, or the number of an entry. */
export function momentOf(value: string): Moment {
  const moment = momentIn(value);
  if (moment !== undefined) return moment;
  throw new Problem(
    'bad_moment',
    `--as-of ${JSON.stringify(value)} is no day, instant or number of an entry.`,
    'Write 2015-11-09, 2015-11-09T08:30:00Z or 17.',
    2,
  );
}
