import type { Command } from 'commander';
import { verifyRecord } from '../app.ts';
import { visible } from '../outputs/text.ts';
import { DEFAULT_RECORD } from './options.ts';

export function verifyVerb(program: Command): Command {
  return program
    .command('verify')
    .description('Read every entry, every kept byte and every span again, and say whether the record is what it was.')
    .option('--record <dir>', 'the record', DEFAULT_RECORD)
    .option('--json', 'one JSON object')
    .action(async (options: { record: string; json?: boolean }) => {
      const report = await verifyRecord(options.record);
      if (options.json) process.stdout.write(`${JSON.stringify({ schema: 'deeds-verify/1', ...report }, null, 2)}\n`);
      else {
        const counts = `${report.entries} entries, ${report.documents} documents, ${report.claims} claims, ${report.spans} spans read again`;
        for (const { place, sentence } of report.problems)
          process.stdout.write(`${visible(place)}: ${visible(sentence)}\n`);
        process.stdout.write(
          report.problems.length === 0
            ? `${counts}: all is as it was recorded.\n`
            : `${counts}: ${report.problems.length} found altered.\n`,
        );
      }
      process.exitCode = report.problems.length === 0 ? 0 : 1;
    });
}
