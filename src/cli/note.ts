import type { Command } from 'commander';
import { note } from '../decisions/any.ts';
import { say } from './messages.ts';
import { wordsOf } from './options.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function noteVerb(program: Command): Command {
  return withWriting(program.command('note'))
    .description('Write a note on a document, a claim, an actor or anything else that has an id.')
    .argument('<subject>', 'its id')
    .argument('<text>', 'the note')
    .action(async (subject: string, text: string, options: WritingOptions) => {
      await deciding(options, async (record, by) => {
        const noted = await note(record, subject, wordsOf(text, 'The note'), by);
        say(
          `deeds: noted on ${noted.subject} (entry ${noted.sequence}); \`deeds log --about ${noted.subject}\` shows it.`,
        );
      });
    });
}
