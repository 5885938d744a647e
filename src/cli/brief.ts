import { writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { fontFile } from '../app.ts';
import { Problem } from '../core/problem.ts';
import { brief, DEFAULT_LINES } from '../listings/brief.ts';
import { appointments } from '../listings/calendar.ts';
import { fitted } from '../outputs/brief/fit.ts';
import { briefFormats } from '../outputs/brief/index.ts';
import { type DayOptions, judged, withDays } from './judge.ts';
import { say } from './messages.ts';
import { dayOf, numberOf, wordsOf } from './options.ts';
import { reading, withReading } from './session.ts';

interface BriefOptions extends DayOptions {
  readonly instrument?: string;
  readonly meeting?: string;
  readonly since?: string;
  readonly lines?: string;
  readonly all?: boolean;
  readonly format: string;
  readonly output?: string;
}

export function briefVerb(program: Command): Command {
  return withDays(withReading(program.command('brief')))
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
      const made = await reading(options, async record => {
        const { docket, rows, day } = await judged(record, instrument, options);
        const calendar = await appointments(record, docket, rows, day);
        return isFitted
          ? await fitted(room => brief(docket, rows, calendar, { ...request, ...room, day }), DEFAULT_LINES, fontFile)
          : brief(docket, rows, calendar, { ...request, day });
      });
      const written = await format.write(made, fontFile);
      if (output === undefined) process.stdout.write(written);
      else {
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
    });
}
