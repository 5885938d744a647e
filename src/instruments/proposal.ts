/** What was read in an official text as the record keeps it: an instrument and its provisions, marked as read by a program and confirmed by nobody. */
import type {
  CarveOut,
  DueBy,
  Element,
  Elements,
  Instrument,
  Provision,
  Stipulation,
  TextWords,
} from '../core/instrument.ts';
import type { Words } from '../core/span.ts';
import type { Day, TimeMention } from '../core/time.ts';
import type { ReadInstrument, ReadProvision, ReadStipulation } from './instrument.ts';
import { aligned, type Clause } from './parallel.ts';

/** What the text does not say of itself, or a person says otherwise. */
export interface ProposalFacts {
  /** Part of the ids: `ins_NAME`, `prv_NAME_LABEL`. */
  readonly name: string;
  /** The document the text is, and its text version. */
  readonly document: string;
  readonly text: string;
  readonly adopted: Day | undefined;
  /** Who published this text; undefined: the parties together, or not known. */
  readonly by: string | undefined;
  /** What read it: "deeds/0.1.0". */
  readonly engine: string;
}

export function proposalOf(
  read: ReadInstrument,
  facts: ProposalFacts,
): { readonly instrument: Instrument; readonly provisions: readonly Provision[] } {
  const id = `ins_${facts.name}`;
  const parties = read.parties.flatMap(({ actor, name }) =>
    actor === undefined ? [] : [{ actor, name, aliases: aliasesOf(name) }],
  );
  return {
    instrument: {
      id,
      title: read.title,
      form: read.form,
      parties,
      adopted: facts.adopted ?? read.adopted,
      inForce: undefined,
      until: undefined,
      texts: [{ document: facts.document, by: facts.by }],
      aliases: [],
    },
    provisions: read.provisions.map(provision => provisionOf(provision, read, { id, ...facts })),
  };
}

/** "The Government of Lower Sound" signs; reports say what Lower Sound did. */
function aliasesOf(name: string): string[] {
  const governed = /^(?:the )?Government of (?:the )?(.+)$/iu.exec(name)?.[1];
  return governed === undefined ? [] : [governed];
}

function provisionOf(
  read: ReadProvision,
  instrument: ReadInstrument,
  facts: ProposalFacts & { id: string },
): Provision {
  const placed = (words: Words): TextWords => ({ ...words, document: facts.document, text: facts.text });
  return {
    id: `prv_${facts.name}_${read.label.replaceAll(/[^A-Za-z0-9]+/gu, '-').replaceAll(/-$/gu, '')}`,
    instrument: facts.id,
    label: read.label,
    kind: read.kind,
    bound: read.bound.flatMap(index => instrument.parties[index]?.actor ?? []),
    words: [placed(read.words)],
    elements: elementsOf(read, placed),
    carveOuts: read.exceptions.map(
      ({ words, element }): CarveOut => ({ element, says: oneLine(words), words: placed(words), terms: [] }),
    ),
    from: undefined,
    until: undefined,
    dueBy: dueOf(read.due, placed),
    stipulations: read.stipulations.map((one, index) => stipulationOf(one, index, placed)),
    specificity: 'unknown',
    verifiability: 'unknown',
    ambition: 'unknown',
    readBy: facts.engine,
  };
}

function elementsOf({ elements }: ReadProvision, placed: (words: Words) => TextWords): Elements {
  const element = (words: Words): Element => ({
    says: oneLine(words),
    words: placed(words),
    standing: 'stated',
    reason: undefined,
    terms: [],
    exclusions: [],
  });
  return Object.fromEntries(Object.entries(elements).map(([name, words]) => [name, element(words as Words)]));
}

function stipulationOf(
  { id, words, due }: ReadStipulation,
  index: number,
  placed: (words: Words) => TextWords,
): Stipulation {
  return {
    id,
    says: oneLine(words),
    words: placed(words),
    principal: index === 0,
    dueBy: dueOf(due, placed),
    terms: [],
  };
}

function dueOf(time: TimeMention | undefined, placed: (words: Words) => TextWords): DueBy | undefined {
  if (time === undefined) return undefined;
  const { words, from, until, precision, standing, reading } = time;
  return { words: placed(words), from, until, precision, standing, reading };
}

function oneLine({ exact }: Words): string {
  return exact.replaceAll(/\s+/gu, ' ').trim();
}

/**
 * The provisions of an instrument with another text of it: a clause that says what a provision says becomes its words too, and what only the new
 * text has becomes a provision of its own. What the first text asks stays as it is.
 */
export function withParallelText(
  provisions: readonly Provision[],
  read: ReadInstrument,
  facts: ProposalFacts,
): { readonly provisions: readonly Provision[]; readonly shared: number; readonly added: number } {
  const proposed = proposalOf(read, facts).provisions;
  const pairs = aligned(provisions.map(clauseOf), proposed.map(clauseOf));
  const other = new Map(proposed.map(provision => [provision.id, provision]));
  const changed = pairs.flatMap(({ left, right }) => {
    const words = right === undefined ? undefined : other.get(right.label)?.words;
    const own = left === undefined ? undefined : provisions.find(({ id }) => id === left.label);
    if (own === undefined || words === undefined) return [];
    const others = own.words.filter(({ document }) => document !== facts.document);
    return [{ ...own, words: [...others, ...words] }];
  });
  const alone = pairs.flatMap(({ left, right }) => {
    const provision = left === undefined && right !== undefined ? other.get(right.label) : undefined;
    return provision === undefined ? [] : [provision];
  });
  const taken = new Set(provisions.map(({ id }) => id));
  const added = alone.map(provision => ({ ...provision, id: freeId(provision.id, taken) }));
  return { provisions: [...changed, ...added], shared: changed.length, added: added.length };
}

/** A provision as a clause to be paired: known by its id, told by its first words. */
function clauseOf({ id, kind, words }: Provision): Clause {
  return { label: id, kind, words: words[0] ?? { start: 0, end: 0, exact: '' } };
}

/** The id, or where the first text has it already, the id with a number. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}_${number}`;
  taken.add(free);
  return free;
}
