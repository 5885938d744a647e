import { type Command, Option } from 'commander';
import { appointments } from '../listings/calendar.ts';
import { gatheringOutlines } from '../listings/gatherings.ts';
import { judgedCase } from '../listings/judged.ts';
import { type JudgedList, judgedLists, narrowed, type Narrowing } from '../listings/judged-lists.ts';
import { judgedFormats } from '../outputs/judged/index.ts';
import { visible } from '../outputs/text.ts';
import { acceptVerb, rejectVerb, settleVerb, sourceVerb } from './judge-evidence.ts';
import { proposeVerb, publishVerb, reviewVerb } from './judge-findings.ts';
import { askedOf, type DayOptions, judged, judgedPath, withDays } from './judged.ts';
import { print, say } from './messages.ts';
import { outputOf, withOutputs } from './options.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { reading, withReading } from './session.ts';

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
          await new Remote(given.server, given.asOf).list(
            await judgedPath(given, id, name),
            output.name,
            askedOf(given),
          ),
        );
        return;
      }
      const listing = await reading(given, async record =>
        judgedLists[name](narrowed(await judged(record, id, given), given), () => gatheringOutlines(record)),
      );
      await print(output.write(listing));
      for (const note of listing.notes ?? []) say(`deeds: ${visible(note)}`);
    });
  withServer(withOutputs(command));
}

function exportVerb(parent: Command): void {
  withServer(withDays(withReading(parent.command('export'))))
    .description('Write findings in a format of other programs.')
    .argument('[instrument]', 'id of an instrument; needed where the record has several')
    .addOption(
      new Option('--format <format>', judgedFormats.map(({ name, about }) => `${name}: ${about}`).join('; '))
        .choices(judgedFormats.map(({ name }) => name))
        .makeOptionMandatory(),
    )
    .action(async (id: string | undefined, options: DayOptions & ServerOption & { format: string }) => {
      if (options.server !== undefined) {
        const path = await judgedPath(options, id, `export/${options.format}`);
        const { day, from, until } = askedOf(options);
        await print(
          Buffer.from(await new Remote(options.server, options.asOf).file(path, { day, from, until })).toString('utf8'),
        );
        return;
      }
      const format = judgedFormats.find(({ name }) => name === options.format)!;
      const written = await reading(options, async record => {
        const { docket, rows, day } = await judged(record, id, options);
        const calendar = await appointments(docket, rows, await gatheringOutlines(record), day);
        return format.write(await judgedCase(record, docket, rows, calendar, day));
      });
      await print(written);
    });
}
