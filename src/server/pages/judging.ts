/** What people decide about evidence and findings, from the page of a finding: the machine proposes, people confirm, approve and publish. */
import { Problem } from '../../core/problem.ts';
import type { Held } from '../../judging/cases.ts';
import type { JudgedRow } from '../../judging/findings.ts';
import { Address, to } from '../address.ts';
import { etagOf as seenOf, outcomes, reviewBearing, settleBearing } from '../api/evidence.ts';
import { etagOf, proposeOne, publishOne, reviewOne } from '../api/findings.ts';
import { asking, documentField, fieldOf, formOf } from '../api/form.ts';
import { type Html, html } from '../html.ts';
import { onlyAsked } from '../parts/asked.ts';
import { FINDING_ASKED, findingNow } from '../parts/judged.ts';
import type { Route, Visit } from '../visit.ts';

const FINDING = '/board/:instrument/:finding';

export const judgingRoutes: readonly Route[] = [
  formOf({
    path: `${FINDING}/bearings/:bearing`,
    fields: ['verdict', 'why', 'seen'],
    operations: [reviewBearing],
    async asks(visit) {
      // An address that names no finding is no page with such a form.
      await addressed(visit);
      const verdict = verdictOf(visit, ['accepted', 'rejected']);
      const ifMatch = fieldOf(visit, 'seen');
      return asking(
        reviewBearing,
        { verdict, why: fieldOf(visit, 'why') },
        { ...(ifMatch !== undefined && { ifMatch }) },
      );
    },
    next: (_, visit) => ({ goTo: backTo(visit).at(visit.params['bearing']!) }),
  }),
  formOf({
    path: `${FINDING}/bearings/:bearing/settle`,
    fields: ['outcome', 'evidence', 'why'],
    operations: [settleBearing],
    asks(visit) {
      onlyAsked(visit.query, FINDING_ASKED);
      const outcome = outcomes.find(one => one === fieldOf(visit, 'outcome')) ?? 'withdrawn';
      const evidence = documentField(visit, 'evidence') ?? '';
      return asking(settleBearing, { outcome, evidence, why: fieldOf(visit, 'why') ?? '' });
    },
    next: (_, visit) => ({ goTo: backTo(visit).at(visit.params['bearing']!) }),
  }),
  formOf({
    path: `${FINDING}/sign`,
    fields: ['verdict', 'why', 'proposal'],
    operations: [proposeOne, reviewOne, publishOne],
    asks(visit) {
      onlyAsked(visit.query, FINDING_ASKED);
      const verdict = verdictOf(visit, ['proposed', 'approved', 'returned', 'published']);
      const why = fieldOf(visit, 'why');
      const seen = { ifMatch: etagOf(visit.params['finding']!, fieldOf(visit, 'proposal')) };
      if (verdict === 'proposed') return asking(proposeOne, { why }, seen);
      if (verdict === 'published') return asking(publishOne, { why }, seen);
      return asking(reviewOne, { verdict, why }, seen);
    },
    next: (_, visit) => ({ goTo: backTo(visit) }),
  }),
];

/** Throws where the address of a form names no finding. */
async function addressed(visit: Visit): Promise<void> {
  onlyAsked(visit.query, FINDING_ASKED);
  await findingNow(visit);
}

/** The page that the form stands on, judged by the same days. */
const backTo = ({ params, query }: Visit): Address =>
  to('board', params['instrument']!, params['finding']!).with(Object.fromEntries(query));

function verdictOf<const T extends string>(visit: Visit, known: readonly T[]): T {
  const given = fieldOf(visit, 'verdict');
  const verdict = known.find(one => one === given);
  if (verdict !== undefined) return verdict;
  throw new Problem('unknown_field', 'This is no verdict that can be given here.', 'Use the buttons of the page.');
}

const below = (finding: Address, ...more: readonly string[]): Address =>
  new Address([...finding.segments, ...more], finding.query);

/** Buttons by which a piece of evidence is confirmed or rejected; `finding`: the page that they stand on. */
export function bearingForm(finding: Address, held: Held): Html {
  const { bearing, state, evidence } = held;
  const isConfirmed = state === 'confirmed' || state === 'by hand';
  return html`<form class="decide" method="post" action="${below(finding, 'bearings', bearing.id)}"><input type="hidden" name="seen" value="${seenOf(held)}"><label>Why <input name="why"></label> ${!isConfirmed && html`<button name="verdict" value="accepted" class="yes">Confirm<span class="visually-hidden"> that it bears on it so</span></button>`} ${state !== 'rejected' && html`<button name="verdict" value="rejected" class="no">Reject<span class="visually-hidden"> as evidence for or against it</span></button>`}</form>${isConfirmed && bearing.direction === 'contradicts' && evidence.standing === 'stands' && settleForm(finding, bearing.id)}`;
}

const OUTCOMES: Readonly<Record<(typeof outcomes)[number], string>> = {
  withdrawn: 'it was withdrawn',
  shown_false: 'it was shown to be false',
  shown_out_of_scope: 'it was shown to be out of scope',
};

/** What became of an allegation that somebody confirmed: nothing else lowers a concern. */
function settleForm(finding: Address, bearing: string): Html {
  return html`<details class="by-hand settle no-print"><summary>What became of it</summary><form class="decide" method="post" action="${below(finding, 'bearings', bearing, 'settle')}"><label>Outcome <select name="outcome">${outcomes.map(one => html`<option value="${one}">${OUTCOMES[one]}</option>`)}</select></label> <label>Shown by <input name="evidence" required placeholder="address or id of a document"></label> <label>Why <input name="why" required></label> <button>Settle it</button></form></details>`;
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
