import type { Command } from 'commander';
import { Problem } from '../core/problem.ts';
import { erase, toErase, type ToErase } from '../decisions/documents.ts';
import { count } from '../listings/count.ts';
import { titleOf } from '../listings/documents.ts';
import { visible } from '../outputs/text.ts';
import { say } from './messages.ts';
import { wordsOf } from './options.ts';
import { deciding, reading, withWriting, type WritingOptions } from './session.ts';

export function eraseVerb(program: Command): Command {
  return withWriting(program.command('erase'))
    .description(
      'Erase a document for good, where the law asks for it: its bytes, text and readings go; that it was there stays.',
    )
    .argument('<document>', 'the document to erase')
    .requiredOption('--basis <words>', 'the legal basis, which stays in the record')
    .option('--why <words>', 'the reason, in a sentence; it stays too')
    .option('--yes', 'erase; without it only what would go is said')
    .action(async (document: string, options: WritingOptions & { basis: string; why?: string; yes?: boolean }) => {
      const basis = wordsOf(options.basis, '--basis');
      const { record } = options;
      say(whatGoes(await reading({ record }, opened => toErase(opened, document))));
      if (options.yes !== true) {
        throw new Problem(
          'not_confirmed',
          'Nothing was erased, for an erasure cannot be taken back.',
          'Say --yes to erase.',
          2,
        );
      }
      await deciding(options, async (opened, by) => {
        const { sequence } = await erase(opened, document, basis, { by, why: options.why });
        say(
          `deeds: ${document} erased by ${by} (entry ${sequence}). Backups and bundles that hold it are not reached by this.`,
        );
      });
    });
}

function whatGoes({ document, decisions, related, holders }: ToErase): string {
  return [
    `deeds: erasing ${visible(titleOf(document))}`,
    `  goes: ${document.byteLength.toLocaleString('en')} bytes, their text, ${count(document.claims, 'claim')}, and the words of notes and edits about it`,
    `  stays: that it was there, its hashes, the basis of its erasure, and ${count(decisions, 'decision')} about it, without their words`,
    ...(related.length === 0
      ? []
      : [`  stays: ${related.join(', ')}, which ${related.length === 1 ? 'shares' : 'share'} words with it`]),
    ...(holders.length === 0
      ? []
      : [
          `  stays: ${holders.join(', ')}, in whose bytes it lies; erase ${holders.length === 1 ? 'that' : 'those'} too to be rid of its words`,
        ]),
  ].join('\n');
}
