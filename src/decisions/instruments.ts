/** What people decide about instruments: which there are, what their provisions ask of whom, and which no longer stand. */
import { z } from 'zod';
import { canonicalJson } from '../core/canonical.ts';
import {
  type Element,
  elementNames,
  type Instrument,
  type Provision,
  provisionKinds,
  type TextWords,
} from '../core/instrument.ts';
import { Problem } from '../core/problem.ts';
import { type DeedsRecord, instruments, provisions, type RecordedDocument } from '../record/index.ts';
import type { Decider } from './documents.ts';
import { selected } from './selection.ts';

const id = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`, 'u'));
const actor = z.string().regex(/^[a-z]+\/\S{1,300}$/u);
const day = z.iso.date();
const said = z.string().trim().min(1).max(10_000);
const listed = z.array(said).max(1_000).default([]);
/** Words of a text, letter for letter; `document` may be left out where the instrument has one text only. */
const words = z
  .union([said, z.strictObject({ words: said, document: said.optional(), at: z.int().min(0).optional() })])
  .optional();
const element = z
  .strictObject({ says: said, words, reason: said.optional(), terms: listed, exclusions: listed })
  .optional();
const due = z
  .strictObject({
    words,
    from: day.optional(),
    until: day.optional(),
    precision: z.enum(['day', 'week', 'month', 'quarter', 'season', 'half', 'year', 'decade', 'interval']).optional(),
    reading: said,
  })
  .optional();
const degree = z.enum(['high', 'medium', 'low', 'unknown']).default('unknown');

/** A provision as a person writes it. */
const writtenProvision = z.strictObject({
  id: id('prv'),
  label: said,
  kind: z.enum(provisionKinds),
  bound: z.array(actor).min(1).max(1_000),
  words: z.union([words, z.array(words)]),
  elements: z
    .strictObject({ actor: element, conduct: element, object: element, purpose: element, territory: element })
    .default({}),
  carveOuts: z.array(z.strictObject({ element: z.enum(elementNames), says: said, words, terms: listed })).default([]),
  from: day.optional(),
  until: day.optional(),
  dueBy: due,
  stipulations: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/u),
        says: said,
        words,
        principal: z.boolean().default(false),
        dueBy: due,
        terms: listed,
      }),
    )
    .default([]),
  specificity: degree,
  verifiability: degree,
  ambition: z.enum(['instrument', 'outcome', 'unknown']).default('unknown'),
});

/** An instrument with its provisions as a person writes them into a file; `docs/judgement.md` shows one. */
export const writtenInstrument = z.strictObject({
  id: id('ins'),
  title: said,
  form: said.optional(),
  parties: z.array(z.strictObject({ actor, name: said, aliases: listed })).min(1),
  adopted: day.optional(),
  inForce: day.optional(),
  until: day.optional(),
  aliases: listed,
  texts: z.array(z.strictObject({ document: said, by: actor.optional() })).default([]),
  provisions: z.array(writtenProvision).default([]),
});
type Written = z.infer<typeof writtenInstrument>;
type WrittenWords = z.infer<typeof words>;

/** What came of a file by hand: the instrument, and how many of its provisions are new or changed. */
export interface ByHandOutcome {
  readonly instrument: Instrument;
  readonly provisions: readonly Provision[];
  readonly changed: number;
}

/**
 * Registers an instrument and its provisions as somebody wrote them; what is as it was is not recorded again, what differs is edited.
 * Words are looked up in the instrument's texts, which must be in the record.
 * @throws Problem `invalid_instrument`, `unknown_document`, `words_not_found`, `words_not_unique`
 */
export async function registerByHand(record: DeedsRecord, file: object, decider: Decider): Promise<ByHandOutcome> {
  const checked = writtenInstrument.safeParse(file);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw invalid(`${issue!.path.join('.') || 'the file'}: ${issue!.message}`);
  }
  const given = checked.data;
  const texts = await textsOf(record, given);
  const instrument: Instrument = {
    id: given.id,
    title: given.title,
    form: given.form,
    parties: given.parties,
    adopted: given.adopted,
    inForce: given.inForce,
    until: given.until,
    aliases: given.aliases,
    texts: texts.map(({ document, by }) => ({ document: document.id, by })),
  };
  const made = given.provisions.map(provision => provisionOf(provision, given, texts));
  const changed = await register(record, instrument, made, decider);
  return { instrument, provisions: made, changed };
}

/**
 * Records an instrument with its provisions, whoever made them. Answers how many of both are new or changed. Provisions that the
 * instrument has and that are not given stay as they are.
 * @throws Problem `invalid_instrument` where a provision binds nobody of the instrument's parties, or is one of another instrument
 */
export async function register(
  record: DeedsRecord,
  instrument: Instrument,
  made: readonly Provision[],
  { by, why }: Decider,
): Promise<number> {
  for (const provision of made) mustFit(provision, instrument);
  const reason = why === undefined ? {} : { why };
  const stands = (await instruments(record)).find(({ value }) => value.id === instrument.id);
  let changed = 0;
  if (stands === undefined || !same(stands.value, instrument)) {
    await record.decide({ kind: 'instrument_registered', by, body: { ...bodyOf(instrument), ...reason } });
    changed++;
  }
  const known = new Map((await provisions(record, instrument.id)).map(({ value }) => [value.id, value]));
  for (const provision of made) {
    if (same(known.get(provision.id), provision)) continue;
    await record.decide({
      kind: 'provision_registered',
      by,
      body: { ...provisionBody(provision), ...reason },
      content: canonicalJson(provision),
    });
    changed++;
  }
  return changed;
}

/** A provision that a person adds to an instrument; its id is made of the label. */
export const addedProvision = writtenProvision.omit({ id: true });
export type AddedProvision = z.input<typeof addedProvision>;

/**
 * Adds a provision by hand, with words of the instrument's texts. What the instrument has stays as it is.
 * @throws Problem `unknown_instrument`, `invalid_instrument`, `words_not_found`, `words_not_unique`
 */
export async function addProvision(
  record: DeedsRecord,
  id: string,
  given: z.infer<typeof addedProvision>,
  decider: Decider,
): Promise<Provision> {
  const instrument = await findInstrument(record, id);
  const texts = await textsOf(record, instrument);
  // Nor does it take the place of one that was withdrawn.
  const ever = await record.decisions({ kind: ['provision_registered'], undone: true });
  const taken = new Set(ever.map(({ subject }) => subject));
  const label = given.label.replaceAll(/[^A-Za-z0-9]+/gu, '-').replaceAll(/^-|-$/gu, '') || 'by-hand';
  const wanted = `prv_${id.slice('ins_'.length)}_${label}`.slice(0, 90);
  const provision = provisionOf({ ...given, id: freeId(wanted, taken) }, instrument, texts);
  await register(record, instrument, [provision], decider);
  return provision;
}

/** The id, or where there is such a one already, the id with a number. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? id : `${id}-${number}`;
    if (!taken.has(free)) return free;
  }
}

/** Takes an instrument (`ins_…`) or a provision (`prv_…`) out of what is judged; it can be registered again. */
export async function withdraw(record: DeedsRecord, id: string, { by, why }: Decider): Promise<void> {
  const stands = [...(await instruments(record)), ...(await provisions(record))].some(({ value }) => value.id === id);
  if (!stands) throw unknown(record, id);
  const field = id.startsWith('ins_') ? 'instrument' : 'provision';
  await record.decide({
    kind: `${field}_withdrawn`,
    by,
    body: { [field]: id, ...(why !== undefined && { why }) },
  });
}

/** An instrument by its id; where the record has one only, it need not be named. */
export async function findInstrument(record: DeedsRecord, id: string | undefined): Promise<Instrument> {
  const known = await instruments(record);
  const found = id === undefined && known.length === 1 ? known[0] : known.find(({ value }) => value.id === id);
  if (found !== undefined) return found.value;
  if (id !== undefined) throw unknown(record, id);
  throw new Problem(
    'which_instrument',
    known.length === 0
      ? `The record in ${record.place} has no instrument.`
      : `The record in ${record.place} has ${known.length} instruments.`,
    known.length === 0
      ? 'Read an official text: `deeds instrument add FILE`; or write it by hand: `deeds instrument by-hand FILE`.'
      : `Say which is meant: ${known.map(({ value }) => value.id).join(', ')}.`,
    2,
  );
}

/** The provisions of an instrument that stand, in the order they were first registered. */
export async function provisionsOf(record: DeedsRecord, instrument: string): Promise<Provision[]> {
  return (await provisions(record, instrument)).map(({ value }) => value);
}

function unknown(record: DeedsRecord, id: string): Problem {
  return new Problem(
    'unknown_instrument',
    `The record in ${record.place} has no instrument or provision ${id}.`,
    '`deeds instrument show` lists those it has.',
    2,
  );
}

function mustFit({ id, instrument, bound, stipulations }: Provision, { id: own, parties }: Instrument): void {
  if (instrument !== own) throw invalid(`${id} is a provision of ${instrument}`);
  const stranger = bound.find(actor => !parties.some(party => party.actor === actor));
  if (stranger !== undefined) throw invalid(`${id} binds ${stranger}, which is no party to ${own}`);
  if (new Set(stipulations.map(part => part.id)).size < stipulations.length)
    throw invalid(`two stipulations of ${id} have one id`);
  if (stipulations.filter(({ principal }) => principal).length > 1)
    throw invalid(`${id} has two principal stipulations`);
}

interface GivenText {
  readonly document: RecordedDocument;
  readonly by: string | undefined;
  readonly text: string;
}

/** The texts of an instrument, found by the ids or the file names of their documents. */
async function textsOf(
  record: DeedsRecord,
  { texts }: Pick<Written, 'texts'> | Pick<Instrument, 'texts'>,
): Promise<GivenText[]> {
  const documents = await record.documents();
  const found: GivenText[] = [];
  for (const { document: name, by } of texts) {
    const fitting = documents.filter(({ id, facts }) => id === name || facts.name === name);
    const [document] = fitting;
    if (document === undefined || fitting.length > 1) {
      throw new Problem(
        'unknown_document',
        `The record in ${record.place} has ${fitting.length === 0 ? 'no' : 'more than one'} document ${name}.`,
        'Add the text with `deeds add`, or name it by its id as `deeds show documents` prints it.',
        2,
      );
    }
    found.push({ document, by, text: (await record.text(document.id)) ?? '' });
  }
  return found;
}

function wordsIn(given: WrittenWords, texts: readonly GivenText[]): TextWords | undefined {
  if (given === undefined) return undefined;
  const { words, document: name, at } = typeof given === 'string' ? { words: given } : given;
  const asked =
    name === undefined ? texts : texts.filter(({ document }) => document.id === name || document.facts.name === name);
  const [text] = asked;
  if (text === undefined) throw invalid(`the words “${words}” are of a text that the instrument does not have`);
  // Words without a named document are those of the first text that has them.
  const has = asked.find(({ text }) => includes(text, words)) ?? text;
  const { id: document, textHash } = has.document;
  return { ...selected(has.text, words, at), document, text: textHash };
}

const includes = (text: string, words: string): boolean =>
  text.replaceAll(/\s+/gu, ' ').includes(words.replaceAll(/\s+/gu, ' ').trim());

function provisionOf(
  given: Written['provisions'][number],
  { id }: Pick<Instrument, 'id'>,
  texts: readonly GivenText[],
): Provision {
  const find = (some: WrittenWords): TextWords | undefined => wordsIn(some, texts);
  const elementOf = (one: NonNullable<z.infer<typeof element>>): Element => {
    const found = find(one.words);
    const standing = found === undefined ? 'worked_out' : 'stated';
    return {
      ...one,
      words: found,
      standing,
      reason: one.reason ?? (found === undefined ? 'written by hand' : undefined),
    };
  };
  const dueOf = (one: z.infer<typeof due>): Provision['dueBy'] =>
    one && {
      words: find(one.words),
      from: one.from,
      until: one.until,
      precision: one.precision,
      standing: one.until === undefined ? 'open' : 'stated',
      reading: one.reading,
    };
  return {
    ...given,
    instrument: id,
    words: [given.words].flat().flatMap(one => find(one) ?? []),
    elements: Object.fromEntries(
      Object.entries(given.elements).flatMap(([name, one]) => (one === undefined ? [] : [[name, elementOf(one)]])),
    ),
    carveOuts: given.carveOuts.map(one => ({ ...one, words: find(one.words) })),
    dueBy: dueOf(given.dueBy),
    stipulations: given.stipulations.map(one => ({ ...one, words: find(one.words), dueBy: dueOf(one.dueBy) })),
    from: given.from,
    until: given.until,
  };
}

function bodyOf({ id, title, form, parties, adopted, inForce, until, aliases, texts }: Instrument): object {
  return {
    instrument: id,
    title,
    ...(form !== undefined && { form }),
    parties: parties.map(({ actor }) => actor),
    called: parties,
    ...(adopted !== undefined && { adopted }),
    ...(inForce !== undefined && { inForce }),
    ...(until !== undefined && { until }),
    aliases,
    texts: texts.map(({ document, by }) => ({ document, ...(by !== undefined && { by }) })),
  };
}

function provisionBody(provision: Provision): object {
  const { id, instrument, label, kind, bound, words, dueBy } = provision;
  const [first] = words;
  const holds = [...documentsIn(provision)].toSorted();
  return {
    provision: id,
    instrument,
    label,
    kind,
    bound,
    ...(first && { words: { document: first.document, text: first.text, start: first.start, end: first.end } }),
    ...(dueBy?.until !== undefined && { due: dueBy.until }),
    holds,
  };
}

/** The documents whose words stand anywhere in a provision. */
function documentsIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  const { document, exact } = value as { document?: unknown; exact?: unknown };
  const own = typeof document === 'string' && typeof exact === 'string' ? [document] : [];
  return new Set([...own, ...Object.values(value).flatMap(inner => [...documentsIn(inner)])]);
}

const same = (one: unknown, other: unknown): boolean =>
  one !== undefined && canonicalJson(one) === canonicalJson(other);

function invalid(why: string): Problem {
  return new Problem(
    'invalid_instrument',
    `The instrument was not kept: ${why}.`,
    'docs/judgement.md shows how an instrument is written.',
    2,
  );
}

/**
 * A person has looked at what a program read: the provision (`prv_…`), or every provision of the instrument (`ins_…`), counts as confirmed from now on.
 * Answers how many were not confirmed before.
 * @throws Problem `unknown_instrument`
 */
export async function confirm(record: DeedsRecord, id: string, decider: Decider): Promise<number> {
  const asked = (await provisions(record)).filter(({ value }) => value.id === id || value.instrument === id);
  if (asked.length === 0) throw unknown(record, id);
  const instrument = (await instruments(record)).find(({ value }) => value.id === asked[0]!.value.instrument)!.value;
  const read = asked.filter(({ value, erased }) => value.readBy !== undefined && !erased);
  return register(
    record,
    instrument,
    read.map(({ value }) => {
      const { readBy: _read, ...provision } = value;
      return provision;
    }),
    decider,
  );
}
