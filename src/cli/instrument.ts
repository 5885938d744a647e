import type { Command } from 'commander';
import { type ByHandOutcome, findInstrument, registerByHand, withdraw } from '../decisions/instruments.ts';
import { count } from '../listings/count.ts';
import { instrumentList, provisionList } from '../listings/instruments.ts';
import { inputsFrom } from './inputs.ts';
import { agreementPath, officialTextVerbs } from './instrument-text.ts';
import { print, say } from './messages.ts';
import { jsonOf, outputOf, withOutputs } from './options.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
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
  withServer(withWriting(parent.command('by-hand')))
    .description('Register an instrument and its provisions as a file has them; what differs from before is edited.')
    .argument('<file>', 'a JSON file as docs/judgement.md shows it, or - for standard input')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (file: string, options: WritingOptions & ServerOption & { why?: string }) => {
      const [input] = inputsFrom([file]).inputs;
      const text = input === undefined ? '' : Buffer.from((await input.take()).bytes).toString('utf8');
      const given = jsonOf(
        text,
        file === '-' ? 'Standard input' : file,
        'docs/judgement.md and examples/case/instrument.json show how an instrument is written.',
      );
      const { why } = options;
      if (options.server !== undefined) {
        const sent = present({ agreement: given, why, by: options.by });
        say(handLine((await new Remote(options.server).post('/api/v1/instruments/by-hand', sent)) as ByHandOutcome));
        return;
      }
      await deciding(options, async (record, by) => say(handLine(await registerByHand(record, given, { by, why }))));
    });
}

function handLine({ instrument, provisions, changed }: ByHandOutcome): string {
  const had = changed === 0 ? 'as it was' : `${count(changed, 'entry', 'entries')} recorded`;
  return `deeds: ${instrument.id} (${instrument.title}) with ${count(provisions.length, 'provision')}: ${had}.`;
}

function show(parent: Command): void {
  const command = withServer(withReading(parent.command('show')))
    .description('List the instruments, or the provisions of one with the words they stand in.')
    .argument('[instrument]', 'id of an instrument')
    .action(async (id: string | undefined, options: ReadingOptions & ServerOption & Record<string, unknown>) => {
      const output = outputOf(options);
      if (options.server !== undefined) {
        const path = id === undefined ? 'instruments' : `instruments/${encodeURIComponent(id)}/provisions`;
        await print(await new Remote(options.server, options.asOf).list(`api/v1/${path}`, output.name, {}));
        return;
      }
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
  withServer(withWriting(parent.command('withdraw')))
    .description('An instrument or a provision is judged no more; it can be registered again.')
    .argument('<id>', 'id of an instrument or a provision')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (id: string, options: WritingOptions & ServerOption & { why?: string }) => {
      if (options.server !== undefined) {
        const { why, by } = options;
        await new Remote(options.server).post(`${agreementPath(id)}/withdraw`, present({ why, by }));
        say(`deeds: ${id} was withdrawn.`);
        return;
      }
      await deciding(options, async (record, by) => {
        await withdraw(record, id, { by, why: options.why });
        say(`deeds: ${id} was withdrawn.`);
      });
    });
}
