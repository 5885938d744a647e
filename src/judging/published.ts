/**
 * A docket cut down to what was published: its findings as they were signed, the bearings that people confirmed behind them, and nothing else.
 * Whatever shows it cannot show more.
 */
import type { Finding } from '../core/finding.ts';
import type { Instrument, Provision } from '../core/instrument.ts';
import {
  type DeedsRecord,
  instruments,
  OF_FINDINGS,
  type RecordedDecision,
  type RecordedDocument,
} from '../record/index.ts';
import { caseOf, type Docket, type DocketFinder, docketOf, type Held } from './cases.ts';
import { whyUnsupported } from './findings.ts';

export interface PublishedFinding {
  readonly id: string;
  readonly provision: Provision;
  readonly party: string;
  /** With the confidence and coverage that were published, computed or set by a person. */
  readonly finding: Finding;
  /** Days of the decisions. */
  readonly proposedOn: string;
  readonly publishedOn: string;
  readonly publishedBy: string;
  /** People who approved it; the proposer by hand is not among them. */
  readonly approvals: number;
  /** Its rule is no longer met by the evidence that it was made from; undefined: it is. */
  readonly unsupported: string | undefined;
  /** What it rests on, as far as it is still there and confirmed. */
  readonly behind: readonly Held[];
}

export interface PublishedDocket {
  readonly instrument: Instrument;
  /** Those that a finding was published on. */
  readonly provisions: readonly Provision[];
  readonly findings: readonly PublishedFinding[];
  /** The texts of those provisions, and what the findings rest on. */
  readonly documents: ReadonlyMap<string, RecordedDocument>;
}

/** Instruments on which something was published; the last of each row that nothing superseded. */
export async function publishedDockets(
  record: DeedsRecord,
  docketFor: DocketFinder = instrument => docketOf(record, instrument),
): Promise<PublishedDocket[]> {
  const kind = OF_FINDINGS;
  const decisions = await record.decisions({ kind });
  const dockets: PublishedDocket[] = [];
  for (const { value } of await instruments(record)) {
    const docket = await docketFor(value.id);
    const published = [...Map.groupBy(decisions, ({ subject }) => subject)].flatMap(([id, about]) => {
      const one = publishedOf(id, about, docket);
      return one === undefined ? [] : [one];
    });
    if (published.length > 0) dockets.push(await cutDown(record, docket, published));
  }
  return dockets;
}

function publishedOf(id: string, about: readonly RecordedDecision[], docket: Docket): PublishedFinding | undefined {
  const of = (kind: string, proposal?: unknown): RecordedDecision[] =>
    about.filter(one => one.kind === kind && (proposal === undefined || one.body['proposal'] === proposal));
  const publication = of('finding_published').findLast(
    ({ body }) => of('finding_superseded', body['proposal']).length === 0,
  );
  const proposal = of('finding_proposed').find(({ hash }) => hash === publication?.body['proposal']);
  if (publication === undefined || proposal?.content === undefined) return undefined;
  const finding = JSON.parse(proposal.content) as Finding;
  const provision = docket.provisions.find(one => one.id === finding.provision);
  if (provision === undefined) return undefined;
  const approved = of('finding_reviewed', proposal.hash).filter(({ body }) => body['verdict'] === 'approved');
  const approvers = new Set(approved.map(nameOf));
  if (proposal.by !== 'machine') approvers.delete(nameOf(proposal));
  return {
    id,
    provision,
    party: finding.party,
    finding: signed(finding, proposal),
    proposedOn: dayOf(proposal),
    publishedOn: dayOf(publication),
    publishedBy: nameOf(publication),
    approvals: approvers.size,
    unsupported: whyUnsupported(finding, caseOf(docket, provision, finding.party, finding.asOf, finding.window)),
    behind: docket.held.filter(
      ({ bearing, state }) => finding.restsOn.includes(bearing.id) && (state === 'confirmed' || state === 'by hand'),
    ),
  };
}

const nameOf = ({ imported, by }: RecordedDecision): string => imported?.by ?? by;
const dayOf = ({ imported, at }: RecordedDecision): string => (imported?.at ?? at).slice(0, 10);

/** What a person set otherwise than computed is what was published. */
function signed(finding: Finding, { body }: RecordedDecision): Finding {
  const { confidence, coverage } = body as {
    confidence?: NonNullable<Finding['confidence']>['level'];
    coverage?: Finding['coverage']['level'];
  };
  return {
    ...finding,
    confidence:
      confidence === undefined || confidence === finding.confidence?.level
        ? finding.confidence
        : { level: confidence, why: 'as a person set it' },
    coverage:
      coverage === undefined || coverage === finding.coverage.level
        ? finding.coverage
        : { ...finding.coverage, level: coverage, why: 'as a person set it' },
  };
}

async function cutDown(
  record: DeedsRecord,
  { instrument, provisions }: Docket,
  findings: readonly PublishedFinding[],
): Promise<PublishedDocket> {
  const asked = new Set(findings.map(({ provision }) => provision.id));
  const own = provisions.filter(({ id }) => asked.has(id));
  const named = new Set([
    ...own.flatMap(({ words }) => words.map(({ document }) => document)),
    ...findings.flatMap(({ behind }) => behind.map(({ bearing }) => bearing.document)),
  ]);
  return {
    instrument: { ...instrument, texts: instrument.texts.filter(({ document }) => named.has(document)) },
    provisions: own,
    findings,
    documents: new Map((await record.documents({ ids: [...named] })).map(document => [document.id, document])),
  };
}
