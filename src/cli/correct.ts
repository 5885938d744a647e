import type { Command } from 'commander';
import { correct } from '../decisions/documents.ts';
import { affectedList } from '../listings/affected.ts';
import { count } from '../listings/count.ts';
import { print, say } from './messages.ts';
import { dayOf, numberOf, outputOf, withOutputs, wordsOf } from './options.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

interface CorrectOptions extends WritingOptions {
  readonly retract?: boolean;
  readonly words?: string;
  readonly at?: string;
  readonly notice?: string;
  readonly published?: string;
  readonly why?: string;
}

export function correctVerb(program: Command): Command {
  const command = withWriting(program.command('correct'))
    .description('Record that a source corrected or retracted a document, and list everything that rests on it.')
    .argument('<document>', 'the document that was corrected')
    .option('--retract', 'the source took it back altogether')
    .option('--words <words>', 'only these words of it are meant')
    .option('--at <offset>', 'where the words begin, when they stand there more than once')
    .option('--notice <id>', 'the document that says so')
    .option('--published <date>', 'the day on which it was said, YYYY-MM-DD')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (document: string, options: CorrectOptions & Record<string, unknown>) => {
      const output = outputOf(options);
      const { words, at, notice, published, why } = options;
      const correction = {
        document,
        retract: options.retract === true,
        words: words === undefined ? undefined : wordsOf(words, '--words'),
        at: at === undefined ? undefined : numberOf(at, '--at'),
        notice,
        published: published === undefined ? undefined : dayOf(published, '--published'),
      };
      await deciding(options, async (record, by) => {
        const { sequence, affected } = await correct(record, correction, { by, why });
        say(
          `deeds: recorded as entry ${sequence}; ${count(affected.length, 'thing')} in the record ${affected.length === 1 ? 'rests' : 'rest'} on it.`,
        );
        await print(output.write(await affectedList(record, affected)));
      });
    });
  return withOutputs(command);
}
