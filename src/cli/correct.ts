import type { Command } from 'commander';
import { correct } from '../decisions/documents.ts';
import { affectedList } from '../listings/affected.ts';
import { count } from '../listings/count.ts';
import { print, say } from './messages.ts';
import { dayOf, numberOf, outputOf, withOutputs, wordsOf } from './options.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

interface CorrectOptions extends WritingOptions, ServerOption {
  readonly retract?: boolean;
  readonly words?: string;
  readonly at?: string;
  readonly notice?: string;
  readonly published?: string;
  readonly why?: string;
}

export function correctVerb(program: Command): Command {
  const command = withServer(withWriting(program.command('correct')))
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
      if (options.server !== undefined) {
        const { document: _, ...said } = correction;
        const remote = new Remote(options.server);
        const path = `/api/v1/documents/${encodeURIComponent(document)}/corrections`;
        const told = (await remote.post(path, present({ ...said, why, by: options.by }))) as {
          entry: number;
          affected: object[];
        };
        say(recorded(told.entry, told.affected.length));
        await print(await remote.list('affected', output.name, { document }));
        return;
      }
      await deciding(options, async (record, by) => {
        const { sequence, affected } = await correct(record, correction, { by, why });
        say(recorded(sequence, affected.length));
        await print(output.write(await affectedList(record, affected)));
      });
    });
  return withOutputs(command);
}

const recorded = (entry: number, affected: number): string =>
  `deeds: recorded as entry ${entry}; ${count(affected, 'thing')} in the record ${affected === 1 ? 'rests' : 'rest'} on it.`;
