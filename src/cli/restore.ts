import type { Command } from 'commander';
import { restoreRecord } from '../exchange.ts';
import { count } from '../listings/count.ts';
import { copying } from './backup.ts';
import { say } from './messages.ts';
import { withRecord } from './options.ts';

export function restoreVerb(program: Command): Command {
  return withRecord(program.command('restore'))
    .description('Put a backup in the place of the record, once it is verified; the present record is kept beside it.')
    .argument('<backup>', 'the folder that `deeds backup` made')
    .option('--older', 'also when the record has entries that the backup does not have')
    .action(async (from: string, options: { record: string; older?: boolean }) => {
      const { report, before } = await restoreRecord(from, options.record, {
        onProgress: copying,
        older: options.older === true,
      });
      const kept = before === undefined ? '' : ` What was there is now in ${before}.`;
      say(
        `deeds: ${options.record} is the record of ${from}: ${count(report.entries, 'entry', 'entries')}, ${count(report.documents, 'document')}, verified.${kept}`,
      );
    });
}
