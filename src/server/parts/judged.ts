/** An instrument judged, as pages and operations ask for it: which one, as of which day, in which window. */
import { findInstrument } from '../../decisions/instruments.ts';
import { docketOf, type Held } from '../../judging/cases.ts';
import { comparedFor, type Compared } from '../../listings/agenda.ts';
import type { AsOf } from '../aside.ts';
import { type DaysAsked, type Judged, rowsOf } from '../dockets.ts';
import { findingOf, type JudgedFinding } from '../lookups.ts';
import { type DeedsRecord, instruments } from '../../record/index.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { mayHere, type Visit } from '../visit.ts';
import { dayAsked, dayOf } from './asked.ts';
import { nothing } from './listed.ts';

export type { Judged, JudgedFinding };

/** What an address may ask of every page that judges. */
export const DAYS: readonly string[] = ['day', 'from', 'until'];

/** What an address may ask of the page of a finding, and of the forms on it: a part of what bears on it, only what is decided or waits, and a page of that. */
export const FINDING_ASKED: readonly string[] = [...DAYS, 'part', 'standing', 'page'];

/** Throws `bad_date` for a day that is none. */
function daysIn(visit: Visit): DaysAsked {
  const { query } = visit;
  const day = dayAsked(query, 'day') ?? dayOf(visit);
  return { day, from: dayAsked(query, 'from'), until: dayAsked(query, 'until') };
}

/** Of a record that is looked at as it was, each moment's. */
const kept = new WeakMap<DeedsRecord, Map<string, ReturnType<typeof docketOf>>>();

/** Throws `unknown_instrument`, and `bad_date` for a day that is none. Whoever looks may see what was made some seconds ago (`behind`); programs get it as it is. */
export async function judgedIn(visit: Visit, id: string): Promise<Judged> {
  const { desk, record, here } = visit;
  const { id: instrument } = await findInstrument(record, id);
  const asked = daysIn(visit);
  if (record === desk.record)
    return await (here.segments[0] === 'api'
      ? desk.dockets.judged(instrument, asked)
      : desk.dockets.recent(instrument, asked));
  const dockets = kept.get(record) ?? new Map<string, ReturnType<typeof docketOf>>();
  kept.set(record, dockets);
  const docket = dockets.get(instrument) ?? docketOf(record, instrument);
  dockets.set(instrument, docket);
  docket.catch(() => dockets.delete(instrument));
  return { docket: await docket, rows: await rowsOf(record, await docket, asked), day: asked.day, behind: undefined };
}

/** The finding that an address names, judged by the days that it asks for. */
export async function findingIn(visit: Visit): Promise<JudgedFinding> {
  return findingOf(await judgedIn(visit, visit.params['instrument']!), visit.params['finding']!);
}

/** The same as it is now, for operations that decide about it: with no evidence but what it rests on. */
export async function findingNow(visit: Visit): Promise<JudgedFinding> {
  const { instrument, finding } = visit.params;
  return await visit.desk.lookUp('finding', { instrument: instrument!, finding: finding!, days: daysIn(visit) });
}

/** All findings of the agreement that an address names, as they are now, likewise. */
export async function judgedNow(visit: Visit): Promise<Judged> {
  return await visit.desk.lookUp('judged', { instrument: visit.params['instrument']!, days: daysIn(visit) });
}

/** A bearing by its id, in any instrument of the record, as it is now. */
export async function bearingNow(visit: Visit, id: string): Promise<Held> {
  return await visit.desk.lookUp('bearing', id);
}

/** What the calendar has. */
export async function calendarFor({ desk, record }: Visit): Promise<AsOf<Compared>> {
  if (record !== desk.record) return { value: await comparedFor(record), sequence: 0, isBehind: false };
  return await desk.aside.calendar(record);
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
