/** What is judged, as verbs ask for it: as of which day, in which window, of which instrument; here, or at a server. */
import { type Command, Option } from 'commander';
import type { DeedsRecord } from '../app.ts';
import { Problem } from '../core/problem.ts';
import { findInstrument } from '../decisions/instruments.ts';
import type { Case } from '../judgement/case.ts';
import { docketOf, type Docket } from '../judging/cases.ts';
import { judgeInstrument } from '../judging/findings.ts';
import { appointments } from '../listings/calendar.ts';
import { gatheringOutlines } from '../listings/gatherings.ts';
import type { Judged, Narrowing } from '../listings/judged-lists.ts';
import { dayOf } from './options.ts';
import { questionOf, Remote, type ServerOption } from './remote.ts';
import type { ReadingOptions } from './session.ts';

export interface DayOptions extends ReadingOptions {
  readonly day?: string;
  readonly from?: string;
  readonly until?: string;
  readonly window?: WindowName;
}

type WindowName = 'session' | 'year';

/** Windows with a name, beside that from entry into effect on. */
const windows: Readonly<
  Record<
    WindowName,
    { readonly about: string; of(record: DeedsRecord, docket: Docket, day: string): Promise<Case['window']> }
  >
> = {
  session: {
    about: 'between two rounds, from the day after the last meeting that was held to the next that is due',
    async of(record, docket, day) {
      const meetings = await appointments(docket, [], await gatheringOutlines(record), day);
      const last = meetings
        .filter(({ state, until }) => state === 'held' && until !== undefined && until <= day)
        .at(-1);
      const next = meetings.find(({ state, until }) => state === 'due' && until !== undefined);
      if (last?.until === undefined)
        throw new Problem(
          'no_round_held',
          'The record knows of no meeting of the parties that was held by that day.',
          'Name the days: --from, --until.',
          2,
        );
      return { from: Temporal.PlainDate.from(last.until).add({ days: 1 }).toString(), until: next?.until };
    },
  },
  year: {
    about: 'the calendar year of the day',
    of: async (_, __, day) => ({ from: `${day.slice(0, 4)}-01-01`, until: `${day.slice(0, 4)}-12-31` }),
  },
};

/** The days by which is judged: what is due, and the window. */
export function withDays(command: Command): Command {
  return command
    .option(
      '--day <date>',
      'judge as of this day: what is due by then, and what was published until then; default: that of --as-of, else today',
    )
    .option('--from <date>', 'first day of the window; default: when the provision took effect')
    .option('--until <date>', 'last day of the window; default: open')
    .addOption(
      new Option(
        '--window <name>',
        `which days are judged: ${Object.entries(windows)
          .map(([name, { about }]) => `${name}: ${about}`)
          .join('; ')}`,
      ).choices(Object.keys(windows)),
    );
}

export async function judged(record: DeedsRecord, id: string | undefined, options: DayOptions): Promise<Judged> {
  const docket = await docketOf(record, (await findInstrument(record, id)).id);
  const day = judgedDay(options);
  const from = options.from === undefined ? undefined : dayOf(options.from, '--from');
  const until = options.until === undefined ? undefined : dayOf(options.until, '--until');
  const named = options.window === undefined ? undefined : await windows[options.window].of(record, docket, day);
  const window =
    from === undefined && until === undefined ? named : { from: from ?? named?.from, until: until ?? named?.until };
  return { docket, rows: await judgeInstrument(record, docket, day, window), day };
}

function judgedDay({ day, asOf }: DayOptions): string {
  if (day !== undefined) return dayOf(day, '--day');
  const known = /^\d{4}-\d{2}-\d{2}/u.exec(asOf ?? '')?.[0];
  return known ?? new Date().toISOString().slice(0, 10);
}

/** Where a server has what is judged of an instrument: of the one that is named, or the only one that it has. */
export async function judgedPath(
  { server, asOf }: ServerOption & Pick<DayOptions, 'asOf'>,
  id: string | undefined,
  name: string,
): Promise<string> {
  const path = 'api/v1/instruments';
  if (id !== undefined) return `${path}/${encodeURIComponent(id)}/${name}`;
  const { body } = await new Remote(server!, asOf).get(`/${path}`);
  const { items } = body as { items: readonly { readonly id: string }[] };
  const [only] = items;
  if (items.length === 1) return `${path}/${encodeURIComponent(only!.id)}/${name}`;
  throw new Problem(
    'which_instrument',
    items.length === 0
      ? 'The server’s record has no instrument.'
      : `The server’s record has ${items.length} instruments.`,
    items.length === 0
      ? 'Register one at its folder: `deeds instrument add`.'
      : `Name one: ${items.map(one => one.id).join(', ')}.`,
    2,
  );
}

/** What a server is asked of what is judged. Throws `server_format`. */
export function askedOf(
  given: DayOptions & Narrowing,
): Readonly<Record<'day' | 'from' | 'until' | 'provision' | 'party', string | undefined>> {
  if (given.window !== undefined)
    throw new Problem('server_format', 'A server knows no windows by name.', 'Give its days: --from, --until.', 2);
  return {
    day: given.day === undefined ? undefined : dayOf(given.day, '--day'),
    from: given.from === undefined ? undefined : dayOf(given.from, '--from'),
    until: given.until === undefined ? undefined : dayOf(given.until, '--until'),
    provision: given.provision,
    party: given.party,
  };
}

/** Behind an address: the days by which a server is to judge. */
export function daysOf(given: DayOptions): string {
  const { day, from, until } = askedOf(given);
  return questionOf({ day, from, until });
}
