import type { Command } from 'commander';
import { note } from '../decisions/any.ts';
import { say } from './messages.ts';
import { wordsOf } from './options.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function noteVerb(program: Command): Command {
  return withServer(withWriting(program.command('note')))
    .description('Write a note on a document, a claim, an actor or anything else that has an id.')
    .argument('<subject>', 'its id')
    .argument('<text>', 'the note')
    .action(async (subject: string, text: string, options: WritingOptions & ServerOption) => {
      if (options.server !== undefined) {
        const said = present({ subject, text: wordsOf(text, 'The note'), by: options.by });
        const { entry } = (await new Remote(options.server).post('/api/v1/notes', said)) as { entry: number };
        say(`deeds: noted on ${subject} (entry ${entry}).`);
        return;
      }
      await deciding(options, async (record, by) => {
        const noted = await note(record, subject, wordsOf(text, 'The note'), by);
        say(
          `deeds: noted on ${noted.subject} (entry ${noted.sequence}); \`deeds log --about ${noted.subject}\` shows it.`,
        );
      });
    });
}
