/** `deeds instrument read`, `add`, `compare` and `confirm`: official texts, from a file to provisions that a person confirmed. */
import type { Command } from 'commander';
import { addInput, ENGINE, type Input, loadEngine, readOfficialText } from '../app.ts';
import type { Party } from '../core/actor.ts';
import type { Listing } from '../core/listing.ts';
import { Problem } from '../core/problem.ts';
import { confirm, findInstrument, provisionsOf, register } from '../decisions/instruments.ts';
import type { ReadInstrument } from '../instruments/instrument.ts';
import { aligned } from '../instruments/parallel.ts';
import { type ProposalFacts, proposalOf, withParallelText } from '../instruments/proposal.ts';
import { count } from '../listings/count.ts';
import { parallelList, readProvisionList } from '../listings/official-texts.ts';
import type { Output } from '../outputs/index.ts';
import { visible } from '../outputs/text.ts';
import { inputsFrom } from './inputs.ts';
import { print, say } from './messages.ts';
import { dayOf, type FactOptions, factsOf, outputOf, withFacts, withOutputs } from './options.ts';
import { adding, deciding, withWriting, type WritingOptions } from './session.ts';

interface PartyOptions {
  readonly party?: readonly string[];
}

export function officialTextVerbs(parent: Command): void {
  withOutputs(withFacts(withParties(parent.command('read'))))
    .description('Read an official text into provisions; no record is touched.')
    .argument('<file>', 'a file, or - for standard input')
    .action(async (file: string, options: FactOptions & PartyOptions & Record<string, unknown>) => {
      const output = outputOf(options);
      const { instrument } = await readOfficialText(oneInput(file), factsOf(options), loadEngine(), partiesOf(options));
      await list(readProvisionList(instrument), output);
    });

  withOutputs(parent.command('compare'))
    .description('Two texts of one deal, clause by clause, with the words in which they differ; no record is touched.')
    .argument('<left>', 'one text')
    .argument('<right>', 'the other')
    .action(async (left: string, right: string, options: Record<string, unknown>) => {
      const output = outputOf(options);
      const engine = loadEngine();
      const [one, other] = [
        await readOfficialText(oneInput(left), {}, engine),
        await readOfficialText(oneInput(right), {}, engine),
      ];
      const pairs = aligned(one.instrument.provisions, other.instrument.provisions);
      await list(parallelList(pairs, left, right), output);
    });

  withFacts(withParties(withWriting(parent.command('add'))))
    .description(
      'Add an official text to the record, and what its provisions ask of whom, as read and confirmed by nobody.',
    )
    .argument('<file>', 'a file, or - for standard input')
    .option('--id <name>', 'name for the ids of the instrument and its provisions; by default made of the title')
    .option('--adopted <date>', 'the day it was adopted, where the text does not say it')
    .option('--of <actor>', 'the party that published this text of it')
    .option('--to <instrument>', 'it is another text of an instrument that the record has')
    .option('--why <words>', 'the reason, in a sentence')
    .action(addText);

  withWriting(parent.command('confirm'))
    .description('What a program read in an official text is right: a provision, or all of an instrument.')
    .argument('<id>', 'id of a provision or an instrument')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (id: string, options: WritingOptions & { why?: string }) => {
      await deciding(options, async (record, by) => {
        const confirmed = await confirm(record, id, { by, why: options.why });
        say(`deeds: ${count(confirmed, 'provision')} confirmed.`);
      });
    });
}

async function list(listing: Listing, output: Output): Promise<void> {
  await print(output.write(listing));
  for (const note of listing.notes ?? []) say(`deeds: ${visible(note)}`);
}

interface AddOptions extends FactOptions, PartyOptions, WritingOptions {
  readonly id?: string;
  readonly adopted?: string;
  readonly of?: string;
  readonly to?: string;
  readonly why?: string;
}

async function addText(file: string, options: AddOptions): Promise<void> {
  const facts = factsOf(options);
  const adopted = options.adopted === undefined ? undefined : dayOf(options.adopted, '--adopted');
  const input = oneInput(file);
  const engine = loadEngine();
  const { instrument: read } = await readOfficialText(input, facts, engine, partiesOf(options));
  if (options.to === undefined) mustBeBetweenSomebody(read, file);
  await adding(options, async (record, by) => {
    const decider = { by, why: options.why };
    const document = await documentOf(addInput(record, input, facts, engine));
    const { textHash } = (await record.document(document))!;
    const about: Omit<ProposalFacts, 'name'> = { document, text: textHash, adopted, by: options.of, engine: ENGINE };
    if (options.to === undefined) {
      const name = options.id ?? nameFor(read.title);
      const { instrument, provisions } = proposalOf(read, { ...about, name });
      const changed = await register(record, instrument, provisions, decider);
      say(
        `deeds: ${instrument.id} (${instrument.title}) with ${count(provisions.length, 'provision')}, read and not confirmed: ${count(changed, 'entry', 'entries')} recorded.`,
      );
      return;
    }
    const instrument = await findInstrument(record, options.to);
    const texts = [...instrument.texts.filter(text => text.document !== document), { document, by: options.of }];
    const known = await provisionsOf(record, instrument.id);
    const parties = instrument.parties.map(asParty);
    const again = await readOfficialText(input, facts, engine, parties);
    const parallel = withParallelText(known, again.instrument, { ...about, name: instrument.id.slice('ins_'.length) });
    await register(record, { ...instrument, texts }, parallel.provisions, decider);
    say(
      `deeds: ${instrument.id}: ${count(parallel.shared, 'provision')} stand in this text too, ${parallel.added} only in it, ${known.length - parallel.shared} not in it.`,
    );
  });
}

/** The document that an input became, or was before. */
async function documentOf(outcomes: ReturnType<typeof addInput>): Promise<string> {
  for await (const outcome of outcomes) {
    if (outcome.outcome === 'failed') throw outcome.problem;
    if (outcome.outcome !== 'opened') return outcome.document;
  }
  throw new Error('a file that was read gave no document');
}

/** The bytes are taken once, and read twice: standard input cannot be read again. */
function oneInput(file: string): Input {
  const { inputs } = inputsFrom([file]);
  const [input] = inputs;
  if (input === undefined || inputs.length > 1)
    throw new Problem('not_one_file', `${file} is not one file.`, 'Give one official text at a time.', 2);
  let taken: ReturnType<Input['take']> | undefined;
  return { ...input, take: () => (taken ??= input.take()) };
}

function withParties(command: Command): Command {
  return command.option(
    '--party <actor=name>',
    'a party, as state/norland=Norland; given once or more, no parties are read from the text',
    (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
  );
}

function partiesOf({ party = [] }: PartyOptions): Party[] {
  return party.map(value => {
    const [, actor, name] = /^([a-z]+\/[^\s=]+)=(.+)$/u.exec(value) ?? [];
    if (actor === undefined || name === undefined)
      throw new Problem(
        'bad_party',
        `--party ${JSON.stringify(value)} is not an actor and a name.`,
        'Write it as state/norland=Norland.',
        2,
      );
    return asParty({ actor, name });
  });
}

function asParty({ actor, name }: { readonly actor: string; readonly name: string }): Party {
  const words = { start: 0, end: 0, exact: '' };
  return { words, actor, name, capacity: undefined, how: 'name', reason: 'a person named it as a party' };
}

function mustBeBetweenSomebody({ parties }: ReadInstrument, file: string): void {
  if (parties.some(({ actor }) => actor !== undefined)) return;
  throw new Problem(
    'no_parties',
    `${file} does not say between whom it is in words that Deeds understands.`,
    'Name the parties: --party state/norland=Norland --party state/sudmark=Sudmark.',
    2,
  );
}

/** "Joint Statement of Norland and Sudmark" → "joint-statement-of-norland-and-sudmark", cut at a word. */
function nameFor(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/gu);
  let name = '';
  for (const word of words ?? ['text']) {
    if (name.length + word.length > 50) break;
    name += name === '' ? word : `-${word}`;
  }
  return name || 'text';
}
