/** Reports come in: files, or text that is pasted. */
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { count, countedClaims } from '../../listings/count.ts';
import { dayIn, LONGEST_NAME } from '../../who-and-when.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { heading, nothing } from '../parts/listed.ts';
import { notAllowed } from '../../accounts/accounts.ts';
import { may } from '../../accounts/policy.ts';
import type { Outcome, ToAdd } from '../adder.ts';
import { isOver, type Job, mark } from '../jobs.ts';
import { notFound, type Section, type Visit } from '../visit.ts';
import { deciderOf } from './claims.ts';

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
        const body = html`<div class="narrow">${heading('Add', 'Their bytes are kept as they are; what they say is read, compared with what is there, and waits for review.')}
<form class="stack" method="post" action="${to('add')}" enctype="multipart/form-data" data-add data-most="${String(limits.requestBytes)}" data-most-each="${String(limits.inputBytes)}">
<fieldset><legend>Files</legend><label class="drop" data-drop><span data-drop-help>Pages, PDF, Word, e-mail, feeds, books, archives</span> <input type="file" name="files" multiple></label><ul class="plain chosen" hidden data-chosen aria-label="Files that will be added"></ul><p class="quiet">At most ${megabytes(limits.inputBytes)} each, and ${megabytes(limits.requestBytes)} at once.</p></fieldset>
${desk.fetches ? html`<fieldset><legend>Or web addresses</legend><label>One a line <textarea name="urls" rows="2" inputmode="url" placeholder="https://"></textarea></label><p class="quiet">Fetched politely, and only what everybody on the web can reach.</p></fieldset>` : html`<p class="quiet">Web addresses are not fetched here: save the page, and add the file.</p>`}
<fieldset><legend>Or text</legend><label>Paste it <textarea name="text" rows="8"></textarea></label><label>Call it <input name="name" placeholder="pasted text"></label></fieldset>
<fieldset class="side"><legend>What it does not say itself</legend><label>Day of publication <input type="date" name="published"></label><label>Source <input name="source"></label></fieldset>
<p class="quiet">Without a day of publication, “Monday” stays a Monday.</p>
${who === undefined && html`<fieldset class="side"><legend>Who adds it</legend><label>Your name, kept for good with what you add <input name="by" required maxlength="${String(LONGEST_NAME)}" autocomplete="name"></label></fieldset>`}
<p class="send"><button class="primary">Add</button> <progress max="1" value="0" hidden data-sending aria-label="Sent"></progress> <span role="status" data-adding></span></p></form>${jobList(desk.jobs.last(10))}</div>`;
        return { page: { title: 'Add', body } };
      },
    },
    {
      method: 'POST',
      path: '/add',
      fields: ['files', 'urls', 'text', 'name', 'published', 'source', 'by'],
      needs: 'add',
      async answer(visit) {
        const { fields, files } = visit.sent;
        const named = fields.get('by');
        const by = deciderOf(named === undefined ? visit : { ...visit, who: named });
        const text = fields.get('text') ?? '';
        const urls = (fields.get('urls') ?? '').split(/\s+/u).filter(Boolean);
        const taken: ToAdd[] = [
          ...files.map(({ name, bytes }) => ({ name: lastPart(name), bytes: within(name, bytes) })),
          ...urls.map(url => addressIn(url, visit.desk)),
          ...(text.trim() === ''
            ? []
            : [{ name: lastPart(fields.get('name')?.trim() || 'pasted text'), bytes: new TextEncoder().encode(text) }]),
        ];
        if (taken.length === 0) {
          throw new Problem(
            'nothing_to_add',
            'Neither a file nor an address nor text was sent.',
            'Choose a file, or paste text.',
            2,
          );
        }
        const published = fields.get('published') ?? '';
        if (published !== '' && dayIn(published) === undefined) {
          throw new Problem('bad_date', `“${published}” is no calendar day.`, 'Write it as YYYY-MM-DD.', 2);
        }
        const source = fields.get('source')?.trim() ?? '';
        const facts = { ...(published !== '' && { published }), ...(source !== '' && { source }) };
        const { id } = visit.desk.jobs.start({ by, facts, inputs: taken }, mayGoOn(visit));
        return { goTo: to('add', 'jobs', id), ...(named !== undefined && visit.accounts === undefined && { who: by }) };
      },
    },
    {
      method: 'GET',
      path: '/add/jobs/:job',
      async answer({ desk, params }) {
        const job = desk.jobs.job(params['job']!);
        if (job === undefined) throw notFound('such job');
        return { page: { title: titleOf(job), body: jobBody(job) } };
      },
    },
  ],
};

/** Asked before every input: may who began it still add? */
export function mayGoOn({ accounts, person }: Visit): () => void {
  return () => {
    if (accounts === undefined || person === undefined) return;
    const now = accounts.now(person);
    if (now === undefined || !may(now, 'add')) throw notAllowed();
  };
}

const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;

/** Throws `fetching_off` where the house has no web addresses fetched, `bad_address`. */
export function addressIn(given: string, { fetches }: Pick<Visit['desk'], 'fetches'>): ToAdd {
  if (!fetches) {
    throw new Problem(
      'fetching_off',
      'This server fetches no web addresses.',
      'Save the page, and add the file; or serve without --no-fetching.',
      2,
    );
  }
  const url = URL.parse(given);
  if (url !== null && /^https?:$/u.test(url.protocol)) return { address: url.href };
  throw new Problem(
    'bad_address',
    `“${given.slice(0, 200)}” is no web address.`,
    'Write it as a browser shows it: https://…',
    2,
  );
}

const added = ({ outcomes }: Job): number => outcomes.filter(({ outcome }) => outcome === 'added').length;

function titleOf(job: Job): string {
  if (!isOver(job)) return `Adding, ${job.done} of ${job.total}`;
  return added(job) === 0 ? 'Nothing new' : `${count(added(job), 'document')} added`;
}

/** What became of a job so far. A script replaces it as it goes on; without one the page is loaded again. */
function jobBody(job: Job): Html {
  return html`<div class="narrow" data-job="${job.id}"${!isOver(job) && html` data-job-runs="${mark(job)}"`}>${heading(titleOf(job), html`<a href="${to('add')}">Add more</a> · <a href="${to('review')}">Review what was read</a>`)}
${!isOver(job) && html`<p class="send"><progress max="${String(job.total)}" value="${String(job.done)}" aria-label="Added" data-job-done>${job.done} of ${job.total}</progress> <a href="${to('add', 'jobs', job.id)}">Look again</a></p>`}
${job.state === 'interrupted' && html`<p class="notice">The server ended before this did. What stands here was added; add the rest again, and nothing comes twice.</p>`}
${job.problem !== undefined && html`<p class="notice">${job.problem.message} ${job.problem.next} <span class="code">${job.problem.code}</span></p>`}
<div role="status"><ul class="plain outcomes">${job.outcomes.map(told)}</ul></div></div>`;
}

function jobList(jobs: readonly Job[]): Html | undefined {
  if (jobs.length === 0) return undefined;
  return html`<section><h2>Lately</h2><ul class="plain">${jobs.map(job => html`<li><a href="${to('add', 'jobs', job.id)}">${titleOf(job)}</a> <span class="sub">${job.at.slice(0, 16).replace('T', ' ')} by <bdi>${job.by}</bdi></span></li>`)}</ul></section>`;
}

/** A name without the path that some browsers send. */
const lastPart = (name: string): string => name.split(/[\\/]/u).at(-1)!.slice(0, 200) || 'pasted text';

function within(name: string, bytes: Uint8Array): Uint8Array {
  if (bytes.length <= limits.inputBytes) return bytes;
  throw new Problem(
    'too_large',
    `${name} is larger than ${limits.inputBytes / 1_000_000} megabytes.`,
    'Split it, or add the part that matters.',
  );
}

function told(outcome: Outcome): Html {
  const name = html`<b><bdi>${outcome.name}</bdi></b>`;
  if (outcome.outcome === 'failed')
    return html`<li class="failed">${name} was not added: <bdi>${outcome.problem.message}</bdi> ${outcome.problem.next} <span class="code">${outcome.problem.code}</span></li>`;
  if (outcome.outcome === 'opened') return html`<li>${name} holds ${count(outcome.opened.parts, 'document')}.</li>`;
  const link = html`<a href="${to('documents', outcome.document)}">Read it</a>`;
  if (outcome.outcome === 'already there') return html`<li>${name} was there already; nothing was added. ${link}</li>`;
  const claims = countedClaims(outcome.claims).join(', ') || 'no claims';
  return html`<li>${name}: ${claims}${outcome.strength === 'degraded' && ', read from degraded text'}. ${link}${outcome.copies.map(copy => html`<br><span class="sub">A copy of <a class="code" href="${to('documents', copy.of)}">${copy.of}</a>: ${copy.reason}</span>`)}${outcome.missing.map(({ sentence }) => html`<br><span class="weak">Captured in part: ${sentence}</span>`)}</li>`;
}
