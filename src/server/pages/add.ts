/** Reports come in: files, or text that is pasted. */
import { may } from '../../accounts/policy.ts';
import { limits } from '../../core/limits.ts';
import { count, countedClaims } from '../../listings/count.ts';
import { LONGEST_NAME } from '../../who-and-when.ts';
import { to } from '../address.ts';
import type { Outcome } from '../adder.ts';
import { startJob } from '../api/documents.ts';
import { asking, fieldOf, formOf } from '../api/form.ts';
import { type Html, html } from '../html.ts';
import { isOver, type Job, mark } from '../jobs.ts';
import { dayAsked } from '../parts/asked.ts';
import { heading, nothing } from '../parts/listed.ts';
import { mayHere, notFound, type Section } from '../visit.ts';
import { registeringAddress } from './registering.ts';

export const add: Section = {
  name: 'add',
  label: 'Add',
  routes: [
    {
      method: 'GET',
      path: '/add',
      async answer({ asOf, person, who, desk }) {
        const shut =
          asOf !== undefined
            ? nothing(
                'The past is only looked at.',
                html`<a href="${to('now', 'add')}">Go back to now</a>, and add there.`,
              )
            : person !== undefined && !may(person, 'add')
              ? nothing(
                  `As ${person.role} you do not add documents.`,
                  'Ask an editor or an owner of this record to add them, or for their role.',
                )
              : undefined;
        if (shut !== undefined) return { page: { title: 'Add', body: html`${heading('Add', '')}${shut}` } };
        const body = html`<div class="narrow">${heading('Add reports', 'Each is kept byte by byte as it came. What it says is read, compared with what is in the record, and waits for review.')}
<form class="stack" method="post" action="${to('add')}" enctype="multipart/form-data" data-add data-most="${String(limits.requestBytes)}" data-most-each="${String(limits.inputBytes)}">
<fieldset><legend>Files</legend><label class="drop" data-drop><span data-drop-help>Pages, PDF, Word, e-mail, feeds, books, archives</span> <input type="file" name="files" multiple></label><ul class="plain chosen" hidden data-chosen aria-label="Files that will be added"></ul><p class="quiet">At most ${megabytes(limits.inputBytes)} each, and ${megabytes(limits.requestBytes)} at once.</p></fieldset>
${desk.fetches ? html`<fieldset><legend>Or web addresses</legend><label>One a line <textarea name="urls" rows="2" inputmode="url" placeholder="https://"></textarea></label><p class="quiet">Fetched politely, and only what everybody on the web can reach.</p></fieldset>` : html`<p class="quiet">Web addresses are not fetched here: save the page, and add the file.</p>`}
<fieldset><legend>Or text</legend><label>Paste it <textarea name="text" rows="8"></textarea></label><label>Call it <input name="name" placeholder="pasted text"></label></fieldset>
<fieldset class="side"><legend>What it does not say itself</legend><label>Day of publication <input type="date" name="published"></label><label>Source <input name="source"></label></fieldset>
<p class="quiet">Only where it has none of its own. Without a day of publication nobody knows which Monday its “Monday” is.</p>
${who === undefined && html`<fieldset class="side"><legend>Who adds it</legend><label>Your name, kept for good with what you add <input name="by" required maxlength="${String(LONGEST_NAME)}" autocomplete="name"></label></fieldset>`}
<p class="send"><button class="primary">Add</button> <progress max="1" value="0" hidden data-sending aria-label="Sent"></progress> <span role="status" data-adding></span></p></form>${jobList(desk.jobs.last(10))}</div>`;
        return { page: { title: 'Add', body } };
      },
    },
    formOf({
      path: '/add',
      fields: ['files', 'urls', 'text', 'name', 'published', 'source', 'by'],
      operations: [startJob],
      asks(visit) {
        const { fields, files } = visit.sent;
        const text = fields.get('text') ?? '';
        const urls = (fields.get('urls') ?? '').split(/\s+/u).filter(Boolean);
        const inputs = [
          ...urls.map(url => ({ url })),
          ...(text.trim() === '' ? [] : [{ name: fieldOf(visit, 'name')?.slice(0, 200) ?? 'pasted text', text }]),
        ];
        const published = fieldOf(visit, 'published');
        const day = published === undefined ? undefined : dayAsked(new Map([['published', published]]), 'published');
        const facts = { published: day, source: fieldOf(visit, 'source'), by: fields.get('by') };
        return asking(startJob, { inputs, ...facts }, { files });
      },
      next({ id, by }, { sent, accounts }) {
        const isNamed = sent.fields.has('by') && accounts === undefined;
        return { goTo: to('add', 'jobs', String(id)), ...(isNamed && { who: String(by) }) };
      },
    }),
    {
      method: 'GET',
      path: '/add/jobs/:job',
      async answer(visit) {
        const job = visit.desk.jobs.job(visit.params['job']!);
        if (job === undefined) throw notFound('such job');
        return { page: { title: titleOf(job), body: jobBody(job, mayHere(visit, 'publish')) } };
      },
    },
  ],
};

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;

const added = ({ outcomes }: Job): number => outcomes.filter(({ outcome }) => outcome === 'added').length;

function titleOf(job: Job): string {
  if (!isOver(job)) return `Adding, ${job.done} of ${job.total}`;
  return added(job) === 0 ? 'Nothing new' : `${count(added(job), 'document')} added`;
}

/** What became of a job so far. A script replaces it as it goes on; without one the page is loaded again. */
function jobBody(job: Job, mayRegister: boolean): Html {
  return html`<div class="narrow" data-job="${job.id}"${!isOver(job) && html` data-job-runs="${mark(job)}"`}>${heading(titleOf(job), html`<a href="${to('add')}">Add more</a> · <a href="${to('review')}">Review what was read</a>`)}
${!isOver(job) && html`<p class="send"><progress max="${String(job.total)}" value="${String(job.done)}" aria-label="Added" data-job-done>${job.done} of ${job.total}</progress> <a href="${to('add', 'jobs', job.id)}">Look again</a></p>`}
${job.state === 'interrupted' && html`<p class="notice">The server ended before this did. What stands here was added; add the rest again, and nothing comes twice.</p>`}
${job.problem !== undefined && html`<p class="notice">${job.problem.message} ${job.problem.next} <span class="code">${job.problem.code}</span></p>`}
<div role="status"><ul class="plain outcomes">${job.outcomes.map(one => told(one, mayRegister))}</ul></div></div>`;
}

function jobList(jobs: readonly Job[]): Html | undefined {
  if (jobs.length === 0) return undefined;
  return html`<section><h2>Lately</h2><ul class="plain">${jobs.map(job => html`<li><a href="${to('add', 'jobs', job.id)}">${titleOf(job)}</a> <span class="sub">${job.at.slice(0, 16).replace('T', ' ')} by <bdi>${job.by}</bdi></span></li>`)}</ul></section>`;
}

/** `mayRegister`: is it offered to register it as an agreement? */
function told(outcome: Outcome, mayRegister: boolean): Html {
  const name = html`<b><bdi>${outcome.name}</bdi></b>`;
  if (outcome.outcome === 'failed')
    return html`<li class="failed">${name} was not added: <bdi>${outcome.problem.message}</bdi> ${outcome.problem.next} <span class="code">${outcome.problem.code}</span></li>`;
  if (outcome.outcome === 'opened') return html`<li>${name} holds ${count(outcome.opened.parts, 'document')}.</li>`;
  const link = html`<a href="${to('documents', outcome.document)}">Read it</a>${mayRegister && html` · <a href="${registeringAddress(outcome.document)}">It is the text of an agreement</a>`}`;
  if (outcome.outcome === 'already there') return html`<li>${name} was there already; nothing was added. ${link}</li>`;
  const claims = countedClaims(outcome.claims).join(', ') || 'no claims';
  return html`<li>${name}: ${claims}${outcome.strength === 'degraded' && ', read from degraded text'}. ${link}${outcome.copies.map(copy => html`<br><span class="sub">A copy of <a class="code" href="${to('documents', copy.of)}">${copy.of}</a>: ${copy.reason}</span>`)}${outcome.missing.map(({ sentence }) => html`<br><span class="weak">Captured in part: ${sentence}</span>`)}</li>`;
}
