import type { Command } from 'commander';
import { foundList } from '../listings/found.ts';
import { print } from './messages.ts';
import { numberOf, outputOf, withOutputs, wordsOf } from './options.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

export function searchVerb(program: Command): Command {
  const command = withReading(program.command('search'))
    .description('Find documents and claims in which all the words stand, the best of the newest first.')
    .argument('<words...>', 'words; "quoted words" stand together')
    .option('--limit <number>', 'at most so many hits', '20')
    .action(async (words: string[], options: ReadingOptions & { limit: string } & Record<string, unknown>) => {
      const output = outputOf(options);
      const limit = numberOf(options.limit, '--limit');
      const asked = wordsOf(words.join(' '), 'The search');
      await print(output.write(foundList(await reading(options, record => record.search(asked, limit)))));
    });
  return withOutputs(command);
}
