import type { Command } from 'commander';
import { type DeedsRecord } from '../app.ts';
import { link, unlink } from '../decisions/documents.ts';
import { say } from './messages.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
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

function verb(program: Command, name: 'link' | 'unlink', about: string, decide: typeof link): Command {
  return withServer(withWriting(program.command(name)))
    .description(about)
    .argument('<document>', 'a document')
    .argument('<other>', 'another one')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (document: string, other: string, options: WritingOptions & ServerOption & { why?: string }) => {
      if (options.server !== undefined) {
        const said = present({ other, why: options.why, by: options.by });
        const path = `/api/v1/documents/${encodeURIComponent(document)}/${name}`;
        const told = (await new Remote(options.server).post(path, said)) as { entry: number; origins: string[] };
        say(`deeds: recorded as entry ${told.entry}. ${countedAs(told.origins)}`);
        return;
      }
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
  return countedAs([(await record.document(document))?.origin, (await record.document(other))?.origin]);
}

const countedAs = ([one, two]: readonly (string | undefined)[]): string =>
  one === two ? `Both count as one origin, ${one}.` : `They count as two origins, ${one} and ${two}.`;
