/** Lists as pages: a heading with how many there are, a form to narrow them, rows, and the way to the next page. */
import { limits } from '../../core/limits.ts';
import type { Listing, ListingRow } from '../../core/listing.ts';
import { count, figure } from '../../listings/count.ts';
import { filtersOf, type ListFilter, states } from '../../listings/index.ts';
import { Problem } from '../../core/problem.ts';
import { gatheringStatuses } from '../../listings/gathering-filter.ts';
import { type Html, html } from '../html.ts';
import type { Visit } from '../visit.ts';
import { dayAsked } from './asked.ts';

/** What an address may ask of a list. */
const FILTERS: readonly (keyof ListFilter)[] = [
  'speaker',
  'actor',
  'about',
  'place',
  'series',
  'status',
  'from',
  'until',
  'document',
  'copies',
  'state',
];

/** The filter that an address asks for. A question that the list does not know is a problem: left out silently, the list would seem to be the answer. */
export function filterIn(query: ReadonlyMap<string, string>, list: string): ListFilter {
  const known = filtersOf(list);
  const filter: Record<string, string | boolean> = {};
  for (const [name, value] of query) {
    if (name === 'page') continue;
    if (!known.includes(name as keyof ListFilter)) {
      throw new Problem(
        'unknown_filter',
        `The list of ${list} cannot be narrowed by “${name.slice(0, 100)}”.`,
        `It can be by ${known.join(', ')}.`,
        2,
      );
    }
    if (name === 'copies') filter[name] = value !== 'no';
    else if (name === 'from' || name === 'until') filter[name] = dayAsked(query, name)!;
    else if (name === 'state' && value !== 'all' && !(states as readonly string[]).includes(value)) {
      throw new Problem(
        'unknown_filter',
        `Claims do not stand “${value.slice(0, 100)}”.`,
        `They stand ${states.join(', ')}.`,
        2,
      );
    } else if (name === 'status' && !(gatheringStatuses as readonly string[]).includes(value)) {
      throw new Problem(
        'unknown_filter',
        `Meetings are not “${value.slice(0, 100)}”.`,
        `They are ${gatheringStatuses.join(', ')}.`,
        2,
      );
    } else filter[name] = value;
  }
  return filter;
}

const LABELS: Readonly<Record<string, string>> = {
  speaker: 'Speaker',
  actor: 'Who takes part',
  about: 'Words',
  place: 'Place',
  series: 'Name or series',
  status: 'Status',
  from: 'From',
  until: 'Until',
  state: 'Standing',
};

/** The form by which people narrow a list; empty fields ask nothing. */
export function filterForm({ here, query }: Visit, list: string): Html | undefined {
  const known = filtersOf(list);
  const fields = FILTERS.filter(name => known.includes(name) && LABELS[name] !== undefined);
  if (fields.length === 0) return undefined;
  const labels: typeof LABELS = list === 'actors' ? { ...LABELS, actor: 'Name' } : LABELS;
  const isNarrowed = [...query.keys()].some(name => name !== 'page');
  return html`<form class="filters" method="get" action="${here.bare}">
${fields.map(name =>
  name === 'status'
    ? html`<label>${LABELS[name]} <select name="status"><option value="">any</option>${gatheringStatuses.map(
        status => html`<option${query.get('status') === status && html` selected`}>${status}</option>`,
      )}</select></label>`
    : name === 'state'
      ? html`<label>${LABELS[name]} <select name="state"><option value="">any but rejected</option>${[
          ...states,
          'all',
        ].map(
          state => html`<option${query.get('state') === state && html` selected`}>${state}</option>`,
        )}</select></label>`
      : html`<label>${labels[name]} <input name="${name}" type="${name === 'from' || name === 'until' ? 'date' : 'search'}" value="${query.get(name) ?? ''}"></label>`,
)}
<button>Show</button>${isNarrowed && html` <a href="${here.bare}">all</a>`}
</form>`;
}

/** The rows that are asked for of a list, by the number of its page. */
export function partAsked(
  { query }: Visit,
  items: number = limits.pageItems,
): { readonly offset: number; readonly limit: number } {
  const asked = Number(query.get('page') ?? 1);
  if (!Number.isSafeInteger(asked) || asked < 1 || asked > 1e9) throw badPage(1);
  return { offset: (asked - 1) * items, limit: items };
}

/** The way from one page of a list to the others; `total`: rows of the whole; `items`: of a page. */
export function pagerFor({ here, query }: Visit, total: number, items: number = limits.pageItems): Html | undefined {
  const pages = Math.max(1, Math.ceil(total / items));
  const asked = Number(query.get('page') ?? 1);
  if (asked > pages) throw badPage(pages);
  if (pages === 1) return undefined;
  const first = (asked - 1) * items;
  const last = Math.min(first + items, total);
  // Of a long list both ends are one step away.
  const isLong = pages > 2;
  return html`<nav class="pager" aria-label="Pages of this list">${isLong && asked > 2 && html`<a href="${here.with({ page: undefined })}">First</a> `}${asked > 1 && html`<a rel="prev" href="${here.with({ page: at(asked - 1) })}">Before</a>`} <span>${figure(first + 1)}–${figure(last)} of ${figure(total)}</span> ${asked < pages && html`<a rel="next" href="${here.with({ page: at(asked + 1) })}">Next</a>`}${isLong && asked < pages - 1 && html` <a href="${here.with({ page: String(pages) })}">Last</a>`}</nav>`;
}

function badPage(pages: number): Problem {
  return new Problem('bad_page', `This list has ${count(pages, 'page')}.`, `Ask for one from 1 to ${pages}.`, 2);
}

/** The rows of one page of a list that is at hand as a whole, and the way to the others. */
export function paged<T>(
  rows: readonly T[],
  visit: Visit,
  items: number = limits.pageItems,
): { shown: readonly T[]; first: number; pager: Html | undefined } {
  const { offset, limit } = partAsked(visit, items);
  const pager = pagerFor(visit, rows.length, items);
  return { shown: rows.slice(offset, offset + limit), first: offset, pager };
}

const at = (page: number): string | undefined => (page === 1 ? undefined : String(page));

export function heading(title: string, about: Html | string, more?: Html): Html {
  return html`<header class="page-head"><h1>${title}</h1><p class="about">${about}</p>${more}</header>`;
}

export function notesOf(listing: Pick<Listing, 'notes'>): Html | undefined {
  if (listing.notes === undefined || listing.notes.length === 0) return undefined;
  return html`<ul class="notes">${listing.notes.map(note => html`<li>${note}</li>`)}</ul>`;
}

/** An empty list says why, and what to do. */
export function nothing(what: string, next: Html | string): Html {
  return html`<div class="empty"><p class="lead">${what}</p><p>${next}</p></div>`;
}

/** The value of a row under the name of a column; empty where there is none. */
export function cell(listing: Listing, row: ListingRow, column: string): string {
  return row.cells[listing.columns.indexOf(column)] ?? '';
}

/** What was compared beside the pages is as of an entry. */
export const behindNotice = (sequence: number): Html =>
  html`<p class="notice">As of entry ${sequence}; what came since is not in it yet.</p>`;
