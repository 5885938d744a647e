import { Argument, type Command, Option } from 'commander';
import { Problem } from '../core/problem.ts';
import { gatheringStatuses } from '../listings/gathering-filter.ts';
import { filtersOf, type ListFilter, listFromRecord, listNames, states } from '../listings/index.ts';
import { print, say } from './messages.ts';
import { endOf, outputOf, withOutputs, wordsOf } from './options.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

export function showVerb(program: Command): Command {
  const command = withReading(program.command('show'))
    .description('List what the record holds. Claims that stand in several copies are listed once.')
    .addArgument(new Argument('<list>', 'what to list').choices(listNames))
    .option('--actor <name>', 'only where somebody of this name plays a part')
    .option('--speaker <name>', 'only what somebody of this name said')
    .option('--about <words>', 'only where these words stand')
    .option('--place <name>', 'of gatherings: only at a place of this name')
    .option('--series <words>', 'of gatherings: only of a series, or called so')
    .addOption(new Option('--status <status>', 'of gatherings: only those that stand so').choices(gatheringStatuses))
    .option('--from <date>', 'only what happened on or after this day, YYYY-MM-DD, or from this month or year on')
    .option(
      '--until <date>',
      'only what happened on or before this day, YYYY-MM-DD, or by the end of this month or year',
    )
    .option('--document <id>', 'only from this document')
    .option('--copies', 'also the claims of copies')
    .addOption(
      new Option('--state <state>', 'only claims that stand so; by default all but rejected ones').choices([
        ...states,
        'all',
      ]),
    )
    .action(async (list: string, options: ListFilter & ReadingOptions & ServerOption & Record<string, unknown>) => {
      const output = outputOf(options);
      const filter = filterOf(list, options);
      if (options.server !== undefined) {
        const query = filterNames.map(
          name => [name, filter[name] === undefined ? undefined : String(filter[name])] as const,
        );
        await print(await new Remote(options.server, options.asOf).list(list, output.name, Object.fromEntries(query)));
        return;
      }
      const listing = await reading(options, record => listFromRecord(record, list, filter));
      for (const note of listing!.notes ?? []) say(`deeds: ${note}`);
      await print(output.write(listing!));
    });
  return withServer(withOutputs(command));
}

const wordOptions = ['actor', 'speaker', 'about', 'document', 'place', 'series'] as const;
const filterNames: readonly (keyof ListFilter)[] = [...wordOptions, 'status', 'from', 'until', 'copies', 'state'];

/** A filter that a list does not know is wrong usage: left out silently, the list would seem to be the answer. */
function filterOf(list: string, options: ListFilter): ListFilter {
  const known = filtersOf(list);
  const unknown = filterNames.find(name => options[name] !== undefined && !known.includes(name));
  if (unknown !== undefined) {
    throw new Problem(
      'unknown_filter',
      `The list of ${list} cannot be narrowed by --${unknown}.`,
      `It can be by ${known.map(name => `--${name}`).join(', ')}.`,
      2,
    );
  }
  for (const name of wordOptions) if (options[name] !== undefined) wordsOf(options[name], `--${name}`);
  const from = options.from === undefined ? undefined : endOf(options.from, 'first', '--from');
  const until = options.until === undefined ? undefined : endOf(options.until, 'last', '--until');
  if (from !== undefined && until !== undefined && from > until) {
    throw new Problem('bad_range', `--from ${from} is later than --until ${until}.`, 'Give the earlier day first.', 2);
  }
  return { ...options, ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}
