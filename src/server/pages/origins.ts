/** How many independent origins the documents come down to, and why. */
import { originsFrom } from '../../listings/index.ts';
import { countText, originList } from '../../listings/origins.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { filterIn, heading, nothing, pagerFor, partAsked } from '../parts/listed.ts';
import { sourceBeside } from '../parts/claim-card.ts';
import { LIST_FORMATS, type Section } from '../visit.ts';

/** What the page says by itself of each document. */
const SHOWN_OTHERWISE = new Set(['document', 'copy']);

export const origins: Section = {
  name: 'origins',
  label: 'Origins',
  routes: [
    {
      method: 'GET',
      path: '/origins',
      formats: LIST_FORMATS,
      ofWhole: true,
      async answer(visit) {
        const filter = filterIn(visit.query, 'origins');
        const part = visit.format === 'html' ? partAsked(visit) : { limit: -1 };
        const { origins, count, total } = await originsFrom(
          visit.record,
          filter,
          part,
          await visit.desk.origins(visit.record),
        );
        const listing = originList(origins);
        if (visit.format !== 'html') return { listing };
        const pager = pagerFor(visit, total);
        const body = html`${heading('Origins', 'Copies and rewrites of one report count once. What cannot be told apart by its words is said to be not established.')}
<p class="count">${countText(count)}${filter.document !== undefined && html` · <a href="${to('origins')}">all</a>`}</p>
${
  origins.length === 0
    ? nothing('No origins yet.', html`<a href="${to('add')}">Add reports</a>, and see how many of them are one.`)
    : html`<div class="origins">${origins.map((one, index) => {
        const details = listing.rows[index]!.shown.details.filter(
          ([label, text]) => text !== '' && !SHOWN_OTHERWISE.has(label),
        );
        return html`<section class="origin" id="${one.origin.id}"><p class="card-top"><span class="tag i-${one.independence}">${one.independence === 'established' ? 'independent' : one.independence}</span>${one.reuse.kind !== 'none' && html` <span class="tag">${one.reuse.kind}</span>`} <span class="code quiet">${one.origin.id}</span></p>
<ol class="lineage">${one.documents.map(document => html`<li class="${document.id === one.origin.earliest ? 'earliest' : 'copy'}"><a href="${to('documents', document.id)}"><bdi>${document.about.title ?? document.facts.name}</bdi></a> <span class="sub">${sourceBeside(document)}${document.id === one.origin.earliest ? (one.documents.length > 1 ? ' · counted by this one' : '') : ' · copy'}</span></li>`)}</ol>
<details><summary>Why<span class="visually-hidden"> ${one.origin.id} is one origin</span></summary><dl>${details.map(([label, text]) => html`<dt>${label}</dt><dd><bdi>${text}</bdi></dd>`)}</dl></details></section>`;
      })}</div>`
}${pager}`;
        return { page: { title: 'Origins', body } };
      },
    },
  ],
};
