import type { Command } from 'commander';
import { print, say } from './messages.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function checkpointVerb(program: Command): Command {
  return withWriting(program.command('checkpoint'))
    .description('Sign how many entries the record has and what they are; prints the note for somebody else to keep.')
    .option('--new-key', 'sign with a new key from here on; the old one vouches for it')
    .action(async (options: WritingOptions & { newKey?: boolean }) => {
      await deciding(options, async record => {
        const { size, note } = await record.checkpoint(options.newKey);
        say(`deeds: the first ${size} entries are signed.`);
        await print(note);
      });
    });
}
