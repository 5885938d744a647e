/** What nobody looked at yet, claim by claim in its sentence: made for the keyboard, and for forms. */
import { limits } from '../../core/limits.ts';
import { toReview, waiting } from '../../decisions/queue.ts';
import { count } from '../../listings/count.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { claimCard } from '../parts/claim-card.ts';
import { heading, nothing } from '../parts/listed.ts';
import type { Section } from '../visit.ts';

/** Claims on one page; with the last of them decided the next ones come. */
const AT_ONCE = limits.pageItems / 5;

export const review: Section = {
  name: 'review',
  label: 'Review',
  routes: [
    {
      method: 'GET',
      path: '/review',
      async answer(visit) {
        const all = await waiting(visit.record);
        const shown = await toReview(visit.record, { limit: AT_ONCE });
        const ids = [...new Set(shown.map(({ recorded }) => recorded.document))];
        const documents = new Map((await visit.record.documents({ ids })).map(document => [document.id, document]));
        const body = html`<div class="narrow">${heading(
          'Review',
          visit.mayWrite
            ? html`Does each claim say what its words say? <kbd data-kbd="a">a</kbd> accepts, <kbd data-kbd="x">x</kbd> rejects, <kbd data-kbd="j">j</kbd> and <kbd data-kbd="k">k</kbd> move, <kbd data-kbd="?">?</kbd> tells all keys.`
            : 'What nobody had looked at then.',
        )}
<p class="position" data-position data-waiting-all="${String(all)}">${count(all, 'claim')} to review</p>
${
  all === 0
    ? nothing('Everything was looked at.', html`What comes in next waits here. <a href="${to('add')}">Add a report</a>`)
    : html`<div class="cards queue">${shown.map(({ recorded, before, words, after }) =>
        claimCard(recorded, {
          document: documents.get(recorded.document),
          mayWrite: visit.mayWrite,
          back: 'review',
          words: html`<blockquote class="sentence" dir="auto">${before}<mark class="k-${recorded.claim.kind}">${words}</mark>${after}</blockquote>`,
        }),
      )}</div>
<p class="pager">${all > shown.length && html`<a href="${to('review')}" data-next-page>The next of ${all - shown.length} more</a>`}</p>`
}</div>`;
        return { page: { title: 'Review', body, reviews: visit.mayWrite } };
      },
    },
  ],
};
