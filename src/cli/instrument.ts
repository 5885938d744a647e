import type { Command } from 'commander';
import { findInstrument, registerByHand, withdraw } from '../decisions/instruments.ts';
import { count } from '../listings/count.ts';
import { instrumentList, provisionList } from '../listings/instruments.ts';
import { inputsFrom } from './inputs.ts';
import { officialTextVerbs } from './instrument-text.ts';
import { print, say } from './messages.ts';
import { jsonOf, outputOf, withOutputs } from './options.ts';
import { deciding, reading, type ReadingOptions, withReading, withWriting, type WritingOptions } from './session.ts';

export function instrumentVerb(program: Command): Command {
  const verb = program
    .command('instrument')
    .description('Agreements and what their provisions ask of whom: register, edit, show and withdraw them.');
  officialTextVerbs(verb);
  byHand(verb);
  show(verb);
  withdrawal(verb);
  return verb;
}

function byHand(parent: Command): void {
  withWriting(parent.command('by-hand'))
    .description('Register an instrument and its provisions as a file has them; what differs from before is edited.')
    .argument('<file>', 'a JSON file as docs/judgement.md shows it, or - for standard input')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (file: string, options: WritingOptions & { why?: string }) => {
      const [input] = inputsFrom([file]).inputs;
      const text = input === undefined ? '' : Buffer.from((await input.take()).bytes).toString('utf8');
      const given = jsonOf(
        text,
        file === '-' ? 'Standard input' : file,
        'docs/judgement.md and examples/case/instrument.json show how an instrument is written.',
      );
      await deciding(options, async (record, by) => {
        const { instrument, provisions, changed } = await registerByHand(record, given, { by, why: options.why });
        const had = changed === 0 ? 'as it was' : `${count(changed, 'entry', 'entries')} recorded`;
        say(`deeds: ${instrument.id} (${instrument.title}) with ${count(provisions.length, 'provision')}: ${had}.`);
      });
    });
}

function show(parent: Command): void {
  const command = withReading(parent.command('show'))
    .description('List the instruments, or the provisions of one with the words they stand in.')
    .argument('[instrument]', 'id of an instrument')
    .action(async (id: string | undefined, options: ReadingOptions & Record<string, unknown>) => {
      const output = outputOf(options);
      const listing = await reading(options, async record =>
        id === undefined
          ? await instrumentList(record)
          : await provisionList(record, (await findInstrument(record, id)).id),
      );
      await print(output.write(listing));
    });
  withOutputs(command);
}

function withdrawal(parent: Command): void {
  withWriting(parent.command('withdraw'))
    .description('An instrument or a provision is judged no more; it can be registered again.')
    .argument('<id>', 'id of an instrument or a provision')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (id: string, options: WritingOptions & { why?: string }) => {
      await deciding(options, async (record, by) => {
        await withdraw(record, id, { by, why: options.why });
        say(`deeds: ${id} was withdrawn.`);
      });
    });
}
