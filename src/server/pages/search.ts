/** Words, wherever they stand in the record. */
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { count } from '../../listings/count.ts';
import { foundList } from '../../listings/found.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { claimAddress } from '../parts/claim-card.ts';
import { heading, nothing } from '../parts/listed.ts';
import { LIST_FORMATS, type Section } from '../visit.ts';

/** Hits that are asked for; undefined: as many as the record gives of itself. Throws `bad_number`. */
function limitIn(query: ReadonlyMap<string, string>): number | undefined {
  const asked = query.get('limit');
  if (asked === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/u.test(asked) && Number(asked) <= limits.apiItems) return Number(asked);
  throw new Problem(
    'bad_number',
    `“${asked.slice(0, 100)}” is no number of hits.`,
    `Ask for 1 to ${limits.apiItems}.`,
    2,
  );
}

export const search: Section = {
  name: 'search',
  label: '',
  routes: [
    {
      method: 'GET',
      path: '/search',
      formats: LIST_FORMATS,
      async answer({ record, query, format }) {
        const words = query.get('q') ?? '';
        const found = words.trim() === '' ? [] : await record.search(words, limitIn(query));
        if (format !== 'html') return { listing: await foundList(record, found) };
        const body = html`${heading('Search', 'Places that have all of your words, in any form; “quoted words” must stand together.')}
<form class="filters wide-words" method="get" action="${to('search')}"><label>Words <input type="search" name="q" value="${words}" data-search></label><button>Search</button></form>
${
  words.trim() === ''
    ? html`<p class="quiet">Documents, and the words of every claim: what was searched for stands marked in its place.</p>`
    : found.length === 0
      ? nothing(
          `Nothing has “${words}”.`,
          'Ask for fewer words, or for one of them alone; it finds other forms of a word, and no other words.',
        )
      : html`<p class="count">${count(found.length, 'place')}, the best first, and of those the newest</p><ol class="hits">${found.map(
          ({ document, claim, name, copy, published, pieces }) =>
            html`<li><p class="card-top"><span class="kind">${claim?.kind ?? 'document'}</span>${copy && html`<span class="tag">copy</span>`}</p><p class="hit" dir="auto">${pieces.map((piece, place) => (place % 2 === 1 ? html`<mark>${piece}</mark>` : piece))}</p><p class="sub"><a href="${claim === undefined ? to('documents', document) : claimAddress(document, claim.id)}"><bdi>${name}</bdi></a> · <span class="day">${published ?? 'date open'}</span></p></li>`,
        )}</ol>`
}`;
        return { page: { title: 'Search', body, ...(words.trim() === '' && { formats: [] }) } };
      },
    },
  ],
};
