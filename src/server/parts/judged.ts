/** An instrument judged, as pages ask for it: which one, as of which day, in which window. */
import { findBearing } from '../../decisions/bearings.ts';
import { findInstrument } from '../../decisions/instruments.ts';
import { type Docket, docketOf, type Held } from '../../judging/cases.ts';
import { findingId, judgeInstrument, type JudgedRow } from '../../judging/findings.ts';
import { Problem } from '../../core/problem.ts';
import { comparedFor, type Compared } from '../../listings/agenda.ts';
import type { AsOf } from '../aside.ts';
import type { Recent } from '../dockets.ts';
import { type DeedsRecord, instruments } from '../../record/index.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { mayHere, notFound, type Visit } from '../visit.ts';
import { dayAsked, dayOf } from './asked.ts';
import { nothing } from './listed.ts';

export interface Judged {
  readonly docket: Docket;
  readonly rows: readonly JudgedRow[];
  /** The day as of which it is judged: what is due by then. */
  readonly day: string;
  /** The entry that it is as of, where claims were reviewed since: those who only look get what was made some seconds ago. */
  readonly behind: number | undefined;
}

/** What an address may ask of every page that judges. */
export const DAYS: readonly string[] = ['day', 'from', 'until'];

/** What an address may ask of the page of a finding, and of the forms on it: a part of what bears on it, only what is decided or waits, and a page of that. */
export const FINDING_ASKED: readonly string[] = [...DAYS, 'part', 'standing', 'page'];

/** Throws `unknown_instrument`, and `bad_date` for a day that is none. */
export async function judgedIn(visit: Visit, id: string): Promise<Judged> {
  const { record, query } = visit;
  const { docket, behind } = await recentIn(visit, (await findInstrument(record, id)).id);
  const day = dayAsked(query, 'day') ?? dayOf(visit);
  const [from, until] = [dayAsked(query, 'from'), dayAsked(query, 'until')];
  const window = from === undefined && until === undefined ? undefined : { from, until };
  return { docket, rows: await rowsOf(record, docket, day, window), day, behind };
}

export interface JudgedFinding extends Omit<Judged, 'rows'> {
  readonly row: JudgedRow;
}

/** The finding that an address names, judged by the days that it asks for. */
export async function findingIn(visit: Visit): Promise<JudgedFinding> {
  const asked = visit.params['finding']!;
  const { docket, rows, day, behind } = await judgedIn(visit, visit.params['instrument']!);
  const row = rows.find(({ provision, party, finding }) => findingId(provision.id, party, finding.window) === asked);
  if (row === undefined) throw notFound(`finding ${asked} of this agreement in this window`);
  return { docket, row, day, behind };
}

/** A docket is of one state of the record: judged once for each day and window. */
const judgedRows = new WeakMap<Docket, Map<string, Promise<readonly JudgedRow[]>>>();

async function rowsOf(
  record: DeedsRecord,
  docket: Docket,
  day: string,
  window: Parameters<typeof judgeInstrument>[3],
): Promise<readonly JudgedRow[]> {
  const known = judgedRows.get(docket) ?? new Map<string, Promise<readonly JudgedRow[]>>();
  judgedRows.set(docket, known);
  const key = `${day} ${window?.from ?? ''} ${window?.until ?? ''}`;
  const rows = known.get(key) ?? judgeInstrument(record, docket, day, window);
  known.set(key, rows);
  rows.catch(() => known.delete(key));
  return await rows;
}

/** Milliseconds that a person, and a program, waits for what is being gathered before it is told so. */
const PATIENCE = { person: 1_500, program: 45_000 };

/** Of a record that is looked at as it was, each moment's. */
const kept = new WeakMap<DeedsRecord, Map<string, Promise<Docket>>>();

/** Files are waited for, too: nobody wants a page in their place. */
function patienceOf({ here, format }: Visit): number {
  const isFile = here.segments.at(-1)?.includes('.') === true;
  return PATIENCE[here.segments[0] === 'api' || format !== 'html' || isFile ? 'program' : 'person'];
}

/** A bearing by its id, in any instrument of the record. */
export async function bearingIn(visit: Visit, id: string): Promise<Held> {
  return await findBearing(visit.record, id, instrument => docketIn(visit, instrument));
}

/** For whoever decides, and for programs, as the record has it now. */
async function recentIn(visit: Visit, id: string): Promise<Recent> {
  const { desk, record, sent, here } = visit;
  const isLooking = here.segments[0] !== 'api' && sent.json === undefined && sent.fields.size === 0;
  if (record !== desk.record || !isLooking) return { docket: await docketIn(visit, id), behind: undefined };
  return await desk.dockets.recent(id, patienceOf(visit));
}

/** The docket of an instrument, by its id, as the record has it. */
export async function docketIn(visit: Visit, id: string): Promise<Docket> {
  const { desk, record } = visit;
  if (record === desk.record) return await desk.dockets.of(id, patienceOf(visit));
  const dockets = kept.get(record) ?? new Map<string, Promise<Docket>>();
  kept.set(record, dockets);
  const docket = dockets.get(id) ?? docketOf(record, id);
  dockets.set(id, docket);
  docket.catch(() => dockets.delete(id));
  return await docket;
}

/** What the calendar has; throws `still_comparing` while a large record is compared for the first time. */
export async function calendarFor(visit: Visit): Promise<AsOf<Compared>> {
  const { desk, record } = visit;
  if (record !== desk.record) return { value: await comparedFor(record), sequence: 0, isBehind: false };
  const known = await desk.aside.calendar(record, patienceOf(visit));
  if (known !== undefined) return known;
  throw new Problem(
    'still_comparing',
    'What all documents tell of meetings, and of what is due, is being compared; on a large record that takes a moment.',
    'Look again in a moment; the other pages work meanwhile.',
  );
}

export interface Named {
  readonly id: string;
  readonly title: string;
}

/** The instruments that pages can be asked for. */
export async function instrumentsOf(record: DeedsRecord): Promise<Named[]> {
  return (await instruments(record)).map(({ value: { id, title } }) => ({ id, title }));
}

/** Which instrument is meant, where a page is asked for none and there are several, or none. */
export function choice(section: string, known: readonly Named[], visit: Visit): Html {
  if (known.length === 0)
    return nothing(
      'No agreement is in the record yet.',
      mayHere(visit, 'publish')
        ? html`Reports are held against what was agreed. <a href="${to('add')}">Add the text</a> of a joint statement, an accord or a list of outcomes, or open it among the <a href="${to('documents')}">documents</a>, and say there that it is the text of an agreement: what it asks of whom is then proposed from its words. <span class="sub">On the command line: <code>deeds instrument add FILE</code>, or <code>deeds instrument by-hand FILE</code> from your own hand.</span>`
        : 'An editor registers one from its text; reports are then held against what it asks of whom.',
    );
  return html`<ul class="plain">${known.map(({ id, title }) => html`<li><a href="${to(section, id)}"><bdi>${title}</bdi></a> <span class="code quiet">${id}</span></li>`)}</ul>`;
}

/** The form by which another day or window is judged. */
export function daysForm({ query }: Visit, action: Address, day: string): Html {
  const isAsked = DAYS.some(name => query.has(name));
  return html`<form class="filters" method="get" action="${action}"><label>Judged as of <input type="date" name="day" value="${day}"></label><label>Window from <input type="date" name="from" value="${query.get('from') ?? ''}"></label><label>until <input type="date" name="until" value="${query.get('until') ?? ''}"></label><button>Judge</button>${isAsked && html` <a href="${action}">as usual</a>`}</form>`;
}
