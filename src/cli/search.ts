import type { Command } from 'commander';
import { Problem } from '../core/problem.ts';
import { foundList } from '../listings/found.ts';
import { utteranceList, utterancesSaying } from '../listings/utterances.ts';
import { print } from './messages.ts';
import { numberOf, outputOf, withOutputs, wordsOf } from './options.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

interface SearchOptions extends ReadingOptions, ServerOption {
  readonly limit: string;
  readonly said?: string;
}

export function searchVerb(program: Command): Command {
  const command = withReading(program.command('search'))
    .description(
      'Find documents and claims in which all the words stand, the best of the newest first; or what was said, and who has it.',
    )
    .argument('[words...]', 'words; "quoted words" stand together')
    .option(
      '--said <words>',
      'instead: what somebody is said to have said with all these words, each with all its witnesses, how their wordings differ, and to whom they attribute it',
    )
    .option('--limit <number>', 'at most so many hits', '20')
    .action(async (words: string[], options: SearchOptions & Record<string, unknown>) => {
      const output = outputOf(options);
      const limit = numberOf(options.limit, '--limit');
      const asked = askedFor(words, options.said);
      if (options.server !== undefined) {
        const remote = new Remote(options.server, options.asOf);
        if (options.said === undefined)
          await print(await remote.list('search', output.name, { q: asked, limit: String(limit) }));
        else await print(await remote.list('utterances', output.name, { about: asked }));
        return;
      }
      const listing = await reading(options, async record => {
        if (options.said === undefined) return await foundList(record, await record.search(asked, limit));
        const { found, documents } = await utterancesSaying(record, asked, limit);
        return utteranceList(found, documents);
      });
      await print(output.write(listing));
    });
  return withServer(withOutputs(command));
}

function askedFor(words: readonly string[], said: string | undefined): string {
  if (said === undefined) return wordsOf(words.join(' '), 'The search');
  if (words.length === 0) return wordsOf(said, '--said');
  throw new Problem(
    'two_searches',
    `The search has words of its own ("${words.join(' ')}") beside those of --said.`,
    'Give either: --said finds what was said, other words find documents and claims.',
    2,
  );
}
