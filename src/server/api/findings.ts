/** The way of a finding by HTTP: what the rules give is put into the record, people approve or return it, and one of them publishes it. */
import { z } from 'zod';
import { coverages } from '../../core/finding.ts';
import { proposeFinding, publishFinding, recordedRow, reviewFinding } from '../../decisions/findings.ts';
import { findingId, type JudgedRow } from '../../judging/findings.ts';
import { findingList, levelText, partyName, stateText } from '../../listings/findings.ts';
import { narrowed } from '../../listings/judged-lists.ts';
import { findingIn, findingNow, judgedNow, type JudgedFinding } from '../parts/judged.ts';
import type { Answer, Visit } from '../visit.ts';
import { deciderOf } from './decider.ts';
import { days, narrowing } from './judging.ts';
import { apiRoute, type ApiRoute } from './route.ts';
import { mustHaveSeen } from './seen.ts';

const PATH = '/api/v1/instruments/:instrument/findings';
const query = z.strictObject(days);

const deciding = { why: z.string().trim().min(1).max(10_000).optional(), by: z.string().optional() };

const otherwise = {
  confidence: z.enum(['high', 'moderate', 'low']).optional(),
  coverage: z.enum(coverages).optional(),
};

/** A finding and where it stands, as its page tells it. */
const told = z.object({
  label: z.string(),
  partyName: z.string(),
  finding: z.object({ provision: z.string(), party: z.string(), level: z.string(), asOf: z.string() }),
  recorded: z.object({ id: z.string(), state: z.string() }).optional(),
  stands: z.string().meta({ description: 'who proposed, approved and published it, in words' }),
  bearings: z.array(z.object({ id: z.string(), state: z.string(), standing: z.string() })),
});

/** What a decision about it answers: the finding without what bears on it, which may be thousands. */
const decidedTold = told.omit({ bearings: true });

const about = 'Judged as of the same day and in the same window, it is the same finding. If-Match names what was seen.';

const finding = apiRoute({
  method: 'GET',
  path: `${PATH}/:finding`,
  ofWhole: true,
  about: 'A finding, what bears on it, and where it stands; its ETag changes with every proposal.',
  query,
  answers: told,
  hasEtag: true,
  answer: async visit => answered(await findingIn(visit)),
});

export const proposeOne = apiRoute({
  method: 'POST',
  path: `${PATH}/:finding/propose`,
  about: `Puts a finding into the record as it is now, for people to review. ${about}`,
  query,
  body: z.strictObject({ ...otherwise, ...deciding }),
  answers: decidedTold,
  isConditional: true,
  hasEtag: true,
  needs: 'review',
  async answer(visit, _query, { why, by: given, ...override }) {
    const { by, row } = await seen(visit, given);
    await visit.desk.write(visit.permit, record => proposeFinding(record, row, override, { by, why }));
    return decided(await findingNow(visit));
  },
});

export const proposeAll = apiRoute({
  method: 'POST',
  path: PATH,
  about: 'Puts the findings of an agreement into the record as they are now, all or narrowed, for people to review.',
  query,
  body: z.strictObject({ ...narrowing, ...otherwise, ...deciding }),
  answers: z.object({
    items: z.array(
      z.object({
        finding: z.string(),
        provision: z.string(),
        party: z.string(),
        level: z.string(),
        headline: z.string(),
      }),
    ),
  }),
  status: 201,
  isOnce: true,
  needs: 'review',
  async answer(visit, _query, { provision, party, why, by: given, ...override }) {
    const by = deciderOf(visit, given);
    const instrument = visit.params['instrument']!;
    const judged = await judgedNow(visit);
    const asked = { ...(provision !== undefined && { provision }), ...(party !== undefined && { party }) };
    const { rows, docket } = narrowed(judged, asked);
    const sent = ['findings', instrument, Object.fromEntries(visit.query), asked, override, why];
    return await visit.desk.jobs.once(by, visit.conditions.key, sent, () =>
      visit.desk.write(visit.permit, async (record): Promise<Answer> => {
        const items = [];
        for (const row of rows) {
          const finding = await proposeFinding(record, row, override, { by, why });
          const headline = `${row.provision.label} · ${partyName(docket.instrument, row.party)}: ${levelText(row.finding)}`;
          items.push({
            finding,
            provision: row.provision.id,
            party: row.party,
            level: row.finding.level,
            headline,
          });
        }
        return { json: { items }, status: 201 };
      }),
    );
  },
});

export const reviewOne = apiRoute({
  method: 'POST',
  path: `${PATH}/:finding/review`,
  about: `Approves a finding that was proposed, or returns it with a reason. ${about}`,
  query,
  body: z.strictObject({ verdict: z.enum(['approved', 'returned']), ...deciding }),
  answers: decidedTold,
  isConditional: true,
  hasEtag: true,
  needs: 'review',
  async answer(visit, _query, { verdict, why, by: given }) {
    const { by, row } = await seen(visit, given);
    await visit.desk.write(visit.permit, record => reviewFinding(record, inRecord(row), verdict, { by, why }));
    return decided(await findingNow(visit));
  },
});

export const publishOne = apiRoute({
  method: 'POST',
  path: `${PATH}/:finding/publish`,
  about: `Publishes a finding that enough people approved, whose bearings are confirmed and whose rule is still met. ${about}`,
  query,
  body: z.strictObject(deciding),
  answers: decidedTold,
  isConditional: true,
  hasEtag: true,
  needs: 'publish',
  async answer(visit, _query, { why, by: given }) {
    const { by, row } = await seen(visit, given);
    await visit.desk.write(visit.permit, record => publishFinding(record, inRecord(row), { by, why }));
    return decided(await findingNow(visit));
  },
});

export const findingApi: readonly ApiRoute[] = [finding, proposeAll, proposeOne, reviewOne, publishOne];

const idOf = ({ provision, party, finding }: JudgedRow): string => findingId(provision.id, party, finding.window);

const inRecord = (row: JudgedRow): ReturnType<typeof recordedRow> => recordedRow([row], idOf(row));

/** Changes with every proposal of the finding; what people approve is one of them. */
export const etagOf = (id: string, proposal: string | undefined): string => `"${id}-${proposal ?? 0}"`;

/** A finding for programs. */
export function findingTold(judged: JudgedFinding): object {
  const { docket, row } = judged;
  const held = docket.held.filter(({ bearing }) => bearing.provision === row.provision.id);
  const bearings = held.map(({ bearing, state, evidence }) => ({ ...bearing, state, standing: evidence.standing }));
  return { ...standsTold(judged), bearings };
}

const standsTold = ({ docket, row }: JudgedFinding): object => ({
  ...findingList([row], docket).rows[0]!.value,
  stands: stateText(row.recorded),
});

const answered = (judged: JudgedFinding): Answer => ({ json: findingTold(judged), etag: seenOf(judged) });

const decided = (judged: JudgedFinding): Answer => ({ json: standsTold(judged), etag: seenOf(judged) });

const seenOf = ({ row }: JudgedFinding): string => etagOf(idOf(row), row.recorded?.proposal.hash);

/** Who decides, and the finding, if it is still what was seen. Throws `condition_missing`, `changed_meanwhile`. */
async function seen(visit: Visit, given: string | undefined): Promise<{ by: string; row: JudgedRow }> {
  const by = deciderOf(visit, given);
  const found = await findingNow(visit);
  mustHaveSeen(visit.conditions.ifMatch, {
    etag: seenOf(found),
    what: 'finding',
    changed: 'Somebody put another finding into the record since this was looked at.',
  });
  return { by, row: found.row };
}
