/** What people decide about evidence and findings, from the page of a finding: the machine proposes, people confirm, approve and publish. */
import { ENGINE } from '../../app.ts';
import { accept, findBearing, reject } from '../../decisions/bearings.ts';
import { proposeFinding, publishFinding, recordedRow, reviewFinding } from '../../decisions/findings.ts';
import { findInstrument } from '../../decisions/instruments.ts';
import { Problem } from '../../core/problem.ts';
import type { Held } from '../../judging/cases.ts';
import { findingId, type JudgedRow } from '../../judging/findings.ts';
import { Address, to } from '../address.ts';
import { type Html, html } from '../html.ts';
import { onlyAsked } from '../parts/asked.ts';
import { DAYS, judgedIn } from '../parts/judged.ts';
import { type Answer, notFound, type Route, type Visit } from '../visit.ts';
import { deciderOf } from './claims.ts';

const FINDING = '/board/:instrument/:finding';

export const judgingRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: `${FINDING}/bearings/:bearing`,
    fields: ['verdict', 'why'],
    needs: 'review',
    answer: decideBearing,
  },
  { method: 'POST', path: `${FINDING}/sign`, fields: ['verdict', 'why', 'proposal'], needs: 'review', answer: sign },
];

function whyOf({ sent }: Visit): string | undefined {
  const why = sent.fields.get('why')?.trim() ?? '';
  return why === '' ? undefined : why;
}

/** The finding that the form stands on, judged by the same days. */
async function addressed(visit: Visit): Promise<{ row: JudgedRow; back: Address }> {
  onlyAsked(visit.query, DAYS);
  const { id } = await findInstrument(visit.record, visit.params['instrument']);
  const finding = visit.params['finding']!;
  const { rows } = await judgedIn(visit, id);
  const row = rows.find(one => findingId(one.provision.id, one.party, one.finding.window) === finding);
  if (row === undefined) throw notFound(`finding ${finding} of this agreement in this window`);
  return { row, back: to('board', id, finding).with(Object.fromEntries(visit.query)) };
}

const wrongVerdict = (): Problem =>
  new Problem('unknown_field', 'This is no verdict that can be given here.', 'Use the buttons of the page.');

async function decideBearing(visit: Visit): Promise<Answer> {
  const decider = { by: deciderOf(visit), why: whyOf(visit) };
  const { back } = await addressed(visit);
  const verdict = visit.sent.fields.get('verdict');
  await visit.desk.write(visit.permit, async record => {
    const held = await findBearing(record, visit.params['bearing']!);
    if (verdict === 'accepted') await accept(record, held, {}, decider, ENGINE);
    else if (verdict === 'rejected') await reject(record, held, decider);
    else throw wrongVerdict();
  });
  return { goTo: back.at(visit.params['bearing']!) };
}

async function sign(visit: Visit): Promise<Answer> {
  const by = deciderOf(visit);
  const why = whyOf(visit);
  const { row, back } = await addressed(visit);
  const id = visit.params['finding']!;
  const verdict = visit.sent.fields.get('verdict');
  if ((visit.sent.fields.get('proposal') ?? '') !== (row.recorded?.proposal.hash ?? '')) {
    throw new Problem(
      'changed_meanwhile',
      'Somebody put another finding into the record since this page was opened.',
      'Open the finding again, and decide there.',
    );
  }
  await visit.desk.write(visit.permit, async record => {
    // What the rules gave is the machine's, whoever puts it into the record.
    if (verdict === 'proposed') await proposeFinding(record, row, {}, { by: 'machine', why });
    else if (verdict === 'approved' || verdict === 'returned')
      await reviewFinding(record, recordedRow([row], id), verdict, { by, why });
    else if (verdict === 'published') await publishFinding(record, recordedRow([row], id), { by, why });
    else throw wrongVerdict();
  });
  return { goTo: back };
}

const below = (finding: Address, ...more: readonly string[]): Address =>
  new Address([...finding.segments, ...more], finding.query);

/** Buttons by which a piece of evidence is confirmed or rejected; `finding`: the page that they stand on. */
export function bearingForm(finding: Address, { bearing, state }: Held): Html {
  const isConfirmed = state === 'confirmed' || state === 'by hand';
  return html`<form class="decide" method="post" action="${below(finding, 'bearings', bearing.id)}"><label>Why <input name="why"></label> ${!isConfirmed && html`<button name="verdict" value="accepted" class="yes">Confirm<span class="visually-hidden"> that it bears on it so</span></button>`} ${state !== 'rejected' && html`<button name="verdict" value="rejected" class="no">Reject<span class="visually-hidden"> as evidence for or against it</span></button>`}</form>`;
}

const button = (verdict: string, label: string, look = ''): Html =>
  html`<button name="verdict" value="${verdict}" class="${look}">${label}</button> `;

/** The next step from a proposal to a published finding, and what it asks for. */
export function signForm(finding: Address, { recorded, finding: now }: JudgedRow): Html | false {
  if (!now.rated) return false;
  const proposal = recorded?.proposal.hash ?? '';
  const isOpen = recorded === undefined || recorded.state === 'returned' || recorded.now !== undefined;
  const steps = html`${(isOpen || recorded.state === 'superseded') && button('proposed', 'Put it into the record')}${recorded !== undefined && (recorded.state === 'proposed' || recorded.state === 'reviewed') && html`${button('approved', 'Approve', 'yes')}${button('returned', 'Return', 'no')}`}${recorded?.state === 'reviewed' && button('published', 'Publish', 'primary')}`;
  return html`<section class="sign no-print"><h2>Sign it</h2><p class="quiet">${now.reviewers === 2 ? 'Two people must' : 'Somebody must'} approve it before it is published, and what it rests on must be confirmed. Who proposed it by hand does not count; a finding is returned with a reason.</p><form class="decide" method="post" action="${below(finding, 'sign')}"><input type="hidden" name="proposal" value="${proposal}"><label>Why <input name="why"></label> ${steps}</form></section>`;
}
