import type { Command } from 'commander';
import { exportRecord } from '../exchange.ts';
import { count } from '../listings/count.ts';
import { exportEventsVerb } from './export-events.ts';
import { say } from './messages.ts';
import { wordsOf } from './options.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

interface ExportOptions extends WritingOptions {
  readonly bundle?: string;
  readonly document?: string[];
}

export function exportVerb(program: Command): Command {
  const command = withWriting(program.command('export'))
    .description('Sign the record, and write it, or a part of it, into one file that can be checked anywhere.')
    .option('--bundle <file>', 'the file to write; it must not be there')
    .option('--document <id...>', 'only what the record says of these documents, with proofs')
    .action(async ({ bundle, document, ...options }: ExportOptions) => {
      if (bundle === undefined) return command.error("error: required option '--bundle <file>' not specified");
      const file = wordsOf(bundle, '--bundle');
      await deciding(options, async record => {
        const { entries } = await exportRecord(record, file, document);
        say(
          `deeds: ${file} holds ${count(entries, 'entry', 'entries')}; \`deeds verify --bundle\` checks it anywhere, and \`deeds import\` takes it in.`,
        );
      });
    });
  exportEventsVerb(command);
  return command;
}
