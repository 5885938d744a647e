import { existsSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { Problem } from '../core/problem.ts';
import { count } from '../listings/count.ts';
import { type EventColumn, type EventFilter, eventTable, type EventTable } from '../listings/events.ts';
import { csv } from '../outputs/csv.ts';
import { parquet } from '../outputs/parquet.ts';
import { print, say } from './messages.ts';
import { dayOf, wordsOf } from './options.ts';
import { questionOf, Remote, type ServerOption, withServer } from './remote.ts';
import { reading, type ReadingOptions } from './session.ts';

/** `--record`, `--server` and `--document` are those of `export`. */
interface EventsOptions extends ReadingOptions, ServerOption {
  readonly from?: string;
  readonly until?: string;
  readonly document?: string[];
  readonly reviewed?: true;
  readonly parquet?: string;
}

export function exportEventsVerb(verb: Command): void {
  const command = withServer(verb.command('events'))
    .description(
      'Write the record’s claims as political event data (PLOVER), a row for each pair of actors: CSV on standard output, or Parquet into a file.',
    )
    .option('--parquet <file>', 'the Parquet file to write; it must not be there')
    .option('--from <date>', 'only what happened on or after this day, YYYY-MM-DD')
    .option('--until <date>', 'only what happened on or before this day, YYYY-MM-DD')
    .option('--reviewed', 'only what a person confirmed or edited')
    .option('--as-of <moment>', 'the record as it was: a day (YYYY-MM-DD), an instant, or the number of an entry')
    .action(async () => {
      const { parquet: file, ...options }: EventsOptions = command.optsWithGlobals();
      const to = file === undefined ? undefined : wordsOf(file, '--parquet');
      if (to !== undefined && existsSync(to)) throw taken(to);
      const filter = filterOf(options);
      const table =
        options.server === undefined
          ? await reading(options, record => eventTable(record, filter))
          : await eventsAt(new Remote(options.server, options.asOf), filter);
      if (to === undefined) await print(asCsv(table));
      else writeNew(to, await asParquet(table));
      const left =
        table.uncoded === 0
          ? ''
          : ` ${count(table.uncoded, 'claim')} without an event code ${table.uncoded === 1 ? 'is' : 'are'} left out.`;
      say(`deeds: ${count(table.rows.length, 'row')}.${left} docs/event-codes.md explains codes and columns.`);
    });
}

function filterOf({ from, until, document, reviewed }: EventsOptions): EventFilter {
  return {
    ...(from !== undefined && { from: dayOf(from, '--from') }),
    ...(until !== undefined && { until: dayOf(until, '--until') }),
    ...(document !== undefined && { documents: document.map(id => wordsOf(id, '--document')) }),
    ...(reviewed && { reviewed }),
  };
}

type Written = Pick<EventTable, 'rows' | 'uncoded'> & {
  readonly columns: readonly Pick<EventColumn, 'name' | 'type'>[];
};

/** All parts of the table, as a server gives them. */
async function eventsAt(remote: Remote, { documents, reviewed, from, until }: EventFilter): Promise<Written> {
  const [document, ...others] = documents ?? [];
  if (others.length > 0)
    throw new Problem('server_format', 'A server gives the events of one document, or of all.', 'Name one.', 2);
  const rows: EventTable['rows'][number][] = [];
  let [uncoded, columns, cursor]: [number, Written['columns'], string | undefined] = [0, [], undefined];
  do {
    const asked = { from, until, document, reviewed: reviewed === true ? 'yes' : undefined, cursor };
    const { body } = await remote.get(`/api/v1/events${questionOf(asked)}`);
    const part = body as Written & { readonly next?: string };
    rows.push(...part.rows);
    uncoded += part.uncoded;
    columns = part.columns;
    cursor = part.next;
  } while (cursor !== undefined);
  return { columns, rows, uncoded };
}

function asCsv({ columns, rows }: Written): string {
  return csv.write({
    name: 'events',
    columns: columns.map(({ name }) => name),
    rows: rows.map(cells => ({
      cells: cells.map(cell => String(cell ?? '')),
      value: {},
      shown: { headline: '', details: [] },
    })),
  });
}

async function asParquet({ columns, rows }: Written): Promise<Uint8Array> {
  return await parquet(
    columns.map(({ name, type }, i) => ({ name, type, values: rows.map(cells => cells[i] ?? undefined) })),
  );
}

export function writeNew(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw taken(file);
    throw error;
  }
}

function taken(file: string): Problem {
  return new Problem(
    'file_exists',
    `${file} is there already; nothing was written over.`,
    'Name another file, or move that one away.',
    2,
  );
}
