/** One finding opened: what was agreed, the evidence with its scope test, why this level and no other, how sure and how fragile it is, its history. */
import type { Finding } from '../../core/finding.ts';
import type { ListingRow } from '../../core/listing.ts';
import { labels, rules } from '../../judgement/rubric.ts';
import type { Docket, Held } from '../../judging/cases.ts';
import { findingId, type JudgedRow } from '../../judging/findings.ts';
import { weightiestFirst } from '../../judging/weightiest.ts';
import { count } from '../../listings/count.ts';
import { coverageText, originsText, partyName, stateText } from '../../listings/findings.ts';
import { periodText } from '../../listings/instruments.ts';
import { logAt } from '../../listings/log.ts';
import { type Address, to } from '../address.ts';
import { findingTold } from '../api/findings.ts';
import { type Html, html } from '../html.ts';
import { oneAsked, onlyAsked } from '../parts/asked.ts';
import { blockedSection, type Citing, ruleBlock } from '../parts/conditions.ts';
import { agreedWords } from '../parts/evidence.ts';
import { citedBy, foremost, type Group, groupsOf } from '../parts/evidence-groups.ts';
import { glance, groupSection, SHOWN } from '../parts/evidence-sections.ts';
import { FINDING_ASKED, findingIn, type JudgedFinding } from '../parts/judged.ts';
import { level, shownOf, signature, signedBy } from '../parts/levels.ts';
import { behindNotice } from '../parts/listed.ts';
import { openingOf } from '../parts/matrix.ts';
import { OF_EVIDENCE, OF_FINDINGS } from '../../record/index.ts';
import type { Page, Route, Visit } from '../visit.ts';
import { optionsFor, partPage, type Shown } from './finding-part.ts';
import { judgingRoutes, signForm } from './judging.ts';
import { sourcesAddress } from './sources.ts';

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

/** Every condition that a rule may have, as addresses name it. */
const CONDITIONS = rules.flatMap(({ name, needs }) => needs.map(condition => `${name}.${condition}`));

const NO_GROUP: Omit<Group, 'name'> = { title: 'Evidence for a condition', some: [], isSaid: true };

async function findingPage(visit: Visit, judged: JudgedFinding): Promise<Page> {
  const { docket, row } = judged;
  const { instrument } = docket;
  const { provision, party } = row;
  const finding = shownOf(row);
  const held = weightiestFirst(docket.held.filter(({ bearing }) => bearing.provision === provision.id));
  const all = groupsOf(finding, held, party);
  const cited = [finding.met, ...finding.blocked].flatMap(rule =>
    rule.conditions.filter(({ by }) => by.length > 0).map(condition => citedBy(rule, condition, held)),
  );
  const asked = oneAsked(visit.query, 'part', ['', ...all.map(({ name }) => name), ...CONDITIONS]);
  // A decision may leave a part empty, and a condition without evidence: whoever decided there is told so, and not that there is no such page.
  const group =
    asked === '' ? undefined : ([...all, ...cited].find(({ name }) => name === asked) ?? { ...NO_GROUP, name: asked });
  const groups = all.filter(({ some }) => some.length > 0);
  const here = findingAddress(instrument.id, row).with(Object.fromEntries(visit.query));
  const whole = here.with({ part: undefined, standing: undefined, page: undefined });
  const shown = { ...judged, finding, held, groups, here, whole };
  return group === undefined ? await wholePage(visit, shown) : await partPage(visit, shown, group);
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
    sections.set(group.name, groupSection(group, first, await optionsFor(visit, shown, first, group), whole));
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

function restsOnNothing({ rated }: Finding): Html {
  return html`<section><h2>Evidence</h2><p>It rests on no evidence. <span class="quiet">${rated ? 'What it rests on is how far one has looked: see the coverage below.' : 'A provision that welcomes or affirms undertakes nothing.'}</span></p></section>`;
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
const DECIDING = ['note_added', ...OF_EVIDENCE, ...OF_FINDINGS];

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
      : html`${rows.length > LAST && html`<details><summary>${count(rows.length - LAST, 'earlier entry', 'earlier entries')}</summary>${logged(rows.slice(0, -LAST))}</details>`}${logged(rows.slice(-LAST))}`
  }<p class="sub"><span class="code">${id}</span></p></section>`;
}

/** Entries that stand open; the others are folded. */
const LAST = 20;

const logged = (rows: readonly ListingRow[]): Html =>
  html`<ol class="log">${rows.map(row => html`<li value="${String(row.number ?? 0)}"><bdi>${row.shown.headline}</bdi></li>`)}</ol>`;
