import type { Command } from 'commander';
import { countText, originList, originsOf } from '../listings/origins.ts';
import { documentIn } from '../listings/index.ts';
import { print } from './messages.ts';
import { outputOf, withOutputs } from './options.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

/** Version of the shape of what `--json` prints; docs/json.md says what changed. */
const SCHEMA = 'deeds-origins/1';

export function originsVerb(program: Command): Command {
  const command = withReading(program.command('origins'))
    .description(
      'Say how many independent origins the documents come down to, which are copies, and which words show it.',
    )
    .argument('[document]', 'only the origin of this document, and those that share words with it')
    .action(async (document: string | undefined, options: ReadingOptions & Record<string, unknown>) => {
      const output = outputOf(options);
      const { origins, count } = await reading(options, async record => {
        if (document !== undefined) await documentIn(record, document);
        return await originsOf(record, id => document === undefined || id === document);
      });
      const listing = originList(origins);
      if (output.name === 'json') {
        const items = listing.rows.map(({ value }) => value);
        await print(`${JSON.stringify({ schema: SCHEMA, count, items }, null, 2)}\n`);
        return;
      }
      await print(`${output.name === 'text' ? `${countText(count)}\n` : ''}${output.write(listing)}`);
    });
  return withOutputs(command);
}
