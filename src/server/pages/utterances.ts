/** One thing said, with every document that has it; the same words attributed to different speakers stand side by side. */
import { count } from '../../listings/count.ts';
import { isAsked, isTelling, sameWordsText, utteranceList, utterancesOf } from '../../listings/utterances.ts';
import type { Utterance } from '../../origins/utterances.ts';
import type { RecordedDocument } from '../../record/index.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { placeOf, sourceLine } from '../parts/claim-card.ts';
import { filterForm, filterIn, heading, notesOf, nothing, paged } from '../parts/listed.ts';
import { LIST_FORMATS, type Section } from '../visit.ts';

export const utterances: Section = {
  name: 'utterances',
  label: '',
  routes: [
    {
      method: 'GET',
      path: '/utterances',
      formats: LIST_FORMATS,
      async answer(visit) {
        const filter = filterIn(visit.query, 'utterances');
        const found = (await utterancesOf(visit.record)).filter(one => isAsked(one, filter));
        const documents = await visit.record.documents();
        const listing = utteranceList(found, documents);
        if (visit.format !== 'html') return { listing };
        const byId = new Map(documents.map(document => [document.id, document]));
        const telling = found.filter(isTelling);
        const conflicts = telling.filter(({ isConflicting }) => isConflicting);
        const others = telling
          .filter(({ isConflicting }) => !isConflicting)
          .toSorted((x, y) => y.documents.length - x.documents.length || (x.wording < y.wording ? -1 : 1));
        const { shown, pager } = paged([...conflicts, ...others], visit);
        const body = html`${heading('Said in several documents', 'One thing said, with everybody who has it: who said it according to whom, and how the wordings differ.', html`<p class="ways"><a href="${to('statements')}">All statements</a></p>`)}
${filterForm(visit, 'utterances')}
<p class="count">${count(telling.length, 'utterance')}, ${count(conflicts.length, 'conflicting attribution')}</p>${notesOf(listing)}
${
  shown.length === 0
    ? nothing(
        'Nothing was said in more than one document.',
        html`Copies and rewrites show here once they are <a href="${to('add')}">added</a>.`,
      )
    : html`<div class="utterances">${shown.map(one => utterance(one, byId))}</div>`
}${pager}`;
        return { page: { title: 'Said in several documents', body } };
      },
    },
  ],
};

function utterance(one: Utterance, documents: ReadonlyMap<string, RecordedDocument>): Html {
  const { wording, speakers, isConflicting, witnesses } = one;
  return html`<section class="utterance${isConflicting && ' is-conflicting'}">
<blockquote dir="auto">${wording.replace(/\s+/gu, ' ')}</blockquote>
<p class="sub">${sameWordsText(one.documents.length, one.origins.length)}${isConflicting && html` · <strong>attributed to ${speakers.length} speakers</strong>`}</p>
${
  isConflicting &&
  html`<ul class="speakers">${speakers.map(
    speaker =>
      html`<li><b><bdi>${speaker.name}</bdi></b><br>${sameWordsText(speaker.documents.length, speaker.origins.length)}</li>`,
  )}</ul>`
}
<ul class="witnesses">${witnesses.map(
    ({ saying, alterations }) =>
      html`<li><a href="${placeOf(saying.document, saying.id)}">${sourceLine(documents.get(saying.document))}</a> <span class="says"><bdi>${saying.speaker?.name ?? 'nobody named'}</bdi></span>${alterations.map(
        ({ left, put }) =>
          html` <span class="differs">${left !== '' && html`<del><span class="visually-hidden">without </span>${left}</del> `}${put !== '' && html`<ins><span class="visually-hidden">with </span>${put}</ins>`}</span>`,
      )}</li>`,
  )}</ul></section>`;
}
