import type { Command } from 'commander';
import { Problem } from '../core/problem.ts';
import { exportRecord } from '../exchange.ts';
import { count } from '../listings/count.ts';
import { exportEventsVerb, writeNew } from './export-events.ts';
import { say } from './messages.ts';
import { wordsOf } from './options.ts';
import { Remote, type ServerOption, withServer } from './remote.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

interface ExportOptions extends WritingOptions, ServerOption {
  readonly bundle?: string;
  readonly document?: string[];
}

export function exportVerb(program: Command): Command {
  const command = withServer(withWriting(program.command('export')))
    .description('Sign the record, and write it, or a part of it, into one file that can be checked anywhere.')
    .option('--bundle <file>', 'the file to write; it must not be there')
    .option('--document <id...>', 'only what the record says of these documents, with proofs')
    .action(async ({ bundle, document, server, ...options }: ExportOptions) => {
      if (bundle === undefined) return command.error("error: required option '--bundle <file>' not specified");
      const file = wordsOf(bundle, '--bundle');
      if (server !== undefined) return await bundleFrom(new Remote(server), file, document);
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

/** What a server's record says of some documents; all of a record is carried from its folder. */
async function bundleFrom(remote: Remote, file: string, documents: readonly string[] | undefined): Promise<void> {
  if (documents === undefined)
    throw new Problem(
      'server_format',
      'From a server, a bundle is of documents that are named.',
      'Name them with --document; all of a record is exported on the machine that has its folder.',
      2,
    );
  writeNew(file, await remote.fileFor('/api/v1/record/bundle', { documents }));
  say(`deeds: ${file} holds ${count(documents.length, 'document')}; \`deeds verify --bundle\` checks it anywhere.`);
}
