import type { Command } from 'commander';
import { undo } from '../decisions/any.ts';
import { say } from './messages.ts';
import { numberOf } from './options.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function undoVerb(program: Command): Command {
  return withServer(withWriting(program.command('undo')))
    .description('Take back a decision. It stays in the log, and so does its undoing.')
    .argument('<entry>', 'its number, as `deeds log` prints it')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (entry: string, options: WritingOptions & ServerOption & { why?: string }) => {
      const number = numberOf(entry, 'The entry');
      if (options.server !== undefined) {
        const said = present({ why: options.why, by: options.by });
        const path = `/api/v1/entries/${number}/undo`;
        const told = (await new Remote(options.server).post(path, said)) as Record<'kind' | 'subject' | 'by', string>;
        say(`deeds: entry ${number} (${told.kind} about ${told.subject}) taken back by ${told.by}.`);
        return;
      }
      await deciding(options, async (record, by) => {
        const { kind, subject } = await undo(record, number, { by, why: options.why });
        say(`deeds: entry ${number} (${kind} about ${subject}) taken back by ${by}.`);
      });
    });
}
