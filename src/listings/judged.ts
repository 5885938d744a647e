import type { JudgedAct, JudgedCase } from '../core/judged.ts';
import type { Docket } from '../judging/cases.ts';
import { findingId, type JudgedRow } from '../judging/findings.ts';
import { type DeedsRecord, OF_FINDINGS } from '../record/index.ts';
import type { Appointment } from './calendar.ts';
import { deciderOf } from './decided.ts';
import { levelText, partyName } from './findings.ts';
import { oneLine } from './one-line.ts';

/** What formats of other programs are written from. */
export async function judgedCase(
  record: DeedsRecord,
  docket: Docket,
  rows: readonly JudgedRow[],
  appointments: readonly Appointment[],
  asOf: string,
): Promise<JudgedCase> {
  const { instrument, held } = docket;
  const findings = rows.map(({ provision, party, finding, recorded }) => {
    const { published } = recorded ?? {};
    return {
      id: findingId(provision.id, party, finding.window),
      provision,
      party: { actor: party, name: partyName(instrument, party) },
      // What was published is what was seen; until then it is what the evidence gives now.
      finding: recorded?.state === 'published' ? recorded.finding : finding,
      label: levelText(recorded?.state === 'published' ? recorded.finding : finding),
      state: recorded?.state ?? 'machine proposal',
      published: published?.imported?.at ?? published?.at,
      publishedBy: published === undefined ? undefined : deciderOf(published)[0],
      unsupported: recorded?.unsupported,
    };
  });
  const told = held.filter(
    ({ bearing, state, evidence }) =>
      bearing.attributions.length > 0 &&
      bearing.scope !== 'out_of_scope' &&
      state !== 'rejected' &&
      evidence.standing === 'stands' &&
      !evidence.copy,
  );
  const acts = [...Map.groupBy(told, ({ bearing }) => bearing.act)].map(
    ([id, some]): JudgedAct => ({
      id,
      provision: some[0]!.bearing.provision,
      words: some.map(({ claim, document: { about, facts } }) => ({
        exact: oneLine(claim.claim.words.exact),
        source: about.source ?? facts.name,
        url: about.url,
        published: about.published?.day,
      })),
      attributions: some.flatMap(({ bearing }) => bearing.attributions),
      from: some.map(({ evidence }) => evidence.from).find(day => day !== undefined),
      until: some.map(({ evidence }) => evidence.until).find(day => day !== undefined),
      bearings: some.map(({ bearing }) => bearing.id),
    }),
  );
  const own = new Set(findings.map(({ id }) => id));
  const kind = OF_FINDINGS;
  const changes = (await record.decisions({ kind }))
    .filter(({ subject }) => own.has(subject))
    .map(decision => ({
      id: decision.hash,
      finding: decision.subject,
      at: decision.at,
      by: deciderOf(decision)[0],
      what: `${decision.kind.slice('finding_'.length)}${typeof decision.body['level'] === 'string' ? `: ${decision.body['level']}` : ''}${decision.why === undefined ? '' : ` (${decision.why})`}`,
    }));
  const { sequence } = await record.head();
  return {
    instrument,
    asOf,
    began: await instantOf(record, 1),
    at: await instantOf(record, sequence),
    findings,
    acts,
    appointments,
    changes,
  };
}

async function instantOf(record: DeedsRecord, sequence: number): Promise<string> {
  for await (const { at } of record.entries(sequence)) return at;
  return '';
}
