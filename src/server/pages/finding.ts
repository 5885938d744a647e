/** One finding opened: what was agreed, the evidence with its scope test, why this level and no other, how sure and how fragile it is, its history. */
import type { Finding, TriedRule } from '../../core/finding.ts';
import type { Docket, Held } from '../../judging/cases.ts';
import { findingId, type JudgedRow } from '../../judging/findings.ts';
import { labels } from '../../judgement/rubric.ts';
import { count, figure } from '../../listings/count.ts';
import { coverageText, originsText, partyName, stateText } from '../../listings/findings.ts';
import { logList } from '../../listings/log.ts';
import { periodText } from '../../listings/instruments.ts';
import { type Address, to } from '../address.ts';
import { findingTold } from '../api/findings.ts';
import { type Html, html } from '../html.ts';
import { oneAsked, onlyAsked } from '../parts/asked.ts';
import { agreedWords, evidence, type EvidenceOptions } from '../parts/evidence.ts';
import { FINDING_ASKED, findingIn, type JudgedFinding } from '../parts/judged.ts';
import { level, shownOf, signature, signedBy } from '../parts/levels.ts';
import { behindNotice, paged } from '../parts/listed.ts';
import { openingOf } from '../parts/matrix.ts';
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

async function findingPage(visit: Visit, { docket, row, day, behind: asOfEntry }: JudgedFinding): Promise<Page> {
  const { instrument } = docket;
  const { provision, party, recorded, confirmedLevel } = row;
  const finding = shownOf(row);
  const name = partyName(instrument, party);
  const held = docket.held.filter(({ bearing }) => bearing.provision === provision.id);
  const behind = held.filter(({ bearing }) => finding.restsOn.includes(bearing.id));
  const asides = asidesOf(finding, held, party);
  const asked = oneAsked(visit.query, 'part', ['', ...asides.map(one => one.name)]);
  const opened = asides.find(one => one.name === asked);
  const openedPart = opened && paged(opened.some, visit);
  const cited = new Set(
    [finding.met, ...finding.blocked].flatMap(({ conditions }) => conditions.flatMap(({ by }) => by)),
  );
  const beside = asides.map(one => ({ ...one, shown: firstOf(one.some, cited) }));
  const texts = new Map<string, string>();
  for (const { claim } of openedPart?.shown ?? [...behind, ...beside.flatMap(({ shown }) => shown)])
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
  const why = new Map(finding.setAside.map(one => [one.bearing, one.why]));
  const withWhy: EvidenceOptions = { ...options, aside: ({ bearing }) => why.get(bearing.id) };
  if (opened !== undefined && openedPart !== undefined) {
    const whole = here.with({ part: undefined, page: undefined });
    const body = html`<div class="opened"><header class="page-head"><p class="sub"><a href="${whole}">${provision.label}: ${name}</a></p><h1>${opened.title} <span class="quiet">${figure(opened.some.length)}</span></h1></header>
${evidence(openedPart.shown, opened.isSaid ? options : withWhy)}${openedPart.pager}</div>`;
    return { title: `${provision.label}: ${name}: ${opened.title}`, body };
  }
  const opening = openingOf(provision);
  const body = html`<div class="opened"><header class="page-head"><p class="sub"><a href="${back}">${instrument.title}</a></p><h1><bdi>${provision.label}</bdi>: <bdi>${name}</bdi></h1>${opening !== '' && html`<p class="about">${opening}</p>`}
<p class="verdict-line f-${signedBy(recorded)}">${level(finding)} ${signature(recorded)}</p>
<p class="about">As of <time datetime="${day}">${day}</time>, window ${windowText(finding)}${finding.interim && ', interim: it may still change'}. Rubric <span class="code">${finding.rubric}</span>. It stands as: ${stateText(recorded)}.</p>
${recorded?.unsupported !== undefined && html`<p class="notice unsupported"><b>UNSUPPORTED.</b> ${recorded.unsupported}.</p>`}
${finding !== row.finding && row.finding.level !== finding.level && html`<p class="notice">The evidence now gives <b>${labels[row.finding.level]}</b>; what people signed stands until they sign another.</p>`}
${confirmedLevel !== finding.level && finding.rated && html`<p class="notice">On what people confirmed alone, without proposals of the machine: <b>${labels[confirmedLevel]}</b>.</p>`}</header>
${asOfEntry !== undefined && behindNotice(asOfEntry)}<section><h2>What was agreed</h2><p class="sub">${provision.kind.replaceAll('_', ' ')}, binds ${provision.bound.map(actor => partyName(instrument, actor)).join(', ')}${provision.dueBy !== undefined && `, due ${provision.dueBy.reading}`}. Specific: ${provision.specificity}; checkable: ${provision.verifiability}; asks for: ${provision.ambition}. In force ${periodText(instrument)}.</p>${agreedWords(provision, instrument, id => docket.documents.get(id)?.published)}
${provision.stipulations.length > 0 && html`<p class="sub">In parts:</p><ul class="bullets">${provision.stipulations.map(({ says, principal }) => html`<li>${says}${principal && ' (the principal part)'}</li>`)}</ul>`}</section>
${behindSections(finding, behind, options)}
<section><h2>Why this level</h2>${ruleBlock(finding.met, 'What it meets')}</section>
<section><h2>How sure, and how fragile</h2><dl class="facts">
<dt>Confidence</dt><dd>${finding.confidence === undefined ? 'nothing is asserted, so there is none' : html`<b>${finding.confidence.level}</b>: ${finding.confidence.why}`}${recorded?.overridden !== undefined && html`<br>Set otherwise by hand: confidence ${recorded.overridden.confidence ?? '–'}, coverage ${recorded.overridden.coverage ?? '–'}, because <bdi>${recorded.overridden.why}</bdi>`}</dd>
<dt>Coverage</dt><dd><b>${finding.coverage.level}</b>: ${coverageText(finding).replace(/^[a-z]+: /u, '')}${finding.coverage.read.length > 0 && html`<br><span class="sub">Read: ${finding.coverage.read.join(', ')}</span>`}</dd>
<dt>Origins</dt><dd>${originsText(finding) || 'it rests on no evidence, but on coverage'}</dd>
<dt>Fragility</dt><dd>${fragility(finding, docket)}</dd></dl></section>
<section><h2>What would change it</h2>${finding.wouldChange.length === 0 ? html`<p class="quiet">${finding.rated ? 'No rule says.' : 'It is noted, and not rated.'}</p>` : html`<ul class="bullets">${finding.wouldChange.map(sentence => html`<li>${sentence}</li>`)}</ul>`}</section>
${visit.mayWrite && signForm(here, row)}
${blockedSection(finding)}
${beside.map(({ name, title, some, shown, isSaid }) => part(title, shown, isSaid ? options : withWhy, some.length, here.with({ part: name })))}
${await history(visit, row, held)}</div>`;
  return { title: `${provision.label}: ${name}`, body, formats: ['json'] };
}

function windowText({ window: { from, until } }: Finding): string {
  return `from ${from ?? 'an open day'} until ${until ?? 'further notice'}`;
}

/** `all`: how many there are, where not all are shown; `open`: where they are. */
const part = (
  title: string,
  some: readonly Held[],
  how: EvidenceOptions,
  all = some.length,
  open?: Address,
): Html | false =>
  some.length > 0 &&
  html`<section><h2>${title} <span class="quiet">${figure(all)}</span></h2>${evidence(some, how)}${all > some.length && open !== undefined && html`<p><a href="${open}">All ${count(all, 'piece')} of evidence that ${all === 1 ? 'is' : 'are'} here</a></p>`}</section>`;

/** Pieces of evidence that count for nothing and are shown beside those that count; on a large record there may be hundreds. */
const SHOWN = 12;

/** Those that a condition of a rule names come first, and are never left out: it leads to them. */
function firstOf(some: readonly Held[], cited: ReadonlySet<string>): readonly Held[] {
  if (some.length <= SHOWN) return some;
  const named = some.filter(({ bearing }) => cited.has(bearing.id));
  const others = some.filter(one => !named.includes(one));
  return [...named, ...others].slice(0, Math.max(SHOWN, named.length));
}

/** What the level rests on. */
function behindSections({ rated }: Finding, behind: readonly Held[], options: EvidenceOptions): Html {
  const against = behind.filter(({ bearing }) => bearing.direction === 'contradicts');
  if (behind.length === 0)
    return html`<section><h2>Evidence</h2><p>It rests on no evidence. <span class="quiet">${rated ? 'What it rests on is how far one has looked: see the coverage below.' : 'A provision that welcomes or affirms undertakes nothing.'}</span></p></section>`;
  return html`${part(
    'Evidence for it being kept',
    behind.filter(one => !against.includes(one)),
    options,
  )}${part('Evidence against it being kept', against, options)}`;
}

/** A part of what counts for nothing, by the name that addresses have for it. */
interface Aside {
  readonly name: 'words' | 'outside' | 'uncounted' | 'rejected';
  readonly title: string;
  readonly some: readonly Held[];
  /** Does its heading say why it counts for nothing? */
  readonly isSaid: boolean;
}

/** All else that was looked at, each once, with why it counts for nothing. */
function asidesOf({ restsOn }: Finding, held: readonly Held[], party: string): readonly Aside[] {
  const others = held.filter(
    ({ bearing, state }) =>
      state !== 'rejected' &&
      !restsOn.includes(bearing.id) &&
      (bearing.parties.length === 0 || bearing.parties.includes(party)),
  );
  const words = others.filter(({ bearing }) => bearing.grade === 'W0');
  const outside = others.filter(({ bearing }) => bearing.grade !== 'W0' && bearing.scope === 'out_of_scope');
  const known = new Set([...words, ...outside]);
  const uncounted = others.filter(one => !known.has(one));
  const rejected = held.filter(({ state }) => state === 'rejected');
  return [
    { name: 'words', title: 'Words, which change nothing', some: words, isSaid: true },
    { name: 'outside', title: 'Out of scope', some: outside, isSaid: false },
    { name: 'uncounted', title: 'Looked at, and not counted', some: uncounted, isSaid: false },
    { name: 'rejected', title: 'Rejected by a person', some: rejected, isSaid: true },
  ];
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
