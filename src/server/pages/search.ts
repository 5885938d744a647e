/** Words, wherever they stand in the record. */
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { count, figure } from '../../listings/count.ts';
import { foundList } from '../../listings/found.ts';
import { to } from '../address.ts';
import type { Found } from '../../record/index.ts';
import { type Html, html } from '../html.ts';
import { claimAddress } from '../parts/claim-card.ts';
import { heading, nothing } from '../parts/listed.ts';
import { LIST_FORMATS, type Section } from '../visit.ts';

/** Hits that the page shows where nothing else is asked. */
const HITS = 60;

/** Hits of a document that stand open; the others are folded. */
const OPEN = 3;

/** The hits of each document together, in the order of its best. */
const byDocument = (found: readonly Found[]): readonly (readonly [Found, ...Found[]])[] =>
  [...Map.groupBy(found, ({ document }) => document).values()] as [Found, ...Found[]][];

function inDocument(hits: readonly [Found, ...Found[]]): Html {
  const [{ document, name, copy, published }] = hits;
  const [first, rest] = hits.length <= OPEN + 1 ? [hits, []] : [hits.slice(0, OPEN), hits.slice(OPEN)];
  return html`<li><p class="card-top"><a class="document" href="${to('documents', document)}"><bdi>${name}</bdi></a> <span class="day">${published ?? 'date open'}</span>${copy && html`<span class="tag">copy</span>`}</p>${first.map(hit)}${rest.length > 0 && html`<details><summary>${count(rest.length, 'place')} more in it</summary>${rest.map(hit)}</details>`}</li>`;
}

function hit({ document, claim, name, pieces }: Found): Html {
  const words = pieces.map((piece, place) => (place % 2 === 1 ? html`<mark>${piece}</mark>` : piece));
  return html`<p class="hit" dir="auto"><a class="kind" href="${claim === undefined ? to('documents', document) : claimAddress(document, claim.id)}">${claim?.kind ?? 'text'}<span class="visually-hidden"> in ${name}</span></a> ${words}</p>`;
}

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
      async answer({ record, query, format, here }) {
        const words = query.get('q') ?? '';
        const limit = limitIn(query) ?? (format === 'html' ? HITS : undefined);
        const found = words.trim() === '' ? [] : await record.search(words, limit);
        if (format !== 'html') return { listing: await foundList(record, found) };
        const more =
          found.length === limit && limit < limits.apiItems ? Math.min(limit * 4, limits.apiItems) : undefined;
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
      : html`<p class="count">${more !== undefined && 'The first '}${count(found.length, 'place')} in ${count(byDocument(found).length, 'document')}, the best first, and of those the newest</p>
<p class="ways no-print">All with these words: <a href="${to('documents').with({ about: words })}">documents</a>${kinds.map(({ plural }) => html` · <a href="${to(plural).with({ about: words })}">${plural}</a>`)}</p>
<ol class="hits">${byDocument(found).map(inDocument)}</ol>${more !== undefined && html`<p><a href="${here.with({ limit: String(more) })}">Look for up to ${figure(more)} places</a></p>`}`
}`;
        return { page: { title: 'Search', body, ...(words.trim() === '' && { formats: [] }) } };
      },
    },
  ],
};
