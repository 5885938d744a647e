/** The first page: what waits for somebody, what falls due, where sources disagree, and what is new. */
import { kinds } from '../../kinds/index.ts';
import { count } from '../../listings/count.ts';
import { listFromRecord } from '../../listings/index.ts';
import { utterancesOf } from '../../listings/utterances.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { dayOf } from '../parts/asked.ts';
import { cell, nothing } from '../parts/listed.ts';
import { claimAddress, sourceLine } from '../parts/claim-card.ts';
import type { Section, Visit } from '../visit.ts';

/** Rows of each part; the lists have the rest. */
const SHOWN = 6;

export const today: Section = {
  name: '',
  label: 'Today',
  routes: [
    {
      method: 'GET',
      path: '/',
      async answer(visit) {
        const { record } = visit;
        const documents = await record.documents();
        const day = dayOf(visit);
        if (documents.length === 0) {
          const body = html`<header class="page-head"><h1>Today</h1></header>${nothing('This record is empty.', html`<a href="${to('add')}">Add a report</a> by file, by pasting its text or by its address. What it says then stands in the lists.`)}`;
          return { page: { title: 'Today', body } };
        }
        const claims = await record.claims();
        const proposed = claims.filter(({ review, current }) => review.state === 'proposed' && current);
        const origins = new Set(documents.map(({ origin }) => origin)).size;
        const conflicts = (await utterancesOf(record)).filter(({ isConflicting }) => isConflicting);
        const affected = await record.affected();
        const dated = [...(await due(visit, 'meetings')), ...(await due(visit, 'commitments'))];
        const overdue = dated.filter(({ until }) => until < day).toSorted((a, b) => (a.until < b.until ? 1 : -1));
        const ahead = dated.filter(({ until }) => until >= day).toSorted((a, b) => (a.until < b.until ? -1 : 1));
        const newest = documents.toReversed().slice(0, SHOWN);
        const body = html`<header class="page-head"><h1>Today</h1><p class="about">${count(documents.length, 'document')}, ${count(origins, 'origin')}, ${count(claims.length, 'claim')}: ${kinds.flatMap(
          ({ name, plural }) => {
            const number = claims.filter(({ claim }) => claim.kind === name).length;
            return number === 0 ? [] : [html` <a href="${to(plural)}">${count(number, name, plural)}</a>`];
          },
        )}</p></header>
<div class="today">
<section><h2>Waiting for review</h2>
${
  proposed.length === 0
    ? html`<p class="quiet">Everything was looked at.</p>`
    : html`<p class="big"><a href="${to('review')}">${count(proposed.length, 'claim')}</a></p><p class="quiet">machine-read, and nobody looked at ${proposed.length === 1 ? 'it' : 'them'} yet. ${visit.mayWrite && html`<a class="button" href="${to('review')}">Review</a>`}</p>`
}</section>
<section><h2>Where sources disagree</h2>
${
  conflicts.length === 0
    ? html`<p class="quiet">No words are attributed to different speakers.</p>`
    : html`<ul class="plain">${conflicts.slice(0, SHOWN).map(one => html`<li><bdi>“${one.wording.slice(0, 140)}”</bdi> <span class="sub">${one.speakers.map(({ name }) => name).join(' or ')}</span></li>`)}</ul><p><a href="${to('utterances')}">${count(conflicts.length, 'conflicting attribution')}</a></p>`
}
${affected.length > 0 && html`<p class="notice">${count(new Set(affected.map(({ what }) => what)).size, 'claim')} ${affected.length === 1 ? 'rests' : 'rest'} on corrected or retracted documents.</p>`}</section>
${dueSection('Day passed', 'Scheduled or due, and its day is over; the report that says so cannot know what came of it.', overdue)}
${dueSection('Ahead', '', ahead)}
<section class="wide"><h2>New</h2><ul class="plain new">${newest.map(
          document =>
            html`<li><a href="${to('documents', document.id)}"><bdi>${document.about.title ?? document.facts.name}</bdi></a> <span class="sub">${sourceLine(document)} · ${count(document.claims, 'claim')}${document.copy && ' · a copy'} · added ${document.addedAt.slice(0, 10)} by <bdi>${document.addedBy}</bdi></span></li>`,
        )}</ul><p><a href="${to('documents')}">All ${count(documents.length, 'document')}</a></p></section>
</div>`;
        return { page: { title: 'Today', body } };
      },
    },
  ],
};

interface Due {
  readonly until: string;
  readonly kind: string;
  readonly headline: string;
  readonly document: string;
  readonly id: string;
}

/** Meetings that are scheduled, and commitments with a day by which they are due. */
async function due({ record }: Visit, list: string): Promise<Due[]> {
  const listing = (await listFromRecord(record, list, {}))!;
  return listing.rows.flatMap((row): Due[] => {
    const of = (column: string): string => cell(listing, row, column);
    const value = row.value as { kind: string; body?: { dueBy?: { until?: string } } };
    const until = listing.columns.includes('due') ? (value.body?.dueBy?.until ?? '') : of('until');
    const isOpen = !listing.columns.includes('status') || of('status') === 'scheduled';
    return until === '' || !isOpen
      ? []
      : [{ until, kind: value.kind, headline: row.shown.headline, document: of('document'), id: of('id') }];
  });
}

function dueSection(title: string, about: string, rows: readonly Due[]): Html | undefined {
  if (rows.length === 0) return undefined;
  return html`<section><h2>${title}</h2>${about !== '' && html`<p class="quiet">${about}</p>`}<ul class="plain">${rows
    .slice(0, SHOWN)
    .map(
      ({ until, kind, headline, document, id }) =>
        html`<li><time datetime="${until}">${until}</time> <span class="kind">${kind}</span> <a href="${claimAddress(document, id)}"><bdi>${headline}</bdi></a></li>`,
    )}</ul>${rows.length > SHOWN && html`<p class="quiet">and ${rows.length - SHOWN} more</p>`}</section>`;
}
