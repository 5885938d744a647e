/** The calendar: what was held, is due or overdue, and what was silently dropped. What has no certain day stands on none. */
import { type AgendaItem, type AgendaState, agendaList, agendaStates } from '../../listings/agenda.ts';
import { appointments } from '../../listings/calendar.ts';
import { count, figure } from '../../listings/count.ts';
import { judgedCase } from '../../listings/judged.ts';
import { icalendar } from '../../outputs/judged/icalendar.ts';
import { Problem } from '../../core/problem.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { dayAsked, dayOf, oneAsked, onlyAsked } from '../parts/asked.ts';
import { isDay, items, MISSED, missed, openOf, plannedIn, SIGNS, slug } from '../parts/agenda.ts';
import { calendarFor, judgedIn } from '../parts/judged.ts';
import { behindNotice, heading, paged } from '../parts/listed.ts';
import { LIST_FORMATS, type Section, type Visit } from '../visit.ts';

const ASKED = ['month', 'day', 'state', 'page'];

/** The states as the page names them, those that want somebody's eye first. */
const inOrder: readonly AgendaState[] = [...new Set([...missed, 'due' as const, ...agendaStates])];

export const calendar: Section = {
  name: 'calendar',
  label: 'Calendar',
  routes: [
    {
      method: 'GET',
      path: '/calendar',
      formats: LIST_FORMATS,
      ofWhole: true,
      async answer(visit) {
        onlyAsked(visit.query, ASKED);
        const day = dayAsked(visit.query, 'day') ?? dayOf(visit);
        const state = oneAsked(visit.query, 'state', ['', ...agendaStates]);
        const { items: whole, known, sequence, isBehind } = await plannedIn(visit, day);
        const all = state === '' ? whole : whole.filter(one => one.state === state);
        const month = monthAsked(visit.query.get('month'));
        if (visit.format !== 'html')
          return { listing: agendaList(month === undefined ? all : all.filter(one => isIn(one, month))) };
        const shown = month ?? day.slice(0, 7);
        const body = html`${heading(
          'Calendar',
          html`What was held and done, and what is due, overdue or silently dropped, as of <time class="day" datetime="${day}">${day}</time>.`,
          known.length > 0
            ? html`<p class="ways">${known.map(({ id, title }) => html`<a href="${to('calendar', id, 'calendar.ics').with({ day: visit.query.get('day') })}" download="calendar.ics">iCalendar of ${title}</a> `)}</p>`
            : undefined,
        )}
${form(visit, day, shown)}
${isBehind && behindNotice(sequence)}
${tally(visit, whole, state)}
${state !== '' && month === undefined ? listOf(visit, state, all) : html`${months(visit, all, shown)}${monthPart(all, shown, day, month !== undefined)}${[...missed, 'due' as const].map(one => statePart(visit, one, all))}`}
${
  state === '' &&
  listPart(
    'Without a day',
    all.filter(({ from, until }) => from === undefined && until === undefined),
  )
}`;
        return { page: { title: 'Calendar', body } };
      },
    },
    {
      method: 'GET',
      path: '/calendar/:instrument/calendar.ics',
      ofWhole: true,
      async answer(visit) {
        onlyAsked(visit.query, ['day']);
        const { docket, rows, day } = await judgedIn(visit, visit.params['instrument']!);
        const { value } = await calendarFor(visit);
        const calendar = await appointments(docket, rows, value.outlines, day);
        const body = icalendar(await judgedCase(visit.record, docket, rows, calendar, day));
        return { file: { name: 'calendar.ics', body } };
      },
    },
  ],
};

/** "2026-02"; undefined where none is asked. Throws `bad_date`. */
function monthAsked(asked: string | undefined): string | undefined {
  if (asked === undefined) return undefined;
  const year = Number(/^(\d{4})-(?:0[1-9]|1[0-2])$/u.exec(asked)?.[1]);
  if (year >= 1400 && year <= 2200) return asked;
  throw new Problem('bad_date', `“${asked.slice(0, 100)}” is no month.`, 'Write it as YYYY-MM.', 2);
}

/** May it be in that month? */
const isIn = ({ from, until }: AgendaItem, month: string): boolean =>
  (from !== undefined || until !== undefined) &&
  (from ?? until!).slice(0, 7) <= month &&
  (until ?? from!).slice(0, 7) >= month;

function form({ here, query }: Visit, day: string, month: string): Html {
  const state = query.get('state') ?? '';
  return html`<form class="filters" method="get" action="${here.bare}">${state !== '' && html`<input type="hidden" name="state" value="${state}">`}<label>Month <input type="month" name="month" value="${month}" pattern="[0-9]{4}-[0-9]{2}"></label><label>As of <input type="date" name="day" value="${query.get('day') ?? ''}" aria-describedby="as-of-day"></label><button>Show</button> <span class="quiet" id="as-of-day">as of ${day}</span></form>`;
}

/** How many there are of each state, which is its sign's meaning, too, and the way to all of them. */
function tally({ here }: Visit, whole: readonly AgendaItem[], asked: AgendaState | ''): Html {
  const counts = Map.groupBy(whole, ({ state }) => state);
  const bare = here.with({ month: undefined, page: undefined });
  return html`<nav aria-label="By how it stands"><ul class="legend states">${inOrder.map(state => {
    const number = counts.get(state)?.length ?? 0;
    const sign = html`<span class="sign" aria-hidden="true">${SIGNS[state]}</span> `;
    return html`<li class="a-${slug(state)}">${
      number === 0
        ? html`${sign}${state} 0`
        : html`${sign}<a href="${bare.with({ state })}"${state === asked && html` aria-current="true"`}>${state} <b>${figure(number)}</b></a>`
    }</li>`;
  })}${asked !== '' && html`<li><a href="${bare.with({ state: undefined })}">whole calendar</a></li>`}</ul></nav>`;
}

/** Months up to which each has a link; of more, the years have, and the months of the one that is shown. */
const MANY_MONTHS = 18;

/** Months in which something is, and those beside the one that is shown. */
function months({ here }: Visit, all: readonly AgendaItem[], shown: string): Html {
  const months = all.flatMap(one => (one.until ?? one.from)?.slice(0, 7) ?? []).toSorted();
  const counts = [...Map.groupBy(months, month => month)];
  const years = [...Map.groupBy(months, month => month.slice(0, 4))];
  const bare = here.with({ page: undefined });
  const link = (month: string, label: Html | string): Html =>
    html`<a href="${bare.with({ month })}"${month === shown && html` aria-current="page"`}>${label}</a> `;
  const counted = (month: string, label: string, { length }: readonly string[]): Html =>
    link(month, html`${label} <span class="quiet">${figure(length)}</span>`);
  const plus = (number: number): string => Temporal.PlainYearMonth.from(shown).add({ months: number }).toString();
  const isMany = counts.length > MANY_MONTHS;
  const named = isMany ? counts.filter(([month]) => month.startsWith(shown.slice(0, 4))) : counts;
  return html`<nav aria-label="Months"><p class="zooms">${link(plus(-1), '← month before')}${link(plus(1), 'month after →')}</p>
${isMany && html`<p class="zooms"><span class="quiet">years</span> ${years.map(([year, some]) => counted(some[0]!, year, some))}</p>`}
${named.length > 0 && html`<p class="zooms"><span class="quiet">something in</span> ${named.map(([month, some]) => counted(month, month, some))}</p>`}</nav>`;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A month in which nothing is, and that nobody asked for, takes no room from what was missed. */
function monthPart(all: readonly AgendaItem[], month: string, day: string, isAsked: boolean): Html {
  const here = all.filter(one => isIn(one, month));
  const certain = Map.groupBy(here.filter(isDay), ({ from }) => from!);
  const vague = here.filter(one => !isDay(one));
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const title = first.toLocaleString('en', { month: 'long', year: 'numeric' });
  if (here.length === 0 && !isAsked) return html`<section class="month"><h2>${title}</h2>${noneIn(all)}</section>`;
  const before = first.dayOfWeek - 1;
  const weeks = Math.ceil((before + first.daysInMonth) / 7);
  return html`<section class="month"><h2>${title}</h2>
${vague.length > 0 && html`<div class="vague"><p class="sub">Some time in these days, on none for certain:</p>${items(vague)}</div>`}
<div class="table-wrap"><table class="grid-of-days"><caption class="visually-hidden">${title}, day by day</caption><thead><tr>${DAYS.map(name => html`<th scope="col"><abbr title="${name}">${name.slice(0, 3)}</abbr></th>`)}</tr></thead><tbody>${Array.from(
    { length: weeks },
    (_, week) =>
      html`<tr>${DAYS.map((_, index) => {
        const number = week * 7 + index - before + 1;
        if (number < 1 || number > first.daysInMonth) return html`<td class="outside"></td>`;
        const date = first.with({ day: number }).toString();
        const some = certain.get(date) ?? [];
        return html`<td${date === day && html` class="is-today"`}><time datetime="${date}">${number}</time>${some.map(inCell)}</td>`;
      })}</tr>`,
  )}</tbody></table></div>
${here.length === 0 ? noneIn(all) : html`<h3>Agenda</h3>${items(here)}`}</section>`;
}

const noneIn = (all: readonly AgendaItem[]): Html =>
  all.some(({ from, until }) => (until ?? from) !== undefined)
    ? html`<p class="quiet">Nothing in this month; other months have something.</p>`
    : html`<p class="quiet">Nothing with a day yet. <a href="${to('add')}">Add a report</a> that tells of a meeting, or of what somebody promised by a day.</p>`;

function inCell(one: AgendaItem): Html {
  return html`<a class="entry a-${slug(one.state)}" href="${openOf(one)}"><span class="sign" aria-hidden="true">${SIGNS[one.state]}</span><span class="what"><span class="visually-hidden">${one.state}: </span>${one.what}</span></a>`;
}

/** Items that a list shows beside the month; all are one step away. */
const SHOWN = 8;
/** Items without a day; all are in the lists by how they stand. */
const MOST = 20;

/** The latest of what was missed, the next of what is due, and the way to all of it. */
function statePart({ here }: Visit, state: AgendaState, all: readonly AgendaItem[]): Html | false {
  const some = all.filter(one => one.state === state);
  return (
    some.length > 0 &&
    html`<section class="told"><h2>${title(state)} <span class="quiet">${figure(some.length)}</span></h2>${MISSED[state] !== undefined && html`<p class="quiet">${MISSED[state]}</p>`}${items(state === 'due' ? some.slice(0, SHOWN) : some.slice(-SHOWN).toReversed())}${some.length > SHOWN && html`<p><a href="${here.with({ month: undefined, page: undefined, state })}">All ${count(some.length, 'item')}</a></p>`}</section>`
  );
}

/** All that stands so, part by part: what is to come the next first, all else the last first. */
function listOf(visit: Visit, state: AgendaState, all: readonly AgendaItem[]): Html {
  const { shown, pager } = paged(state === 'due' ? all : all.toReversed(), visit);
  return html`<section class="told"><h2>${title(state)} <span class="quiet">${figure(all.length)}</span></h2>${MISSED[state] !== undefined && html`<p class="quiet">${MISSED[state]}</p>`}${shown.length === 0 ? html`<p>Nothing stands so on this day.</p>` : items(shown)}${pager}</section>`;
}

const title = (state: AgendaState): string => state[0]!.toUpperCase() + state.slice(1);

function listPart(title: string, some: readonly AgendaItem[]): Html | false {
  const left = some.length - MOST;
  return (
    some.length > 0 &&
    html`<section class="told"><h2>${title} <span class="quiet">${figure(some.length)}</span></h2>${items(some.slice(-MOST))}${left > 0 && html`<p class="quiet">The last ${MOST}; ${figure(left)} before them are in the lists by how things stand, above.</p>`}</section>`
  );
}
