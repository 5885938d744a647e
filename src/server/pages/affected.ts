/** What rests on something that its source corrected or took back, by however many steps. */
import { count } from '../../listings/count.ts';
import { listFromRecord } from '../../listings/index.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { placeOf } from '../parts/claim-card.ts';
import { cell, filterIn, heading, nothing, paged } from '../parts/listed.ts';
import { LIST_FORMATS, type Section } from '../visit.ts';

export const affected: Section = {
  name: 'affected',
  label: '',
  routes: [
    {
      method: 'GET',
      path: '/affected',
      formats: LIST_FORMATS,
      async answer(visit) {
        const listing = (await listFromRecord(visit.record, 'affected', filterIn(visit.query, 'affected')))!;
        if (visit.format !== 'html') return { listing };
        const { shown, pager } = paged(listing.rows, visit);
        const body = html`${heading('Resting on what was corrected', 'Whatever rests, by however many steps, on a document that its source corrected or took back. It stays as it was; look at it again.')}
<p class="count">${count(listing.rows.length, 'thing')}</p>${
          shown.length === 0
            ? nothing(
                'Nothing rests on anything that was corrected.',
                html`<code>deeds correct DOCUMENT</code> records that a source took something back.`,
              )
            : html`<div class="cards">${shown.map(row => {
                const [document, claim] = cell(listing, row, 'what').split('/') as [string, string | undefined];
                const isDocument = document.startsWith('doc_');
                const open = claim === undefined ? to('documents', document) : placeOf(document, claim);
                return html`<section class="card"><h2 class="card-title">${isDocument ? html`<a href="${open}"><bdi>${row.shown.headline}</bdi></a>` : html`<bdi>${row.shown.headline}</bdi>`}</h2><dl class="facts">${row.shown.details.filter(([, text]) => text !== '').map(([label, text]) => html`<dt>${label}</dt><dd><bdi>${text}</bdi></dd>`)}</dl></section>`;
              })}</div>`
        }${pager}`;
        return { page: { title: 'Resting on what was corrected', body } };
      },
    },
  ],
};
