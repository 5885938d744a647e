/** The lists of claims, a page a kind: each narrows, pages, and says beside a claim what matters for its kind. */
import type { Listing, ListingRow } from '../../core/listing.ts';
import type { IncidentBody } from '../../kinds/incident/incident.ts';
import { kinds } from '../../kinds/index.ts';
import { count } from '../../listings/count.ts';
import { partFromRecord } from '../../listings/index.ts';
import { sameWordsText } from '../../listings/utterances.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { dayOf } from '../parts/asked.ts';
import { cell, filterForm, filterIn, heading, notesOf, nothing, pagerFor, partAsked } from '../parts/listed.ts';
import { claimRows } from '../parts/claim-rows.ts';
import { LIST_FORMATS, type Section, wholeList } from '../visit.ts';

interface KindPage {
  readonly label: string;
  readonly about: string;
  /** What stands beside a claim. */
  readonly aside?: (listing: Listing, row: ListingRow, today: string) => Html | undefined;
  /** Where else to look. */
  readonly more?: Html;
}

const PAGES: Readonly<Record<string, KindPage>> = {
  statements: {
    label: 'Statements',
    about: 'Who is said to have said what, to whom and when.',
    more: html`<p class="ways"><a href="${to('utterances')}">Said in several documents, and attributions that conflict</a></p>`,
    aside: (listing, row) => {
      const [documents, origins] = [cell(listing, row, 'said_in_documents'), cell(listing, row, 'said_in_origins')];
      return documents === '1'
        ? undefined
        : html`<p class="sub">said in ${sameWordsText(Number(documents), Number(origins))}</p>`;
    },
  },
  commitments: {
    label: 'Commitments',
    about: 'Who undertook what, toward whom and by when, in the exact words.',
    aside: (listing, row) =>
      tags([
        cell(listing, row, 'type').replaceAll('_', ' '),
        cell(listing, row, 'firmness'),
        ...(cell(listing, row, 'due') === '' ? [] : [`due ${cell(listing, row, 'due')}`]),
        cell(listing, row, 'instrument'),
      ]),
  },
  meetings: {
    label: 'Meetings',
    about: 'Meetings that were held, are due, or whose day passed in silence, in the order of their days.',
    more: html`<p class="ways"><a href="${to('gatherings')}">Each meeting once, with all reports of it: what they tell differently, and what was made there</a></p>`,
    aside: (listing, row, today) => {
      const [status, until] = [cell(listing, row, 'status'), cell(listing, row, 'until')];
      const isPast = status === 'scheduled' && until !== '' && until < today;
      return html`${tags([status, round(cell(listing, row, 'round'))])}${isPast && html`<p class="sub">Its day has passed; this report says only that it was scheduled.</p>`}`;
    },
  },
  incidents: {
    label: 'Incidents',
    about: 'Hostile conduct that is alleged: what was done to whom, and who says who did it.',
    aside: (_, row) => attributions(row),
  },
  acts: {
    label: 'Acts',
    about: 'Other deeds: arrests, sanctions, laws, signatures, withdrawals, exercises.',
    aside: (listing, row) => tags([cell(listing, row, 'type'), cell(listing, row, 'status')]),
  },
};

/** Who says who did it, a row each: by type and tier, how firmly, and what the accused answer. What the words do not tell is not guessed. */
function attributions({ value }: ListingRow): Html {
  const { attributions = [], responses = [] } = (value as { body?: Partial<IncidentBody> }).body ?? {};
  if (attributions.length === 0) return html`<p class="sub">Nobody is said to have done it.</p>`;
  return html`<ul class="attributions">${attributions.map(
    ({ attributor, to: whom, type, tier, firmness }) =>
      html`<li><span><b><bdi>${attributor?.name ?? 'The report'}</bdi></b> names <b><bdi>${whom.name}</bdi></b></span> ${tags([type ?? 'type open', tier ?? 'tier open', firmness])}</li>`,
  )}${responses.map(({ by, kind }) => html`<li><span><b><bdi>${by.name}</bdi></b> answers</span> ${tags([kind])}</li>`)}</ul>`;
}

const round = (number: string): string => (number === '' ? '' : `round ${number}`);

function tags(texts: readonly string[]): Html | undefined {
  const known = texts.filter(text => text !== '' && text !== 'unknown');
  return known.length === 0 ? undefined : html`<p class="tags">${known.map(text => html`<span>${text}</span> `)}</p>`;
}

/** A section for each kind, also for one that has nothing special to show. */
export const kindSections: readonly Section[] = kinds.map(({ plural, about }) => {
  const page = PAGES[plural] ?? { label: plural[0]!.toUpperCase() + plural.slice(1), about };
  return {
    name: plural,
    label: page.label,
    routes: [
      {
        method: 'GET',
        path: `/${plural}`,
        formats: LIST_FORMATS,
        async answer(visit) {
          const filter = filterIn(visit.query, plural);
          if (visit.format !== 'html') return await wholeList(visit, plural, filter);
          const listing = (await partFromRecord(
            visit.record,
            plural,
            filter,
            partAsked(visit),
            await visit.desk.witnesses(visit.record),
          ))!;
          const pager = pagerFor(visit, listing.total);
          const isNarrowed = [...visit.query.keys()].some(name => name !== 'page');
          const today = dayOf(visit);
          const body = html`${heading(page.label, page.about, page.more)}
${filterForm(visit, plural)}
<p class="count">${count(listing.total, plural.replace(/s$/u, ''), plural)}</p>${notesOf(listing)}
${
  listing.rows.length === 0
    ? isNarrowed
      ? nothing(
          `No ${plural} are as you asked.`,
          html`<a href="${to(plural)}">Show all ${plural}</a>, or ask for less.`,
        )
      : nothing(
          `No ${plural} yet.`,
          html`<a href="${to('add')}">Add a report</a>: what it says of this kind then stands here.`,
        )
    : claimRows(listing, listing.rows, row => page.aside?.(listing, row, today))
}${pager}`;
          return { page: { title: page.label, body } };
        },
      },
    ],
  };
});
