/** A part of what bears on a finding, all of it or only what is decided or waits, a page at a time. */
import type { Finding } from '../../core/finding.ts';
import type { Held } from '../../judging/cases.ts';
import { figure } from '../../listings/count.ts';
import { partyName } from '../../listings/findings.ts';
import type { Address } from '../address.ts';
import { html } from '../html.ts';
import { oneAsked } from '../parts/asked.ts';
import { evidence, type EvidenceOptions } from '../parts/evidence.ts';
import { type Group, narrowedTo, standings } from '../parts/evidence-groups.ts';
import { STANDINGS } from '../parts/evidence-sections.ts';
import type { JudgedFinding } from '../parts/judged.ts';
import { behindNotice, nothing, paged } from '../parts/listed.ts';
import type { Page, Visit } from '../visit.ts';
import { around } from './claims.ts';
import { bearingForm } from './judging.ts';
import { sourcesAddress } from './sources.ts';

/** Pieces on one page of a part. */
const EVIDENCE_ITEMS = 40;

export interface Shown extends JudgedFinding {
  readonly finding: Finding;
  /** All that bears on the provision, the weightiest first. */
  readonly held: readonly Held[];
  readonly groups: readonly Group[];
  readonly here: Address;
  /** The page of all of it, from a part of it. */
  readonly whole: Address;
}

/** A part of what bears on it, all of it or what waits, a page at a time. */
export async function partPage(visit: Visit, shown: Shown, group: Group): Promise<Page> {
  const { docket, row, here, whole, behind } = shown;
  const { provision, party } = row;
  const standing = oneAsked(visit.query, 'standing', standings);
  const some = narrowedTo(group.some, standing);
  const part = paged(some, standing === '' ? visit : stillThere(visit, some.length), EVIDENCE_ITEMS);
  const name = partyName(docket.instrument, party);
  const ways = standings
    .map(one => ({ one, number: narrowedTo(group.some, one).length }))
    .filter(({ one, number }) => number > 0 || one === standing);
  const body = html`<div class="opened"><header class="page-head"><p class="sub"><a href="${whole}"><bdi>${provision.label}</bdi>: <bdi>${name}</bdi></a></p><h1>${group.title} <span class="quiet">${figure(group.some.length)}</span></h1>
<nav class="ways" aria-label="Which of it">${ways.map(({ one, number }, index) => html`${index > 0 && ' · '}${one === standing ? html`<b aria-current="page">${figure(number)} ${STANDINGS[one]}</b>` : html`<a href="${here.with({ standing: one, page: undefined })}">${figure(number)} ${STANDINGS[one]}</a>`}`)}</nav></header>
${behind !== undefined && behindNotice(behind)}
${
  some.length === 0
    ? nothing(
        standing === 'waiting' ? 'Nothing of it waits any more.' : 'Nothing of this is there any more.',
        html`<a href="${whole}">Back to the finding</a>`,
      )
    : html`${evidence(part.shown, await optionsFor(visit, shown, part.shown, group))}${part.pager}`
}</div>`;
  return { title: `${provision.label}: ${name}: ${group.title}`, body };
}

/** What is decided leaves the list of what waits: where its last page went with it, the one before is meant. */
function stillThere(visit: Visit, all: number): Visit {
  const last = Math.max(1, Math.ceil(all / EVIDENCE_ITEMS));
  if (Number(visit.query.get('page') ?? 1) <= last) return visit;
  return { ...visit, query: new Map(visit.query).set('page', String(last)) };
}

/** How what bears on it is shown; `group`: whose heading may say why it counts for nothing. */
export async function optionsFor(
  { record, mayWrite }: Visit,
  { docket: { instrument }, row: { provision }, finding, here }: Shown,
  some: readonly Held[],
  { isSaid }: Pick<Group, 'isSaid'>,
): Promise<EvidenceOptions> {
  const texts = new Map<string, string>();
  for (const { claim } of some)
    if (!texts.has(claim.text)) texts.set(claim.text, Buffer.from(await record.blob(claim.text)).toString('utf8'));
  const why = new Map(finding.setAside.map(one => [one.bearing, one.why]));
  return {
    provision,
    instrument,
    sentence: ({ claim }) => around(texts.get(claim.text)!, claim),
    source: name => sourcesAddress(instrument.id, name),
    ...(mayWrite && { decide: (one: Held) => bearingForm(here, one) }),
    ...(!isSaid && { aside: ({ bearing }: Held) => why.get(bearing.id) }),
  };
}
