import type { Command } from 'commander';
import type { Hop } from '../core/fetched.ts';
import { Problem } from '../core/problem.ts';
import { explanation } from '../outputs/explanation.ts';
import { visible } from '../outputs/text.ts';
import { print } from './messages.ts';
import { reading, type ReadingOptions, withReading } from './session.ts';

export function explainVerb(program: Command): Command {
  return withReading(program.command('explain'))
    .description('Say how documents of the record were captured, and what of them was left out and why.')
    .argument('<document...>', 'ids of documents, as deeds show documents lists them')
    .action(async (ids: string[], options: ReadingOptions) => {
      await reading(options, async record => {
        for (const id of ids) {
          const [known, text, read] = [await record.document(id), await record.text(id), await record.reading(id)];
          if (known === undefined || text === undefined || read === undefined) {
            throw new Problem(
              'unknown_document',
              `The record has no document ${JSON.stringify(id)}.`,
              'deeds show documents lists them with their ids.',
            );
          }
          const { facts, about, addedAt, addedBy } = known;
          const retrieval = await record.retrieval(id);
          const came = [
            ['file', facts.name],
            ['added', `${addedAt}, by ${addedBy}`],
            ['taken at', facts.capturedAt ?? ''],
            ['within', facts.within === undefined ? '' : `${facts.within.name}, ${facts.within.place}`],
            ['said to be', facts.contentType ?? ''],
            ...(retrieval?.hops ?? []).map(hop => ['fetched', hopLine(hop)] as const),
          ] as const;
          await print(`${visible(id)}\n\n`);
          await print(explanation({ document: { ...about, text }, leftOut: read.leftOut, came }));
          await print([...read.notes.map(note => `Note: ${visible(note)}`), '', ''].join('\n'));
        }
      });
    });
}

/** One request and what answered it: the way on which bytes came, for people. */
function hopLine({ at, url, robots, connection, response }: Hop): string {
  return [
    url,
    at,
    `answered ${response?.status ?? 'nothing'} from ${connection?.address ?? 'nowhere'}`,
    connection?.tls === undefined
      ? 'not encrypted'
      : `${connection.tls.protocol}, certificate ${connection.tls.certificateSha256.slice(0, 16)}…${connection.tls.unproven === undefined ? '' : `, which does not show who it is (${connection.tls.unproven})`}`,
    `robots.txt: ${robots?.rule ?? robots?.verdict ?? 'unknown'}`,
  ].join(' · ');
}
