/** What people say of evidence by HTTP: whether a claim bears on a provision and how, what became of an allegation, and how reliable a source is. */
import { z } from 'zod';
import { ENGINE } from '../../app.ts';
import { credibilities, grades, reliabilities } from '../../core/finding.ts';
import { Problem } from '../../core/problem.ts';
import { accept, outcomes, rate, reject, settle } from '../../decisions/bearings.ts';
import type { Held } from '../../judging/cases.ts';
import type { Added, DeedsRecord } from '../../record/index.ts';
import { bearingNow } from '../parts/judged.ts';
import type { Answer, Visit } from '../visit.ts';
import { deciderOf } from './decider.ts';
import { apiRoute, type ApiRoute } from './route.ts';
import { mustBeAsSeen } from './seen.ts';

const why = z.string().trim().min(1).max(10_000);
const deciding = { why: why.optional(), by: z.string().optional() };
const id = z.string().min(1).max(200);

const entry = z.int().meta({ description: 'number of the entry that holds the decision' });

/** What a person says otherwise than it is proposed. */
const change = {
  direction: z.enum(['supports', 'contradicts', 'neutral']).optional(),
  grade: z.enum(grades).optional(),
  element: z
    .array(z.string().max(300))
    .optional()
    .meta({ description: 'verdicts of the scope test: "purpose=not_met"' }),
  party: z.array(z.string().max(300)).optional().meta({ description: 'ids of the parties whose keeping it speaks of' }),
  part: z.array(id).optional().meta({ description: 'ids of the stipulations that it performs' }),
  act: z
    .string()
    .max(300)
    .optional()
    .meta({ description: 'the act that it tells of: the same for all that tell of it' }),
  primary: z.boolean().optional().meta({ description: 'is the document itself the record of the act?' }),
  credibility: z.enum(credibilities).optional(),
};

const bearing = apiRoute({
  method: 'GET',
  path: '/api/v1/bearings/:bearing',
  ofWhole: true,
  about:
    'A claim that bears on a provision, as it is proposed or as people decided; its ETag changes with every decision about it.',
  answers: z.object({
    id,
    document: z.string(),
    claim: z.string(),
    provision: z.string(),
    direction: z.string(),
    grade: z.string(),
    state: z.enum(['proposed', 'confirmed', 'by hand', 'rejected']),
    standing: z.string().meta({ description: 'may it count, or why not' }),
    decided: z.int().optional().meta({ description: 'number of the last decision about it' }),
  }),
  hasEtag: true,
  async answer(visit) {
    const held = await bearingNow(visit, visit.params['bearing']!);
    const { bearing, state, evidence, decision } = held;
    return {
      json: { ...bearing, state, standing: evidence.standing, decided: decision?.sequence },
      etag: etagOf(held),
    };
  },
});

export const reviewBearing = apiRoute({
  method: 'POST',
  path: '/api/v1/bearings/:bearing/review',
  about:
    'Confirms that a claim bears on a provision, as it is proposed or as is said otherwise, or rejects it. If-Match, where it is sent, names the state that was seen.',
  mayBeConditional: true,
  body: z.strictObject({ verdict: z.enum(['accepted', 'rejected']), ...change, ...deciding }),
  answers: z.object({ bearing: id, verdict: z.enum(['accepted', 'rejected']), by: z.string(), entry }),
  isOnce: true,
  needs: 'review',
  async answer(visit, _query, { verdict, why, by: given, ...otherwise }) {
    const by = deciderOf(visit, given);
    const bearing = visit.params['bearing']!;
    if (verdict === 'rejected' && Object.keys(otherwise).length > 0)
      throw new Problem(
        'bad_request',
        'What is rejected is not set otherwise.',
        'Accept it as it should be, or send the verdict alone.',
      );
    const sent = ['bearing', bearing, verdict, why, otherwise];
    return await decided(visit, by, sent, { bearing, verdict }, async record => {
      const held = await bearingNow(visit, bearing);
      const now = { etag: etagOf(held), what: 'evidence', changed: changedText(held) };
      mustBeAsSeen(visit.conditions.ifMatch, now);
      return verdict === 'accepted'
        ? await accept(record, held, otherwise, { by, why }, ENGINE)
        : await reject(record, held, { by, why });
    });
  },
});

export { outcomes };

export const settleBearing = apiRoute({
  method: 'POST',
  path: '/api/v1/bearings/:bearing/settle',
  about: 'Says what became of an allegation that somebody confirmed, with the document that shows it.',
  body: z.strictObject({ outcome: z.enum(outcomes), evidence: id, ...deciding, why }),
  answers: z.object({ bearing: id, outcome: z.enum(outcomes), by: z.string(), entry }),
  isOnce: true,
  needs: 'review',
  async answer(visit, _query, { outcome, evidence, why, by: given }) {
    const by = deciderOf(visit, given);
    const bearing = visit.params['bearing']!;
    const sent = ['settle', bearing, outcome, evidence, why];
    return await decided(visit, by, sent, { bearing, outcome }, async record =>
      settle(record, await bearingNow(visit, bearing), outcome, evidence, { by, why }),
    );
  },
});

export const rateSource = apiRoute({
  method: 'POST',
  path: '/api/v1/sources/rate',
  about: 'Rates a source: how reliable it is, for whom it speaks, what it is able to see.',
  body: z.strictObject({
    source: z.string().trim().min(1).max(500),
    reliability: z.enum(reliabilities),
    speaksFor: z.string().max(300).optional(),
    sees: z.array(id).optional(),
    primary: z.boolean().optional(),
    ...deciding,
  }),
  answers: z.object({ source: z.string(), reliability: z.enum(reliabilities), by: z.string(), entry }),
  isOnce: true,
  needs: 'review',
  async answer(visit, _query, { why, by: given, ...rating }) {
    const by = deciderOf(visit, given);
    const { source, reliability } = rating;
    return await decided(visit, by, ['source', rating, why], { source, reliability }, record =>
      rate(record, rating, { by, why }),
    );
  },
});

export const evidenceApi: readonly ApiRoute[] = [bearing, reviewBearing, settleBearing, rateSource];

/** Decides, once for each key, and answers with the number of the entry. */
function decided(
  { desk, permit, conditions }: Visit,
  by: string,
  sent: unknown,
  told: object,
  decide: (record: DeedsRecord) => Promise<Added>,
): Promise<Answer> {
  return desk.jobs.once(by, conditions.key, sent, async (): Promise<Answer> => {
    const { sequence } = await desk.write(permit, decide);
    return { json: { ...told, by, entry: sequence } };
  });
}

/** Changes with every decision about the bearing. */
export const etagOf = ({ bearing, decision }: Held): string => `"${bearing.id}-${decision?.sequence ?? 0}"`;

/** "Ana decided about brg_… meanwhile; it is rejected now." */
function changedText({ bearing, state, decision }: Held): string {
  const what =
    decision === undefined
      ? `A decision about ${bearing.id} was taken back meanwhile`
      : `${decision.by} decided about ${bearing.id} meanwhile`;
  return `${what}; it is ${state} now.`;
}
