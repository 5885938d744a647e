import type { Command } from 'commander';
import { type Count, countText, originList, ORIGINS_SCHEMA, originsOf } from '../listings/origins.ts';
import { documentIn } from '../listings/index.ts';
import { print } from './messages.ts';
import { outputOf, withOutputs } from './options.ts';
import { questionOf, Remote, type ServerOption, withServer } from './remote.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

export function originsVerb(program: Command): Command {
  const command = withReading(program.command('origins'))
    .description(
      'Say how many independent origins the documents come down to, which are copies, and which words show it.',
    )
    .argument('[document]', 'only the origin of this document, and those that share words with it')
    .action(async (document: string | undefined, options: ReadingOptions & ServerOption & Record<string, unknown>) => {
      const output = outputOf(options);
      if (options.server !== undefined) {
        await print(await originsAt(new Remote(options.server, options.asOf), document, output.name));
        return;
      }
      const { origins, count } = await reading(options, async record => {
        if (document !== undefined) await documentIn(record, document);
        return await originsOf(record, id => document === undefined || id === document);
      });
      const listing = originList(origins);
      if (output.name === 'json') {
        const items = listing.rows.map(({ value }) => value);
        await print(`${JSON.stringify({ schema: ORIGINS_SCHEMA, count, items }, null, 2)}\n`);
        return;
      }
      await print(`${output.name === 'text' ? `${countText(count)}\n` : ''}${output.write(listing)}`);
    });
  return withServer(withOutputs(command));
}

/** The same as a server has it. */
async function originsAt(remote: Remote, document: string | undefined, format: string): Promise<string> {
  const counted = await remote.get(`/api/v1/origins/counted${questionOf({ document })}`);
  if (format === 'json') return `${JSON.stringify(counted.body, null, 2)}\n`;
  const { count } = counted.body as { readonly count: Count };
  const list = await remote.list('origins', format, { document });
  return format === 'text' ? `${countText(count)}\n${list}` : list;
}
