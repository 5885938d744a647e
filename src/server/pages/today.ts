/** The first page: what waits for somebody, what falls due, where sources disagree, and what is new. */
import { Problem } from '../../core/problem.ts';
import { kinds } from '../../kinds/index.ts';
import { count, figure } from '../../listings/count.ts';
import { type Due, dueOf, dueOnes } from '../../listings/due.ts';
import { partyName } from '../../listings/findings.ts';
import { oneLine, shortened } from '../../listings/one-line.ts';
import { utterancesOf } from '../../listings/utterances.ts';
import type { ClaimTally } from '../../record/index.ts';
import { to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { type AsOf, isSmall } from '../aside.ts';
import { type Conflicts, conflictsOf } from '../lookups.ts';
import { items, missed, type Planned, plannedIn } from '../parts/agenda.ts';
import { dayOf } from '../parts/asked.ts';
import { instrumentsOf, type Named } from '../parts/judged.ts';
import { nothing } from '../parts/listed.ts';
import { claimAddress, sourceBeside } from '../parts/claim-card.ts';
import { level, shownOf, signature } from '../parts/levels.ts';
import { openingOf } from '../parts/matrix.ts';
import { findingAddress } from './finding.ts';
import type { Section, Visit } from '../visit.ts';
import { isPassing } from '../problems.ts';

/** Rows of each part; the lists have the rest. */
const SHOWN = 6;

const number = (of: readonly ClaimTally[]): number => of.reduce((sum, { number }) => sum + number, 0);

export const today: Section = {
  name: '',
  label: 'Today',
  routes: [
    {
      method: 'GET',
      path: '/',
      async answer(visit) {
        const { record } = visit;
        const documents = await record.documentCount();
        const day = dayOf(visit);
        if (documents === 0) {
          const body = html`<header class="page-head"><h1>Today</h1></header>${nothing('This record is empty.', html`<a href="${to('add')}">Add a report</a> by file, by pasting its text or by its address. What it says then stands in the lists.`)}`;
          return { page: { title: 'Today', body } };
        }
        const tally = await record.claimTally();
        const standing = tally.filter(
          ({ state, current }) => state !== 'rejected' && (current || state !== 'proposed'),
        );
        const claims = number(standing);
        const proposed = number(standing.filter(({ state }) => state === 'proposed'));
        const origins = await record.originCount();
        const compared = await conflictsIn(visit);
        const conflicts = compared?.value;
        const resting = new Set((await record.affected()).map(({ what }) => what)).size;
        // Of a large record its reports tell, each by itself; who has held them against each other is the calendar, which takes a moment there.
        const planned = (await isSmall(record)) ? await plannedIn(visit, day) : undefined;
        const overdue = planned === undefined ? await dueOnes(record, { dueBefore: day }) : undefined;
        const ahead = planned === undefined ? await dueOnes(record, { dueFrom: day }) : undefined;
        const newest = await record.documents({ newestFirst: true, limit: SHOWN });
        const body = html`<header class="page-head"><h1>Today</h1><p class="about"><a href="${to('documents')}">${count(documents, 'document')}</a> of <a href="${to('origins')}">${count(origins, 'origin')}</a>, ${count(claims, 'claim')}${claims > 0 && ': '}${kinds
          .flatMap(({ name, plural }) => {
            const own = number(standing.filter(({ kind }) => kind === name));
            return own === 0 ? [] : [html`<a href="${to(plural)}">${count(own, name, plural)}</a>`];
          })
          .map((one, index) => html`${index > 0 && ', '}${one}`)}</p></header>
<div class="today">
${planned && html`${concerns(planned)}${duePart(planned)}`}
<section><h2>Waiting for review</h2>
${
  proposed === 0
    ? html`<p class="quiet">Everything was looked at.</p>`
    : html`<p class="big"><a href="${to('review')}">${count(proposed, 'claim')}</a></p><p class="quiet">machine-read, and nobody looked at ${proposed === 1 ? 'it' : 'them'} yet${proposed > 1_000 && html`: ${waitingByKind(standing)}`}. ${visit.mayWrite && html`<a class="button no-print" href="${to('review')}">Review</a>`}</p>`
}</section>
<section><h2>Where sources disagree</h2>
${
  compared === undefined || conflicts === undefined
    ? html`<p class="quiet">What was said in all these documents is being compared; on a large record that takes a moment.</p>`
    : conflicts.total === 0
      ? html`<p class="quiet">No words are attributed to different speakers.</p>`
      : html`<ul class="plain">${conflicts.some.map(one => html`<li><a href="${to('utterances').with({ about: one.wording.split(/\s+/u).slice(0, 8).join(' ') })}"><bdi>“${shortened(oneLine(one.wording), 140)}”</bdi></a> <span class="sub">${one.speakers.join(' or ')}</span></li>`)}</ul><p><a href="${to('utterances')}">${count(conflicts.total, 'thing said', 'things said')} and attributed to different speakers</a>${compared.isBehind && html` <span class="quiet">as of entry ${compared.sequence}</span>`}</p>`
}
${resting > 0 && html`<p class="notice"><a href="${to('affected')}">${count(resting, 'thing')}</a> ${resting === 1 ? 'rests' : 'rest'} on corrected or retracted documents.</p>`}</section>
${planned === undefined && boards(await instrumentsOf(record))}
${overdue && dueSection('Its day has passed', html`Scheduled or due, and its day is over; the report that says so cannot know what came of it. <a href="${to('calendar')}">The calendar</a> holds it against what was held and done.`, overdue)}
${ahead && dueSection('Ahead', undefined, ahead)}
<section class="wide"><h2>New</h2><ul class="plain new">${newest.map(
          document =>
            html`<li><a href="${to('documents', document.id)}"><bdi>${document.about.title ?? document.facts.name}</bdi></a> <span class="sub">${sourceBeside(document)} · ${count(document.claims, 'claim')}${document.copy && ' · a copy'} · added <span class="day">${document.addedAt.slice(0, 10)}</span> by <bdi>${document.addedBy}</bdi></span></li>`,
        )}</ul><p><a href="${to('documents')}">All ${count(documents, 'document')}</a></p></section>
</div>`;
        return { page: { title: 'Today', body } };
      },
    },
  ],
};

/** Milliseconds for which the first page waits for what is compared beside it. */
const MOMENT = 100;

/** Words that are attributed to different speakers; undefined: all that was said is being compared. */
async function conflictsIn({ desk, record, asOf }: Visit): Promise<AsOf<Conflicts> | undefined> {
  if (asOf !== undefined)
    return { value: conflictsOf(await utterancesOf(record), SHOWN), sequence: 0, isBehind: false };
  try {
    return await desk.lookUp('conflicts', { limit: SHOWN }, MOMENT);
  } catch (error) {
    if (error instanceof Problem && isPassing(error)) return undefined;
    throw error;
  }
}

/** "400 statements, 30 acts": of what waits, each with the way to those alone. */
const waitingByKind = (standing: readonly ClaimTally[]): Html =>
  html`${kinds
    .map(({ name, plural }) => ({
      name,
      plural,
      own: number(standing.filter(({ kind, state }) => kind === name && state === 'proposed')),
    }))
    .filter(({ own }) => own > 0)
    .map(
      ({ name, plural, own }, index) =>
        html`${index > 0 && ', '}<a href="${to('review').with({ kind: name })}">${count(own, name, plural)}</a>`,
    )}`;

/** The ways to what each agreement's findings are: to judge all of them takes a moment on a large record. */
function boards(known: readonly Named[]): Html | false {
  return (
    known.length > 0 &&
    html`<section class="wide"><h2>How parties stand to what was agreed</h2><ul class="plain">${known.map(({ id, title }) => html`<li><a href="${to('board', id)}"><bdi>${title}</bdi></a> <span class="sub"><a href="${to('brief', id)}">brief<span class="visually-hidden"> on ${title}</span></a></span></li>`)}</ul></section>`
  );
}

/** Findings that speak against a party, with who stands behind them; the board has the others. */
function concerns({ judged }: Planned): Html | false {
  const all = judged.flatMap(({ docket, rows }) => rows.map(row => ({ docket, row, shown: shownOf(row) })));
  const grave = (['contravened', 'concern'] as const).flatMap(level =>
    all.filter(({ shown }) => shown.level === level),
  );
  return (
    all.length > 0 &&
    html`<section><h2>Concerns</h2>${
      grave.length === 0
        ? html`<p class="quiet">No finding is a concern or a contravention.</p>`
        : html`<ul class="plain">${grave.slice(0, SHOWN).map(({ docket: { instrument }, row, shown }) => html`<li>${level(shown)} <a href="${findingAddress(instrument.id, row)}"><bdi>${[row.provision.label, openingOf(row.provision)].filter(Boolean).join(' ')}</bdi> · ${partyName(instrument, row.party)}</a> <span class="sub">${signature(row.recorded)}</span></li>`)}</ul>`
    }<p><a href="${to('board')}">All ${count(all.length, 'finding')}</a></p></section>`
  );
}

/** What was missed, the worst first, and below it what is to come, the next first. */
function duePart({ items: all }: Planned): Html {
  const late = missed.flatMap(state => all.filter(one => one.state === state).toReversed());
  const ahead = all.filter(({ state }) => state === 'due');
  return html`<section><h2>Overdue, or passed in silence</h2>${
    late.length === 0
      ? html`<p class="quiet">Nothing that was due or scheduled has passed without news.</p>`
      : html`${items(late.slice(0, SHOWN))}${late.length > SHOWN && rest(late)}`
  }${ahead.length > 0 && html`<h3>Ahead</h3>${items(ahead.slice(0, SHOWN))}`}${rest(ahead)}</section>`;
}

const rest = ({ length }: readonly unknown[]): Html =>
  html`<p><a href="${to('calendar')}">${length > SHOWN ? `${figure(length - SHOWN)} more in the calendar` : 'The calendar'}</a></p>`;

function dueSection(title: string, about: Html | undefined, { rows, months, total }: Due): Html | undefined {
  if (rows.length === 0) return undefined;
  return html`<section><h2>${title}</h2>${about !== undefined && html`<p class="quiet">${about}</p>`}<ul class="plain">${rows.map(
    one =>
      html`<li><time datetime="${dueOf(one)}">${dueOf(one)}</time> <span class="kind">${one.claim.kind}</span> <a href="${claimAddress(one.document, one.claim.id)}"><bdi>${kinds.find(({ name }) => name === one.claim.kind)!.show(one.claim).headline}</bdi></a></li>`,
  )}</ul>${
    months.length > 0 &&
    html`<h3>By month</h3><ul class="plain by-month">${months.map(({ month, counts }) => html`<li><a href="${to('calendar').with({ month })}">${monthName(month)}</a> <span class="sub">${counts.join(', ')}</span></li>`)}</ul><p class="quiet">${figure(total)} in all, in <a href="${to('calendar')}">the calendar</a></p>`
  }</section>`;
}

/** "March 2026". */
const monthName = (month: string): string =>
  Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 }).toLocaleString('en', { month: 'long', year: 'numeric' });
