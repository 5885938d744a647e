/** Findings of a record: what the machine proposes now, and what people proposed, reviewed and published. */
import { createHash } from 'node:crypto';
import type { ActorId } from '../core/actor.ts';
import type { Finding } from '../core/finding.ts';
import type { Provision } from '../core/instrument.ts';
import type { Day } from '../core/time.ts';
import { Turns } from '../core/turns.ts';
import type { Case } from '../judgement/case.ts';
import { isDeed } from '../judgement/evidence.ts';
import { judge, levelOf } from '../judgement/judge.ts';
import { type DeedsRecord, type Hash, OF_FINDINGS, type RecordedDecision } from '../record/index.ts';
import { caseOf, type Docket } from './cases.ts';

/** A finding as it comes out of the record now, beside what people decided about the same row. */
export interface JudgedRow {
  readonly provision: Provision;
  readonly party: ActorId;
  readonly case: Case;
  readonly finding: Finding;
  /** The finding on confirmed bearings alone: what would be said if no proposal of the machine counted. */
  readonly confirmedLevel: Finding['level'];
  readonly recorded: RecordedFinding | undefined;
}

export type FindingState = 'proposed' | 'returned' | 'reviewed' | 'published' | 'superseded';

/** A finding that was put into the record. */
export interface RecordedFinding {
  readonly id: string;
  readonly finding: Finding;
  readonly state: FindingState;
  readonly proposal: RecordedDecision;
  /** Who approved it: each person once, and nobody who proposed it. */
  readonly approvedBy: readonly string[];
  readonly published: RecordedDecision | undefined;
  /** What a person set otherwise than the rules compute it, with the reason. */
  readonly overridden:
    | { readonly confidence: string | undefined; readonly coverage: string | undefined; readonly why: string }
    | undefined;
  /** Its rule is no longer met by the evidence that it was made from, and why; undefined: it is. */
  readonly unsupported: string | undefined;
  /** The level that all evidence gives now, where that is another one. */
  readonly now: Finding['level'] | undefined;
}

/** One id for a provision, a party and a window: what is proposed later takes the place of what was before. */
export function findingId(provision: string, party: string, { from, until }: Finding['window']): string {
  const joined = [provision, party, from ?? '', until ?? ''].join(' ');
  return `fnd_${createHash('sha256').update(joined).digest('hex').slice(0, 24)}`;
}

/** The matrix: every provision of an instrument for every party that it binds. */
export async function judgeInstrument(
  record: DeedsRecord,
  docket: Docket,
  asOf: Day,
  window?: Case['window'],
): Promise<JudgedRow[]> {
  const decided = await findingDecisions(record);
  const turns = new Turns();
  const rows: JudgedRow[] = [];
  for (const provision of docket.provisions) {
    const [first] = provision.bound;
    if (first === undefined) continue;
    // What bears on it, and how far one has looked, is the same for every party.
    const shared = caseOf(docket, provision, first, asOf, window);
    for (const party of provision.bound) {
      const given = { ...shared, party };
      const finding = judge(given);
      await turns.next();
      const sure = { ...given, evidence: given.evidence.filter(({ confirmed }) => confirmed) };
      const sureLevel = levelOf(sure);
      await turns.next();
      const id = findingId(provision.id, party, given.window);
      rows.push({
        provision,
        party,
        case: given,
        finding,
        confirmedLevel: confirmedLevel(given, sureLevel),
        recorded: recordedFinding(id, decided.get(id) ?? [], given, finding),
      });
      await turns.next();
    }
  }
  return rows;
}

/** That nothing was found cannot be said while deeds that are alleged or reported wait for somebody to look at them. */
function confirmedLevel({ evidence, party }: Case, level: Finding['level']): Finding['level'] {
  const isAbsence = level === 'no_indication' || level === 'no_action_on_record';
  const waiting = evidence.some(
    one => !one.confirmed && one.standing === 'stands' && isDeed(one) && one.bearing.parties.includes(party),
  );
  return isAbsence && waiting ? 'undetermined' : level;
}

async function findingDecisions(record: DeedsRecord): Promise<ReadonlyMap<string, RecordedDecision[]>> {
  return Map.groupBy(await record.decisions({ kind: OF_FINDINGS }), ({ subject }) => subject);
}

/** The last proposal about a row and what became of it; before it, only what was published stays of interest, and the log has it. */
function recordedFinding(
  id: string,
  decisions: readonly RecordedDecision[],
  given: Case,
  now: Finding,
): RecordedFinding | undefined {
  const proposals = decisions.filter(({ kind }) => kind === 'finding_proposed');
  const latest = proposals.at(-1);
  if (latest?.content === undefined) return undefined;
  const about = decisions.filter(({ body }) => body['proposal'] === latest.hash);
  const finding = JSON.parse(latest.content) as Finding;
  const approvedBy = [
    ...new Set(
      about.filter(one => isOf(one, latest.hash, 'finding_reviewed') && one.body['verdict'] === 'approved').map(nameOf),
    ),
  ].filter(name => name !== nameOf(latest) || latest.by === 'machine');
  const published = about.find(({ kind }) => kind === 'finding_published');
  const { confidence, coverage } = latest.body as { confidence?: string; coverage?: string };
  return {
    id,
    finding,
    state: stateOf(about, approvedBy, finding),
    proposal: latest,
    approvedBy,
    published,
    overridden:
      confidence === finding.confidence?.level && coverage === finding.coverage.level
        ? undefined
        : { confidence, coverage, why: latest.why ?? '' },
    unsupported: whyUnsupported(finding, given),
    now: now.level === finding.level ? undefined : now.level,
  };
}

const isOf = ({ kind, body }: RecordedDecision, hash: Hash, wanted: string): boolean =>
  kind === wanted && body['proposal'] === hash;

const nameOf = ({ imported, by }: RecordedDecision): string => imported?.by ?? by;

function stateOf(about: readonly RecordedDecision[], approvedBy: readonly string[], finding: Finding): FindingState {
  const kinds = new Set(about.map(({ kind }) => kind));
  if (kinds.has('finding_superseded')) return 'superseded';
  if (kinds.has('finding_published')) return 'published';
  if (about.findLast(({ kind }) => kind === 'finding_reviewed')?.body['verdict'] === 'returned') return 'returned';
  return approvedBy.length >= finding.reviewers ? 'reviewed' : 'proposed';
}

/** Judged again by what it was made from, as that stands now: sources taken back since, and copies found since, count no more. */
export function whyUnsupported(finding: Finding, given: Case): string | undefined {
  const used = new Set([...finding.restsOn, ...finding.setAside.map(({ bearing }) => bearing)]);
  const evidence = given.evidence.filter(({ bearing }) => used.has(bearing.id));
  const again = judge({ ...given, asOf: finding.asOf, window: finding.window, coverage: finding.coverage, evidence });
  if (again.level === finding.level && (again.extent ?? '') === (finding.extent ?? '')) return undefined;
  const behind = new Set(finding.restsOn);
  const lost = again.setAside.filter(({ bearing }) => behind.has(bearing)).map(({ why }) => why);
  const gone = finding.restsOn.filter(id => !evidence.some(({ bearing }) => bearing.id === id));
  const why = [
    ...new Set([...lost, ...(gone.length > 0 ? ['a bearing that it rests on was rejected or is gone'] : [])]),
  ];
  return why.length > 0 ? why.join('; ') : 'its rule is no longer met by the evidence that it was made from';
}
