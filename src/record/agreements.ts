/** The fold of what people registered: which instruments and provisions stand at the moment the record is opened at. */
import {
  type Element,
  type Instrument,
  type InstrumentId,
  type Provision,
  type ProvisionId,
} from '../core/instrument.ts';
import type { DeedsRecord, Hash, RecordedDecision } from './record.ts';

/** Something registered, with the decision that made it what it is. */
export interface Registered<T> {
  readonly value: T;
  readonly decision: Pick<RecordedDecision, 'sequence' | 'hash' | 'at' | 'by' | 'why' | 'imported'>;
  /** Were the words of its texts erased? Then only its label, kind and bound parties are left. */
  readonly erased: boolean;
}

/** Instruments that stand, in the order they were first registered. */
export async function instruments(record: DeedsRecord): Promise<Registered<Instrument>[]> {
  const kind = ['instrument_registered', 'instrument_withdrawn'];
  return standing(await record.decisions({ kind }), 'instrument_withdrawn').map(decision => ({
    value: instrumentOf(decision),
    decision,
    erased: false,
  }));
}

/** Provisions that stand, of instruments that stand, in the order they were first registered. */
export async function provisions(record: DeedsRecord, instrument?: InstrumentId): Promise<Registered<Provision>[]> {
  const kind = ['provision_registered', 'provision_withdrawn'];
  const known = new Set((await instruments(record)).map(({ value }) => value.id));
  return standing(await record.decisions({ kind }), 'provision_withdrawn')
    .map(decision => ({ ...provisionOf(decision), decision }))
    .filter(
      ({ value }) => known.has(value.instrument) && (instrument === undefined || value.instrument === instrument),
    );
}

/** One provision with its instrument; undefined where either does not stand. */
export async function provisionWithInstrument(
  record: DeedsRecord,
  id: ProvisionId,
): Promise<{ readonly provision: Provision; readonly instrument: Instrument } | undefined> {
  const provision = (await provisions(record)).find(({ value }) => value.id === id)?.value;
  const instrument = (await instruments(record)).find(({ value }) => value.id === provision?.instrument)?.value;
  return provision === undefined || instrument === undefined ? undefined : { provision, instrument };
}

/** The last decision about each subject, unless it withdraws it; in the order in which the subjects first came. */
function standing(decisions: readonly RecordedDecision[], withdrawal: string): RecordedDecision[] {
  const last = new Map<string, RecordedDecision>();
  for (const decision of decisions) last.set(decision.subject, decision);
  return [...last.values()].filter(({ kind }) => kind !== withdrawal);
}

interface InstrumentBody {
  readonly instrument: string;
  readonly title: string;
  readonly form?: string;
  readonly parties: readonly string[];
  readonly called?: Instrument['parties'];
  readonly adopted?: string;
  readonly inForce?: string;
  readonly until?: string;
  readonly aliases?: readonly string[];
  readonly texts: readonly { readonly document: string; readonly by?: string }[];
}

function instrumentOf({ body }: RecordedDecision): Instrument {
  const { instrument, title, form, parties, called, adopted, inForce, until, aliases, texts } =
    body as unknown as InstrumentBody;
  return {
    id: instrument,
    title,
    form,
    parties: parties.map(
      actor => called?.find(party => party.actor === actor) ?? { actor, name: nameIn(actor), aliases: [] },
    ),
    adopted,
    inForce,
    until,
    texts: texts.map(({ document, by }) => ({ document, by })),
    aliases: aliases ?? [],
  };
}

/** "state/north-korea" without a better name is "north korea". */
const nameIn = (actor: string): string => actor.slice(actor.indexOf('/') + 1).replaceAll('-', ' ');

interface ProvisionBody {
  readonly provision: string;
  readonly instrument: string;
  readonly label: string;
  readonly kind: Provision['kind'];
  readonly bound: readonly string[];
  readonly words?: { readonly document: string; readonly text: Hash; readonly start: number; readonly end: number };
  readonly elements?: Readonly<Record<string, string | readonly string[]>>;
  readonly due?: string;
  readonly wording?: Hash;
}

function provisionOf({ body, content }: RecordedDecision): { value: Provision; erased: boolean } {
  const plain = body as unknown as ProvisionBody;
  if (content !== undefined)
    return { value: completed(JSON.parse(content) as Partial<Provision>, plain), erased: false };
  return { value: completed({}, plain), erased: plain.wording !== undefined };
}

/** A missing field of the JSON is an undefined one, and lists are never missing. */
function completed(given: Partial<Provision>, body: ProvisionBody): Provision {
  const { elements = {} } = body;
  const element = (name: string): { [name: string]: Element } =>
    typeof elements[name] === 'string' ? { [name]: byHand(elements[name]) } : {};
  const { from, until, carveOuts = [] } = elements as { from?: string; until?: string; carveOuts?: string[] };
  return {
    id: body.provision,
    instrument: body.instrument,
    label: body.label,
    kind: body.kind,
    bound: body.bound,
    words: [],
    elements: Object.assign({}, ...['actor', 'conduct', 'object', 'purpose', 'territory'].map(element)) as object,
    carveOuts: carveOuts.map(says => ({ element: 'conduct' as const, says, words: undefined, terms: [] })),
    from,
    until,
    dueBy:
      body.due === undefined
        ? undefined
        : {
            words: undefined,
            from: undefined,
            until: body.due,
            precision: 'day',
            standing: 'stated',
            reading: `by ${body.due}`,
          },
    stipulations: [],
    specificity: 'unknown',
    verifiability: 'unknown',
    ambition: 'unknown',
    ...given,
  };
}

function byHand(says: string): Element {
  return { says, words: undefined, standing: 'worked_out', reason: 'written by hand', terms: [], exclusions: [] };
}
