import type { Command } from 'commander';
import { Problem } from '../core/problem.ts';
import { decidableKinds, decide } from '../decisions/any.ts';
import { inputsFrom } from './inputs.ts';
import { print, say } from './messages.ts';
import { jsonOf } from './options.ts';
import { deciding, withWriting, type WritingOptions } from './session.ts';

export function decideVerb(program: Command): Command {
  return withWriting(program.command('decide'))
    .description('Record a decision of any kind by JSON: instruments, provisions, bearings, findings.')
    .argument('[kind]', 'one of those that --kinds lists')
    .option('--body <file>', 'a file with its fields as a JSON object, or - for standard input')
    .option('--kinds', 'list the kinds with their fields')
    .option('--json', 'with --kinds: the shapes as JSON Schema')
    .action(
      async (
        kind: string | undefined,
        options: WritingOptions & { body?: string; kinds?: boolean; json?: boolean },
      ) => {
        if (options.kinds) {
          await print(
            options.json
              ? `${JSON.stringify({ schema: 'deeds-decisions/1', kinds: decidableKinds() }, null, 2)}\n`
              : kindsText(),
          );
          return;
        }
        if (kind === undefined || options.body === undefined) {
          throw new Problem(
            'nothing_to_decide',
            'A decision needs a kind and its fields.',
            'Give both: `deeds decide KIND --body FILE`; --kinds lists the kinds.',
            2,
          );
        }
        const body = jsonOf(
          await textIn(options.body),
          options.body === '-' ? 'Standard input' : options.body,
          'Write the fields of the kind; `deeds decide --kinds` lists them.',
        );
        await deciding(options, async (record, by) => {
          const { added, sequence } = await decide(record, kind, body as Record<string, unknown>, by);
          say(`deeds: ${kind} recorded as entry ${sequence}${added ? '' : ', as before'}.`);
        });
      },
    );
}

function kindsText(): string {
  return decidableKinds()
    .map(({ name, about, fields }) => `${name}\n     ${about}\n     ${fields.join(', ')}\n`)
    .join('');
}

async function textIn(path: string): Promise<string> {
  const [input] = inputsFrom([path]).inputs;
  return input === undefined ? '' : Buffer.from((await input.take()).bytes).toString('utf8');
}
