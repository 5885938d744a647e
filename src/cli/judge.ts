import { type Command, Option } from 'commander';
import { type DeedsRecord, ENGINE } from '../app.ts';
import {
  type Confidence,
  type Coverage,
  coverages,
  credibilities,
  type Direction,
  type Grade,
  grades,
  reliabilities,
} from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import { accept, type BearingChange, findBearing, outcomes, rate, reject, settle } from '../decisions/bearings.ts';
import { proposeFinding, publishFinding, recordedRow, reviewFinding } from '../decisions/findings.ts';
import { findInstrument } from '../decisions/instruments.ts';
import type { Case } from '../judgement/case.ts';
import { docketOf, type Docket } from '../judging/cases.ts';
import { judgeInstrument } from '../judging/findings.ts';
import { appointments } from '../listings/calendar.ts';
import { count } from '../listings/count.ts';
import { levelText, partyName } from '../listings/findings.ts';
import { judgedCase } from '../listings/judged.ts';
import { type Judged, type JudgedList, judgedLists, narrowed, type Narrowing } from '../listings/judged-lists.ts';
import { judgedFormats } from '../outputs/judged/index.ts';
import { visible } from '../outputs/text.ts';
import { print, say } from './messages.ts';
import { dayOf, outputOf, withOutputs, wordsOf } from './options.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, reading, type ReadingOptions, withReading, withWriting, type WritingOptions } from './session.ts';

export function judgeVerb(program: Command): Command {
  const verb = program
    .command('judge')
    .description('Judge deeds against what was undertaken: bearings, scope, findings, and the way to publishing them.');
  listVerb(
    verb,
    'findings',
    'Every provision for every party that it binds: the level, what it met and what it lacks.',
    {
      isDefault: true,
    },
  );
  listVerb(verb, 'bearings', 'Which claims bear on which provisions, as the machine proposes and people decided.');
  listVerb(verb, 'scope', 'What was set aside as out of scope, for which element and in which words.');
  listVerb(verb, 'attributions', 'Who says who did it, conflicts side by side.');
  listVerb(verb, 'calendar', 'What was held and done, and what is due, overdue or silently dropped.');
  listVerb(
    verb,
    'scales',
    'Findings on the scales of G7, PAM, OGP and PolitiFact, each value with what it does not say.',
  );
  exportVerb(verb);
  acceptVerb(verb);
  rejectVerb(verb);
  settleVerb(verb);
  sourceVerb(verb);
  proposeVerb(verb);
  reviewVerb(verb);
  publishVerb(verb);
  return verb;
}

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
      const meetings = await appointments(record, docket, [], day);
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

type Narrowed = DayOptions & Narrowing & ServerOption;

function listVerb(parent: Command, name: JudgedList, about: string, options: { isDefault?: boolean } = {}): void {
  const command = withDays(withReading(parent.command(name, options)))
    .description(about)
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .option('--provision <id>', 'only this provision')
    .option('--party <actor>', 'only this party: its id or name')
    .action(async (id: string | undefined, given: Narrowed & Record<string, unknown>) => {
      const output = outputOf(given);
      if (given.server !== undefined) {
        await print(
          await new Remote(given.server).list(await judgedPath(given, id, name), output.name, askedOf(given)),
        );
        return;
      }
      const listing = await reading(given, async record =>
        judgedLists[name](record, narrowed(await judged(record, id, given), given)),
      );
      await print(output.write(listing));
      for (const note of listing.notes ?? []) say(`deeds: ${visible(note)}`);
    });
  withServer(withOutputs(command));
}

/** Where a server has a list of what is judged; named or the only instrument that it has. */
export async function judgedPath({ server }: ServerOption, id: string | undefined, name: string): Promise<string> {
  if (id !== undefined) return `api/v1/instruments/${encodeURIComponent(id)}/${name}`;
  const { body } = await new Remote(server!).get('/api/v1/instruments');
  const { items } = body as { items: readonly { readonly id: string }[] };
  const [only] = items;
  if (items.length === 1) return `api/v1/instruments/${encodeURIComponent(only!.id)}/${name}`;
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

/** What a server is asked of a list. */
function askedOf(given: Narrowed): Readonly<Record<string, string | undefined>> {
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

function exportVerb(parent: Command): void {
  withDays(withReading(parent.command('export')))
    .description('Write findings in a format of other programs.')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .addOption(
      new Option('--format <format>', judgedFormats.map(({ name, about }) => `${name}: ${about}`).join('; '))
        .choices(judgedFormats.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .action(async (id: string | undefined, options: DayOptions & { format: string }) => {
      const format = judgedFormats.find(({ name }) => name === options.format)!;
      const written = await reading(options, async record => {
        const { docket, rows, day } = await judged(record, id, options);
        const calendar = await appointments(record, docket, rows, day);
        return format.write(await judgedCase(record, docket, rows, calendar, day));
      });
      await print(written);
    });
}

/** By the API of a server: bearings as they are proposed; what should be otherwise is said at the folder. */
async function bearingsAt(
  server: string,
  ids: readonly string[],
  verdict: 'accepted' | 'rejected',
  { by, why, ...others }: Reasoned & BearingChange,
): Promise<void> {
  const changes = ['direction', 'grade', 'element', 'party', 'part', 'act', 'primary', 'credibility'] as const;
  const change = changes.find(name => (others as Record<string, unknown>)[name] !== undefined);
  if (change !== undefined)
    throw new Problem(
      'server_format',
      `At a server a bearing is not set otherwise (--${change}).`,
      'Do it at the folder of the record.',
      2,
    );
  const remote = new Remote(server);
  for (const id of ids) {
    await remote.post(`/api/v1/bearings/${encodeURIComponent(id)}/review`, {
      verdict,
      ...(why !== undefined && { why }),
      ...(by !== undefined && { by }),
    });
    say(`deeds: ${id} ${verdict}.`);
  }
}

interface Reasoned extends WritingOptions {
  readonly why?: string;
}

function acceptVerb(parent: Command): void {
  withServer(withWriting(parent.command('accept')))
    .description('Confirm bearings that the machine proposed, or say what is otherwise.')
    .argument('<bearing...>', 'ids, as `deeds judge bearings` prints them')
    .addOption(new Option('--direction <way>', 'it speaks otherwise').choices(['supports', 'contradicts', 'neutral']))
    .addOption(new Option('--grade <grade>', 'from words to observed results').choices(grades))
    .option('--element <verdict...>', 'a verdict of the scope test, as purpose=not_met')
    .option('--party <actor...>', 'ids of the parties whose keeping it speaks of')
    .option('--part <id...>', 'ids of the stipulations that it performs')
    .option('--act <id>', 'the act that it tells of: the same for all that tell of it')
    .option('--primary', 'the document is itself the record of the act')
    .addOption(
      new Option(
        '--credibility <digit>',
        'of the item, by the Admiralty code: 1, confirmed by others, to 5, improbable; 6 cannot be judged. It stands beside the reliability of the source, and no rule reads it',
      ).choices(credibilities),
    )
    .option('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        ids: string[],
        options: Reasoned & ServerOption & BearingChange & { direction?: Direction; grade?: Grade; primary?: boolean },
      ) => {
        if (options.server !== undefined) return await bearingsAt(options.server, ids, 'accepted', options);
        await deciding(options, async (record, by) => {
          for (const id of ids) {
            const held = await findBearing(record, id);
            const { sequence } = await accept(record, held, options, { by, why: options.why }, ENGINE);
            say(`deeds: ${id} was confirmed by ${by} (entry ${sequence}).`);
          }
        });
      },
    );
}

function rejectVerb(parent: Command): void {
  withServer(withWriting(parent.command('reject')))
    .description('Say that claims do not bear on the provisions they were proposed for.')
    .argument('<bearing...>', 'ids, as `deeds judge bearings` prints them')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (ids: string[], options: Reasoned & ServerOption) => {
      if (options.server !== undefined) return await bearingsAt(options.server, ids, 'rejected', options);
      await deciding(options, async (record, by) => {
        for (const id of ids) {
          const { sequence } = await reject(record, await findBearing(record, id), { by, why: options.why });
          say(`deeds: ${id} was rejected by ${by} (entry ${sequence}).`);
        }
      });
    });
}

function settleVerb(parent: Command): void {
  withWriting(parent.command('settle'))
    .description(
      'Say that an allegation was withdrawn, or shown to be false or out of scope: nothing else lowers a concern.',
    )
    .argument('<bearing>', 'id of a bearing that somebody confirmed')
    .addOption(new Option('--outcome <outcome>', 'what became of it').choices(outcomes).makeOptionMandatory())
    .requiredOption('--evidence <document>', 'id of the document that shows it')
    .requiredOption('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        id: string,
        options: WritingOptions & { outcome: (typeof outcomes)[number]; evidence: string; why: string },
      ) => {
        const why = wordsOf(options.why, '--why');
        await deciding(options, async (record, by) => {
          const held = await findBearing(record, id);
          const { sequence } = await settle(record, held, options.outcome, options.evidence, { by, why });
          say(`deeds: ${id} was ${options.outcome.replaceAll('_', ' ')}, says ${by} (entry ${sequence}).`);
        });
      },
    );
}

function sourceVerb(parent: Command): void {
  withWriting(parent.command('source'))
    .description('Rate a source: how reliable it is, for whom it speaks, what it is able to see.')
    .argument('<name>', 'the outlet, ministry or firm, as documents name it')
    .argument('<reliability>', `Admiralty code: ${reliabilities.join(', ')}`)
    .option('--speaks-for <actor>', 'id of the party that it speaks for')
    .option('--sees <id...>', 'ids of instruments and provisions: it would see such conduct')
    .option('--primary', 'it publishes records of acts themselves: a gazette, a court, a register')
    .option('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        source: string,
        reliability: string,
        options: Reasoned & { speaksFor?: string; sees?: string[]; primary?: boolean },
      ) => {
        const { speaksFor, sees, primary, why } = options;
        const name = wordsOf(source, '<name>');
        await deciding(options, async (record, by) => {
          const { sequence } = await rate(record, { source: name, reliability, speaksFor, sees, primary }, { by, why });
          say(`deeds: ${name} was rated ${reliability} by ${by} (entry ${sequence}).`);
        });
      },
    );
}

type WritingDays = Reasoned & DayOptions & { readonly provision?: string; readonly party?: string };

function proposeVerb(parent: Command): void {
  withDays(withWriting(parent.command('propose')))
    .description('Put the findings into the record as they are now, for people to review.')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .option('--provision <id>', 'only this provision')
    .option('--party <actor>', 'only this party: its id or name')
    .addOption(
      new Option('--confidence <level>', 'otherwise than computed, with --why').choices(['high', 'moderate', 'low']),
    )
    .addOption(new Option('--coverage <level>', 'otherwise than computed, with --why').choices(coverages))
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (id: string | undefined, options: WritingDays & { confidence?: Confidence; coverage?: Coverage }) => {
      const { confidence, coverage, why } = options;
      await deciding(options, async (record, by) => {
        const { rows, docket } = narrowed(await judged(record, id, options), options);
        for (const row of rows) {
          const finding = await proposeFinding(record, row, { confidence, coverage }, { by, why });
          await print(
            `${finding}  ${row.provision.label} · ${partyName(docket.instrument, row.party)}: ${levelText(row.finding)}\n`,
          );
        }
        say(`deeds: ${count(rows.length, 'finding')} proposed.`);
      });
    });
}

function reviewVerb(parent: Command): void {
  withDays(withWriting(parent.command('review')))
    .description('Approve a finding that was proposed, or return it with a reason.')
    .argument('<finding>', 'id, as `deeds judge propose` prints it')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .option('--approve', 'it is as it should be')
    .option('--return', 'it is not, and --why says what is wrong')
    .option('--why <words>', 'the reason, in a sentence')
    .action(
      async (
        finding: string,
        id: string | undefined,
        options: WritingDays & { approve?: boolean; return?: boolean },
      ) => {
        if (options.approve === options.return)
          throw new Problem('no_verdict', 'A review needs one verdict.', 'Say --approve, or --return with --why.', 2);
        const verdict = options.approve === true ? 'approved' : 'returned';
        await deciding(options, async (record, by) => {
          const { rows } = await judged(record, id, options);
          await reviewFinding(record, recordedRow(rows, finding), verdict, { by, why: options.why });
          say(`deeds: ${finding} was ${verdict} by ${by}.`);
        });
      },
    );
}

function publishVerb(parent: Command): void {
  withDays(withWriting(parent.command('publish')))
    .description(
      'Publish a finding that enough people approved, whose bearings are confirmed and whose rule is still met.',
    )
    .argument('<finding>', 'id, as `deeds judge propose` prints it')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (finding: string, id: string | undefined, options: WritingDays) => {
      await deciding(options, async (record, by) => {
        const { rows } = await judged(record, id, options);
        await publishFinding(record, recordedRow(rows, finding), { by, why: options.why });
        say(`deeds: ${finding} was published by ${by}.`);
      });
    });
}
