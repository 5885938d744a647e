import { Argument, type Command } from 'commander';
import { openRecordForReading } from '../app.ts';
import { type ListFilter, listFromRecord, listNames } from '../listings.ts';
import { print } from './messages.ts';
import { dayOf, outputOf, withOutputs, withRecord } from './options.ts';

export function showVerb(program: Command): Command {
  const command = withRecord(program.command('show'))
    .description('List what the record holds. Claims that stand in several copies are listed once.')
    .addArgument(new Argument('<list>', 'what to list').choices(listNames))
    .option('--actor <name>', 'only where somebody of this name plays a part')
    .option('--speaker <name>', 'only what somebody of this name said')
    .option('--about <words>', 'only where these words stand')
    .option('--from <date>', 'only what happened on or after this day, YYYY-MM-DD')
    .option('--until <date>', 'only what happened on or before this day, YYYY-MM-DD')
    .option('--document <id>', 'only from this document')
    .option('--copies', 'also the claims of copies')
    .action(async (list: string, options: ListFilter & { record: string } & Record<string, unknown>) => {
      const output = outputOf(options);
      const filter: ListFilter = {
        ...options,
        ...(options.from !== undefined && { from: dayOf(options.from, '--from') }),
        ...(options.until !== undefined && { until: dayOf(options.until, '--until') }),
      };
      const record = await openRecordForReading(options.record);
      try {
        const listing = await listFromRecord(record, list, filter);
        await print(output.write(listing!));
      } finally {
        await record.close();
      }
    });
  return withOutputs(command);
}
