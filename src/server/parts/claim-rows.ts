/** Claims of the record as dense rows: when, what, where it stands, and from where; the rest folded below. */
import type { Listing, ListingRow } from '../../core/listing.ts';
import type { ClaimState } from '../../record/index.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { badge, claimAddress, placeOf } from './claim-card.ts';
import { cell } from './listed.ts';

const SHOWN_OTHERWISE = new Set(['id', 'review', 'document', 'rule']);

/** `aside`: what stands beside the headline for this kind of list. */
export function claimRow(listing: Listing, row: ListingRow, aside?: Html): Html {
  const of = (column: string): string => cell(listing, row, column);
  const [document, id] = [of('document'), of('id')];
  const state = of('review') as ClaimState;
  const details = row.shown.details.filter(([label, text]) => text !== '' && !SHOWN_OTHERWISE.has(label));
  const conflict = details.find(([label]) => label === 'CONFLICT')?.[1];
  return html`<li class="row s-${state}">
<p class="when">${dayText(of('from'), of('until'), of('when'))}</p>
<div class="what"><p class="headline"><a href="${claimAddress(document, id)}"><bdi>${row.shown.headline}</bdi></a></p>
${aside}${conflict !== undefined && html`<p class="conflict"><b>Conflict:</b> <bdi>${conflict}</bdi></p>`}
<details><summary>Details<span class="visually-hidden"> of ${id}</span></summary><dl>${details
    .filter(([label]) => label !== 'CONFLICT')
    .map(([label, text]) => html`<dt>${label}</dt><dd><bdi>${text}</bdi></dd>`)}</dl></details></div>
<p class="state">${badge(state)}</p>
<p class="from"><a href="${placeOf(document, id)}"><bdi>${of('source') || 'source unknown'}</bdi><br>${of('published') || 'date open'}</a>${of('corrected') !== '' && html` <span class="weak">${of('corrected')}</span>`}</p>
</li>`;
}

export function claimRows(
  listing: Listing,
  rows: readonly ListingRow[],
  aside?: (row: ListingRow) => Html | undefined,
): Html {
  return html`<ol class="rows">${rows.map(row => claimRow(listing, row, aside?.(row)))}</ol>`;
}

/** A day, an interval as it is known, or that none is known. */
export function dayText(from: string, until: string, said: string): Html {
  if (from === '' && until === '') return html`<span class="open">${said === '' ? 'no day' : said}</span>`;
  if (from === until) return html`<time datetime="${from}">${from}</time>`;
  if (
    from !== '' &&
    until !== '' &&
    from.slice(0, 7) === until.slice(0, 7) &&
    from.endsWith('-01') &&
    isMonthEnd(until)
  )
    return html`<time datetime="${from.slice(0, 7)}">${from.slice(0, 7)}</time>`;
  if (from === '') return html`<span class="interval">by <time datetime="${until}">${until}</time></span>`;
  if (until === '') return html`<span class="interval">from <time datetime="${from}">${from}</time></span>`;
  return html`<span class="interval">${from}<br>– ${until}</span>`;
}

const isMonthEnd = (day: string): boolean => Temporal.PlainDate.from(day).daysInMonth === Number(day.slice(8));

/** Ids of documents as links, by their numbers. */
export function documentLinks(ids: readonly string[]): Html {
  return html`${ids.map((id, index) => html`${index > 0 && ', '}<a href="${to('documents', id)}" class="code">${id}</a>`)}`;
}
