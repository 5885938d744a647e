/** What operations and first pages want to know that takes the whole record: of a large one it is looked up in the process beside the pages. Only data goes to and fro. */
import { findBearing } from '../decisions/bearings.ts';
import { findInstrument } from '../decisions/instruments.ts';
import type { Held } from '../judging/cases.ts';
import { findingId, type JudgedRow } from '../judging/findings.ts';
import type { Utterance } from '../listings/utterances.ts';
import { type AsOf, isSmall } from './aside.ts';
import { within } from './beside.ts';
import type { Desk } from './desk.ts';
import type { DaysAsked, Judged } from './dockets.ts';
import { notFound } from './visit.ts';

export interface JudgedFinding extends Omit<Judged, 'rows'> {
  readonly row: JudgedRow;
}

/** Throws `page_not_found`. */
export function findingOf({ docket, rows, day, behind }: Judged, asked: string): JudgedFinding {
  const row = rows.find(({ provision, party, finding }) => findingId(provision.id, party, finding.window) === asked);
  if (row === undefined) throw notFound(`finding ${asked} of this agreement in this window`);
  return { docket, row, day, behind };
}

/** Words that are attributed to different speakers. */
export interface Conflict {
  readonly wording: string;
  /** Their names. */
  readonly speakers: readonly string[];
}

export interface Conflicts {
  readonly total: number;
  /** The first of them. */
  readonly some: readonly Conflict[];
}

export function conflictsOf(said: readonly Utterance[], limit: number): Conflicts {
  const conflicts = said.filter(({ isConflicting }) => isConflicting);
  const some = conflicts
    .slice(0, limit)
    .map(({ wording, speakers }) => ({ wording, speakers: speakers.map(({ name }) => name) }));
  return { total: conflicts.length, some };
}

interface OfInstrument {
  readonly instrument: string;
  readonly days: DaysAsked;
}

/** A new one is a line here. */
export const lookups = {
  bearing: (desk: Desk, id: string): Promise<Held> =>
    findBearing(desk.record, id, instrument => desk.dockets.of(instrument)),

  /** With the evidence that it rests on, and that it rested on when it was put into the record. */
  async finding(desk: Desk, asked: OfInstrument & { readonly finding: string }): Promise<JudgedFinding> {
    const { docket, row, ...found } = findingOf(await judgedNow(desk, asked), asked.finding);
    const behind = new Set([...row.finding.restsOn, ...(row.recorded?.finding.restsOn ?? [])]);
    const evidence = row.case.evidence.filter(({ bearing }) => behind.has(bearing.id));
    return { ...found, row: { ...row, case: { ...row.case, evidence } }, docket: { ...docket, ...NO_MORE } };
  },

  /** Without evidence. */
  async judged(desk: Desk, asked: OfInstrument): Promise<Judged> {
    const { docket, ...judged } = await judgedNow(desk, asked);
    const rows = judged.rows.map(row => ({ ...row, case: { ...row.case, evidence: [] } }));
    return { ...judged, rows, docket: { ...docket, ...NO_MORE } };
  },

  /** Undefined: all that was said is being compared for the first time. */
  async conflicts(desk: Desk, { limit }: { readonly limit: number }): Promise<AsOf<Conflicts> | undefined> {
    const all = desk.aside.utterances(desk.record);
    const compared = (await isSmall(desk.record)) ? await all : await within(0, all);
    if (compared === undefined) return undefined;
    return { ...compared, value: conflictsOf(compared.value, limit) };
  },
};

export type Lookups = typeof lookups;
export type Looked<N extends keyof Lookups> = Awaited<ReturnType<Lookups[N]>>;

/** Of a docket, what deciding about a finding does without. */
const NO_MORE = { held: [], documents: new Map(), said: [], sentences: { all: 0, read: 0, mayBear: [] } };

async function judgedNow({ record, dockets }: Desk, { instrument, days }: OfInstrument): Promise<Judged> {
  return await dockets.judged((await findInstrument(record, instrument)).id, days);
}
