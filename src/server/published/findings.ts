/** Published findings: which agreements there are, the board of each, and each finding opened. */
import type { Finding } from '../../core/finding.ts';
import type { PublishedDocket, PublishedFinding } from '../../judging/published.ts';
import { labels } from '../../judgement/rubric.ts';
import { weightiestFirst } from '../../judging/weightiest.ts';
import type { Held } from '../../judging/cases.ts';
import { count, figure } from '../../listings/count.ts';
import { levelText, originsText, partyName } from '../../listings/findings.ts';
import { type Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { agreedWords, evidence } from '../parts/evidence.ts';
import { level } from '../parts/levels.ts';
import { heading, nothing } from '../parts/listed.ts';
import type { PublishedPage } from './site.ts';

export function frontPage(dockets: readonly PublishedDocket[]): PublishedPage {
  return {
    title: 'Findings',
    body: html`${heading('Findings', 'What was agreed, and how each party stands to it.')}${
      dockets.length === 0
        ? nothing('Nothing was published yet.', 'Findings stand here once people have reviewed and published them.')
        : html`<ul class="plain">${dockets.map(
            ({ instrument, findings }) =>
              html`<li><a href="${to('board', instrument.id)}"><bdi>${instrument.title}</bdi></a> <span class="sub">${count(findings.length, 'finding')}, the last published ${lastDay(findings)}</span></li>`,
          )}</ul>`
    }`,
  };
}

const lastDay = (findings: readonly PublishedFinding[]): string =>
  findings
    .map(({ publishedOn }) => publishedOn)
    .toSorted()
    .at(-1)!;

export function boardPage(docket: PublishedDocket): PublishedPage {
  const { instrument, provisions, findings } = docket;
  const parties = [...new Set(findings.map(({ party }) => party))].toSorted((a, b) =>
    partyName(instrument, a) < partyName(instrument, b) ? -1 : 1,
  );
  return {
    title: instrument.title,
    body: html`${heading(
      instrument.title,
      html`${instrument.parties.map(({ name }) => name).join(' and ')}${instrument.adopted !== undefined && html`, adopted <time datetime="${instrument.adopted}">${instrument.adopted}</time>`}. ${count(findings.length, 'finding')}, the last published ${lastDay(findings)}.`,
      html`<p class="ways"><a href="${to('brief', instrument.id)}">Brief</a></p>`,
    )}
<div class="table-wrap"><table class="table board"><caption class="visually-hidden">Published findings: provisions by the parties that they bind</caption><thead><tr><th scope="col">Provision</th>${parties.map(party => html`<th scope="col"><bdi>${partyName(instrument, party)}</bdi></th>`)}</tr></thead><tbody>${provisions.map(
      provision =>
        html`<tr id="${provision.id}"><th scope="row"><span class="label"><bdi>${provision.label}</bdi></span><span class="sub">${provision.kind.replaceAll('_', ' ')}${provision.dueBy !== undefined && ` · ${provision.dueBy.reading}`}</span></th>${parties.map(
          party => {
            const one = findings.find(finding => finding.provision.id === provision.id && finding.party === party);
            return one === undefined ? html`<td><span class="quiet">nothing published</span></td>` : cell(docket, one);
          },
        )}</tr>`,
    )}</tbody></table></div>
<p class="formats">This as <a href="${to('board', `${instrument.id}.json`)}">JSON</a> <a href="${to('board', `${instrument.id}.csv`)}">CSV</a></p>`,
  };
}

function cell({ instrument }: PublishedDocket, one: PublishedFinding): Html {
  const { finding, id, party, provision, unsupported } = one;
  return html`<td class="cell f-published"><a class="finding" href="${to('board', instrument.id, id)}"><span class="party">${partyName(instrument, party)} <span class="visually-hidden">on ${provision.label}:</span></span> ${level(finding)}</a><span class="signed f-published"><span aria-hidden="true">✓✓</span> published ${one.publishedOn}</span>${finding.rated && html`<span class="sub">${finding.confidence !== undefined && `confidence ${finding.confidence.level}, `}coverage ${finding.coverage.level}${finding.interim && ', interim'}</span>`}${unsupported !== undefined && html`<strong class="flag">UNSUPPORTED: ${unsupported}</strong>`}</td>`;
}

/** Pieces of evidence on a page; of more, others have the rest. */
const EVIDENCE_ITEMS = 40;

/** The pages of a finding by the parts of their address behind its own: its own, and where very much stands behind it, one for each further part of that. */
export function findingPages(
  docket: PublishedDocket,
  one: PublishedFinding,
): readonly (readonly [more: readonly string[], page: PublishedPage])[] {
  const sorted = weightiestFirst(one.behind);
  const further = Array.from({ length: Math.ceil(sorted.length / EVIDENCE_ITEMS) - 1 }, (_, index) => index + 2);
  return [
    [[], findingPage(docket, one, sorted)],
    ...further.map(part => [['evidence', String(part)], evidencePage(docket, one, sorted, part)] as const),
  ];
}

/** One of several parts of the evidence, the first being on the page of the finding. */
function evidencePage(
  docket: PublishedDocket,
  one: PublishedFinding,
  sorted: readonly Held[],
  part: number,
): PublishedPage {
  const name = `${one.provision.label}: ${partyName(docket.instrument, one.party)}`;
  return {
    title: `${name}: evidence, part ${part}`,
    body: html`<div class="opened"><header class="page-head"><p class="sub"><a href="${to('board', docket.instrument.id, one.id)}"><bdi>${name}</bdi></a></p><h1>Evidence <span class="quiet">part ${part}</span></h1></header>${evidencePart(docket, one, sorted, part)}</div>`,
  };
}

function evidencePart(
  { instrument }: PublishedDocket,
  { id, provision }: PublishedFinding,
  sorted: readonly Held[],
  part: number,
): Html {
  const first = (part - 1) * EVIDENCE_ITEMS;
  const shown = sorted.slice(first, first + EVIDENCE_ITEMS);
  const own = to('board', instrument.id, id);
  const at = (number: number): Address => (number === 1 ? own : to(...own.segments, 'evidence', String(number)));
  const isLast = first + shown.length === sorted.length;
  return html`${evidence(shown, {
    provision,
    instrument,
    sentence: ({ claim: { claim } }) =>
      html`<blockquote class="sentence" dir="auto"><mark class="k-${claim.kind}">${claim.words.exact}</mark></blockquote>`,
  })}${shown.length < sorted.length && html`<nav class="pager" aria-label="Parts of the evidence">${part > 1 && html`<a rel="prev" href="${at(part - 1)}">Before</a> `}<span>${figure(first + 1)}–${figure(first + shown.length)} of ${figure(sorted.length)}, the weightiest first</span>${!isLast && html` <a rel="next" href="${at(part + 1)}">Next</a>`}</nav>`}`;
}

function findingPage(docket: PublishedDocket, one: PublishedFinding, sorted: readonly Held[]): PublishedPage {
  const { instrument } = docket;
  const { finding, provision, party, unsupported, behind } = one;
  const name = partyName(instrument, party);
  const { window, asOf } = finding;
  return {
    title: `${provision.label}: ${name}`,
    body: html`<div class="opened"><header class="page-head"><p class="sub"><a href="${to('board', instrument.id)}">${instrument.title}</a></p><h1><bdi>${provision.label}</bdi>: <bdi>${name}</bdi></h1>
<p class="verdict-line f-published">${level(finding)} <span class="signed f-published"><span aria-hidden="true">✓✓</span> published ${one.publishedOn} by <bdi>${one.publishedBy}</bdi>, approved by ${one.approvals === 1 ? 'one person' : `${one.approvals} people`}</span></p>
<p class="about">As of <time datetime="${asOf}">${asOf}</time>, window from ${window.from ?? 'an open day'} until ${window.until ?? 'further notice'}${finding.interim && ', interim: it may still change'}. Rubric <span class="code">${finding.rubric}</span>.</p>
${unsupported !== undefined && html`<p class="notice unsupported"><b>UNSUPPORTED.</b> ${unsupported}. It stands here as it was published, and its rule is no longer met.</p>`}</header>
<section><h2>What was agreed</h2><p class="sub">${provision.kind.replaceAll('_', ' ')}, binds ${provision.bound.map(actor => partyName(instrument, actor)).join(', ')}${provision.dueBy !== undefined && `, due ${provision.dueBy.reading}`}.</p>${agreedWords(provision, instrument, id => docket.documents.get(id)?.about.published?.day)}</section>
<section><h2>Evidence <span class="quiet">${figure(behind.length)}</span></h2>${
      behind.length === 0
        ? html`<p>${finding.restsOn.length === 0 ? 'It rests on no evidence, but on how far one has looked.' : 'What it rested on is no longer there.'}</p>`
        : evidencePart(docket, one, sorted, 1)
    }</section>
<section><h2>Why this level</h2>${rule(finding)}</section>
<section><h2>How sure</h2><dl class="facts"><dt>Confidence</dt><dd>${finding.confidence === undefined ? 'nothing is asserted, so there is none' : html`<b>${finding.confidence.level}</b>: ${finding.confidence.why}`}</dd><dt>Coverage</dt><dd><b>${finding.coverage.level}</b>: ${finding.coverage.why}</dd><dt>Origins</dt><dd>${originsText(finding) || 'it rests on no evidence, but on coverage'}</dd><dt>Fragility</dt><dd>${finding.fragility === undefined ? 'no three origins whose loss would change it' : `another level without ${count(finding.fragility.length, 'origin')}`}</dd></dl></section>
${blocked(finding)}
<section><h2>History</h2><ol class="log"><li>${one.proposedOn}: proposed as ${levelText(finding)}</li><li>${one.publishedOn}: published by <bdi>${one.publishedBy}</bdi></li></ol></section></div>`,
  };
}

function rule({ met }: Finding): Html {
  if (met.conditions.length === 0)
    return html`<p class="quiet">${met.rule === 'noted' ? 'A declaratory provision is noted, and not rated.' : 'No rule of the rubric is met as a whole: nobody can say.'}</p>`;
  return html`<ul class="conditions">${met.conditions.map(({ asks }) => html`<li class="is-met"><span aria-hidden="true">✓</span><span>${asks}</span></li>`)}</ul>`;
}

/** By the words of the rubric alone: what each lacks may name what was not published. */
function blocked({ blocked }: Finding): Html | false {
  return (
    blocked.length > 0 &&
    html`<section><h2>What another level would need</h2><div class="blocked">${blocked.map(
      ({ to: target, conditions }) =>
        html`<div><h3>${labels[target]}</h3><ul class="conditions">${conditions
          .filter(({ met }) => !met)
          .map(
            ({ asks }) =>
              html`<li class="is-open"><span aria-hidden="true">✕</span><span><span class="visually-hidden">not met: </span>${asks}</span></li>`,
          )}</ul></div>`,
    )}</div></section>`
  );
}
