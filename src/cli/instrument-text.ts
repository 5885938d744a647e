/** `deeds instrument read`, `add`, `compare` and `confirm`: official texts, from a file to provisions that a person confirmed. */
import type { Command } from 'commander';
import { addInput, type Input, loadEngine, readOfficialText } from '../app.ts';
import type { Listing } from '../core/listing.ts';
import { Problem } from '../core/problem.ts';
import { confirm, findInstrument } from '../decisions/instruments.ts';
import { aligned } from '../instruments/parallel.ts';
import { count } from '../listings/count.ts';
import { parallelList, readProvisionList } from '../listings/official-texts.ts';
import {
  asParty,
  mustBeBetweenSomebody,
  type NamedParty,
  type ParallelRegistered,
  readAgreement,
  registerParallelText,
  registerText,
  type TextRegistered,
  textIn,
} from '../official-text.ts';
import type { Output } from '../outputs/index.ts';
import { visible } from '../outputs/text.ts';
import { addedAt } from './adding-at.ts';
import { inputsFrom } from './inputs.ts';
import { print, say } from './messages.ts';
import { dayOf, type FactOptions, factsOf, outputOf, withFacts, withOutputs } from './options.ts';
import { present, Remote, type ServerOption, withServer } from './remote.ts';
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
      const { instrument } = await readOfficialText(
        oneInput(file),
        factsOf(options),
        loadEngine(),
        partiesOf(options).map(asParty),
      );
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

  withServer(withFacts(withParties(withWriting(parent.command('add')))))
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

  withServer(withWriting(parent.command('confirm')))
    .description('What a program read in an official text is right: a provision, or all of an instrument.')
    .argument('<id>', 'id of a provision or an instrument')
    .option('--why <words>', 'the reason, in a sentence')
    .action(async (id: string, options: WritingOptions & ServerOption & { why?: string }) => {
      if (options.server !== undefined) {
        const { why, by } = options;
        const told = await new Remote(options.server).post(`${agreementPath(id)}/confirm`, present({ why, by }));
        say(`deeds: ${count((told as { confirmed: number }).confirmed, 'provision')} confirmed.`);
        return;
      }
      await deciding(options, async (record, by) => {
        const confirmed = await confirm(record, id, { by, why: options.why });
        say(`deeds: ${count(confirmed, 'provision')} confirmed.`);
      });
    });
}

/** Where a server has an agreement (`ins_…`) or a provision (`prv_…`). */
export const agreementPath = (id: string): string =>
  `/api/v1/${id.startsWith('prv_') ? 'provisions' : 'instruments'}/${encodeURIComponent(id)}`;

async function list(listing: Listing, output: Output): Promise<void> {
  await print(output.write(listing));
  for (const note of listing.notes ?? []) say(`deeds: ${visible(note)}`);
}

interface AddOptions extends FactOptions, PartyOptions, WritingOptions, ServerOption {
  readonly id?: string;
  readonly adopted?: string;
  readonly of?: string;
  readonly to?: string;
  readonly why?: string;
}

async function addText(file: string, options: AddOptions): Promise<void> {
  const facts = factsOf(options);
  const adopted = options.adopted === undefined ? undefined : dayOf(options.adopted, '--adopted');
  if (options.server !== undefined) return await addTextAt(new Remote(options.server), file, options, adopted);
  const input = oneInput(file);
  const engine = loadEngine();
  const parties = partiesOf(options);
  const { instrument: read } = await readOfficialText(input, facts, engine, parties.map(asParty));
  if (options.to === undefined) mustBeBetweenSomebody(read, file);
  await adding(options, async (record, by) => {
    const decider = { by, why: options.why };
    const document = (await record.document(await documentOf(addInput(record, input, facts, engine))))!;
    const text = await textIn(record, document);
    const said = { name: options.id, adopted, publishedBy: options.of };
    if (options.to === undefined) {
      const registered = await registerText(record, document, readAgreement(text, engine, parties), said, decider);
      say(registeredLine(registered));
      return;
    }
    const known = await findInstrument(record, options.to);
    const again = readAgreement(text, engine, known.parties);
    say(parallelLine(await registerParallelText(record, document, again, { ...said, to: known.id }, decider)));
  });
}

/** At a server the document is added first, as `deeds add` adds it there; what it asks of whom is read where the record is. */
async function addTextAt(
  remote: Remote,
  file: string,
  { id, of, to, why, by, party, published, source }: AddOptions,
  adopted: string | undefined,
): Promise<void> {
  const input = oneInput(file);
  const [outcome] = await addedAt(remote, input, present({ published, source, by }));
  if (outcome === undefined || !('document' in outcome))
    throw new Problem(
      'no_text',
      `${file} holds publications and is none itself.`,
      'Give the official text as a file of its own.',
    );
  const said = { document: outcome.document, name: id, adopted, publishedBy: of, to, why, by, parties: party };
  const told = (await remote.post('/api/v1/instruments', present(said))) as RegisteredAt;
  say(to === undefined ? registeredLine(told) : parallelLine(told));
}

/** What a server answers; `shared` and what follows of another text of an agreement that it has. */
type RegisteredAt = Pick<ParallelRegistered, 'instrument' | 'provisions' | 'changed' | 'shared' | 'added' | 'missing'>;

const registeredLine = ({ instrument, provisions, changed }: TextRegistered): string =>
  `deeds: ${instrument.id} (${instrument.title}) with ${count(provisions.length, 'provision')}, read and not confirmed: ${count(changed, 'entry', 'entries')} recorded.`;

const parallelLine = ({ instrument, shared, added, missing }: ParallelRegistered): string =>
  `deeds: ${instrument.id}: ${count(shared, 'provision')} stand in this text too, ${added} only in it, ${missing} not in it.`;

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

function partiesOf({ party = [] }: PartyOptions): NamedParty[] {
  return party.map(value => {
    const [, actor, name] = /^([a-z]+\/[^\s=]+)=(.+)$/u.exec(value) ?? [];
    if (actor === undefined || name === undefined)
      throw new Problem(
        'bad_party',
        `--party ${JSON.stringify(value)} is not an actor and a name.`,
        'Write it as state/norland=Norland.',
        2,
      );
    return { actor, name };
  });
}
