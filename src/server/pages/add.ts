/** Reports come in: files, or text that is pasted. */
import type { AddOutcome } from '../../app.ts';
import { limits } from '../../core/limits.ts';
import { Problem } from '../../core/problem.ts';
import { count, countedClaims } from '../../listings/count.ts';
import { dayIn } from '../../who-and-when.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { heading, nothing } from '../parts/listed.ts';
import type { Section } from '../visit.ts';
import { deciderOf } from './claims.ts';

export const add: Section = {
  name: 'add',
  label: 'Add',
  routes: [
    {
      method: 'GET',
      path: '/add',
      async answer({ mayWrite }) {
        if (!mayWrite)
          return {
            page: {
              title: 'Add',
              body: html`${heading('Add', '')}${nothing('The past is only looked at.', 'Go back to now, and add there.')}`,
            },
          };
        const body = html`<div class="narrow">${heading('Add', 'Their bytes are kept as they are; what they say is read, compared with what is there, and waits for review.')}
<form class="stack" method="post" action="${to('add')}" enctype="multipart/form-data" data-add>
<fieldset><legend>Files</legend><label>Pages, PDF, Word, e-mail, feeds, books <input type="file" name="files" multiple></label><p class="quiet">at most ${limits.inputBytes / 1_000_000} megabytes each</p></fieldset>
<fieldset><legend>Or text</legend><label>Paste it <textarea name="text" rows="10"></textarea></label><label>Call it <input name="name" placeholder="pasted text"></label></fieldset>
<fieldset class="side"><legend>What it does not say itself</legend><label>Day of publication <input type="date" name="published"></label><label>Source <input name="source"></label></fieldset>
<p class="quiet">Without a day of publication, “Monday” stays a Monday.</p>
<p><button class="primary">Add</button> <span role="status" data-adding></span></p></form></div>`;
        return { page: { title: 'Add', body } };
      },
    },
    {
      method: 'POST',
      path: '/add',
      fields: ['files', 'text', 'name', 'published', 'source'],
      needs: 'add',
      async answer(visit) {
        const by = deciderOf(visit);
        const { fields, files } = visit.sent;
        const text = fields.get('text') ?? '';
        const taken = [
          ...files.filter(({ bytes }) => bytes.length > 0).map(({ name, bytes }) => ({ name: lastPart(name), bytes })),
          ...(text.trim() === ''
            ? []
            : [{ name: lastPart(fields.get('name')?.trim() || 'pasted text'), bytes: new TextEncoder().encode(text) }]),
        ];
        if (taken.length === 0) {
          throw new Problem('nothing_to_add', 'Neither a file nor text was sent.', 'Choose a file, or paste text.', 2);
        }
        const published = fields.get('published') ?? '';
        if (published !== '' && dayIn(published) === undefined) {
          throw new Problem('bad_date', `“${published}” is no calendar day.`, 'Write it as YYYY-MM-DD.', 2);
        }
        const source = fields.get('source')?.trim() ?? '';
        const outcomes = await visit.desk.add(
          taken.map(({ name, bytes }) => ({ name, take: async () => ({ bytes: within(name, bytes) }) })),
          { ...(published !== '' && { published }), ...(source !== '' && { source }) },
          by,
        );
        const added = outcomes.filter(({ outcome }) => outcome === 'added').length;
        const body = html`<div class="narrow">${heading(added === 0 ? 'Nothing new' : `${count(added, 'document')} added`, html`<a href="${to('add')}">Add more</a> · <a href="${to('review')}">Review what was read</a>`)}
<ul class="plain outcomes">${outcomes.map(told)}</ul></div>`;
        return { page: { title: 'Added', body } };
      },
    },
  ],
};

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

function told(outcome: AddOutcome): Html {
  const name = html`<b><bdi>${outcome.name}</bdi></b>`;
  if (outcome.outcome === 'failed')
    return html`<li class="failed">${name} was not added: <bdi>${outcome.problem.message}</bdi> ${outcome.problem.next} <span class="code">${outcome.problem.code}</span></li>`;
  if (outcome.outcome === 'opened') return html`<li>${name} holds ${count(outcome.opened.parts, 'document')}.</li>`;
  const link = html`<a href="${to('documents', outcome.document)}">Read it</a>`;
  if (outcome.outcome === 'already there') return html`<li>${name} was there already; nothing was added. ${link}</li>`;
  const claims = countedClaims(outcome.claims).join(', ') || 'no claims';
  return html`<li>${name}: ${claims}${outcome.strength === 'degraded' && ', read from degraded text'}. ${link}${outcome.copies.map(copy => html`<br><span class="sub">A copy of <a class="code" href="${to('documents', copy.of)}">${copy.of}</a>: ${copy.reason}</span>`)}${outcome.missing.map(({ sentence }) => html`<br><span class="weak">Captured in part: ${sentence}</span>`)}</li>`;
}
