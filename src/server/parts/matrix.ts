/** Provisions down, parties across; on a narrow page each provision is a paragraph with a line for each party. */
import type { Provision } from '../../core/instrument.ts';
import type { Docket } from '../../judging/cases.ts';
import type { JudgedRow } from '../../judging/findings.ts';
import { labels } from '../../judgement/rubric.ts';
import { partyName } from '../../listings/findings.ts';
import { oneLine, shortened } from '../../listings/one-line.ts';
import type { Address } from '../address.ts';
import { type Html, html } from '../html.ts';
import { level, shownOf, signature, signedBy } from './levels.ts';
import { nothing } from './listed.ts';

/** What the matrix shows of a row. */
export type MatrixRow = Pick<JudgedRow, 'provision' | 'party' | 'finding' | 'recorded'>;

export function matrix(
  { instrument, provisions }: Pick<Docket, 'instrument' | 'provisions'>,
  rows: readonly MatrixRow[],
  addressOf: (row: MatrixRow) => Address,
): Html {
  if (rows.length === 0) return nothing('The agreement has no provisions.', 'Nothing can be judged before there are.');
  const parties = [...new Set(rows.map(({ party }) => party))].toSorted((a, b) =>
    partyName(instrument, a) < partyName(instrument, b) ? -1 : 1,
  );
  return html`<div class="table-wrap"><table class="table board"><caption class="visually-hidden">Findings: provisions by the parties that they bind</caption><thead><tr><th scope="col">Provision</th>${parties.map(party => html`<th scope="col"><bdi>${partyName(instrument, party)}</bdi></th>`)}</tr></thead>
<tbody>${provisions.map(
    provision =>
      html`<tr id="${provision.id}"><th scope="row">${head(provision)}</th>${parties.map(party => {
        const row = rows.find(one => one.provision.id === provision.id && one.party === party);
        const name = partyName(instrument, party);
        return row === undefined
          ? html`<td class="not-bound"><span class="party">${name}</span> <span class="quiet">${provision.bound.includes(party) ? 'nothing published' : 'not bound'}</span></td>`
          : cell(row, name, addressOf(row));
      })}</tr>`,
  )}</tbody></table></div>`;
}

/** Letters of how a provision begins. */
const OPENING = 90;

/** How a provision begins, where it goes by its number alone, which says nothing of what it is about; else empty. */
export function openingOf({ label, words }: Pick<Provision, 'label' | 'words'>): string {
  if (/\p{L}{3}/u.test(label)) return '';
  return shortened(oneLine(words[0]?.exact ?? '').replace(/^(?:\d+\.|\(\d+\))\s*/u, ''), OPENING);
}

function head(provision: Provision): Html {
  const { label, kind, dueBy, words } = provision;
  const opening = openingOf(provision);
  return html`<span class="label"><bdi>${label}</bdi></span>${opening !== '' && html`<span class="opening">${opening}</span>`}<span class="sub">${kind.replaceAll('_', ' ')}${dueBy !== undefined && html` · ${dueBy.reading}`}</span>${words[0] !== undefined && html`<details><summary>Its words<span class="visually-hidden"> (${label})</span></summary><p class="words" dir="auto">“${oneLine(words[0].exact)}”</p></details>`}`;
}

function cell(row: MatrixRow, party: string, address: Address): Html {
  const shown = shownOf(row);
  const { recorded, finding } = row;
  const now = shown !== finding && finding.level !== shown.level ? labels[finding.level] : undefined;
  return html`<td class="cell f-${signedBy(recorded)}"><a class="finding" href="${address}"><span class="party">${party} <span class="visually-hidden">on ${row.provision.label}:</span></span> ${level(shown)}</a>
${shown.rated && signature(recorded)}
${shown.rated && html`<span class="sub">${shown.confidence !== undefined && `confidence ${shown.confidence.level}, `}coverage ${shown.coverage.level}${shown.interim && ', interim'}</span>`}
${recorded?.unsupported !== undefined && html`<strong class="flag">UNSUPPORTED: ${recorded.unsupported}</strong>`}${now !== undefined && html`<span class="flag">the evidence now gives: ${now}</span>`}</td>`;
}
