/** How findings look: a sign and a word for each level, and another pair for who stands behind it, so that neither rests on colour. */
import type { Finding, Level } from '../../core/finding.ts';
import type { JudgedRow, RecordedFinding } from '../../judging/findings.ts';
import { deciderOf } from '../../listings/decided.ts';
import { levelText } from '../../listings/findings.ts';
import { type Html, html } from '../html.ts';

const SIGNS: Readonly<Record<Level, string>> = {
  fulfilled: '●',
  partly_fulfilled: '◐',
  no_action_on_record: '○',
  no_indication: '–',
  concern: '▲',
  contravened: '■',
  undetermined: '?',
  not_due: '…',
  not_assessed: '·',
};

/** Who stands behind a finding: nobody but the machine, somebody who proposed it, or people who approved it. */
export type Signed = 'machine' | 'proposed' | 'returned' | 'reviewed' | 'published';

const SIGNED: Readonly<Record<Signed, string>> = {
  machine: '⚙',
  proposed: '◇',
  returned: '↩',
  reviewed: '✓',
  published: '✓✓',
};

export function signedBy(recorded: RecordedFinding | undefined): Signed {
  if (recorded === undefined || recorded.state === 'superseded') return 'machine';
  if (recorded.state === 'proposed') return recorded.proposal.by === 'machine' ? 'machine' : 'proposed';
  return recorded.state;
}

/** What people signed is shown as they signed it; else what the evidence gives now. */
export function shownOf({ finding, recorded }: Pick<JudgedRow, 'finding' | 'recorded'>): Finding {
  return recorded !== undefined && (recorded.state === 'reviewed' || recorded.state === 'published')
    ? recorded.finding
    : finding;
}

export function level(finding: Finding): Html {
  return html`<span class="level l-${finding.rated ? finding.level : 'not_assessed'}"><span class="sign" aria-hidden="true">${finding.rated ? SIGNS[finding.level] : '·'}</span> ${levelText(finding)}</span>`;
}

/** "✓ approved by Ana Lind": in few words, for a cell. */
export function signature(recorded: RecordedFinding | undefined): Html {
  const signed = signedBy(recorded);
  return html`<span class="signed f-${signed}"><span aria-hidden="true">${SIGNED[signed]}</span> ${words(signed, recorded)}</span>`;
}

function words(signed: Signed, recorded: RecordedFinding | undefined): Html | string {
  if (recorded === undefined || signed === 'machine') return 'machine proposal';
  const [by] = deciderOf(recorded.proposal);
  if (signed === 'proposed') return html`proposed by <bdi>${by}</bdi>`;
  if (signed === 'returned') return 'returned';
  const who = html`<bdi>${recorded.approvedBy.join(' and ')}</bdi>`;
  return signed === 'published' ? html`published, approved by ${who}` : html`approved by ${who}`;
}

/** What each sign means, for a legend. */
export function signLegend(): Html {
  return html`<ul class="legend sign-legend" aria-label="Signs of who stands behind a finding">${(
    [
      ['machine', 'machine proposal: nobody signed it'],
      ['proposed', 'proposed by a person'],
      ['reviewed', 'approved by people'],
      ['published', 'published'],
    ] as const
  ).map(
    ([signed, text]) =>
      html`<li class="f-${signed}"><span class="sign" aria-hidden="true">${SIGNED[signed]}</span> ${text}</li>`,
  )}</ul>`;
}
