import type { Command } from 'commander';
import { undo } from '../decisions/any.ts';
import { say } from './messages.ts';
import { numberOf } from './options.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function undoVerb(program: Command): Command {
  return withWriting(program.command('undo'))
    .description('Take back a decision. It stays in the log, and so does its undoing.')
    .argument('<entry>', 'its number, as `deeds log` prints it')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (entry: string, options: WritingOptions & { why?: string }) => {
      const number = numberOf(entry, 'The entry');
      await deciding(options, async (record, by) => {
        const { kind, subject } = await undo(record, number, { by, why: options.why });
        say(`deeds: entry ${number} (${kind} about ${subject}) taken back by ${by}.`);
      });
    });
}
