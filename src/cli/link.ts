import type { Command } from 'commander';
import { type DeedsRecord } from '../app.ts';
import { link, unlink } from '../decisions/documents.ts';
import { say } from './messages.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function linkVerb(program: Command): Command {
  return verb(program, 'link', 'Say that a document is a copy of another, so that both count as one origin.', link);
}

export function unlinkVerb(program: Command): Command {
  return verb(
    program,
    'unlink',
    'Say that two documents are no copies of each other, whatever their words say.',
    unlink,
  );
}

function verb(program: Command, name: string, about: string, decide: typeof link): Command {
  return withWriting(program.command(name))
    .description(about)
    .argument('<document>', 'a document')
    .argument('<other>', 'another one')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (document: string, other: string, options: WritingOptions & { why?: string }) => {
      await deciding(options, async (record, by) => {
        const { added, sequence } = await decide(record, document, other, { by, why: options.why });
        say(
          `deeds: recorded as entry ${sequence}${added ? '' : ', as before'}. ${await originsOf(record, document, other)}`,
        );
      });
    });
}

/** What came of it: a third document may join two that are no copies, or a mixture may stay apart. */
async function originsOf(record: DeedsRecord, document: string, other: string): Promise<string> {
  const [one, two] = [await record.document(document), await record.document(other)];
  return one?.origin === two?.origin
    ? `Both count as one origin, ${one?.origin}.`
    : `They count as two origins, ${one?.origin} and ${two?.origin}.`;
}
