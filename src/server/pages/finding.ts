/** One finding opened: what was agreed, the evidence with its scope test, why this level and no other, how sure and how fragile it is, its history. */
import type { Finding, TriedRule } from '../../core/finding.ts';
import type { Docket, Held } from '../../judging/cases.ts';
import { findingId, type JudgedRow } from '../../judging/findings.ts';
import { labels } from '../../judgement/rubric.ts';
import { coverageText, originsText, partyName, stateText } from '../../listings/findings.ts';
import { logList } from '../../listings/log.ts';
import { periodText } from '../../listings/instruments.ts';
import { type Address, to } from '../address.ts';
import { findingTold } from '../api/findings.ts';
import { type Html, html } from '../html.ts';
import { onlyAsked } from '../parts/asked.ts';
import { agreedWords, evidence, type EvidenceOptions } from '../parts/evidence.ts';
import { DAYS, findingIn, type JudgedFinding } from '../parts/judged.ts';
import { level, shownOf, signature, signedBy } from '../parts/levels.ts';
import type { Page, Route, Visit } from '../visit.ts';
import { around } from './claims.ts';
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
    async answer(visit) {
      onlyAsked(visit.query, DAYS);
      const judged = await findingIn(visit);
      if (visit.format === 'json') return { json: findingTold(judged) };
      return { page: await findingPage(visit, judged) };
    },
  },
  ...judgingRoutes,
];

async function findingPage(visit: Visit, { docket, row, day }: JudgedFinding): Promise<Page> {
  const { instrument } = docket;
  const { provision, party, recorded, confirmedLevel } = row;
  const finding = shownOf(row);
  const name = partyName(instrument, party);
  const held = docket.held.filter(({ bearing }) => bearing.provision === provision.id);
  const texts = new Map<string, string>();
  for (const { claim } of held)
    if (!texts.has(claim.text))
      texts.set(claim.text, Buffer.from(await visit.record.blob(claim.text)).toString('utf8'));
  const here = findingAddress(instrument.id, row).with(Object.fromEntries(visit.query));
  const options: EvidenceOptions = {
    provision,
    instrument,
    sentence: ({ claim }) => around(texts.get(claim.text)!, claim),
    ...(visit.mayWrite && { decide: (one: Held) => bearingForm(here, one) }),
  };
  const back = to('board', instrument.id).with(Object.fromEntries(visit.query));
  const body = html`<div class="opened"><header class="page-head"><p class="sub"><a href="${back}">${instrument.title}</a></p><h1><bdi>${provision.label}</bdi>: <bdi>${name}</bdi></h1>
<p class="verdict-line f-${signedBy(recorded)}">${level(finding)} ${signature(recorded)}</p>
<p class="about">As of <time datetime="${day}">${day}</time>, window ${windowText(finding)}${finding.interim && ', interim: it may still change'}. Rubric <span class="code">${finding.rubric}</span>. It stands as: ${stateText(recorded)}.</p>
${recorded?.unsupported !== undefined && html`<p class="notice unsupported"><b>UNSUPPORTED.</b> ${recorded.unsupported}.</p>`}
${finding !== row.finding && row.finding.level !== finding.level && html`<p class="notice">The evidence now gives <b>${labels[row.finding.level]}</b>; what people signed stands until they sign another.</p>`}
${confirmedLevel !== finding.level && finding.rated && html`<p class="notice">On what people confirmed alone, without proposals of the machine: <b>${labels[confirmedLevel]}</b>.</p>`}</header>
<section><h2>What was agreed</h2><p class="sub">${provision.kind.replaceAll('_', ' ')}, binds ${provision.bound.map(actor => partyName(instrument, actor)).join(', ')}${provision.dueBy !== undefined && `, due ${provision.dueBy.reading}`}. Specific: ${provision.specificity}; checkable: ${provision.verifiability}; asks for: ${provision.ambition}. In force ${periodText(instrument)}.</p>${agreedWords(provision, instrument, id => docket.documents.get(id)?.published)}
${provision.stipulations.length > 0 && html`<p class="sub">In parts:</p><ul class="bullets">${provision.stipulations.map(({ says, principal }) => html`<li>${says}${principal && ' (the principal part)'}</li>`)}</ul>`}</section>
${behindSections(finding, held, options)}
<section><h2>Why this level</h2>${ruleBlock(finding.met, 'What it meets')}</section>
<section><h2>How sure, and how fragile</h2><dl class="facts">
<dt>Confidence</dt><dd>${finding.confidence === undefined ? 'nothing is asserted, so there is none' : html`<b>${finding.confidence.level}</b>: ${finding.confidence.why}`}${recorded?.overridden !== undefined && html`<br>Set otherwise by hand: confidence ${recorded.overridden.confidence ?? '–'}, coverage ${recorded.overridden.coverage ?? '–'}, because <bdi>${recorded.overridden.why}</bdi>`}</dd>
<dt>Coverage</dt><dd><b>${finding.coverage.level}</b>: ${coverageText(finding).replace(/^[a-z]+: /u, '')}${finding.coverage.read.length > 0 && html`<br><span class="sub">Read: ${finding.coverage.read.join(', ')}</span>`}</dd>
<dt>Origins</dt><dd>${originsText(finding) || 'it rests on no evidence, but on coverage'}</dd>
<dt>Fragility</dt><dd>${fragility(finding, docket)}</dd></dl></section>
<section><h2>What would change it</h2>${finding.wouldChange.length === 0 ? html`<p class="quiet">${finding.rated ? 'No rule says.' : 'It is noted, and not rated.'}</p>` : html`<ul class="bullets">${finding.wouldChange.map(sentence => html`<li>${sentence}</li>`)}</ul>`}</section>
${visit.mayWrite && signForm(here, row)}
${blockedSection(finding)}
${asideSections(finding, held, party, options)}
${await history(visit, row, held)}</div>`;
  return { title: `${provision.label}: ${name}`, body, formats: ['json'] };
}

function windowText({ window: { from, until } }: Finding): string {
  return `from ${from ?? 'an open day'} until ${until ?? 'further notice'}`;
}

const part = (title: string, some: readonly Held[], how: EvidenceOptions): Html | false =>
  some.length > 0 &&
  html`<section><h2>${title} <span class="quiet">${some.length}</span></h2>${evidence(some, how)}</section>`;

/** What the level rests on. */
function behindSections({ restsOn, rated }: Finding, held: readonly Held[], options: EvidenceOptions): Html {
  const behind = held.filter(({ bearing }) => restsOn.includes(bearing.id));
  const against = behind.filter(({ bearing }) => bearing.direction === 'contradicts');
  if (behind.length === 0)
    return html`<section><h2>Evidence</h2><p>It rests on no evidence. <span class="quiet">${rated ? 'What it rests on is how far one has looked: see the coverage below.' : 'A provision that welcomes or affirms undertakes nothing.'}</span></p></section>`;
  return html`${part(
    'Evidence for it being kept',
    behind.filter(one => !against.includes(one)),
    options,
  )}${part('Evidence against it being kept', against, options)}`;
}

/** All else that was looked at, each once, with why it counts for nothing. */
function asideSections(
  { restsOn, setAside }: Finding,
  held: readonly Held[],
  party: string,
  options: EvidenceOptions,
): Html {
  const why = new Map(setAside.map(one => [one.bearing, one.why]));
  const withWhy = { ...options, aside: ({ bearing }: Held) => why.get(bearing.id) };
  const others = held.filter(
    ({ bearing, state }) =>
      state !== 'rejected' &&
      !restsOn.includes(bearing.id) &&
      (bearing.parties.length === 0 || bearing.parties.includes(party)),
  );
  const words = others.filter(({ bearing }) => bearing.grade === 'W0');
  const outside = others.filter(({ bearing }) => bearing.grade !== 'W0' && bearing.scope === 'out_of_scope');
  return html`${part('Words, which change nothing', words, options)}${part('Out of scope', outside, withWhy)}${part(
    'Looked at, and not counted',
    others.filter(one => !words.includes(one) && !outside.includes(one)),
    withWhy,
  )}${part(
    'Rejected by a person',
    held.filter(({ state }) => state === 'rejected'),
    options,
  )}`;
}

function ruleBlock({ rule, conditions }: TriedRule, title: string): Html {
  if (conditions.length === 0)
    return html`<p class="quiet">${rule === 'noted' ? 'A declaratory provision is noted, and not rated.' : 'No rule of the rubric is met as a whole: nobody can say.'}</p>`;
  return html`<h3>${title}: ${rule.replaceAll('_', ' ')}</h3><ul class="conditions">${conditions.map(
    ({ asks, met, lacks, by }) =>
      html`<li class="${met ? 'is-met' : 'is-open'}"><span aria-hidden="true">${met ? '✓' : '✕'}</span><span><span class="visually-hidden">${met ? 'met: ' : 'not met: '}</span>${asks}${lacks !== '' && html` <span class="lacks">lacks: ${lacks}</span>`}${by.length > 0 && html` <span class="sub">${by.map((id, index) => html`${index > 0 && ', '}<a href="#${id}">evidence ${index + 1}</a>`)}</span>`}</span></li>`,
  )}</ul>`;
}

/** Moves that are blocked, and by what. */
function blockedSection({ blocked }: Finding): Html | false {
  return (
    blocked.length > 0 &&
    html`<section><h2>Moves that are blocked</h2><div class="blocked">${blocked.map(rule => html`<div>${ruleBlock(rule, `To ${labels[rule.to]}`)}</div>`)}</div></section>`
  );
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

/** What people decided about the finding, and about the evidence behind it. */
async function history(
  { record }: Visit,
  { provision, party, finding }: JudgedRow,
  held: readonly Held[],
): Promise<Html> {
  const id = findingId(provision.id, party, finding.window);
  const known = new Set(held.map(({ bearing }) => bearing.id));
  const decisions = (await record.decisions({ undone: true })).filter(
    ({ subject }) => subject === id || known.has(subject),
  );
  const mine = new Set(decisions.map(({ sequence }) => sequence));
  const rows = mine.size === 0 ? [] : (await logList(record, {})).rows.filter(({ number }) => mine.has(number ?? 0));
  return html`<section><h2>History</h2>${
    rows.length === 0
      ? html`<p class="quiet">Nobody decided about it yet. All of it is what the machine proposes from the evidence as it stands.</p>`
      : html`<ol class="log">${rows.map(row => html`<li value="${String(row.number ?? 0)}"><bdi>${row.shown.headline}</bdi></li>`)}</ol>`
  }<p class="sub"><span class="code">${id}</span></p></section>`;
}
