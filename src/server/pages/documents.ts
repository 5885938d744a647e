/** The documents of the record. */
import { count } from '../../listings/count.ts';
import { partFromRecord } from '../../listings/index.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { cell, filterForm, filterIn, heading, notesOf, nothing, pagerFor, partAsked } from '../parts/listed.ts';
import { LIST_FORMATS, type Section, wholeList } from '../visit.ts';
import { readingRoutes } from './reading.ts';
import { registeringRoutes } from './registering.ts';

export const documents: Section = {
  name: 'documents',
  label: 'Documents',
  routes: [
    {
      method: 'GET',
      path: '/documents',
      formats: LIST_FORMATS,
      async answer(visit) {
        const filter = filterIn(visit.query, 'documents');
        if (visit.format !== 'html') return await wholeList(visit, 'documents', filter);
        const part = { ...partAsked(visit), newestFirst: true };
        const listing = (await partFromRecord(visit.record, 'documents', filter, part))!;
        const corrected = new Map(
          (await visit.record.decisions({ kind: 'correction_received' })).map(({ subject, body }) => [
            subject,
            body['sort'] === 'retraction' ? 'retracted' : 'corrected',
          ]),
        );
        const pager = pagerFor(visit, listing.total);
        const body = html`${heading('Documents', 'What was captured: each with its source, its day, and the origin that it counts as.')}
${filterForm(visit, 'documents')}
<p class="count">${count(listing.total, 'document')}${listing.total > 1 && ', the last added first'}</p>${notesOf(listing)}
${
  listing.rows.length === 0
    ? visit.query.size === 0
      ? nothing(
          'No documents yet.',
          html`<a href="${to('add')}">Add a report</a> by file, by pasting its text or by its address.`,
        )
      : nothing(
          'No documents are as you asked.',
          html`<a href="${to('documents')}">Show all documents</a>, or ask for less.`,
        )
    : html`<div class="table-wrap"><table class="table"><thead><tr><th scope="col">Published</th><th scope="col">Title</th><th scope="col">Source</th><th scope="col" class="right">Claims</th><th scope="col">Counts</th><th scope="col">Text</th></tr></thead>
<tbody>${listing.rows.map(row => {
        const of = (column: string): string => cell(listing, row, column);
        return html`<tr><td class="day">${of('published') || html`<span class="open">open</span>`}</td><td><a href="${to('documents', of('id'))}"><bdi>${of('title') || of('name')}</bdi></a>${corrected.has(of('id')) && html` <span class="weak">${corrected.get(of('id'))}</span>`}</td><td><bdi>${of('source') || '—'}</bdi></td><td class="right" data-label="claims">${of('claims')}</td><td data-label="counts">${of('copy') === 'yes' ? html`<span class="tag">copy</span> <a href="${to('origins').with({ document: of('id') })}">of</a>` : 'once'}</td><td data-label="text">${of('strength') === 'degraded' ? html`<span class="weak">degraded</span>` : 'clean'}</td></tr>`;
      })}</tbody></table></div>`
}${pager}`;
        return { page: { title: 'Documents', body } };
      },
    },
    ...readingRoutes,
    ...registeringRoutes,
  ],
};
