import { join } from 'node:path';
import type { Command } from 'commander';
import { addInput, loadEngine, openRecordForAdding, packageRoot, verifyRecord } from '../app.ts';
import { listFromRecord } from '../listings/index.ts';
import { section, visible } from '../outputs/text.ts';
import { inputsFrom } from './inputs.ts';
import { print, problemLine, say } from './messages.ts';
import { withRecord } from './options.ts';
import { nameOf } from './session.ts';

const EXAMPLE_RECORD = '.deeds-example';
/** What a newcomer is shown, in the order of the story: words first, then deeds, then where they came from. */
const SHOWN = ['commitments', 'statements', 'meetings', 'incidents', 'acts', 'origins'];

export function exampleVerb(program: Command): Command {
  return withRecord(program.command('example'), 'the record to make', EXAMPLE_RECORD)
    .description('Read the example reports into a record of their own and show what it then holds.')
    .action(async (options: { record: string }) => {
      const engine = loadEngine();
      const record = await openRecordForAdding(options.record, nameOf(undefined));
      let failed = 0;
      try {
        for (const input of inputsFrom([join(packageRoot, 'examples', 'reports')]).inputs) {
          for await (const outcome of addInput(record, input, {}, engine)) {
            if (outcome.outcome === 'failed') {
              failed++;
              say(problemLine(outcome.problem, outcome.name));
              continue;
            }
            const copy = outcome.outcome === 'added' ? outcome.copies[0] : undefined;
            say(
              `${visible(outcome.name.slice(packageRoot.length))}: ${outcome.outcome}${copy ? `, a copy of ${copy.of}` : ''}`,
            );
          }
        }
        for (const name of SHOWN) {
          const listing = await listFromRecord(record, name, {});
          await print(`\n${section(listing!)}`);
        }
        await record.checkpoint();
      } finally {
        await record.close();
      }
      const report = await verifyRecord(options.record);
      await print(
        [
          '',
          `Verified: ${report.entries} entries, ${report.spans} spans, ${report.problems.length} altered.`,
          '',
          'What to do next:',
          '  npx deeds read FILE --published YYYY-MM-DD     read a report of your own; nothing is kept',
          '  npx deeds add FILE|FOLDER                      keep reports in a record (.deeds)',
          '  npx deeds show statements --about sanctions    list what the record holds; --json, --jsonl, --csv',
          '  npx deeds review                               confirm or reject what the machine read, one keystroke a claim',
          '  npx deeds verify                               read every kept byte and span again',
          `  npx deeds show origins --record ${options.record}   look further at this example`,
          '',
        ].join('\n'),
      );
      process.exitCode = failed > 0 || report.problems.length > 0 ? 1 : 0;
    });
}
