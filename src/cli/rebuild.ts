import type { Command } from 'commander';
import { rebuildRecord } from '../app.ts';
import { say } from './messages.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function rebuildVerb(program: Command): Command {
  return withWriting(program.command('rebuild'))
    .description(
      'Make the tables that lists are read from anew from the log, and say whether they were what the log gives.',
    )
    .action(async (options: WritingOptions) => {
      const { before, after } = await deciding(options, rebuildRecord);
      if (before === after) {
        say(`deeds: the state was made anew and is what it was (${after}).`);
        return;
      }
      const was = before === undefined ? 'could not be read before' : `was ${before} before`;
      say(
        `deeds: the state was made anew: it ${was} and is ${after} now. Lists read from it until now were not what the log says; it is now.`,
      );
      process.exitCode = 1;
    });
}
