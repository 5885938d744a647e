/** One thing said, with every document that has it; the same words attributed to different speakers stand side by side. */
import { count, figure } from '../../listings/count.ts';
import { sameWordsText } from '../../listings/utterances.ts';
import type { Utterance } from '../../origins/utterances.ts';
import type { RecordedDocument } from '../../record/index.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { placeOf, sourceLine } from '../parts/claim-card.ts';
import { comparedIn, comparedList, documentsIn } from '../parts/compared.ts';
import { behindNotice, filterForm, filterIn, heading, nothing, paged } from '../parts/listed.ts';
import { LIST_FORMATS, type Section } from '../visit.ts';

export const utterances: Section = {
  name: 'utterances',
  label: '',
  routes: [
    {
      method: 'GET',
      path: '/utterances',
      formats: LIST_FORMATS,
      ofWhole: true,
      async answer(visit) {
        const filter = filterIn(visit.query, 'utterances');
        if (visit.format !== 'html') return { listing: await comparedList(visit, filter) };
        const compared = await comparedIn(visit, filter);
        const telling = compared.value;
        const conflicts = telling.filter(({ isConflicting }) => isConflicting);
        const others = telling
          .filter(({ isConflicting }) => !isConflicting)
          .toSorted((x, y) => y.documents.length - x.documents.length || (x.wording < y.wording ? -1 : 1));
        const { shown, pager } = paged([...conflicts, ...others], visit);
        const byId = new Map((await documentsIn(visit.record, shown)).map(document => [document.id, document]));
        const body = html`${heading('Said in several documents', 'One thing said, with everybody who has it: who said it according to whom, and how the wordings differ.')}
${filterForm(visit, 'utterances')}
<p class="count">${count(telling.length, 'thing said', 'things said')} in more than one document; ${conflicts.length === 0 ? 'none is' : html`<b>${figure(conflicts.length)}</b> ${conflicts.length === 1 ? 'is' : 'are'}`} attributed to different speakers</p>${compared.isBehind && behindNotice(compared.sequence)}<ul class="notes"><li>What one document alone says that somebody said is not listed here: see <a href="${to('statements')}">all statements</a>.</li></ul>
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

function utterance(one: Utterance, documents: Documents): Html {
  const { wording, speakers, isConflicting, witnesses } = one;
  return html`<section class="utterance${isConflicting && ' is-conflicting'}">
<blockquote dir="auto">${wording.replace(/\s+/gu, ' ')}</blockquote>
<p class="sub">${sameWordsText(one.documents.length, one.origins.length)}${isConflicting && html` · <strong>attributed to ${speakers.length} speakers</strong>`}</p>
${isConflicting ? sides(one, documents) : html`<ul class="witnesses">${witnesses.map(one => witness(one, documents, true))}</ul>`}</section>`;
}

type Documents = ReadonlyMap<string, RecordedDocument>;

/** Those to whom it is attributed beside each other, each with who has it so, in whose words. */
function sides({ speakers, witnesses }: Utterance, documents: Documents): Html {
  const left = new Set(witnesses);
  const columns = speakers.map(speaker => {
    const own = witnesses.filter(
      ({ saying }) => saying.speaker?.name === speaker.name && speaker.documents.includes(saying.document),
    );
    for (const one of own) left.delete(one);
    return html`<li><p><b><bdi>${speaker.name}</bdi></b> <span class="sub">${sameWordsText(speaker.documents.length, speaker.origins.length)}</span></p><ul class="witnesses">${own.map(one => witness(one, documents, false))}</ul></li>`;
  });
  return html`<ul class="speakers">${columns}</ul>${left.size > 0 && html`<p class="sub">And by others’ names, or none:</p><ul class="witnesses">${[...left].map(one => witness(one, documents, true))}</ul>`}`;
}

function witness(
  { saying, alterations }: Utterance['witnesses'][number],
  documents: Documents,
  isNamed: boolean,
): Html {
  return html`<li><a href="${placeOf(saying.document, saying.id)}">${sourceLine(documents.get(saying.document))}</a>${isNamed && html` <span class="says"><bdi>${saying.speaker?.name ?? 'nobody named'}</bdi></span>`}${!isNamed && html`<q class="its-words" dir="auto">${saying.words.map(({ exact }) => exact.replace(/\s+/gu, ' ')).join(' … ')}</q>`}${alterations.map(
    ({ left, put }) =>
      html` <span class="differs">${left !== '' && html`<del><span class="visually-hidden">without </span>${left}</del> `}${put !== '' && html`<ins><span class="visually-hidden">with </span>${put}</ins>`}</span>`,
  )}</li>`;
}
