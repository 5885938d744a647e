/** What has, or should have, a day, as lists and the month show it: its state by sign and word, and the way to its words. */
import { type AgendaItem, type AgendaState, agenda, type Compared } from '../../listings/agenda.ts';
import { SILENCE } from '../../listings/calendar.ts';
import { count } from '../../listings/count.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import type { Visit } from '../visit.ts';
import { claimAddress } from './claim-card.ts';
import { calendarFor, instrumentsOf, type Judged, judgedIn, type Named } from './judged.ts';

export interface Planned {
  readonly items: readonly AgendaItem[];
  readonly judged: readonly Judged[];
  readonly known: readonly Named[];
  /** As of which entry it was compared, and whether the record went on since. */
  readonly sequence: number;
  readonly isBehind: boolean;
}

/** All that has, or should have, a day, as of one. */
export async function plannedIn(visit: Visit, day: string): Promise<Planned> {
  const known = await instrumentsOf(visit.record);
  const asked: Visit = { ...visit, query: new Map([['day', day]]) };
  const judged = await Promise.all(known.map(({ id }) => judgedIn(asked, id)));
  const { value, isBehind, sequence } = await calendarFor(visit);
  return { items: await itemsOf(judged, value, day), judged, known, sequence, isBehind };
}

/** The last agenda out of what was compared: as long as nothing was judged anew it is what it was. */
const made = new WeakMap<
  Compared,
  { readonly day: string; readonly rows: readonly Judged['rows'][]; readonly items: Promise<readonly AgendaItem[]> }
>();

async function itemsOf(judged: readonly Judged[], compared: Compared, day: string): Promise<readonly AgendaItem[]> {
  const rows = judged.map(one => one.rows);
  const last = made.get(compared);
  if (last?.day === day && last.rows.length === rows.length && last.rows.every((one, at) => one === rows[at]))
    return await last.items;
  const items = agenda(judged, compared, day);
  made.set(compared, { day, rows, items });
  items.catch(() => made.delete(compared));
  return await items;
}

/** What wants somebody's eye, the worst first, and what each of it means. */
export const MISSED: Readonly<Partial<Record<AgendaState, string>>> = {
  overdue: 'Its day is over, and no report tells that it was held or done.',
  'silently dropped': `Its day has been over for more than ${SILENCE} days, and nothing was heard of it again.`,
  'perhaps held': 'Its day is over; a meeting that was held in those days may be it.',
  'day passed':
    'Promised by a day that is over, outside of the agreements that are judged here: nobody has held it against what was done.',
};
export const missed = Object.keys(MISSED) as readonly AgendaState[];

/** A sign for each state, so that none is told by its colour alone. */
export const SIGNS: Readonly<Record<AgendaState, string>> = {
  held: '●',
  'perhaps held': '◍',
  done: '✓',
  due: '○',
  overdue: '▲',
  'silently dropped': '◌',
  'day passed': '◇',
  cancelled: '✕',
  'date open': '?',
};

/** The name of a state as styles have it. */
export const slug = (state: AgendaState): string => state.replaceAll(' ', '-');

/** Is it known to the day? */
export const isDay = ({ from, until }: AgendaItem): boolean => from !== undefined && from === until;

export function items(some: readonly AgendaItem[]): Html {
  return html`<ul class="agenda">${some.map(
    one =>
      html`<li class="a-${slug(one.state)}"><span class="when">${isDay(one) ? html`<time datetime="${one.from}">${one.from}</time>` : one.reading}</span><span><span class="state"><span class="sign" aria-hidden="true">${SIGNS[one.state]}</span> ${one.state}</span> <a href="${openOf(one)}"><bdi>${one.what}</bdi></a> <span class="sub">${one.sort}${one.claims.length > 1 && `, told in ${count(one.claims.length, 'report')}`}</span>${one.contradictions.length > 0 && html` <span class="weak">reports differ on ${one.contradictions.join(', ')}</span>`}</span></li>`,
  )}</ul>`;
}

export function openOf({ finding, claims }: AgendaItem): Address {
  const [first] = claims;
  return finding === undefined
    ? claimAddress(first!.document, first!.claim)
    : to('board', finding.instrument, finding.id);
}
