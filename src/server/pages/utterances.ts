/** One thing said, with every document that has it; the same words attributed to different speakers stand side by side. */
import { Problem } from '../../core/problem.ts';
import { count } from '../../listings/count.ts';
import { isAsked, isTelling, sameWordsText, tellingUtteranceList, utterancesOf } from '../../listings/utterances.ts';
import type { Utterance } from '../../origins/utterances.ts';
import type { DeedsRecord, RecordedDocument } from '../../record/index.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { placeOf, sourceLine } from '../parts/claim-card.ts';
import { filterForm, filterIn, heading, nothing, paged } from '../parts/listed.ts';
import { type Answer, LIST_FORMATS, type Section, type Visit } from '../visit.ts';

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
        const compared =
          visit.asOf === undefined
            ? await visit.desk.aside.utterances(visit.record)
            : { utterances: await utterancesOf(visit.record), sequence: 0, isBehind: false };
        if (compared === undefined) return stillComparing(visit);
        const telling = compared.utterances.filter(one => isTelling(one) && isAsked(one, filter));
        const conflicts = telling.filter(({ isConflicting }) => isConflicting);
        const others = telling
          .filter(({ isConflicting }) => !isConflicting)
          .toSorted((x, y) => y.documents.length - x.documents.length || (x.wording < y.wording ? -1 : 1));
        if (visit.format !== 'html') {
          return { listing: tellingUtteranceList(telling, await documentsIn(visit.record, telling)) };
        }
        const { shown, pager } = paged([...conflicts, ...others], visit);
        const byId = new Map((await documentsIn(visit.record, shown)).map(document => [document.id, document]));
        const body = html`${heading('Said in several documents', 'One thing said, with everybody who has it: who said it according to whom, and how the wordings differ.', html`<p class="ways"><a href="${to('statements')}">All statements</a></p>`)}
${filterForm(visit, 'utterances')}
<p class="count">${count(telling.length, 'utterance')}, ${count(conflicts.length, 'conflicting attribution')}</p>${compared.isBehind && html`<p class="notice">As of entry ${compared.sequence}; what came since is being compared.</p>`}<ul class="notes"><li>${ALONE}</li></ul>
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

const ALONE = 'What one document alone says that somebody said is not listed here: see `deeds show statements`.';

async function documentsIn(record: DeedsRecord, found: readonly Utterance[]): Promise<RecordedDocument[]> {
  const ids = new Set(found.flatMap(({ witnesses }) => witnesses.map(({ saying }) => saying.document)));
  return await record.documents({ ids: [...ids] });
}

/** For programs a problem that passes, for people a page that says so. */
function stillComparing({ format }: Visit): Answer {
  if (format !== 'html') {
    throw new Problem(
      'still_comparing',
      'What was said in all these documents is being compared; on a large record that takes minutes.',
      'Ask again in a minute.',
    );
  }
  return {
    page: {
      title: 'Said in several documents',
      body: html`${heading('Said in several documents', '')}${nothing('What was said in all these documents is being compared.', 'On a large record that takes minutes. Look again in a minute; the other pages work meanwhile.')}`,
    },
  };
}

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
