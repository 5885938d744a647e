/** What rests on something that its source corrected or took back, by however many steps. */
import { count } from '../../listings/count.ts';
import { listFromRecord } from '../../listings/index.ts';
import type { Listing, ListingRow } from '../../core/listing.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
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
            : [...Map.groupBy(shown, row => cell(listing, row, 'entry')).values()].map(rows => corrected(listing, rows))
        }${pager}`;
        return { page: { title: 'Resting on what was corrected', body } };
      },
    },
  ],
};

/** One correction, with what rests on the document: on it itself, or by way of something else. */
function corrected(listing: Listing, rows: readonly ListingRow[]): Html {
  const [first] = rows as [ListingRow];
  return html`<section class="told"><h2><bdi>${of(first, 'rests on').at(-1)}</bdi></h2><p class="sub"><bdi>${of(first, 'because of')[0]}</bdi></p>
<ul class="bullets">${rows.map(row => {
    const between = of(row, 'rests on').slice(0, -1);
    return html`<li><a href="${openOf(cell(listing, row, 'what'))}"><bdi>${row.shown.headline}</bdi></a>${between.length > 0 && html` <span class="sub">by way of <bdi>${between.join(', ')}</bdi></span>`}</li>`;
  })}</ul></section>`;
}

const of = (row: ListingRow, label: string): string[] =>
  row.shown.details.filter(([name]) => name === label).map(([, text]) => text);

/** Where a claim or a document stands; what is decided about is told by the log. */
function openOf(what: string): Address {
  const [document, claim] = what.split('/') as [string, string | undefined];
  if (!document.startsWith('doc_')) return to('record').with({ about: what });
  return claim === undefined ? to('documents', document) : placeOf(document, claim);
}
