import { type Command } from 'commander';
import { backupRecord } from '../exchange.ts';
import { count } from '../listings/count.ts';
import { say } from './messages.ts';
import { withRecord } from './options.ts';

export function backupVerb(program: Command): Command {
  return withRecord(program.command('backup'))
    .description('Copy the record as it is now, while others may be writing to it, and verify the copy.')
    .argument('<dir>', 'the folder to make; it must not be there')
    .action(async (to: string, options: { record: string }) => {
      const { entries, documents } = await backupRecord(options.record, to, { onProgress: copying });
      say(
        `deeds: ${to} holds ${count(entries, 'entry', 'entries')} and ${count(documents, 'document')}, and was verified. ` +
          'It holds the key that signs too: keep it as safe as the record.',
      );
    });
}

/** Blobs between two lines of progress. */
const PROGRESS_EVERY = 5000;

export function copying(done: number, total: number): void {
  if (done % PROGRESS_EVERY === 0) say(`deeds: ${done} of ${total} kept pieces copied`);
}
