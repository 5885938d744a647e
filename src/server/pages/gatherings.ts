/** Meetings across reports: who tells of each, what they tell differently, what was said and undertaken there, and by which words that is known. */
import type { ListingRow } from '../../core/listing.ts';
import { count } from '../../listings/count.ts';
import { gatheringList, type GatheringValue } from '../../listings/gatherings.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { dayOf } from '../parts/asked.ts';
import { placeOf } from '../parts/claim-card.ts';
import { calendarFor } from '../parts/judged.ts';
import { behindNotice, filterForm, filterIn, heading, notesOf, nothing, pagerFor, partAsked } from '../parts/listed.ts';
import { LIST_FORMATS, type Section, wholeList } from '../visit.ts';

export const gatherings: Section = {
  name: 'gatherings',
  label: '',
  routes: [
    {
      method: 'GET',
      path: '/gatherings',
      formats: LIST_FORMATS,
      ofWhole: true,
      async answer(visit) {
        const filter = filterIn(visit.query, 'gatherings');
        if (visit.format !== 'html') return await wholeList(visit, 'gatherings', filter);
        const { value, isBehind, sequence } = await calendarFor(visit);
        const counter = await visit.desk.counter(visit.record);
        const part = { ...partAsked(visit), latestFirst: true };
        const listing = await gatheringList(visit.record, filter, part, {
          outlines: value.outlines,
          counter,
        });
        const body = html`${heading('Meetings across reports', 'One meeting, with every report of it: what they tell differently, and what was said and undertaken there by the words that say so.', html`<p class="ways"><a href="${to('meetings')}">Report by report</a> · <a href="${to('calendar')}">Calendar</a> · <a href="${visit.here.bare.with({ from: dayOf(visit) })}">From today on</a> · <a href="${visit.here.bare.with({ status: 'overdue' })}">Only those overdue</a></p>`)}
${filterForm(visit, 'gatherings')}
<p class="count">${count(listing.total, 'meeting')}${listing.total > 1 && ', the latest first'}</p>${isBehind && behindNotice(sequence)}${notesOf(listing)}${
          listing.rows.length === 0
            ? nothing(
                'No such meeting is told of.',
                html`Reports that tell of one show here once they are <a href="${to('add')}">added</a>.`,
              )
            : listing.rows.map(gathering)
        }${pagerFor(visit, listing.total)}`;
        return { page: { title: 'Meetings across reports', body } };
      },
    },
  ],
};

function gathering({ value, shown }: ListingRow): Html {
  const { participants, reports, contradictions, readouts, outcomes } = value as GatheringValue;
  return html`<section class="utterance${contradictions.length > 0 && ' is-conflicting'}">
<h2 dir="auto">${shown.headline}</h2>
${participants.length > 0 && !shown.headline.startsWith(`${participants.join(', ')} · `) && html`<p class="sub">${participants.join(', ')}</p>`}
${
  contradictions.length > 0 &&
  html`<ul class="speakers">${contradictions.map(
    ({ about, told }) => html`<li><b>${about}</b><br>${told.map(({ value: one }) => one).join(' · ')}</li>`,
  )}</ul>`
}
<ul class="witnesses">${reports.map(
    ({ document, claim, title, status, day }) =>
      html`<li><a href="${placeOf(document, claim)}"><bdi>${title}</bdi></a> <span class="told">${status}${day !== undefined && `, ${day}`}${readouts.some(one => one.document === document) && ' · its readout'}</span></li>`,
  )}</ul>
${
  outcomes.length > 0 &&
  html`<h3>Made there</h3><ul class="witnesses">${outcomes.map(
    ({ document, id, kind, words, says }) =>
      html`<li><a href="${placeOf(document, id)}"><bdi>${words.exact.replace(/\s+/gu, ' ')}</bdi></a> <span class="told">${kind}, by the words “<bdi>${says.exact.replace(/\s+/gu, ' ')}</bdi>”</span></li>`,
  )}</ul>`
}</section>`;
}
