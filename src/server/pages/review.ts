/** What nobody looked at yet, claim by claim in its sentence: made for the keyboard, and for forms. The queue can be gone through to its end, as a whole or narrowed. */
import { type QueueFilter, toReview, waiting } from '../../decisions/queue.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { count } from '../../listings/count.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { oneAsked, onlyAsked } from '../parts/asked.ts';
import { claimCard, sourceLine } from '../parts/claim-card.ts';
import { heading, nothing } from '../parts/listed.ts';
import type { Section, Visit } from '../visit.ts';

/** Claims on one page. */
const AT_ONCE = limits.pageItems / 5;

/** `passed`: claims that are passed over, which still wait. */
const ASKED = ['kind', 'document', 'actor', 'passed'];

export const review: Section = {
  name: 'review',
  label: 'Review',
  routes: [
    {
      method: 'GET',
      path: '/review',
      async answer(visit) {
        onlyAsked(visit.query, ASKED);
        const filter = await filterIn(visit);
        const all = filter === undefined ? 0 : await waiting(visit.record, filter);
        // Whoever comes back when less is left begins with the last page of it.
        const asked = passedIn(visit);
        const passed = asked < all ? asked : Math.max(0, all - AT_ONCE);
        const shown =
          filter === undefined || all === 0
            ? []
            : await toReview(visit.record, { ...filter, limit: AT_ONCE, offset: passed });
        const ids = [...new Set(shown.map(({ recorded }) => recorded.document))];
        const documents = new Map((await visit.record.documents({ ids })).map(document => [document.id, document]));
        const back = visit.here.with({ passed: passed === 0 ? undefined : String(passed) });
        const body = html`<div class="narrow">${heading(
          'Review',
          visit.mayWrite
            ? html`Does each claim say what its words say? <kbd data-kbd="a">a</kbd> accepts, <kbd data-kbd="x">x</kbd> rejects, <kbd data-kbd="n">n</kbd> and <kbd data-kbd="p">p</kbd> pass over, <kbd data-kbd="?">?</kbd> tells all keys.`
            : 'What nobody had looked at then.',
        )}
${await narrowing(visit)}
<p class="position" role="status" data-position data-waiting-all="${String(all)}" data-passed="${String(passed)}">${count(all, 'claim')} to review</p>
${
  shown.length === 0
    ? await empty(visit)
    : html`<div class="cards queue">${shown.map(({ recorded, before, words, after }) =>
        claimCard(recorded, {
          document: documents.get(recorded.document),
          mayWrite: visit.mayWrite,
          back,
          words: html`<blockquote class="sentence" dir="auto">${before}<mark class="k-${recorded.claim.kind}">${words}</mark>${after}</blockquote>`,
        }),
      )}</div>
${ways(visit, all, passed, shown.length)}`
}</div>`;
        return { page: { title: 'Review', body, reviews: visit.mayWrite } };
      },
    },
  ],
};

/** Undefined: nobody in the record has the name that is asked for. */
async function filterIn({ query, record }: Visit): Promise<QueueFilter | undefined> {
  const kind = oneAsked(query, 'kind', ['', ...kinds.map(({ name }) => name)]);
  const [document, actor] = [query.get('document'), query.get('actor')];
  const actors = actor === undefined ? undefined : (await record.actors({ name: actor })).map(({ id }) => id);
  if (actors?.length === 0) return undefined;
  return {
    ...(kind !== '' && { kind }),
    ...(document !== undefined && { document }),
    ...(actors !== undefined && { actor: actors }),
  };
}

function passedIn({ query }: Visit): number {
  const asked = query.get('passed') ?? '0';
  if (/^\d{1,9}$/u.test(asked)) return Number(asked);
  throw new Problem('bad_number', `“${asked.slice(0, 100)}” is no number of claims.`, 'Write it in digits.', 2);
}

/** The form by which the queue is narrowed. A document is come from, and not chosen here: there may be thousands. */
async function narrowing({ query, here, record }: Visit): Promise<Html> {
  const asked = query.get('document');
  const [document] = asked === undefined ? [] : await record.documents({ ids: [asked] });
  const isNarrowed = ['kind', 'document', 'actor'].some(name => query.has(name));
  return html`<form class="filters" method="get" action="${here.bare}">${asked !== undefined && html`<input type="hidden" name="document" value="${asked}">`}<label>Kind <select name="kind"><option value="">all</option>${kinds.map(({ name }) => html`<option${query.get('kind') === name && html` selected`}>${name}</option>`)}</select></label><label>Taking part <input type="search" name="actor" value="${query.get('actor') ?? ''}"></label><button>Show</button>${isNarrowed && html` <a href="${here.bare}" data-review-anew>all that waits</a>`}</form>
${asked !== undefined && html`<p class="sub">Only claims of ${document === undefined ? html`<span class="code">${asked}</span>` : html`<a href="${to('documents', document.id)}"><bdi>${document.about.title ?? document.facts.name}</bdi></a>, ${sourceLine(document)}`}.</p>`}`;
}

async function empty({ query, here, record }: Visit): Promise<Html> {
  if (['kind', 'document', 'actor'].some(name => query.has(name)))
    return nothing(
      'Nothing of this waits.',
      html`<a href="${here.bare}" data-review-anew>See all that waits</a>, or ask for something else.`,
    );
  return nothing(
    (await record.documentCount()) === 0 ? 'Nothing waits.' : 'Everything was looked at.',
    html`What comes in next waits here. <a href="${to('add')}">Add a report</a>`,
  );
}

/** From page to page of the queue; by key, past the last or the first claim of a page, one comes there too. */
function ways({ here }: Visit, all: number, passed: number, shown: number): Html {
  const at = (number: number) => here.with({ passed: String(number) });
  const rest = all - passed - shown;
  return html`<nav class="pager" aria-label="Parts of the queue">${passed > 0 && html`<a rel="prev" href="${at(Math.max(0, passed - AT_ONCE))}" data-page-before>Those before</a> `}<span>${passed + 1}–${passed + shown} of ${all}</span> ${rest > 0 && html`<a rel="next" href="${at(passed + shown)}" data-next-page>The next of ${rest} more</a>`}${rest <= 0 && passed > 0 && html`<a href="${at(0)}" data-next-page>${passed} passed over still wait</a>`}</nav>`;
}
