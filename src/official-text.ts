/** A document of the record that is the text of an agreement: what it asks of whom, as it is read, and into the record when a person says so. */
import { actorId } from './actors/identity.ts';
import { knownByName } from './actors/world/gazetteer.ts';
import { ENGINE } from './app.ts';
import type { ActorId, Party } from './core/actor.ts';
import { canonicalJson } from './core/canonical.ts';
import type { Document } from './core/document.ts';
import type { Instrument, Provision } from './core/instrument.ts';
import { Problem } from './core/problem.ts';
import type { Day } from './core/time.ts';
import type { Decider } from './decisions/documents.ts';
import { findInstrument, provisionsOf, register } from './decisions/instruments.ts';
import { type ReadInstrument, readInstrument } from './instruments/instrument.ts';
import { proposalOf, withParallelText } from './instruments/proposal.ts';
import { type Engine, prepare } from './read.ts';
import { type DeedsRecord, instruments, type RecordedDocument } from './record/index.ts';

export type { ReadInstrument as ReadAgreement };

/** Between whom an agreement is. */
export interface NamedParty {
  readonly actor: ActorId;
  readonly name: string;
}

/** What a person says of the text, beside what is read in it. */
export interface Said {
  /** Part of the ids; undefined: made of the title. */
  readonly name?: string | undefined;
  /** Undefined: as the text has it. */
  readonly title?: string | undefined;
  readonly adopted?: Day | undefined;
  /** The party that published this text; undefined: the parties together, or not known. */
  readonly publishedBy?: ActorId | undefined;
  /** Labels of the provisions that are meant, as they were read; undefined: all. */
  readonly only?: readonly string[] | undefined;
}

/** The text of a document of the record as it is read anew: the offsets are those of the record. Throws `erased` where it is no longer there. */
export async function textIn(record: DeedsRecord, { id, about }: RecordedDocument): Promise<Document> {
  const text = await record.text(id);
  if (text !== undefined) return { ...about, text, map: undefined };
  throw new Problem('erased', `The text of ${id} was erased.`, 'Register the agreement from another text of it.');
}

/** An official text as provisions; `parties`: those that a person named, in place of those that are read. Pure. */
export function readAgreement(document: Document, engine: Engine, parties: readonly NamedParty[] = []): ReadInstrument {
  return readInstrument(prepare(document, engine).context, document.title, parties.map(asParty));
}

/** What came of registering a text. */
export interface TextRegistered {
  readonly instrument: Instrument;
  readonly provisions: readonly Provision[];
  /** Entries that were recorded. */
  readonly changed: number;
}

/**
 * Registers what was read in a document of the record as an agreement of its own, marked as confirmed by nobody.
 * Throws `no_parties`, `agreement_known` where an agreement of that name was made of another text, `bad_provision`.
 */
export async function registerText(
  record: DeedsRecord,
  document: RecordedDocument,
  read: ReadInstrument,
  { name, title, adopted, publishedBy, only }: Said,
  decider: Decider,
): Promise<TextRegistered> {
  mustBeBetweenSomebody(read, document.about.title ?? document.facts.name);
  const named = { ...read, title: title ?? read.title, provisions: chosen(read, only) };
  const { instrument, provisions } = proposalOf(named, {
    name: name ?? nameFor(named.title),
    document: document.id,
    text: document.textHash,
    adopted,
    by: publishedBy,
    engine: ENGINE,
  });
  await mustBeFree(record, instrument);
  const stands = await provisionsOf(record, instrument.id);
  const changed = await register(
    record,
    instrument,
    provisions.filter(one => !isConfirmed(one, stands)),
    decider,
  );
  return { instrument, provisions, changed };
}

/** Read again as it was when somebody confirmed it, it stays confirmed. */
function isConfirmed({ readBy: _read, ...read }: Provision, stands: readonly Provision[]): boolean {
  const known = stands.find(({ id }) => id === read.id);
  return known !== undefined && canonicalJson(known) === canonicalJson(read);
}

/** Two agreements may have one title; neither takes the place of the other unseen. */
async function mustBeFree(record: DeedsRecord, { id, texts }: Instrument): Promise<void> {
  const known = (await instruments(record)).find(({ value }) => value.id === id)?.value;
  if (known === undefined || known.texts.some(({ document }) => texts.some(own => own.document === document))) return;
  throw new Problem(
    'agreement_known',
    `The record has an agreement ${id} (${known.title}) that was made of another text.`,
    'Say that this is another text of it, or give this one another name.',
    2,
  );
}

/** What came of another text of an agreement that the record has. */
export interface ParallelRegistered extends TextRegistered {
  /** Provisions that stand in this text too, stand only in it, and do not stand in it. */
  readonly shared: number;
  readonly added: number;
  readonly missing: number;
}

/** Registers a document of the record as another text of an agreement; `read`: with the agreement's own parties. */
export async function registerParallelText(
  record: DeedsRecord,
  document: RecordedDocument,
  read: ReadInstrument,
  { to, publishedBy, only }: Said & { readonly to: string },
  decider: Decider,
): Promise<ParallelRegistered> {
  const known = await findInstrument(record, to);
  const provisions = await provisionsOf(record, known.id);
  const texts = [
    ...known.texts.filter(text => text.document !== document.id),
    { document: document.id, by: publishedBy },
  ];
  const instrument = { ...known, texts };
  const parallel = withParallelText(
    provisions,
    { ...read, provisions: chosen(read, only) },
    {
      name: known.id.slice('ins_'.length),
      document: document.id,
      text: document.textHash,
      adopted: undefined,
      by: publishedBy,
      engine: ENGINE,
    },
  );
  const changed = await register(record, instrument, parallel.provisions, decider);
  const { shared, added } = parallel;
  return { instrument, provisions: parallel.provisions, changed, shared, added, missing: provisions.length - shared };
}

function chosen({ provisions }: ReadInstrument, only: readonly string[] | undefined): ReadInstrument['provisions'] {
  const stranger = only?.find(label => !provisions.some(one => one.label === label));
  if (stranger !== undefined)
    throw new Problem(
      'bad_provision',
      `No provision “${stranger.slice(0, 100)}” is read in this text with these parties.`,
      'Look at what is read in it again, and choose among that.',
      2,
    );
  return only === undefined ? provisions : provisions.filter(({ label }) => only.includes(label));
}

/** A party that a person named. */
export function asParty({ actor, name }: NamedParty): Party {
  const words = { start: 0, end: 0, exact: '' };
  return { words, actor, name, capacity: undefined, how: 'name', reason: 'a person named it as a party' };
}

/** Throws `no_parties`. */
export function mustBeBetweenSomebody({ parties }: ReadInstrument, called: string): void {
  if (parties.some(({ actor }) => actor !== undefined)) return;
  throw new Problem(
    'no_parties',
    `${called} does not say between whom it is in words that Deeds understands.`,
    'Name the parties: in the page as Norland; Sudmark, on the command line as --party state/norland=Norland.',
    2,
  );
}

/**
 * A party as people write it: an actor with a name, as state/norland=Norland; an actor alone; or a name alone. That is the state or body that the record knows by it, else the one
 * that the world does, else another actor of the record, but no place; whom nobody knows by that name is taken for a state. Throws `bad_party` where the record knows several.
 */
export async function partyIn(record: DeedsRecord, given: string): Promise<NamedParty> {
  const text = given.trim();
  const [, actor, said] = /^([a-z]+\/[^\s=]+)=(.+)$/u.exec(text) ?? [];
  if (actor !== undefined && said !== undefined) return { actor, name: said.trim() };
  if (/^[a-z]+\/[^\s=]+$/u.test(text)) {
    const [known] = await record.actors({ id: text });
    return { actor: text, name: known?.name ?? text.slice(text.indexOf('/') + 1) };
  }
  const wanted = text.toLowerCase();
  const called = (await record.actors({ name: text })).filter(
    ({ name, aliases, type }) => type !== 'place' && [name, ...aliases].some(one => one.toLowerCase() === wanted),
  );
  const official = called.filter(({ type }) => type === 'state' || type === 'body');
  const world = official.length === 0 ? knownByName(text)?.id : undefined;
  if (world !== undefined) return { actor: world, name: text };
  const known = official.length > 0 ? official : called;
  if (known.length > 1)
    throw new Problem(
      'bad_party',
      `The record knows several by the name ${JSON.stringify(text.slice(0, 200))}: ${known.map(({ id }) => id).join(', ')}.`,
      `Write which is meant, as ${known[0]!.id}=${text.slice(0, 200)}.`,
      2,
    );
  return { actor: known[0]?.id ?? actorId('state', text), name: text };
}

/** "Joint Statement of Norland and Sudmark" → "joint-statement-of-norland-and-sudmark", cut at a word. */
export function nameFor(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/gu);
  let name = '';
  for (const word of words ?? ['text']) {
    if (name.length + word.length > 50) break;
    name += name === '' ? word : `-${word}`;
  }
  return name || 'text';
}
