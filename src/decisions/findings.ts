/** The way of a finding: the machine proposes, people review, one of them publishes, and the next one takes its place. */
import { canonicalJson } from '../core/canonical.ts';
import type { Confidence, Coverage } from '../core/finding.ts';
import { Problem } from '../core/problem.ts';
import type { JudgedRow } from '../judging/findings.ts';
import { findingId } from '../judging/findings.ts';
import type { DeedsRecord } from '../record/index.ts';
import type { Decider } from './documents.ts';

/** What a person sets otherwise than the rules compute it; never the level. */
export interface Override {
  readonly confidence?: Confidence | undefined;
  readonly coverage?: Coverage | undefined;
}

/** Puts a finding into the record as it is now: what the rules gave in the machine's name, whoever puts it there, and what somebody set otherwise in theirs. Answers its id. */
export async function proposeFinding(
  record: DeedsRecord,
  { finding, provision, party }: JudgedRow,
  override: Override,
  { by, why }: Decider,
): Promise<string> {
  const isOverridden = override.confidence !== undefined || override.coverage !== undefined;
  if (isOverridden && why === undefined) {
    throw new Problem(
      'override_without_reason',
      'Confidence or coverage is set otherwise than it is computed, and no reason is given.',
      'Give it with --why: it stands beside what was computed.',
      2,
    );
  }
  const id = findingId(provision.id, party, finding.window);
  const { from, until } = finding.window;
  const confidence = override.confidence ?? finding.confidence?.level;
  await record.decide({
    kind: 'finding_proposed',
    by: isOverridden ? by : 'machine',
    body: {
      finding: id,
      provision: provision.id,
      party,
      window: { ...(from !== undefined && { from }), ...(until !== undefined && { until }) },
      rubric: finding.rubric,
      level: finding.level,
      ...(finding.because !== undefined && { because: finding.because }),
      ...(confidence !== undefined && { confidence }),
      coverage: override.coverage ?? finding.coverage.level,
      bearings: [...finding.restsOn],
      ...(why !== undefined && { why }),
    },
    content: canonicalJson(finding),
  });
  return id;
}

/** A row by the id of its finding, which must have been proposed. */
export function recordedRow(
  rows: readonly JudgedRow[],
  id: string,
): JudgedRow & { recorded: NonNullable<JudgedRow['recorded']> } {
  const row = rows.find(({ recorded }) => recorded?.id === id);
  if (row?.recorded !== undefined) return { ...row, recorded: row.recorded };
  throw new Problem(
    'unknown_finding',
    `No finding ${id} was proposed for the instrument.`,
    'Propose it: `deeds judge propose`; `deeds judge findings` lists those there are.',
    2,
  );
}

export async function reviewFinding(
  record: DeedsRecord,
  { recorded }: ReturnType<typeof recordedRow>,
  verdict: 'approved' | 'returned',
  { by, why }: Decider,
): Promise<void> {
  if (verdict === 'returned' && why === undefined)
    throw new Problem('return_without_reason', 'A finding is returned without a reason.', 'Give it with --why.', 2);
  await record.decide({
    kind: 'finding_reviewed',
    by,
    body: { finding: recorded.id, proposal: recorded.proposal.hash, verdict, ...(why !== undefined && { why }) },
  });
}

/** Bearings that a problem names; of a large record there may be thousands. */
const NAMED = 10;

/**
 * Publishes a finding that was reviewed by as many people as its level asks for, whose bearings a person confirmed, and whose rule its
 * evidence still meets. Findings of the same row that were published before are superseded.
 */
export async function publishFinding(
  record: DeedsRecord,
  { recorded, case: { evidence } }: ReturnType<typeof recordedRow>,
  { by, why }: Decider,
): Promise<void> {
  const { finding, approvedBy, id, proposal, unsupported } = recorded;
  if (approvedBy.length < finding.reviewers) {
    throw new Problem(
      'not_reviewed',
      `The finding ${id} (${finding.level}) was approved by ${approvedBy.length === 0 ? 'nobody' : approvedBy.join(', ')}; it needs ${finding.reviewers}.`,
      'Whoever proposed a finding does not count: `deeds judge review ID --approve --by NAME`.',
    );
  }
  const behind = new Set(finding.restsOn);
  const open = evidence
    .filter(({ bearing, confirmed }) => behind.has(bearing.id) && !confirmed)
    .map(({ bearing }) => bearing.id);
  if (open.length > 0) {
    throw new Problem(
      'bearing_unconfirmed',
      `The finding ${id} rests on bearings that only the machine proposes: ${open.slice(0, NAMED).join(', ')}${open.length > NAMED ? ` and ${open.length - NAMED} more` : ''}.`,
      'Look at each: `deeds judge accept ID` or `deeds judge reject ID`; then propose the finding again.',
    );
  }
  if (unsupported !== undefined) {
    throw new Problem(
      'unsupported_finding',
      `The finding ${id} is no longer supported: ${unsupported}.`,
      'Propose it again: it will be what the evidence gives now.',
    );
  }
  const before = await record.decisions({ kind: 'finding_published', subject: id });
  const last = before.at(-1)?.body['proposal'];
  const proposals = await record.decisions({ kind: 'finding_proposed', subject: id });
  const level = proposals.find(({ hash }) => hash === last)?.body['level'] as string | undefined;
  if (level !== undefined && level !== finding.level && why === undefined) {
    throw new Problem(
      'change_without_reason',
      `The finding ${id} was published as ${level} and would now be ${finding.level}, and no reason is given.`,
      'Give it with --why: the finding before stays in the record, and the reason stands beside it.',
      2,
    );
  }
  await record.decide({
    kind: 'finding_published',
    by,
    body: { finding: id, proposal: proposal.hash, ...(why !== undefined && { why }) },
  });
  for (const { body } of before) {
    if (body['proposal'] === proposal.hash) continue;
    await record.decide({
      kind: 'finding_superseded',
      by,
      body: { finding: id, proposal: body['proposal'], why: why ?? 'a later finding took its place' },
    });
  }
}
