/** The record itself: its log, whether it is what it was, and the day as of which the whole site is looked at. */
import { count } from '../../listings/count.ts';
import { entryKindNames, lastOfLog, type LogFilter, logList } from '../../listings/log.ts';
import type { Listing } from '../../core/listing.ts';
import { Problem } from '../../core/problem.ts';
import type { VerifyReport } from '../../app.ts';
import { momentIn } from '../../who-and-when.ts';
import { Address, addressFrom, to } from '../address.ts';
import { asking, formOf } from '../api/form.ts';
import { verifyRecord } from '../api/record.ts';
import { html } from '../html.ts';
import { cell, heading, pagerFor, partAsked } from '../parts/listed.ts';
import { moments } from '../parts/moments.ts';
import { LIST_FORMATS, type Section, type Visit } from '../visit.ts';

export const record: Section = {
  name: 'record',
  label: 'Record',
  routes: [
    {
      method: 'GET',
      path: '/record',
      formats: LIST_FORMATS,
      async answer(visit) {
        const filter = filterOf(visit);
        if (visit.format !== 'html') return { listing: await logList(visit.record, filter) };
        const part = partAsked(visit);
        const listing =
          filter.about === undefined && filter.from === undefined
            ? await lastOfLog(visit.record, filter, part)
            : newestOf(await logList(visit.record, filter), part);
        const pager = pagerFor(visit, listing.total);
        const { sequence, hash } = await visit.record.head();
        const body = html`${heading('Record', 'Everything that was added and decided, entry by entry. Nothing is ever changed; what was decided is taken back by a later entry.')}
<div class="record-tools">
<section id="as-it-was"><h2>As it was</h2>${moments(visit, 'record')}<form method="get" action="${to('now', 'as-of')}"><label>Day, instant or entry <input name="moment" required placeholder="2026-11-29 or 17"></label><button>Look</button></form><p class="quiet">The whole site then shows the record of that moment.</p></section>
${visit.mayWrite && html`<section><h2>Is it what it was?</h2><form method="post" action="${to('record', 'verify')}"><button>Verify</button></form><p class="quiet">Reads every entry, every kept byte and every span again.</p></section>`}
<section><h2>Last entry</h2><p>Entry <b>${sequence}</b></p><p class="code hash">${hash}</p></section>
</div>
<form class="filters" method="get" action="${to('record')}"><label>Kind <select name="kind"><option value="">all</option>${entryKindNames.map(name => html`<option${visit.query.get('kind') === name && html` selected`}>${name}</option>`)}</select></label><label>By <input type="search" name="by" value="${visit.query.get('by') ?? ''}"></label><label>About (its id) <input type="search" name="about" value="${visit.query.get('about') ?? ''}"></label><button>Show</button></form>
<p class="count">${count(listing.total, 'entry', 'entries')}, newest first</p>
<div class="table-wrap"><table class="table log-table"><thead><tr><th scope="col" class="right">Entry</th><th scope="col">When (UTC)</th><th scope="col">Who</th><th scope="col">What</th></tr></thead><tbody>${listing.rows.map(
          row =>
            html`<tr id="entry-${row.number ?? 0}"><td class="right"><a href="${new Address(['now', 'as-of', String(row.number), 'record'])}" title="The record as of entry ${row.number ?? 0}">${row.number ?? 0}</a></td><td class="day">${cell(listing, row, 'at').slice(0, 16).replace('T', ' ')}</td><td><bdi>${cell(listing, row, 'by')}</bdi></td><td><bdi>${cell(listing, row, 'what')}</bdi>${cell(listing, row, 'why') !== '' && html` <span class="sub">${cell(listing, row, 'why')}</span>`}${cell(listing, row, 'undone_by') !== '' && html` <span class="weak">taken back by entry ${cell(listing, row, 'undone_by')}</span>`}</td></tr>`,
        )}</tbody></table></div>${pager}`;
        return { page: { title: 'Record', body } };
      },
    },
    {
      method: 'GET',
      path: '/as-of',
      async answer({ query, entries }) {
        const moment = query.get('moment')?.trim() ?? '';
        const page = addressFrom(query.get('page') ?? '') ?? to('record');
        if (momentIn(moment) === undefined) {
          throw new Problem(
            'bad_moment',
            `“${moment.slice(0, 100)}” is no day, instant or number of an entry.`,
            'Write 2015-11-09, 2015-11-09T08:30:00Z or 17.',
            2,
          );
        }
        // The last entry is now.
        const isNow = moment === String(entries.all);
        return { goTo: isNow ? page : page.below('as-of', moment) };
      },
    },
    formOf({
      path: '/record/verify',
      fields: [],
      operations: [verifyRecord],
      asks: () => asking(verifyRecord, {}),
      next(told) {
        const report = told as unknown as VerifyReport;
        const altered = report.problems.length + report.more;
        const body = html`<header class="page-head"><h1>${altered === 0 ? 'All is as it was recorded' : `${altered} found altered`}</h1>
<p class="about">${count(report.entries, 'entry', 'entries')}, ${count(report.documents, 'document')}, ${count(report.claims, 'claim')}, ${count(report.checkpoints, 'checkpoint')} and ${count(report.spans, 'span')} read again.</p></header>
${altered > 0 && html`<ul class="plain altered">${report.problems.map(({ place, sentence, code }) => html`<li><b><bdi>${place}</bdi></b> <bdi>${sentence}</bdi> <span class="code">${code}</span></li>`)}</ul>`}
${report.notices.length > 0 && html`<ul class="notes">${report.notices.map(notice => html`<li><bdi>${notice}</bdi></li>`)}</ul>`}
<p><a href="${to('record')}">Back to the record</a></p>`;
        return { page: { title: altered === 0 ? 'As it was recorded' : 'Found altered', body } };
      },
    }),
  ],
};

/** What is about an id is found by reading the whole log. */
function newestOf(listing: Listing, { offset, limit }: { offset: number; limit: number }): Listing & { total: number } {
  const rows = listing.rows.toReversed().slice(offset, offset + limit);
  return { ...listing, rows, total: listing.rows.length };
}

function filterOf({ query }: Visit): LogFilter {
  const filter: { kind?: string; by?: string; about?: string; from?: number } = {};
  for (const [name, value] of query) {
    if (name === 'page') continue;
    if (name === 'from' && /^\d{1,15}$/u.test(value)) {
      filter.from = Number(value);
      continue;
    }
    if (name !== 'kind' && name !== 'by' && name !== 'about') {
      throw new Problem(
        'unknown_filter',
        `The log cannot be narrowed by “${name.slice(0, 100)}”.`,
        'It can be by kind, by, about, and from the number of an entry.',
        2,
      );
    }
    filter[name] = value;
  }
  return filter;
}
