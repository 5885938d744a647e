import type { Command } from 'commander';
import { holdsRecord, type Imported, importIntoRecord, unpackBundle } from '../exchange.ts';
import { count } from '../listings/count.ts';
import { say } from './messages.ts';
import { adding, withWriting, type WritingOptions } from './session.ts';

export function importVerb(program: Command): Command {
  return withWriting(program.command('import'))
    .description(
      'Take over from a bundle what the record does not have; a whole bundle becomes the record where there is none.',
    )
    .argument('<file>', 'the bundle that `deeds export` wrote')
    .action(async (file: string, options: WritingOptions) => {
      const { record: folder } = options;
      const made = holdsRecord(folder) ? undefined : await unpackBundle(file, folder);
      if (made !== undefined) {
        say(
          `deeds: ${folder} is now the record that ${file} holds: ${count(made.entries, 'entry', 'entries')}, ${count(made.documents, 'document')}, verified.`,
        );
        return;
      }
      await adding(options, async (record, by) => say(sentence(await importIntoRecord(record, file, by, comparing))));
    });
}

function sentence({ documents, decisions, known, leftOut, links }: Imported): string {
  const parts = [
    count(documents.length, 'new document'),
    count(decisions, 'decision'),
    ...(links === 0 ? [] : [`${count(links, 'link')} with documents that were here`]),
  ];
  const rest = [
    ...(known === 0 ? [] : [`${count(known, 'entry', 'entries')} known already`]),
    ...(leftOut === 0 ? [] : [`${leftOut} left out, because they speak of what is not here or was erased`]),
  ];
  return `deeds: ${[parts.join(', '), ...rest].join('; ')}`;
}

/** Documents between two lines of progress. */
const PROGRESS_EVERY = 500;

function comparing(done: number, total: number): void {
  if (done % PROGRESS_EVERY === 0) say(`deeds: ${done} of ${total} documents compared with the record`);
}
