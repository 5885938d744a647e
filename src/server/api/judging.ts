/** What is judged by HTTP: instruments, the lists of each, and decisions about what bears on them. */
import { z } from 'zod';
import { ENGINE } from '../../app.ts';
import { accept, findBearing, reject } from '../../decisions/bearings.ts';
import { type JudgedList, judgedLists, narrowed } from '../../listings/judged-lists.ts';
import { json } from '../../outputs/json.ts';
import { instrumentsOf, judgedIn } from '../parts/judged.ts';
import { type Answer, LIST_FORMATS } from '../visit.ts';
import { deciderOf } from './decider.ts';
import { apiRoute, type ApiRoute } from './route.ts';

const PATH = '/api/v1/instruments';

/** As of which day is judged, and in which window. */
export const days = { day: z.iso.date().optional(), from: z.iso.date().optional(), until: z.iso.date().optional() };

/** Only one provision, only one party. */
export const narrowing = { provision: z.string().max(200).optional(), party: z.string().max(500).optional() };

export const reviewBearing = apiRoute({
  method: 'POST',
  path: '/api/v1/bearings/:bearing/review',
  about: 'Confirms or rejects that a claim bears on a provision, as it is proposed.',
  body: z.strictObject({
    verdict: z.enum(['accepted', 'rejected']),
    why: z.string().trim().min(1).max(10_000).optional(),
    by: z.string().optional(),
  }),
  answers: z.object({
    bearing: z.string(),
    verdict: z.enum(['accepted', 'rejected']),
    by: z.string(),
    entry: z.int().meta({ description: 'number of the entry that holds the decision' }),
  }),
  isOnce: true,
  needs: 'review',
  async answer(visit, _query, { verdict, why, by: given }) {
    const by = deciderOf(visit, given);
    const bearing = visit.params['bearing']!;
    const sent = ['bearing', bearing, verdict, why];
    return await visit.desk.jobs.once(by, visit.conditions.key, sent, () =>
      visit.desk.write(visit.permit, async (record): Promise<Answer> => {
        const held = await findBearing(record, bearing);
        const { sequence } =
          verdict === 'accepted'
            ? await accept(record, held, {}, { by, why }, ENGINE)
            : await reject(record, held, { by, why });
        return { json: { bearing, verdict, by, entry: sequence } };
      }),
    );
  },
});

export const judgingApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: PATH,
    about: 'The agreements of the record, by id and title.',
    answers: z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) }),
    answer: async ({ record }) => ({ json: { items: await instrumentsOf(record) } }),
  }),
  ...(Object.keys(judgedLists) as JudgedList[]).map(list =>
    apiRoute({
      method: 'GET',
      path: `${PATH}/:instrument/${list}`,
      formats: LIST_FORMATS,
      about: `As \`deeds judge ${list} --json\` has it, judged as of a day and in a window; with .csv, .jsonl or .text behind the address in that format.`,
      query: z.strictObject({ ...days, ...narrowing }),
      answers: 'WholeList',
      async answer(visit, { provision, party }) {
        const judged = await judgedIn(visit, visit.params['instrument']!);
        const asked = { ...(provision !== undefined && { provision }), ...(party !== undefined && { party }) };
        const listing = await judgedLists[list](visit.record, narrowed(judged, asked));
        return visit.format === 'html' ? { json: JSON.parse(json.write(listing)) as object } : { listing };
      },
    }),
  ),
  reviewBearing,
];
