import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { fontFile } from '../app.ts';
import { Problem } from '../core/problem.ts';
import { brief, DEFAULT_LINES } from '../listings/brief.ts';
import { appointments } from '../listings/calendar.ts';
import { gatheringOutlines } from '../listings/gatherings.ts';
import { fitted, pagesIn } from '../outputs/brief/fit.ts';
import { briefFormats } from '../outputs/brief/index.ts';
import { type DayOptions, judged, judgedPath, withDays } from './judged.ts';
import { say } from './messages.ts';
import { dayOf, numberOf, wordsOf } from './options.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { reading, withReading } from './session.ts';

interface BriefOptions extends DayOptions, ServerOption {
  readonly instrument?: string;
  readonly meeting?: string;
  readonly since?: string;
  readonly lines?: string;
  readonly all?: boolean;
  readonly format: string;
  readonly output?: string;
}

export function briefVerb(program: Command): Command {
  return withServer(withDays(withReading(program.command('brief'))))
    .description(
      'Write a brief for a meeting: what was agreed and done, what is alleged, due and disputed; every line footnoted.',
    )
    .option('--instrument <id>', 'id of an instrument; needed where the record has several')
    .option('--meeting <words>', 'what it is for, for the title')
    .option('--since <date>', 'what was done since this day; default: since the last meeting that was held')
    .option(
      '--lines <number>',
      `lines that a section may have; default: up to ${DEFAULT_LINES}, so that it is two pages`,
    )
    .option('--all', 'all lines, however many pages that takes')
    .addOption(
      new Option('--format <format>', briefFormats.map(({ name, about }) => `${name}: ${about}`).join('; '))
        .choices(briefFormats.map(({ name }) => name))
        .default('md'),
    )
    .option('--output <file>', 'write it to this file; default: standard output')
    .action(async (options: BriefOptions) => {
      const { meeting, since, lines, all, instrument, output } = options;
      const format = briefFormats.find(({ name }) => name === options.format)!;
      const request = {
        meeting: meeting === undefined ? undefined : wordsOf(meeting, '--meeting'),
        since: since === undefined ? undefined : dayOf(since, '--since'),
        lines: all === true ? undefined : lines === undefined ? DEFAULT_LINES : numberOf(lines, '--lines'),
      };
      // Two pages unless somebody says otherwise.
      const isFitted = all !== true && lines === undefined;
      if (options.server !== undefined) {
        writeOut(await briefAt(options.server, options), output);
        return;
      }
      const made = await reading(options, async record => {
        const { docket, rows, day } = await judged(record, instrument, options);
        const calendar = await appointments(docket, rows, await gatheringOutlines(record), day);
        return isFitted
          ? await fitted(
              room => brief(docket, rows, calendar, { ...request, ...room, day }),
              DEFAULT_LINES,
              pagesIn(fontFile),
            )
          : brief(docket, rows, calendar, { ...request, day });
      });
      writeOut(await format.write(made, fontFile), output);
    });
}

/** The same brief as a server makes it. */
async function briefAt(server: string, options: BriefOptions): Promise<Uint8Array> {
  const path = (await judgedPath(options, options.instrument, '')).split('/');
  const instrument = path.at(-2)!;
  return await new Remote(server, options.asOf).file(`brief/${instrument}/brief.${options.format}`, {
    day: options.day === undefined ? undefined : dayOf(options.day, '--day'),
    from: options.from === undefined ? undefined : dayOf(options.from, '--from'),
    until: options.until === undefined ? undefined : dayOf(options.until, '--until'),
    since: options.since,
    meeting: options.meeting,
    lines: options.all === true ? 'all' : options.lines,
  });
}

function writeOut(written: string | Uint8Array, output: string | undefined): void {
  if (output === undefined) {
    process.stdout.write(written);
    return;
  }
  try {
    writeFileSync(wordsOf(output, '--output'), written);
  } catch (error) {
    throw new Problem(
      'output_not_written',
      `${output} could not be written: ${(error as Error).message}.`,
      'Name a file in a folder that is there.',
      1,
      error,
    );
  }
  say(`deeds: wrote ${output}.`);
}
