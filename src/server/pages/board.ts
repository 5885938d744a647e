/** The commitments board: every provision of an agreement for every party that it binds, with what was found. */
import { findInstrument } from '../../decisions/instruments.ts';
import { findingList, findingNotes, partyName } from '../../listings/findings.ts';
import { to } from '../address.ts';
import { html } from '../html.ts';
import { onlyAsked } from '../parts/asked.ts';
import { choice, DAYS, daysForm, instrumentsOf, judgedIn } from '../parts/judged.ts';
import { signLegend } from '../parts/levels.ts';
import { behindNotice, heading, notesOf } from '../parts/listed.ts';
import { matrix } from '../parts/matrix.ts';
import { LIST_FORMATS, type Page, type Section, type Visit } from '../visit.ts';
import { agreementAddress, agreementRoutes } from './agreement.ts';
import { findingAddress, findingRoutes } from './finding.ts';
import { sourceRoutes, sourcesAddress } from './sources.ts';

export const board: Section = {
  name: 'board',
  label: 'Board',
  routes: [
    {
      method: 'GET',
      path: '/board',
      ofWhole: true,
      async answer(visit) {
        const known = await instrumentsOf(visit.record);
        if (known.length === 1) return { page: await matrixPage(visit, known[0]!.id) };
        const body = html`${heading('Commitments board', 'What was agreed, provision by provision, and how each party stands to it.')}${choice('board', known, visit)}`;
        return { page: { title: 'Commitments board', body } };
      },
    },
    {
      method: 'GET',
      path: '/board/:instrument',
      formats: LIST_FORMATS,
      ofWhole: true,
      async answer(visit) {
        const { id } = await findInstrument(visit.record, visit.params['instrument']);
        if (visit.format === 'html') return { page: await matrixPage(visit, id) };
        onlyAsked(visit.query, DAYS);
        const { docket, rows } = await judgedIn(visit, id);
        return { listing: findingList(rows, docket) };
      },
    },
    ...agreementRoutes,
    ...sourceRoutes,
    ...findingRoutes,
  ],
};

async function matrixPage(visit: Visit, id: string): Promise<Page> {
  onlyAsked(visit.query, DAYS);
  const { docket, rows, day, behind } = await judgedIn(visit, id);
  const { instrument } = docket;
  const asked = Object.fromEntries(visit.query);
  const body = html`${heading(
    instrument.title,
    html`${instrument.form !== undefined && `${instrument.form}, `}${instrument.parties.map(({ name }) => name).join(' and ')}${instrument.adopted !== undefined && html`, adopted <time datetime="${instrument.adopted}">${instrument.adopted}</time>`}. Judged as of <time datetime="${day}">${day}</time>.`,
    html`<p class="ways"><a href="${agreementAddress(id)}">The agreement</a> · <a href="${sourcesAddress(id)}">Sources</a> · ${instrument.texts.map(({ document, by }) => html`<a href="${to('documents', document)}">${by === undefined ? 'The text' : `${partyName(instrument, by)}’s text`}</a> · `)}<a href="${to('timeline').with({ by: 'provision', instrument: id })}">Words and deeds in time</a> · <a href="${to('brief', id).with({ day: asked['day'] })}">Brief</a></p>`,
  )}
${daysForm(visit, to('board', id), day)}${behind !== undefined && behindNotice(behind)}
${notesOf({ notes: findingNotes(rows) })}
${signLegend()}
${matrix(docket, rows, row => findingAddress(id, row).with(asked))}`;
  return { title: instrument.title, body, formats: LIST_FORMATS, self: to('board', id).with(asked) };
}
