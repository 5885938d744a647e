import { type Command, Option } from 'commander';
import { entryKindNames, logList } from '../listings/log.ts';
import { print } from './messages.ts';
import { numberOf, outputOf, withOutputs, wordsOf } from './options.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

interface LogOptions extends ReadingOptions, ServerOption {
  readonly from?: string;
  readonly kind?: string;
  readonly by?: string;
  readonly about?: string;
}

export function logVerb(program: Command): Command {
  const command = withReading(program.command('log'))
    .description('Every entry of the record in order: who did what, when and why.')
    .option('--from <entry>', 'from the entry of this number on')
    .addOption(new Option('--kind <kind>', 'only entries of this kind').choices(entryKindNames))
    .option('--by <name>', 'only what this person, or "machine", did')
    .option('--about <id>', 'only what speaks of this document, claim, actor or other id')
    .action(async (options: LogOptions & Record<string, unknown>) => {
      const output = outputOf(options);
      const { from, kind, by, about } = options;
      const filter = {
        ...(from !== undefined && { from: numberOf(from, '--from') }),
        ...(kind !== undefined && { kind }),
        ...(by !== undefined && { by: wordsOf(by, '--by') }),
        ...(about !== undefined && { about: wordsOf(about, '--about') }),
      };
      if (options.server !== undefined) {
        const remote = new Remote(options.server, options.asOf);
        await print(await remote.list('record', output.name, { kind, by, about, from }));
        return;
      }
      await print(output.write(await reading(options, record => logList(record, filter))));
    });
  return withServer(withOutputs(command));
}
