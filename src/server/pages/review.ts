/** What nobody looked at yet, claim by claim in its sentence: made for the keyboard, and for forms. The queue can be gone through to its end, as a whole or narrowed. */
import { type QueueFilter, type ToReview, toReview, waiting, waitingBefore } from '../../decisions/queue.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { count, figure } from '../../listings/count.ts';
import type { ClaimPlace } from '../../record/index.ts';
import { to } from '../address.ts';
import { isPlace, placeIn, placeText, queueFilterIn } from '../api/queue.ts';
import { type Html, html } from '../html.ts';
import { onlyAsked } from '../parts/asked.ts';
import { claimCard, sourceLine } from '../parts/claim-card.ts';
import { correctedBy } from '../parts/corrected.ts';
import { heading, nothing } from '../parts/listed.ts';
import type { Section, Visit } from '../visit.ts';

/** Claims on one page. */
const AT_ONCE = limits.pageItems / 5;

/** `after`, `before`: a claim behind which, or before which, the part of the queue stands. */
const ASKED = ['kind', 'document', 'actor', 'after', 'before'];

export const review: Section = {
  name: 'review',
  label: 'Review',
  routes: [
    {
      method: 'GET',
      path: '/review',
      async answer(visit) {
        onlyAsked(visit.query, ASKED);
        const filter = await queueFilterIn(visit.query, visit.record);
        const all = filter === undefined ? 0 : await waiting(visit.record, filter);
        const shown = filter === undefined || all === 0 ? [] : await partIn(visit, filter);
        const [first] = shown;
        const passed =
          filter === undefined || first === undefined ? 0 : await waitingBefore(visit.record, placeOf(first), filter);
        const ids = [...new Set(shown.map(({ recorded }) => recorded.document))];
        const documents = new Map((await visit.record.documents({ ids })).map(document => [document.id, document]));
        const affected = shown.length === 0 ? [] : await visit.record.affected();
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
          corrected: correctedBy(affected, recorded),
          mayWrite: visit.mayWrite,
          back: visit.here,
          words: html`<blockquote class="sentence" dir="auto">${before}<mark class="k-${recorded.claim.kind}">${words}</mark>${after}</blockquote>`,
        }),
      )}</div>
${ways(visit, all, passed, shown)}`
}</div>`;
        return { page: { title: 'Review', body, reviews: visit.mayWrite } };
      },
    },
  ],
};

const placeOf = ({ recorded: { document, claim } }: ToReview): ClaimPlace => ({ document, id: claim.id });

/** The part of the queue that is asked for. Whoever comes back when nothing is left behind it gets the last part; a claim that is no more in the record leads to the first. */
async function partIn({ record, query }: Visit, filter: QueueFilter): Promise<ToReview[]> {
  const known = async (name: 'after' | 'before'): Promise<ClaimPlace | undefined> => {
    const asked = query.get(name);
    if (asked === undefined) return undefined;
    const place = placeIn(asked);
    if (place === undefined)
      throw new Problem('bad_cursor', `“${asked.slice(0, 100)}” names no claim.`, 'Begin at the page Review.', 2);
    return (await isPlace(record, place)) ? place : undefined;
  };
  const [after, before] = [await known('after'), await known('before')];
  const part = { limit: AT_ONCE };
  const found = await toReview(record, filter, { after, before, ...part });
  // Before a claim at the beginning of the queue stand too few for a part.
  if (before !== undefined && found.length < AT_ONCE) return await toReview(record, filter, part);
  return found.length === 0 ? await toReview(record, filter, { isLast: true, ...part }) : found;
}

/** The form by which the queue is narrowed. A document is come from, and not chosen here: there may be thousands. */
async function narrowing({ query, here, record }: Visit): Promise<Html> {
  const asked = query.get('document');
  const [document] = asked === undefined ? [] : await record.documents({ ids: [asked] });
  const isNarrowed = ['kind', 'document', 'actor'].some(name => query.has(name));
  return html`<form class="filters" method="get" action="${here.bare}">${asked !== undefined && html`<input type="hidden" name="document" value="${asked}">`}<label>Kind <select name="kind"><option value="">all</option>${kinds.map(({ name }) => html`<option${query.get('kind') === name && html` selected`}>${name}</option>`)}</select></label><label>Who takes part <input type="search" name="actor" value="${query.get('actor') ?? ''}"></label><button>Show</button>${isNarrowed && html` <a href="${here.bare}" data-review-anew>all that waits</a>`}</form>
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

/** From part to part of the queue; by key, past the last or the first claim of a part, one comes there too. What is decided meanwhile, by whomever, moves nothing: a part begins behind a claim. */
function ways({ here }: Visit, all: number, passed: number, shown: readonly ToReview[]): Html {
  const at = (name: 'after' | 'before', one: ToReview | undefined) =>
    here.with({ after: undefined, before: undefined, ...(one && { [name]: placeText(placeOf(one)) }) });
  const rest = all - passed - shown.length;
  return html`<nav class="pager" aria-label="Parts of the queue">${passed > 0 && html`<a rel="prev" href="${at('before', shown[0])}" data-page-before>Those before</a> `}<span>${figure(passed + 1)}–${figure(passed + shown.length)} of ${figure(all)}</span> ${rest > 0 && html`<a rel="next" href="${at('after', shown.at(-1))}" data-next-page>The next of ${figure(rest)} more</a>`}${rest <= 0 && passed > 0 && html`<a href="${at('after', undefined)}" data-next-page>${figure(passed)} passed over still wait</a>`}</nav>`;
}
