/** How many independent origins the documents come down to, and why; and what people say of copies, where one document is looked at. */
import { originsFrom } from '../../listings/index.ts';
import { countText, originList, type ShownOrigin } from '../../listings/origins.ts';
import { to } from '../address.ts';
import { decidedPairs } from '../../decisions/groups.ts';
import { linkDocuments, unlinkDocuments } from '../api/decisions.ts';
import { asking, documentField, fieldOf, formOf } from '../api/form.ts';
import { type Html, html } from '../html.ts';
import { filterIn, heading, nothing, pagerFor, partAsked } from '../parts/listed.ts';
import { sourceBeside } from '../parts/claim-card.ts';
import { LIST_FORMATS, mayHere, type Route, type Section, type Visit } from '../visit.ts';

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
        const part = visit.format === 'html' ? { ...partAsked(visit), largestFirst: true } : { limit: -1 };
        const { origins, count, total } = await originsFrom(
          visit.record,
          filter,
          part,
          await visit.desk.origins(visit.record),
        );
        const listing = originList(origins);
        if (visit.format !== 'html') return { listing };
        const pager = pagerFor(visit, total);
        const said = filter.document === undefined ? undefined : await saying(visit, filter.document, origins);
        const body = html`${heading('Origins', 'Copies and rewrites of one report count once. What cannot be told apart by its words is said to be not established.')}
<p class="count">${countText(count)}${total > 1 && '; those with most documents first'}${filter.document !== undefined && html` · <a href="${to('origins')}">all</a>`}</p>
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
}${pager}${said}`;
        return { page: { title: 'Origins', body } };
      },
    },
    sayingRoute('link', linkDocuments),
    sayingRoute('unlink', unlinkDocuments),
  ],
};

function sayingRoute(name: 'link' | 'unlink', operation: typeof linkDocuments): Route {
  return formOf({
    path: `/documents/:document/${name}`,
    fields: ['other', 'why'],
    operations: [operation],
    asks: visit => asking(operation, { other: documentField(visit, 'other') ?? '', why: fieldOf(visit, 'why') }),
    next: (_, { params }) => ({ goTo: to('origins').with({ document: params['document']! }) }),
  });
}

/** What people said of it and others, and the forms by which somebody who may says more. */
async function saying(visit: Visit, document: string, origins: readonly ShownOrigin[]): Promise<Html | undefined> {
  const pairs = await decidedPairs(visit.record, document);
  const mayDecide = mayHere(visit, 'publish');
  if (pairs.length === 0 && !mayDecide) return undefined;
  const ids = [...new Set(pairs.flatMap(({ documents }) => documents))];
  const names = new Map(
    (await visit.record.documents({ ids })).map(one => [one.id, one.about.title ?? one.facts.name]),
  );
  const name = (id: string): Html => html`<a href="${to('documents', id)}"><bdi>${names.get(id) ?? id}</bdi></a>`;
  const own = origins.find(({ documents }) => documents.some(({ id }) => id === document));
  const others = own?.documents.filter(({ id }) => id !== document) ?? [];
  return html`<section class="narrow"><h2>What people say of it</h2>${
    pairs.length === 0
      ? html`<p class="quiet">Nobody decided about it; its words are compared by rule.</p>`
      : html`<ul class="plain">${pairs.map(
          ({ documents: [one, another], decision, by, sequence, why, isDisputed }) =>
            html`<li>${name(one)} and ${name(another)} ${decision === 'parted' ? 'are no copies' : 'are one'}, says <bdi>${by}</bdi> <span class="sub">entry ${sequence}${why !== undefined && html`: <bdi>${why}</bdi>`}</span>${isDisputed && html` <span class="weak">and yet they count as ${decision === 'parted' ? 'one, by another document' : 'two'}</span>`}</li>`,
        )}</ul>`
  }${
    mayDecide &&
    html`<div class="no-print sayings">${others.length > 0 && html`<form class="decide" method="post" action="${to('documents', document, 'unlink')}"><label>It is no copy of, nor copied by <select name="other">${others.map(({ id, about, facts }) => html`<option value="${id}">${about.title ?? facts.name}, ${about.source ?? 'source unknown'}</option>`)}</select></label> <label>Why <input name="why"></label> <button>Part them</button></form>`}
<form class="decide" method="post" action="${to('documents', document, 'link')}"><label>It is a copy of <input name="other" required placeholder="address or id of a document"></label> <label>Why <input name="why"></label> <button>Join them</button></form></div>`
  }</section>`;
}
