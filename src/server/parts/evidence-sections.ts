/** Groups of evidence on the page of a finding: the first of each, how many there are, and the ways to the others. */
import type { Held } from '../../judging/cases.ts';
import { count, figure } from '../../listings/count.ts';
import type { Address } from '../address.ts';
import { type Html, html } from '../html.ts';
import { evidence, type EvidenceOptions } from './evidence.ts';
import { type Group, narrowedTo, type Standing, standings } from './evidence-groups.ts';

/** Pieces of evidence of a group that stand on the page of the whole; on a large record there may be thousands. */
export const SHOWN = 12;

export const STANDINGS: Readonly<Record<Standing, string>> = {
  '': 'in all',
  decided: 'decided',
  waiting: 'to be settled',
};

/** Counts of a part with the ways to each. */
function counts(
  { name, some }: Group,
  whole: Address,
): { readonly standing: Standing; readonly number: number; readonly at: Address }[] {
  return standings.map(standing => ({
    standing,
    number: narrowedTo(some, standing).length,
    at: whole.with({ part: name, standing }),
  }));
}

/** How much there is of everything, where not all of it stands on the page. */
export function glance(groups: readonly Group[], whole: Address): Html | false {
  if (groups.every(({ some }) => some.length <= SHOWN)) return false;
  return html`<section><h2>What bears on it</h2><div class="table-wrap"><table class="table glance"><thead><tr><th scope="col">Evidence</th><th scope="col" class="number">Decided</th><th scope="col" class="number">To be settled</th><th scope="col" class="number">In all</th></tr></thead><tbody>${groups.map(
    group => {
      const [all, decided, waiting] = counts(group, whole);
      return html`<tr><th scope="row">${group.title}</th>${[decided!, waiting!, all!].map(({ number, at, standing }) => html`<td class="number">${number === 0 ? html`<span class="quiet">0</span>` : html`<a href="${at}">${figure(number)}<span class="visually-hidden"> ${STANDINGS[standing]}: ${group.title}</span></a>`}</td>`)}</tr>`;
    },
  )}</tbody></table></div><p class="sub">The page shows up to ${SHOWN} of each, the weightiest of what is decided and of what is to be settled; every number leads to all of them.</p></section>`;
}

/** A group of evidence on the page of the whole: its first pieces, and the ways to the others. */
export function groupSection(group: Group, first: readonly Held[], how: EvidenceOptions, whole: Address): Html {
  const { title, some } = group;
  const isCut = some.length > first.length;
  return html`<section><h2>${title} <span class="quiet">${isCut && `${first.length} of `}${figure(some.length)}</span></h2>${evidence(first, how)}${
    isCut &&
    html`<p class="ways">${counts(group, whole)
      .filter(({ number }) => number > 0)
      .map(
        ({ standing, number, at }, index) =>
          html`${index > 0 && ' · '}<a href="${at}">${standing === '' ? html`All ${count(number, 'piece')} of it` : `${figure(number)} ${STANDINGS[standing]}`}<span class="visually-hidden">: ${title}</span></a>`,
      )}</p>`
  }</section>`;
}
