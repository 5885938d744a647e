/** One finding opened: what was agreed, the evidence with its scope test, why this level and no other, how sure and how fragile it is, its history. */
import type { Finding, TriedRule } from '../../core/finding.ts';
import type { Docket, Held } from '../../judging/cases.ts';
import { findingId, type JudgedRow } from '../../judging/findings.ts';
import { weightiestFirst } from '../../judging/weightiest.ts';
import { labels } from '../../judgement/rubric.ts';
import { count, figure } from '../../listings/count.ts';
import { coverageText, originsText, partyName, stateText } from '../../listings/findings.ts';
import { logAt } from '../../listings/log.ts';
import { periodText } from '../../listings/instruments.ts';
import { type Address, to } from '../address.ts';
import { findingTold } from '../api/findings.ts';
import { type Html, html } from '../html.ts';
import { oneAsked, onlyAsked } from '../parts/asked.ts';
import { agreedWords, evidence, type EvidenceOptions } from '../parts/evidence.ts';
import { sourceLine } from '../parts/claim-card.ts';
import { FINDING_ASKED, findingIn, type JudgedFinding } from '../parts/judged.ts';
import { level, shownOf, signature, signedBy } from '../parts/levels.ts';
import {
  citedBy,
  foremost,
  type Group,
  groupsOf,
  narrowedTo,
  type Standing,
  standings,
} from '../parts/evidence-groups.ts';
import { behindNotice, nothing, paged } from '../parts/listed.ts';
import { openingOf } from '../parts/matrix.ts';
import type { Page, Route, Visit } from '../visit.ts';
import { around } from './claims.ts';
import { sourcesAddress } from './sources.ts';
import { bearingForm, judgingRoutes, signForm } from './judging.ts';

export const findingAddress = (
  instrument: string,
  { provision, party, finding }: Pick<JudgedRow, 'provision' | 'party' | 'finding'>,
): Address => to('board', instrument, findingId(provision.id, party, finding.window));

export const findingRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/board/:instrument/:finding',
    formats: ['json'],
    ofWhole: true,
    async answer(visit) {
      onlyAsked(visit.query, FINDING_ASKED);
      const judged = await findingIn(visit);
      if (visit.format === 'json') return { json: findingTold(judged) };
      return { page: await findingPage(visit, judged) };
    },
  },
  ...judgingRoutes,
];

async function findingPage(visit: Visit, judged: JudgedFinding): Promise<Page> {
  const { docket, row } = judged;
  const { instrument } = docket;
  const { provision, party } = row;
  const finding = shownOf(row);
  const held = weightiestFirst(docket.held.filter(({ bearing }) => bearing.provision === provision.id));
  const groups = groupsOf(finding, held, party);
  const cited = [finding.met, ...finding.blocked].flatMap(rule =>
    rule.conditions.filter(({ by }) => by.length > 0).map(condition => citedBy(rule, condition, held)),
  );
  const asked = oneAsked(visit.query, 'part', ['', ...groups.map(one => one.name), ...cited.map(one => one.name)]);
  const group = [...groups, ...cited].find(({ name }) => name === asked);
  const here = findingAddress(instrument.id, row).with(Object.fromEntries(visit.query));
  const whole = here.with({ part: undefined, standing: undefined, page: undefined });
  const shown = { ...judged, finding, held, groups, here, whole };
  return group === undefined ? await wholePage(visit, shown) : await partPage(visit, shown, group);
}

interface Shown extends JudgedFinding {
  readonly finding: Finding;
  /** All that bears on the provision, the weightiest first. */
  readonly held: readonly Held[];
  readonly groups: readonly Group[];
  readonly here: Address;
  /** The page of all of it, from a part of it. */
  readonly whole: Address;
}

/** A part of what bears on it, all of it or what waits, a page at a time. */
async function partPage(visit: Visit, shown: Shown, group: Group): Promise<Page> {
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
    ? nothing('Nothing of it waits any more.', html`<a href="${whole}">Back to the finding</a>`)
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
async function optionsFor(
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

async function wholePage(visit: Visit, shown: Shown): Promise<Page> {
  const { docket, row, day, behind: asOfEntry, finding, held, groups, here, whole } = shown;
  const { instrument } = docket;
  const { provision, party, recorded, confirmedLevel } = row;
  const name = partyName(instrument, party);
  const back = to('board', instrument.id).with(Object.fromEntries(whole.query));
  const sections = new Map<string, Html>();
  const known = new Set<string>();
  for (const group of groups) {
    const first = foremost(group.some, SHOWN);
    for (const { bearing } of first) known.add(bearing.id);
    sections.set(group.name, section(group, first, await optionsFor(visit, shown, first, group), whole));
  }
  const citing: Citing = { held, known, whole, sources: sourcesAddress(instrument.id) };
  const opening = openingOf(provision);
  const body = html`<div class="opened"><header class="page-head"><p class="sub"><a href="${back}">${instrument.title}</a></p><h1><bdi>${provision.label}</bdi>: <bdi>${name}</bdi></h1>${opening !== '' && html`<p class="about">${opening}</p>`}
<p class="verdict-line f-${signedBy(recorded)}">${level(finding)} ${signature(recorded)}</p>
<p class="about">As of <time datetime="${day}">${day}</time>, window ${windowText(finding)}${finding.interim && ', interim: it may still change'}. Rubric <span class="code">${finding.rubric}</span>. It stands as: ${stateText(recorded)}.</p>
${recorded?.unsupported !== undefined && html`<p class="notice unsupported"><b>UNSUPPORTED.</b> ${recorded.unsupported}.</p>`}
${finding !== row.finding && row.finding.level !== finding.level && html`<p class="notice">The evidence now gives <b>${labels[row.finding.level]}</b>; what people signed stands until they sign another.</p>`}
${confirmedLevel !== finding.level && finding.rated && html`<p class="notice">On what people confirmed alone, without proposals of the machine: <b>${labels[confirmedLevel]}</b>.</p>`}</header>
${asOfEntry !== undefined && behindNotice(asOfEntry)}<section><h2>What was agreed</h2><p class="sub">${provision.kind.replaceAll('_', ' ')}, binds ${provision.bound.map(actor => partyName(instrument, actor)).join(', ')}${provision.dueBy !== undefined && `, due ${provision.dueBy.reading}`}. Specific: ${provision.specificity}; checkable: ${provision.verifiability}; asks for: ${provision.ambition}. In force ${periodText(instrument)}.</p>${agreedWords(provision, instrument, id => docket.documents.get(id)?.published)}
${provision.stipulations.length > 0 && html`<p class="sub">In parts:</p><ul class="bullets">${provision.stipulations.map(({ says, principal }) => html`<li>${says}${principal && ' (the principal part)'}</li>`)}</ul>`}</section>
${glance(groups, whole)}${sections.get('for')}${sections.get('against')}${!sections.has('for') && !sections.has('against') && restsOnNothing(finding)}
<section><h2>Why this level</h2>${ruleBlock(finding.met, `What it meets: ${finding.met.rule.replaceAll('_', ' ')}`, citing)}</section>
<section><h2>How sure, and how fragile</h2><dl class="facts">
<dt>Confidence</dt><dd>${finding.confidence === undefined ? 'nothing is asserted, so there is none' : html`<b>${finding.confidence.level}</b>: ${finding.confidence.why}`}${recorded?.overridden !== undefined && html`<br>Set otherwise by hand: confidence ${recorded.overridden.confidence ?? '–'}, coverage ${recorded.overridden.coverage ?? '–'}, because <bdi>${recorded.overridden.why}</bdi>`}</dd>
<dt>Coverage</dt><dd><b>${finding.coverage.level}</b>: ${coverageText(finding).replace(/^[a-z]+: /u, '')}${finding.coverage.read.length > 0 && readSources(finding)}</dd>
<dt>Origins</dt><dd>${originsText(finding) || 'it rests on no evidence, but on coverage'}</dd>
<dt>Fragility</dt><dd>${fragility(finding, docket)}</dd></dl></section>
<section><h2>What would change it</h2>${finding.wouldChange.length === 0 ? html`<p class="quiet">${finding.rated ? 'No rule says.' : 'It is noted, and not rated.'}</p>` : html`<ul class="bullets">${finding.wouldChange.map(sentence => html`<li>${sentence}</li>`)}</ul>`}</section>
${visit.mayWrite && signForm(here, row)}
${blockedSection(finding, citing)}
${groups.map(({ name }) => (name === 'for' || name === 'against' ? undefined : sections.get(name)))}
${await history(visit, row, held)}</div>`;
  return { title: `${provision.label}: ${name}`, body, formats: ['json'] };
}

function windowText({ window: { from, until } }: Finding): string {
  return `from ${from ?? 'an open day'} until ${until ?? 'further notice'}`;
}

/** Pieces of evidence of a group that stand on the page of the whole; on a large record there may be thousands. */
const SHOWN = 12;

/** Pieces on one page of a part. */
const EVIDENCE_ITEMS = 40;

const STANDINGS: Readonly<Record<Standing, string>> = {
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
function glance(groups: readonly Group[], whole: Address): Html | false {
  if (groups.every(({ some }) => some.length <= SHOWN)) return false;
  return html`<section><h2>What bears on it</h2><div class="table-wrap"><table class="table glance"><thead><tr><th scope="col">Evidence</th><th scope="col" class="number">Decided</th><th scope="col" class="number">To be settled</th><th scope="col" class="number">In all</th></tr></thead><tbody>${groups.map(
    group => {
      const [all, decided, waiting] = counts(group, whole);
      return html`<tr><th scope="row">${group.title}</th>${[decided!, waiting!, all!].map(({ number, at, standing }) => html`<td class="number">${number === 0 ? html`<span class="quiet">0</span>` : html`<a href="${at}">${figure(number)}<span class="visually-hidden"> ${STANDINGS[standing]}: ${group.title}</span></a>`}</td>`)}</tr>`;
    },
  )}</tbody></table></div><p class="sub">The page shows up to ${SHOWN} of each, the weightiest of what is decided and of what is to be settled; every number leads to all of them.</p></section>`;
}

/** A group of evidence on the page of the whole: its first pieces, and the ways to the others. */
function section(group: Group, first: readonly Held[], how: EvidenceOptions, whole: Address): Html {
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

function restsOnNothing({ rated }: Finding): Html {
  return html`<section><h2>Evidence</h2><p>It rests on no evidence. <span class="quiet">${rated ? 'What it rests on is how far one has looked: see the coverage below.' : 'A provision that welcomes or affirms undertakes nothing.'}</span></p></section>`;
}

/** What is needed to name evidence and lead to it. */
interface Citing {
  readonly held: readonly Held[];
  /** Ids of those that stand on the page. */
  readonly known: ReadonlySet<string>;
  readonly whole: Address;
  /** Where sources are rated. */
  readonly sources: Address;
}

/** Pieces of evidence that a condition names one by one; a way leads to the others. */
const NAMED = 4;

function ruleBlock(tried: TriedRule, title: string, citing: Citing): Html {
  const { rule, conditions } = tried;
  if (conditions.length === 0)
    return html`<p class="quiet">${rule === 'noted' ? 'A declaratory provision is noted, and not rated.' : 'No rule of the rubric is met as a whole: nobody can say.'}</p>`;
  return html`<h3>${title}</h3><ul class="conditions">${conditions.map(condition => {
    const { asks, met, lacks, by } = condition;
    return html`<li class="${met ? 'is-met' : 'is-open'}"><span aria-hidden="true">${met ? '✓' : '✕'}</span><span><span class="visually-hidden">${met ? 'met: ' : 'not met: '}</span>${asks}${lacks !== '' && html` <span class="lacks">lacks: ${lacking(lacks, citing)}</span>`}${by.length > 0 && html` <span class="sub cited">${named(citedBy(tried, condition, citing.held), citing)}</span>`}</span></li>`;
  })}</ul>`;
}

/** The rubric tells of a verb; on a page there is a page for it. */
function lacking(lacks: string, { sources }: Citing): Html {
  const [before, after] = lacks.split('(`deeds judge source` rates one)');
  return after === undefined ? html`${lacks}` : html`${before} (<a href="${sources}">rate one</a>)${after}`;
}

/** Evidence by its source and day, and the way to all of it where there is more. */
function named(group: Group, { known, whole }: Citing): Html {
  const { some } = group;
  const all = whole.with({ part: group.name });
  const first = some.length <= NAMED + 1 ? some : some.slice(0, NAMED);
  return html`${first.map(
    ({ bearing: { id }, document }, index) =>
      html`${index > 0 && '; '}<a href="${(known.has(id) ? whole : all).at(id)}">${sourceLine(document)}</a>`,
  )}${some.length > first.length && html`; <a href="${all}">and ${figure(some.length - first.length)} more</a>`}`;
}

/** Moves that are blocked, and by what. */
function blockedSection({ blocked }: Finding, citing: Citing): Html | false {
  return (
    blocked.length > 0 &&
    html`<section><h2>Moves that are blocked</h2><div class="blocked">${blocked.map(rule => html`<div>${ruleBlock(rule, `To ${labels[rule.to]}`, citing)}</div>`)}</div></section>`
  );
}

/** Sources that were read; of many, folded away. */
function readSources({ coverage: { read } }: Finding): Html {
  const names = read.join(', ');
  return read.length <= SHOWN
    ? html`<br><span class="sub">Read: ${names}</span>`
    : html`<details><summary>${count(read.length, 'source')} read</summary><p class="sub">${names}</p></details>`;
}

function fragility({ fragility, restsOn }: Finding, { documents }: Docket): Html | string {
  if (fragility === undefined)
    return restsOn.length === 0
      ? 'no three origins whose coming or going is on record would change it'
      : 'no three origins whose loss would change it';
  const earliest = (origin: string): string | undefined =>
    [...documents.values()].find(document => document.origin === origin && !document.copy)?.id;
  return html`another level without ${fragility.length === 1 ? 'one origin' : `${fragility.length} origins`}: ${fragility.map(
    (origin, index) => {
      const document = earliest(origin);
      return html`${index > 0 && ', '}${document === undefined ? origin : html`<a href="${to('origins').with({ document })}" class="code">${origin}</a>`}`;
    },
  )}`;
}

/** Kinds of entries that decide about evidence and findings, and notes on them. */
const DECIDING = [
  'note_added',
  'bearing_set',
  'bearing_rejected',
  'bearing_settled',
  'finding_proposed',
  'finding_reviewed',
  'finding_published',
  'finding_superseded',
];

/** What people decided about the finding, and about the evidence behind it. */
async function history(
  { record }: Visit,
  { provision, party, finding }: JudgedRow,
  held: readonly Held[],
): Promise<Html> {
  const id = findingId(provision.id, party, finding.window);
  const known = new Set(held.map(({ bearing }) => bearing.id));
  const decisions = (await record.decisions({ kind: DECIDING, undone: true })).filter(
    ({ subject }) => subject === id || known.has(subject),
  );
  const { rows } = await logAt(
    record,
    decisions.map(({ sequence }) => sequence),
  );
  return html`<section><h2>History</h2>${
    rows.length === 0
      ? html`<p class="quiet">Nobody decided about it yet. All of it is what the machine proposes from the evidence as it stands.</p>`
      : html`<ol class="log">${rows.map(row => html`<li value="${String(row.number ?? 0)}"><bdi>${row.shown.headline}</bdi></li>`)}</ol>`
  }<p class="sub"><span class="code">${id}</span></p></section>`;
}
